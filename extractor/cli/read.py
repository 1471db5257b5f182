"""Reads the files of one call, one after the other, and prints or loads what is in them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.batch.attempt import attempt
from extractor.cli.exits import exit_code
from extractor.cli.show import one_line
from extractor.cli.summary import print_summary
from extractor.errors import DocumentError
from extractor.model.report import Report
from extractor.pipeline import Options
from extractor.sinks.database import check_target
from extractor.sinks.jsontext import json_line, json_text
from extractor.sinks.sqlite import load, load_failure
from extractor.sinks.status import partial_sentence, status_of

STDIN = "-"


def read_files(files: list[str], form: str | None, database: str | None, password: str | None) -> int:
    """Read ``files`` and give them out as ``form`` says; the exit code."""
    if form == "json" and len(files) > 1:
        raise click.UsageError("--json prints one object, so give one report, or use --jsonl")
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (-) can be read only once")
    if database is not None:
        check_target(database)
    statuses = []
    for file in files:
        source = read_stdin() if file == STDIN else Path(file)
        outcome = attempt(source, Options(password=password))
        if isinstance(outcome, DocumentError):
            statuses.append("failed")
            tell(str(outcome))
            if database is not None and _has_content(source):
                content = source if isinstance(source, bytes) else None
                load_failure(outcome, database, path=file, content=content)
            continue
        statuses.append(status_of(outcome))
        if database is not None:
            load(outcome, database, path=file)
        _give_out(outcome, form, database)
        if statuses[-1] == "partial":
            tell(partial_sentence(outcome))
    return exit_code(statuses)


def read_stdin() -> bytes:
    """The PDF on standard input."""
    if sys.stdin.isatty():
        raise click.UsageError("Standard input is a terminal; give a PDF with: extract - < REPORT.pdf")
    return sys.stdin.buffer.read()


def tell(sentence: str) -> None:
    """A sentence about a document, on stderr."""
    click.echo(f"extract: {one_line(sentence)}", err=True)


def _has_content(source: Path | bytes) -> bool:
    return bool(source) if isinstance(source, bytes) else source.is_file()


def _give_out(report: Report, form: str | None, database: str | None) -> None:
    if form == "json":
        sys.stdout.write(json_text(report))
    elif form == "jsonl":
        sys.stdout.write(json_line(report) + "\n")
    elif database is None:
        print_summary(report)
    else:
        counts = f"{len(report.findings)} findings, {len(report.money)} amounts, {len(report.tables)} tables"
        tell(f"{report.source.file}: loaded into {database} ({counts})")
    sys.stdout.flush()
