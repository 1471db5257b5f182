"""A rate told behind an amount of a row: 支出17,337.06万元，支出率39%, and 93.00% in the row that has this amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, compared, rate_fits, tight
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity
from extractor.checks.sheets import Sheet
from extractor.checks.units import ZERO, half
from extractor.checks.worded.clauses import RATED
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["rates_of_rows"]

# An amount of so many digits is that of its row and of no other.
DIGITS = 4


def rates_of_rows(material: Material) -> Iterator[Check]:
    """Fails where just one row has the amount, one of its columns is headed as the rate is called, and no other amount
    of the report makes the rate that the text tells."""
    rows: dict[Decimal, list[tuple[Sheet, int]]] = {}
    for named in material.named_rows:
        if named.sheet.rate_columns:
            for found in named.figures.values():
                if found.is_money:
                    rows.setdefault(found.value, []).append((named.sheet, named.row))
    for clause in material.clauses.telling(RATED) if rows else ():
        for index, rate in enumerate(clause.quantities[1:], 1):
            part = clause.quantities[index - 1]
            if rate.unit != RATE or part.unit != YUAN or part.digits < DIGITS or part.spot.place is not None:
                continue
            here = rows.get(part.value, [])
            name = _words["named"].search(clause.between(index - 1, index)) if len(here) == 1 else None
            told = _rate_headed(*here[0], name["name"]) if name else None
            if told is None or rate.is_rough:
                continue
            slack = half(decimals(rate.text)) + told.half_unit
            good = abs(told.value - rate.value) <= slack
            if good or not _is_made(material, rate, part):
                yield compared(
                    "rate_of_told_row", good,
                    f"所述{rate.quoted}，与{here[0][0].row_said(here[0][1])}的{plain(told.value)}%",
                    [*material.printed(rate, part), told], rate.value, told.value,
                )  # fmt: skip


def _rate_headed(sheet: Sheet, row: int, name: str) -> Figure | None:
    """The rate of a row in the one column that is headed so."""
    columns = [
        column
        for column in sheet.part.columns
        if column.index in sheet.rate_columns and column.path and re.sub(r"[（(].*", "", tight(column.path[-1])) == name
    ]
    return sheet.figure(row, columns[0].index) if len(columns) == 1 else None


def _is_made(material: Material, rate: Quantity, part: Quantity) -> bool:
    """Whether an amount of the report makes the rate with this one."""
    places = decimals(rate.text)
    return any(rate_fits(rate.value, places, part.value, whole, part.half, ZERO) for whole in material.all_amounts)
