"""Reads the rows of the sheets, each value ready to be written: text, exact number, date."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from extractor.export.sheets import Column, Sheet
from extractor.model.report import plain
from extractor.model.words import rule_names

Value = str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A file by the name that it was given, where it lies, and the page of it that a row is about."""

    name: str
    path: str | None
    page: int | None

    @property
    def short(self) -> str:
        """The name with one folder: enough to tell reports apart, and seen at a glance."""
        return "/".join(self.name.replace("\\", "/").split("/")[-2:])

    @property
    def address(self) -> str:
        """A link to the page; empty where the file lies nowhere."""
        if self.path is None or not PurePath(self.path).is_absolute():
            return ""
        return PurePath(self.path).as_uri() + (f"#page={self.page}" if self.page else "")


Cell = Value | Link
FIGURES = {"number", "yuan", "wan"}


def rows_of(connection: sqlite3.Connection, sheet: Sheet) -> Iterator[list[Cell]]:
    """The rows of a sheet, in the order of its columns."""
    page = next((n for n, column in enumerate(sheet.columns) if column.header == "页"), None)
    for row in connection.execute(sheet.sql):
        number = row[page] if page is not None else None
        yield [cell(value, column, number) for value, column in zip(row, sheet.columns, strict=True)]


def cell(value: str | int | float | None, column: Column, page: int | None) -> Cell:
    """A value as its column shows it."""
    if value is None:
        return None
    text = plain(Decimal(repr(value))) if isinstance(value, float) else str(value)
    if column.form == "link":
        name, path = json.loads(text)
        return Link(name, path, page)
    if column.form == "lines":
        return "\n".join(json.loads(text))
    if column.form in FIGURES:
        return Decimal(text).scaleb(-4 if column.form == "wan" else 0)
    if column.form == "date":
        return _date(text)
    return (rule_names() if column.form == "rule" else column.words).get(text, text)


def as_text(value: Cell) -> str:
    """A value where there is nothing but text: exact digits, ISO dates, the name of a file."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Link):
        return value.name
    return value.isoformat() if isinstance(value, date) else value


def _date(text: str) -> date | str:
    """A day of the calendar; as it stands where it is none, as with an unknown year."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
