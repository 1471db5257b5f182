"""What a wording says its figures make, and whether a printed figure is that, as far as rounding allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.quantities import POINTS, RATE, Quantity
from extractor.checks.units import HUNDRED, ZERO, factor, half
from extractor.model.report import plain
from extractor.values.figures import decimals

ONE, MONTHS = Decimal(1), Decimal(12)
# What rounding may move a computed figure by, in shares of it, before it proves nothing.
WIDEST = Decimal("0.02")
# A slip keeps a figure within so many times of what it should be, or moves its point, or changes two digits; a rate
# within so many points, what two rates differ by within twice as many.
NEAR = Decimal(2)
NEAR_RATE, NEAR_POINTS = Decimal(5), Decimal(10)
TENS = frozenset(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))

Fit = Literal["fits", "unsure", "off"]


@dataclass(frozen=True)
class Formula:
    """``target`` is made of ``inputs``, by the names of a wording; ``said`` is what a letter calls it."""

    rule: str
    target: str
    inputs: tuple[str, ...]
    compute: Callable[..., Decimal]
    said: str


FORMULAS = {
    "share": Formula("share_by_words", "r", ("a", "b"), lambda a, b: b / a * HUNDRED, "之比"),
    "share_of_first": Formula("share_by_words", "s", ("a", "c"), lambda a, c: c / a * HUNDRED, "之比"),
    "share_of_either": Formula("share_by_words", "r", ("b", "c"), lambda b, c: c / b * HUNDRED, "之比"),
    "share_of_second": Formula("share_by_words", "s", ("b", "c"), lambda b, c: c / b * HUNDRED, "之比"),
    "saved_share": Formula("share_by_words", "r", ("b", "c"), lambda b, c: c / (b + c) * HUNDRED, "合计所占比例"),
    "kept_share": Formula("share_by_words", "r", ("b", "c"), lambda b, c: b / (b + c) * HUNDRED, "合计所占比例"),
    "share_beyond": Formula("share_by_words", "r", ("b", "c"), lambda b, c: b / (b - c) * HUNDRED, "之差之比"),
    "gained_share": Formula("share_by_words", "r", ("b", "c"), lambda b, c: c / (b - c) * HUNDRED, "与原数之比"),
    "lost_share": Formula("share_by_words", "r", ("b", "c"), lambda b, c: c / (b + c) * HUNDRED, "与原数之比"),
    "share_of_two": Formula(
        "share_by_words", "r", ("a", "b", "c"), lambda a, b, c: (b + c) / a * HUNDRED, "之和的比例"
    ),
    "rest_of_full": Formula("difference_by_words", "c", ("a",), lambda a: HUNDRED - a, "与满分100分之差"),
    "rest_share": Formula("share_by_words", "r", ("a", "b"), lambda a, b: abs(a - b) / a * HUNDRED, "之差所占比例"),
    "change": Formula("change_by_words", "r", ("a", "b"), lambda a, b: abs(b - a) / a * HUNDRED, "相比的变动"),
    "change_of_second": Formula(
        "change_by_words", "s", ("c", "b"), lambda c, b: abs(b - c) / c * HUNDRED, "相比的变动"
    ),
    "difference": Formula("difference_by_words", "c", ("a", "b"), lambda a, b: abs(a - b), "之差"),
    "rest": Formula("difference_by_words", "c", ("a", "b"), lambda a, b: a - b, "之差"),
    "rest_of_parts": Formula("difference_by_words", "d", ("a", "b", "c"), lambda a, b, c: a - b - c, "之差"),
    "left_over": Formula("difference_by_words", "d", ("a", "c"), lambda a, c: a - c, "之差"),
    "added": Formula("difference_by_words", "d", ("a", "c"), lambda a, c: a + c, "之和"),
    "carried": Formula("difference_by_words", "d", ("a", "b", "c"), lambda a, b, c: a + b - c, "收支结转"),
    "points": Formula("difference_by_words", "k", ("r", "s"), lambda r, s: abs(r - s), "之差"),
    "sum": Formula("difference_by_words", "c", ("a", "b"), lambda a, b: a + b, "之和"),
    "sum_of_three": Formula("difference_by_words", "d", ("a", "b", "c"), lambda a, b, c: a + b + c, "之和"),
    "part_by_rate": Formula("product_by_words", "b", ("a", "r"), lambda a, r: a * r / HUNDRED, "之积"),
    "mean_of_rates": Formula("mean_by_words", "t", ("r", "s"), lambda r, s: (r + s) / 2, "的平均值"),
    "of_months": Formula("multiple_by_words", "b", ("a",), lambda a: a * MONTHS, "乘12个月"),
    "multiple": Formula("multiple_by_words", "m", ("a", "b"), lambda a, b: b / a, "的倍数"),
    "multiple_of_second": Formula("multiple_by_words", "m", ("a", "b"), lambda a, b: a / b, "的倍数"),
    "times_more": Formula("multiple_by_words", "m", ("a", "b"), lambda a, b: (b - a) / a, "的倍数"),
}


def fit(stated: Quantity, compute: Callable[..., Decimal], inputs: Sequence[Quantity]) -> tuple[Fit, Decimal]:
    """Whether a figure is what others make, and what they make: ``unsure`` where only coarse rounding explains it, or
    where they leave nothing to divide by (520万元，比上年增加520万元)."""
    try:
        return _fit(stated, compute, inputs)
    except ArithmeticError:
        return "unsure", ZERO


def _fit(stated: Quantity, compute: Callable[..., Decimal], inputs: Sequence[Quantity]) -> tuple[Fit, Decimal]:
    values = [each.value for each in inputs]
    computed = compute(*values)
    unit = printed_half(stated)
    if abs(computed - stated.value) <= unit:
        return "fits", computed
    low, high = _range(compute, inputs, [each.half for each in inputs])
    cut_from = low if decimals(stated.text) else computed  # one part in a hundred is none of many digits
    is_cut = bool(unit) and cut_from - 2 * unit < stated.value <= high
    if is_cut or low - unit <= stated.value <= high + unit:
        return ("fits" if high - low <= max(2 * unit, WIDEST * abs(computed)) else "unsure"), computed
    low, high = _range(compute, inputs, [printed_half(each) for each in inputs])
    return ("unsure" if low - unit <= stated.value <= high + unit else "off"), computed


def printed_half(each: Quantity) -> Decimal:
    """Half a unit of the last printed place; counts and amounts in 元 without decimals are exact."""
    places = decimals(each.text)
    if each.unit in {RATE, POINTS, ""}:
        return half(places)
    scale = factor(each.text)
    return half(places) * scale if places or scale != ONE else ZERO


def printed_slack(*figures: Quantity) -> Decimal:
    """How far rounding may have moved the sum of figures: half a unit of each."""
    return sum(map(printed_half, figures), ZERO)


def is_near(stated: Decimal, computed: Decimal, unit: str) -> bool:
    """Whether two different figures were surely meant to be one."""
    if not computed or not stated:
        return False
    return (
        ONE / NEAR <= abs(stated / computed) <= NEAR
        or (unit in {RATE, POINTS} and abs(stated - computed) <= (NEAR_RATE if unit == RATE else NEAR_POINTS))
        or has_swapped_digits(stated, round(computed, decimals(plain(stated))))
        or any(abs(stated / computed / ten - ONE) <= Decimal("0.01") for ten in TENS)
    )


def arguments(formula: Formula, found: Mapping[str, Quantity]) -> list[Quantity] | None:
    """The inputs of a formula among the figures of a wording; None where one is lacking or makes no sense."""
    if formula.target not in found or any(name not in found for name in formula.inputs):
        return None
    inputs = [found[name] for name in formula.inputs]
    return inputs if all(each.value for each in inputs) else None


def _range(
    compute: Callable[..., Decimal], inputs: Sequence[Quantity], halves: Sequence[Decimal]
) -> tuple[Decimal, Decimal]:
    if not any(halves):
        value = compute(*(each.value for each in inputs))
        return value, value
    corners = [
        compute(*values)
        for values in product(
            *((each.value - moved, each.value + moved) for each, moved in zip(inputs, halves, strict=True))
        )
        if all(values)
    ]
    if not corners:
        raise ZeroDivisionError("nothing to divide by")
    return min(corners), max(corners)
