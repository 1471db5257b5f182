"""Cells that seem merged over rows because one column's rulings are not drawn, though the text has a line for each row.

Some table styles rule every other column only: the values of the others stand in the rows that their neighbours show.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.model.geometry import Box
from extractor.model.layout import CellPiece, Line
from extractor.tables.joined.seam import word_length
from extractor.tables.meaning.wording import ends_value, is_complete

# Values in rows of their own that show that a cell is none, and rows that words must fill each.
LEAST_VALUES = 2
LEAST_NAMES = 3
# Share of a row's height that its lines lie off its middle, twice; type sizes that a full line leaves free at most.
OFF_MIDDLE = 0.3
SLACK = 0.5


def unmerged(cells: Sequence[CellPiece], rows: Sequence[float]) -> list[CellPiece]:
    """The cells of a ruled grid, those parted into a cell each row that hold a text for each of them."""
    found: list[CellPiece] = []
    for cell in cells:
        if cell.rowspan > 1 and len(cell.lines) > 1 and (firsts := _firsts(cell, rows)):
            found += _parted(cell, firsts, rows)
        else:
            found.append(cell)
    return found


def _firsts(cell: CellPiece, rows: Sequence[float]) -> list[int]:
    """The rows at which the cells within begin, the first of the heads above them included; none where it is one."""
    end = cell.row + cell.rowspan
    places = [_row_of(line, rows, cell) for line in cell.lines]
    values = [place for place, line in zip(places, cell.lines, strict=True) if is_complete(line.text)]
    if any(ends_value(upper.text, lower.text) for upper, lower in pairwise(cell.lines)):
        return []
    if len(values) >= LEAST_VALUES:
        heads = [place for place in places if place < values[0]]
        whole = len(set(values)) == len(values) and len(heads) + len(values) == len(places)
        return list(range(values[0], end)) if whole else []
    held = {row: [line for line, place in zip(cell.lines, places, strict=True) if place == row] for row in places}
    if cell.rowspan < LEAST_NAMES or len(held) < cell.rowspan or places != sorted(places):
        return []
    own = all(_are_in_the_middle(lines, rows[row], rows[row + 1]) for row, lines in held.items())
    apart = not any(_goes_on(upper[-1], lower[0], cell.box) for upper, lower in pairwise(held.values()))
    return list(held) if own and apart else []


def _row_of(line: Line, rows: Sequence[float], cell: CellPiece) -> int:
    middle = (line.top + line.bottom) / 2
    last = cell.row + cell.rowspan - 1
    return next((row for row in range(cell.row, last) if middle < rows[row + 1]), last)


def _are_in_the_middle(lines: Sequence[Line], top: float, bottom: float) -> bool:
    return abs(lines[0].top + lines[-1].bottom - top - bottom) <= OFF_MIDDLE * (bottom - top)


def _goes_on(upper: Line, lower: Line, box: Box) -> bool:
    """Whether a line is full, so that its text may go on in the next."""
    word = (lower.x1 - lower.x0) * word_length(lower.text) / max(len(lower.text), 1)
    return box.x1 - box.x0 - (upper.x1 - upper.x0) < word + SLACK * upper.size


def _parted(cell: CellPiece, firsts: Sequence[int], rows: Sequence[float]) -> list[CellPiece]:
    end = cell.row + cell.rowspan
    starts = [*([cell.row] if firsts[0] > cell.row else []), *firsts]
    found = []
    for start, stop in pairwise([*starts, end]):
        lines = [line for line in cell.lines if start <= _row_of(line, rows, cell) < stop]
        box = cell.box._replace(y0=rows[start], y1=rows[stop])
        found.append(CellPiece(start, cell.column, stop - start, cell.colspan, box, lines))
    return found
