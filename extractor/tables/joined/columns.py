"""Whether the column edges of two pages' tables are the same, and the finer of the two sets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

# Points. Edges of one column differ by 1 from page to page, by 3 where the typist drew them by hand.
SAME_EDGE = 4.0
# Points. Edges that were inferred from text alone move with the text in them.
SAME_INFERRED_EDGE = 14.0
# Points. The outer edges of such a table lie where its widest text happens to end.
SAME_INFERRED_END = 80.0
# Points that the last of as many columns may reach further, where nothing but its head stands on the page before.
MOST_WIDER = 120.0
# Edges of the coarser part of a table whose columns were inferred; fewer fit into anything.
LEAST_INFERRED = 4
# Points. Mirrored margins shift a whole table; its columns keep their widths within this.
SAME_WIDTH = 2.0
# Share of the inner edges of the coarser part that the finer must have, and how many at least.
COMMON_EDGES = 0.6
LEAST_COMMON = 2


class Merged(NamedTuple):
    """All column edges of two parts of a table; for each column of a part the columns that it covers (half-open)."""

    edges: list[float]
    old: list[tuple[int, int]]
    new: list[tuple[int, int]]


def merged_edges(old: list[float], new: list[float], tolerance: float = SAME_EDGE) -> Merged | None:
    """The edges of two parts of one table together.

    None where the parts are no parts of one table: their outer edges or most of their inner edges differ.
    """
    new = _unshifted(old, new)
    if abs(old[0] - new[0]) > tolerance or abs(old[-1] - new[-1]) > tolerance:
        return None
    if len(old) == len(new) and all(abs(a - b) <= tolerance for a, b in zip(old, new, strict=True)):
        places = list(range(len(old)))
        return _merged(old, places, places)
    matched = {index: place for index, edge in enumerate(new) if (place := _nearest(old, edge, tolerance)) >= 0}
    if len(set(matched.values())) < len(matched):
        return None
    common = len(matched) - 2
    fewer = min(len(old), len(new)) - 2
    if common < fewer and not (common >= LEAST_COMMON and common >= COMMON_EDGES * fewer):
        return None
    edges = sorted([*old, *(edge for index, edge in enumerate(new) if index not in matched)])
    old_places = [edges.index(edge) for edge in old]
    new_places = [
        old_places[matched[index]] if index in matched else edges.index(edge) for index, edge in enumerate(new)
    ]
    if any(b <= a for a, b in pairwise(new_places)):
        return None
    return _merged(edges, old_places, new_places)


def merged_inferred_edges(old: list[float], new: list[float]) -> Merged | None:
    """As :func:`merged_edges` for edges inferred from text: a column without text on one page has none there."""
    if len(new) <= len(old) and (covered := _columns_within(old, new)):
        return Merged(old, [(i, i + 1) for i in range(len(old) - 1)], covered)
    if len(old) < len(new) and (covered := _columns_within(new, old)):
        return Merged(new, covered, [(i, i + 1) for i in range(len(new) - 1)])
    if abs(old[0] - new[0]) > SAME_INFERRED_END or abs(old[-1] - new[-1]) > SAME_INFERRED_END:
        return None
    alike = [old[0], *new[1:-1], old[-1]]
    if any(b <= a for a, b in pairwise(alike)):
        return None
    return merged_edges(old, alike, SAME_INFERRED_EDGE)


def are_as_wide(old: list[float], new: list[float], *, inferred: bool) -> bool:
    """Whether two parts have as many columns and the same outer edges, whatever the widths in between."""
    most = SAME_INFERRED_END if inferred else SAME_EDGE
    return len(old) == len(new) and abs(old[0] - new[0]) <= most and abs(old[-1] - new[-1]) <= most


def same_columns(edges: list[float]) -> Merged:
    """Two parts whose heads say that their columns are the same."""
    places = list(range(len(edges)))
    return _merged(edges, places, places)


def _merged(edges: list[float], old: list[int], new: list[int]) -> Merged:
    return Merged(edges, list(pairwise(old)), list(pairwise(new)))


def _columns_within(finer: list[float], coarser: list[float]) -> list[tuple[int, int]] | None:
    """For each column of the coarser part its column among the finer ones, each another; None where they clash."""
    most = SAME_INFERRED_EDGE if len(coarser) < len(finer) else SAME_INFERRED_END
    wider = MOST_WIDER if len(coarser) == len(finer) else most
    if coarser[0] < finer[0] - most or coarser[-1] > finer[-1] + wider or len(coarser) < LEAST_INFERRED:
        return None
    found: list[tuple[int, int]] = []
    for left, right in pairwise(coarser):
        column = bisect_right(finer, (left + right) / 2) - 1
        if not 0 <= column < len(finer) - 1 or (found and column < found[-1][1]):
            return None
        found.append((column, column + 1))
    return found


def _unshifted(old: list[float], new: list[float]) -> list[float]:
    """``new`` moved sideways where margins are mirrored: every width alike, but another place."""
    shift = new[0] - old[0]
    if len(old) != len(new) or len(old) < 4 or abs(shift) <= SAME_EDGE:
        return new
    moved = [edge - shift for edge in new]
    return moved if all(abs(a - b) <= SAME_WIDTH for a, b in zip(old, moved, strict=True)) else new


def _nearest(edges: list[float], edge: float, tolerance: float) -> int:
    """The index of the edge within ``tolerance`` of ``edge``, -1 if there is none."""
    index = bisect_left(edges, edge)
    near = [i for i in (index - 1, index) if 0 <= i < len(edges) and abs(edges[i] - edge) <= tolerance]
    return min(near, key=lambda i: abs(edges[i] - edge), default=-1)
