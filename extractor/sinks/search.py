"""Finds words in the findings, recommendations, sections and tables of a database, best first."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import NamedTuple

from extractor.sinks.database import reading
from extractor.sinks.words import first_hit, match_expression

# A hit in a title counts as much as so many in the text.
TITLE_WEIGHT = 4.0
# From so many hits on they are neither counted on nor ranked: 10,000 take some 20 ms, 100,000 some 200 ms.
MANY = 10_000
MOST = 2**31 - 1  # hits that SQLite is asked for
EXCERPT = 24  # characters on either side of the hit
MARKS = ("«", "»")
_KINDS = {
    "finding": "SELECT title, text, causes, page, evidence FROM findings",
    "recommendation": "SELECT title, text, '[]', page, evidence FROM recommendations",
    "section": "SELECT title, text, '[]', page, evidence FROM sections",
    "table": "SELECT coalesce(caption, ''), id, '[]', page, evidence FROM tables",
}


class Hit(NamedTuple):
    """Where words were found.

    ``excerpt`` marks the hit with « », ``page`` is the page that it stands on, ``number`` that of the record.
    """

    kind: str
    page: int | None
    title: str
    excerpt: str
    report: str | None
    year: int | None
    region: str | None
    file: str
    document_id: str
    number: int


def search(database: str | os.PathLike[str], words: str, limit: int) -> tuple[list[Hit], int]:
    """The best ``limit`` hits, and how many there are in all, counted up to :data:`MANY`.

    Parts of ``words`` between spaces must all occur, each as it stands, from one character on.
    """
    expression = match_expression(words)
    if not expression:
        return [], 0
    limit = min(limit, MOST)
    with reading(database) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)", (expression, MANY)
        ).fetchone()
        found = _best(connection, expression, limit) if count < MANY else _some(connection, expression, limit)
        hits = [_hit(connection, document, kind, number, words) for document, kind, number in found]
    return hits, int(count)


def _best(connection: sqlite3.Connection, expression: str, limit: int) -> list[tuple[str, str, int]]:
    """The hits that say most of what is asked for, a hit in a title before one in a text."""
    return connection.execute(
        "SELECT e.document_id, e.kind, e.number FROM search_index "
        "JOIN search_entries AS e ON e.id = search_index.rowid WHERE search_index MATCH ? "
        "ORDER BY bm25(search_index, ?, 1.0), e.kind, e.document_id, e.number LIMIT ?",
        (expression, TITLE_WEIGHT, limit),
    ).fetchall()


def _some(connection: sqlite3.Connection, expression: str, limit: int) -> list[tuple[str, str, int]]:
    """Hits in titles, then in texts, of words that stand everywhere: nothing would be told by ranking them all."""
    found: dict[tuple[str, str, int], None] = {}
    for column in ("title : ", ""):
        rows = connection.execute(
            "SELECT e.document_id, e.kind, e.number FROM (SELECT rowid FROM search_index WHERE search_index MATCH ? "
            "ORDER BY rowid LIMIT ?) AS hit JOIN search_entries AS e ON e.id = hit.rowid",
            (f"{column}({expression})", 2 * limit),
        )
        found.update(dict.fromkeys(rows))
    return list(found)[:limit]


def _hit(connection: sqlite3.Connection, document: str, kind: str, number: int, words: str) -> Hit:
    title, text, causes, page, evidence = connection.execute(
        f"{_KINDS[kind]} WHERE document_id = ? AND number = ?", (document, number)
    ).fetchone()
    if kind == "table":
        text, page = _cell(connection, document, text, words) or (title, page)
    elif first_hit(text, words) is None:
        text = next((cause for cause in json.loads(causes) if first_hit(cause, words)), text)
    else:
        page = _page_of_hit(connection, document, text, evidence, words) or page
    about = connection.execute(
        "SELECT title, fiscal_year, region_name, file FROM documents WHERE id = ?", (document,)
    ).fetchone()
    shown = excerpt(text, words) or excerpt(title, words)
    return Hit(kind, page, title, shown, about[0], about[1], about[2], about[3], document, number)


def excerpt(text: str, words: str) -> str:
    """The surroundings of the first hit, with the hit marked; empty where there is none."""
    span = first_hit(text, words)
    if span is None:
        return ""
    start, end = span
    before = text[max(start - EXCERPT, 0) : start]
    after = text[end : end + EXCERPT]
    marked = f"{before}{MARKS[0]}{text[start:end]}{MARKS[1]}{after}"
    left = "…" if start > EXCERPT else ""
    right = "…" if end + EXCERPT < len(text) else ""
    return left + " ".join(marked.split()) + right


def _cell(connection: sqlite3.Connection, document: str, table: str, words: str) -> tuple[str, int] | None:
    """The text and the page of the first cell with a hit."""
    cells = connection.execute(
        "SELECT text, page FROM cells WHERE document_id = ? AND table_id = ? ORDER BY row, col", (document, table)
    )
    return next(((text, page) for text, page in cells if first_hit(text, words)), None)


def _page_of_hit(connection: sqlite3.Connection, document: str, text: str, evidence: str, words: str) -> int | None:
    """The page of the fragment that the hit in ``text`` comes from; white space counts on neither side."""
    span = first_hit(text, words)
    before = _solid(text[: span[0]]) if span else 0
    for fragment in json.loads(evidence):
        quoted = connection.execute(
            "SELECT substr(text, ?, ?) FROM pages WHERE document_id = ? AND page = ?",
            (fragment["start"] + 1, fragment["end"] - fragment["start"], document, fragment["page"]),
        ).fetchone()
        length = _solid(quoted[0]) if quoted else 0
        if before < length:
            return int(fragment["page"])
        before -= length
    return None


def _solid(text: str) -> int:
    return len("".join(text.split()))
