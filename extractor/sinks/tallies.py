"""The table ``tallies``: one narrow row for every document that could be read, with its findings in short.

A comparison reads it from end to end and nothing else: a tenth of what the records themselves come to. ``findings``
is JSON: a word a finding, its type and the first letter of its severity, and in the same order what each comes to, in
分 as a number or, where that is not whole, in 元 as text; ``types`` is the same for every type of each finding::

    [["0603o", "0902l", "0902l"], [38000000, 4250, "0.125"]]
"""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from extractor.model.report import plain
from extractor.model.words import SEVERITIES
from extractor.sinks.dimensions import UNCLASSIFIED, Chosen, Key

NO_TYPE = "-"
_COPIED = (
    "status, fiscal_year, region_code, region_name, province_code, city_code, county_code, report_type, "
    "evaluation_kind, sector, department, fund_kind, evaluator, project_key, project_name, overall_score, grade"
)
_AMOUNTS = (
    "group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0'"
    """ ELSE coalesce(f.involved_fen, '"' || f.involved_yuan || '"') END)"""
)
_NONE = "[[],[]]"
_TOLD = """'[["' || group_concat({word}, '","') || '"],[' || """ + _AMOUNTS + " || ']]'"
_FINDINGS = (
    "SELECT "
    + _TOLD.format(word="coalesce(f.category_code, '-') || substr(f.severity, 1, 1)")
    + " FROM findings AS f WHERE f.document_id = d.id"
)
_TYPES = (
    "SELECT " + _TOLD.format(word="c.category_code || substr(c.severity, 1, 1)") + " FROM finding_categories AS c "
    "JOIN findings AS f ON f.document_id = c.document_id AND f.id = c.finding_id WHERE c.document_id = d.id"
)
_ROWS = (
    f"SELECT d.id, {_COPIED}, coalesce(({_FINDINGS}), '{_NONE}'), coalesce(({_TYPES}), '{_NONE}') "
    "FROM documents AS d WHERE d.status <> 'failed'"
)
_REGIONS = " LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"
_decode = json.JSONDecoder().raw_decode
Amount = int | str
# what is printed behind the 元 for so many 分
_ENDS = ["", *(f".{fen:02d}".rstrip("0") for fen in range(1, 100))]
# Type, group, name and severity of a finding, by token.
Facts = dict[str, tuple[str | None, str, str, str]]


def tally(connection: sqlite3.Connection, document: str | None = None) -> None:
    """Write the row of a document, or of all, from its records."""
    if document is None:
        connection.execute(f"INSERT OR REPLACE INTO tallies {_ROWS}")
        return
    # Row by row: at an INSERT from a SELECT the search index writes out what it has gathered of several documents.
    rows = connection.execute(f"{_ROWS} AND d.id = ?", (document,)).fetchall()
    marks = ", ".join("?" * (_COPIED.count(",") + 4))
    connection.executemany(f"INSERT INTO tallies VALUES ({marks})", rows)


class Told(NamedTuple):
    """Of every document chosen the values asked for and its findings in short; and what of them does not count."""

    documents: list[tuple[Key, str]]
    left_out: frozenset[str]


class Counts(NamedTuple):
    """By what is counted: findings, and documents that have any."""

    findings: Counter[int]
    reports: Counter[int]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles of objects: an answer has none, and looking takes a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def documents_by(connection: sqlite3.Connection, expressions: Sequence[str], choice: Chosen) -> list[Key]:
    """What the ``expressions`` over documents (d) and regions (r) come to, for every document chosen."""
    joined = _REGIONS if "r." in " ".join(expressions) + choice.sql else ""
    sql = f"SELECT {', '.join(expressions)} FROM tallies AS d{joined} WHERE {choice.sql}"
    return connection.execute(sql, choice.values).fetchall()


def facts_of_tokens(connection: sqlite3.Connection) -> Facts:
    """What every token stands for that can come up."""
    known = [(None, UNCLASSIFIED, UNCLASSIFIED), *connection.execute("SELECT code, group_name, name FROM categories")]
    return {
        f"{code or NO_TYPE}{severity[0]}": (code, group, name, severity)
        for code, group, name in known
        for severity in SEVERITIES
    }


def told_by(
    connection: sqlite3.Connection, expressions: Sequence[str], choice: Chosen, facts: Facts, *, secondary: bool = False
) -> Told:
    """What the ``expressions`` come to for every document chosen, with its findings.

    With ``secondary`` a finding is told once for each of its types.
    """
    left_out = frozenset(
        token
        for token, (code, _, _, severity) in facts.items()
        if (choice.codes is not None and code not in choice.codes)
        or (choice.severities is not None and severity not in choice.severities)
    )
    rows = documents_by(connection, [*expressions, "d.types" if secondary else "d.findings"], choice)
    return Told([(row[:-1], str(row[-1])) for row in rows], left_out)


def kinds_and_amounts(
    told: Sequence[str], left_out: frozenset[str], number: Callable[[str], int]
) -> tuple[list[list[int]], list[Amount]]:
    """What the findings of some documents count as, by ``number`` and document, and what each of them comes to.

    They are read here, a few documents at a time: reading all of them first takes twice as long.
    """
    found, _ = _decode(f"[{','.join(told)}]")
    if left_out:
        found = [_without(tokens, amounts, left_out) for tokens, amounts in found]
    return [list(map(number, tokens)) for tokens, _ in found], list(
        chain.from_iterable([amounts for _, amounts in found])
    )


def count(by_document: Sequence[list[int]]) -> Counts:
    """Count the findings of some documents, which count as ``by_document``."""
    return Counts(Counter(chain.from_iterable(by_document)), Counter(chain.from_iterable(map(set, by_document))))


def total(by_document: Sequence[list[int]], amounts: Sequence[Amount]) -> dict[int, int | Decimal]:
    """What the findings of some documents, which count as ``by_document``, come to in 分."""
    kinds = list(chain.from_iterable(by_document))
    fen: dict[int, int | Decimal] = dict.fromkeys(kinds, 0)
    try:
        for kind, amount in zip(kinds, amounts, strict=True):
            fen[kind] += amount  # type: ignore[operator]
    except TypeError:  # one is in 元
        fen = dict.fromkeys(kinds, 0)
        for kind, amount in zip(kinds, amounts, strict=True):
            fen[kind] += Decimal(amount).scaleb(2) if isinstance(amount, str) else amount
    return fen


def yuan_of(fen: int | Decimal) -> str:
    """Exact 元 of 分."""
    if fen < 0:
        return f"-{yuan_of(-fen)}"
    try:
        return str(fen // 100) + _ENDS[fen % 100]  # type: ignore[index]
    except TypeError:  # not whole
        return plain(Decimal(fen).scaleb(-2))


def yuan_told(fen: int | Decimal) -> str | None:
    """What findings come to in 元; None where none of them tells an amount, which is not the same as nothing."""
    return yuan_of(fen) if fen else None


def _without(tokens: list[str], amounts: list[Amount], left_out: frozenset[str]) -> tuple[list[str], list[Amount]]:
    kept = [pair for pair in zip(tokens, amounts, strict=True) if pair[0] not in left_out]
    return [token for token, _ in kept], [amount for _, amount in kept]
