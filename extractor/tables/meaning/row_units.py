"""Units of money that the labels of rows give: 财政投入（元） in a table of 单位：万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column
from extractor.tables.meaning.wording import is_number
from extractor.values import unit_in


def row_units(places: Places, rows: Sequence[int], columns: Sequence[Column]) -> dict[int, str]:
    """The unit that each row's own label gives, else a wider label left of it, by row; rows without any left out."""
    found = {}
    for row in rows:
        labels = list(_labels(places, row, columns))
        told = (unit for cell in reversed(labels) if (unit := unit_in(cell.passage.text)))
        if unit := next(told, None):
            found[row] = unit
    return found


def _labels(places: Places, row: int, columns: Sequence[Column]) -> Iterator[TableCell]:
    """The cells of words left of the first figure of a row, those that reach over from rows above among them."""
    for column in columns:
        cell = places.get((row, column.index))
        text = cell.passage.text.strip() if cell else ""
        if cell is None or not text:
            continue
        if is_number(text):
            return
        yield cell
