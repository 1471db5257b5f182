"""From readings back to type: where each character stands on the page, and in what size it is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.model.geometry import Run
from extractor.pdf.scan.reread import PASSED_OVER
from extractor.pdf.scan.ruled import Stroke
from extractor.pdf.scan.seen import SeenLine
from extractor.pdf.scan.strips import Strip
from extractor.pdf.scan_blanks import is_word_gap, printed_signs, step_of, with_white
from extractor.pdf.scan_words import DROPPED, are_complete, doubts, label_end, narrow_commas, repaired

# Where a Chinese letter's body begins in Unicode; all of these are as wide as they are high.
CHINESE = "\u2e80"
# Width of a Latin letter or digit in type sizes; height of the ink of a line of Chinese or with brackets, of digits
# alone; the share by which the tail of a comma, by its font, or a speck beside a digit makes that higher at most, and
# how far it draws the middle of figures off that of the words on their line at most (type sizes).
NARROW = 0.5
CHINESE_INK, DIGIT_INK, TALLER, SAME_LINE = 0.93, 0.72, 0.65, 0.25
# Height of the middle of the ink above the baseline, in type sizes (the same that drops characters into cells).
CENTRE = 0.36
# A lone stroke in a cell is the numeral 一 where it is read with more than this, else a dash (0.6 to 0.8).
SURE_ONE = 0.95
# So few characters with less than this mean confidence are no print but dust or a drawing; in cells only signs are.
SHORT, DUST = 2, 0.35
# A stroke so many times longer than high, alone in a cell, is a dash whatever the network takes it for.
LEVEL = 5.0
# Type sizes between two figures of neighbouring columns (a blank within a figure or a date 0.25 to 0.5).
COLUMNS_APART = 0.65
DUST_SIGNS = frozenset(".,·")
_DASHES = frozenset("一—–-－_ー﹣―")
# Type sizes. Less room than this between two signs is the wavering of their measured places.
REAL_GAP = 0.7
# ... but white that wide (type sizes) without any ink is measured exactly: Chinese words and figures stand 0.25 apart,
# cells 0.4 and more. A sign's square is so much wider than its ink on each side (a 1 by 0.15).
INK_GAP, BEARING = 0.4, 0.06
# Share of a line's neighbours that stand apart at most: else it is spaced out (合  计, figures of full width).
MOST_PARTED = 0.4
# Measuring wavers by 2 to 5 percent, by up to 18 for lines with few or no Chinese letters; a stretched line's pitch is
# this much wider than its ink tells at most.
SAME_SIZE, SAME_INK_SIZE = 0.065, 0.18
# A line this much smaller than most of its page is of their size: they are set wide to fill their measure.
UNSTRETCHED = 0.1
LEAST_PITCHES = 3
WIDEST_PITCH = 1.6
# Height of a line's ink over that of the other lines of its size.
LEAST_INK, MOST_INK = 0.94, 1.08
STRETCHED = 1.05
# Sizes in use (points): 初号 to 小六, and those that forms and slides are set in. A measured size this near is one.
STANDARD_SIZES = tuple(map(float, (6.5, 7.5, 8, 9, 10, 10.5, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 36, 42)))
STANDARD = 0.055
# Lines that fill their measure are set 0 to 4 percent wide.
SET_WIDE = 1.015
# Where the ink stands in the square of a Chinese sign: the other half of the square is blank.
LEFT_HALF = frozenset("，。、；：！？）》」』】〕”’")
RIGHT_HALF = frozenset("（《「『【〔“‘")
BLANK_HALF = 0.5
BRACKETS = frozenset("()（）/")
FONT = "scan"


@dataclass(slots=True)
class Printed:
    """A line that was read: its ink on the page, what it says, and the size of its type in pixels.

    ``raw`` is what was read where repair ``rules`` changed more than typography, else empty; ``doubts`` names what
    is odd.
    """

    strip: Strip
    text: str
    left: list[float]
    right: list[float]
    confidence: list[float]
    others: list[str]
    size: float
    raw: str = ""
    rules: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def printed(line: SeenLine) -> Printed | None:
    """The line with its characters' edges in pixels of the page; None where nothing was read."""
    strip = line.strip
    pitch = step_of(line.reading, strip.height)
    reading = with_white(line.reading, line.origin, line.gaps, pitch)
    kept = printed_signs(reading, pitch)
    if not kept:
        return None
    text = "".join(reading.text[index] for index in kept)
    centre = [reading.centre[index] + line.origin for index in kept]
    size = _size(text, centre, strip)
    left, right = _edges(text, centre, size, pitch, strip)
    _part(text, centre, size, pitch, line.gaps, left, right)
    is_dash = text in _DASHES and strip.cell >= 0 and reading.least < SURE_ONE
    is_dash = is_dash and (text == "一" or strip.width >= LEVEL * strip.height)
    if is_dash:
        text = "—"
    mended = repaired(narrow_commas(text, centre, size), in_cell=strip.cell >= 0)
    confidence = [1.0 if reading.text[index] == " " else reading.confidence[index] for index in kept]
    is_dust = len(kept) <= SHORT and sum(confidence) < DUST * len(kept)
    # In cells letters and digits are kept and marked however unsure they are.
    if is_dust and not is_dash and not (strip.cell >= 0 and any(map(str.isalnum, text))):
        return None
    raw = text if mended.rules else ""
    for place in _guessed(text, mended.text):
        confidence[place] = min(confidence[place], PASSED_OVER)
    left, right, confidence = (
        [value for value, sign in zip(values, mended.text, strict=True) if sign != DROPPED]
        for values in (left, right, confidence)
    )
    others = [reading.others[at] for at, sign in zip(kept, mended.text, strict=True) if sign != DROPPED]
    text = mended.text.replace(DROPPED, "")
    if at := label_end(text):
        text = f"{text[:at]} {text[at:]}"
        left.insert(at, right[at - 1])
        right.insert(at, left[at + 1])
        confidence.insert(at, 1.0)
        others.insert(at, "")
    odd = list(doubts(text))
    for doubt in odd:
        for place in range(doubt.start, doubt.end):
            confidence[place] = min(confidence[place], PASSED_OVER)
    told = tuple(doubt.name for doubt in odd)
    return Printed(strip, text, left, right, confidence, others, size, raw, mended.rules, told)


def is_passed_over(lines: Sequence[SeenLine], found: Sequence[Printed | None], rules: Sequence[Stroke]) -> bool:
    """Whether a mark as high as the digits of a page stands between the ``rules`` of a table that is no print.

    ``found`` are the ``lines`` as printed. A ring of a pen around a digit is such a mark.
    """
    heights = [line.strip.height for line in found if line]
    if not heights or not rules:
        return False
    x0, y0 = min(rule.x0 for rule in rules), min(rule.y0 for rule in rules)
    x1, y1 = max(rule.x1 for rule in rules), max(rule.y1 for rule in rules)
    least = DIGIT_INK * median(heights)
    dropped = [seen.strip for seen, line in zip(lines, found, strict=True) if line is None]
    return any(
        min(strip.height, strip.width) >= least and x0 < (strip.x0 + strip.x1) / 2 < x1 and y0 < strip.y0 < y1
        for strip in dropped
    )


def _guessed(text: str, mended: str) -> Iterator[int]:
    """The places in a figure that a repair touched: what was dropped may be the rest of a digit (no dust at the end is)
    or have hidden one, a point may be a comma, a letter another digit or a piece of a rule."""
    for index, (sign, after) in enumerate(zip(text, mended, strict=True)):
        beside = [place for place in (index - 1, index + 1) if 0 <= place < len(text)]
        digits = sum(text[place].isdigit() for place in beside)
        if (after == DROPPED and digits and (index + 1 < len(text) or sign not in DUST_SIGNS)) or (
            sign != after and sign in ".,:：;；" and digits == 2
        ):
            yield from (index, *beside)
        elif sign != after and after.isdigit():
            yield index


def runs(lines: Sequence[Printed], scale: float) -> list[Run]:
    """The lines as runs in points, sizes that differ by measuring alone made one."""
    lines = [part for line in lines for part in _parted(line)]
    middles = [(line.strip.y0 + line.strip.y1) / 2 / scale for line in lines]
    measured = [
        Measured(line.size / scale, line.strip.height / scale, sum(map(_is_letter, line.text)), middle)
        for line, middle in zip(lines, middles, strict=True)
    ]
    made = []
    for line, (size, middle) in zip(lines, _levelled(measured), strict=True):
        made.append(
            Run(
                text=line.text,
                left=tuple(round(x / scale, 2) for x in line.left),
                right=tuple(round(x / scale, 2) for x in line.right),
                top=round(middle - size / 2, 2),
                bottom=round(middle + size / 2, 2),
                baseline=round(middle + CENTRE * size, 2),
                size=size,
                font=FONT,
                bold=False,
                confidence=tuple(round(c, 3) for c in line.confidence),
                others=tuple(line.others),
            )
        )
    return made


def _parted(line: Printed) -> list[Printed]:
    """The line, cut between figures as far apart as those of neighbouring columns, and between complete ones."""
    cuts = [
        at
        for at in range(1, len(line.text) - 1)
        if line.text[at] == " "
        and line.text[at - 1].isdigit()
        and line.text[at + 1].isdigit()
        and (
            line.left[at + 1] - line.right[at - 1] >= COLUMNS_APART * line.size
            or are_complete(line.text[:at], line.text[at + 1 :])
        )
    ]
    parts, start = [], 0
    for end in [*cuts, len(line.text)]:
        here = slice(start, end)
        strip = replace(line.strip, x0=round(line.left[start]), x1=round(line.right[end - 1])) if cuts else line.strip
        parts.append(
            replace(
                line,
                strip=strip,
                text=line.text[here],
                left=line.left[here],
                right=line.right[here],
                confidence=line.confidence[here],
                others=line.others[here],
            )
        )
        start = end + 1
    return parts


def _size(text: str, centre: list[float], strip: Strip) -> float:
    """The type size in pixels: the pitch of neighbouring Chinese letters, else the height of the ink."""
    pitches = sorted(
        after - before
        for (a, before), (b, after) in pairwise(zip(text, centre, strict=True))
        if _is_letter(a) and _is_letter(b)
    )
    by_ink = strip.height / (CHINESE_INK if any(_is_letter(c) or c in BRACKETS for c in text) else DIGIT_INK)
    if len(pitches) >= LEAST_PITCHES:
        # Places come in steps of a fifth of a letter: only the mean over all letters is finer than that.
        usual = [pitch for pitch in pitches if pitch < WIDEST_PITCH * median(pitches)]
        pitch = sum(usual) / len(usual)
        if pitch > 0.6 * by_ink:
            return min(pitch, STRETCHED * by_ink)
    return by_ink


def _is_letter(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _edges(text: str, centre: list[float], size: float, pitch: float, strip: Strip) -> tuple[list[float], list[float]]:
    """Edges around the middles: neighbours touch unless a real gap lies between them."""
    reach = [size * (0.5 if character >= CHINESE else NARROW / 2) for character in text]
    left = [c - r for c, r in zip(centre, reach, strict=True)]
    right = [c + r for c, r in zip(centre, reach, strict=True)]
    for index in range(len(text) - 1):
        apart = centre[index + 1] - centre[index]
        total = reach[index] + reach[index + 1]
        is_gap = is_word_gap(text[index], text[index + 1], apart, pitch) and " " not in text[index : index + 2]
        if not is_gap and apart - total < REAL_GAP * size:
            middle = centre[index] + apart * reach[index] / total
            left[index + 1] = right[index] = middle
    left[0] = strip.x0 - (BLANK_HALF * size if text[0] in RIGHT_HALF else 0.0)
    right[-1] = strip.x1 + (BLANK_HALF * size if text[-1] in LEFT_HALF else 0.0)
    for index in range(len(text)):
        if right[index] <= left[index]:
            right[index] = left[index] + 0.1
    return left, right


def _part(
    text: str,
    centre: list[float],
    size: float,
    pitch: float,
    gaps: Sequence[tuple[int, int]],
    left: list[float],
    right: list[float],
) -> None:
    """Draws the edges of two neighbours (``left``, ``right``) back to the ink where wide white stands between them.

    Not in words set letter by letter, with white between most of them.
    """
    pairs = list(pairwise(index for index, sign in enumerate(text) if sign != " "))
    found = []
    for before, after in pairs:
        white = next((gap for gap in gaps if centre[before] < sum(gap) / 2 < centre[after]), None)
        if white is None or text[before] in LEFT_HALF or text[after] in RIGHT_HALF:
            continue
        if (text[before] + text[after]).isascii() and not is_word_gap(
            text[before], text[after], centre[after] - centre[before], pitch
        ):
            continue
        start, end = white[0] + BEARING * size, white[1] - BEARING * size
        if end - start >= INK_GAP * size and left[before] < start and end < right[after]:
            found.append((before, after, start, end))
    if len(found) > MOST_PARTED * len(pairs):
        return
    for before, after, start, end in found:
        right[before], left[after] = start, end
        for blank in range(before + 1, after):
            left[blank], right[blank] = start, end


class Measured(NamedTuple):
    """A line's size as measured and the height of its ink, how many Chinese letters it has, and where its middle
    lies on the page (points)."""

    size: float
    ink: float
    weight: int
    y: float

    @property
    def is_told(self) -> bool:
        """Whether the pitch of its letters tells its size; of figures and short words only the ink does."""
        return self.weight > LEAST_PITCHES


class _Level(NamedTuple):
    middle: float
    ink: float
    size: float
    places: tuple[float, ...]


def _levelled(lines: list[Measured]) -> list[tuple[float, float]]:
    """Sizes (points) drawn to the sizes that the page is set in, by the lines whose letters tell them, then by short
    words of other sizes; and the heights of their middles."""
    levels: list[_Level] = []
    for are_told, within in ((True, SAME_SIZE), (False, SAME_INK_SIZE)):
        able = [line for line in lines if any(_may_be_of(line, level) for level in levels)]
        left = [line for line in lines if line.weight and line.is_told is are_told and line not in able]
        while left:
            heaviest = max(left, key=lambda line: (sum(near.weight for near in _near(line, left, within)), -line.size))
            group = _near(heaviest, left, within)
            middle = median(line.size for line in group for _ in range(line.weight))
            places = tuple(line.y for line in group)
            levels.append(_Level(middle, median(line.ink for line in group), _standard(middle), places))
            left = [line for line in left if line not in group]
    words = [(_level_of(line, levels), line.y) for line in lines if line.weight]
    return [(_level_of(line, levels), line.y) if line.weight else _beside(line, words) for line in lines]


def _beside(line: Measured, words: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The size of the words nearest to a line of figures that it may have, and their height where it stands on their
    line: its ink hangs lower by a comma or a speck."""
    able = [word for word in words if -SAME_INK_SIZE <= (line.size - word[0]) / word[0] <= TALLER]
    if not able:
        return _standard(line.size), line.y
    size, y = min(able, key=lambda word: (abs(word[1] - line.y), word))
    return size, y if abs(y - line.y) <= SAME_LINE * size else line.y


def _level_of(line: Measured, levels: list[_Level]) -> float:
    """The size of the first level, heaviest first, that a line may be of; of short words the nearest.

    A line with few letters tells little; one that is set wide to fill its measure has the ink of its size all the same.
    """
    able = [level for level in levels if _may_be_of(line, level)]
    if not able:
        return _standard(line.size)
    if line.is_told:
        return able[0].size
    return min(able, key=lambda level: min(abs(y - line.y) for y in level.places)).size


def _may_be_of(line: Measured, level: _Level) -> bool:
    larger = (line.size - level.middle) / level.middle
    same_ink = LEAST_INK <= line.ink / level.ink <= MOST_INK
    is_near = abs(larger) <= SAME_INK_SIZE and (same_ink or not line.is_told)
    return -UNSTRETCHED <= larger <= SAME_SIZE or is_near


def _near(line: Measured, lines: list[Measured], within: float) -> list[Measured]:
    return [each for each in lines if abs(each.size - line.size) <= within * line.size]


def _standard(size: float) -> float:
    """The size in use that a measured one stands for; halves of a point where none is near."""
    plain = size / SET_WIDE
    nearest = min(STANDARD_SIZES, key=lambda each: abs(each - plain))
    return nearest if abs(nearest - plain) <= STANDARD * plain else round(plain * 2) / 2
