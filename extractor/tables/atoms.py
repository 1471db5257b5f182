"""Printed lines cut at wide gaps: the atoms from which tables without a grid are inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model.layout import Line

# Type sizes. Words of one cell stand closer than this (0.25 between Chinese and figures), cells of a row wider
# (0.4 in the tightest tables).
CELL_GAP = 0.3
# Type sizes. Within a gutter even a slight gap parts two cells.
SLIGHT_GAP = 0.1
# Type sizes. A gap that no sentence has: justified lines stay below 0.6.
WIDE_GAP = 0.9


@dataclass(slots=True, unsafe_hash=True)
class Atom:
    """A part of a printed line without a gap inside; never changed, though not frozen: there are many."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def atoms_of(line: Line, gap: float = CELL_GAP, gutters: Sequence[tuple[float, float]] = ()) -> list[Atom]:
    """The parts of ``line`` between gaps wider than ``gap`` type sizes, or lying in one of the ``gutters``."""
    parts: list[Atom] = []
    start = 0
    last = -1
    for index, character in enumerate(line.text):
        if character == " ":
            continue
        if last >= 0 and _parts(line, last, index, gap, gutters):
            parts.append(_atom(line, start, last + 1))
            start = index
        elif last < 0:
            start = index
        last = index
    if last >= 0:
        parts.append(_atom(line, start, last + 1))
    return parts


def _parts(line: Line, last: int, index: int, gap: float, gutters: Sequence[tuple[float, float]]) -> bool:
    start, end = line.right[last], line.left[index]
    if end - start > gap * line.size:
        return True
    if not gutters or end - start < SLIGHT_GAP * line.size:
        return False
    return any(start <= right and left <= end for left, right in gutters)


def _atom(line: Line, start: int, end: int) -> Atom:
    return Atom(line.text[start:end], line.left[start], line.right[end - 1], line.top, line.bottom, line.size)


def type_size(atoms: Iterable[Atom]) -> float:
    """The size of most characters."""
    weights: dict[float, int] = {}
    for atom in atoms:
        size = round(atom.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(atom.text)
    return max(weights, key=lambda size: (weights[size], size), default=10.5)
