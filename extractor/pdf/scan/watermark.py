"""Takes pale print of one grey off a page, under and between its black print: watermarks (水印), dark shading."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.veil import unveiled

# Pale print lies between these shares of the way from paper to black (watermarks 0.15 to 0.4; red letters and seals of
# a grey copy 0.7).
PALEST, DARKEST = 0.15, 0.65
# ... and is darker than the grain of the paper: by so many times what a fifth of the paper is darker than its middle.
GRAIN = 8.0
# Inside a stroke of it the grey of a smoothed picture differs by this at most over three pixels (noise by 8 to 20; the
# edge of a black letter by 60), and this far from its usual grey it still belongs to it.
EVEN, SAME = 26, 18
# Share of the page that the insides of its large strokes cover at least; points that one of its letters measures, and a
# piece of one.
LEAST_SHARE, LEAST_LETTER, LEAST_PIECE = 0.001, 12.0, 2.0
# Points. What is thinner is a line.
THINNEST = 3.0
# What is paler than this share spoils no print.
HARMLESS = 0.28
# Points around the insides of strokes that are their edges.
EDGES = 4.0
WHITE = 255


def without_pale(flat: Picture, ink: Any, rules: Any, scale: float) -> tuple[Picture, Any] | None:
    """The even page without its pale print, and where that may have spoilt other print; None where it has none.

    ``ink`` are the dark pixels but those of ``rules``; thin rules are grey throughout and stay as they are.
    """
    if not ink.any():
        return None
    blackest, black = (float(level) for level in np.percentile(flat[ink > 0], (3, 10)))
    soft = cv2.blur(flat, (3, 3))
    kernel: Picture = np.ones((3, 3), np.uint8)
    even = cv2.subtract(cv2.dilate(soft, kernel), cv2.erode(soft, kernel)) <= EVEN
    # A thin line that is smoothed is as even as the inside of a stroke; but it was not before.
    even &= (cv2.absdiff(flat, soft) <= SAME) & ~rules
    paper, grain = np.percentile(soft[::4, ::4], (50, 20))
    palest = paper - max(PALEST * (paper - black), GRAIN * (paper - grain))
    pale = even & (soft > paper - DARKEST * (paper - blackest)) & (soft < palest)
    if float(pale.mean()) < LEAST_SHARE:
        return None
    counts = np.bincount(soft[pale], minlength=WHITE + 1)
    usual = int(np.convolve(counts, np.ones(SAME + 1), "same").argmax())
    mask = (pale & (np.abs(soft.astype(np.int16) - usual) <= SAME)).astype(np.uint8)
    if float(_large(mask, LEAST_LETTER, THINNEST, scale).mean()) < LEAST_SHARE:
        return None
    # Print that lies over its letters leaves pieces of them.
    mask = _large(mask, LEAST_PIECE, 0.0, scale)
    reach = round(EDGES * scale) * 2 + 1
    near = (cv2.dilate(mask, np.ones((reach, reach), np.uint8)) > 0) & ~rules
    freed = unveiled(flat, usual, black, scale, 0.0)
    clean = np.where(near, cv2.max(flat, freed), flat).astype(np.uint8)
    spoils = usual < paper - HARMLESS * (paper - blackest)
    return clean, near if spoils else np.zeros_like(near)


def _large(mask: Any, least: float, thinnest: float, scale: float) -> Any:
    """The patches of ``least`` points and more: what is even and small is a stroke of worn print."""
    joined = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = stats[:, 2:4]
    large = (sizes.max(axis=1) >= least * scale) & (sizes.min(axis=1) >= thinnest * scale)
    large[0] = False
    return (large[labels] & (mask > 0)).astype(np.uint8)
