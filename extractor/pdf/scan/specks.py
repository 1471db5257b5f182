"""Points, commas and dust in figures, told by their ink: a point stands low, between digits set apart for it, and a
comma hangs below them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from extractor.pdf.scan.hurt import SPECK
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.reread import PASSED_OVER
from extractor.pdf.scan.seen import SeenLine
from extractor.pdf.scan.strips import Marks, Strip

# Share of a line's signs that are those of figures for the line to be one.
FIGURE = 0.6
# Shares of a line's height: digits are as high; wider than this are Chinese signs, whose dots stay.
HIGH, WIDE = 0.6, 0.85
# Shares of a digit's height from its foot upwards: where a point stands; between the middles of two digits with a point
# between them (1.05 to 1.5; without one 0.75 to 0.85).
LOW, ROOM = 0.35, 0.96
# Shares of a digit's height. A point hangs 0.05 below its digits at most and is 0.22 high (0.3 in coarse print), a
# comma 0.05 to 0.2 and 0.25 to 0.4: both together, and the least that a comma hangs.
POINT, COMMA, HANGS = 0.27, 0.34, 0.04
# Pixels. Of digits less high (10.5 point at 150 dpi) points and commas are as alike as one pixel and two.
FINE = 18
WHITE = 255
# A sign before three digits may group thousands or part decimals: 47,033 and 47.033.
_AMBIGUOUS = re.compile(r"(?<=\d)[.,，](?=\d{3}(?!\d))")
_BEFORE = re.compile(r"(?:^|\D)\d{1,3}$")
_SIGNS = frozenset("0123456789.,，。、·:：;；-—%％ '‘’`")


def is_figure(text: str) -> bool:
    """Whether a line is a figure, however many specks it was read with."""
    return sum(sign in _SIGNS for sign in text) >= FIGURE * len(text) and any(sign.isdigit() for sign in text)


def without_specks(strip: Strip, found: Marks, picture: Picture) -> tuple[Strip, Picture]:
    """The line of a figure drawn in to its signs, and the page with the specks in it made white."""
    boxes = found.boxes
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    here = boxes[
        (boxes[:, 0] < strip.x1) & (boxes[:, 2] > strip.x0) & (middle >= strip.y0 - 1) & (middle <= strip.y1 + 1)
    ]
    high = here[here[:, 3] - here[:, 1] >= HIGH * strip.height]
    small = here[(here[:, 2:] - here[:, :2]).max(axis=1) <= SPECK * found.scale]
    if not len(high) or not len(small):
        return strip, picture
    points = [box for box in small if not _is_dust(box, high)]
    # Of two between the same digits one is the point, whichever: the larger one stays.
    gaps = [int((high[:, 2] <= box[0]).sum()) for box in points]
    size = {gap: max(_area(box) for box, at in zip(points, gaps, strict=True) if at == gap) for gap in gaps}
    points = [box for box, gap in zip(points, gaps, strict=True) if _area(box) == size[gap]]
    clean = picture.copy()
    for x0, y0, x1, y1 in small.tolist():
        clean[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = WHITE
    for x0, y0, x1, y1 in points:
        clean[y0 - 1 : y1 + 1, x0 - 1 : x1 + 1] = picture[y0 - 1 : y1 + 1, x0 - 1 : x1 + 1]
    large = here[(here[:, 2:] - here[:, :2]).max(axis=1) > SPECK * found.scale]
    return Strip(int(large[:, 0].min()), strip.y0, int(large[:, 2].max()), strip.y1, strip.cell), clean


def with_told_commas(line: SeenLine, found: Marks) -> SeenLine:
    """The line, points before three digits that hang as commas do made commas; none of these signs is sure where its
    ink does not tell it."""
    text = line.reading.text
    signs = [match.start() for match in _AMBIGUOUS.finditer(text) if _BEFORE.search(text[: match.start()])]
    if not signs:
        return line
    read, sure = list(text), list(line.reading.confidence)
    for at in signs:
        is_comma = _is_comma(line, at, found)
        if is_comma is False if text[at] == "." else is_comma is not False:
            continue
        if is_comma:
            read[at] = ","
        sure[at - 1 : at + 2] = [min(each, PASSED_OVER) for each in sure[at - 1 : at + 2]]
    reading = replace(line.reading, text="".join(read), confidence=tuple(sure))
    return line._replace(reading=reading)


def _is_comma(line: SeenLine, at: int, found: Marks) -> bool | None:
    """Whether the ink of a sign between two digits is a comma's; None where that cannot be told."""
    strip, centre = line.strip, line.reading.centre
    left, right = centre[at - 1] + line.origin, centre[at + 1] + line.origin
    boxes = found.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    beside = boxes[(x > left - strip.height) & (x < right + strip.height) & (y >= strip.y0) & (y <= strip.y1)]
    digits = beside[beside[:, 3] - beside[:, 1] >= HIGH * strip.height]
    if not len(digits):
        return None
    foot = float(np.median(digits[:, 3]))
    height = float(np.median(digits[:, 3] - digits[:, 1]))
    tall = boxes[:, 3] - boxes[:, 1]
    low = (boxes[:, 1] > foot - 2 * LOW * height) & (boxes[:, 3] > foot - LOW * height) & (y < strip.y1 + LOW * height)
    signs = boxes[(x > left) & (x < right) & low & (tall < height / 2)]
    if not len(signs):
        return None
    sign = max(signs, key=_area)
    hangs, high = (sign[3] - foot) / height, (sign[3] - sign[1]) / height
    if hangs >= HANGS and hangs + high >= COMMA:
        return True
    return False if hangs + high < POINT and height >= FINE else None


def _area(box: Any) -> int:
    return int((box[2] - box[0]) * (box[3] - box[1]))


def _is_dust(box: Any, high: Any) -> bool:
    """Whether a speck is no point of a figure whose high signs are ``high``."""
    before, after = high[high[:, 2] <= box[0]], high[high[:, 0] >= box[2]]
    beside = high[(high[:, 2] > box[0]) & (high[:, 0] < box[2])]
    if len(beside):
        # Above, below or within a sign: a dot of a Chinese one, or dust.
        return bool((beside[:, 2] - beside[:, 0] < WIDE * (beside[:, 3] - beside[:, 1])).all())
    if not len(before) or not len(after):
        return True
    left, right = before[before[:, 2].argmax()], after[after[:, 0].argmin()]
    height = max(left[3] - left[1], right[3] - right[1])
    if max(left[2] - left[0], right[2] - right[0]) >= WIDE * height:
        return False
    is_low = box[1] >= max(left[3], right[3]) - LOW * height
    return not is_low or (right[0] + right[2] - left[0] - left[2]) / 2 < ROOM * height
