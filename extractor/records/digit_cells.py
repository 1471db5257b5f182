"""Amounts of which each digit stands in a cell of its own, below 千百十万千百十元角分."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.model.layout import PageIndex, TableCell
from extractor.model.reading import DataTable, TablePart
from extractor.model.report import Money
from extractor.records.evidence import of_cells
from extractor.tables.meaning.place_values import DIGIT, digit_columns

_CURRENCY = frozenset("￥¥")
_FEN = 2  # the last two digits are 角 and 分


class SetApart(NamedTuple):
    """The cells of one amount from its first digit to 分; ``sure`` where each holds one digit."""

    cells: list[TableCell]
    sure: bool


def set_apart(table: DataTable) -> dict[tuple[int, int], SetApart]:
    """The amounts of a table that stand in cells of one digit, by the place of their last cell."""
    return {(found.cells[-1].row, found.cells[-1].column): found for part in table.parts for found in _of(table, part)}


def _of(table: DataTable, part: TablePart) -> Iterator[SetApart]:
    columns = [column for column in part.columns if column.role == DIGIT]
    for run in digit_columns([column.path for column in columns]):
        for row in part.rows:
            cells = [table.cell(row, columns[place].index) for place in run]
            filled = [cell for cell in cells if cell is not None and cell.passage.text.strip()]
            if filled and filled[0].passage.text.strip() in _CURRENCY:
                filled = filled[1:]
            if any(map(str.isdigit, "".join(cell.passage.text for cell in filled))):
                single = all(_is_digit(cell.passage.text.strip()) for cell in filled)
                yield SetApart(filled, single and filled == cells[-len(filled) :])


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text.isdecimal()


def amount_of(found: SetApart, pages: PageIndex, table: str) -> Money:
    """The amount in 元 that the digits give."""
    digits = "".join(cell.passage.text.strip() for cell in found.cells)
    return Money(
        text=digits,
        yuan=Decimal(digits).scaleb(-_FEN),
        unit="元",
        unit_from="header",
        evidence=of_cells(found.cells, pages, table),
    )
