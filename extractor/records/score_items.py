"""The indicators of scoring tables (指标评分表) and self-evaluation tables (绩效自评表), row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from extractor.model.layout import Place, Places, TableCell
from extractor.model.reading import INDICATOR_KINDS, Column, DataTable, Reading, TablePart, begun_at
from extractor.model.report import ScoreItem
from extractor.patternbook import load_patterns
from extractor.records.bodies_scored import bodies_scored
from extractor.records.evidence import of_cells
from extractor.records.forms import form_project
from extractor.records.rows_as_levels import levels_by_rows
from extractor.records.sideways import sideways_items
from extractor.tables.meaning.wording import LEVELS as COLUMN_LEVELS
from extractor.values.figures import NamedPoints, figure, folded, is_blank, parts_of_name, points_and_score

# Below three levels some provinces have a fourth; its points are the indicator's.
LEVELS, LOWEST = COLUMN_LEVELS[:3], COLUMN_LEVELS[3]
FIGURES = ("points", "deduction", "score")
TEXTS = ("explanation", "criteria", "standard", "comment", "target", "actual")
_TAKEN = re.compile(r"(扣(?:减|除)?\s*(\d{1,3}(?:\.\d{1,2})?)\s*分[。；;]?)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# What the first cell of a row that adds up others says; a second line of defence behind the table's marks.
TOTAL_WORDS = frozenset({"合计", "总计", "小计", "总分", "总得分", "合计得分", "得分合计", "总分值", "合计分值"})


@dataclass
class _Level:
    """The level name that holds for the rows below it until the next one."""

    name: str | None = None
    points: Decimal | None = None


@dataclass
class _Carried:
    levels: dict[str, _Level] = field(default_factory=lambda: {level: _Level() for level in LEVELS})

    def enter(self, level: str, name: str, points: Decimal | None) -> None:
        """A name printed at ``level``; unless it only repeats the one that holds, what stood below ends."""
        if self.levels[level].name == name and level != LEVELS[-1]:
            return
        self.levels[level] = _Level(name, points)
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            self.levels[lower] = _Level()


@dataclass(frozen=True)
class ScoreRows:
    """A part of a scoring table with its cells at hand; ``scores`` is the column of one of several bodies."""

    table: DataTable
    part: TablePart
    places: Places
    scores: Column | None = None
    _columns: dict[str, Column | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column(self, role: str) -> Column | None:
        """The column of a role.

        Of several level columns it is the last (a spine cell may stand before them); of several scores the one
        that the evaluator gave, not the unit's own (自评分 beside 复核分); a table without 三级指标 may call that
        column 考核内容.
        """
        if role not in self._columns:
            self._columns[role] = self._column(role)
        return self._columns[role]

    def _column(self, role: str) -> Column | None:
        if role == "score" and self.scores is not None:
            return self.scores
        columns = [column for column in self.part.columns if column.role == role]
        columns = [column for column in columns if self._is_of_body(column)] or columns
        if role == "score" and not any(column for column in columns if not _is_headed(column, "own_score")):
            columns = [c for c in self.part.columns if _is_headed(c, "reviewed_score")] or columns
        if role == "score":
            columns = [column for column in columns if not _is_headed(column, "own_score")] or columns
            columns = [column for column in columns if _is_headed(column, "settled_score")] or _of_latest(columns)
        if role == LEVELS[-1] and not columns and self.part.column(LEVELS[1]):
            columns = [c for c in self.part.columns if c.role not in LEVELS and _is_headed(c, "third_level")]
        if role in LEVELS and columns:
            same = [column for column in columns if column.path == columns[-1].path]
            return max(same, key=lambda column: (self._begun(column), column.index))
        return columns[0] if columns else None

    def _is_of_body(self, column: Column) -> bool:
        """Whether a column stands below the name of the body whose scores are asked for."""
        return self.scores is not None and column.path[:-1] == self.scores.path[:-1] != ()

    def _begun(self, column: Column) -> int:
        """How many cells begin in a column: a head over two of them may stand over cells merged the same way."""
        return sum(begun_at(self.places, row, column.index) is not None for row in self.part.rows)

    def cell(self, role: str, row: int) -> TableCell | None:
        """The cell of a role in a row, spans included."""
        column = self.column(role)
        return None if column is None else self.places.get((row, column.index))

    def own_cell(self, role: str, row: int) -> TableCell | None:
        """The cell of a role that begins in this very row and column."""
        column = self.column(role)
        return None if column is None else begun_at(self.places, row, column.index)

    @cached_property
    def total_rows(self) -> list[int]:
        """The rows that add up others (合计, 总分)."""
        return [row for row in self.part.rows if self._is_total(row)]

    @cached_property
    def indicator_rows(self) -> list[int]:
        """The rows that are neither header nor total, nor head others."""
        return [row for row in self.named_rows if row not in self.level_rows]

    @cached_property
    def named_rows(self) -> list[int]:
        """The rows that are neither header nor total."""
        totals = set(self.total_rows)
        return [row for row in self.part.rows if row not in self.part.header and row not in totals]

    @cached_property
    def level_rows(self) -> dict[int, tuple[str, NamedPoints]]:
        """The rows that head others below them, where one column names all: the level that each names."""
        if [level for level in LEVELS if self.column(level)] != [LEVELS[-1]]:
            return {}
        named = {row: self._named(row, cell) for row in self.named_rows if (cell := self.own_cell(LEVELS[-1], row))}
        heads = levels_by_rows(named)
        return {row: (LEVELS[depth], named[row]) for row, depth in heads.items()}

    def _named(self, row: int, cell: TableCell) -> NamedPoints:
        """The name in a cell with the points of its row, or those behind the name."""
        named, points = parts_of_name(cell.passage.text), self.own_cell("points", row)
        told = None if points is None else figure(points.passage.text)
        return named if told is None else named._replace(points=told)

    def _is_total(self, row: int) -> bool:
        if self.part.sums_up(row):
            return True
        cells = (begun_at(self.places, row, column) for column in range(self.table.grid.n_columns))
        text = next((cell.passage.text for cell in cells if cell and not is_blank(cell.passage.text)), "")
        # Only these are looked at closely: each word of a total has one of the two signs.
        return ("计" in text or "总" in text) and folded(parts_of_name(text).name) in TOTAL_WORDS

    def place(self, cell: TableCell) -> Place:
        return Place(self.table.grid.id, cell.row, cell.column)


def score_parts(reading: Reading) -> list[ScoreRows]:
    """The parts of scoring and self-evaluation tables whose rows are indicators, in reading order."""
    return [
        ScoreRows(table, part, table.grid.places)
        for table in reading.tables
        if table.kind in INDICATOR_KINDS
        for part in table.parts
        if _is_scoring(part)
    ]


def score_items(reading: Reading) -> list[ScoreItem]:
    """Every indicator in reading order; total rows and fund rows are none.

    An indicator has points or a score, or stands in a form that prints neither, only targets and what came of them.
    A table that only sums up the levels gives none where another has the indicators themselves.
    """
    tables = [table for table in reading.tables if table.kind in INDICATOR_KINDS]
    found = [(table, _items_of_table(reading, table)) for table in tables]
    detailed = [item for _, items in found if any(item.level3 for item in items) for item in items]
    return [item for table, items in found if not _sums_up(table, items, detailed) for item in items]


def _sums_up(table: DataTable, items: Sequence[ScoreItem], detailed: Sequence[ScoreItem]) -> bool:
    """Whether a table without third-level indicators only has levels over those of other tables (决策, 项目决策)."""
    if table.kind == "self_evaluation" or any(item.level3 for item in items):
        return False
    over = {folded(name) for item in detailed for name in (item.level1, item.level2) if name}
    told = [folded(item.level2 or item.level1 or "") for item in items]
    return bool(over) and all(any(name in other or other in name for other in over) for name in told)


def _items_of_table(reading: Reading, table: DataTable) -> list[ScoreItem]:
    found: list[ScoreItem] = []
    for part in table.parts:
        if part.row_roles:
            found += sideways_items(reading, table, part)
        elif _is_scoring(part):
            scored = bodies_scored(part)
            for name, column in scored:
                items = items_of(reading, ScoreRows(table, part, table.grid.places, column))
                found += [item.model_copy(update={"project": name}) for item in items]
            found += [] if scored else items_of(reading, ScoreRows(table, part, table.grid.places))
    named = form_project(reading, table) if found and not any(item.project for item in found) else None
    return [item.model_copy(update={"project": named[0]}) for item in found] if named else found


def items_of(reading: Reading, rows: ScoreRows) -> list[ScoreItem]:
    """The indicators of one part of a table."""
    carried = _Carried()
    found: list[ScoreItem] = []
    for row in rows.named_rows:
        if row in rows.level_rows:
            level, named = rows.level_rows[row]
            carried.enter(level, named.name, named.points)
        elif item := _item(reading, rows, row, carried):
            found.append(item)
    return found


def _is_headed(column: Column, wording: str) -> bool:
    """Whether a column's head is worded as ``patterns/head.toml`` says."""
    head = folded("".join(column.path[-1:]))
    return re.fullmatch(load_patterns("head")["score_items"][wording], head) is not None


def _of_latest(scores: list[Column]) -> list[Column]:
    """The scores of the latest year, where each column is headed by a year of its own; else all."""
    years = [set(_YEAR.findall("".join(column.path))) for column in scores]
    if len(scores) < 2 or any(len(told) != 1 for told in years):
        return scores
    return [max(scores, key=lambda column: _YEAR.findall("".join(column.path)))]


def _is_scoring(part: TablePart) -> bool:
    """Whether the rows of a part are indicators: a level column beside points or a score, or beside targets."""
    levels = any(part.column(level) for level in (*LEVELS, LOWEST))
    return levels and (_has_figures(part) or bool(part.column("level3") and part.column("target")))


def _has_figures(part: TablePart) -> bool:
    return any(part.column(role) for role in ("points", "score"))


def _item(reading: Reading, rows: ScoreRows, row: int, carried: _Carried) -> ScoreItem | None:
    _carry_levels(rows, row, carried)
    level1, level2, level3 = (carried.levels[level] for level in LEVELS)
    fourth = rows.cell(LOWEST, row)
    level4 = parts_of_name(fourth.passage.text) if fourth is not None and not is_blank(fourth.passage.text) else None
    if not (level1.name or level2.name or level3.name):
        return None
    cells = {role: rows.own_cell(role, row) for role in (LEVELS[-1], LOWEST, *FIGURES)}
    figures = {role: None if cell is None else figure(cell.passage.text) for role, cell in cells.items()}
    points, deduction, score = (figures[role] for role in FIGURES)
    texts = {role: _text(rows.cell(role, row)) for role in TEXTS}
    if deduction is None and not _is_empty(cells["deduction"]) and (remark := _text(cells["deduction"])):
        deduction = _taken(remark)
        texts["comment"] = remark if rows.column("comment") is None else texts["comment"]
    if points is None and score is None and cells["score"] is not None:
        points, score = points_and_score(cells["score"].passage.text)
    if points is None and cells[LOWEST] is not None:
        points = level4.points if level4 else None
    elif points is None and cells["level3"] is not None:
        points = level3.points
    points = _points_in_target(rows, row) if points is None else points
    if points is None and score is None and (_has_figures(rows.part) or _is_empty(cells["level3"])):
        return None
    return ScoreItem(
        table=rows.table.grid.id,
        level1=level1.name,
        level1_points=level1.points,
        level2=level2.name,
        level2_points=level2.points,
        level3=level3.name,
        level4=level4.name if level4 else None,
        points=points,
        deduction=None if deduction is None else lost(points, deduction, score),
        score=score,
        evidence=of_cells(cells.values(), reading.pages, rows.table.grid.id),
        **texts,
    )


def _taken(remark: str) -> Decimal | None:
    """The points that a remark in the column of deductions ends with, and tells no others: 少1处，扣1.5分."""
    told = _TAKEN.findall(remark)
    return Decimal(told[0][1]) if len(told) == 1 and remark.endswith(told[0][0]) else None


def _points_in_target(rows: ScoreRows, row: int) -> Decimal | None:
    """The points behind a target, where the head of targets says so: 300人（30分） under 指标值（权重）."""
    column, cell = rows.part.column("target"), rows.cell("target", row)
    told = column is not None and column.path and re.search(r"[（(](?:权重|分值|分数)[）)]", column.path[-1])
    return parts_of_name(cell.passage.text).points if cell is not None and told else None


def lost(points: Decimal | None, deduction: Decimal, score: Decimal | None) -> Decimal:
    """A printed deduction: -2 where two points were lost is 2; -0.8 stays where the score is that much above."""
    extra = deduction < 0 and points is not None and score is not None and points - deduction == score
    return deduction if extra else abs(deduction)


def _is_empty(cell: TableCell | None) -> bool:
    return cell is None or is_blank(cell.passage.text)


def _carry_levels(rows: ScoreRows, row: int, carried: _Carried) -> None:
    for level in LEVELS:
        cell = rows.own_cell(level, row)
        if cell is None or is_blank(cell.passage.text):
            continue
        named = parts_of_name(cell.passage.text)
        weight = rows.cell(f"{level}_points", row)
        points = named.points if weight is None else figure(weight.passage.text)
        carried.enter(level, named.name, points)


def _text(cell: TableCell | None) -> str | None:
    return None if cell is None else cell.passage.text.strip() or None
