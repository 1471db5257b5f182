"""A part of a table as rules look at it: rows by what they are, cells as figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from extractor.checks.engine import CellFigures, Figure, tight
from extractor.checks.units import ZERO, scale_of
from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column, DataTable, TablePart, begun_at
from extractor.values.figures import figure, is_blank

AMOUNT_ROLES = frozenset({"budget_amount", "paid_amount", "contract_amount", "balance", "amount", "involved_amount"})

NO_FIGURES = frozenset(
    {"serial", "date", "document_number", "points", "deduction", "score", "level1", "level2", "level3"}
)
FEWEST_FIGURES = 2
# A row is called by so many characters of its first words.
LONGEST_LABEL = 24
_UNIT_BEHIND = re.compile("[（(]单位[^）)]*[）)]$")
_NUMBER_BEFORE = re.compile(r"\s*附?表\s*[\d-]*\d(?=\s+\d)")
# A head that ends so is of a column of rates.
_IN_PERCENT = ("（%）", "(%)", "（％）", "(％)")


class NamedFigure(NamedTuple):
    """A figure of a table: its value in 元, or bare where its column is none of money, and half its last unit."""

    value: Decimal
    half: Decimal
    is_money: bool
    figure: Figure


class NamedRow(NamedTuple):
    """A row with figures by column, and its name."""

    sheet: Sheet
    row: int
    name: str
    figures: dict[int, NamedFigure]

    @property
    def is_total(self) -> bool:
        return self.row in self.sheet.part.marks


class RowAmount(NamedTuple):
    """An amount of a row in 元, half a unit of its last printed place, and the unit that it is printed in."""

    yuan: Decimal
    half: Decimal
    figure: Figure
    sheet: Sheet
    row: int
    unit: str


@dataclass(frozen=True)
class Sheet:
    """A part of a table with its cells at hand."""

    known: CellFigures
    table: DataTable
    part: TablePart

    @cached_property
    def cells(self) -> Places:
        return self.table.grid.places

    @cached_property
    def own(self) -> Mapping[tuple[int, int], Figure]:
        """The figures of the table by the row and column that their cells begin in."""
        return self.known.of_table(self.table)

    @cached_property
    def name(self) -> str:
        return table_said(self.table)

    def marked(self, *marks: str) -> list[int]:
        if marks not in self._marked:
            rows = self.part.rows if self.part.marks else ()
            self._marked[marks] = [row for row in rows if self.part.marks.get(row) in marks]
        return self._marked[marks]

    @cached_property
    def _marked(self) -> dict[tuple[str, ...], list[int]]:
        return {}

    @cached_property
    def _vectors(self) -> dict[int, dict[int, Figure]]:
        return {}

    def figure(self, row: int, column: int) -> Figure | None:
        """The figure of a cell that begins in this very place."""
        return self.own.get((row, column))

    def covering(self, row: int, column: int) -> Figure | None:
        """The figure of the cell that covers a place, wherever it begins."""
        cell = self.cells.get((row, column))
        return None if cell is None else self.own.get((cell.row, cell.column))

    def figures(self, rows: list[int], column: int) -> list[Figure] | None:
        """The figures of a column: blank is none, a merged cell counts once; None where one is unreadable."""
        found = []
        for row in rows:
            cell = begun_at(self.cells, row, column)
            if cell is None:
                continue
            value = self.own.get((row, column))
            if value is not None and cell.colspan == self.span(column):
                found.append(value)
            elif value is not None or self.is_filled(row, column):
                return None
        return found

    @cached_property
    def rows_by_name(self) -> dict[str, int]:
        """The plain rows by what they are called, those of which two are called the same left out."""
        names = {row: self.name_of(row) for row in self.part.plain_rows}
        counts = Counter(names.values())
        return {name: row for row, name in names.items() if name and counts[name] == 1}

    def row_said(self, row: int) -> str:
        """The table and a row of it, as a sentence calls them."""
        name = self.name_of(row)
        return f"{self.name}“{name}”行" if name else f"{self.name}{self.label(row)}"

    def label(self, row: int) -> str:
        """What a row is called, else its number."""
        return self.name_of(row) or f"第{row + 1}行"

    def name_of(self, row: int) -> str:
        """What a row is called: its project or unit, else its first cell with words; empty where it has none."""
        if row not in self._names:
            self._names[row] = self._name_of(row)
        return self._names[row]

    @cached_property
    def _names(self) -> dict[int, str]:
        return {}

    @cached_property
    def _naming(self) -> list[int]:
        """The columns that may name a row, those of projects and units first."""
        named = [
            column.index for role in ("project", "unit_name") for column in self.part.columns if column.role == role
        ]
        return [*named, *range(self.table.grid.n_columns)]

    def _name_of(self, row: int) -> str:
        for column in self._naming:
            cell = self.cells.get((row, column))
            text = tight(cell.passage.text) if cell and cell.rowspan == 1 else ""
            if text and figure(text) is None:
                return text[:LONGEST_LABEL]
        return ""

    @cached_property
    def amounts(self) -> list[RowAmount]:
        """The amounts of all rows but totals, column by column, those of nothing left out."""
        totals = set(self.marked("total"))
        rows = [row for row in self.part.rows if row not in totals]
        return [
            RowAmount(each.value * scale, each.half_unit * scale, each, self, row, column.unit or "")
            for column in self.money_columns
            for scale in (scale_of(column),)
            for row in rows
            if (each := self.own.get((row, column.index))) is not None and each.value
        ]

    @cached_property
    def named_rows(self) -> list[NamedRow]:
        """The rows with figures other than rates and nothings."""
        columns = [column for column in self.figure_columns if column.index not in self.rate_columns]
        scales = {column.index: scale_of(column) for column in columns}
        found = []
        for row in self.part.rows:
            figures: dict[int, NamedFigure] = {}
            for column in columns:
                each = self.own.get((row, column.index))
                if each is not None and each.value:
                    scale = scales[column.index]
                    half = each.half_unit * scale if each.decimals and scale > 1 else ZERO
                    figures[column.index] = NamedFigure(each.value * scale, half, column.unit is not None, each)
            if figures:
                found.append(NamedRow(self, row, self.label(row), figures))
        return found

    @cached_property
    def of_which(self) -> frozenset[int]:
        """The rows in which a cell says 其中."""
        return frozenset(
            row
            for cell in self.table.grid.cells
            if "其" in cell.passage.text and "其中" in tight(cell.passage.text)
            for row in cell.rows
        )

    def summed_columns(self) -> list[Column]:
        """The columns whose figures a total row adds up; one with a rate anywhere in it is none."""
        return self._summed

    @cached_property
    def _summed(self) -> list[Column]:
        return [
            column
            for column in self.part.columns
            if (column.unit is not None or column.role in AMOUNT_ROLES) and column.index not in self.rate_columns
        ]

    @cached_property
    def money_columns(self) -> list[Column]:
        """Those of them whose unit is known, so that their figures can be told in 元."""
        return [column for column in self._summed if column.unit]

    def counted_columns(self) -> list[Column]:
        """The columns of counts (人数, 建筑面积): figures without a unit of money."""
        return [
            column
            for column in self.figure_columns
            if column.unit is None and column.role is None and column.index not in self.rate_columns
        ]

    @cached_property
    def figure_columns(self) -> list[Column]:
        """The columns that hold figures: amounts, rates, counts; no serial numbers, dates or scores."""
        counts = Counter(column for row, column in self.own if row in self.part.rows)
        return [
            column
            for column in self.part.columns
            if column.role not in NO_FIGURES and counts[column.index] >= FEWEST_FIGURES
        ]

    def is_filled(self, row: int, column: int) -> bool:
        """Whether the cell that covers a place says something."""
        cell = self.cells.get((row, column))
        return cell is not None and not is_blank(cell.passage.text)

    def span(self, column: int) -> int:
        """How many columns of the grid the cells of a column take: in a form they may all take two."""
        if column not in self._spans:
            spans = Counter(
                [
                    cell.colspan
                    for row in self.part.rows
                    if (cell := self.cells.get((row, column))) is not None
                    and cell.column == column
                    and (cell.row, column) in self.own
                ]
            )
            self._spans[column] = spans.most_common(1)[0][0] if spans else 1
        return self._spans[column]

    @cached_property
    def _spans(self) -> dict[int, int]:
        return {}

    def vector(self, column: int) -> dict[int, Figure]:
        """The figures of a column by row, cells that are merged with others left out."""
        if column not in self._vectors:
            self._vectors[column] = {
                row: value
                for row in self.part.rows
                if (cell := self.cells.get((row, column))) is not None
                and cell.rowspan == 1
                and cell.colspan == self.span(column)
                and (value := self.own.get((row, cell.column))) is not None
            }
        return self._vectors[column]

    @cached_property
    def rate_columns(self) -> frozenset[int]:
        """The columns that hold a rate anywhere, or are headed as rates or shares."""
        return frozenset(
            column
            for cell in self.table.grid.cells
            if ("%" in cell.passage.text or "％" in cell.passage.text) and (cell.row, cell.column) in self.own
            for row, column in _covered(cell)
            if row in self.part.rows
        ) | {
            column.index
            for column in self.part.columns
            if column.role in {"rate", "share"}
            or (column.unit is None and column.path and column.path[-1].rstrip().endswith(_IN_PERCENT))
        }


def table_said(table: DataTable) -> str:
    """What a letter calls a table: by its caption, without 单位 in brackets behind it."""
    if table.grid.caption is None:
        return "表格"
    number, caption = _NUMBER_BEFORE.match(table.grid.caption.text), tight(table.grid.caption.text)
    if number:  # 表1 2024年度…
        caption = f"{tight(number[0])} {caption[len(tight(number[0])) :]}"
    caption = _UNIT_BEHIND.sub("", caption)
    return f"“{caption}”" if caption.startswith(("表", "附表")) else f"表“{caption}”"


def _covered(cell: TableCell) -> list[tuple[int, int]]:
    """The places that a cell covers."""
    if cell.rowspan == cell.colspan == 1:
        return [(cell.row, cell.column)]
    return [(row, column) for row in cell.rows for column in cell.columns]
