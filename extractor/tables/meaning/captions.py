"""The caption (表题) and the 单位 line of a table: paragraphs right above it, or rows at its very top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.model.layout import Block, Figure, Grid, Paragraph, Passage, join_passages
from extractor.tables.meaning.wording import is_caption, is_continued, is_form_line, note_on_unit, tells_unit, unit_line

# Paragraphs above a table among which its caption and unit are looked for (title / year / number of the form / who
# fills it in / 单位 line).
LOOK_BACK = 5
# A caption is one line of a page (the longest seen holds 44 characters).
LONGEST_CAPTION = 60
# A line over the middle of a table: how far it is indented on both sides and off the middle, in type sizes; of a table
# without a grid only the text tells the edges.
INDENTED, CENTRED, CENTRED_OVER_TEXT = 2.6, 1.5, 4.0

_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳])"
)
_SENTENCE_END = re.compile(r"[。；;，,！!？?]\s*$")
# What a scan makes of strokes of a seal or of a pen and of specks: one or two signs, none of them Chinese but strokes.
_STRAY = re.compile(r"(?:[^\u4e00-\u9fff]|[一丨丶丿]){1,2}")
# Who has drawn up a form, below its title or on its cover: 某市财政局（制）.
_ISSUED = re.compile(r"[（(]\s*(?:监|印|编)?制\s*[）)]$|(?:[局厅委部办]|政府)\s*(?:监|印|编)制$")
# A unit at the end of a line that says something else before it: 表1 支出表 单位：万元; 明细如下表（单位：元）：
_UNIT_AT_END = re.compile(
    r"(?P<before>.*?)\s*(?P<line>[（(]?(?:金额|货币|计量|资金)?单位\s*[：:]\s*(?P<unit>[^，。；：:（）()]{1,12}?)\s*[）)]?)\s*[：:。]?\s*"
)
_UNITS = re.compile(r"单位\s*[：:][^：:（）()\s]*?([十百千万亿]{0,2}元)")
# What announces a table in the sentence over it and its caption: 具体情况见下表（单位：万元）：
_ANNOUNCING = re.compile(r"如下|下表|见表|下列")
# The year of a form (with months, where it tells how far things are) on a line of its own below its title.
_YEAR_LINE = re.compile(
    r"[（(]?\s*(?:19|20)\d\d\s*(?:[-—~～至]\s*(?:19|20)\d\d\s*)?年(?:度)?\s*(?:(?:\d{1,2}\s*[-—–－~～至]\s*)?\d{1,2}\s*月份?\s*)?[）)]?"
)


def attach_captions(blocks: Sequence[Block]) -> None:
    """Set ``caption`` and ``unit_line`` of every grid among ``blocks`` from the paragraphs above it."""
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            beside = _beside(block, blocks, index)
            above: list[Paragraph] = []
            for other in reversed(blocks[max(index - (1 + len(beside)) * LOOK_BACK, 0) : index]):
                if isinstance(other, Grid):
                    if other in beside:
                        continue
                    break
                if isinstance(other, Figure):
                    break
                if not _STRAY.fullmatch(other.text.strip()):
                    above.append(other)
            if beside and not _is_over_all(above, [block, *beside]):
                above = [each for each in above if _is_above(each, block)]
            _attach(block, above[:LOOK_BACK])
            if block.unit_line is None and block.caption is not None:
                _attach_announced(block, above[1:LOOK_BACK])
            if block.unit_line is None:
                _attach_below(block, blocks[index + 1 : index + 3])
            if block.unit_line is None and len(block.pages) > 1:
                _attach_over_columns(block, blocks[index + 1 : index + 1 + LOOK_BACK * len(block.pages)])
            if (before := _continued_by(blocks, index)) is not None:
                block.caption = block.caption or before.caption
                block.unit_line = block.unit_line or before.unit_line


def _continued_by(blocks: Sequence[Block], index: int) -> Grid | None:
    """The table that another, with heads of its own, goes on from: nothing but 续表 and its unit stands between."""
    for place in range(index - 1, max(index - 1 - LOOK_BACK, -1), -1):
        block = blocks[place]
        if isinstance(block, Grid):
            between = [each.text for each in blocks[place + 1 : index] if isinstance(each, Paragraph)]
            return block if any(map(is_continued, between)) else None
        if not isinstance(block, Paragraph) or not (is_continued(block.text) or unit_line(block.text)):
            return None
    return None


def _beside(grid: Grid, blocks: Sequence[Block], index: int) -> list[Grid]:
    """The tables beside one, on either side; of three the first and the last are not next to each other."""
    found: list[Grid] = []
    for others in (reversed(blocks[:index]), blocks[index + 1 :]):
        for other in others:
            if not (isinstance(other, Grid) and _is_beside(grid, other)):
                break
            found.append(other)
    return found


def _is_over_all(above: Sequence[Paragraph], tables: Sequence[Grid]) -> bool:
    """Whether one 单位 line, and no caption but one in the middle, stands above several tables beside each other."""
    left, right = min(each.pieces[0].box.x0 for each in tables), max(each.pieces[0].box.x1 for each in tables)
    told = [each for each in above[:2] if not unit_line(each.text)]
    lines = [piece.line for each in told for piece in each.passage.pieces[:1]]
    off = (abs(line.x0 + line.x1 - left - right) / 2 for line in lines)
    return len(told) == 1 and all(each < CENTRED_OVER_TEXT * line.size for each, line in zip(off, lines, strict=True))


def _is_beside(grid: Grid, other: Block) -> bool:
    """Whether another table stands at the side of one on the page where both begin."""
    if not isinstance(other, Grid) or other is grid or other.pieces[0].page != grid.pieces[0].page:
        return False
    a, b = grid.pieces[0].box, other.pieces[0].box
    return (a.x1 <= b.x0 or b.x1 <= a.x0) and max(a.y0, b.y0) < min(a.y1, b.y1)


def _is_above(paragraph: Paragraph, grid: Grid) -> bool:
    """Whether the middle of a paragraph stands over a table."""
    box = grid.pieces[0].box
    lines = [piece.line for piece in paragraph.passage.pieces]
    return any(box.x0 < (line.x0 + line.x1) / 2 < box.x1 for line in lines)


def _attach_below(grid: Grid, below: Sequence[Block]) -> None:
    """A 单位 line right below a table is its own, where no other table follows that it may belong to; a note always."""
    if below and isinstance(below[0], Paragraph) and not isinstance(below[-1], Grid) and unit_line(below[0].text):
        grid.unit_line = below[0].passage.stripped()
        return
    last = [cell.passage for cell in grid.cells if cell.row == grid.n_rows - 1]
    notes = [
        b.passage for b in takewhile(lambda block: isinstance(block, Paragraph), below) if isinstance(b, Paragraph)
    ]
    for passage in [*(last if len(last) == 1 else []), *notes]:
        if told := note_on_unit(passage.text):
            grid.unit_line = passage.slice(*told.span("line"))
            return


def _attach_over_columns(grid: Grid, below: Sequence[Block]) -> None:
    """The 单位 line of a sheet stands over those of its columns that are printed at its right end, on a page after.

    A last column of remarks alone is no table there.
    """
    tops = {piece.page: piece.box.y0 for piece in grid.pieces[1:]}
    tops[grid.pages[-1] + 1] = grid.pieces[0].box.y0
    for block in takewhile(lambda each: isinstance(each, Paragraph), below):
        line = block.passage.pieces[0].line if isinstance(block, Paragraph) and block.passage.pieces else None
        if line is None or line.bottom > tops.get(line.page, 0.0):
            return
        if isinstance(block, Paragraph) and unit_line(block.text):
            grid.unit_line = block.passage.stripped()
            return


def _attach_announced(grid: Grid, above: list[Paragraph]) -> None:
    """The unit in the nearest sentence over a table's caption, where that announces the table."""
    match = _UNIT_AT_END.fullmatch(above[0].text) if above else None
    if match and match["line"].startswith(("（", "(")) and _ANNOUNCING.search(match["before"]):
        grid.unit_line = above[0].passage.slice(*match.span("line"))


def _attach(grid: Grid, above: list[Paragraph]) -> None:
    _from_rows(grid)
    year: Passage | None = None
    of_form = False
    for place, paragraph in enumerate(above):
        text = paragraph.text
        if len(set(_UNITS.findall(text))) > 1:
            return  # of two tables beside each other: which is whose nobody can tell
        if grid.caption is None and year is None and _YEAR_LINE.fullmatch(text.strip()):
            year = paragraph.passage.stripped()
            continue
        if grid.unit_line is None and unit_line(text):
            grid.unit_line = paragraph.passage.stripped()
            continue
        match = _UNIT_AT_END.fullmatch(text)
        if match and grid.unit_line is None and place == 0:
            grid.unit_line = paragraph.passage.slice(*match.span("line"))
            bracketed = match["line"].startswith(("（", "("))
            title = paragraph.passage.slice(
                0 if bracketed else match.start("before"), match.end("line" if bracketed else "before")
            )
            title = title.stripped()
            if grid.caption is None and _may_be_caption(title.text, paragraph.centred or _is_over(paragraph, grid)):
                grid.caption = title
            return
        if grid.caption is None and is_form_line(text):
            of_form = True
            continue
        told = (grid.unit_line is not None or year is not None or of_form) and place > 0
        placed = told or paragraph.centred or _is_over(paragraph, grid)
        if grid.caption is None and _may_be_caption(text, placed):
            title = paragraph.passage.stripped()
            grid.caption = title if year is None else join_passages([title, year])
        return


def _is_over(paragraph: Paragraph, grid: Grid) -> bool:
    """Whether a line on its own stands in the middle over a table, indented on both sides."""
    lines = list({id(piece.line): piece.line for piece in paragraph.passage.pieces}.values())
    first = grid.pieces[0]
    if len(lines) != 1 or lines[0].page != first.page:
        return False
    before, after = lines[0].x0 - first.box.x0, first.box.x1 - lines[0].x1
    off = CENTRED if first.style == "ruled" else CENTRED_OVER_TEXT
    return min(before, after) > INDENTED * lines[0].size and abs(before - after) < off * lines[0].size


def _may_be_caption(text: str, placed: bool) -> bool:
    """Whether a line reads like a caption, or is placed like one: centred, or above a 单位 line."""
    bare = text.strip()
    if not 2 <= len(bare) <= LONGEST_CAPTION or _SENTENCE_END.search(bare) or is_continued(bare):
        return False
    if _NUMBERED.match(bare) or _ISSUED.search(bare):
        return False
    return is_caption(bare) or (placed and not bare.endswith(("：", ":")))


def _from_rows(grid: Grid) -> None:
    """Title and unit rows inside the grid, above its heads; of several titles the last that names a table."""
    for row in range(grid.header_rows):
        cells = [cell for cell in grid.cells if cell.row == row and cell.passage.text.strip()]
        if tells_unit([cell.passage.text for cell in cells]):
            grid.unit_line = next(cell.passage for cell in cells if unit_line(cell.passage.text))
            continue
        if len(cells) != 1:
            return
        if cells[0].colspan < grid.n_columns or _NUMBERED.match(cells[0].passage.text):
            continue
        elif grid.caption is None or is_caption(cells[0].passage.text):
            grid.caption = cells[0].passage
