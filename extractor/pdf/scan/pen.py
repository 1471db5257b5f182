"""Takes the strokes of a blue or red pen (批注) off a page by their colour; print and rules of that colour stay."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.seal_shape import PIECE, stands_in_line, straight_runs

# How much bluer than red, or redder than blue and green, a pixel of a pen's stroke is (80 to 170; black print after
# JPEG 20 at most).
COLOURED = 40
# Share of the page that must be coloured to look for strokes, and that no pen covers.
LEAST, MOST = 0.0001, 0.1
# Points. A stroke is longer than any letter of print; a straight run of this length is a rule, and what is longer both
# ways or one way is the rules of a table or a line across the page.
STROKE, RULE, LONGEST = 17.0, 60.0, 180.0
# Share of its box that a stroke fills; a filled area is no stroke. Points: a lower box may be filled.
DENSEST = 0.45
THIN = 6.0
# Of the pieces of a worn table's rules so much lies in straight runs along the sheet.
LEVEL = 0.5
# Points. Strokes of a red pen are no thicker.
THICKEST = 3.0
WHITE = 255


def without_pen(grey: Picture, colour: Picture, scale: float) -> Picture:
    """The grey page with the strokes of a blue or red pen made white; ``colour`` is the same page in colour."""
    blue, green, red = cv2.split(colour)
    grey = _without(grey, blue, _strokes(blue, red, scale))
    return _without(grey, red, _thin(_strokes(red, cv2.max(blue, green), scale), scale))


def _without(grey: Picture, own: Any, drawn: Any) -> Picture:
    """The grey page with what is ``drawn`` in one colour made white: its ``own`` channel shows the print alone."""
    if not drawn.any():
        return grey
    # The blurred edge of a stroke is less coloured than its middle.
    edged = cv2.dilate(drawn, np.ones((5, 5), np.uint8))
    lit = own[drawn > 0]
    pen, dark = float(np.percentile(lit, 40)), float(np.percentile(lit, 1))
    dark = min(dark, pen - 60.0, 60.0)
    stretched = np.clip((own - np.float32(dark)) / (0.8 * (pen - dark)) * WHITE, 0, WHITE).astype(np.uint8)
    return np.where(edged > 0, np.maximum(stretched, grey), grey).astype(np.uint8)


def _strokes(own: Any, other: Any, scale: float) -> Any:
    """The pixels of strokes in the colour of the channel ``own``: long patches that hold no rule."""
    mask = (cv2.subtract(own, other) > COLOURED).astype(np.uint8)
    if not LEAST < float(mask.mean()) < MOST:
        return np.zeros_like(mask)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    width, height, area = stats[:, 2], stats[:, 3], stats[:, 4]
    long = np.maximum(width, height)
    drawn = (long >= STROKE * scale) & (long <= LONGEST * scale)
    # Thin and level strokes fill their box, whatever they are.
    drawn &= (area < DENSEST * width * height) | (np.minimum(width, height) < THIN * scale)
    drawn[0] = False
    drawn[labels[straight_runs(mask, RULE * scale)]] = False
    level = np.bincount(labels[straight_runs(mask, PIECE * scale)], minlength=len(area))
    drawn &= level < LEVEL * area
    return drawn[labels].astype(np.uint8)


def _thin(drawn: Any, scale: float) -> Any:
    """The strokes of ``drawn`` that are none of the letters of a line, nor as thick as those of a letterhead."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    reach = round(THICKEST * scale) | 1
    thick = cv2.erode(drawn, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    boxes = [(x, y, width, height) for x, y, width, height, _ in stats[1:].tolist()]
    kept = np.array([False, *(not stands_in_line(box, boxes, scale) for box in boxes)])
    kept[labels[thick > 0]] = False
    return kept[labels].astype(np.uint8)
