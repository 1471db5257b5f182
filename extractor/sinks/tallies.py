"""The table ``tallies``: one narrow row for every document that could be read, with its findings in short.

A comparison reads it from end to end and nothing else: a tenth of what the records themselves come to. ``findings``
is one word a finding, its type and the first letter of its severity, then a bar and in the same order what each comes
to in 元, and after another bar in 分; ``types`` is the same for every type of each finding::

    0603o 0902l|380000 42.5|38000000 4250
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence, Set
from decimal import Decimal
from itertools import chain, compress
from typing import NamedTuple, TypeVar

from extractor.model.report import plain
from extractor.model.words import SEVERITIES
from extractor.sinks.dimensions import UNCLASSIFIED, Chosen, Key

NO_TYPE = "-"
_COPIED = (
    "status, fiscal_year, region_code, region_name, province_code, city_code, county_code, report_type, "
    "evaluation_kind, sector, department, fund_kind, evaluator, project_key, project_name, overall_score, grade"
)
# NaN is no whole number: such a finding, whose amount is no whole 分, is added up in 元
_AMOUNTS = (
    "group_concat(coalesce(f.involved_yuan, '0'), ' ') || '|' || "
    "group_concat(CASE WHEN f.involved_yuan IS NULL THEN '0' ELSE coalesce(f.involved_fen, 'NaN') END, ' ')"
)
_FINDINGS = (
    "SELECT group_concat(coalesce(f.category_code, '-') || substr(f.severity, 1, 1), ' ') || '|' || "
    f"{_AMOUNTS} FROM findings AS f WHERE f.document_id = d.id"
)
_TYPES = (
    "SELECT group_concat(c.category_code || substr(c.severity, 1, 1), ' ') || '|' || "
    f"{_AMOUNTS} FROM finding_categories AS c "
    "JOIN findings AS f ON f.document_id = c.document_id AND f.id = c.finding_id WHERE c.document_id = d.id"
)
_ROWS = (
    f"SELECT d.id, {_COPIED}, coalesce(({_FINDINGS}), '||'), coalesce(({_TYPES}), '||') "
    "FROM documents AS d WHERE d.status <> 'failed'"
)
_REGIONS = " LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"
_Amount = TypeVar("_Amount", int, Decimal)
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


class Counts(NamedTuple):
    """By what is counted: findings, documents that have any, and 元 as exact text."""

    findings: Counter[int]
    reports: Counter[int]
    yuan: dict[int, str]


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
) -> list[tuple[Key, str]]:
    """Of every document chosen what the ``expressions`` come to, and its findings as far as they are chosen, in short.

    With ``secondary`` a finding is told once for each of its types.
    """
    left_out = {
        token
        for token, (code, _, _, severity) in facts.items()
        if (choice.codes is not None and code not in choice.codes)
        or (choice.severities is not None and severity not in choice.severities)
    }
    rows = documents_by(connection, [*expressions, "d.types" if secondary else "d.findings"], choice)
    told = [(row[:-1], str(row[-1])) for row in rows]
    return [(key, _without(text, left_out)) for key, text in told] if left_out else told


def kinds_of(told: str, number: Callable[[str], int]) -> list[int]:
    """What the findings of a document count as, by ``number``."""
    return list(map(number, told[: told.index("|")].split()))


def count(told: Sequence[str], by_document: Sequence[list[int]], only: frozenset[int] | None = None) -> Counts:
    """Count the findings of some documents, which count as ``by_document`` (see :func:`kinds_of`); ``only`` some kinds.

    The words are cut here, a few documents at a time: cutting all of them first takes twice as long.
    """
    columns = zip(*[text.split("|") for text in told], strict=True)
    _, yuan, fen = (" ".join(column).split() for column in columns)
    kinds = list(chain.from_iterable(by_document))
    found: Iterable[Set[int]] = map(set, by_document)
    if only is not None:
        kept = list(map(only.__contains__, kinds))
        kinds, yuan, fen = list(compress(kinds, kept)), list(compress(yuan, kept)), list(compress(fen, kept))
        found = map(only.intersection, by_document)
    findings = Counter(kinds)
    reports = Counter(chain.from_iterable(found))
    money = dict(zip(kinds, yuan, strict=True))
    if len(money) < len(kinds):
        try:
            for kind, total in _sums(int, findings, kinds, fen).items():
                money[kind] = yuan_of(total)
        except ValueError:  # some are no whole 分
            for kind, exact in _sums(Decimal, findings, kinds, yuan).items():
                money[kind] = plain(exact)
    return Counts(findings, reports, money)


def _sums(
    number: type[_Amount], findings: Counter[int], kinds: Sequence[int], amounts: Sequence[str]
) -> dict[int, _Amount]:
    """What all findings of each kind come to, of those kinds that have several."""
    several = {kind: number(0) for kind, times in findings.items() if times > 1}
    for kind, amount in zip(kinds, amounts, strict=True):
        if kind in several and amount != "0":
            several[kind] += number(amount)
    return several


def yuan_of(fen: int) -> str:
    """Exact 元 of whole 分."""
    if not fen % 100:
        return str(fen // 100)
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole}.{rest:02d}" if rest % 10 else f"{sign}{whole}.{rest // 10}"


def _without(told: str, left_out: Container[str]) -> str:
    columns = zip(*[part.split() for part in told.split("|")], strict=True)
    kept = [finding for finding in columns if finding[0] not in left_out]
    return "|".join([" ".join(part) for part in zip(*kept, strict=True)]) if kept else "||"
