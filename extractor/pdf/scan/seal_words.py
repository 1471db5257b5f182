"""Reads what a seal says: the name along the ring of a round one, unrolled into a line, and the words under its star;
the lines inside the frame of a square one (方章) or a bar (条形章), from top to bottom."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.engine import Engine, Reading
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.rings import DIRECTIONS
from extractor.pdf.scan.straighten import WHITE

# Width over height of the box of a round or oval seal (45 × 30 mm lying or standing).
ROUNDEST, FLATTEST = 0.6, 1.7
# Shares of the radius: where the ring is looked for, and between which the name stands.
RING_FROM, RING_TO = 0.84, 1.02
NAME_FROM = 0.5
# Share of the circumference that shows ink where a ring is, and of a row of the unrolled name where letters are.
RING_COVER, LETTER_COVER = 0.5, 0.04
DARK = 140
# The words under the star, in radii from the middle: half their width, top and bottom.
UNDER = (0.66, 0.3, 0.72)
# A name has so many letters, each at least so sure on average and by itself.
LEAST_LETTERS, SURE, LEAST_SURE = 4, 0.85, 0.4
LEAST_UNDER = 3
# Pixels of a band of letters that can be read; share of it that a letter fills (the number at a seal's foot does not).
LEAST_HEIGHT, LETTER_HEIGHT = 10, 0.45
# Share of each side of the frame that shows ink, and how deep in the box a side is looked for (of its shorter side).
SIDE_COVER, SIDE_REACH = 0.6, 0.12
# The longest side of the picture that lines are looked for in, and the white around it (share of its height).
SPOT_SIDE, AROUND = 480, 0.1
# A line of letters fills so much of the height of what is left of the seal.
LEAST_LINE = 0.12


def seal_text(stamp: Picture, engine: Engine) -> tuple[str | None, float | None] | None:
    """What the seal in the picture (dark on white, its ring or frame touching the edges) says, and how surely.

    None where it has neither; no text where it cannot be read.
    """
    return _round_text(stamp, engine) or _block_text(stamp, engine)


def _round_text(stamp: Picture, engine: Engine) -> tuple[str | None, float | None] | None:
    """What the seal in the picture (dark on white, its ring touching the edges) says, and how surely.

    None where it is no ring; no text where it cannot be read.
    """
    height, width = stamp.shape
    if not ROUNDEST <= width / height <= FLATTEST:
        return None
    unrolled = _unrolled(stamp)
    covered = (unrolled < DARK).mean(axis=1)
    ring = _ring_ends(covered)
    if ring is None:
        return None
    name = _name(unrolled[ring:], covered[ring:])
    if name is None:
        return None, None
    reading = engine.read(name)
    if not _is_sure(reading, LEAST_LETTERS):
        return None, None
    text, sure = _letters(reading), _mean(reading)
    half, top, bottom = UNDER
    under = stamp[round((1 + top) * height / 2) : round((1 + bottom) * height / 2)]
    under = under[:, round((1 - half) * width / 2) : round((1 + half) * width / 2)]
    below = engine.read(np.ascontiguousarray(under)) if (under < DARK).mean() > LETTER_COVER else None
    if below is not None and _is_sure(below, LEAST_UNDER):
        return text + _letters(below), round(min(sure, _mean(below)), 3)
    return text, round(sure, 3)


def _block_text(stamp: Picture, engine: Engine) -> tuple[str | None, float | None] | None:
    """What the seal in the picture (dark on white, its frame touching the edges) says, and how surely.

    None where no straight frame runs around it; no text where it cannot be read (seal script, 篆书).
    """
    inside = _inside(_level(stamp))
    if inside is None:
        return None
    edge = max(4, round(AROUND * inside.shape[0]))
    framed = cv2.copyMakeBorder(inside, edge, edge, 2 * edge, 2 * edge, cv2.BORDER_CONSTANT, value=WHITE)
    found = sorted(engine.spot(framed, SPOT_SIDE), key=lambda box: box.y0)
    lines = [box for box in found if box.y1 - box.y0 >= LEAST_LINE * inside.shape[0]]
    readings = [engine.read(framed[box.y0 : box.y1, box.x0 : box.x1]) for box in lines]
    readings = [reading for reading in readings if _letters(reading)]
    if not readings or not all(_is_sure(reading, 1) for reading in readings):
        return None, None
    text = "".join(map(_letters, readings))
    return (text, round(min(map(_mean, readings)), 3)) if len(text) >= LEAST_LETTERS else (None, None)


def _level(stamp: Picture) -> Picture:
    """The picture turned so that its frame stands level, cut to it."""
    points = cv2.findNonZero((stamp < DARK).astype(np.uint8))
    if points is None:
        return stamp
    (x, y), (width, height), degrees = cv2.minAreaRect(points)
    if abs(degrees) > 45:
        width, height, degrees = height, width, degrees - 90 * np.sign(degrees)
    matrix = cv2.getRotationMatrix2D((x, y), degrees, 1.0)
    size = (max(1, round(width) + 2), max(1, round(height) + 2))
    matrix[:, 2] += (size[0] / 2 - x, size[1] / 2 - y)
    return cv2.warpAffine(stamp, matrix, size, flags=cv2.INTER_CUBIC, borderValue=WHITE)


def _inside(level: Picture) -> Picture | None:
    """What the frame encloses, the frame itself made white; None where a side of it is missing."""
    ink: Any = (level < DARK).astype(np.uint8)
    reach = max(3, round(SIDE_REACH * min(level.shape)))
    cuts = []
    for sides in (ink, ink[::-1], ink.T, ink.T[::-1]):
        rows = np.flatnonzero(sides[:reach].mean(axis=1) > SIDE_COVER)
        if not len(rows):
            return None
        cuts.append(int(rows[-1]) + 2)
    top, bottom, left, right = cuts
    return np.ascontiguousarray(level[top : level.shape[0] - bottom, left : level.shape[1] - right])


def _unrolled(stamp: Picture) -> Picture:
    """The seal cut open at its foot and laid flat: clockwise from left to right, the ring at the top."""
    height, width = stamp.shape
    across, down = width / 2, height / 2
    rows = round((RING_TO - NAME_FROM) * (across + down) / 2)
    columns = round(2 * np.pi * 0.76 * (across + down) / 2)
    radius = np.linspace(RING_TO, NAME_FROM, max(rows, 8), dtype=np.float32)[:, None]
    turn = np.linspace(0, 2 * np.pi, max(columns, DIRECTIONS), endpoint=False, dtype=np.float32)[None, :]
    x = (across - radius * across * np.sin(turn)).astype(np.float32)
    y = (down + radius * down * np.cos(turn)).astype(np.float32)
    return cv2.remap(stamp, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE)


def _ring_ends(covered: np.ndarray) -> int | None:
    """The first row under the ring of an unrolled seal; None where there is none."""
    last = round(len(covered) * (RING_TO - RING_FROM) / (RING_TO - NAME_FROM))
    rows = np.flatnonzero(covered[:last] > RING_COVER)
    if not len(rows):
        return None
    end = int(rows[-1]) + 1
    while end + 1 < len(covered) and covered[end] > LETTER_COVER and covered[end + 1] <= covered[end]:
        end += 1
    return end


def _name(below: Picture, covered: np.ndarray) -> Picture | None:
    """The band of letters under the ring, on white."""
    inked = covered > LETTER_COVER
    if not inked.any():
        return None
    top = int(np.argmax(inked))
    gap = np.flatnonzero(~inked[top + 4 :])
    bottom = top + 4 + int(gap[0]) if len(gap) else len(covered)
    band = below[max(0, top - 1) : bottom + 1]
    places = [place for place in _columns(band) if place[2] >= LETTER_HEIGHT * band.shape[0]]
    if not places or band.shape[0] < LEAST_HEIGHT:
        return None
    band = band[:, places[0][0] : places[-1][1]]
    edge = max(3, round(0.14 * band.shape[0]))
    return cv2.copyMakeBorder(band, edge, edge, 3 * edge, 3 * edge, cv2.BORDER_CONSTANT, value=WHITE)


def _columns(band: Picture) -> list[tuple[int, int, int]]:
    """The stretches of columns with ink, left to right: start, end and the height of what stands there."""
    dark = band < DARK
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dark.any(axis=0), [False]]).astype(np.int8)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rows = np.flatnonzero(dark[:, start:end].any(axis=1))
        found.append((int(start), int(end), int(rows[-1] - rows[0]) + 1))
    return found


def _is_sure(reading: Reading, least: int) -> bool:
    """Whether a reading can be what a seal says: Chinese words, and brackets at most."""
    read = _letters(reading)
    words = all("\u4e00" <= sign <= "\u9fff" or sign in "()（）" for sign in read)
    return words and len(read) >= least and _mean(reading) >= SURE and reading.least >= LEAST_SURE


def _letters(reading: Reading) -> str:
    return "".join(reading.text.split())


def _mean(reading: Reading) -> float:
    sure = [each for each, sign in zip(reading.confidence, reading.text, strict=True) if sign != " "]
    return sum(sure) / len(sure) if sure else 0.0
