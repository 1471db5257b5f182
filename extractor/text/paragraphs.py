"""Printed lines → paragraphs (段落), over page ends; tables stand between them in reading order.

In Chinese typesetting a paragraph's first line is indented by two characters and every line but the last is
full. Both signs are read from the page; neither is taken for granted, since some typists indent nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.model.layout import Block, Grid, Line, PageLayout, Paragraph, TablePiece
from extractor.text.lines import joined

# A line that ends this many characters before the right margin, or less, is full: Chinese line breaking moves
# up to two marks to the next line, and a Latin word or a number with its unit may need more room.
FULL_LINE = 2.2
# Where fewer of the lines than this reach the right margin, the paragraphs are short and none may be full (a third and
# more in running text): then the margins are taken to be alike.
FULL_SHARE = 0.2
# A line that leaves no more than this share of the column free may stop in mid-sentence (measured 0.2 at most).
BROKEN_OFF = 0.25
# The first line of a paragraph is set in by at least this many characters (two by the standard).
INDENT = 0.9
# Where most lines are indented by two characters, the margin lies this many left of them at most.
WIDEST_INDENT = 2.5
# One line in so many may begin left of the margin: dust of a scan, a mark beside the text.
ASTRAY = 50
# Lines whose sizes differ by more than this are of different kinds (points).
SAME_SIZE = 0.8
# … and where a number begins the line after a full stop, a smaller difference tells a heading.
OTHER_SIZE = 0.3
# A gap between lines this much wider than usual ends a paragraph.
WIDE_GAP = 1.6
# Centred: both margins are alike within this many characters, and wider than a paragraph's indent.
CENTRED = 1.5
CENTRED_INDENT = 2.6
# The share of paragraphs in a text whose first line is indented, above which the indent decides alone.
INDENTED_STYLE = 0.5
# Where all but one in ten of at least so many paragraphs of a text without indents begin so many steps below the line
# before, or more, the gap decides alone.
SPACED_LEAST = 5
SPACED_GAP = 1.2
# So many headings at the left margin, where short lines end before them, are the style of an indented text.
FLUSH_HEADINGS = 2

# Footnotes are set this much smaller than the text and this far below it (in their own type size).
NOTE_SIZE = 0.85
NOTE_GAP = 0.5

_NOTE = re.compile(r"\s*(?:[①-⑳]|[\[［【]?\d{1,2}[\]］】]?[.．、\s]|\d{1,2}(?=[一-鿿《“])|[*＊]{1,3})\s*\S")
_ENDS = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")
_FULL_STOP = re.compile(r"[。！？!?][”’」』）)]*$")
_UNBREAKABLE = re.compile(
    r"[（(〔［\[【《「『“‘]*(?:[A-Za-z0-9.,%/:_-]+[％%元万亿年月日号]*|.)[，。；：、！？）)》」』”’】〕］\]]*"
)
_ANNEX = re.compile(r"附(?:件|表|图|录)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*[：:、.]")
_CONTENTS_ENTRY = re.compile(r"[.…·．]{4,}\s*\d{1,4}$")
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]{1,3}[）)]|[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|[（(]?\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[①-⑳])"
)

_BARE_NUMBER = re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[、.．]")


class Style(NamedTuple):
    """How a text sets paragraphs off: most by an ``indented`` first line, its headings at the left margin (``flush``)
    in the face of the text; or by space above them, more steps than ``gap`` (None where they are not)."""

    indented: bool
    flush: bool
    gap: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """The text column (版心) of a page: its margins, the usual step from line to line, and its type size."""

    left: float
    right: float
    step: float
    size: float


def blocks(layouts: Sequence[PageLayout], grids: Sequence[Grid]) -> list[Block]:
    """Paragraphs and whole tables in reading order; a table stands where its first part does."""
    first_pieces = {id(grid.pieces[0]): grid for grid in grids}
    measures = _measures(layouts)
    style = _style(layouts, measures)
    found: list[Block] = []
    open_lines: list[Line] = []
    notes: list[Line] = []

    def close() -> None:
        if open_lines:
            found.append(_paragraph(open_lines, measures))
            open_lines.clear()

    def close_with_notes() -> None:
        close()
        found.extend(replace(_paragraph(note, measures), note=True) for note in _apart(notes))
        notes.clear()

    for layout in layouts:
        body = _before_notes(layout, measures[layout.page.number])
        for item in layout.items[:body]:
            if isinstance(item, TablePiece):
                close()
                if id(item) in first_pieces:
                    found.append(first_pieces[id(item)])
                continue
            if open_lines and _starts(open_lines, item, measures, style):
                close_with_notes()
            open_lines.append(item)
        notes += [item for item in layout.items[body:] if isinstance(item, Line)]
    close_with_notes()
    return found


def _before_notes(layout: PageLayout, measure: Measure) -> int:
    """How many items of a page stand above its footnotes (脚注): small lines at its foot, set off, the first numbered.

    What goes on over the page's end does so around them.
    """
    start = len(layout.items)
    for index in range(len(layout.items) - 1, 0, -1):
        line, above = layout.items[index], layout.items[index - 1]
        if not isinstance(line, Line) or line.size > NOTE_SIZE * measure.size:
            break
        if isinstance(above, Line) and _NOTE.match(line.text) and line.top - above.bottom > NOTE_GAP * line.size:
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


def _measures(layouts: Sequence[PageLayout]) -> dict[int, Measure]:
    """The text column of each page; pages with little text borrow that of the pages of their width."""
    by_width: dict[int, list[Line]] = {}
    for layout in layouts:
        by_width.setdefault(round(layout.page.upright_width), []).extend(_body(layout))
    common = {width: _measure(found, width) for width, found in by_width.items()}
    return {layout.page.number: common[round(layout.page.upright_width)] for layout in layouts}


def _body(layout: PageLayout) -> list[Line]:
    return [item for item in layout.items if isinstance(item, Line)]


def _measure(found: list[Line], width: float) -> Measure:
    if not found:
        return Measure(0.0, width, 20.0, 12.0)
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = _commonest(sizes)
    body = [line for line in found if abs(line.size - size) <= SAME_SIZE] or found
    long = [line for line in body if line.x1 - line.x0 > 0.4 * width] or body
    left = _commonest(Counter(round(line.x0) for line in long))
    reaching = _reaching([round(line.x1) for line in long], FULL_LINE * size)
    right = _commonest(Counter(reaching))
    flush = sorted([line.x0 for line in body if line.x0 >= left - WIDEST_INDENT * size])
    left = min(left, flush[len(flush) // ASTRAY]) if flush else left
    steps = [
        after.bottom - before.bottom
        for before, after in pairwise(body)
        if before.page == after.page and 0 < after.bottom - before.bottom < 4 * size
    ]
    if len(reaching) < FULL_SHARE * len(body):
        right = max(right, width - left)
    return Measure(left, max(right, left + size), median(steps) if steps else 1.5 * size, size)


def _commonest(counts: Mapping[float, int]) -> float:
    """The commonest value; of equally common ones the largest."""
    return max(counts, key=lambda value: (counts[value], value))


def _reaching(ends: Sequence[float], room: float) -> list[float]:
    """The line ends within ``room`` of the margin: where lines are not justified, few end exactly alike.

    The margin lies where at least two lines, and one in twenty, reach furthest; a single longer line is an outlier.
    """
    least = max(2, len(ends) // 20)
    for end in sorted(set(ends), reverse=True):
        near = [each for each in ends if end - room <= each <= end]
        if len(near) >= least:
            return near
    return list(ends)


def _style(layouts: Sequence[PageLayout], measures: dict[int, Measure]) -> Style:
    """The style of a text, read from what follows its short lines: there a paragraph begins in any style."""
    pairs = [
        (before, after)
        for layout in layouts
        for before, after in pairwise(_body(layout))
        if not _is_full(before, after, measures[before.page]) and not _is_centred(after, measures[after.page])
    ]
    set_in = sum(_is_indented(line, measures[line.page]) for _, line in pairs)
    flush = sum(_is_flush_heading(line, measures[line.page]) for _, line in pairs)
    steps = sorted(_steps(*pair, measures[pair[0].page]) for pair in pairs if pair[0].page == pair[1].page)
    least = steps[len(steps) // 10] if len(steps) >= SPACED_LEAST else 0
    return Style(
        indented=set_in >= INDENTED_STYLE * len(pairs),
        flush=flush >= FLUSH_HEADINGS,
        gap=(1 + least) / 2 if least > SPACED_GAP else None,
    )


def _steps(before: Line, line: Line, measure: Measure) -> float:
    """How far a line stands below the one before, in usual steps."""
    return (line.bottom - before.bottom) / measure.step


def _is_flush_heading(line: Line, measure: Measure) -> bool:
    """Whether a line looks like a heading at the left margin: numbered, short, without a mark at its end."""
    return (
        _NUMBERED.match(line.text) is not None
        and not _is_indented(line, measure)
        and measure.right - line.x1 > FULL_LINE * line.size
        and not _ENDS.search(line.text)
    )


def _is_indented(line: Line, measure: Measure) -> bool:
    return line.x0 - measure.left > INDENT * line.size


def _is_full(line: Line, following: Line, measure: Measure) -> bool:
    """Whether a line ends where it had to: what follows would not have fitted in the room that is left."""
    room = measure.right - line.x1
    if room <= FULL_LINE * line.size:
        return True
    return room < _unbreakable(following)


def _unbreakable(line: Line) -> float:
    """The width of the first thing in a line that may not be broken: a number with its unit, a Latin word.

    Marks that may not begin a line belong to the character before them.
    """
    match = _UNBREAKABLE.match(line.text)
    end = match.end() if match else 1
    return line.right[end - 1] - line.left[0]


def _is_centred(line: Line, measure: Measure) -> bool:
    before, after = line.x0 - measure.left, measure.right - line.x1
    least = (0.5 if line.size > measure.size + SAME_SIZE else CENTRED_INDENT) * line.size
    return before > least and abs(before - after) < CENTRED * line.size


def _is_flush_right(line: Line, measure: Measure) -> bool:
    before, after = line.x0 - measure.left, measure.right - line.x1
    return before > 0.35 * (measure.right - measure.left) and after < 0.5 * before


def _starts(printed: list[Line], line: Line, measures: dict[int, Measure], style: Style) -> bool:
    """Whether ``line`` begins a new paragraph after ``printed``."""
    before = printed[-1]
    measure = measures[before.page]
    if _opens_by_words(before, line) or _is_beside(before, line):
        return True
    if len(printed) == 1 and _BARE_NUMBER.fullmatch(before.text.strip()) and not _NUMBERED.match(line.text):
        return False  # a page ends between a heading's number and its words
    if _is_wrapped_title(printed, line, measures, style.indented):
        return False
    return (
        _stands_apart(printed, line, measures)
        or not (_is_full(before, line, measure) or (style.indented and _breaks_off(before, line, measure)))
        or (
            not _is_hanging(printed, line, style)
            if _is_indented(line, measures[line.page])
            else _opens_flush(printed, line, measures[line.page], style)
        )
    )


def _opens_by_words(before: Line, line: Line) -> bool:
    """Whether the words alone show a new paragraph: an annex, or an entry of a table of contents before it."""
    return bool(_ANNEX.match(line.text) or _CONTENTS_ENTRY.search(before.text))


def _is_beside(before: Line, line: Line) -> bool:
    """Whether a line stands at the side of the one before, as captions of tables beside each other do."""
    return line.page == before.page and line.x0 > before.x1 and line.top < before.bottom - before.size / 2


def _is_wrapped_title(printed: list[Line], line: Line, measures: dict[int, Measure], indented: bool) -> bool:
    """Whether a centred line holds what did not fit into the centred lines before it."""
    before, measure = printed[-1], measures[line.page]
    if (line.page, line.font, line.bold) != (before.page, before.font, before.bold):
        return False
    if line.text[0] in "（(" or abs(line.size - before.size) > SAME_SIZE or not _is_centred(line, measure):
        return False
    stands_out = indented or line.bold or line.size > measure.size + SAME_SIZE
    return stands_out and all(
        part.x0 - measure.left + measure.right - part.x1 < _unbreakable(following)
        for part, following in pairwise([*printed, line])
    )


def _stands_apart(printed: list[Line], line: Line, measures: dict[int, Measure]) -> bool:
    """Whether a line is set so differently from the one before that no sentence can go on in it."""
    before, measure = printed[-1], measures[line.page]
    return (
        abs(line.size - before.size) > SAME_SIZE
        or _is_placed(line, measure)
        or _is_placed(printed[0], measures[printed[0].page])
        or measure.right != measures[before.page].right
        or (line.page == before.page and line.bottom - before.bottom > WIDE_GAP * measure.step)
    )


def _is_placed(line: Line, measure: Measure) -> bool:
    return _is_centred(line, measure) or _is_flush_right(line, measure)


def _breaks_off(before: Line, line: Line, measure: Measure) -> bool:
    """Whether a rather short line stops in mid-sentence, as some programs break lines before long numbers."""
    room = measure.right - before.x1
    return room < BROKEN_OFF * (measure.right - measure.left) and not (
        _ENDS.search(before.text) or _NUMBERED.match(line.text)
    )


def _is_hanging(printed: list[Line], line: Line, style: Style) -> bool:
    """Whether a paragraph's later lines are set in further than its first: then an indent opens nothing.

    Unless a sentence has ended and a number begins the line: then a paragraph without an indent came before. Nor where
    a heading at the margin is one line long, in a text that sets its headings so.
    """
    if _NUMBERED.match(line.text) and _ENDS.search(printed[-1].text):
        return False
    is_heading = _NUMBERED.match(printed[0].text) and not _ENDS.search(printed[0].text)
    if style.indented and style.flush and len(printed) == 1 and is_heading:
        return False
    further = 0.5 * line.size
    goes_on = len(printed) == 1 or abs(printed[1].x0 - line.x0) < further
    return goes_on and line.x0 > printed[0].x0 + further


def _opens_flush(printed: list[Line], line: Line, measure: Measure, style: Style) -> bool:
    """Whether a line at the left margin, after a full line, begins a paragraph all the same."""
    before = printed[-1]
    faces_differ = line.font != before.font and line.bold != before.bold
    if faces_differ and not (line.lead or before.lead or printed[0].lead):
        return True
    if style.indented:
        if style.flush and _FULL_STOP.search(before.text) and _is_flush_heading(line, measure):
            return True
        set_apart = line.bold or line.font != before.font or abs(line.size - before.size) > OTHER_SIZE
        return set_apart and bool(_NUMBERED.match(line.text) and _ENDS.search(before.text))
    if style.gap is not None:
        if line.page == before.page:
            return _steps(before, line, measure) > style.gap
        if line.font != before.font and _NUMBERED.match(printed[0].text):
            return True
    return bool(_ENDS.search(before.text) or _NUMBERED.match(line.text))


def _paragraph(printed: list[Line], measures: dict[int, Measure]) -> Paragraph:
    first = printed[0]
    measure = measures[first.page]
    alone = len(printed) == 1
    centred = _is_centred(first, measure)
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
        right=alone and not centred and _is_flush_right(first, measure),
        lead=lead,
        font=first.font,
    )
