"""Takes pale print off a page, under and between its black print: watermarks (水印), dark shading of one grey, and the
print of the back of thin paper (透背)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.engine import Engine, Spotted
from extractor.pdf.scan.lying import is_mirrored
from extractor.pdf.scan.picture import Picture

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
# Points. What lies so near to the edges of the sheet is their shadow, or that of a spine.
SHEET_EDGE = 12.0
# Points. What is thinner is a line.
THINNEST = 3.0
# What is paler than this share spoils no print.
HARMLESS = 0.28
# The insides of thin strokes, of a picture that is only a little smoothed, are this much darker or lighter than usual.
DEEPER, LIGHTER = 30, 34
# Points. So long are pieces of strokes that stand alone; strokes of print over them and rules are this thick; the edges
# of strokes reach so far beyond their insides, and what they spoil a little further.
ALONE, CROSSING, EDGES, BESIDE = 6.0, 3.0, 1.1, 1.5
# Greys darker than such print: from the first on it is print, from the second on it is not.
PRINT, NO_PRINT = 45, 12
# Greys. The print of the back is darker than the first and keeps away from the black of print by so much: the darkest
# pixels around (points) tell which a pixel belongs to. So much of a page's ink is of the back where it does harm.
BACK, APART, AROUND, BACK_SHARE = 225, 60, 0.9, 0.1
# The palest that print is, and the darkest that the back is. Points: hairlines of print end so far from its black.
PRINT_IS, BACK_IS, HAIRLINE = 110, 95, 1.2
# How many lines tell whether pale print is mirrored, those over which the least black print stands.
LINES = 6
WHITE = 255


def without_back(flat: Picture, engine: Engine, scale: float) -> Picture:
    """The even page without the print of its back, which is pale, and mirrored as print never is."""
    pale = _pale(flat, scale)
    if pale is None:
        return flat
    alone = np.where(pale, flat, WHITE).astype(np.uint8)
    black = (flat < BACK) & ~pale

    def free(line: Spotted) -> int:
        """How much of a line no black print stands over."""
        return int((~black[line.y0 : line.y1, line.x0 : line.x1].any(axis=0)).sum())

    lines = sorted(engine.spot(alone), key=free, reverse=True)[:LINES]
    if not is_mirrored([alone[line.y0 : line.y1, line.x0 : line.x1] for line in lines], engine):
        return flat
    return np.where(pale, WHITE, flat).astype(np.uint8)


def _pale(flat: Picture, scale: float) -> Any:
    """Where print is pale and stands away from black print; None where the page has none, or no other."""
    reach = round(AROUND * scale) * 2 + 1
    ink = flat < BACK
    darkest = cv2.erode(flat, np.ones((reach, reach), np.uint8))[ink]
    if not darkest.size:
        return None
    level, _ = cv2.threshold(darkest[:, None], 0, WHITE, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    is_pale = darkest > level
    if float(is_pale.mean()) < BACK_SHARE or is_pale.all():
        return None
    black, back = float(np.median(darkest[~is_pale])), float(np.median(darkest[is_pale]))
    if black > PRINT_IS or back < BACK_IS or back - black < APART:
        return None
    own = (flat < (black + back) / 2).astype(np.uint8)
    for _ in range(round(HAIRLINE * scale)):
        own = cv2.dilate(own, np.ones((3, 3), np.uint8)) & ink
    return ink & (cv2.dilate(own, np.ones((3, 3), np.uint8)) == 0)


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
    thin = rules.astype(np.uint8)
    even &= (cv2.absdiff(flat, soft) <= SAME) & (cv2.dilate(thin, np.ones((5, 5), np.uint8)) == 0)
    paper, grain = np.percentile(soft[::4, ::4], (50, 20))
    palest = paper - max(PALEST * (paper - black), GRAIN * (paper - grain))
    pale = even & (soft > paper - DARKEST * (paper - blackest)) & (soft < palest)
    if float(pale.mean()) < LEAST_SHARE:
        return None
    counts = np.bincount(soft[pale], minlength=WHITE + 1)
    usual = int(np.convolve(counts, np.ones(SAME + 1), "same").argmax())
    mask = (pale & (np.abs(soft.astype(np.int16) - usual) <= SAME)).astype(np.uint8)
    margin = round(SHEET_EDGE * scale)
    if (
        float(_large(mask[margin:-margin, margin:-margin], LEAST_LETTER, THINNEST, scale).sum())
        < LEAST_SHARE * mask.size
    ):
        return None
    darkest, lightest = usual - PRINT, usual - NO_PRINT
    # Rules as grey as the pale print cannot be told from it by their grey.
    grey_rules = rules & (cv2.erode(flat, np.ones((9, 9), np.uint8)) > darkest)
    inside = _inside(np.where(grey_rules, WHITE, flat).astype(np.uint8), usual, mask, scale)
    reach = round(EDGES * scale) * 2 + 1
    edged = cv2.dilate(inside, np.ones((reach, reach), np.uint8)) > 0
    # Beside a rule the inside of a stroke cannot be told from the rule's edge.
    around = [cv2.dilate(part, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) for part in (inside, thin)]
    edged |= (around[0] > 0) & (around[1] > 0)
    # Print over it is darker, print beside it nearly always: hairlines go.
    lit = darkest + (flat.astype(np.float32) - darkest) * (WHITE - darkest) / (lightest - darkest)
    clean = np.where(edged & ~grey_rules & (flat > darkest), np.clip(lit, 0, WHITE), flat).astype(np.uint8)
    if usual >= paper - HARMLESS * (paper - blackest):
        return clean, np.zeros_like(edged)
    beside = round(BESIDE * scale) * 2 + 1
    return clean, cv2.dilate(edged.astype(np.uint8), np.ones((beside, beside), np.uint8)) > 0


def _inside(flat: Picture, usual: int, large: Any, scale: float) -> Any:
    """Where pale print of the grey ``usual`` lies, ``large`` pieces of it known, the print over it included."""
    soft = cv2.GaussianBlur(flat, (0, 0), 0.8)
    square: Picture = np.ones((2, 2), np.uint8)
    within = cv2.inRange(soft, usual - DEEPER, usual + LIGHTER)
    pieces = (cv2.morphologyEx(within, cv2.MORPH_OPEN, square) > 0).astype(np.uint8)
    reach = round(2 * LEAST_LETTER * scale) | 1
    near = cv2.dilate(large, np.ones((reach, reach), np.uint8))
    pieces = cv2.max(_large(pieces, ALONE, 0.0, scale), _large(pieces & near, LEAST_PIECE, 0.0, scale))
    crossing = round(CROSSING * scale / 2) * 2 + 1
    return cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (crossing, crossing)))


def _large(mask: Any, least: float, thinnest: float, scale: float) -> Any:
    """The patches of ``least`` points and more: what is even and small is a stroke of worn print."""
    joined = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = stats[:, 2:4]
    large = (sizes.max(axis=1) >= least * scale) & (sizes.min(axis=1) >= thinnest * scale)
    large[0] = False
    return (large[labels] & (mask > 0)).astype(np.uint8)
