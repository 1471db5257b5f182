"""Rows for people (a table), for programs (JSON) and for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import IO

from extractor.sinks.formulas import NUMBER, harmless

Value = str | int | float | bytes | None

# What must not reach a terminal: control characters but tab and line end, and marks that turn the direction of text.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
WIDEST = 60  # columns of the terminal for one cell of a table
NARROWEST = 8  # columns that a cell is cut to where the screen is narrow
SAMPLE = 200  # rows that decide the widths of a table


def clean(text: str) -> str:
    """``text`` without what could steer a terminal."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """``text`` on one line, fit for a terminal."""
    return " ".join(clean(text).split())


def write_json(columns: Sequence[str], rows: Iterable[Sequence[Value]], out: IO[str]) -> None:
    """A JSON list, one object a line."""
    names = _different(columns)
    before = "["
    for row in rows:
        record = dict(zip(names, map(_plain, row), strict=True))
        out.write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n "
    out.write("]\n" if before != "[" else "[]\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], out: IO[str]) -> None:
    """CSV with a header line; cells that a spreadsheet would run are made text with an apostrophe."""
    writer = csv.writer(out, lineterminator="\n")
    for row in chain([columns], rows):
        plain = map(_plain, row)
        writer.writerow([harmless(value) if isinstance(value, str) else value for value in plain])


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Value]], out: IO[str]) -> None:
    """A table for people."""
    source = iter(rows)
    head = [_shown(row) for row, _ in zip(source, range(SAMPLE), strict=False)] if columns else []
    names = [one_line(name) for name in columns]
    widths = [max(map(width, column)) for column in zip(names, *head, strict=True)]
    right = [all(NUMBER.fullmatch(cell) or not cell for cell in column) for column in zip(*head, strict=True)]
    right = right or [False] * len(names)
    if cut := out.isatty():
        widths = _fitted(widths, right, shutil.get_terminal_size().columns)
    out.write(_table_line(names, widths, right, cut) + "\n")
    out.write("  ".join("─" * w for w in widths) + "\n")
    for cells in chain(head, map(_shown, source)):
        out.write(_table_line(cells, widths, right, cut) + "\n")


def width(text: str) -> int:
    """How many columns of a terminal ``text`` takes: Han characters take two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, columns: int) -> str:
    """``text`` cut to so many columns, an ellipsis where something is missing."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def to_terminal() -> bool:
    return sys.stdout.isatty()


def _fitted(widths: list[int], right: Sequence[bool], screen: int) -> list[int]:
    """The columns with those of words made narrower, the widest first, until a line fits the screen; as they were
    where it never would."""
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > screen:
        widest = max(
            (column for column, is_figure in enumerate(right) if not is_figure), key=fitted.__getitem__, default=0
        )
        if right[widest] or fitted[widest] <= NARROWEST:
            return widths
        fitted[widest] -= 1
    return fitted


def _table_line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], cut: bool) -> str:
    padded = []
    for whole, column, to_right in zip(cells, widths, right, strict=True):
        cell = clip(whole, column) if cut else whole
        space = " " * max(column - width(cell), 0)
        padded.append(space + cell if to_right else cell + space)
    return "  ".join(padded).rstrip()


def _shown(row: Sequence[Value]) -> list[str]:
    return [clip(one_line("" if value is None else str(_plain(value))), WIDEST) for value in row]


def _plain(value: Value) -> str | int | float | None:
    """What JSON and CSV can hold: bytes as hexadecimal digits, infinity as its name."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and value in {float("inf"), float("-inf")}:
        return str(value)
    return value


def _different(names: Sequence[str]) -> list[str]:
    """Column names that differ: a second ``title`` becomes ``title_2``."""
    result: list[str] = []
    for name in names:
        numbered = chain([name], (f"{name}_{n}" for n in count(2)))
        result.append(next(each for each in numbered if each not in result))
    return result
