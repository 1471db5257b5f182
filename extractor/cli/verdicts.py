"""Prints checks: whether the figures of a report, or of all reports in a database, agree."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import NamedTuple

import click

from extractor.cli.ask import give_out
from extractor.cli.exits import OK, SOME_FAILED
from extractor.cli.show import one_line, width
from extractor.model.gravity import STATUS_ORDER
from extractor.model.words import SEVERITIES, VERDICTS
from extractor.sinks.database import reading

_CHECKS = """
    SELECT d.file, c.status, c.rule, c.page, c.stated, c.computed, c.message, c.severity
    FROM checks AS c JOIN documents AS d ON d.id = c.document_id
    ORDER BY d.file, d.id, c.status = 'pass', c.status <> 'fail', c.severity = 'serious' DESC, c.severity = 'light',
      c.number
"""


class Verdict(NamedTuple):
    """A check as it is printed."""

    file: str
    status: str
    rule: str
    page: int | None
    stated: str | None
    computed: str | None
    message: str
    severity: str | None = None


def check_database(file: str, everything: bool, form: str | None) -> int:
    """Print the checks of a database; the exit code says whether one fails."""
    with reading(file) as connection:
        verdicts = [Verdict(*row) for row in connection.execute(_CHECKS)]
    print_verdicts(verdicts, everything, form)
    return some_fail(verdicts)


def some_fail(verdicts: list[Verdict]) -> int:
    """The exit code for checks: 1 where one fails."""
    return SOME_FAILED if any(verdict.status == "fail" for verdict in verdicts) else OK


def print_verdicts(verdicts: list[Verdict], everything: bool, form: str | None) -> None:
    """Print checks on stdout, those that hold only where ``everything`` is wanted, and on stderr their count."""
    shown = [verdict for verdict in verdicts if everything or verdict.status != "pass"]
    if form is None:
        for file, group in groupby(shown, key=lambda verdict: verdict.file):
            sys.stdout.write(f"{one_line(file)}\n" + "".join(f"  {_line(verdict)}\n" for verdict in group))
    else:
        give_out(Verdict._fields, shown, form)
    sys.stdout.flush()  # what is said on stderr comes after
    counts = {status: sum(verdict.status == status for verdict in verdicts) for status in STATUS_ORDER}
    told = f"{counts['pass']} hold, {counts['fail']} do not, {counts['unknown']} undecided"
    click.echo(f"{len(verdicts)} checks: {told}", err=True)


def _line(verdict: Verdict) -> str:
    gravity = verdict.severity if verdict.severity != "ordinary" else None
    label = (SEVERITIES[gravity] if gravity else "") + VERDICTS[verdict.status]
    space = " " * (max(map(width, VERDICTS.values())) - width(label))
    return f"{label}{space}  {one_line(verdict.message)}"
