"""Keeps what reviewers corrected beside what the program read; nothing of a reading is changed."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from extractor.errors import DatabaseError, ReviewFileError
from extractor.model.correction import Correction, Corrections
from extractor.sinks.database import transaction, writing
from extractor.sinks.rows import document_id

# Far beyond any review; a file of another program may be of any size.
LARGEST_FILE = 50_000_000


class Applied(NamedTuple):
    """How many corrections a file holds, and how many of them were new to the database."""

    given: int
    new: int


def read_corrections(path: str | os.PathLike[str]) -> Corrections:
    """The corrections in a file. Raises :class:`extractor.errors.ReviewFileError`."""
    place = Path(path)
    try:
        if place.stat().st_size > LARGEST_FILE:
            raise ReviewFileError(f"{place}: this file is too large for corrections. Give one saved in a review page.")
        return Corrections.model_validate_json(place.read_bytes())
    except FileNotFoundError:
        raise ReviewFileError(f"{place}: there is no such file. Check the path.") from None
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise ReviewFileError(
            f"{place}: this file cannot be read ({reason}). Give one saved in a review page."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"{where}: {first['msg']}" if where else first["msg"]
        raise ReviewFileError(
            f"{place}: this is no file of corrections ({reason}). Give one that was saved in a review page."
        ) from error


def apply_corrections(given: Corrections, database: str | os.PathLike[str]) -> Applied:
    """Put corrections into a database that holds their report; those that are there already change nothing.

    Raises :class:`DatabaseError` where the report is not in the database.
    """
    key = document_id(given.document.sha256)
    if not Path(database).exists():
        raise DatabaseError(
            f"{database}: there is no such database. Make it with: extract {given.document.file} --db {database}"
        )
    with writing(database) as connection:
        if connection.execute("SELECT 1 FROM documents WHERE id = ?", (key,)).fetchone() is None:
            raise DatabaseError(
                f"{database}: the report of these corrections ({given.document.file}) is not in it. "
                f"Load it with: extract {given.document.file} --db {database}"
            )
        with transaction(connection):
            new = sum(_insert(connection, key, correction) for correction in given.corrections)
    return Applied(len(given.corrections), new)


def _insert(connection: sqlite3.Connection, key: str, correction: Correction) -> int:
    page = int(correction.place.split(":")[0]) if correction.place else None
    values = (
        key,
        correction.kind,
        correction.number,
        page,
        correction.place,
        correction.verdict,
        correction.field,
        correction.machine,
        correction.value,
        correction.note,
    )
    made = (*values, correction.by, _utc(correction.at))
    marks = ", ".join("?" * len(made))
    return connection.execute(f"INSERT OR IGNORE INTO corrections VALUES ({marks})", made).rowcount


def _utc(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
