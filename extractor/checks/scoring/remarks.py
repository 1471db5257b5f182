"""Rules between a scoring table and the remarks in it: deductions named (扣1.5分), cases counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, ScoreItem, plain

_words = WORDINGS["remarks"]


def deductions_in_remarks(material: Material) -> Iterator[Check]:
    """The deduction that a remark names (扣1.5分) against the cell, where the remark names one only."""
    good: list[Figure] = []
    count = 0
    for item, cell in material.remarks:
        lost = points_lost(item)
        named = [Decimal(match["points"]) for match in _words["deduction"].finditer(item.comment or "")]
        if lost is None or not named:
            continue
        figures = [Figure(lost, 0, item.evidence), Figure(named[-1], 0, cell)]
        if lost in {sum(named, ZERO), named[-1]}:
            count += 1
            good += figures
        elif len(named) == 1 and not _words["general"].search(item.comment or ""):
            yield check(
                "deduction_in_remark", "fail",
                f"评分表“{item.name}”说明中所述扣{plain(named[0])}分，与该指标实际扣减的{plain(lost)}分不一致。",
                figures, named[0], lost,
            )  # fmt: skip
    if count:
        yield check("deduction_in_remark", "pass", f"评分表{count}项指标说明中的扣分与所扣分值一致。", good)


def cases_in_remarks(material: Material) -> Iterator[Check]:
    """每发现1例扣0.5分, and a remark that names four: the deduction of 2 is that of the cases.

    Fails only where the rule is the one that takes points, and the remark tells one count, by its measure word, and no
    reason to take less.
    """
    good: list[Figure] = []
    count = 0
    for item, cell in material.remarks:
        lost = points_lost(item)
        rule = _words["case"].search(item.standard or "") or _words["case"].search(item.criteria or "")
        each = Decimal(rule["points"]) if rule else None
        if lost is None or rule is None or not each:
            continue
        figures = [Figure(lost, 0, item.evidence), Figure(lost, 0, cell)]
        cases = lost / each
        # What is lacking (每少1个) is not what a remark counts as done.
        told = None if rule["lacking"] else _one_count(item, rule["measure"])
        if lost and cases == cases.to_integral_value() and _counts(item.comment or "", int(cases)):
            count += 1
            good += figures
        elif told is not None and 0 < lost < (item.points or 0) and told * each != lost:
            computed = told * each
            yield check(
                "cases_in_remark", "fail",
                f"评分表“{item.name}”按“{rule[0]}”、说明所述{told}{rule['measure']}"
                f"应扣{plain(computed)}分，实扣{plain(lost)}分。",
                figures, lost, computed,
            )  # fmt: skip
    if count:
        yield check(
            "cases_in_remark", "pass", f"评分表{count}项指标的扣分与评分标准所定每例扣分、说明所列例数一致。", good
        )


def _one_count(item: ScoreItem, measure: str) -> int | None:
    """The one count of a remark by the measure word of its rule; None where others, or other rules, may be meant."""
    rules = f"{item.standard or ''}{item.criteria or ''}"
    # One clause of one fault: 3处…未留痕，扣1.5分; where faults are listed, some are told without a count.
    remark = _words["deduction"].sub("", tight(item.comment or "")).rstrip("，。；,;")
    told = re.fullmatch(rf"[^\d、，。；,;]*?(\d+){measure}[^\d、，。；,;]*", remark)
    alone = len(re.findall("扣", rules.replace("扣完", ""))) == 1
    return int(told[1]) if told and alone and not is_lenient(item) else None


def is_lenient(item: ScoreItem) -> bool:
    """Whether words tell why less was taken than the rule asks, or that it was taken elsewhere."""
    return _words["lenient"].search(f"{item.comment or ''} {item.standard or ''}") is not None


def _counts(remark: str, cases: int) -> bool:
    """Whether a remark counts so many cases: by a figure, or case by case (①…②…, 一是…二是…)."""
    if re.search(rf"(?<![\d.]){cases}\s*(?:个|项|处|例|次|家|份|起|人|所|条|户|座)", remark):
        return True
    counts = re.findall(r"(?<![\d.])(\d+)\s*(?:个|项|处|例|次|家|份|起|人|所|条|户|座)", remark)
    if len(counts) == 2 and abs(int(counts[0]) - int(counts[1])) == cases:  # 计划28个，完成26个
        return True
    marks = re.findall(r"[①-⑨]|[（(]\d[)）]|(?<![\d.])\d[.、](?!\d)|[一二三四五六七八九]是", remark)
    return len(marks) == cases


def points_lost(item: ScoreItem) -> Decimal | None:
    """The deduction of an indicator, as its cell tells it or as its points and score leave it."""
    if item.deduction is not None:
        return item.deduction
    return item.points - item.score if item.points is not None and item.score is not None else None
