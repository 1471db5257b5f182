"""Scoring tables whose heads use words of their own (模块 | 观测点 | 规定分 | 实得), told by what their columns hold.

Points add up to 100, or under heads that say so to their total row; a score is never above the points of its row, the
names of the levels stand left of them in merged cells. What is told so is a guess, and said to be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.model.layout import Places
from extractor.model.reading import Column, TablePart, begun_at
from extractor.tables.meaning.contents import explained
from extractor.tables.meaning.wording import LEVELS, fold, is_number, is_word, plain_figure

FULL_SCORE = Decimal(100)
# Indicators that a table has at least (the shortest scoring tables have 8).
LEAST_INDICATORS = 5
# Share of the indicators that have a score.
SCORED = Decimal("0.8")
# The same where points and scores are headed so, and the points are those of the total row.
LEAST_HEADED = 3
# Share of the points below which a column's sum is one of deductions.
LEAST_SCORE = Decimal("0.5")
# A level's name is short; longer cells explain or set rules.
LONGEST_NAME = 24
MOST_LEVELS = 4
# Roles by words that a column of names may have all the same; any other word is believed.
OPEN_ROLES = frozenset({None, "project", "content", "criteria", "explanation", "unit_name", *LEVELS})
# What a list of projects or bodies names, whose points may have a total, too.
LISTED = frozenset({"project", "unit_name"})

Figures = dict[int, Decimal]


def guessed(part: TablePart, places: Places) -> tuple[TablePart, list[str]]:
    """``part`` with the roles that its figures tell, and the heads whose roles were guessed, if any."""
    part, heads = _scoring(part, places)
    part, between = _second_level(part, places)
    part, remarks = _remarks(part, places)
    return part, [*heads, *between, *remarks]


def _scoring(part: TablePart, places: Places) -> tuple[TablePart, list[str]]:
    roles = {column.role for column in part.columns}
    headed = {"points", "score"} <= roles
    known = headed and ("level2" in roles or {"level1", "level3"} <= roles)
    if known or not part.header or part.row_roles or any(column.unit for column in part.columns):
        return part, []
    rows = [row for row in part.rows if row not in part.marks]
    for points in part.columns:
        if points.role not in (None, "points") or not (full := _figures(places, rows, points.index)):
            continue
        whole = len(full) >= LEAST_INDICATORS and sum(full.values()) == FULL_SCORE
        if not whole and not (headed and points.role == "points" and _is_totalled(part, places, points.index, full)):
            continue
        score = _score(part, places, rows, points.index, full)
        levels = _levels(part, places, points.index, full)
        listed = not whole and any(column.role in LISTED and column.index in levels for column in part.columns)
        if score is not None and levels and not listed:
            return _told(part, {**levels, points.index: "points", score: "score"})
    return part, []


def _is_totalled(part: TablePart, places: Places, points: int, full: Figures) -> bool:
    """Whether the points of the indicators are those of the total row."""
    total = _figures(places, [row for row in part.rows if part.marks.get(row) == "total"], points) or {}
    return len(full) >= LEAST_HEADED and list(total.values()) == [sum(full.values())]


def _second_level(part: TablePart, places: Places) -> tuple[TablePart, list[str]]:
    """The one column of names between 一级指标 and 三级指标 is the second level, whatever its head says."""
    roles = [column.role for column in part.columns]
    if "level1" not in roles or "level3" not in roles or "level2" in roles or not {"points", "score"} & set(roles):
        return part, []
    inner = [
        column
        for column in part.columns[roles.index("level1") + 1 : roles.index("level3")]
        if column.role in OPEN_ROLES and _are_names(places, part.rows, column.index)
    ]
    return _told(part, {inner[0].index: "level2"}) if len(inner) == 1 else (part, [])


def _remarks(part: TablePart, places: Places) -> tuple[TablePart, list[str]]:
    """The one column of words right of a score tells why, whatever its head says."""
    roles = [column.role for column in part.columns]
    if "score" not in roles or "comment" in roles or not set(LEVELS) & set(roles):
        return part, []
    after = [column for column in part.columns[roles.index("score") + 1 :] if column.role is None and column.path]
    open_heads = [column for column in after if not is_word("score", "beside_heads", column.path[-1])]
    told = [column for column in open_heads if _are_words(places, part.rows, column.index)]
    return _told(part, {told[0].index: "comment"}) if len(told) == 1 else (part, [])


def _are_words(places: Places, rows: range, column: int) -> bool:
    """Whether a column has words in it and no bare figure."""
    cells = {id(cell): cell for row in rows if (cell := places.get((row, column))) and cell.column == column}
    texts = [text for cell in cells.values() if (text := cell.passage.text.strip())]
    return bool(texts) and not any(is_number(text) for text in texts)


def _are_names(places: Places, rows: range, column: int) -> bool:
    cells = {id(cell): cell for row in rows if (cell := places.get((row, column))) and cell.column == column}
    texts = [fold(cell.passage.text) for cell in cells.values() if cell.passage.text.strip()]
    return len(texts) > 1 and all(len(text) <= LONGEST_NAME and not text[-1].isdigit() for text in texts)


def _told(part: TablePart, roles: dict[int, str]) -> tuple[TablePart, list[str]]:
    heads = [column.path[-1] if column.path else "" for column in part.columns]
    named = explained([roles.get(column.index, column.role) for column in part.columns], heads)
    columns = tuple(replace(column, role=role) for column, role in zip(part.columns, named, strict=True))
    changed = [new for old, new in zip(part.columns, columns, strict=True) if old.role != new.role]
    return replace(part, columns=columns), [fold(column.path[-1]) if column.path else "" for column in changed]


def _figures(places: Places, rows: Sequence[int], column: int) -> Figures | None:
    """The figures of a column by the row that they begin in; None where a cell holds words."""
    found: Figures = {}
    for row in rows:
        cell = begun_at(places, row, column)
        if cell is None or not cell.passage.text.strip():
            continue
        value = plain_figure(fold(cell.passage.text).removesuffix("分"))
        if value is None:
            return None
        found[row] = value
    return found


def _score(part: TablePart, places: Places, rows: Sequence[int], points: int, full: Figures) -> int | None:
    """The one column right of the points that is never above them, row by row."""
    least = LEAST_SCORE * sum(full.values())
    found = []
    for column in part.columns:
        if column.index <= points or column.role not in (None, "score"):
            continue
        given = _figures(places, rows, column.index)
        if not given or len(given) < SCORED * len(full) or not set(given) <= set(full):
            continue
        if all(0 <= score <= full[row] for row, score in given.items()) and sum(given.values()) >= least:
            found.append(column)
    known = [column for column in found if column.role == "score"]
    chosen = known or found
    return chosen[0].index if len(chosen) == 1 else None


def _levels(part: TablePart, places: Places, points: int, full: Figures) -> dict[int, str]:
    """The columns of names left of the points: the last has a name in every row, some before it merged ones."""
    named: list[Column] = []
    for column in part.columns:
        if column.index >= points or column.role not in OPEN_ROLES:
            if column.role == "serial":
                continue
            break
        cells = [cell for row in full if (cell := places.get((row, column.index)))]
        if any(len(fold(cell.passage.text)) > LONGEST_NAME for cell in cells):
            break
        named.append(column)
    if not 1 < len(named) <= MOST_LEVELS:
        return {}
    last = [places.get((row, named[-1].index)) for row in full]
    whole = all(
        cell is not None and cell.row == row and cell.passage.text.strip() for row, cell in zip(full, last, strict=True)
    )
    merged = any(cell.rowspan > 1 for column in named[:-1] for row in full if (cell := places.get((row, column.index))))
    if not whole or not merged:
        return {}
    names = LEVELS if len(named) == MOST_LEVELS else LEVELS[: len(named)]
    return {column.index: role for column, role in zip(named, names, strict=True)}
