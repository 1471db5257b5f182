"""Reads every PDF below paths into a database, and goes on where it was ended."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import click

from extractor.batch.keep import keep
from extractor.batch.pool import read_all
from extractor.batch.walk import pdfs_below
from extractor.cli.exits import INTERRUPTED, NONE_READ, exit_code
from extractor.cli.read import partial_sentence, tell
from extractor.errors import DocumentError
from extractor.model.report import Report
from extractor.pipeline import Options
from extractor.sinks.database import check_target, writing
from extractor.sinks.sqlite import known_content, note_place
from extractor.sinks.status import Status, status_of


def read_many(paths: list[str], database: str, workers: int | None, retry_failed: bool, password: str | None) -> int:
    """Read what is new below ``paths``; the exit code."""
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise click.UsageError(f"{missing[0]}: there is no such file or folder")
    files = pdfs_below([Path(path) for path in paths])
    if not files:
        tell(f"{paths[0]}: there is no PDF below it. Give the folder that the reports lie in.")
        return NONE_READ
    check_target(database)
    counts: Counter[str] = Counter()
    statuses: list[str] = []
    with writing(database) as connection:
        todo = []
        for file in files:
            status = _unchanged(connection, file, retry_failed)
            if status is None:
                todo.append(file)
            else:
                counts["unchanged"] += 1
                statuses.append(status)
        stopped = _load_all(connection, todo, Options(password=password), workers, counts, statuses)
    told = [f"{len(files)} files"] + [f"{counts[word]} {word}" for word in counts if counts[word]]
    tell(f"{database}: {', '.join(told)}")
    return INTERRUPTED if stopped else exit_code(statuses)


def _load_all(
    connection: sqlite3.Connection,
    files: list[Path],
    options: Options,
    workers: int | None,
    counts: Counter[str],
    statuses: list[str],
) -> bool:
    """Read and load; whether it was interrupted. What is loaded by then is kept."""
    try:
        for number, (path, result) in enumerate(read_all(files, options, workers), 1):
            status, word = _load_one(connection, path, result)
            counts[word] += 1
            statuses.append(status)
            _show_progress(number, len(files))
    except KeyboardInterrupt:
        tell("Stopped. What was read is kept; the same command goes on.")
        return True
    return False


def _load_one(connection: sqlite3.Connection, path: Path, result: Report | DocumentError) -> tuple[Status, str]:
    """Load a document, or why there is none; its status, and the word to count it by."""
    result = keep(result, connection, path)
    if isinstance(result, DocumentError):
        tell(str(result))
        return "failed", f"failed ({result.code})"
    status = status_of(result)
    if status == "partial":
        tell(partial_sentence(result))
    return status, "read" if status == "ok" else status


def _unchanged(connection: sqlite3.Connection, path: Path, retry_failed: bool) -> str | None:
    """The status of a file whose content this very program has read before; None where it is to be read."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    known = known_content(connection, sha256)
    if known is None or not known.current or (retry_failed and known.status == "failed"):
        return None
    note_place(connection, path, sha256)
    return known.status


def _show_progress(number: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{number}/{total}", nl=number == total, err=True)
