"""Cells that name parts of an amount, without a unit: 中央：12.50；市级：3.20 under 资金来源, 基本支出：820.47."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column, TablePart
from extractor.model.values import UnitFrom
from extractor.records.cell_units import NO_MONEY
from extractor.tables.meaning.wording import is_word
from extractor.values import unit_in
from extractor.values.figures import figure

_FIGURE = r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
_PART = re.compile(
    rf"\s*(?:其\s*中\s*[：:]\s*)?(?P<label>[^\d\s：:；;，,、。]{{2,16}})"
    rf"(?:\s*[：:]?\s*(?P<figure>{_FIGURE})|\s*[：:](?=\s*(?:[^\d\s.．-]|$)))\s*[；;，,、。]?\s*"
)
# Two sources at least make a list where nothing else tells their unit.
LEAST = 2

Span = tuple[int, int]


class Sources(NamedTuple):
    """Where the figures of such a cell stand, and the unit that they are in: none where nothing proves it."""

    spans: list[Span]
    unit: str | None
    unit_from: UnitFrom = "header"


def sources_in(part: TablePart | None, places: Places, cell: TableCell) -> Sources | None:
    """The figures of a cell of nothing but sources (or kinds of expenditure) and their figures.

    They are in the unit of their column, where each label ends with a colon, else of the amount of their row that
    they add up to, else in that of the label of the whole block (年度预算申请（万元）).
    """
    text = cell.passage.text
    column = part.column_at(cell.column) if part else None
    spans = _spans(text)
    if not spans or (column is not None and column.role in NO_MONEY):
        return None
    labelled = all(text[:start].rstrip()[-1:] in "：:" for start, _ in spans)
    if column is not None and column.unit is not None:
        source: UnitFrom = "caption" if column.unit_from == "caption" else "header"
        return Sources(spans, column.unit, source) if labelled else None
    spine = places.get((cell.row, 0))
    unit = unit_in(spine.passage.text) if spine is not None and spine is not cell and spine.rowspan > 1 else None
    if len(spans) < LEAST and not (unit and labelled):
        return None
    values = [value for start, end in spans if (value := figure(text[start:end])) is not None]
    whole = sum(values, Decimal(0))
    beside = part.columns if part else ()
    for other in beside:
        told = places.get((cell.row, other.index))
        if _gives_unit(other) and told is not None and figure(told.passage.text) == whole:
            return Sources(spans, other.unit)
    return Sources(spans, unit)


def _gives_unit(column: Column | None) -> bool:
    return column is not None and column.unit is not None and column.role not in NO_MONEY


def _spans(text: str) -> list[Span]:
    """Where the figures stand in a text that is a list of sources throughout; some may be left blank."""
    spans: list[Span] = []
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None or not is_word("sources", "labels", found["label"]):
            return []
        if found["figure"]:
            spans.append(found.span("figure"))
        at = found.end()
    return spans
