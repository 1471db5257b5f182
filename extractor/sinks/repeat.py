"""Problems that come back: the same type in a later year, in the same region or in the same project there."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from extractor.sinks.compare import Listed, Odd, categories, documents_by, listed, odd_amounts, yuan_of
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
        lists: defaultdict[str, list[Listed]] = defaultdict(list)
        for part in listed(connection, choice):
            if part.code is not None and part.code != UNCLASSIFIED_CODE:
                lists[part.code].append(part)
    whole = {document: key for document, key in documents.items() if None not in key}
    reported = _reported(whole.values())
    runs = _Runs()
    rows: list[Key] = []
    for code, parts in lists.items():
        _, group, name = known[code]
        for place, told in _by_place(parts, whole, odd).items():
            if len(told.years) >= least:
                years, run = runs.of(told.years, reported[place])
                counts = (len(told.years), len(reported[place]), run, told.findings, len(told.reports))
                rows.append((*place, code, group, name, years, *counts, yuan_of(told.fen, told.odd)))
    width = len(place_columns)
    rows.sort(key=lambda row: (-int(str(row[width + 4])), -int(str(row[width + 7])), *map(str, row[: width + 1])))
    counts_named = ("years", "in_years", "of_years", "in_a_row", "findings", "reports", "yuan")
    return Repeats([*place_columns, "category_code", "category_group", "category", *counts_named], rows)


@dataclass(slots=True)
class _Told:
    """What one place has of one type."""

    years: set[int] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    findings: int = 0
    fen: int = 0
    odd: Decimal | None = None


class _Runs:
    """Years as printed, and the longest run of reported years; places share few patterns, so each is made once."""

    def __init__(self) -> None:
        self.known: dict[tuple[frozenset[int], frozenset[int]], tuple[str, int]] = {}

    def of(self, told: set[int], reported: frozenset[int]) -> tuple[str, int]:
        key = (frozenset(told), reported)
        if key not in self.known:
            self.known[key] = ("、".join(map(str, sorted(told))), _in_a_row(told, reported))
        return self.known[key]


def _by_place(parts: list[Listed], documents: dict[str, Key], odd: Odd) -> dict[Key, _Told]:
    """The findings of one type by place."""
    found: dict[Key, _Told] = {}
    for part in parts:
        for document, fen in zip(part.documents, part.fen, strict=True):
            key = documents.get(document)
            if key is None:
                continue
            told = found.get(key[:-1])
            if told is None:
                told = found[key[:-1]] = _Told()
            told.years.add(key[-1])  # type: ignore[arg-type]
            told.reports.add(document)
            told.findings += 1
            told.fen += fen
        for document, yuan in odd.get((part.code, part.severity), ()):
            if document in documents:
                told = found[documents[document][:-1]]
                told.odd = (told.odd or Decimal(0)) + yuan
    return found


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


def _reported(documents: Iterable[Key]) -> dict[Key, frozenset[int]]:
    """The years that each region or project has reports of."""
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for *place, year in set(documents):
        found[tuple(place)].add(int(str(year)))
    return {place: frozenset(years) for place, years in found.items()}


def _in_a_row(told: set[int], reported: frozenset[int]) -> int:
    """The longest run of reported years, one after the other, that all have the type."""
    longest = run = 0
    for year in sorted(reported):
        run = run + 1 if year in told else 0
        longest = max(longest, run)
    return longest
