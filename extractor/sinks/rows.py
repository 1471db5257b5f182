"""Turns a report into the rows of the findings database; knows no database."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter

from extractor.errors import DocumentError
from extractor.model.report import Evidence, Finding, OverallScore, Region, Report, plain
from extractor.sinks.citations import citations
from extractor.sinks.columns import Row, evidence_json, fen_of, json_list, number_text, place
from extractor.sinks.finding_rows import finding_rows
from extractor.sinks.status import status_of

ID_LENGTH = 16

_PLACE = "page x0 y0 x1 y1 evidence"
# table → the columns that its rows fill, in this order; tables come before those that refer to them
COLUMNS = {
    "pages": "document_id page width height rotation text text_layer",
    "sections": f"document_id number id parent level label title run_in text {_PLACE}",
    "tables": "document_id number id kind caption unit first_page last_page header_rows row_count "
    f"column_count {_PLACE}",
    "cells": f"document_id table_id row col rowspan colspan is_header text {_PLACE}",
    "money": f"document_id number text yuan fen unit unit_from currency modifier table_id {_PLACE}",
    "dates": f"document_id number text start_date end_date precision {_PLACE}",
    "document_numbers": f"document_id number text canonical agency year serial title {_PLACE}",
    "score_items": "document_id number table_id level1 level1_points level2 level2_points level3 points "
    f"deduction score explanation criteria standard comment target actual {_PLACE} level4 project",
    "executions": "document_id number table_id project name is_total budget_name budget_yuan budget_fen paid_yuan "
    f"paid_fen rate text {_PLACE}",
    "overall_scores": f"document_id number subject score grade grade_text {_PLACE}",
    "abbreviations": f"document_id number short full {_PLACE}",
    "findings": "document_id number id section_id path title text points causes category_code category_name "
    f"document_numbers money_fen {_PLACE} severity involved_yuan involved_fen facts points_evidence cause_links "
    "remedies remedied names",
    "finding_categories": "document_id finding_id rank category_code phrases severity involved_fen",
    "finding_money": "document_id finding_id position yuan fen money_number role",
    "finding_rates": f"document_id finding_id position name text value role standard standard_text against {_PLACE}",
    "finding_dates": "document_id finding_id position date_number role",
    "finding_mentions": f"document_id finding_id position kind name text {_PLACE}",
    "citations": "document_id position canonical title times page",
    "recommendations": f"document_id number section_id path title text points {_PLACE}",
    "recommendation_findings": "document_id recommendation finding_id how",
    "checks": f"document_id number rule status stated computed message {_PLACE} severity",
    "issues": "document_id number code severity message page",
    "seals": "document_id number page x0 y0 x1 y1 seal_text confidence",
}
DOCUMENT_COLUMNS = (
    "id sha256 file bytes page_count text_layer title report_type fiscal_year region_code region_name "
    "project_name evaluated_units commissioning_unit evaluator document_number report_date overall_score "
    "grade status error_code error evidence run_id digest department sector fund_kind evaluation_kind "
    "project_key province_code city_code county_code"
)

_HEAD_EVIDENCE = TypeAdapter(dict[str, list[Evidence]])


class Run(NamedTuple):
    """The versions that a document was read with."""

    id: str
    extractor_version: str
    patterns_version: str
    schema_version: str


class Rows(NamedTuple):
    """All rows of one document; ``children`` by table, in the order of :data:`COLUMNS`."""

    run: Run
    regions: list[Row]
    categories: list[Row]
    document: Row
    children: dict[str, list[Row]]

    @property
    def digest(self) -> str:
        """Of everything in these rows but the file name: the same content has the same digest anywhere."""
        return str(self.document[DOCUMENT_COLUMNS.split().index("digest")])


def document_id(sha256: str) -> str:
    """The id of the document with this content."""
    return sha256[:ID_LENGTH]


def id_of_place(place: str) -> str:
    """The id of a document that could not even be opened: of the path that it lies at."""
    return document_id(hashlib.sha256(place.encode()).hexdigest())


def make_run(extractor_version: str, patterns_version: str, schema_version: str) -> Run:
    """A run; its id is made from the versions."""
    versions = (extractor_version, patterns_version, schema_version)
    return Run(hashlib.sha256("\n".join(versions).encode()).hexdigest()[:ID_LENGTH], *versions)


def rows_of(report: Report) -> Rows:
    """The rows of a report."""
    key = document_id(report.source.sha256)
    run = make_run(report.source.extractor_version, report.source.patterns_version, report.schema_version)
    children: dict[str, list[Row]] = {
        "pages": [
            (key, page.number, page.width, page.height, page.rotation, page.text, page.text_layer)
            for page in report.pages
        ],
        "sections": list(_sections(key, report)),
        "tables": list(_tables(key, report)),
        "cells": list(_cells(key, report)),
        "money": list(_money(key, report)),
        "dates": [
            (key, number, date.text, date.start, date.end, date.precision, *place(date.evidence))
            for number, date in enumerate(report.dates, 1)
        ],
        "document_numbers": [
            (key, n, d.text, d.canonical, d.agency, d.year, d.number, d.title, *place(d.evidence))
            for n, d in enumerate(report.document_numbers, 1)
        ],
        "score_items": list(_score_items(key, report)),
        "executions": list(_executions(key, report)),
        "overall_scores": [
            (key, n, s.subject, number_text(s.score), s.grade, s.grade_text, *place(s.evidence))
            for n, s in enumerate(report.report.overall_scores, 1)
        ],
        "abbreviations": [
            (key, n, a.short, a.full, *place(a.evidence)) for n, a in enumerate(report.report.abbreviations, 1)
        ],
        **finding_rows(key, report),
        "citations": list(citations(key, report)),
        "checks": [
            (key, n, c.rule, c.status, c.stated, c.computed, c.message, *place(c.evidence), c.severity)
            for n, c in enumerate(report.checks, 1)
        ],
        "issues": list(_issues(key, report)),
        "seals": list(_seals(key, report)),
    }
    regions = _regions(report.report.region)
    categories = _categories(report.findings)
    head, facts = _document(key, report), _facts(report)
    digest = _digest([tuple(run), regions, categories, _nameless(head), facts, *children.values()])
    return Rows(run, regions, categories, (*head, run.id, digest, *facts), children)


def failure_rows(error: DocumentError, run: Run, key: str, sha256: str | None, size: int | None) -> Rows:
    """The one row of a document that could not be read; ``sha256`` and ``size`` (bytes) where it has any."""
    sentence = f"{error.problem}. {error.next_step}"
    row = (
        key,
        sha256,
        error.file,
        size,
        *[None] * 8,
        "[]",
        *[None] * 6,
        "failed",
        error.code,
        sentence,
        "{}",
    )
    digest = _digest([tuple(run), _nameless(row)])
    return Rows(run, [], [], (*row, run.id, digest, *[None] * 8), {})


def _verdict(scores: list[OverallScore]) -> OverallScore | None:
    """The first overall score; None where they are the totals of forms for several projects."""
    of_forms = len(scores) > 1 and all(score.subject and score.evidence[0].table for score in scores)
    return None if of_forms else next(iter(scores), None)


def _document(key: str, report: Report) -> Row:
    source, head = report.source, report.report
    first = _verdict(head.overall_scores)
    return (
        key,
        source.sha256,
        source.file,
        source.bytes,
        source.pages,
        source.text_layer,
        head.title,
        head.report_type,
        head.fiscal_year,
        head.region.code if head.region else None,
        head.region.name if head.region else None,
        head.project_name,
        json_list(head.evaluated_units),
        head.commissioning_unit,
        head.evaluator,
        head.document_number,
        head.report_date,
        number_text(first.score) if first else None,
        first.grade if first else None,
        status_of(report),
        None,
        None,
        _HEAD_EVIDENCE.dump_json(head.evidence, exclude_none=True).decode(),
    )


def _facts(report: Report) -> Row:
    """What reports are compared by, as far as it is no field of the head's contract."""
    head, region = report.report, report.report.region
    codes = (region.province_code, region.city_code, region.county_code) if region else (None, None, None)
    return (head.department, head.sector, head.fund_kind, head.evaluation_kind, head.project_key, *codes)


def _regions(region: Region | None) -> list[Row]:
    if region is None or region.code is None:
        return []
    return [(region.code, region.name, region.province, region.city, region.county)]


def _categories(findings: Sequence[Finding]) -> list[Row]:
    told = [c for f in findings for c in (f.category, *f.secondary) if c is not None]
    found = {category.code: (category.code, category.group, category.name) for category in told}
    return [found[code] for code in sorted(found)]


def _sections(key: str, report: Report) -> Iterator[Row]:
    for n, s in enumerate(report.sections, 1):
        yield (key, n, s.id, s.parent, s.level, s.number, s.title, int(s.run_in), s.text, *place(s.evidence))


def _tables(key: str, report: Report) -> Iterator[Row]:
    for n, table in enumerate(report.tables, 1):
        width = max((len(row) for row in table.rows), default=0)
        shape = (table.header_rows, len(table.rows), width)
        pages = (min(table.pages, default=None), max(table.pages, default=None))
        yield (
            key,
            n,
            table.id,
            table.kind,
            table.caption,
            table.unit,
            *pages,
            *shape,
            *place(table.evidence),
        )


def _cells(key: str, report: Report) -> Iterator[Row]:
    for table in report.tables:
        for cell in table.cells:
            spans = (cell.rowspan, cell.colspan, int(cell.row < table.header_rows))
            place = (cell.page, *cell.bbox, evidence_json(cell.evidence))
            yield (key, table.id, cell.row, cell.column, *spans, cell.text, *place)


def _money(key: str, report: Report) -> Iterator[Row]:
    for n, m in enumerate(report.money, 1):
        table = m.evidence[0].table if m.evidence else None
        exact = None if m.yuan is None else plain(m.yuan)
        unit = (m.unit, m.unit_from, m.currency, m.modifier)
        yield (key, n, m.text, exact, fen_of(m.yuan), *unit, table, *place(m.evidence))


def _score_items(key: str, report: Report) -> Iterator[Row]:
    for n, s in enumerate(report.score_items, 1):
        level1 = (s.level1, number_text(s.level1_points))
        level2 = (s.level2, number_text(s.level2_points))
        marks = (number_text(s.points), number_text(s.deduction), number_text(s.score))
        words = (s.explanation, s.criteria, s.standard, s.comment, s.target, s.actual)
        yield (key, n, s.table, *level1, *level2, s.level3, *marks, *words, *place(s.evidence), s.level4, s.project)


def _executions(key: str, report: Report) -> Iterator[Row]:
    for n, e in enumerate(report.executions, 1):
        budget = (None, None) if e.budget is None else (plain(e.budget), fen_of(e.budget))
        paid = (None, None) if e.paid is None else (plain(e.paid), fen_of(e.paid))
        told = (e.table, e.project, e.name, int(e.is_total), e.budget_name)
        yield (key, n, *told, *budget, *paid, number_text(e.rate), e.text, *place(e.evidence))


def _issues(key: str, report: Report) -> Iterator[Row]:
    for n, issue in enumerate(report.issues, 1):
        yield (key, n, issue.code, issue.severity, issue.message, issue.page)
    odd = [money for money in report.money if money.yuan is not None and fen_of(money.yuan) is None]
    for n, money in enumerate(odd, len(report.issues) + 1):
        message = f"“{money.text}”不是可存储的整数分，fen 列留空，yuan 列为准确值"
        yield (key, n, "no_whole_fen", "info", message, money.evidence[0].page if money.evidence else None)


def _seals(key: str, report: Report) -> Iterator[Row]:
    found = ((page.number, seal) for page in report.pages for seal in page.seals)
    for n, (page, seal) in enumerate(found, 1):
        yield (key, n, page, *seal.bbox, seal.seal_text, seal.confidence)


def _nameless(document: Row) -> Row:
    """The columns of a document that its content decides: all but ``file``."""
    at = DOCUMENT_COLUMNS.split().index("file")
    return document[:at] + document[at + 1 :]


def _digest(content: list[object]) -> str:
    # Bytes of version 2 depend on the values alone; writing them takes a quarter of what their repr takes.
    return hashlib.sha256(marshal.dumps(content, 2)).hexdigest()
