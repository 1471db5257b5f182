"""Figures that two others, each by itself, prove to be another: 抽查202块，达标171块，达标率95.00%，不达标9块.

A rate that nothing beside it makes and a rest that is no rest both come right where 202 was meant to be 180. Two
witnesses that know nothing of each other need no words: which figure is wrong, and what it should be, both tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, chain, combinations, permutations
from typing import NamedTuple

from extractor.checks.engine import rate_fits
from extractor.checks.linked.bound_rates import NEAR, is_amount, may_be, may_make, pairs_bound, wholes_told
from extractor.checks.linked.proof import fault, is_open, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import Quantity, Scope
from extractor.checks.told.rates import is_named, is_rise, pair_of
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import printed_half
from extractor.model.report import Check
from extractor.values.figures import decimals

# How many figures lie between one and its witnesses at most.
REACH, LONGEST = 5, 9
# A figure with so many digits stands twice in a report by no chance.
DIGITS, DIGITS_OF_ANY = 3, 4


class Said(NamedTuple):
    """What a witness says that a figure is: between two values, and by which figures."""

    low: Decimal
    high: Decimal
    by: tuple[Quantity, ...]


def figures_proven_twice(material: Material) -> Iterator[Check]:
    """Fails the one figure of a paragraph that is near what two witnesses make, and that nothing makes as told."""
    for scope in material.paragraphs:
        if len(scope.quantities) < DIGITS + 1:
            continue
        found: dict[Quantity, tuple[Said, Said]] = {}
        for told, by_rates in _said_by_rates(material, scope).items():
            by_sums = list(_said_by_sums(scope, told))
            known = material.once(wholes_told)[is_amount(told)]
            pairs = combinations([*by_rates, *by_sums], 2)
            pair = next((pair for pair in pairs if _agree(told, *pair, known)), None)
            if pair is not None and not _is_made(material, scope, told, by_sums):
                found[told] = pair
        if len(found) == 1:
            told, (one, two) = found.popitem()
            value = told.rounded((max(one.low, two.low) + min(one.high, two.high)) / 2)
            by = list(dict.fromkeys([*one.by, *two.by]))
            about = "" if two.low == two.high else "约"
            said = f"按{'、'.join(each.said for each in by)}推算的{about}{told.in_its_unit(value)}"
            yield fault(material, "figure_proven_twice", told, by, value, said)


def _agree(told: Quantity, one: Said, two: Said, known: frozenset[Decimal]) -> bool:
    """Whether two witnesses that share no figure but one say the same, near a figure but not that; two rates, what no
    other figure of the report is: 满意1,062人, of 1,146份."""
    low, high = max(one.low, two.low), min(one.high, two.high)
    is_rate = one.low < one.high
    if low > high or low <= told.value <= high or not is_rate or one.by[0] is two.by[0]:
        return False
    if set(two.by) <= set(one.by) or (two.low < two.high and any(low <= each <= high for each in known)):
        return False
    gap = min(abs(low - told.value), abs(high - told.value))
    return gap <= NEAR * told.value or is_typed(told.value, told.rounded((low + high) / 2))


def _said_by_rates(material: Material, scope: Scope) -> dict[Quantity, list[Said]]:
    """What rates that nothing beside them makes say of the figures that they may be of."""
    found: dict[Quantity, list[Said]] = defaultdict(list)
    for at, rate in scope.rates:
        part = scope.quantities[at - 1] if at else None
        if part is None or not rate.value or rate.is_rough or rate.digits < 2 or not is_named(rate):
            continue
        if not may_be(part) or part.clause != rate.clause or pair_of(scope, at) is not None:
            continue
        places = decimals(rate.text)
        alike = [each for each in scope.quantities if may_make(part, each)]
        if any(rate_fits(rate.value, places, part.value, each.value, ZERO, ZERO) for each in alike):
            continue  # 收回1,146份，满意1,062人，占92.67%
        half = printed_half(rate)
        before = [each for each in scope.quantities[max(0, at - 1 - REACH) : at] if may_be(each)]
        pairs = [(part, each) for each in before if each.unit == part.unit and each is not part]
        if rate.digits >= DIGITS_OF_ANY:  # 在职127人，其中公务员31人、事业86人，控制率91.41%
            pairs += [pair for pair in permutations(before, 2) if pair[0].unit == pair[1].unit and part not in pair]
        if is_rise(rate):
            shares = [HUNDRED + rate.value, HUNDRED - rate.value, rate.value]
        else:
            shares = [rate.value]
            pairs += [pair for pair in pairs_bound(material, scope, at) if pair not in pairs]
        for counted, whole in pairs:
            for share in shares:
                low, high = (share - half) / HUNDRED, (share + half) / HUNDRED
                if low > 0:
                    edge = printed_half(counted)
                    found[counted].append(Said(whole.value * low - edge, whole.value * high + edge, (rate, whole)))
                    edge = printed_half(whole)
                    found[whole].append(Said(counted.value / high - edge, counted.value / low + edge, (rate, counted)))
    return found


def _said_by_sums(scope: Scope, told: Quantity) -> Iterator[Said]:
    """What sums and differences of the figures of its unit beside it say of a figure."""
    alike = [each for each in scope.by_unit.get(told.unit, ()) if may_be(each)]
    if told not in alike:
        return
    at = alike.index(told)
    near = [each for each in alike[max(0, at - REACH) : at + REACH + 1] if each is not told]
    for one, two in combinations(near, 2):
        for value in (one.value + two.value, abs(one.value - two.value)):
            yield Said(value, value, (one, two))
    for run in (alike[at + 1 : at + LONGEST], alike[max(0, at - LONGEST) : at][::-1]):
        for size, total in enumerate(accumulate(each.value for each in run), 1):
            if size >= DIGITS:  # the parts right behind a whole, or before it
                yield Said(total, total, tuple(run[:size]))
    for start, end in combinations(range(max(0, at - LONGEST), min(len(alike), at + LONGEST) + 1), 2):
        run = [each for each in alike[start:end] if each is not told]
        if not start <= at < end or len(run) < 2 or end - start > LONGEST:
            continue
        rest = sum((each.value for each in run), ZERO)
        for whole in chain(alike[start - 1 : start] if start else [], alike[end : end + 1]):
            if whole.value > rest:
                yield Said(whole.value - rest, whole.value - rest, (whole, *run))


def _is_made(material: Material, scope: Scope, told: Quantity, by_sums: list[Said]) -> bool:
    """Whether something makes a figure as it is told: a second place, a rate, one of the sums beside it."""
    if is_open(told) or (told.digits >= DIGITS and material.times_told[told.unit, told.value] > 1):
        return True
    for at, rate in scope.rates:
        pair = pair_of(scope, at) if rate.digits >= DIGITS else None
        if pair is not None and told in pair[:2]:
            return True
    return any(each.low == told.value for each in by_sums)
