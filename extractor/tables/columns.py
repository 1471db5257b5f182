"""Whether the column edges of two pages' tables are the same, and the finer of the two sets."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

# Points. Edges of one column differ by 1 from page to page, by 3 where the typist drew them by hand.
SAME_EDGE = 4.0
# Points. Edges that were inferred from text alone move with the text in them.
SAME_INFERRED_EDGE = 14.0
# Points. The outer edges of such a table lie where its widest text happens to end.
SAME_INFERRED_END = 80.0
# Points. Mirrored margins shift a whole table; its columns keep their widths within this.
SAME_WIDTH = 2.0
# Share of the inner edges of the coarser part that the finer must have, and how many at least.
COMMON_EDGES = 0.6
LEAST_COMMON = 2


def merged_edges(
    old: list[float], new: list[float], tolerance: float = SAME_EDGE
) -> tuple[list[float], list[int], list[int]] | None:
    """All edges of two parts of one table, and where each part's edges stand among them.

    None where the parts are no parts of one table: their outer edges or most of their inner edges differ.
    """
    new = _unshifted(old, new)
    if abs(old[0] - new[0]) > tolerance or abs(old[-1] - new[-1]) > tolerance:
        return None
    if len(old) == len(new) and all(abs(a - b) <= tolerance for a, b in zip(old, new, strict=True)):
        places = list(range(len(old)))
        return old, places, places
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
    return edges, old_places, new_places


def merged_inferred_edges(old: list[float], new: list[float]) -> tuple[list[float], list[int], list[int]] | None:
    """As :func:`merged_edges` for edges inferred from text: the outer ones say little, the inner ones vary."""
    if abs(old[0] - new[0]) > SAME_INFERRED_END or abs(old[-1] - new[-1]) > SAME_INFERRED_END:
        return None
    ends_alike = [old[0], *new[1:-1], old[-1]]
    if any(b <= a for a, b in pairwise(ends_alike)):
        return None
    return merged_edges(old, ends_alike, SAME_INFERRED_EDGE)


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
