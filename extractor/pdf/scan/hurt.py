"""Where print lies under something that could not be taken off: what is read there is never sure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.ruled import Cell, Stroke
from extractor.pdf.scan.seals import GreySeal
from extractor.pdf.scan.seen import SeenLine
from extractor.pdf.scan.straighten import turned
from extractor.pdf.scan.stripes import Stripe
from extractor.pdf.scan.strips import Marks, Strip

# A character under a seal, a stripe or a pen is at most so sure: where it can still be made out, and where not.
LIFTED, COVERED = 0.85, 0.5
# Half of a character's width in heights of its line, as far as damage to it matters.
HALF = 0.3
# The same beyond the first and the last: a sign that damage has taken stood there.
LOST = 1.2
# Points. A patch of ink as long as this is no letter of a text. Shares of the usual height of a line: how high a pen's
# stroke is at least, or at most. Points: how near to a letter it spoils it.
STROKE, LARGE, THIN, TOUCH = 24.0, 1.6, 0.45, 1.0
# Points. Ink of a stroke by its length (1.1 to 1.8); of letters that have run into each other 2.5 and more.
SLENDER = 1.9
# Points. Strokes as long as this together that meet rules may have broken them (letters that run together reach 45).
# Pixels: how near they come to a rule that was wiped off and has cut them.
THROUGH, NEAR_RULE = 50.0, 4
# Heights of a line: where beside it lost print is looked for; the share of pale pixels there that noise (0.01) is not.
# Where a larger share is ink, other print stands beside the line.
APART, BESIDE, PALE, INKED = 0.15, 1.5, 0.05, 0.06
# Points. A speck is no larger. As many to a line of print, by those beside the lines, and so many of them: what stands
# in figures is read as points (copies that are merely poor have 0.16 to a line; clean pages of prose ten in all).
SPECK, STREWN, LEAST_SPECKS = 1.4, 0.25, 100
# Share of the page from which the box of a patch at its border is that of an edge, not of a stroke.
EDGE = 0.5
# Share of a stroke's box that lines which were read cover at least: else print under it may have been passed over.
READ = 0.5


class Hurt:
    """The damaged places of a page: straight, and turned upright once that is known."""

    def __init__(self, shape: tuple[int, int], skew: float, stripes: list[Stripe]) -> None:
        self._most: Any = None
        self._drawn: list[tuple[int, int, int, int]] = []
        self._shape = shape
        for stripe in stripes:
            if stripe.upright:
                self._places[:, stripe.start : stripe.end] = _unsure(LIFTED)
            else:
                self._places[stripe.start : stripe.end] = _unsure(LIFTED)
        if stripes and skew:
            self._most = 255 - turned(255 - self._places, skew)

    @property
    def _places(self) -> Any:
        """How unsure what is read at each pixel is: 0 not at all, 255 wholly."""
        if self._most is None:
            self._most = np.zeros(self._shape, np.uint8)
        return self._most

    def seal(self, seal: GreySeal, is_lifted: bool) -> None:
        """A seal of a grey copy."""
        x0, y0, x1, y1 = seal.box
        places = self._places[y0:y1, x0:x1]
        np.maximum(places, seal.inside * np.uint8(_unsure(LIFTED if is_lifted else COVERED)), out=places)

    def creases(self, creases: Sequence[Stripe]) -> None:
        """Print that creases cross."""
        for crease in creases:
            places = self._places if crease.upright else self._places.T
            places[:, crease.start : crease.end] = _unsure(LIFTED)

    def veil(self, places: Any) -> None:
        """Print that lay under or beside a dark watermark."""
        if places.any():
            np.maximum(self._places, places.astype(np.uint8) * np.uint8(_unsure(LIFTED)), out=self._places)

    def page(self) -> None:
        """A page of which too much is hard to read."""
        np.maximum(self._places, _unsure(LIFTED), out=self._places)

    def strokes(self, ink: Any, usual: float, scale: float, rules: list[Stroke]) -> None:
        """Strokes of a pen: patches of ink that are too large, or too long and thin, for print (``usual`` high).

        Where a long one meets ``rules`` of a table, these may be broken: nothing between them is sure.
        """
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        long, short = stats[:, 2:4].max(axis=1), stats[:, 2:4].min(axis=1)
        slender = stats[:, 4] <= SLENDER * scale * long
        drawn = (long >= STROKE * scale) & ((short >= LARGE * usual) | (short <= THIN * usual) | slender)
        drawn[0] = False
        if not drawn.any():
            return
        pieces = [box for box in stats[drawn, :4].tolist() if any(_meets(rule, *box) for rule in rules)]
        if sum(max(width, height) for _, _, width, height in pieces) >= THROUGH * scale:
            self._table(rules)
        high = drawn & (short > THIN * usual)
        patches = [(x, y, x + width, y + height) for x, y, width, height in stats[high, :4].tolist()]
        self._drawn = [patch for patch in patches if not self._is_edge(patch)]
        reach = round(TOUCH * scale) * 2 + 1
        near = cv2.dilate(drawn[labels].astype(np.uint8), np.ones((reach, reach), np.uint8))
        np.maximum(self._places, near * np.uint8(_unsure(LIFTED)), out=self._places)

    def hides_figures(self, lines: Sequence[SeenLine], rules: list[Stroke]) -> bool:
        """Whether a pen's stroke lies over a table (``rules``) where none of the ``lines`` was read."""
        if not self._drawn or not rules:
            return False
        x0, y0 = min(rule.x0 for rule in rules), min(rule.y0 for rule in rules)
        x1, y1 = max(rule.x1 for rule in rules), max(rule.y1 for rule in rules)
        read: Any = np.zeros((y1 - y0, x1 - x0), np.uint8)
        for strip in (line.strip for line in lines if line.reading.text.strip()):
            read[max(0, strip.y0 - y0) : max(0, strip.y1 - y0), max(0, strip.x0 - x0) : max(0, strip.x1 - x0)] = 1
        for left, top, right, bottom in self._drawn:
            part = read[max(0, top - y0) : max(0, bottom - y0), max(0, left - x0) : max(0, right - x0)]
            if part.size and float(part.mean()) < READ:
                return True
        return False

    def _is_edge(self, patch: tuple[int, int, int, int]) -> bool:
        """Whether a patch is the black edge of a page copied with the lid open: its box is about the whole page."""
        height, width = self._shape
        x0, y0, x1, y1 = patch
        at_border = x0 <= 1 or y0 <= 1 or x1 >= width - 1 or y1 >= height - 1
        return at_border and (x1 - x0) * (y1 - y0) >= EDGE * width * height

    def _table(self, rules: list[Stroke]) -> None:
        x0, y0 = min(rule.x0 for rule in rules), min(rule.y0 for rule in rules)
        x1, y1 = max(rule.x1 for rule in rules), max(rule.y1 for rule in rules)
        places = self._places[y0:y1, x0:x1]
        np.maximum(places, _unsure(LIFTED), out=places)

    def turn_over(self) -> None:
        """Follow the page, mirrored."""
        if self._most is not None:
            self._most = np.ascontiguousarray(self._most[:, ::-1])

    def turn(self, quarters: int) -> None:
        """Follow the page, turned counter-clockwise."""
        if self._most is not None:
            self._most = np.ascontiguousarray(np.rot90(self._most, quarters))
        elif quarters % 2:
            self._shape = (self._shape[1], self._shape[0])

    def marked(self, line: SeenLine) -> SeenLine:
        """The line, its characters no surer than their places allow."""
        strip, reading = line.strip, line.reading
        if self._most is None or not reading.text:
            return line
        rows = self._most[max(0, strip.y0) : strip.y1]
        half, last = HALF * strip.height, len(reading.text) - 1
        sure = []
        for index, (centre, confidence) in enumerate(zip(reading.centre, reading.confidence, strict=True)):
            x = centre + line.origin
            # Damage beside a line's end may have taken its first or last sign.
            before, after = (LOST * strip.height if index == end else half for end in (0, last))
            place = rows[:, max(0, round(x - before)) : max(1, round(x + after) + 1)]
            most = 1.0 - int(place.max()) / 255 if place.size else 1.0
            sure.append(min(confidence, round(most, 3)))
        return line._replace(reading=replace(reading, confidence=tuple(sure)))


def _meets(rule: Stroke, x: int, y: int, width: int, height: int) -> bool:
    near = NEAR_RULE
    across = rule.x0 - near < x + width and x < rule.x1 + near
    return across and rule.y0 - near < y + height and y < rule.y1 + near


def is_strewn(marks: Marks, strips: Sequence[Strip]) -> bool:
    """Whether a page has so many specks that no point in a figure is sure."""
    sizes = marks.boxes[:, 2:] - marks.boxes[:, :2]
    specks = marks.boxes[sizes.max(axis=1, initial=0) <= SPECK * marks.scale]
    if not len(specks):
        return False
    left, top = marks.boxes[:, :2].min(axis=0)
    right, bottom = marks.boxes[:, 2:].max(axis=0)
    lines: Any = np.zeros((int(bottom) + 1, int(right) + 1), np.uint8)
    for strip in strips:
        lines[max(0, strip.y0) : strip.y1, max(0, strip.x0) : strip.x1] = 1
    free = specks[lines[specks[:, 1], specks[:, 0]] == 0]
    covered = int(lines.sum())
    beside = max(int((right - left) * (bottom - top)) - covered, 1)
    return len(free) >= LEAST_SPECKS and len(free) / beside * covered > STREWN * len(strips)


def fades_out(strip: Strip, cell: Cell | None, clean: Picture, threshold: int, faint: float) -> bool:
    """Whether print too pale to be ink stands beside a line, in its ``cell``: part of it is lost."""
    rows = clean[max(0, strip.y0) : strip.y1]
    reach, apart = round(BESIDE * strip.height), max(2, round(APART * strip.height))
    first, last = (cell.x0, cell.x1) if cell else (0, clean.shape[1])
    windows = (
        rows[:, max(first, strip.x0 - reach) : max(first, strip.x0 - apart)],
        rows[:, min(last, strip.x1 + apart) : min(last, strip.x1 + reach)],
    )
    for window in windows:
        if window.size and float((window < threshold).mean()) < INKED and float((window < faint).mean()) > PALE:
            return True
    return False


def unsure(line: SeenLine) -> SeenLine:
    """The line, none of its characters sure."""
    sure = tuple(min(each, LIFTED) for each in line.reading.confidence)
    return line._replace(reading=replace(line.reading, confidence=sure))


def _unsure(most: float) -> int:
    """A confidence as a mark of its place."""
    return math.ceil(255 * (1 - most))
