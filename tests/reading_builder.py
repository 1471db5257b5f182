"""Builds a :class:`Reading` from plain texts, with lines, pages and tables as a PDF would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor import outline
from extractor.model.geometry import Box, Page, Rulings, Turn
from extractor.model.layout import (
    Block,
    CellPiece,
    Grid,
    Line,
    PageIndex,
    PageLayout,
    Paragraph,
    Passage,
    TableCell,
    TablePiece,
    join_lines,
)
from extractor.model.reading import Column, DataTable, Reading, TablePart

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, SIZE = 85.0, 72.0, 16.0
CHARACTERS_A_LINE, LINES_A_PAGE = 28, 22


@dataclass(frozen=True)
class Para:
    """A paragraph with its looks; a plain string stands for one without any."""

    text: str
    right: bool = False
    centred: bool = False
    bold: bool = False
    lead: int = 0


@dataclass(frozen=True)
class Table:
    """A table: its first row is the header; ``roles`` and ``units`` are those of its columns."""

    rows: Sequence[Sequence[str]]
    kind: str = "other"
    unit: str | None = None
    roles: Sequence[str | None] = ()
    units: Sequence[str | None] = ()


Source = str | Para | Table


class _Printer:
    def __init__(self) -> None:
        self.pages: list[PageLayout] = []
        self.count = LINES_A_PAGE

    def line(self, text: str) -> Line:
        if self.count >= LINES_A_PAGE:
            self._new_page()
        layout = self.pages[-1]
        left = [LEFT + SIZE * i for i in range(len(text))]
        top = TOP + 1.6 * SIZE * self.count
        start = len(layout.text) + 1 if layout.text else 0
        line = Line(
            text, left, [x + SIZE for x in left], top, top + SIZE, SIZE, False, "SimSun", len(self.pages), start
        )
        layout.text += ("\n" if layout.text else "") + text
        layout.items.append(line)
        self.count += 1
        return line

    def passage(self, text: str) -> Passage:
        chunks = [text[i : i + CHARACTERS_A_LINE] for i in range(0, len(text), CHARACTERS_A_LINE)]
        return join_lines([self.line(chunk) for chunk in chunks])

    def _new_page(self) -> None:
        page = Page(
            len(self.pages) + 1,
            WIDTH,
            HEIGHT,
            0,
            Turn(0, WIDTH, HEIGHT),
            (),
            (),
            Rulings((), ()),
            (),
            (),
            "born_digital",
        )
        self.pages.append(PageLayout(page, []))
        self.count = 0


def reading(sources: Sequence[Source]) -> Reading:
    """The reading of a document with these paragraphs and tables."""
    printer = _Printer()
    blocks: list[Block] = []
    tables: list[DataTable] = []
    for source in sources:
        if isinstance(source, Table):
            table = _table(source, f"t{len(tables) + 1}", printer)
            tables.append(table)
            blocks.append(table.grid)
        else:
            blocks.append(_paragraph(source if isinstance(source, Para) else Para(source), printer))
    return Reading("report.pdf", PageIndex(tuple(printer.pages)), blocks, tables, outline.build(blocks))


def _paragraph(source: Para, printer: _Printer) -> Paragraph:
    passage = printer.passage(source.text)
    page = passage.pieces[0].line.page
    return Paragraph(passage, page, 32.0, SIZE, source.bold, source.centred, source.right, source.lead, "SimSun")


def _table(source: Table, identity: str, printer: _Printer) -> DataTable:
    cells = []
    page = 1
    for row, texts in enumerate(source.rows):
        for column, text in enumerate(texts):
            passage = printer.passage(text) if text else Passage("", ())
            page = passage.pieces[0].line.page if passage.pieces else page
            cells.append(TableCell(row, column, 1, 1, passage, ((page, Box(LEFT, TOP, WIDTH, HEIGHT)),)))
    n_columns = len(source.rows[0])
    pieces = [
        CellPiece(cell.row, cell.column, 1, 1, cell.boxes[0][1], [piece.line for piece in cell.passage.pieces])
        for cell in cells
    ]
    piece = TablePiece(page, Box(LEFT, TOP, WIDTH, HEIGHT), [], [], pieces, "ruled")
    grid = Grid(identity, [piece], len(source.rows), n_columns, cells, 1, "ruled", 1.0)
    columns = tuple(_column(source, index) for index in range(n_columns))
    part = TablePart("", range(1), range(1, len(source.rows)), columns)
    return DataTable(grid, source.kind, source.unit, [part])


def _column(source: Table, index: int) -> Column:
    role = source.roles[index] if index < len(source.roles) else None
    unit = source.units[index] if index < len(source.units) else None
    return Column(index, (source.rows[0][index],), role, unit, "header" if unit else None)
