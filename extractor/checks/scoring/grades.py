"""The grade against the score (等级与得分): the tiers of 财预〔2020〕10号 or the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Status, check, tight
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Paragraph
from extractor.model.report import Check, OverallScore, plain
from extractor.patternbook import load_patterns
from extractor.values import grade_classes, usual_grade

_words = WORDINGS["grade_scale"]

# The common tiers hold since this year; older reports use local ones.
COMMON_SINCE = 2020
# A scale has so many tiers at least.
FEWEST_TIERS = 3
# So many characters before a grade the score stands that it is of.
SCORE_BEFORE = 24
_SCORE = re.compile(r"(\d+(?:\.\d+)?)分")


def grade_fits_score(material: Material) -> Iterator[Check]:
    """优 90-100, 良 80-90, 中 60-80, 差 below 60, lower bound included; or the tiers that the report prints."""
    scale = material.once(own_scale)
    for each in material.head.overall_scores:
        if each.score is None or not each.grade or each.score > HUNDRED:
            continue
        printed = grade_classes().get(each.grade)
        if printed is None:
            continue
        if scale:
            good, expected = _fits(scale, each.score, printed), _grade_of(scale, each.score)
            by, doubtful = "报告所列等级标准", False
        else:
            expected = usual_grade(each.score)
            good, by = printed == expected, "通用标准"
            doubtful = not good and (_states_own_scale(material) or _is_older(material))
        if not good and _fits_score_beside(material, each, scale, printed):
            continue  # 加权得分89.03分，等级为“良”, and a table of another score
        status: Status = "pass" if good else "unknown" if doubtful else "fail"
        verb = "相符" if good else f"不符，按{by}应为“{expected}”"
        yield check(
            "grade_fits_score", status, f"综合得分{plain(each.score)}分与评价等级“{each.grade}”{verb}。",
            [_figure(each)], each.grade, expected,
        )  # fmt: skip


def _fits_score_beside(material: Material, told: OverallScore, scale: list[tuple[Decimal, str]], grade: str) -> bool:
    """Whether the words of a grade come right behind another score than the one that it was put to, and are of that."""
    for each in told.evidence:
        text = material.reading.pages.layouts[each.page - 1].text
        before = tight(text[max(0, each.start - SCORE_BEFORE) : each.start])
        beside = _SCORE.findall(before[before.rfind("。") + 1 :])[-1:] if each.table is None else []
        if beside and Decimal(beside[0]) != told.score and score_fits(scale, Decimal(beside[0]), grade):
            return True
    return False


def own_scale(material: Material) -> list[tuple[Decimal, str]]:
    """The tiers that one paragraph prints, from the highest lower bound down; empty where none are clear."""
    for block in material.reading.blocks:
        if not isinstance(block, Paragraph) or "分" not in block.text or not _words["graded"].search(block.text):
            continue
        found = list(_words["tier"].finditer(block.text))
        if len(found) < FEWEST_TIERS:
            continue
        tiers: list[tuple[Decimal, str]] = []
        for match in found:
            numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", match["range"])]
            only_top = len(numbers) == 1 and _is_open_below(match["range"])
            tiers.append((ZERO if only_top else min(numbers), grade_classes().get(match["grade"], match["grade"])))
        tiers.sort(key=lambda tier: -tier[0])
        if len({bound for bound, _ in tiers}) == len({grade for _, grade in tiers}) == len(tiers):
            return tiers
    return []


def score_fits(scale: list[tuple[Decimal, str]], score: Decimal, grade: str) -> bool:
    """Whether a grade is that of a score: by the report's own tiers, where it prints any, else by the common ones."""
    return _fits(scale, score, grade) if scale else usual_grade(score) == grade


def _grade_of(scale: list[tuple[Decimal, str]], score: Decimal) -> str:
    return next((grade for bound, grade in scale if score >= bound), scale[-1][1])


def _fits(scale: list[tuple[Decimal, str]], score: Decimal, grade: str) -> bool:
    """Whether a grade is that of its tier; a score right on a bound may belong to either side."""
    just_below = _grade_of(scale, score - Decimal("0.01"))
    return grade == _grade_of(scale, score) or (score in {bound for bound, _ in scale} and grade == just_below)


def _states_own_scale(material: Material) -> bool:
    """Whether the text sets out bounds of its own (75分（含）以上为良)."""
    bound = re.compile(
        r"\d{2,3}\s*分?\s*(?:[（(]含[^）)]*[）)])?\s*(?:以上|以下|[-—~～至])[^。；]{0,24}?[“\"]?[优良中差合格]"
    )
    return any(bound.search(b.text) for b in material.reading.blocks if isinstance(b, Paragraph))


def _is_older(material: Material) -> bool:
    year, written = material.head.fiscal_year, material.head.report_date
    if year is None:  # one that is told by its date alone was made the year after, at the soonest
        return not written or int(written[:4]) <= COMMON_SINCE
    return year < COMMON_SINCE


def _is_open_below(range_: str) -> bool:
    return re.search(load_patterns("checks")["grade_scale"]["top_open"], range_) is not None


def _figure(score: OverallScore) -> Figure:
    return Figure(score.score or ZERO, 2, score.evidence)
