"""Rules between a scoring table and words: deductions named in remarks, level scores told in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.checks.engine import Figure, Material, check
from extractor.model.layout import Paragraph, Place
from extractor.model.report import Check, Evidence, ScoreItem, plain
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.score_items import score_parts


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
    sums = _level_sums(material.items)
    for block in material.reading.blocks:
        if not isinstance(block, Paragraph) or "分" not in block.text:
            continue
        for name, (computed, places) in sums.items():
            matches = list(_told_score(name).finditer(block.text))
            if len(matches) != 1:
                continue
            match = matches[0]
            said = Decimal(match["score"])
            found = evidence(block.passage, material.reading.pages, match.start(), match.end())
            figures = [Figure(said, 0, found), Figure(computed, 0, places)]
            if said == computed:
                yield check(
                    "level_score_told", "pass",
                    f"所述“{name}”得分{plain(said)}分，与评分表该部分得分之和一致。", figures, said, computed,
                )  # fmt: skip
            elif abs(said - computed) < 1:
                yield check(
                    "level_score_told", "fail",
                    f"所述“{name}”得分{plain(said)}分，与评分表该部分得分之和{plain(computed)}分不一致。",
                    figures, said, computed,
                )  # fmt: skip


def _with_remarks(material: Material) -> Iterator[tuple[ScoreItem, list[Evidence]]]:
    """Each indicator with a remark, and the place of the remark."""
    remarks = {
        (rows.table.grid.id, cell.row): evidence(
            cell.passage, material.reading.pages, place=Place(rows.table.grid.id, cell.row, cell.column)
        )
        for rows in score_parts(material.reading)
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


def _level_sums(items: list[ScoreItem]) -> dict[str, tuple[Decimal, list[Evidence]]]:
    """The scores below each level-1 name of the one scoring table; nothing where a score is missing."""
    if len({item.table for item in items}) != 1 or any(item.score is None for item in items):
        return {}
    sums: dict[str, tuple[Decimal, list[Evidence]]] = {}
    for item in items:
        name = re.sub(r"(?:指标|类)$", "", "".join((item.level1 or "").split()))
        if len(name) >= 2 and item.score is not None:
            total, places = sums.get(name, (Decimal(0), []))
            sums[name] = (total + item.score, [*places, *item.evidence[-1:]])
    return sums


@cache
def _told_score(name: str) -> re.Pattern[str]:
    words = load_patterns("checks")["level_scores"]
    return re.compile(rf"(?<![\u4e00-\u9fff]){re.escape(name)}{words['between']}(?P<score>\d+(?:\.\d+)?)\s*分(?!值)")


@cache
def _deduction() -> re.Pattern[str]:
    return re.compile(load_patterns("checks")["remarks"]["deduction"])


@cache
def _general() -> re.Pattern[str]:
    """Words that make a remark speak of the rule rather than of what was done."""
    return re.compile(load_patterns("checks")["remarks"]["general"])
