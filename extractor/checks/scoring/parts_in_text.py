"""Scores told part by part in one paragraph, whole and complete: 决策18.5分（满分20分）、过程17.1分（满分20分）…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.engine import Figure, Printed, check, compared, tight
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Paragraph
from extractor.model.report import Check, plain

_words = WORDINGS["parts_in_text"]

FEWEST_PARTS = 3
# Parts that miss the overall score by more are not all of it.
NEAR = Decimal(5)
# Each part tells its points and its score.
MARKS_OF_A_PART = 2
# So many deductions that are right show that a deduction by a part's name is what the part lost.
RIGHT_THAT_PROVE = 2


# Points behind a score or before it, and what stands between them.
_WAYS = (("behind", "points_behind"), ("before", "score_behind"))


class Part(NamedTuple):
    """A part by its name, with its points, its score and where they stand."""

    name: str
    points: Decimal
    score: Decimal
    place: Figure
    start: int
    end: int


def parts_in_text(material: Material) -> Iterator[Check]:
    """Parts whose points make 100: their scores against the overall one, and what each is said to have lost."""
    of_report = {each.score for each in material.head.overall_scores if each.score is not None}
    blocks = [block for block in material.reading.blocks if isinstance(block, Paragraph) and "分" in block.text]
    for block in blocks:
        if block.text.count("分") < MARKS_OF_A_PART * FEWEST_PARTS:
            continue
        yield from _levels(material, block, of_report)
        yield from _of_form(material, block)
        parts = next((found for how in _WAYS if (found := _complete(material, block, *how))), [])
        if not parts:
            continue
        summed = sum((part.score for part in parts), ZERO)
        places = [part.place for part in parts]
        own = _words["total"].search(block.text, max(part.end for part in parts))
        own = own or _words["total_before"].search(block.text[: min(part.start for part in parts)])
        # What a body tells of its own marks is not the score of the report.
        of_others = _words["own_marks"].search(block.text) is not None
        overall = {Decimal(own["score"])} if own else set() if of_others else of_report
        if own:
            place = Printed(block.passage, material.reading.pages, own.start("score"), own.end("score"))
            places = [Figure(Decimal(own["score"]), 0, place), *places]
        if summed in overall:
            message = f"所述各部分得分之和{plain(summed)}分与综合得分一致。"
            yield check("parts_in_text", "pass", message, places, summed, summed)
        elif len(overall) == 1 and not _words["extra"].search(block.text):
            said = next(iter(overall))
            if abs(said - summed) <= NEAR:
                yield check(
                    "parts_in_text", "fail",
                    f"所述各部分得分（{'、'.join(plain(part.score) for part in parts)}）之和{plain(summed)}分，"
                    f"与综合得分{plain(said)}分不一致。",
                    places, said, summed,
                )  # fmt: skip
        message = f"所述各部分分值之和{plain(HUNDRED)}分。"
        yield check("parts_in_text", "pass", message, places, HUNDRED, HUNDRED)
        yield from _deductions(material, blocks, parts)


def _levels(material: Material, block: Paragraph, overall: set[Decimal]) -> Iterator[Check]:
    """综合得分88.75分，其中：决策15分、过程21.75分、产出33分、效益19分: the four levels that are always all, without
    their points. Fails where a score has a fraction, so that they are surely no points."""
    for match in _words["levels"].finditer(block.text):
        said, last = Decimal(match["whole"]), match["last"]
        found = list(_words["level"].finditer(block.text, match.end("whole"), match.end()))
        names = {each["name"] for each in found}
        others = {item.level1 for item in material.items if item.level1} if len(found) < len(material.items) else set()
        if said not in overall or len(overall) > 1 or len(names) < len(found) or not last:
            continue
        if any(not any(name in level for name in names) for level in others):
            continue
        scores = [Decimal(each["score"]) for each in found]
        summed = sum(scores, ZERO)
        good = summed == said
        if good or (any(each % 1 for each in scores) and summed != HUNDRED):
            place = Printed(block.passage, material.reading.pages, match.start("whole"), match.end())
            yield compared(
                "parts_in_text", good,
                f"所述综合得分{plain(said)}分，与所列{'、'.join(each[0] for each in found)}之和{plain(summed)}分",
                [Figure(said, 0, place)], said, summed,
            )  # fmt: skip


def _of_form(material: Material, block: Paragraph) -> Iterator[Check]:
    """自评得分94分，其中投入10分、产出48分、效益27分、满意度10分: what a form scores. Fails where they are surely no
    points, which would make 100."""
    for match in _words["form"].finditer(block.text):
        found = list(_words["of_form"].finditer(block.text, match.end("whole"), match.end()))
        said, summed = Decimal(match["whole"]), sum((Decimal(each["score"]) for each in found), ZERO)
        parts = len({each["name"] for each in found})
        if parts < len(found) or parts <= FEWEST_PARTS or _words["extra"].search(block.text):
            continue
        if said == summed or (summed != HUNDRED and abs(summed - said) <= NEAR):
            place = Printed(block.passage, material.reading.pages, match.start("whole"), match.end())
            yield check(
                "parts_in_text", "pass" if said == summed else "fail",
                f"所述得分{plain(said)}分，与所列{'、'.join(each[0] for each in found)}之和{plain(summed)}分"
                f"{'一致' if said == summed else '不一致'}。",
                [Figure(said, 0, place)], said, summed,
            )  # fmt: skip


def _complete(material: Material, block: Paragraph, how: str, sign: str) -> list[Part]:
    """The parts of a paragraph, where they leave nothing out; else none. 总分100分，得分91.3分 is no part."""
    if len(_words[sign].findall(block.text)) < FEWEST_PARTS:
        return []
    parts = []
    for match in _words[how].finditer(block.text):
        place = Printed(block.passage, material.reading.pages, match.start("first"), match.end("last"))
        score = Decimal(match["score"])
        parts.append(
            Part(tight(match["name"]), Decimal(match["points"]), score, Figure(score, 0, place), *match.span())
        )
    parts = [part for part in parts if part.points != HUNDRED]
    whole = sum((part.points for part in parts), ZERO) == HUNDRED
    names = {part.name for part in parts}
    return parts if whole and len(parts) >= FEWEST_PARTS and len(names) == len(parts) else []


def _deductions(material: Material, blocks: list[Paragraph], parts: list[Part]) -> Iterator[Check]:
    """投入指标扣1分: the points of a part without its score, where the report says so once of each part."""
    cases: list[tuple[Part, Decimal, Figure]] = []
    for part in parts:
        pattern = re.compile(_words["deduction"].pattern.replace("NAME", re.escape(part.name)))
        found = [(block, match) for block in blocks for match in pattern.finditer(block.text)]
        if len(found) == 1:
            block, match = found[0]
            printed = Printed(block.passage, material.reading.pages, match.start("points"), match.end())
            cases.append((part, Decimal(match["points"]), Figure(Decimal(match["points"]), 0, printed)))
    right = [case for case in cases if case[0].points - case[0].score == case[1]]
    for part, said, place in cases if len(right) >= RIGHT_THAT_PROVE else ():
        lost = part.points - part.score
        yield check(
            "parts_in_text", "pass" if lost == said else "fail",
            f"所述“{part.name}”扣{plain(said)}分，与其分值{plain(part.points)}分减去得分{plain(part.score)}分的{plain(lost)}分"
            f"{'一致' if lost == said else '不一致'}。",
            [place, part.place], said, lost,
        )  # fmt: skip
