"""The seam of a table at a page end: is the last row above cut, and which merged cells go on below?

A cell that the page end cuts is full above: its last line has no room for what stands first below, and it
reaches the lower rule. A row that begins anew says so by two complete values meeting (12.00 over 3.50).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.joined.assembly import Assembly, Slot
from extractor.tables.joined.ends import (
    NEAR_END,
    Pair,
    fills,
    is_cut_through,
    is_full,
    is_weight_of,
    opens_bracket,
    reaches_end,
    without_points,
)
from extractor.tables.meaning.wording import (
    LEVELS,
    are_two_figures,
    decimals_of,
    ends_amount,
    fold,
    is_complete,
    is_date,
    is_goal_label,
    role_of,
)

# Type sizes that a line may stand above the lower rule where the next one, in wide spacing, has no room below it.
NEXT_LINE = 1.8
# Full lines that prove a row cut where no column is silent.
LEAST_FULL_LINES = 2
# Columns filled in every row that are blank on one side of the page end: a row without them is no row, whatever the
# lines of others say where there are many.
LEAST_KEYS, MANY_KEYS = 2, 3
# Amounts of a column that all have as many decimals.
LEAST_ALIKE = 2
# Rows of heads at most.
MOST_HEADS = 3
# Lines of a name so tall that a page end may cut it; four characters fill two lines of a narrow cell by chance.
TALL_NAME = 3
# Points. Edges of cells that differ by less are one.
SAME_EDGE = 1.0

# An amount of 万元 cut before its 元.
_CUT_UNIT = re.compile(r"\d[万亿]\|元")
# Digits that no number begins with: 00 below 1
_ZEROS = re.compile(r"0\d")
# A unit on a line of its own below a head: （万元）, 万元, （%）.
_UNIT_ALONE = re.compile(r"[(（]?[百千]?[万亿]?元[)）]?|[(（][一-鿿%％㎡/]{1,4}[)）]")
# What sentences hold and names do not.
_WITHIN = re.compile(r"[，；。]|[一-鿿][,;]")
_ENDINGS = ("。", "！", "？", "；", ".", ";")


def pairs(table: Assembly, first: Sequence[Slot]) -> list[Pair] | None:
    """The cells that meet at the page end, from left to right; None where their columns do not agree."""
    above = {slot.column: slot for slot in table.ending()}
    met = []
    for below in sorted(first, key=lambda slot: slot.column):
        upper = above.get(below.column)
        if upper is None or upper.colspan != below.colspan:
            return None
        met.append(Pair(upper, below))
    return met if len(met) == len(above) else None


def is_cut(table: Assembly, met: Sequence[Pair]) -> bool:
    """Whether the row above goes on below."""
    plain = [pair for pair in met if not pair.spans]
    told = [pair for pair in plain if pair.below.text]
    are_units = _are_units_of_heads(table, told)
    ends_in_heads = table.n_rows <= table.header_rows or _ends_in_heads(table, met)
    if are_units or (ends_in_heads and not _is_head_cut(told)):
        return are_units
    quiet = [pair for pair in plain if pair.above.text and not pair.below.text]
    if not told:
        return bool(quiet) and all(goes_on(table, pair, set()) for pair in met if pair.below.text)
    counts_on = any(_counts_on(table, pair) for pair in told)
    if counts_on or _is_parted_by_height(table, told, quiet):
        return not counts_on
    whole = [pair for pair in told if _completes(table, pair) or _completes_serial(table, pair)]
    anew = [pair for pair in told if pair not in whole and _begins_anew(pair)]
    if whole:  # figures of a row that is cut may be broken anywhere
        anew = [pair for pair in anew if not pair.above.text or not _may_be_broken(table, pair)]
    if whole or anew:
        return bool(whole) and not any(pair.above.text for pair in anew)
    bracketed = any(opens_bracket(pair.above.text, pair.below.text) for pair in told)
    if bracketed and all(reaches_end(pair.above.tail, NEXT_LINE) for pair in told):
        return True
    return _lets_on(table, told, quiet)


def _lets_on(table: Assembly, told: Sequence[Pair], quiet: Sequence[Pair]) -> bool:
    """Whether full lines above, and columns that every row fills but what stands below, show a row cut."""
    keys = [pair for pair in quiet if is_key(table, pair.above.column)]
    near = NEXT_LINE if keys else NEAR_END
    full = [pair for pair in told if is_full(table, pair) and reaches_end(pair.above.tail, near)]
    if keys:
        many = len(keys) >= LEAST_KEYS and all(_breaks_off(table, pair) for pair in told)
        return many or len(keys) >= MANY_KEYS or 2 * len(full) >= len(told)
    # a line or two may be full by chance
    lines = sum(len(pair.above.tail.lines) for pair in full)
    return len(full) == len(told) and (bool(quiet) or lines >= LEAST_FULL_LINES)


def are_parts(table: Assembly, met: Sequence[Pair]) -> bool:
    """Whether what meets at a page end without a rule at either side is one row.

    A table with a border all around has one there too, unless it cuts a row: then only two whole values that meet say
    otherwise. In others every cell must have its text on one side, and each side some: one row, its texts set in the
    middle.
    """
    first = table.pieces[0]
    if first.style == "ruled" and not first.open_top:
        return not any(pair.above.text and _begins_anew(pair) for pair in met)
    told = [(bool(pair.above.text), bool(pair.below.text)) for pair in met]
    return not any(all(sides) for sides in told) and any(above for above, _ in told) and any(below for _, below in told)


def _ends_in_heads(table: Assembly, met: Sequence[Pair]) -> bool:
    """Whether nothing but heads of several rows stands above: no figure, and known heads over complete values."""
    if table.n_rows > MOST_HEADS or any(is_complete(slot.text) for slot in table.slots):
        return False
    return any(role_of(pair.above.text) and is_complete(pair.below.text) for pair in met)


def _is_head_cut(told: Sequence[Pair]) -> bool:
    """Whether column heads are words only together with what stands below."""
    return any(
        role_of(pair.above.text + pair.below.text) and not role_of(pair.above.text)
        for pair in told
        if not is_complete(pair.below.text)
    )


def _are_units_of_heads(table: Assembly, told: Sequence[Pair]) -> bool:
    """Whether heads alone stand above, and below them nothing but the units of some: 问题金额 over （万元）."""
    if table.n_rows > MOST_HEADS or any(is_complete(slot.text) for slot in table.slots):
        return False
    return bool(told) and all(
        pair.above.text and not pair.above.text.endswith("单位") and _UNIT_ALONE.fullmatch(fold(pair.below.text))
        for pair in told
    )


def _completes(table: Assembly, pair: Pair) -> bool:
    """Whether an amount is cut: what stands above ends within a group of thousands that what follows completes, before
    its 元, or before the decimals that all others of its column have."""
    above, below = fold(pair.above.text), fold(pair.below.text)
    if ends_amount(above, below) or _CUT_UNIT.search(f"{above}|{below}"):
        return True
    whole = 0 if _ZEROS.match(above + below) else decimals_of(above + below)
    if not whole or not is_full(table, pair) or not reaches_end(pair.above.tail):
        return False
    texts = [fold(slot.text) for slot in table.in_column(pair.above.column) if slot is not pair.above]
    if any(text.isdecimal() for text in texts):
        return False
    lengths = list(filter(None, map(decimals_of, texts)))
    return len(lengths) >= LEAST_ALIKE and set(lengths) == {whole} != {decimals_of(above)}


def _completes_serial(table: Assembly, pair: Pair) -> bool:
    """Whether a serial number is cut: 10 over 4 below 103."""
    above, below = fold(pair.above.text), fold(pair.below.text)
    if pair.above.column or not (above.isdecimal() and below.isdecimal()):
        return False
    before = _serial_before(table, pair)
    return before is not None and int(above + below) == before + 1 != int(above)


def _counts_on(table: Assembly, pair: Pair) -> bool:
    """Whether serial numbers go on at the page end: 5 over 6, where 5 is no part of 56."""
    above, below = fold(pair.above.text), fold(pair.below.text)
    if pair.above.column or not (above.isdecimal() and below.isdecimal()):
        return False
    return int(below) == int(above) + 1 and _serial_before(table, pair) in {None, int(above) - 1}


def _serial_before(table: Assembly, pair: Pair) -> int | None:
    """The last serial number above that of a row."""
    above = (fold(slot.text) for slot in reversed(table.in_column(0)) if slot is not pair.above)
    return next((int(text) for text in above if text.isdecimal()), None)


def _begins_anew(pair: Pair) -> bool:
    """Whether a text cannot go on from above: nothing stands there, or two complete values meet."""
    above, below = pair.above.text, pair.below.text
    if not above or _ZEROS.match(below):
        return not above
    return is_complete(above) and is_complete(below) and not is_date(above + below)


def _may_be_broken(table: Assembly, pair: Pair) -> bool:
    """Whether two figures may be one that its column has no room for: 355 over 3.10."""
    return is_full(table, pair) and not are_two_figures(pair.above.text, pair.below.text)


def _is_parted_by_height(table: Assembly, told: Sequence[Pair], quiet: Sequence[Pair]) -> bool:
    """Whether a row set in the middle of its height is cut so that some texts stand whole above, others below."""
    waiting = [pair for pair in told if _waits(table, pair)]
    if not any(pair.above.text for pair in told):
        keys = sum(1 for pair in quiet if is_key(table, pair.above.column))
        return keys >= (1 if waiting else LEAST_KEYS)
    begun = [pair for pair in told if pair.above.text]
    is_silent = not quiet or any(is_key(table, pair.above.column) for pair in quiet)
    return len(waiting) >= LEAST_KEYS and is_silent and all(is_full(table, pair) for pair in begun)


def _breaks_off(table: Assembly, pair: Pair) -> bool:
    """Whether a text has no room for what follows below and does not end with a sentence."""
    return is_full(table, pair) and not pair.above.text.endswith(_ENDINGS)


def _waits(table: Assembly, pair: Pair) -> bool:
    """Whether nothing stands above, in a column otherwise filled: a name in the middle of a cut cell may be below."""
    column = table.below_heads(pair.above.column)
    return not pair.above.text and len(column) > 1 and all(slot.lines for slot in column if slot is not pair.above)


def is_key(table: Assembly, column: int) -> bool:
    """Whether a column is filled in every data row so far, each row for itself."""
    rows = range(table.header_rows, table.n_rows)
    cells = table.below_heads(column)
    return len(cells) == len(rows) >= 1 and all(slot.lines for slot in cells)


def goes_on(table: Assembly, pair: Pair, spanning: set[int]) -> bool:
    """Whether a cell below is the merged cell above, closed and opened again at the page end."""
    above, below = pair.above.text, pair.below.text
    if pair.above.column not in spanning and not pair.spans:
        return False
    if not below:
        return True
    if not above:
        return pair.above.rowspan > 1 or pair.above.column in spanning
    if fold(above) == fold(below):
        return not _repeats_names(table, pair.above.column)
    return (
        opens_bracket(above, below)
        or is_cut_through(pair)
        or is_weight_of(below, above)
        or bool(_CUT_UNIT.search(f"{above}|{below}"))
        or _is_name_cut(table, pair)
        or _completes_name(table, pair)
        or (bool(_WITHIN.search(above)) and _breaks_off(table, pair) and reaches_end(pair.above.tail))
    )


def _is_name_cut(table: Assembly, pair: Pair) -> bool:
    """Whether a name above goes on below: it fills its cell, all that is below is one letter, or both make a label."""
    tail = pair.above.tail
    if is_complete(pair.above.text) or not is_full(table, pair):
        return False
    if is_goal_label(pair.above.text + pair.below.text) and not is_goal_label(pair.above.text):
        return True
    if len(fold(pair.below.text)) == 1:
        return reaches_end(tail)
    return tail.rowspan > 1 and len(tail.lines) >= TALL_NAME and fills(tail)


def _completes_name(table: Assembly, pair: Pair) -> bool:
    """Whether all names of a column end alike (…指标), that above does not, and with what is below it does."""
    column = pair.above.column
    head = _level_head(table, column)
    others = {_ending(slot.text) for slot in table.in_column(column) if slot.row > head and slot is not pair.above}
    ending = _ending(pair.above.text + pair.below.text)
    return others - {""} == {ending} != {_ending(pair.above.text)}


def _ending(text: str) -> str:
    """The last two letters of a name, points in brackets behind it left out."""
    return without_points(fold(text))[-2:]


def spanning_columns(table: Assembly, slots: Sequence[Slot]) -> set[int]:
    """Columns in which cells reach over several rows and none is blank for one row alone, page ends aside.

    In a form only what stands below the heads of its levels counts.
    """
    old = [slot for slot in table.slots if slot.row >= table.header_rows]
    merged = {slot.column for slot in (*old, *slots) if slot.rowspan > 1}
    blank = {slot.column for slot in slots if _is_blank_row(table, slot)}
    for slot in old:
        column = slot.column
        if column in merged - blank and _is_blank_row(table, slot) and slot.row >= _level_head(table, column):
            blank.add(column)
    return merged - blank


def _is_blank_row(table: Assembly, slot: Slot) -> bool:
    """Whether a cell is blank for one row alone, which no page end has left over."""
    return slot.rowspan == 1 and not slot.lines and slot.row != 0 and not _is_at_page_end(table, slot)


def _level_head(table: Assembly, column: int) -> int:
    """The row of the head of a level (二级指标) in a column of a form; 0 where it has none."""
    return max((slot.row for slot in table.in_column(column) if role_of(slot.text) in LEVELS), default=0)


def _is_at_page_end(table: Assembly, slot: Slot) -> bool:
    """Whether a cell stands at the upper or lower end of a part of the table."""
    return any(
        piece.page == page and (box.y0 - piece.box.y0 < SAME_EDGE or piece.box.y1 - box.y1 < SAME_EDGE)
        for page, box in slot.boxes
        for piece in table.pieces
    )


def blank_part(table: Assembly, pair: Pair, child: Pair) -> int | None:
    """The row from which a merged cell above is a part without words that belongs to the cell below, or None.

    A page may hold nothing of a level's name. Taken for the rest of the level before, it turns out to be the start of
    the next one where what stands beside it began on that page and goes on below, under the next one's name.
    """
    above, below = pair.above, pair.below
    named_before = len(above.boxes) > 1 and above.text and not above.tail.lines
    if not named_before or not below.text or fold(above.text) == fold(below.text):
        return None
    page = above.boxes[-1][0]
    if child.above.boxes[0][0] != page or (child.below.text and fold(child.above.text) != fold(child.below.text)):
        return None
    return min(slot.row for slot in table.slots if slot.boxes[0][0] == page)


def stand_anew(pair: Pair, met: Sequence[Pair]) -> bool:
    """Whether a cell that says the same as the one above is another one: one beside it, over the same rows above and
    below, says something else there (two contracts of one firm)."""
    rows = _rows(pair)
    name = fold(pair.below.text)
    return bool(name) and name == fold(pair.above.text) and any(
        other.spans and other.below.text and _rows(other) == rows and _is_over(other.above.text)
        and fold(other.above.text) != fold(other.below.text)
        for other in met
    )  # fmt: skip


def _is_over(text: str) -> bool:
    return text.endswith(_ENDINGS) or is_complete(text)


def _rows(pair: Pair) -> tuple[int, int, int]:
    return pair.above.row, pair.above.rowspan, pair.below.rowspan


def _repeats_names(table: Assembly, column: int) -> bool:
    """Whether rows of one page already say the same name one below the other, each in a cell of its own."""
    names = [fold(slot.text) for slot in table.below_heads(column)]
    return any(a and a == b for a, b in pairwise(names))
