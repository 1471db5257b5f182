"""Printed lines cut at wide gaps: the atoms from which tables without a grid are inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import sub

from extractor.model.layout import Line

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
# They and marks between sentences leave this share of a type size blank: where a line ends with one the text may reach
# beyond its cell, the print does not.
_HALF_BLANK = frozenset(f"{CLOSING}，。、；：")
BLANK = 0.45
# Type sizes. A gap that no sentence has: justified lines stay below 0.6.
WIDE_GAP = 0.9
# Type sizes that lines of a cell may seem to overlap without harm, and that two lines stand apart at least.
SOLID = 0.12
LEAST_PITCH = 0.8

_WORD = re.compile(r"[^ ]+")
# Two decimals end an amount; a serial number may stand before it.
_AMOUNT = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d%?"
# What a day, a month or a year in the next column begins with is none of their digits.
_DAY = r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|-\d{1,2}-\d{1,2})"
_RATE = r"\d{1,3}(?:\.\d)?%"
_FIGURE = re.compile(rf"{_AMOUNT}|{_RATE}|{_DAY}|\d+")
_DASH = re.compile(r"[-—–－─/]{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN_TOGETHER = re.compile(
    rf"\d{{1,3}} +{_AMOUNT}(?: *{_AMOUNT})*|{_AMOUNT}(?: *{_AMOUNT})+|(?:{_AMOUNT}|{_RATE}) *{_DAY}"
)


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

    @property
    def ink(self) -> float:
        """Where its print ends, without the blank half of a mark at its end."""
        return self.x1 - BLANK * self.size if len(self.text) > 1 and self.text[-1] in _HALF_BLANK else self.x1


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
    """One part of a line; where it is nothing but amounts, or one and a date, without room between their columns, each
    of them."""
    whole = _atom(line, start, end)
    if not ("." in whole.text or "%" in whole.text) or not _RUN_TOGETHER.fullmatch(whole.text):
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


def whole_of(lines: Sequence[Atom]) -> Atom:
    """The lines of one value, from top to bottom, as one atom of the size of the first."""
    if len(lines) == 1:
        return lines[0]
    x0, x1 = min(atom.x0 for atom in lines), max(atom.x1 for atom in lines)
    return Atom("".join(atom.text for atom in lines), x0, x1, lines[0].top, lines[-1].bottom, lines[0].size)


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
