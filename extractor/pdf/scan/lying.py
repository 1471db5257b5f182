"""Which way a page lies in the scanner: upright, on either side, on its head, or seen from behind (镜像)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractor.pdf.scan.engine import Engine, Reading, Spotted
from extractor.pdf.scan.picture import Picture

# Lines are this much longer than high; boxes in between (one or two letters) tell nothing.
LONG = 1.6
# Fewer boxes than this tell nothing; then a window of this many pixels around the middle of the ink is looked at,
# drawn to half its size.
LEAST_BOXES = 3
WINDOW, WINDOW_SIDE = 960, 480
# How many lines are read to tell left from right.
SAMPLE = 5
# Lines read with this mean confidence stand upright; what stands on its head reaches 0.95 by chance.
UPRIGHT = 0.975
# Mirrored lines reach 0.75 whichever way they are turned, and more than this once they are turned over.
LEGIBLE = 0.85
# ... by so much more.
CLEARER = 0.1
# Pale print seen from behind, pieces of it cut off by other print: 0.07 to 0.4 more, at a confidence of 0.8 and more.
# Hairlines and worn strokes of a page's own print give two or three signs at 0.3, better in a mirror by chance.
MIRRORED, PALE_LEGIBLE, LEAST_SIGNS = 0.05, 0.6, 8


class Lie(NamedTuple):
    """How the lines of a page must be turned to be read: turned over (mirrored) first, then on their heads."""

    turned_over: bool = False
    upside_down: bool = False


def side_turn(picture: Picture, spotted: list[Spotted], engine: Engine) -> int:
    """Quarter turns counter-clockwise that make a page lying on its side readable; 0 where its lines run across."""
    boxes = spotted
    if len(_telling(boxes)) < LEAST_BOXES:
        picture = _window(picture)
        boxes = engine.spot(picture, WINDOW_SIDE)
    telling = _telling(boxes)
    tall = [box for box in telling if box.y1 - box.y0 > box.x1 - box.x0]
    if not telling or 2 * len(tall) <= len(telling):
        return 0
    longest = sorted(tall, key=lambda box: box.y0 - box.y1)[:SAMPLE]
    crops = [picture[box.y0 : box.y1, box.x0 : box.x1] for box in longest]
    return max((1, 3), key=lambda quarters: _confidence(crops, quarters, engine))


def lie(lines: list[Picture], readings: list[Reading], engine: Engine) -> Lie:
    """How pictures of lines that run across are read best; ``readings`` are what they say as they lie."""
    upright = _mean(readings)
    if upright >= UPRIGHT:
        return Lie()
    turned = _confidence(lines, 2, engine)
    best = max(upright, turned)
    if best < LEGIBLE:
        mirrored = [np.ascontiguousarray(line[:, ::-1]) for line in lines]
        over, over_turned = (_confidence(mirrored, quarters, engine) for quarters in (0, 2))
        if max(over, over_turned) >= max(LEGIBLE, best + CLEARER):
            return Lie(turned_over=True, upside_down=over_turned > over)
    return Lie(upside_down=turned > upright)


def is_mirrored(lines: list[Picture], engine: Engine) -> bool:
    """Whether pictures of lines, however pale, are read better in a mirror."""
    if not lines:
        return False
    straight = max(_confidence(lines, quarters, engine) for quarters in (0, 2))
    for quarters in (0, 2):
        over = [engine.read(np.ascontiguousarray(np.rot90(line[:, ::-1], quarters))) for line in lines]
        signs = sum(len(reading.text) for reading in over)
        if signs >= LEAST_SIGNS and _mean(over) >= max(PALE_LEGIBLE, straight + MIRRORED):
            return True
    return False


def _telling(boxes: list[Spotted]) -> list[Spotted]:
    return [
        box for box in boxes if max(box.x1 - box.x0, box.y1 - box.y0) > LONG * min(box.x1 - box.x0, box.y1 - box.y0)
    ]


def _window(picture: Picture) -> Picture:
    """The part of a page around the middle of its ink."""
    rows, columns = np.nonzero(picture[::8, ::8] < 128)
    height, width = picture.shape
    y = int(np.median(rows)) * 8 if len(rows) else height // 2
    x = int(np.median(columns)) * 8 if len(columns) else width // 2
    top = max(0, min(y - WINDOW // 2, height - WINDOW))
    left = max(0, min(x - WINDOW // 2, width - WINDOW))
    return picture[top : top + WINDOW, left : left + WINDOW]


def _confidence(lines: list[Picture], quarters: int, engine: Engine) -> float:
    readings = [engine.read(np.ascontiguousarray(np.rot90(line, quarters))) for line in lines]
    return _mean(readings)


def _mean(readings: list[Reading]) -> float:
    confidence = [c for reading in readings for c in reading.confidence]
    return sum(confidence) / len(confidence) if confidence else 0.0
