"""An amount that the words of a row tell, and the one figure of its row: 22.16 and 已收回22.61万元 behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check
from extractor.checks.figures_told import amount, has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.units import factor
from extractor.model.report import Check

# Digits of an amount, zeros behind them left out, from which two changed tell a slip: 12 and 21 are two amounts.
FEWEST_DIGITS = 3


def amounts_of_remarks(material: Material) -> Iterator[Check]:
    """Fails where two digits are changed, the row tells no such amount, and no other place of the report does."""
    cells = [told for told in material.with_money if told.spot.place is not None and not told.spot.header]
    worded = [told for told in cells if any(money.unit_from == "text" for money in told.money)]
    if not worded:
        return
    known = Counter(money.yuan for told in material.values.told for money in told.money)
    rows = {
        (sheet.table.grid.id, row): (sheet, row) for sheet in material.rows_with_words for row in sheet.part.plain_rows
    }
    for told in worded:
        place = told.spot.place
        assert place is not None
        found = rows.get((place.table, place.row))
        money = [each for each in told.money if each.unit_from == "text" and each.yuan]
        if found is None or len(money) != 1 or money[0].modifier:
            continue
        sheet, row = found
        figures = [
            (column, each, each.value * factor(column.unit))
            for column in sheet.part.columns
            if column.unit and column.index != place.column and (each := sheet.figure(row, column.index)) is not None
        ]
        said = money[0].yuan
        values, where = {yuan for *_, yuan in figures}, f"{sheet.row_said(row)}文字所述{money[0].text}"
        if said is None or not figures:
            continue
        if said in values:
            yield check(
                "amount_in_remark", "pass", f"{where}与该行数字一致。",
                [amount(material, told, money[0])], said, said,
            )  # fmt: skip
        elif known[said] == 1:
            slipped = [each for _, each, yuan in figures if _is_slip(said, yuan)]
            if len(slipped) == 1:
                yield check(
                    "amount_in_remark", "fail",
                    f"{where}与该行{slipped[0].text}不一致。",
                    [amount(material, told, money[0]), slipped[0]], said, slipped[0].value,
                )  # fmt: skip


def _is_slip(said: Decimal, told: Decimal) -> bool:
    return len(said.normalize().as_tuple().digits) >= FEWEST_DIGITS and has_swapped_digits(said, told)
