"""Takes dust out of figures on a page that is strewn with it: a point stands low, between digits set apart for it."""

from __future__ import annotations

from typing import Any

from extractor.pdf.scan.hurt import SPECK
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.strips import Marks, Strip

# Share of a line's signs that are those of figures for the line to be one.
FIGURE = 0.6
# Shares of a line's height: digits are as high; wider than this are Chinese signs, whose dots stay.
HIGH, WIDE = 0.6, 0.85
# Shares of a digit's height from its foot upwards: where a point stands; between the middles of two digits with a point
# between them (1.05 to 1.5; without one 0.75 to 0.85).
LOW, ROOM = 0.35, 0.96
WHITE = 255
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
