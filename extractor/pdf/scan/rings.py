"""Finds round seals (公章) that a copier made grey or black, by their ring: colour no longer tells them from print."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. Round seals are 38 to 50 mm across; copies are reduced or enlarged by a few percent.
LEAST_RADIUS, MOST_RADIUS = 48.0, 76.0
# Points. A piece of a ring is larger than any letter of a text, and no straight line.
LEAST_ARC, LEAST_BEND = 24.0, 5.0
# Pixels a point of the small picture that circles are looked for in.
SCALE = 1.2
# Share of its circumference that a ring shows, and by how much it shows more than circles just inside and outside.
COVERED, CLEARER = 0.5, 0.25
ASIDE = 6.0
DIRECTIONS = 360
MOST_RINGS = 3
# Points. How far a ring's line may lie from the circle that was found; what is cut off beside it.
OFF, EDGE = 3.0, 0.35
# Shares of its radius: the letters of a seal's name stand between two circles, those of what it is for (业务专用章) in
# rows below its middle, its star within a third.
ALONG, BELOW, STAR = (0.55, 0.93), (0.35, 0.85), 0.42
# Slopes of strokes that cross a line and are drawn through it, across for one along.
SLOPES = (-1.0, -0.5, 0.0, 0.5, 1.0)
WHITE = 255
# Votes: Canny's upper threshold, and the least support of a circle's middle.
EDGE_VOTE, MIDDLE_VOTE = 120, 28


class Ring(NamedTuple):
    """A circle in pixels."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return (
            round(self.x - self.radius),
            round(self.y - self.radius),
            round(self.x + self.radius),
            round(self.y + self.radius),
        )

    def scaled(self, factor: float) -> Ring:
        return Ring(self.x * factor, self.y * factor, self.radius * factor)

    def turned(self, quarters: int, shape: tuple[int, int]) -> Ring:
        """Where the ring is once its picture of ``shape`` is turned counter-clockwise."""
        height, width = shape
        x, y = self.x, self.y
        for _ in range(quarters % 4):
            x, y, height, width = y, width - x, width, height
        return Ring(x, y, self.radius)


def rings(ink: Picture, boxes: Any, scale: float) -> list[Ring]:
    """The rings of seals among the ink of a page without its rules; ``boxes`` are those of the patches of ink."""
    if not len(boxes):
        return []
    sizes = boxes[:, 2:] - boxes[:, :2]
    arcs = (sizes.max(axis=1) >= LEAST_ARC * scale) & (sizes.min(axis=1) >= LEAST_BEND * scale)
    if not arcs.any():
        return []
    small = _large_patches(ink, scale)
    found = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=LEAST_RADIUS,
        param1=EDGE_VOTE,
        param2=MIDDLE_VOTE,
        minRadius=round(LEAST_RADIUS * SCALE),
        maxRadius=round(MOST_RADIUS * SCALE),
    )
    if found is None:
        return []
    kept: list[Ring] = []
    for x, y, radius in found[0][: 4 * MOST_RINGS]:
        ring = _confirmed(small > 0, Ring(float(x), float(y), float(radius)))
        if ring and all(np.hypot(ring.x - other.x, ring.y - other.y) > LEAST_RADIUS for other in kept):
            kept.append(ring)
    return [ring.scaled(scale / SCALE) for ring in kept[:MOST_RINGS]]


def _large_patches(ink: Picture, scale: float) -> Picture:
    """A small picture of the patches of ink that are larger than letters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = stats[:, 2:4]
    large = sizes.max(axis=1) >= LEAST_ARC * scale / 2
    large[0] = False
    factor = SCALE / scale
    return cv2.resize((large[labels] * np.uint8(255)), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)


def _confirmed(shown: Any, ring: Ring) -> Ring | None:
    """The circle near ``ring`` that shows most; None where that is no ring."""
    best, most = None, 0.0
    for dx in (-3, -1.5, 0, 1.5, 3):
        for dy in (-3, -1.5, 0, 1.5, 3):
            for dr in (-3, -1.5, 0, 1.5, 3):
                near = Ring(ring.x + dx, ring.y + dy, ring.radius + dr)
                share = _covered(shown, near)
                if share > most:
                    best, most = near, share
    if best is None or most < COVERED:
        return None
    aside = max(_covered(shown, best._replace(radius=best.radius + away * SCALE)) for away in (-ASIDE, ASIDE))
    return best if most - aside >= CLEARER else None


def _covered(shown: Any, ring: Ring) -> float:
    """The share of a circle's directions in which ink lies on it."""
    turns = np.arange(DIRECTIONS) * (2 * np.pi / DIRECTIONS)
    x = np.clip(np.rint(ring.x + ring.radius * np.cos(turns)).astype(int), 0, shown.shape[1] - 1)
    y = np.clip(np.rint(ring.y + ring.radius * np.sin(turns)).astype(int), 0, shown.shape[0] - 1)
    return float(shown[y, x].mean())


def parts(ring: Ring, box: tuple[int, int, int, int]) -> tuple[Any, Any]:
    """Where in ``box`` (pixels) the letters of a round seal stand, and where its star."""
    x0, y0, x1, y1 = box
    rows, columns = np.ogrid[y0:y1, x0:x1]
    away = np.hypot(rows - ring.y, columns - ring.x) / ring.radius
    down = (rows - ring.y) / ring.radius
    letters = (away < ALONG[1]) & ((away > ALONG[0]) | ((down > BELOW[0]) & (down < BELOW[1])))
    return letters, away < STAR


def without_line(flat: Picture, ring: Ring, rules: Any, threshold: int, scale: float) -> Picture:
    """The page without the line of a black ``ring``; ``rules`` stay, and strokes that go on behind it run through."""
    reach = round(2 * OFF * scale)
    for _ in range(2):
        ring = _centred(_unrolled(flat, ring, reach) < threshold, ring, reach, round(OFF * scale))
    polar = _unrolled(flat, ring, reach) < threshold
    away = np.arange(-reach, reach + 1)
    line = polar.mean(axis=0) > COVERED
    line[np.abs(away) > OFF * scale] = False
    if not line.any():
        return flat
    edge = max(1, round(EDGE * scale))
    first, last = int(line.argmax()) - edge, len(line) - int(line[::-1].argmax()) - 1 + edge
    through = _drawn_through(polar, first, last)
    x0, y0, x1, y1 = ring._replace(radius=ring.radius + 2 * OFF * scale).box
    x0, y0 = max(0, x0), max(0, y0)
    part = flat[y0:y1, x0:x1]
    rows, columns = np.mgrid[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]]
    column = np.rint(np.hypot(rows - ring.y, columns - ring.x) - ring.radius).astype(int) + reach
    turns = len(polar)
    turn = np.rint(np.arctan2(rows - ring.y, columns - ring.x) % (2 * np.pi) * turns / (2 * np.pi)).astype(int) % turns
    gone = (column >= first) & (column <= last) & ~rules[y0:y1, x0:x1]
    gone &= ~through[turn, np.clip(column, 0, through.shape[1] - 1)]
    clean = flat.copy()
    clean[y0:y1, x0:x1] = np.where(gone, WHITE, part)
    return clean


def _unrolled(flat: Picture, ring: Ring, reach: int) -> Picture:
    """The page along a ring: a row for each direction, from ``reach`` pixels within it to as many outside."""
    turns = max(DIRECTIONS, round(2 * np.pi * ring.radius))
    radius = ring.radius + np.arange(-reach, reach + 1)
    angles = np.arange(turns)[:, None] * (2 * np.pi / turns)
    x, y = ring.x + np.cos(angles) * radius, ring.y + np.sin(angles) * radius
    maps = x.astype(np.float32), y.astype(np.float32)
    return cv2.remap(flat, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=WHITE)


def _centred(polar: Any, ring: Ring, reach: int, off: int) -> Ring:
    """The ring through the middle of its line, where the ink near it tells that."""
    near = polar[:, reach - off : reach + off + 1]
    thick = near.sum(axis=1)
    clear = (thick > 0) & (thick <= np.median(thick[thick > 0]) + 1) if thick.any() else thick > 0
    if clear.mean() < COVERED / 2:
        return ring
    middle = (near * np.arange(-off, off + 1)).sum(axis=1)[clear] / thick[clear]
    angles = np.flatnonzero(clear) * (2 * np.pi / len(polar))
    terms = np.stack([np.cos(angles), np.sin(angles), np.ones(len(angles))], axis=1)
    dx, dy, more = np.linalg.lstsq(terms, middle, rcond=None)[0]
    return Ring(ring.x + float(dx), ring.y + float(dy), ring.radius + float(more))


def _drawn_through(polar: Any, first: int, last: int) -> Any:
    """Where strokes that end at both sides of the columns ``first`` to ``last`` run between them."""
    bare = polar.copy()
    bare[:, first : last + 1] = False
    through = np.zeros_like(bare)
    width = last - first + 2
    for slope in SLOPES:
        ends = bare[:, first - 1] & np.roll(bare[:, last + 1], -round(slope * width))
        for step in range(1, width):
            through[:, first - 1 + step] |= np.roll(ends, round(slope * step))
    return through
