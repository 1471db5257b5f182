"""Rows told by their serial numbers (序号) where every text stands at the top of its cell, as typists leave it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.levels import TIGHT
from extractor.tables.meaning.wording import are_two_figures, is_numbered_group, is_sum

# Serial numbers that tell rows at least, and characters of the longest.
LEAST_SERIALS = 3
LONGEST = 4
# Line steps between texts that begin at one height.
LEVEL = 0.3


def serial_edges(columns: Sequence[Sequence[Atom]], across: Sequence[Atom], step: float, is_cut: bool) -> list[float]:
    """The edges between rows, each right above a serial number or a sum; none where texts stand elsewhere.

    ``columns`` are the texts below the heads, ``across`` those over several columns. Every text must begin beside a
    number, and some take more lines than others beside them: that is what tells the top from the middle of a cell.
    Above the first number stands at most the rest of a row, where a page end cuts one (``is_cut``). The name of a group
    of rows (二、产业发展类), or a value below another, stands in a row without a number.
    """
    numbers = sorted((atom for atom in columns[0] if not is_sum(atom.text)), key=lambda atom: atom.middle)
    if not _count_on([atom.text for atom in numbers]):
        return []
    everything = [*across, *(atom for column in columns for atom in column)]
    heights = sorted(atom.middle for atom in (*numbers, *(atom for atom in everything if is_sum(atom.text))))
    if any(is_numbered_group(atom.text) and _is_off(atom, heights, step) for atom in across):
        return []
    lone = longer = 0
    for column in columns[1:]:
        held: dict[int, list[Atom]] = {}
        for atom in sorted(column, key=lambda atom: atom.middle):
            held.setdefault(bisect_right(heights, atom.middle + LEVEL * step) - 1, []).append(atom)
        above = held.pop(-1, [])
        if above and (not is_cut or (0 in held and held[0][0].middle - above[-1].middle <= TIGHT * step)):
            return []
        off = any(abs(atoms[0].middle - heights[row]) > LEVEL * step for row, atoms in held.items())
        if off or any(map(_holds_two, held.values())):
            return []
        if any(b.middle - a.middle > TIGHT * step for atoms in held.values() for a, b in pairwise(atoms)):
            return []
        longer += sum(len(atoms) > 1 for atoms in held.values())
        lone += sum(len(atoms) == 1 for atoms in held.values())
    return _above(heights, everything, step) if lone and longer else []


def _is_off(atom: Atom, heights: Sequence[float], step: float) -> bool:
    """Whether a text begins at none of some heights."""
    return all(abs(atom.middle - height) > LEVEL * step for height in heights)


def _holds_two(atoms: Sequence[Atom]) -> bool:
    """Whether texts below each other are no one cell: one names a group of rows, no item of a list, or two
    are figures that cannot be one."""
    is_list = is_numbered_group(atoms[0].text)
    return any(
        (is_numbered_group(below.text) and not is_list) or are_two_figures(above.text, below.text)
        for above, below in pairwise(atoms)
    )


def _count_on(texts: Sequence[str]) -> bool:
    """Whether texts are serial numbers that follow each other."""
    if len(texts) < LEAST_SERIALS or not all(text.isdecimal() and len(text) <= LONGEST for text in texts):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _above(heights: Sequence[float], everything: Sequence[Atom], step: float) -> list[float]:
    """The edges right above the texts at some heights."""
    edges: list[float] = []
    for height in heights:
        above = max((atom.middle for atom in everything if atom.middle < height - LEVEL * step), default=None)
        if above is not None and (not edges or height - edges[-1] > step):
            edges.append(max((above + height) / 2, height - step / 2 - LEVEL * step))
    return edges
