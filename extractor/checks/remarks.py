"""Rules between a scoring table and words: deductions named in remarks, level scores told in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.checks.engine import Figure, check, rate_fits
from extractor.checks.material import Material
from extractor.model.layout import Paragraph, Place
from extractor.model.report import Check, Evidence, ScoreItem, plain
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.figures import decimals


@dataclass(frozen=True)
class Level:
    """A level-1 name with the points and scores of all indicators below it."""

    name: str
    points: Decimal
    score: Decimal
    evidence: list[Evidence]


def deductions_in_remarks(material: Material) -> Iterator[Check]:
    """The deduction that a remark names (扣1.5分) against the cell, where the remark names one only."""
    good: list[Figure] = []
    count = 0
    for item, cell in _with_remarks(material):
        lost = _lost(item)
        named = [Decimal(match["points"]) for match in _deduction().finditer(item.comment or "")]
        if lost is None or not named:
            continue
        figures = [Figure(lost, 0, item.evidence), Figure(named[-1], 0, cell)]
        if lost in {sum(named, Decimal(0)), named[-1]}:
            count += 1
            good += figures
        elif len(named) == 1 and not _general().search(item.comment or ""):
            name = item.level3 or item.level2 or ""
            yield check(
                "deduction_in_remark", "fail",
                f"评分表“{name}”说明中所述扣{plain(named[0])}分，与该指标实际扣减的{plain(lost)}分不一致。",
                figures, named[0], lost,
            )  # fmt: skip
    if count:
        yield check("deduction_in_remark", "pass", f"评分表{count}项指标说明中的扣分与所扣分值一致。", good)


def level_scores_told(material: Material) -> Iterator[Check]:
    """决策类得分12分 in the text against the scores of the indicators below 决策."""
    for level, match, found in _levels_told(material):
        yield from _score_told(level, Decimal(match["score"]), found)


def score_rates_told(material: Material) -> Iterator[Check]:
    """决策类得分12分，得分率80%: the score by the points of the indicators below 决策."""
    for level, match, found in _levels_told(material):
        if match["rate"] and level.points:
            yield _rate_told(level, match, found)


def _levels_told(material: Material) -> Iterator[tuple[Level, re.Match[str], list[Evidence]]]:
    """Each level whose score one place of a paragraph tells."""
    levels = _levels(material.items)
    for block in material.reading.blocks:
        if not isinstance(block, Paragraph) or "分" not in block.text:
            continue
        for level in levels:
            matches = list(_told_score(level.name).finditer(block.text))
            if len(matches) == 1:
                start, end = matches[0].span()
                yield level, matches[0], evidence(block.passage, material.reading.pages, start, end)


def _score_told(level: Level, said: Decimal, found: list[Evidence]) -> Iterator[Check]:
    figures = [Figure(said, 0, found), Figure(level.score, 0, level.evidence)]
    if said == level.score:
        yield check(
            "level_score_told", "pass",
            f"所述“{level.name}”得分{plain(said)}分，与评分表该部分得分之和一致。", figures, said, level.score,
        )  # fmt: skip
    elif abs(said - level.score) < 1:
        yield check(
            "level_score_told", "fail",
            f"所述“{level.name}”得分{plain(said)}分，与评分表该部分得分之和{plain(level.score)}分不一致。",
            figures, said, level.score,
        )  # fmt: skip


def _rate_told(level: Level, match: re.Match[str], found: list[Evidence]) -> Check:
    """The 得分率 beside a level's score: the score by the level's points."""
    said, score, places = Decimal(match["rate"]), Decimal(match["score"]), decimals(match["rate"])
    good = rate_fits(said, places, score, level.points, Decimal(0), Decimal(0))
    computed = round(score / level.points * 100, max(places, 2))
    verb = "一致" if good else "不一致"
    return check(
        "score_rate_told", "pass" if good else "fail",
        f"所述“{level.name}”得分率{match['rate']}%，与得分{plain(score)}分占其分值{plain(level.points)}分的"
        f"{plain(computed)}%{verb}。",
        [Figure(said, places, found), Figure(level.points, 0, level.evidence)], said, computed,
    )  # fmt: skip


def _with_remarks(material: Material) -> Iterator[tuple[ScoreItem, list[Evidence]]]:
    """Each indicator with a remark, and the place of the remark."""
    remarks = {
        (rows.table.grid.id, cell.row): evidence(
            cell.passage, material.reading.pages, place=Place(rows.table.grid.id, cell.row, cell.column)
        )
        for rows in material.score_parts
        for row in rows.indicator_rows()
        if (cell := rows.own_cell("comment", row)) is not None
    }
    for item in material.items:
        place = next(((e.table or "", e.row or 0) for e in item.evidence), None)
        if item.comment and place in remarks:
            yield item, remarks[place]


def _lost(item: ScoreItem) -> Decimal | None:
    if item.deduction is not None:
        return item.deduction
    return item.points - item.score if item.points is not None and item.score is not None else None


def _levels(items: list[ScoreItem]) -> list[Level]:
    """The level-1 groups of the one scoring table; none where a score or points are missing."""
    if len({item.table for item in items}) != 1:
        return []
    found: dict[str, Level] = {}
    for item in items:
        name = re.sub(r"(?:指标|类)$", "", "".join((item.level1 or "").split()))
        if item.score is None or item.points is None:
            return []
        if len(name) >= 2:
            old = found.get(name, Level(name, Decimal(0), Decimal(0), []))
            places = [*old.evidence, *item.evidence[-1:]]
            found[name] = Level(name, old.points + item.points, old.score + item.score, places)
    return list(found.values())


@cache
def _told_score(name: str) -> re.Pattern[str]:
    words = load_patterns("checks")["level_scores"]
    score = r"(?P<score>\d+(?:\.\d+)?)\s*分(?!值)"
    return re.compile(rf"(?<![\u4e00-\u9fff]){re.escape(name)}{words['between']}{score}(?:{words['rate']})?")


@cache
def _deduction() -> re.Pattern[str]:
    return re.compile(load_patterns("checks")["remarks"]["deduction"])


@cache
def _general() -> re.Pattern[str]:
    """Words that make a remark speak of the rule rather than of what was done."""
    return re.compile(load_patterns("checks")["remarks"]["general"])
