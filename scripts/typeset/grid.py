"""Tables before they are drawn: cells with their spans, column widths, alignment and rulings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from goldcheck.source import Block, cell_span, cell_text

from .look import Look

THIN, MEDIUM, THICK = 0.5, 0.75, 1.5  # widths of rulings in points
SHADE = "#d9d9d9"
NUMBER = re.compile(r"^[-+]?[\d,，]+(?:\.\d+)?%?$")
TOKEN = re.compile(r"[0-9A-Za-z.,%/()\-]+|.", re.DOTALL)
SHORT = 8  # characters: columns with nothing longer are centred
PADDING = 5.5  # left and right of a cell's text together, in points
FLOOR = 2.0  # characters: the narrowest column of ordinary text
CAP = 40  # characters: a longer cell asks for no more width than this


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell: its place, its span, its text (newlines break lines) and its alignment."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    align: str  # left, center, right
    header: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """Widths in points of the rulings on a cell's four sides; 0 draws none."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be drawn."""

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]  # points
    n_rows: int
    header_rows: int
    size: float

    @property
    def n_columns(self) -> int:
        return len(self.widths)


@cache
def ems(token: str) -> float:
    """Width of a piece of text in characters: 1 for 汉字 and full-width marks, about half for ASCII."""
    return sum(0.56 if ord(c) < 0x250 else 1.0 for c in token)


def lay_out(block: Block, look: Look) -> Grid:
    """The grid of a table block in this look."""
    wide = bool(block.get("landscape"))
    size = float(block.get("size", look.wide_size if wide else look.table_size))
    header_rows = int(block.get("header_rows", 1))
    rows = block["rows"]
    centred = short_columns(rows, header_rows)
    cells = []
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            text = cell_text(raw)
            if text is not None:
                rs, cs = cell_span(raw)
                shown = "\n".join(text) if isinstance(raw, dict) and raw.get("v") else text
                align = alignment(shown, r < header_rows or c in centred or cs > 1 or rs > 1, look)
                cells.append(Cell(r, c, rs, cs, shown, align, r < header_rows))
    available = look.wide_width if wide else look.text_width
    widths = column_widths(cells, len(rows[0]), available, size, block.get("widths"))
    return Grid(tuple(cells), tuple(widths), len(rows), header_rows, size)


def short_columns(rows: list[list[Any]], header_rows: int) -> set[int]:
    """Columns whose body cells are all short."""
    found = set()
    for c in range(len(rows[0])):
        lengths = [len(cell_text(row[c]) or "") for row in rows[header_rows:]]
        if lengths and max(lengths) <= SHORT:
            found.add(c)
    return found


def alignment(text: str, centred: bool, look: Look) -> str:
    """Numbers as the look says, short or merged cells centred, other text from the left."""
    if NUMBER.match(text):
        short = len(text) <= 3
        return "center" if short or look.table_numbers == "center" else "right"
    return "center" if centred and ems(text) <= CAP else "left"


def column_widths(cells: list[Cell], n: int, available: float, size: float, given: list[float] | None) -> list[float]:
    """Widths that fill the line: each column's longest unbreakable piece, the rest by amount of text."""
    if given:
        return [available * part / sum(given) for part in given]
    least, amount = [FLOOR * size + PADDING] * n, [1.0] * n
    for cell in sorted(cells, key=lambda cell: cell.columns):
        span = range(cell.column, cell.column + cell.columns)
        piece = max((ems(t) for t in TOKEN.findall(cell.text)), default=0.0) * size + PADDING + 1
        if "\n" in cell.text:
            piece = max(ems(line) for line in cell.text.split("\n")) * size + PADDING + 1
        lack = piece - sum(least[c] for c in span)
        for c in span:
            least[c] += max(0.0, lack) / cell.columns
        if cell.columns == 1:
            amount[cell.column] = max(amount[cell.column], min(ems(cell.text), CAP))
    spare = available - sum(least)
    if spare < 0:
        return [width * available / sum(least) for width in least]
    wants = [max(0.0, a * size + PADDING - w) for a, w in zip(amount, least, strict=True)]
    total = sum(wants)
    if total <= spare:
        rest = (spare - total) / n
        return [w + want + rest for w, want in zip(least, wants, strict=True)]
    return [w + spare * want / total for w, want in zip(least, wants, strict=True)]


def cell_edges(cell: Cell, grid: Grid, look: Look) -> Edges:
    """The rulings around one cell."""
    first, last = cell.row == 0, cell.row + cell.rows == grid.n_rows
    leftmost, rightmost = cell.column == 0, cell.column + cell.columns == grid.n_columns
    under_header = cell.row + cell.rows == grid.header_rows
    below_header = cell.row == grid.header_rows
    if look.ruling == "none":
        return Edges(0, 0, 0, 0)
    if look.ruling == "three":
        top = THICK if first else MEDIUM if below_header else 0.0
        return Edges(0, top, 0, THICK if last else MEDIUM if under_header else 0.0)
    if look.ruling == "shaded":
        return Edges(0, THIN, 0, THIN)
    outer = THICK if look.thick_outer else THIN
    sides = 0.0 if look.ruling == "open" else outer
    return Edges(
        sides if leftmost else THIN,
        outer if first else THIN,
        sides if rightmost else THIN,
        outer if last else THIN,
    )
