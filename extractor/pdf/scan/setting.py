"""From readings back to type: where each character stands on the page, and in what size it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.geometry import Run
from extractor.pdf.scan.engine import Reading
from extractor.pdf.scan.repair import doubts, narrow_commas, repaired
from extractor.pdf.scan.strips import Strip

# Where a Chinese letter's body begins in Unicode; all of these are as wide as they are high.
CHINESE = "\u2e80"
# Width of a Latin letter or digit in type sizes; height of the ink of a line of Chinese, of digits alone.
NARROW = 0.5
CHINESE_INK, DIGIT_INK = 0.93, 0.72
# Height of the middle of the ink above the baseline, in type sizes (the same that drops characters into cells).
CENTRE = 0.36
# A gap between two Latin ends that is wider than this (type sizes, middle to middle) is a printed space.
SPACE = 0.95
# Measuring wavers by 2 to 5 percent, by up to 20 for lines without Chinese letters; a stretched line's pitch is this
# much wider than its ink tells at most.
SAME_SIZE, SAME_LATIN_SIZE = 0.065, 0.2
STRETCHED = 1.05
# Sizes in use (points): 初号 to 小六, and those that forms and slides are set in. A measured size this near is one.
STANDARD_SIZES = (6.5, 7.5, 8.0, 9.0, 10.0, 10.5, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 18.0, 20.0, 22.0, 24.0, 26.0, 28.0, 36.0, 42.0)
STANDARD = 0.04
# Where the ink stands in the square of a Chinese sign: the other half of the square is blank.
LEFT_HALF = frozenset("，。、；：！？）》」』】〕”’")
RIGHT_HALF = frozenset("（《「『【〔“‘")
BLANK_HALF = 0.5
FONT = "scan"


@dataclass(slots=True)
class Printed:
    """A line that was read: its ink on the page, what it says, and the size of its type in pixels.

    ``raw`` is what was read where a repair changed more than typography, else empty; ``doubts`` names what is odd.
    """

    strip: Strip
    text: str
    left: list[float]
    right: list[float]
    confidence: list[float]
    size: float
    raw: str = ""
    doubts: tuple[str, ...] = ()


def printed(strip: Strip, reading: Reading, origin: float) -> Printed | None:
    """The line with its characters' edges in pixels of the page; None where nothing was read.

    ``origin`` is the page's x of the left edge of the picture that was read.
    """
    kept = _without_false_spaces(reading, strip.height)
    if not kept:
        return None
    text = "".join(reading.text[index] for index in kept)
    centre = [reading.centre[index] + origin for index in kept]
    size = _size(text, centre, strip)
    left, right = _edges(text, centre, size, strip)
    mended = repaired(narrow_commas(text, centre, size), in_cell=strip.cell >= 0)
    confidence = [reading.confidence[index] for index in kept]
    raw = text if mended.rules else ""
    return Printed(strip, mended.text, left, right, confidence, size, raw, tuple(doubts(mended.text)))


def runs(lines: Sequence[Printed], scale: float) -> list[Run]:
    """The lines as runs in points, sizes that differ by measuring alone made one."""
    sizes = _levelled([(line.size / scale, sum(map(_is_letter, line.text))) for line in lines])
    made = []
    for line, size in zip(lines, sizes, strict=True):
        middle = (line.strip.y0 + line.strip.y1) / 2 / scale
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
            )
        )
    return made


def _without_false_spaces(reading: Reading, height: int) -> list[int]:
    """Indices of the characters that are printed: a space only counts between two Latin ends that stand apart."""
    kept = []
    last = len(reading.text.rstrip()) - 1
    for index, character in enumerate(reading.text):
        if character != " ":
            kept.append(index)
        elif kept and index < last and reading.text[index - 1] != " ":
            before, after = reading.text[index - 1], reading.text[index + 1]
            apart = reading.centre[index + 1] - reading.centre[index - 1]
            if before.isascii() and after.isascii() and apart > SPACE * height:
                kept.append(index)
    return kept


def _size(text: str, centre: list[float], strip: Strip) -> float:
    """The type size in pixels: the pitch of neighbouring Chinese letters, else the height of the ink."""
    pitches = sorted(
        after - before
        for (a, before), (b, after) in pairwise(zip(text, centre, strict=True))
        if _is_letter(a) and _is_letter(b)
    )
    by_ink = strip.height / (CHINESE_INK if any(_is_letter(c) for c in text) else DIGIT_INK)
    if len(pitches) >= 3:
        middle = pitches[len(pitches) // 4 : len(pitches) - len(pitches) // 4]
        pitch = sum(middle) / len(middle)
        if pitch > 0.6 * by_ink:
            return min(pitch, STRETCHED * by_ink)
    return by_ink


def _is_letter(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _edges(text: str, centre: list[float], size: float, strip: Strip) -> tuple[list[float], list[float]]:
    """Edges around the middles: neighbours touch unless a real gap lies between them."""
    reach = [size * (0.5 if character >= CHINESE else NARROW / 2) for character in text]
    left = [c - r for c, r in zip(centre, reach, strict=True)]
    right = [c + r for c, r in zip(centre, reach, strict=True)]
    for index in range(len(text) - 1):
        gap = left[index + 1] - right[index]
        if gap < 0.7 * size:
            total = reach[index] + reach[index + 1]
            apart = centre[index + 1] - centre[index]
            middle = centre[index] + apart * reach[index] / total
            left[index + 1] = right[index] = middle
    left[0] = strip.x0 - (BLANK_HALF * size if text[0] in RIGHT_HALF else 0.0)
    right[-1] = strip.x1 + (BLANK_HALF * size if text[-1] in LEFT_HALF else 0.0)
    for index in range(len(text)):
        if right[index] <= left[index]:
            right[index] = left[index] + 0.1
    return left, right


def _levelled(measured: list[tuple[float, int]]) -> list[float]:
    """Sizes (points) drawn to the sizes that the page is set in; each comes with its number of Chinese letters."""
    levels: list[tuple[float, float]] = []
    left = [(size, weight) for size, weight in measured if weight]
    while left:
        heaviest = max(left, key=lambda each: (sum(weight for _, weight in _near(each[0], left)), -each[0]))[0]
        group = _near(heaviest, left)
        total = sum(weight for _, weight in group)
        middle = sum(size * weight for size, weight in group) / total
        levels.append((middle, _standard(middle)))
        left = [each for each in left if each not in group]
    levelled = []
    for size, weight in measured:
        middle, level = min(levels, key=lambda each: abs(size - each[0]), default=(size, _standard(size)))
        reach = SAME_SIZE if weight else SAME_LATIN_SIZE
        levelled.append(level if abs(size - middle) <= reach * middle else _standard(size))
    return levelled


def _near(size: float, measured: list[tuple[float, int]]) -> list[tuple[float, int]]:
    return [each for each in measured if abs(each[0] - size) <= SAME_SIZE * size]


def _standard(size: float) -> float:
    """The size in use that a measured one stands for; halves of a point where none is near."""
    nearest = min(STANDARD_SIZES, key=lambda each: abs(each - size))
    return nearest if abs(nearest - size) <= STANDARD * size else round(size * 2) / 2
