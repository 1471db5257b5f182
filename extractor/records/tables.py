"""Tables understood → the public table records (表格), cell by cell with their places."""

from __future__ import annotations

from extractor.model.layout import Fragment, Line, PageIndex, Place, TableCell, TablePiece
from extractor.model.reading import DataTable, Reading
from extractor.model.report import Cell, Evidence, Table
from extractor.records.evidence import evidence, from_fragment, rounded


def tables(reading: Reading) -> list[Table]:
    """The tables in reading order; ``rows`` is the whole grid with its header rows."""
    return [_table(table, reading.pages) for table in reading.tables]


def _table(table: DataTable, pages: PageIndex) -> Table:
    grid = table.grid
    return Table(
        id=grid.id,
        kind=table.kind,
        caption=grid.caption.text.strip() if grid.caption else None,
        unit=table.unit,
        pages=grid.pages,
        header_rows=grid.header_rows,
        rows=grid.texts(),
        cells=[_cell(cell, grid.id, pages) for cell in grid.cells],
        evidence=[fragment for piece in grid.pieces if (fragment := _whole(piece, grid.id, pages))],
    )


def _cell(cell: TableCell, table: str, pages: PageIndex) -> Cell:
    number, box = cell.boxes[0]
    return Cell(
        row=cell.row,
        column=cell.column,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        text=cell.passage.text,
        page=number,
        bbox=rounded(pages.seen(number, box)),
        evidence=evidence(cell.passage, pages, place=Place(table, cell.row, cell.column)),
    )


def _whole(piece: TablePiece, table: str, pages: PageIndex) -> Evidence | None:
    """The part of a page's text that a table's piece on it takes up; None for a piece without any text."""
    printed: list[Line] = [line for cell in piece.cells for line in cell.lines]
    if not printed:
        return None
    first, last = min(line.start for line in printed), max(line.start + len(line.text) for line in printed)
    return from_fragment(Fragment(piece.page, first, last, pages.seen(piece.page, piece.box), table))
