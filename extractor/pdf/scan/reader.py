"""Reads a page from its picture and gives back the same kind of page that a text layer gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import pymupdf

from extractor.model.geometry import Correction, Page, Rulings, Turn
from extractor.pdf.scan import ruled, seals, setting, straighten, strips
from extractor.pdf.scan.engine import Engine, Spotted, engine
from extractor.pdf.scan.lying import side_turn, upside_down
from extractor.pdf.scan.picture import Picture, draw
from extractor.pdf.scan.reread import read_surely

# How many lines tell which way up a page lies.
SAMPLE = 5
# Points. Lines this close to the edge of the sheet are the edge itself.
SHEET_EDGE = 7.0
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
    spotted = _spotted(sheet, networks)
    quarters = side_turn(sheet.clean, spotted, networks)
    if quarters:
        sheet = _sheet(np.ascontiguousarray(np.rot90(flat, quarters)), scale)
        spotted = _spotted(sheet, networks)
    cut = _strips(sheet, spotted, networks)
    if _is_upside_down(sheet, cut, networks):
        quarters = (quarters + 2) % 4
        sheet = _sheet(np.ascontiguousarray(np.rot90(sheet.flat, 2)), scale)
        cut = _strips(sheet, _spotted(sheet, networks), networks)
    found = [line for strip in cut if (line := _line(strip, sheet, networks))]
    runs = setting.runs(found, scale)
    rulings = Rulings(*ruled.rulings(sheet.lines, scale))
    page_ = _filled(read, quarters, sheet.flat, scale, tuple(runs), rulings, "scanned")
    return replace(page_, corrections=tuple(_corrections(found)))


def _strips(sheet: Sheet, spotted: list[Spotted], networks: Engine) -> list[strips.Strip]:
    """The places of all lines, those in cells first."""
    return [
        *strips.in_cells(sheet.marks, sheet.cells, sheet.clean, networks),
        *strips.elsewhere(sheet.marks, spotted, sheet.lines),
    ]


def _line(strip: strips.Strip, sheet: Sheet, networks: Engine) -> setting.Printed | None:
    made, origin = strips.picture_of(strip, sheet.clean, sheet.marks.usual)
    reading = read_surely(made, networks, (strip.x0 - origin, strip.x1 - origin))
    return setting.printed(strip, reading, origin)


def _is_upside_down(sheet: Sheet, cut: list[strips.Strip], networks: Engine) -> bool:
    longest = sorted(cut, key=lambda strip: -strip.width)[:SAMPLE]
    return upside_down([strips.picture_of(strip, sheet.clean, sheet.marks.usual)[0] for strip in longest], networks)


def _sheet(flat: Picture, scale: float) -> Sheet:
    ink = (flat < straighten.threshold_of(flat)).astype(np.uint8)
    height, width = ink.shape
    edge = SHEET_EDGE * scale
    lines = [
        line
        for line in ruled.strokes(ink, scale)
        if (
            edge < line.y0 and line.y1 < height - edge if line.horizontal else edge < line.x0 and line.x1 < width - edge
        )
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
