"""Rows of a table without rulings between them: the cheapest way to cut it where no text is in the way.

A cut costs where it parts lines that wrap into each other; a row costs where its cells hold lines that do not
belong together, where they are not centred (or not aligned at the top) like those beside them, and where a
column is blank that otherwise says something in every row. The sum is made least by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.tables.atoms import Atom
from extractor.tables.seam import opens_bracket, word_length
from extractor.tables.wording import is_complete

# Costs, in units of "one line out of place". Measured on tables in two typesetters; halving or doubling any one of
# them moves the share of right cells by less than one in a hundred.
TWO_VALUES = 4.0
WIDE_STEP = 3.0
SHORT_LINE = 1.0
SHORT_LINE_IN_PROSE = 0.25
WRAPPED = 1.5
OPEN_BRACKET = 2.0
OFF_CENTRE = 1.5
MOST_OFF_CENTRE = 2.5
SILENT_KEY = 2.5
BLANK = 0.15
# Line steps. A step this much wider than usual is no step within a cell.
WIDE = 1.3
# Line steps that centring may be off (rounding, mixed fonts).
CENTRED = 0.18
# Type sizes that a full line may leave free beyond the next word.
SLACK = 0.3
# Share of the row count from which a column is filled row by row, not level by level.
LEAF_SHARE = 0.6
# Lines per cell from which a column holds prose, whose paragraphs end in short lines.
PROSE = 4.0
# Rows more costly than this are not looked at further; no row holds more lines than this.
HOPELESS = 14.0
MOST_LINES = 90


@dataclass(slots=True)
class Strip:
    """One column: its atoms from top to bottom, and what parts or joins each to the next."""

    atoms: list[Atom]
    parting: list[float]
    joining: list[float]
    prose: bool = False
    key: bool = False
    leaf: bool = True

    @property
    def cells(self) -> int:
        """How many cells the wrapping of the lines alone would make."""
        return 1 + sum(1 for a, b in zip(self.parting, self.joining, strict=True) if a > b) if self.atoms else 0


def strips_of(columns: Sequence[Sequence[Atom]], step: float) -> list[Strip]:
    """The columns with the evidence between their lines; ``step`` is the usual distance of lines in a cell."""
    strips = [_strip(sorted(column, key=lambda atom: atom.middle), step) for column in columns]
    keys = [strip for strip in strips if len(strip.atoms) >= 2 and all(is_complete(a.text) for a in strip.atoms)]
    counts = [strip.cells for strip in keys] or [strip.cells for strip in strips if strip.atoms]
    rows = max(counts, default=0) if keys else median(counts) if counts else 0
    for strip in strips:
        strip.prose = strip.cells > 0 and len(strip.atoms) >= PROSE * rows
        strip.leaf = strip.prose or strip.cells >= LEAF_SHARE * rows
        strip.key = strip in keys and strip.cells == rows
    if not any(strip.leaf for strip in strips):
        for strip in strips:
            strip.leaf = True
    return strips


def _strip(atoms: list[Atom], step: float) -> Strip:
    parting, joining = [], []
    width = max((atom.x1 for atom in atoms), default=0.0) - min((atom.x0 for atom in atoms), default=0.0)
    for upper, lower in pairwise(atoms):
        apart = together = 0.0
        if is_complete(upper.text) and is_complete(lower.text):
            apart += TWO_VALUES
        if lower.middle - upper.middle > WIDE * step:
            apart += WIDE_STEP
        word = word_length(lower.text) / max(len(lower.text), 1) * (lower.x1 - lower.x0)
        if width - (upper.x1 - upper.x0) < word + SLACK * upper.size:
            together += WRAPPED
        else:
            apart += SHORT_LINE
        if opens_bracket(upper.text, lower.text):
            together += OPEN_BRACKET
        parting.append(apart)
        joining.append(together)
    return Strip(atoms, parting, joining)


def line_step(columns: Sequence[Sequence[Atom]], size: float) -> float:
    """The usual distance from line to line within a cell, in points."""
    steps = [
        lower.middle - upper.middle
        for column in columns
        for upper, lower in pairwise(sorted(column, key=lambda atom: atom.middle))
        if 0.9 * size < lower.middle - upper.middle < 2.2 * size
    ]
    if not steps:
        return 1.4 * size
    steps.sort()
    return steps[len(steps) // 4]


def row_edges(strips: Sequence[Strip], forced: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where to cut the table into rows, from ``top`` to ``bottom``; ``forced`` cuts (rulings) are kept."""
    leaves = [strip for strip in strips if strip.leaf and strip.atoms]
    everything = [atom for strip in leaves for atom in strip.atoms]
    if not everything:
        return [top, *forced, bottom]
    cuts = _white_bands(everything, forced, top, bottom)
    step = line_step([strip.atoms for strip in leaves], everything[0].size)
    ways = [_cheapest(leaves, cuts, set(forced), step, aligned) for aligned in (_off_centre, _off_top)]
    return min(ways, key=lambda way: way[0])[1]


def _white_bands(atoms: list[Atom], forced: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights at which no atom is cut, the table's ends and forced cuts included."""
    cuts = {top, bottom, *forced}
    inset = 0.12
    end = top
    for atom in sorted(atoms, key=lambda atom: atom.top):
        upper = atom.top + inset * atom.size
        lower = atom.bottom - inset * atom.size
        if upper > end > top:
            middle = (end + upper) / 2
            if all(abs(middle - cut) > 0.5 * atom.size for cut in forced):
                cuts.add(middle)
        end = max(end, lower)
    return sorted(cut for cut in cuts if top <= cut <= bottom)


Aligned = Callable[[float, float, float, float], float]


def _off_centre(top: float, bottom: float, row_top: float, row_bottom: float) -> float:
    return abs((top + bottom) - (row_top + row_bottom)) / 2


def _off_top(top: float, bottom: float, row_top: float, row_bottom: float) -> float:
    return abs(top - row_top)


def _cheapest(
    strips: list[Strip], cuts: list[float], forced: set[float], step: float, aligned: Aligned
) -> tuple[float, list[float]]:
    places = [[bisect_left([atom.middle for atom in strip.atoms], cut) for cut in cuts] for strip in strips]
    sums = [_running_sums(strip) for strip in strips]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    back = [0] * len(cuts)
    for start in range(len(cuts) - 1):
        if best[start] == float("inf"):
            continue
        for end in range(start + 1, len(cuts)):
            cost = _row_cost(strips, places, sums, start, end, step, aligned)
            total = best[start] + cost + _cut_cost(strips, places, end, len(cuts))
            if total < best[end]:
                best[end], back[end] = total, start
            most = max((place[end] - place[start] for place in places), default=0)
            if cuts[end] in forced or (cost > HOPELESS and end > start + 1) or most > MOST_LINES:
                break
    edges = [cuts[-1]]
    place = len(cuts) - 1
    while place:
        place = back[place]
        edges.append(cuts[place])
    return best[-1], edges[::-1]


def _running_sums(strip: Strip) -> list[float]:
    weight = SHORT_LINE_IN_PROSE / SHORT_LINE if strip.prose else 1.0
    sums = [0.0]
    for apart, together in zip(strip.parting, strip.joining, strict=True):
        cost = apart if apart >= WIDE_STEP else apart * weight
        sums.append(sums[-1] + max(cost - together, 0.0))
    return sums


def _row_cost(
    strips: list[Strip],
    places: list[list[int]],
    sums: list[list[float]],
    start: int,
    end: int,
    step: float,
    aligned: Aligned,
) -> float:
    cost = 0.0
    spans: list[tuple[float, float]] = []
    for strip, place, total in zip(strips, places, sums, strict=True):
        first, last = place[start], place[end]
        if first == last:
            cost += SILENT_KEY if strip.key else BLANK
            continue
        cost += total[last - 1] - total[first]
        spans.append((strip.atoms[first].top, strip.atoms[last - 1].bottom))
    if not spans:
        return cost + SILENT_KEY
    row_top, row_bottom = min(top for top, _ in spans), max(bottom for _, bottom in spans)
    for top, bottom in spans:
        off = aligned(top, bottom, row_top, row_bottom) / step
        if off > CENTRED:
            cost += min(OFF_CENTRE * off, MOST_OFF_CENTRE)
    return cost


def _cut_cost(strips: list[Strip], places: list[list[int]], cut: int, n_cuts: int) -> float:
    """What it costs to part the lines above a cut from those below it."""
    if cut == n_cuts - 1:
        return 0.0
    cost = 0.0
    for strip, place in zip(strips, places, strict=True):
        index = place[cut]
        if 0 < index < len(strip.atoms):
            cost += max(strip.joining[index - 1] - strip.parting[index - 1], 0.0)
    return cost
