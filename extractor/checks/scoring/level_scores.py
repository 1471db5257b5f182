"""Rules of the scores that the text tells part by part (决策类得分12分，得分率80%) against the scoring table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Status, check, total
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.level_scores_found import Told, part_told
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

# A score told that misses the table's by more than this is one of something else.
NEAR = Decimal(1)
# A figure right behind a name, without any word for a score, is one where so many others beside it are.
OTHERS_THAT_PROVE = 2
# A report is scored in so many parts at least, out of a full score.
FEWEST_PARTS = 3


def level_scores_told(material: Material) -> Iterator[Check]:
    """决策类得分12分 in the text against the scores of the indicators below 决策."""
    told = [each for each in material.level_scores if each.score and each.level.score is not None]
    right = [each for each in told if each.is_right]
    for each in told:
        if each.score is None or each.level.score is None:
            continue
        said, stands = Decimal(each.score[0]), each.level.score
        figures = [each.figure(material.reading.pages, each.score), Figure(stands, 0, each.level.evidence)]
        # What is above the points of a part is no score of it: 得分81分 is of the whole.
        possible = each.level.points is None or said <= each.level.points
        near = possible and (abs(said - stands) <= NEAR or has_swapped_digits(said, stands))
        beside = [other for other in right if other.passage is each.passage]
        if said == stands:
            yield check(
                "level_score_told", "pass",
                f"所述“{each.level.name}”得分{plain(said)}分，与评分表该部分得分之和一致。", figures, said, stands,
            )  # fmt: skip
        elif near and (not each.bare or len(beside) >= OTHERS_THAT_PROVE):
            yield check(
                "level_score_told", "fail",
                f"所述“{each.level.name}”得分{plain(said)}分，与评分表该部分得分之和{plain(stands)}分不一致。",
                figures, said, stands,
            )  # fmt: skip


def level_points_told(material: Material) -> Iterator[Check]:
    """决策（15分） in the text against the points of the indicators below 决策; never fails: it may be a rate."""
    for each in material.level_scores:
        if each.points is None or each.level.points != Decimal(each.points[0]):
            continue
        pages = material.reading.pages
        figures = [each.figure(pages, each.points), Figure(each.level.points, 0, each.level.evidence)]
        yield check(
            "level_points_told", "pass",
            f"所述“{each.level.name}”分值{each.points[0]}分，与评分表该部分分值之和一致。",
            figures, each.level.points, each.level.points,
        )  # fmt: skip


def score_rates_told(material: Material) -> Iterator[Check]:
    """决策类得分12分，得分率80%: the score by the points of the indicators below 决策."""
    for each in material.level_scores:
        if not each.rate or not each.score or not each.level.points:
            continue
        said, score, places = Decimal(each.rate[0]), Decimal(each.score[0]), decimals(each.rate[0])
        good = each.fits
        computed = round(score / each.level.points * 100, max(places, 2))
        verb = "一致" if good else "不一致"
        # A level whose score the table tells otherwise may have been read with rows of another.
        bad: Status = "fail" if each.level.score == score else "unknown"
        yield check(
            "score_rate_told", "pass" if good else bad,
            f"所述“{each.level.name}”得分率{each.rate[0]}%，与得分{plain(score)}分占其分值{plain(each.level.points)}分的"
            f"{plain(computed)}%{verb}。",
            [each.figure(material.reading.pages, each.rate), each.figure(material.reading.pages, each.score),
             Figure(each.level.points, 0, each.level.evidence)], said, computed,
        )  # fmt: skip


def section_scores(material: Material) -> Iterator[Check]:
    """该部分得12.6分，满分15分, section by section, against the overall score and the full one."""
    overall = {each.score for each in material.head.overall_scores if each.score is not None}
    for parent in {id(s.parent): s.parent for s in material.reading.outline.sections if s.parent}.values():
        if len(parent.children) < FEWEST_PARTS:
            continue
        parts: list[Told] = []
        for number, child in enumerate(parent.children):
            part = part_told(child)
            if part is not None:
                parts.append(part)
            elif len(parts) < number:  # one may lack its score; where two do the sections are no parts
                break
        if len(parts) < FEWEST_PARTS or len(parts) < len(parent.children) - 1:
            continue
        pages = material.reading.pages
        for name, figures in (
            ("得分", [part.figure(pages, part.score) for part in parts if part.score]),
            ("分值", [part.figure(pages, part.points) for part in parts if part.points]),
        ):
            summed = total(figures)
            if len(figures) < len(parts):
                continue
            wholes = overall if name == "得分" else {HUNDRED}
            if summed in wholes:
                message = f"各部分所述{name}之和{plain(summed)}分与总分一致。"
                yield check("section_scores", "pass", message, figures, summed, summed)
            elif name == "得分" and len(overall) == 1 and abs(summed - next(iter(overall))) <= NEAR:
                said = next(iter(overall))
                yield check(
                    "section_scores", "fail",
                    f"各部分所述得分之和{plain(summed)}分，与综合得分{plain(said)}分不一致。", figures, said, summed,
                )  # fmt: skip
