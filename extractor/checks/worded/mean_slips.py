"""户均3,012.47元, 三年共1,612.9万元，年均573.63万元: means with two digits changed, by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import check, grouped
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.linked.proof import is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope
from extractor.checks.worded.formulas import printed_half
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["means"]

# A mean with fewer digits is met by chance but for two digits changed.
FEWEST_OF_SENTENCE, OF_YEARS = 3, 3
DAYS = (Decimal(365), Decimal(366))
WORKING_DAYS = tuple(map(Decimal, range(248, 253)))
MONTHS_OF_YEAR, MONTHS = (Decimal(12),), tuple(map(Decimal, range(2, 12)))
# A mean of a period by its word, how many a year has, how many else may be meant, and how they are counted.
_PERIODS = (("日均", DAYS, WORKING_DAYS, ("天", "日")), ("月均", MONTHS_OF_YEAR, MONTHS, ("个月",)))
# A count of days or people is rounded to whole ones.
HALF = Decimal("0.5")
# A mean that misses by more is of something else.
NEAR = Decimal("0.3")


def means_of_days(material: Material) -> Iterator[Check]:
    """年客运量412.6万人次，日均客运量1.13万人次: of a year's days, or of as many as are told; 月均 of months.

    Fails where no days make it of any amount of its paragraph, and those of a year do but for two digits changed.
    """
    for scope in material.paragraphs.telling(*(word for word, *_ in _PERIODS)):
        for word, parts, others, names in _PERIODS:
            if word in scope.text:
                days = [each.value for name in names for each in scope.by_unit.get(name, []) if each.value > 1]
                yield from _of_days(material, scope, word, (parts, others, days))


def _of_days(
    material: Material, scope: Scope, word: str, counts: tuple[Sequence[Decimal], Sequence[Decimal], Sequence[Decimal]]
) -> Iterator[Check]:
    parts, others, told = counts
    pattern = _words["daily" if word == "日均" else "monthly"]
    for index, mean in enumerate(scope.quantities):
        if pattern.search(mean.words_before(14)) is not None and mean.digits >= FEWEST_OF_SENTENCE:
            alike = [q for q in scope.by_unit[mean.unit] if q is not mean and q.per is None and q.value > mean.value]
            if mean.unit in {"", RATE, POINTS, SCORE} or any(
                abs(each.value / count - mean.value) <= (printed_half(mean) or HALF)
                for each in alike
                for count in (*parts, *others, *told)
            ):
                continue
            before = [q for q in reversed(scope.quantities[:index]) if q in alike and q.spot is mean.spot]
            for whole in before if not mean.is_rough else ():
                computed = [(n, round(whole.value / n / mean.scale[0], decimals(mean.text))) for n in told or parts]
                slip = next((each for each in computed if is_typed(mean.value / mean.scale[0], each[1])), None)
                if slip and not whole.is_rough:
                    named = f"{plain(slip[0])}{'天' if word == '日均' else '个月'}"
                    yield _failed(material, mean, whole, named, slip[1])
                    break


def _failed(
    material: Material, mean: Quantity, whole: Quantity, count: str, computed: Decimal, *others: Quantity
) -> Check:
    return check(
        "mean_with_slip", "fail",
        f"所述{mean.quoted}，与按{whole.said}÷{count}计算的{grouped(computed)}{mean.unit_said}不一致。",
        material.printed(mean, whole, *others), mean.value, plain(computed * mean.scale[0]),
    )  # fmt: skip


def means_right_behind(material: Material) -> Iterator[Check]:
    """共筹集2.86万套，…；安排4.29亿元，平均每套1.8万元: of the amount right before it by the one count called 共.

    Fails near only, and where no count of the paragraph makes it.
    """
    for scope in material.paragraphs.telling("平均每"):
        for whole, mean in pairwise(scope.quantities):
            match = _words["each"].search(mean.words_before(6)) if mean.unit == whole.unit == YUAN else None
            if match is None or whole.per is not None or whole.clause != mean.clause or whole.blurred or mean.blurred:
                continue
            counts = [q for q in scope.by_unit.get(match["of"], []) if q.start < whole.start and q.value]
            called = [q for q in counts if _words["of_all"].search(q.words_before(10))]
            if len(called) != 1 or any(_made(whole, count, mean) for count in counts):
                continue
            computed = whole.value / called[0].value
            if abs(computed - mean.value) <= NEAR * computed:
                shown = round(computed / mean.scale[0], max(decimals(mean.text), 2))
                yield _failed(material, mean, whole, called[0].said, shown, called[0])


def means_of_years(material: Material) -> Iterator[Check]:
    """三年共支出1,612.9万元，年均573.63万元. Fails where no amount of the paragraph has that mean, and one nearly."""
    for scope in material.paragraphs.telling("年均"):
        years = _words["years_summed"].search(scope.text)
        count = _years(years) if years else 0
        for mean in scope.quantities if count > 1 else ():
            if (
                mean.unit in {"", RATE, POINTS, SCORE}
                or _words["of_years"].search(mean.words_before(14)) is None
                or mean.digits < OF_YEARS
            ):
                continue
            wholes = [each for each in scope.by_unit[mean.unit] if each.value > mean.value and each.per is None]
            if any(abs(each.value / n - mean.value) <= printed_half(mean) for each in wholes for n in range(2, 11)):
                continue
            for whole in wholes:
                computed = round(whole.value / count / mean.scale[0], decimals(mean.text))
                if has_swapped_digits(computed, mean.value / mean.scale[0]):
                    yield _failed(material, mean, whole, str(count), computed)
                    break


def _years(match: re.Match[str]) -> int:
    """How many years are told: 三年共, 2021年至2023年."""
    return number(match["count"]) if match["count"] else int(match["last"]) - int(match["first"]) + 1


def _made(whole: Quantity, count: Quantity, mean: Quantity) -> bool:
    return abs(whole.value / count.value - mean.value) <= printed_half(mean)
