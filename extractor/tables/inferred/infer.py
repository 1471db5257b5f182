"""Tables without a grid: columns from gutters, rows from the way that lines wrap and are centred."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import TablePiece
from extractor.tables.inferred.atoms import Atom, cut_at, with_whole_values
from extractor.tables.inferred.going_on import edges_above
from extractor.tables.inferred.gutters import (
    MEET,
    column_of,
    crosses,
    drawn_edges,
    gutters,
    settled_edges,
    shaded_edges,
    shaded_tops,
)
from extractor.tables.inferred.head_groups import (
    HEAD_SHARE,
    INSET,
    MOST_HEAD_LINES,
    Head,
    depth_of,
    end_of_groups,
    groups_of,
    head_grid,
    head_tree,
)
from extractor.tables.inferred.levels import NAMELESS, NAMELESS_ASIDE, names_of
from extractor.tables.inferred.regions import Above, Region, may_hold_table, regions, wide_rules
from extractor.tables.inferred.row_rules import row_ruled, ruled_gutters
from extractor.tables.inferred.rowcuts import Strip, line_step, row_edges, runs_through, strips_of
from extractor.tables.inferred.totals import Placed, centred_totals
from extractor.tables.meaning.wording import is_complete, is_number, mark_of, role_of
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import Lattice, Span

# Share of a table's width from which a ruling parts rows, not columns of a group of heads.
FULL_WIDTH = 0.8
# Internal rulings from which each band between two of them is one row.
RULED_ROWS = 3
# Line steps that names of one row are off its middle at most.
IN_ITS_ROW = 0.3
# Points around a region in which its outer rulings lie.
AROUND = 12.0
# Columns of nothing but values, and values in each, that show their heads by themselves; type sizes that the lines
# below heads may overlap with them.
LEAST_VALUED = 2
LEAST_VALUES = 2
OVERLAP = 0.2
# Rulings of a table that has one below its last row only.
CLOSED = (2, 3)
# What an inferred table is worth: with rulings above and below, and without any.
CONFIDENCE = {"three_line": 0.8, "borderless": 0.6, "shaded": 0.7}


@dataclass(slots=True)
class Inferred:
    """A grid that was inferred from text, and how."""

    lattice: Lattice
    style: str
    confidence: float


def inferred(rest: Rest, rulings: Sequence[Ruling], above: TablePiece | None = None) -> list[Inferred]:
    """Grids of the tables in ``rest`` that no rulings enclose; ``rulings`` are horizontal and in no grid.

    ``above`` is the table that the page before ends with.
    """
    page, rules = rest.page, wide_rules(rulings)
    rules = sorted([*rules, *shaded_tops(page.shades, rules)])
    if above is None and not may_hold_table(page, rest.runs, rules):
        return []
    found = []
    for region in regions(rest.lines, rules, Above.of(above) if above else None):
        if region.rules:
            span = (region.top - AROUND, region.bottom + AROUND)
            region.drawn = [rule for rule in page.rulings.horizontal if span[0] < rule.at < span[1]]
        region.shades = [box for box in page.shades if box.y0 < region.bottom and box.y1 > region.top]
        lattice = lattice_of(region)
        if lattice:
            is_closed = len(region.rules) in CLOSED and region.bottom <= region.rules[-1].at
            a_row_each = len(lattice.rows) == len(region.rules)
            lattice.open_bottom = not is_closed or (region.at_page_end and a_row_each)
            style = "three_line" if len(region.rules) >= 2 else "borderless"
            found.append(Inferred(lattice, style, CONFIDENCE[style]))
    return found


def lattice_of(region: Region) -> Lattice | None:
    """The grid of a region, None where it has fewer than two columns or rows."""
    atoms, edges, tree = _columns(region)
    if len(edges) < 3:
        return None
    if lattice := row_ruled(region, atoms, edges):
        return lattice
    columns: list[list[Atom]] = [[] for _ in edges[1:]]
    crossing: list[tuple[int, int, Atom]] = []
    over = {atom for head in groups_of(tree) for atom in head.atoms}
    for atom in atoms:
        if atom in over:
            continue
        first, last = column_of(edges, atom)
        if first == last:
            columns[first].append(atom)
        else:
            crossing.append((first, last, atom))
    rows, merged = _rows(region, columns, crossing, edges, tree)
    if len(rows) < 3 and len(edges) < 4:
        return None
    return _lattice(edges, rows, merged)


def _columns(region: Region) -> tuple[list[Atom], list[float], list[Head]]:
    """The atoms, the column edges, and the heads.

    Gutters are found first with some atoms across them allowed, then without those. Under a ruled-off head each
    column has a head of its own; one without is a gap that came by chance.
    """
    rough = list(chain.from_iterable(region.parts))
    ruled_head = _ruled_head(region, [min(a.x0 for a in rough), max(a.x1 for a in rough)])
    drawn = drawn_edges(region.drawn, rough) or shaded_edges(region.shades, rough)
    if drawn is not None:
        atoms = _cut(region, [(edge - MEET, edge + MEET) for edge in drawn[1:-1]])
        return atoms, drawn, _tree(atoms, ruled_head)
    region.heads_end = ruled_head or end_of_groups(rough)
    if region.above and (edges := edges_above(region.above, rough)):
        atoms = _cut(region, [(edge - MEET, edge + MEET) for edge in edges[1:-1]])
        return atoms, edges, _tree(atoms, region.heads_end)
    over = {atom for head in groups_of(_tree(rough, region.heads_end)) for atom in head.atoms}
    found = gutters([atom for atom in rough if atom not in over])
    found += [one for one in ruled_gutters(region) if not any(a < one[1] and one[0] < b for a, b in found)]
    atoms = _cut(region, found)
    tree = _tree(atoms, region.heads_end)
    over = {atom for head in groups_of(tree) for atom in head.atoms}
    plain = [atom for atom in atoms if atom not in over and not crosses(atom, found)]
    edges = settled_edges(plain or atoms, found, region.left, region.right)
    head = _head_cut(region, atoms, edges)
    if head is not None:
        heads = [atom for atom in atoms if atom.middle < head and atom not in over]
        edges = _headed(edges, heads)
    return atoms, edges, tree


def _cut(region: Region, at: Sequence[tuple[float, float]]) -> list[Atom]:
    """The atoms of a region, cut at gutters."""
    return [atom for line, parts in zip(region.lines, region.parts, strict=True) for atom in cut_at(at, line, parts)]


def _tree(atoms: Sequence[Atom], end: float | None) -> list[Head]:
    """The heads above ``end``; none where values stand there."""
    heads = [atom for atom in atoms if end is not None and atom.middle < end]
    return [] if any(is_number(atom.text) for atom in heads) else head_tree(heads)


def _ruled_head(region: Region, edges: Sequence[float]) -> float | None:
    """The first ruling inside over the whole width: that under the heads."""
    width = edges[-1] - edges[0]
    whole = [rule.at for rule in region.rules if rule.end - rule.start >= FULL_WIDTH * width]
    return min((at for at in whole if region.top + 4 < at < region.bottom - 4), default=None)


def _head_cut(region: Region, atoms: Sequence[Atom], edges: Sequence[float]) -> float | None:
    """Where the heads end: at the first ruling inside, else below the words of known heads."""
    if (ruled := region.heads_end or _ruled_head(region, edges)) is not None:
        return ruled
    columns: list[list[Atom]] = [[] for _ in edges[1:]]
    for atom in atoms:
        columns[column_of(edges, atom)[0]].append(atom)
    return _below_heads(columns, region.top - 1, region.bottom + 1)


def _headed(edges: list[float], heads: Sequence[Atom]) -> list[float]:
    """The edges of columns that have a head of their own.

    A head over several columns has others below it; where it has none, they are one column.
    """
    places = [column_of(edges, atom) for atom in heads]
    own = {first for first, last in places if first == last}
    own |= {first for first, last in places if own.isdisjoint(range(first, last + 1))}
    return [edge for index, edge in enumerate(edges) if index in (0, len(edges) - 1) or index in own]


def _rows(
    region: Region,
    columns: list[list[Atom]],
    crossing: list[tuple[int, int, Atom]],
    edges: list[float],
    tree: Sequence[Head],
) -> tuple[list[float], list[Span]]:
    """Row edges from top to bottom, and the spans over several places."""
    width = edges[-1] - edges[0]
    rules = sorted(rule.at for rule in region.rules if rule.end - rule.start >= FULL_WIDTH * width)
    top, bottom = region.top - 1.0, region.bottom + 1.0
    below = region.heads_end if depth_of(tree) > 1 else None
    if not any(top + 4 < at < bottom - 4 for at in rules) and (below := below or _below_heads(columns, top, bottom)):
        rules = [below]
    inner = [at for at in rules if top + 4 < at < bottom - 4]
    everything = [atom for column in columns for atom in column]
    step = line_step(columns, everything[0].size) if everything else 14.0
    bands = list(pairwise([top, *inner, bottom]))
    rows = [top]
    merged: list[Span] = []
    for index, (upper, lower) in enumerate(bands):
        inside = [[a for a in column if upper <= a.middle < lower] for column in columns]
        across = [(i, j, a) for i, j, a in crossing if upper <= a.middle < lower]
        is_head = index == 0 and bool(inner)
        if is_head:
            cuts, spans = _head_rows(across, tree, edges, upper, lower)
        else:
            cut = (index == 0 and region.above is not None, index == len(bands) - 1 and region.at_page_end)
            cuts, spans = _body_rows(inside, across, upper, lower, len(rows) - 1, step, len(inner), edges, cut)
        rows.extend(cuts[1:])
        merged.extend(spans)
    return rows, merged


def _below_heads(columns: list[list[Atom]], top: float, bottom: float) -> float | None:
    """Where the heads at the top of a table without rulings end: below the lines that make the most known heads."""
    lines = sorted((atom.top, atom.bottom) for column in columns for atom in column)
    size = max(a.size for column in columns for a in column)
    best: tuple[float, float] | None = None
    end = top
    for upper, lower in lines:
        if upper - top > MOST_HEAD_LINES * size or upper > bottom - size:
            break
        if end > top and upper >= end - INSET * size:
            cut = (end + upper) / 2
            share = _head_share(columns, cut)
            if share >= HEAD_SHARE and (best is None or share > best[0]):
                best = (share, cut)
        end = max(end, lower)
    return best[1] if best else _above_values(columns, top, bottom)


def _above_values(columns: list[list[Atom]], top: float, bottom: float) -> float | None:
    """Where heads of any wording end: below the words at the top of columns that hold nothing but values otherwise."""
    heads: list[Atom] = []
    values: list[Atom] = []
    for column in columns:
        atoms = sorted(column, key=lambda atom: atom.middle)
        first = next((i for i, atom in enumerate(atoms) if is_complete(atom.text)), 0)
        if 0 < first <= len(atoms) - LEAST_VALUES and all(is_complete(atom.text) for atom in atoms[first:]):
            heads.append(atoms[first - 1])
            values.append(atoms[first])
    if len(heads) < LEAST_VALUED:
        return None
    end = max(atom.bottom for atom in heads)
    everything = [atom for column in columns for atom in column]
    above = [atom for atom in everything if atom.middle < end]
    size = max(atom.size for atom in heads)
    if end - top > MOST_HEAD_LINES * size or any(is_number(atom.text) for atom in above):
        return None
    end = max(atom.bottom for atom in above)
    below = min((atom.top for atom in everything if atom.middle > end), default=bottom)
    return (end + below) / 2 if below > end - OVERLAP * size else None


def _head_share(columns: list[list[Atom]], cut: float) -> float:
    """The share of columns whose text above ``cut`` is a known head; 0 where a number stands among them."""
    texts = ["".join(a.text for a in column if a.middle < cut) for column in columns]
    if any(is_number(text) for text in texts):
        return 0.0
    return sum(1 for text in texts if text and role_of(text)) / len(columns)


def _head_rows(
    across: list[tuple[int, int, Atom]], tree: Sequence[Head], edges: list[float], top: float, bottom: float
) -> tuple[list[float], list[Span]]:
    """The rows above the ruling under the heads: one, or more where heads stand over several columns."""
    if depth_of(tree) > 1:
        return head_grid(tree, edges, top, bottom)
    return [top, bottom], [Span(0, first, 1, last - first + 1) for first, last, _ in across]


def _body_rows(
    columns: list[list[Atom]],
    across: list[tuple[int, int, Atom]],
    top: float,
    bottom: float,
    base: int,
    step: float,
    n_rules: int,
    edges: list[float],
    cut: tuple[bool, bool],
) -> tuple[list[float], list[Span]]:
    strips = strips_of([with_whole_values(column) for column in columns], step)
    values = any(is_complete(a.text) and is_complete(b.text) for strip in strips for a, b in pairwise(strip.atoms))
    cuts = [top, bottom] if n_rules >= RULED_ROWS and not values else row_edges(strips, [], top, bottom, cut)
    centred = centred_totals(_placed(strips, across), cuts, edges)
    spans = [Span(base + row, 0, 1, last + 1) for row, last in centred]
    spans += _crossing_spans(across, cuts, base)
    totals = _total_rows(strips, across, cuts)
    aside = False
    for column, strip in enumerate(strips):
        merged = bool(strip.atoms) and not strip.key and (not strip.leaf or runs_through(strip, cuts))
        aside = aside or not (merged or strip.key)
        if merged:
            names = _name_rows(strip, cuts, step, aside, totals)
            cuts = _widened(cuts, strip, names, [other for other in strips if other is not strip and other.leaf])
            spans += [Span(base + first, column, last - first, 1) for _, _, first, last in names if last - first > 1]
    return cuts, spans


def _crossing_spans(across: list[tuple[int, int, Atom]], cuts: list[float], base: int) -> list[Span]:
    spans = []
    for first, last, atom in across:
        row = next((i for i, (a, b) in enumerate(pairwise(cuts)) if a <= atom.middle < b), None)
        if row is not None:
            spans.append(Span(base + row, first, 1, last - first + 1))
    return spans


def _name_rows(
    strip: Strip, cuts: list[float], step: float, aside: bool, totals: set[int]
) -> list[tuple[int, int, int, int]]:
    """The names of a column of merged cells and the rows they stand for; none where each is in one row.

    Lines that could wrap into each other may still be of a row each in a column of remarks, ``aside`` of the levels.
    """
    wrapped = any(a > b for a, b in zip(strip.joining, strip.parting, strict=True))
    if (aside or not wrapped) and all(_is_alone(atom, strip, cuts, step) for atom in strip.atoms):
        return []
    return names_of(strip, cuts, step, NAMELESS_ASIDE if aside else NAMELESS, totals)


def _placed(strips: Sequence[Strip], across: Sequence[Placed]) -> list[Placed]:
    return [*((column, column, atom) for column, strip in enumerate(strips) for atom in strip.atoms), *across]


def _total_rows(strips: Sequence[Strip], across: Sequence[Placed], cuts: Sequence[float]) -> set[int]:
    """The rows that sum up others."""
    names = [atom for strip in strips if not strip.key for atom in strip.atoms] + [atom for _, _, atom in across]
    return {bisect_right(cuts, atom.middle) - 1 for atom in names if mark_of(atom.text) in ("total", "subtotal")}


def _widened(
    cuts: list[float], strip: Strip, names: Sequence[tuple[int, int, int, int]], others: Sequence[Strip]
) -> list[float]:
    """The row edges moved so that no name reaches beyond its rows, but never over a line of another column."""
    middles = sorted(atom.middle for other in others for atom in other.atoms)
    moved = list(cuts)

    def move(edge: int, to: float) -> None:
        low, high = sorted((moved[edge], to))
        if moved[edge - 1] < to < moved[edge + 1] and bisect_right(middles, low) == bisect_right(middles, high):
            moved[edge] = to

    for first_line, end_line, first, last in names:
        top, bottom = strip.atoms[first_line].top - 0.5, strip.atoms[end_line - 1].bottom + 0.5
        if first > 0 and top < moved[first]:
            move(first, top)
        if last < len(moved) - 1 and bottom > moved[last]:
            move(last, bottom)
    return moved


def _is_alone(atom: Atom, strip: Strip, cuts: list[float], step: float) -> bool:
    """Whether a line is the only one of its column in a row, and in the middle of that."""
    upper, lower = next(((a, b) for a, b in pairwise(cuts) if a <= atom.middle < b), (atom.top, atom.bottom))
    others = sum(1 for other in strip.atoms if upper <= other.middle < lower)
    return others == 1 and abs(atom.middle - (upper + lower) / 2) <= IN_ITS_ROW * step


def _lattice(edges: list[float], rows: list[float], merged: Sequence[Span]) -> Lattice:
    """The lattice with the merged spans; where two overlap the first keeps its places."""
    height, width = len(rows) - 1, len(edges) - 1
    owner = [[-1] * width for _ in range(height)]
    spans: list[Span] = []
    for span in merged:
        places = [
            (row, column)
            for row in range(span.row, min(span.row + span.rowspan, height))
            for column in range(span.column, min(span.column + span.colspan, width))
        ]
        if places and all(owner[row][column] == -1 for row, column in places):
            for row, column in places:
                owner[row][column] = len(spans)
            spans.append(span)
    for row in range(height):
        for column in range(width):
            if owner[row][column] == -1:
                owner[row][column] = len(spans)
                spans.append(Span(row, column, 1, 1))
    return Lattice(list(edges), rows, spans, owner)
