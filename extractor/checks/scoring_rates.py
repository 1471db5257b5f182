"""Scores worked out from rates: 得分 = 执行率 × 分值, in scoring tables and in the funds block of a 自评表."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check
from extractor.checks.material import Material
from extractor.model.report import Check, ScoreItem, plain
from extractor.records.figures import decimals

HUNDRED = Decimal(100)


def scores_by_rates(material: Material) -> Iterator[Check]:
    """The score of an indicator that is its points by the rate beside it, and that of 预算执行率 by its rate.

    Never fails: most scores follow other rules. A full score proves nothing.
    """
    good: list[Figure] = []
    for item in material.items:
        rates = re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)\s*[%％]", " ".join(filter(None, (item.comment, item.actual))))
        partial = item.points is not None and item.score is not None and 0 < item.score < item.points
        if partial and any(_is_by_rate(item, Decimal(rate)) for rate in rates):
            good.append(Figure(item.score or Decimal(0), 0, item.evidence))
    for sheet in material.sheets:
        columns = [sheet.part.column(role) for role in ("points", "rate", "score")]
        for row in sheet.part.rows:
            points, rate, score = (sheet.figure(row, column.index) if column else None for column in columns)
            if points is None or rate is None or score is None or not 0 < score.value < points.value:
                continue
            computed = points.value * rate.value / HUNDRED
            if abs(score.value - computed) <= score.half_unit:
                yield check(
                    "score_by_rate", "pass",
                    f"{sheet.name}得分{plain(score.value)}分与执行率{plain(rate.value)}%×分值{plain(points.value)}分一致。",
                    [score, rate, points], score.value, plain(round(computed, 4)),
                )  # fmt: skip
    if good:
        yield check("score_by_rate", "pass", f"评分表{len(good)}项指标的得分与所述比率×分值一致。", good)


def _is_by_rate(item: ScoreItem, rate: Decimal) -> bool:
    half = Decimal("0.5").scaleb(-decimals(plain(item.score or Decimal(0))))
    return abs((item.points or Decimal(0)) * rate / HUNDRED - (item.score or Decimal(0))) <= half
