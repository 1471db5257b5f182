"""Tables without a grid: columns from gutters, rows from the way that lines wrap and are centred."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import TablePiece
from extractor.tables.inferred.atoms import Atom, apart, atoms_of, with_whole_values
from extractor.tables.inferred.form_grid import form_lattice
from extractor.tables.inferred.form_parts import form_parts
from extractor.tables.inferred.going_on import Above
from extractor.tables.inferred.group_rows import group_rows
from extractor.tables.inferred.gutters import banded_edges, banded_rules, column_of, shaded_tops
from extractor.tables.inferred.head_groups import Head, depth_of, groups_of, head_grid
from extractor.tables.inferred.heading import FULL_WIDTH, below_heads, columns_of
from extractor.tables.inferred.levels import Name, names_at_top, names_of
from extractor.tables.inferred.regions import Region, may_hold_table, regions, wide_rules
from extractor.tables.inferred.row_rules import row_ruled
from extractor.tables.inferred.rowcuts import TOP, row_edges, row_tops, runs_through
from extractor.tables.inferred.serial_rows import serial_edges
from extractor.tables.inferred.side_by_side import bridged, parts_beside
from extractor.tables.inferred.strips import Strip, line_step, strips_of
from extractor.tables.inferred.totals import Placed, centred_totals
from extractor.tables.meaning.wording import is_complete, is_figure, is_sum, role_of
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import Lattice, Span

# Internal rulings from which each band between two of them is one row.
RULED_ROWS = 3
# Line steps that names of one row are off its middle at most.
IN_ITS_ROW = 0.3
# Points within which the edge of a shaded row and a cut between texts are one.
CLOSE = 6.0
# Points around a region in which its outer rulings lie.
AROUND = 12.0
# Roles of columns whose cells are merged over rows.
MERGED_ROLES = frozenset({"level1", "level2"})
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
    if above and not any(cell.lines for cell in above.cells):
        above = None  # a grid without a word in it
    rules = sorted([*rules, *shaded_tops(page.shades, rules)])
    shaded = banded_rules(page.shades, rules)
    if (above is None or not above.open_bottom) and not may_hold_table(page, rest.runs, rules):
        return []
    found = []
    printed = apart(rest.lines)
    if above and not above.open_bottom and printed and not any(is_figure(a.text) for a in atoms_of(printed[0])):
        above = None  # a table that a ruling ends, and heads or other words below it
    end = printed[-1] if printed else None
    for parts in form_parts(printed, rules):
        if (lattice := form_lattice(parts, rules, lattice_of)) is None:
            continue
        taken = [line for part in parts for line in part.lines]
        lattice.open_bottom = taken[-1] is end
        style = "three_line" if len(rules) > 1 else "borderless"
        found.append(Inferred(lattice, style, CONFIDENCE["borderless"]))
        printed = [line for line in printed if not any(line is other for other in taken)]
    rules = bridged(rules, rulings, printed)
    beside = parts_beside(printed, rules)
    for region in (r for lines, own in beside for r in regions(lines, own, Above.of(above) if above else None, shaded)):
        if region.rules:
            span = (region.top - AROUND, region.bottom + AROUND)
            region.drawn = [rule for rule in page.rulings.horizontal if span[0] < rule.at < span[1]]
        region.shades = [box for box in page.shades if box.y0 < region.bottom and box.y1 > region.top]
        if len(beside) > 1:
            left, right = min(line.x0 for line in region.lines), max(line.x1 for line in region.lines)
            region.drawn = [rule for rule in region.drawn if rule.start < right and rule.end > left]
            region.shades = [box for box in region.shades if box.x0 < right and box.x1 > left]
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
    atoms, edges, tree = columns_of(region)
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
    columns, crossing, around = group_rows(columns, crossing, edges)
    if not any(columns):
        return None  # nothing but heads of groups and texts over several columns
    rows, merged = _rows(region, columns, crossing, edges, tree, around)
    if len(rows) < 3 and len(edges) < 4:
        return None
    return _lattice(edges, rows, merged)


def _rows(
    region: Region,
    columns: list[list[Atom]],
    crossing: list[tuple[int, int, Atom]],
    edges: list[float],
    tree: Sequence[Head],
    around: Sequence[float],
) -> tuple[list[float], list[Span]]:
    """Row edges from top to bottom, and the spans over several places; ``around`` names of groups rows end."""
    width = edges[-1] - edges[0]
    rules = sorted(rule.at for rule in region.rules if rule.end - rule.start >= FULL_WIDTH * width)
    top, bottom = region.top - 1.0, region.bottom + 1.0
    below = region.heads_end if depth_of(tree) > 1 else None
    if not any(top + 4 < at < bottom - 4 for at in rules) and (
        below := below or region.heads_again or below_heads(columns, top, bottom)
    ):
        rules = [min([below, *around])]
    above = region.heads_end or top
    inner = [at for at in rules if max(top + 4, above - 1) < at < bottom - 4]
    everything = [atom for column in columns for atom in column]
    step = line_step(columns, everything[0].size) if everything else 14.0
    bands = list(pairwise([top, *inner, bottom]))
    rows = [top]
    merged: list[Span] = []
    levels = _level_columns(columns, inner[0]) if inner else set()
    banded = banded_edges(region.shades, everything, edges[0], edges[-1])
    around = [y for y in around if all(abs(y - at) > CLOSE for at in inner)]
    banded = sorted([*(y for y in banded if all(abs(y - cut) > CLOSE for cut in around)), *around])
    for index, (upper, lower) in enumerate(bands):
        inside = [[a for a in column if upper <= a.middle < lower] for column in columns]
        across = [(i, j, a) for i, j, a in crossing if upper <= a.middle < lower]
        # rows whose heads end the page before begin with a ruling, and one may stand above the last of them
        is_head = index == 0 and bool(inner) and not any(_figures(column) > 1 for column in inside)
        if is_head:
            cuts, spans = _head_rows(across, tree, edges, upper, lower)
        else:
            cut = (index == 0 and region.above is not None, index == len(bands) - 1 and region.at_page_end)
            forced = [y for y in banded if upper + 2 < y < lower - 2]
            cuts, spans = _body_rows(
                inside, across, [upper, *forced, lower], len(rows) - 1, step, len(inner), edges, cut, levels
            )
        rows.extend(cuts[1:])
        merged.extend(spans)
    return rows, merged


def _figures(column: Sequence[Atom]) -> int:
    return sum(is_figure(atom.text) for atom in column)


def _head_rows(
    across: list[tuple[int, int, Atom]], tree: Sequence[Head], edges: list[float], top: float, bottom: float
) -> tuple[list[float], list[Span]]:
    """The rows above the ruling under the heads: one, or more where heads stand over several columns."""
    if depth_of(tree) > 1:
        return head_grid(tree, edges, top, bottom)
    return [top, bottom], [Span(0, first, 1, last - first + 1) for first, last, _ in across]


def _level_columns(columns: Sequence[Sequence[Atom]], end: float) -> set[int]:
    """The columns whose heads say that they hold names of levels, each over the rows that belong to it."""
    texts = ["".join(atom.text for atom in sorted(c, key=lambda a: a.middle) if atom.middle < end) for c in columns]
    named = {index for index, text in enumerate(texts) if role_of(text) in MERGED_ROLES}
    return named if len(columns) - len(named) > 1 else set()


def _body_rows(
    columns: list[list[Atom]],
    across: list[tuple[int, int, Atom]],
    known: list[float],
    base: int,
    step: float,
    n_rules: int,
    edges: list[float],
    cut: tuple[bool, bool],
    levels: set[int],
) -> tuple[list[float], list[Span]]:
    """The rows of one band and their spans; ``known`` are its ends and the row edges that shading shows."""
    top, *forced, bottom = known
    strips = strips_of([with_whole_values(column, columns) for column in columns], step)
    for column in levels:
        strips[column].leaf = strips[column].key
    if (
        n_rules < RULED_ROWS
        and not forced
        and (told := serial_edges(columns, [atom for *_, atom in across], step, cut[0]))
    ):
        known = [top, *told, bottom]
        for strip in strips:
            strip.place = TOP
    else:
        told = []
    values = any(is_complete(a.text) and is_complete(b.text) for strip in strips for a, b in pairwise(strip.atoms))
    cuts = known if told or (n_rules >= RULED_ROWS and not values) else row_edges(strips, forced, top, bottom, cut)
    centred = centred_totals(_placed(strips, across), cuts, edges)
    spans = [Span(base + row, first, 1, last - first + 1) for row, first, last in centred]
    spans += _crossing_spans(across, cuts, base)
    totals = _total_rows(strips, across, cuts)
    tops = row_tops(strips, cuts)
    aside = spanning = False
    named: dict[int, list[Name]] = {}
    for column, strip in enumerate(strips):
        merged = bool(strip.atoms) and not strip.key and (not strip.leaf or (not told and runs_through(strip, cuts)))
        merged = merged and (spanning or not (strip.amounts and strip.leaf))
        aside = aside or not (merged or strip.key)
        if merged:
            keys = sorted(
                atom.middle for other in strips[:column] if other.key and other.amounts for atom in other.atoms
            )
            whole = (cuts[cut[0]], cuts[-1 - cut[1]])
            names = _row_each(strip, cuts, keys, step, whole) if keys else []
            if not names and tops:
                names = names_at_top(strip, cuts, tops, step, totals, column in levels or not aside)
            names = names or _name_rows(strip, cuts, step, aside, totals, column in levels)
            cuts = _widened(cuts, strip, names, [other for other in strips if other is not strip and other.leaf])
            named[column] = names
            spanning = spanning or any(last - first > 1 for _, _, first, last in names)
    for column, names in _nested(named, strips, cuts, step, totals, levels).items():
        taken = {span.row - base for span in spans if span.column <= column < span.column + span.colspan}
        ends = [(first, min((row for row in taken if first < row < last), default=last)) for _, _, first, last in names]
        spans += [Span(base + first, column, last - first, 1) for first, last in ends if last - first > 1]
    return cuts, spans


def _nested(
    named: dict[int, list[Name]],
    strips: Sequence[Strip],
    cuts: Sequence[float],
    step: float,
    totals: set[int],
    levels: set[int],
) -> dict[int, list[Name]]:
    """The names of the columns, those of levels once more where they end within one of the level below."""
    found = dict(named)
    for column in sorted(levels & found.keys(), reverse=True):
        within = {row for _, _, first, last in found.get(column + 1, []) for row in range(first + 1, last)}
        if within.isdisjoint(edge for _, _, *ends in found[column] for edge in ends):
            continue
        kept = [row for row in range(len(cuts)) if row not in within]
        places = {row: place for place, row in enumerate(kept)}
        again = names_of(
            strips[column], [cuts[row] for row in kept], step, totals={places[row] for row in totals if row in places}
        )
        found[column] = [(line, end, kept[first], kept[last]) for line, end, first, last in again] or found[column]
    return found


def _crossing_spans(across: list[tuple[int, int, Atom]], cuts: list[float], base: int) -> list[Span]:
    spans = []
    for first, last, atom in across:
        row = next((i for i, (a, b) in enumerate(pairwise(cuts)) if a <= atom.middle < b), None)
        if row is not None:
            spans.append(Span(base + row, first, 1, last - first + 1))
    return spans


def _name_rows(
    strip: Strip, cuts: list[float], step: float, aside: bool, totals: set[int], is_level: bool
) -> list[tuple[int, int, int, int]]:
    """The names of a column of merged cells and the rows they stand for; none where each is in one row.

    Lines that could wrap into each other may still be of a row each in a column of remarks, ``aside`` of the levels.
    """
    wrapped = any(a > b for a, b in zip(strip.joining, strip.parting, strict=True))
    if (aside or not (wrapped or is_level)) and all(_is_alone(atom, strip, cuts, step) for atom in strip.atoms):
        return []
    return names_of(strip, cuts, step, aside, totals)


def _placed(strips: Sequence[Strip], across: Sequence[Placed]) -> list[Placed]:
    return [*((column, column, atom) for column, strip in enumerate(strips) for atom in strip.atoms), *across]


def _total_rows(strips: Sequence[Strip], across: Sequence[Placed], cuts: Sequence[float]) -> set[int]:
    """The rows that sum up others."""
    names = [atom for strip in strips if not strip.key for atom in strip.atoms] + [atom for _, _, atom in across]
    return {bisect_right(cuts, atom.middle) - 1 for atom in names if is_sum(atom.text)}


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


def _row_each(
    strip: Strip, cuts: Sequence[float], keys: Sequence[float], step: float, whole: tuple[float, float]
) -> list[Name]:
    """The lines of each row as a name of its own where they are in the middle of it, as its key values are; else none.

    ``keys`` are the middles of those values from top to bottom; no page end cuts the rows within ``whole``.
    """
    rows: dict[int, list[int]] = {}
    for place, atom in enumerate(strip.atoms):
        rows.setdefault(bisect_right(cuts, atom.middle) - 1, []).append(place)
    for row, places in rows.items():
        first, last = strip.atoms[places[0]], strip.atoms[places[-1]]
        if first.middle <= whole[0] or last.middle >= whole[1]:
            continue
        inside = keys[bisect_right(keys, cuts[row]) : bisect_right(keys, cuts[row + 1])]
        middle = (first.top + last.bottom) / 2
        if not inside or max(abs(key - middle) for key in inside) > IN_ITS_ROW * step:
            return []
    return [(places[0], places[-1] + 1, row, row + 1) for row, places in rows.items()]


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
