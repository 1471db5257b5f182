"""Run-in points (一是…二是…, （1）…；（2）…) of a finding or an advice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.model.layout import Passage
from extractor.outline.markers import chinese_value
from extractor.patternbook import load_patterns

_BOUNDARY = "。；;：:，,！？、”）) \u3000\n"
# A point longer than a few words; shorter pieces are words that happen to look like a count.
SHORTEST_POINT = 4


# 首先…其次…最后: the last one takes whatever number comes next.
_LAST = -1
_IN_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": _LAST, "一方面": 1, "另一方面": 2}


class _Hit(NamedTuple):
    start: int
    end: int
    value: int


def points_of(passages: Sequence[Passage]) -> list[Passage]:
    """The points counted in these passages by the scheme that counts them first; empty where there are none."""
    for scheme in _schemes():
        counted = _count(passages, scheme)
        if len(counted) > 1:
            return counted
    return []


def opening(point: Passage) -> Passage:
    """The first sentence of a point, which names what it is about."""
    found = re.search(r"[。；;：:\n]", point.text)
    return point.slice(0, found.start()) if found and found.start() else point


def without_count(point: Passage) -> Passage:
    """A passage without what counts it as the first, whether or not a second follows (一是…。)."""
    hits = (hit for scheme in _schemes() for hit in _hits(point.text, scheme)[:1])
    first = next((hit for hit in hits if not hit.start and hit.value == 1), None)
    return point.slice(first.end, len(point.text)) if first else point


def next_point(text: str, at: int) -> int | None:
    """Where the point behind the one that ``at`` stands in begins (1.…原因：…。2.…); None where it is in none."""
    starts = []
    for scheme in _schemes():
        hits = _hits(text, scheme)
        own = next((hit for hit in reversed(hits) if hit.end <= at), None)
        after = next((hit for hit in hits if hit.start >= at), None)
        if own and after and after.value == own.value + 1:
            starts.append(after.start)
    return min(starts, default=None)


def _count(passages: Sequence[Passage], scheme: re.Pattern[str]) -> list[Passage]:
    found: list[Passage] = []
    expected = 1
    for passage in passages:
        hits = []
        for hit in _hits(passage.text, scheme):
            if hit.value in {expected, _LAST}:
                hits.append(hit)
                expected += 1
        starts = [*(hit.start for hit in hits), len(passage.text)]
        for hit, end in zip(hits, starts[1:], strict=True):
            words = passage.text[hit.end : end]
            point = passage.slice(end - len(words.lstrip("，,、：: ")), end).stripped()
            if len(point.text) >= SHORTEST_POINT:
                found.append(point)
    return found


@lru_cache(maxsize=1024)
def _hits(text: str, scheme: re.Pattern[str]) -> tuple[_Hit, ...]:
    return tuple(
        _Hit(match.start(), match.end(), _value(match.group()))
        for match in scheme.finditer(text)
        if match.start() == 0 or text[match.start() - 1] in _BOUNDARY
    )


def _value(printed: str) -> int:
    if "①" <= printed[0] <= "⑳":
        return ord(printed[0]) - ord("①") + 1
    if printed in _IN_WORDS:
        return _IN_WORDS[printed]
    digits = re.search(r"\d+", printed)
    if digits:
        return int(digits.group())
    numeral = re.search(r"[一二三四五六七八九十]+", printed)
    return chinese_value(numeral.group()) if numeral else 0


@cache
def _schemes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(opener) for opener in load_patterns("sections")["points"]["openers"])
