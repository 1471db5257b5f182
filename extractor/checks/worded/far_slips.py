"""Two digits changed in a figure whose whole stands in another sentence: 支出263.7万元，执行率95.45%.

A figure fails only where no amount of the report makes it, and one that is called a budget (a plan, a total) makes it
with two digits changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise

from extractor.checks.engine import check, rate_fits
from extractor.checks.figures_told import has_swapped_digits, is_mistyped, is_swapped_rate
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, share_said
from extractor.checks.units import HUNDRED, ZERO, factor, half, in_unit
from extractor.checks.worded.clauses import RATED, Clause
from extractor.checks.worded.runs import run_before
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["far_slips"]

# So many digits of a rate or an amount with two of them changed, and of a part of a list.
TELLING_DIGITS, DIGITS_OF_A_PART = 3, 4
# A list that misses a total by more is of something else, but where two digits of so many changed make the total.
NEAR, DIGITS_OF_A_FAR_PART = Decimal("0.05"), 5
FEWEST_PARTS, BEFORE = 3, 16


def far_slips(material: Material) -> Iterator[Check]:
    """Rates, rests and complete lists whose whole is told elsewhere."""
    amounts = _Amounts(material)
    for scope in material.paragraphs:
        yield from _rests(material, scope.by_unit.get(YUAN, []), amounts)
    for clause in material.clauses.telling(RATED, "其余", "其他", "其它", "剩余"):
        if clause.quantities[0].spot.place is None:
            yield from _rates(material, clause, amounts)
            yield from _lists(material, clause, amounts)


@dataclass(frozen=True)
class _Amounts:
    """The amounts that the text tells; most reports hold nothing that asks for them."""

    material: Material

    @cached_property
    def told(self) -> list[Quantity]:
        told = {each: each for scope in self.material.paragraphs for each in scope.by_unit.get(YUAN, [])}
        return [each for each in told.values() if each.per is None and each.value]

    @cached_property
    def known(self) -> set[Decimal]:
        return {each.value for each in self.told} | self.material.amounts_told

    @cached_property
    def _ordered(self) -> list[Decimal]:
        return sorted(self.known)

    def explains(self, part: Quantity, rate: Quantity) -> bool:
        """Whether a part is that rate of any amount of the report."""
        places = decimals(rate.text)
        off = 2 * half(places)
        least = (part.value - part.half) * HUNDRED / (rate.value + off)
        most = (part.value + part.half) * HUNDRED / (rate.value - off) if rate.value > off else Decimal("Infinity")
        near = self._ordered[bisect_left(self._ordered, least) : bisect_right(self._ordered, most)]
        return any(rate_fits(rate.value, places, part.value, whole, part.half, ZERO) for whole in near if whole)

    @cached_property
    def budgets(self) -> list[Quantity]:
        return self._called("budget")

    @cached_property
    def totals(self) -> list[Quantity]:
        return self._called("total")

    def _called(self, name: str) -> list[Quantity]:
        """The amounts that the words before them call so, each value once."""
        found: dict[Decimal, Quantity] = {}
        for each in self.told:
            if not each.is_rough and _words[name].search(each.words_before(BEFORE)):
                found.setdefault(each.value, each)
        return list(found.values())


def _rates(material: Material, clause: Clause, amounts: _Amounts) -> Iterator[Check]:
    for index, rate in enumerate(clause.quantities):
        if not index or rate.unit != RATE or rate.digits < TELLING_DIGITS:
            continue
        part = clause.quantities[index - 1]
        if part.unit != YUAN or not _words["rate"].search(clause.between(index - 1, index)):
            continue
        if not _words["paid"].search(clause.between(index - 2, index - 1)):
            continue
        if amounts.explains(part, rate):
            continue
        places = decimals(rate.text)
        for whole in amounts.budgets:
            computed = part.value / whole.value * HUNDRED
            if part.value < whole.value and is_swapped_rate(rate.value, computed, places):
                shown = round(computed, places)
                yield _fault(material, rate, [part, whole], shown, share_said(part, whole, shown))
                break
            meant = _meant(rate, part, whole) if rate.digits > TELLING_DIGITS else None
            if meant is not None:
                yield _fault(
                    material, part, [rate, whole], meant, f"{whole.said}的{rate.said}即{in_unit(meant, part.unit_said)}"
                )
                break


def _meant(rate: Quantity, part: Quantity, whole: Quantity) -> Decimal | None:
    """The part with two neighbouring digits changed back that makes the rate; None where there is none."""
    digits = part.said.removesuffix(part.unit_said)
    for at, (one, two) in enumerate(pairwise(digits)):
        if one.isdigit() and two.isdigit() and one != two:
            changed = Decimal((digits[:at] + two + one + digits[at + 2 :]).replace(",", "").replace("，", ""))
            meant = changed * factor(part.unit_said)
            if meant < whole.value and rate_fits(rate.value, decimals(rate.text), meant, whole.value, ZERO, ZERO):
                return meant
    return None


def _rests(material: Material, told: list[Quantity], amounts: _Amounts) -> Iterator[Check]:
    for index, rest in enumerate(told):
        if not index or rest.digits < TELLING_DIGITS or not _words["left"].search(rest.words_before(BEFORE)):
            continue
        paid = [each for each in told[:index] if _words["paid"].search(each.words_before(BEFORE))]
        if len(paid) != 1 or rest.value + paid[0].value in amounts.known:
            continue
        # 上年结转33万元，本年收入610万元，本年支出521万元，年末结转122万元
        if any(one.value + two.value == rest.value + paid[0].value for one, two in combinations(told[:index], 2)):
            continue
        for whole in amounts.budgets:
            computed = whole.value - paid[0].value
            if is_mistyped(rest.value, computed):
                shown = in_unit(computed, rest.unit_said)
                yield _fault(material, rest, [whole, paid[0]], computed, f"{whole.said}减去{paid[0].said}的{shown}")
                break


def _lists(material: Material, clause: Clause, amounts: _Amounts) -> Iterator[Check]:
    last = len(clause.quantities) - 1
    if last + 1 < FEWEST_PARTS or not _words["rest"].search(clause.between(last - 1, last)):
        return
    run = run_before(clause, last)
    parts = [*(run.figures if run else ()), clause.quantities[last]]
    if (
        len(parts) < FEWEST_PARTS
        or parts[0].unit != YUAN
        or any(each.unit == YUAN for each in clause.quantities[: last - len(parts) + 1])
    ):
        return
    summed = sum((each.value for each in parts), ZERO)
    if summed in amounts.known or any(each.is_rough for each in parts):
        return
    for whole in amounts.totals:
        gap = summed - whole.value
        if whole in parts:
            continue
        slipped = next((part for part in parts if _is_slip(part, gap, is_near=abs(gap) <= NEAR * whole.value)), None)
        if slipped is not None:
            shown = in_unit(slipped.value - gap, slipped.unit_said)
            yield _fault(material, slipped, [whole, *parts], slipped.value - gap, f"{whole.said}减去其余各项的{shown}")
            break


def _is_slip(part: Quantity, gap: Decimal, *, is_near: bool) -> bool:
    """Whether a part less the gap of its list is a figure that a typist's slip turns into this one."""
    if is_near:
        return part.digits >= DIGITS_OF_A_PART and is_mistyped(part.value, part.value - gap)
    return part.digits >= DIGITS_OF_A_FAR_PART and has_swapped_digits(part.value, part.value - gap)


def _fault(material: Material, told: Quantity, inputs: list[Quantity], computed: Decimal, said: str) -> Check:
    figures = [told, *(each for each in inputs if each is not told)]
    return check(
        "figure_with_slip", "fail", f"所述{told.said}，与{said}不一致。",
        material.printed(*figures), told.value, computed,
    )  # fmt: skip
