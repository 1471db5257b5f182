"""Reads a report and prints whether its own figures agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.batch.attempt import attempt
from extractor.cli.exits import NONE_READ, exit_code
from extractor.cli.read import read_apart, source_of, tell
from extractor.cli.verdicts import Verdict, print_verdicts, some_fail
from extractor.errors import DocumentError
from extractor.explain import draw_places
from extractor.export.whole import whole
from extractor.model.gravity import gravity
from extractor.model.report import Check, Report
from extractor.pipeline import Options
from extractor.sinks.status import partial_sentence, status_of


def check_report(file: str, everything: bool, form: str | None, password: str | None, folder: str | None) -> int:
    """Print the checks of a report, failures first; the exit code says whether it was read and whether one fails.

    ``folder`` takes pictures of the pages on which a check fails, its places framed.
    """
    source, options = source_of(file), Options(password=password)
    return read_apart(source, lambda: _check(source, options, everything, form, folder))


def _check(source: Path | bytes, options: Options, everything: bool, form: str | None, folder: str | None) -> int:
    report = attempt(source, options)
    if isinstance(report, DocumentError):
        tell(str(report))
        return NONE_READ
    ranked = sorted(report.checks, key=lambda check: gravity(check.status, check.severity))
    verdicts = [_verdict(report, check) for check in ranked]
    print_verdicts(verdicts, everything, form)
    if folder is not None:
        _draw_failures(source, [check for check in ranked if check.status == "fail"], Path(folder), options)
    status = status_of(report)
    if status == "partial":
        tell(partial_sentence(report))
    return exit_code([status]) or some_fail(verdicts)


def _draw_failures(source: Path | bytes, failed: Sequence[Check], folder: Path, options: Options) -> None:
    """A picture a page of each check that fails, numbered as the checks are printed."""
    if failed:
        folder.mkdir(parents=True, exist_ok=True)
    for number, check in enumerate(failed, 1):
        for page in sorted({place.page for place in check.evidence}):
            target = folder / f"{number:02}-p{page}.png"
            with whole(target) as part:
                part.write_bytes(draw_places(source, page, check.evidence, options))
            tell(f"{target}: {check.message}")


def _verdict(report: Report, check: Check) -> Verdict:
    page = check.evidence[0].page if check.evidence else None
    values = check.status, check.rule, page, check.stated, check.computed, check.message, check.severity
    return Verdict(report.source.file, *values)
