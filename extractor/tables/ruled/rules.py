"""Rulings (表格线) made whole: double lines become one, dashes and per-cell borders become long lines.

What comes out is small and exact: all lines of one level share the very same coordinate, so that a grid can be
built by comparing numbers for equality. Nothing here knows what a table is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import inf
from operator import itemgetter

from extractor.model.geometry import Ruling

# Points. Double rules lie 1.5-3 apart, 3.2 on paper of the next size, hand-drawn column edges differ by 1-2.5; the
# lowest printed rows are 7 high, 4.5 where print is reduced to two thirds.
SNAP = 4.0
# Points. Gaps between the dashes of dotted rules are 1-3, the narrowest empty column of a table 8.
GAP = 3.5
# Points within which the sides of two cells are one column's edge; a table within a cell is inset by more.
SAME = 1.5
# Points. How far a rule may end before (or run beyond) the rule that it meets.
REACH = 3.0
# Points that the rules of a table without borders at its sides stick out (the narrowest column).
OPEN_SIDE = 8.0
# Heights of the highest row beside it that a row of one cell may have; captions take more room.
BRIDGE = 1.2
# The horizontal and the vertical rulings of one grid.
Group = tuple[list[Ruling], list[Ruling]]
# Points. No page is larger (PDF allows 14,400 units a side); a coordinate beyond is noise.
FARTHEST = 20_000.0
# Crossing tests on one page; a full page table needs some 10,000, a map or a chart may ask for billions.
MOST_CROSSINGS = 1_000_000


def tidy(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Parallel rulings of one grid snapped to common levels and joined where they overlap or nearly touch."""
    whole = joined(rulings)
    snapped: list[Ruling] = []
    at = -inf
    for ruling in whole:
        if ruling.at - at > SNAP:
            at = ruling.at
        snapped.append(ruling if ruling.at == at else ruling._replace(at=at))
    return whole if snapped == whole else joined(snapped)


def joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Parallel rulings joined where they overlap or nearly touch, each at the place of its longest part.

    Levels stay apart where different tables stand beside or below each other; sorted by level.
    """
    usable = sorted(filter(_is_usable, rulings))
    whole: list[Ruling] = []
    level: list[Ruling] = []
    for ruling in usable:
        if level and ruling.at - level[0].at > SNAP:
            whole.extend(_end_to_end(level))
            level = []
        level.append(ruling)
    whole.extend(_end_to_end(level))
    return sorted(whole)


def _is_usable(ruling: Ruling) -> bool:
    """Whether a ruling has a length and lies on a page; what is no number at all is not below any bound."""
    at, start, end, _ = ruling
    return abs(at) < FARTHEST and abs(start) < FARTHEST and abs(end) < FARTHEST and end > start


def _end_to_end(level: list[Ruling]) -> list[Ruling]:
    """One level's rulings without overlaps."""
    if len(level) < 2:
        return level
    whole: list[Ruling] = []
    first, *others = sorted(level, key=itemgetter(1))
    at, start, end, width = first
    longest = end - start
    for ruling in others:
        length = ruling.end - ruling.start
        if ruling.start > end + GAP:
            whole.append(Ruling(at, start, end, width))
            at, start, end, width = ruling
            longest = length
            continue
        if length > longest:
            at, longest = ruling.at, length
        end, width = max(end, ruling.end), max(width, ruling.width)
    return [*whole, Ruling(at, start, end, width)]


def components(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Group]:
    """Groups of lines that hang together by crossing, top to bottom; lines that cross nothing are left out.

    Pages with more crossings to test than any table has (:data:`MOST_CROSSINGS`) give no group.
    """
    ats = [ruling.at for ruling in horizontal]
    reaches = [(bisect_left(ats, v.start - REACH), bisect_left(ats, v.end + REACH)) for v in vertical]
    if sum(last - first for first, last in reaches) > MOST_CROSSINGS:
        return []
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    crossing: set[int] = set()
    for number, (v, (first, last)) in enumerate(zip(vertical, reaches, strict=True), len(horizontal)):
        for index in range(first, last):
            h = horizontal[index]
            if h.start - REACH <= v.at <= h.end + REACH:
                parent[root(index)] = root(number)
                crossing.update((index, number))
    groups: dict[int, Group] = {}
    for index in sorted(crossing):
        group = groups.setdefault(root(index), ([], []))
        if index < len(horizontal):
            group[0].append(horizontal[index])
        else:
            group[1].append(vertical[index - len(horizontal)])
    return list(groups.values())


def with_levels(groups: list[Group], vertical: list[Ruling], holds_text: Callable[[float, float], bool]) -> list[Group]:
    """Groups with what a column merged over the whole page (一级指标) parts from them, where page ends leave out the
    rules above and below it: other groups, and upright rulings that cross nothing, all of them as long as theirs.

    ``holds_text`` tells whether anything stands between two upright rulings: the rule of a running head at the side of
    a page that lies across is as long as the page's text, and so as a table over all of it.
    """
    crossing = {rule for _, upright in groups for rule in upright}
    free = [rule for rule in vertical if rule not in crossing]
    whole: list[Group] = []
    for flat, upright in groups:
        beside = next((group for group in whole if _are_of_one_table(group, (flat, upright))), None)
        if beside is None:
            whole.append((flat, upright))
        else:
            whole[whole.index(beside)] = _together(beside, (flat, upright))
    return [(flat, [*upright, *_as_long((flat, upright), free, holds_text)]) for flat, upright in _with_inner(whole)]


def _together(one: Group, other: Group) -> Group:
    return sorted([*one[0], *other[0]]), sorted([*one[1], *other[1]])


def _with_inner(groups: list[Group]) -> list[Group]:
    """Groups with those that stand in them between cells whose sides are not drawn: all their levels one way are levels
    of the other (a table within a cell has rows and columns of its own)."""
    whole: list[Group] = []
    for group in sorted(groups, key=lambda group: min(rule.start for rule in group[0]) - max(r.end for r in group[0])):
        outer = next((other for other in whole if _is_inner(group, other)), None)
        if outer is None:
            whole.append(group)
        else:
            whole[whole.index(outer)] = _together(outer, group)
    return whole


def _is_inner(group: Group, outer: Group) -> bool:
    (flat, upright), (beside, around) = group, outer
    left, right = min(rule.at for rule in around), max(rule.at for rule in around)
    is_between = left < upright[0].at and upright[-1].at < right and len({rule.at for rule in flat}) > 1
    if is_between and _lie_on(flat, beside, SNAP):
        return True
    top, bottom = min(rule.at for rule in beside), max(rule.at for rule in beside)
    return (
        top < flat[0].at and flat[-1].at < bottom and upright[0].at < upright[-1].at and _lie_on(upright, around, SAME)
    )


def _lie_on(rules: list[Ruling], others: list[Ruling], near: float) -> bool:
    return all(any(abs(rule.at - other.at) <= near for other in others) for rule in rules)


def _as_long(group: Group, free: list[Ruling], holds_text: Callable[[float, float], bool]) -> list[Ruling]:
    """Of the ``free`` rulings those beside a group that begin and end where its own do; at its right, with a text."""
    upright = group[1]
    start, end = min(rule.start for rule in upright), max(rule.end for rule in upright)
    left, right = min(rule.at for rule in upright), max(rule.at for rule in upright)
    return [
        rule
        for rule in free
        if abs(rule.start - start) <= SNAP
        and abs(rule.end - end) <= SNAP
        and left - (right - left) < rule.at < right + (right - left)
        and (rule.at < right or holds_text(right, rule.at))
    ]


def _are_of_one_table(one: Group, other: Group) -> bool:
    """Whether two groups beside each other are open above or below, reach as far and have rows of the same heights."""
    a, b = _open_reach(one), _open_reach(other)
    if not a or not b or abs(a[0] - b[0]) > SNAP or abs(a[1] - b[1]) > SNAP:
        return False
    fewer, more = sorted(({rule.at for rule in group[0]} for group in (one, other)), key=len)
    common = sum(any(abs(at - level) <= SNAP for level in more) for at in fewer)
    return 2 * common >= len(fewer)


def _open_reach(group: Group) -> tuple[float, float] | None:
    """Where the upright rulings of a group begin and end that is open above or below."""
    flat, upright = group
    start, end = min(rule.start for rule in upright), max(rule.end for rule in upright)
    return (start, end) if start < flat[0].at - OPEN_SIDE or end > flat[-1].at + OPEN_SIDE else None


def bridged(groups: list[Group], is_title: Callable[[float, float], bool]) -> list[Group]:
    """Groups put together again that a row of one cell parts in a table without borders at its sides.

    ``is_title`` tells whether what stands between two heights of the page is no such row but a title.
    """
    whole: list[Group] = []
    for group in sorted(groups, key=lambda group: group[0][0].at):
        if whole and _is_bridge(whole[-1], group) and not is_title(whole[-1][0][-1].at, group[0][0].at):
            whole[-1] = ([*whole[-1][0], *group[0]], [*whole[-1][1], *group[1]])
        else:
            whole.append(group)
    return whole


def _is_bridge(upper: Group, lower: Group) -> bool:
    above, below = upper[0][-1], lower[0][0]
    if abs(above.start - below.start) > SNAP or abs(above.end - below.end) > SNAP:
        return False
    sides = [rule.at for rule in (*upper[1], *lower[1])]
    if above.start > min(sides) - OPEN_SIDE or above.end < max(sides) + OPEN_SIDE:
        return False
    common = sum(1 for rule in lower[1] if any(abs(rule.at - other.at) <= SNAP for other in upper[1]))
    heights = [b.at - a.at for rules in (upper[0], lower[0]) for a, b in pairwise(rules) if b.at - a.at > SNAP]
    usual = max(heights, default=0.0)
    return 2 * common >= len(lower[1]) and 0 < below.at - above.at <= BRIDGE * usual


def levels(rulings: Iterable[Ruling]) -> list[float]:
    """The distinct coordinates of tidy rulings, ascending."""
    return sorted({ruling.at for ruling in rulings})


def covered(edges: list[float], rulings: list[Ruling]) -> list[bool]:
    """For each interval between two ``edges`` whether a ruling runs over its middle."""
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    over = [False] * len(middles)
    for ruling in rulings:
        first, end = bisect_left(middles, ruling.start), bisect_right(middles, ruling.end)
        over[first:end] = [True] * (end - first)
    return over
