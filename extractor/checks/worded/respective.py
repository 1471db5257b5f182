"""Rates told one by one: 计划12项、预算286万元，实际完成7项、支出152.4万元，完成率分别为58.33%、53.29%."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from extractor.checks.engine import check
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import FORMULAS, fit
from extractor.checks.worded.frames import is_blurred
from extractor.checks.wording import wording
from extractor.model.report import Check, plain
from extractor.records.figures import decimals

_words = partial(wording, "respective")

FEWEST = 2
SHARE = FORMULAS["share"]


def rates_one_by_one(material: Material) -> Iterator[Check]:
    """Each rate is that of the goal and the result of its place. Fails for mistyped digits, where all others hold."""
    for clause in material.clauses:
        if "分别" not in clause.words:
            continue
        first = next(
            (
                at
                for at, each in enumerate(clause.quantities)
                if each.unit == RATE and at and _words("rates").search(clause.between(at - 1, at))
            ),
            0,
        )
        size = _length(clause, first) if first else 0
        if size >= FEWEST and first == 2 * size:
            yield from _verdicts(material, clause, size)


def _length(clause: Clause, first: int) -> int:
    """How many rates follow each other from ``first`` on."""
    end = first + 1
    while end < len(clause.quantities) and clause.quantities[end].unit == RATE:
        if not _words("joint").fullmatch(clause.between(end - 1, end)):
            break
        end += 1
    return end - first


def _verdicts(material: Material, clause: Clause, size: int) -> Iterator[Check]:
    wholes, parts, rates = (clause.quantities[size * n : size * (n + 1)] for n in range(3))
    if any(one.unit != two.unit or one.unit in {RATE, POINTS, ""} for one, two in zip(wholes, parts, strict=True)):
        return
    if not _words("goals").search(clause.between(-1, 0)) or not _words("done").search(clause.between(size - 1, size)):
        return
    if any(map(is_blurred, (*wholes, *parts, *rates))) or not all(each.value for each in wholes):
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
            yield check(
                "rates_one_by_one", "pass" if good else "fail",
                f"所述{rate.said if good else rate.quoted}，与按{part.said}÷{whole.said}计算的{plain(shown)}%"
                f"{'一致' if good else '不一致'}。",
                material.printed(rate, whole, part), rate.value, shown,
            )  # fmt: skip
