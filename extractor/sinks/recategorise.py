"""Tells the types of all findings of a database anew, from what it holds: no PDF is read again."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from extractor.model.verdict import Verdict
from extractor.sinks.columns import json_list
from extractor.sinks.database import Target, transaction, writing
from extractor.sinks.tallies import tally

Classify = Callable[[Sequence[str], str], Verdict]


class Changes(NamedTuple):
    """How many findings were looked at and how many have another primary type now: (from, to, findings)."""

    findings: int
    changed: int
    moved: list[tuple[str, str, int]]


class _Stored(NamedTuple):
    document: str
    id: str
    title: str
    text: str
    facts: str
    names: str
    code: str | None
    name: str | None
    fen: int | None


def recategorise(database: Target, classify: Classify) -> Changes:
    """Apply ``classify`` (names, facts) to every finding, in one transaction; an older database is brought up to date.

    Raises :class:`extractor.errors.DatabaseError`; then nothing has changed.
    """
    moved: Counter[tuple[str, str]] = Counter()
    told: dict[tuple[tuple[str, ...], str], Verdict] = {}
    count = 0
    with writing(database) as connection, transaction(connection):
        for stored in list(_stored(connection)):
            names = tuple(json.loads(stored.names))
            words = (names or (stored.title,), facts_of(stored.text, stored.facts, told=bool(names)))
            verdict = told.get(words)
            if verdict is None:
                verdict = told[words] = classify(*words)
            count += 1
            if stored.code != verdict.primary.code:
                moved[_label(stored.code, stored.name), _label(verdict.primary.code, verdict.primary.name)] += 1
            _store(connection, stored, verdict)
        tally(connection)
        connection.execute("DELETE FROM categories WHERE code NOT IN (SELECT category_code FROM finding_categories)")
    return Changes(count, moved.total(), [(*pair, times) for pair, times in moved.most_common()])


def facts_of(text: str, spans: str, *, told: bool) -> str:
    """The parts of a finding's text that tell the problem; the whole text where they were never ``told``."""
    facts = "\n".join(text[start:end] for start, end in json.loads(spans))
    return facts if facts or told else text


def _stored(connection: sqlite3.Connection) -> Iterator[_Stored]:
    rows = connection.execute(
        "SELECT document_id, id, title, text, facts, names, category_code, category_name, involved_fen FROM findings"
        " ORDER BY document_id, number"
    )
    return map(_Stored._make, rows)


def _store(connection: sqlite3.Connection, stored: _Stored, verdict: Verdict) -> None:
    every = (verdict.primary, *verdict.secondary)
    connection.executemany(
        "INSERT INTO categories VALUES (?, ?, ?) ON CONFLICT (code) "
        "DO UPDATE SET group_name = excluded.group_name, name = excluded.name",
        [(category.code, category.group, category.name) for category in every],
    )
    key = (stored.document, stored.id)
    connection.execute(
        "UPDATE findings SET category_code = ?, category_name = ?, severity = ? WHERE document_id = ? AND id = ?",
        (verdict.primary.code, verdict.primary.name, verdict.severity, *key),
    )
    connection.execute("DELETE FROM finding_categories WHERE document_id = ? AND finding_id = ?", key)
    for rank, category in enumerate(every):
        phrases = json_list([phrase.words for phrase in verdict.phrases if phrase.code == category.code])
        connection.execute(
            "INSERT INTO finding_categories VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, rank, category.code, phrases, verdict.severity, stored.fen),
        )


def _label(code: str | None, name: str | None) -> str:
    return f"{code or ''} {name or ''}".strip() or "—"
