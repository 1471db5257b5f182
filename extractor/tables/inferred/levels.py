"""Cells merged over rows in a table without rulings: level names centred beside the rows that they head."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rowcuts import row_tops, runs_through, text_tops
from extractor.tables.inferred.strips import TWO_VALUES, Strip
from extractor.tables.joined.ends import opens_bracket

# Line steps that it costs to leave rows without a name (blank cells, a name on the page before), and each of them.
NAMELESS = 1.0
NAMELESS_ROW = 0.05
# What each further row of a text costs right of the columns filled in every row, where blank cells are common.
MERGED_ASIDE = 0.2
# Line steps that a name may be off without cost, and what each step beyond costs.
FREE_OFF = 0.2
OFF_PLACE = 3.0
# Line steps that a name may be off the middle of its rows; nothing further off is looked at.
MOST_OFF = 2.0
# Line steps that a name may reach beyond its rows, whose edges are known only between the lines of other columns.
SPILL = 0.7
# Share of the height of several rows from which a text that fills them is rather one text for each row, and the
# cost of each further row then.
FILLS = 0.7
FILLED = 2.0
# Lines of the longest name; a remark over many rows is taken as a whole.
LONGEST_NAME = 14
# Lines times rows of a column that are looked at; a full page has some 80 lines and 40 rows.
MOST_PLACES = 8_000
# Share of the lines with punctuation from which a column holds prose.
PROSE_SHARE = 0.3
# Line steps that the end of a name's rows may be off where it stands in the middle of these.
OFF_CENTRE = 0.5
# Line steps by which a text at the top of its cell stands lower than the others of its row at most.
AT_TOP = 0.3
# Line steps between two lines that may be of one cell whatever rows stand beside them.
TIGHT = 1.08
# How much more prose hangs together than names.
PROSE_JOINS = 2.0
# Line steps beyond which two lines of a column stand apart.
APART = 1.3

# Line steps that names of one row are off its middle at most.
IN_ITS_ROW = 0.3

# First line and end, first row and end of a name.
Name = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of the rows that names stand for: the ``step`` in points from line to line, the rows that sum up
    others, the columns whose heads name ``levels``, whether a page end may cut the first and the last row, and whether
    serial numbers tell the rows (``numbered``)."""

    step: float
    totals: set[int]
    levels: set[int]
    cut: tuple[bool, bool]
    numbered: bool


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
        aside = aside or not (merged or strip.key)
        if not merged:
            continue
        names = _names(
            column, strips, edges, of_levels if column in rows.levels and column < first else tops, rows, aside
        )
        others = [other for other in strips if other is not strip and other.leaf]
        edges = _widened(edges, strip, names, others)
        named[column] = names
        spanning = spanning or any(last - first > 1 for _, _, first, last in names)
    return Names(_nested(named, strips, edges, rows), edges)


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
    return names or _name_rows(strip, edges, rows.step, aside, rows.totals, is_level)


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
        )
        found[column] = [(line, end, kept[first], kept[last]) for line, end, first, last in again] or found[column]
    return found


def _name_rows(
    strip: Strip, cuts: list[float], step: float, aside: bool, totals: set[int], is_level: bool
) -> list[tuple[int, int, int, int]]:
    """The names of a column of merged cells and the rows they stand for; none where each is in one row.

    Lines that could wrap into each other may still be of a row each in a column of remarks, ``aside`` of the levels.
    """
    wrapped = any(a > b for a, b in zip(strip.joining, strip.parting, strict=True))
    if (aside or not (wrapped or is_level)) and all(_is_alone(atom, strip, cuts, step) for atom in strip.atoms):
        return []
    return names_of(strip, cuts, step, aside, totals)


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


def names_of(
    strip: Strip, edges: Sequence[float], step: float, aside: bool = False, totals: Collection[int] = ()
) -> list[Name]:
    """The names of a column and the rows that they stand for: (first line, end, first row, end), half-open.

    Lines go to names and rows to names so that names hang together by their wrapping and each stands in the
    middle of its rows (or at their top, where its rows may go on over the page end). Rows without one cost, but
    those of ``totals`` and, in columns ``aside`` (remarks right of the rows' own values), where blank cells are common.
    """
    n_lines, n_rows = len(strip.atoms), len(edges) - 1
    blank = _Nameless(n_rows, range(n_rows) if aside else totals)
    if n_lines * n_rows > MOST_PLACES:
        return []
    infinite = float("inf")
    # best[i][r]: the first i lines are in names over some of the first r rows
    best = [[infinite] * (n_rows + 1) for _ in range(n_lines + 1)]
    back: dict[tuple[int, int], tuple[int, int, int]] = {}
    best[0][0] = 0.0
    longest, prose = _longest(strip, step), _is_prose(strip)
    for line in range(n_lines):
        if min(best[line]) == infinite:
            continue
        opening = _cut_cost(strip, line, prose)
        reached = [_before(best[line], row, blank) for row in range(n_rows)]
        for row, end_row, end, cost in _places(strip, edges, line, step, longest, prose):
            before, skipped = reached[row]
            if before == infinite:
                continue
            total = before + opening + cost + (MERGED_ASIDE * (end_row - row - 1) if aside else 0.0)
            if total < best[end][end_row]:
                best[end][end_row] = total
                back[end, end_row] = (line, row, skipped)
    end_row = min(range(n_rows + 1), key=lambda r: best[n_lines][r] + blank.cost(r, n_rows))
    names: list[Name] = []
    line = n_lines
    while line and (line, end_row) in back:
        start, row, skipped = back[line, end_row]
        names.append((start, line, row, end_row))
        line, end_row = start, skipped
    return names[::-1]


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
        goes_on = gap < TIGHT * step and _cut_cost(strip, line, True) > 0
        if begins and not goes_on and (not starts or row > starts[-1][1]):
            starts.append((line, row))
    names: list[Name] = []
    for (line, row), (end, below) in pairwise([*starts, (len(strip.atoms), len(edges) - 1)]):
        last = max(bisect_right(edges, strip.atoms[end - 1].middle), row + 1)
        total = min((r for r in totals if last <= r < below), default=below)
        names.append((line, end, row, max(total if is_level and row not in totals else last, last)))
    return names


def _longest(strip: Strip, step: float) -> int:
    run = longest = 1
    for upper, lower in pairwise(strip.atoms):
        run = run + 1 if lower.middle - upper.middle < APART * step else 1
        longest = max(longest, run)
    return max(LONGEST_NAME, longest)


class _Nameless:
    """What it costs to leave neighbouring rows without a name."""

    def __init__(self, n_rows: int, totals: Collection[int]) -> None:
        self.told = [0]
        for row in range(n_rows):
            self.told.append(self.told[-1] + (row not in totals))

    def cost(self, start: int, end: int) -> float:
        """For the rows ``start`` to ``end`` (half-open)."""
        rows = self.told[end] - self.told[start]
        return NAMELESS + NAMELESS_ROW * rows if rows else 0.0


def _before(best: list[float], row: int, blank: _Nameless) -> tuple[float, int]:
    """The cheapest way to have reached ``row``, with rows left nameless before it, and where names ended."""
    return min((best[end] + blank.cost(end, row), end) for end in range(row + 1))


def _cut_cost(strip: Strip, line: int, prose: bool) -> float:
    """What it costs that a name begins at ``line``: its wrapping with the line above."""
    if not line:
        return 0.0
    if opens_bracket(strip.atoms[line - 1].text, strip.atoms[line].text):
        return TWO_VALUES
    cost = max(strip.joining[line - 1] - strip.parting[line - 1], 0.0)
    return PROSE_JOINS * cost if prose else cost


def _places(
    strip: Strip, edges: Sequence[float], line: int, step: float, longest: int, prose: bool
) -> Iterator[tuple[int, int, int, float]]:
    """Rows and ends of a name that begins at ``line``, with what each costs: (row, end row, end line, cost)."""
    apart = 0.0
    top = strip.atoms[line].top
    spill = SPILL * step
    for end in range(line + 1, min(line + longest, len(strip.atoms)) + 1):
        if end > line + 1:
            parting = strip.parting[end - 2] - strip.joining[end - 2]
            apart += max(parting, 0.0) if not prose or parting >= TWO_VALUES else 0.0
            if apart >= TWO_VALUES:
                return
        bottom = strip.atoms[end - 1].bottom
        last_row = bisect_left(edges, bottom - spill)
        for row in range(min(bisect_right(edges, top + spill), len(edges) - 1)):
            for end_row in _end_rows(edges, row, max(last_row, row + 1), top + bottom, MOST_OFF * step):
                off = abs(edges[row] + edges[end_row] - top - bottom) / 2 / step
                if end_row == len(edges) - 1:
                    off = min(off, abs(top - edges[row]) / step)
                if off <= MOST_OFF:
                    cost = OFF_PLACE * max(off - FREE_OFF, 0.0) + apart
                    yield row, end_row, end, cost + _spread(edges, row, end_row, bottom - top)


def _end_rows(edges: Sequence[float], row: int, least: int, ends: float, off: float) -> Iterator[int]:
    """The ends of rows from ``row`` on in whose middle a text with the sum of its ``ends`` may stand, and the last."""
    last = len(edges) - 1
    first = max(bisect_left(edges, ends - edges[row] - 2 * off), least)
    for end_row in range(first, last):
        if edges[row] + edges[end_row] - ends > 2 * off:
            break
        yield end_row
    if least <= last:
        yield last


def _spread(edges: Sequence[float], row: int, end_row: int, height: float) -> float:
    """What it costs that one text fills several rows, which rather have one each."""
    if end_row == row + 1 or height <= FILLS * (edges[end_row] - edges[row]):
        return 0.0
    return FILLED * (end_row - row - 1)


def _is_prose(strip: Strip) -> bool:
    """Whether a column holds sentences rather than names: its lines have marks in them."""
    marked = sum(1 for atom in strip.atoms if any(mark in atom.text for mark in "，。；,;"))
    return marked >= PROSE_SHARE * len(strip.atoms)
