"""Problems that come back: the same type in a later year, in the same region or in the same project there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from extractor.sinks.compare import categories, counted, documents_by, odd_amounts, yuan_of
from extractor.sinks.database import reading
from extractor.sinks.dimensions import Key, chosen

By = Literal["region", "project"]
UNCLASSIFIED_CODE = "00"
_OF = {"region": 2, "project": 3}


class Repeats(NamedTuple):
    """``years`` lists the years that have the type, ``of_years`` counts those that have any report, ``in_a_row`` is the
    longest run of reported years with it; ``yuan`` is what the findings come to."""

    columns: list[str]
    rows: list[Key]


class Found(NamedTuple):
    """A finding of a type that came back."""

    region: str | None
    project: str | None
    category: str
    year: int
    title: str
    page: int | None
    file: str
    document_id: str


def repeat(database: str | os.PathLike[str], by: By = "region", where: Sequence[str] = (), least: int = 2) -> Repeats:
    """The types that at least ``least`` years of one region (or of one project in it) have, most years first."""
    place_columns = ["region_code", "region", "project"][: _OF[by]]
    expressions = ["d.region_code", "d.region_name", "d.project_key"][: _OF[by]]
    with reading(database) as connection:
        choice = chosen(connection, where)
        documents = documents_by(connection, [*expressions, "d.fiscal_year"], choice)
        known, odd = categories(connection), odd_amounts(connection)
        years: defaultdict[Key, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        reports: defaultdict[Key, set[str]] = defaultdict(set)
        money: defaultdict[Key, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
        for code, document, severity, findings, fen in counted(connection, choice):
            of_document = documents.get(document)
            if code is None or code == UNCLASSIFIED_CODE or of_document is None or None in of_document:
                continue
            key = (*of_document[:-1], code)
            years[key][int(str(of_document[-1]))] += findings
            reports[key].add(document)
            before = money[key]
            money[key] = (before[0] + (fen or 0), before[1] + odd.get((document, code, severity), 0))
    reported = _reported(list(documents.values()))
    rows = []
    for key, told in years.items():
        if len(told) < least:
            continue
        place, told_code = key[:-1], str(key[-1])
        _, group, name = known[told_code]
        counts = (len(told), len(reported[place]), _in_a_row(set(told), reported[place]))
        listed = "、".join(str(year) for year in sorted(told))
        rows.append(
            (
                *place,
                told_code,
                group,
                name,
                listed,
                *counts,
                sum(told.values()),
                len(reports[key]),
                yuan_of(*money[key]),
            )
        )
    width = len(place_columns)
    rows.sort(key=lambda row: (-int(str(row[width + 4])), -int(str(row[width + 7])), [str(value) for value in row]))
    counts_named = ("years", "in_years", "of_years", "in_a_row", "findings", "reports", "yuan")
    return Repeats([*place_columns, "category_code", "category_group", "category", *counts_named], rows)


def repeated_findings(
    database: str | os.PathLike[str], by: By = "region", where: Sequence[str] = (), least: int = 2
) -> list[Found]:
    """Every finding behind :func:`repeat`, in its order, each group by year."""
    width = _OF[by]
    found: list[Found] = []
    answer = repeat(database, by, where, least)
    with reading(database) as connection:
        choice = chosen(connection, where)
        for row in answer.rows:
            region, project = row[0], row[2] if by == "project" else None
            rows = connection.execute(
                "SELECT d.region_name, d.project_key, f.category_name, d.fiscal_year, f.title, f.page, d.file, d.id"
                " FROM documents AS d LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"
                " JOIN findings AS f ON f.document_id = d.id"
                f" WHERE {choice.sql} AND d.region_code = ? AND d.region_name = ? AND f.category_code = ?"
                " AND (? IS NULL OR d.project_key = ?) AND d.fiscal_year IS NOT NULL"
                " ORDER BY d.fiscal_year, d.id, f.number",
                [*choice.values, region, row[1], row[width], project, project],
            )
            found += map(Found._make, rows)
    return found


def _reported(documents: Sequence[Key]) -> dict[Key, set[int]]:
    """The years that each region or project has reports of."""
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for *place, year in documents:
        if year is not None:
            found[tuple(place)].add(int(str(year)))
    return found


def _in_a_row(told: set[int], reported: set[int]) -> int:
    """The longest run of reported years, one after the other, that all have the type."""
    longest = run = 0
    for year in sorted(reported):
        run = run + 1 if year in told else 0
        longest = max(longest, run)
    return longest
