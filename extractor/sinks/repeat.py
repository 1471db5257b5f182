"""Problems that come back: the same type in a later year of the same region, project or department."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import Literal, NamedTuple

from extractor.sinks.database import reading
from extractor.sinks.dimensions import OF_DOCUMENTS, Key, chosen
from extractor.sinks.tallies import (
    Facts,
    Told,
    count,
    facts_of_tokens,
    kinds_and_amounts,
    told_by,
    total,
    uncollected,
    yuan_told,
)

By = Literal["region", "project", "city", "province", "department"]
UNCLASSIFIED_CODE = "00"
# where a problem comes back → columns of the answer, and what they are in documents (d) and regions (r)
_OF: dict[By, list[tuple[str, str]]] = {
    "region": OF_DOCUMENTS["region"],
    "project": [*OF_DOCUMENTS["region"], ("project", "d.project_key")],
    "city": OF_DOCUMENTS["city"],
    "province": OF_DOCUMENTS["province"],
    "department": [*OF_DOCUMENTS["region"], *OF_DOCUMENTS["department"]],
}


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
    place_columns = [column for column, _ in _OF[by]]
    expressions = [expression for _, expression in _OF[by]]
    with reading(database) as connection, uncollected():
        facts = facts_of_tokens(connection)
        told = told_by(connection, [*expressions, "d.fiscal_year"], chosen(connection, where), facts)
        rows = _rows(told, facts, least)
    width = len(place_columns)
    rows.sort(key=itemgetter(width + 4, width + 7), reverse=True)
    counts_named = ("years", "in_years", "of_years", "in_a_row", "findings", "reports", "yuan")
    return Repeats([*place_columns, "category_code", "category_group", "category", *counts_named], rows)


def _rows(everything: Told, facts: Facts, least: int) -> list[Key]:
    """The rows of :func:`repeat` by type and place; the values asked for are the place and the year."""
    types = sorted({fact[:3] for fact in facts.values() if fact[0] not in {None, UNCLASSIFIED_CODE}})
    places = {fact: index for index, fact in enumerate(types)}
    number = {token: places.get(fact[:3], -1) for token, fact in facts.items()}.__getitem__
    by_place: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
    for key, told in everything.documents:
        if None not in key:
            by_place[key[:-1]].append((int(str(key[-1])), told))
    runs: dict[tuple[int, ...], _Runs] = {}
    by_kind: list[list[Key]] = [[] for _ in types]
    for place in sorted(by_place):  # of one kind at every place, and none unknown
        of_place = by_place[place]
        years = [year for year, _ in of_place]
        every = tuple(sorted(set(years)))
        by_document, amounts = kinds_and_amounts([told for _, told in of_place], everything.left_out, number)
        reported: defaultdict[int, int] = defaultdict(int)  # a bit for each year of the place that has the kind
        for year, kinds in zip(years, by_document, strict=True):
            bit = 1 << every.index(year)
            for kind in kinds:
                reported[kind] |= bit
        again = [kind for kind, bits in reported.items() if bits.bit_count() >= least and kind >= 0]
        if not again:
            continue
        findings, reports = count(by_document)
        fen = total(by_document, amounts)
        run_of = runs.setdefault(every, _Runs(every))
        for kind in again:
            counted = (findings[kind], reports[kind], yuan_told(fen[kind]))
            by_kind[kind].append(place + types[kind] + run_of[reported[kind]] + counted)
    return list(chain.from_iterable(by_kind))


class _Runs(dict[int, tuple[str, int, int, int]]):
    """Of the years that a place reported, by the bits of those that have a type: years as printed, how many they are,
    how many were reported, and the longest run of them. There are few of either, so each is made once.
    """

    def __init__(self, reported: tuple[int, ...]) -> None:
        super().__init__()
        self.reported = reported

    def __missing__(self, bits: int) -> tuple[str, int, int, int]:
        years = "、".join([str(year) for at, year in enumerate(self.reported) if bits >> at & 1])
        run = self[bits] = (years, bits.bit_count(), len(self.reported), _in_a_row(bits))
        return run


def repeated_findings(
    database: str | os.PathLike[str], by: By = "region", where: Sequence[str] = (), least: int = 2
) -> list[Found]:
    """Every finding behind :func:`repeat`, in its order, each group by year."""
    found: list[Found] = []
    answer = repeat(database, by, where, least)
    with reading(database) as connection:
        choice = chosen(connection, where)
        same = " AND ".join(f"{expression} = ?" for _, expression in _OF[by])
        for row in answer.rows:
            rows = connection.execute(
                "SELECT d.region_name, d.project_key, f.category_name, d.fiscal_year, f.title, f.page, d.file, d.id"
                " FROM documents AS d LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"
                f" JOIN findings AS f ON f.document_id = d.id WHERE {choice.sql} AND {same}"
                " AND f.category_code = ? AND d.fiscal_year IS NOT NULL ORDER BY d.fiscal_year, d.id, f.number",
                [*choice.values, *row[: len(_OF[by]) + 1]],
            )
            found += map(Found._make, rows)
    return found


def _in_a_row(bits: int) -> int:
    """The longest run of bits set: reported years, one after the other, that all have the type."""
    longest = 0
    while bits:  # each step takes the last year off every run
        bits &= bits << 1
        longest += 1
    return longest
