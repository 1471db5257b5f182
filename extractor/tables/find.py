"""Finds the tables of one page and what of the page belongs to none."""

from __future__ import annotations

from extractor.model.geometry import Page, Run
from extractor.model.layout import CellPiece, Line, TablePiece
from extractor.tables.drop import drop
from extractor.tables.lattice import Lattice, build
from extractor.tables.rules import components, joined
from extractor.text import lines


def find(page: Page) -> tuple[list[TablePiece], list[Run]]:
    """The tables on ``page`` from top to bottom, and the runs that are in none of them."""
    lattices = ruled(page)
    rest = list(page.runs)
    pieces: list[TablePiece] = []
    if lattices:
        contents, rest = drop(page.runs, lattices)
        for index, lattice in enumerate(lattices):
            cells = [
                CellPiece(
                    span.row,
                    span.column,
                    span.rowspan,
                    span.colspan,
                    lattice.box_of(span),
                    _cell_lines(contents.get((index, number), []), page.number),
                )
                for number, span in enumerate(lattice.spans)
            ]
            pieces.append(_piece(page, lattice, cells))
    pieces.sort(key=lambda piece: (piece.box.y0, piece.box.x0))
    return pieces, rest


def ruled(page: Page) -> list[Lattice]:
    """The grids that a page's rulings make, inner ones first."""
    if not page.rulings.horizontal or not page.rulings.vertical:
        return []
    groups = components(joined(page.rulings.horizontal), joined(page.rulings.vertical))
    lattices = [lattice for group in groups if (lattice := build(*group))]
    return sorted(lattices, key=lambda lattice: lattice.box.width * lattice.box.height)


def _cell_lines(runs: list[Run], page: int) -> list[Line]:
    return lines(runs, page) if runs else []


def _piece(page: Page, lattice: Lattice, cells: list[CellPiece]) -> TablePiece:
    return TablePiece(
        page.number,
        lattice.box,
        lattice.columns,
        lattice.rows,
        cells,
        "ruled",
        1.0,
        lattice.open_top,
        lattice.open_bottom,
    )
