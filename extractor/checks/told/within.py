"""What was paid against the amount that limits it, told one after the other: 合同金额62.3万元，支付工程款44.3万元.

Never fails: what is above a limit may be of another contract, and where it is not, the report tells it as a problem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.units import factor
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.model.values import Money
from extractor.records.values import Told

_words = WORDINGS["limits"]

# How far before an amount the words may stand that call it a limit, or what was used of one.
REACH = 18
# Between the two no more characters may stand; two amounts share a name of so many.
FARTHEST = 80
NAME = 6
_YEAR = re.compile(r"(20\d\d\s*年)")
_PART_OF = re.compile("[中里]")


def used_within_limits(material: Material) -> Iterator[Check]:
    """合同金额, 批复投资, 预留 … and behind it what was paid, spent or set aside of it: no more than that."""
    last: tuple[Told, Money] | None = None
    for told in material.with_money:
        if len(told.money) < 2 and told.spot.place is not None and last is None:
            continue
        text = told.spot.passage.text
        known = [money for money in told.money if money.yuan]
        for first, second in pairwise(known):
            if second.start - first.end <= FARTHEST and _is_limit(told, first):
                between = text[max(first.end, second.start - REACH) : second.start]
                if _words["use"].search(between):
                    yield from _within(material, (told, first), (told, second), "其前所述")
        if known and last is not None and known[0].start <= 2 * REACH and _words["use"].search(text[: known[0].start]):
            # 2021年预留8,000万元。 ends a paragraph, 2021年实际使用3,806万元 begins the next one.
            year = _YEAR.search(text[: known[0].start])
            limit = last[0].spot.passage.text[max(0, last[1].start - REACH) : last[1].start]
            if year and year[1] in limit and _is_limit(*last):
                yield from _within(material, last, (told, known[0]), "前段所述")
        last = (told, known[-1]) if known and len(text) - known[-1].end <= 2 and told.spot.place is None else None


def audited_within_contracts(material: Material) -> Iterator[Check]:
    """审定金额1,720.15万元 in a row with a contract of 17,505,370.70元: no more than that."""
    by_row: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for told in material.values.told:
        if told.money and told.spot.place and _words["audited"].search(told.spot.passage.text):
            by_row[told.spot.place.table, told.spot.place.row].append(told)
    for sheet in material.sheets if by_row else ():
        column = sheet.part.column("contract_amount")
        if column is None or not column.unit:
            continue
        for row in sheet.part.rows:
            limit = sheet.figure(row, column.index)
            if limit is None:
                continue
            contract = limit.value * factor(column.unit)
            for told in by_row.get((sheet.table.grid.id, row), ()):
                for money in told.money:
                    before = told.spot.passage.text[max(0, money.start - REACH) : money.start]
                    said = _words["audited"].search(before)
                    if said is None or re.search(r"[，。；\d]", before[said.end() :]):
                        continue
                    if money.yuan and money.yuan <= contract:
                        yield check(
                            "audited_within_contract", "pass",
                            f"{sheet.row_said(row)}所述{tight(money.text)}未超过合同金额{limit.text}"
                            f"{column.unit}。",
                            [amount(material, told, money), limit], money.yuan, contract,
                        )  # fmt: skip


def parts_within_wholes(material: Material) -> Iterator[Check]:
    """支付总额中有3,454万元由专户支付, and 支付总额为4,827万元 told before: a part is no more than its whole."""
    named: dict[str, tuple[Told, Money]] = {}
    for told in material.money_in_text if any(map(_may_tell_part, material.money_in_text)) else ():
        text = told.spot.passage.text
        for money in told.money:
            before = tight(text[max(0, money.start - 2 * REACH) : money.start])
            part = _words["part"].search(before) if before.endswith(_PARTS) else None
            whole = named.get(part["name"][-NAME:]) if part else None
            if part and whole and money.yuan and whole[1].yuan and money.yuan <= whole[1].yuan:
                yield from _within(material, whole, (told, money), "其所属的", "part_within_whole")
            named.setdefault(before.rstrip("为是达共计约：:")[-NAME:], (told, money))


# The last of a wording of a part: 总额中, 总额中有.
_PARTS = ("中", "里", "，", "有")


def _may_tell_part(told: Told) -> bool:
    text = told.spot.passage.text
    return any(_PART_OF.search(text, max(0, money.start - NAME), money.start) is not None for money in told.money)


def _is_limit(told: Told, money: Money) -> bool:
    before = told.spot.passage.text[max(0, money.start - REACH) : money.start]
    return _words["limit"].search(before) is not None


def _within(
    material: Material, limit: tuple[Told, Money], use: tuple[Told, Money], which: str, rule: str = "used_within_limit"
) -> Iterator[Check]:
    most, used = limit[1].yuan, use[1].yuan
    if most is not None and used is not None and used <= most:
        yield check(
            rule, "pass", f"所述{tight(use[1].text)}未超过{which}{tight(limit[1].text)}。",
            [amount(material, *use), amount(material, *limit)], used, most,
        )  # fmt: skip
