"""The public records: what ``extract REPORT.pdf --json`` prints, field by field in this order.

Money (金额) is exact 元 as ``Decimal``, printed as a decimal string; scores and points (分值, 得分) are
``Decimal``, printed as JSON numbers with the digits of the report. Every record carries ``evidence``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from extractor.model.execution import Execution
from extractor.model.finding import (
    Category,
    CauseLink,
    Finding,
    FindingAmount,
    FindingDate,
    FindingRate,
    Mention,
    Recommendation,
    RecommendationLink,
    Severity,
    Signal,
    Standard,
)
from extractor.model.frames import Span, filled, frame, headers, number
from extractor.model.geometry import TextLayer
from extractor.model.notebook import report_html, table_html
from extractor.model.reading import TableKind
from extractor.model.record import Evidence, Number, Record, Yuan, plain

__all__ = [
    "Abbreviation",
    "Category",
    "CauseLink",
    "Cell",
    "Check",
    "Date",
    "DocumentNumber",
    "EvaluationKind",
    "Evidence",
    "Execution",
    "Finding",
    "FindingAmount",
    "FindingDate",
    "FindingRate",
    "Issue",
    "Mention",
    "Money",
    "Number",
    "OverallScore",
    "PageText",
    "Recommendation",
    "RecommendationLink",
    "Record",
    "Region",
    "Report",
    "ReportHead",
    "ScoreItem",
    "Seal",
    "Section",
    "Signal",
    "Source",
    "Standard",
    "Table",
    "Yuan",
    "plain",
]


def _is_empty(value: list[object]) -> bool:
    return not value


EvaluationKind = Literal["self", "department", "finance"]


class Source(Record):
    file: str
    sha256: str
    bytes: int
    pages: int
    text_layer: TextLayer
    extractor_version: str
    patterns_version: str


class Region(Record):
    """行政区划: GB/T 2260 code and the names of its levels."""

    code: str | None
    name: str
    province: str | None = None
    city: str | None = None
    county: str | None = None
    province_code: str | None = None
    city_code: str | None = None
    county_code: str | None = None


class OverallScore(Record):
    """综合得分: ``grade`` is the printed word (良, 优秀), ``grade_text`` the words that tell it."""

    subject: str | None
    score: Number | None
    grade: str | None
    grade_text: str | None
    evidence: list[Evidence]


class Abbreviation(Record):
    """以下简称."""

    short: str
    full: str
    evidence: list[Evidence] = Field(default_factory=list)


class ReportHead(Record):
    """首部, that of the first of several reports in one file. ``department`` is the 主管部门, ``sector`` the field
    that it works in (教育, 水利); ``fund_kind`` 资金性质; ``project_key`` the project's name without year, place,
    unit and words of reports: the same over the years.
    """

    title: str | None = None
    report_type: Literal["evaluation", "self_evaluation"] | None = None
    fiscal_year: int | None = None
    region: Region | None = None
    project_name: str | None = None
    evaluated_units: list[str] = Field(default_factory=list)
    commissioning_unit: str | None = None
    evaluator: str | None = None
    document_number: str | None = None
    report_date: str | None = None
    overall_scores: list[OverallScore] = Field(default_factory=list)
    abbreviations: list[Abbreviation] = Field(default_factory=list)
    evidence: dict[str, list[Evidence]] = Field(default_factory=dict)
    department: str | None = None
    sector: str | None = None
    fund_kind: str | None = None
    evaluation_kind: EvaluationKind | None = None
    project_key: str | None = None


class Seal(Record):
    """印章: a seal or stamp on a scanned page, round, square or a bar.

    ``seal_text`` is what it says, null where that cannot be read.
    """

    seal_text: str | None
    confidence: float | None
    bbox: tuple[float, float, float, float]


class PageText(Record):
    """``seals`` is left out of the JSON where a page has none."""

    number: int
    width: float
    height: float
    rotation: int
    text: str
    text_layer: TextLayer
    seals: list[Seal] = Field(default_factory=list, exclude_if=_is_empty)


class Section(Record):
    """章节. One of level 1 without ``number`` may be the title of a further report in the file, above its chapters."""

    id: str
    parent: str | None
    level: int
    number: str
    title: str
    run_in: bool
    text: str
    evidence: list[Evidence]


class Cell(Record):
    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    bbox: tuple[float, float, float, float]
    evidence: list[Evidence]


class Table(Record):
    id: str
    kind: TableKind
    caption: str | None
    unit: str | None
    pages: list[int]
    header_rows: int
    rows: list[list[str | None]]
    cells: list[Cell]
    evidence: list[Evidence]

    def to_frame(self, *, numbers: bool = False, fill: bool = True) -> Any:
        """A data frame of pandas: header rows become column names, merged cells fill every place that they cover.

        ``numbers`` makes figures ``Decimal`` and leaves empty cells out; ``fill=False`` leaves covered places out.
        """
        width = max((len(row) for row in self.rows), default=0)
        whole = filled(self.rows, self._spans())
        names = headers(whole[: self.header_rows], width)
        body = (whole if fill else self.rows)[self.header_rows :]
        return frame(names, [[number(text) for text in row] for row in body] if numbers else body)

    def _spans(self) -> list[Span]:
        return [
            (cell.row, cell.column, cell.rowspan, cell.colspan)
            for cell in self.cells
            if cell.rowspan > 1 or cell.colspan > 1
        ]

    def _repr_html_(self) -> str:
        return table_html(self.caption, self.unit, self.rows, self.header_rows, self._spans())


class Money(Record):
    text: str
    yuan: Yuan | None
    unit: str
    unit_from: Literal["text", "header", "caption"]
    currency: str = "CNY"
    value: Yuan | None = None
    modifier: str | None = None
    evidence: list[Evidence]


class Date(Record):
    """``year_from`` tells whether the year is printed or where it was taken from: an earlier date (context), the
    report's own year (reference, a guess), or nowhere (unknown; the year is then XXXX)."""

    text: str
    start: str
    end: str
    precision: Literal["day", "month", "year", "range", "invalid"]
    evidence: list[Evidence]
    year_from: Literal["printed", "century", "neighbour", "context", "reference", "unknown"] = "printed"


class DocumentNumber(Record):
    text: str
    canonical: str
    agency: str
    year: int
    number: str
    title: str | None
    evidence: list[Evidence]


class ScoreItem(Record):
    """An indicator of a scoring or self-evaluation table; ``level4`` is null where the table has three levels,
    ``project`` (项目名称) where the form does not name what it is filled in for; where a table scores several bodies or
    projects side by side, it is the one whose column holds the score."""

    table: str
    level1: str | None
    level1_points: Number | None
    level2: str | None
    level2_points: Number | None
    level3: str | None
    level4: str | None = None
    points: Number | None
    deduction: Number | None
    score: Number | None
    explanation: str | None
    criteria: str | None
    standard: str | None
    comment: str | None
    target: str | None
    actual: str | None
    evidence: list[Evidence]
    project: str | None = None

    @property
    def name(self) -> str:
        """What the row is called: the name of its lowest level."""
        return self.level4 or self.level3 or self.level2 or self.level1 or ""


class Check(Record):
    """A figure or date held against others of the report; ``severity`` of a failure, null where nothing failed."""

    rule: str
    status: Literal["pass", "fail", "unknown"]
    stated: str | None
    computed: str | None
    message: str
    evidence: list[Evidence]
    severity: Severity | None = None


class Issue(Record):
    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    page: int | None = None


class Report(Record):
    """One report, whole. ``model_dump_json()`` is the public JSON object, without ``executions`` where it has none."""

    schema_version: str = "1"
    source: Source
    report: ReportHead
    pages: list[PageText]
    sections: list[Section]
    tables: list[Table]
    money: list[Money]
    dates: list[Date]
    document_numbers: list[DocumentNumber]
    score_items: list[ScoreItem]
    findings: list[Finding]
    recommendations: list[Recommendation]
    checks: list[Check]
    issues: list[Issue]
    executions: list[Execution] = Field(default_factory=list, exclude_if=_is_empty)

    def money_frame(self) -> Any:
        """Every amount as a data frame of pandas; ``yuan`` is ``Decimal``."""
        names = ["text", "yuan", "unit", "unit_from", "modifier", *_PLACE]
        return frame(
            names, [(m.text, m.yuan, m.unit, m.unit_from, m.modifier, *_place(m.evidence)) for m in self.money]
        )

    def score_frame(self) -> Any:
        """Every indicator as a data frame of pandas; points, deduction and score are ``Decimal``."""
        names = ["level1", "level2", "level3", "points", "deduction", "score", "comment", *_PLACE]
        return frame(
            names,
            [
                (s.level1, s.level2, s.level3, s.points, s.deduction, s.score, s.comment, *_place(s.evidence))
                for s in self.score_items
            ],
        )

    def findings_frame(self) -> Any:
        """Every finding as a data frame of pandas."""
        names = ["title", "group", "category", "severity", "causes", "text", "page"]
        return frame(
            names,
            [
                (
                    f.title,
                    f.category.group if f.category else None,
                    f.category.name if f.category else None,
                    f.severity,
                    "\n".join(f.causes),
                    f.text,
                    f.evidence[0].page if f.evidence else None,
                )
                for f in self.findings
            ],
        )

    def _repr_html_(self) -> str:
        head = self.report
        scores = [
            f"{plain(s.score) if s.score is not None else ''} {s.grade or ''}".strip() for s in head.overall_scores
        ]
        failed = sum(check.status == "fail" for check in self.checks)
        facts = [
            ("项目", head.project_name),
            ("年度", head.fiscal_year and str(head.fiscal_year)),
            ("地区", head.region and head.region.name),
            ("被评价单位", "、".join(head.evaluated_units)),
            ("评价机构", head.evaluator),
            ("综合得分", "、".join(scores)),
            ("记录", f"表格 {len(self.tables)}，金额 {len(self.money)}，指标 {len(self.score_items)}"),
            ("校验", f"{len(self.checks)} 项，不符 {failed} 项"),
        ]
        found = [
            (f.title, f.category.name if f.category else "", f"第 {f.evidence[0].page} 页" if f.evidence else "")
            for f in self.findings
        ]
        return report_html(head.title or self.source.file, [(n, v) for n, v in facts if v], found)


_PLACE = ("page", "table", "row", "column")


def _place(evidence: list[Evidence]) -> tuple[int | None, str | None, int | None, int | None]:
    if not evidence:
        return (None, None, None, None)
    first = evidence[0]
    return (first.page, first.table, first.row, first.column)
