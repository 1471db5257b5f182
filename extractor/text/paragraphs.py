"""Printed lines → paragraphs (段落), over page ends; tables stand between them in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.model.geometry import Box
from extractor.model.layout import Block, FigurePiece, Grid, Line, PageLayout, Paragraph, TablePiece
from extractor.text.figured import figure_of, with_captions
from extractor.text.lines import joined
from extractor.text.measure import (
    DECIMAL,
    ENDS,
    NUMBERED,
    SAME_SIZE,
    Measure,
    Style,
    is_centred,
    is_flush_heading,
    is_flush_right,
    is_full,
    is_indented,
    measures_of,
    steps_between,
    style_of,
    unbreakable,
)

# A line that leaves no more than this share of the column free may stop in mid-sentence (measured 0.2 at most).
BROKEN_OFF = 0.25
# Type sizes. Lines that begin within this of each other stand at the same place (a bracket takes half a character).
SAME_PLACE = 0.6
# Share of the column that a line of a set-in sentence takes at least.
LONG = 0.7
EXACTLY = 0.1
# Points. Where a number begins the line after a full stop, a difference in size from here on tells a heading.
OTHER_SIZE = 0.3
# A gap between lines this much wider than usual ends a paragraph.
WIDE_GAP = 1.6

# Footnotes are set this much smaller than the text and this far below it (in their own type size).
NOTE_SIZE = 0.85
NOTE_GAP = 0.5
# Below a table they stand in this lowest part of the page.
FOOT = 0.8

_NOTE = re.compile(r"\s*(?:[①-⑳]|[\[［【]?\d{1,2}[\]］】]?[.．、\s]|\d{1,2}(?=[一-鿿《“])|[*＊]{1,3})\s*\S")
# A semicolon is followed by the rest of its sentence, or by a number.
_PARAGRAPH_END = re.compile(r"[。！？!?：:…][”’」』）)]*$")
_FULL_STOP = re.compile(r"[。！？!?][”’」』）)]*$")
# No paragraph begins within the number of a document …
_REST_OF_NUMBER = re.compile(r"[〔［\[【（(]\d{4}[〕］\]】）)]\s*第?\s*\d{1,5}\s*号")
# … nor within another, an amount, a rate or a day (Writer keeps 元，2022 together, and so ends the line before early).
_CUT_VALUE = re.compile(
    r"\d[千百]?[万亿]?\n(?:[千百]?[万亿]?元|[万亿]|[％%‰])(?=[，。；、：）)（(]|$)"
    r"|\d{4}年\n\d{1,2}月|\d{4}年\d{1,2}月\n\d{1,2}日"
    r"|[〔［\[【（(]\d{4}[〕］\]】）)]\n第?\d{1,5}号"
)
# … nor behind another sign.
_BEFORE_CUT = re.compile(r"[\d千百万亿年月〕\]】）)]")
# As far back and ahead as a value is looked for over a line's end.
_LONGEST_VALUE = 12
# What stands within sentences, not in headings.
_WITHIN_SENTENCES = re.compile(r"[。；;]|[，,].*[，,]")
_CLAUSE = re.compile(r"[，；。]")
# How titles of documents in a list end, one below the other.
_TITLE_ENDS = ("》", "）", ")")
_ANNEX = re.compile(r"附(?:件|表|图|录)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*[：:、.]")
_CONTENTS_ENTRY = re.compile(r"[.…·．]{4,}\s*\d{1,4}$")
# The number of a document (发文字号) by itself below its title.
_NUMBER_ALONE = re.compile(r"\s*[一-龥]{2,12}[〔［\[（(](?:19|20)\d\d[〕］\]）)]第?\d{1,5}号\s*")
_TITLE = re.compile(r"[^，。；：、（(《]*(?:报告|意见书?|通知书?|函|批复|通报|决定|方案|办法|表)\s*")
# Two columns of a signature: 某事务所 中国注册会计师：某某, 报告日期：2022年7月8日 报告地点：成都.
_SIDE_BY_SIDE = re.compile(
    r"(?=[^。，；]{8,45}$)(?:"
    r"\S+\s+(?:注册\S{2,4}师|中国注册会计师|\S{0,4}(?:负责人|组长|主评人|日期|地点|复核人|代表人))[：:]\S*"
    r"|中国[·•\s]*[一-龥]{2,4}\s+\S{4}年\S{1,3}月\S{1,4}日)\s*$"
)
_BARE_NUMBER = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．]")


def blocks(layouts: Sequence[PageLayout], grids: Sequence[Grid]) -> list[Block]:
    """Paragraphs, whole tables and figures in reading order; a table stands where its first part does, a figure behind
    the paragraph that goes on around it."""
    first_pieces = {id(grid.pieces[0]): grid for grid in grids}
    measures = measures_of(layouts)
    style = style_of(layouts, measures)
    found: list[Block] = []
    open_lines: list[Line] = []
    notes: list[Line] = []
    drawn: list[FigurePiece] = []

    def close() -> None:
        if open_lines:
            found.append(_paragraph(open_lines, measures))
            open_lines.clear()
        found.extend(map(figure_of, drawn))
        drawn.clear()

    def close_with_notes() -> None:
        close()
        found.extend(replace(_paragraph(note, measures), note=True) for note in _apart(notes))
        notes.clear()

    for layout in layouts:
        body = _before_notes(layout, measures[layout.page.number])
        framed = [item.box for item in layout.items if isinstance(item, FigurePiece) and item.is_text]
        for item in layout.items[:body]:
            if isinstance(item, TablePiece):
                close()
                if id(item) in first_pieces:
                    found.append(first_pieces[id(item)])
                continue
            if isinstance(item, FigurePiece):
                drawn.append(item)
                continue
            goes_on = not open_lines or any(_goes_on_beside(open_lines, item, box) for box in framed)
            if not goes_on and _starts(open_lines, item, measures, style, interrupted=bool(drawn)):
                close_with_notes()
            open_lines.append(item)
        notes += [item for item in layout.items[body:] if isinstance(item, Line)]
    close_with_notes()
    return with_captions(found)


def _goes_on_beside(printed: list[Line], line: Line, box: Box) -> bool:
    """Whether a line at the side of a frame (文本框), short because of it, ends in mid-sentence, so that it goes on."""
    before = printed[-1]
    middle = (before.top + before.bottom) / 2
    if not box.y0 - before.size < middle < box.y1 + before.size or ENDS.search(before.text):
        return False
    is_heading = len(printed) == 1 and NUMBERED.match(before.text)
    is_same_face = abs(line.size - before.size) <= OTHER_SIZE and line.font == before.font
    return is_same_face and not is_heading and not NUMBERED.match(line.text) and line.x0 <= before.x0 + SAME_PLACE


def _before_notes(layout: PageLayout, measure: Measure) -> int:
    """How many items of a page stand above its footnotes (脚注): small lines at its foot, set off, the first numbered.

    What goes on over the page's end does so around them.
    """
    start = len(layout.items)
    for index in range(len(layout.items) - 1, 0, -1):
        line, above = layout.items[index], layout.items[index - 1]
        if not isinstance(line, Line) or line.size > NOTE_SIZE * measure.size:
            break
        if isinstance(above, FigurePiece) or not _NOTE.match(line.text):
            continue
        of_table = isinstance(above, TablePiece)
        end = above.box.y1 if isinstance(above, TablePiece) else above.bottom
        if line.top - end > NOTE_GAP * line.size and not (of_table and line.top < FOOT * layout.page.upright_height):
            start = index
    return start


def _apart(notes: Sequence[Line]) -> list[list[Line]]:
    """The lines of each footnote."""
    found: list[list[Line]] = []
    for line in notes:
        if not found or _NOTE.match(line.text):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _starts(
    printed: list[Line], line: Line, measures: dict[int, Measure], style: Style, *, interrupted: bool = False
) -> bool:
    """Whether ``line`` begins a new paragraph after ``printed``; a figure between the two (``interrupted``) parts them
    unless a sentence goes on."""
    before = printed[-1]
    if interrupted and (ENDS.search(before.text) or not is_full(before, line, measures[before.page])):
        return True
    if _opens_by_words(before, line) or _is_beside(before, line):
        return True
    if len(printed) == 1 and _BARE_NUMBER.fullmatch(before.text.strip()) and not NUMBERED.match(line.text):
        return False  # a page ends between a heading's number and its words
    if _is_wrapped_title(printed, line, measures, style.indented):
        return False
    return _stands_apart(printed, line, measures, interrupted=interrupted) or _opens(printed, line, measures, style)


def _opens(printed: list[Line], line: Line, measures: dict[int, Measure], style: Style) -> bool:
    """Whether a line begins a new paragraph after others that are set like it."""
    before = printed[-1]
    measure = measures[before.page]
    if _REST_OF_NUMBER.match(line.text) or _cuts_value(before, line):
        return False
    if not (is_full(before, line, measure) or (style.indented and _breaks_off(before, line, measure))):
        return True
    if is_indented(line, measures[line.page]):
        return not (_is_hanging(printed, line, style) or _goes_on_set_in(printed, line, measures, style))
    return _opens_flush(printed, line, measures[line.page], style)


def _cuts_value(before: Line, line: Line) -> bool:
    """Whether an amount or a day that one line begins ends on the next."""
    if not _BEFORE_CUT.match(before.text[-1:]):
        return False
    return bool(_CUT_VALUE.search(f"{before.text[-_LONGEST_VALUE:]}\n{line.text[:_LONGEST_VALUE]}"))


def _opens_by_words(before: Line, line: Line) -> bool:
    """Whether the words alone show a new paragraph: an annex, an entry of a table of contents before it, a document's
    number below its title, the lines of a signature in two columns."""
    if _NUMBER_ALONE.fullmatch(line.text) and _TITLE.fullmatch(before.text):
        return True
    if _SIDE_BY_SIDE.match(line.text) or _SIDE_BY_SIDE.match(before.text):
        return True
    return bool(_ANNEX.match(line.text) or _CONTENTS_ENTRY.search(before.text))


def _is_beside(before: Line, line: Line) -> bool:
    """Whether a line stands at the side of the one before, as captions of tables beside each other do."""
    return line.page == before.page and line.x0 > before.x1 and line.top < before.bottom - before.size / 2


def _is_wrapped_title(printed: list[Line], line: Line, measures: dict[int, Measure], indented: bool) -> bool:
    """Whether a centred line holds what did not fit into the centred lines before it, which end no sentence."""
    before, measure = printed[-1], measures[line.page]
    same_face = (line.page, line.font, line.bold) == (before.page, before.font, before.bold)
    if not same_face or _FULL_STOP.search(before.text):
        return False
    if line.text[0] in "（(" or abs(line.size - before.size) > SAME_SIZE or not is_centred(line, measure):
        return False
    stands_out = indented or line.bold or line.size > measure.size + SAME_SIZE
    return stands_out and all(
        part.x0 - measure.left + measure.right - part.x1 < unbreakable(following)
        for part, following in pairwise([*printed, line])
    )


def _stands_apart(printed: list[Line], line: Line, measures: dict[int, Measure], *, interrupted: bool) -> bool:
    """Whether a line is set so differently from the one before that no sentence can go on in it."""
    before, measure = printed[-1], measures[line.page]
    # The size of a short line of a scan is measured roughly.
    rough = line.confidence is not None and _cuts_value(before, line)
    return (
        (abs(line.size - before.size) > SAME_SIZE and not rough)
        or (_is_placed(line, measure) and not _are_set_left(before, line))
        or (_is_placed(printed[0], measures[printed[0].page]) and not _are_set_left(printed[0], line))
        or (measure.left, measure.right) != (measures[before.page].left, measures[before.page].right)
        or (not interrupted and line.page == before.page and line.bottom - before.bottom > WIDE_GAP * measure.step)
    )


def _is_placed(line: Line, measure: Measure) -> bool:
    """Whether a line is set in the middle or at the right; a long one of a sentence may be so by chance."""
    is_long = line.x1 - line.x0 > LONG * (measure.right - measure.left)
    if is_long and _CLAUSE.search(line.text):
        return False
    return is_centred(line, measure) or is_flush_right(line, measure)


def _are_set_left(before: Line, line: Line) -> bool:
    """Whether two lines begin at the same place and end at different ones, which no two centred lines do."""
    return abs(line.x0 - before.x0) < EXACTLY * line.size and abs(line.x1 - before.x1) > line.size


def _breaks_off(before: Line, line: Line, measure: Measure) -> bool:
    """Whether a rather short line stops in mid-sentence, as some programs break lines before long numbers."""
    room = measure.right - before.x1
    return room < BROKEN_OFF * (measure.right - measure.left) and not (
        ENDS.search(before.text) or NUMBERED.match(line.text)
    )


def _is_hanging(printed: list[Line], line: Line, style: Style) -> bool:
    """Whether a paragraph's later lines are set in further than its first: then an indent opens nothing.

    Unless a sentence has ended and a number begins the line: then a paragraph without an indent came before. Nor where
    a heading at the margin is one line long, in a text that sets its headings so.
    """
    if NUMBERED.match(line.text) and ENDS.search(printed[-1].text):
        return False
    is_heading = NUMBERED.match(printed[0].text) and not ENDS.search(printed[0].text)
    if style.indented and style.flush and len(printed) == 1 and is_heading:
        return False
    further = 0.5 * line.size
    goes_on = len(printed) == 1 or abs(printed[1].x0 - line.x0) < further
    return goes_on and line.x0 > printed[0].x0 + further


def _goes_on_set_in(printed: list[Line], line: Line, measures: dict[int, Measure], style: Style) -> bool:
    """Whether a line goes on in a paragraph all of whose lines are set in (左缩进), at the place of its later lines.

    A heading that fills its line stands above text at the same place: what goes on with the first line goes on
    with a sentence, or without the space that paragraphs are set off by.
    """
    before, first = printed[-1], printed[0]
    is_same_face = (line.font, line.bold) == (before.font, before.bold) and abs(line.size - before.size) <= OTHER_SIZE
    shift = line.x0 - before.x0
    is_numbered = NUMBERED.match(line.text) or (DECIMAL.match(line.text) and DECIMAL.match(first.text))
    if is_numbered or not is_same_face or shift > SAME_PLACE * line.size:
        return False
    is_left_of_first = line.x0 < first.x0 - SAME_PLACE * line.size and is_full(before, line, measures[before.page])
    steps = steps_between(before, line, measures[line.page]) if line.page == before.page else None
    is_close = steps is not None and style.gap is not None and steps < style.gap
    if ENDS.search(before.text):
        return len(printed) > 1 and (is_close or (is_left_of_first and abs(shift) <= SAME_PLACE * line.size))
    if len(printed) > 1 or is_left_of_first or is_close:
        return True
    if NUMBERED.match(first.text) or DECIMAL.match(first.text):
        return _WITHIN_SENTENCES.search(first.text) is not None
    return not (line.text.startswith("《") and before.text.endswith(_TITLE_ENDS))


def _opens_flush(printed: list[Line], line: Line, measure: Measure, style: Style) -> bool:
    """Whether a line at the left margin, after a full line, begins a paragraph all the same."""
    before = printed[-1]
    faces_differ = line.font != before.font and line.bold != before.bold
    if faces_differ and not (line.lead or before.lead or printed[0].lead):
        return True
    if style.indented:
        if style.flush and _FULL_STOP.search(before.text) and is_flush_heading(line, measure):
            return True
        set_apart = line.bold or line.font != before.font or abs(line.size - before.size) > OTHER_SIZE
        return set_apart and bool(NUMBERED.match(line.text) and ENDS.search(before.text))
    if style.gap is not None and line.page == before.page:
        return steps_between(before, line, measure) > style.gap
    if line.font != before.font and NUMBERED.match(printed[0].text) and not (line.lead or printed[0].lead):
        return True  # a heading that fills its line, in a face of its own
    return bool(_PARAGRAPH_END.search(before.text) or NUMBERED.match(line.text))


def _paragraph(printed: list[Line], measures: dict[int, Measure]) -> Paragraph:
    first = printed[0]
    measure = measures[first.page]
    alone = len(printed) == 1
    centred = is_centred(first, measure)
    lead = first.lead
    if not lead and not alone and (first.font, first.bold) != (printed[1].font, printed[1].bold):
        lead = len(first.text)
    return Paragraph(
        passage=joined(printed),
        page=first.page,
        indent=first.x0 - measure.left,
        size=first.size,
        bold=first.bold,
        centred=centred,
        right=alone and not centred and is_flush_right(first, measure),
        lead=lead,
        font=first.font,
    )
