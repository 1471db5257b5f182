"""Rules of one figure told twice: a table's amount told in the text, an amount in two units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.quantities import telling_digits
from extractor.checks.units import ZERO, half_unit
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.records.values import Told

# Amounts with fewer digits that say something are the same by chance.
TELLING_DIGITS = 4
# In two units the same is told on purpose: 41.2万元 and 412,000元.
DIGITS_IN_TWO_UNITS = 3
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖")


def amounts_in_tables(material: Material) -> Iterator[Check]:
    """An amount of the text that a row of a table tells too, as it is or rounded to another unit.

    Never fails: another amount in the text is another amount.
    """
    tabled = sorted((each for sheet in material.sheets for each in sheet.amounts), key=lambda each: each.yuan)
    values = [each.yuan for each in tabled]
    done: set[Decimal] = set()
    for told, money in _told(material):
        slack = half_unit(money) if "." in money.text else ZERO
        if money.yuan is None or money.yuan in done:
            continue
        near = tabled[bisect_left(values, money.yuan - slack) : bisect_right(values, money.yuan + slack)]
        if not near or telling_digits(money.text) < TELLING_DIGITS:
            continue
        done.add(money.yuan)
        said = amount(material, told, money)
        rows = "、".join(dict.fromkeys(each.sheet.row_said(each.row) for each in near[:3]))
        yield check(
            "amount_in_table", "pass", f"正文所述{tight(money.text)}与{rows}所列一致。",
            [said, *(each.figure for each in near[:3])], said.value, near[0].yuan,
        )  # fmt: skip


def told_in_two_units(material: Material) -> Iterator[Check]:
    """One amount that the report tells in 万元 here and in 元 (or capitals) there.

    Never fails: amounts that differ are different amounts.
    """
    first: dict[Decimal, tuple[Told, Money]] = {}
    done: set[Decimal] = set()
    for told in material.with_money:
        for money in told.money:
            if money.yuan is None or money.yuan in done or not money.yuan:
                continue
            other = first.setdefault(money.yuan, (told, money))
            if other[1] is money:
                continue
            written = _is_in_capitals(other[1]) != _is_in_capitals(money)
            if written or (other[1].unit != money.unit and telling_digits(plain(money.yuan)) >= DIGITS_IN_TWO_UNITS):
                done.add(money.yuan)
                yield check(
                    "told_in_two_units", "pass", f"“{tight(other[1].text)}”与“{tight(money.text)}”两处金额一致。",
                    [amount(material, *other), amount(material, told, money)], money.yuan, money.yuan,
                )  # fmt: skip


def _is_in_capitals(money: Money) -> bool:
    return not _CAPITALS.isdisjoint(money.text)


def _told(material: Material) -> Iterator[tuple[Told, Money]]:
    return ((each, money) for each in material.money_in_text for money in each.money)
