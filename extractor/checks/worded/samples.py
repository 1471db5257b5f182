"""Shares of what was looked at, told in another clause: 抽查240名老人…；46人存在代签，占抽查人数的19.17%."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import check, rate_fits
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, any_rough, share_said
from extractor.checks.worded.clauses import marked
from extractor.checks.worded.formulas import HUNDRED, NEAR_RATE
from extractor.model.report import Check
from extractor.values.figures import decimals

REACH = 8


def shares_of_samples(material: Material) -> Iterator[Check]:
    """Fails where the paragraph tells one sample of that kind, and no other of its figures makes the rate."""
    for clause in material.clauses.telling("占"):
        for match in marked("samples", "said").finditer(clause.words):
            part, rate = clause.at(match.start("part")), clause.at(match.start("rate"))
            if rate.unit != RATE or part.unit in {"", RATE, POINTS} or part.per is not None:
                continue
            verb = match["verb"]
            alike = [q for q in clause.scope.quantities if q.start < part.start and _kind(q) == _kind(part) and q.value]
            samples = [q for q in alike if verb in q.words_before(REACH)]
            if len({q.value for q in samples}) != 1:
                continue
            whole = samples[-1]
            good = _is_share(rate, part, whole)
            others = any(_is_share(rate, part, each) for each in alike)
            if not good and (others or any_rough((part, rate, whole)) or part.value > whole.value):
                continue
            shown = round(part.value / whole.value * HUNDRED, max(decimals(rate.text), 2))
            if good or abs(shown - rate.value) <= NEAR_RATE:
                yield check(
                    "share_of_sample", "pass" if good else "fail",
                    f"所述{rate.said}，与{share_said(part, whole, shown)}{'一致' if good else '不一致'}。",
                    material.printed(rate, part, whole), rate.value, shown,
                )  # fmt: skip


def _is_share(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    return rate_fits(rate.value, decimals(rate.text), part.value, whole.value, part.half, whole.half)


def _kind(each: Quantity) -> str:
    """What a count counts: 名 and 位 are people as 人 is."""
    return "人" if each.unit in {"名", "位", "人次"} else YUAN if each.unit == YUAN else each.unit.removeprefix("个")
