"""The public records: what ``extract REPORT.pdf --json`` prints, field by field in this order.

Money (金额) is exact 元 as ``Decimal``, printed as a decimal string; scores and points (分值, 得分) are
``Decimal``, printed as JSON numbers with the digits of the report. Every record carries ``evidence``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from extractor.model.geometry import TextLayer
from extractor.model.reading import TableKind

# Turns a JSON string into a JSON number: the one way to print a Decimal's own digits. A noncharacter, which
# the reader never lets into a text.
_NUMBER_MARK = "\ufdd0"
_MARKED = re.compile(f'"{_NUMBER_MARK}([^"]*)"')


def plain(value: Decimal) -> str:
    """The digits of ``value`` without exponent and without zeros that say nothing: ``3915234.1``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Yuan = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="always"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
]
Number = Annotated[
    Decimal,
    PlainSerializer(lambda value: _NUMBER_MARK + plain(value), return_type=str, when_used="json"),
    WithJsonSchema({"type": "number"}),
]


def _is_none(value: object) -> bool:
    return value is None


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid")

    def model_dump_json(self, **options: Any) -> str:
        """The public JSON, UTF-8 text with scores as numbers."""
        return _MARKED.sub(r"\1", super().model_dump_json(**options))


class Evidence(Record):
    """A place in the document: ``pages[page-1].text[start:end]``, and where that is on the page as seen.

    Only text that was read from a picture has ``confidence``, that of its least certain character (0 to 1), and
    ``source`` ``"ocr"``; elsewhere both are left out of the JSON.
    """

    page: int
    start: int
    end: int
    bbox: tuple[float, float, float, float]
    table: str | None = None
    row: int | None = None
    column: int | None = None
    confidence: float | None = Field(default=None, exclude_if=_is_none)
    source: Literal["ocr"] | None = Field(default=None, exclude_if=_is_none)


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


class PageText(Record):
    number: int
    width: float
    height: float
    rotation: int
    text: str
    text_layer: TextLayer


class Section(Record):
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
    text: str
    start: str
    end: str
    precision: Literal["day", "month", "year", "range", "invalid"]
    evidence: list[Evidence]


class DocumentNumber(Record):
    text: str
    canonical: str
    agency: str
    year: int
    number: str
    title: str | None
    evidence: list[Evidence]


class ScoreItem(Record):
    table: str
    level1: str | None
    level1_points: Number | None
    level2: str | None
    level2_points: Number | None
    level3: str | None
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


class Category(Record):
    code: str
    group: str
    name: str


class Finding(Record):
    id: str
    section: str | None
    path: list[str]
    title: str
    text: str
    points: list[str]
    causes: list[str]
    category: Category | None
    money: list[Yuan]
    document_numbers: list[str]
    evidence: list[Evidence]


class Recommendation(Record):
    section: str | None
    path: list[str]
    title: str
    text: str
    points: list[str]
    addresses: list[str]
    evidence: list[Evidence]


class Check(Record):
    rule: str
    status: Literal["pass", "fail", "unknown"]
    stated: str | None
    computed: str | None
    message: str
    evidence: list[Evidence]


class Issue(Record):
    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    page: int | None = None


class Report(Record):
    """One report, whole. ``model_dump_json()`` is the public JSON object."""

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
