"""Rates told one by one: 计划12项、预算286万元，实际完成7项、支出152.4万元，完成率分别为58.33%、53.29%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.engine import check, compared, rate_fits
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import FORMULAS, fit, printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["respective"]

FEWEST, FEWEST_SHARES = 2, 3
SHARE = FORMULAS["share"]


def rates_one_by_one(material: Material) -> Iterator[Check]:
    """Each rate is that of the goal and the result of its place. Fails for mistyped digits, where all others hold."""
    for clause in material.clauses.telling("分别"):
        first = next(
            (
                at
                for at, each in enumerate(clause.quantities)
                if each.unit == RATE and at and _words["rates"].search(clause.between(at - 1, at))
            ),
            0,
        )
        size = _length(clause, first) if first else 0
        if size >= FEWEST and first == 2 * size:
            yield from _verdicts(material, clause, size)


def shares_one_by_one(material: Material) -> Iterator[Check]:
    """甲1,080万元、乙432万元、丙518.4万元，分别占53.2%、21.28%、25.53%; 按30%、40%、30%拨付，即648万元、864万元….

    All but one are shares of one whole. Fails for mistyped digits of that one, where all together make the whole.
    """
    for clause in material.clauses.telling("即", "别"):
        first = next((at for at, each in enumerate(clause.quantities) if each.unit == RATE), 0)
        size = _length(clause, first) if clause.quantities[first].unit == RATE else 0
        rates = clause.quantities[first : first + size]
        if size < FEWEST_SHARES:
            continue
        if first >= size and _words["of_whole"].search(clause.between(first - 1, first)):
            parts = clause.quantities[first - size : first]
        elif first + 2 * size <= len(clause.quantities) and _words["by_rates"].search(
            clause.between(first + size - 1, first + size)
        ):
            parts = clause.quantities[first + size : first + 2 * size]
        else:
            continue
        if _are_plain(parts, rates):
            yield from _of_one_whole(material, clause, parts, rates, dealt=parts[0].start > rates[0].start)


def _are_plain(parts: Sequence[Quantity], rates: Sequence[Quantity]) -> bool:
    unit = parts[0].unit
    alike = all(each.unit == unit and each.per is None and each.value for each in parts)
    return alike and unit not in {RATE, POINTS, ""} and not any_rough((*parts, *rates))


def _of_one_whole(
    material: Material, clause: Clause, parts: Sequence[Quantity], rates: Sequence[Quantity], *, dealt: bool
) -> Iterator[Check]:
    """``dealt``: the amounts are dealt out by the rates, so that these are exact; else the rates are rounded."""
    own = set(parts)
    told = [each.value for each in clause.scope.by_unit.get(parts[0].unit, []) if each not in own]
    summed = sum((each.value for each in parts), ZERO)
    made = [part.value / rate.value * HUNDRED for part, rate in zip(parts, rates, strict=True) if rate.value]
    for whole in dict.fromkeys([*told, summed, *made]):
        if not whole or not (summed == whole or sum((each.value for each in rates), ZERO) == HUNDRED):
            continue
        cases = [
            (rate, part, part.value / whole * HUNDRED, _fits(rate, part, whole, dealt=dealt))
            for rate, part in zip(rates, parts, strict=True)
        ]
        off = [case for case in cases if not case[-1]]
        if len(off) > 1:
            continue
        if not off:
            listed = "、".join(each.said for each in rates)
            message = f"所述{listed}与各项所占比例一致。"
            yield check("shares_one_by_one", "pass", message, material.printed(*parts, *rates))
            return
        rate, part, computed, _ = off[0]
        meant = round(computed, decimals(rate.text))
        if is_mistyped(rate.value, meant) or is_mistyped(part.value, whole * rate.value / HUNDRED):
            yield check(
                "shares_one_by_one", "fail",
                f"所述{part.said}与{rate.said}不一致：其余各项均与所述比例相符，该项比例为{plain(meant)}%。",
                material.printed(rate, part), rate.value, meant,
            )  # fmt: skip
        return


def _fits(rate: Quantity, part: Quantity, whole: Decimal, *, dealt: bool) -> bool:
    if dealt:
        return abs(whole * rate.value / HUNDRED - part.value) <= printed_half(part)
    return rate_fits(rate.value, decimals(rate.text), part.value, whole, part.half, ZERO)


def _length(clause: Clause, first: int) -> int:
    """How many rates follow each other from ``first`` on."""
    end = first + 1
    while end < len(clause.quantities) and clause.quantities[end].unit == RATE:
        if not _words["joint"].fullmatch(clause.between(end - 1, end)):
            break
        end += 1
    return end - first


def _verdicts(material: Material, clause: Clause, size: int) -> Iterator[Check]:
    wholes, parts, rates = (clause.quantities[size * n : size * (n + 1)] for n in range(3))
    if any(one.unit != two.unit or one.unit in {RATE, POINTS, ""} for one, two in zip(wholes, parts, strict=True)):
        return
    if not _words["goals"].search(clause.between(-1, 0)) or not _words["done"].search(clause.between(size - 1, size)):
        return
    if any_rough((*wholes, *parts, *rates)) or not all(each.value for each in wholes):
        return
    cases = [
        (rate, whole, part, *fit(rate, SHARE.compute, [whole, part]))
        for rate, whole, part in zip(rates, wholes, parts, strict=True)
    ]
    if sum(fits == "fits" for *_, fits, _ in cases) < size - 1:
        return
    for rate, whole, part, fits, computed in cases:
        shown = round(computed, max(decimals(rate.text), 2))
        if fits == "fits" or (fits == "off" and is_mistyped(rate.value, round(computed, decimals(rate.text)))):
            good = fits == "fits"
            yield compared(
                "rates_one_by_one", good,
                f"所述{rate.said if good else rate.quoted}，与按{part.said}÷{whole.said}计算的{plain(shown)}%",
                material.printed(rate, whole, part), rate.value, shown,
            )  # fmt: skip
