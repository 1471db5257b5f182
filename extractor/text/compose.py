"""Puts a page's lines and tables in reading order and gives every line its place in the page's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.geometry import Page
from extractor.model.layout import FigurePiece, Line, PageLayout, TablePiece
from extractor.text.lines import WORD_GAP

# Points that lines of text beside a table reach beyond each other; type sizes from one to the next at most.
TOUCHING = 3.0
NEAR = 2.5
_BLANK_IN_FIGURES = re.compile(r" (?<=\d\d )(?=\d)")


def compose(
    page: Page, body: Sequence[Line], pieces: Sequence[TablePiece | FigurePiece], furniture: Sequence[Line] = ()
) -> PageLayout:
    """The layout of a page: its text is its lines, tables and figures from top to bottom, one printed line a line.

    A table's rows follow each other, cells parted by tabs, lines in a cell by line ends.
    """
    items: list[Line | TablePiece | FigurePiece] = [*body, *pieces]
    beside = _beside_tables(body, pieces)
    items.sort(key=lambda item: beside.get(id(item)) or _position(item))
    texts: list[str] = []
    length = 0

    def put(line: Line) -> None:
        nonlocal length
        line.start = length
        if " " in line.text:
            _set_columns_apart(line)
        texts.append(line.text)
        length += len(line.text)

    def say(separator: str) -> None:
        nonlocal length
        texts.append(separator)
        length += len(separator)

    for item in items:
        if isinstance(item, Line):
            put(item)
            say("\n")
            continue
        if isinstance(item, FigurePiece):
            for line in item.lines:
                put(line)
                say("\n")
            continue
        row = None
        for cell in sorted(item.cells, key=lambda cell: (cell.row, cell.column)):
            if row is not None:
                say("\t" if cell.row == row else "\n")
            row = cell.row
            for place, line in enumerate(cell.lines):
                if place:
                    say("\n")
                put(line)
        say("\n")
    return PageLayout(page, items, list(furniture), "".join(texts))


def _set_columns_apart(line: Line) -> None:
    """A tab for each blank wider than any within a number: 300 and 200 of two columns are not 300200.

    Digits set apart one by one (2 0 2 3 年) are no columns.
    """
    for found in _BLANK_IN_FIGURES.finditer(line.text):
        place = found.start()
        if line.left[place + 1] - line.right[place - 1] > WORD_GAP * line.size:
            line.text = f"{line.text[:place]}\t{line.text[place + 1 :]}"


def _beside_tables(lines: Sequence[Line], pieces: Sequence[TablePiece | FigurePiece]) -> dict[int, tuple[float, float]]:
    """Where text goes that stands at the side of a table and, above that, of its caption: behind the table."""
    found: dict[int, tuple[float, float]] = {}
    for piece in pieces:
        x0, y0, x1, y1 = piece.box
        for column in ([line for line in lines if line.x0 > x1], [line for line in lines if line.x1 < x0]):
            inside = [line for line in column if y0 < _middle(line) < y1]
            if not inside or isinstance(piece, FigurePiece):
                continue
            left, right = min(line.x0 for line in inside) - TOUCHING, max(line.x1 for line in inside) + TOUCHING
            low, above = min(line.top for line in inside), []
            for line in sorted(column, key=lambda line: -line.top):
                if _middle(line) >= y0 or line.x0 < left or line.x1 > right:
                    continue
                if low - line.bottom > NEAR * line.size:
                    break
                low = line.top
                above.append(line)
            while above and not any(_is_beside(above[-1], line) for line in lines):
                above.pop()
            found |= {id(line): (y0, x1 + _middle(line)) for line in (*inside, *above)}
    return found


def _is_beside(line: Line, other: Line) -> bool:
    return line.top < _middle(other) < line.bottom and (other.x0 > line.x1 or other.x1 < line.x0)


def _position(item: Line | TablePiece | FigurePiece) -> tuple[float, float]:
    if isinstance(item, Line):
        return _middle(item), item.x0
    return item.box.y0, item.box.x0


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
