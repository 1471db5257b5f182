"""Amounts and document numbers named in a finding, in its text and in the tables that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.model.layout import Grid, TableCell
from extractor.model.reading import DataTable, Reading, begun_at
from extractor.records.cell_units import NO_MONEY
from extractor.tables.meaning.units import MONEY_ROLES
from extractor.values import find_document_numbers, find_money, money_in_cell

# Tables of these kinds stand behind a report's last section; they are no part of what it says.
OF_THE_WHOLE_REPORT = {"score", "self_evaluation", "problems"}
# Columns of money that tell of a row's problem (涉及金额, 金额, 结余, 合同金额).
PROBLEM_ROLES = MONEY_ROLES - {"budget_amount", "paid_amount"}


def amounts_in(text: str, grids: Sequence[Grid], reading: Reading) -> Iterator[Decimal]:
    """The amounts in 元 named in a text, then those of the tables; a cell's unit may stand in its column head."""
    yield from _amounts(text)
    for grid in grids:
        table = reading.table_of(grid)
        if table.kind not in OF_THE_WHOLE_REPORT:
            for cell in grid.cells:
                yield from _amounts_of(table, cell)


def document_numbers_in(text: str, grids: Sequence[Grid]) -> Iterator[str]:
    """The document numbers (发文字号) named in a text, then those of the tables, in canonical form."""
    texts = [text, *(cell.passage.text for grid in grids for cell in grid.cells)]
    for each in texts:
        yield from (number.canonical for number in find_document_numbers(each))


def _amounts(text: str) -> Iterator[Decimal]:
    yield from (money.yuan for money in find_money(text) if money.yuan is not None)


def amounts_of_row(table: DataTable, row: int) -> set[Decimal]:
    """The amounts in 元 that the cells of one row of a table name."""
    return {yuan for cell in _begun_in(table, row) for yuan in _amounts_of(table, cell)}


def role_beside(table: DataTable, row: int, column: int) -> str | None:
    """The role of a column of money in a row of a list that names a problem; None for any other column: what a project
    was given and what it paid is told of the project, not of its problem."""
    part = table.part_of(row)
    found = part.column_at(column) if part else None
    return found.role if found is not None and found.role in PROBLEM_ROLES and found.unit else None


def amounts_beside(table: DataTable, row: int) -> Iterator[Decimal]:
    """The amounts in 元 in the columns of money of one row of a list (涉及金额)."""
    for cell in _begun_in(table, row):
        if role_beside(table, row, cell.column) is not None:
            yield from _amounts_of(table, cell)


def _begun_in(table: DataTable, row: int) -> Iterator[TableCell]:
    """The cells that begin in a row, from left to right."""
    for column in range(table.grid.n_columns):
        if cell := begun_at(table.grid.places, row, column):
            yield cell


def _amounts_of(table: DataTable, cell: TableCell) -> Iterator[Decimal]:
    """The amounts in a cell of a data row; the unit may stand in the column's head."""
    part = table.part_of(cell.row)
    if part is None or cell.row not in part.rows:
        return
    column = part.column_at(cell.column)
    if column is None or column.role in NO_MONEY:
        yield from _amounts(cell.passage.text)
        return
    found = money_in_cell(cell.passage.text, column.unit)
    yield from (money.yuan for money in found if money.yuan is not None)
