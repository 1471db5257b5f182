"""Wordings by words that they cannot do without (cues): of hundreds only those are compiled and tried that a text may
hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Cues(Generic[Entry]):
    """Entries with their cues: words one of which stands in every text that an entry has to do with.

    An entry without cues has to do with any text.
    """

    def __init__(self, entries: Iterable[tuple[Entry, Collection[str]]]) -> None:
        self._entries: list[Entry] = []
        self._always: set[int] = set()
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (entry, cues) in enumerate(entries):
            self._entries.append(entry)
            if not cues:
                self._always.add(place)
            for cue in cues:
                self._places[cue].append(place)
        # Most characters of a text begin no cue, the others cues of one or two lengths.
        lengths: dict[str, set[int]] = defaultdict(set)
        for cue in self._places:
            lengths[cue[0]].add(len(cue))
        self._lengths = {first: tuple(found) for first, found in lengths.items()}

    def of(self, text: str) -> list[Entry]:
        """The entries that have to do with ``text``, in the order in which they were given."""
        found, places, lengths = set(self._always), self._places, self._lengths
        for start, first in enumerate(text):
            for length in lengths.get(first, ()):
                cue = text[start : start + length]
                if cue in places:
                    found.update(places[cue])
        return [self._entries[place] for place in sorted(found)]
