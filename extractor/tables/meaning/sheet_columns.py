"""Sheets wider than the paper: programs print the columns that are left on the next page, beside the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.model.reading import DataTable, TablePart
from extractor.tables.meaning.contents import NAMES, cells_of, texts_of
from extractor.tables.meaning.wording import LEVELS, is_number

# Points that a row's edge may be off on the next page, and edges of rows that must be alike at least.
ALIKE, LEAST_EDGES = 1.0, 4
# What the first columns of a table are: those that are left of a sheet have none, or a remark at its end.
_REMARKS = frozenset({"remark", "progress"})
_NAMED = (NAMES - _REMARKS) | {"serial", *LEVELS}


def sheets(tables: Sequence[DataTable]) -> list[list[int]]:
    """The places among tables of those that are one sheet's columns on pages after each other, two and more."""
    found: list[list[int]] = []
    for place, (left, right) in enumerate(pairwise(tables)):
        if not _goes_on_beside(left, right):
            continue
        if found and found[-1][-1] == place:
            found[-1].append(place + 1)
        else:
            found.append([place, place + 1])
    return found


def _goes_on_beside(left: DataTable, right: DataTable) -> bool:
    """Whether a table holds nothing but further columns of the one on the page before: its rows stand at the same
    heights, and nothing names them."""
    a, b = left.grid.pieces[-1], right.grid.pieces[0]
    if b.page != a.page + 1 or len(a.rows) != len(b.rows) or len(a.rows) < LEAST_EDGES:
        return False
    if any(abs(one - other) > ALIKE for one, other in zip(a.rows, b.rows, strict=True)):
        return False
    return _has_names(left) and not _has_names(right) and all(_begins_with_values(right, part) for part in right.parts)


def _has_names(table: DataTable) -> bool:
    return any(column.role in _NAMED for part in table.parts for column in part.columns)


def _begins_with_values(table: DataTable, part: TablePart) -> bool:
    """Whether the first column of a part has a head, and figures or remarks below it, no names."""
    if not part.columns:
        return False
    first = part.columns[0]
    texts = texts_of(cells_of(table.grid.places, part.rows, first.index), first.index)
    return first.role in _REMARKS or all(map(is_number, texts))
