"""The parts of a table: rows that share one header. Most tables have one part, a 自评表 has several."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Grid, Places, TableCell
from extractor.model.reading import TablePart
from extractor.tables.meaning.column_numbers import numbers_columns
from extractor.tables.meaning.heads import columns_of
from extractor.tables.meaning.row_units import row_units
from extractor.tables.meaning.transposed import transposed_roles
from extractor.tables.meaning.units import MONEY_ROLES, has_quantity
from extractor.tables.meaning.wording import fold, is_form_label, is_number, is_word, mark_of, role_of
from extractor.values import unit_in

# Share of the filled cells of a row that are known heads, and how many, for a second header within a table.
HEAD_SHARE = 0.6
LEAST_HEADS = 3
# Heads of a goals block (年度总体目标 | 预期目标 | 实际完成情况) are only two.
LEAST_GOAL_HEADS = 2
# Cells at the start of a row among which its name stands (序号 is blank, 合计 comes second).
NAME_CELLS = 4
# No head is a sentence.
LONGEST_HEAD = 36

Row = Sequence[TableCell]


def rows_of(grid: Grid) -> list[list[TableCell]]:
    """The cells that start in each row, from left to right."""
    rows: list[list[TableCell]] = [[] for _ in range(grid.n_rows)]
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return rows


def split_parts(grid: Grid, unit: str | None) -> list[TablePart]:
    """The parts of ``grid`` from top to bottom."""
    places, rows = grid.places, rows_of(grid)
    starts = _header_starts(grid, rows)
    parts: list[TablePart] = []
    if not starts or starts[0].start > 0:
        end = starts[0].start if starts else grid.n_rows
        begin = grid.header_rows if not starts else _first_told(rows, grid.n_columns, end)
        if end > begin:
            name = "form" if any(_is_labelled(row) for row in rows[begin:end]) else "plain"
            parts.append(_part(name, grid, range(begin, begin), range(begin, end), places, rows, unit))
    for index, header in enumerate(starts):
        end = starts[index + 1].start if index + 1 < len(starts) else grid.n_rows
        name = _name(header, rows, places)
        parts.append(_part(name, grid, header, range(header.stop, end), places, rows, unit))
    return parts


def _part(
    name: str, grid: Grid, header: range, body: range, places: Places, rows: list[list[TableCell]], unit: str | None
) -> TablePart:
    if name == "funds":
        unit = _spine_unit(places, header) or unit
    heads = header[:-1] if len(header) > 1 and _numbers(rows, header.stop - 1) else header
    columns = columns_of(places, heads, body, grid.n_columns, unit) if header else ()
    marks = {row: mark for row in body if (mark := row_mark(rows[row]))}
    roles = transposed_roles(places, heads, body, grid.n_columns)
    quantities = has_quantity(each.path for each in columns)
    measures = frozenset(each.index for each in columns if each.role == "measure" and quantities)
    return TablePart(name, header, body, columns, marks, roles, row_units(places, body, grid.n_columns, measures))


def _spine_unit(places: Places, header: range) -> str | None:
    """The money unit that the cell beside a fund block gives: 项目资金（万元）."""
    spines = (places.get((row, 0)) for row in header)
    return next((unit for cell in spines if cell and (unit := unit_in(cell.passage.text))), None)


def row_mark(row: Row) -> str | None:
    """``total``, ``subtotal`` or ``of_which`` if one of the first cells of a row says so."""
    for cell in row[:NAME_CELLS]:
        if mark := mark_of(cell.passage.text):
            return mark
    return None


def _first_told(rows: list[list[TableCell]], n_columns: int, end: int) -> int:
    """The first row that is no title."""
    first = 0
    while first < end and len(rows[first]) == 1 and rows[first][0].colspan == n_columns:
        first += 1
    return first


def _header_starts(grid: Grid, rows: list[list[TableCell]]) -> list[range]:
    """The header rows of each part, as ranges of rows."""
    starts: list[range] = []
    row = 0
    if grid.header_rows:
        first = _first_told(rows, grid.n_columns, grid.header_rows)
        if first < grid.header_rows:
            starts.append(range(first, grid.header_rows))
        row = grid.header_rows
    while row < grid.n_rows:
        begins = is_head_row(rows[row]) or _is_over_numbers(rows, row)
        if begins or _are_heads_with_units(rows[row], rows[row + 1 : row + 2]):
            end = _header_end(rows, row, grid.n_rows)
            end += _numbers(rows, end)
            starts.append(range(row, end))
            row = end
        else:
            row += 1
    return starts


def _numbers(rows: Sequence[Row], row: int, *, told: bool = False) -> bool:
    return row < len(rows) and numbers_columns((cell.passage.text for cell in rows[row]), told=told)


def _is_over_numbers(rows: Sequence[Row], row: int) -> bool:
    """Whether the row below says that it numbers the columns, so that this one holds their heads."""
    if not _numbers(rows, row + 1, told=True):
        return False
    return not any(is_number(cell.passage.text) or mark_of(cell.passage.text) for cell in rows[row])


def is_head_row(row: Row) -> bool:
    """Whether a row within a table holds the heads of a new part."""
    filled = [cell for cell in row if cell.passage.text.strip()]
    texts = [cell.passage.text for cell in filled]
    if len(filled) < LEAST_GOAL_HEADS or any(is_number(text) or len(fold(text)) > LONGEST_HEAD for text in texts):
        return False
    if any(mark_of(text) for text in texts):
        return False
    goals = sum(1 for text in texts if is_word("self_evaluation", "goal_labels", text))
    if goals >= LEAST_GOAL_HEADS:
        return True
    if is_form_label(texts[0]):
        return False
    if unit_in(texts[0]) and sum(role_of(text) in MONEY_ROLES for text in texts[1:]) >= LEAST_GOAL_HEADS:
        return True  # 经费控制情况（万元） | 类别 | 本年预算数 | 本年决算数 | 增减额
    known = {role for text in texts if (role := role_of(text))}
    count = sum(1 for text in texts if role_of(text))
    return count >= LEAST_HEADS and len(known) >= LEAST_HEADS and count >= HEAD_SHARE * len(texts)


def _are_heads_with_units(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row within a table names amounts with units of their own (单位 | 实际支出（元） | 拨付金额（元）).

    The next holds a figure below each of them: heads of other columns, set right below the rows before them.
    """
    filled = [cell for cell in row if cell.passage.text.strip()]
    texts = [cell.passage.text for cell in filled]
    if any(is_number(text) or mark_of(text) or not role_of(text) for text in texts):
        return False
    told = [cell for cell in filled if unit_in(cell.passage.text) and role_of(cell.passage.text) in MONEY_ROLES]
    figures = {cell.column for cells in below for cell in cells if all(map(is_number, cell.passage.text.splitlines()))}
    return len(filled) > len(told) > 0 and all(figures.intersection(cell.columns) for cell in told)


def _header_end(rows: list[list[TableCell]], row: int, n_rows: int) -> int:
    """The first row below a header; a spine cell beside it (项目资金, 绩效指标) does not count."""
    heads = [cell for cell in rows[row] if role_of(cell.passage.text)]
    flat = [cell for cell in heads if cell.rowspan == 1]
    tall = [cell.rowspan for cell in heads if cell.rowspan > 1]
    if len(tall) > len(flat) and _are_parted(flat, rows[row + 1 : row + 2]):
        return min(row + min(tall), n_rows)
    depth = min((cell.rowspan for cell in heads), default=1)
    return min(row + max(depth, 1), n_rows)


def _are_parted(heads: Sequence[TableCell], below: Sequence[Row]) -> bool:
    """Whether heads of one row (偏差原因分析) are all parted in the next, where nothing else begins."""
    under = {column for head in heads for column in head.columns}
    parted = all(head.colspan > 1 for head in heads)
    return parted and all(cell.column in under and not is_number(cell.passage.text) for row in below for cell in row)


def _is_labelled(row: Row) -> bool:
    """Whether a row begins with a label of a form, or with one behind the spine of several rows."""
    first = row[1:2] if len(row) > 1 and row[0].rowspan > 1 else row[:1]
    return any(is_form_label(cell.passage.text) for cell in first)


def _name(header: range, rows: list[list[TableCell]], places: Places) -> str:
    """``main``, or for the parts of a 自评表 ``funds``, ``goals`` or ``indicators``."""
    texts = [cell.passage.text for row in header for cell in rows[row]]
    roles = {role for text in texts if (role := role_of(text))}
    if {"level1", "level2", "level3"} & roles:
        return "indicators"
    if sum(1 for text in texts if is_word("self_evaluation", "goal_labels", text)) >= LEAST_GOAL_HEADS:
        return "goals"
    first = places.get((header.start, 0))
    spine = first is not None and is_word("self_evaluation", "fund_labels", first.passage.text)
    below = range(header.stop, min(header.stop + 2, len(rows)))
    told = any(is_word("self_evaluation", "fund_rows", cell.passage.text) for row in below for cell in rows[row])
    if (spine or told) and {"budget_amount", "paid_amount"} & roles:
        return "funds"
    return "main"
