"""Points of a scoring table without a total row that make 105 instead of 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["parts_in_text"]

NEAR = Decimal(10)
FEWEST_ITEMS = 5


def points_make_full(material: Material) -> Iterator[Check]:
    """The points of all indicators make 100. Fails where their scores make the overall one, so that none is lacking.

    A scale of 110 or 120 is another matter, as are extra points.
    """
    items = material.items
    told = [(item.points, item.score) for item in items if item.points is not None and item.score is not None]
    if len(items) < FEWEST_ITEMS or len(told) < len(items):
        return
    if len({item.project for item in items}) > 1 or any(rows.total_rows for rows in material.score_parts):
        return
    overall = {each.score for each in material.head.overall_scores}
    points, scores = (sum(column, ZERO) for column in zip(*told, strict=True))
    names = "".join(filter(None, (name for item in items for name in (item.level1, item.level2, item.level3))))
    if overall != {scores} or _words["extra"].search(names) or abs(points - HUNDRED) >= NEAR:
        return
    good = points == HUNDRED
    yield check(
        "points_make_full", "pass" if good else "fail",
        f"评分表{len(items)}项指标分值之和{plain(points)}分，{'等于' if good else '不等于'}100分。",
        list(map(material.points_of, items)), points, HUNDRED,
    )  # fmt: skip
