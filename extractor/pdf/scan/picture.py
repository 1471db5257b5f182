"""A page as a picture: drawn once, at the resolution that its letters need."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
import pymupdf

# Grey pictures are arrays of bytes, rows × columns; colour ones have three planes, blue, green, red.
Picture: TypeAlias = Any

# Pixels a point. 150 dpi is the least at which thin rules survive, 300 the most that the networks profit from.
COARSEST, FINEST = 150 / 72, 300 / 72
# What is drawn by the file itself (text in fonts without a code table) has no resolution of its own.
DRAWN = 220 / 72
# Pixels on the longest side of a picture: pages whose "points" are a camera's pixels would not fit into memory.
LONGEST_SIDE = 4200
# The brightness of paper is that of this percentile of a page; darker than this (0 to 255) it is no paper. Colours of
# paper that differ by less than this are white.
PAPER, DARKEST_PAPER, TINT = 70, 100, 8


def draw(page: pymupdf.Page) -> tuple[Picture, float]:
    """The page as seen, in colour, and how many pixels a point has."""
    scale = resolution(page)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, annots=True)
    samples = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    rows = samples[:, : pixmap.width * pixmap.n].reshape(pixmap.height, pixmap.width, pixmap.n)
    if pixmap.n == 1:
        return cv2.cvtColor(rows, cv2.COLOR_GRAY2BGR), scale
    return cv2.cvtColor(rows, cv2.COLOR_RGB2BGR), scale


def on_white(colour: Picture) -> Picture:
    """The picture as if its paper were white: yellowed paper and lamp light make black print look coloured."""
    small = colour[::8, ::8].reshape(-1, 3)
    levels = np.percentile(small, PAPER, axis=0)
    if levels.min() < DARKEST_PAPER or levels.max() - levels.min() < TINT:
        return colour
    steps: Picture = np.arange(256, dtype=np.float32)
    table = np.stack([np.clip(steps * (levels.max() / level), 0, 255) for level in levels], axis=1)
    return cv2.LUT(colour, table[None, :, :].astype(np.uint8))


def resolution(page: pymupdf.Page) -> float:
    """Pixels a point: those of the page's largest picture, within sense."""
    width, height = float(page.rect.width), float(page.rect.height)
    own = 0.0
    largest = 0.0
    for info in page.get_image_info():
        x0, y0, x1, y1 = info["bbox"]
        area = (x1 - x0) * (y1 - y0)
        if area > largest and x1 > x0 and y1 > y0:
            largest = area
            own = max(min(info["width"], info["height"]) / min(x1 - x0, y1 - y0), 0.0)
    if largest < 0.3 * width * height:
        own = DRAWN
    scale = min(max(own, COARSEST), FINEST)
    return min(scale, LONGEST_SIDE / max(width, height, 1.0))
