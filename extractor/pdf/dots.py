"""Dotted rules drawn dot by dot, as browsers print them: chains of small squares become lines.

A square tells no direction by itself, and the squares of an upright rule would read as so many level ones. The engine
drops squares of two points and less after one that is drawn twice, as those are where rules meet; the page's paths have
them all, but cost a second pass, so they are read only where there are dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pymupdf

from extractor.model.geometry import Box, Ruling

Block = dict[str, Any]
# Points. A dot is no wider than the widest rule.
WIDEST = 3.2

# Sides of a dot are about as long as each other; the shortest dashes measured are three times as long as high.
SQUARE = 1.6
# Points between two dots of a rule, and points that the dots of one rule stand off its level.
GAP = 3.5
OFF_LEVEL = 0.4
# Other vectors on a page whose dots may all be dropped; a page with more of them has solid rules enough.
MOST_SOLID = 400
# Dots that make a rule; fewer are bullets, ellipses, corners.
FEWEST = 4


def is_dot(width: float, height: float) -> bool:
    """Whether a thin shape is about as wide as high."""
    return width <= SQUARE * height and height <= SQUARE * width


def with_dots(page: pymupdf.Page, drawings: list[Block]) -> list[Block]:
    """The vectors of a page (``get_text("rawdict")``) with every dot drawn, where there are enough for a rule."""
    dots = [block for block in drawings if not block["stroked"] and _is_small(block["bbox"])]
    if len(dots) < FEWEST and not (len(drawings) <= MOST_SOLID and _are_dropped(page, drawings)):
        return drawings
    return drawings + [dot for path in page.get_cdrawings() if path["type"] == "f" for dot in _dots(path)]


def _are_dropped(page: pymupdf.Page, drawings: list[Block]) -> bool:
    """Whether a vector lies in the one before it, and the file draws far more boxes than the engine tells."""
    boxes = [block["bbox"] for block in drawings]
    if not any(a[0] <= b[0] and b[2] <= a[2] and a[1] <= b[1] and b[3] <= a[3] for a, b in pairwise(boxes)):
        return False
    content: bytes = page.read_contents()
    return content.count(b" re\n") >= FEWEST + 2 * len(drawings)


def _dots(path: dict[str, Any]) -> Iterator[Block]:
    squares = [item[1] for item in path["items"] if item[0] == "re"] or [path["rect"]]
    red, green, blue = (round(255 * part) for part in path["fill"])
    looks = {"stroked": False, "isrect": True, "color": red << 16 | green << 8 | blue}
    looks["alpha"] = round(255 * float(path["fill_opacity"]))
    yield from ({**looks, "bbox": square} for square in squares if _is_small(square))


def _is_small(box: tuple[float, float, float, float]) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return width <= WIDEST and height <= WIDEST and is_dot(width, height)


def chained(dots: list[Box]) -> tuple[list[Ruling], list[Ruling]]:
    """Level and upright rules of dots; a dot where two rules meet belongs to both, a lone one to none."""
    level = _chains(((dot.y0 + dot.y1) / 2, dot.x0, dot.x1, dot.y1 - dot.y0) for dot in dots)
    upright = _chains(((dot.x0 + dot.x1) / 2, dot.y0, dot.y1, dot.x1 - dot.x0) for dot in dots)
    return level, upright


def _chains(dots: Iterable[tuple[float, float, float, float]]) -> list[Ruling]:
    rules: list[Ruling] = []
    row: list[tuple[float, float, float, float]] = []
    for dot in sorted(dots):
        if row and dot[0] - row[0][0] > OFF_LEVEL:
            rules += _runs(row)
            row = []
        row.append(dot)
    return rules + _runs(row)


def _runs(row: list[tuple[float, float, float, float]]) -> list[Ruling]:
    rules, count = [], 0
    at, start, end, width = 0.0, 0.0, 0.0, 0.0
    for dot in sorted(row, key=lambda dot: dot[1]):
        if count and dot[1] - end <= GAP:
            count, end = count + 1, max(end, dot[2])
            continue
        if count >= FEWEST:
            rules.append(Ruling(at, start, end, width))
        count, (at, start, end, width) = 1, dot
    if count >= FEWEST:
        rules.append(Ruling(at, start, end, width))
    return rules
