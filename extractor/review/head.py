"""The entries of a report's head: each field by itself, the overall scores, the short names."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.report import Report, plain
from extractor.review.entry import Entry, Style, boxes_of, place_of


def head(report: Report) -> Iterator[Entry]:
    """The fields of the head that are known; ``documents-1`` is the first, whichever that is."""
    for number, (name, value, style) in enumerate(_fields(report), 1):
        evidence = report.report.evidence.get("region" if name.startswith("region") else name, [])
        yield Entry(
            "documents",
            number,
            f"head.{name}",
            value=value,
            value_style=style,
            place=place_of(evidence),
            boxes=boxes_of(evidence),
            editable={name: value.removeprefix("report_type.") if style == "word" else value},
        )


def _fields(report: Report) -> Iterator[tuple[str, str, Style]]:
    found = report.report
    region = found.region
    values: list[tuple[str, object, Style]] = [
        ("title", found.title, ""),
        ("report_type", found.report_type and f"report_type.{found.report_type}", "word"),
        ("fiscal_year", found.fiscal_year, ""),
        ("region_name", region and region.name, ""),
        ("region_code", region and region.code, ""),
        ("project_name", found.project_name, ""),
        ("evaluated_units", "、".join(found.evaluated_units), ""),
        ("commissioning_unit", found.commissioning_unit, ""),
        ("evaluator", found.evaluator, ""),
        ("document_number", found.document_number, ""),
        ("report_date", found.report_date, ""),
        ("department", found.department, ""),
        ("sector", found.sector, ""),
        ("fund_kind", found.fund_kind, ""),
    ]
    for name, value, style in values:
        if value not in (None, ""):
            yield name, str(value), style


def overall_scores(report: Report) -> Iterator[Entry]:
    """综合得分."""
    for number, overall in enumerate(report.report.overall_scores, 1):
        points = "" if overall.score is None else plain(overall.score)
        entry = Entry(
            "overall_scores",
            number,
            overall.subject or "",
            value=" ".join(filter(None, [points, overall.grade])),
            place=place_of(overall.evidence),
            boxes=boxes_of(overall.evidence),
        )
        entry.add("as_printed", overall.grade_text)
        entry.editable = {"score": points, "grade": overall.grade or ""}
        yield entry


def abbreviations(report: Report) -> Iterator[Entry]:
    """以下简称."""
    for number, short in enumerate(report.report.abbreviations, 1):
        yield Entry(
            "abbreviations",
            number,
            short.short,
            value=short.full,
            place=place_of(short.evidence),
            boxes=boxes_of(short.evidence),
            editable={"short": short.short, "full": short.full},
            quiet=True,
        )
