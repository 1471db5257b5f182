"""Takes the strokes of a blue pen (批注) off a page by their colour; blue print and blue rules stay."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# How much bluer than red a pixel of a pen's stroke is (80 to 140; black print after JPEG 20 at most).
BLUENESS = 40
# Share of the page that must be blue to look for strokes, and that no pen covers.
LEAST_BLUE, MOST_BLUE = 0.0001, 0.1
# Points. A stroke is longer than any letter of print; a straight run of this length is a rule, and what is longer both
# ways or one way is the rules of a table or a line across the page.
STROKE, RULE, LONGEST = 17.0, 60.0, 180.0
# Share of its box that a stroke fills; a filled area is no stroke. Points: a lower box may be filled.
DENSEST = 0.45
THIN = 6.0
WHITE = 255


def without_pen(grey: Picture, colour: Picture, scale: float) -> Picture:
    """The grey page with the strokes of a blue pen made white; ``colour`` is the same page in colour."""
    blue, _, red = cv2.split(colour)
    mask = (cv2.subtract(blue, red) > BLUENESS).astype(np.uint8)
    if not LEAST_BLUE < float(mask.mean()) < MOST_BLUE:
        return grey
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    width, height, area = stats[:, 2], stats[:, 3], stats[:, 4]
    long = np.maximum(width, height)
    drawn = (long >= STROKE * scale) & (long <= LONGEST * scale)
    # Thin and level strokes fill their box, whatever they are.
    drawn &= (area < DENSEST * width * height) | (np.minimum(width, height) < THIN * scale)
    drawn[0] = False
    run = round(RULE * scale)
    kernels: tuple[Picture, Picture] = (np.ones((1, run), np.uint8), np.ones((run, 1), np.uint8))
    for kernel in kernels:
        drawn[labels[cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel) > 0]] = False
    if count < 2 or not drawn.any():
        return grey
    # The blurred edge of a stroke is less blue than its middle.
    edged = cv2.dilate(drawn[labels].astype(np.uint8), np.ones((5, 5), np.uint8))
    lit = blue[drawn[labels]]
    pen, dark = float(np.percentile(lit, 40)), float(np.percentile(lit, 1))
    dark = min(dark, pen - 60.0, 60.0)
    stretched = np.clip((blue - np.float32(dark)) / (0.8 * (pen - dark)) * WHITE, 0, WHITE).astype(np.uint8)
    return np.where(edged > 0, np.maximum(stretched, grey), grey).astype(np.uint8)
