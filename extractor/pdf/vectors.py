"""Sorts a page's drawings into thin lines and filled areas."""

from __future__ import annotations

import math
from typing import Any

from extractor.model.geometry import Box, Ruling, Shape, Turn
from extractor.pdf.dots import chained, is_dot

# A filled or stroked shape this thin is a line (points; rules run from 0.2 to 3, bars of charts from 4).
THIN = 3.2
# A line shorter than this is a dot of a dotted rule or a serif (points; dots measured 0.4 to 1.5).
DOT = 0.3
# Fills lighter than this on every channel are paper (0-255; shaded heads measured 191 to 242).
NEAR_WHITE = 250
# No page has more useful lines than this; the rest is artwork (dense ruled pages measured 3,000).
MOST_VECTORS = 60_000
# White gaps held against shaded areas on one page; a page full of shaded cells asks for some 100,000.
MOST_PAIRS = 1_000_000
# Squares by which white gaps that meet are looked up, and the longest side of a page (points).
SQUARE, LARGEST = 50, 14_400


def sort_vectors(
    drawings: list[dict[str, Any]], turn: Turn
) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...], tuple[Box, ...]]:
    """Horizontal lines, vertical lines and shaded areas, upright, each sorted; strokes must be lines, not frames."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    shades: list[Box] = []
    dots: list[Box] = []
    gaps: list[Box] = []
    for block in drawings[:MOST_VECTORS]:
        box = block["bbox"] if turn.quarters == 0 else turn.apply(Box(*block["bbox"]))
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if not math.isfinite(width + height) or not block["alpha"]:
            continue
        is_filled = not block["stroked"]
        if height <= THIN or width <= THIN:
            if is_filled and is_white(block["color"]):
                gaps.append(Box(x0, y0, x1, y1))
                continue
            if DOT < width <= THIN and DOT < height <= THIN and is_dot(width, height):
                dots.append(Box(x0, y0, x1, y1))
            elif width >= height and width > DOT:
                horizontal.append(Ruling((y0 + y1) / 2, x0, x1, height))
            elif height > DOT:
                vertical.append(Ruling((x0 + x1) / 2, y0, y1, width))
        elif is_filled and block["isrect"] and not is_white(block["color"]):
            shades.append(Box(x0, y0, x1, y1))
    if dots:
        level, upright = chained(dots)
        horizontal += level
        vertical += upright
    for x0, y0, x1, y1 in _on_shades(gaps, shades):
        if x1 - x0 >= y1 - y0:
            horizontal.append(Ruling((y0 + y1) / 2, x0, x1, y1 - y0))
        else:
            vertical.append(Ruling((x0 + x1) / 2, y0, y1, x1 - x0))
    return tuple(sorted(horizontal)), tuple(sorted(vertical)), tuple(sorted(shades))


def shapes_of(drawings: list[dict[str, Any]], turn: Turn) -> tuple[Shape, ...]:
    """What of a page's drawings is neither a straight line nor a rectangle, upright and sorted."""
    found = []
    for block in drawings[:MOST_VECTORS]:
        if block["isrect"] or not block["alpha"] or is_white(block["color"]):
            continue
        box = turn.apply(Box(*block["bbox"]))
        if min(box.width, box.height) > THIN and math.isfinite(box.width + box.height):
            found.append(Shape(box, bool(block["stroked"])))
    return tuple(sorted(found))


def _on_shades(gaps: list[Box], shades: list[Box]) -> list[Box]:
    """Thin white areas that lie on a shaded one or along it, or are of one net with such: they part cells as rules do.

    A table with white rules has them in its white rows, too.
    """
    if not shades or len(gaps) * len(shades) > MOST_PAIRS:
        return []
    gaps = [gap for gap in gaps if max(gap.width, gap.height) > THIN]
    found = dict.fromkeys(gap for gap in gaps if any(_along(gap, shade) for shade in shades))
    places: dict[tuple[int, int], list[Box]] = {}
    for gap in gaps if found else ():
        for place in _places(gap):
            places.setdefault(place, []).append(gap)
    if sum(len(there) ** 2 for there in places.values()) > MOST_PAIRS:
        return list(found)
    on = list(found)
    while on:
        one = on.pop()
        more = {gap for place in _places(one) for gap in places[place] if gap not in found and _meet(one, gap)}
        found |= dict.fromkeys(more)
        on += more
    return list(found)


def _places(gap: Box) -> list[tuple[int, int]]:
    """The squares of a page that a thin area lies in; what lies off any page counts to those at its edge."""
    left, top, right, bottom = (int(min(max(at, 0.0), LARGEST)) // SQUARE for at in gap)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _meet(a: Box, b: Box) -> bool:
    return min(a.x1, b.x1) >= max(a.x0, b.x0) - DOT and min(a.y1, b.y1) >= max(a.y0, b.y0) - DOT


def _along(gap: Box, shade: Box) -> bool:
    """Whether a thin area touches a shaded one along most of its own length or of the shade's."""
    wide, high = (min(gap.x1, shade.x1) - max(gap.x0, shade.x0), min(gap.y1, shade.y1) - max(gap.y0, shade.y0))
    if gap.width >= gap.height:
        return high > 0 and 2 * wide > min(gap.width, shade.width)
    return wide > 0 and 2 * high > min(gap.height, shade.height)


def is_white(colour: int) -> bool:
    """Whether a packed colour (red, green, blue of 8 bits each) passes for the white of paper."""
    return min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= NEAR_WHITE
