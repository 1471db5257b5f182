"""Columns of a table without upright rulings: they lie between the gutters that no text crosses."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.atoms import Atom

# Points. Columns stand apart by twice the padding of a cell (0.5 mm at least).
LEAST_GUTTER = 2.0
# Share of the atoms that may cross a gutter: heads over several columns, 合计 set over merged cells.
CROSSING_SHARE = 0.02
# Points added beyond the outermost text where no ruling tells the table's edge.
MARGIN = 3.0


def column_edges(atoms: Sequence[Atom], left: float | None = None, right: float | None = None) -> list[float]:
    """The edges of the columns under ``atoms``; ``left`` and ``right`` are the table's edges where known."""
    allowed = int(CROSSING_SHARE * len(atoms))
    changes: dict[float, int] = {}
    for atom in atoms:
        changes[atom.x0] = changes.get(atom.x0, 0) + 1
        changes[atom.x1] = changes.get(atom.x1, 0) - 1
    edges: list[float] = []
    depth = 0
    gap_from: float | None = None
    for x in sorted(changes):
        before, depth = depth, depth + changes[x]
        if gap_from is not None and before <= allowed < depth:
            if x - gap_from >= LEAST_GUTTER:
                edges.append((gap_from + x) / 2)
            gap_from = None
        if depth <= allowed < before or (depth <= allowed and gap_from is None and before > allowed):
            gap_from = x
    first, last = min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms)
    outer_left = first - MARGIN if left is None else min(left, first)
    outer_right = last + MARGIN if right is None else max(right, last)
    return [outer_left, *edges, outer_right]


def column_of(edges: Sequence[float], atom: Atom) -> tuple[int, int]:
    """The first and the last column that an atom stands in (both included)."""
    inset = min(1.5, (atom.x1 - atom.x0) / 3)
    first = max(sum(1 for edge in edges[1:-1] if edge <= atom.x0 + inset), 0)
    last = max(sum(1 for edge in edges[1:-1] if edge < atom.x1 - inset), first)
    return first, last
