"""Takes red seals (印章) off a page by their colour and keeps what lies under them; other red print stays."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# How much redder than green and blue a pixel of a seal is (measured 40 to 150; black print after JPEG 15 at most).
REDNESS = 25
# Share of the page that must be red to look for seals, and that no seals cover: such a page is a coloured one.
LEAST_RED, MOST_RED = 0.0003, 0.3
# Points. Seals are round, oval or square and 30 to 50 mm (85 to 142 points) wide; a line of red print is far wider
# than high. Parts of one seal lie this close to each other.
LEAST_SEAL, MOST_SEAL = 42.0, 190.0
ROUNDEST, FLATTEST = 0.45, 2.2
NEAR = 5.0
# Points. A seal stamped over the edges of the sheets (骑缝章) shows a slice of itself here.
SHEET_EDGE = 12.0


def to_grey(colour: Picture, scale: float) -> tuple[Picture, list[tuple[int, int, int, int]]]:
    """The page in grey without its seals, and where these were (x, y, width, height in pixels)."""
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(colour)
    others = cv2.max(green, blue)
    mask = (cv2.subtract(red, others) > REDNESS).astype(np.uint8)
    share = float(mask.mean())
    if not LEAST_RED < share < MOST_RED:
        return grey, []
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    # Red print that is no seal is print: its green and blue are its darkness.
    grey = np.where(mask > 0, cv2.min(green, blue), grey).astype(np.uint8)
    seals = []
    for x, y, width, height, patch in _patches(mask, scale):
        if not _is_seal(x, y, width, height, colour.shape, scale):
            continue
        seals.append((x, y, width, height))
        window = (slice(y, y + height), slice(x, x + width))
        grey[window] = _stretched(red[window], (mask[window] > 0) & patch)
    return grey, seals


def _patches(mask: Any, scale: float) -> list[tuple[int, int, int, int, Any]]:
    """Groups of red pixels that lie near each other: their box and which pixels of it are theirs."""
    reach = max(3, round(NEAR * scale)) | 1
    near = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    patches = []
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index][:4])
        patches.append((x, y, width, height, labels[y : y + height, x : x + width] == index))
    return patches


def _is_seal(x: int, y: int, width: int, height: int, page: tuple[int, ...], scale: float) -> bool:
    least, most = LEAST_SEAL * scale, MOST_SEAL * scale
    edge = SHEET_EDGE * scale
    if (x < edge or x + width > page[1] - edge) and height >= least:
        return True
    return least <= min(width, height) and max(width, height) <= most and ROUNDEST <= width / height <= FLATTEST


def _stretched(red: Any, inside: Any) -> Any:
    """The red channel with the seal's own red as white: what is dark there is print under the seal.

    Where nothing is red it is the grey of the print itself, so all of the seal's box can be taken from it.
    """
    values = red[inside]
    seal = float(np.percentile(values, 40))
    dark = min(float(np.percentile(values, 1)), seal - 60.0)
    return np.clip((red.astype(np.float32) - dark) / (0.8 * (seal - dark)) * 255.0, 0, 255).astype(np.uint8)
