"""Sentences as their words with a mark for each figure, so that a wording can name the figures by their places.

``2022年支出320万元，2023年支出400万元，增长25%`` is ``2022年支出Q，2023年支出Q，增长R`` with three quantities. A
wording of ``patterns/check_frames.toml`` is a regular expression over such a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter

from extractor.checks.engine import tight
from extractor.checks.quantities import POINTS, RATE, Quantity, Scope
from extractor.patternbook import load_patterns

# The marks of an amount or count, a rate, points of a rate, a price and a figure without a unit.
PLAIN, RATED, POINTED, PRICED, BARE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKS = f"{PLAIN}-{BARE}"
SHORT_GAP = 8
# A longer stretch before the first figure of a sentence is not looked at.
LEAD = 40
_STOP = re.compile(r"[。；;\n]")
_TOKEN = re.compile(r"<(?P<name>[a-z])(?P<list>\*)?>|(?P<gap>[…‥~·])")
_GAPS = {
    "…": f"[^{MARKS}]{{0,20}}?", "‥": f"[^{MARKS}，]{{0,{SHORT_GAP}}}?", "~": f"[^{MARKS}，]{{0,14}}?",
    "·": f"[^{MARKS}，]{{0,3}}?",
}  # fmt: skip
_KINDS = {"r": RATED, "s": RATED, "t": RATED, "k": POINTED, "p": PRICED, "m": BARE, "q": PLAIN}
_MARK = re.compile(f"[{MARKS}]")


@dataclass(eq=False)
class Clause:
    """The quantities of one sentence, and those of its whole paragraph or row."""

    quantities: Sequence[Quantity]
    scope: Scope

    @cached_property
    def words(self) -> str:
        """The sentence without white space, each quantity one mark."""
        first, last = self.quantities[0], self.quantities[-1]
        text, kept = first.spot.passage.text, []
        lead = _STOP.split(text[max(0, first.start - LEAD) : first.start])[-1]
        place = first.start - len(lead)
        for each in self.quantities:
            kept += [text[place : each.start], _mark(each)]
            place = each.end
        stop = _STOP.search(text, last.end)
        kept.append(text[last.end : stop.start() if stop else len(text)])
        return tight("".join(kept))

    @cached_property
    def _order(self) -> dict[int, int]:
        return {match.start(): index for index, match in enumerate(_MARK.finditer(self.words))}

    @cached_property
    def marks(self) -> list[int]:
        """Where each quantity stands in ``words``."""
        return list(self._order)

    def at(self, place: int) -> Quantity:
        """The quantity whose mark stands at a place of ``words``."""
        return self.quantities[self._order[place]]

    def between(self, first: int, second: int) -> str:
        """The words between two quantities by their order; before the first where ``first`` is -1."""
        return self.words[self.marks[first] + 1 if first >= 0 else 0 : self.marks[second]]

    def behind(self, index: int) -> str:
        """The words behind a quantity up to the next one."""
        end = self.marks[index + 1] if index + 1 < len(self.marks) else len(self.words)
        return self.words[self.marks[index] + 1 : end]


def clauses(scopes: list[Scope], fewest: int) -> Iterator[Clause]:
    """The sentences with so many figures at least."""
    for scope in scopes:
        if len(scope.quantities) >= fewest:
            for _, group in groupby(scope.quantities, key=attrgetter("clause")):
                quantities = list(group)
                if len(quantities) >= fewest:
                    yield Clause(quantities, scope)


def wording(pattern: str) -> re.Pattern[str]:
    """A wording compiled: ``<a>`` an amount or count, ``<r>`` a rate, ``<a*>`` a list of them, ``…`` words between."""
    return re.compile(_TOKEN.sub(_token, pattern))


def _token(match: re.Match[str]) -> str:
    if match["gap"]:
        return _GAPS[match["gap"]]
    name = match["name"]
    kind = f"[{_KINDS.get(name, PLAIN + PRICED)}]"
    if match["list"]:
        return f"(?P<{name}>{kind}(?:[^{MARKS}]{{0,{SHORT_GAP}}}{kind})+)"
    return f"(?P<{name}>{kind})"


def _mark(each: Quantity) -> str:
    if each.unit == RATE:
        return RATED
    if each.unit == POINTS:
        return POINTED
    if each.per is not None:
        return PRICED
    return PLAIN if each.unit else BARE


@cache
def marked(group: str, name: str) -> re.Pattern[str]:
    """A wording of ``patterns/checks.toml`` in which MARKS stands for the marks of all kinds of figures."""
    return re.compile(load_patterns("checks")[group][name].replace("MARKS", MARKS))
