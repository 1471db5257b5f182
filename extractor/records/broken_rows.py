"""Rows of an inferred table that may be lines of one: figures that narrow columns break anywhere, told as doubtful."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Grid
from extractor.tables.full_lines import counts, is_part, links_of, may_go_on, widths
from extractor.tables.inferred.atoms import Atom
from extractor.tables.meaning.wording import is_date

# Type sizes that two texts at one height are off each other (mixed fonts).
AT_ONE_HEIGHT = 0.25
# Lines of a column that hold the texts of two at least.
LEAST_GLUED = 2

# Two figures, with or without a gap, or words behind a figure; more decimals than amounts have.
_TWO = re.compile(
    r"\d[\d.,，%]*[ \t]+[\d.,，]*\d|\d\.\d*[\d,]\d*\.\d*|\d\.\d* ?[一-鿿]{2}.*[一-鿿]{2}|\d,\d{3} ?[一-鿿]{4}"
)
_ODD = re.compile(r"-?[\d,]+\.(?:\d{5}|\d{7,})")


class CellLine(NamedTuple):
    """A line of a cell, with its page, the place of the cell, and whether it is all that this holds."""

    page: int
    middle: float
    atom: Atom
    row: int
    column: int
    is_alone: bool


class _Beside(NamedTuple):
    """A line among those of all columns, by its place in its own and whether it may go on in the next of these."""

    page: int
    middle: float
    column: int
    place: int
    goes_on: bool


def broken_rows(columns: Sequence[Sequence[CellLine]]) -> Iterator[tuple[int, int]]:
    """The places of figures below each other that may be one, for all that stands beside them.

    2462 over 9 is 24629 unless another column has a text at the height of either that cannot be one: two names, two
    serial numbers, figures of which one ends before its column does. In a column that is two all figures are doubtful.
    """
    links = links_of([[line.atom for line in column] for column in columns])
    glued = {index for index, column in enumerate(columns) if _is_glued(column)}
    yield from ((line.row, line.column) for index in glued for line in columns[index] if is_part(line.atom))
    beside: list[_Beside] = []
    for index, column in enumerate(columns):
        for place, line in enumerate(column if index not in glued else ()):
            goes_on = place < len(links[index]) and links[index][place]
            beside.append(_Beside(line.page, line.middle, index, place, goes_on))
    beside.sort()
    for index, (column, own) in enumerate(zip(columns, links, strict=True)):
        for (above, below), link in zip(pairwise(column), own, strict=True):
            is_cut = link and above.row != below.row and is_part(above.atom)
            if is_cut and above.page == below.page and not _are_two_rows(above, below, index, beside):
                yield from ((above.row, above.column), (below.row, below.column))


def cut_rows(columns: Sequence[Sequence[CellLine]]) -> Iterator[tuple[int, int]]:
    """The places of figures in rows that a page end parts, of which each text may be the rest of that above it."""
    pairs: dict[int, list[tuple[CellLine, CellLine]]] = defaultdict(list)
    parted: set[int] = set()
    for column in columns:
        at_ends = [
            (above, below)
            for above, below in pairwise(column)
            if below.page == above.page + 1 and below.row == above.row + 1
        ]
        atoms = [line.atom for line in column] if at_ends else []
        widest, is_counting = widths(atoms), counts(atoms)
        for above, below in at_ends:
            if is_counting or not may_go_on(above.atom, below.atom, widest):
                parted.add(below.row)
            elif is_part(above.atom):
                pairs[below.row].append((above, below))
    for row, cut in pairs.items():
        if row not in parted:
            yield from ((line.row, line.column) for pair in cut for line in pair)


def _are_two_rows(above: CellLine, below: CellLine, index: int, beside: Sequence[_Beside]) -> bool:
    """Whether another column has a text at the height of either line, of which the upper does not go on."""
    upper = {text.column: text for text in _at(above, beside) if text.column != index}
    return any(
        text.column in upper and not (upper[text.column].goes_on and text.place == upper[text.column].place + 1)
        for text in _at(below, beside)
    )


def _is_glued(column: Sequence[CellLine]) -> bool:
    """Whether lines of a column hold the texts of two: two figures, or a figure with words right behind its point."""
    return sum(_holds_two(line) for line in column) >= LEAST_GLUED


def _holds_two(line: CellLine) -> bool:
    text = line.atom.text
    if line.is_alone and _ODD.fullmatch(text):
        return True
    return _TWO.search(text) is not None and not is_date(text.rstrip("."))


def _at(line: CellLine, beside: Sequence[_Beside]) -> Iterator[_Beside]:
    near = AT_ONE_HEIGHT * line.atom.size
    place = bisect_left(beside, (line.page, line.middle - near))
    while place < len(beside) and beside[place].page == line.page and beside[place].middle <= line.middle + near:
        yield beside[place]
        place += 1


def lines_of(grid: Grid) -> list[list[CellLine]]:
    """The lines of each column below the heads from top to bottom."""
    columns: dict[tuple[int, int], list[CellLine]] = defaultdict(list)
    for cell in grid.cells:
        if cell.row < grid.header_rows:
            continue
        is_alone = len(cell.passage.pieces) == 1
        for piece in cell.passage.pieces:
            line = piece.line
            if text := line.text[piece.start : piece.end].strip():
                start = line.text.index(text, piece.start)
                right = line.right[start + len(text) - 1]
                atom = Atom(text, line.left[start], right, line.top, line.bottom, line.size)
                columns[cell.column, cell.colspan].append(
                    CellLine(line.page, atom.middle, atom, cell.row, cell.column, is_alone)
                )
    return [sorted(held, key=lambda one: one[:2]) for _, held in sorted(columns.items())]
