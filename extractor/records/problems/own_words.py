"""Which problems each advice of a report is about, told by the words that only the two of them share.

The rarer a pair of characters is in this genre, and the fewer other problems and advice of the report hold it, the more
it tells. Known alone are strings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.records.likeness import EMPTY
from extractor.records.problems.wordings import rarity

# What is shared tells from here on: two words that no other holds, or one in both titles; a further problem at least so
# far as the first one named.
LEAST_TOLD, OF_THE_FIRST = 5.0, 0.3
# … and where a whole list is shared out.
FEW_WORDS, OF_THE_FIRST_OF_ALL = 1.0, 0.1
# Words of a text count so much of those of a title.
OF_TEXT = 0.5
# The problem named best is named by so many times what the next one is, and at least so far as by another advice; a
# further one by so many times what it is by any other advice.
BEYOND_NEXT, OF_THE_BEST = 2.0, 0.5
_CUT = re.compile(r"\W|_")
# Figures and particles name no matter.
_TELLS_NOTHING = re.compile(r"[\d年月日的了和与及等为在]")


class Said(NamedTuple):
    """A problem or an advice: its title, and all that is said of it."""

    title: str
    text: str


def named_by_own_words(advice: Sequence[Said], problems: Sequence[Said], *, few: bool = False) -> list[list[int]]:
    """For each advice the places of the ``problems`` that it names, best first; several problems at least are told
    from each other so. ``few``: few words tell it, as where a whole list is shared out."""
    if len(problems) < 2:
        return [[] for _ in advice]
    told = shared_words(advice, problems)
    columns = list(zip(*told, strict=True))
    return [_named(row, place, columns, few) for place, row in enumerate(told)]


def _named(row: Sequence[float], place: int, columns: Sequence[Sequence[float]], few: bool) -> list[int]:
    order = sorted(range(len(row)), key=lambda at: -row[at])
    first, second = order[:2]
    least, of_first = (FEW_WORDS, OF_THE_FIRST_OF_ALL) if few else (LEAST_TOLD, OF_THE_FIRST)
    found = []
    for at in order:
        if row[at] < max(least, of_first * row[first]):
            break
        others = max((other for by, other in enumerate(columns[at]) if by != place), default=0.0)
        by_row = at == first and row[at] >= max(BEYOND_NEXT * row[second], OF_THE_BEST * others)
        if by_row or row[at] >= BEYOND_NEXT * others:
            found.append(at)
    return found


def shared_words(advice: Sequence[Said], problems: Sequence[Said]) -> list[list[float]]:
    """For each advice how much the words that it shares with each of the problems tell."""
    asked = [(_pairs(each.title), _pairs(f"{each.title}，{each.text}")) for each in advice]
    known = [(_pairs(each.title), _pairs(f"{each.title}，{each.text}")) for each in problems]
    times = Counter(pair for _, pairs in known for pair in pairs)
    asked_times = Counter(pair for _, pairs in asked for pair in pairs)

    def told(pair: str, titles: Sequence[frozenset[str]]) -> float:
        if times[pair] == len(problems):  # tells none from the others
            return 0.0
        worth = rarity(pair) / (times[pair] * asked_times[pair])
        return worth * OF_TEXT ** sum(pair not in title for title in titles)

    return [
        [sum(told(pair, (title, own_title)) for pair in sorted(pairs & own)) for own_title, own in known]
        for title, pairs in asked
    ]


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters within clauses that may name a matter."""
    found = {
        part[at : at + 2] for part in _CUT.split(EMPTY.sub("，", text)) if len(part) > 1 for at in range(len(part) - 1)
    }
    return frozenset(pair for pair in found if not _TELLS_NOTHING.search(pair))
