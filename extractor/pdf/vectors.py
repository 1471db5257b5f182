"""Sorts a page's drawings into thin lines and filled areas."""

from __future__ import annotations

import math
from typing import Any

from extractor.model.geometry import Box, Ruling, Turn
from extractor.pdf.dots import chained, is_dot

# A filled or stroked shape this thin is a line (points; rules run from 0.2 to 3, bars of charts from 4).
THIN = 3.2
# A line shorter than this is a dot of a dotted rule or a serif (points; dots measured 0.4 to 1.5).
DOT = 0.3
# Fills lighter than this on every channel are paper (0-255; shaded heads measured 191 to 242).
NEAR_WHITE = 250
# No page has more useful lines than this; the rest is artwork (dense ruled pages measured 3,000).
MOST_VECTORS = 60_000


def sort_vectors(
    drawings: list[dict[str, Any]], turn: Turn
) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...], tuple[Box, ...]]:
    """Horizontal lines, vertical lines and shaded areas, upright, each sorted; strokes must be lines, not frames."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    shades: list[Box] = []
    dots: list[Box] = []
    for block in drawings[:MOST_VECTORS]:
        box = block["bbox"] if turn.quarters == 0 else turn.apply(Box(*block["bbox"]))
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if not math.isfinite(width + height) or not block["alpha"]:
            continue
        white = is_white(block["color"])
        if height <= THIN or width <= THIN:
            if white and not block["stroked"]:
                continue
            if DOT < width <= THIN and DOT < height <= THIN and is_dot(width, height):
                dots.append(Box(x0, y0, x1, y1))
            elif width >= height and width > DOT:
                horizontal.append(Ruling((y0 + y1) / 2, x0, x1, height))
            elif height > DOT:
                vertical.append(Ruling((x0 + x1) / 2, y0, y1, width))
        elif block["isrect"] and not block["stroked"] and not white:
            shades.append(Box(x0, y0, x1, y1))
    if dots:
        level, upright = chained(dots)
        horizontal += level
        vertical += upright
    return tuple(sorted(horizontal)), tuple(sorted(vertical)), tuple(sorted(shades))


def is_white(colour: int) -> bool:
    """Whether a packed colour (red, green, blue of 8 bits each) passes for the white of paper."""
    return min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= NEAR_WHITE
