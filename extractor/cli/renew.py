"""Tells the types of a database's findings anew."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.cli.show import write_table
from extractor.errors import DatabaseError
from extractor.pipeline import classify_problem
from extractor.sinks.recategorise import recategorise


def renew_categories(database: str) -> None:
    """Tell the types of every finding anew with the patterns of today, and print what has moved."""
    if not Path(database).exists():
        raise DatabaseError(f"{database}: there is no such database. Make it with: extract REPORT.pdf --db {database}")
    changes = recategorise(database, classify_problem)
    if changes.moved:
        write_table(("from", "to", "findings"), changes.moved, sys.stdout)
        sys.stdout.flush()
    click.echo(f"{database}: {changes.findings} findings told anew, {changes.changed} of another type now", err=True)
