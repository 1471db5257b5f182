"""How many rows at the top of a table are column heads (表头)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from extractor.tables.meaning.column_numbers import numbers_columns
from extractor.tables.meaning.units import MONEY_ROLES, counts_no_money, says_money
from extractor.tables.meaning.wording import fold, is_form_label, is_number, is_word, mark_of, role_of, tells_unit
from extractor.values import unit_in

# Heads of three rows are common in final accounts, four rows the most seen.
MOST_HEADER_ROWS = 4
# A head's text is short (26 characters the longest seen); sentences are data.
LONGEST_HEAD = 36
# Share of the filled cells of a row whose words are known heads, from which the row is one of heads.
KNOWN_HEADS = 0.5
# Columns that the value of a form's first line covers at least, beside its label.
FORM_SPAN = 3
# What the second column of a list is headed, and no value of a form reads: 单位名称 | 存在问题.
LISTED = frozenset({"finding", "cause", "advice"})
# Labels and values of a form's line take turns: of three cells behind its first label the last two are no two heads.
FORM_VALUES = 3
# Rows of heads that stand between those known and the one that numbers the columns; columns counted from 1 by which it
# is known there.
MOST_BEFORE_NUMBERS = 3
LEAST_COUNTED = 4
# Amounts right below words that show these to be heads.
FIGURED = 2

_AMOUNT = re.compile(r"-?\d[\d,，]*\.\d+%?|-?\d{1,3}(?:,\d{3})+")
_BRACKETED = re.compile(r"(?:金额)?\((?:(?:金额|货币|计量)?单位:)?([^()]+)\)|(?:金额|货币|计量)?单位:(.+)")
_PERIOD = re.compile(
    r"(?:19|20)\d\d年?度?|(?:(?:19|20)\d\d年)?(?:\d{1,2}月份?|第?[一二三四1-4]季度)|[本当上]年度?|以前年度|历年|累计"
)


class Cell(Protocol):
    """What is needed of a cell: its place, its spans and its words."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def rowspan(self) -> int: ...
    @property
    def colspan(self) -> int: ...
    @property
    def text(self) -> str: ...


def count_header_rows(cells: Sequence[Cell], n_rows: int, n_columns: int) -> int:
    """The number of rows at the top that hold titles, units and column heads; 0 for a form."""
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell.row <= 2 * MOST_HEADER_ROWS:
            by_row.setdefault(cell.row, []).append(cell)
    first = titles(by_row, n_rows, n_columns)
    row = by_row.get(first, [])
    if is_form(by_row, first, n_rows):
        return first
    if n_rows < first + 1 or not _is_header(row, first, n_rows):
        return 0
    depth = _depth(row, first, by_row, n_rows)
    end = first + depth
    if end < n_rows and _is_units(by_row.get(end, [])):
        end += 1
    return _numbered_end(by_row, end, n_rows)


def _numbered_end(by_row: Mapping[int, Sequence[Cell]], end: int, n_rows: int) -> int:
    """Where heads end that reach down to ``end`` at least: below the row that numbers the columns, if one follows with
    nothing but words before it."""
    for row in range(end, min(end + MOST_BEFORE_NUMBERS, n_rows)):
        filled = [cell.text for cell in by_row.get(row, []) if cell.text.strip()]
        told = row > end
        if numbers_columns(filled, told=told) or (told and _counts_from_one(filled)):
            return row + 1
        if len(filled) < 2 or any(map(is_number, filled)) or (mark_of(filled[0]) and len(filled) < LEAST_COUNTED):
            break
    return end


def _counts_from_one(texts: Sequence[str]) -> bool:
    """Whether a row counts its columns, many of them, from 1."""
    return len(texts) >= LEAST_COUNTED and [fold(text) for text in texts] == [str(i + 1) for i in range(len(texts))]


def titles(by_row: dict[int, list[Cell]], n_rows: int, n_columns: int) -> int:
    """Rows at the very top that one cell fills: the table's title, 单位：万元."""
    first = 0
    while first < min(n_rows - 1, MOST_HEADER_ROWS) and _is_title(by_row.get(first, []), n_columns):
        first += 1
    return first


def _is_title(row: list[Cell], n_columns: int) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if len(row) == 1 and row[0].colspan == n_columns and row[0].rowspan == 1:
        return not is_number(row[0].text)
    return tells_unit([cell.text for cell in filled]) and all(cell.rowspan == 1 for cell in row)


def _is_header(row: list[Cell], first: int, n_rows: int) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if len(filled) < 2:
        return False
    if any(_AMOUNT.fullmatch(fold(cell.text)) or len(fold(cell.text)) > LONGEST_HEAD for cell in filled):
        return False
    known = sum(1 for cell in filled if role_of(cell.text))
    figures = sum(1 for cell in filled if is_number(cell.text) and not _is_period(cell.text))
    if known >= KNOWN_HEADS * len(filled) and figures < known:
        return True
    return n_rows > first + 1 and not figures


def is_form(by_row: Mapping[int, Sequence[Cell]], first: int, n_rows: int) -> bool:
    """Whether a table begins as a form: labels left of values, row after row."""
    row = by_row.get(first, [])
    if _is_over_figures(by_row, first):
        return False
    if is_form_row(row) or _is_form_behind_spine(row, by_row.get(first + 1, [])):
        return True
    if len(row) == 2 and row[1].colspan >= FORM_SPAN and row[1].text.strip() and row[0].rowspan == 1:
        return not _are_parted(row, by_row.get(first + 1, []))
    filled = [cell for cell in row if cell.text.strip()]
    below = [cell for cell in by_row.get(first + 1, []) if cell.text.strip()]
    return (
        n_rows > first + 1
        and bool(filled and below)
        and is_form_label(filled[0].text)
        and is_form_label(below[0].text)
        and below[0].column == filled[0].column
    )


def _are_parted(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether several words stand below each cell of a row: heads of blocks beside each other (收入 | 支出)."""
    named = [cell.column for cell in below if cell.text.strip()]
    return all(sum(cell.column <= column < cell.column + cell.colspan for column in named) > 1 for cell in row)


def _is_form_behind_spine(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether labels of a form stand one below the other at the side of a name over both their rows (基本情况)."""
    if len(row) < 3 or row[0].rowspan == 1 or row[1].rowspan > 1 or not below or below[0].column != row[1].column:
        return False
    labels = is_form_label(row[1].text) and is_form_label(below[0].text)
    return labels and bool(row[2].text.strip()) and (len(row) == 3 or role_of(row[2].text) is None)


def _is_over_figures(by_row: Mapping[int, Sequence[Cell]], first: int) -> bool:
    """Whether a row that may begin a form (单位名称 | 到位数) is one of heads: figures stand below its words."""
    row = by_row.get(first, [])
    end = first + min((cell.rowspan for cell in row[:1]), default=1)
    heads = [cell for index in range(first, end) for cell in by_row.get(index, [])]
    named = {cell.column: cell for cell in heads if cell.text.strip() and cell.row + cell.rowspan == end}
    if _is_units(by_row.get(end, [])):
        end += 1
    below = by_row.get(end, [])
    # 中央资金 names a row of a table as well as a label of a form.
    labelled = below and (is_form_label(below[0].text) or role_of(below[0].text) not in {None, "amount"})
    if not below or labelled or any(is_number(cell.text) and not _is_period(cell.text) for cell in heads):
        return False
    if sum(1 for cell in below[1:] if _AMOUNT.fullmatch(fold(cell.text)) and cell.column in named) >= FIGURED:
        return True
    # A name, no label, before a figure, twice, below a head that tells what is counted: 学校名称 | 学生数（人）.
    following = by_row.get(end + 1, [])
    if not following or any(_labels_figure(each[0].text) for each in (below, following)):
        return False
    counted = {column for column, cell in named.items() if column > row[0].column and _tells_figures(cell.text)}
    return bool(counted & _figured(below) & _figured(following))


def _figured(row: Sequence[Cell]) -> set[int]:
    """The columns in which a row holds figures."""
    return {cell.column for cell in row[1:] if is_number(cell.text) and not _is_period(cell.text)}


def _tells_figures(head: str) -> bool:
    """Whether a head can only stand over figures: it gives their unit, or says what is counted or paid."""
    told = unit_in(head) is not None or role_of(head) in MONEY_ROLES
    return told or counts_no_money((head,)) or says_money(head)


def _labels_figure(text: str) -> bool:
    """Whether a cell is the label of a form, or of the figure right of it: 编制人数, 预算金额."""
    return is_form_label(text) or role_of(text) is not None or counts_no_money((text,))


def is_form_row(row: Sequence[Cell]) -> bool:
    """Whether a row begins with the label of a form and goes on with a value, not with another head."""
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or not is_form_label(filled[0].text):
        return False
    values = [cell.text for cell in row if cell.column > filled[0].column]
    if len(values) == 1:
        return role_of(values[0]) not in LISTED
    if len(values) < 1 or is_form_label(values[0]):
        return False
    if len(values) >= FORM_VALUES and all(role_of(text) for text in values[1:FORM_VALUES]):
        return False  # heads stand side by side, the labels of a form have values between them
    return is_form_label(values[1]) or (bool(values[0].strip()) and role_of(values[0]) is None)


def _depth(row: list[Cell], first: int, by_row: dict[int, list[Cell]], n_rows: int) -> int:
    """How deep the heads reach: by cells over several rows, and by groups whose members stand below."""
    deepest = max(cell.rowspan for cell in row)
    depth = 1
    while depth < min(MOST_HEADER_ROWS, n_rows - first - 1):
        above = [cell for r in range(first, first + depth) for cell in by_row.get(r, [])]
        tall = any(cell.row + cell.rowspan > first + depth for cell in above)
        grouped = any(
            cell.colspan > 1 and cell.row + cell.rowspan == first + depth and cell.text.strip() for cell in above
        )
        below = by_row.get(first + depth, [])
        grouped = grouped or _names_all_below(above, below)
        if not (tall or grouped) or deepest > MOST_HEADER_ROWS or not _may_be_heads(below, tall):
            break
        depth += 1
    return depth


def _names_all_below(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether columns without a head (right of 收入) have known heads or periods below: without rulings nothing shows
    how far a head reaches."""
    named = {cell.column for cell in above if cell.text.strip()}
    blank = {cell.column for cell in above} - named
    filled = [cell for cell in below if cell.text.strip()]
    known = all(role_of(cell.text) or (cell.column and _is_period(cell.text)) for cell in filled)
    return bool(blank) and blank <= {cell.column for cell in filled} and known


def _may_be_heads(row: list[Cell], tall: bool) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if any(_AMOUNT.fullmatch(fold(cell.text)) or len(fold(cell.text)) > LONGEST_HEAD for cell in filled):
        return False
    numbers = sum(1 for cell in filled if is_number(cell.text) and not _is_period(cell.text))
    if numbers:
        return False
    # 合计 is a head where words stand beside it in each column: 合计 | 因公出国（境）费 | 公务接待费
    is_head = len(filled) > 2 and len(filled) == len(row) and all(_is_word(cell.text) for cell in filled)
    return tall or (bool(filled) and not is_form_row(row) and (is_head or mark_of(filled[0].text) is None))


def _is_word(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


def _is_period(text: str) -> bool:
    """Whether a text names a year, a month or a quarter: heads of columns as often as not."""
    return bool(_PERIOD.fullmatch(fold(text)))


def _is_units(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but units, of money one at least: 万元 under 预算数, % under 执行率.

    计量单位 may stand before them.
    """
    filled = [fold(cell.text) for cell in row if cell.text.strip()]
    if len(filled) > 1 and is_word("measure", "heads", filled[0]):
        filled = filled[1:]
    units = [_BRACKETED.sub(r"\1\2", text) for text in filled]
    return any("元" in text for text in units) and all(is_word("measure", "units", text) for text in units)


def are_over_figures(cells: Sequence[Cell]) -> bool:
    """Whether the first row of a part holds words in columns of nothing but figures, most of them: heads of its own."""
    words = [cell for cell in cells if cell.row == 0 and cell.column and cell.text.strip()]
    below: dict[int, list[str]] = {cell.column: [] for cell in words}
    for cell in cells:
        if cell.row and cell.column in below and cell.text.strip():
            below[cell.column].append(cell.text)
    over = [cell for cell in words if below[cell.column] and all(map(is_number, below[cell.column]))]
    return len(over) >= FIGURED and 2 * len(over) > len(words) and not any(is_number(cell.text) for cell in over)
