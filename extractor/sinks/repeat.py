"""Problems that come back: the same type in a later year of the same region, project or department."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from extractor.sinks.compare import Listed, Odd, categories, documents_by, listed, odd_amounts, yuan_of
from extractor.sinks.database import reading
from extractor.sinks.dimensions import OF_DOCUMENTS, Key, chosen

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
    with reading(database) as connection:
        choice = chosen(connection, where)
        documents = documents_by(connection, [*expressions, "d.fiscal_year"], choice)
        known, odd = categories(connection), odd_amounts(connection)
        lists: defaultdict[str, list[Listed]] = defaultdict(list)
        for part in listed(connection, choice):
            if part.code is not None and part.code != UNCLASSIFIED_CODE:
                lists[part.code].append(part)
    whole = {document: key for document, key in documents.items() if None not in key}
    spots = _spots(whole)
    reported = _reported(whole.values())
    runs = _Runs()
    rows: list[Key] = []
    for code, parts in lists.items():
        _, group, name = known[code]
        for place, told in _by_place(parts, spots, least):
            years, run = runs.of(told, reported[place])
            yuan = yuan_of(told.fen, _odd_of(place, code, odd, whole) if odd else None)
            counts = (len(told.years), len(reported[place]), run, told.findings, told.reports)
            rows.append((*place, code, group, name, years, *counts, yuan))
    width = len(place_columns)
    rows.sort(key=itemgetter(width + 4, width + 7), reverse=True)
    counts_named = ("years", "in_years", "of_years", "in_a_row", "findings", "reports", "yuan")
    return Repeats([*place_columns, "category_code", "category_group", "category", *counts_named], rows)


class _Told(NamedTuple):
    """What one place has of one type; ``years`` in the order that they were met."""

    years: tuple[int, ...]
    findings: int
    reports: int
    fen: int


class _Spots(NamedTuple):
    """The places and years of the documents: a number for each pair, by document; by that number the place's own
    number and the year; the places by theirs."""

    of_document: dict[str, int]
    places: list[int]
    years: list[int]
    keys: list[Key]


def _spots(documents: dict[str, Key]) -> _Spots:
    pairs: list[Any] = list(set(documents.values()))
    pairs.sort()  # of one kind at every place, and none unknown
    keys = list(dict.fromkeys(pair[:-1] for pair in pairs))
    of_pair = {pair: index for index, pair in enumerate(pairs)}
    of_place = {key: index for index, key in enumerate(keys)}
    return _Spots(
        {document: of_pair[key] for document, key in documents.items()},
        [of_place[pair[:-1]] for pair in pairs],
        [int(str(pair[-1])) for pair in pairs],
        keys,
    )


class _Runs:
    """Years as printed, and the longest run of reported years; there are few of either, so each is made once."""

    def __init__(self) -> None:
        self.printed: dict[tuple[int, ...], str] = {}
        self.marks: dict[frozenset[int], dict[int, int]] = {}
        self.longest: dict[int, int] = {}

    def of(self, told: _Told, reported: frozenset[int]) -> tuple[str, int]:
        marks = self.marks.get(reported)
        if marks is None:
            marks = self.marks[reported] = {year: 1 << index for index, year in enumerate(sorted(reported))}
        bits = sum([marks[year] for year in told.years])
        if bits not in self.longest:
            self.longest[bits] = _in_a_row(bits)
        if told.years not in self.printed:
            self.printed[told.years] = "、".join(map(str, told.years))
        return self.printed[told.years], self.longest[bits]


def _by_place(parts: list[Listed], spots: _Spots, least: int) -> Iterator[tuple[Key, _Told]]:
    """The places that have findings of one type in at least ``least`` years."""
    findings: Counter[Any] = Counter()  # by spot; None for documents that do not count
    money: dict[Any, int] = {}
    for part in parts:
        found = list(map(spots.of_document.get, part.documents))
        findings.update(found)
        for spot, fen in zip(found, part.fen, strict=True):
            if fen:
                money[spot] = money.get(spot, 0) + fen
    reports = Counter(map(spots.of_document.get, set().union(*(part.documents for part in parts))))
    places, years = spots.places, spots.years
    by_place: defaultdict[int, list[int]] = defaultdict(list)
    findings.pop(None, None)
    for spot in findings:
        by_place[places[spot]].append(spot)
    for place in sorted([place for place, of_place in by_place.items() if len(of_place) >= least]):
        of_place = by_place[place]
        of_place.sort()
        told, seen, fen = 0, 0, 0
        for spot in of_place:
            told += findings[spot]
            seen += reports[spot]
            fen += money.get(spot, 0)
        yield spots.keys[place], _Told(tuple([years[spot] for spot in of_place]), told, seen, fen)


def _odd_of(place: Key, code: str, odd: Odd, documents: dict[str, Key]) -> Decimal:
    """The amounts of a place and type that are no whole 分."""
    of_type = (pair for (told, _), pairs in odd.items() if told == code for pair in pairs)
    return sum((yuan for document, yuan in of_type if documents.get(document, (None,))[:-1] == place), Decimal(0))


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


def _reported(documents: Iterable[Key]) -> dict[Key, frozenset[int]]:
    """The years that each region or project has reports of."""
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for *place, year in set(documents):
        found[tuple(place)].add(int(str(year)))
    return {place: frozenset(years) for place, years in found.items()}


def _in_a_row(bits: int) -> int:
    """The longest run of bits set: reported years, one after the other, that all have the type."""
    longest = 0
    while bits:  # each step takes the last year off every run
        bits &= bits << 1
        longest += 1
    return longest
