"""Takes grey ink (a copied seal, a watermark) off the print that it lies over: the print is darker where both are."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. Strokes of print are thinner than this (0.5 to 1.4), rings, stars and letters of watermarks thicker.
THICK = 1.6
# Greys (0 to 255) that such ink varies by, and by which it is lighter than print where its thin parts can go too.
VARIES, LIGHTER = 12.0, 45.0
WHITE = 255


def unveiled(part: Picture, veil: float, print_grey: float, scale: float) -> Picture:
    """``part`` of an even page without ink of the grey ``veil``: what is thick of it, and all where print is darker.

    Print that is thick itself, but darker than the veil (bold titles), stays.
    """
    reach = round(THICK * scale / 2) * 2 + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    ground = np.maximum(cv2.morphologyEx(part, cv2.MORPH_CLOSE, kernel), max(veil - VARIES, 1.0))
    freed = np.clip(part / ground * WHITE, 0, WHITE)
    if is_lighter(veil, print_grey):
        # Its thin parts (letters of a seal) are as thin as print: only their grey tells them.
        half = (veil + print_grey) / 2
        lit = np.clip(half + (part - half) * (WHITE - half) / (veil - VARIES - half), 0, WHITE)
        freed = np.where(part > half, np.maximum(lit, freed), freed)
    return freed.astype(np.uint8)


def is_lighter(veil: float, print_grey: float) -> bool:
    """Whether ink of the grey ``veil`` can be told from print by its grey alone."""
    return veil - print_grey >= LIGHTER
