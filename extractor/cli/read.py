"""Reads the files of one call, one after the other, and prints or loads what is in them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from extractor.batch.apart import apart
from extractor.batch.attempt import attempt, name_of
from extractor.batch.keep import keep
from extractor.cli.exits import NONE_READ, exit_code
from extractor.cli.show import one_line
from extractor.errors import DocumentError, EngineCrash
from extractor.model.report import Report
from extractor.pipeline import Options
from extractor.sinks.database import check_target
from extractor.sinks.jsontext import json_line, json_text
from extractor.sinks.status import Status, partial_sentence, status_of

STDIN = "-"


def read_files(
    files: list[str],
    form: str | None,
    database: str | None,
    options: Options,
    workbook: str | None = None,
) -> int:
    """Read ``files`` and give them out as ``form`` says; the exit code."""
    if form == "json" and len(files) > 1:
        raise click.UsageError("--json prints one object, so give one report, or use --jsonl")
    if workbook is not None and len(files) > 1:
        raise click.UsageError("--tables writes the tables of one report, so give one report")
    if workbook is not None and Path(workbook).suffix.lower() != ".xlsx":
        raise click.UsageError(f"{workbook}: the tables become a workbook, so let its name end in .xlsx")
    if files.count(STDIN) > 1:
        raise click.UsageError("Standard input (-) can be read only once")
    if database is not None:
        check_target(database)
        options = replace(options, ocr_cache=beside(database))
    end = partial(_end, form=form, database=database, workbook=workbook)
    sources = [source_of(file) for file in files]
    answers = apart(sources, lambda source: end(source, attempt(source, options)), name_of)
    return exit_code(
        [
            end(source, answer) if isinstance(answer, EngineCrash) else answer
            for source, answer in zip(sources, answers, strict=True)
        ]
    )


def _end(
    source: Path | bytes, outcome: Report | DocumentError, form: str | None, database: str | None, workbook: str | None
) -> Status:
    """Give out what became of a file and load it; how it ended."""
    if database is not None:
        outcome = keep(outcome, database, source)
    if isinstance(outcome, DocumentError):
        tell(str(outcome))
        return "failed"
    if workbook is not None:
        _write_tables(outcome, workbook)
    if workbook is None or form or database:
        _give_out(outcome, form, database)
    status = status_of(outcome)
    if status == "partial":
        tell(partial_sentence(outcome))
    return status


def beside(target: str) -> Path:
    """The folder next to a database, or to a folder of records, that keeps what was read from pictures."""
    return Path(f"{target.rstrip('/')}.ocr").absolute()


def source_of(file: str) -> Path | bytes:
    """The report that an argument names: a file, or the PDF on standard input."""
    if file != STDIN:
        return Path(file)
    if sys.stdin.isatty():
        raise click.UsageError("Standard input is a terminal; give a PDF with: extract - < REPORT.pdf")
    return sys.stdin.buffer.read()


def read_apart(source: Path | bytes, work: Callable[[], int]) -> int:
    """The exit code of work on one report; where the PDF engine crashes on it, that is told."""
    (ended,) = apart([source], lambda _: work(), name_of)
    if isinstance(ended, EngineCrash):
        tell(str(ended))
        return NONE_READ
    return ended


def tell(sentence: str) -> None:
    """A sentence about a document, on stderr."""
    click.echo(f"extract: {one_line(sentence)}", err=True)


def _write_tables(report: Report, workbook: str) -> None:
    from extractor.export.printed import write_tables

    tell(f"{workbook}: {write_tables(report, workbook)} tables written")


def _give_out(report: Report, form: str | None, database: str | None) -> None:
    if form == "json":
        sys.stdout.write(json_text(report))
    elif form == "jsonl":
        sys.stdout.write(json_line(report) + "\n")
    elif database is None:
        from extractor.cli.summary import print_summary

        print_summary(report)
    else:
        counts = f"findings: {len(report.findings)}, amounts: {len(report.money)}, tables: {len(report.tables)}"
        tell(f"{report.source.file}: loaded into {database} ({counts})")
    sys.stdout.flush()
