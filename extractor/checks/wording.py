"""The wordings of ``patterns/checks.toml`` that rules look for."""

from __future__ import annotations

import re
from functools import cache

from extractor.patternbook import load_patterns

EXACT = "none: points are exact"
ROUNDED = "half a unit of the last printed place of each figure: amounts in 万元 are rounded"


def start_of(text: str, at: int, marks: str) -> int:
    """Where the sentence or clause begins that ``at`` stands in: behind the last of the ``marks`` before it."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


@cache
def wording(group: str, name: str) -> re.Pattern[str]:
    """One wording of a group of them: ``wording("limits", "use")``."""
    return re.compile(load_patterns("checks")[group][name])
