"""Prints whether a report's own figures agree, or those of all reports in a database."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractor.batch import attempt
from extractor.cli.ask import give_out
from extractor.cli.exits import NONE_READ, OK, exit_code
from extractor.cli.read import STDIN, partial_sentence, read_stdin, tell
from extractor.errors import DocumentError
from extractor.pipeline import Options
from extractor.sinks.database import is_database, reading
from extractor.sinks.status import status_of

VERDICTS = {"pass": "相符", "fail": "不符", "unknown": "无法判断"}
_CHECKS = """
    SELECT d.file, c.status, c.rule, c.page, c.stated, c.computed, c.message
    FROM checks AS c JOIN documents AS d ON d.id = c.document_id ORDER BY d.file, d.id, c.number
"""


class Verdict(NamedTuple):
    file: str
    status: str
    rule: str
    page: int | None
    stated: str | None
    computed: str | None
    message: str


def check_file(file: str, everything: bool, form: str | None, password: str | None) -> int:
    """Print the checks of a report or of a database; the exit code says whether it could be read."""
    if file != STDIN and is_database(Path(file)):
        with reading(file) as connection:
            verdicts = [Verdict(*row) for row in connection.execute(_CHECKS)]
        return _print(verdicts, everything, form, OK)
    source = read_stdin() if file == STDIN else Path(file)
    report = attempt(source, Options(password=password))
    if isinstance(report, DocumentError):
        tell(str(report))
        return NONE_READ
    status = status_of(report)
    if status == "partial":
        tell(partial_sentence(report))
    verdicts = [
        Verdict(
            report.source.file,
            check.status,
            check.rule,
            check.evidence[0].page if check.evidence else None,
            check.stated,
            check.computed,
            check.message,
        )
        for check in report.checks
    ]
    return _print(verdicts, everything, form, exit_code([status]))


def _print(verdicts: list[Verdict], everything: bool, form: str | None, code: int) -> int:
    shown = [verdict for verdict in verdicts if everything or verdict.status != "pass"]
    if form is None:
        shown = [verdict._replace(status=VERDICTS[verdict.status]) for verdict in shown]
    give_out(Verdict._fields, shown, form)
    counts = {status: sum(verdict.status == status for verdict in verdicts) for status in VERDICTS}
    tell(f"{len(verdicts)} checks: {counts['pass']} hold, {counts['fail']} do not, {counts['unknown']} undecided")
    return code
