"""Takes seals (印章) off a page and keeps what lies under them; other red print stays.

Red and blue ones are told by their colour. On a grey copy the ring or the frame tells where a seal is, and what is
lighter than print is its own; on a copy of one bit nothing tells them apart.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.frames import Frame
from extractor.pdf.scan.pen import without_pen
from extractor.pdf.scan.picture import Picture, in_grey
from extractor.pdf.scan.rings import Ring, parts, without_line
from extractor.pdf.scan.seal_shape import is_stamped, stands_in_line
from extractor.pdf.scan.veil import is_black, is_lighter, unveiled, without_thin

# How much redder than green and blue a pixel of a seal is (measured 40 to 150; black print after JPEG 15 at most).
REDNESS = 25
# Share of the page that must be red to look for seals, and that no seals cover: such a page is a coloured one.
LEAST_RED, MOST_RED = 0.0003, 0.3
# Points. Parts of one seal lie this close to each other.
NEAR = 5.0
# Greys (0 to 255) that a seal of a grey copy is darker than paper.
DARKER = 25
# Points. The ring of a seal is 1 to 4 thick.
RING_WIDTH = 3.0
# Points. How far the tips of a star reach beyond what is thick of it, and how broad they are there.
TIPS, BROAD = 3.0, 0.9
# Points. How far the colour of a seal reaches beyond its ink (JPEG keeps colour at half the resolution).
SMEAR = 0.7
WHITE = 255
# The lightest grey that print can be measured by, and its grey where a page has none.
DARK_PRINT, FRESH_BLACK = 130, 50.0
# Print under a seal is at most so much lighter than print beside it.
UNDER_SEAL = 45.0
# How far the letters of a seal as grey as print are wiped off. Wholly, and hairlines of print go with them (105 of 127
# figures right); not at all, and they are read (94); so pale they are no ink, and print stays (124; 0.5 to 0.75 alike).
# Only where a round one has letters, and its rules left alone: 37 to 51 of 67 figures that such seals touch.
LETTERS_WIPED = 0.65


class Patch(NamedTuple):
    """A seal or stamp in red or blue: its box in pixels, and its own print, dark on white."""

    x0: int
    y0: int
    x1: int
    y1: int
    stamp: Picture


class GreySeal(NamedTuple):
    """A seal without colour: the ``box`` (pixels of the page) in which it is ``inside``, the grey of its ink.

    ``outline`` is the box of its ring or frame, which may reach beyond the page; ``ring`` a round one's.
    """

    box: tuple[int, int, int, int]
    inside: Any
    grey: float
    outline: tuple[int, int, int, int]
    ring: Ring | None = None


def to_grey(colour: Picture, scale: float) -> tuple[Picture, list[Patch]]:
    """The page in grey without its seals and stamps in red or blue, and these."""
    grey = in_grey(colour, scale)
    blue, green, red = cv2.split(colour)
    seals: list[Patch] = []
    for own, others in ((red, cv2.max(green, blue)), (blue, cv2.max(green, red))):
        mask = (cv2.subtract(own, others) > REDNESS).astype(np.uint8)
        if LEAST_RED < float(mask.mean()) < MOST_RED:
            grey, found = _without(grey, own, others, cv2.dilate(mask, np.ones((3, 3), np.uint8)), scale)
            seals += (seal for seal in found if not any(_is_within(seal, other) for other in seals))
    return without_pen(grey, colour, scale), seals


def _without(grey: Picture, own: Any, others: Any, mask: Any, scale: float) -> tuple[Picture, list[Patch]]:
    """The grey page without what is stamped in one colour (``mask``): there its own channel shows the print alone."""
    # Coloured print that is no seal is print: the other channels are its darkness.
    grey = np.where(mask > 0, cv2.min(others, grey), grey).astype(np.uint8)
    seals: list[Patch] = []
    print_grey = _print_grey(grey[::4, ::4], mask[::4, ::4])
    patches = _patches(mask, scale)
    boxes = [found[:4] for found in patches]
    reach = round(SMEAR * scale) * 2 + 1
    kernel: Picture = np.ones((reach, reach), np.uint8)
    for x, y, width, height, patch in patches:
        if stands_in_line((x, y, width, height), boxes, scale):
            continue
        window = (slice(y, y + height), slice(x, x + width))
        inside = (mask[window] > 0) & patch
        dark = own[window] < print_grey + UNDER_SEAL
        if not is_stamped(inside.astype(np.uint8), dark.astype(np.uint8), (x, y, width, height), grey.shape, scale):
            continue
        near = cv2.dilate(inside.astype(np.uint8), kernel) > 0
        lit = np.where(near, _stretched(own[window], inside, print_grey), own[window]).astype(np.uint8)
        grey[window] = cv2.max(grey[window], lit)
        # The blurred edge of a straight frame lies beyond it.
        edge = round(SMEAR * scale)
        outer = (slice(max(0, y - edge), y + height + edge), slice(max(0, x - edge), x + width + edge))
        grey[outer] = cv2.max(grey[outer], own[outer])
        seal = Patch(x, y, x + width, y + height, _stamp(own[window], others[window]))
        if not any(_is_within(seal, other) for other in seals):
            seals.append(seal)
    return grey, seals


def _is_within(seal: Patch, other: Patch) -> bool:
    return other.x0 <= seal.x0 and seal.x1 <= other.x1 and other.y0 <= seal.y0 and seal.y1 <= other.y1


def lifted(
    flat: Picture, seal: GreySeal, rules: Any, print_grey: float, threshold: int, scale: float
) -> tuple[Picture, Picture | None]:
    """A grey page without what is thick in a seal: its ring or frame, its star.

    Print over it is darker than the seal itself; its letters are made pale; ``rules`` under a round one stay. Where the
    seal is lighter than the page's print (of ``print_grey``) the seal in its box without the print is given too; else
    None: one grey is both. Of a black one the ring goes where no print (darker than ``threshold``) crosses it.
    """
    x0, y0, x1, y1 = seal.box
    part = flat[y0:y1, x0:x1]
    freed, own = unveiled(part, seal.grey, print_grey, scale, _wiped(part, seal, scale)), None
    if is_lighter(seal.grey, print_grey):
        own = np.where(seal.inside & (part > (seal.grey + print_grey) / 2), part, WHITE).astype(np.float32)
        own = np.clip((own - seal.grey) / (WHITE - seal.grey) * WHITE, 0, WHITE).astype(np.uint8)
    clean = flat.copy()
    # The sides of a frame look like rules; a ring has none.
    gone = seal.inside & ~rules[y0:y1, x0:x1] if seal.ring else seal.inside
    clean[y0:y1, x0:x1] = np.where(gone, freed, part)
    if seal.ring and is_black(seal.grey):
        clean = without_line(clean, seal.ring, rules, threshold, scale)
    return clean, own


def _wiped(part: Picture, seal: GreySeal, scale: float) -> Any:
    """How far each pixel in the box of a seal as grey as print is wiped off where no print is."""
    if not seal.ring:
        return np.where(seal.inside, LETTERS_WIPED, 0.0)
    letters, star = parts(seal.ring, seal.box)
    thick = (without_thin(part, scale) < WHITE - DARKER).astype(np.uint8)
    reach, broad = round(TIPS * scale) * 2 + 1, round(BROAD * scale) | 1
    tips = cv2.morphologyEx(part, cv2.MORPH_CLOSE, np.ones((broad, broad), np.uint8)) < WHITE - DARKER
    tips &= cv2.dilate(thick & star, np.ones((reach, reach), np.uint8)) > 0
    _, labels = cv2.connectedComponents((thick & star) | tips, connectivity=8)
    own = np.isin(labels, labels[(thick & star) > 0]).astype(np.uint8)
    inner = cv2.erode(thick, np.ones((3, 3), np.uint8)) > 0
    edged = (cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0) & ~inner
    return np.where(edged, 1.0, np.where(letters | inner, LETTERS_WIPED, 0.0))


def round_seal(flat: Picture, ring: Ring, scale: float) -> GreySeal | None:
    """What ``ring`` goes around; None where no ink is on it any more."""
    x0, y0, x1, y1 = _within(flat, ring._replace(radius=ring.radius + RING_WIDTH * scale).box)
    rows, columns = np.ogrid[y0:y1, x0:x1]
    away = np.hypot(rows - ring.y, columns - ring.x)
    on_ring = flat[y0:y1, x0:x1][np.abs(away - ring.radius) <= RING_WIDTH * scale / 2]
    on_ring = on_ring[on_ring < WHITE - DARKER]
    if not len(on_ring):
        return None
    inside = away <= ring.radius + RING_WIDTH * scale
    return GreySeal((x0, y0, x1, y1), inside, float(np.percentile(on_ring, 40)), ring.box, ring)


def framed_stamp(flat: Picture, frame: Frame, scale: float) -> GreySeal:
    """What ``frame`` goes around, with its blurred edges."""
    edge = round(SMEAR * scale)
    left, top, width, height = cv2.boundingRect(np.rint(frame.corners).astype(np.int32))
    x0, y0, x1, y1 = _within(flat, (left - edge, top - edge, left + width + edge, top + height + edge))
    inside: Any = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(inside, [np.rint(frame.corners - (x0, y0)).astype(np.int32)], 1)
    inside = cv2.dilate(inside, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8))
    return GreySeal((x0, y0, x1, y1), inside > 0, frame.grey, (left, top, left + width, top + height))


def _within(flat: Picture, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return max(0, x0), max(0, y0), min(flat.shape[1], x1), min(flat.shape[0], y1)


def _stamp(red: Any, others: Any) -> Any:
    """What a seal itself prints, dark on white; print under it leaves a gap."""
    redder = cv2.subtract(red, others).astype(np.float32)
    full = max(float(np.percentile(redder[redder > REDNESS], 60)), 1.0) if (redder > REDNESS).any() else 1.0
    return (WHITE - np.clip(redder / full, 0, 1) * WHITE).astype(np.uint8)


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


def _print_grey(grey: Picture, mask: Any) -> float:
    """The grey of print that is not red; that of fresh black where there is none."""
    dark = grey[(mask == 0) & (grey < DARK_PRINT)]
    return float(np.median(dark)) if len(dark) else FRESH_BLACK


def _stretched(red: Any, inside: Any, print_grey: float) -> Any:
    """The red channel with the seal's own red as white: what is dark there is print under the seal.

    Where nothing is red it is the grey of the print itself, so all of the seal's box can be taken from it. A seal over
    blank paper must not be stretched until its own edges look like print: ``print_grey`` is what print is like.
    """
    values = red[inside]
    seal = float(np.percentile(values, 40))
    dark = min(float(np.percentile(values, 1)), print_grey, seal - 60.0)
    return np.clip((red.astype(np.float32) - dark) / (0.8 * (seal - dark)) * 255.0, 0, 255).astype(np.uint8)
