"""Amounts that the edge of an inferred row may have cut in two: neither half is the amount that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.model.layout import Grid, TableCell
from extractor.tables.meaning.wording import ends_amount, is_complete

_ONE_DECIMAL = re.compile(r"-?[\d,]+\.\d")
_TWO_DECIMALS = re.compile(r"-?[\d,]+\.\d\d")
_LAST_DIGIT = re.compile(r"\d")


def cut_figures(grid: Grid) -> frozenset[tuple[int, int]]:
    """The places of cells that look like the halves of one amount, none where rulings part rows."""
    if grid.confidence >= 1:
        return frozenset()
    columns: dict[int, list[TableCell]] = {}
    for cell in grid.cells:
        columns.setdefault(cell.column, []).append(cell)
    return frozenset(place for cells in columns.values() for place in _halves(cells)).union(_rows_of_rests(grid))


def _rows_of_rests(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places in pairs of rows whose lower one holds nothing but what may be the last digits of the upper's numbers.

    1560 in a column of three digits is 156 over 0: the upper line has as many digits as any of its column, the lower
    fewer, and the upper row has values that none stands below.
    """
    rows: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        if is_complete(text := cell.passage.text.strip()):
            rows.setdefault(cell.row, {})[cell.column] = text
    longest: dict[int, int] = {}
    for values in rows.values():
        for column, text in values.items():
            longest[column] = max(longest.get(column, 0), len(text) if text.isdecimal() else 0)
    for row, below in rows.items():
        above = rows.get(row - 1, {})
        if len(above) > len(below) and all(
            text.isdecimal() and above.get(column, "").isdecimal() and len(text) < len(above[column]) == longest[column]
            for column, text in below.items()
        ):
            yield from ((place, column) for place in (row - 1, row) for column in below)


def _halves(cells: Iterable[TableCell]) -> Iterable[tuple[int, int]]:
    ordered = sorted(cells, key=lambda cell: cell.row)
    texts = [cell.passage.text.strip() for cell in ordered]
    has_two = any(map(_TWO_DECIMALS.fullmatch, texts))
    for (upper, above), (lower, below) in pairwise(zip(ordered, texts, strict=True)):
        if not above[-1:].isascii() or not below[:1].isascii():
            continue
        is_last = has_two and _ONE_DECIMAL.fullmatch(above) and _LAST_DIGIT.fullmatch(below)
        if is_last or ends_amount(above, below):
            yield upper.row, upper.column
            yield lower.row, lower.column
