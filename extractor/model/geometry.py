"""What a page is made of before anything is understood: runs of characters, rulings, shades, pictures.

Unless a name says otherwise, coordinates are PDF points from the top left of the *upright* page: the page
turned so that most of its text reads from left to right. :meth:`Page.seen` maps a box to the page as a
person sees it (rotation applied, sideways text left sideways), which is what evidence carries.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

TextLayer = Literal["born_digital", "scanned", "mixed", "none"]


# Notes of pages of which some print was not read.
UNREAD = frozenset({"picture_page", "hidden_text", "garbled_text", "unreadable_page", "unread_picture", "ocr_missing"})


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def union(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


def union_of(boxes: list[Box]) -> Box:
    """The smallest box around all of ``boxes``; at least one is needed."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


@dataclass(slots=True, unsafe_hash=True)
class Run:
    """Characters that follow each other on one baseline in one font; never changed, though not frozen: there are many.

    ``left[i]`` and ``right[i]`` are the edges of character ``text[i]``; both are as long as ``text``.
    ``confidence[i]`` (0 to 1) is how sure a character read from a picture is; None where the file tells it.
    ``others[i]`` are the digits that a digit read from a picture may be instead. ``red``: whether it is printed in red,
    as negative figures are (红字).
    """

    text: str
    left: tuple[float, ...]
    right: tuple[float, ...]
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    bold: bool
    confidence: tuple[float, ...] | None = None
    others: tuple[str, ...] | None = None
    red: bool = False

    @property
    def box(self) -> Box:
        return Box(self.left[0], self.top, self.right[-1], self.bottom)

    @property
    def middle(self) -> float:
        """Halfway between its top and its bottom."""
        return (self.top + self.bottom) / 2

    def cut(self, start: int, end: int) -> Run:
        """The run of the characters ``start`` to ``end`` (half-open)."""
        return Run(
            self.text[start:end],
            self.left[start:end],
            self.right[start:end],
            self.top,
            self.bottom,
            self.baseline,
            self.size,
            self.font,
            self.bold,
            self.confidence and self.confidence[start:end],
            self.others and self.others[start:end],
            self.red,
        )


class Ruling(NamedTuple):
    """A thin straight line, horizontal or vertical: ``at`` is its fixed coordinate, ``start`` < ``end``."""

    at: float
    start: float
    end: float
    width: float


@dataclass(frozen=True, slots=True)
class Rulings:
    """The straight lines of one page, sorted by ``at``."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]


class Turn(NamedTuple):
    """From upright to seen coordinates: ``quarters`` clockwise turns of a ``width`` × ``height`` page.

    Of a sheet with two pages side by side the right one, from ``fold`` on, lies below the left one (0 elsewhere). Where
    two more stand below these, each is as high as ``part``, and they lie below each other in their order.
    """

    quarters: int
    width: float
    height: float
    fold: float = 0.0
    part: float = 0.0

    def place(self, y: float) -> int:
        """Which of the pages that lie below each other holds a height, from 0."""
        return max(int(y // (self.part or self.height)), 0) if self.fold else 0

    @property
    def places(self) -> int:
        """How many pages lie below each other."""
        return 1 if not self.fold else 4 if self.part else 2

    def apply(self, box: Box) -> Box:
        """``box`` of the upright page (``width`` × ``height``) turned clockwise by ``quarters``."""
        if not self.quarters and not self.fold:
            return box
        x0, y0, x1, y1 = box
        if place := self.place(y0):
            up, right = (place - place // 2) * (self.part or self.height), self.fold * (place % 2)
            x0, y0, x1, y1 = x0 + right, y0 - up, x1 + right, y1 - up
            box = Box(x0, y0, x1, y1)
        if self.quarters == 1:
            return Box(self.height - y1, x0, self.height - y0, x1)
        if self.quarters == 2:
            return Box(self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.quarters == 3:
            return Box(y0, self.width - x1, y1, self.width - x0)
        return box


class Shape(NamedTuple):
    """A drawing that is no straight line and no rectangle: a slice, a marker, an arrow, a slanted or bent line."""

    box: Box
    stroked: bool


class Correction(NamedTuple):
    """A line read from a picture whose reading was put right or is odd.

    ``raw`` is what was read, ``text`` what was made of it (the same for a doubt); ``rules`` says why.
    """

    raw: str
    text: str
    rules: tuple[str, ...]


class Stamp(NamedTuple):
    """A seal or stamp (印章) on a page: its box as seen, what it says (None where that cannot be read) and how surely.

    ``lifted`` is false where it could not be told from the print under it.
    """

    box: Box
    text: str | None
    confidence: float | None
    lifted: bool


class Cut(NamedTuple):
    """Where an end of a page cuts lines in their height, and what it holds of them."""

    end: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read from the file, turned upright.

    ``stray`` holds runs in other directions than most of the text (watermarks, sideways stamps);
    ``shades`` are filled areas that are neither thin nor near white; ``images`` are pictures' boxes; ``shapes`` are
    drawings that are neither.
    ``layer`` says what the text layer is worth: ``born_digital``, ``scanned`` (a picture without usable
    text), ``mixed`` (a picture over most of the page with text over it) or ``none`` (blank).
    ``width``, ``height`` and ``rotation`` (degrees) are those of the page as seen. ``corrections``, ``stamps`` and
    ``skew`` are those of a page that was read from its picture: ``skew`` is by how many degrees its print leans
    counter-clockwise, ``keystone`` leads back to the angle that it was photographed at (a projective matrix row by row,
    empty for a plain scan); upright coordinates have neither. ``cut_fonts`` are the fonts whose characters have lost a
    part of their codes on this page; ``cut_at_top`` and ``cut_at_bottom`` the lines that also lie on the pages before
    and behind.
    """

    number: int
    width: float
    height: float
    rotation: int
    turn: Turn
    runs: tuple[Run, ...]
    stray: tuple[Run, ...]
    rulings: Rulings
    shades: tuple[Box, ...]
    images: tuple[Box, ...]
    layer: TextLayer
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    skew: float = 0.0
    keystone: tuple[float, ...] = ()
    cut_fonts: frozenset[str] = frozenset()
    cut_at_top: Cut | None = None
    cut_at_bottom: Cut | None = None
    shapes: tuple[Shape, ...] = ()

    @property
    def is_partly_unread(self) -> bool:
        """Whether some of its print was not read: it stands in pictures, or no font tells it."""
        return not UNREAD.isdisjoint(self.notes)

    @property
    def upright_width(self) -> float:
        return max(self.turn.fold, self.turn.width - self.turn.fold) if self.turn.fold else self.turn.width

    @property
    def upright_height(self) -> float:
        return 2 * self.turn.height if self.turn.fold else self.turn.height

    def seen(self, box: Box) -> Box:
        """``box`` in points from the top left of the page as a person sees it."""
        box = self.turn.apply(box)
        box = _projected(box, self.keystone) if self.keystone else box
        return leaning(box, self.skew, self.width, self.height) if self.skew else box


def _projected(box: Box, matrix: tuple[float, ...]) -> Box:
    """The box around the corners of ``box`` where the projective ``matrix`` leads them."""
    a, b, c, d, e, f, g, h, i = matrix
    corners = [(x, y, g * x + h * y + i) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    across = [(a * x + b * y + c) / depth for x, y, depth in corners]
    down = [(d * x + e * y + f) / depth for x, y, depth in corners]
    return Box(min(across), min(down), max(across), max(down))


def leaning(box: Box, degrees: float, width: float, height: float) -> Box:
    """The box around ``box`` once the page of ``width`` × ``height`` leans counter-clockwise about its middle."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = [(x - width / 2, y - height / 2) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    across = [width / 2 + cosine * x + sine * y for x, y in corners]
    down = [height / 2 - sine * x + cosine * y for x, y in corners]
    return Box(max(min(across), 0.0), max(min(down), 0.0), min(max(across), width), min(max(down), height))
