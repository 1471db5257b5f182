"""Printed lines cut at wide gaps: the atoms from which tables without a grid are inferred."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from operator import sub

from extractor.model.layout import Line
from extractor.tables.meaning.wording import decimals_of, ends_value, is_complete

# Type sizes. Words of one cell stand closer than this (0.25 between Chinese and figures), cells of a row wider
# (0.4 in the tightest tables).
CELL_GAP = 0.3
# Type sizes. Within a gutter even a slight gap parts two cells.
SLIGHT_GAP = 0.1
# Type sizes between a year and the 年 behind it at most (a quarter is set between figures and Chinese).
YEAR_GAP = 0.35
# Points that a part may be short of reaching over a gutter.
OVERLAP = 1.0
# Marks that fill the left half of their width and may end a name; others end parts of sentences.
CLOSING = "）」』】》〉〕"
# Type sizes. A gap that no sentence has: justified lines stay below 0.6.
WIDE_GAP = 0.9
# Type sizes that lines of a cell may seem to overlap without harm, and that two lines stand apart at least.
SOLID = 0.12
LEAST_PITCH = 0.8
# Type sizes from line to line within a cell (1.0 to 1.6), and within which two lines stand at one height.
NEXT_LINE = 1.7
BESIDE = 0.1

_WORD = re.compile(r"[^ ]+")
# Two decimals end an amount; a serial number may stand before it.
_AMOUNT = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d%?"
_FIGURE = re.compile(rf"{_AMOUNT}|\d+")
_DASH = re.compile(r"[-—–－─/]{1,3}")
# How many decimals amounts have: to the cent in 元, to the 元 or the cent in 万元. Narrow columns break them anywhere.
_WHOLE = (2, 4, 6)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN_TOGETHER = re.compile(rf"\d{{1,3}} +{_AMOUNT}(?: *{_AMOUNT})*|{_AMOUNT}(?: *{_AMOUNT})+")


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
            parts += _figures(line, start, end)
            continue
        for first, last in _with_years(line, _between_gaps(line, start, end, SLIGHT_GAP * line.size, over)):
            cut = _after_mark(line, first, last, over)
            for begin, stop in pairwise((first, *cut, last)):
                parts += _figures(line, begin, stop)
    return parts


def _with_years(line: Line, parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a line with 2022 and the 年 behind it in one: the gap between figures and words is no column's."""
    whole: list[tuple[int, int]] = []
    for start, end in parts:
        before = whole[-1][1] if whole else 0
        is_close = before and line.left[start] - line.right[before - 1] <= YEAR_GAP * line.size
        if is_close and _YEAR.match(line.text, max(before - 4, 0)) and line.text[start] == "年":
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _after_mark(line: Line, start: int, end: int, gutters: Sequence[tuple[float, float]]) -> list[int]:
    """Where a text ends with a bracket in a gutter: the blank half of the bracket fills the gap to the next cell."""
    return [
        place
        for place in range(start + 1, end)
        if line.text[place - 1] in CLOSING
        and any(a - OVERLAP <= line.left[place] <= b + OVERLAP for a, b in gutters if line.left[start] < a)
    ]


def _figures(line: Line, start: int, end: int) -> list[Atom]:
    """One part of a line; where it is nothing but amounts without room between their columns, each of them."""
    whole = _atom(line, start, end)
    if "." not in whole.text or not _RUN_TOGETHER.fullmatch(whole.text):
        return [whole]
    return [_atom(line, start + one.start(), start + one.end()) for one in _FIGURE.finditer(whole.text)]


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


def apart(printed: Sequence[Line]) -> list[Line]:
    """The lines, those that stand closer than their fonts are high with the height that is theirs alone.

    Fonts claim up to half a type size more than their characters fill, so that lines set solid seem to overlap.
    """
    closest = [line.bottom - line.top for line in printed]
    for index, upper in enumerate(printed):
        for other in range(index + 1, len(printed)):
            lower = printed[other]
            pitch = (lower.top + lower.bottom - upper.top - upper.bottom) / 2
            if lower.top >= upper.bottom - SOLID * upper.size:
                break
            if pitch >= LEAST_PITCH * upper.size and _above_each_other(upper, lower):
                closest[index], closest[other] = min(closest[index], pitch), min(closest[other], pitch)
    return [
        line if height >= line.bottom - line.top - SOLID * line.size else _lowered(line, height)
        for line, height in zip(printed, closest, strict=True)
    ]


def _above_each_other(upper: Line, lower: Line) -> bool:
    """Whether parts of two lines stand one above the other, not staggered side by side."""
    below = atoms_of(lower)
    return any(a.x0 < b.x1 - OVERLAP and b.x0 < a.x1 - OVERLAP for a in atoms_of(upper) for b in below)


def _lowered(line: Line, height: float) -> Line:
    middle = (line.top + line.bottom) / 2
    return replace(line, top=middle - height / 2, bottom=middle + height / 2)


def is_dash(atom: Atom) -> bool:
    """Whether a text stands for no figure: in the middle of a column whose figures may stand at its right."""
    return _DASH.fullmatch(atom.text) is not None


def type_size(atoms: Iterable[Atom]) -> float:
    """The size of most characters."""
    weights: dict[float, int] = {}
    for atom in atoms:
        size = round(atom.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(atom.text)
    return max(weights, key=lambda size: (weights[size], size), default=10.5)


def with_whole_values(column: Iterable[Atom], columns: Collection[Sequence[Atom]] = ()) -> list[Atom]:
    """The atoms of a column from top to bottom, values broken over two lines (2017年 over 5月) as one.

    Two lines are of a row each where another of the ``columns`` has a whole value at either height.
    """
    whole: list[Atom] = []
    ordered = sorted(column, key=lambda atom: atom.middle)
    rests = _rests(ordered, columns)
    for atom in ordered:
        above = whole[-1] if whole else None
        if (
            above
            and _is_next(above, atom)
            and (ends_value(above.text, atom.text) or atom in rests)
            and not any(_are_two_rows(above, atom, other) for other in columns)
        ):
            x0, x1 = min(above.x0, atom.x0), max(above.x1, atom.x1)
            whole[-1] = Atom(above.text + atom.text, x0, x1, above.top, atom.bottom, atom.size)
        else:
            whole.append(atom)
    return whole


def _are_two_rows(above: Atom, below: Atom, column: Sequence[Atom]) -> bool:
    """Whether a column has a value at the heights of both lines, and these are no one value broken over them."""
    upper, lower = (
        [atom for atom in column if abs(atom.middle - line.middle) <= BESIDE * line.size] for line in (above, below)
    )
    return any(
        is_complete(a.text) and is_complete(b.text) and not (ends_value(a.text, b.text) or _cut_at(a, b))
        for a in upper
        for b in lower
    )


def _is_next(above: Atom, below: Atom) -> bool:
    return below.top - above.bottom < (NEXT_LINE - 1) * below.size


def _cut_at(above: Atom, below: Atom) -> int:
    """How many decimals an amount has that the digits below it may end (1400.6 over 5 has two), 0 where they do not."""
    begun = decimals_of(above.text) if below.text.isdecimal() else 0
    whole = begun + len(below.text)
    return whole if begun and whole in _WHOLE else 0


def _rests(ordered: Sequence[Atom], columns: Iterable[Sequence[Atom]]) -> list[Atom]:
    """The last digits of amounts that a column is too narrow for, each below the others of its amount.

    No digits as few may stand anywhere else in the column, nor an amount with one decimal; two such pairs tell, or
    amounts with as many decimals. Where an amount in 元 may stand over a count, all upper parts must be too wide for
    one digit more, and the amounts with as many decimals may be of other ``columns``.
    """
    pairs = [(a, b, decimals) for a, b in pairwise(ordered) if (decimals := _cut_at(a, b)) and _is_next(a, b)]
    if not pairs:
        return []
    parts = {atom for *pair, _ in pairs for atom in pair}
    others = [atom for atom in ordered if atom not in parts]
    found: list[Atom] = []
    for whole in {decimals for *_, decimals in pairs}:
        cut = [(a, b) for a, b, decimals in pairs if decimals == whole]
        longest = max(len(b.text) for _, b in cut)
        if any(other.text.isdecimal() and len(other.text) <= longest for other in others):
            continue
        if whole == _WHOLE[0]:
            is_cut = not any(decimals_of(other.text) == 1 for other in others)
            like = others
        else:
            is_cut = _are_too_wide([a for a, _ in cut], ordered)
            like = [*others, *chain.from_iterable(columns)]
        if is_cut and (len(cut) > 1 or any(decimals_of(other.text) == whole for other in like)):
            found += [b for _, b in cut]
    return found


def _are_too_wide(cut: Iterable[Atom], column: Iterable[Atom]) -> bool:
    """Whether each of the upper parts would be the widest text of its column with one digit more."""
    widest = max(atom.x1 - atom.x0 for atom in column)
    return all((atom.x1 - atom.x0) * (1 + 1 / len(atom.text)) > widest for atom in cut)


def are_stacked(atoms: Iterable[Atom]) -> bool:
    """Whether complete values stand below each other in one place, as where columns are told and rows are not."""
    return any(
        is_complete(upper.text) and is_complete(lower.text) for upper, lower in pairwise(with_whole_values(atoms))
    )
