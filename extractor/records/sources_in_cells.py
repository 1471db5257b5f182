"""Cells that list the sources of an amount without a unit: 中央：12.50；市级：3.20 under 资金来源."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column, DataTable, TablePart
from extractor.records.cell_units import NO_MONEY
from extractor.tables.meaning.wording import is_word
from extractor.values.figures import figure

_FIGURE = r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
_PART = re.compile(rf"\s*(?P<label>[^\d\s：:；;，,、。]{{2,12}})\s*[：:]?\s*(?P<figure>{_FIGURE})\s*[；;，,、。]?\s*")
# Two sources at least make a list.
LEAST = 2

Span = tuple[int, int]


class Sources(NamedTuple):
    """Where the figures of such a cell stand, and the unit that they are in: none where nothing proves it."""

    spans: list[Span]
    unit: str | None


def sources_in(table: DataTable, part: TablePart | None, places: Places, cell: TableCell) -> Sources | None:
    """The figures of a cell of nothing but sources and their figures, where its column gives them no unit.

    They are in the unit of the amount of their row that they add up to.
    """
    text = cell.passage.text
    column = part.column_at(cell.column) if part else None
    if _gives_unit(column) or len(spans := _spans(text)) < LEAST:
        return None
    values = [value for start, end in spans if (value := figure(text[start:end])) is not None]
    whole = sum(values, Decimal(0))
    beside = part.columns if part else ()
    for other in beside:
        told = places.get((cell.row, other.index))
        if _gives_unit(other) and told is not None and figure(told.passage.text) == whole:
            return Sources(spans, other.unit)
    return Sources(spans, None)


def _gives_unit(column: Column | None) -> bool:
    return column is not None and column.unit is not None and column.role not in NO_MONEY


def _spans(text: str) -> list[Span]:
    """Where the figures stand in a text that is a list of sources throughout."""
    spans: list[Span] = []
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None or not is_word("sources", "labels", found["label"]):
            return []
        spans.append(found.span("figure"))
        at = found.end()
    return spans
