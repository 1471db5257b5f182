"""Writes the review page of a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from extractor.batch.attempt import attempt
from extractor.cli.exits import NONE_READ, exit_code
from extractor.cli.read import STDIN, beside, read_apart, source_of, tell
from extractor.errors import DocumentError
from extractor.export.whole import whole
from extractor.pipeline import Options, pictures
from extractor.review import review_page
from extractor.sinks.status import partial_sentence, status_of


def write_review(file: str, output: str | None, database: str | None, options: Options) -> int:
    """Write the page beside the report, or where ``output`` says; the exit code.

    Where readings of pictures are kept beside ``database``, they are taken from there.
    """
    if output is None and file == STDIN:
        raise click.UsageError("A report from standard input has no name; say where with: -o review.html")
    target = Path(output) if output else Path(file).with_suffix(".review.html").absolute()
    if target.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(f"{output}: the review page is HTML, so let its name end in .html")
    source = source_of(file)
    if database is not None and (kept := beside(database)).is_dir():
        options = replace(options, ocr_cache=kept)
    return read_apart(source, lambda: _write(source, target, options))


def _write(source: Path | bytes, target: Path, options: Options) -> int:
    report = attempt(source, options)
    if isinstance(report, DocumentError):
        tell(str(report))
        return NONE_READ
    with whole(target) as part, part.open("w", encoding="utf-8") as out:
        out.writelines(review_page(report, pictures(source, options)))
    size = target.stat().st_size / 1_000_000
    failed = sum(check.status == "fail" for check in report.checks)
    tell(f"{target}: {len(report.pages)} pages, {size:.1f} MB, {failed} checks do not hold. Open it in a browser.")
    status = status_of(report)
    if status == "partial":
        tell(partial_sentence(report))
    return exit_code([status])
