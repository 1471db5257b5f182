"""Loads reports into a findings database: one transaction a document; the same again changes nothing."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractor import __version__
from extractor.errors import DatabaseError, DocumentError, ReadingFault
from extractor.model.report import Report
from extractor.patternbook import patterns_version
from extractor.sinks.columns import Row
from extractor.sinks.database import Target, transaction, writing
from extractor.sinks.index import Index, index_of, put_into_index, take_from_index
from extractor.sinks.links import broken_link, tables_of_documents
from extractor.sinks.places import absolute, is_placed, path_text, put_file, spelled_out
from extractor.sinks.rows import (
    COLUMNS,
    DOCUMENT_COLUMNS,
    Rows,
    Run,
    document_id,
    failure_rows,
    id_of_place,
    make_run,
    rows_of,
)
from extractor.sinks.tallies import tally

# What SQLite raises for values that it cannot hold: the fault of one document, not of the database.
NOT_STORABLE = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, UnicodeError, OverflowError)
SCHEMA_OF_RECORDS = str(Report.model_fields["schema_version"].default)


class Known(NamedTuple):
    """What the database knows of a content: its ``status`` (``removed`` where a user took it out), and whether these
    very versions read it."""

    status: str
    current: bool


class _Stored(NamedTuple):
    """What the database has of a document already."""

    sha256: str | None
    file: str
    status: str
    digest: str


class Prepared(NamedTuple):
    """Everything that loading writes for one document: plain rows, quick to send from one process to another."""

    rows: Rows
    search: Index


def load(report: Report, database: Target, *, path: str | os.PathLike[str] | None = None) -> None:
    """Load a report into a database (a path, or a connection of :func:`extractor.sinks.database.writing`).

    The file that it was read from is remembered: when its content has changed since, the records of the old
    content go, unless they lie in another file too. ``path`` says where it lies; by default
    ``report.source.file`` where that file has this content. Raises :class:`extractor.errors.DatabaseError`, or
    :class:`extractor.errors.ReadingFault` where the records contradict each other; then nothing of the report is
    in the database.
    """
    prepared = prepare(report)
    place = absolute(path) if path else _place_of(report)
    with writing(database) as connection:
        load_prepared(prepared, connection, place)


def prepare(report: Report) -> Prepared:
    """The rows of a report and of its search index.

    Raises :class:`extractor.errors.ReadingFault` where a row refers to one that is not there: loading several
    documents at once does not look for that.
    """
    rows = rows_of(report)
    if broken := broken_link(rows):
        raise _unfit(rows, "its records contradict each other", broken)
    return Prepared(rows, index_of(str(rows.document[0]), rows.children))


def load_prepared(prepared: Prepared, connection: sqlite3.Connection, place: Path | None) -> None:
    """Load a report that was prepared elsewhere; it lies at ``place``. Raises as :func:`load` does."""
    rows = prepared.rows
    key = str(rows.document[0])
    stored = _stored(connection, key)
    if stored is not None and stored.sha256 not in {None, rows.document[1]}:
        raise DatabaseError(f"{rows.document[2]}: another document has the same id. Load it into another database.")
    stale = stored is None or stored.digest != rows.digest
    if not stale and is_placed(connection, place, key):
        return
    try:
        with transaction(connection):
            if stale:
                _replace(connection, prepared, stored)
            _place(connection, place, key)
    except NOT_STORABLE as error:
        contradicts = isinstance(error, sqlite3.IntegrityError)
        problem = "its records contradict each other" if contradicts else "its records cannot be stored"
        raise _unfit(rows, problem, error) from error


def _unfit(rows: Rows, problem: str, reason: object) -> ReadingFault:
    return ReadingFault(
        str(rows.document[2]),
        f"{problem} ({reason}), so none was loaded",
        "Report it, with the file if you may share it.",
    )


def load_failure(
    error: DocumentError,
    database: Target,
    *,
    path: str | os.PathLike[str] | None = None,
    content: bytes | None = None,
) -> None:
    """Record a document that could not be read: status ``failed``, with the sentence of the error.

    A content that was read before (with its password, say) keeps its records. Raises :class:`DatabaseError`.
    """
    place = absolute(path or error.file)
    if content is None:
        content = _content(place)
    sha256 = None if content is None else hashlib.sha256(content).hexdigest()
    with writing(database) as connection:
        load_failed(error, connection, place, sha256, None if content is None else len(content))


def load_failed(
    error: DocumentError, connection: sqlite3.Connection, place: Path | None, sha256: str | None, size: int | None
) -> None:
    """Record a document at ``place`` that could not be read; its content has this hash and size (bytes)."""
    key = document_id(sha256) if sha256 else id_of_place(path_text(place) if place else error.file)
    rows = failure_rows(error, current_run(), key, sha256, size)
    stored = _stored(connection, key)
    stale = stored is None or (stored.status == "failed" and stored.digest != rows.digest)
    if not stale and is_placed(connection, place, key):
        return
    with transaction(connection):
        if stale:
            _replace(connection, Prepared(rows, Index([], [])), stored)
        _place(connection, place, key)


@cache
def current_run() -> Run:
    """The versions of this program."""
    return make_run(__version__, patterns_version(), SCHEMA_OF_RECORDS)


def known_content(connection: sqlite3.Connection, sha256: str) -> Known | None:
    """What the database knows of the document with this content; None where it is new."""
    row = connection.execute(
        "SELECT status, run_id = ? FROM documents WHERE sha256 = ?", (current_run().id, sha256)
    ).fetchone()
    if row is not None:
        return Known(row[0], bool(row[1]))
    taken_out = connection.execute("SELECT 1 FROM removed WHERE document_id = ?", (document_id(sha256),)).fetchone()
    return None if taken_out is None else Known("removed", True)


def note_place(connection: sqlite3.Connection, path: Path, sha256: str) -> None:
    """Remember that a known content lies at ``path`` (too)."""
    place, key = absolute(path), document_id(sha256)
    if not is_placed(connection, place, key):
        with transaction(connection):
            _place(connection, place, key)


def _place(connection: sqlite3.Connection, place: Path | None, key: str) -> None:
    """Note where the document lies; another that lay there, and now lies nowhere, goes."""
    homeless = put_file(connection, place, key)
    if homeless is not None:
        _take_out(connection, homeless)
        _sweep(connection)


def _stored(connection: sqlite3.Connection, key: str) -> _Stored | None:
    row = connection.execute("SELECT sha256, file, status, digest FROM documents WHERE id = ?", (key,)).fetchone()
    return None if row is None else _Stored._make(row)


def _replace(connection: sqlite3.Connection, prepared: Prepared, stored: _Stored | None) -> None:
    """Take the document out, where it is in, and put it in anew; its name and places stay."""
    rows = prepared.rows
    key = str(rows.document[0])
    connection.execute("DELETE FROM removed WHERE document_id = ?", (key,))
    document = rows.document
    places: list[Row] = []
    if stored is not None:
        places = connection.execute("SELECT path, missing FROM files WHERE document_id = ?", (key,)).fetchall()
        document = (*document[:2], stored.file, *document[3:])
        _take_out(connection, key)
    connection.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?)", rows.run)
    connection.executemany("INSERT OR REPLACE INTO regions VALUES (?, ?, ?, ?, ?)", _new_regions(connection, rows))
    connection.executemany(
        "INSERT INTO categories VALUES (?, ?, ?) ON CONFLICT (code) "
        "DO UPDATE SET group_name = excluded.group_name, name = excluded.name",
        rows.categories,
    )
    _insert(connection, "documents", DOCUMENT_COLUMNS, [document])
    for table, columns in COLUMNS.items():
        _insert(connection, table, columns, rows.children.get(table, []))
    connection.executemany("INSERT INTO files VALUES (?, ?, ?)", [(path, key, missing) for path, missing in places])
    put_into_index(connection, prepared.search)
    tally(connection, key)
    if stored is not None:
        _sweep(connection)


def _new_regions(connection: sqlite3.Connection, rows: Rows) -> list[Row]:
    known = "SELECT 1 FROM regions WHERE (code, name, province, city, county) IS (?, ?, ?, ?, ?)"
    return [row for row in rows.regions if connection.execute(known, row).fetchone() is None]


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: list[Row]) -> None:
    if not rows:
        return
    names = columns.split()
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


class Removed(NamedTuple):
    """A document that was taken out, and a place that it still lies at."""

    file: str
    lies_at: str | None


def remove(database: str | os.PathLike[str], named: Sequence[str], *, missing: bool = False) -> list[Removed]:
    """Take documents out of a database, by a file that they lie at or were loaded from or by their ids.

    No batch reads those that are ``named`` again; :func:`load` does. With ``missing`` also those all of whose files are
    gone, which are read where they come back. Corrections are kept. Raises :class:`DatabaseError` for a name that none
    has; then nothing is taken out.
    """
    with writing(database) as connection, transaction(connection):
        keys = {key: True for name in named for key in _named(connection, name)}
        if missing:
            gone = "SELECT document_id FROM files GROUP BY document_id HAVING min(missing) = 1"
            keys = {str(key): False for (key,) in connection.execute(gone)} | keys
        removed = []
        for key, for_good in keys.items():
            (file,) = connection.execute("SELECT file FROM documents WHERE id = ?", (key,)).fetchone()
            there = "SELECT min(path) FROM files WHERE document_id = ? AND NOT missing"
            removed.append(Removed(file, connection.execute(there, (key,)).fetchone()[0]))
            _take_out(connection, key)
            if for_good:
                connection.execute("INSERT INTO removed VALUES (?, ?)", (key, file))
        _sweep(connection)
    return removed


def _named(connection: sqlite3.Connection, name: str) -> list[str]:
    place = path_text(spelled_out(name))
    found = connection.execute(
        "SELECT document_id FROM files WHERE path = ?1 "
        "UNION SELECT id FROM documents WHERE file IN (?1, ?2) OR id = ?2 OR sha256 = ?2",
        (place, path_text(Path(name))),
    ).fetchall()
    if not found:
        shown = name or '""'
        raise DatabaseError(
            f"{shown}: no document of the database lies there or has this id. See: SELECT path, document_id FROM files"
        )
    return [str(key) for (key,) in found]


def _take_out(connection: sqlite3.Connection, key: str) -> None:
    take_from_index(connection, key)
    for table in tables_of_documents():
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (key,))
    connection.execute("DELETE FROM documents WHERE id = ?", (key,))


def _sweep(connection: sqlite3.Connection) -> None:
    """Take out what no document refers to any more."""
    connection.execute("DELETE FROM runs WHERE id NOT IN (SELECT run_id FROM documents)")
    connection.execute(
        "DELETE FROM regions WHERE NOT EXISTS (SELECT 1 FROM documents AS d "
        "WHERE d.region_code = regions.code AND d.region_name = regions.name)"
    )
    connection.execute(
        "DELETE FROM categories WHERE code NOT IN (SELECT category_code FROM finding_categories) "
        "AND NOT EXISTS (SELECT 1 FROM findings AS f WHERE f.category_code = categories.code)"
    )


def _place_of(report: Report) -> Path | None:
    """The file that a report names, unless that is but a name that another file bears too."""
    place = absolute(report.source.file)
    content = _content(place)
    return place if content is not None and hashlib.sha256(content).hexdigest() == report.source.sha256 else None


def _content(place: Path | None) -> bytes | None:
    if place is None:
        return None
    try:
        return place.read_bytes()
    except OSError:
        return None
