"""Printed lines cut at wide gaps: the atoms from which tables without a grid are inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import sub

from extractor.model.layout import Line
from extractor.tables.meaning.wording import ends_value

# Type sizes. Words of one cell stand closer than this (0.25 between Chinese and figures), cells of a row wider
# (0.4 in the tightest tables).
CELL_GAP = 0.3
# Type sizes. Within a gutter even a slight gap parts two cells.
SLIGHT_GAP = 0.1
# Points that a part may be short of reaching over a gutter.
OVERLAP = 1.0
# Type sizes. A gap that no sentence has: justified lines stay below 0.6.
WIDE_GAP = 0.9
# Type sizes from line to line within a cell (1.0 to 1.6).
NEXT_LINE = 1.7

_WORD = re.compile(r"[^ ]+")


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
    """The parts of ``line`` between gaps wider than ``gap`` type sizes.

    A part that reaches over one of the ``gutters`` is cut there, if it has the slightest gap in it.
    """
    parts: list[Atom] = []
    for start, end in _between_gaps(line, 0, len(line.text), gap * line.size, None):
        left, right = line.left[start], line.right[end - 1]
        over = [one for one in gutters if left < one[0] + OVERLAP and right > one[1] - OVERLAP]
        if not over:
            parts.append(_atom(line, start, end))
            continue
        for first, last in _between_gaps(line, start, end, SLIGHT_GAP * line.size, over):
            parts.append(_atom(line, first, last))
    return parts


def cut_at(gutters: Sequence[tuple[float, float]], line: Line, atoms: list[Atom]) -> list[Atom]:
    """The parts of ``line``, known to be ``atoms``, with those cut that reach over one of the ``gutters``."""
    for start, end in gutters:
        low, high = start + OVERLAP, end - OVERLAP
        for atom in atoms:
            if atom.x0 < low and atom.x1 > high:
                return atoms_of(line, gutters=gutters)
    return atoms


def stretches(atoms: Iterable[Atom], gap: float) -> list[tuple[float, float]]:
    """From where to where the parts of a line reach that gaps wider than ``gap`` points set apart."""
    found: list[tuple[float, float]] = []
    for atom in atoms:
        if found and atom.x0 - found[-1][1] <= gap:
            found[-1] = (found[-1][0], atom.x1)
        else:
            found.append((atom.x0, atom.x1))
    return found


def _between_gaps(
    line: Line, start: int, end: int, gap: float, within: Sequence[tuple[float, float]] | None
) -> Iterator[tuple[int, int]]:
    """The stretches of ``line`` from ``start`` to ``end`` parted by gaps wider than ``gap``, blanks left out."""
    words = [word.span() for word in _WORD.finditer(line.text, start, end)]
    if not words:
        return
    first = words[0][0]
    for before, after in _gaps(line, words, gap):
        if within is None or any(line.right[before] <= b and a <= line.left[after] for a, b in within):
            yield first, before + 1
            first = after
    yield first, words[-1][1]


def _gaps(line: Line, words: Sequence[tuple[int, int]], gap: float) -> Iterator[tuple[int, int]]:
    """The characters before and after each gap wider than ``gap``, between ``words`` or inside one."""
    left, right = line.left, line.right
    last: int | None = None
    for start, end in words:
        if last is not None and left[start] - right[last] > gap:
            yield last, start
        if end - start > 1 and max(map(sub, left[start + 1 : end], right[start:end])) > gap:
            yield from ((i - 1, i) for i in range(start + 1, end) if left[i] - right[i - 1] > gap)
        last = end - 1


def _atom(line: Line, start: int, end: int) -> Atom:
    return Atom(line.text[start:end], line.left[start], line.right[end - 1], line.top, line.bottom, line.size)


def type_size(atoms: Iterable[Atom]) -> float:
    """The size of most characters."""
    weights: dict[float, int] = {}
    for atom in atoms:
        size = round(atom.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(atom.text)
    return max(weights, key=lambda size: (weights[size], size), default=10.5)


def with_whole_values(column: Iterable[Atom]) -> list[Atom]:
    """The atoms of a column from top to bottom, values broken over two lines (2017年 over 5月) as one."""
    whole: list[Atom] = []
    for atom in sorted(column, key=lambda atom: atom.middle):
        above = whole[-1] if whole else None
        if above and atom.top - above.bottom < (NEXT_LINE - 1) * atom.size and ends_value(above.text, atom.text):
            x0, x1 = min(above.x0, atom.x0), max(above.x1, atom.x1)
            whole[-1] = Atom(above.text + atom.text, x0, x1, above.top, atom.bottom, atom.size)
        else:
            whole.append(atom)
    return whole
