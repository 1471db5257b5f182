"""Forms (自评表) without a grid: each block read by itself, all of them put on the fewest common column edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.tables.inferred.atoms import Atom, atoms_of
from extractor.tables.inferred.forms.parts import (
    FormPart,
    goal_heads,
    is_total,
    parted_rows,
    side_of,
    spine_of,
)
from extractor.tables.inferred.forms.slabs import Slab, is_fund_row, right_of, without
from extractor.tables.inferred.gutters import MARGIN, column_of, gutters
from extractor.tables.inferred.region import Region
from extractor.tables.meaning.wording import is_form_label, is_number
from extractor.tables.ruled.lattice import Lattice, Span

# Points. Usual padding of a cell, within which a text at its side may be off without cost.
PADDING = 4.0
# What a cell costs whose text is at its left or right side, against one in whose middle it is.
ASIDE = 3.0
# Points that an edge may be off the gap it stands for; rounds in which edges are moved to centre texts.
NEAR = 1.0
ROUNDS = 8

Extent = tuple[float, float] | None


@dataclass(slots=True)
class Block:
    """Rows with columns of their own, by what each reaches over (None where blank); spans count in those columns.

    ``is_table``: its columns hold over several rows, so that they tell the form's edges first. ``spine``: blocks of
    one number have their first column in common, one text beside all their rows.
    """

    rows: list[float]
    columns: list[Extent]
    spans: list[Span]
    is_table: bool = False
    spine: int = 0

    def gaps(self) -> list[tuple[float, float]]:
        """The room between each column and the next; two beside a blank column share theirs."""
        ends = [column[1] if column else None for column in self.columns]
        starts = [column[0] if column else None for column in self.columns]
        found = []
        for index in range(len(self.columns) - 1):
            low = next((end for end in ends[index::-1] if end is not None), 0.0)
            high = next((start for start in starts[index + 1 :] if start is not None), float("inf"))
            found.append((low, high) if low <= high else ((low + high) / 2,) * 2)
        return found


def form_lattice(
    parts: Sequence[FormPart], rules: Sequence[Ruling], read: Callable[[Region], Lattice | None]
) -> Lattice | None:
    """The grid of a form from its parts; ``read`` tells the grid of a block of lines with heads."""
    ruled = 2 * sum(parts[0].slabs[0].top < rule.at < parts[-1].slabs[-1].bottom for rule in rules)
    blocks = list(_blocks(parts, rules if ruled > sum(len(part.slabs) for part in parts) else (), read))
    extents = [column for block in blocks for column in block.columns if column]
    left, right = min(x0 for x0, _ in extents) - MARGIN, max(x1 for _, x1 in extents) + MARGIN
    frame = [rule for rule in rules if rule.start < left + 2 * MARGIN and rule.end > right - 2 * MARGIN]
    left, right = min([left, *(rule.start for rule in frame)]), max([right, *(rule.end for rule in frame)])
    edges = [left, *_stabbing(blocks, right), right]
    ends = _all_ends(blocks, edges)
    edges = _centred(blocks, ends, edges)
    ends = _all_ends(blocks, edges)
    return _together(blocks, ends, edges)


def _blocks(
    parts: Sequence[FormPart], rules: Sequence[Ruling], read: Callable[[Region], Lattice | None]
) -> Iterator[Block]:
    index = 0
    while index < len(parts):
        part = parts[index]
        index += 1
        if part.name == "labels":
            slabs = list(part.slabs)
            while index < len(parts) and parts[index].name == "labels":
                slabs += parts[index].slabs
                index += 1
            yield from _label_blocks(slabs)
        elif part.name == "goals" and (block := _goals(part, rules)):
            yield block
        elif part.name == "funds" and (found := _funds(part, rules, read)):
            yield from found
        elif block := _table(part, rules, read):
            yield block
        else:
            yield from _label_blocks(part.slabs)


def _label_blocks(slabs: Sequence[Slab]) -> Iterator[Block]:
    """Rows of labels and values, those beside one text on their left (预算执行情况) with it."""
    for spine, rows in parted_rows(slabs):
        if not spine:
            yield from map(_row, rows)
            continue
        yield from _beside(spine, [_row(row) for row in rows])


def _beside(spine: Sequence[Atom], blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with one more column on their left, in common."""
    left = (min(atom.x0 for atom in spine), max(atom.x1 for atom in spine))
    number = round(10 * spine[0].top) or 1
    for block in blocks:
        spans = [Span(one.row, one.column + 1, one.rowspan, one.colspan) for one in block.spans]
        yield replace(block, columns=[left, *block.columns], spans=spans, spine=number)


def _levels(rows: Sequence[Sequence[Atom]]) -> list[float]:
    """Row edges between rows of atoms."""
    tops = [min(atom.top for atom in row) for row in rows]
    bottoms = [max(atom.bottom for atom in row) for row in rows]
    return [tops[0], *((bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)), bottoms[-1]]


def _row(atoms: Sequence[Atom]) -> Block:
    """One row of labels and values; a label without a value beside it has a blank one."""
    found = gutters(atoms, exact=True)
    bounds = [float("-inf"), *((a + b) / 2 for a, b in found), float("inf")]
    columns: list[Extent] = []
    labelled = False
    for low, high in pairwise(bounds):
        inside = sorted((atom for atom in atoms if low < atom.x0 < high), key=lambda atom: atom.middle)
        text = "".join(atom.text for atom in inside)
        is_label = is_form_label(text)
        if columns and is_label and labelled:
            columns.append(None)
        columns.append((min(atom.x0 for atom in inside), max(atom.x1 for atom in inside)))
        labelled = is_label
    if labelled and len(columns) > 1:
        columns.append(None)
    spans = [Span(0, column, 1, 1) for column in range(len(columns))]
    return Block([min(atom.top for atom in atoms), max(atom.bottom for atom in atoms)], columns, spans)


def _goals(part: FormPart, rules: Sequence[Ruling]) -> Block | None:
    """Goals set out and reached side by side: their heads over one row, beside a spine."""
    atoms = [atom for slab in part.slabs for atom in slab.atoms]
    heads = goal_heads(part.slabs[0])
    spine = spine_of(atoms, side_of(part.slabs, rules))
    rest = [atom for atom in atoms if atom not in spine]
    heads = [atom for atom in heads if atom not in spine]
    body = [atom for atom in rest if atom not in heads]
    if len(heads) < 2 or not body:
        return None
    bounds = [float("-inf")]
    for before, after in pairwise(heads):
        between = [g for g in gutters(rest, exact=True) if before.ink <= g[1] and g[0] <= after.x0]
        if not between:
            return None
        low, high = max(between, key=lambda gap: gap[1] - gap[0])
        bounds.append((low + high) / 2)
    bounds.append(float("inf"))
    columns: list[Extent] = []
    for low, high in pairwise(bounds):
        inside = [atom for atom in rest if low < atom.x0 < high]
        columns.append((min(atom.x0 for atom in inside), max(atom.x1 for atom in inside)))
    shift = bool(spine)
    spans = [Span(row, column + shift, 1, 1) for row in range(2) for column in range(len(columns))]
    if spine:
        columns.insert(0, (min(atom.x0 for atom in spine), max(atom.x1 for atom in spine)))
        spans.append(Span(0, 0, 2, 1))
    return Block(_levels([heads, body]), columns, spans)


def _funds(part: FormPart, rules: Sequence[Ruling], read: Callable[[Region], Lattice | None]) -> list[Block]:
    """A fund block whose last rows are of words, each with columns of its own, beside the same spine; else empty."""
    spine = spine_of([atom for slab in part.slabs for atom in slab.atoms], side_of(part.slabs, rules))
    slabs = [slab for one in part.slabs if (slab := without(one, spine))]
    told = [index for index, slab in enumerate(slabs) if _has_figure(slab) or is_fund_row(slab)]
    whole = max(told, default=0) + 1
    if whole == len(slabs):
        return []
    table = _table(FormPart("funds", slabs[:whole]), rules, read)
    if table is None:
        return []
    blocks = [table, *_label_blocks(slabs[whole:])]
    return list(_beside(spine, blocks)) if spine else blocks


def _has_figure(slab: Slab) -> bool:
    return any(is_number(atom.text) for atom in slab.atoms)


def _table(part: FormPart, rules: Sequence[Ruling], read: Callable[[Region], Lattice | None]) -> Block | None:
    """A block with heads, read as a table by itself, with the spine beside it put back."""
    body = list(part.slabs)
    end = max((rule.at for rule in rules), default=float("inf"))
    while len(body) > 1 and (is_total(body[-1]) or body[-1].top > end - NEAR):
        body.pop()
    side = side_of(body, rules)
    spine = spine_of([atom for slab in body for atom in slab.atoms], side)
    edge = max((atom.x1 for atom in spine), default=float("-inf"))
    last = body[-1].bottom
    lines = [one for line in part.lines if (one := line if line.top > last else right_of(line, edge))]
    lines.sort(key=lambda line: line.top + line.bottom)
    region = Region(lines, [atoms_of(line) for line in lines])
    near = [rule for rule in rules if region.top - MARGIN < rule.at < region.bottom + MARGIN]
    if near:
        region.rules = [rule._replace(start=max(rule.start, side or edge + NEAR)) for rule in near]
        region.left, region.right = min(rule.start for rule in region.rules), max(rule.end for rule in region.rules)
    lattice = read(region)
    if lattice is None:
        return None
    atoms = [atom for slab in part.slabs for atom in slab.atoms if atom not in spine]
    columns = _extents(lattice, [atom for atom in atoms if atom.bottom < last + NEAR])
    whole = sum(1 for upper, lower in pairwise(lattice.rows) if (upper + lower) / 2 < last)
    shift = 1 if spine else 0
    spans = [Span(one.row, one.column + shift, one.rowspan, one.colspan) for one in lattice.spans if one.row < whole]
    if spine:
        spans.append(Span(0, 0, whole, 1))
        columns.insert(0, (min(atom.x0 for atom in spine), max(atom.x1 for atom in spine)))
    for row in range(whole, len(lattice.rows) - 1):
        inside = [atom for atom in atoms if lattice.rows[row] <= atom.middle < lattice.rows[row + 1]]
        spans += _total_row(row, inside, columns)
    return Block(lattice.rows, columns, spans, is_table=True)


def _total_row(row: int, atoms: Sequence[Atom], columns: Sequence[Extent]) -> Iterator[Span]:
    """The cells of a row that adds up: its label stands in the middle of those it covers, up to the first figure."""
    told = [column or (0.0, 0.0) for column in columns]
    filled = sorted(atoms, key=lambda atom: atom.x0)
    label = filled[0]
    first = next((index for index, one in enumerate(told) if filled[1:] and one[1] > filled[1].x0), len(told))
    start = min(one[0] for one in columns if one)
    middle = (label.x0 + label.x1) / 2
    over = min(range(1, max(first, 1) + 1), key=lambda end: abs((start + told[end - 1][1]) / 2 - middle))
    yield Span(row, 0, 1, over)
    yield from (Span(row, column, 1, 1) for column in range(over, len(columns)))


def _extents(lattice: Lattice, atoms: Sequence[Atom]) -> list[Extent]:
    found: list[Extent] = [None] * (len(lattice.columns) - 1)
    for atom in atoms:
        first, last = column_of(lattice.columns, atom)
        if first == last:
            was = found[first]
            found[first] = (min(was[0], atom.x0), max(was[1], atom.x1)) if was else (atom.x0, atom.x1)
    return found


def _stabbing(blocks: Sequence[Block], right: float) -> list[float]:
    """The fewest edges such that one lies in every gap between columns: those of tables first."""
    rooms: list[tuple[float, float]] = []
    for is_table in (True, False):
        gaps = sorted(
            (gap for block in blocks if block.is_table == is_table for gap in set(block.gaps()) if gap[1] < right),
            key=lambda gap: gap[1],
        )
        fresh: list[tuple[float, float]] = []
        for low, high in gaps:
            if any(low <= b and a <= high for a, b in rooms):
                continue
            if fresh and low <= fresh[-1][1]:
                fresh[-1] = (max(fresh[-1][0], low), min(fresh[-1][1], high))
            else:
                fresh.append((low, high))
        rooms += fresh
    return sorted((low + high) / 2 for low, high in rooms)


def _all_ends(blocks: Sequence[Block], edges: Sequence[float]) -> list[list[int]]:
    """As :func:`_ends` for each block; those beside one spine have it end at one edge."""
    shared: dict[int, int] = {}
    found = []
    for block in sorted(blocks, key=lambda block: not block.is_table):
        own = _ends(block, edges, shared.get(block.spine))
        if block.spine and own:
            shared.setdefault(block.spine, own[1])
        found.append((block.rows[0], own))
    return [own for _, own in sorted(found, key=lambda one: one[0])]


def _ends(block: Block, edges: Sequence[float], first: int | None = None) -> list[int]:
    """For each column of a block the edge that it begins at, and the last edge: so that texts stand in their cells."""
    gaps = block.gaps()
    last = len(edges) - 1
    choices = [[0]]
    for low, high in gaps:
        near = [index for index in range(1, last) if low - NEAR <= edges[index] <= high + NEAR]
        choices.append(
            near or [min(range(1, last), key=lambda index: abs(2 * edges[index] - low - min(high, edges[-1])))]
        )
    if first is not None:
        choices[1] = [first]
    choices.append([last])
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for column, options in zip(block.columns, choices[1:], strict=True):
        reached: dict[int, tuple[float, list[int]]] = {}
        for end in options:
            for start, (cost, path) in best.items():
                if start < end:
                    total = cost + _cell_cost(edges[start], edges[end], column)
                    if end not in reached or total < reached[end][0]:
                        reached[end] = (total, [*path, end])
        best = reached
    return best[last][1] if last in best else []


def _cell_cost(start: float, end: float, text: Extent) -> float:
    if text is None:
        return 0.0
    middle = abs(start + end - text[0] - text[1]) / 2
    at_left = max(abs(text[0] - start - PADDING) - PADDING, 0.0) + ASIDE
    at_right = max(abs(end - text[1] - PADDING) - PADDING, 0.0) + ASIDE
    return min(middle, at_left, at_right)


def _centred(blocks: Sequence[Block], ends: Sequence[Sequence[int]], edges: list[float]) -> list[float]:
    """The edges moved within their gaps so that the texts of columns stand in the middle of these."""
    rooms = [(float("-inf"), float("inf")) for _ in edges]
    cells: list[tuple[int, int, float]] = []
    for block, own in zip(blocks, ends, strict=True):
        if not block.is_table or not own:
            continue
        for (low, high), edge in zip(block.gaps(), own[1:], strict=False):
            rooms[edge] = (max(rooms[edge][0], low), min(rooms[edge][1], high))
        for column, start, end in zip(block.columns, own, own[1:], strict=False):
            if column:
                cells.append((start, end, sum(column)))
    moved = list(edges)
    for _ in range(ROUNDS):
        for edge in range(1, len(edges) - 1):
            wanted = [twice - moved[end] for start, end, twice in cells if start == edge]
            wanted += [twice - moved[start] for start, end, twice in cells if end == edge]
            low, high = rooms[edge]
            if wanted and low <= high:
                moved[edge] = min(max(sum(wanted) / len(wanted), low), high)
    return moved if all(a < b for a, b in pairwise(moved)) else edges


def _together(blocks: Sequence[Block], ends: Sequence[Sequence[int]], edges: list[float]) -> Lattice | None:
    """One lattice of all blocks; None where one of them does not go into the edges."""
    if not all(ends):
        return None
    rows = [blocks[0].rows[0] - 1]
    spans: list[Span] = []
    for index, (block, own) in enumerate(zip(blocks, ends, strict=True)):
        base = len(rows) - 1
        for span in block.spans:
            first, end = own[span.column], own[span.column + span.colspan]
            spans.append(Span(base + span.row, first, span.rowspan, end - first))
        if block.spine:
            start = base - sum(len(other.rows) - 1 for other in blocks[:index] if other.spine == block.spine)
            height = sum(len(other.rows) - 1 for other in blocks if other.spine == block.spine)
            if start == base:
                spans.append(Span(base, 0, height, own[1]))
        rows += block.rows[1:-1]
        below = blocks[index + 1].rows[0] if index + 1 < len(blocks) else block.rows[-1] + 2
        rows.append((block.rows[-1] + below) / 2)
    if any(a >= b for a, b in pairwise(rows)):
        return None
    owner = [[-1] * (len(edges) - 1) for _ in rows[1:]]
    for number, span in enumerate(spans):
        for row in range(span.row, span.row + span.rowspan):
            for column in range(span.column, span.column + span.colspan):
                owner[row][column] = number
    return Lattice(edges, rows, spans, owner)
