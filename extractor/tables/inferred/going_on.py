"""Columns of a table without a grid that goes on from the page before, where it may have no heads of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model.layout import TablePiece
from extractor.tables.inferred.atoms import Atom, atoms_of, is_dash
from extractor.tables.inferred.bands import BEYOND
from extractor.tables.inferred.gutters import MEET, MOST_OVER, gutters
from extractor.tables.meaning.wording import is_figure, is_sum
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import Lattice, Span
from extractor.tables.ruled.rules import SNAP

# Points that the edge of a column moves from page to page, as the text beside it is wider.
MOVED = 40.0
# Points that the last column may be wider than its head on the page before.
WIDER = 120.0
# Heads that a page repeats at least, and their share of what stands among them.
LEAST_HEADS = 3
AGAIN = 0.8
# Type sizes that heads repeated on the next page take up.
HEAD_SIZES = 8.0


@dataclass(slots=True)
class Above:
    """The table that the page before ends with: the edges of its columns, and what stands in them."""

    edges: list[float]
    atoms: list[Atom]

    @classmethod
    def of(cls, piece: TablePiece) -> Above:
        return cls(piece.columns, [atom for cell in piece.cells for line in cell.lines for atom in atoms_of(line)])

    def begins_with(self, atoms: Sequence[Atom]) -> bool:
        """Whether the parts of a line stand at their places in the table's heads, which a page repeats."""
        top = min((atom.top for atom in self.atoms), default=0.0)
        heads = {(atom.text, round(atom.x0)) for atom in self.atoms if atom.top < top + HEAD_SIZES * atom.size}
        return all(any((atom.text, round(atom.x0) + off) in heads for off in (-1, 0, 1)) for atom in atoms)


def edges_above(above: Above, atoms: Sequence[Atom]) -> list[float] | None:
    """The edges of the table above, if the ``atoms`` of a page stand between them; None where they have others.

    小计 and the like may stand over several columns.
    """
    atoms = [atom for atom in atoms if not is_sum(atom.text)] or atoms
    over = sum(1 for atom in atoms if any(atom.x0 + MEET < edge < atom.x1 - MEET for edge in above.edges[1:-1]))
    left, right = min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms)
    outside = left < above.edges[0] - BEYOND or right > above.edges[-1] + WIDER
    clear = gutters([*above.atoms, *atoms])
    figures = [atom for atom in atoms if not is_dash(atom)]
    if outside or over > MOST_OVER * len(atoms) or len(gutters(figures)) + 2 > len(above.edges):
        # a column with nothing but its head on the page before is as wide as what stands in it here
        if len(clear) + 2 != len(above.edges) or outside:
            return None
        inner = [(start + end) / 2 for start, end in clear]
        return [min(above.edges[0], left), *inner, max(above.edges[-1], right)]
    inner = sorted({_cleared(edge, atoms, clear) for edge in above.edges[1:-1]})
    return [min(above.edges[0], left), *inner, max(above.edges[-1], right)]


def with_level_beside(lattice: Lattice, above: TablePiece | None, rest: Rest) -> Lattice:
    """The grid of rulings at the top of a page with the first column of the table that goes on in it, where a level
    merged over all its rows has no ruling on the page."""
    if above is None or len(above.columns) != len(lattice.columns) + 1:
        return lattice
    same = all(abs(a - b) <= SNAP for a, b in zip(above.columns[1:], lattice.columns, strict=True))
    if not same:
        return lattice
    left, box, lines = above.columns[0], lattice.box, rest.lines
    before = [line for line in lines if line.x1 <= box.x0 + MEET and box.y0 < (line.top + line.bottom) / 2 < box.y1]
    if any(line.bottom <= box.y0 for line in lines) or any(line.x0 < left for line in before):
        return lattice
    spans = [Span(0, 0, len(lattice.rows) - 1, 1)]
    spans += [Span(span.row, span.column + 1, span.rowspan, span.colspan) for span in lattice.spans]
    owner = [[0, *(place + 1 if place >= 0 else place for place in row)] for row in lattice.owner]
    return replace(lattice, columns=[left, *lattice.columns], spans=spans, owner=owner)


def end_of_repeated(above: Above, atoms: Sequence[Atom]) -> float | None:
    """Where the heads of a page end that are the very heads of the page before at the very places: its columns are
    those. None where it has no such heads."""
    known = {(atom.text, round(atom.x0)) for atom in _first(above.atoms)}
    first = _first(atoms)
    again = [atom for atom in first if any((atom.text, round(atom.x0) + off) in known for off in (-1, 0, 1))]
    end = max((atom.bottom for atom in again), default=0.0)
    within = [atom for atom in first if atom.middle < end]
    if len(again) < LEAST_HEADS or len(again) < AGAIN * len(within):
        return None
    others = min((atom.top for atom in atoms if atom not in again), default=end)
    end = max((atom.bottom for atom in again if atom.bottom <= others + MEET), default=end)
    return (end + min((atom.top for atom in atoms if atom.middle > end), default=end)) / 2


def _first(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms at the top of a part down to its first number."""
    ordered = sorted(atoms, key=lambda atom: atom.middle)
    end = next((atom.top for atom in ordered if is_figure(atom.text)), float("inf"))
    heads = [atom for atom in ordered if atom.middle < end]
    return [atom for atom in heads if atom.top < heads[0].top + HEAD_SIZES * heads[0].size]


def _cleared(edge: float, atoms: Sequence[Atom], clear: Sequence[tuple[float, float]]) -> float:
    """An edge, moved into the gutter that it was in the middle of before text came up to it."""
    if not any(atom.x0 + MEET < edge < atom.x1 - MEET for atom in atoms):
        return edge
    near = [(start + end) / 2 for start, end in clear if abs((start + end) / 2 - edge) < MOVED]
    return min(near, key=lambda middle: abs(middle - edge), default=edge)
