"""What the server knows: the names of tables and columns, the questions, where records are shown."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from extractor.model.words import (
    EVALUATIONS,
    FAILURES,
    GRAVITIES,
    PRECISIONS,
    REPORT_TYPES,
    REVIEWS,
    SEARCHED,
    SEVERITIES,
    STATUSES,
    TABLE_KINDS,
    TEXT_LAYERS,
    UNIT_SOURCES,
    VERDICTS,
    rule_names,
)
from extractor.sinks.search import excerpt
from extractor.sinks.words import match_expression
from extractor.web.reviews import Reviews

NAME = "findings"  # of the database in addresses, whatever its file is called
STYLE = "/assets/site.css"
NOTHING = '""'  # what FTS5 finds nowhere, and does not take for an error as it takes no words


@dataclass(frozen=True, slots=True)
class Site:
    """One served database: where it lies, and the review pages of its reports."""

    database: Path
    reviews: Reviews


@dataclass(frozen=True, slots=True)
class Question:
    """A query that stands ready; ``parameters`` say what to write for each."""

    name: str
    title: str
    description: str
    sql: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableNames:
    """What a table or view is called.

    ``columns`` are "name：what it says", ``offer`` names facets that are counted when asked for.
    """

    title: str
    description: str
    columns: dict[str, str]
    facets: list[str]
    offer: list[str]
    hide: list[str]
    review: str | None
    first: int | None


def site_of(datasette: Any) -> Site:
    """The site that a Datasette of ours serves."""
    site: Site = datasette.site
    return site


@cache
def tables() -> dict[str, TableNames]:
    """Tables and views by their names in the database; views that are looked at most come first."""
    content = tomllib.loads(_part("tables.toml"))
    common = content.pop("common")
    return {
        name: TableNames(
            part["title"],
            part["description"],
            common | part.get("columns", {}),
            part.get("facets", []),
            part.get("offer", []),
            part.get("hide", []),
            part.get("review"),
            part.get("first"),
        )
        for name, part in content.items()
    }


@cache
def questions() -> list[Question]:
    """The ready questions, in the order that they are shown in."""
    return [Question(**{"parameters": {}, **part}) for part in tomllib.loads(_part("queries.toml"))["query"]]


@cache
def words() -> dict[str, dict[str, str]]:
    """What codes are called, by kind of code."""
    found: dict[str, dict[str, str]] = tomllib.loads(_part("words.toml"))
    return {
        **found,
        "evaluation_kind": EVALUATIONS,
        "search_entries.kind": SEARCHED,
        "report_type": REPORT_TYPES,
        "text_layer": TEXT_LAYERS,
        "status": STATUSES,
        "error_code": FAILURES,
        "checks.status": VERDICTS,
        "issues.severity": GRAVITIES,
        "severity": SEVERITIES,
        "tables.kind": TABLE_KINDS,
        "unit_from": UNIT_SOURCES,
        "precision": PRECISIONS,
        "verdict": REVIEWS,
        "rule": rule_names(),
    }


def label(table: str | None, column: str) -> str:
    """What a column is called."""
    names = tables().get(table or "")
    return names.columns.get(column, column).split("：")[0] if names else column


def is_exact(column: str) -> bool:
    """Whether a column holds amounts as exact text, which is ordered letter by letter: 940000 behind 5800000."""
    return column.endswith("yuan")


def sorted_by(column: Mapping[str, Any], columns: Iterable[Mapping[str, Any]]) -> str | None:
    """What a table of these ``columns`` is sorted by when asked to: amounts by their 分; None: nothing."""
    if not is_exact(column["name"]):
        return str(column["name"]) if column["sortable"] else None
    in_fen = column["name"].removesuffix("yuan") + "fen"
    return in_fen if any(other["name"] == in_fen for other in columns) else None


def add_functions(connection: sqlite3.Connection) -> None:
    """``words_to_match(词)`` is what search_index is matched with, ``excerpt(text, 词)`` what stands around a hit."""
    connection.create_function(
        "words_to_match", 1, lambda asked: match_expression(str(asked or "")) or NOTHING, deterministic=True
    )
    connection.create_function(
        "excerpt", 2, lambda text, asked: excerpt(text or "", str(asked or "")), deterministic=True
    )


def metadata(database: Path) -> dict[str, Any]:
    """What Datasette is told: titles, descriptions, facets and questions."""
    named = {
        name: {
            "title": table.title,
            "description": table.description,
            "columns": table.columns,
            "facets": table.facets,
            "sortable_columns": [column for column in table.columns if not is_exact(column)],
        }
        for name, table in tables().items()
    }
    asked = {
        question.name: {
            "title": question.title,
            "description": question.description,
            "sql": question.sql.strip(),
            "params": list(question.parameters),
            "hide_sql": True,
        }
        for question in questions()
    }
    named["documents"]["label_column"] = "title"
    return {
        "title": "绩效评价问题库",
        "databases": {NAME: {"title": database.name, "tables": named, "queries": asked}},
        "extra_css_urls": [STYLE],
    }


def _part(name: str) -> str:
    return resources.files("extractor.web").joinpath(name).read_text(encoding="utf-8")
