"""Reads what a round seal says: the name along its ring, unrolled into a line, and the words under its star."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.pdf.scan.engine import Engine, Reading
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.rings import DIRECTIONS

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


def seal_text(stamp: Picture, engine: Engine) -> tuple[str | None, float | None] | None:
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
    if not is_sure(reading, LEAST_LETTERS):
        return None, None
    text, sure = letters(reading), mean(reading)
    half, top, bottom = UNDER
    under = stamp[round((1 + top) * height / 2) : round((1 + bottom) * height / 2)]
    under = under[:, round((1 - half) * width / 2) : round((1 + half) * width / 2)]
    below = engine.read(np.ascontiguousarray(under)) if (under < DARK).mean() > LETTER_COVER else None
    if below is not None and is_sure(below, LEAST_UNDER):
        return text + letters(below), round(min(sure, mean(below)), 3)
    return text, round(sure, 3)


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
    return cv2.remap(stamp, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255)


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
    return cv2.copyMakeBorder(band, edge, edge, 3 * edge, 3 * edge, cv2.BORDER_CONSTANT, value=255)


def _columns(band: Picture) -> list[tuple[int, int, int]]:
    """The stretches of columns with ink, left to right: start, end and the height of what stands there."""
    dark = band < DARK
    edges = np.flatnonzero(np.diff(np.concatenate([[False], dark.any(axis=0), [False]]).astype(np.int8)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rows = np.flatnonzero(dark[:, start:end].any(axis=1))
        found.append((int(start), int(end), int(rows[-1] - rows[0]) + 1))
    return found


def is_sure(reading: Reading, least: int) -> bool:
    """Whether a reading can be what a seal says: Chinese words, and brackets at most."""
    read = letters(reading)
    words = all("\u4e00" <= sign <= "\u9fff" or sign in "()（）" for sign in read)
    return words and len(read) >= least and mean(reading) >= SURE and reading.least >= LEAST_SURE


def letters(reading: Reading) -> str:
    return "".join(reading.text.split())


def mean(reading: Reading) -> float:
    sure = [each for each, sign in zip(reading.confidence, reading.text, strict=True) if sign != " "]
    return sum(sure) / len(sure) if sure else 0.0
