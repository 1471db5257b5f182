"""Counts findings by type across years, regions and whatever else reports differ in.

Counted here rather than in SQL: one pass over an index, three times as fast over 100,000 findings.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extractor.model.report import plain
from extractor.sinks.database import reading
from extractor.sinks.dimensions import OF_DOCUMENTS, OF_FINDINGS, UNCLASSIFIED, Chosen, Key, chosen

COUNTS = ("findings", "reports", "of_reports", "share", "yuan")


class Comparison(NamedTuple):
    """``reports`` of ``of_reports`` have such a finding; ``yuan`` adds up what the findings come to (涉及金额)."""

    columns: list[str]
    rows: list[Key]


@dataclass(slots=True)
class _Tally:
    findings: int = 0
    documents: set[str] = field(default_factory=set)
    fen: int = 0
    odd: Decimal = Decimal(0)


class _Counted(NamedTuple):
    """Findings of one type and severity in one document."""

    code: str | None
    document: str
    severity: str
    findings: int
    fen: int | None


def compare(
    database: str | os.PathLike[str],
    dimensions: Sequence[str],
    where: Sequence[str] = (),
    *,
    secondary: bool = False,
) -> Comparison:
    """Findings counted by ``dimensions``, and by category where no dimension is one of findings.

    ``where`` chooses reports and findings (see :func:`extractor.sinks.dimensions.chosen`); with ``secondary`` a finding
    counts for each of its types, not for its primary one alone.
    """
    wanted = list(dict.fromkeys(dimensions))
    if not set(wanted) & set(OF_FINDINGS):
        wanted.append("category")
    of_documents = [part for name in wanted for part in OF_DOCUMENTS.get(name, [])]
    of_findings = [part for name in wanted for part in OF_FINDINGS.get(name, [])]
    with reading(database) as connection:
        choice = chosen(connection, where)
        documents = documents_by(connection, [expression for _, expression in of_documents], choice)
        tallies = _tallies(connection, documents, [place for _, place in of_findings], choice, secondary)
    totals = Counter(documents.values())
    width = len(of_documents)
    rows = [(*key, *_counts(tally, totals[key[:width]])) for key, tally in tallies.items()]
    found = len(of_documents) + len(of_findings)
    rows.sort(key=lambda row: (_order(row[:width]), -int(str(row[found])), _order(row[width:found])))
    return Comparison([*(column for column, _ in of_documents), *(column for column, _ in of_findings), *COUNTS], rows)


def documents_by(connection: sqlite3.Connection, expressions: Sequence[str], choice: Chosen) -> dict[str, Key]:
    """The dimensions of every document chosen that could be read, by its id."""
    picked = "".join(f", {expression}" for expression in expressions)
    regions = " LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"
    joined = regions if "r." in picked + choice.sql else ""
    rows = connection.execute(f"SELECT d.id{picked} FROM documents AS d{joined} WHERE {choice.sql}", choice.values)
    return {row[0]: row[1:] for row in rows}


def counted(connection: sqlite3.Connection, choice: Chosen, *, secondary: bool = False) -> Iterator[_Counted]:
    """Findings counted by type, document and severity, from one index alone."""
    table = "finding_categories" if secondary else "findings"
    conditions, values = _conditions(choice)
    rows = connection.execute(
        "SELECT category_code, document_id, severity, count(*), sum(involved_fen)"
        f" FROM {table}{conditions} GROUP BY category_code, document_id, severity",
        values,
    )
    return map(_Counted._make, rows)


def categories(connection: sqlite3.Connection) -> dict[str | None, tuple[str | None, str, str]]:
    """Code, group and name of every type, by code."""
    found: dict[str | None, tuple[str | None, str, str]] = {None: (None, UNCLASSIFIED, UNCLASSIFIED)}
    for code, group, name in connection.execute("SELECT code, group_name, name FROM categories"):
        found[code] = (code, group, name)
    return found


def _conditions(choice: Chosen) -> tuple[str, list[str]]:
    parts, values = [], list[str]()
    for column, wanted in (("category_code", choice.codes), ("severity", choice.severities)):
        if wanted is not None:
            parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _tallies(
    connection: sqlite3.Connection, documents: dict[str, Key], places: list[int], choice: Chosen, secondary: bool
) -> dict[Key, _Tally]:
    """Findings counted by the dimensions of their documents and the ``places`` wanted of their own."""
    known = categories(connection)
    odd = odd_amounts(connection)
    keys: dict[tuple[str | None, str], Key] = {}
    tallies: dict[Key, _Tally] = {}
    for code, document, severity, findings, fen in counted(connection, choice, secondary=secondary):
        of_document = documents.get(document)
        if of_document is None:
            continue
        own = keys.get((code, severity))
        if own is None:
            facts = (*known[code], severity)
            own = keys[code, severity] = tuple(facts[place] for place in places)
        key = of_document + own
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = _Tally()
        tally.findings += findings
        tally.documents.add(document)
        tally.fen += fen or 0
        if odd:
            tally.odd += odd.get((document, code, severity), 0)
    return tallies


def odd_amounts(connection: sqlite3.Connection) -> dict[tuple[str, str | None, str], Decimal]:
    """The amounts that are no whole 分, added up by document, primary type and severity; there are few."""
    odd: dict[tuple[str, str | None, str], Decimal] = {}
    for document, code, severity, yuan in connection.execute(
        "SELECT document_id, category_code, severity, involved_yuan FROM findings"
        " WHERE involved_fen IS NULL AND involved_yuan IS NOT NULL"
    ):
        key = (document, code, severity)
        odd[key] = odd.get(key, Decimal(0)) + Decimal(yuan)
    return odd


def yuan_of(fen: int, odd: Decimal) -> str:
    """Exact 元 of whole 分 and of amounts that are none."""
    return plain(Decimal(fen).scaleb(-2) + odd)


def _counts(tally: _Tally, of_reports: int) -> Key:
    reports = len(tally.documents)
    return (tally.findings, reports, of_reports, round(reports / of_reports, 4), yuan_of(tally.fen, tally.odd))


def _order(values: Key) -> list[tuple[bool, str]]:
    """Orders values of one kind, what is unknown last; years and codes are all of one length."""
    return [(value is None, str(value)) for value in values]
