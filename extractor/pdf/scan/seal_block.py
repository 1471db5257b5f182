"""Reads what a square seal (方章) or a bar (条形章) says: the lines inside its frame, from top to bottom."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.engine import Engine
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.seal_words import DARK, LEAST_LETTERS, is_sure, letters, mean
from extractor.pdf.scan.straighten import WHITE

# Share of each side of the frame that shows ink, and how deep in the box a side is looked for (of its shorter side).
SIDE_COVER, SIDE_REACH = 0.6, 0.12
# The longest side of the picture that lines are looked for in, and the white around it (share of its height).
SPOT_SIDE, AROUND = 480, 0.1
# A line of letters fills so much of the height of what is left of the seal.
LEAST_LINE = 0.12


def block_text(stamp: Picture, engine: Engine) -> tuple[str | None, float | None] | None:
    """What the seal in the picture (dark on white, its frame touching the edges) says, and how surely.

    None where no straight frame runs around it; no text where it cannot be read (seal script, 篆书).
    """
    inside = _inside(_level(stamp))
    if inside is None:
        return None
    edge = max(4, round(AROUND * inside.shape[0]))
    framed = cv2.copyMakeBorder(inside, edge, edge, 2 * edge, 2 * edge, cv2.BORDER_CONSTANT, value=WHITE)
    found = sorted(engine.spot(framed, SPOT_SIDE), key=lambda box: box.y0)
    lines = [box for box in found if box.y1 - box.y0 >= LEAST_LINE * inside.shape[0]]
    readings = [engine.read(framed[box.y0 : box.y1, box.x0 : box.x1]) for box in lines]
    readings = [reading for reading in readings if letters(reading)]
    if not readings or not all(is_sure(reading, 1) for reading in readings):
        return None, None
    text = "".join(map(letters, readings))
    return (text, round(min(map(mean, readings)), 3)) if len(text) >= LEAST_LETTERS else (None, None)


def _level(stamp: Picture) -> Picture:
    """The picture turned so that its frame stands level, cut to it."""
    points = cv2.findNonZero((stamp < DARK).astype(np.uint8))
    if points is None:
        return stamp
    (x, y), (width, height), degrees = cv2.minAreaRect(points)
    if abs(degrees) > 45:
        width, height, degrees = height, width, degrees - 90 * np.sign(degrees)
    matrix = cv2.getRotationMatrix2D((x, y), degrees, 1.0)
    size = (max(1, round(width) + 2), max(1, round(height) + 2))
    matrix[:, 2] += (size[0] / 2 - x, size[1] / 2 - y)
    return cv2.warpAffine(stamp, matrix, size, flags=cv2.INTER_CUBIC, borderValue=WHITE)


def _inside(level: Picture) -> Picture | None:
    """What the frame encloses, the frame itself made white; None where a side of it is missing."""
    ink: Any = (level < DARK).astype(np.uint8)
    reach = max(3, round(SIDE_REACH * min(level.shape)))
    cuts = []
    for sides in (ink, ink[::-1], ink.T, ink.T[::-1]):
        rows = np.flatnonzero(sides[:reach].mean(axis=1) > SIDE_COVER)
        if not len(rows):
            return None
        cuts.append(int(rows[-1]) + 2)
    top, bottom, left, right = cuts
    return np.ascontiguousarray(level[top : level.shape[0] - bottom, left : level.shape[1] - right])
