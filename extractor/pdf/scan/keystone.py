"""Makes a page square that was photographed at an angle (拍照件): its rules tell where they would meet."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. Rules that tell the angle are so long; the straight runs that they are made of, and the gap between two.
LONG, RUN, STEP = 120.0, 9.0, 1.0
# Points. Where too few are, rules so short tell it where they are so many, agree so well, and it is so much more.
SHORT, LEAST_SHORT, SHORT_AGREE, SHORT_TURN = 40.0, 4, 0.0008, 0.012
# So many rules tell it, over this share of the sheet.
LEAST_RULES, LEAST_REACH = 3, 0.2
# By how much (points of rise to a point) the slopes of rules differ over the sheet at least, and at most from what they
# would be on a plane.
LEAST_TURN, AGREE = 0.004, 0.0015
# A rule is no thicker than this, in points, but for its slope.
THICKEST, STEEPEST = 4.0, 0.05
# Where the frame that is made square lies on the sheet (share of each side left out).
EDGE = 0.1
WHITE = 255

Matrix = tuple[float, ...]


class _Slopes(NamedTuple):
    """How steep rules of one direction are: ``steady`` and ``more`` a pixel across them."""

    steady: float
    more: float


def squared(flat: Picture, threshold: int, scale: float) -> tuple[Picture, Matrix]:
    """The straight page as if seen from above, and the nine numbers that lead its points (not pixels) back.

    The page as it is, and none, where its rules run alike as those of a scanner do.
    """
    height, width = flat.shape
    ink: Picture = (flat < threshold).astype(np.uint8)
    (across, turn), (down, other) = _told_slopes(ink, scale), _told_slopes(np.ascontiguousarray(ink.T), scale)
    if max(turn, other) < 1.0:
        return flat, ()
    level, upright = across or _Slopes(0.0, 0.0), down or _Slopes(0.0, 0.0)
    edges_x, edges_y = (EDGE * width, (1 - EDGE) * width), (EDGE * height, (1 - EDGE) * height)
    corners = [(x, y) for y in edges_y for x in edges_x]
    seen = [_meeting(x, y, level, upright, (width, height)) for x, y in corners]
    matrix = cv2.getPerspectiveTransform(np.array(seen, np.float32), np.array(corners, np.float32))
    made = cv2.warpPerspective(flat, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE)
    to_pixels = np.diag([scale, scale, 1.0])
    back = np.linalg.inv(to_pixels) @ np.linalg.inv(matrix) @ to_pixels
    return made, tuple(round(float(value), 9) for value in (back / back[2, 2]).ravel())


def turned_over(back: Matrix, width: float) -> Matrix:
    """``back`` for a sheet of ``width`` points whose picture was turned over (mirrored) after it was made square."""
    over = np.array([[-1.0, 0.0, width], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    matrix = np.array(back).reshape(3, 3) @ over if back else over
    return tuple(round(float(value), 9) for value in matrix.ravel())


def _meeting(x: float, y: float, level: _Slopes, upright: _Slopes, size: tuple[int, int]) -> tuple[float, float]:
    """Where the level line through the middle of the sheet at ``y`` meets the upright one at ``x``."""
    width, height = size
    rise, lean = level.steady + level.more * y, upright.steady + upright.more * x
    # y' = y + rise (x' - width / 2) and x' = x + lean (y' - height / 2)
    across = (x + lean * (y - height / 2) - lean * rise * width / 2) / (1 - lean * rise)
    return across, y + rise * (across - width / 2)


def _told_slopes(ink: Any, scale: float) -> tuple[_Slopes | None, float]:
    """The slopes of the rules that run across, long ones or else short ones, and how often as much as a photograph's
    they change over the sheet."""
    height = ink.shape[0]
    if found := _slopes(ink, scale, LONG, LEAST_RULES, AGREE):
        return found, abs(found.more) * height / LEAST_TURN
    found = _slopes(ink, scale, SHORT, LEAST_SHORT, SHORT_AGREE)
    turn = abs(found.more) * height / SHORT_TURN if found else 0.0
    return (found, turn) if turn >= 1.0 else (None, 0.0)


def _slopes(ink: Any, scale: float, long: float, least: int, agree: float) -> _Slopes | None:
    """The slopes of the rules of ``long`` points that run across, by where they lie in the middle; None where fewer
    than ``least`` tell it, or they ``agree`` less."""
    height, width = ink.shape
    run, step = round(RUN * scale), round(STEP * scale)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    joined = cv2.dilate(opened, np.ones((3, 2 * step + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for index, (x, y, wide, high, _) in enumerate(stats.tolist()):
        if not index or wide < long * scale or high > THICKEST * scale + STEEPEST * wide:
            continue
        inside = (labels[y : y + high, x : x + wide] == index) & (opened[y : y + high, x : x + wide] > 0)
        rows, columns = np.nonzero(inside)
        slope, start = np.polyfit(columns + x, rows + y, 1)
        found.append((slope, start + slope * width / 2, wide))
    if len(found) < least:
        return None
    slopes, places, weights = np.array(found).T
    if float(np.ptp(places)) < LEAST_REACH * height:
        return None
    more, _ = np.polyfit(places, slopes, 1, w=weights)
    steady = float(np.median(slopes - more * places))
    if float(np.median(np.abs(slopes - more * places - steady))) > agree:
        return None
    return _Slopes(steady, float(more))
