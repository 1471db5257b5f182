"""Keeps the search index in step with the records.

The index keeps no texts, which halves it; so what is taken out is worked out anew from the records, in the same
way as when it was put in. A change of that way needs a migration that makes the index anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from extractor.sinks.columns import Row
from extractor.sinks.rows import COLUMNS
from extractor.sinks.words import index_text

# Between the cells of a table: no phrase goes from one cell into the next.
CELL_BREAK = " | "
IDS = 2**63  # positive integers that SQLite holds
_SEARCHED = ("findings", "recommendations", "sections", "cells", "tables")


class Entry(NamedTuple):
    """Something to be found."""

    kind: str
    number: int
    title: str
    body: str


class Index(NamedTuple):
    """The rows of ``search_entries`` and of ``search_index`` for one document."""

    entries: list[Row]
    words: list[tuple[int, str, str]]


def index_of(key: str, children: Mapping[str, list[Row]]) -> Index:
    """What makes the records of a document, given by table, findable."""
    entries = list(_entries(children))
    # Ids that follow each other lie side by side in the file: a document touches few pages of it.
    first = int(key, 16) >> 1
    ids = [(first + place) % IDS for place in range(len(entries))]
    rows: list[Row] = [(id_, key, entry.kind, entry.number) for id_, entry in zip(ids, entries, strict=True)]
    return Index(rows, _words(ids, entries))


def put_into_index(connection: sqlite3.Connection, index: Index) -> None:
    """Make the records of a document findable."""
    connection.executemany("INSERT INTO search_entries VALUES (?, ?, ?, ?)", index.entries)
    connection.executemany("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)", index.words)


def take_from_index(connection: sqlite3.Connection, key: str) -> None:
    """Take out what :func:`put_into_index` put in for a document whose records are still in the database."""
    entries = list(_entries({table: _stored(connection, table, key) for table in _SEARCHED}))
    known = connection.execute("SELECT kind, number, id FROM search_entries WHERE document_id = ?", (key,))
    ids = {(kind, number): id_ for kind, number, id_ in known}
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        _words([ids[entry.kind, entry.number] for entry in entries], entries),
    )
    connection.execute("DELETE FROM search_entries WHERE document_id = ?", (key,))


def _words(ids: list[int], entries: list[Entry]) -> list[tuple[int, str, str]]:
    return [(id_, index_text(entry.title), index_text(entry.body)) for id_, entry in zip(ids, entries, strict=True)]


def _stored(connection: sqlite3.Connection, table: str, key: str) -> list[Row]:
    columns = COLUMNS[table].split()
    order = "table_id, row, col" if table == "cells" else "number"
    return connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE document_id = ? ORDER BY {order}", (key,)
    ).fetchall()


def _entries(children: Mapping[str, list[Row]]) -> Iterator[Entry]:
    """Findings with their causes, recommendations, sections and tables.

    A section that says nothing beyond a finding or a recommendation is left out: it would be found twice.
    """
    said = set()
    for number, title, text, told in _columns(children, "findings", "number title text causes"):
        causes = [cause for cause in json.loads(told) if cause not in text]
        body = "\n".join([text, *causes])
        said.add(_solid(body))
        yield Entry("finding", number, title, body)
    for number, title, text in _columns(children, "recommendations", "number title text"):
        said.add(_solid(text))
        yield Entry("recommendation", number, title, text)
    said.discard("")
    for number, title, text in _columns(children, "sections", "number title text"):
        if _solid(text) not in said:
            yield Entry("section", number, title, text)
    texts: dict[str, dict[tuple[int, int], str]] = {}
    for table, row, column, text in _columns(children, "cells", "table_id row col text"):
        texts.setdefault(table, {})[row, column] = text
    for number, id_, caption in _columns(children, "tables", "number id caption"):
        cells = texts.get(id_, {})
        body = CELL_BREAK.join(cells[place] for place in sorted(cells))
        yield Entry("table", number, caption or "", body)


def _columns(children: Mapping[str, list[Row]], table: str, wanted: str) -> Iterator[Any]:
    """Some columns of every row of a table."""
    names = COLUMNS[table].split()
    return map(itemgetter(*map(names.index, wanted.split())), children.get(table, []))


def _solid(text: str) -> str:
    return "".join(text.split())
