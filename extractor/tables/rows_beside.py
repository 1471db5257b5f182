"""Figures that a narrow column breaks anywhere (12345 over 67), put together where the rows beside them tell it.

A line end may stand between any two digits, so that 2462 over 9 looks like two amounts. What tells is the place: a
figure in two lines stands beside texts of one line as its cell's alignment has it, its middle, its top or its bottom at
their height, and nothing that begins or ends a row stands beside its other lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.tables.full_lines import counts, is_part, links_of
from extractor.tables.inferred.atoms import Atom, whole_of
from extractor.tables.meaning.wording import decimals_of, is_sum

# Type sizes that two texts at one height are off each other (mixed fonts).
AT_ONE_HEIGHT = 0.25
# Lines of the longest figure.
MOST_LINES = 5
# Share of a column's figures that must stand beside a text of one line, once they are put together.
BESIDE_SHARE = 0.8
# Texts of one line that must stand beside a figure without point and comma, where it is not in their middle.
LEAST_BESIDE = 2
# Digits of the first line of a figure whose lines may be figures by themselves, and of all of them, those beside serial
# numbers at least; decimals of amounts.
LEAST_DIGITS, MOST_DIGITS, LEAST_NUMBERED = 3, 10, 4
CENTS = 2

_ONE = re.compile(r"[-－−△▲]?[(（]?-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d{1,6})?[%％]?[)）]?")
_TOP, _MIDDLE, _BOTTOM = 0.0, 0.5, 1.0


class _Text(NamedTuple):
    """A line among those of all columns: its middle, its column, whether it may go on in the line below it, or be begun
    above, whether it may be a part of a broken figure, or is a whole one, and whether it tells of a row: 3, 合计."""

    middle: float
    column: int
    goes_on: bool
    is_begun: bool
    is_part: bool
    is_whole: bool
    tells_row: bool

    @property
    def is_single(self) -> bool:
        return not (self.goes_on or self.is_begun)


class _Cell(NamedTuple):
    """A figure from its first line to its end among those of its column; ``told``: whether the rows beside it tell."""

    first: int
    end: int
    told: bool


def put_together(columns: Sequence[Sequence[Atom]]) -> list[list[Atom]]:
    """The atoms of each column from top to bottom, figures that the rows beside them show to be broken as one."""
    ordered = [sorted(column, key=lambda atom: atom.middle) for column in columns]
    links = links_of(ordered)
    runs = [_runs(column, own) for column, own in zip(ordered, links, strict=True)]
    if not any(runs):
        return ordered
    serials = [counts(column) for column in ordered]
    texts = sorted(
        _Text(
            atom.middle,
            index,
            *_joins(links[index], place),
            any(first <= place < end for first, end in runs[index]),
            _is_whole(atom),
            serials[index] or is_sum(atom.text),
        )
        for index, column in enumerate(ordered)
        for place, atom in enumerate(column)
    )
    decimals = {decimals_of(atom.text) for column in ordered for atom in column}
    best: tuple[float, list[list[_Cell]]] = (float("-inf"), [])
    for beside in (_Beside(texts, decimals, alignment) for alignment in (None, _MIDDLE, _TOP, _BOTTOM)):
        cells = [beside.cells(index, column, runs[index]) for index, column in enumerate(ordered)]
        score = sum(1 if cell.told else -1 for found in cells for cell in found)
        best = max(best, (score, cells), key=lambda one: one[0])
    return [
        _joined(column, cells) if _is_sure(cells) else column for column, cells in zip(ordered, best[1], strict=True)
    ]


def _is_whole(atom: Atom) -> bool:
    return _ONE.fullmatch(atom.text) is not None


def _runs(column: Sequence[Atom], links: Sequence[bool]) -> list[tuple[int, int]]:
    """From where to where lines of a column are parts of figures that may all go on in the next."""
    found = []
    start = 0
    for end in range(1, len(column) + 1):
        if end == len(column) or not links[end - 1]:
            if end - start > 1 and is_part(column[start]):
                found.append((start, end))
            start = end
    return found


def _joins(links: Sequence[bool], place: int) -> tuple[bool, bool]:
    """Whether a line may go on in the one below it, and whether it may be begun above."""
    return place < len(links) and links[place], place > 0 and links[place - 1]


def _is_sure(cells: Sequence[_Cell]) -> bool:
    """Whether nearly all figures stand beside texts that tell them."""
    return sum(cell.told for cell in cells) >= BESIDE_SHARE * len(cells)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The texts of all columns, how many ``decimals`` their figures have, and where lines stand in their cells;
    ``alignment`` is ``None`` where each line is one."""

    texts: Sequence[_Text]
    decimals: Collection[int]
    alignment: float | None

    def cells(self, index: int, column: Sequence[Atom], runs: Sequence[tuple[int, int]]) -> list[_Cell]:
        """The cells that the lines of some runs make, as many as can be told by the texts beside them."""
        return [
            _Cell(start + cell.first, start + cell.end, cell.told)
            for start, end in runs
            for cell in self._best(index, column[start:end])
        ]

    def _best(self, index: int, lines: Sequence[Atom]) -> list[_Cell]:
        best: list[tuple[int, list[_Cell]]] = [(0, [])]
        longest = MOST_LINES if self.alignment is not None else 1
        for end in range(1, len(lines) + 1):
            options = []
            for start in range(max(0, end - longest), end):
                told = self._told(index, lines[start:end])
                if told or end - start == 1:
                    score, cells = best[start]
                    options.append((score + (1 if told else -1), [*cells, _Cell(start, end, told)]))
            best.append(max(options, key=lambda option: option[0]))
        return best[-1][1]

    def _told(self, index: int, lines: Sequence[Atom]) -> bool:
        """Whether the texts beside lines tell that these are one figure, none of which begins or ends elsewhere."""
        alignment = _MIDDLE if self.alignment is None else self.alignment
        first, last = lines[0].middle, lines[-1].middle
        near, middle = AT_ONE_HEIGHT * lines[0].size, first + alignment * (last - first)
        single = [text for text in self._at(middle, near, index) if text.is_single]
        if len(lines) == 1:
            return bool(single)
        if not _ONE.fullmatch("".join(atom.text for atom in lines)):
            return False
        for line in lines:
            if abs(line.middle - middle) > near and any(
                text.is_single or (line is lines[0] and not text.goes_on) or (line is lines[-1] and not text.is_begun)
                for text in self._at(line.middle, near, index)
            ):
                return False
        begun = {text.column for text in self._at(first, near, index) if not (text.is_begun or text.is_part)}
        ended = {text.column for text in self._at(last, near, index) if not (text.goes_on or text.is_part)}
        likely = begun if alignment == _TOP else ended if alignment == _BOTTOM else begun & ended
        if all(map(_is_whole, lines)):
            return self._told_of_whole(lines, single, len({text.column for text in single} | likely), alignment)
        return bool(single or likely)

    def _told_of_whole(self, lines: Sequence[Atom], single: Sequence[_Text], count: int, alignment: float) -> bool:
        """The same where each line may be a figure by itself: a whole figure must stand there, too.

        Points are no broken figures, nor are an amount and a count below it, unless others have as many decimals.
        """
        first, whole = lines[0].text, "".join(atom.text for atom in lines)
        digits = sum(map(str.isdigit, whole))
        if digits > MOST_DIGITS or (decimals_of(first) >= CENTS and decimals_of(whole) not in self.decimals):
            return False
        if any(text.tells_row for text in single):
            return digits >= LEAST_NUMBERED
        if sum(map(str.isdigit, first)) < LEAST_DIGITS:
            return False
        least = 1 if alignment == _MIDDLE else LEAST_BESIDE
        return count >= least and any(text.is_whole for text in single)

    def _at(self, middle: float, near: float, index: int) -> Iterator[_Text]:
        """The texts of other columns at a height."""
        place = bisect_left(self.texts, (middle - near,))
        while place < len(self.texts) and self.texts[place].middle <= middle + near:
            if self.texts[place].column != index:
                yield self.texts[place]
            place += 1


def _joined(column: Sequence[Atom], cells: Collection[_Cell]) -> list[Atom]:
    """The atoms of a column, the lines of each cell as one."""
    rest = {cell.first: cell.end for cell in cells}
    found = []
    place = 0
    while place < len(column):
        end = rest.get(place, place + 1)
        found.append(whole_of(column[place:end]))
        place = end
    return found
