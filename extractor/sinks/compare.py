"""Counts findings by type across years, regions and whatever else reports differ in.

Counted here rather than in SQL: one pass over an index, three times as fast over 100,000 findings.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extractor.model.report import plain
from extractor.sinks.database import reading

Value = str | int | float | None
Key = tuple[Value, ...]

# dimension → columns of the answer, and what they are in documents (d) and regions (r)
_OF_DOCUMENTS = {
    "year": [("year", "d.fiscal_year")],
    "region": [("region_code", "d.region_code"), ("region", "d.region_name")],
    "city": [("city_code", "substr(d.region_code, 1, 4) || '00'"), ("city", "r.city")],
    "province": [("province_code", "substr(d.region_code, 1, 2) || '0000'"), ("province", "r.province")],
    "type": [("report_type", "d.report_type")],
    "evaluator": [("evaluator", "d.evaluator")],
    "project": [("project", "d.project_name")],
}
# dimension → columns of the answer, and their places in (code, group, name) of a category
_OF_FINDINGS = {"group": [("category_group", 1)], "category": [("category_code", 0), ("category", 2)]}
COUNTS = ("findings", "reports", "of_reports", "share", "yuan")
UNCLASSIFIED = "未分类"


class Comparison(NamedTuple):
    """``reports`` of ``of_reports`` have such a finding; ``yuan`` adds up the amounts that the findings name."""

    columns: list[str]
    rows: list[Key]


@dataclass(slots=True)
class _Tally:
    findings: int = 0
    documents: set[str] = field(default_factory=set)
    fen: int = 0
    odd: Decimal = Decimal(0)


def compare(database: str | os.PathLike[str], dimensions: Sequence[str]) -> Comparison:
    """Findings counted by ``dimensions``, and by category where no dimension is one of findings."""
    wanted = list(dict.fromkeys(dimensions))
    if not set(wanted) & set(_OF_FINDINGS):
        wanted.append("category")
    of_documents = [part for name in wanted for part in _OF_DOCUMENTS.get(name, [])]
    of_findings = [part for name in wanted for part in _OF_FINDINGS.get(name, [])]
    with reading(database) as connection:
        documents = _documents(connection, [expression for _, expression in of_documents])
        tallies = _tallies(connection, documents, [place for _, place in of_findings])
    totals = Counter(documents.values())
    width = len(of_documents)
    rows = [(*key, *_counts(tally, totals[key[:width]])) for key, tally in tallies.items()]
    found = len(of_documents) + len(of_findings)
    rows.sort(key=lambda row: (_order(row[:width]), -int(str(row[found])), _order(row[width:found])))
    return Comparison([*(column for column, _ in of_documents), *(column for column, _ in of_findings), *COUNTS], rows)


def _documents(connection: sqlite3.Connection, expressions: list[str]) -> dict[str, Key]:
    """The dimensions of every document that could be read, by its id."""
    picked = "".join(f", {expression}" for expression in expressions)
    rows = connection.execute(
        f"SELECT d.id{picked} FROM documents AS d LEFT JOIN regions AS r ON r.code = d.region_code"
        " AND r.name = d.region_name WHERE d.status <> 'failed'"
    )
    return {row[0]: row[1:] for row in rows}


def _tallies(connection: sqlite3.Connection, documents: dict[str, Key], places: list[int]) -> dict[Key, _Tally]:
    """Findings counted by the dimensions of their documents and the ``places`` wanted of their categories."""
    categories: dict[str | None, Key] = {None: (None, UNCLASSIFIED, UNCLASSIFIED)}
    for code, group, name in connection.execute("SELECT code, group_name, name FROM categories"):
        categories[code] = (code, group, name)
    types = {code: tuple(category[place] for place in places) for code, category in categories.items()}
    odd = _odd_amounts(connection)
    tallies: dict[Key, _Tally] = {}
    for code, document, findings, fen in connection.execute(
        "SELECT category_code, document_id, count(*), sum(money_fen) FROM findings GROUP BY category_code, document_id"
    ):
        if document not in documents:
            continue
        key = documents[document] + types[code]
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = _Tally()
        tally.findings += findings
        tally.documents.add(document)
        tally.fen += fen or 0
        tally.odd += odd.get((document, code), 0)
    return tallies


def _odd_amounts(connection: sqlite3.Connection) -> dict[tuple[str, str | None], Decimal]:
    """The amounts that are no whole 分, added up by document and category; there are few."""
    odd: dict[tuple[str, str | None], Decimal] = {}
    for document, code, yuan in connection.execute(
        "SELECT m.document_id, f.category_code, m.yuan FROM finding_money AS m"
        " JOIN findings AS f ON f.document_id = m.document_id AND f.id = m.finding_id WHERE m.fen IS NULL"
    ):
        odd[document, code] = odd.get((document, code), Decimal(0)) + Decimal(yuan)
    return odd


def _counts(tally: _Tally, of_reports: int) -> Key:
    reports = len(tally.documents)
    yuan = Decimal(tally.fen).scaleb(-2) + tally.odd
    return (tally.findings, reports, of_reports, round(reports / of_reports, 4), plain(yuan))


def _order(values: Key) -> list[tuple[bool, str]]:
    """Orders values of one kind, what is unknown last; years and codes are all of one length."""
    return [(value is None, str(value)) for value in values]
