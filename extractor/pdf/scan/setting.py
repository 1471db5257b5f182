"""From readings back to type: where each character stands on the page, and in what size it is set."""

from __future__ import annotations

from collections import Counter
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
# Sizes of one page that differ by less than this share are one size: measuring wavers by 2 to 4 percent.
SAME_SIZE = 0.06
# Type of this size and above is measured more coarsely than its neighbours differ (points).
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
    sizes = _levelled([(line.size / scale, len(line.text)) for line in lines])
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
        if 0.6 * by_ink < pitch < 1.25 * by_ink:
            return pitch
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
    left[0] = float(strip.x0)
    right[-1] = float(strip.x1)
    for index in range(len(text)):
        if right[index] <= left[index]:
            right[index] = left[index] + 0.1
    return left, right


def _levelled(sizes: list[tuple[float, int]]) -> list[float]:
    """Sizes (points) drawn to the most frequent ones near them, in halves of a point."""
    weights: Counter[float] = Counter()
    for size, length in sizes:
        weights[round(size * 2) / 2] += length
    peaks: list[float] = []
    for size in sorted(weights, key=lambda size: (-weights[size], size)):
        if all(abs(size - peak) > SAME_SIZE * peak for peak in peaks):
            peaks.append(size)
    levelled = []
    for size, _ in sizes:
        nearest = min(peaks, key=lambda peak: (abs(size - peak), peak))
        levelled.append(nearest if abs(size - nearest) <= SAME_SIZE * nearest else round(size * 2) / 2)
    return levelled
