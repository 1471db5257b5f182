"""Changes a database without reading a PDF: types told anew, documents taken out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from extractor.cli.show import one_line, write_table
from extractor.errors import DatabaseError
from extractor.pipeline import classify_problem
from extractor.sinks.recategorise import recategorise
from extractor.sinks.sqlite import remove


def renew_categories(database: str) -> None:
    """Tell the types of every finding anew with the patterns of today, and print what has moved."""
    _be_there(database)
    changes = recategorise(database, classify_problem)
    if changes.moved:
        write_table(("from", "to", "findings"), changes.moved, sys.stdout)
        sys.stdout.flush()
    click.echo(f"{database}: {changes.findings} findings told anew, {changes.changed} of another type now", err=True)


def take_out(database: str, files: Sequence[str], missing: bool) -> None:
    """Take documents out of a database, and say which."""
    if not files and not missing:
        raise click.UsageError("Name the files or ids to take out, or give --missing")
    _be_there(database)
    removed = remove(database, files, missing=missing)
    for file, lies_at in removed:
        left = f"; a batch leaves {one_line(lies_at)} alone, extract FILE --db loads it again" if lies_at else ""
        click.echo(f"{one_line(file)}: taken out{left}", err=True)
    click.echo(f"{database}: {len(removed)} taken out", err=True)


def _be_there(database: str) -> None:
    if not Path(database).exists():
        raise DatabaseError(f"{database}: there is no such database. Make it with: extract REPORT.pdf --db {database}")
