"""Whole tables out of their parts on consecutive pages: heads once, cut rows and merged cells whole again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.model.layout import Grid, Line, PageLayout, TablePiece
from extractor.tables.joined.assembly import Assembly, Slot, blanks, place, slots_of
from extractor.tables.joined.columns import are_as_wide, merged_edges, merged_inferred_edges, same_columns
from extractor.tables.joined.ends import Pair, is_cut_through
from extractor.tables.joined.page_ends import leading, open_tables
from extractor.tables.joined.part_heads import (
    are_lines_of_heads,
    counts_on,
    ends,
    is_another,
    repeated_header,
    reworded_header,
    same_head,
)
from extractor.tables.joined.seam import (
    are_parts,
    blank_part,
    goes_on,
    is_cut,
    pairs,
    spanning_columns,
    stand_anew,
)
from extractor.tables.joined.sheets import beside, has_columns_of, is_beside
from extractor.tables.meaning.wording import fold, is_number, is_sum


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
        headed = [part for part in alike if part is not each and same_head(part, slots)]
        if not headed and is_beside(each, piece):
            continue
        counted = [part for part in alike if counts_on(part, slots)]
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
    if inferred and are_lines_of_heads(table, slots):
        table.as_one_row()
    merged = merge(table.columns, piece.columns)
    if merged is None and same_head(table, slots) and (inferred or not ends(table, slots)):
        merged = same_columns(table.columns)
    if merged is None and are_as_wide(table.columns, piece.columns, inferred=inferred) and counts_on(table, slots):
        merged = same_columns(table.columns)
    if merged is None:
        return False
    n_rows = len(piece.rows) - 1
    place(slots, merged.new)
    slots += blanks(slots, n_rows, merged.edges, piece)
    finer = len(merged.edges) != len(table.columns)
    if is_another(table, slots, n_rows, finer):
        return False
    if finer:
        table.refine(merged.edges, merged.old)
    repeated, end = repeated_header(table, slots, n_rows)
    table.header_rows = max(table.header_rows, end)
    _put_below(table, piece, slots, repeated or reworded_header(table, slots))
    table.find_heads()
    return True


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
        above.lines.extend(below.lines[is_cut_through(pair) :])
    above.boxes.extend(below.boxes)
    above.tail = below.tail
    above.joined = True
