"""From crossing rulings to a grid of cells with their spans (跨行跨列).

A cell spans where the rule between two places of the grid is missing. Rules that stick out beyond the last
crossing show a side without a border: it gets a virtual one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.model.geometry import Box, Ruling
from extractor.tables.ruled.rules import REACH, SNAP, covered, levels, tidy

# Points. A rule sticks out from 8 (the narrowest column); less is a sloppy end.
STICKS_OUT = 8.0
# Upright rulings between heads without a floor.
LEAST_ENDS = 2
# A page holds at most some 150 rows of 40 columns; beyond these a drawing is a map, a hatching or a chart.
MOST_COLUMNS = 60
MOST_PLACES = 60_000
# Edges of rows that the last column of a sheet, alone on its page, shares with the others at least.
LEAST_BESIDE = 4

Walls = list[list[bool]]


@dataclass(frozen=True, slots=True)
class Span:
    """A cell: its top left place in the grid and how many rows and columns it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Lattice:
    """The grid of one ruled table on one page; ``owner[row][column]`` is an index into ``spans`` or -1.

    ``floorless`` are the places (row, column) that nothing parts from the place above, at the edges of rows without
    walls. ``open_above`` and ``open_below`` are the columns without a rule at the top and the bottom, where others
    have one.
    """

    columns: list[float]
    rows: list[float]
    spans: list[Span]
    owner: list[list[int]]
    open_top: bool = False
    open_bottom: bool = False
    floorless: frozenset[tuple[int, int]] = frozenset()
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def span_at(self, x: float, y: float) -> int:
        """The index of the cell around a point, -1 outside."""
        rows, columns = self.rows, self.columns
        if not (rows[0] <= y < rows[-1] and columns[0] <= x < columns[-1]):
            return -1
        return self.owner[bisect_right(rows, y) - 1][bisect_right(columns, x) - 1]

    def box_of(self, span: Span) -> Box:
        return Box(
            self.columns[span.column],
            self.rows[span.row],
            self.columns[span.column + span.colspan],
            self.rows[span.row + span.rowspan],
        )


def build(horizontal: list[Ruling], vertical: list[Ruling], beside: Sequence[float] = ()) -> Lattice | None:
    """The lattice of rulings that hang together, or None where they make no table (a frame, a box, a chart).

    One column alone is the last of a sheet whose others stand on the page before, if its rows stand at the heights
    ``beside`` of these.
    """
    horizontal, vertical = tidy(horizontal), tidy(vertical)
    borders = [_along(border, vertical) for border in _virtual(horizontal, levels(vertical))]
    vertical = [*vertical, *borders]
    outer = _virtual(vertical, levels(horizontal), lenient=len(borders) == 2)
    horizontal = [*horizontal, *outer, *_where_uprights_end(horizontal, vertical)]
    rows, columns = levels(horizontal), levels(vertical)
    if len(columns) > MOST_COLUMNS or len(rows) * len(columns) > MOST_PLACES:
        return None
    rows, columns, floors, sides = _pruned(rows, columns, horizontal, vertical)
    is_last_column = len(columns) == 2 and len(rows) >= LEAST_BESIDE and _are_alike(rows, beside)
    if len(rows) < 2 or (len(columns) < 3 and not is_last_column):
        return None
    spans, owner = spans_between(floors, sides)
    if len(spans) < 2 or (not is_last_column and all(span.colspan == len(columns) - 1 for span in spans)):
        return None
    virtual = {ruling.at for ruling in outer}
    lattice = Lattice(columns, rows, spans, owner, rows[0] in virtual, rows[-1] in virtual)
    lattice.open_above = _without_rule(floors[0], owner[0])
    lattice.open_below = _without_rule(floors[-1], owner[-1])
    return lattice


def _are_alike(rows: Sequence[float], others: Sequence[float]) -> bool:
    """Whether edges of rows stand at the heights of those of another page, to the point."""
    return len(rows) == len(others) and all(abs(a - b) <= 1 for a, b in zip(rows, others, strict=True))


def _without_rule(walls: list[bool], row: list[int]) -> frozenset[int]:
    """The columns of cells in the first or the last row that have no rule at the outer side."""
    return frozenset(at for at, (wall, cell) in enumerate(zip(walls, row, strict=True)) if not wall and cell >= 0)


def _virtual(rules: list[Ruling], crossings: list[float], lenient: bool = False) -> list[Ruling]:
    """Borders that are not drawn, where rules stick out evenly beyond the first or the last crossing.

    Most rules must stick out, or the first and the last of them (a row of few cells that a page end cuts); where the
    other side is open too, one rule over the whole width is enough (the rest may belong to a cell merged over all
    rows). ``lenient``, of a table without borders at its sides:
    any rule will do (the rest may belong to a row of merged cells).
    """
    if not crossings:
        return []
    first, last = crossings[0], crossings[-1]
    low = [rule for rule in rules if rule.start <= first + REACH]
    high = [rule for rule in rules if rule.end >= last - REACH]
    low_out = _even_ends([rule for rule in low if first - rule.start > STICKS_OUT], lambda rule: rule.start)
    high_out = _even_ends([rule for rule in high if rule.end - last > STICKS_OUT], lambda rule: rule.end)
    least = 1 if lenient else 2
    low_open = len(low_out) >= least and (lenient or 2 * len(low_out) >= len(low) or _hold(low_out, rules))
    high_open = len(high_out) >= least and (lenient or 2 * len(high_out) >= len(high) or _hold(high_out, rules))
    both_ways = any(rule in high_out for rule in low_out)
    borders = []
    if low_out and (low_open or (high_open and both_ways)):
        borders.append(_border(median(rule.start for rule in low_out), low))
    if high_out and (high_open or (low_open and both_ways)):
        borders.append(_border(median(rule.end for rule in high_out), high))
    return borders


def _where_uprights_end(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Ruling]:
    """The floors of heads that have upright rulings between them and none below them, in a table whose rows have none:
    where most upright rulings end together, off all level ones, the outermost do not."""
    ends: dict[int, list[Ruling]] = {}
    for rule in vertical:
        ends.setdefault(round(rule.end), []).append(rule)
    left, right = min(rule.at for rule in vertical), max(rule.at for rule in vertical)
    found = []
    for at, group in ends.items():
        inner = [rule for rule in group if left < rule.at < right]
        goes_on = {rule.at for rule in vertical if rule.start < at - SNAP and rule.end > at + SNAP}
        is_off = all(abs(rule.at - at) > STICKS_OUT for rule in horizontal)
        if len(inner) >= LEAST_ENDS and is_off and goes_on == {left, right}:
            found.append(Ruling(at, left, right, 0.0))
    return found


def _hold(out: list[Ruling], rules: list[Ruling]) -> bool:
    """Whether the outermost of all rules are among those that stick out."""
    ats = [rule.at for rule in rules]
    found = {rule.at for rule in out}
    return min(ats) in found and max(ats) in found


def _even_ends(out: list[Ruling], end: Callable[[Ruling], float]) -> list[Ruling]:
    """Those of the rules that stick out which end at the same place as most."""
    if not out:
        return []
    at = median(end(rule) for rule in out)
    return [rule for rule in out if abs(end(rule) - at) <= SNAP]


def _border(at: float, touching: list[Ruling]) -> Ruling:
    """A virtual border along all rules of that side."""
    return Ruling(at, min(rule.at for rule in touching), max(rule.at for rule in touching), 0.0)


def _along(border: Ruling, rules: list[Ruling]) -> Ruling:
    """A virtual border as long as the rule nearest to it: a merged cell at an open side may have no floor, where a
    page end cuts it."""
    nearest = min(rules, key=lambda rule: abs(rule.at - border.at)).at
    start, end = border.start, border.end
    for rule in rules:
        if rule.at == nearest and rule.start <= end + REACH and rule.end >= start - REACH:
            start, end = min(start, rule.start), max(end, rule.end)
    return border._replace(start=start, end=end)


def _pruned(
    rows: list[float], columns: list[float], horizontal: list[Ruling], vertical: list[Ruling]
) -> tuple[list[float], list[float], Walls, Walls]:
    """Levels that wall off at least one place, with their walls.

    ``floors[i][j]``: a rule at row edge ``i`` over column ``j``; ``sides[j][i]``: at column edge ``j`` along row ``i``.
    """
    while True:
        floors = _walls(rows, columns, horizontal)
        sides = _walls(columns, rows, vertical)
        kept_rows = [at for at, wall in zip(rows, floors, strict=True) if any(wall)]
        kept_columns = [at for at, wall in zip(columns, sides, strict=True) if any(wall)]
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            return rows, columns, floors, sides
        rows, columns = kept_rows, kept_columns


def _walls(levels_: list[float], edges: list[float], rulings: list[Ruling]) -> Walls:
    at_level: dict[float, list[Ruling]] = {at: [] for at in levels_}
    for ruling in rulings:
        if ruling.at in at_level:
            at_level[ruling.at].append(ruling)
    return [covered(edges, at_level[at]) for at in levels_]


def spans_between(floors: Walls, sides: Walls) -> tuple[list[Span], list[list[int]]]:
    """Rectangles of places without a wall between them; what lies outside the outline is -1 in the second."""
    height, width = len(floors) - 1, len(sides) - 1
    owner = [[-2] * width for _ in range(height)]
    _mark_outside(floors, sides, owner)
    spans: list[Span] = []
    for row in range(height):
        for column in range(width):
            if owner[row][column] != -2:
                continue
            right = column + 1
            while right < width and owner[row][right] == -2 and not sides[right][row]:
                right += 1
            bottom = row + 1
            while bottom < height and _goes_on(floors, sides, owner, bottom, column, right):
                bottom += 1
            for line in owner[row:bottom]:
                line[column:right] = [len(spans)] * (right - column)
            spans.append(Span(row, column, bottom - row, right - column))
    return spans, owner


def _goes_on(floors: Walls, sides: Walls, owner: list[list[int]], row: int, left: int, right: int) -> bool:
    """Whether nothing parts the places ``left`` to ``right`` of ``row`` from those above or from each other."""
    return (
        not any(floors[row][left:right])
        and all(place == -2 for place in owner[row][left:right])
        and not any(sides[edge][row] for edge in range(left + 1, right))
    )


def _mark_outside(floors: Walls, sides: Walls, owner: list[list[int]]) -> None:
    """Flood from the corners that have neither outer wall (the outline is no rectangle)."""
    height, width = len(owner), len(owner[0])
    todo = [
        (row, column)
        for row, floor in ((0, 0), (height - 1, height))
        for column, side in ((0, 0), (width - 1, width))
        if not floors[floor][column] and not sides[side][row]
    ]
    while todo:
        row, column = todo.pop()
        if owner[row][column] == -1:
            continue
        owner[row][column] = -1
        if row and not floors[row][column]:
            todo.append((row - 1, column))
        if row + 1 < height and not floors[row + 1][column]:
            todo.append((row + 1, column))
        if column and not sides[column][row]:
            todo.append((row, column - 1))
        if column + 1 < width and not sides[column + 1][row]:
            todo.append((row, column + 1))


def widths(lattice: Lattice) -> list[float]:
    """The width of each column in points."""
    return [right - left for left, right in pairwise(lattice.columns)]


def lattice_with(edges: list[float], rows: list[float], merged: Sequence[Span]) -> Lattice:
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
