"""合计 set in the middle of several merged cells at the start of its row, in tables without upright rulings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.tables.inferred.atoms import Atom
from extractor.tables.meaning.wording import mark_of

# Type sizes that a label may be off the middle of merged cells; points between a column's edge and its text.
CENTRED_WITHIN = 0.7
PADDED = 3.0

# An atom with the first and the last column that it stands in.
Placed = tuple[int, int, Atom]


def centred_totals(placed: Sequence[Placed], cuts: Sequence[float], edges: Sequence[float]) -> list[tuple[int, int]]:
    """The rows that begin with such a label, each with the last column that its cell covers."""
    rows: dict[int, list[Placed]] = {}
    for first, last, atom in sorted(placed, key=lambda place: place[:2]):
        rows.setdefault(bisect_right(cuts, atom.middle) - 1, []).append((first, last, atom))
    spans = []
    for row, filled in rows.items():
        column, least, atom = filled[0]
        if mark_of(atom.text) not in ("total", "subtotal"):
            continue
        after = next((first for first, _, other in filled[1:] if first > least), len(edges) - 1)
        last = _centred_over(atom, column, max(least, column), after, edges)
        if last > 0:
            spans.append((row, last))
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
