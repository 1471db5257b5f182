"""合计 set in the middle of several merged cells at the start of its row, in tables without upright rulings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from extractor.tables.inferred.atoms import Atom
from extractor.tables.meaning.wording import is_mean, is_number, is_sum

# Type sizes that a label may be off the middle of merged cells, and where it stands in none of the columns' places;
# points between a column's edge and its text.
CENTRED_WITHIN = 0.7
ASTRAY_WITHIN = 2.5
PADDED = 3.0
# Type sizes that texts of one column differ by at their middle or their left end, and the share of them that a label
# of their own column agrees with.
ALIGNED = 0.35
ALIGNED_SHARE = 0.4
LEAST_TEXTS = 2
# Points that a label in the middle of merged cells is off it where their edges are known.
EXACT = 1.0

# An atom with the first and the last column that it stands in.
Placed = tuple[int, int, Atom]


def centred_totals(
    placed: Sequence[Placed], cuts: Sequence[float], edges: Sequence[float]
) -> list[tuple[int, int, int]]:
    """The rows that begin with such a label, each with the first and the last column that its cell covers."""
    rows: dict[int, list[Placed]] = {}
    for first, last, atom in sorted(placed, key=lambda place: place[:2]):
        rows.setdefault(bisect_right(cuts, atom.middle) - 1, []).append((first, last, atom))
    spans = []
    for row, filled in rows.items():
        column, least, atom = filled[0]
        if not is_sum(atom.text) and not is_mean(atom.text):
            continue
        after = next((first for first, _, other in filled[1:] if first > least), len(edges) - 1)
        if column and column == least:
            first, last = _centred_off_its_column(atom, column, after, edges, placed)
        else:
            first, last = 0, _centred_over(atom, column, max(least, column), after, edges)
        if last > first:
            spans.append((row, first, last))
    return spans


def _centred_over(atom: Atom, column: int, least: int, after: int, edges: Sequence[float]) -> int:
    """The last of the columns from the first on over which a label is centred; -1 where it has a cell of its own.

    Where a label is in the middle of its own column and of several alike, blank columns beside it decide.
    """
    middle = (atom.x0 + atom.x1) / 2
    off, last = min((abs((edges[0] + edges[end + 1]) / 2 - middle), end) for end in range(least, after))
    own = min(abs((edges[column] + edges[column + 1]) / 2 - middle), abs(edges[column] + PADDED - atom.x0))
    if least > column:
        return last
    if off > CENTRED_WITHIN * atom.size or (last == column and (column == 0 or own <= off)):
        return -1
    return last if last > column or off < own else -1


def _centred_off_its_column(
    atom: Atom, column: int, after: int, edges: Sequence[float], placed: Sequence[Placed]
) -> tuple[int, int]:
    """The first and the last column of a label right of the first column; the texts of the columns tell more there."""
    own = [other for first, last, other in placed if first == last == column and other is not atom]
    before = [other for first, last, other in placed if first == last == 0]
    if len(own) < LEAST_TEXTS or not before:
        return 0, _centred_over(atom, column, column, after, edges)
    # where the text of the first column alone tells its left edge, its cells may begin further left
    lefts = (edges[0], min(edges[0], sum(other.x0 + other.x1 for other in before) / len(before) - edges[1]))
    middle = (atom.x0 + atom.x1) / 2
    off, last = min((abs((left + edges[end + 1]) / 2 - middle), end) for end in range(column, after) for left in lefts)
    centres, starts = [(other.x0 + other.x1) / 2 for other in own], [other.x0 for other in own]
    centred, level = (_agreeing(places, median(places), atom.size) for places in (centres, starts))
    if centred >= level and _agreeing(centres, middle, atom.size) >= ALIGNED_SHARE * len(own):
        counted = any(is_number(other.text) for other in before)
        is_over = last > column and not counted and off <= CENTRED_WITHIN * atom.size
        return (0, last) if is_over else (column, column)
    if level >= centred and _agreeing(starts, atom.x0, atom.size) >= ALIGNED_SHARE * len(own) and off > EXACT:
        return column, column
    apart, end = min((abs((edges[column] + edges[end + 1]) / 2 - middle), end) for end in range(column, after))
    return (0, last) if off <= min(apart, ASTRAY_WITHIN * atom.size) else (column, end)


def _agreeing(places: Sequence[float], place: float, size: float) -> int:
    """How many texts stand where one does."""
    return sum(1 for other in places if abs(other - place) <= ALIGNED * size)
