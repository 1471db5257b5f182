"""The goal of an indicator against what was reached and the points that it got: ≥90%, 88%, ten of ten points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material
from extractor.checks.scoring.remarks import is_lenient
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import folded

_words = WORDINGS["goals"]

# A goal that is missed by less may have been rounded up to.
SURELY_MISSED = Decimal("0.01")
# A goal without a bound may be told roughly.
FAR_MISSED = Decimal("0.05")


def goals_of_rows(material: Material) -> Iterator[Check]:
    """年度指标值≥90%, 实际完成值88%, full points: an indicator with a bound gets them where it is kept.

    Fails where bound and result have one unit and the bound is surely missed; where no word (酌情) tells why.
    """
    for item in material.items:
        counted = "产出" in (item.level1 or "") and not _words["not_more"].search(item.name)
        goal = _words["goal"].fullmatch(folded(item.target or "")) or (
            _words["counted"].fullmatch(folded(item.target or "")) if counted else None
        )
        reached = _words["reached"].fullmatch(folded(item.actual or ""))
        if goal is None or reached is None or goal["unit"] != reached["unit"] or item.score is None or not item.points:
            continue
        bound, result = (Decimal(match["value"].replace(",", "")) for match in (goal, reached))
        is_bound = "least" in goal.re.groupindex
        at_least = not is_bound or goal["least"] is not None
        met, full = (result >= bound if at_least else result <= bound), item.score == item.points
        missed = (
            not met and abs(result - bound) >= (SURELY_MISSED if is_bound else FAR_MISSED) * abs(bound) and result != 0
        )
        said = f"“{item.name}”指标值{tight(item.target or '')}，实际完成值{tight(item.actual or '')}"
        cells = (material.cell_of(item, role) for role in ("target", "actual"))
        figures = [Figure(result, 0, item.evidence), *(Figure(result, 0, cell) for cell in cells if cell is not None)]
        if met and full:
            yield check("goal_in_row", "pass", f"{said}，得满分{plain(item.points)}分。", figures, result, bound)
        elif missed and full and not is_lenient(item):
            message = f"{said}，未达到指标值，却得满分{plain(item.points)}分。"
            yield check("goal_in_row", "fail", message, figures, result, bound)
        elif missed and not full:
            yield check("goal_in_row", "pass", f"{said}，未达到指标值，已扣分。", figures, result, bound)
