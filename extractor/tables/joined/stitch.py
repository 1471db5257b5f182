"""Whole tables out of their parts on consecutive pages: heads once, cut rows and merged cells whole again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.model.layout import Grid, Line, PageLayout, TablePiece
from extractor.tables.joined.assembly import Assembly, Slot, blanks, place, signature, slots_of
from extractor.tables.joined.columns import are_as_wide, merged_edges, merged_inferred_edges, same_columns
from extractor.tables.joined.ends import Pair
from extractor.tables.joined.headers import are_over_figures, is_form_row
from extractor.tables.joined.page_ends import leading, open_tables
from extractor.tables.joined.seam import (
    MOST_HEADS,
    are_parts,
    blank_part,
    goes_on,
    is_cut,
    pairs,
    spanning_columns,
    stand_anew,
)
from extractor.tables.joined.sheets import beside, has_columns_of, is_beside
from extractor.tables.meaning.wording import (
    fold,
    is_form_label,
    is_number,
    is_sum,
    mark_of,
    role_of,
)

# Rows at the top of the first part that a repeated head may leave out (a title, 单位：万元).
MOST_TITLES = 2
# Cells at the start of a row among which 合计 stands.
NAME_CELLS = 3
# No table has so many rows that a serial number has more digits.
LONGEST_SERIAL = 4
# Share of a row's filled cells that are known heads, and how many, from which a part begins a table of its own.
FRESH_SHARE = 0.6
FRESH_LEAST = 3


def stitch(layouts: Sequence[PageLayout]) -> list[Grid]:
    """The tables of a document in reading order, each over all its pages."""
    tables: list[Assembly] = []
    table_of: dict[int, Assembly] = {}
    sheets: dict[int, list[Assembly]] = {}
    before: PageLayout | None = None
    for layout in _pages(layouts):
        above = open_tables(before, layout, table_of)
        first = leading(layout, before) if before and above else set()
        for item in layout.items:
            if not isinstance(item, TablePiece):
                continue
            table = _gone_on(above, item, sheets) if id(item) in first else None
            if table is None:
                table = Assembly.of(item)
                tables.append(table)
                for each in above if id(item) in first else ():
                    if is_beside(each, item):
                        sheets[id(table)] = sheets.setdefault(id(each), [each])
                        sheets[id(table)].append(table)
            table_of[id(item)] = table
        before = layout
    kept = [table for table in tables if any(slot.lines for slot in table.slots)]
    return [table.grid(number) for number, table in enumerate(beside(kept), 1)]


def _gone_on(above: list[Assembly], piece: TablePiece, sheets: Mapping[int, Sequence[Assembly]]) -> Assembly | None:
    """The table that a page's part goes on, if any; of a sheet whose pages go across first and then down, that
    which has its columns."""
    for each in above:
        parts = sheets.get(id(each), ())
        slots = slots_of(piece) if parts else []
        alike = [part for part in parts if has_columns_of(part.last, piece)]
        headed = [part for part in alike if part is not each and _same_head(part, slots)]
        if not headed and is_beside(each, piece):
            continue
        counted = [part for part in alike if _counts_on(part, slots)]
        table = next(iter(headed or counted or (alike if each not in alike else [])), each)
        if append(table, piece):
            above.remove(each)
            return table
    return None


def _pages(layouts: Sequence[PageLayout]) -> Iterator[PageLayout]:
    """The pages one by one, also where two or four stand on one sheet."""
    for layout in layouts:
        turn = layout.page.turn
        if not turn.fold:
            yield layout
            continue
        tops = [item.top if isinstance(item, Line) else item.box.y0 for item in layout.items]
        for number in range(turn.places):
            items = [item for item, top in zip(layout.items, tops, strict=True) if turn.place(top) == number]
            yield PageLayout(layout.page, items)


def append(table: Assembly, piece: TablePiece) -> bool:
    """Join a page's part to a table; False where it is another table, of which nothing is taken over.

    Heads above the page end that the part shows to be lines of one row are put together either way.
    """
    inferred = "ruled" not in (table.last.style, piece.style)
    if (table.last.style == "ruled") != (piece.style == "ruled"):
        return False
    merge = merged_inferred_edges if inferred else merged_edges
    slots = slots_of(piece)
    if inferred and _are_lines_of_heads(table, slots):
        table.as_one_row()
    merged = merge(table.columns, piece.columns)
    if merged is None and _same_head(table, slots) and (inferred or not _ends(table, slots)):
        merged = same_columns(table.columns)
    if merged is None and are_as_wide(table.columns, piece.columns, inferred=inferred) and _counts_on(table, slots):
        merged = same_columns(table.columns)
    if merged is None:
        return False
    n_rows = len(piece.rows) - 1
    place(slots, merged.new)
    slots += blanks(slots, n_rows, merged.edges, piece)
    finer = len(merged.edges) != len(table.columns)
    if _is_another(table, slots, n_rows, finer):
        return False
    if finer:
        table.refine(merged.edges, merged.old)
    repeated, end = _repeated_header(table, slots, n_rows)
    table.header_rows = max(table.header_rows, end)
    _put_below(table, piece, slots, repeated or _reworded_header(table, slots))
    table.find_heads()
    return True


def _same_head(table: Assembly, slots: Sequence[Slot]) -> bool:
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


def _are_lines_of_heads(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether nothing but heads stands above the page end, taken for rows, which a part repeats in one row."""
    if not 1 < table.n_rows <= MOST_HEADS or any(slot.colspan > 1 for slot in table.slots):
        return False
    columns = map(table.in_column, range(len(table.columns) - 1))
    told = [fold("".join(slot.text for slot in column)) for column in columns]
    again = {slot.column: fold(slot.text) for slot in slots if slot.row == 0}
    return len(told) >= FRESH_LEAST and all(told) and again == dict(enumerate(told))


def _ends(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether a table ends before a part: its last row is a total, or the part counts its rows anew."""
    marked = any(mark_of(slot.text) == "total" for slot in table.ending()[:NAME_CELLS])
    return marked or (bool(_serials(slots)) and not _counts_on(table, slots))


def _counts_on(table: Assembly, slots: Sequence[Slot]) -> bool:
    """Whether the first number in the first column of a part is the next after the last one above."""
    above, below = _serials(table.in_column(0)), _serials(slots)
    return bool(above and below) and below[0] == above[-1] + 1


def _serials(slots: Sequence[Slot]) -> list[int]:
    """The serial numbers in the first column, from top to bottom."""
    texts = (fold(slot.text) for slot in sorted(slots, key=lambda slot: slot.row) if slot.column == 0)
    return [int(text) for text in texts if text.isdecimal() and len(text) <= LONGEST_SERIAL]


def _is_another(table: Assembly, slots: list[Slot], n_rows: int, finer: bool) -> bool:
    """Whether a part begins a table of its own: it has heads of its own, or begins the same form anew."""
    repeated = _rows_again(table, slots, n_rows) if finer else _repeated_header(table, slots, n_rows)[0]
    after_titles = _first_full_row([slot for slot in slots if slot.row == row] for row in range(n_rows))
    if any(_begins_form_anew(table, slots, row) for row in {repeated, after_titles} if repeated <= row < n_rows):
        return True
    if repeated or _reworded_header(table, slots):
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


def _repeated_header(table: Assembly, slots: list[Slot], n_rows: int) -> tuple[int, int]:
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


def _reworded_header(table: Assembly, slots: Sequence[Slot]) -> int:
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
    return int(alike and _counts_on(table, slots))


def _put_below(table: Assembly, piece: TablePiece, slots: list[Slot], skipped: int) -> None:
    """Add the rows of a part, from row ``skipped`` on, below those of the table."""
    body = [slot for slot in slots if slot.row >= skipped]
    above = table.last
    table.pieces.append(piece)
    n_rows = len(piece.rows) - 1 - skipped
    if n_rows <= 0:
        return
    for slot in body:
        slot.row -= skipped
    first = [slot for slot in body if slot.row == 0]
    met = pairs(table, first)
    drawn = [] if skipped else _without_rule(above, piece, met or [])
    cut = met is not None and not drawn and _is_cut(table, met, piece)
    offset = table.n_rows - cut
    absorbed = set()
    if met is not None:
        met = _without_blank_parts(table, met, offset)
        spanned = drawn or _going_on(table, met, body)
        going_on = [pair for pair in met if piece.style == "ruled" or not _is_parted(pair)] if cut else spanned
        for pair in going_on:
            _grow(pair, not cut)
            absorbed.add(id(pair.below))
        if cut:
            for pair in met:
                if id(pair.below) not in absorbed:
                    pair.below.row += 1
                    pair.below.rowspan -= 1
    new = [slot for slot in body if id(slot) not in absorbed]
    for slot in new:
        slot.row += offset
    table.add(new)
    table.n_rows = offset + n_rows


def _is_left_over(met: Sequence[Pair]) -> bool:
    """Whether the last row above is blank but for merged cells that reach into it and go on.

    What it holds stands below: some programs draw the row that did not fit in, without its text.
    """
    merged = [pair for pair in met if pair.above.rowspan > 1]
    own = [pair for pair in met if pair.above.rowspan == 1]
    return (
        bool(merged)
        and all(fold(pair.below.text) in {"", fold(pair.above.text)} for pair in merged)
        and not any(pair.above.text for pair in own)
        and any(pair.below.text for pair in own)
    )


def _without_rule(above: TablePiece, below: TablePiece, met: Sequence[Pair]) -> list[Pair]:
    """The cells that have no rule at either side of the page end, where others have one: what stands there goes on
    below, and nothing else does. None where a text has no fellow below: some programs close a row that they cut."""
    told = above.open_below
    if len(above.columns) != len(below.columns) or not told <= below.open_above:
        return []
    closed = (pair for pair in met if pair.above.tail.column not in told)
    if any(pair.above.text and not pair.below.text for pair in closed):
        return []
    return [pair for pair in met if pair.above.tail.column in told]


def _is_cut(table: Assembly, met: Sequence[Pair], piece: TablePiece) -> bool:
    """Whether the last row goes on in the first of ``piece``."""
    return is_cut(table, met) or _is_left_over(met) or (_has_no_rule_at(table, piece) and are_parts(table, met))


def _has_no_rule_at(table: Assembly, piece: TablePiece) -> bool:
    """Whether no rule stands at either side of the page end above ``piece``."""
    return len(table.pieces) > 1 and table.pieces[-2].open_bottom and piece.open_top


def _without_blank_parts(table: Assembly, met: Sequence[Pair], offset: int) -> list[Pair]:
    """The pairs but those whose cell below takes the blank part that the cell above was thought to go on with."""
    others = []
    for pair in met:
        child = next((other for other in met if other.above.column == pair.above.column + pair.above.colspan), None)
        row = blank_part(table, pair, child) if child else None
        if row is None:
            others.append(pair)
        else:
            _take_blank_part(pair, row, offset)
    return others


def _take_blank_part(pair: Pair, row: int, offset: int) -> None:
    """Give the cell below what the cell above has from ``row`` on."""
    above, below = pair.above, pair.below
    below.rowspan += offset - row
    below.row = row - offset
    below.boxes.insert(0, above.boxes.pop())
    above.rowspan = row - above.row
    below.joined = True


def _is_parted(pair: Pair) -> bool:
    """Whether a merged cell below a cut row is another one, which began with the next row."""
    above, below = fold(pair.above.text), fold(pair.below.text)
    return pair.below.rowspan > 1 and pair.above.rowspan > 1 and bool(above and below) and above != below


def _going_on(table: Assembly, met: Sequence[Pair], body: list[Slot]) -> list[Pair]:
    """The merged cells that go on, from left to right up to the first new parent."""
    if table.n_rows <= table.header_rows:
        return []
    spanning = spanning_columns(table, body)
    sum_from = min((pair.below.column for pair in met if is_sum(pair.below.text)), default=len(table.columns))
    going_on = []
    is_figured = False
    for pair in met:
        if pair.above.column > sum_from:  # a sum's own figures, though they may be those above
            break
        is_told = bool(pair.above.text and pair.below.text)
        if (is_told or not is_figured) and goes_on(table, pair, spanning) and not stand_anew(pair, met):
            going_on.append(pair)
        elif pair.spans or pair.above.column in spanning:
            if not (is_told and is_number(pair.below.text)):
                break
            is_figured = True  # a new figure is no parent, but what is blank beside it may be its own
    return going_on


def _grow(pair: Pair, new_row: bool) -> None:
    above, below = pair.above, pair.below
    above.rowspan += below.rowspan - (not new_row)
    if below.lines and fold(above.text) != fold(below.text):
        above.lines.extend(below.lines)
    above.boxes.extend(below.boxes)
    above.tail = below.tail
    above.joined = True
