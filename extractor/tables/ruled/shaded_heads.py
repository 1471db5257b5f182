"""Heads that are shaded and not ruled (底纹表头), in tables whose rows below have rulings.

Word's list styles fill the heads and rule the rows only, so that nothing but the shaded areas parts the heads from each
other and from the first row, or from the rest of a row that the page before ends in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from extractor.model.geometry import Box, Ruling
from extractor.tables.ruled.rules import SNAP, Group

# Cells of shaded heads at least and at most; points of the lowest line of type.
LEAST_HEADS, MOST_HEADS = 3, 60
LEAST_HEIGHT = 6.0
# Points of the highest heads.
TALLEST = 150.0


def with_shaded_heads(groups: Iterable[Group], shades: Sequence[Box]) -> list[Group]:
    """Groups of rulings with the edges of the shaded cells that lie side by side below the first of their rulings."""
    once = sorted(dict.fromkeys(shades), key=lambda shade: shade.y0)
    return [_with_heads(group, once) for group in groups]


def _with_heads(group: Group, shades: Sequence[Box]) -> Group:
    flat, upright = group
    left, right, top = upright[0].at, upright[-1].at, flat[0].at
    inside = [shade for shade in shades if left - SNAP <= shade.x0 and shade.x1 <= right + SNAP]
    heads, end = _heads(inside, left, right, top)
    if not heads:
        return group
    # frames go on below; the ends of what is ruled are known
    goes_on = {rule.at for rule in upright if rule.start < end - SNAP and rule.end > end + SNAP}
    if any(top + SNAP < rule.at <= end + SNAP for rule in flat) or not {left, right} <= goes_on:
        return group
    floors = [Ruling(head.y1, head.x0, head.x1, 0.0) for head in heads]
    walls = [Ruling(head.x0, head.y0, head.y1, 0.0) for head in heads if head.x0 > left + SNAP]
    return sorted([*flat, *floors]), sorted([*upright, *walls])


def _heads(shades: Sequence[Box], left: float, right: float, top: float) -> tuple[list[Box], float]:
    """The areas side by side from ``left`` to ``right`` that fill a band below ``top``, and where it ends."""
    ends = sorted({shade.y1 for shade in shades if abs(shade.y0 - top) <= SNAP and shade.y1 - top <= TALLEST})
    for end in (at for at, after in pairwise([*ends, float("inf")]) if after - at > SNAP and at - top >= LEAST_HEIGHT):
        heads = [shade for shade in shades if shade.y0 >= top - SNAP and shade.y1 <= end + SNAP]
        if LEAST_HEADS <= len(heads) <= MOST_HEADS and _fill(heads, Box(left, top, right, end)):
            return heads, end
    return [], 0.0


def _fill(heads: Sequence[Box], band: Box) -> bool:
    """Whether areas cover a band without lying over each other."""
    over = any(
        min(a.x1, b.x1) - max(a.x0, b.x0) > SNAP and min(a.y1, b.y1) - max(a.y0, b.y0) > SNAP
        for a, b in combinations(heads, 2)
    )
    bare = band.width * band.height - sum(head.width * head.height for head in heads)
    return not over and bare <= SNAP * (band.width + band.height * len(heads))
