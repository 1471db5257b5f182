"""Rows of an inferred table that may be lines of one: figures that narrow columns break anywhere, told as doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Grid, TableCell
from extractor.tables.full_lines import is_part, links_of
from extractor.tables.inferred.atoms import Atom


class _Line(NamedTuple):
    """A line of a cell, with the place of the cell."""

    atom: Atom
    row: int
    column: int


def broken_rows(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures in rows of which each text may be the rest of that above it, or has none there.

    2462 over 9 is 24629 unless something tells that a row begins with the 9: a name, a serial number, a figure that
    cannot be the rest of another.
    """
    columns = _lines_of(grid)
    links = links_of([[line.atom for line in column] for column in columns])
    joined: dict[int, list[tuple[_Line, _Line]]] = defaultdict(list)
    parted: set[int] = set()
    for column, own in zip(columns, links, strict=True):
        for (above, below), link in zip(pairwise(column), own, strict=True):
            if below.row == above.row + 1 and not link:
                parted.add(below.row)
            elif below.row == above.row + 1 and is_part(above.atom):
                joined[below.row].append((above, below))
    for row, pairs in joined.items():
        if row not in parted:
            yield from ((line.row, line.column) for pair in pairs for line in pair)


def _lines_of(grid: Grid) -> list[list[_Line]]:
    """The lines of each column below the heads from top to bottom, those of a page below those of the page before."""
    columns: dict[int, list[tuple[int, float, TableCell, Atom]]] = defaultdict(list)
    for cell in grid.cells:
        if cell.row < grid.header_rows or cell.colspan > 1:
            continue
        for piece in cell.passage.pieces:
            line = piece.line
            text = line.text[piece.start : piece.end].strip()
            if text:
                start = line.text.index(text, piece.start)
                atom = Atom(text, line.left[start], line.right[start + len(text) - 1], line.top, line.bottom, line.size)
                columns[cell.column].append((line.page, line.top, cell, atom))
    return [
        [_Line(atom, cell.row, cell.column) for _, _, cell, atom in sorted(held, key=lambda one: one[:2])]
        for _, held in sorted(columns.items())
    ]
