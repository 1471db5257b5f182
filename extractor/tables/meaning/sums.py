"""A column headed 合计 or 小计 and nothing else: it is in the unit of the columns that it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column
from extractor.tables.meaning.wording import fold, is_sum, plain_figure

# Share of the rows in which a column must be the sum of the others; the rest may be slips.
ADDING_UP = 0.6


def with_sums(columns: Sequence[Column], places: Places, body: range) -> list[Column]:
    """The columns, each of sums with the unit of those before it where the rows prove it."""
    found = list(columns)
    for index, column in enumerate(columns):
        if column.unit is not None or not column.path or not is_sum(column.path[-1]):
            continue
        added = [other for other in columns[:index] if other.unit_from == "header"]
        if len({other.unit for other in added}) == 1 and _adds_up(column, added, places, body):
            found[index] = replace(column, unit=added[0].unit, unit_from="header")
    return found


def _adds_up(column: Column, added: Sequence[Column], places: Places, body: range) -> bool:
    told = right = 0
    for row in body:
        stated = _figure(places.get((row, column.index)))
        if stated is None:
            continue
        told += 1
        right += sum((_figure(places.get((row, other.index))) or Decimal(0) for other in added), Decimal(0)) == stated
    return told > 0 and right >= ADDING_UP * told


def _figure(cell: TableCell | None) -> Decimal | None:
    return plain_figure(fold(cell.passage.text).replace(",", "").replace("，", "")) if cell is not None else None
