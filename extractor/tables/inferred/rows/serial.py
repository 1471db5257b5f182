"""Rows told by serial numbers (序号) where every text stands at the top of its cell, and rows of one line each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.full_lines import may_go_on, widths
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.levels import TIGHT
from extractor.tables.meaning.wording import are_two_figures, is_complete, is_figure, is_numbered_group, is_sum

# Serial numbers that tell rows at least, and characters of the longest.
LEAST_SERIALS = 3
LONGEST = 4
# Line steps between texts that begin at one height.
LEVEL = 0.3
# Rows of one line each: how many tell anything, which share of them a column of names and a second text stand in, and
# the least distance of two of them beside the usual one (lines of a cell stand closer than rows do).
LEAST_LINES = 4
FILLED = 0.75
EVEN = 0.95
# Lines and columns of a table that shows by having a text in every place that its rows are of one line.
LEAST_FULL = 3
# How far texts of such a row stand off its height, in type sizes.
AT_ONE_HEIGHT = 0.2


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


def one_line_rows(
    columns: Sequence[Sequence[Atom]], across: Sequence[Atom], is_cut: bool
) -> tuple[list[float], set[int]]:
    """The edges between rows that all are of one line, and the columns merged over them; none where some may hold more.

    Such rows stand evenly, and nearly each has a name with something else beside it. Columns left of the names are
    merged where a text of theirs stands at another height, or none in the first row.
    """
    key = max(range(len(columns)), key=lambda index: (_names(columns[index]), -index))
    lines = [across, *columns[key:]]
    heights = _heights([atom for column in lines for atom in column])
    steps = sorted(b[0].middle - a[0].middle for a, b in pairwise(heights))
    if _fill_all(heights, columns) and not across and not is_cut and steps[0] >= EVEN * steps[-1]:
        middles = [row[0].middle for row in heights]
        return [(a + b) / 2 for a, b in pairwise(middles)], set()
    full = [row for row in heights if len(row) > 1]
    beside = [atom for column in columns[:key] for atom in column]
    if any(is_figure(atom.text) and not atom.text.isdecimal() for atom in beside):
        return [], set()
    if len(heights) < LEAST_LINES or min(_names(columns[key]), len(full)) < FILLED * len(heights):
        return [], set()
    least = max(EVEN * steps[len(steps) // 2], heights[0][0].size)
    if steps[0] < least or (is_cut and len(heights[0]) < 2):
        return [], set()
    linked = _linked(lines, heights)
    for row, columns_on in linked.items():
        has_own = any(atom in lines[1] for atom in heights[row]) and any(is_figure(atom.text) for atom in heights[row])
        if not has_own or (1 in columns_on and len(columns_on) > 1):
            return [], set()
    middles = [row[0].middle for row in heights]
    merged = {index for index, column in enumerate(columns[:key]) if not _is_row_by_row(column, middles, is_cut)}
    return [(a + b) / 2 for a, b in pairwise(middles)], merged


def _fill_all(heights: Sequence[Sequence[Atom]], columns: Sequence[Sequence[Atom]]) -> bool:
    """Whether each column has a text at each height: cells that wrap would have to wrap alike in all columns."""
    whole = all(len(row) == len(columns) for row in heights)
    return whole and min(len(heights), len(columns)) >= LEAST_FULL and all(len(c) == len(heights) for c in columns)


def _linked(lines: Sequence[Sequence[Atom]], heights: Sequence[Sequence[Atom]]) -> dict[int, set[int]]:
    """The heights in which lines may go on from the one above, each with the columns in which they may."""
    height_of = {id(atom): row for row, atoms in enumerate(heights) for atom in atoms}
    found: dict[int, set[int]] = {}
    for index, column in enumerate(lines):
        widest = widths(column)
        for above, below in pairwise(sorted(column, key=lambda atom: atom.middle)):
            row = height_of[id(below)]
            if row == height_of[id(above)] + 1 and may_go_on(above, below, widest):
                found.setdefault(row, set()).add(index)
    return found


def _is_row_by_row(column: Sequence[Atom], heights: Sequence[float], is_cut: bool) -> bool:
    """Whether a column's texts stand at the heights of rows, one at the first unless a page end may have cut it."""
    places = {height for height in heights for atom in column if abs(height - atom.middle) <= LEVEL * atom.size}
    stray = any(all(abs(height - atom.middle) > LEVEL * atom.size for height in heights) for atom in column)
    return not stray and (is_cut or not places or heights[0] in places)


def _names(column: Sequence[Atom]) -> int:
    """How many of a column's texts are no values."""
    return sum(not is_complete(atom.text) for atom in column)


def _heights(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """The texts at each height, from top to bottom."""
    found: list[list[Atom]] = []
    for atom in sorted(atoms, key=lambda atom: atom.middle):
        if found and atom.middle - found[-1][0].middle <= AT_ONE_HEIGHT * atom.size:
            found[-1].append(atom)
        else:
            found.append([atom])
    return found


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
