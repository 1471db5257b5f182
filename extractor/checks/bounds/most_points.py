"""The most that a rule takes or gives (扣分上限): 最高扣5分, the points of an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material
from extractor.checks.quantities import SCORE
from extractor.checks.worded.clauses import marked
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["most_points"]


def deductions_within_most(material: Material) -> Iterator[Check]:
    """每发现1处扣1分，最高扣3分, and 4 points taken: the standard of the row takes no more than it says.

    Fails where the standard tells one such bound, for all that it takes.
    """
    good: list[Figure] = []
    for item in material.items:
        rules = tight(f"{item.standard or ''}{item.criteria or ''}")
        most = (
            [Decimal(match["points"] or match["points2"]) for match in _words["most"].finditer(rules)]
            if "扣" in rules
            else []
        )
        if len(most) != 1 or item.deduction is None or len(re.findall("扣", _words["until"].sub("", rules))) > 2:
            continue
        figures = [Figure(item.deduction, 0, item.evidence)]
        if item.deduction <= most[0]:
            good += figures
            continue
        yield check(
            "deduction_within_most", "fail",
            f"评分表“{item.level3 or item.level2 or ''}”评分标准规定最多扣{plain(most[0])}分，"
            f"实扣{plain(item.deduction)}分。",
            figures, item.deduction, most[0],
        )  # fmt: skip
    if good:
        yield check("deduction_within_most", "pass", f"{len(good)}项指标的扣分不超过评分标准规定的上限。", good)


def points_told_within(material: Material) -> Iterator[Check]:
    """该指标分值4分，扣5分: what the text says was taken, or given, is no more than the points right before it."""
    for clause in material.clauses.telling("分值", "满分", "权重"):
        for match in marked("most_points", "within").finditer(clause.words):
            full, told = clause.at(match.start("full")), clause.at(match.start("told"))
            if full.unit != SCORE or told.unit != SCORE or told.blurred or not full.value:
                continue
            good = told.value <= full.value
            verb = "扣" if match["lost"] else "得"
            yield check(
                "points_told_within", "pass" if good else "fail",
                f"所述{verb}{told.said}，{'未超过' if good else '超过'}所述分值{full.said}。",
                material.printed(told, full), told.value, full.value,
            )  # fmt: skip
