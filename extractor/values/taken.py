"""Which stretches of a text are taken already: asked once for each of many, so a look at all of them is too much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Taken:
    """Stretches as half-open offsets into one text, in any order; they may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        # How far those up to each one reach.
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with ``text[start:end]``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
