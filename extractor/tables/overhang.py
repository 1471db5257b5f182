"""Lines of a merged cell that stand below the last rule of a page, or across the first of the next: a page end cuts the
cell, not its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractor.model.geometry import Ruling
from extractor.model.layout import CellPiece, Line, TablePiece
from extractor.tables.inferred.side_by_side import cut_at
from extractor.tables.ruled.rules import SNAP

# Lines that hang over at most; type sizes from the last line in the cell to them, where it has one line alone.
MOST_LINES = 3
NEXT_LINE = 0.9
# Points that they may lie further apart than the lines of the cell, reach over its edges, and differ in size.
SAME_STEP, OVER, SAME_SIZE = 1.0, 1.0, 0.2


def without_overhang(pieces: Sequence[TablePiece], lines: Sequence[Line], horizontal: Sequence[Ruling]) -> list[Line]:
    """The lines that are in no table, those put into their cells that hang over the end of the last one on a page.

    ``horizontal`` are the page's rulings: below such a cell there is none, or it runs through the last line.
    """
    rest = _without_first(pieces, lines, horizontal)
    last = max(pieces, key=lambda piece: piece.box.y1, default=None)
    below = [line for line in rest if last and line.bottom > last.box.y1]
    if last is None or last.style != "ruled" or not 0 < len(below) <= MOST_LINES:
        return rest
    is_cut_through = len(below) == 1 and below[0].top < last.box.y1 - SAME_STEP
    floor = [] if is_cut_through else [rule for rule in horizontal if abs(rule.at - last.box.y1) <= SNAP]
    cells = [
        cell
        for cell in last.cells
        if cell.row + cell.rowspan == len(last.rows) - 1
        and (cell.lines or ((cell.rowspan > 1 or cell.column in last.open_below) and below[0].top < last.box.y1))
        and not any(rule.start < (cell.box.x0 + cell.box.x1) / 2 < rule.end for rule in floor)
    ]
    usual = median([step for each in last.cells for step in _steps(each)] or [0.0])
    cell = next((each for each in cells if _goes_on(each, below, usual)), None)
    if cell is None:
        return _without_names(last, below, rest, floor)
    cell.lines.extend(below)
    return [line for line in rest if line not in below]


def _without_names(last: TablePiece, below: Sequence[Line], rest: list[Line], floor: Sequence[Ruling]) -> list[Line]:
    """The lines without those that hold names of several merged cells, each beside the next, below the last ruling: the
    middle of such a cell may lie beyond the page end. Each is in a cell that has no rule below it; the others have.

    Some programs set such a name as far below as the middle lies, in a cell that is blank.
    """
    ending = [cell for cell in last.cells if cell.row + cell.rowspan == len(last.rows) - 1]
    merged = {
        cell.column: cell
        for cell in ending
        if not any(rule.start < (cell.box.x0 + cell.box.x1) / 2 < rule.end for rule in floor)
    }
    near = below[0].top - last.box.y1 <= NEXT_LINE * below[0].size
    if not merged or len(merged) == len(ending):
        return rest
    held: list[tuple[CellPiece, Line]] = []
    for line in below:
        left: Line | None = line
        for edge in last.columns[1:]:
            part, left = cut_at(left, edge) if left else (None, None)
            cell = next((each for each in merged.values() if part and _is_inside(part, each)), None)
            if part and (cell is None or (cell.lines and not near)):
                return rest
            held += [(cell, part)] if part and cell else []
        if left:
            return rest
    for cell, part in held:
        cell.lines.append(part)
    return [line for line in rest if line not in below]


def _without_first(pieces: Sequence[TablePiece], lines: Sequence[Line], horizontal: Sequence[Ruling]) -> list[Line]:
    """The lines without those across the top of the first table, where their merged cell has no rule.

    Nothing stands above them: a 单位 line that reaches into a table without a rule above it has its caption there.
    """
    first = min(pieces, key=lambda piece: piece.box.y0, default=None)
    if first is None or first.style != "ruled" or any(line.bottom <= first.box.y0 for line in lines):
        return list(lines)
    top = first.box.y0
    ceiling = [rule for rule in horizontal if abs(rule.at - top) <= SNAP]
    open_cells = [
        cell
        for cell in first.cells
        if cell.row == 0 and not any(rule.start < (cell.box.x0 + cell.box.x1) / 2 < rule.end for rule in ceiling)
    ]
    rest = []
    for line in lines:
        is_across = line.top < top < line.bottom
        cell = next((each for each in open_cells if is_across and _is_inside(line, each)), None)
        if cell is None:
            rest.append(line)
        else:
            cell.lines.insert(0, line)
    return rest


def _is_inside(line: Line, cell: CellPiece) -> bool:
    return cell.box.x0 - OVER <= line.x0 and line.x1 <= cell.box.x1 + OVER


def _steps(cell: CellPiece) -> list[float]:
    """The space between the lines of a cell."""
    return [lower.top - upper.bottom for upper, lower in pairwise(cell.lines)]


def _goes_on(cell: CellPiece, below: Sequence[Line], usual: float) -> bool:
    """Whether lines go on below those of a cell as these follow each other, or those of others where it has one line
    alone; or begin in one that has none."""
    if not cell.lines:
        return all(_is_inside(line, cell) for line in below)
    steps = _steps(cell)
    room = max(steps) + SAME_STEP if steps else max(NEXT_LINE * below[0].size, usual + SAME_STEP)
    return all(
        _is_inside(lower, cell) and abs(lower.size - upper.size) <= SAME_SIZE and lower.top - upper.bottom <= room
        for upper, lower in pairwise([cell.lines[-1], *below])
    )
