"""Rules of one figure told twice: in the text and in a table, in 万元 and in 元; counts with their parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.checks.engine import Figure, check, tight
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import ZERO, factor, half_unit, in_unit
from extractor.model.report import Check
from extractor.model.values import Money
from extractor.records.evidence import evidence

# Smaller amounts are the same too often by chance.
SMALLEST = Decimal(10_000)


def totals_in_text(material: Material) -> Iterator[Check]:
    """The total of a table told in the text, in the same unit or rounded to another one.

    Never fails: another amount in the text is another amount.
    """
    told = [(each, money) for each in material.money_in_text for money in each.money if money.yuan is not None]
    order = sorted(range(len(told)), key=lambda at: told[at][1].yuan or ZERO)
    values = [told[at][1].yuan or ZERO for at in order]
    widest = max((half_unit(money) for _, money in told), default=ZERO)
    for sheet in material.sheets:
        for row in sheet.marked("total"):
            for index, yuan, half, stated in _totals(sheet, row):
                reach = max(half, widest)
                near = order[bisect_left(values, yuan - reach) : bisect_right(values, yuan + reach)]
                match = next((told[at] for at in sorted(near) if _is_same(told[at][1], yuan, half)), None)
                if match is None:
                    continue
                said = amount(material, *match)
                column = sheet.part.columns[index]
                yield check(
                    "total_in_text", "pass",
                    f"正文所述{tight(match[1].text)}与{sheet.name}“{''.join(column.path[-1:])}”列合计"
                    f"{in_unit(yuan, column.unit or '元')}一致。",
                    [said, stated], said.value, yuan,
                )  # fmt: skip


def counts_with_parts(material: Material) -> Iterator[Check]:
    """共发现问题48个，其中：甲类43个、乙类5个.

    Never fails: parts of a count may overlap (党员30人、女性25人) or be some of them.
    """
    for spot in material.in_words.telling("其中"):
        text = spot.passage.text
        for match in _whole().finditer(text):
            unit, end = match["unit"], _sentence_end(text, match.end())
            parts = list(_number_with(unit).finditer(text, match.end(), end))
            whole = _value(match["whole"])
            if len(parts) < 2 or sum((_value(m["part"]) for m in parts), ZERO) != whole:
                continue
            found = evidence(spot.passage, material.reading.pages, match.start(), parts[-1].end(), spot.place)
            yield check(
                "parts_of_count", "pass", f"“{match['whole']}{unit}，其中”所列{len(parts)}项之和与总数一致。",
                [Figure(whole, 0, found)], whole, whole,
            )  # fmt: skip


def _totals(sheet: Sheet, row: int) -> Iterator[tuple[int, Decimal, Decimal, Figure]]:
    for index, column in enumerate(sheet.part.columns):
        stated = sheet.figure(row, column.index) if column.unit else None
        if stated is not None and column.unit:
            scale = factor(column.unit)
            yield index, stated.value * scale, stated.half_unit * scale, stated


def _is_same(money: Money, yuan: Decimal, half: Decimal) -> bool:
    """Whether a told amount is ``yuan``, or that rounded: within half a unit of the coarser of the two."""
    if money.yuan is None or yuan < SMALLEST:
        return False
    return abs(money.yuan - yuan) <= max(half, half_unit(money))


def _sentence_end(text: str, start: int) -> int:
    match = re.search(r"[。；]", text[start:])
    return start + match.start() if match else len(text)


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", ""))


@cache
def _whole() -> re.Pattern[str]:
    units = "个|家|人|户|件|项|套|台|处|所|座|名|次|份|条|批|辆|株|亩|公里|人次|篇|场"
    return re.compile(rf"(?P<whole>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{units})[，,：:（(]?\s*其中[：:，,]?")


@cache
def _number_with(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<part>\d[\d,]*(?:\.\d+)?)\s*{re.escape(unit)}(?![\u4e00-\u9fff]{{0,1}}均)")
