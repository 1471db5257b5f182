"""Reads a report and prints whether its own figures agree."""

from __future__ import annotations

from pathlib import Path

from extractor.batch.attempt import attempt
from extractor.cli.exits import NONE_READ, exit_code
from extractor.cli.read import STDIN, read_stdin, tell
from extractor.cli.verdicts import Verdict, print_verdicts
from extractor.errors import DocumentError
from extractor.model.report import Check, Report
from extractor.pipeline import Options
from extractor.sinks.status import partial_sentence, status_of


def check_report(file: str, everything: bool, form: str | None, password: str | None) -> int:
    """Print the checks of a report; the exit code says whether it could be read."""
    source = read_stdin() if file == STDIN else Path(file)
    report = attempt(source, Options(password=password))
    if isinstance(report, DocumentError):
        tell(str(report))
        return NONE_READ
    print_verdicts([_verdict(report, check) for check in report.checks], everything, form)
    status = status_of(report)
    if status == "partial":
        tell(partial_sentence(report))
    return exit_code([status])


def _verdict(report: Report, check: Check) -> Verdict:
    page = check.evidence[0].page if check.evidence else None
    return Verdict(report.source.file, check.status, check.rule, page, check.stated, check.computed, check.message)
