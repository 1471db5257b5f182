"""Rules of one figure told twice: a table's amount told in the text, a total told with two digits changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.figures_told import amount, has_swapped_digits, sorted_digits
from extractor.checks.material import Material
from extractor.checks.quantities import Quantity, Scope, telling_digits
from extractor.checks.sheets import Sheet
from extractor.checks.subjects import names_another
from extractor.checks.told.balances import label_of
from extractor.checks.told.rates import pair_of
from extractor.checks.units import ZERO, factor, half, half_unit, in_unit
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.records.values import Told
from extractor.values.figures import decimals

# Amounts with fewer digits that say something are the same by chance.
TELLING_DIGITS = 4
# In two units the same is told on purpose: 41.2万元 and 412,000元.
DIGITS_IN_TWO_UNITS = 3
LABEL_REACH = 16
# Heads of columns that say what they hold (涉及金额, 合同金额), without what stands in brackets.
SHORTEST_HEAD = 4
_NOTE = re.compile(r"[（(].*")
_HUNDRED = Decimal("1E2")
_CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖")
# What the columns of a table are called among the labels of sentences.
LABELS = {"paid_amount": "paid", "budget_amount": "budget", "balance": "left"}


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
        rows = "、".join(dict.fromkeys(f"{each.sheet.name}“{each.sheet.label(each.row)}”行" for each in near[:3]))
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


def totals_with_slips(material: Material) -> Iterator[Check]:
    """支出 told in the text and the total of the table's column of that name, in full or rounded to 万元 with two
    decimals: the same but for two digits changed."""
    values = {money.yuan for _, money in _told(material)}
    said: dict[str, list[tuple[Told, Money]]] | None = None
    for sheet in material.sheets:
        for row in sheet.marked("total")[-1:]:
            for column in sheet.part.columns:
                name = _NOTE.sub("", tight("".join(column.path[-1:])))
                label = LABELS.get(column.role or "")
                stated = sheet.figure(row, column.index)
                unnamed = label is None and len(name) < SHORTEST_HEAD
                if unnamed or stated is None or not column.unit or stated.decimals + 2 < TELLING_DIGITS - 1:
                    continue
                yuan = stated.value * factor(column.unit)
                forms = {yuan, yuan.quantize(_HUNDRED, ROUND_HALF_UP)}
                if not values.isdisjoint(forms):
                    continue
                said = _by_digits(material) if said is None else said
                tabled = {each.yuan for each in sheet.amounts}
                for told, money in (each for form in forms for each in said.get(sorted_digits(form), ())):
                    rounded = half_unit(money) + len(sheet.part.rows) * half(stated.decimals) * factor(column.unit)
                    if abs((money.yuan or ZERO) - yuan) <= rounded:
                        continue  # rows rounded one by one
                    called = (label and _label(told, money) == label) or _is_headed(told, money, name)
                    if not called or money.yuan in tabled or not any(_is_slip(money, form) for form in forms):
                        continue
                    title = material.head.title or ""
                    # The head names the amount: what else stands in its own clause may be another thing.
                    if not names_another(told.spot.passage.text, money.start, sheet.table, title, "，。；\n"):
                        partners = _partners(material, sheet, row, column.index)
                        yield _slip(material, sheet, (told, money), [stated, *partners], (yuan, column.unit))


def _by_digits(material: Material) -> dict[str, list[tuple[Told, Money]]]:
    """The amounts of the text that have digits enough, by their digits in order."""
    found: dict[str, list[tuple[Told, Money]]] = defaultdict(list)
    for told, money in _told(material):
        if money.yuan and telling_digits(money.text) >= TELLING_DIGITS:
            found[sorted_digits(money.yuan)].append((told, money))
    return found


def rates_with_slips(material: Material) -> Iterator[Check]:
    """预算执行率92.34% in the text, 92.43% in the total row of the table: two digits changed."""
    rates: dict[str, list[tuple[Scope, int]]] = defaultdict(list)
    for scope in material.neighbours if any(sheet.marked("total") for sheet in material.sheets) else ():
        for at, rate in scope.rates if scope.kind == "paragraph" else ():
            if rate.digits >= TELLING_DIGITS:
                rates[sorted_digits(rate.value)].append((scope, at))
    # A rate that any table prints is of what that tells.
    printed = {
        figure.value
        for sheet in (material.sheets if rates else ())
        for index in sheet.rate_columns
        for figure in sheet.vector(index).values()
    }
    for sheet in material.sheets if rates else ():
        for row in sheet.marked("total")[-1:]:
            for column in sheet.part.columns:
                stated = sheet.figure(row, column.index)
                if column.index not in sheet.rate_columns or stated is None:
                    continue
                name = re.split(r"[（(]", tight("".join(column.path[-1:])))[0]
                for scope, at in rates.get(sorted_digits(stated.value), ()) if name.endswith("率") else ():
                    rate = scope.quantities[at]
                    if not has_swapped_digits(rate.value, stated.value) or rate.value in printed:
                        continue
                    # A rate that two figures beside it make is theirs.
                    called = decimals(rate.text) == stated.decimals and _is_called(rate, name)
                    if called and pair_of(scope, at) is None and not _is_mean(rate, name, scope):
                        partners = _partners(material, sheet, row, column.index)
                        yield check(
                            "rate_with_slip", "fail",
                            f"正文所述{name}{plain(rate.value)}%，与{sheet.name}合计行的{plain(stated.value)}%不一致。",
                            [*material.printed(rate), stated, *partners], rate.value, stated.value,
                        )  # fmt: skip


def _is_mean(rate: Quantity, name: str, scope: Scope) -> bool:
    """Whether a rate lies between others of its name in its paragraph: 63.58%, 56.12%，综合执行率60.89%."""
    others = [each.value for _, each in scope.rates if each is not rate and _is_called(each, name)]
    return len(others) > 1 and min(others) < rate.value < max(others)


def _is_called(rate: Quantity, name: str) -> bool:
    """Whether the words right before a rate call it ``name``."""
    return re.search(rf"{re.escape(name)}[^，。；\d]{{0,3}}$", rate.before(LABEL_REACH)) is not None


def _slip(
    material: Material, sheet: Sheet, said: tuple[Told, Money], stated: list[Figure], total: tuple[Decimal, str]
) -> Check:
    told, money = said
    yuan, unit = total
    return check(
        "total_with_slip", "fail",
        f"正文所述{tight(money.text)}，与{sheet.name}合计行的{in_unit(yuan, unit)}不一致，疑有数字颠倒。",
        [amount(material, told, money), *stated], money.yuan, yuan,
    )  # fmt: skip


def _partners(material: Material, sheet: Sheet, row: int, column: int) -> list[Figure]:
    """The other figures of a row that make the one in ``column``: what proves that the table is right."""
    for own, found in material.relations:
        if own is sheet and column in found.relation.columns:
            for case in found.cases:
                if case.row == row and case.holds:
                    return case.figures
    return []


def _is_slip(money: Money, yuan: Decimal) -> bool:
    same_length = money.yuan is not None and len(plain(money.yuan)) == len(plain(yuan))
    return same_length and has_swapped_digits(money.yuan or yuan, yuan)


def _label(told: Told, money: Money) -> str | None:
    text = told.spot.passage.text
    return label_of(re.split(r"[，。；]", text[max(0, money.start - LABEL_REACH) : money.start])[-1])


def _is_headed(told: Told, money: Money, name: str) -> bool:
    """Whether the words of a clause that an amount ends are those over a column: 涉及金额218.98万元."""
    before = told.spot.passage.text[max(0, money.start - LABEL_REACH) : money.start]
    return len(name) >= SHORTEST_HEAD and name in tight(re.split(r"[，。；]", before)[-1])


def _told(material: Material) -> Iterator[tuple[Told, Money]]:
    return ((each, money) for each in material.money_in_text for money in each.money)
