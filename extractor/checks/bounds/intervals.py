"""A figure said to lie in an interval (区间): 人均成本1,760元，处于1,500—1,700元的合理区间."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, Quantity
from extractor.checks.units import factor
from extractor.checks.worded.clauses import MARKS
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.patternbook import load_patterns

ONE = Decimal(1)


def values_in_intervals(material: Material) -> Iterator[Check]:
    """得分率84.2%，处于80%—90%之间: the figure right before the words lies between the two bounds.

    Blurred figures, lists and what is said of all of something (均、各) accuse nobody.
    """
    for clause in material.clauses.telling("于", "在", "符合"):
        if not WORDINGS["intervals"]["cue"].search(clause.words):
            continue
        for match in _said().finditer(clause.words):
            told, low, high = (clause.at(match.start(name)) for name in ("told", "low", "high"))
            bounds = _bounds(low, high)
            if bounds is None or told.unit != high.unit or told.unit == POINTS or told.is_rough:
                continue
            good = bounds[0] <= told.value <= bounds[1]
            if not good and (told.per or "") != (high.per or "") and (told.per or "") != (low.per or ""):
                continue  # 58元, held against 60—70元/亩
            yield check(
                "value_in_interval", "pass" if good else "fail",
                f"所述{told.quoted}，{'在' if good else '不在'}所称{low.said}至{high.said}之间。",
                material.printed(told, low, high), told.value, low.value,
            )  # fmt: skip


def _bounds(low: Quantity, high: Quantity) -> tuple[Decimal, Decimal] | None:
    """The two ends, the first in the unit of the second where it prints none: 1,500—1,700元."""
    scale = factor(high.text) if not low.unit else ONE
    first = low.value * scale
    return (first, high.value) if low.unit in {"", high.unit} and first < high.value else None


@cache
def _said() -> re.Pattern[str]:
    words = load_patterns("checks")["intervals"]
    return re.compile(
        rf"(?P<told>[{MARKS}])(?:{words['aside']})?[，,]?(?:{words['lies']})(?:{words['named']})"
        rf"(?P<low>[{MARKS}])(?:{words['to']})(?P<high>[{MARKS}])(?:{words['between']})"
    )
