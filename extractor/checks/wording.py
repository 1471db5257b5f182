"""The wordings of ``patterns/checks.toml`` that rules look for."""

from __future__ import annotations

import re
from functools import cache

from extractor.patternbook import load_patterns


@cache
def wording(group: str, name: str) -> re.Pattern[str]:
    """One wording of a group of them: ``wording("limits", "use")``."""
    return re.compile(load_patterns("checks")[group][name])
