"""Rates of the wrong one of two figures: 投诉384件降至318件，下降20.75% is of the 318 that it came to, not of the 384.

A growth fails where it is that of the later figure, digit for digit, and no two figures of its sentence, taken the
right way, make it. A rest fails where the rate beside it proves which two figures it lies between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations

from extractor.checks.engine import tight
from extractor.checks.linked.proof import NO_PARTS, agreed, fault, is_free, is_open, is_rate_of
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, Quantity, Scope, any_rough, share_said
from extractor.checks.units import HUNDRED
from extractor.checks.worded.formulas import NEAR_RATE, is_near, printed_half, printed_slack
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["bases"]

LABEL, NEAREST, DIGITS, DIGITS_FAR, DIGITS_OF_REST = 14, 30, 3, 4, 3


def growths_of_later(material: Material) -> Iterator[Check]:
    """较2022年的384件下降20.75%, of 318: a growth is of the figure that it comes from."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            if (
                at < 2
                or rate.digits < DIGITS
                or not rate.value
                or not _words["growth"].search(rate.words_before(LABEL))
            ):
                continue
            base = _base(scope, at)
            if base is None or rate.is_rough or is_open(rate):
                continue
            first = start_of(rate.spot.passage.text, rate.start, "。\n")
            alike = [q for q in scope.quantities[:at] if q.unit == base.unit and q.value and q.spot is rate.spot]
            later = [q for q in alike if q.value != base.value and not q.is_rough]
            own = [q for q in alike if q.start >= first]
            if any(_is_growth(rate, one, two) for one, two in permutations(own, 2) if _may_grow(one, two, base)):
                continue
            if any(_is_growth(rate, base, each) or is_rate_of(rate, each, base) for each in later):
                continue
            # The nearest one tells best what grew; one told earlier in the paragraph may.
            wrong = next((each for each in reversed(later) if _is_growth(rate, each, base)), None)
            if wrong is None or (wrong.start < first and wrong is not later[-1] and rate.digits < DIGITS_FAR):
                continue
            shown = round(abs(wrong.value - base.value) / base.value * HUNDRED, decimals(rate.text))
            said = f"{base.said}到{wrong.said}的变动{plain(shown)}%"
            yield fault(material, "change_by_words", rate, (base, wrong), shown, said)


def _may_grow(one: Quantity, two: Quantity, base: Quantity) -> bool:
    """Whether a change of one figure to another is not just that of the base the wrong way round."""
    return two.value not in {base.value, one.value}


def _base(scope: Scope, at: int) -> Quantity | None:
    """The one figure that a growth is told to be from: right behind 较, 比, 由 or 从 in its sentence."""
    rate = scope.quantities[at]
    bases = [
        each
        for each in scope.quantities[:at]
        if each.clause == rate.clause
        and each.unit not in NO_PARTS
        and each.value
        and _words["from"].search(tight(each.before(LABEL + LABEL)))
    ]
    base = bases[0] if len(bases) == 1 and not bases[0].is_rough else None
    between = rate.spot.passage.text[base.end : rate.start] if base is not None and base.spot is rate.spot else ""
    return base if between and len(between) <= NEAREST and "其中" not in between else None


def _is_growth(rate: Quantity, base: Quantity, later: Quantity) -> bool:
    """Whether a rate is the change of one figure to another, of the first."""
    computed = abs(later.value - base.value) / base.value * HUNDRED
    return abs(computed - rate.value) <= printed_half(rate)


def rests_beside_proof(material: Material) -> Iterator[Check]:
    """原值12,846.5万元，其中在用12,153.2万元，利用率94.6%，闲置703.3万元: the rate proves what the rest is left of."""
    for scope in material.paragraphs:
        if not scope.rates or len(scope.quantities) < 4 or not _words["may_rest"].search(scope.text):
            continue
        for at, rest in enumerate(scope.quantities):
            if at < 3 or rest.unit in NO_PARTS or rest.per is not None or not rest.value or rest.is_rough:
                continue
            label = rest.words_before(LABEL)
            # What is the very opposite of the part is told by its name, whatever its digits.
            least = 1 if _words["opposite"].fullmatch(label) else DIGITS_OF_REST
            if rest.digits < least or not _words["rest"].search(label):
                continue
            pair = _proven(scope, at)
            if pair is None:
                continue
            whole, part = pair
            left = whole.value - part.value
            slack = printed_slack(rest, whole, part)
            if abs(left - rest.value) <= slack or (least > 1 and not is_near(rest.value, left, rest.unit)):
                continue
            if is_free(material, scope, rest, pair) and not _rates_it(scope, at, whole):
                said = f"{whole.said}减去{part.said}的{rest.in_its_unit(left)}"
                yield fault(material, "difference_from_called", rest, pair, left, said)


def _proven(scope: Scope, at: int) -> tuple[Quantity, Quantity] | None:
    """The whole and its part that a rate right before a rest is of: 其中在用…，利用率…，闲置…."""
    rest, rate, part = scope.quantities[at], scope.quantities[at - 1], scope.quantities[at - 2]
    if (
        rate.unit != RATE
        or part.unit != rest.unit
        or {rate.clause, part.clause} != {rest.clause}
        or part.per is not None
    ):
        return None
    if rate.value >= HUNDRED:
        return None
    wholes = [
        each
        for each in scope.quantities[: at - 2]
        if each.unit == part.unit and each.per is None and each.value > part.value and is_rate_of(rate, part, each)
    ]
    # A rate of two digits proves only what it is of to the last digit.
    if rate.digits < DIGITS:
        wholes = [each for each in wholes if each.value * rate.value == part.value * HUNDRED]
    return (wholes[-1], part) if len({each.value for each in wholes}) == 1 else None


def _rates_it(scope: Scope, at: int, whole: Quantity) -> bool:
    """Whether the share right behind a rest is just its own."""
    rest, behind = scope.quantities[at], scope.quantities[at + 1 : at + 2]
    return bool(behind) and behind[0].unit == RATE and behind[0].digits >= DIGITS and is_rate_of(behind[0], rest, whole)


def rates_beside_halves(material: Material) -> Iterator[Check]:
    """领取9.36万元。…已追回7.02万元，追回率57%，尚未追回2.34万元: the two make the whole told, so the rate is wrong."""
    for scope in material.paragraphs.telling("未"):
        for at, rate in scope.rates:
            if at < 1 or at + 1 >= len(scope.quantities):
                continue
            part, rest = scope.quantities[at - 1], scope.quantities[at + 1]
            if part.unit != rest.unit or part.unit in NO_PARTS or {part.clause, rest.clause} != {rate.clause}:
                continue
            match = _words["not_yet"].search(rest.words_before(LABEL))
            if match is None or match["stem"] not in part.words_before(LABEL) + rate.words_before(LABEL):
                continue
            both = part.value + rest.value
            whole = next((q for q in scope.by_unit[part.unit] if q.value == both and q.start < part.start), None)
            if whole is None or not both or any_rough((part, rest, rate)) or is_open(rate):
                continue
            shown = round(part.value / both * HUNDRED, max(decimals(rate.text), 2))
            if is_rate_of(rate, part, whole) or is_rate_of(rate, rest, whole):
                continue
            said = share_said(part, whole, shown)
            yield fault(material, "share_of_called", rate, (part, rest, whole), shown, said)


def changes_beside_proof(material: Material) -> Iterator[Check]:
    """救助2,646人次。…比上年的2,418人次增加282人次，增长9.43%: the growth is that of the two, so 282 is wrong.

    And a growth of the later figure, though that is not told: 比2,418人次增加228人次，增长8.62%.
    """
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            if at < 2 or rate.digits < DIGITS or not _words["growth"].search(rate.words_before(LABEL)):
                continue
            base, change = scope.quantities[at - 2 : at]
            if base.unit != change.unit or base.unit in NO_PARTS or {base.clause, change.clause} != {rate.clause}:
                continue
            match = _words["change"].search(change.words_before(LABEL))
            told_from = _words["from"].search(tight(base.before(LABEL + LABEL)))
            if match is None or told_from is None or not base.value or any_rough((base, change, rate)):
                continue
            if is_open(rate) or abs(change.value / base.value * HUNDRED - rate.value) <= 2 * printed_half(rate):
                continue
            later = base.value - change.value if match["less"] else base.value + change.value
            if later > 0 and abs(change.value / later * HUNDRED - rate.value) <= printed_half(rate):
                shown = round(change.value / base.value * HUNDRED, decimals(rate.text))
                yield fault(
                    material, "change_by_words", rate, (base, change), shown,
                    share_said(change, base, shown),
                )  # fmt: skip
                continue
            meant = [
                each
                for each in scope.quantities[: at - 2]
                if each.unit == base.unit
                and each.per is None
                and each.value != base.value
                and _is_growth(rate, base, each)
            ]
            if len({each.value for each in meant}) != 1 or (meant[0].value < base.value) != bool(match["less"]):
                continue
            computed = abs(meant[0].value - base.value)
            if is_near(change.value, computed, change.unit):
                said = f"{meant[0].said}与{base.said}之差{change.in_its_unit(computed)}"
                yield fault(material, "difference_from_called", change, (base, meant[0]), computed, said)


def growths_one_by_one(material: Material) -> Iterator[Check]:
    """2021年786.4万元、2022年868.25万元、2023年910.21万元，后两年分别增长10.41%、4.83%: each of the year before.

    One fails where it is that of the later year, or where all the others are right.
    """
    for scope in material.paragraphs.telling("分别"):
        for at, first in scope.rates:
            if not at or not _words["one_by_one"].search(first.words_before(LABEL)):
                continue
            rates = [first]
            for each in scope.quantities[at + 1 :]:
                joint = scope.text[rates[-1].end : each.start]
                if each.unit != RATE or joint.strip() not in {"、", "和", "及", "，"}:
                    break
                rates.append(each)
            told = scope.quantities[at - 1]
            run = [q for q in scope.quantities[:at] if q.unit == told.unit and q.clause == first.clause and q.value]
            run = run[-len(rates) - 1 :]
            if len(rates) < 2 or len(run) != len(rates) + 1 or told.unit in NO_PARTS or any_rough(run):
                continue
            pairs = list(zip(rates, pairwise(run), strict=True))
            off = [(rate, pair) for rate, pair in pairs if not _is_near_growth(rate, *pair)]
            for rate, (base, later) in pairs:
                shown = round(abs(later.value - base.value) / base.value * HUNDRED, decimals(rate.text))
                said = f"{base.said}到{later.said}的变动{plain(shown)}%"
                if _is_near_growth(rate, base, later):
                    yield agreed(material, "change_by_words", rate, (base, later), shown, said)
                elif len(off) == 1 and not is_open(rate) and abs(shown - rate.value) <= NEAR_RATE:
                    yield fault(material, "change_by_words", rate, (base, later), shown, said)


def _is_near_growth(rate: Quantity, base: Quantity, later: Quantity) -> bool:
    """Whether a rate is the change of one rounded figure to another."""
    spread = HUNDRED * (base.half + later.half) * 2 / base.value
    return abs(abs(later.value - base.value) / base.value * HUNDRED - rate.value) <= printed_half(rate) + spread
