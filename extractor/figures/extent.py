"""How far a figure reaches: its axes, frame and legend, and the words that are its labels, none of the text's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from extractor.figures.charts import are_near
from extractor.figures.walls import walls_of
from extractor.model.geometry import Box, Page, Run, union_of
from extractor.text import lines

# Points that axes and leader lines may be away from what they belong to.
NEAR = 6.0
# A label is no longer than this, nor larger than text by this; it stands so many of its type sizes beside the rest, as
# small print, and above or below it.
LONGEST_LABEL, LARGEST_LABEL = 24, 1.3
# Characters of a label with a comma, and Chinese ones of a text: figures along an axis may be many.
LONGEST_CLAUSE, LEAST_HAN = 16, 8
NEXT_TO, BESIDE, BELOW = 1.8, 14.0, 5.0
# Labels above and below what is drawn are smaller than text by this.
SMALLER = 0.97
# Share of a figure's width that its title stands off its middle.
MIDDLE = 0.12
# Type sizes between the parts of a line that are labels each, and by which labels drawn over each other overlap.
GAP, OVER = 1.0, 0.3
# Share of the page's height that no figure's frame exceeds.
HIGHEST = 0.7
# Rounds in which what is near a figure is taken in.
ROUNDS = 8

_HAN = re.compile("[一-鿿]")
_OF_TEXT = re.compile(r"[。；]|[，：:]$")
# Captions (图1 …, 表2 …) and notes are the text's own, and so are numbered headings in type like that of the text.
_CAPTION = re.compile(
    r"\s*(?:(?:附?[图表]|照片|附件)\s*[\d一二三四五六七八九十]|(?:注|说明|资料来源|数据来源|来源)\s*[：:])"
)
_HEADING = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.．章节部]|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*[一-鿿]"
    r"|\d{1,2}(?:\.\d{1,2})*[、．.]?\s*[一-鿿]{4}|[①-⑳])"
)
# The unit of a table stands above it.
_UNIT = re.compile(r"[（(]?(?:金额|货币)?单位\s*[：:]")
# Type sizes within this share of that of the text are the text's.
LIKE_TEXT = 0.3


class Words(NamedTuple):
    """Runs of a line that follow each other; ``own``: the text's, no label."""

    runs: tuple[Run, ...]
    box: Box
    size: float
    own: bool

    @property
    def font(self) -> str:
        return self.runs[0].font

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2

    @property
    def centre(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    def is_in(self, box: Box) -> bool:
        return box.x0 < self.centre < box.x1 and box.y0 < self.middle < box.y1


class Surroundings:
    """What stands on a page: its words, and everything drawn."""

    def __init__(self, page: Page, text_size: float) -> None:
        self.page = page
        self.text_size = text_size
        self.font = _font(page)
        self.words = list(_words(page, text_size))
        level = [Box(rule.start, rule.at, rule.end, rule.at) for rule in page.rulings.horizontal]
        upright = [Box(rule.at, rule.start, rule.at, rule.end) for rule in page.rulings.vertical]
        self.drawn = [*level, *upright, *page.shades, *(shape.box for shape in page.shapes)]

    def is_in_reach(self, words: Words, box: Box, walls: Box | None) -> bool:
        """Whether words stand in a figure, in the cell that it stands in (``walls``), or as the figure in none."""
        if walls is not None or words.is_in(box):
            return _lies_in(words.box, walls)
        return walls_of(self.page, words.box) is None


def extent(around: Surroundings, core: Box) -> tuple[Box, list[Words]]:
    """The whole figure of which ``core`` is a part, and its words."""
    walls = walls_of(around.page, core)
    taken: list[Words] = []
    box = core
    for _ in range(ROUNDS):
        before = box
        near = [
            d for d in around.drawn if are_near(d, box, NEAR) and _lies_in(d, walls) and _is_free(around, box.union(d))
        ]
        box = union_of([box, *near])
        fonts = {w.font for w in taken} - {around.font}
        taken = [
            w
            for w in around.words
            if w in taken or (_is_label(w, box, around, fonts) and around.is_in_reach(w, box, walls))
        ]
        box = union_of([box, *(w.box for w in taken)])
        if box == before:
            break
    return box, taken


def _lies_in(box: Box, walls: Box | None) -> bool:
    return walls is None or (
        box.x0 > walls.x0 - 1 and box.x1 < walls.x1 + 1 and box.y0 > walls.y0 - 1 and box.y1 < walls.y1 + 1
    )


def _is_free(around: Surroundings, whole: Box) -> bool:
    """Whether a figure of that size holds nothing of the text, and is not most of the page."""
    if whole.height > HIGHEST * around.page.upright_height:
        return False
    return not any(words.own and words.is_in(whole) for words in around.words)


def _is_label(words: Words, box: Box, around: Surroundings, fonts: Set[str]) -> bool:
    """Whether words label what is drawn in ``box``: small print, or in one of the ``fonts`` of other labels."""
    if words.own or words.size > LARGEST_LABEL * around.text_size:
        return False
    is_small = words.size <= SMALLER * around.text_size
    aside = max(words.box.x0 - box.x1, box.x0 - words.box.x1)
    if box.y0 < words.middle < box.y1:
        return aside <= (BESIDE if is_small else NEXT_TO) * words.size
    if not box.x0 - words.size <= words.centre <= box.x1 + words.size:
        return False
    if words.box.y0 > box.y1 and _UNIT.match(words.runs[0].text):
        return False
    is_near = max(words.box.y0 - box.y1, box.y0 - words.box.y1) <= BELOW * words.size
    is_title = words.box.y1 <= box.y0 + words.size and abs(words.centre - (box.x0 + box.x1) / 2) <= MIDDLE * box.width
    return is_near and (
        is_small or words.font in fonts or (is_title and box.y0 - words.box.y1 <= BELOW / 2 * words.size)
    )


def _words(page: Page, size: float) -> list[Words]:
    """The parts of the page's lines, each told whether it is the text's: a sentence, a heading, a caption."""
    found: list[Words] = []
    left = list(page.runs)
    for line in lines(page.runs, page.number):
        runs = [run for run in left if line.top - 0.1 <= run.middle <= line.bottom + 0.1]
        runs = sorted((run for run in runs if _is_on(run, line.left[0], line.right[-1])), key=lambda run: run.left[0])
        gone = set(map(id, runs))
        left = [run for run in left if id(run) not in gone]
        like_text = abs(line.size - size) <= LIKE_TEXT * size
        own_line = _CAPTION.match(line.text) or (like_text and _HEADING.match(line.text))
        for part in _parts(runs):
            text = "".join(run.text for run in part)
            is_long = len(text) > (LONGEST_CLAUSE if "，" in text else LONGEST_LABEL)
            own = bool(own_line or _OF_TEXT.search(text) or (is_long and len(_HAN.findall(text)) > LEAST_HAN))
            found.append(Words(tuple(part), union_of([run.box for run in part]), max(run.size for run in part), own))
    return found


def _font(page: Page) -> str:
    """The typeface of most characters."""
    letters: Counter[str] = Counter()
    for run in page.runs:
        letters[run.font] += len(run.text)
    return max(letters, key=lambda font: (letters[font], font))


def _is_on(run: Run, start: float, end: float) -> bool:
    return start - 1 <= (run.left[0] + run.right[-1]) / 2 <= end + 1


def _parts(runs: Sequence[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = []
    for run in runs:
        if parts and -OVER * run.size <= run.left[0] - parts[-1][-1].right[-1] <= GAP * run.size:
            parts[-1].append(run)
        else:
            parts.append([run])
    return parts
