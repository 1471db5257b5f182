"""The text column (版心) that lines are set in, how a text sets its paragraphs off, and how a line stands in both.

In Chinese typesetting a paragraph's first line is indented by two characters and every line but the last is
full. Both signs are read from the page; neither is taken for granted, since some typists indent nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.model.layout import Line, PageLayout

# A line that ends this many characters before the right margin, or less, is full: Chinese line breaking moves
# up to two marks to the next line, and a Latin word or a number with its unit may need more room.
FULL_LINE = 2.2
# Where fewer of the lines than this reach the right margin, the paragraphs are short and none may be full (a third and
# more in running text): then the margins are taken to be alike.
FULL_SHARE = 0.2
# … unless so many lines end exactly alike in mid-sentence, and go on at the left margin.
GOING_ON = 3
# The first line of a paragraph is set in by at least this many characters (two by the standard).
INDENT = 0.9
# Where most lines are indented by two characters, the margin lies this many left of them at most.
WIDEST_INDENT = 2.5
# One line in so many may begin left of the margin: dust of a scan, a mark beside the text.
ASTRAY = 50
# Lines whose sizes differ by more than this are of different kinds (points).
SAME_SIZE = 0.8
# Centred: both margins are alike within this many characters, and wider than a paragraph's indent.
CENTRED = 1.5
CENTRED_INDENT = 2.6
# A centred line that keeps the first-line indent of its style stands as far off the middle, twice.
CENTRED_LINE_INDENT = 2.0
# The share of paragraphs in a text whose first line is indented, above which the indent decides alone.
INDENTED_STYLE = 0.5
# Where all but one in ten of at least so many paragraphs of a text without indents begin so many steps below the line
# before, or more, the gap decides alone.
SPACED_LEAST = 5
SPACED_GAP = 1.2
# Where lines within a sentence stand evenly (steps below this), less space above paragraphs tells.
EVEN_STEP, EVEN_GAP = 1.02, 1.08
# So many headings at the left margin, where short lines end before them, are the style of an indented text.
FLUSH_HEADINGS = 2

# The end of a sentence, or of one of its parts.
ENDS = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")
# Programs that follow Unicode break a line neither before nor behind “ and ”, whichever of the two it is (为“良”。).
_UNBREAKABLE = re.compile(
    r"[（(〔［\[【《「『“‘]*(?:[¥￥$]?[A-Za-z0-9.,%/:_-]+[％%元万亿年月日号]*|.)(?:[“”‘’][^“”‘’])*[，。；：、！？）)》」』”’】〕］\]]*"
)
NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]{1,3}[）)]|[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|[（(]?\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[①-⑳])"
)
# Points: type of any size is measured, so that nothing is divided by naught on the sheet of a stamp.
LEAST_SIZE = 0.5
# Numbers that open headings and sentences alike: 1.2 资金情况, 4 有关建议.
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[ 　]+[一-鿿]|\d{1,2}(?:\.\d{1,2}){1,3}[、.．]?[一-鿿]")


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


def measures_of(layouts: Sequence[PageLayout]) -> dict[int, Measure]:
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
    size = max(_commonest(sizes), LEAST_SIZE)
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
    if len(reaching) < FULL_SHARE * len(body) and _going_on(body, left, right) < GOING_ON:
        right = max(right, width - left)
    return Measure(left, max(right, left + size), median(steps) if steps else 1.5 * size, size)


def _going_on(body: Sequence[Line], left: float, right: float) -> int:
    """How many lines end at the right margin within a sentence that the next line, at the left margin, goes on with."""
    return sum(
        abs(before.x1 - right) <= 1
        and not ENDS.search(before.text)
        and after.page == before.page
        and abs(after.x0 - left) <= 1
        and not NUMBERED.match(after.text)
        for before, after in pairwise(body)
    )


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


def style_of(layouts: Sequence[PageLayout], measures: dict[int, Measure]) -> Style:
    """The style of a text, read from what follows its short lines: there a paragraph begins in any style."""
    pairs = [
        (before, after)
        for layout in layouts
        for before, after in pairwise(_body(layout))
        if not is_full(before, after, measures[before.page]) and not is_centred(after, measures[after.page])
    ]
    set_in = sum(is_indented(line, measures[line.page]) for _, line in pairs)
    flush = sum(is_flush_heading(line, measures[line.page]) for _, line in pairs)
    steps = sorted(steps_between(*pair, measures[pair[0].page]) for pair in pairs if pair[0].page == pair[1].page)
    least = steps[len(steps) // 10] if len(steps) >= SPACED_LEAST else 0
    within = sorted(_steps_within(layouts, measures))
    even = len(within) >= SPACED_LEAST and within[len(within) * 4 // 5] < EVEN_STEP
    return Style(
        indented=set_in >= INDENTED_STYLE * len(pairs),
        flush=flush >= FLUSH_HEADINGS,
        gap=(1 + least) / 2 if least > (EVEN_GAP if even else SPACED_GAP) else None,
    )


def _steps_within(layouts: Sequence[PageLayout], measures: dict[int, Measure]) -> Iterator[float]:
    """The steps from full lines to those that go on with their sentences."""
    for layout in layouts:
        for before, after in pairwise(_body(layout)):
            measure = measures[before.page]
            if is_full(before, after, measure) and not ENDS.search(before.text):
                yield steps_between(before, after, measure)


def steps_between(before: Line, line: Line, measure: Measure) -> float:
    """How far a line stands below the one before, in usual steps."""
    return (line.bottom - before.bottom) / measure.step


def is_flush_heading(line: Line, measure: Measure) -> bool:
    """Whether a line looks like a heading at the left margin: numbered, short, without a mark at its end."""
    return (
        (NUMBERED.match(line.text) or DECIMAL.match(line.text)) is not None
        and not is_indented(line, measure)
        and measure.right - line.x1 > FULL_LINE * line.size
        and not ENDS.search(line.text)
    )


def is_indented(line: Line, measure: Measure) -> bool:
    return line.x0 - measure.left > INDENT * line.size


def is_full(line: Line, following: Line, measure: Measure) -> bool:
    """Whether a line ends where it had to: what follows would not have fitted in the room that is left."""
    room = measure.right - line.x1
    if room <= FULL_LINE * line.size:
        return True
    return room < unbreakable(following)


def unbreakable(line: Line) -> float:
    """The width of the first thing in a line that may not be broken: a number with its unit, a Latin word.

    Marks that may not begin a line belong to the character before them.
    """
    return line.right[unbreakable_length(line.text) - 1] - line.left[0]


def unbreakable_length(text: str) -> int:
    """How many characters at the start of a text may not be parted from each other."""
    match = _UNBREAKABLE.match(text)
    return match.end() if match else 1


def is_centred(line: Line, measure: Measure) -> bool:
    before, after = line.x0 - measure.left, measure.right - line.x1
    least = (0.5 if line.size > measure.size + SAME_SIZE else CENTRED_INDENT) * line.size
    off = (before - after) / line.size
    # a numbered heading with a first-line indent that fills its line is not in the middle
    if after < line.size and before > CENTRED * line.size and NUMBERED.match(line.text):
        return False
    return before > least and (abs(off) < CENTRED or abs(off - CENTRED_LINE_INDENT) < CENTRED / 3)


def is_flush_right(line: Line, measure: Measure) -> bool:
    before, after = line.x0 - measure.left, measure.right - line.x1
    return before > 0.35 * (measure.right - measure.left) and after < 0.5 * before
