"""Rows of a problem list (问题清单, or 存在的问题 beside 改进措施): finding, cause and advice in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from extractor.model.layout import Grid, Passage, Place, TableCell, join_passages
from extractor.model.reading import INDICATOR_KINDS, DataTable, Reading, TablePart, begun_at
from extractor.outline import says_nothing
from extractor.outline.markers import marker_at_start
from extractor.patternbook import pattern_of
from extractor.records.problems.labelled_cells import may_be_form
from extractor.records.problems.statements import is_harmless, is_negated
from extractor.records.problems.turns import segments
from extractor.tables.meaning.wording import LEVELS

_ROLES = {"problem": "finding", "advice": "advice"}
# Characters of the label of a row at most.
LONGEST_LABEL = 12
_head = partial(pattern_of, "sections", "problem_list")


class ListedProblem(NamedTuple):
    """A row: the cells of ``problem``, ``cause``, ``advice`` and ``done`` (整改情况) of a table; ``detail`` is a cell
    that tells more of the problem (问题描述), on a card with a row for each of these or right of the problem."""

    table: DataTable
    row: int
    problem: TableCell
    cause: TableCell | None
    advice: TableCell | None
    done: TableCell | None
    detail: TableCell | None = None

    @property
    def told(self) -> Passage:
        """All that is told of the problem."""
        cells = [self.problem, *filter(None, [self.detail])]
        return join_passages([cell.passage.stripped() for cell in cells], "\n")

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
    return [row for table in reading.tables for row in _listed(table)]


def _listed(table: DataTable) -> Iterator[ListedProblem]:
    if table.kind == "problems" or _lists_in_form(table):
        yield from rows_of(table)
    else:
        yield from _cards(table)
        yield from _beside_aspects(table)


def _beside_aspects(table: DataTable) -> Iterator[ListedProblem]:
    """Problems that a block of a form tells aspect by aspect: 资金管理情况 | 下达及时性 | … | 存在问题和改进措施."""
    told = [cell for cell in table.grid.cells if "题" in cell.passage.text]  # of most cells no more is asked
    heads = [cell for cell in told if _head("aspects").search(re.sub(r"\s", "", cell.passage.text))]
    for head in heads if may_be_form(table) else ():
        spine = table.cell(head.row, 0)
        if spine is None or spine.row != head.row or head.column <= spine.column:
            continue
        for row in range(head.row + head.rowspan, spine.row + spine.rowspan):
            cell = begun_at(table.grid.places, row, head.column)
            if cell is None or not _words(cell.passage):
                continue
            text = cell.passage.text
            if not (says_nothing(text) or is_negated(text) or is_harmless(text)):
                yield ListedProblem(table, row, cell, None, None, None)


def _lists_in_form(table: DataTable) -> bool:
    """Whether a form holds a list of problems and what goes with them (存在的问题 | 原因分析 | 改进措施)."""
    if not table.has_form:
        return False
    roles = [{column.role for column in part.columns} for part in table.parts]
    return any("finding" in each and each & {"cause", "advice"} and each.isdisjoint(LEVELS) for each in roles)


def listed_in(grids: Sequence[Grid], reading: Reading) -> list[ListedProblem]:
    """The rows of tables that stand in a section of problems and have a column of problems."""
    return [row for grid in grids for row in rows_of(reading.table_of(grid))]


def rows_of(table: DataTable) -> Iterator[ListedProblem]:
    """The rows of a table that tell a problem, and its cards; none where no column or row is headed so."""
    yield from _cards(table)
    for part in table.parts:
        columns = _columns(part)
        if "problem" not in columns:
            continue
        for row in part.rows:
            cell = _filled(table, row, columns, "problem")
            if cell is None or row in part.marks or cell.row != row or says_nothing(cell.passage.text):
                continue
            beside = {name: _filled(table, row, columns, name) for name in ("cause", "advice", "done", "detail")}
            yield ListedProblem(table, row, cell, **beside)


class TabledAdvice(NamedTuple):
    """A row of a table of nothing but advice: the advice, and the cell that names the problem it is about."""

    table: DataTable
    advice: TableCell
    about: TableCell | None


def advised_in(grids: Sequence[Grid], reading: Reading) -> list[TabledAdvice]:
    """The rows of tables in a section of advice that have a column of it (对应问题 | 整改建议 | 责任单位)."""
    found = []
    for grid in grids:
        table = reading.table_of(grid)
        for part in table.parts:
            columns = _columns(part)
            rows = part.plain_rows if "advice" in columns and table.kind not in INDICATOR_KINDS else []
            for row in rows:
                advice = _filled(table, row, columns, "advice")
                if advice is not None and advice.row == row and not says_nothing(advice.passage.text):
                    about = next((c for c in part.columns if c.path and "问题" in c.path[-1]), None)
                    found.append(TabledAdvice(table, advice, table.cell(row, about.index) if about else None))
    return found


def _cards(table: DataTable) -> Iterator[ListedProblem]:
    """Problems told below each other, a row with a label for each of 问题, 问题描述, 原因分析 and 整改建议.

    Those of forms are none.
    """
    listed = any("finding" in {column.role for column in part.columns} for part in table.parts)
    if listed or may_be_form(table):
        return
    card: dict[str, TableCell] = {}
    for row in range(table.grid.n_rows + 1):
        label = table.cell(row, 0) if row < table.grid.n_rows else None
        name = _label_of(label) if label is not None and label.row == row else None
        if (label is None or name == "problem") and "problem" in card and len(card) > 1:
            found = {each: card.get(each) for each in ("cause", "advice", "done", "detail")}
            yield ListedProblem(table, card["problem"].row, card["problem"], **found)
        if name == "problem":
            card = {}
        value = table.cell(row, label.colspan) if label is not None and name else None
        if (
            name
            and value is not None
            and value.column + value.colspan == table.grid.n_columns
            and _words(value.passage)
        ):
            card.setdefault(name, value)


def _label_of(label: TableCell) -> str | None:
    """What a row of a card holds, by its label."""
    text = re.sub(r"[\s：:]", "", label.passage.text)
    names = ("card_detail", "card_problem", "done", "cause", "advice")
    found = next((name for name in names if len(text) <= LONGEST_LABEL and _head(name).search(text)), None)
    return found.removeprefix("card_") if found else None


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
            told = _head(name).search(head) or (column.role is not None and column.role == _ROLES.get(name))
            if column.index not in found.values() and name not in found and told:
                found[name] = column.index
    behind = next((c for c in part.columns if c.index > found.get("problem", c.index)), None)
    if behind and _head("card_detail").search(re.sub(r"\s", "", "".join(behind.path[-1:]))):
        found["detail"] = behind.index
    return found


def _filled(table: DataTable, row: int, columns: dict[str, int], name: str) -> TableCell | None:
    cell = table.cell(row, columns[name]) if name in columns else None
    return cell if cell is not None and _words(cell.passage) else None


def _words(passage: Passage) -> str:
    return passage.text.strip(" /—-－无")
