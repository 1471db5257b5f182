"""Rows of a problem list (问题清单, or 存在的问题 beside 改进措施): finding, cause and advice in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractor.model.layout import Grid, Passage, Place, TableCell
from extractor.model.reading import DataTable, Reading, TablePart
from extractor.outline import says_nothing
from extractor.outline.markers import marker_at_start
from extractor.patternbook import load_patterns
from extractor.records.problems.turns import segments
from extractor.tables.meaning.kinds import LEVELS


class ListedProblem(NamedTuple):
    """A row: the cells of ``problem``, ``cause``, ``advice`` and ``done`` (整改情况) of a table."""

    table: DataTable
    row: int
    problem: TableCell
    cause: TableCell | None
    advice: TableCell | None
    done: TableCell | None

    def place(self, cell: TableCell) -> Place:
        return Place(self.table.grid.id, cell.row, cell.column)

    def causes(self) -> list[tuple[Passage, Place]]:
        """What the cause cell says, or the problem's cell behind 原因分析."""
        if self.cause is not None:
            return [(self.cause.passage.stripped(), self.place(self.cause))]
        pieces = segments([self.problem.passage])
        told = [piece.stripped for piece in pieces if piece.role == "cause" and piece.text]
        return [(passage, self.place(self.problem)) for passage in told]

    def remedies(self) -> list[tuple[Passage, Place | None]]:
        """What the cell of 整改情况 says, or the problem's own cell."""
        if self.done is not None:
            return [(self.done.passage.stripped(), self.place(self.done))]
        pieces = segments([self.problem.passage])
        return [(piece.stripped, self.place(self.problem)) for piece in pieces if piece.role == "done" and piece.text]


def listed_problems(reading: Reading) -> list[ListedProblem]:
    """The rows of every problem list of a document, those within forms too, in order; rows without a problem are left
    out."""
    return [
        row for table in reading.tables if table.kind == "problems" or _lists_in_form(table) for row in rows_of(table)
    ]


def _lists_in_form(table: DataTable) -> bool:
    """Whether a form holds a list of problems and what goes with them (存在的问题 | 原因分析 | 改进措施)."""
    if not any(part.name == "form" for part in table.parts):
        return False
    roles = [{column.role for column in part.columns} for part in table.parts]
    return any("finding" in each and each & {"cause", "advice"} and not each & LEVELS for each in roles)


def listed_in(grids: Sequence[Grid], reading: Reading) -> list[ListedProblem]:
    """The rows of tables that stand in a section of problems and have a column of problems."""
    return [row for grid in grids for row in rows_of(reading.table_of(grid))]


def rows_of(table: DataTable) -> Iterator[ListedProblem]:
    """The rows of a table that tell a problem; none where no column is headed so."""
    for part in table.parts:
        columns = _columns(part)
        if "problem" not in columns:
            continue
        for row in part.rows:
            cell = _filled(table, row, columns, "problem")
            if cell is None or row in part.marks or cell.row != row or says_nothing(cell.passage.text):
                continue
            cause, advice, done = (_filled(table, row, columns, name) for name in ("cause", "advice", "done"))
            yield ListedProblem(table, row, cell, cause, advice, done)


def name_of(cell: TableCell) -> str:
    """The first sentence of a cell, without its number: the name of what it tells."""
    text = cell.passage.text.strip()
    marker = marker_at_start(text)
    words = text[marker.end if marker else 0 :]
    return re.split(r"[。；;\n]", words, maxsplit=1)[0].strip("。；;：: ")


def names_problems(head: str) -> bool:
    """Whether words say no more than that problems follow (存在问题), as the head of their column does."""
    return bool(_head("problem").search(re.sub(r"\s", "", head)))


def _columns(part: TablePart) -> dict[str, int]:
    """Which column holds what: the first whose head says so, and each column for one thing."""
    found: dict[str, int] = {}
    for name in ("problem", "cause", "done", "advice"):
        for column in part.columns:
            head = re.sub(r"\s", "", "".join(column.path[-1:]))
            if column.index not in found.values() and name not in found and _head(name).search(head):
                found[name] = column.index
    return found


def _filled(table: DataTable, row: int, columns: dict[str, int], name: str) -> TableCell | None:
    cell = table.cell(row, columns[name]) if name in columns else None
    return cell if cell is not None and _words(cell.passage) else None


def _words(passage: Passage) -> str:
    return passage.text.strip(" /—-－无")


@cache
def _head(name: str) -> re.Pattern[str]:
    return re.compile(load_patterns("sections")["problem_list"][name])
