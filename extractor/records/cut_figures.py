"""Amounts that the edge of an inferred row may have cut in two: neither half is the amount that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from extractor.model.layout import Grid, TableCell
from extractor.tables.meaning.wording import ends_amount

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
    return frozenset(place for cells in columns.values() for place in _halves(cells))


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
