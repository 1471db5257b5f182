"""Whether a table's part on the next page begins with its heads again, with others, or goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.tables.joined.assembly import Assembly, Slot, signature
from extractor.tables.joined.headers import are_over_figures, is_form_row
from extractor.tables.joined.seam import MOST_HEADS
from extractor.tables.meaning.wording import fold, is_form_label, is_number, mark_of, role_of

# Rows at the top of the first part that a repeated head may leave out (a title, 单位：万元).
MOST_TITLES = 2
# Cells at the start of a row among which 合计 stands.
NAME_CELLS = 3
# No table has so many rows that a serial number has more digits.
LONGEST_SERIAL = 4
# Share of a row's filled cells that are known heads, and how many, from which a part begins a table of its own.
FRESH_SHARE = 0.6
FRESH_LEAST = 3


def same_head(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether a part begins with the very heads of the table, column by column."""
    row = _first_full_row(table.rows())
    if max(slot.column + slot.colspan for slot in slots) != len(table.columns) - 1:
        return False
    old = signature(table.in_row(row))
    return (
        row < table.header_rows
        and len(old) >= FRESH_LEAST
        and old == signature([slot for slot in slots if slot.row == 0])
    )


def are_lines_of_heads(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether nothing but heads stands above the page end, taken for rows, which a part repeats in one row."""
    if not 1 < table.n_rows <= MOST_HEADS or any(slot.colspan > 1 for slot in table.slots):
        return False
    columns = map(table.in_column, range(len(table.columns) - 1))
    told = [fold("".join(slot.text for slot in column)) for column in columns]
    again = {slot.column: fold(slot.text) for slot in slots if slot.row == 0}
    return len(told) >= FRESH_LEAST and all(told) and again == dict(enumerate(told))


def ends(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether a table ends before a part: its last row is a total, or the part counts its rows anew."""
    marked = any(mark_of(slot.text) == "total" for slot in table.ending()[:NAME_CELLS])
    return marked or (bool(_serials(slots)) and not counts_on(table, slots))


def counts_on(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether the first number in the first column of a part is the next after the last one above."""
    above, below = _serials(table.in_column(0)), _serials(slots)
    return bool(above and below) and below[0] == above[-1] + 1


def _serials(slots: Sequence[Slot]) -> list[int]:
    """The serial numbers in the first column, from top to bottom."""
    texts = (fold(slot.text) for slot in sorted(slots, key=lambda slot: slot.row) if slot.column == 0)
    return [int(text) for text in texts if text.isdecimal() and len(text) <= LONGEST_SERIAL]


def is_another(table: Assembly, slots: list[Slot], n_rows: int, finer: bool) -> bool:
    """Whether a part begins a table of its own: it has heads of its own, or begins the same form anew."""
    repeated = _rows_again(table, slots, n_rows) if finer else repeated_header(table, slots, n_rows)[0]
    after_titles = _first_full_row([slot for slot in slots if slot.row == row] for row in range(n_rows))
    if any(_begins_form_anew(table, slots, row) for row in {repeated, after_titles} if repeated <= row < n_rows):
        return True
    if repeated or reworded_header(table, slots):
        return False
    first = [slot for slot in slots if slot.row == 0]
    if not (_is_head_row(first) or are_over_figures(slots)) or (
        finer and _is_head_alone(table) and not all(slot.lines for slot in first)
    ):
        return False
    head = _first_full_row(table.rows())
    return _is_head_row(table.in_row(head))


def _rows_again(table: Assembly, slots: Sequence[Slot], n_rows: int) -> int:
    """How many rows at the top of a part say what the first ones of the table say, whatever their columns are."""
    most = min(n_rows, table.n_rows)
    for row in range(most):
        above, below = table.in_row(row), [slot for slot in slots if slot.row == row]
        old, new = ([fold(slot.text) for slot in each if slot.lines] for each in (above, below))
        if not old or old != new:
            return row
    return most


def _is_head_alone(table: Assembly) -> bool:
    """Whether nothing but the first rows of the heads stands above the page end, the others below it."""
    return table.n_rows <= MOST_HEADS and not any(is_number(slot.text) for slot in table.slots)


def _begins_form_anew(table: Assembly, slots: list[Slot], row: int) -> bool:
    """Whether the same label stands at the same place as in the first part, with another value."""
    first = sorted((slot for slot in slots if slot.row == row), key=lambda slot: slot.column)
    if not first or not is_form_label(first[0].text) or not is_form_row(first):
        return False
    label = fold(first[0].text)
    return any(fold(slot.text) == label for above in range(row + MOST_TITLES + 1) for slot in table.in_row(above))


def _first_full_row(rows: Iterable[Sequence[Slot]]) -> int:
    """The first row with more than one filled cell: the row below the titles."""
    return next((number for number, row in enumerate(rows) if sum(1 for slot in row if slot.lines) > 1), 0)


def _is_head_row(row: list[Slot]) -> bool:
    filled = [slot.text for slot in row if slot.lines]
    if len(filled) < FRESH_LEAST or any(is_number(text) for text in filled):
        return False
    return sum(1 for text in filled if role_of(text)) >= FRESH_SHARE * len(filled)


def repeated_header(table: Assembly, slots: list[Slot], n_rows: int) -> tuple[int, int]:
    """How many rows at the top of a part repeat the head of the table, and the row of the table below that head."""
    for offset in range(MOST_TITLES + 1):
        count = 0
        while count < n_rows and offset + count < table.n_rows:
            above, below = table.in_row(offset + count), [slot for slot in slots if slot.row == count]
            old = signature(above)
            is_same = old == signature(below) or (offset + count < table.header_rows and _is_clipped(above, below))
            if not is_same or not any(text for _, _, text in old):
                break
            if offset + count >= table.header_rows and any(is_number(text) for _, _, text in old):
                break
            count += 1
        while count and any(slot.row < count < slot.row + slot.rowspan for slot in slots):
            count -= 1
        if count and not (offset and offset + count < table.header_rows):
            return count, offset + count
    return 0, 0


def _is_clipped(old: Sequence[Slot], new: Sequence[Slot]) -> bool:
    """Whether heads say the same but for a tall one whose last lines are cut off where it is repeated."""
    if len(old) != len(new) or len(old) < FRESH_LEAST:
        return False
    told = list(zip(*(sorted(row, key=lambda slot: slot.column) for row in (old, new)), strict=True))
    cut = [pair for pair in told if fold(pair[0].text) != fold(pair[1].text)]
    if len(cut) != 1 or any((a.column, a.colspan) != (b.column, b.colspan) for a, b in told):
        return False
    lines, left = ([line.text for line in slot.lines] for slot in cut[0])
    return 0 < len(left) < len(lines) and lines[: len(left)] == left


def reworded_header(table: Assembly, slots: Sequence[Slot]) -> int:
    """1 where a part begins with the heads of the table in other words (单位 for 单位名称) and its rows count on."""
    old = table.in_row(_first_full_row(table.rows()))
    new = [slot for slot in slots if slot.row == 0]
    if len(new) < FRESH_LEAST or len(old) != len(new) or any(slot.rowspan > 1 for slot in (*old, *new)):
        return 0
    pairs_ = zip(sorted(old, key=lambda slot: slot.column), sorted(new, key=lambda slot: slot.column), strict=True)
    alike = all(
        above.column == below.column
        and (
            fold(above.text) == fold(below.text) or (role_of(above.text) and role_of(above.text) == role_of(below.text))
        )
        for above, below in pairs_
    )
    return int(alike and counts_on(table, slots))
