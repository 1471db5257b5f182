"""A document read as a person reads it: blocks in order, tables understood, sections in a tree.

The records are made from a :class:`Reading` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeVar, cast

from extractor.model.layout import Block, Grid, PageIndex, Paragraph, Passage, Places, TableCell

T = TypeVar("T")

TableKind = Literal["score", "self_evaluation", "funds", "projects", "contracts", "problems", "other"]

# Kinds of tables whose rows are indicators.
INDICATOR_KINDS = frozenset[TableKind]({"score", "self_evaluation"})
# Marks of rows and columns that sum up others; 其中 only names some of them.
SUMS = frozenset({"total", "subtotal"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of (a part of) a table: its header path from top to bottom, and what it means.

    ``role`` is a key of ``patterns/columns.toml`` (``level1``, ``points``, ``contract_amount`` …) or None;
    ``unit`` is the money unit that its bare numbers are in (元, 万元 …) or None where they are no money;
    ``unit_from`` tells where that stands.
    """

    index: int
    path: tuple[str, ...]
    role: str | None = None
    unit: str | None = None
    unit_from: str | None = None


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows of a grid that share one header: most tables have one part, a 自评表 several.

    ``header`` are the header rows, ``rows`` the data rows (both half-open ranges of grid rows);
    ``marks`` names rows that are no plain data: ``total`` (合计), ``subtotal`` (小计), ``of_which`` (其中).
    ``row_roles`` are the roles of its rows where a table stands on its side (指标 in the heads, 分值 and 得分 below).
    ``row_units`` are the money units that labels of rows give: 财政投入（元） below 单位：万元.
    """

    name: str
    header: range
    rows: range
    columns: tuple[Column, ...]
    marks: dict[int, str] = field(default_factory=dict)
    row_roles: dict[int, str] = field(default_factory=dict)
    row_units: dict[int, str] = field(default_factory=dict)

    @property
    def plain_rows(self) -> list[int]:
        """The data rows that neither sum up others nor say 其中."""
        return [row for row in self.rows if row not in self.marks]

    def sums_up(self, row: int) -> bool:
        """Whether a row is marked as the sum of others."""
        return self.marks.get(row) in SUMS

    def has_own_unit(self, row: int, column: Column) -> bool:
        """Whether the label of a row gives another unit than its column has."""
        return column.unit is not None and self.row_units.get(row, column.unit) != column.unit

    def column(self, role: str) -> Column | None:
        """The first column with a role."""
        for column in self.columns:
            if column.role == role:
                return column
        return None

    def column_at(self, index: int) -> Column | None:
        """The column at a place of the grid."""
        for column in self.columns:
            if column.index == index:
                return column
        return None


def begun_at(places: Places, row: int, column: int) -> TableCell | None:
    """The cell that begins in a place; None also where one only goes on there."""
    cell = places.get((row, column))
    return cell if cell is not None and (cell.row, cell.column) == (row, column) else None


@dataclass(slots=True)
class DataTable:
    """A table understood: ``kind`` as in the contract, ``unit`` that of the caption or 单位 line."""

    grid: Grid
    kind: TableKind
    unit: str | None
    parts: list[TablePart]
    notes: list[str] = field(default_factory=list)

    def part_of(self, row: int) -> TablePart | None:
        for part in self.parts:
            if row in part.rows or row in part.header:
                return part
        return None

    def cell(self, row: int, column: int) -> TableCell | None:
        return self.grid.at(row, column)

    @property
    def has_form(self) -> bool:
        """Whether a part of it is a form: labels with values beside them."""
        return any(part.name == "form" for part in self.parts)


@dataclass(slots=True)
class Section:
    """A heading (标题) with what stands under it up to the next heading of any level.

    ``number`` is the bare numeral, ``title`` the words, ``heading`` the heading as printed; ``body`` the
    blocks under it, where after a run-in heading (``1、加强管理。一是…``) the rest of its line comes first.
    ``opens_report``: the title of a further report in the file, above its chapters.
    """

    id: str
    parent: Section | None
    level: int
    number: str
    title: Passage
    heading: Passage
    run_in: bool
    body: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    opens_report: bool = False

    def path(self) -> list[Section]:
        """The sections from the outermost to this one."""
        return [*(self.parent.path() if self.parent else []), self]

    def walk(self) -> list[Section]:
        """This section and all below it, in reading order."""
        return [self, *(below for child in self.children for below in child.walk())]


@dataclass(slots=True)
class ReportPart:
    """One of several reports of a file: the first block of its title, None for the first report, and its outline."""

    begins: Block | None
    outline: Outline


@dataclass(slots=True)
class Outline:
    """``front``: blocks before the first heading (cover, title, preamble); ``sections`` in reading order;
    ``signature``: issuer and date lines at the end; ``annexes``: blocks after the signature; ``parts``: the reports,
    where the file holds several: ``front`` and ``signature`` are then those of the first, ``sections`` those of all."""

    front: list[Block]
    sections: list[Section]
    signature: list[Paragraph]
    annexes: list[Block]
    parts: list[ReportPart] = field(default_factory=list)

    @property
    def top(self) -> list[Section]:
        return [section for section in self.sections if section.parent is None]


@dataclass(slots=True)
class Reading:
    """Everything that the records are made from. ``tables`` are in the order of their grids in ``blocks``."""

    file: str
    pages: PageIndex
    blocks: list[Block]
    tables: list[DataTable]
    outline: Outline
    _told: dict[Callable[[Reading], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, work: Callable[[Reading], T]) -> T:
        """What a function tells of the reading, worked out once for all who ask; nobody changes it."""
        if work not in self._told:
            self._told[work] = work(self)
        return cast("T", self._told[work])

    @property
    def reports(self) -> list[Reading]:
        """Each report of the file by itself; most files hold one."""
        parts = self.outline.parts
        begun = [next(i for i, block in enumerate(self.blocks) if block is part.begins) for part in parts[1:]]
        bounds = pairwise([0, *begun, len(self.blocks)])
        return [self._only(part, *bound) for part, bound in zip(parts, bounds, strict=False)] or [self]

    @property
    def from_its_front(self) -> Reading:
        """Without what stands before its own front: the cover and foreword of the volume that it opens."""
        front = self.outline.front[:1]
        start = next((i for i, block in enumerate(self.blocks) if front and block is front[0]), 0)
        return self._only(ReportPart(None, self.outline), start, len(self.blocks)) if start else self

    def _only(self, part: ReportPart, start: int, end: int) -> Reading:
        blocks = self.blocks[start:end]
        grids = {id(block) for block in blocks}
        tables = [table for table in self.tables if id(table.grid) in grids]
        return Reading(self.file, self.pages, blocks, tables, part.outline)

    def table_of(self, grid: Grid) -> DataTable:
        return next(table for table in self.tables if table.grid is grid)
