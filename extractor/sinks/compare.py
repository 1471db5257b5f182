"""Counts findings by type across years, regions and whatever else reports differ in.

Counted here rather than in SQL: one pass over a narrow table, several times as fast over 100,000 findings.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, repeat
from typing import NamedTuple

from extractor.sinks.database import reading
from extractor.sinks.dimensions import OF_DOCUMENTS, OF_FINDINGS, Key, Value, chosen
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

COUNTS = ("findings", "reports", "of_reports", "share", "yuan")


class Comparison(NamedTuple):
    """``reports`` of ``of_reports`` have such a finding; ``yuan`` adds up what the findings come to (涉及金额),
    None where none of them tells an amount."""

    columns: list[str]
    rows: list[Key]

    @property
    def dimensions(self) -> list[str]:
        """The columns that say what was counted by, each with its code before it where it has one."""
        return [name for name in self.columns[: -len(COUNTS)] if not name.endswith("_code")]

    def labels(self, dimension: str, unknown: str) -> list[str]:
        """What each row is called: where several are called the same, as counties are, with their codes."""
        place = self.columns.index(dimension)
        coded = f"{dimension}_code" in self.columns
        keys = [(row[place], row[place - 1] if coded else None) for row in self.rows]
        times = Counter(label for label, _ in set(keys))
        return [
            (unknown if label is None else str(label)) + (f" {code}" if times[label] > 1 and code else "")
            for label, code in keys
        ]


class _Asked(NamedTuple):
    """The dimensions of one comparison: columns of documents with their places in what was read, columns of findings
    with their places in (code, group, name, severity)."""

    of_documents: list[tuple[str, int]]
    of_findings: list[tuple[str, int]]


class _Shares(dict[int, float]):
    """The share of all reports by how many have it, each made once: few counts come up, and rounding is slow."""

    def __init__(self, reports: int) -> None:
        super().__init__()
        self.reports = reports

    def __missing__(self, some: int) -> float:
        share = self[some] = round(some / self.reports, 4)
        return share


def compare(
    database: str | os.PathLike[str],
    dimensions: Sequence[str],
    where: Sequence[str] = (),
    *,
    secondary: bool = False,
) -> Comparison:
    """Findings counted by ``dimensions``, and by category where no dimension is one of findings.

    ``where`` chooses reports and findings (see :func:`extractor.sinks.dimensions.chosen`); with ``secondary`` a finding
    counts for each of its types, not for its primary one alone.
    """
    return comparisons(database, [dimensions], where, secondary=secondary)[0]


def comparisons(
    database: str | os.PathLike[str],
    asked: Sequence[Sequence[str]],
    where: Sequence[str] = (),
    *,
    secondary: bool = False,
) -> list[Comparison]:
    """Several comparisons as :func:`compare` makes them, of one reading of the database."""
    expressions: dict[str, int] = {}
    wanted = [_wanted(dimensions, expressions) for dimensions in asked]
    with reading(database) as connection, uncollected():
        choice = chosen(connection, where)
        facts = facts_of_tokens(connection)
        told = told_by(connection, list(expressions), choice, facts, secondary=secondary)
        return [_comparison(told, each, facts) for each in wanted]


def _wanted(dimensions: Sequence[str], expressions: dict[str, int]) -> _Asked:
    """``expressions`` gains those that the dimensions need, each with its place."""
    names = list(dict.fromkeys(dimensions))
    if not set(names) & set(OF_FINDINGS):
        names.append("category")
    of_documents = [part for name in names for part in OF_DOCUMENTS.get(name, [])]
    return _Asked(
        [(column, expressions.setdefault(expression, len(expressions))) for column, expression in of_documents],
        [part for name in names for part in OF_FINDINGS.get(name, [])],
    )


def _comparison(everything: Told, asked: _Asked, facts: Facts) -> Comparison:
    documents, left_out = everything
    own_of = {token: tuple([fact[place] for _, place in asked.of_findings]) for token, fact in facts.items()}
    owns = sorted(set(own_of.values()), key=_order)
    places = {own: index for index, own in enumerate(owns)}
    number = {token: places[own] for token, own in own_of.items()}.__getitem__
    by_first = _by_first(documents, [place for _, place in asked.of_documents])
    firsts = sorted(by_first, key=_order if any(None in first for first in by_first) else None)
    lengths: list[int] = []
    kinds: list[int] = []
    columns: list[list[Value]] = [[] for _ in COUNTS]
    shares: dict[int, _Shares] = {}
    for first in firsts:
        told = by_first[first]
        by_document, amounts = kinds_and_amounts(told, left_out, number)
        findings, reports = count(by_document)
        fen = total(by_document, amounts)
        most_first = sorted(sorted(findings), key=findings.__getitem__, reverse=True)
        some = list(map(reports.__getitem__, most_first))
        share = shares.setdefault(len(told), _Shares(len(told)))
        lengths.append(len(some))
        kinds += most_first
        columns[0].extend(map(findings.__getitem__, most_first))
        columns[1].extend(some)
        columns[2].extend(repeat(len(told), len(some)))
        columns[3].extend(map(share.__getitem__, some))
        columns[4].extend(map(yuan_told, map(fen.__getitem__, most_first)))
    # column by column and put together once: a third of the time that a row at a time takes
    heads = [chain.from_iterable(map(repeat, column, lengths)) for column in zip(*firsts, strict=True)]
    types = [map(column.__getitem__, kinds) for column in zip(*owns, strict=True)]
    names = [*(column for column, _ in asked.of_documents), *(column for column, _ in asked.of_findings), *COUNTS]
    return Comparison(names, list(zip(*heads, *types, *columns, strict=True)))


def _by_first(documents: Sequence[tuple[Key, str]], places: Sequence[int]) -> dict[Key, list[str]]:
    """What documents have found, by the values at some ``places`` of their keys."""
    found: defaultdict[Key, list[str]] = defaultdict(list)
    whole = bool(documents) and places == list(range(len(documents[0][0])))
    for key, told in documents:
        found[key if whole else tuple([key[place] for place in places])].append(told)
    return found


def _order(values: Key) -> list[tuple[bool, str]]:
    """Orders values of one kind, what is unknown last; years and codes are all of one length."""
    return [(value is None, str(value)) for value in values]
