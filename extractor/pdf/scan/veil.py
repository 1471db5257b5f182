"""Takes grey ink (a copied seal, a watermark) off the print that it lies over: the print is darker where both are."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. Strokes of print are thinner than this (0.5 to 1.4), rings, stars and letters of watermarks thicker.
THICK = 1.6
# Greys (0 to 255) that such ink varies by, and by which it is lighter than print where its thin parts can go too.
VARIES, LIGHTER = 12.0, 45.0
# Points. Pixels this near to one that is darker than such ink ever is belong to the same stroke of print.
STROKE = 0.7
WHITE = 255


def unveiled(part: Picture, veil: float, print_grey: float, scale: float, wiped: Any) -> Picture:
    """``part`` of an even page without what is thick of ink of the grey ``veil``; its thin parts are ``wiped`` off.

    ``wiped`` is a share for each pixel. They are wiped off wholly where print is darker by enough, and not at all where
    the veil is black: nothing over it is darker. Strokes that are darker than the veil anywhere are print and stay.
    """
    thick = without_thin(part, scale)
    ground = np.maximum(thick, max(veil - VARIES, 1.0))
    divided = np.clip(part / ground * WHITE, 0, WHITE)
    # What is thin of it is as thin as print: only its grey tells it.
    half = (veil + min(print_grey, veil - LIGHTER)) / 2
    lit = np.clip(half + (part - half) * (WHITE - half) / (veil - VARIES - half), 0, WHITE)
    bare = np.where(part > half, np.maximum(lit, divided), divided)
    share: Any = 1.0 if is_lighter(veil, print_grey) else 0.0
    if not share and not is_black(veil):
        around = round(STROKE * scale) * 2 + 1
        # On what is thick single dark pixels are its grain.
        darker = np.where(thick < WHITE / 2, cv2.medianBlur(part, 3), part) < veil - VARIES
        near = cv2.dilate(darker.astype(np.uint8), np.ones((around, around), np.uint8))
        share = np.where(near > 0, 0.0, wiped)
    return (share * bare + (1 - share) * divided).astype(np.uint8)


def without_thin(part: Picture, scale: float) -> Picture:
    """What is left of a picture without strokes as thin as those of print."""
    reach = round(THICK * scale / 2) * 2 + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    return cv2.morphologyEx(part, cv2.MORPH_CLOSE, kernel)


def is_lighter(veil: float, print_grey: float) -> bool:
    """Whether ink of the grey ``veil`` can be told from print by its grey alone."""
    return veil - print_grey >= LIGHTER


def is_black(veil: float) -> bool:
    """Whether nothing can be darker than ink of the grey ``veil``."""
    return veil <= LIGHTER + VARIES
