"""Sheets wider than the paper: programs print the columns that are left on the next pages, beside the same rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.layout import TablePiece
from extractor.tables.joined.assembly import Assembly, Slot, signature, slots_of
from extractor.tables.meaning.wording import fold, is_date, is_figure, is_number, role_of

# Points that a row's edge may be off on the next page, and edges of rows that must be alike at least.
ALIKE, LEAST_EDGES = 1.0, 4
# Digits with nothing but marks.
_MARKED = re.compile(r"[\W_]*\d[\d\W_]*")
# Heads of columns that name no rows, though words stand below them.
_REMARKS = frozenset({"remark", "progress"})


def is_beside(table: Assembly, piece: TablePiece) -> bool:
    """Whether a page's part holds nothing but further columns of a table on pages before it."""
    return any(_holds_further_columns(before, piece) for before in table.pieces)


def beside(tables: Sequence[Assembly]) -> list[Assembly]:
    """The tables, those that are the columns of one sheet, on as many pages each, as one."""
    whole: list[Assembly] = []
    last: list[TablePiece] = []
    for table in tables:
        if last and _are_beside(last, table.pieces):
            whole[-1].put_beside(table)
        else:
            whole.append(table)
        last = list(table.pieces)
    return whole


def has_columns_of(above: TablePiece, piece: TablePiece) -> bool:
    """Whether a part has the columns of another to the point."""
    alike = len(above.columns) == len(piece.columns)
    return alike and all(abs(a - b) <= ALIKE for a, b in zip(above.columns, piece.columns, strict=True))


def _are_beside(left: Sequence[TablePiece], right: Sequence[TablePiece]) -> bool:
    if len(left) != len(right):
        return False
    pages = [piece.page for piece in (*left, *right)]
    is_down_first = pages == list(range(pages[0], pages[0] + len(pages)))
    if not is_down_first and any(b.page - a.page != 1 for a, b in zip(left, right, strict=True)):
        return False
    alike = all(_have_same_rows(a, b, least=0) for a, b in zip(left, right, strict=True))
    return alike and _holds_further_columns(left[0], right[0])


def _have_same_rows(left: TablePiece, right: TablePiece, least: int = LEAST_EDGES) -> bool:
    if len(left.rows) != len(right.rows) or len(left.rows) < least:
        return False
    return all(abs(a - b) <= ALIKE for a, b in zip(left.rows, right.rows, strict=True))


def _holds_further_columns(left: TablePiece, right: TablePiece) -> bool:
    """Whether rows stand at the same heights below other heads, and nothing names them."""
    if not _have_same_rows(left, right):
        return False
    slots = slots_of(right)
    row = _head_row(slots, len(right.columns) - 1)
    heads = [slot for slot in slots if slot.row == row]
    if row is None or signature(heads) == signature([slot for slot in slots_of(left) if slot.row == row]):
        return False
    first = min(heads, key=lambda slot: slot.column)
    below = [slot.text for slot in slots if slot.row > row and slot.column == first.column and slot.lines]
    return role_of(first.text) in _REMARKS or (bool(below) and all(map(_is_any_figure, below)))


def _is_any_figure(text: str) -> bool:
    """Whether a cell holds a figure, marked as below zero or not: (1,234.00), △12.5, ￥ 3.00."""
    return is_figure(text) or (bool(_MARKED.fullmatch(fold(text))) and not is_date(text))


def _head_row(slots: Sequence[Slot], n_columns: int) -> int | None:
    """The first row with words over most columns, below titles: None where figures stand in it or above it."""
    for row in sorted({slot.row for slot in slots}):
        filled = [slot for slot in slots if slot.row == row and slot.lines]
        if any(is_number(slot.text) for slot in filled):
            return None
        if 2 * len(filled) > n_columns or (len(filled) == n_columns == 1):
            return row
    return None
