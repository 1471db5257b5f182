"""Columns of a table without a grid that goes on from the page before, where it may have no heads of its own."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.bands import BEYOND
from extractor.tables.inferred.gutters import MEET, MOST_OVER, gutters
from extractor.tables.inferred.regions import Above

# Points that the edge of a column moves from page to page, as the text beside it is wider.
MOVED = 40.0


def edges_above(above: Above, atoms: Sequence[Atom]) -> list[float] | None:
    """The edges of the table above, if the ``atoms`` of a page stand between them; None where they have others."""
    over = sum(1 for atom in atoms if any(atom.x0 + MEET < edge < atom.x1 - MEET for edge in above.edges[1:-1]))
    left, right = min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms)
    outside = left < above.edges[0] - BEYOND or right > above.edges[-1] + BEYOND
    if outside or over > MOST_OVER * len(atoms) or len(gutters(atoms)) + 2 > len(above.edges):
        return None
    clear = gutters([*above.atoms, *atoms])
    inner = sorted({_cleared(edge, atoms, clear) for edge in above.edges[1:-1]})
    return [min(above.edges[0], left), *inner, max(above.edges[-1], right)]


def _cleared(edge: float, atoms: Sequence[Atom], clear: Sequence[tuple[float, float]]) -> float:
    """An edge, moved into the gutter that it was in the middle of before text came up to it."""
    if not any(atom.x0 + MEET < edge < atom.x1 - MEET for atom in atoms):
        return edge
    near = [(start + end) / 2 for start, end in clear if abs((start + end) / 2 - edge) < MOVED]
    return min(near, key=lambda middle: abs(middle - edge), default=edge)
