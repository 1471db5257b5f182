"""Reads a report and prints whether its own figures agree."""

from __future__ import annotations

from extractor.batch.attempt import attempt
from extractor.cli.exits import NONE_READ, exit_code
from extractor.cli.read import source_of, tell
from extractor.cli.verdicts import ORDER, Verdict, print_verdicts, some_fail
from extractor.errors import DocumentError
from extractor.model.report import Check, Report
from extractor.pipeline import Options
from extractor.sinks.status import partial_sentence, status_of

GRAVEST_FIRST = ["serious", "ordinary", "light", None]


def check_report(file: str, everything: bool, form: str | None, password: str | None) -> int:
    """Print the checks of a report, failures first; the exit code says whether it was read and whether one fails."""
    report = attempt(source_of(file), Options(password=password))
    if isinstance(report, DocumentError):
        tell(str(report))
        return NONE_READ
    verdicts = sorted((_verdict(report, check) for check in report.checks), key=_rank)
    print_verdicts(verdicts, everything, form)
    status = status_of(report)
    if status == "partial":
        tell(partial_sentence(report))
    return exit_code([status]) or some_fail(verdicts)


def _rank(verdict: Verdict) -> tuple[int, int]:
    """Failures first, the gravest of them before others, then what could not be decided."""
    return ORDER.index(verdict.status), GRAVEST_FIRST.index(verdict.severity)


def _verdict(report: Report, check: Check) -> Verdict:
    page = check.evidence[0].page if check.evidence else None
    values = check.status, check.rule, page, check.stated, check.computed, check.message, check.severity
    return Verdict(report.source.file, *values)
