"""Opens findings databases: makes new ones, brings old ones up to date, refuses those that are not ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path

from extractor.errors import DatabaseError

# Marks a SQLite file as a findings database ("Find" in ASCII).
APPLICATION_ID = 0x46696E64
# What schema.sql makes. Each file of migrations/ leads from the version before to its own.
SCHEMA_VERSION = 13
OLDEST_SQLITE = (3, 37, 0)  # the first with strict tables
WAIT_SECONDS = 30.0  # for another program that is writing
# Loading is a tenth faster with such a cache than with SQLite's 2,000 KB, another tenth with pages of 16 KB than of 4,
# which cut rows with much text or evidence in two (32 KB bring nothing more), and a tenth where a page that many
# documents write to is copied into the file once for all of them: 128 MB of changes wait beside it at most.
CACHE_KILOBYTES = 65_536
PAGE_BYTES = 16_384
CHECKPOINT_PAGES = 8_000
MAGIC = b"SQLite format 3\x00"

Target = str | os.PathLike[str] | sqlite3.Connection


@cache
def schema_sql() -> str:
    """The SQL that makes a findings database."""
    return resources.files("extractor.sinks").joinpath("schema.sql").read_text(encoding="utf-8")


def migrations() -> dict[int, Sequence[str]]:
    """The statements that lead to each version from the one before; views are made anew behind the last."""
    folder = resources.files("extractor.sinks").joinpath("migrations")
    return {
        version: list(statements(folder.joinpath(f"{version}.sql").read_text(encoding="utf-8")))
        for version in range(2, SCHEMA_VERSION + 1)
    }


def is_database(path: Path) -> bool:
    """Whether a file looks like a SQLite database."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def check_target(path: str | os.PathLike[str]) -> None:
    """Raise :class:`DatabaseError` where nothing could be loaded into ``path``; makes nothing."""
    place = Path(path)
    if not place.exists():
        if not place.absolute().parent.is_dir():
            raise DatabaseError(
                f"{place}: there is no folder {place.absolute().parent}. Create it, or give another path."
            )
        return
    with writing(place):
        pass


@contextmanager
def writing(target: Target) -> Iterator[sqlite3.Connection]:
    """A connection to write with; a file is made where there is none, an old one is brought up to date.

    An open connection is passed on as it is. Raises :class:`DatabaseError`.
    """
    if isinstance(target, sqlite3.Connection):
        yield target
        return
    path = Path(target)
    with _reporting(path):
        connection = _open_for_writing(path)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def reading(path: str | os.PathLike[str]) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. Raises :class:`DatabaseError`."""
    place = Path(path)
    if not place.exists():
        raise DatabaseError(f"{place}: there is no such database. Make it with: extract REPORT.pdf --db {place}")
    if not is_database(place):
        raise _foreign(place)
    with _reporting(place):
        connection = open_for_reading(place)
        try:
            version = _version(connection, place)
            if version < SCHEMA_VERSION:
                raise DatabaseError(
                    f"{place}: this database was made by an older version. "
                    f"Bring it up to date with: extract recategorise {place}"
                )
            yield connection
        finally:
            connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it. Within another transaction it is a part of that, which is to be rolled back
    as a whole where a part fails: to undo parts by themselves takes SQLite a tenth of the time of loading.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def migrate(connection: sqlite3.Connection, version: int, steps: dict[int, Sequence[str]]) -> None:
    """Lead a database from ``version`` through every later step, each in a transaction of its own."""
    for step in sorted(number for number in steps if number > version):
        with transaction(connection):
            for statement in steps[step]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step}")


def _renew_views(connection: sqlite3.Connection) -> None:
    """Make the views as this version has them: they hold no data."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    with transaction(connection):
        for (name,) in names:
            connection.execute(f'DROP VIEW "{name}"')
        for statement in statements(schema_sql()):
            if "CREATE VIEW" in statement:
                connection.execute(statement)


def _open_for_writing(path: Path) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise DatabaseError(
            f"{path}: SQLite {sqlite3.sqlite_version} is too old. Use a Python with SQLite 3.37 or later."
        )
    if path.exists() and path.stat().st_size and not is_database(path):
        raise _foreign(path)
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if _is_blank(connection):
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode = WAL")
            _create(connection)
        version = _version(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        if version < SCHEMA_VERSION:
            migrate(connection, version, migrations())
            _renew_views(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Also where the folder cannot be written, so that SQLite cannot put its helper files there.

    Nothing is looked at or reported here: that is what :func:`reading` is for.
    """
    address = path.absolute().as_uri()
    alone = not any_thread
    connection = sqlite3.connect(
        f"{address}?mode=ro", uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=alone
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if Path(f"{path}-wal").exists():
            raise
        connection = sqlite3.connect(
            f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=alone
        )
    connection.execute("PRAGMA query_only = ON")
    return connection


def _is_blank(connection: sqlite3.Connection) -> bool:
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return not objects and not version


def _create(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        if not _is_blank(connection):  # another program was faster
            return
        for statement in statements(schema_sql()):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def statements(script: str) -> Iterator[str]:
    """The single statements of a script."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise _foreign(path)
    if version > SCHEMA_VERSION:
        raise DatabaseError(
            f"{path}: this database was made by a newer version of extractor (its schema is {version}, "
            f"this program knows {SCHEMA_VERSION}). Update extractor, or load into another file."
        )
    return int(version)


def _foreign(path: Path) -> DatabaseError:
    if not os.access(path, os.R_OK):
        return DatabaseError(f"{path}: this database cannot be read. Check its permissions.")
    problem = "this is a folder" if path.is_dir() else "this file is not a findings database"
    return DatabaseError(f"{path}: {problem}. Give another path, or make one with: extract REPORT.pdf --db PATH")


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Turns what SQLite raises into one sentence with the next step."""
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: {_sentence(error)}") from error


def _sentence(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = {
        sqlite3.SQLITE_BUSY: "another program is writing to this database. Try again when it has ended.",
        sqlite3.SQLITE_READONLY: "this database cannot be written. Check its permissions.",
        sqlite3.SQLITE_CANTOPEN: "this database cannot be opened. Check the path and its permissions.",
        sqlite3.SQLITE_FULL: "the disk is full. Make room and try again; what was loaded before is kept.",
        sqlite3.SQLITE_CORRUPT: "this database is damaged. Restore it from a copy, or load the reports anew.",
        sqlite3.SQLITE_NOTADB: "this file is not a findings database. Give another path.",
        sqlite3.SQLITE_IOERR: "the disk reported an error. Check it and try again.",
    }
    return known.get(code, f"SQLite says: {error}. If this stays so, load the reports into a new file.")
