"""Takes pale print of one grey off a page, under and between its black print: watermarks (水印), dark shading."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Pale print lies between these shares of the way from paper to black (watermarks 0.15 to 0.4; red letters and seals of
# a grey copy 0.7).
PALEST, DARKEST = 0.15, 0.5
# ... and is darker than the grain of the paper: by so many times what a fifth of the paper is darker than its middle.
GRAIN = 8.0
# Inside a stroke of it the grey of a smoothed picture differs by this at most over three pixels (noise by 8 to 20; the
# edge of a black letter by 60), and this far from its usual grey it still belongs to it.
EVEN, SAME = 26, 18
# Share of the page that the insides of its strokes cover at least, and the points that one of its letters measures.
LEAST_SHARE, LEAST_LETTER = 0.001, 12.0
# Points. What is thinner is a line.
THINNEST = 3.0
# Points around the insides of strokes that are their edges.
EDGES = 2.0
# Where between black and pale the whole of the pale is white; print that lies over it stays black.
CUT = 0.8
WHITE = 255


def without_pale(flat: Picture, ink: Any, rules: Any, scale: float) -> Picture | None:
    """The even page without its pale print; None where it has none.

    ``ink`` are the dark pixels but those of ``rules``; thin rules are grey throughout and stay as they are.
    """
    if not ink.any():
        return None
    black = float(np.percentile(flat[ink > 0], 10))
    soft = cv2.blur(flat, (3, 3))
    kernel: Picture = np.ones((3, 3), np.uint8)
    even = cv2.subtract(cv2.dilate(soft, kernel), cv2.erode(soft, kernel)) <= EVEN
    # A thin line that is smoothed is as even as the inside of a stroke; but it was not before.
    even &= (cv2.absdiff(flat, soft) <= SAME) & ~rules
    paper, grain = np.percentile(soft[::4, ::4], (50, 20))
    palest = paper - max(PALEST * (paper - black), GRAIN * (paper - grain))
    pale = even & (soft > paper - DARKEST * (paper - black)) & (soft < palest)
    if float(pale.mean()) < LEAST_SHARE:
        return None
    counts = np.bincount(soft[pale], minlength=WHITE + 1)
    usual = int(np.convolve(counts, np.ones(SAME + 1), "same").argmax())
    mask = _large((pale & (np.abs(soft.astype(np.int16) - usual) <= SAME)).astype(np.uint8), scale)
    if float(mask.mean()) < LEAST_SHARE:
        return None
    reach = round(EDGES * scale) * 2 + 1
    near = (cv2.dilate(mask, np.ones((reach, reach), np.uint8)) > 0) & ~rules
    lit = np.clip((flat - np.float32(black)) / (CUT * (usual - black)) * WHITE, 0, WHITE).astype(np.uint8)
    return np.where(near, cv2.max(flat, lit), flat).astype(np.uint8)


def _large(mask: Any, scale: float) -> Any:
    """The patches as large as letters of a watermark: what is even and small is a stroke of worn print."""
    joined = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = stats[:, 2:4]
    large = (sizes.max(axis=1) >= LEAST_LETTER * scale) & (sizes.min(axis=1) >= THINNEST * scale)
    large[0] = False
    return (large[labels] & (mask > 0)).astype(np.uint8)
