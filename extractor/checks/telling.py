"""Passages that rules ask for those in which certain words stand, all of them searched at once.

Most rules concern few sentences of a report: one about means those with 均 alone. A rule says so where it goes over
them, ``for clause in material.clauses.telling("均")``, and costs next to nothing in a report without the word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")
# Ends each passage; no cue holds it.
_END = "\n"


class Passages(list[T]):
    """Passages of a report in their order, never changed, with their text for what is asked of all of them."""

    def __init__(self, passages: Iterable[T], text: Callable[[T], str]) -> None:
        super().__init__(passages)
        self._text = text
        self._found: dict[tuple[str, ...], list[T]] = {}

    def telling(self, *cues: str) -> list[T]:
        """Those in whose text one of the cues stands, in their order."""
        found = self._found.get(cues)
        if found is None:
            places = {place for cue in cues for place in self._places(cue)}
            found = self._found[cues] = [self[place] for place in sorted(places)]
        return found

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        """All texts in one, and where each of them begins; behind the last where one more would."""
        texts = [self._text(each) + _END for each in self]
        return "".join(texts), [0, *accumulate(map(len, texts))]

    def _places(self, cue: str) -> list[int]:
        whole, begins = self._whole
        found = []
        at = whole.find(cue)
        while at >= 0:
            place = bisect_right(begins, at) - 1
            found.append(place)
            at = whole.find(cue, begins[place + 1])
        return found
