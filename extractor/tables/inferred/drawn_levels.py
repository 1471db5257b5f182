"""Rulings drawn cell by cell (逐格画线) as levels: at each height the column edges that its pieces reach between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.geometry import Box, Ruling
from extractor.tables.inferred.atoms import WIDE_GAP, Atom
from extractor.tables.inferred.gutters import LEAST_CELL, MEET, grouped
from extractor.tables.ruled.rules import REACH

# Points within which pieces lie on one level (their widths differ by 1), and end at one column edge (overlaps are 1).
SAME_LEVEL = 1.6
SAME_EDGE = 3.0
# Levels on which an edge shows.
LEAST_ENDS = 2
# Pairs of texts beside each other that tell on which side of its cells a program rules, and type sizes by which their
# middles differ at most.
LEAST_TOLD = 2
STAGGERED = 0.2


@dataclass(slots=True)
class Level:
    """Rulings at one height as (first, last) column edges that they reach between."""

    at: float
    pieces: list[tuple[int, int]]

    def ends_at(self, edge: int) -> bool:
        return any(edge in piece for piece in self.pieces)

    def is_over(self, column: int) -> bool:
        return any(first <= column < last for first, last in self.pieces)

    def runs_over(self, first: int, last: int) -> bool:
        return (first, last) in self.pieces


def edges_of(pieces: Sequence[Ruling]) -> list[float]:
    """Where pieces on several levels begin or end, and where one beside them does: a level merged over most of the page
    has its outer edge there."""
    levels: defaultdict[float, set[int]] = defaultdict(set)
    for rule in pieces:
        for x in (rule.start, rule.end):
            levels[x].add(round(rule.at))
    groups = grouped((x for rule in pieces for x in (rule.start, rule.end)), SAME_EDGE)
    shown = [sum(xs) / len(xs) for xs in groups if len(set().union(*(levels[x] for x in xs))) >= LEAST_ENDS]
    if len(shown) > LEAST_ENDS:
        left = {round(rule.start) for rule in pieces if abs(rule.end - shown[0]) <= SAME_EDGE}
        right = {round(rule.end) for rule in pieces if abs(rule.start - shown[-1]) <= SAME_EDGE}
        return [*map(float, left if len(left) == 1 else ()), *shown, *map(float, right if len(right) == 1 else ())]
    return shown


def levels_of(pieces: Sequence[Ruling], edges: Sequence[float]) -> list[Level]:
    """The rulings by their heights; a piece that does not end at column edges (an underline) is left out."""
    found: list[Level] = []
    for rule in sorted(pieces):
        first = min(range(len(edges)), key=lambda index: abs(edges[index] - rule.start))
        last = min(range(len(edges)), key=lambda index: abs(edges[index] - rule.end))
        off = max(abs(edges[first] - rule.start), abs(edges[last] - rule.end))
        if first >= last or off > SAME_EDGE:
            continue
        if not found or rule.at - found[-1].at > SAME_LEVEL:
            found.append(Level(rule.at, []))
        if (first, last) not in found[-1].pieces:
            found[-1].pieces.append((first, last))
    return found


def frame_of(upright: Sequence[Ruling], pieces: Sequence[Ruling]) -> Box | None:
    """The frame around all ``pieces``, open where a page end cuts a row; None where there is none, or upright rulings
    are among them."""
    top, bottom = min(rule.at for rule in pieces), max(rule.at for rule in pieces)
    left, right = min(rule.start for rule in pieces), max(rule.end for rule in pieces)
    beside = [rule for rule in upright if rule.start < bottom - REACH and rule.end > top + REACH]
    if any(left + SAME_EDGE < rule.at < right - SAME_EDGE for rule in beside):
        return None
    tall = [rule for rule in beside if rule.start < top + REACH and rule.end > bottom - REACH]
    before = [rule for rule in tall if rule.at <= left + SAME_EDGE]
    behind = [rule for rule in tall if rule.at >= right - SAME_EDGE]
    if not before or not behind:
        return None
    nearest = before[-1], behind[0]
    return Box(nearest[0].at, max(rule.start for rule in nearest), nearest[1].at, min(rule.end for rule in nearest))


def within(edges: list[float], frame: Box | None) -> list[float]:
    """Column edges with the sides of a frame where a level merged over the whole page has no other edge."""
    if frame is None or not edges:
        return edges
    return [
        *([frame.x0] if edges[0] - frame.x0 > LEAST_CELL else []),
        *edges,
        *([frame.x1] if frame.x1 - edges[-1] > LEAST_CELL else []),
    ]


def cut_by_page(levels: list[Level], frame: Box) -> list[Level]:
    """The levels with those where page ends cut the first and the last row of a frame."""
    first, last = levels[0], levels[-1]
    above = [continued(Level(frame.y0, []), levels)] if first.at - frame.y0 > LEAST_CELL else []
    below = [continued(Level(frame.y1, []), levels[::-1])] if frame.y1 - last.at > LEAST_CELL else []
    return [*above, *levels, *below]


def parted(levels: Sequence[Level]) -> Level:
    """The outermost ruling, the first of ``levels``; drawn in one it says nothing of cells, but the next do."""
    outer, next_one = levels[:2]
    width = max(last for level in levels for _, last in level.pieces)
    if outer.pieces != [(0, width)] or next_one.runs_over(0, width):
        return outer
    return continued(Level(outer.at, []), levels[1:])


def continued(outer: Level, levels: Sequence[Level]) -> Level:
    """A level of which cells are not known to end where those on the nearest of the other levels do."""
    for level in levels:
        outer.pieces = outer.pieces + [piece for piece in level.pieces if not any(map(outer.is_over, range(*piece)))]
    return outer


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring columns whose rulings above and below lie on the same two levels."""

    top: int
    bottom: int
    first: int
    end: int


def blocks(floors: Sequence[Sequence[bool]]) -> list[Block]:
    """The blocks of a table; ``floors`` tells for each level over which columns its rulings lie."""
    found = []
    for top in range(len(floors) - 1):
        reach = [
            next(row for row in range(top + 1, len(floors)) if floors[row][column]) if floors[top][column] else 0
            for column in range(len(floors[0]))
        ]
        start = 0
        for end in range(1, len(reach) + 1):
            if end == len(reach) or reach[end] != reach[start]:
                if reach[start]:
                    found.append(Block(top, reach[start], start, end))
                start = end
    return found


def way_drawn(found: Sequence[Block], levels: Sequence[Level], edges: Sequence[float], atoms: Sequence[Atom]) -> int:
    """Whether a program rules below each cell alone (1) or above it (-1), 0 where nobody can tell.

    Texts stand on either side of edges that the one side alone shows, far from each other at one height, and none
    stands over one.
    """
    told = {1: 0, -1: 0}
    for block in found:
        upper, lower = levels[block.top], levels[block.bottom]
        held = [atom for atom in atoms if upper.at < atom.middle < lower.at]
        for edge in range(block.first + 1, block.end):
            if upper.ends_at(edge) == lower.ends_at(edge):
                continue
            way = 1 if lower.ends_at(edge) else -1
            if any(atom.x0 < edges[edge] - MEET and edges[edge] + MEET < atom.x1 for atom in held):
                told[way] = -len(edges) * len(levels)
            told[way] += _are_beside(held, edges, edge)
    return next((way for way in (1, -1) if told[way] >= LEAST_TOLD and told[-way] <= 0), 0)


def _are_beside(held: Sequence[Atom], edges: Sequence[float], edge: int) -> bool:
    """Whether texts stand at one height in the columns on either side of an edge, far from each other."""
    before, behind = (
        [atom for atom in held if edges[place] < (atom.x0 + atom.x1) / 2 < edges[place + 1]]
        for place in (edge - 1, edge)
    )
    return any(
        abs(left.middle - right.middle) <= STAGGERED * left.size and right.x0 - left.x1 > WIDE_GAP * left.size
        for left in before
        for right in behind
    )
