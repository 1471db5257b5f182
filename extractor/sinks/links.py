"""Whether every row of a document refers to rows that are there.

The foreign keys of the schema say what refers to what. Followed here for a document at a time, by the process that read
it, they take an eighth of what SQLite takes to follow them row by row, which is a seventh of loading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from extractor.sinks.columns import Row
from extractor.sinks.database import schema_sql
from extractor.sinks.rows import COLUMNS, DOCUMENT_COLUMNS, Rows


class _Link(NamedTuple):
    """A foreign key: what its columns hold, and what those that they refer to hold."""

    table: str
    of: Callable[[Row], Hashable]
    parent: str
    to: Callable[[Row], Hashable]


def broken_link(rows: Rows) -> str | None:
    """The foreign key that some row breaks; None where all hold."""
    tables: dict[str, list[Row]] = {
        "runs": [rows.run],
        "regions": rows.regions,
        "categories": rows.categories,
        "documents": [rows.document],
        **rows.children,
    }
    for link in _links():
        told = set(map(link.of, tables.get(link.table, [])))
        for each in told.difference(map(link.to, tables.get(link.parent, []))) if told else ():
            if None not in (each if isinstance(each, tuple) else (each,)):
                return f"FOREIGN KEY constraint failed: {link.table}.{each} not in {link.parent}"
    return None


@cache
def tables_of_documents() -> list[str]:
    """Every table whose rows belong to a document."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_sql())
        found = connection.execute(
            "SELECT DISTINCT t.name FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS k "
            """WHERE t.type = 'table' AND k."table" = 'documents' AND k."from" = 'document_id' ORDER BY t.rootpage"""
        )
        return [name for (name,) in found]


@cache
def _links() -> list[_Link]:
    columns = {table: names.split() for table, names in {**COLUMNS, "documents": DOCUMENT_COLUMNS}.items()}
    links = []
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema_sql())
        for table in ("runs", "regions", "categories"):
            columns[table] = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        for table in ("documents", *COLUMNS):
            keys: dict[int, list[tuple[str, str, str]]] = {}
            for key, _, parent, here, there, *_ in connection.execute(f"PRAGMA foreign_key_list({table})"):
                keys.setdefault(key, []).append((parent, here, there))
            for pairs in keys.values():
                parent = pairs[0][0]
                of = itemgetter(*(columns[table].index(here) for _, here, _ in pairs))
                to = itemgetter(*(columns[parent].index(there) for _, _, there in pairs))
                links.append(_Link(table, of, parent, to))
    return links
