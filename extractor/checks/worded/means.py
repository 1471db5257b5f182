"""Means and multiples of figures near by: 户均2.74万元, 每年726万元 of three years, 2倍, 满意率 of the answers.

These rules never fail: another whole or count may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.clauses import BARE
from extractor.checks.worded.formulas import printed_half
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["means"]

# A mean printed with so many digits is met by chance by no amount and count of its section, or of the whole report.
DIGITS, PRECISE_DIGITS = 3, 5
# So many answers make a questionnaire.
FEWEST_ANSWERS = 3
MONTHS = "个月"
_YEAR = re.compile(r"(20\d\d)年")


def means_nearby(material: Material) -> Iterator[Check]:
    """All of them, each told figure once."""
    for rule in (_of_wholes, _of_periods, _of_months, _of_years, _multiples, _satisfied):
        yield from rule(material)


def _of_wholes(material: Material) -> Iterator[Check]:
    """户均改造成本2.74万元: of an amount and a count of households that the section or the report tells."""
    told = [each for scope in material.neighbours for each in scope.quantities]
    averages = set(map(id, material.in_words.telling("均")))
    means = {
        id(mean): (counted, digits)
        for mean in told
        if (mean.per is not None or id(mean.spot) in averages)
        and mean.value
        and (digits := sum(map(str.isdigit, mean.text))) >= DIGITS
        and (counted := _counted(mean)) is not None
    }
    for scope in (*material.neighbours, *material.sections) if means else ():
        for mean in scope.quantities:
            if id(mean) not in means:
                continue
            counted, digits = means[id(mean)]
            found = _whole_and_count(mean, counted, told if digits >= PRECISE_DIGITS else scope.quantities)
            if found is not None:
                del means[id(mean)]
                yield _told(material, mean, list(found), found[0].value / found[1].value, "之商")


def _of_periods(material: Material) -> Iterator[Check]:
    """合同期三年，合同总金额2,178万元，每年726万元，每月60.5万元."""
    for clause in material.clauses.telling("每", "均"):
        if not _words["any_period"].search(clause.words):
            continue
        for index, part in enumerate(clause.quantities):
            match = _words["period"].search(clause.between(index - 1, index))
            if match is None or not part.value or part.unit in {RATE, POINTS, ""}:
                continue
            years = _words["years"].search(clause.words)
            wholes = [each for each in clause.quantities if each.unit == part.unit and each.value > part.value]
            for count in _counts(match[0], years and number(years["count"])):
                whole = next((w for w in wholes if abs(w.value / count - part.value) <= printed_half(part)), None)
                if whole is not None:
                    yield _told(material, part, [whole], whole.value / count, f"÷{count}")
                    break


def _of_months(material: Material) -> Iterator[Check]:
    """10个月186万元，续签2个月，续签金额37.2万元: as much for each month."""
    for scope in material.neighbours:
        months = scope.by_unit.get(MONTHS, [])
        if len(months) < 2:
            continue
        amounts = [each for each in scope.by_unit.get(YUAN, []) if each.per is None and each.value]
        if len(amounts) < 2:
            continue
        for part in amounts[1:]:
            found = next(
                (
                    (whole, more, all_)
                    for whole in amounts
                    for all_ in months
                    for more in months
                    if whole.start < part.start and more.value < all_.value and all_.value
                    and abs(whole.value * more.value / all_.value - part.value) <= printed_half(part)
                ),
                None,
            )  # fmt: skip
            if found is not None:
                whole, more, all_ = found
                yield _told(material, part, [whole, more, all_], whole.value * more.value / all_.value, "折算")


def _of_years(material: Material) -> Iterator[Check]:
    """2021年4,050万元、2022年4,350万元、2023年4,860万元 … 比2021年增长20%: of two years that the paragraph tells."""
    for scope in material.neighbours.telling("比", "较"):
        for _, rate in scope.rates if len(scope.quantities) > 2 else ():
            match = _words["since"].search(rate.before(20))
            if match is None:
                continue
            by_year = [(year[-1], each) for each in scope.quantities if (year := _YEAR.findall(each.before(18)))]
            pair = next(
                (
                    (base, later)
                    for said, base in by_year
                    for year, later in by_year
                    if said == match["base"] < year and base.unit == later.unit != RATE and base.value
                    and abs(abs(later.value / base.value - 1) * HUNDRED - rate.value) <= printed_half(rate)
                ),
                None,
            )  # fmt: skip
            if pair is not None:
                yield _told(material, rate, list(pair), abs(pair[1].value / pair[0].value - 1) * HUNDRED, "相比的变动")


def _multiples(material: Material) -> Iterator[Check]:
    """新增8,600亩，改善17,200亩，改善面积是新增面积的2倍: two figures of the sentence are."""
    for clause in material.clauses.telling("倍"):
        for index, times in enumerate(clause.quantities):
            if (
                clause.words[clause.marks[index]] != BARE
                or not clause.behind(index).startswith("倍")
                or not times.value
            ):
                continue
            before = clause.quantities[:index]
            pair = next(
                (
                    (one, two)
                    for one in before
                    for two in before
                    if one is not two and one.unit == two.unit and one.unit not in {"", RATE} and two.value
                    and abs(one.value / two.value - times.value) <= printed_half(times) / 5
                ),
                None,
            )  # fmt: skip
            if pair is not None:
                yield _told(material, times, list(pair), pair[0].value / pair[1].value, "的倍数")


def _satisfied(material: Material) -> Iterator[Check]:
    """非常满意182份、满意141份、一般34份、不满意19份，满意率85.9%: of the first answers out of all."""
    for clause in material.clauses.telling("满意"):
        answers = [
            each
            for index, each in enumerate(clause.quantities)
            if each.unit not in {RATE, POINTS, ""} and _words["answer"].search(clause.between(index - 1, index)[-8:])
        ]
        if len(answers) < FEWEST_ANSWERS or len({each.unit for each in answers}) > 1:
            continue
        whole = sum((each.value for each in answers), ZERO)
        for rate in clause.scope.quantities if whole else ():
            if rate.unit != RATE or rate.start < answers[-1].end or not _words["satisfied"].search(rate.before(26)):
                continue
            for size in range(1, len(answers)):
                computed = sum((each.value for each in answers[:size]), ZERO) / whole * HUNDRED
                if abs(computed - rate.value) <= printed_half(rate):
                    asked = [each for each in clause.scope.by_unit[answers[0].unit] if each.value == whole]
                    yield _told(material, rate, [*answers, *asked[:1]], computed, f"中前{size}项所占比例")
                    break


def _counted(mean: Quantity) -> str | None:
    """What a mean is for one of: 户 of 户均 and of 每户; None where it is no mean."""
    if mean.per is None and "均" not in mean.before(14):
        return None
    before = mean.words_before(14)
    match = _words["mean_of"].search(before)
    if match:
        return match["of"]
    return mean.per or None


def _whole_and_count(mean: Quantity, counted: str, pool: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    units = _UNITS.get(counted, {counted})
    counts = [each for each in pool if each.unit in units and each.per is None and each.value > 1]
    wholes = [each for each in pool if each.unit == mean.unit and each.per is None and each.value > mean.value]
    half = printed_half(mean) or Decimal("0.5")
    for whole in wholes:
        for count in counts:
            if abs(whole.value / count.value - mean.value) <= half:
                return whole, count
    return None


def _counts(period: str, years: int | None) -> list[int]:
    """How many of a period a whole may hold."""
    if "年" in period:
        return [years] if years and years > 1 else []
    if "月" in period:
        return [12, *([12 * years] if years else [])]
    return [365, 366] if "日" in period or "天" in period else [4]


def _told(material: Material, told: Quantity, inputs: list[Quantity], computed: Decimal, word: str) -> Check:
    listed = "、".join(each.said for each in inputs)
    return check(
        "mean_nearby", "pass", f"所述{told.said}与{listed}{word}一致。",
        material.printed(told, *inputs), told.value, plain(round(computed, 4)),
    )  # fmt: skip


_UNITS = {
    "人": {"人", "人次", "名"}, "户": {"户"}, "亩": {"亩"}, "村": {"个", "村"}, "校": {"所"}, "床": {"张", "床"},
    "平方米": {"平方米"}, "公里": {"公里", "千米"}, "日": {"天", "日"}, "天": {"天", "日"}, "场": {"场"}, "期": {"期"},
}  # fmt: skip
