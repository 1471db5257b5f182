"""Rows of a problem list (问题清单): finding, cause, advice and money in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.model.layout import Passage, Place, TableCell
from extractor.model.reading import DataTable, Reading, TablePart
from extractor.outline import says_nothing
from extractor.patternbook import load_patterns


class ListedProblem(NamedTuple):
    """A row: the cells of ``problem``, ``cause`` and ``advice`` with the table's id and the row's number."""

    table: DataTable
    row: int
    problem: TableCell
    cause: TableCell | None
    advice: TableCell | None

    def place(self, cell: TableCell) -> Place:
        return Place(self.table.grid.id, cell.row, cell.column)


def listed_problems(reading: Reading) -> list[ListedProblem]:
    """The rows of every problem list of a document, in order; rows without a problem are left out."""
    return [row for table in reading.tables if table.kind == "problems" for row in _rows(table)]


def _rows(table: DataTable) -> Iterator[ListedProblem]:
    for part in table.parts:
        columns = _columns(part)
        if "problem" not in columns:
            continue
        for row in part.rows:
            cell = table.cell(row, columns["problem"])
            if row in part.marks or cell is None or cell.row != row or says_nothing(cell.passage.text):
                continue
            if not cell.passage.text.strip():
                continue
            yield ListedProblem(
                table, row, cell, _filled(table, row, columns, "cause"), _filled(table, row, columns, "advice")
            )


def _columns(part: TablePart) -> dict[str, int]:
    """Which column holds what; the first whose head says so, and each column for one thing."""
    found: dict[str, int] = {}
    for name in ("problem", "cause", "advice"):
        for column in part.columns:
            head = "".join(column.path[-1:])
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
