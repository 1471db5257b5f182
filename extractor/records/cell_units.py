"""The money unit of a bare figure in a cell whose column gives none: that of its label, its row or its table."""

from __future__ import annotations

import re

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column, DataTable, TablePart
from extractor.patternbook import load_patterns
from extractor.tables.meaning.place_values import DIGIT
from extractor.tables.meaning.units import (
    MONEY_ROLES,
    counts_no_money,
    has_quantity,
    is_foreign_money,
    row_counts_no_money,
)
from extractor.tables.meaning.wording import LONGEST_HEAD, fold, is_word, role_of, table_pattern
from extractor.values import unit_in
from extractor.values.figures import figure, folded, is_blank

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
# Before the first part of a whole.
_OF_WHICH = re.compile(r"\s*其\s*中\s*[：:]?\s*")
# Roles of columns whose figures are of whatever their row tells.
AIMED = frozenset({"target", "actual"})


def unit_beside(
    table: DataTable, part: TablePart | None, places: Places, cell: TableCell, column: Column | None
) -> str | None:
    """The unit of money of a bare figure of a column that gives none, ``None`` where nothing says that it is money."""
    unit = None
    if column is None or column.role not in NO_MONEY:
        may_be = _may_be_money(column) if column else not _is_headed_no_money(places, cell)
        unit = _unit_of_label(table, places, cell, may_be=may_be, beyond_figures=column is None)
        told = part.row_units.get(cell.row) if part and may_be and not unit else None
        unit = None if told and _is_counted(places, cell) else unit or told
    return unit or _unit_of_row(part, places, cell, column)


def _is_counted(places: Places, cell: TableCell) -> bool:
    """Whether what stands right before a figure names a count (受益人数)."""
    label = _left_of(places, cell)
    return label is not None and bool(table_pattern("measured_rows", "counts").search(fold(label.passage.text)))


def is_measured(part: TablePart, column: Column, places: Places, cell: TableCell) -> bool:
    """Whether a bare figure stands in a row whose label, the nearest words left of it, counts no money."""
    label = _left_of(places, cell)
    while label is not None and (is_blank(label.passage.text) or figure(label.passage.text) is not None):
        label = _left_of(places, label)
    head = part.column_at(label.column) if label else None
    if label is None or (head and head.path and "名称" in head.path[-1]):
        return False
    if column.unit_from == "header" and _is_unit_of_others(part, places, label):
        return False
    return row_counts_no_money(label.passage.text, column)


def _is_unit_of_others(part: TablePart, places: Places, label: TableCell) -> bool:
    """Whether the unit in a label (生态海堤（米）) is that of figures in its row under a head that counts (工程量)."""
    counted = (each for each in part.columns if each.unit is None and has_quantity((head,) for head in each.path))
    told = (places.get((label.row, each.index)) for each in counted)
    has_unit = table_pattern("measured_rows", "units").search(fold(label.passage.text))
    return has_unit is not None and any(cell is not None and figure(cell.passage.text) is not None for cell in told)


def _unit_of_label(
    table: DataTable, places: Places, cell: TableCell, *, may_be: bool, beyond_figures: bool
) -> str | None:
    """The unit of a bare figure whose label stands left of it (预算金额 | 120.00 | 80.5), where one is told.

    Where no heads stand above, it is that of all figures right of the label. It is told by the label, by the
    first cell of its row (项目资金（元）), else, where by its heads it ``may_be`` money, by the table's 单位 line.
    """
    label = _left_of(places, cell)
    while beyond_figures and label is not None and figure(label.passage.text) is not None:
        label = _left_of(places, label)
    if label is None:
        return None
    if own := unit_in(label.passage.text) or _unit_of_whole(places, label, cell):
        return own
    if not re.search(load_patterns("head")["amount_labels"]["ending"], folded(label.passage.text)):
        return None
    if not may_be:
        return None
    spine = places.get((cell.row, 0))
    return (unit_in(spine.passage.text) if spine else None) or table.unit


def _unit_of_whole(places: Places, label: TableCell, cell: TableCell) -> str | None:
    """The unit that a label gives whose parts stand below it (计划资金（万元）, 其中：中央财政, 省财政).

    Each of them is a source of money, and its figure no larger than that of the whole.
    """
    while is_word("sources", "labels", label.passage.text):
        beside = _left_of(places, label)
        first = label if _OF_WHICH.match(label.passage.text) else None
        if first is None and beside is not None and _OF_WHICH.fullmatch(beside.passage.text):
            first = beside
        above = places.get(((first or label).row - 1, (first or label).column))
        if above is None or above.column != (first or label).column:
            return None
        if first is not None:
            whole = figure(_figure_beside(places, above))
            part = figure(cell.passage.text)
            return unit_in(above.passage.text) if whole is not None and part is not None and part <= whole else None
        label = above
    return None


def _figure_beside(places: Places, label: TableCell) -> str:
    told = places.get((label.row, label.column + label.colspan))
    return told.passage.text if told else ""


def _is_headed_no_money(places: Places, cell: TableCell) -> bool:
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


def _may_be_money(column: Column | None) -> bool:
    return column is None or not (counts_no_money(column.path) or is_foreign_money(column.path))


def _unit_of_row(part: TablePart | None, places: Places, cell: TableCell, column: Column | None) -> str | None:
    """The money unit of a bare figure that its row gives under 计量单位, or in the label of a target and its result."""
    if part is None or column is None or column.role in NO_MONEY - AIMED or not _may_be_money(column):
        return None
    measure = part.column("measure")
    if measure is None:
        return part.row_units.get(cell.row) if column.role in AIMED else None
    if column.role in MONEY_ROLES and has_quantity(each.path for each in part.columns):
        return None  # 单价 and 金额 beside 数量, which alone is so measured
    told = places.get((cell.row, measure.index))
    return None if told is None else unit_in(told.passage.text)


def _left_of(places: Places, cell: TableCell) -> TableCell | None:
    return places.get((cell.row, cell.column - 1))
