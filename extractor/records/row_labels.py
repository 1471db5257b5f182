"""What the label of a row, and the heads above it, say of a bare figure: its unit, or that it is no money."""

from __future__ import annotations

import re

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column, DataTable, TablePart
from extractor.patternbook import load_patterns
from extractor.records.figures import figure, folded
from extractor.tables.meaning.place_values import DIGIT
from extractor.tables.meaning.units import counts_no_money, is_foreign_money, row_counts_no_money
from extractor.tables.meaning.wording import LONGEST_HEAD, role_of
from extractor.values import unit_in

# Columns of these roles hold no money, whatever unit stands near their head.
NO_MONEY = frozenset(
    {
        "serial", "level1", "level2", "level3", "level4", "level1_points", "level2_points", "level3_points",
        "level_score", "measure", "points", "deduction", "score", "rate", "share", "date", "document_number",
        "target", "actual", DIGIT,
    }
)  # fmt: skip
# What stands for no figure.
DASHES = frozenset("—-–－/")

# Roles of columns whose figures are of whatever their row tells.
AIMED = frozenset({"target", "actual"})


def is_measured(part: TablePart, column: Column, places: Places, cell: TableCell) -> bool:
    """Whether a bare figure stands in a row whose label, the nearest words left of it, counts no money."""
    label = _left_of(places, cell)
    while label is not None and (not label.passage.text.strip() or figure(label.passage.text) is not None):
        label = _left_of(places, label)
    head = part.column_at(label.column) if label else None
    if label is None or (head and head.path and "名称" in head.path[-1]):
        return False
    return row_counts_no_money(label.passage.text, column)


def unit_of_label(table: DataTable, places: Places, cell: TableCell, *, beyond_figures: bool) -> str | None:
    """The unit of a bare figure whose label stands left of it (预算金额 | 120.00 | 80.5), where one is told.

    Where no heads stand above, it is that of all figures right of the label. It is told by the label, by the
    first cell of its row (项目资金（元）), else by the table's 单位 line.
    """
    label = _left_of(places, cell)
    while beyond_figures and label is not None and figure(label.passage.text) is not None:
        label = _left_of(places, label)
    if label is None:
        return None
    if own := unit_in(label.passage.text):
        return own
    if not re.search(load_patterns("head")["amount_labels"]["ending"], folded(label.passage.text)):
        return None
    if beyond_figures and is_headed_no_money(places, cell):
        return None
    spine = places.get((cell.row, 0))
    return (unit_in(spine.passage.text) if spine else None) or table.unit


def is_headed_no_money(places: Places, cell: TableCell) -> bool:
    """Whether words above a figure say that its column holds points or rates; a head may stand in pieces (分, 值)."""
    words, row = "", cell.row
    while row and len(words) < LONGEST_HEAD:
        row -= 1
        above = places.get((row, cell.column))
        text = above.passage.text.strip() if above and (above.row, above.colspan) == (row, 1) else ""
        if figure(text) is None and text not in DASHES:
            words = text + words
            if role := role_of(words):
                return role in NO_MONEY
    return False


def may_be_money(column: Column | None) -> bool:
    return column is None or not (counts_no_money(column.path) or is_foreign_money(column.path))


def unit_of_row(part: TablePart | None, places: Places, cell: TableCell, column: Column | None) -> str | None:
    """The money unit of a bare figure that its row gives under 计量单位, or in the label of a target and its result."""
    if part is None or column is None or column.role in NO_MONEY - AIMED or not may_be_money(column):
        return None
    measure = part.column("measure")
    if measure is None:
        return part.row_units.get(cell.row) if column.role in AIMED else None
    told = places.get((cell.row, measure.index))
    return None if told is None else unit_in(told.passage.text)


def _left_of(places: Places, cell: TableCell) -> TableCell | None:
    return places.get((cell.row, cell.column - 1))
