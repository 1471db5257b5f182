"""Counts findings by type across years, regions and whatever else reports differ in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.model.report import plain
from extractor.sinks.database import reading

Value = str | int | float | None

# dimension → (column, expression) of the answer
_OF_DOCUMENTS = {
    "year": [("year", "d.fiscal_year")],
    "region": [("region_code", "d.region_code"), ("region", "d.region_name")],
    "city": [("city_code", "substr(d.region_code, 1, 4) || '00'"), ("city", "r.city")],
    "province": [("province_code", "substr(d.region_code, 1, 2) || '0000'"), ("province", "r.province")],
    "type": [("report_type", "d.report_type")],
    "evaluator": [("evaluator", "d.evaluator")],
    "project": [("project", "d.project_name")],
}
_OF_FINDINGS = {
    "group": [("category_group", "coalesce(c.group_name, '未分类')")],
    "category": [("category_code", "f.category_code"), ("category", "coalesce(f.category_name, '未分类')")],
}
COUNTS = ("findings", "reports", "of_reports", "share", "yuan")


class Comparison(NamedTuple):
    """``reports`` of ``of_reports`` have such a finding; ``yuan`` adds up the amounts that the findings name."""

    columns: list[str]
    rows: list[tuple[Value, ...]]


def compare(database: str | os.PathLike[str], dimensions: Sequence[str]) -> Comparison:
    """Findings counted by ``dimensions``, and by category where no dimension is one of findings."""
    wanted = list(dict.fromkeys(dimensions))
    if not set(wanted) & set(_OF_FINDINGS):
        wanted.append("category")
    of_documents = [part for name in wanted for part in _OF_DOCUMENTS.get(name, [])]
    of_findings = [part for name in wanted for part in _OF_FINDINGS.get(name, [])]
    columns = [column for column, _ in of_documents + of_findings]
    sources = [f"d.{column}" for column, _ in of_documents] + [f"found.{column}" for column, _ in of_findings]
    with reading(database) as connection:
        rows = connection.execute(_sql(of_documents, of_findings, sources)).fetchall()
    return Comparison([*columns, *COUNTS], [_counted(row, len(columns)) for row in rows])


def _sql(of_documents: list[tuple[str, str]], of_findings: list[tuple[str, str]], sources: list[str]) -> str:
    picked = "".join(f", {expression} AS {column}" for column, expression in of_documents)
    names = [column for column, _ in of_documents]
    same = " AND ".join(f"t.{name} IS d.{name}" for name in names) or "1"
    grouped = ", ".join(names) or "NULL"
    found = "".join(f", {expression} AS {column}" for column, expression in of_findings)
    return f"""
        WITH read_documents AS (
          SELECT d.id{picked} FROM documents AS d
          LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name
          WHERE d.status <> 'failed'
        ),
        totals AS (
          SELECT {"".join(f"{name}, " for name in names)}count(*) AS reports FROM read_documents GROUP BY {grouped}
        ),
        found AS (
          SELECT f.document_id, f.id{found} FROM findings AS f LEFT JOIN categories AS c ON c.code = f.category_code
        ),
        named AS (
          SELECT document_id, finding_id, sum(fen) AS fen, group_concat(CASE WHEN fen IS NULL THEN yuan END, ' ') AS odd
          FROM finding_money GROUP BY document_id, finding_id
        )
        SELECT {", ".join(sources)}, count(*) AS findings, count(DISTINCT found.document_id), t.reports,
          sum(named.fen), group_concat(named.odd, ' ')
        FROM found
        JOIN read_documents AS d ON d.id = found.document_id
        JOIN totals AS t ON {same}
        LEFT JOIN named ON named.document_id = found.document_id AND named.finding_id = found.id
        GROUP BY {", ".join(sources)}
        ORDER BY {", ".join([*(f"d.{name}" for name in names), "findings DESC", *sources])}
    """


def _counted(row: tuple[Value, ...], width: int) -> tuple[Value, ...]:
    findings, reports, of_reports, fen, odd = row[width:]
    share = round(int(str(reports)) / int(str(of_reports)), 4)
    yuan = Decimal(str(fen or 0)).scaleb(-2) + sum((Decimal(part) for part in str(odd or "").split()), Decimal(0))
    return (*row[:width], findings, reports, of_reports, share, plain(yuan))
