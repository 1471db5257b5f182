"""Writes a findings database as Markdown to read: each report with its score, problems, advice and failed checks."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.export.sheets import ORDER, REASON
from extractor.model.gravity import gravity
from extractor.model.report import plain
from extractor.model.words import FAILURES, REMEDIED, REPORT_TYPES, SEVERITIES
from extractor.sinks.database import reading

# What Markdown or HTML inside it would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~&$])")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=\s)")


def markdown(database: str | os.PathLike[str]) -> Iterator[str]:
    """The lines of the document."""
    with reading(database) as connection:
        connection.row_factory = sqlite3.Row
        yield "# 绩效评价报告摘编\n"
        reports = f"SELECT d.*, {REASON} AS reason FROM documents AS d WHERE status <> 'failed' ORDER BY {ORDER}"
        for report in connection.execute(reports):
            yield from _report(connection, report)
        failed = "SELECT file, error_code FROM documents WHERE status = 'failed' ORDER BY file, id"
        for number, (file, code) in enumerate(connection.execute(failed)):
            if not number:
                yield "\n## 未能读取的文件\n"
            yield f"- {escaped(file)}：{escaped(FAILURES.get(code, code))}"


def _report(connection: sqlite3.Connection, report: sqlite3.Row) -> Iterator[str]:
    yield f"\n## {escaped(report['title'] or report['file'])}\n"
    about = {
        "类型": REPORT_TYPES.get(report["report_type"] or ""),
        "年度": report["fiscal_year"],
        "地区": report["region_name"],
        "项目": report["project_name"],
        "被评价单位": "、".join(json.loads(report["evaluated_units"])),
        "评价机构": report["evaluator"],
        "文号": report["document_number"],
        "报告日期": report["report_date"],
        "文件": report["file"],
        "状态": f"未能完整读取（{report['reason']}），所列可能不全" if report["status"] == "partial" else None,
    }
    for label, value in about.items():
        if value not in (None, ""):
            yield f"- {label}：{escaped(str(value))}"
    scores = "SELECT subject, score, grade, page FROM overall_scores WHERE document_id = ? ORDER BY number"
    for subject, score, grade, page in connection.execute(scores, (report["id"],)):
        yield f"- 综合得分：{escaped(' '.join(filter(None, [subject, _score(score, grade)])))}（{_page(page)}）"
    yield from _findings(connection, report["id"])
    yield from _advice(connection, report["id"])
    yield from _failed(connection, report["id"])


def _findings(connection: sqlite3.Connection, key: str) -> Iterator[str]:
    rows = connection.execute("SELECT * FROM findings WHERE document_id = ? ORDER BY number", (key,)).fetchall()
    if rows:
        yield "\n### 存在的问题\n"
    for number, row in enumerate(rows, 1):
        yield f"{number}. **{escaped(row['title'])}**{_about(row)}"
        for cause in json.loads(row["causes"]):
            yield f"   - 原因：{escaped(cause)}"


def _about(row: sqlite3.Row) -> str:
    severity = SEVERITIES[row["severity"]] if row["severity"] != "ordinary" else ""
    amount = f"涉及 {Decimal(plain(Decimal(row['involved_yuan']))):,} 元" if row["involved_yuan"] else ""
    remedied = REMEDIED[row["remedied"]] if row["remedied"] else ""
    parts = [escaped(row["category_name"] or ""), severity, remedied, amount, _page(row["page"])]
    return "（" + "，".join(part for part in parts if part) + "）" if any(parts) else ""


def _advice(connection: sqlite3.Connection, key: str) -> Iterator[str]:
    rows = connection.execute(
        "SELECT title, page FROM recommendations WHERE document_id = ? ORDER BY number", (key,)
    ).fetchall()
    if rows:
        yield "\n### 建议\n"
    for number, row in enumerate(rows, 1):
        yield f"{number}. {escaped(row['title'])}（{_page(row['page'])}）"


def _failed(connection: sqlite3.Connection, key: str) -> Iterator[str]:
    rows = connection.execute(
        "SELECT message, severity FROM checks WHERE document_id = ? AND status = 'fail' ORDER BY number", (key,)
    ).fetchall()
    rows.sort(key=lambda row: gravity("fail", row["severity"]))
    if rows:
        yield "\n### 不相符的数字\n"
    for row in rows:
        yield f"- {escaped(row['message'])}"


def _score(score: Any, grade: str | None) -> str:
    points = "" if score is None else f"{plain(Decimal(repr(score)))} 分"
    return " ".join(filter(None, [points, grade]))


def _page(page: int | None) -> str:
    return f"第 {page} 页" if page else ""


def escaped(text: str) -> str:
    """``text`` on one line, as text: nothing in it is markup."""
    line = " ".join(text.split())
    return _LIST_MARK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line))
