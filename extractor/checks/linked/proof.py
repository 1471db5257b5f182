"""What is held against a figure: that it was meant to be what others make, and that nothing else makes it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, combinations, permutations

from extractor.checks.engine import check, rate_fits
from extractor.checks.figures_told import DRAFT, aligned, are_swapped, is_slip
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.values.figures import decimals

# Units of what is no part of anything: rates, points, bare figures.
NO_PARTS = frozenset({"", RATE, POINTS, SCORE})
# One digit changed tells a slip in figures of so many; in fewer any figure lies so near to any other.
FEWEST_DIGITS = 3
# A figure with fewer digits stands twice in a report by chance.
TELLING_DIGITS = 3
# A paragraph with more figures may hold any two that make another.
MOST_FIGURES = 120
# Of so many figures any three may be meant.
MOST_OF_THREE = 12


def is_typed(stated: Decimal, computed: Decimal, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether a figure is another with two neighbouring digits changed, or with one digit of so many."""
    if is_swapped(stated, computed):
        return True
    first, second = aligned(stated, computed)
    while first[-1:] == second[-1:] == "0":
        first, second = first[:-1], second[:-1]
    if len(first) != len(second) or len(first) < fewest:
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def is_meant(stated: Decimal, computed: Decimal, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether a figure was meant to be another: as an earlier draft may have had it, or a typist's slip of it. Where
    the words themselves say what a figure is made of."""
    return is_slip(stated, computed, DRAFT) or is_typed(stated, computed, fewest)


def is_swapped(stated: Decimal, computed: Decimal) -> bool:
    """Whether two figures differ by two neighbouring digits changed, the first of which may be a zero that is printed
    (0.05, 0.50)."""
    first, second = aligned(stated, computed)
    if len(first) != len(second) and min(abs(stated), abs(computed)) >= 1:
        return False  # nobody prints 0482
    size = max(len(first), len(second))
    return are_swapped(first.zfill(size), second.zfill(size))


def is_rate_of(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is that of two figures, as they are rounded."""
    return rate_fits(rate.value, decimals(rate.text), part.value, whole.value, part.half, whole.half)


def stands_before(told: Quantity, characters: frozenset[str]) -> bool:
    """Whether one of some characters stands right before a figure, white space aside."""
    return told.before(2).rstrip()[-1:] in characters


def is_free(material: Material, scope: Scope, told: Quantity, own: Sequence[Quantity] = ()) -> bool:
    """Whether nothing in the report makes a figure as it is told: no second place, no two figures of its paragraph
    but those that it is held against, and nothing in its sentence leaves it open."""
    if len(scope.quantities) > MOST_FIGURES or any_rough((told, *own)) or is_open(told):
        return False
    if told.digits >= TELLING_DIGITS and material.times_told[told.unit, told.value] > 1:
        return False
    return not (_is_rate_made if told.unit == RATE else _is_amount_made)(material, scope, told, own)


def is_open(told: Quantity) -> bool:
    """Whether the sentence of a figure says itself that something is wrong or reckoned otherwise: 应为, 扣除, 口径."""
    text = told.spot.passage.text
    stop = text.find("。", told.end)
    return (
        WORDINGS["proof"]["open"].search(text, start_of(text, told.start, "。\n"), stop if stop > 0 else len(text))
        is not None
    )


def _is_rate_made(material: Material, scope: Scope, told: Quantity, own: Sequence[Quantity]) -> bool:
    places = decimals(told.text)
    parts = [each for each in scope.quantities if each.unit not in {RATE, POINTS, ""} and each.value]
    for one, two in permutations(parts, 2):
        if one.unit != two.unit:
            continue
        for part, whole in (
            (one.value, two.value),
            (abs(one.value - two.value), two.value),
            (one.value, one.value + two.value),
            (one.value, abs(two.value - one.value)),
        ):
            if whole and rate_fits(told.value, places, part, whole, one.half, two.half):
                return True
    # The first answers of all: (182 + 141) of 376.
    for unit in {each.unit for each in parts}:
        alike = [each.value for each in parts if each.unit == unit][:MOST_OF_THREE]
        for start in range(len(alike)):
            sums = list(accumulate(alike[start:]))
            for part, whole in combinations(sums, 2):
                if whole and rate_fits(told.value, places, part, whole, ZERO, ZERO):
                    return True
            if any(
                rate_fits(told.value, places, part, whole, ZERO, ZERO) for part in sums[1:] for whole in alike if whole
            ):
                return True
    beside = [each for each in parts if each.clause == told.clause]
    if any(each.value and each.value + told.value == HUNDRED for each in scope.by_unit[RATE]):
        return True
    return any(
        rate_fits(told.value, places, each.value, whole, each.half, ZERO)
        for each in beside
        for unit, whole in material.times_told
        if unit == each.unit and whole
    )


def _is_amount_made(material: Material, scope: Scope, told: Quantity, own: Sequence[Quantity]) -> bool:
    unit = RATE if told.unit == POINTS else told.unit
    alike = [each for each in scope.by_unit.get(unit, []) if each is not told and each.value]
    mine = set(own)
    for one, two in combinations(alike, 2):
        if not {one, two} <= mine and told.value in {one.value + two.value, abs(one.value - two.value)}:
            return True
    if len(alike) <= MOST_OF_THREE:
        for three in combinations(alike, 3):
            largest, *others = sorted((each.value for each in three), reverse=True)
            if told.value in {
                largest - sum(others, ZERO),
                largest + others[0] - others[1],
                largest - others[0] + others[1],
            }:
                return True
    for start in range(len(alike)):
        running = ZERO
        for each in alike[start:]:
            running += each.value
            if running == told.value and each is not alike[start]:
                return True
    return False


def fault(
    material: Material, rule: str, told: Quantity, inputs: Sequence[Quantity], computed: Decimal, said: str
) -> Check:
    """A figure that is not what others make it."""
    return check(
        rule, "fail", f"所述{told.quoted}，与{said}不一致。", material.printed(told, *inputs), told.value, computed
    )


def agreed(
    material: Material, rule: str, told: Quantity, inputs: Sequence[Quantity], computed: Decimal, said: str
) -> Check:
    """A figure that is what others make it."""
    return check(
        rule, "pass", f"所述{told.said}，与{said}一致。", material.printed(told, *inputs), told.value, computed
    )
