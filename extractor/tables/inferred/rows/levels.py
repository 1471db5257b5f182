"""Cells merged over rows in a table without rulings: level names centred beside the rows that they head."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.cuts import row_tops, runs_through, text_tops
from extractor.tables.inferred.rows.dealt import APART, UNCUT, Name, cut_cost, names_of
from extractor.tables.inferred.rows.strips import Strip
from extractor.tables.meaning.wording import is_figure

# Line steps that the end of a name's rows may be off where it stands in the middle of these.
OFF_CENTRE = 0.5
# Line steps by which a text at the top of its cell stands lower than the others of its row at most.
AT_TOP = 0.3
# Line steps between two lines that may be of one cell whatever rows stand beside them.
TIGHT = 1.08

# Line steps that names of one row are off its middle at most.
IN_ITS_ROW = 0.3


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of the rows that names stand for: the ``step`` in points from line to line, the rows that sum up
    others, the places (row, column) that texts over several columns take (``crossed``), the columns whose heads name
    ``levels``, whether a page end may cut the first and the last row, whether they go on from the page before
    (``goes_on``), and whether serial numbers tell them (``numbered``)."""

    step: float
    totals: set[int]
    crossed: set[tuple[int, int]]
    levels: set[int]
    cut: tuple[bool, bool]
    goes_on: bool
    numbered: bool

    def across(self, column: int) -> set[int]:
        """The rows in which a text over several columns stands in this one: no name is for them and others."""
        return {row for row, crossed in self.crossed if crossed == column}

    @property
    def parted(self) -> tuple[bool, bool]:
        """Whether the names of the first and of the last rows may stand on another page."""
        return self.goes_on, self.cut[1]


class Names(NamedTuple):
    """The names in each column of merged cells, and the row edges, moved so that none reaches beyond its rows."""

    of_columns: dict[int, list[Name]]
    edges: list[float]


def names_by_column(strips: Sequence[Strip], edges: list[float], rows: Rows) -> Names:
    """The names of the columns whose cells are merged over rows, from left to right."""
    tops = row_tops(strips, edges)
    first = next((column for column, strip in enumerate(strips) if strip.leaf), 0)
    named_levels = [strips[column] for column in sorted(rows.levels) if column < first and strips[column].atoms]
    of_levels = tops or _tops_of_levels(named_levels, strips, edges, rows)
    aside = spanning = False
    named: dict[int, list[Name]] = {}
    for column, strip in enumerate(strips):
        merged = bool(strip.atoms) and not strip.key
        merged = merged and (not strip.leaf or (not rows.numbered and runs_through(strip, edges)))
        merged = merged and (spanning or not (strip.amounts and strip.leaf))
        weights = _weights(column, strips, edges, named.get(column - 1, []), rows) if column else []
        aside = aside or not (merged or strip.key or weights)
        if weights:
            named[column] = weights
        if not merged or weights:
            continue
        tops_here = of_levels if column in rows.levels and column < first else tops
        names = _names(column, strips, edges, tops_here, rows, aside)
        others = [other for other in strips if other is not strip and other.leaf]
        edges = _widened(edges, strip, names, others)
        named[column] = names
        spanning = spanning or any(last - first > 1 for _, _, first, last in names)
    named = _nested(named, strips, edges, rows)
    return Names(
        {column: _with_blanks(names, column, first, len(edges) - 1, rows) for column, names in named.items()}, edges
    )


def _with_blanks(names: list[Name], column: int, first: int, end: int, rows: Rows) -> list[Name]:
    """The names of a column, and one cell without words for the rows that a page end parts from their name on another
    page: every row has its level, in columns before the ``first`` of the rows' own texts."""
    if not names or not (column in rows.levels or column < first):
        return names
    others = rows.totals | rows.across(column)
    start, below = names[0][2], names[-1][3]
    before = [(0, 0, 0, start)] if rows.goes_on and start and others.isdisjoint(range(start)) else []
    behind = [(0, 0, below, end)] if rows.cut[1] and below < end and others.isdisjoint(range(below, end)) else []
    return [*before, *names, *behind]


def _weights(column: int, strips: Sequence[Strip], edges: list[float], names: Sequence[Name], rows: Rows) -> list[Name]:
    """The figures of a column each beside a name of the column before it (权重 of a level): for the same rows."""
    left, crossed = strips[column - 1], rows.across(column)
    own = [
        (place, atom)
        for place, atom in enumerate(strips[column].atoms)
        if bisect_right(edges, atom.middle) - 1 not in crossed
    ]
    if len(own) != len(names) or not all(is_figure(atom.text) for _, atom in own):
        return []
    middles = ((left.atoms[line].top + left.atoms[end - 1].bottom) / 2 for line, end, *_ in names)
    if any(abs(atom.middle - at) > IN_ITS_ROW * rows.step for (_, atom), at in zip(own, middles, strict=True)):
        return []
    return [(place, place + 1, first, last) for (place, _), (*_, first, last) in zip(own, names, strict=True)]


def _tops_of_levels(levels: Sequence[Strip], strips: Sequence[Strip], edges: list[float], rows: Rows) -> list[float]:
    """The heights at which rows begin where the names in the columns of levels all stand at one of them, the first at
    the first, and those of one level at least cannot be in the middle of their rows.

    Rows of one line do not tell where texts stand in them.
    """
    if not levels:
        return []
    tops = text_tops(strips, edges)
    found = [names_at_top(strip, edges, tops, rows.step, rows.totals, is_level=True) for strip in levels]
    if not all(names and not names[0][2] for names in found):
        return []
    ends = [
        atom.top
        for strip, names in zip(levels, found, strict=True)
        for a, b, *_ in names
        for atom in strip.atoms[a + 1 : b]
    ]
    if any(abs(top - other) <= AT_TOP * rows.step for top in ends for other in tops):
        return []  # what may be the next line of a name begins with a row
    end = edges[min(rows.totals, default=len(edges) - 1)]
    centred = (_are_centred(strip, names, edges, end, rows.step) for strip, names in zip(levels, found, strict=True))
    return [] if all(centred) else tops


def _are_centred(strip: Strip, names: Sequence[Name], edges: Sequence[float], end: float, step: float) -> bool:
    """Whether the rows down to ``end`` can be dealt out to names so that each stands in the middle of its own."""
    start = edges[0]
    for first, last, *_ in names:
        below = strip.atoms[first].top + strip.atoms[last - 1].bottom - start
        start = min(edges, key=lambda edge: abs(edge - below))
        if abs(start - below) > OFF_CENTRE * step:
            return False
    return abs(start - end) < OFF_CENTRE * step


def _names(
    column: int, strips: Sequence[Strip], edges: list[float], tops: Sequence[float], rows: Rows, aside: bool
) -> list[Name]:
    """The names of one column: a row each beside key values, at the top of their rows, or in the middle of them."""
    strip, is_level = strips[column], column in rows.levels
    keys = sorted(atom.middle for other in strips[:column] if other.key and other.amounts for atom in other.atoms)
    whole = (edges[rows.cut[0]], edges[-1 - rows.cut[1]])
    names = _row_each(strip, edges, keys, rows.step, whole) if keys else []
    if not names and tops:
        names = names_at_top(strip, edges, tops, rows.step, rows.totals, is_level or not aside)
    return names or _name_rows(strip, edges, rows, column, aside)


def _nested(
    named: dict[int, list[Name]],
    strips: Sequence[Strip],
    cuts: Sequence[float],
    rows: Rows,
) -> dict[int, list[Name]]:
    """The names of the columns, those of levels once more where they end within one of the level below."""
    found = dict(named)
    for column in sorted(rows.levels & found.keys(), reverse=True):
        within = {row for _, _, first, last in found.get(column + 1, []) for row in range(first + 1, last)}
        if within.isdisjoint(edge for _, _, *ends in found[column] for edge in ends):
            continue
        kept = [row for row in range(len(cuts)) if row not in within]
        places = {row: place for place, row in enumerate(kept)}
        again = names_of(
            strips[column],
            [cuts[row] for row in kept],
            rows.step,
            totals={places[row] for row in rows.totals if row in places},
            crossed={places[row] for row in rows.across(column) if row in places},
            cut=rows.parted,
        )
        found[column] = [(line, end, kept[first], kept[last]) for line, end, first, last in again] or found[column]
    return found


def _name_rows(strip: Strip, cuts: list[float], rows: Rows, column: int, aside: bool) -> list[Name]:
    """The names of a column of merged cells and the rows they stand for; none where each is in one row.

    Lines that could wrap into each other may still be of a row each in a column of remarks, ``aside`` of the levels.
    What stands first in a table without anything in the first row is no name of a row alone.
    """
    is_level = column in rows.levels
    wrapped = any(a > b for a, b in zip(strip.joining, strip.parting, strict=True))
    is_below = column == 0 and strip.atoms[0].middle > cuts[1] and 0 not in rows.totals | rows.across(0)
    if (aside or not (wrapped or is_level or is_below)) and all(
        _is_alone(atom, strip, cuts, rows.step) for atom in strip.atoms
    ):
        return []
    parted = rows.parted if is_level or (is_below and rows.goes_on) else UNCUT
    return names_of(strip, cuts, rows.step, aside, rows.totals, rows.across(column), parted)


def _row_each(
    strip: Strip, cuts: Sequence[float], keys: Sequence[float], step: float, whole: tuple[float, float]
) -> list[Name]:
    """The lines of each row as a name of its own where they are in the middle of it, as its key values are; else none.

    ``keys`` are the middles of those values from top to bottom; no page end cuts the rows within ``whole``.
    """
    rows: dict[int, list[int]] = {}
    for place, atom in enumerate(strip.atoms):
        rows.setdefault(bisect_right(cuts, atom.middle) - 1, []).append(place)
    for row, places in rows.items():
        first, last = strip.atoms[places[0]], strip.atoms[places[-1]]
        if first.middle <= whole[0] or last.middle >= whole[1]:
            continue
        inside = keys[bisect_right(keys, cuts[row]) : bisect_right(keys, cuts[row + 1])]
        middle = (first.top + last.bottom) / 2
        if not inside or max(abs(key - middle) for key in inside) > IN_ITS_ROW * step:
            return []
    return [(places[0], places[-1] + 1, row, row + 1) for row, places in rows.items()]


def _is_alone(atom: Atom, strip: Strip, cuts: list[float], step: float) -> bool:
    """Whether a line is the only one of its column in a row, and in the middle of that."""
    upper, lower = next(((a, b) for a, b in pairwise(cuts) if a <= atom.middle < b), (atom.top, atom.bottom))
    others = sum(1 for other in strip.atoms if upper <= other.middle < lower)
    return others == 1 and abs(atom.middle - (upper + lower) / 2) <= IN_ITS_ROW * step


def _widened(
    cuts: list[float], strip: Strip, names: Sequence[tuple[int, int, int, int]], others: Sequence[Strip]
) -> list[float]:
    """The row edges moved so that no name reaches beyond its rows, but never over a line of another column."""
    middles = sorted(atom.middle for other in others for atom in other.atoms)
    moved = list(cuts)

    def move(edge: int, to: float) -> None:
        low, high = sorted((moved[edge], to))
        if moved[edge - 1] < to < moved[edge + 1] and bisect_right(middles, low) == bisect_right(middles, high):
            moved[edge] = to

    for first_line, end_line, first, last in names:
        top, bottom = strip.atoms[first_line].top - 0.5, strip.atoms[end_line - 1].bottom + 0.5
        if first > 0 and top < moved[first]:
            move(first, top)
        if last < len(moved) - 1 and bottom > moved[last]:
            move(last, bottom)
    return moved


def names_at_top(
    strip: Strip, edges: Sequence[float], tops: Sequence[float], step: float, totals: Collection[int], is_level: bool
) -> list[Name]:
    """As :func:`names_of` where texts stand at the top of their cells: ``tops`` are the heights at which rows begin.

    The name of a level stands for the rows down to the next one, those of ``totals`` aside, any other text for its own.
    None where a text does not stand at the top.
    """
    starts: list[tuple[int, int]] = []
    for line, atom in enumerate(strip.atoms):
        row = min(max(bisect_right(edges, atom.middle) - 1, 0), len(edges) - 2)
        begins = abs(atom.top - tops[row]) <= AT_TOP * step
        gap = atom.middle - strip.atoms[line - 1].middle if line else 2 * APART * step
        if gap > APART * step and not begins:
            return []
        goes_on = gap < TIGHT * step and cut_cost(strip, line, True) > 0
        if begins and not goes_on and (not starts or row > starts[-1][1]):
            starts.append((line, row))
    names: list[Name] = []
    for (line, row), (end, below) in pairwise([*starts, (len(strip.atoms), len(edges) - 1)]):
        last = max(bisect_right(edges, strip.atoms[end - 1].middle), row + 1)
        total = min((r for r in totals if last <= r < below), default=below)
        names.append((line, end, row, max(total if is_level and row not in totals else last, last)))
    return names
