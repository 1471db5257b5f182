"""One figure printed in 元 here and in 万元 there: 已支付2,790.2元 in the text, 2,790.20 in a column 已支付（万元）."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import YUAN, Quantity
from extractor.checks.tables.rows import head
from extractor.model.report import Check, plain

# Figures of so many digits that are called alike are the same by no chance.
TELLING_DIGITS, BEFORE = 4, 16
# So many others in 元 in its paragraph show that the unit is meant: 会议支出4189元，培训支出1697元.
MEANT = 2
TIMES = Decimal(10_000)
_COMMON = frozenset({"资金", "金额", "万元", "合计", "项目", "年度"})

Other = tuple[Figure, str, str]


def units_by_digits(material: Material) -> Iterator[Check]:
    """An amount in 元 whose digits an amount in 万元 has too, and which the report tells nowhere in that size."""
    told: list[Quantity] = []
    small: list[Quantity] = []
    for scope in material.paragraphs:
        amounts = [each for each in scope.by_unit.get(YUAN, []) if each.per is None and not each.blurred]
        told += [each for each in amounts if each.digits >= TELLING_DIGITS]
        in_yuan = [each for each in amounts if each.unit_said == "元"]
        if len(in_yuan) <= MEANT:
            small += [each for each in in_yuan if each.digits >= TELLING_DIGITS and each.value < TIMES * TIMES]
    large = _in_ten_thousands(material, told) if small else {}
    sizes = Counter(each.value for each in told)
    for each in small:
        same = large.get(each.value * TIMES, [])
        called = pairs_of_han(each.words_before(BEFORE)) - _COMMON
        other = next((other for other in same if called & (pairs_of_han(other[2]) - _COMMON)), None)
        if other is None or sizes[each.value] > 1:
            continue
        figure, said, _ = other
        yield check(
            "unit_by_digits", "fail", f"所述{each.said}，与{said}数字相同而单位相差一万倍，疑为单位笔误。",
            [*material.printed(each), figure], each.value, plain(each.value * TIMES),
        )  # fmt: skip


def _in_ten_thousands(material: Material, told: list[Quantity]) -> dict[Decimal, list[Other]]:
    """The amounts told in 万元, and those of columns whose heads print that unit, with what they are called."""
    found: dict[Decimal, list[Other]] = defaultdict(list)
    for each in told:
        if each.unit_said == "万元":
            said = f"另处所述{each.said}"
            found[each.value].append((each.figure(material.reading.pages), said, each.words_before(BEFORE)))
    for sheet in material.sheets:
        for column in sheet.money_columns:
            if any("万元" in tight(step) for step in column.path):
                for row, figure in sheet.vector(column.index).items():
                    said = f"{sheet.row_said(row)}“{head(column)}”{figure.text}万元"
                    found[figure.value * TIMES].append((figure, said, "".join(column.path)))
    return found
