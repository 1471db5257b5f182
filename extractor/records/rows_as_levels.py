"""Rows of a scoring table that head those below them, where one column names all: 一、决策 20 over 1.立项程序 10."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, takewhile

from extractor.outline.markers import marker_at_start
from extractor.values.figures import NamedPoints

# The level of 一、 and （一） in a text, and one below all that are numbered.
CHINESE, INNERMOST = (1, 2), 9
# Levels that a row may be of; the indicators stand below.
MOST_LEVELS = 2
LEAST_HEADS = 2

Named = Mapping[int, NamedPoints]


def levels_by_rows(named: Named) -> dict[int, int]:
    """How deep each row that heads others stands, 0 for the outermost; ``named`` are the names and points of all rows.

    Empty unless the rows are numbered in styles from the first one on, and the points of each head, where it tells
    any, are the sum of those below it.
    """
    ranks = {row: _rank(each.name) for row, each in named.items()}
    if not ranks or ranks[next(iter(ranks))] != min(ranks.values()) or _is_numbered_once(ranks):
        return {}
    depths = {rank: depth for depth, rank in enumerate(sorted(set(ranks.values())))}
    heads = {row: depths[ranks[row]] for row, below in pairwise(ranks) if ranks[below] > ranks[row]}
    outer = sum(depth == 0 for depth in heads.values())
    if outer < LEAST_HEADS or max(heads.values()) >= MOST_LEVELS:
        return {}
    return heads if all(_adds_up(row, ranks, heads, named) for row in heads) else {}


def _rank(label: str) -> int:
    """The level of a label's number; one without a number is of the innermost."""
    marker = marker_at_start(label)
    return INNERMOST if marker is None else marker.level


def _is_numbered_once(ranks: Mapping[int, int]) -> bool:
    """Whether the rows have no two ranks, or none that is told by 汉字: 1. over names without a number is a list."""
    return len(set(ranks.values())) < 2 or min(ranks.values()) not in CHINESE


def _adds_up(row: int, ranks: Mapping[int, int], heads: Mapping[int, int], named: Named) -> bool:
    """Whether a head tells no points, or those of all indicators below it."""
    below = takewhile(lambda other: ranks[other] > ranks[row], (other for other in ranks if other > row))
    points = [named[other].points for other in below if other not in heads]
    told = named[row].points
    return told is None or (None not in points and sum(each for each in points if each) == told)
