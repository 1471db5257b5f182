"""A page as a picture: drawn once, at the resolution that its letters need, its memory given back afterwards."""

from __future__ import annotations

import ctypes
import math
from functools import cache
from typing import Any, TypeAlias

import cv2
import numpy as np
import pymupdf

# Grey pictures are arrays of bytes, rows × columns; colour ones have three planes, blue, green, red.
Picture: TypeAlias = Any

# Pixels a point. 150 dpi is the least at which thin rules survive, 300 the most that the networks profit from.
COARSEST, FINEST = 150 / 72, 300 / 72
# What is drawn by the file itself (text in fonts without a code table) has no resolution of its own; where pictures
# cover less of the page than this, that is most of it.
DRAWN, LEAST_COVER = 220 / 72, 0.3
# Share of the page that the finest pictures cover at least: masks of print 0.05 and more, an emblem less.
LEAST_FINE = 0.02
# Pixels on the longest side of a picture: what is drawn on larger sheets would not fit into memory.
LONGEST_SIDE = 4200
# Points. The longest side of a sheet is 595 (A5) to 1191 (A3); beyond these the file takes a camera's or a scanner's
# pixels for points, or tells a wrong resolution: its sheet is taken for A4.
LEAST_SHEET, MOST_SHEET, A4 = 480.0, 1250.0, 842.0
# The brightness of paper is that of this percentile of a page; darker than this (0 to 255) it is no paper. Colours of
# paper that differ by less than this are white.
PAPER, DARKEST_PAPER, TINT = 70, 100, 8

# Coloured lines: their darkest colour is darker than grey by so much; they are so thick at most, straight over so much
# (points), and darker than paper by so much. Share of the page that is coloured at least.
COLOURED, HAIRLINE, STRAIGHT, LINE_DARKER, LEAST_COLOURED = 10, 0.9, 9.0, 30, 0.0003


def draw(page: pymupdf.Page) -> tuple[Picture, float]:
    """The page as seen, in colour, and how many pixels a point of its sheet has."""
    scale, unit = resolution(page), sheet_unit(page)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale / unit, scale / unit), alpha=False, annots=True)
    samples = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    rows = samples[:, : pixmap.width * pixmap.n].reshape(pixmap.height, pixmap.width, pixmap.n)
    if pixmap.n == 1:
        return cv2.cvtColor(rows, cv2.COLOR_GRAY2BGR), scale
    return cv2.cvtColor(rows, cv2.COLOR_RGB2BGR), scale


def sheet_unit(page: pymupdf.Page) -> float:
    """How many of the file's points a point of the sheet of paper is: 1 but for pages of impossible sizes."""
    longest = float(max(page.rect.width, page.rect.height))
    return 1.0 if LEAST_SHEET <= longest <= MOST_SHEET or not longest else longest / A4


def on_white(colour: Picture) -> Picture:
    """The picture as if its paper were white: yellowed paper and lamp light make black print look coloured."""
    small = colour[::8, ::8].reshape(-1, 3)
    levels = np.percentile(small, PAPER, axis=0)
    if levels.min() < DARKEST_PAPER or levels.max() - levels.min() < TINT:
        return colour
    steps: Picture = np.arange(256, dtype=np.float32)
    table = np.stack([np.clip(steps * (levels.max() / level), 0, 255) for level in levels], axis=1)
    return cv2.LUT(colour, table[None, :, :].astype(np.uint8))


def in_grey(colour: Picture, scale: float) -> Picture:
    """The picture in grey, thin straight lines as dark as in their darkest colour: hairlines in blue are pale grey."""
    blue, green, red = cv2.split(colour)
    grey, darkest = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY), cv2.min(cv2.min(blue, green), red)
    if float((cv2.subtract(grey, darkest) > COLOURED).mean()) < LEAST_COLOURED:
        return grey
    thick, long = round(HAIRLINE * scale) * 2 + 1, round(STRAIGHT * scale)
    for shape, line in (((thick, 1), (1, long)), ((1, thick), (long, 1))):
        depth = cv2.morphologyEx(darkest, cv2.MORPH_BLACKHAT, np.ones(shape, np.uint8))
        lines = cv2.morphologyEx((depth > LINE_DARKER).astype(np.uint8), cv2.MORPH_OPEN, np.ones(line, np.uint8))
        grey = np.where((lines > 0) & (darkest + COLOURED < grey), darkest, grey).astype(np.uint8)
    return grey


def resolution(page: pymupdf.Page) -> float:
    """Pixels a point of the sheet: those of the finest pictures that cover some of the page, within sense.

    Copiers that save room write print as a fine mask over a coarse picture of the paper (MRC), or as many strips; a fax
    is finer across than down.
    """
    unit = sheet_unit(page)
    width, height = float(page.rect.width) / unit, float(page.rect.height) / unit
    masks = _masks(page)
    pieces = []
    for info in page.get_image_info():
        a, b, c, d = info["transform"][:4]
        across, down = math.hypot(a, b) / unit, math.hypot(c, d) / unit
        if across > 0 and down > 0:
            wide, high = masks.get((info["width"], info["height"]), (info["width"], info["height"]))
            pieces.append((max(wide / across, high / down), across * down))
    own, covered = DRAWN, 0.0
    if sum(area for _, area in pieces) >= LEAST_COVER * width * height:
        for dots, area in sorted(pieces, reverse=True):
            own, covered = dots, covered + area
            if covered >= LEAST_FINE * width * height:
                break
    scale = min(max(own, COARSEST), FINEST)
    return min(scale, LONGEST_SIDE / max(width, height, 1.0))


def _masks(page: pymupdf.Page) -> dict[tuple[int, int], tuple[int, int]]:
    """The width and height of pictures (pixels) that have a mask, and those of whichever of the two is finer."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for _, mask, width, height, *_ in page.get_images():
        if mask:
            sides = [page.parent.xref_get_key(mask, side) for side in ("Width", "Height")]
            if all(kind == "int" for kind, _ in sides):
                found[width, height] = max(width, int(sides[0][1])), max(height, int(sides[1][1]))
    return found


def give_back_memory() -> None:
    """Give the memory of a page that was read back to the system, whose heap would keep it in pieces.

    Without it a worker grows to 900 MB over 37 pages; one page needs less than half of that.
    """
    # The engine keeps up to 256 MB of unpacked pictures, of which none is asked for again.
    pymupdf.TOOLS.store_shrink(100)
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """The C library's own way, where it has one (glibc)."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
