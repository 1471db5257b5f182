"""Rows of a table without rulings between them: the cheapest way to cut it where no text is in the way.

A cut costs where it parts lines that wrap into each other; a row costs where its cells hold lines that do not
belong together, where they are not centred (or not aligned at the top) like those beside them, and where a
column is blank that otherwise says something in every row. The sum is made least by dynamic programming.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from extractor.tables.inferred.atoms import Atom
from extractor.tables.joined.seam import is_weight_of, opens_bracket, word_length
from extractor.tables.meaning.wording import is_complete

# Costs, in units of "one line out of place". Measured on tables in two typesetters; halving or doubling any one of
# them moves the share of right cells by less than one in a hundred.
TWO_VALUES = 4.0
TWO_KEYS = 16.0
WIDE_STEP = 3.0
SHORT_LINE = 1.0
SHORT_LINE_IN_PROSE = 0.25
WRAPPED = 1.5
AFTER_SENTENCE = 0.4
OPEN_BRACKET = 2.0
OFF_PLACE = 5.0
MOST_OFF_PLACE = 3.0
SILENT_KEY = 2.5
SILENT_KEY_AT_TOP = 0.7
BLANK = 0.15
CROSSED = 2.0
# Line steps. A step this much wider than usual is no step within a cell.
WIDE = 1.3
# Line steps that centring may be off (rounding, mixed fonts).
CENTRED = 0.18
# Line steps within which a line stands at the height of another (rounding, mixed fonts).
BESIDE = 0.08
# Heights of a line from which it is two staggered ones, whose own heights are not known.
ALONE = 1.1
# Share of a line's height that may overlap with a cut (fonts claim more height than they use).
INSET = 0.12
# Type sizes that a full line may leave free beyond the next word.
SLACK = 0.5
# Share of the row count from which a column is filled row by row, not level by level.
LEAF_SHARE = 0.6
# Share of the rows from which a column of nothing but values has one in most rows.
VALUES_SHARE = 0.8
# Lines per cell from which a column holds prose, whose paragraphs end in short lines.
PROSE = 4.0
# Line steps off its place from which a text is misplaced, or reaching beyond its row; and the share of a column's rows
# so filled from which its cells must be merged over rows.
MISPLACED = 0.45
SPILL = 0.35
MISPLACED_SHARE = 0.3
# Share of its lines that stand between two values from which a column is merged over rows (at 0.2 names pass for rows).
BETWEEN_SHARE = 0.1
# Lines from which a text is no name that stands beside one value only.
TALL_BLOCK = 3
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
    values: bool = False
    leaf: bool = True
    at_top: bool = False

    @property
    def cells(self) -> int:
        """How many cells the wrapping of the lines alone would make."""
        return 1 + sum(1 for a, b in zip(self.parting, self.joining, strict=True) if a > b) if self.atoms else 0


def strips_of(columns: Sequence[Sequence[Atom]], step: float) -> list[Strip]:
    """The columns with the evidence between their lines; ``step`` is the usual distance of lines in a cell."""
    strips = [_strip(sorted(column, key=lambda atom: atom.middle), step) for column in columns]
    keys = [strip for strip in strips if len(strip.atoms) >= 2 and all(is_complete(a.text) for a in strip.atoms)]
    if keys:
        rows = max(strip.cells for strip in keys)
        for strip in strips:
            strip.key = strip in keys and strip.cells == rows
            strip.values = strip in keys and strip.cells >= VALUES_SHARE * rows
        middles = [atom.middle for atom in next(strip for strip in strips if strip.key).atoms]
        for strip in strips:
            _part_beside_keys(strip, middles, step)
        for strip in strips:
            filled = _filled_share(strip, middles) >= LEAF_SHARE
            strip.leaf = strip.key or (filled and not _stands_between(strip, middles, step))
    else:
        rows = round(median([strip.cells for strip in strips if strip.atoms] or [0]))
        for strip in strips:
            strip.leaf = strip.cells >= LEAF_SHARE * rows
    for strip in strips:
        strip.prose = strip.leaf and len(strip.atoms) >= PROSE * rows
    return strips


def _part_beside_keys(strip: Strip, middles: Sequence[float], step: float) -> None:
    """Part the lines of a column that stand at the very height of one key value each: they are a row each.

    Lines that wrap are closer than rows, so that at most one of them meets the height of a value.
    """
    low = min((atom.bottom - atom.top for atom in strip.atoms), default=0.0)
    alone = [atom.bottom - atom.top <= ALONE * low for atom in strip.atoms]
    places = [_beside(middles, atom.middle, BESIDE * step) for atom in strip.atoms]
    beside = [place if by_itself else None for place, by_itself in zip(places, alone, strict=True)]
    for index, (upper, lower) in enumerate(pairwise(beside)):
        if upper is not None and lower is not None and upper != lower:
            strip.parting[index] += TWO_KEYS
            strip.joining[index] = 0.0


def _beside(middles: Sequence[float], y: float, near: float) -> int | None:
    place = _nearest(middles, y)
    return place if abs(middles[place] - y) <= near else None


def _stands_between(strip: Strip, middles: Sequence[float], step: float) -> bool:
    """Whether many single lines of a column stand off the values beside them: names in the middle of several rows.

    The last line of a tall text is nearest to the next value, but no line by itself.
    """
    beside: dict[int, list[float]] = {}
    for block in _blocks(strip, step):
        for atom in block:
            place = _nearest(middles, atom.middle)
            off = abs(atom.middle - middles[place]) if len(block) < TALL_BLOCK else 0.0
            beside.setdefault(place, []).append(off)
    off = sum(1 for offs in beside.values() if len(offs) == 1 and offs[0] > MISPLACED * step)
    return off >= BETWEEN_SHARE * len(beside)


def _blocks(strip: Strip, step: float) -> list[list[Atom]]:
    """The lines of a column that follow each other without a gap."""
    blocks = [[strip.atoms[0]]] if strip.atoms else []
    for upper, lower in pairwise(strip.atoms):
        if lower.middle - upper.middle > WIDE * step:
            blocks.append([])
        blocks[-1].append(lower)
    return blocks


def _filled_share(strip: Strip, middles: Sequence[float]) -> float:
    """The share of rows, known by the middles of a key column's values, that a column says something in."""
    filled = {_nearest(middles, atom.middle) for atom in strip.atoms}
    return len(filled) / len(middles)


def _nearest(middles: Sequence[float], y: float) -> int:
    place = bisect_left(middles, y)
    is_before = place == len(middles) or (place > 0 and y - middles[place - 1] <= middles[place] - y)
    return place - is_before


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
            together += AFTER_SENTENCE if upper.text.endswith(("。", "；", ";")) else WRAPPED
        else:
            apart += SHORT_LINE
        if opens_bracket(upper.text, lower.text) or is_weight_of(lower.text, upper.text):
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


def row_edges(
    strips: Sequence[Strip],
    forced: Sequence[float],
    top: float,
    bottom: float,
    cut: tuple[bool, bool] = (False, False),
) -> list[float]:
    """Where to cut the table into rows, from ``top`` to ``bottom``; ``forced`` cuts (rulings) are kept.

    ``cut`` tells whether the first and the last row may be cut by a page end: their texts may stand at the top.
    """
    leaves = [strip for strip in strips if strip.leaf and strip.atoms]
    everything = [atom for strip in leaves for atom in strip.atoms]
    if not everything:
        return [top, *forced, bottom]
    cuts = _white_bands(leaves, forced, top, bottom)
    step = line_step([strip.atoms for strip in leaves], everything[0].size)
    for strip in strips:
        strip.at_top = False
    edges = _cheapest(leaves, cuts, set(forced), step, cut)
    texts = _extents(leaves, edges)
    worst = max(leaves, key=lambda strip: _misplaced(strip, edges, texts, step))
    if len(leaves) > 2 and _misplaced(worst, edges, texts, step) >= MISPLACED_SHARE:
        worst.leaf = False
        return row_edges(strips, forced, top, bottom, cut)
    for strip in leaves:
        strip.at_top = _stands_at_top(strip, edges, step)
    if any(strip.at_top for strip in leaves):
        edges = _cheapest(leaves, cuts, set(forced), step, cut)
    return edges


def _stands_at_top(strip: Strip, edges: Sequence[float], step: float) -> bool:
    """Whether the texts of a column stand at the top of their rows rather than in the middle."""
    middles = [atom.middle for atom in strip.atoms]
    centre = top = 0.0
    for upper, lower in pairwise(edges):
        first, last = bisect_left(middles, upper), bisect_left(middles, lower)
        if first < last and lower - upper > 1.6 * step:
            centre += abs(strip.atoms[first].top + strip.atoms[last - 1].bottom - upper - lower) / 2
            top += abs(strip.atoms[first].top - upper)
    return top < 0.7 * centre


def _extents(strips: Sequence[Strip], edges: Sequence[float]) -> list[tuple[float, float]]:
    """The top and the bottom of the text in each row."""
    tops, bottoms = list(edges[1:]), list(edges[:-1])
    for strip in strips:
        for atom in strip.atoms:
            row = min(max(bisect_left(edges, atom.middle) - 1, 0), len(tops) - 1)
            tops[row], bottoms[row] = min(tops[row], atom.top), max(bottoms[row], atom.bottom)
    return list(zip(tops, bottoms, strict=True))


def _misplaced(strip: Strip, edges: Sequence[float], texts: Sequence[tuple[float, float]], step: float) -> float:
    """The share of its rows in which a column's text is neither in the middle nor at the top, or is cut."""
    if strip.key:
        return 0.0
    middles = [atom.middle for atom in strip.atoms]
    filled = wrong = 0
    for (upper, lower), (highest, lowest) in zip(pairwise(edges), texts, strict=True):
        first, last = bisect_left(middles, upper), bisect_left(middles, lower)
        if first == last:
            continue
        filled += 1
        top, bottom = strip.atoms[first].top, strip.atoms[last - 1].bottom
        off = min(abs((top + bottom) - (highest + lowest)) / 2, abs(top - highest))
        wrong += off > MISPLACED * step or top < upper - SPILL * step or bottom > lower + SPILL * step
    return wrong / filled if filled else 0.0


def runs_through(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether the lines of a column run on over row edges, as those of cells merged over rows do."""
    middles = [atom.middle for atom in strip.atoms]
    places = [bisect_left(middles, edge) for edge in edges]
    costs = [_cut_cost([strip], [places], list(edges), index) for index in range(1, len(edges) - 1)]
    return sum(costs) >= CROSSED


def _white_bands(strips: list[Strip], forced: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights at which at most one column has text in the way, the table's ends and forced cuts included."""
    changes: dict[float, int] = {}
    size = strips[0].atoms[0].size
    for strip in strips:
        for atom in strip.atoms:
            inset = INSET * (atom.bottom - atom.top)
            changes[atom.top + inset] = changes.get(atom.top + inset, 0) + 1
            changes[atom.bottom - inset] = changes.get(atom.bottom - inset, 0) - 1
    most = 1 if len(strips) > 2 else 0
    cuts: list[float] = []
    depth = 0
    before = top
    for y in sorted(changes):
        if depth <= most and top < before < y:
            cuts.append((before + y) / 2)
        depth += changes[y]
        before = y
    kept = [cut for cut in cuts if all(abs(cut - other) > 0.5 * size for other in (*forced, top, bottom))]
    return sorted({top, bottom, *forced, *kept})


class _Column(NamedTuple):
    """A strip as the search sees it: ``places[i]`` lines stand above cut ``i``, ``sums`` run over what parts lines."""

    places: list[int]
    sums: list[float]
    tops: list[float]
    bottoms: list[float]
    key: bool
    at_top: bool

    @classmethod
    def of(cls, strip: Strip, cuts: Sequence[float]) -> _Column:
        middles = [atom.middle for atom in strip.atoms]
        places = [bisect_left(middles, cut) for cut in cuts]
        tops, bottoms = [atom.top for atom in strip.atoms], [atom.bottom for atom in strip.atoms]
        return cls(places, _running_sums(strip), tops, bottoms, strip.key, strip.at_top)


def _cheapest(
    strips: list[Strip], cuts: list[float], forced: set[float], step: float, cut: tuple[bool, bool]
) -> list[float]:
    columns = [_Column.of(strip, cuts) for strip in strips]
    places = [column.places for column in columns]
    parted = [_cut_cost(strips, places, cuts, index) for index in range(len(cuts))]
    best = [0.0] + [float("inf")] * (len(cuts) - 1)
    back = [0] * len(cuts)
    for start in range(len(cuts) - 1):
        if best[start] == float("inf"):
            continue
        for end in range(start + 1, len(cuts)):
            may_be_cut = (cut[0] and not start) or (cut[1] and end == len(cuts) - 1)
            most, hopeless, cost = _row_cost(columns, start, end, step, may_be_cut)
            total = best[start] + cost + parted[end]
            if total < best[end]:
                best[end], back[end] = total, start
            if cuts[end] in forced or (hopeless > HOPELESS and end > start + 1) or most > MOST_LINES:
                break
    edges = [cuts[-1]]
    place = len(cuts) - 1
    while place:
        place = back[place]
        edges.append(cuts[place])
    return edges[::-1]


def _running_sums(strip: Strip) -> list[float]:
    weight = SHORT_LINE_IN_PROSE / SHORT_LINE if strip.prose else 1.0
    between = zip(strip.parting, strip.joining, strict=True)
    costs = (max((apart if apart >= WIDE_STEP else apart * weight) - together, 0.0) for apart, together in between)
    return list(accumulate((TWO_KEYS for _ in strip.parting) if strip.values else costs, initial=0.0))


def _row_cost(
    columns: Sequence[_Column], start: int, end: int, step: float, may_be_cut: bool
) -> tuple[int, float, float]:
    """The most lines of a cell in a row, what those cost that do not belong together, and what the row costs in all."""
    cost = apart = 0.0
    most = 0
    row_top, row_bottom = float("inf"), float("-inf")
    spans: list[tuple[float, float, bool]] = []
    for places, sums, tops, bottoms, key, at_top in columns:
        first, last = places[start], places[end]
        if first == last:
            cost += (SILENT_KEY if start else SILENT_KEY_AT_TOP) if key else BLANK
            continue
        apart += sums[last - 1] - sums[first]
        top, bottom = tops[first], bottoms[last - 1]
        spans.append((top, bottom, at_top))
        row_top = top if top < row_top else row_top
        row_bottom = bottom if bottom > row_bottom else row_bottom
        most = last - first if last - first > most else most
    if not spans:
        return 0, 0.0, cost + SILENT_KEY
    for top, bottom, at_top in spans:
        off = (abs(top - row_top) if at_top else abs((top + bottom) - (row_top + row_bottom)) / 2) / step
        if may_be_cut:
            off = min(off, abs(top - row_top) / step)
        if off > CENTRED:
            cost += min(OFF_PLACE * off, MOST_OFF_PLACE)
    return most, apart, apart + cost


def _cut_cost(strips: list[Strip], places: list[list[int]], cuts: list[float], cut: int) -> float:
    """What it costs to part the lines above a cut from those below it, or to run through a line."""
    if cut in (0, len(cuts) - 1):
        return 0.0
    cost = 0.0
    for strip, place in zip(strips, places, strict=True):
        index = place[cut]
        if 0 < index < len(strip.atoms):
            cost += max(strip.joining[index - 1] - strip.parting[index - 1], 0.0)
        for atom in strip.atoms[max(index - 1, 0) : index + 1]:
            inset = INSET * (atom.bottom - atom.top)
            if atom.top + inset < cuts[cut] < atom.bottom - inset:
                cost += CROSSED
    return cost
