"""The figures of the comparison page: counted over the reports that conditions choose."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.sinks.cautions import cautions
from extractor.sinks.compare import COUNTS, Comparison, comparisons
from extractor.sinks.database import reading
from extractor.sinks.dimensions import UNCLASSIFIED, Value, chosen
from extractor.sinks.tallies import documents_by

UNKNOWN = "未知"
MOST_FINDINGS = 15  # in the list of those with most money
BANDS = ((0, "60分以下"), (60, "60—70分"), (70, "70—80分"), (80, "80—90分"), (90, "90分以上"))
_LARGEST = """
    SELECT f.title, f.category_name, f.involved_yuan, d.fiscal_year, d.region_name, d.file, f.page
    FROM findings AS f JOIN documents AS d ON d.id = f.document_id
    LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name
    WHERE f.involved_yuan IS NOT NULL AND {conditions}
    ORDER BY f.involved_fen DESC, f.document_id, f.number LIMIT {limit}
"""


@dataclass(frozen=True, slots=True)
class Count:
    """Findings, the reports that have them, and the share of all reports; ``yuan`` is what they come to."""

    findings: int
    reports: int
    of_reports: int
    yuan: Decimal

    @property
    def share(self) -> Decimal:
        return Decimal(self.reports) / self.of_reports if self.of_reports else Decimal(0)


@dataclass(frozen=True, slots=True)
class Pivot:
    """Counts by two labels, each in the order to be shown."""

    rows: list[str]
    columns: list[str]
    counts: dict[tuple[str, str], Count]


@dataclass(frozen=True, slots=True)
class Large:
    """A finding that much money is involved in."""

    title: str
    category: str | None
    yuan: Decimal
    year: int | None
    region: str | None
    file: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows. ``per_year`` counts the reports, ``grades`` those of each grade that they print,
    ``bands`` those of each span of scores."""

    reports: int
    years: list[int]
    per_year: dict[int, int]
    regions: int
    categories: list[tuple[str, Count]]
    by_year: Pivot
    by_region: Pivot
    trend: Pivot
    bands: list[tuple[str, int]]
    grades: list[tuple[str, int]]
    largest: list[Large]
    asked: Comparison
    note: str


def overview(
    database: str | os.PathLike[str], dimensions: Sequence[str], where: Sequence[str], *, secondary: bool = False
) -> Overview:
    """Count everything that the page shows; ``dimensions`` are those of the table that was asked for."""
    with reading(database) as connection:
        choice = chosen(connection, where)
        parts = ["d.fiscal_year", "d.region_name", "d.overall_score", "d.grade"]
        documents = documents_by(connection, parts, choice)
        conditions, values = [choice.sql], list(choice.values)
        for column, wanted in (("f.category_code", choice.codes), ("f.severity", choice.severities)):
            if wanted is not None:
                conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        sql = _LARGEST.format(conditions=" AND ".join(conditions), limit=MOST_FINDINGS)
        largest = [Large(row[0], row[1], Decimal(row[2]), *row[3:]) for row in connection.execute(sql, values)]
    counted = [["category"], ["year", "category"], ["year", "group"], ["region", "group"], dimensions]
    by_category, trend, by_year, by_region, asked = comparisons(database, counted, where, secondary=secondary)
    categories = [(str(row[1]), count_of(row)) for row in by_category.rows]
    scores = Counter(band(document[2]) for document in documents if document[2] is not None)
    grades = Counter(str(document[3]) for document in documents if document[3])
    return Overview(
        reports=len(documents),
        per_year=dict(Counter(int(document[0]) for document in documents if document[0] is not None)),
        years=sorted({int(document[0]) for document in documents if document[0] is not None}),
        regions=len({document[1] for document in documents if document[1] is not None}),
        categories=sorted(categories, key=lambda pair: (pair[0] == UNCLASSIFIED, -pair[1].findings, pair[0])),
        by_year=pivot(by_year, "category_group", "year"),
        by_region=pivot(by_region, "category_group", "region"),
        trend=pivot(trend, "category", "year"),
        bands=[(label, scores[label]) for _, label in BANDS],
        grades=grades.most_common(),
        largest=largest,
        asked=asked,
        note=cautions(database, where).note,
    )


def pivot(comparison: Comparison, row: str, column: str) -> Pivot:
    """A comparison by the labels of two of its columns: rows with most findings first, years in their order."""
    places = zip(comparison.labels(row, UNKNOWN), comparison.labels(column, UNKNOWN), strict=True)
    counts = dict(zip(places, map(count_of, comparison.rows), strict=True))
    by_row, by_column = Counter[str](), Counter[str]()
    for (first, second), count in counts.items():
        by_row[first] += count.findings
        by_column[second] += count.findings
    rows = sorted(by_row, key=lambda label: (label == UNCLASSIFIED, -by_row[label], label))
    columns = sorted(by_column, key=lambda label: label if column == "year" else (-by_column[label], label))
    return Pivot(rows, columns, counts)


def count_of(row: Sequence[Value]) -> Count:
    """The counts at the end of a row of a comparison."""
    findings, reports, of_reports, _, yuan = row[-len(COUNTS) :]
    return Count(int(str(findings)), int(str(reports)), int(str(of_reports)), Decimal(str(yuan or 0)))


def band(score: Value) -> str:
    """The span of :data:`BANDS` that a score lies in."""
    return [label for least, label in BANDS if Decimal(str(score)) >= least or not least][-1]
