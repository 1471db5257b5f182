"""Units of money that rows give: 财政投入（元） in a table of 单位：万元, 一、资金（万元） over the rows below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model.layout import Places, TableCell
from extractor.tables.meaning.units import label_counts
from extractor.tables.meaning.wording import is_number
from extractor.values import unit_in

_UNIT_ENDS = ("元", ")", "）")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")


def row_units(
    places: Places, rows: Sequence[int], n_columns: int, measures: frozenset[int] = frozenset()
) -> dict[int, str]:
    """The unit that each row's own label gives, else a wider label left of it, else the row above that is a heading of
    the rows below it, by row; rows without any, and those that count things, are left out.

    ``measures`` are columns whose units are those of quantities, not of the amounts of the row.
    """
    found: dict[int, str] = {}
    heading: str | None = None
    for row in rows:
        if (over := _heading(places, row, n_columns)) is not None:
            heading = unit_in(over)
            continue
        labels = [cell.passage.text for cell in _labels(places, row, n_columns) if cell.column not in measures]
        if labels and label_counts(labels[-1]):
            continue
        if unit := next((unit for label in reversed(labels) if (unit := unit_in(label))), heading):
            found[row] = unit
    return found


def _heading(places: Places, row: int, n_columns: int) -> str | None:
    """The words of a row that one cell fills, or of the one that says something where it gives a unit; where they do
    not end on a unit, they are no heading of figures.
    """
    cell = places.get((row, 0))
    if cell is None or n_columns == 1:
        return None
    text = cell.passage.text.strip()
    if not text:
        return _numbered(places, row, n_columns)
    if cell.colspan == n_columns:
        return text if text.endswith(_UNIT_ENDS) else ""
    others = (places.get((row, column)) for column in range(1, n_columns))
    is_alone = cell.rowspan == 1 and not any(each is not None and each.passage.text.strip() for each in others)
    return text if is_alone and text and (unit_in(text) or label_counts(text)) else None


def _numbered(places: Places, row: int, n_columns: int) -> str | None:
    """The words of a row without a label that are numbered as a heading is (一、), set in its middle, where they give a
    unit or count things."""
    told = {id(cell): cell for column in range(n_columns) if (cell := places.get((row, column))) is not None}
    text = "".join(cell.passage.text.strip() for cell in told.values())
    return text if _ORDINAL.match(text) and (unit_in(text) or label_counts(text)) else None


def _labels(places: Places, row: int, n_columns: int) -> Iterator[TableCell]:
    """The cells of words left of the first figure of a row, those that reach over from rows above among them."""
    seen: TableCell | None = None
    for column in range(n_columns):
        cell = places.get((row, column))
        text = cell.passage.text.strip() if cell else ""
        if cell is None or cell is seen or not text:
            continue
        if is_number(text):
            return
        seen = cell
        yield cell
