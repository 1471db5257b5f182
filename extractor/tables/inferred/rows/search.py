"""The cheapest way to cut a table without rulings into rows, of the cuts at which no text is in the way.

A cut costs where it parts lines that wrap into each other; a row costs where its cells hold lines that do not
belong together, where they are not centred (or not aligned at the top) like those beside them, and where a
column is blank that otherwise says something in every row. The sum is made least by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from extractor.tables.inferred.rows.strips import (
    BROKEN,
    SHORT_LINE,
    SHORT_LINE_IN_PROSE,
    TWO_KEYS,
    WIDE_STEP,
    Strip,
)

# Costs, in units of "one line out of place" (see `strips`).
OFF_PLACE = 5.0
MOST_OFF_PLACE = 3.0
SILENT_KEY = 2.5
SILENT_KEY_AT_TOP = 0.7
BLANK = 0.15
CROSSED = 2.0
# Line steps that centring may be off (rounding, mixed fonts).
CENTRED = 0.18
# Share of a line's height that may overlap with a cut (fonts claim more height than they use).
INSET = 0.12
# Rows more costly than this are not looked at further; no row holds more lines than this.
HOPELESS = 14.0
MOST_LINES = 90
# Of two sums of the same costs in another order.
ROUNDED = 1e-9
INFINITE = float("inf")


class _Column(NamedTuple):
    """A strip as the search sees it: ``places[i]`` lines stand above cut ``i``, ``sums`` run over what parts lines."""

    places: list[int]
    sums: list[float]
    tops: list[float]
    bottoms: list[float]
    key: bool

    @classmethod
    def of(cls, strip: Strip, cuts: Sequence[float]) -> _Column:
        middles = [atom.middle for atom in strip.atoms]
        places = [bisect_left(middles, cut) for cut in cuts]
        tops, bottoms = [atom.top for atom in strip.atoms], [atom.bottom for atom in strip.atoms]
        return cls(places, _running_sums(strip), tops, bottoms, strip.key)


class RowSearch:
    """The search for the rows of a table: its ``strips``, the heights ``cuts`` at which it may be cut, those of them
    at which it must be (``forced``), its line ``step``, and whether a page end cuts its first and its last row."""

    def __init__(
        self, strips: Sequence[Strip], cuts: Sequence[float], forced: Set[float], step: float, cut: tuple[bool, bool]
    ) -> None:
        self._columns = [_Column.of(strip, cuts) for strip in strips]
        self._cuts = cuts
        self._forced = forced
        self._step = step
        self._cut = cut
        places = [column.places for column in self._columns]
        self._parted = [cut_cost(strips, places, cuts, index) for index in range(len(cuts))]

    def cheapest(self, standing: Sequence[float], limit: float = INFINITE) -> tuple[list[float], float]:
        """The cheapest row edges, and what they cost; none where that is ``limit`` or more.

        ``standing`` tells for each strip where its texts stand in their rows, from 0 (at the top) to 1.
        """
        cuts, parted = self._cuts, self._parted
        best = [0.0] + [INFINITE] * (len(cuts) - 1)
        back = [0] * len(cuts)
        for start in range(len(cuts) - 1):
            if best[start] >= limit:
                continue
            for end in range(start + 1, len(cuts)):
                worth = best[end] - best[start] - parted[end] + ROUNDED
                most, hopeless, cost = self._row_cost(start, end, standing, worth)
                total = best[start] + cost + parted[end]
                if total < best[end]:
                    best[end], back[end] = total, start
                if cuts[end] in self._forced or (hopeless > HOPELESS and end > start + 1) or most > MOST_LINES:
                    break
                if best[start] + hopeless >= limit:
                    break
        if INFINITE > limit <= best[-1]:
            return [], best[-1]
        edges = [cuts[-1]]
        place = len(cuts) - 1
        while place:
            place = back[place]
            edges.append(cuts[place])
        return edges[::-1], best[-1]

    def _row_cost(self, start: int, end: int, standing: Sequence[float], limit: float) -> tuple[int, float, float]:
        """The most lines of a cell in a row, what those cost that do not belong together, and what the row costs in
        all, or that it is more than ``limit``."""
        cost = apart = 0.0
        most = 0
        row_top, row_bottom = INFINITE, -INFINITE
        spans: list[tuple[float, float, float]] = []
        for (places, sums, tops, bottoms, key), place in zip(self._columns, standing, strict=True):
            first, last = places[start], places[end]
            if first == last:
                cost += (SILENT_KEY if start else SILENT_KEY_AT_TOP) if key else BLANK
                continue
            apart += sums[last - 1] - sums[first]
            top, bottom = tops[first], bottoms[last - 1]
            spans.append((top, bottom, place))
            row_top = top if top < row_top else row_top
            row_bottom = bottom if bottom > row_bottom else row_bottom
            most = last - first if last - first > most else most
        if not spans:
            return 0, 0.0, cost + SILENT_KEY
        if apart + cost > limit:
            return most, apart, INFINITE
        step, may_be_cut = self._step, (self._cut[0] and not start) or (self._cut[1] and end == len(self._cuts) - 1)
        for top, bottom, place in spans:
            off = abs((1 - place) * (top - row_top) + place * (bottom - row_bottom)) / step
            if may_be_cut:
                off = min(off, abs(top - row_top) / step)
            if off > CENTRED:
                cost += min(OFF_PLACE * off, MOST_OFF_PLACE)
        return most, apart, apart + cost


def _running_sums(strip: Strip) -> list[float]:
    weight = SHORT_LINE_IN_PROSE / SHORT_LINE if strip.prose else 1.0
    between = zip(strip.parting, strip.joining, strict=True)
    costs = (max((apart if apart >= WIDE_STEP else apart * weight) - together, 0.0) for apart, together in between)
    return list(accumulate((TWO_KEYS for _ in strip.parting) if strip.values else costs, initial=0.0))


def cut_cost(strips: Sequence[Strip], places: Sequence[Sequence[int]], cuts: Sequence[float], cut: int) -> float:
    """What it costs to part the lines above a cut from those below it, or to run through a line; ``places`` tells for
    each strip how many lines stand above each cut."""
    if cut in (0, len(cuts) - 1):
        return 0.0
    cost = 0.0
    for strip, place in zip(strips, places, strict=True):
        index = place[cut]
        if 0 < index < len(strip.atoms):
            cost += max(strip.joining[index - 1] - strip.parting[index - 1], 0.0)
        for atom in strip.atoms[max(index - 1, 0) : index + 1]:
            inset = INSET * (atom.bottom - atom.top)
            if atom.top + inset < cuts[cut] < atom.bottom - inset:
                cost += TWO_KEYS if atom.bottom - atom.top > BROKEN * atom.size else CROSSED
    return cost
