"""Makes the picture of a page straight: the small turn of a sheet fed crookedly, and the paper's shadow taken off."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Degrees. Feeders turn sheets by 3 at most; the finest step is no turn, since turning softens print more than it helps.
MOST_SKEW = 4.0
COARSE_STEP, FINE_STEP = 0.5, 0.05
LEAST_SKEW = 0.06
# Pixels on the longest side of the copy that the angle is measured on: 0.05 degrees move its ends by half a pixel.
SMALL_SIDE = 1100
# Pixels. The copy is moved by so much at every angle: unturned it is smoothed as much as on average at the others, else
# it would look the sharpest for its noise.
BETWEEN = 0.21
# A page that looks this nearly as sharp unturned is straight.
STRAIGHT = 0.96
# Share of the page at each edge where copiers leave black bars and punch holes.
EDGE = 0.03
# Share of ink below which a page is blank (one line of text has 0.001), and the darkest grey that is still paper.
BLANK_INK = 0.00012
# Pixels of the copy that the paper's brightness is measured on, and how far it looks (letters are 3 to 8 there).
PAPER_SIDE = 350
PAPER_REACH = 15
# Print whose strokes are mostly paler than this in their middle (8 point at 200 dpi 120, larger 30 to 60) is drawn
# darker, to FRESH, by so many times at most. What counts as print is darker than paper by so much, and by so many times
# the grain of the paper.
PALE, FRESH, MOST_DEEPER = 130.0, 45.0, 4.0
# Where a tenth of them are darker than this, what is pale is a watermark over fresh print.
BLACK = 80.0
LEAST_DARKER, GRAINS = 24.0, 6.0
# A sheet whose middle grey is darker is white on black (a negative), if so much of it is as dark as that.
NEGATIVE, DARK = 80, 0.6
WHITE = 255


def positive(colour: Picture) -> Picture:
    """The picture of a page, of a negative the other way round: paper is brighter than print."""
    small = colour[::8, ::8].mean(axis=2)
    return 255 - colour if float((small < NEGATIVE).mean()) > DARK else colour


def deepened(flat: Picture) -> Picture:
    """The even page with print that is pale all over drawn as dark as fresh print."""
    sample = flat[::3, ::3]
    paper, grain = (float(level) for level in np.percentile(sample, (50, 20)))
    ink = sample < paper - max(LEAST_DARKER, GRAINS * (paper - grain))
    cores = cv2.erode(flat, np.ones((5, 5), np.uint8))[::3, ::3][ink]
    if cores.size < BLANK_INK * sample.size:
        return flat
    darkest, black = (float(level) for level in np.percentile(cores, (10, 50)))
    if black <= PALE or darkest <= BLACK:
        return flat
    deeper = min((WHITE - FRESH) / (WHITE - black), MOST_DEEPER)
    steps: Picture = np.arange(256, dtype=np.float32)
    return cv2.LUT(flat, np.clip(WHITE - (WHITE - steps) * deeper, 0, WHITE).astype(np.uint8))


def skew(grey: Picture) -> float:
    """By how many degrees the print is turned counter-clockwise; upright and sideways pages alike."""
    ink = _small_ink(grey)
    if not ink.any():
        return 0.0
    by_rows: dict[float, float] = {}
    by_columns: dict[float, float] = {}
    for step, around, reach in ((COARSE_STEP, 0.0, MOST_SKEW), (0.1, None, COARSE_STEP), (FINE_STEP, None, 0.1)):
        middle = _best(by_rows, by_columns) if around is None else around
        for index in range(-round(reach / step), round(reach / step) + 1):
            angle = round(middle + index * step, 3)
            if angle not in by_rows:
                by_rows[angle], by_columns[angle] = _sharpness(ink, angle)
    best = _best(by_rows, by_columns)
    return best if abs(best) >= LEAST_SKEW else 0.0


def turned(picture: Picture, degrees: float) -> Picture:
    """The picture turned clockwise about its middle, white where nothing was; its size stays."""
    if not degrees:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    white = WHITE if picture.ndim == 2 else (WHITE, WHITE, WHITE)
    return cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=white
    )


def flattened(grey: Picture) -> Picture:
    """The picture on even white paper: shadows, tints and the faint print of the other side taken off."""
    height, width = grey.shape
    scale = PAPER_SIDE / max(height, width)
    small = cv2.resize(
        grey, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (PAPER_REACH, PAPER_REACH))
    paper = cv2.blur(cv2.dilate(small, kernel), (PAPER_REACH, PAPER_REACH))
    # A dark picture or a black bar is no paper.
    paper = np.maximum(paper, 100)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, paper, scale=WHITE)


def is_blank(flat: Picture, threshold: int) -> bool:
    """Whether a page carries no print: specks of dust are blurred away first."""
    height, width = flat.shape
    x, y = round(EDGE * width), round(EDGE * height)
    small = cv2.resize(flat[y : height - y, x : width - x], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 3)
    return int(np.count_nonzero(small < threshold)) < BLANK_INK * int(small.size)


def threshold_of(flat: Picture) -> int:
    """The grey below which a pixel of an even page is ink, between paper and the darkest of the print."""
    sample = flat[::2, ::2]
    level, _ = cv2.threshold(sample, 0, WHITE, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return int(min(max(level, 130), 205))


def _small_ink(grey: Picture) -> Any:
    height, width = grey.shape
    x, y = round(EDGE * width), round(EDGE * height)
    middle = grey[y : height - y, x : width - x]
    scale = min(1.0, SMALL_SIDE / max(height, width))
    small = cv2.resize(middle, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    flat = flattened(small)
    return np.where(flat < threshold_of(flat), 255 - flat, 0).astype(np.uint8)


def _sharpness(ink: Any, angle: float) -> tuple[float, float]:
    """How sharply lines part from gaps when the print is turned clockwise: over the rows, over the columns."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    matrix[:, 2] += BETWEEN
    straight = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    rows = cv2.reduce(straight, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F).ravel()
    columns = cv2.reduce(straight, 0, cv2.REDUCE_SUM, dtype=cv2.CV_64F).ravel()
    return float((np.diff(rows) ** 2).sum()), float((np.diff(columns) ** 2).sum())


def _best(by_rows: dict[float, float], by_columns: dict[float, float]) -> float:
    """The sharpest angle, over rows or over columns, whichever tells it more clearly."""
    answers = []
    for sharpness in (by_rows, by_columns):
        best = max(sharpness, key=lambda angle: (sharpness[angle], -abs(angle)))
        best = 0.0 if sharpness[0.0] >= STRAIGHT * sharpness[best] else best
        # Fine steps are taken around the sharpest angle: they are none of the usual ones.
        coarse = sorted(sharp for angle, sharp in sharpness.items() if not angle % COARSE_STEP)
        usual = coarse[len(coarse) // 2]
        answers.append((sharpness[best] / max(usual, 1.0), best))
    return max(answers)[1]
