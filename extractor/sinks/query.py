"""Asks a findings database in SQL that comes from outside: it can read, for so many seconds, and nothing else."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from extractor.errors import DatabaseError
from extractor.sinks.database import reading

Value = str | int | float | bytes | None

STEPS_BETWEEN_LOOKS = 100_000  # of SQLite's machine, a few milliseconds
LARGEST_VALUE = 100_000_000  # bytes
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
# Those that tell about the database and change nothing; data_version is asked by the search index itself.
_PRAGMAS = {"data_version", "foreign_key_list", "index_info", "index_list", "table_info", "table_list", "table_xinfo"}
_FUNCTIONS_REFUSED = {"load_extension", "fts3_tokenizer"}


# Strings and conversions tell nothing; then a column of exact amounts that is ordered, or compared with a number.
_ASIDE = re.compile(r"'[^']*'|\bcast\s*\([^()]*\)", re.IGNORECASE)
_AMOUNT = r"(?:\w+\.)?(\w*yuan)\b(?!\s*[-+*/])"
_COMPARED = re.compile(
    rf"\border\s+by\b[^;)]*?\b{_AMOUNT}|\b(?:max|min)\s*\(\s*{_AMOUNT}\s*\)|[<>]=?\s*{_AMOUNT}|"
    rf"\b{_AMOUNT}\s*(?:[<>]|between\b)",
    re.IGNORECASE,
)


class Answer(NamedTuple):
    """The columns of an answer and its rows, as they come."""

    columns: list[str]
    rows: Iterator[tuple[Value, ...]]


def compared_as_text(sql: str) -> str | None:
    """A column of amounts that a query orders or compares as the text that it is: '940000' comes behind '5800000'."""
    found = _COMPARED.search(_ASIDE.sub("''", sql))
    return next(filter(None, found.groups()), None) if found else None


@contextmanager
def query(database: str | os.PathLike[str], sql: str, seconds: float) -> Iterator[Answer]:
    """Run one statement that reads. Raises :class:`DatabaseError` with what is wrong with it."""
    with reading(database) as connection:
        ends = time.monotonic() + seconds
        connection.set_progress_handler(lambda: int(time.monotonic() > ends), STEPS_BETWEEN_LOOKS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        connection.execute("SELECT 1 FROM search_index LIMIT 0")  # opens the index, which needs more rights
        connection.set_authorizer(_authorize)
        try:
            cursor = connection.execute(sql)
            if cursor.description is None:
                raise DatabaseError("The query gives no rows. Ask with SELECT; a database can only be read here.")
            yield Answer([column[0] for column in cursor.description], iter(cursor))
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise DatabaseError(_sentence(error, seconds)) from error


def _authorize(action: int, first: str | None, second: str | None, _base: str | None, _by: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS_REFUSED:
        return sqlite3.SQLITE_DENY
    if action in _ALLOWED or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _sentence(error: Exception, seconds: float) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return f"The query was stopped after {seconds:g} seconds. Make it simpler, or allow more with --timeout."
    if code == sqlite3.SQLITE_AUTH:
        return "A database can only be read here. Ask with SELECT."
    if "one statement at a time" in str(error):
        return "This is more than one statement. Ask them one at a time."
    return f"SQLite does not understand the query: {error}. The tables and columns: extract schema --sql"
