"""Rows of a table without rulings between them: the cheapest way to cut it where no text is in the way.

A cut costs where it parts lines that wrap into each other; a row costs where its cells hold lines that do not
belong together, where they are not centred (or not aligned at the top) like those beside them, and where a
column is blank that otherwise says something in every row. The sum is made least by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from extractor.tables.inferred.rows.strips import (
    BROKEN,
    MISPLACED,
    SHORT_LINE,
    SHORT_LINE_IN_PROSE,
    TWO_KEYS,
    WIDE_STEP,
    Strip,
    line_step,
)
from extractor.tables.meaning.wording import is_complete

# Costs, in units of "one line out of place" (see `strips`).
OFF_PLACE = 5.0
MOST_OFF_PLACE = 3.0
SILENT_KEY = 2.5
SILENT_KEY_AT_TOP = 0.7
BLANK = 0.15
CROSSED = 2.0
# Heights of the lowest line from which a value is broken over lines: no row ends within it.
BROKEN_HEIGHTS = 1.6
# Line steps that centring may be off (rounding, mixed fonts).
CENTRED = 0.18
# Share of a line's height that may overlap with a cut (fonts claim more height than they use).
INSET = 0.12
# Line steps that a text may reach beyond its row, and the share of a column's rows so filled, or off their place, from
# which its cells must be merged over rows.
SPILL = 0.35
MISPLACED_SHARE = 0.3
# Where texts stand in their rows; most stand in the middle. Where they do not, rows cost so much at least, and this
# share of it once they are taken for texts at the top or at the bottom (0.23 at most; of texts in the middle 0.4). The
# rest of a row that a page end cuts stands above the next row as if both stood at the bottom.
TOP, MIDDLE, BOTTOM = 0.0, 0.5, 1.0
ASTRAY = {TOP: 1.2, BOTTOM: 4.0}
FAR_BETTER = 0.33
# Rows more costly than this are not looked at further; no row holds more lines than this.
HOPELESS = 14.0
MOST_LINES = 90


def row_edges(
    strips: Sequence[Strip],
    forced: Sequence[float],
    top: float,
    bottom: float,
    cut: tuple[bool, bool] = (False, False),
) -> list[float]:
    """Where to cut the table into rows, from ``top`` to ``bottom``; ``forced`` cuts (rulings) are kept.

    ``cut`` tells whether the first and the last row may be cut by a page end: their texts may stand at the top.
    """
    leaves = [strip for strip in strips if strip.leaf and strip.atoms]
    everything = [atom for strip in leaves for atom in strip.atoms]
    if not everything:
        return [top, *forced, bottom]
    low = min(atom.bottom - atom.top for atom in everything)
    values = (atom for strip in strips for atom in strip.atoms if is_complete(atom.text))
    tall = [atom for atom in values if atom.bottom - atom.top > BROKEN_HEIGHTS * low]
    within = [(atom.top + low / 3, atom.bottom - low / 3) for atom in tall]
    cuts = sorted({top, *forced, *_white_bands(leaves, forced, (top, bottom), within), bottom})
    step = line_step([strip.atoms for strip in leaves], everything[0].size)
    edges, place = _placed(leaves, cuts, set(forced), step, cut)
    texts = _extents(leaves, edges)
    worst = max(leaves, key=lambda strip: _misplaced(strip, edges, texts, step))
    if len(leaves) > 2 and _misplaced(worst, edges, texts, step) >= MISPLACED_SHARE:
        worst.leaf = False
        return row_edges(strips, forced, top, bottom, cut)
    if place == MIDDLE:
        for strip in leaves:
            strip.place = TOP if _stands_at_top(strip, edges, step) else MIDDLE
        if any(strip.place == TOP for strip in leaves):
            edges, _ = _cheapest(leaves, cuts, set(forced), step, cut)
    return edges


def _placed(
    leaves: list[Strip], cuts: list[float], forced: set[float], step: float, cut: tuple[bool, bool]
) -> tuple[list[float], float]:
    """The cheapest row edges, and where the texts stand then: in the middle unless another place fits far better."""
    for strip in leaves:
        strip.place = MIDDLE
    edges, cost = _cheapest(leaves, cuts, forced, step, cut)
    best, place = cost * FAR_BETTER, MIDDLE
    for other in [each for each, least in ASTRAY.items() if cost >= least]:
        for strip in leaves:
            strip.place = other
        others, cost = _cheapest(leaves, cuts, forced, step, cut, best)
        if others:
            edges, best, place = others, cost, other
    for strip in leaves:
        strip.place = place
    return edges, place


def _stands_at_top(strip: Strip, edges: Sequence[float], step: float) -> bool:
    """Whether the texts of a column stand at the top of their rows rather than in the middle."""
    middles = [atom.middle for atom in strip.atoms]
    centre = top = 0.0
    for upper, lower in pairwise(edges):
        first, last = bisect_left(middles, upper), bisect_left(middles, lower)
        if first < last and lower - upper > 1.6 * step:
            centre += abs(strip.atoms[first].top + strip.atoms[last - 1].bottom - upper - lower) / 2
            top += abs(strip.atoms[first].top - upper)
    return top < 0.7 * centre


def row_tops(strips: Sequence[Strip], edges: Sequence[float]) -> list[float]:
    """The heights at which the texts of each row begin, where most columns have theirs at the top of their cells."""
    leaves = [strip for strip in strips if strip.leaf and strip.atoms]
    standing = [strip for strip in leaves if strip.place == TOP]
    return [top for top, _ in _extents(standing, edges)] if 2 * len(standing) > len(leaves) else []


def text_tops(strips: Sequence[Strip], edges: Sequence[float]) -> list[float]:
    """The heights at which the texts of each row begin in the columns of the rows' own values."""
    return [top for top, _ in _extents([strip for strip in strips if strip.leaf and strip.atoms], edges)]


def _extents(strips: Sequence[Strip], edges: Sequence[float]) -> list[tuple[float, float]]:
    """The top and the bottom of the text in each row."""
    tops, bottoms = list(edges[1:]), list(edges[:-1])
    for strip in strips:
        for atom in strip.atoms:
            row = min(max(bisect_left(edges, atom.middle) - 1, 0), len(tops) - 1)
            tops[row], bottoms[row] = min(tops[row], atom.top), max(bottoms[row], atom.bottom)
    return list(zip(tops, bottoms, strict=True))


def _misplaced(strip: Strip, edges: Sequence[float], texts: Sequence[tuple[float, float]], step: float) -> float:
    """The share of its rows in which a column's text is neither in the middle nor at the top, or is cut."""
    if strip.key:
        return 0.0
    middles = [atom.middle for atom in strip.atoms]
    filled = wrong = 0
    for (upper, lower), (highest, lowest) in zip(pairwise(edges), texts, strict=True):
        first, last = bisect_left(middles, upper), bisect_left(middles, lower)
        if first == last:
            continue
        filled += 1
        top, bottom = strip.atoms[first].top, strip.atoms[last - 1].bottom
        off = min(abs((top + bottom) - (highest + lowest)) / 2, abs(top - highest))
        if strip.place == BOTTOM:
            off = min(off, abs(bottom - lowest))
        wrong += off > MISPLACED * step or top < upper - SPILL * step or bottom > lower + SPILL * step
    return wrong / filled if filled else 0.0


def runs_through(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether the lines of a column run on over row edges, as those of cells merged over rows do."""
    middles = [atom.middle for atom in strip.atoms]
    places = [bisect_left(middles, edge) for edge in edges]
    costs = [_cut_cost([strip], [places], list(edges), index) for index in range(1, len(edges) - 1)]
    return sum(costs) >= CROSSED


def _white_bands(
    strips: list[Strip],
    forced: Sequence[float],
    ends: tuple[float, float],
    within: Sequence[tuple[float, float]],
) -> list[float]:
    """Heights at which at most one column has text in the way, the table's ends and forced cuts included, none from
    where to where a value stands that is broken over lines."""
    top, bottom = ends
    changes: dict[float, int] = {}
    size = strips[0].atoms[0].size
    for strip in strips:
        for atom in strip.atoms:
            inset = INSET * (atom.bottom - atom.top)
            changes[atom.top + inset] = changes.get(atom.top + inset, 0) + 1
            changes[atom.bottom - inset] = changes.get(atom.bottom - inset, 0) - 1
    most = 1 if len(strips) > 2 else 0
    cuts: list[float] = []
    depth = 0
    before = top
    for y in sorted(changes):
        if depth <= most and top < before < y:
            cuts += _between(before, y, within)
        depth += changes[y]
        before = y
    kept = [cut for cut in cuts if all(abs(cut - other) > 0.5 * size for other in (*forced, top, bottom))]
    return sorted({top, bottom, *forced, *kept})


def _between(start: float, end: float, within: Sequence[tuple[float, float]]) -> list[float]:
    """The middle of a white band, moved below or above the broken value that stands there; none where it fills it."""
    middle = (start + end) / 2
    for first, last in within:
        if first < middle < last:
            beside = (last + end) / 2 if last < end else (start + first) / 2
            return [beside] if start < beside < end and not any(a < beside < b for a, b in within) else []
    return [middle]


class _Column(NamedTuple):
    """A strip as the search sees it: ``places[i]`` lines stand above cut ``i``, ``sums`` run over what parts lines."""

    places: list[int]
    sums: list[float]
    tops: list[float]
    bottoms: list[float]
    key: bool
    place: float

    @classmethod
    def of(cls, strip: Strip, cuts: Sequence[float]) -> _Column:
        middles = [atom.middle for atom in strip.atoms]
        places = [bisect_left(middles, cut) for cut in cuts]
        tops, bottoms = [atom.top for atom in strip.atoms], [atom.bottom for atom in strip.atoms]
        return cls(places, _running_sums(strip), tops, bottoms, strip.key, strip.place)


def _cheapest(
    strips: list[Strip],
    cuts: list[float],
    forced: set[float],
    step: float,
    cut: tuple[bool, bool],
    limit: float = float("inf"),
) -> tuple[list[float], float]:
    """The cheapest row edges, and what they cost; none where that is ``limit`` or more."""
    columns = [_Column.of(strip, cuts) for strip in strips]
    places = [column.places for column in columns]
    parted = [_cut_cost(strips, places, cuts, index) for index in range(len(cuts))]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    back = [0] * len(cuts)
    for start in range(len(cuts) - 1):
        if best[start] >= limit:
            continue
        for end in range(start + 1, len(cuts)):
            may_be_cut = (cut[0] and not start) or (cut[1] and end == len(cuts) - 1)
            most, hopeless, cost = _row_cost(columns, start, end, step, may_be_cut)
            total = best[start] + cost + parted[end]
            if total < best[end]:
                best[end], back[end] = total, start
            if cuts[end] in forced or (hopeless > HOPELESS and end > start + 1) or most > MOST_LINES:
                break
            if best[start] + hopeless >= limit:
                break
    if float("inf") > limit <= best[-1]:
        return [], best[-1]
    edges = [cuts[-1]]
    place = len(cuts) - 1
    while place:
        place = back[place]
        edges.append(cuts[place])
    return edges[::-1], best[-1]


def _running_sums(strip: Strip) -> list[float]:
    weight = SHORT_LINE_IN_PROSE / SHORT_LINE if strip.prose else 1.0
    between = zip(strip.parting, strip.joining, strict=True)
    costs = (max((apart if apart >= WIDE_STEP else apart * weight) - together, 0.0) for apart, together in between)
    return list(accumulate((TWO_KEYS for _ in strip.parting) if strip.values else costs, initial=0.0))


def _row_cost(
    columns: Sequence[_Column], start: int, end: int, step: float, may_be_cut: bool
) -> tuple[int, float, float]:
    """The most lines of a cell in a row, what those cost that do not belong together, and what the row costs in all."""
    cost = apart = 0.0
    most = 0
    row_top, row_bottom = float("inf"), float("-inf")
    spans: list[tuple[float, float, float]] = []
    for places, sums, tops, bottoms, key, place in columns:
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
    for top, bottom, place in spans:
        off = abs((1 - place) * (top - row_top) + place * (bottom - row_bottom)) / step
        if may_be_cut:
            off = min(off, abs(top - row_top) / step)
        if off > CENTRED:
            cost += min(OFF_PLACE * off, MOST_OFF_PLACE)
    return most, apart, apart + cost


def _cut_cost(strips: list[Strip], places: list[list[int]], cuts: list[float], cut: int) -> float:
    """What it costs to part the lines above a cut from those below it, or to run through a line."""
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
