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


class _Wordings(dict[str, re.Pattern[str]]):
    """The wordings of a group by name, each compiled when first asked for."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self._group = group

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = re.compile(load_patterns("checks")[self._group][name])
        return self[name]


class _Groups(dict[str, _Wordings]):
    """All groups of wordings by name: ``WORDINGS["limits"]["use"]``."""

    def __missing__(self, group: str) -> _Wordings:
        self[group] = _Wordings(group)
        return self[group]


WORDINGS = _Groups()


@cache
def cues(group: str, name: str) -> tuple[str, ...]:
    """Words of a group one of which a sentence must tell, so that a rule looks at it at all."""
    return tuple(load_patterns("checks")[group][name])
