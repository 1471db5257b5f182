"""Rates that the remarks of a scoring table name against the rate that its standard asks for full points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material
from extractor.checks.scoring.remarks import is_lenient
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, ScoreItem, plain
from extractor.records.evidence import evidence

_words = WORDINGS["remarks"]

_RATE = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
# A rate that misses its goal by less may have been rounded up to it, or be within a step that costs nothing.
SURELY_MISSED = Decimal(1)


def rates_meet_standards(material: Material) -> Iterator[Check]:
    """达到95%得满分: an indicator with full points reached 95%, one that did not reach it lost some."""
    for item, cell in material.remarks:
        rate = one_rate(item)
        if rate is None or item.points is None or item.score is None:
            continue
        goals = set(_goals(item))
        if len(goals) != 1:
            continue
        goal, full = goals.pop(), item.score == item.points
        broken = full and goal - rate >= SURELY_MISSED and not is_lenient(item)
        if not broken and full != (rate >= goal):
            continue
        verb = "，却未扣分" if broken else "，得满分" if full else "，已扣分"
        yield check(
            "rate_meets_standard", "fail" if broken else "pass",
            f"评分表“{item.name}”说明所述{plain(rate)}%{'达到' if rate >= goal else '未达到'}"
            f"评分标准要求的{plain(goal)}%{verb}（得{plain(item.score)}分，分值{plain(item.points)}分）。",
            [Figure(rate, 0, [*evidence(*cell), *item.evidence])], rate, goal,
        )  # fmt: skip


def one_rate(item: ScoreItem) -> Decimal | None:
    """The one rate that the remark of an indicator tells of it, by a name that the indicator's own shares."""
    text = tight(item.comment or "")
    if len(_RATE.findall(text)) != 1:
        return None
    found = list(_words["named_rate"].finditer(text))
    if len(found) != 1:
        return None
    said = found[0]["name"]
    shared = any(said[at : at + 2] in item.name for at in range(len(said) - 1))
    return Decimal(found[0]["rate"]) if shared else None


def _goals(item: ScoreItem) -> Iterator[Decimal]:
    """The rates that earn all points, as the standard or the criteria tell them."""
    for match in _words["goal"].finditer(tight(f"{item.standard or ''}。{item.criteria or ''}")):
        points = match["points"] or match["points_"]
        if points is None or Decimal(points) == item.points:
            yield Decimal(match["goal"] or match["goal_"])
