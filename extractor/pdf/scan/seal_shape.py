"""Which patches of coloured ink are stamped or drawn over a page, and which are print (letterheads, red figures)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

# Points. Round and oval seals are 30 to 50 mm (85 to 142) wide, square ones 18 mm and more, bars up to 80 mm (227).
LEAST_SEAL, MOST_SEAL, LONGEST = 42.0, 190.0, 260.0
LEAST_BAR = 17.0
# Width over height of what may be round or oval, and of what is not far wider than high.
ROUNDEST, FLATTEST = 0.45, 2.2
# Share of the corners outside an oval that is ink: a ring leaves them empty, a paragraph does not.
CORNERS = 0.02
# A frame reaches over this share of the patch both ways; its gaps (points) are bridged. Fuller patches are areas.
REACHES, WORN, FULLEST = 0.8, 1.5, 0.6
# Share of a patch's own ink that touches darker print: coloured letters touch none, a stamp over print 0.02 and more.
TOUCHING = 0.01
# Points. The letters of a letterhead are at most so large (22 mm). Others stand in line with one: at most so many times
# as high, their middles within this share of its height of each other, so many times as wide together.
LARGEST_LETTER, AS_HIGH, IN_LINE, LEAST_OTHERS = 75.0, 1.4, 0.25, 1.6
# Points. A seal stamped over the edges of the sheets (骑缝章) shows a slice of itself here.
SHEET_EDGE = 12.0
# Points. A straight run along the sheet that is longer than the strokes of letters; pieces of a table's rules and the
# grounds of its rows are hardly anything else (0.68 and more; square seals 0.61 at most, rings 0.35).
PIECE, RULES = 13.0, 0.66
# Points. Rules are thinner than the first, grounds are not thinner than the second; so much of a stamp is between.
HAIRLINE, FILLED, BROAD = 2.0, 6.0, 0.6


def is_stamped(own: Any, dark: Any, box: tuple[int, int, int, int], page: tuple[int, ...], scale: float) -> bool:
    """Whether a patch was put on the page after it was printed.

    ``own`` are its pixels in ``box`` (x, y, width, height), ``dark`` those of darker print there; ``page`` is the
    shape of the picture.
    """
    x, _, width, height = box
    count = int(own.sum())
    if int(straight_runs(own, PIECE * scale).sum()) >= RULES * count and _strokes(own, scale) < BROAD * count:
        return False
    edge = SHEET_EDGE * scale
    if (x < edge or x + width > page[1] - edge) and height >= LEAST_SEAL * scale:
        return True
    low, high = min(width, height), max(width, height)
    if low < LEAST_BAR * scale or low > MOST_SEAL * scale or high > LONGEST * scale:
        return False
    if count > FULLEST * width * height:
        return False
    if low >= LEAST_SEAL * scale and ROUNDEST <= width / height <= FLATTEST and _is_oval(own):
        return True
    touching = cv2.dilate(own, np.ones((3, 3), np.uint8)) & dark
    return int(touching.sum()) >= TOUCHING * count or is_framed(own, scale)


def is_framed(own: Any, scale: float) -> bool:
    """Whether a line runs around all of a patch."""
    reach = round(WORN * scale) | 1
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(own, np.ones((reach, reach), np.uint8)))
    height, width = own.shape
    return bool(((stats[1:, 2] >= REACHES * width) & (stats[1:, 3] >= REACHES * height)).any())


def _is_oval(own: Any) -> bool:
    height, width = own.shape
    rows, columns = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    outside = rows**2 + columns**2 > 1.06
    return float(own[outside].mean()) < CORNERS


def stands_in_line(box: tuple[int, int, int, int], others: list[tuple[int, int, int, int]], scale: float) -> bool:
    """Whether a patch is one of several letters of a line (发文机关标志): 中 and 国 look framed, 会 looks oval."""
    x, y, width, height = box
    if max(width, height) > LARGEST_LETTER * scale:
        return False
    near = 0
    for other_x, other_y, other_width, other_height in others:
        level = abs(2 * (y - other_y) + height - other_height) <= 2 * IN_LINE * height
        beside = other_x >= x + width or other_x + other_width <= x
        if level and beside and other_height <= AS_HIGH * height:
            near += other_width
    return near >= LEAST_OTHERS * width


def _strokes(own: Any, scale: float) -> int:
    """How much of a patch is strokes thicker than hairlines and thinner than grounds: a stamp's frame and letters."""
    thick, filled = (
        cv2.morphologyEx(own, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
        for side in (round(HAIRLINE * scale), round(FILLED * scale))
    )
    return int(thick.sum()) - int(filled.sum())


def straight_runs(mask: Any, run: float) -> Any:
    """Where a mask runs straight along the sheet over so many pixels."""
    kernels: tuple[Any, Any] = (np.ones((1, round(run)), np.uint8), np.ones((round(run), 1), np.uint8))
    return np.logical_or.reduce([cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel) > 0 for kernel in kernels])
