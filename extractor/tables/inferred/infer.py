"""Tables without a grid: columns from gutters, rows from the way that lines wrap and are centred."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.geometry import Page, Ruling
from extractor.model.layout import Line, TablePiece
from extractor.tables.broken_values import with_seconds, with_whole_values
from extractor.tables.inferred.atoms import Atom, apart, atoms_of
from extractor.tables.inferred.forms.grid import form_lattice
from extractor.tables.inferred.forms.parts import form_parts
from extractor.tables.inferred.going_on import Above
from extractor.tables.inferred.gutters import banded_edges, banded_rules, column_of, shaded_tops
from extractor.tables.inferred.head_groups import Head, depth_of, groups_of, head_grid
from extractor.tables.inferred.heading import FULL_WIDTH, above_numbers, below_heads, columns_of
from extractor.tables.inferred.region import Region
from extractor.tables.inferred.regions import may_hold_table, regions, wide_rules
from extractor.tables.inferred.rows.cuts import TOP, row_edges
from extractor.tables.inferred.rows.groups import group_rows
from extractor.tables.inferred.rows.levels import Rows, names_by_column
from extractor.tables.inferred.rows.ruled import row_ruled
from extractor.tables.inferred.rows.serial import one_line_rows, serial_edges
from extractor.tables.inferred.rows.strips import Strip, line_step, strips_of
from extractor.tables.inferred.rows.totals import Placed, centred_totals
from extractor.tables.inferred.side_by_side import bridged, parts_beside
from extractor.tables.meaning.wording import is_complete, is_figure, is_sum, role_of, unit_line
from extractor.tables.rest import Rest
from extractor.tables.rows_beside import put_together
from extractor.tables.ruled.lattice import Lattice, Span, lattice_with

# Internal rulings from which each band between two of them is one row.
RULED_ROWS = 3
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
    printed = apart(rest.lines)
    if above and not above.open_bottom and printed and not any(is_figure(a.text) for a in atoms_of(printed[0])):
        above = None  # a table that a ruling ends, and heads or other words below it
    found, printed = _forms(printed, rules)
    rules = bridged(rules, rulings, printed)
    beside = parts_beside(printed, rules)
    going_on = Above.of(above) if above else None
    for region in (region for lines, own in beside for region in regions(lines, own, going_on, shaded)):
        _set_drawn(region, page, len(beside) > 1)
        if lattice := lattice_of(region):
            is_closed = len(region.rules) in CLOSED and region.bottom <= region.rules[-1].at
            a_row_each = len(lattice.rows) == len(region.rules)
            lattice.open_bottom = not is_closed or (region.at_page_end and a_row_each)
            style = "three_line" if len(region.rules) >= 2 else "borderless"
            found.append(Inferred(lattice, style, CONFIDENCE[style]))
    return found


def _forms(printed: list[Line], rules: Sequence[Ruling]) -> tuple[list[Inferred], list[Line]]:
    """The forms among some lines, and the lines that are in none."""
    found, left = [], printed
    for parts in form_parts(printed, rules):
        if (lattice := form_lattice(parts, rules, lattice_of)) is None:
            continue
        taken = [line for part in parts for line in part.lines]
        lattice.open_bottom = taken[-1] is printed[-1]
        style = "three_line" if len(rules) > 1 else "borderless"
        found.append(Inferred(lattice, style, CONFIDENCE["borderless"]))
        left = [line for line in left if not any(line is other for other in taken)]
    return found, left


def _set_drawn(region: Region, page: Page, has_neighbours: bool) -> None:
    """Sets the rulings as drawn and the shades of a region, those beside it left out where others stand there."""
    if region.rules:
        span = (region.top - AROUND, region.bottom + AROUND)
        region.drawn = [rule for rule in page.rulings.horizontal if span[0] < rule.at < span[1]]
    region.shades = [box for box in page.shades if box.y0 < region.bottom and box.y1 > region.top]
    if has_neighbours:
        left, right = min(line.x0 for line in region.lines), max(line.x1 for line in region.lines)
        region.drawn = [rule for rule in region.drawn if rule.start < right and rule.end > left]
        region.shades = [box for box in region.shades if box.x0 < right and box.x1 > left]


def lattice_of(region: Region) -> Lattice | None:
    """The grid of a region, None where it has fewer than two columns or rows."""
    atoms, edges, tree = columns_of(region)
    if len(edges) < 3:
        return None
    if lattice := row_ruled(region, atoms, edges, tree):
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
    columns, crossing, around = group_rows(columns, crossing, edges, region.heads_end)
    if not any(columns):
        return None  # nothing but heads of groups and texts over several columns
    rows, merged = _rows(region, columns, crossing, edges, tree, around)
    if len(rows) < 3 and len(edges) < 4:
        return None
    return lattice_with(edges, rows, merged)


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows of a table share: the edges of its columns, the ``step`` in points from line to line, how many
    rulings stand between its rows, and which columns hold names of levels."""

    edges: list[float]
    step: float
    n_rules: int
    levels: set[int]


@dataclass(frozen=True, slots=True)
class _Band:
    """The texts between two rulings, by column and over several; ``known`` are its ends and the row edges that shading
    shows, ``base`` is the number of its first row, ``cut`` tells whether a page end may cut its first and last row,
    ``goes_on`` whether it goes on from the page before, below its heads or not."""

    columns: list[list[Atom]]
    across: list[Placed]
    known: list[float]
    base: int
    cut: tuple[bool, bool]
    goes_on: bool


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
    if (numbers := above_numbers(region.parts)) is not None and all(abs(at - numbers) > CLOSE for at in inner):
        inner = sorted([numbers, *inner])
    everything = [atom for column in columns for atom in column]
    step = line_step(columns, everything[0].size) if everything else 14.0
    bands = list(pairwise([top, *inner, bottom]))
    rows = [top]
    merged: list[Span] = []
    levels = _level_columns(columns, inner[0]) if inner else _levels_above(region.above, len(columns))
    table = _Table(edges, step, len(inner), levels)
    banded = banded_edges(region.shades, everything, edges[0], edges[-1])
    around = [y for y in around if all(abs(y - at) > CLOSE for at in inner)]
    headed = False
    banded = sorted([*(y for y in banded if all(abs(y - cut) > CLOSE for cut in around)), *around])
    for index, (upper, lower) in enumerate(bands):
        inside = [[a for a in column if upper <= a.middle < lower] for column in columns]
        across = [(i, j, a) for i, j, a in crossing if upper <= a.middle < lower]
        # rows whose heads end the page before begin with a ruling, and one may stand above the last of them
        is_head = index == 0 and bool(inner) and not any(_figures(column) > 1 for column in inside)
        headed = is_head if index == 0 else headed
        if is_head:
            cuts, spans = _head_rows(across, tree, edges, upper, lower)
        else:
            cut = (index == 0 and region.above is not None, index == len(bands) - 1 and region.at_page_end)
            known = [upper, *(y for y in banded if upper + 2 < y < lower - 2), lower]
            goes_on = region.above is not None and (index == 0 or (index == 1 and headed))
            cuts, spans = _body_rows(_Band(inside, across, known, len(rows) - 1, cut, goes_on), table)
        rows.extend(cuts[1:])
        merged.extend(spans)
    return rows, merged


def _figures(column: Sequence[Atom]) -> int:
    return sum(is_figure(atom.text) for atom in column)


def _head_rows(
    across: list[tuple[int, int, Atom]], tree: Sequence[Head], edges: list[float], top: float, bottom: float
) -> tuple[list[float], list[Span]]:
    """The rows above the ruling under the heads: one, more where heads or their unit stand over several columns."""
    if depth_of(tree) > 1:
        return head_grid(tree, edges, top, bottom)
    if across and all(unit_line(atom.text) for *_, atom in across):
        units = max(min(atom.top for *_, atom in across), (top + bottom) / 2)
        return [top, units, bottom], [Span(1, first, 1, last - first + 1) for first, last, _ in across]
    return [top, bottom], [Span(0, first, 1, last - first + 1) for first, last, _ in across]


def _level_columns(columns: Sequence[Sequence[Atom]], end: float) -> set[int]:
    """The columns whose heads say that they hold names of levels, each over the rows that belong to it."""
    texts = ["".join(atom.text for atom in sorted(c, key=lambda a: a.middle) if atom.middle < end) for c in columns]
    named = {index for index, text in enumerate(texts) if role_of(text) in MERGED_ROLES}
    return named if len(columns) - len(named) > 1 else set()


def _levels_above(above: Above | None, count: int) -> set[int]:
    """The columns of levels of the page before, if that has as many columns, and heads above its first figure."""
    if above is None or len(above.edges) - 1 != count:
        return set()
    end = min((atom.top for atom in above.atoms if is_figure(atom.text)), default=float("-inf"))
    columns: list[list[Atom]] = [[] for _ in above.edges[1:]]
    for atom in above.atoms:
        columns[column_of(above.edges, atom)[0]].append(atom)
    return _level_columns(columns, end)


def _body_rows(band: _Band, table: _Table) -> tuple[list[float], list[Span]]:
    """The row edges of one band and its spans."""
    top, *forced, bottom = band.known
    columns = put_together([with_seconds(column) for column in band.columns])
    strips = strips_of([with_whole_values(column, columns) for column in columns], table.step)
    for column in table.levels:
        strips[column].leaf = strips[column].key
    ruled = table.n_rules >= RULED_ROWS
    told: list[float] = []
    even: list[float] = []
    merged: set[int] = set()
    if not ruled and not forced:
        wide = [atom for *_, atom in band.across]
        told = serial_edges(band.columns, wide, table.step, band.cut[0])
        even, merged = ([], set()) if told else one_line_rows(band.columns, wide, band.cut[0])
        for column, strip in enumerate(strips) if even else ():
            strip.leaf = strip.leaf if column in table.levels else column not in merged
    if told:
        for strip in strips:
            strip.place = TOP
    values = any(is_complete(a.text) and is_complete(b.text) for strip in strips for a, b in pairwise(strip.atoms))
    if told or even or (ruled and not values):
        cuts = [top, *(told or even or forced), bottom]
    else:
        cuts = row_edges(strips, forced, top, bottom, band.cut)
    centred = centred_totals(_placed(strips, band.across), cuts, table.edges)
    spans = [Span(band.base + row, first, 1, last - first + 1) for row, first, last in centred]
    spans += _crossing_spans(band.across, cuts, band.base)
    totals = _total_rows(strips, band.across, cuts)
    crossed = {(span.row - band.base, span.column + i) for span in spans for i in range(span.colspan)}
    rows = Rows(table.step, totals, crossed, table.levels | merged, band.cut, band.goes_on, bool(told or even))
    names = names_by_column(strips, cuts, rows)
    cuts = names.edges
    for column, found in names.of_columns.items():
        taken = {row for row, across in crossed if across == column}
        ends = [(first, min((row for row in taken if first < row < last), default=last)) for _, _, first, last in found]
        spans += [Span(band.base + first, column, last - first, 1) for first, last in ends if last - first > 1]
    return cuts, spans


def _crossing_spans(across: list[tuple[int, int, Atom]], cuts: list[float], base: int) -> list[Span]:
    spans = []
    for first, last, atom in across:
        row = next((i for i, (a, b) in enumerate(pairwise(cuts)) if a <= atom.middle < b), None)
        if row is not None:
            spans.append(Span(base + row, first, 1, last - first + 1))
    return spans


def _placed(strips: Sequence[Strip], across: Sequence[Placed]) -> list[Placed]:
    return [*((column, column, atom) for column, strip in enumerate(strips) for atom in strip.atoms), *across]


def _total_rows(strips: Sequence[Strip], across: Sequence[Placed], cuts: Sequence[float]) -> set[int]:
    """The rows that sum up others."""
    names = [atom for strip in strips if not strip.key for atom in strip.atoms] + [atom for _, _, atom in across]
    return {bisect_right(cuts, atom.middle) - 1 for atom in names if is_sum(atom.text)}
