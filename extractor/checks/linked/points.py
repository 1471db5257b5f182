"""What the text tells of an indicator by its name, against its row: 机械化率82%，低于目标值3个百分点，扣2分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, check, compared
from extractor.checks.figures_told import place_told, sentences
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.clauses import POINTED
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, ScoreItem, plain
from extractor.records.values import Spot
from extractor.values.figures import folded

_words = WORDINGS["told_points"]

SHORTEST_NAME = 4
# So many deductions of other indicators that are told as they are show that the text tells what rows lost.
RIGHT_THAT_PROVE = 1


@dataclass(frozen=True)
class _Told:
    """A deduction that a sentence tells right behind the name of one indicator."""

    item: ScoreItem
    spot: Spot
    start: int
    end: int
    points: Decimal
    lost: Decimal

    @property
    def holds(self) -> bool:
        return self.points == self.lost


def deductions_told(material: Material) -> Iterator[Check]:
    """预算执行率96%，扣0.4分: its points without its score. Fails beside others that are told right."""
    names = _names(material)
    if not names:
        return
    cases = [each for spot in material.texts.telling("扣") for each in _of_text(spot, names)]
    right = sum(each.holds for each in cases)
    for told in cases:
        if told.holds or right >= RIGHT_THAT_PROVE:
            yield compared(
                "deduction_told", told.holds,
                f"正文所述“{told.item.name}”扣{plain(told.points)}分，与评分表该指标实际扣减的{plain(told.lost)}分",
                [place_told(material.reading.pages, told.spot, told.start, told.end), material.points_of(told.item)],
                told.points, told.lost,
            )  # fmt: skip


def _names(material: Material) -> dict[str, ScoreItem]:
    """The indicators with points and score by their names; one that two rows share names none."""
    found: dict[str, list[ScoreItem]] = {}
    for item in material.items:
        if item.points is not None and item.score is not None and len(item.name) >= SHORTEST_NAME:
            found.setdefault(item.name, []).append(item)
    return {name: items[0] for name, items in found.items() if len(items) == 1}


def _of_text(spot: Spot, names: dict[str, ScoreItem]) -> Iterator[_Told]:
    text = spot.passage.text
    for start, end in sentences(text):
        told = list(_words["deduction"].finditer(text, start, end))
        named = [name for name in names if name in text[start:end]]
        named = [name for name in named if not any(name != other and name in other for other in named)]
        if _words["open"].search(text[start:end]):
            continue
        if len(told) > 1:  # 足球场数量扣1.67分、按期完工率扣5分
            yield from _each(spot, told, {name: names[name] for name in named})
            continue
        if len(told) != 1 or len(named) != 1:
            continue
        item, match = names[named[0]], told[0]
        if text.find(named[0], start, match.start()) < 0 or item.points is None or item.score is None:
            continue
        yield _Told(item, spot, match.start(), match.end(), Decimal(match["points"]), item.points - item.score)


def _each(spot: Spot, told: list[re.Match[str]], names: dict[str, ScoreItem]) -> Iterator[_Told]:
    """The deductions of a list, each right behind the name of its indicator."""
    for match in told:
        before = spot.passage.text[: match.start()].rstrip("，,：: ")
        name = max((name for name in names if before.endswith(name)), key=len, default=None)
        item = names[name] if name else None
        if item is not None and item.points is not None and item.score is not None:
            yield _Told(item, spot, match.start(), match.end(), Decimal(match["points"]), item.points - item.score)


def points_and_deductions(material: Material) -> Iterator[Check]:
    """综合得分87.5分，扣12.5分。其中：决策扣1分，过程扣4.5分，…: they make 100; the levels lost all of it."""
    for spot in material.texts.telling("扣"):
        for match in _words["both"].finditer(spot.passage.text):
            score, lost = Decimal(match["score"]), Decimal(match["lost"])
            good = score + lost == HUNDRED
            if not good and not any(each.score in {score, HUNDRED - lost} for each in material.head.overall_scores):
                continue
            place = place_told(material.reading.pages, spot, match.start(), match.end())
            yield check(
                "points_and_deductions", "pass" if good else "fail",
                f"所述得分{plain(score)}分与扣{plain(lost)}分之和{plain(score + lost)}分，"
                f"{'为' if good else '不为'}满分{plain(HUNDRED)}分。",
                [place], score, HUNDRED - lost,
            )  # fmt: skip
            parts = _words["list"].match(spot.passage.text, match.end())
            levels = list(_words["level"].finditer(parts.string, match.end(), parts.end())) if parts and good else []
            summed = sum((Decimal(each["points"]) for each in levels), ZERO)
            if len({each["name"] for each in levels}) == len(levels) > 2 and (summed == lost or len(levels) > 3):
                yield check(
                    "points_and_deductions", "pass" if summed == lost else "fail",
                    f"所述共扣{plain(lost)}分，与所列各部分扣分之和{plain(summed)}分"
                    f"{'一致' if summed == lost else '不一致'}。",
                    [place], lost, summed,
                )  # fmt: skip


def gaps_to_goals(material: Material) -> Iterator[Check]:
    """机械化率82%，低于目标值3个百分点, and ≥85% and 82% in its row: what the two differ by."""
    names = {item.name: item for item in material.items if item.target and item.actual and len(item.name) >= 3}
    for clause in material.clauses.telling(POINTED) if names else ():
        for at in range(1, len(clause.quantities)):
            gap, rate = clause.quantities[at], clause.quantities[at - 1]
            if gap.unit != POINTS or rate.unit != RATE or not _words["gap"].fullmatch(clause.between(at - 1, at)):
                continue
            label = clause.between(at - 2, at - 1)
            item = next((item for name, item in names.items() if name in label), None)
            goal, actual = (_rate(item.target), _rate(item.actual)) if item else (None, None)
            if item is None or goal is None or actual != rate.value:
                continue
            computed = abs(goal - actual)
            cells = (material.cell_of(item, role) for role in ("target", "actual"))
            good = computed == gap.value
            yield compared(
                "gap_to_goal", good,
                f"正文所述“{item.name}”与目标值相差{gap.said}，与表中指标值{plain(goal)}%和实际完成值{plain(actual)}%之差{plain(computed)}个百分点",
                [*material.printed(gap, rate), *_figures(goal, cells)], gap.value, computed,
            )  # fmt: skip


def _figures(value: Decimal, cells: Iterator[Printed | None]) -> list[Figure]:
    return [Figure(value, 0, cell) for cell in cells if cell is not None]


def _rate(text: str | None) -> Decimal | None:
    match = _words["rate"].fullmatch(folded(text or ""))
    return Decimal(match["rate"]) if match else None
