"""Level names dealt out to their rows by the points printed with them (分值核对层级), where no ruling tells the rows.

A name centred beside its rows may be read beside others, above all where a page end parts them. Its points, printed in
brackets or in a column of their own, are the sum of its rows': where the names do not fit so, and fit all rows in
another way, they are dealt out that way. What the lines of one name were read as, two cells of which the first leaves a
bracket open or the second holds nothing but points, is one name; and below a name that fits, the first name of the next
level begins in its first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, union_of
from extractor.model.layout import Grid, Passage, TableCell, join_passages
from extractor.model.reading import Column, TablePart, begun_at
from extractor.values.figures import figure, is_blank, parts_of_name

# Tables with all their rulings are read with 1.0, three-line ones with 0.8, those without lines with 0.6.
RULED = 0.9
LEVELS = ("level1", "level2")
_OPEN, _CLOSE = re.compile("[（(]"), re.compile("[）)]")
_POINTS = re.compile(r"[（(]\s*\d{1,3}(?:\.\d+)?\s*[分%％]?\s*[）)]")


class _Named(NamedTuple):
    """A level's name with its points, in one cell or in those of its lines, and the cell of its weight, where that
    stands in a column of its own."""

    lines: Sequence[TableCell]
    weight: TableCell | None
    points: Decimal

    @property
    def rows(self) -> range:
        return range(self.lines[0].row, self.lines[-1].rows.stop)

    @property
    def cell(self) -> TableCell:
        """Its one cell, or that of its first line with the words of all."""
        first = self.lines[0]
        return replace(first, passage=_name_of(self.lines)) if len(self.lines) > 1 else first


def dealt_by_points(grid: Grid, parts: Sequence[TablePart]) -> list[str]:
    """Gives level names of a table without rulings the rows that their points add up to; the notes that tell so."""
    if grid.confidence >= RULED:
        return []
    notes = []
    for part in parts:
        points = part.column("points")
        rows = [row for row in part.rows if not part.sums_up(row)]
        if points is None or not rows:
            continue
        own = {row: _own_figure(grid, row, points.index) for row in rows}
        told = {row: value for row, value in own.items() if value is not None}
        for column in filter(None, map(part.column, LEVELS)):
            if moved := [*_deal(grid, part, column, rows, told), *_begun_above(grid, part, column, rows, told)]:
                notes.append(f"levels_by_points: {'、'.join(moved)}")
    return notes


def _deal(grid: Grid, part: TablePart, column: Column, rows: Sequence[int], told: Mapping[int, Decimal]) -> list[str]:
    """The names of a level that were given other rows; ``told`` are the points that ``rows`` tell."""
    if len(told) < len(rows) or rows != list(range(rows[0], rows[-1] + 1)):
        return []
    named = _named(grid, part, column, rows)
    dealt = _dealt(named, told) if len(named) > 1 else []
    above = part.column(LEVELS[0])
    crossed = above not in (None, column) and _cross(grid, above.index, rows, dealt)
    if not dealt or crossed or not _is_free(grid, named, rows):
        return []
    _respan(grid, named, dealt)
    return ["".join(each.cell.passage.text.split()) for each, new in zip(named, dealt, strict=True) if new != each.rows]


def _dealt(named: Sequence[_Named], told: Mapping[int, Decimal]) -> list[range]:
    """The rows whose points add up to each name's, all of them; none where the names fit as they stand, or no way."""
    if _fit(named, told) and all(len(each.lines) == 1 for each in named):
        return []
    rows = list(told)
    ends = dict(zip(accumulate(told.values()), rows, strict=True))
    last = [ends.get(total, -1) for total in accumulate(each.points for each in named)]
    dealt = [range(before + 1, row + 1) for before, row in pairwise([rows[0] - 1, *last])]
    return dealt if last[-1] == rows[-1] and all(dealt) else []


def _fit(named: Sequence[_Named], told: Mapping[int, Decimal]) -> bool:
    return all(sum(told.get(row, 0) for row in each.rows) == each.points for each in named)


def _cross(grid: Grid, column: int, rows: Sequence[int], dealt: Sequence[range]) -> bool:
    """Whether some names would be for rows of two names of the level above, which blank cells carry on."""
    owners: dict[int, int] = {}
    owner = -1
    for row in rows:
        cell = grid.at(row, column)
        owner = cell.row if cell and not is_blank(cell.passage.text) else owner
        owners[row] = owner
    return any(len({owners[row] for row in each}) > 1 for each in dealt)


def _is_free(grid: Grid, named: Sequence[_Named], rows: Sequence[int]) -> bool:
    """Whether nothing stands over the columns of some names and those beside them."""
    columns = {cell.column for each in named for cell in (each.cell, each.weight) if cell}
    places = [grid.at(row, column) for column in columns for row in rows]
    return all(cell is not None and cell.column in columns and cell.colspan == 1 for cell in places)


def _named(grid: Grid, part: TablePart, column: Column, rows: Sequence[int]) -> list[_Named]:
    """The names of a level from top to bottom; none where one of them tells no points."""
    weights = part.column(f"{column.role}_points")
    names = _names(_texts(grid, column.index, rows))
    beside = _texts(grid, weights.index, rows) if weights else []
    if beside and len(beside) == len(names):
        told = [figure(cell.passage.text) for cell in beside]
    else:
        told = [parts_of_name(_name_of(lines).text).points for lines in names]
        beside = []
    weight_cells: Sequence[TableCell | None] = beside or [None] * len(names)
    named = [
        _Named(lines, weight, points)
        for lines, weight, points in zip(names, weight_cells, told, strict=True)
        if points is not None and points > 0 and all(cell.colspan == 1 for cell in lines)
    ]
    return named if len(named) == len(names) else []


def _names(cells: Sequence[TableCell]) -> list[list[TableCell]]:
    """The cells of each name: 产出（35 over 分）, 项目管理 over （35分）."""
    names: list[list[TableCell]] = []
    for cell in cells:
        before = _name_of(names[-1]).text if names else ""
        is_open = len(_OPEN.findall(before)) > len(_CLOSE.findall(before))
        goes_on = is_open or (_POINTS.fullmatch(cell.passage.text.strip()) and not parts_of_name(before).points)
        if names and goes_on and names[-1][-1].rows.stop == cell.row:
            names[-1].append(cell)
        else:
            names.append([cell])
    return names


def _name_of(lines: Sequence[TableCell]) -> Passage:
    return join_passages(cell.passage for cell in lines)


def _begun_above(
    grid: Grid, part: TablePart, column: Column, rows: Sequence[int], told: Mapping[int, Decimal]
) -> list[str]:
    """The names that begin above where they stand, as no other can: of the first level the first one of all, of the
    second the first one of each name that fits its points."""
    outermost = part.column(LEVELS[0])
    outer = _named(grid, part, outermost, rows) if outermost else []
    within = [range(rows[0], rows[-1] + 1)]
    if column is outermost:
        within = [] if outer else within
    elif outer and len(told) == len(rows) and _fit(outer, told):
        within = [each.rows for each in outer]
    moved = []
    for each in within:
        name = next(iter(_texts(grid, column.index, each)), None)
        if name is not None and each.start < name.row and name.colspan == 1:
            named, dealt = [_Named([name], None, Decimal(0))], range(each.start, name.rows.stop)
            if _is_free(grid, named, dealt):
                _respan(grid, named, [dealt])
                moved.append("".join(name.passage.text.split()))
    return moved


def _texts(grid: Grid, column: int, rows: Sequence[int]) -> list[TableCell]:
    """The cells with a text that begin in a column among some rows."""
    begun = (begun_at(grid.places, row, column) for row in rows)
    return [cell for cell in begun if cell and not is_blank(cell.passage.text)]


def _own_figure(grid: Grid, row: int, column: int) -> Decimal | None:
    cell = begun_at(grid.places, row, column)
    if cell is None or (cell.rowspan, cell.colspan) != (1, 1):
        return None
    return figure(cell.passage.text)


def _respan(grid: Grid, named: Sequence[_Named], dealt: Sequence[range]) -> None:
    """Puts names and weights beside their rows; the blank cells there go."""
    moved: dict[int, TableCell] = {}
    taken: set[tuple[int, int]] = set()
    for each, rows in zip(named, dealt, strict=True):
        for first, cell in ((each.lines[0], each.cell), (each.weight, each.weight)):
            if first is not None and cell is not None:
                boxes = _boxes(grid, cell, rows)
                moved[id(first)] = replace(cell, row=rows[0], rowspan=len(rows), boxes=boxes)
                taken.update((row, cell.column) for row in rows)
    kept = [moved.get(id(c), c) for c in grid.cells if id(c) in moved or (c.row, c.column) not in taken]
    grid.set_cells(sorted(kept, key=lambda cell: (cell.row, cell.column)))


def _boxes(grid: Grid, cell: TableCell, rows: Iterable[int]) -> tuple[tuple[int, Box], ...]:
    """The places of a cell over other rows, page by page: as wide as it was, as high as the cells of these."""
    left, right = min(box.x0 for _, box in cell.boxes), max(box.x1 for _, box in cell.boxes)
    heights: dict[int, Box] = {}
    for row in rows:
        for column in range(grid.n_columns):
            other = grid.at(row, column)
            for page, box in other.boxes if other and other.rowspan == 1 else ():
                heights[page] = union_of([heights[page], box]) if page in heights else box
    return tuple((page, Box(left, box.y0, right, box.y1)) for page, box in sorted(heights.items()))
