"""Rules of tables with amounts: 合计 and 小计 against their rows, shares that make up a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.engine import Figure, Material, Status, cell_figure, check, total
from extractor.model.layout import TableCell
from extractor.model.reading import Column, DataTable, Reading, TablePart
from extractor.model.report import Check, plain
from extractor.records.figures import is_blank
from extractor.records.places import cells_by_place

AMOUNT_ROLES = frozenset(
    {"budget_amount", "paid_amount", "contract_amount", "balance", "amount", "involved_amount"}
)
# A table read with less certainty than this is not accused of anything.
SURE_READING = 0.8
# Sums over fewer rows say too little about how a table is meant.
FEWEST_ROWS = 2


@dataclass(frozen=True)
class Sheet:
    """A part of a table with its cells at hand."""

    reading: Reading
    table: DataTable
    part: TablePart

    @cached_property
    def cells(self) -> dict[tuple[int, int], TableCell]:
        return cells_by_place(self.table.grid)

    @property
    def name(self) -> str:
        caption = self.table.grid.caption
        return f"表“{''.join(caption.text.split())}”" if caption else "表格"

    def marked(self, *marks: str) -> list[int]:
        return [row for row in self.part.rows if self.part.marks.get(row) in marks]

    def figure(self, row: int, column: int) -> Figure | None:
        """The figure of a cell that begins in this very place."""
        cell = self.cells.get((row, column))
        if cell is None or (cell.row, cell.column) != (row, column):
            return None
        return cell_figure(self.reading, self.table, cell)

    def figures(self, rows: list[int], column: int) -> list[Figure] | None:
        """The figures of a column: blank is none, a merged cell counts once; None where one is unreadable."""
        found = []
        for row in rows:
            cell = self.cells.get((row, column))
            if cell is None or (cell.row, cell.column) != (row, column) or is_blank(cell.passage.text):
                continue
            value = cell_figure(self.reading, self.table, cell)
            if value is None or cell.colspan > 1:
                return None
            found.append(value)
        return found

    def text(self, row: int) -> str:
        """The words of a row, without spaces."""
        cells = {
            id(cell): cell
            for column in range(self.table.grid.n_columns)
            if (cell := self.cells.get((row, column)))
        }
        return "|".join("".join(cell.passage.text.split()) for cell in cells.values())

    def summed_columns(self) -> list[Column]:
        """The columns whose figures a total row adds up."""
        return [c for c in self.part.columns if c.unit is not None or c.role in AMOUNT_ROLES]


def sheets(reading: Reading) -> list[Sheet]:
    """The parts of all tables that hold amounts rather than scores."""
    return [
        Sheet(reading, table, part)
        for table in reading.tables
        if table.kind not in {"score", "self_evaluation"}
        for part in table.parts
    ]


def column_sums(material: Material) -> Iterator[Check]:
    """合计 against the rows that it adds up, in every column of amounts."""
    for sheet in sheets(material.reading):
        for row in sheet.marked("total"):
            leaves, subtotals = _scope(sheet, row)
            for column in sheet.summed_columns():
                stated = sheet.figure(row, column.index)
                if stated is not None and len(leaves) >= FEWEST_ROWS:
                    yield from _sum(sheet, column, stated, (leaves, subtotals))


def subtotals(material: Material) -> Iterator[Check]:
    """小计 against the rows of its group."""
    for sheet in sheets(material.reading):
        for row in sheet.marked("subtotal"):
            group, bounded = _group(sheet, row)
            for column in sheet.summed_columns():
                stated = sheet.figure(row, column.index)
                figures = sheet.figures(group, column.index)
                if stated is None or not figures:
                    continue
                if bounded or _closing(figures, stated) is None:
                    used = figures
                else:
                    used = _closing(figures, stated) or figures
                yield _verdict(
                    sheet,
                    ("subtotal", "小计"),
                    column,
                    stated,
                    used,
                    sure=bounded or _plain_group(sheet, group),
                )


def _sum(sheet: Sheet, column: Column, stated: Figure, scope: tuple[list[int], list[int]]) -> Iterator[Check]:
    leaves, subtotal_rows = scope
    figures = sheet.figures(leaves, column.index)
    if figures is None:
        message = f"{sheet.name}“{_head(column)}”列有无法识读的数字，合计未能核对。"
        yield check("column_sum", "unknown", message, [stated])
        return
    if total(figures) != stated.value:
        for rows in _other_readings(sheet, leaves, subtotal_rows):
            other = sheet.figures(rows, column.index)
            if other and total(other) == stated.value:
                figures = other
                break
    if figures:
        sure = _is_flat(sheet, leaves, figures)
        yield _verdict(sheet, ("column_sum", "合计"), column, stated, figures, sure=sure)


def _verdict(
    sheet: Sheet, kind: tuple[str, str], column: Column, stated: Figure, figures: list[Figure], *, sure: bool
) -> Check:
    rule, word = kind
    computed = total(figures)
    gap = abs(computed - stated.value)
    if gap == 0:
        status: Status = "pass"
    elif (
        not sure
        or sheet.table.grid.confidence < SURE_READING
        or _rounding_explains(column, stated, figures, gap)
    ):
        status = "unknown"
    else:
        status = "fail"
    verb = {
        "pass": "一致",
        "fail": f"不一致，相差{plain(gap)}",
        "unknown": f"相差{plain(gap)}，可能因四舍五入或分级汇总所致，无法判定",
    }[status]
    return check(
        rule, status,
        f"{sheet.name}“{_head(column)}”列{word}{stated.text}，与各行之和{computed:f}{verb}。",
        [stated, *figures], stated.value, computed,
    )  # fmt: skip


def _rounding_explains(column: Column, stated: Figure, figures: list[Figure], gap: Decimal) -> bool:
    """Rounded figures (万元 with decimals) may miss their total by half a unit each; 元 and 分 are exact."""
    if column.unit in {None, "元"} and stated.decimals in {0, 2}:
        return False
    return gap <= stated.half_unit + sum((each.half_unit for each in figures), Decimal(0))


def _scope(sheet: Sheet, row: int) -> tuple[list[int], list[int]]:
    """The plain and the subtotal rows that a total adds up: those above it, or all below a first row."""
    totals = sheet.marked("total")
    rows = list(sheet.part.rows)
    above = [each for each in rows if each < row]
    if not [each for each in above if each not in totals]:
        following = [each for each in totals if each > row]
        rows = [each for each in rows if each > row and (not following or each < following[0])]
    else:
        last = max((each for each in totals if each < row), default=-1)
        # A second total right below the first repeats or closes it; it adds up the whole part.
        rows = [each for each in above if each > last] or above
    plain_rows = [each for each in rows if each not in sheet.part.marks]
    return plain_rows, [each for each in rows if sheet.part.marks.get(each) == "subtotal"]


def _other_readings(sheet: Sheet, leaves: list[int], subtotal_rows: list[int]) -> Iterator[list[int]]:
    """Other sets of rows that a total may mean: subtotals with ungrouped rows, or the top level alone."""
    if subtotal_rows:
        grouped = {row for each in subtotal_rows for row in _group(sheet, each)[0]}
        yield sorted([*subtotal_rows, *(row for row in leaves if row not in grouped)])
    levels = {row: _numbering(sheet, row) for row in leaves}
    for level in ("han", "bracketed", "arabic"):
        chosen = [row for row in leaves if levels[row] == level]
        if chosen and len(chosen) < len(leaves):
            yield chosen


def _group(sheet: Sheet, row: int) -> tuple[list[int], bool]:
    """The rows that a 小计 adds up, and whether a merged cell beside them bounds them for sure."""
    first = sheet.part.rows.start
    for column in range(sheet.table.grid.n_columns):
        cell = sheet.cells.get((row, column))
        if cell and cell.row < row < cell.row + cell.rowspan:
            rows = [each for each in range(max(cell.row, first), row) if each not in sheet.part.marks]
            inner = [each for each in range(cell.row, row) if each in sheet.part.marks]
            if not inner:
                return rows, True
            return [each for each in rows if each > inner[-1]], True
    stops = [
        each for each in sheet.part.marks if each < row and sheet.part.marks[each] in {"total", "subtotal"}
    ]
    start = max(stops, default=first - 1) + 1
    return [each for each in range(start, row) if each not in sheet.part.marks], False


def _closing(figures: list[Figure], stated: Figure) -> list[Figure] | None:
    """The last figures that make up the subtotal, where some do."""
    for start in range(len(figures)):
        if total(figures[start:]) == stated.value:
            return figures[start:]
    return None


def _plain_group(sheet: Sheet, rows: list[int]) -> bool:
    return len(rows) >= FEWEST_ROWS and not any("其中" in sheet.text(row) for row in rows)


def _is_flat(sheet: Sheet, leaves: list[int], figures: list[Figure]) -> bool:
    """Whether the rows are all of one level, so that adding all of them is what a total means."""
    if sheet.marked("subtotal", "of_which") or any("其中" in sheet.text(row) for row in leaves):
        return False
    if len({_numbering(sheet, row) for row in leaves} - {""}) > 1:
        return False
    return not _has_hidden_subtotal([each.value for each in figures])


def _has_hidden_subtotal(values: list[Decimal]) -> bool:
    """Whether some figure is the sum of the two or more right after it, as of a group's heading row."""
    for index, value in enumerate(values):
        running = Decimal(0)
        for count, following in enumerate(values[index + 1 :], 1):
            running += following
            if count >= 2 and running == value != 0:
                return True
            if abs(running) > abs(value):
                break
    return False


def _numbering(sheet: Sheet, row: int) -> str:
    cell = sheet.cells.get((row, 0))
    text = "".join(cell.passage.text.split()) if cell else ""
    head = text[:4]
    if head[:1] in "一二三四五六七八九十" and head:
        return "han" if len(text) <= 3 or text[1:2] in "、.．" or text[2:3] in "、.．" else ""
    if head[:1] in "（(" and head[1:2] in "一二三四五六七八九十1234567890":
        return "bracketed"
    return "arabic" if head[:1].isdigit() else ""


def _head(column: Column) -> str:
    return "".join("".join(column.path[-1:]).split())
