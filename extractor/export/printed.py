"""Writes the tables of one report as a workbook, each as it is printed, merged cells and all."""

from __future__ import annotations

import os
import re
import unicodedata
from decimal import Decimal
from typing import Any

from extractor.export.workbook import EXACT_DIGITS, OPTIONS, clipped, lay_out, opened
from extractor.model.report import Cell, Report, Table
from extractor.model.words import TABLE_KINDS

# A figure as tables print it: grouped by threes or not at all, no leading zeros (those are codes).
_FIGURE = re.compile(r"(-?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?(%?)")
NARROWEST, WIDEST = 5, 46  # columns, in digits of the standard font
MOST_DECIMALS = 10
PORTRAIT = 95  # digits that an upright page holds
LINE, MARGIN = 13.0, 4.0  # points of a line of text, and of the room around those of a cell
TALLEST = 400.0  # points of a row; the format allows 409


def write_tables(report: Report, path: str | os.PathLike[str]) -> int:
    """Write a sheet a table; how many. Figures are numbers shown with the digits that are printed."""
    with opened(path, {**OPTIONS, "constant_memory": False}) as book:
        styles: dict[tuple[bool, str], Any] = {}
        for number, table in enumerate(report.tables, 1):
            _write_table(book, styles, book.add_worksheet(_name(number, table)), table)
        if not report.tables:
            book.add_worksheet("无表格")
    return len(report.tables)


def _name(number: int, table: Table) -> str:
    pages = f"p{table.pages[0]}" if table.pages else ""
    return f"{number} {TABLE_KINDS[table.kind]} {pages}".strip()


def _write_table(book: Any, styles: dict[tuple[bool, str], Any], sheet: Any, table: Table) -> None:
    columns = max((len(row) for row in table.rows), default=1)
    if columns > 1:
        sheet.merge_range(0, 0, 0, columns - 1, "", _style(book, styles, True, "caption"))
    sheet.write_string(0, 0, clipped(table.caption or ""), _style(book, styles, True, "caption"))
    sheet.write_string(1, columns - 1, f"单位：{table.unit}" if table.unit else "", _style(book, styles, False, "unit"))
    sheet.freeze_panes(2 + table.header_rows, 0)
    widths = _widths(table, columns)
    lay_out(sheet, heads=(0, 1 + table.header_rows), wide=sum(widths) > PORTRAIT)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, height in enumerate(_heights(table, widths)):
        sheet.set_row(row + 2, height)
    for cell in table.cells:
        _write_cell(book, styles, sheet, table, cell)


def _write_cell(book: Any, styles: dict[tuple[bool, str], Any], sheet: Any, table: Table, cell: Cell) -> None:
    head = cell.row < table.header_rows
    figure, shown = _figure(cell.text)
    style = _style(book, styles, head, shown)
    first, last = cell.row + 2, cell.row + 1 + cell.rowspan
    right = cell.column + cell.colspan - 1
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_range(first, cell.column, last, right, "", style)
    if figure is not None and not head:
        sheet.write_number(first, cell.column, figure, style)
    else:
        sheet.write_string(first, cell.column, clipped(cell.text), style)


def _figure(text: str) -> tuple[Decimal | None, str]:
    """A printed figure and the format that shows it just so; None for anything else."""
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        return None, "@"
    sign, whole, decimals, percent = found.groups()
    digits = whole.replace(",", "")
    if len(digits) + len(decimals or "") > EXACT_DIGITS or len(decimals or "") > MOST_DECIMALS:
        return None, "@"
    shown = ("#,##0" if "," in whole else "0") + (f".{'0' * len(decimals)}" if decimals else "") + percent
    value = Decimal(f"{sign}{digits}.{decimals or '0'}")
    return (value.scaleb(-2) if percent else value), shown


def _style(book: Any, styles: dict[tuple[bool, str], Any], head: bool, shown: str) -> Any:
    key = (head, shown)
    if key not in styles:
        style: dict[str, Any] = {"font_name": "SimSun", "font_size": 10, "valign": "vcenter", "text_wrap": True}
        if shown == "caption":
            style |= {"bold": True, "font_size": 12, "align": "center"}
        elif shown == "unit":
            style |= {"align": "right", "text_wrap": False}
        else:
            style |= {"border": 1, "num_format": shown}
            style |= {"bold": True, "align": "center"} if head else {}
        styles[key] = book.add_format(style)
    return styles[key]


def _widths(table: Table, columns: int) -> list[int]:
    widths = [NARROWEST] * columns
    for cell in table.cells:
        if cell.colspan == 1 and cell.column < columns:
            needed = max((_width(line) for line in cell.text.split("\n")), default=0) + 2
            widths[cell.column] = max(widths[cell.column], min(needed, WIDEST))
    return widths


def _heights(table: Table, widths: list[int]) -> list[float]:
    """The height of each row in points: not every program fits rows to their text, and none to that of merged cells."""
    heights = [LINE + MARGIN] * len(table.rows)
    for cell in sorted(table.cells, key=lambda cell: cell.rowspan):
        room = sum(widths[cell.column : cell.column + cell.colspan]) - 1
        lines = sum(max(1, -(-_width(line) // max(room, 2))) for line in cell.text.split("\n"))
        own = slice(cell.row, cell.row + cell.rowspan)
        lacking = lines * LINE + MARGIN - sum(heights[own])
        if lacking > 0:
            heights[own] = [height + lacking / cell.rowspan for height in heights[own]]
    return [min(height, TALLEST) for height in heights]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
