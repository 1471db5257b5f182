"""Finds framed stamps (方章, 条形章, 复印件章) that a copier made grey or black, by their frame of thick lines."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.seal_shape import LEAST_BAR, LEAST_SEAL, LONGEST, MOST_SEAL
from extractor.pdf.scan.veil import without_thin

# Greys that ink is darker than paper (0 to 255).
DARKER = 60
# Share of what lies within a frame that it encloses as one area, its own lines and the print over them apart.
HOLLOW = 0.55
# A frame's ink over what four lines of its thickness would hold, at most; the words within may touch it.
MOST_INK = 2.0
# Points. How thick the lines of a frame are.
THINNEST, THICKEST = 1.2, 4.5
# Share of each side's middle line that shows ink.
SIDE = 0.8
MOST_FRAMES = 4


class Frame(NamedTuple):
    """A rectangle of any lean: its corners in pixels and the grey of its lines."""

    corners: Any
    grey: float


def frames(flat: Picture, scale: float) -> list[Frame]:
    """The frames of stamps on an even page: hollow, of thick lines, of a stamp's size, joined to nothing else."""
    thick = without_thin(flat, scale)
    dark = (thick < 255 - DARKER).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    wide, high = stats[:, 2], stats[:, 3]
    low, long = np.minimum(wide, high), np.maximum(wide, high)
    may = (low >= LEAST_BAR * scale) & (long >= LEAST_SEAL * scale)
    may &= (low <= MOST_SEAL * scale) & (long <= LONGEST * scale)
    found = []
    for index in np.flatnonzero(may).tolist():
        if not index:
            continue
        x, y, width, height = (int(value) for value in stats[index][:4])
        own = (labels[y : y + height, x : x + width] == index).astype(np.uint8)
        frame = _frame(own, flat[y : y + height, x : x + width], scale)
        if frame is not None:
            found.append(frame._replace(corners=frame.corners + np.array([x, y])))
    return found[:MOST_FRAMES]


def _frame(own: Any, greys: Picture, scale: float) -> Frame | None:
    """The rectangle that the patch ``own`` is; None where it is none.

    What it encloses tells its lean: print that crosses its lines sticks out of it.
    """
    enclosed = _enclosed(own)
    if not enclosed.any():
        return None
    middle, (long, short), degrees = cv2.minAreaRect(cv2.findNonZero(enclosed))
    if min(long, short) < LEAST_BAR * scale / 2 or int(enclosed.sum()) < HOLLOW * long * short:
        return None
    # The mean distance from the middle of a line to its edges is a quarter of its thickness.
    thick = 4 * float(cv2.distanceTransform(own, cv2.DIST_L2, 3)[own > 0].mean())
    if not THINNEST * scale <= thick <= THICKEST * scale:
        return None
    sides = cv2.boxPoints((middle, (long + thick, short + thick), degrees))
    lines: Any = np.zeros(own.shape, np.uint8)
    for start, end in zip(sides, np.roll(sides, -1, axis=0), strict=True):
        side: Any = np.zeros(own.shape, np.uint8)
        cv2.line(side, _pixel(start), _pixel(end), 1, max(1, round(thick / 2)))
        if not side.any() or float(own[side > 0].mean()) < SIDE:
            return None
        lines |= side
    if int(own.sum()) > MOST_INK * 2 * (long + short) * thick:
        return None
    corners = cv2.boxPoints((middle, (long + 2 * thick, short + 2 * thick), degrees))
    return Frame(corners, float(np.median(greys[lines > 0])))


def _enclosed(own: Any) -> Any:
    """The pixels that a patch encloses."""
    around = cv2.copyMakeBorder(1 - own, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, labels = cv2.connectedComponents(around, connectivity=4)
    return ((labels > 0) & (labels != labels[0, 0]))[1:-1, 1:-1].astype(np.uint8)


def _pixel(point: Any) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
