"""Rows of a table without rulings between them: where it may be cut, and which of these cuts are its row edges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.inferred.rows.search import CROSSED, INSET, RowSearch, cut_cost
from extractor.tables.inferred.rows.strips import MISPLACED, Strip, line_step
from extractor.tables.meaning.wording import is_complete

# Heights of the lowest line from which a value is broken over lines: no row ends within it.
BROKEN_HEIGHTS = 1.6
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
    search = RowSearch(leaves, cuts, frozenset(forced), step, cut)
    edges, place = _placed(leaves, search)
    texts = _extents(leaves, edges)
    worst = max(leaves, key=lambda strip: _misplaced(strip, edges, texts, step))
    if len(leaves) > 2 and _misplaced(worst, edges, texts, step) >= MISPLACED_SHARE:
        worst.leaf = False
        return row_edges(strips, forced, top, bottom, cut)
    if place == MIDDLE:
        for strip in leaves:
            strip.place = TOP if _stands_at_top(strip, edges, step) else MIDDLE
        if any(strip.place == TOP for strip in leaves):
            edges, _ = search.cheapest([strip.place for strip in leaves])
    return edges


def _placed(leaves: list[Strip], search: RowSearch) -> tuple[list[float], float]:
    """The cheapest row edges, and where the texts stand then: in the middle unless another place fits far better."""
    edges, cost = search.cheapest([MIDDLE] * len(leaves))
    best, place = cost * FAR_BETTER, MIDDLE
    for other in [each for each, least in ASTRAY.items() if cost >= least]:
        others, cost = search.cheapest([other] * len(leaves), best)
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
    costs = [cut_cost([strip], [places], edges, index) for index in range(1, len(edges) - 1)]
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
