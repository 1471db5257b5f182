"""Prints checks: whether the figures of a report, or of all reports in a database, agree."""

from __future__ import annotations

import sys
from itertools import groupby
from typing import NamedTuple

import click

from extractor.cli.ask import give_out
from extractor.cli.exits import OK
from extractor.cli.show import one_line, width
from extractor.sinks.database import reading

VERDICTS = {"pass": "相符", "fail": "不符", "unknown": "无法判断"}
_CHECKS = """
    SELECT d.file, c.status, c.rule, c.page, c.stated, c.computed, c.message
    FROM checks AS c JOIN documents AS d ON d.id = c.document_id ORDER BY d.file, d.id, c.number
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


def check_database(file: str, everything: bool, form: str | None) -> int:
    """Print the checks of a database."""
    with reading(file) as connection:
        verdicts = [Verdict(*row) for row in connection.execute(_CHECKS)]
    print_verdicts(verdicts, everything, form)
    return OK


def print_verdicts(verdicts: list[Verdict], everything: bool, form: str | None) -> None:
    """Print checks on stdout, those that hold only where ``everything`` is wanted, and on stderr their count."""
    shown = [verdict for verdict in verdicts if everything or verdict.status != "pass"]
    if form is None:
        for file, group in groupby(shown, key=lambda verdict: verdict.file):
            sys.stdout.write(f"{one_line(file)}\n" + "".join(f"  {_line(verdict)}\n" for verdict in group))
    else:
        give_out(Verdict._fields, shown, form)
    sys.stdout.flush()  # what is said on stderr comes after
    counts = {status: sum(verdict.status == status for verdict in verdicts) for status in VERDICTS}
    told = f"{counts['pass']} hold, {counts['fail']} do not, {counts['unknown']} undecided"
    click.echo(f"{len(verdicts)} checks: {told}", err=True)


def _line(verdict: Verdict) -> str:
    label = VERDICTS[verdict.status]
    space = " " * (max(map(width, VERDICTS.values())) - width(label))
    return f"{label}{space}  {one_line(verdict.message)}"
