"""Columns of a table without a grid, with what parts or joins each line of them to the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.tables.inferred.atoms import Atom
from extractor.tables.joined.ends import is_weight_of, opens_bracket
from extractor.tables.meaning.wording import is_complete, is_word
from extractor.text.measure import unbreakable_length

# Costs, in units of "one line out of place". Measured on tables in two typesetters; halving or doubling any one of
# them moves the share of right cells by less than one in a hundred.
TWO_VALUES = 4.0
# Lines that the name of a level takes at most.
NAME_LINES = 3
TWO_KEYS = 16.0
WIDE_STEP = 3.0
SHORT_LINE = 1.0
SHORT_LINE_IN_PROSE = 0.25
WRAPPED = 1.5
AFTER_SENTENCE = 0.4
OPEN_BRACKET = 2.0
# Line steps. A step this much wider than usual is no step within a cell.
WIDE = 1.3
# Line steps within which a line stands at the height of another (rounding, mixed fonts).
BESIDE = 0.08
# Heights of a line from which it is two staggered ones, whose own heights are not known.
ALONE = 1.1
# Type sizes that a full line may leave free beyond the next word.
SLACK = 0.2
# Share of the row count from which a column is filled row by row, not level by level.
LEAF_SHARE = 0.6
# Share of the rows from which a column of nothing but values has one in most rows.
VALUES_SHARE = 0.8
# Lines per cell from which a column holds prose, whose paragraphs end in short lines.
PROSE = 4.0
# Type sizes from which a value is broken over two lines.
BROKEN = 1.9
# Distances from line to line that are one (in type sizes), and of these so many that they are no chance; what a line
# that wraps leaves free of its column.
ALIKE = 0.06
LEAST_STEPS = 3
FULL = 1.5
# Line steps off its place from which a text is misplaced.
MISPLACED = 0.45
# Share of its lines that stand between two values from which a column is merged over rows (at 0.2 names pass for rows).
BETWEEN_SHARE = 0.1
# Rows told by lines at one height where no column has a value in each: rows, columns, share of
# them that may wrap, and share of all lines that stand at such heights.
LEAST_LEVELS = 3
LEAST_BESIDE = 3
MOST_WRAPPING = 0.3
LEVEL_SHARE = 0.7
# Lines from which a text is no name that stands beside one value only.
TALL_BLOCK = 3
_MEASURE = re.compile(r"[≥≤＞＜><=]?\d[\d,]*(?:\.\d+)?(?:[%％‰]|[万亿]?[一-鿿㎡]{1,3}(?:/[一-鿿]{1,2})?)")
# The words for rows of a form's funds (年度资金总额, 其他资金).
FUND_ROWS = ("self_evaluation", "fund_rows")


@dataclass(slots=True)
class Strip:
    """One column: its atoms from top to bottom, and what parts or joins each to the next.

    ``place`` tells where its texts stand in their rows: 0 at the top, 0.5 in the middle, 1 at the bottom.
    """

    atoms: list[Atom]
    parting: list[float]
    joining: list[float]
    prose: bool = False
    key: bool = False
    values: bool = False
    leaf: bool = True
    place: float = 0.5

    @property
    def amounts(self) -> bool:
        """Whether a column holds nothing but amounts: no blank cell of it is a merged one (those of points may be)."""
        return len(self.atoms) > 1 and all("." in atom.text and is_complete(atom.text) for atom in self.atoms)

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
            strip.leaf = strip.key or ((filled or strip.amounts) and not _stands_between(strip, middles, step))
    elif len(middles := _levels(strips, step)) >= LEAST_LEVELS:
        rows = len(middles)
        for strip in strips:
            _part_beside_keys(strip, middles, step)
        for strip in strips:
            filled = bool(strip.atoms) and _filled_share(strip, middles) >= LEAF_SHARE
            strip.leaf = filled and not _stands_between(strip, middles, step)
    else:
        rows = round(median([strip.cells for strip in strips if strip.atoms] or [0]))
        for strip in strips:
            strip.leaf = strip.cells >= LEAF_SHARE * rows
    for strip in strips:
        strip.prose = strip.leaf and len(strip.atoms) >= PROSE * rows
    return strips


def _levels(strips: Sequence[Strip], step: float) -> list[float]:
    """The heights at which most columns have a line, and none that wraps into the next: those of rows.

    They stand for the values of a key column where there is none.
    """
    filled = [strip for strip in strips if strip.atoms]
    heights = sorted(
        (atom.middle, index, place) for index, strip in enumerate(filled) for place, atom in enumerate(strip.atoms)
    )
    levels: list[list[tuple[float, int, int]]] = []
    for one in heights:
        if levels and one[0] - levels[-1][0][0] <= 2 * BESIDE * step:
            levels[-1].append(one)
        else:
            levels.append([one])
    strong = [
        level
        for level in levels
        if len({index for _, index, _ in level}) >= max(LEAST_BESIDE, LEAF_SHARE * len(filled))
    ]
    wrapping = sum(1 for level in strong if 2 * _wrapping(filled, level) > len(level))
    if wrapping > MOST_WRAPPING * len(strong) or sum(map(len, strong)) < LEVEL_SHARE * len(heights):
        return []
    return [sum(middle for middle, _, _ in level) / len(level) for level in strong]


def _wrapping(strips: Sequence[Strip], level: Sequence[tuple[float, int, int]]) -> int:
    """How many of the lines at one height go on in the next below."""
    told = [(strips[index], place) for _, index, place in level if place < len(strips[index].joining)]
    return sum(1 for strip, place in told if strip.joining[place] > strip.parting[place])


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
            place, off = _off(atom, middles)
            off = off if len(block) < TALL_BLOCK else 0.0
            beside.setdefault(place, []).append(off)
    off = sum(1 for offs in beside.values() if len(offs) == 1 and offs[0] > MISPLACED * step)
    return off >= BETWEEN_SHARE * len(beside)


def _off(atom: Atom, middles: Sequence[float]) -> tuple[int, float]:
    """The value beside an atom, and how far off it is; a broken value is beside that at the height of any of its lines.

    Where all stands at the bottom or the top of its row, its own middle is far off.
    """
    if atom.bottom - atom.top < BROKEN * atom.size:
        place = _nearest(middles, atom.middle)
        return place, abs(atom.middle - middles[place])
    half = 0.5 * atom.size
    ends = [(_nearest(middles, y), y) for y in (atom.middle, atom.bottom - half, atom.top + half)]
    return min(((place, abs(middles[place] - y)) for place, y in ends), key=lambda one: one[1])


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
    for index, (upper, lower) in enumerate(pairwise(atoms), 1):
        apart = together = 0.0
        if (_is_value(upper.text) and _is_value(lower.text)) or _ends_level(atoms, index):
            apart += TWO_VALUES
        elif is_word(*FUND_ROWS, upper.text) and is_word(*FUND_ROWS, lower.text):
            apart += TWO_KEYS
        if lower.middle - upper.middle > WIDE * step:
            apart += WIDE_STEP
        word = unbreakable_length(lower.text) / max(len(lower.text), 1) * (lower.x1 - lower.x0)
        if width - (upper.x1 - upper.x0) < word + SLACK * upper.size:
            together += AFTER_SENTENCE if upper.text.endswith(("。", "；", ";")) else WRAPPED
        else:
            apart += SHORT_LINE
        if opens_bracket(upper.text, lower.text) or is_weight_of(lower.text, upper.text):
            together += OPEN_BRACKET
        parting.append(apart)
        joining.append(together)
    return Strip(atoms, parting, joining)


def _is_value(text: str) -> bool:
    """Whether a line is a value that nothing follows, or an amount of things (≥8.5万亩, 50元/亩)."""
    return is_complete(text) or _MEASURE.fullmatch(text) is not None


def _ends_level(atoms: list[Atom], end: int) -> bool:
    """Whether the name of a level (社会效益指标), wrapped or not, ends before a line, and another begins with it."""
    if _is_bracketed(atoms[end]):
        return False
    starts = [start for start in range(max(end - NAME_LINES, 0), end) if not _is_bracketed(atoms[start])]
    ends = range(end + 1, end + 1 + NAME_LINES)
    if not (_any_level(atoms, [(start, end) for start in starts]) and _any_level(atoms, [(end, to) for to in ends])):
        return False
    return not _any_level(atoms, [(start, to) for start in starts for to in ends])  # 产出 over 时效


def _is_bracketed(atom: Atom) -> bool:
    """Whether a line begins with a bracket: the points of the name above it."""
    return atom.text.startswith(("（", "("))


def _any_level(atoms: list[Atom], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether some of the lines of a column are together the name of a level."""
    return any(is_word("form_value", "levels", "".join(atom.text for atom in atoms[a:b])) for a, b in spans)


def line_step(columns: Sequence[Sequence[Atom]], size: float) -> float:
    """The usual distance from line to line within a cell, in points; from value to value it is that of rows.

    Lines that wrap stand closer than rows, however many rows are of one line.
    """
    steps: list[float] = []
    wrapped: list[float] = []
    for column in columns:
        full = max((atom.x1 - atom.x0 for atom in column), default=0.0) - FULL * size
        for upper, lower in pairwise(sorted(column, key=lambda atom: atom.middle)):
            step = lower.middle - upper.middle
            if 0.9 * size < step < 2.2 * size and not (is_complete(upper.text) and is_complete(lower.text)):
                steps.append(step)
                if upper.x1 - upper.x0 >= full and len(upper.text) > len(lower.text) and step >= size:
                    wrapped.append(step)
    if not steps:
        return 1.4 * size
    steps.sort()
    wrapped.sort()
    usual = steps[len(steps) // 4]
    shared = (low for low, high in zip(wrapped, wrapped[LEAST_STEPS - 1 :], strict=False) if high - low <= ALIKE * size)
    return min(usual, next(shared, usual))
