"""The grade against the score (等级与得分): the tiers of 财预〔2020〕10号 or the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Status, check
from extractor.checks.material import Material
from extractor.model.layout import Paragraph
from extractor.model.report import Check, OverallScore, plain
from extractor.values import grade_classes, usual_grade

FULL_SCORE = Decimal(100)
# The common tiers hold since this year; older reports use local ones.
COMMON_SINCE = 2020


def grade_fits_score(material: Material) -> Iterator[Check]:
    """优 90-100, 良 80-90, 中 60-80, 差 below 60, lower bound included."""
    for each in material.head.overall_scores:
        if each.score is None or not each.grade:
            continue
        expected, printed = usual_grade(each.score), grade_classes().get(each.grade)
        if printed is None or each.score > FULL_SCORE:
            continue
        good = printed == expected
        doubtful = not good and (_states_own_scale(material) or _is_older(material))
        status: Status = "pass" if good else "unknown" if doubtful else "fail"
        verb = "相符" if good else f"不符，按通用标准应为“{expected}”"
        yield check(
            "grade_fits_score", status, f"综合得分{plain(each.score)}分与评价等级“{each.grade}”{verb}。",
            [_figure(each)], each.grade, expected,
        )  # fmt: skip


def _states_own_scale(material: Material) -> bool:
    """Whether the text sets out bounds of its own (75分（含）以上为良)."""
    bound = re.compile(
        r"\d{2,3}\s*分?\s*(?:[（(]含[^）)]*[）)])?\s*(?:以上|以下|[-—~～至])[^。；]{0,24}?[“\"]?[优良中差合格]"
    )
    return any(bound.search(b.text) for b in material.reading.blocks if isinstance(b, Paragraph))


def _is_older(material: Material) -> bool:
    year = material.head.fiscal_year
    return year is None or year < COMMON_SINCE


def _figure(score: OverallScore) -> Figure:
    return Figure(score.score or Decimal(0), 2, score.evidence)
