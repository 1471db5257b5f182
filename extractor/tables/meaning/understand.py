"""What the tables of a document mean: captions, units, parts, roles of columns, kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.layout import Block, Figure, Grid, Paragraph, Passage, Places
from extractor.model.reading import Column, DataTable, TablePart
from extractor.tables.meaning.captions import attach_captions
from extractor.tables.meaning.contents import cells_of, texts_of
from extractor.tables.meaning.counted import without_counts
from extractor.tables.meaning.guessed import guessed
from extractor.tables.meaning.kinds import kind_of
from extractor.tables.meaning.level_points import dealt_by_points
from extractor.tables.meaning.parts import split_parts
from extractor.tables.meaning.two_units import by_two_units, unit_of_line
from extractor.tables.meaning.units import MONEY_ROLES, counts_no_money, head_unit
from extractor.tables.meaning.wording import fold, is_number, is_word, mark_of, unit_of_all
from extractor.values import unit_in

# Ten million 万元 are a hundred billion 元: a table with such figures is in 元, whatever a sentence far away says.
MOST_DIGITS_IN_WAN = 7
# Figures of three digits and more with decimals or thousands: points and rates have fewer.
_LARGE = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{3,}\.\d{2,6})")
# A table has fewer columns than this.
MOST_COLUMNS = 60
# Characters from which words over a column are those of several heads (26 the longest head seen).
TORN_HEAD = 30
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d{2}")
# A figure in a cell may bring its unit: 3359.62万, 120.5万元.
_OWN_UNIT = re.compile(r"\d\s*[十百千万亿]{0,2}[元万亿]")


def understand(blocks: Sequence[Block]) -> list[DataTable]:
    """A :class:`DataTable` for each grid of ``blocks`` in order; sets the grids' captions and unit lines."""
    attach_captions(blocks)
    told = _told_for_all(blocks)
    tables = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            table = _data_table(block)
            unit = next((passage for start, passage in reversed(told) if start < index), None)
            tables.append(_in_unit(table, unit) if unit and _lacks_unit(table) else table)
    return tables


def _told_for_all(blocks: Sequence[Block]) -> list[tuple[int, Passage]]:
    """The units that sentences give all tables without one, each with the block behind which it holds."""
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Figure):
            continue
        passage = block.passage if isinstance(block, Paragraph) else block.unit_line
        if passage is not None and (told := unit_of_all(passage.text)):
            match, behind = told
            start = index - int(isinstance(block, Grid)) if behind else -1
            found.append((start, passage.slice(*match.span("unit"))))
    return found


def _lacks_unit(table: DataTable) -> bool:
    """Whether a table holds amounts and no word of their unit; figures too large for 万元 are left alone."""
    columns = [(part, column) for part in table.parts for column in part.columns]
    if table.unit or table.grid.unit_line or any(column.unit for _, column in columns):
        return False
    amounts = [
        text.partition(".")[0]
        for part, column in columns
        if column.role in MONEY_ROLES
        for text in texts_of(cells_of(table.grid.places, part.rows, column.index), column.index)
        if is_number(text)
    ]
    return bool(amounts) and all(sum(map(str.isdigit, whole)) <= MOST_DIGITS_IN_WAN for whole in amounts)


def _in_unit(table: DataTable, unit: Passage) -> DataTable:
    table.grid.unit_line = unit
    return _data_table(table.grid)


def _data_table(grid: Grid) -> DataTable:
    unit = unit_of_line(grid.unit_line.text) if grid.unit_line else None
    if unit is None and grid.caption is not None:
        unit = unit_in(grid.caption.text)
    parts, told = _with_guesses(grid, split_parts(grid, unit))
    parts, priced = by_two_units(grid, parts)
    parts, doubts = without_counts(grid, parts, unit)
    unit_said = unit or _common_unit(parts) or _form_unit(grid, parts)
    notes = [*told, *doubts, *priced, *dealt_by_points(grid, parts), *_notes(unit, parts, grid.places)]
    return DataTable(grid, kind_of(grid, parts), unit_said, parts, notes)


def _with_guesses(grid: Grid, parts: Sequence[TablePart]) -> tuple[list[TablePart], list[str]]:
    """The parts with roles guessed where words do not tell, and a note on every guess."""
    found = [guessed(part, grid.places) for part in parts]
    return [part for part, _ in found], [f"roles_inferred: {'、'.join(heads)}" for _, heads in found if heads]


def _form_unit(grid: Grid, parts: Sequence[TablePart]) -> str | None:
    """The unit beside the amounts of a form without heads: 项目资金（元）."""
    rows = [row for part in parts if part.name == "form" for row in part.rows]
    cells = [
        cell for cell in grid.cells if cell.row in rows and is_word("self_evaluation", "fund_labels", cell.passage.text)
    ]
    return next((unit for cell in cells if (unit := unit_in(cell.passage.text))), None)


def _common_unit(parts: Sequence[TablePart]) -> str | None:
    """The unit that most money columns' heads give; of equally many the first."""
    units = [column.unit for part in parts for column in part.columns if column.unit]
    return max(units, key=units.count) if units else None


def _is_said(column: Column) -> bool:
    """Whether a head gives a unit all the same (its column is blank), counts no money or only says 合计."""
    return bool(head_unit(column.path) or counts_no_money(column.path) or mark_of(column.path[-1]))


def _holds_amounts(part: TablePart, column: Column, places: Places) -> bool:
    """Whether a column is of amounts by its head, or by figures that only amounts are printed as (882,000.00)."""
    texts = texts_of(cells_of(places, part.rows, column.index), column.index)
    if column.role in MONEY_ROLES:
        return any(any(map(str.isdigit, text)) and not _OWN_UNIT.search(text) for text in texts)
    figures = [text for text in texts if is_number(text)]
    grouped = any("," in fold(text) for text in figures)
    return column.role is None and grouped and all(_AMOUNT.fullmatch(fold(text)) for text in figures)


def _is_below_torn_heads(part: TablePart, column: Column, places: Places) -> bool:
    """Whether amounts without a unit stand below words too long for a head: those of several heads, read as one."""
    if column.unit is not None or not any(len(fold(head)) > TORN_HEAD for head in column.path):
        return False
    return _look_like_amounts(places, part, column.index)


def _headless(part: TablePart) -> Sequence[int]:
    """The columns of a part without any word above them; of one without heads that is no form all."""
    if part.columns:
        return [column.index for column in part.columns if not any(column.path) and column.role is None]
    return range(MOST_COLUMNS) if part.name == "plain" else ()


def _look_like_amounts(places: Places, part: TablePart, index: int) -> bool:
    """Whether a column holds figures that amounts alone are printed as: 1,234.50 and 98,700, not 2.5 and 12."""
    cells = [cell for cell in cells_of(places, part.rows, index) if cell.colspan == 1]
    figures = [fold(text) for text in texts_of(cells, index) if is_number(text)]
    told = [text for text in figures if _LARGE.fullmatch(text)]
    return len(told) > 1 and 2 * len(told) >= len(figures)


def _figures_alone(places: Places, part: TablePart) -> bool:
    """Whether a part without heads holds figures with decimals in several columns: the rows of a torn table."""
    columns = [texts_of(cells_of(places, part.rows, index), index) for index in _headless(part)]
    return sum(any("." in fold(text) and is_number(text) for text in texts) for texts in columns) > 1


def _notes(unit: str | None, parts: Sequence[TablePart], places: Places) -> list[str]:
    """What a reader must know: units that contradict each other, money columns without any."""
    notes = []
    for part in parts:
        bare = [index for index in _headless(part) if _look_like_amounts(places, part, index)]
        if bare and part.columns:
            notes += [f"head_unknown: {index + 1}" for index in bare]
        elif bare or (not part.columns and _figures_alone(places, part)):
            notes.append("heads_unknown")
        for column in part.columns:
            if unit and column.unit_from == "header" and column.unit != unit:
                notes.append(f"unit_conflict: {column.path[-1]}与单位：{unit}")
            elif (
                column.unit is None
                and column.path
                and not (part.row_roles or _is_said(column))
                and _holds_amounts(part, column, places)
            ) or _is_below_torn_heads(part, column, places):
                notes.append(f"unit_unknown: {column.path[-1]}")
    return notes
