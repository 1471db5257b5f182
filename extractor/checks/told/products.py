"""Products told in words: 512亩，每亩补助120元，共61,440元; 人均3.62件; 按合同价的30%支付114万元.

These rules never fail: another price or count may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, Scope
from extractor.checks.told.rates import is_named
from extractor.checks.units import HUNDRED
from extractor.model.report import Check, plain

# How many figures away the count and the price of an amount may stand.
REACH = 5
# In a row of a table the contract stands in one cell, what was paid of it in another.
ROW_REACH = 12
# What is blurred (约, 近) may miss by this share.
BLUR = Decimal("0.02")
# Figures with these units, or none, are not made of a count and a price.
NO_AMOUNTS = frozenset({RATE, POINTS, ""})
# An amount with so many digits that say something is met by chance by no price of its sentence.
TELLING_DIGITS = 3


def products_nearby(material: Material) -> Iterator[Check]:
    """Each amount that is a count by a price, or a share of an amount, near it; each mean of an amount."""
    done: set[Quantity] = set()
    yield from _by_known_prices(material, done)
    for scope in material.neighbours:
        if not scope.rates and not any(each.per is not None for each in scope.quantities):
            continue
        reach = ROW_REACH if scope.kind == "row" else REACH
        for at, told in enumerate(scope.quantities):
            if told.unit in NO_AMOUNTS or len(scope.by_unit[told.unit]) < 2:
                continue
            if told.per is None and not scope.rates and (told.unit != YUAN or not scope.prices):
                continue
            if not told.value or told in done:
                continue
            near = scope.quantities[max(0, at - reach) : at + reach + 1]
            alike = [each for each in near if each.unit == told.unit and each is not told and each.value]
            factors = _factors(scope, told, near, alike) if alike else None
            if factors is not None:
                # A price is not told as the quotient of what it just made.
                done |= {told, *(each for each in factors[:2] if each.per is not None)}
                yield _verdict(material, told, *factors)


def _by_known_prices(material: Material, done: set[Quantity]) -> Iterator[Check]:
    """35座，涉及补助资金525千元, where 每座补助15千元 is told anywhere: the count and the amount stand together."""
    told = [price for scope in material.neighbours for price in scope.prices if price.per and price.value]
    prices = list({(price.value, price.per): price for price in told}.values())
    for scope in material.neighbours if prices else ():
        amounts = [each for each in scope.by_unit.get(YUAN, []) if each.per is None and not each.blurred]
        counted = [price for price in prices if (price.per or "") in scope.by_unit]
        for price, amount in product(counted, amounts):
            counts = [q for q in scope.by_unit[price.per or ""] if q.clause == amount.clause and q.value > 1]
            count = next((q for q in counts if abs(q.value * price.value - amount.value) <= amount.half), None)
            if count is not None and amount not in done and amount.digits > 1:
                done |= {amount, price}
                yield _verdict(material, amount, price, count, price.value * count.value, "之积")


def _factors(
    scope: Scope, told: Quantity, near: list[Quantity], alike: list[Quantity]
) -> tuple[Quantity, Quantity, Decimal, str] | None:
    """The two figures that make ``told``, what they make, and how; ``alike`` are those near it in its unit."""
    for first, second, computed, word in _meanings(told, near, alike):
        if abs(computed - told.value) > _slack(told, computed):
            continue
        if _are_together(scope, told, first, second) and _is_no_chance(told, first, second):
            return first, second, computed, word
    return None


def _meanings(
    told: Quantity, near: list[Quantity], alike: list[Quantity]
) -> Iterator[tuple[Quantity, Quantity, Decimal, str]]:
    """What ``told`` may be made of: an amount by a share, a price by a count, an amount by those who share it."""
    if told.per is not None:
        for whole, count in product([each for each in alike if each.per is None], near):
            if count.unit not in {YUAN, RATE, POINTS, told.unit} and count.value not in {0, 1}:
                yield whole, count, whole.value / count.value, "之商"
        return
    larger = [each for each in alike if each.value > told.value]
    for rate in near if larger else ():
        if rate.unit == RATE and rate.value and _is_given(rate):
            yield from ((whole, rate, whole.value * rate.value / HUNDRED, "之积") for whole in larger)
    prices = [each for each in alike if each.per is not None] if told.unit == YUAN else []
    for price, count in product(prices, near):
        if count.unit not in {YUAN, RATE, POINTS} and count.value:
            yield price, count, price.value * count.value, "之积"


def _is_given(rate: Quantity) -> bool:
    """Whether a rate is one that amounts are taken by (30%), not one worked out."""
    return rate.digits < TELLING_DIGITS and not is_named(rate)


def _are_together(scope: Scope, told: Quantity, first: Quantity, second: Quantity) -> bool:
    return scope.kind == "row" or told.clause == first.clause == second.clause or told.digits > TELLING_DIGITS


def _slack(told: Quantity, computed: Decimal) -> Decimal:
    return max(told.half, BLUR * computed) if told.blurred else told.half


def _is_no_chance(told: Quantity, first: Quantity, second: Quantity) -> bool:
    if told.blurred and told.digits <= TELLING_DIGITS:
        return told.clause == first.clause == second.clause
    digits = max(told.digits, first.digits)
    return digits >= TELLING_DIGITS or told.clause == first.clause == second.clause


def _verdict(
    material: Material, told: Quantity, first: Quantity, second: Quantity, computed: Decimal, word: str
) -> Check:
    pages = material.reading.pages
    return check(
        "product_nearby", "pass", f"所述{told.said}与{first.said}、{second.said}{word}一致。",
        [each.figure(pages) for each in (told, first, second)], told.value, plain(round(computed, 4)),
    )  # fmt: skip
