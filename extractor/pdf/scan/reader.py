"""Reads a page from its picture and gives back the same kind of page that a text layer gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import cv2
import numpy as np
import pymupdf

from extractor.model.geometry import Correction, Page, Rulings, Turn
from extractor.pdf.scan import ruled, seals, setting, straighten, strips
from extractor.pdf.scan.engine import Engine, Reading, Spotted, engine
from extractor.pdf.scan.picture import Picture, draw
from extractor.pdf.scan.reread import read_surely

# A page whose longest lines are read with less than this (mean over characters) may lie on its side or its head.
UPRIGHT = 0.88
# How many lines tell which way a page lies.
SAMPLE = 5
# Points. Lines this close to the edge of the sheet are the edge itself.
SHEET_EDGE = 7.0
# A page that lies on its side shows lines this much higher than wide.
ON_SIDE = 1.5
# More cores than this make a single page no faster.
MOST_THREADS = 4


@dataclass(slots=True)
class Sheet:
    """The straight picture of a page: ``flat`` on white paper, ``clean`` without rules, ``ink`` the dark pixels."""

    flat: Picture
    clean: Picture
    lines: list[ruled.Stroke]
    cells: list[ruled.Cell]
    marks: strips.Marks
    scale: float


class Placed(NamedTuple):
    """A line's reading and the page's x of the left edge of the picture that was read (pixels)."""

    reading: Reading
    origin: float


def read_picture(page: pymupdf.Page, read: Page, threads: int | None = None) -> Page:
    """``read``, with the runs and rulings that are seen on the picture of ``page``.

    ``threads`` is how many cores one page may use; give 1 where several processes share them.
    """
    cv2.setNumThreads(1)
    networks = engine(threads or min(MOST_THREADS, os.cpu_count() or 1))
    colour, scale = draw(page)
    grey, _ = seals.to_grey(colour, scale)
    flat = straighten.flattened(straighten.turned(grey, straighten.skew(grey)))
    if straighten.is_blank(flat, straighten.threshold_of(flat)):
        return _filled(read, 0, flat, scale, (), Rulings((), ()), "none")
    sheet = _sheet(flat, scale)
    cut = _strips(sheet, networks)
    known = _sample(sheet, cut, networks)
    quarters = 0 if _is_upright(known) else _best_turn(sheet, networks)
    if quarters:
        sheet = _sheet(np.ascontiguousarray(np.rot90(flat, quarters)), scale)
        cut, known = _strips(sheet, networks), {}
    found = [line for strip in cut if (line := _line(strip, known.get(strip) or _reading(strip, sheet, networks)))]
    runs = setting.runs(found, scale)
    rulings = Rulings(*ruled.rulings(sheet.lines, scale))
    page_ = _filled(read, quarters, sheet.flat, scale, tuple(runs), rulings, "scanned")
    return replace(page_, corrections=tuple(_corrections(found)))


def _strips(sheet: Sheet, networks: Engine) -> list[strips.Strip]:
    """The places of all lines, those in cells first."""
    return [
        *strips.in_cells(sheet.marks, sheet.cells, sheet.clean, networks),
        *strips.elsewhere(sheet.marks, _spotted(sheet, networks), sheet.lines),
    ]


def _reading(strip: strips.Strip, sheet: Sheet, networks: Engine) -> Placed:
    made, origin = strips.picture_of(strip, sheet.clean, sheet.marks.usual)
    return Placed(read_surely(made, networks, (strip.x0 - origin, strip.x1 - origin)), origin)


def _line(strip: strips.Strip, placed: Placed) -> setting.Printed | None:
    return setting.printed(strip, placed.reading, placed.origin)


def _sample(sheet: Sheet, cut: list[strips.Strip], networks: Engine) -> dict[strips.Strip, Placed]:
    """The readings of the longest lines, which tell whether a page lies the right way."""
    longest = sorted(cut, key=lambda strip: -strip.width)[:SAMPLE]
    return {strip: _reading(strip, sheet, networks) for strip in longest}


def _sheet(flat: Picture, scale: float) -> Sheet:
    ink = (flat < straighten.threshold_of(flat)).astype(np.uint8)
    height, width = ink.shape
    edge = SHEET_EDGE * scale
    lines = [
        line
        for line in ruled.strokes(ink, scale)
        if (edge < line.y0 and line.y1 < height - edge if line.horizontal else edge < line.x0 and line.x1 < width - edge)
    ]
    rules = ruled.painted(lines, ink.shape, 1) > 0
    clean = np.where(rules, strips.WHITE, flat).astype(np.uint8)
    ink[rules] = 0
    cells = ruled.cells(lines, ink.shape, scale)
    return Sheet(flat, clean, lines, cells, strips.marks(ink, cells, scale), scale)


def _spotted(sheet: Sheet, networks: Engine) -> list[Spotted]:
    """What the detector finds outside of cells; it need not look where no ink is."""
    free = sheet.marks.boxes[sheet.marks.cell < 0]
    if not len(free):
        return []
    rest = sheet.clean.copy()
    for cell in sheet.cells:
        rest[cell.y0 : cell.y1, cell.x0 : cell.x1] = strips.WHITE
    return networks.spot(rest)


def _is_upright(known: dict[strips.Strip, Placed]) -> bool:
    """Whether the longest lines are wider than high, and read well."""
    wide = [strip for strip in known if strip.width > ON_SIDE * strip.height]
    return 2 * len(wide) >= len(known) > 0 and _mean([placed.reading for placed in known.values()]) >= UPRIGHT


def _best_turn(sheet: Sheet, networks: Engine) -> int:
    """How many quarter turns counter-clockwise make the page readable."""
    scores: dict[int, float] = {}
    for quarters in range(4):
        picture = np.ascontiguousarray(np.rot90(sheet.clean, quarters))
        boxes = networks.spot(picture)
        wide = [box for box in boxes if box.x1 - box.x0 > ON_SIDE * (box.y1 - box.y0)]
        if 2 * len(wide) < len(boxes):
            continue
        longest = sorted(wide, key=lambda box: box.x0 - box.x1)[:SAMPLE]
        readings = [networks.read(picture[box.y0 : box.y1, box.x0 : box.x1]) for box in longest]
        scores[quarters] = _mean(readings) - 0.001 * quarters
    return max(scores, key=lambda quarters: scores[quarters], default=0)


def _mean(readings: list[Reading]) -> float:
    confidence = [c for reading in readings for c in reading.confidence]
    return sum(confidence) / len(confidence) if confidence else 0.0


def _corrections(found: list[setting.Printed]) -> Iterator[Correction]:
    for line in found:
        if line.raw:
            yield Correction(line.raw, line.text, line.rules)
        if line.doubts:
            yield Correction(line.text, line.text, line.doubts)


def _filled(
    read: Page, quarters: int, flat: Picture, scale: float, runs: tuple[Any, ...], rulings: Rulings, layer: Any
) -> Page:
    height, width = flat.shape
    return replace(
        read,
        turn=Turn(quarters, round(width / scale, 2), round(height / scale, 2)),
        runs=runs,
        stray=(),
        rulings=rulings,
        shades=(),
        images=(),
        layer=layer,
        notes=(),
    )
