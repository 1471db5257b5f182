"""Writes a findings database as a workbook for Excel and WPS: amounts add up, dates sort, codes keep their zeros."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from itertools import islice
from typing import Any

from extractor.errors import MissingExtra
from extractor.export.rows import Cell, Link, rows_of
from extractor.export.sheets import SHEETS, Column, Sheet
from extractor.export.whole import whole
from extractor.sinks.database import reading

# Limits of the format and of Excel itself.
MOST_ROWS = 1_048_575  # below the header
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15  # what Excel keeps of a number; longer ones are written as text
MOST_LINKS = 60_000  # Excel refuses more than 65,530 of a sheet
FILTER_ARROW = 4  # digits that the arrow of a filter takes beside a head
A4 = 9  # as the format counts paper
FIRST_DAY = date(1900, 3, 1)  # days before are off by one in Excel
# The same database gives the same bytes: the workbook bears no time of its own.
MADE = datetime(2000, 1, 1)
# What looks like a formula or an address stays text.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {"yuan": "#,##0.00##", "wan": "#,##0.00####", "number": "General", "date": "yyyy-mm-dd"}


def write_workbook(database: str | os.PathLike[str], path: str | os.PathLike[str]) -> int:
    """Write every kind of record to a sheet of its own; how many rows in all.

    Raises :class:`MissingExtra` where xlsxwriter is not installed, :class:`DatabaseError` for the database.
    """
    written = 0
    with reading(database) as connection, opened(path, OPTIONS) as book:
        styles = _styles(book)
        for sheet in SHEETS:
            written += _write_sheet(book, styles, connection, sheet)
    return written


@contextmanager
def opened(path: str | os.PathLike[str], options: dict[str, Any]) -> Iterator[Any]:
    """A new workbook, written to ``path`` at the end of ``with``."""
    try:
        engine = import_module("xlsxwriter")
    except ModuleNotFoundError:
        raise MissingExtra("Workbooks need XlsxWriter. Install it with: pip install 'extractor[excel]'") from None
    content = BytesIO()
    with whole(path) as part:
        try:
            with engine.Workbook(content, options) as book:
                book.set_properties({"created": MADE})
                yield book
        except engine.exceptions.FileCreateError as error:  # its own way to say that its pieces found no room
            raise error.args[0] from error
        part.write_bytes(content.getbuffer())


def _styles(book: Any) -> dict[str, Any]:
    font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
    styles = {name: book.add_format({**font, "num_format": shown}) for name, shown in FORMATS.items()}
    wrapped = book.add_format({**font, "num_format": "@", "text_wrap": True})
    styles |= dict.fromkeys(("text", "rule", "long", "lines"), wrapped)
    styles["link"] = book.add_format({**font, "font_color": "#2C5F8D", "underline": 1})
    styles["header"] = book.add_format({**font, "bold": True, "bg_color": "#E4EEF7", "bottom": 1, "valign": "vcenter"})
    return styles


def _write_sheet(book: Any, styles: dict[str, Any], connection: sqlite3.Connection, sheet: Sheet) -> int:
    """A sheet, or several where there are more rows than one can hold; how many rows."""
    rows = rows_of(connection, sheet)
    written = 0
    for part in range(1, 1000):
        some = islice(rows, MOST_ROWS)
        first = next(some, None)
        if first is None and part > 1:
            break
        name = sheet.name if part == 1 else f"{sheet.name} {part}"
        written += _write_part(book.add_worksheet(name), styles, sheet, _with(first, some))
    return written


def _with(first: list[Cell] | None, rest: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    if first is not None:
        yield first
        yield from rest


def lay_out(page: Any, *, heads: tuple[int, int], wide: bool) -> None:
    """How a sheet prints: on A4, as wide as the paper, its heads on every page."""
    page.set_paper(A4)
    if wide:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(*heads)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R第 &P 页，共 &N 页")


def _write_part(page: Any, styles: dict[str, Any], sheet: Sheet, rows: Iterator[list[Cell]]) -> int:
    page.freeze_panes(1, 1)
    page.set_row(0, 22)
    lay_out(page, heads=(0, 0), wide=True)
    for column, about in enumerate(sheet.columns):
        page.set_column(column, column, max(about.width, 2 * len(about.header) + FILTER_ARROW))
        page.write_string(0, column, about.header, styles["header"])
    count = 0
    for count, row in enumerate(rows, 1):
        for column, (value, about) in enumerate(zip(row, sheet.columns, strict=True)):
            _write_cell(page, (count, column), value, about, styles)
    page.autofilter(0, 0, max(count, 1), len(sheet.columns) - 1)
    return count


def _write_cell(page: Any, place: tuple[int, int], value: Cell, about: Column, styles: dict[str, Any]) -> None:
    style = styles[about.form]
    if value is None or value == "":
        return
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= EXACT_DIGITS:
        page.write_number(*place, value, style)
    elif isinstance(value, Link):
        _write_link(page, place, value, styles)
    elif isinstance(value, date) and value >= FIRST_DAY:
        page.write_datetime(*place, value, style)
    else:
        page.write_string(*place, clipped(str(value)), styles["text"])


def _write_link(page: Any, place: tuple[int, int], link: Link, styles: dict[str, Any]) -> None:
    # Lower-case file: addresses are rewritten for Windows alone; the case of a scheme means nothing.
    address = link.address.replace("file:", "FILE:", 1)
    linked = bool(address) and place[0] <= MOST_LINKS
    if not linked or page.write_url(*place, address, styles["link"], clipped(link.short)) < 0:
        page.write_string(*place, clipped(link.short), styles["text"])


def clipped(text: str) -> str:
    """``text`` as long as a cell can hold."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
