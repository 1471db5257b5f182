"""Reads a page from its picture and gives back the same kind of page that a text layer gives."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pymupdf

from extractor.model.geometry import Box, Correction, Page, Rulings, Stamp, Turn, leaning
from extractor.pdf.scan import ruled, seals, setting, straighten, strips
from extractor.pdf.scan.bent import unbent
from extractor.pdf.scan.engine import Engine, Reading, Spotted, engine
from extractor.pdf.scan.frames import frames
from extractor.pdf.scan.grounds import uncovered, unscreened
from extractor.pdf.scan.hurt import Hurt, fades_out, is_strewn, unsure
from extractor.pdf.scan.keystone import Matrix, squared, turned_over
from extractor.pdf.scan.lying import Lie, lie, side_turn
from extractor.pdf.scan.picture import Picture, draw, give_back_memory, on_white, sheet_unit
from extractor.pdf.scan.reread import read_surely
from extractor.pdf.scan.rings import rings
from extractor.pdf.scan.seal_words import seal_text
from extractor.pdf.scan.seen import Kept, Seen, SeenLine, SeenSeal
from extractor.pdf.scan.specks import is_figure, with_told_commas, without_specks
from extractor.pdf.scan.stripes import evened, ironed
from extractor.pdf.scan.watermark import without_back, without_pale

# How many lines tell which way up a page lies.
SAMPLE = 5
# Points. Lines this close to the edge of the sheet are the edge itself.
SHEET_EDGE = 7.0
# Points. A line that ends so near to a side of the picture has lost signs there: no margin is as narrow.
CUT_OFF = 10.0
# So many times longer than thick is a strip of what lay beside the sheet; 1 and I are four times.
SLIVER = 7
# Points. Holes of a binder are so large, so near to the edge of the sheet, and black for such a share of their box.
LEAST_HOLE, MOST_HOLE, HOLE_MARGIN, HOLE_FILLED, ROUND = 5.0, 26.0, 50.0, 0.7, 0.7
# Where between ink and white paper the faintest rule lies.
FAINT = 0.5
# A page with a larger share of doubtful lines (and so many) is a poor copy: on a coarse fax 0.3 to 0.6 of the lines are
# doubtful and of the others one figure in thirty is wrong; on passable copies 0.1 and none.
# So is one with as many doubtful figures, among lines of words that are not; with fewer of them it is worn, and its
# figures must be as sure as those of clean copies (of which 0.02 are doubtful).
POOR, LEAST_DOUBTFUL = 0.2, 6
WORN, SURE = 0.04, 0.98
# More cores than this make a single page no faster.
MOST_THREADS = 4


Known = dict[strips.Strip, Reading]


@dataclass(slots=True)
class Sheet:
    """The straight picture of a page: ``flat`` on white paper, ``clean`` without rules, ``ink`` the dark pixels.

    What is darker than ``threshold`` is ink; between it and ``faint`` lies what is hardly darker than paper.
    """

    flat: Picture
    clean: Picture
    ink: Picture
    lines: list[ruled.Stroke]
    cells: list[ruled.Cell]
    marks: strips.Marks
    scale: float
    threshold: int
    faint: float


def read_picture(
    page: pymupdf.Page,
    read: Page,
    threads: int | None = None,
    kept: Path | None = None,
    within: Box | None = None,
) -> Page:
    """``read``, with the runs and rulings that are seen on the picture of ``page``.

    ``threads`` is how many cores one page may use; give 1 where several processes share them. ``kept`` is a folder of
    earlier readings: a picture that was read before is not read again. ``within`` is the place of a picture on a page
    of text: nothing else is read, nor what the file itself writes over it.
    """
    cv2.setNumThreads(1)
    colour, scale = draw(page)
    if within is not None:
        colour = _only(colour, within, [run.box for run in read.runs], scale / sheet_unit(page))
    seen = None
    if kept is not None:
        seen = Kept(kept).find(colour, scale)
    if seen is None:
        seen = see(colour, scale, engine(threads or min(MOST_THREADS, os.cpu_count() or 1)))
        give_back_memory()
        if kept is not None:
            Kept(kept).put(colour, scale, seen)
    return _page(read, seen, scale, sheet_unit(page))


def _only(colour: Picture, within: Box, own: Sequence[Box], scale: float) -> Picture:
    """The picture of a page with nothing but the place ``within``, and without ``own``."""
    made = np.full_like(colour, strips.WHITE)
    x0, y0, x1, y1 = (max(0, round(edge * scale)) for edge in within)
    made[y0:y1, x0:x1] = colour[y0:y1, x0:x1]
    for box in own:
        x0, y0, x1, y1 = (max(0, round(edge * scale)) for edge in box)
        made[y0:y1, x0:x1] = strips.WHITE
    return made


def see(colour: Picture, scale: float, networks: Engine) -> Seen:
    """What stands on the picture of a page of ``scale`` pixels a point."""
    grey, patches = seals.to_grey(on_white(straighten.positive(colour)), scale)
    grey, stripes = evened(unscreened(grey, scale), scale)
    skew = straighten.skew(grey)
    straight = uncovered(straighten.turned(grey, skew), scale)
    flat = without_back(straighten.deepened(straighten.flattened(straight)), networks, scale)
    flat = unbent(flat, straight, straighten.threshold_of(flat), scale)
    if straighten.is_blank(flat, straighten.threshold_of(flat)):
        return Seen(flat.shape[1], flat.shape[0], 0, skew, blank=True)
    flat, creases = ironed(flat, scale)
    flat, keystone = squared(flat, straighten.threshold_of(flat), scale)
    hurt = Hurt(flat.shape, skew, stripes)
    hurt.creases(creases)
    sheet = _sheet(flat, scale)
    found = [
        *(seals.round_seal(flat, ring, scale) for ring in rings(sheet.ink, sheet.marks.boxes, scale)),
        *(seals.framed_stamp(flat, frame, scale) for frame in frames(flat, scale)),
    ]
    grey_seals = []
    for seal in filter(None, found):
        rules = ruled.painted(sheet.lines, flat.shape, 1) > 0
        clean, own = seals.lifted(sheet.flat, seal, rules, _print_grey(sheet), sheet.threshold, scale)
        x0, y0, x1, y1 = seal.box
        grey_seals.append((seal, flat[y0:y1, x0:x1] if own is None else own, own is not None))
        hurt.seal(seal, own is not None)
        sheet = _sheet(clean, scale)
    pale = None
    if not grey_seals:
        pale = without_pale(flat, sheet.ink, ruled.painted(sheet.lines, flat.shape, 1) > 0, scale)
    if pale is not None:
        sheet = _sheet(pale[0], scale)
        hurt.veil(pale[1])
    spotted = _spotted(sheet, networks)
    quarters = side_turn(sheet.clean, spotted, networks)
    if quarters:
        sheet = _sheet(_turned(sheet.flat, quarters, False), scale)
        spotted = _spotted(sheet, networks)
    cut = _strips(sheet, spotted, networks)
    found_lie, known = _lie(sheet, cut, networks)
    if found_lie.turned_over:
        quarters = -quarters % 4
        keystone = turned_over(keystone, flat.shape[1] / scale)
        hurt.turn_over()
    if any(found_lie):
        quarters = (quarters + 2 * found_lie.upside_down) % 4
        sheet = _sheet(_turned(sheet.flat, 2 * found_lie.upside_down, found_lie.turned_over), scale)
        cut, known = _strips(sheet, _spotted(sheet, networks), networks), {}
    hurt.turn(quarters)
    upright = partial(_turned, quarters=quarters, is_turned_over=found_lie.turned_over)
    height, width = sheet.flat.shape
    lines = tuple(_lines(cut, known, sheet, networks, hurt))
    return Seen(
        width,
        height,
        quarters,
        skew,
        blank=False,
        lines=lines,
        strokes=tuple(sheet.lines),
        seals=tuple(
            _seals(
                [(patch[:4], upright(patch.stamp)) for patch in patches],
                [(seal, upright(stamp), is_lifted) for seal, stamp, is_lifted in grey_seals],
                skew,
                flat.shape,
                scale,
                networks,
            )
        ),
        keystone=keystone,
        turned_over=found_lie.turned_over,
        scrawled=hurt.hides_figures(lines, sheet.lines),
    )


def _page(read: Page, seen: Seen, scale: float, unit: float) -> Page:
    """``read`` with what was seen on its picture, repaired where words demand it.

    ``scale`` is pixels a point of the sheet, of which one is ``unit`` of the file's points.
    """
    printed = [setting.printed(line) for line in seen.lines]
    found = [line for line in printed if line]
    rulings = Rulings(*ruled.rulings(list(seen.strokes), scale))
    return replace(
        read,
        turn=Turn(seen.quarters, round(seen.width / scale, 2), round(seen.height / scale, 2)),
        runs=tuple(setting.runs(found, scale)),
        stray=(),
        rulings=rulings,
        shades=(),
        images=(),
        layer="none" if seen.blank else "scanned",
        notes=("mirrored_page",) * seen.turned_over
        + ("pen_over_table",) * (seen.scrawled or setting.is_passed_over(seen.lines, printed, seen.strokes)),
        corrections=tuple(_corrections(found)),
        stamps=tuple(
            Stamp(Box(*(round(edge * unit / scale, 2) for edge in seal[:4])), seal.text, seal.confidence, seal.lifted)
            for seal in seen.seals
        ),
        skew=seen.skew,
        keystone=_enlarged(seen.keystone, unit),
    )


def _enlarged(keystone: Matrix, unit: float) -> Matrix:
    """What leads points of the sheet back to the file's own."""
    if unit == 1.0:
        return keystone
    a, b, c, d, e, f, *rest = keystone or (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    return (*(round(each * unit, 9) for each in (a, b, c, d, e, f)), *rest)


def _seals(
    patches: list[tuple[tuple[int, int, int, int], Picture]],
    grey: list[tuple[seals.GreySeal, Picture, bool]],
    skew: float,
    size: tuple[int, int],
    scale: float,
    networks: Engine,
) -> Iterator[SeenSeal]:
    """The seals of a page with what their upright pictures say, boxes as the page is displayed (``size`` in pixels)."""
    height, width = size
    for box, stamp in patches:
        said = seal_text(stamp, networks)
        if said is not None:
            yield SeenSeal(*box, *said, lifted=True)
    for seal, stamp, is_lifted in grey:
        said = seal_text(_trimmed(stamp, scale), networks)
        left, top, right, bottom = map(round, leaning(Box(*seal.outline), skew, width, height))
        yield SeenSeal(left, top, right, bottom, *(said or (None, None)), lifted=is_lifted)


def _trimmed(stamp: Picture, scale: float) -> Picture:
    """The picture of a seal that was cut out with room for the whole of its line, its ring touching the edges."""
    edge = round(seals.RING_WIDTH * scale / 2)
    return stamp[edge : stamp.shape[0] - edge, edge : stamp.shape[1] - edge]


def _print_grey(sheet: Sheet) -> float:
    """The grey of a page's print: that of the darker half of its ink."""
    return float(np.percentile(sheet.flat[sheet.ink > 0], 25)) if sheet.ink.any() else 0.0


def _strips(sheet: Sheet, spotted: list[Spotted], networks: Engine) -> list[strips.Strip]:
    """The places of all lines, those in cells first."""
    return [
        *strips.in_cells(sheet.marks, sheet.cells, sheet.clean, networks),
        *strips.elsewhere(sheet.marks, spotted, sheet.lines),
    ]


def _lines(cut: list[strips.Strip], known: Known, sheet: Sheet, networks: Engine, hurt: Hurt) -> Iterator[SeenLine]:
    """The readings of all lines, none surer than its place and the whole page allow; some are ``known``."""
    read, strewn = [], is_strewn(sheet.marks, cut)
    doubtful: dict[bool, list[bool]] = {True: [], False: []}
    for strip in cut:
        line, is_doubtful = _line(strip, sheet, sheet.clean, networks, known)
        if strewn and is_figure(line.reading.text):
            cleaned, page = without_specks(strip, sheet.marks, sheet.clean)
            line, is_doubtful = _line(cleaned, sheet, page, networks, {})
        line = with_told_commas(line, sheet.marks)
        cell = sheet.cells[strip.cell] if strip.cell >= 0 else None
        is_cut = fades_out(strip, cell, sheet.clean, sheet.threshold, sheet.faint) or _is_cut_off(strip, sheet)
        read.append(unsure(line) if is_cut else line)
        doubtful[is_figure(line.reading.text)].append(is_doubtful)
    figures = doubtful[True]
    if strewn or _are_many([*figures, *doubtful[False]], POOR) or _are_many(figures, POOR):
        hurt.page()
    elif _are_many(figures, WORN):
        read = [unsure(line) if is_figure(line.reading.text) and line.reading.least < SURE else line for line in read]
    hurt.strokes(sheet.ink, sheet.marks.usual, sheet.scale, sheet.lines)
    return (hurt.marked(line) for line in read)


def _is_cut_off(strip: strips.Strip, sheet: Sheet) -> bool:
    edge = CUT_OFF * sheet.scale
    return strip.x0 < edge or strip.x1 > sheet.clean.shape[1] - edge


def _are_many(doubtful: list[bool], share: float) -> bool:
    return sum(doubtful) >= LEAST_DOUBTFUL * share / POOR and sum(doubtful) > share * len(doubtful)


def _line(strip: strips.Strip, sheet: Sheet, clean: Picture, networks: Engine, known: Known) -> tuple[SeenLine, bool]:
    """The reading of a line on the ``clean`` page, and whether it was doubtful."""
    strip = strips.with_pale_ends(strip, clean, sheet.faint)
    made, origin = strips.picture_of(strip, clean, sheet.marks.usual)
    first = known.get(strip) or networks.read(made)
    reading, is_doubtful = read_surely(made, first, networks, (strip.x0 - origin, strip.x1 - origin))
    return SeenLine(strip, origin, reading, strips.gaps(strip, sheet.ink)), is_doubtful


def _lie(sheet: Sheet, cut: list[strips.Strip], networks: Engine) -> tuple[Lie, Known]:
    """How a page lies by its longest lines, and the readings of these as they lie."""
    longest = sorted(cut, key=lambda strip: -strip.width)[:SAMPLE]
    pictures = [strips.picture_of(strip, sheet.clean, sheet.marks.usual)[0] for strip in longest]
    readings = [networks.read(picture) for picture in pictures]
    return lie(pictures, readings, networks), dict(zip(longest, readings, strict=True))


def _turned(picture: Picture, quarters: int, is_turned_over: bool) -> Picture:
    """The picture turned over where it is seen from behind, then turned counter-clockwise."""
    return np.ascontiguousarray(np.rot90(picture[:, ::-1] if is_turned_over else picture, quarters))


def _sheet(flat: Picture, scale: float) -> Sheet:
    threshold = straighten.threshold_of(flat)
    ink = (flat < threshold).astype(np.uint8)
    faint = threshold + FAINT * (strips.WHITE - threshold)
    height, width = ink.shape
    edge = SHEET_EDGE * scale
    lines = [
        line
        for line in ruled.strokes(ink, scale, (flat < faint).astype(np.uint8))
        if (
            edge < line.y0 and line.y1 < height - edge if line.horizontal else edge < line.x0 and line.x1 < width - edge
        )
    ]
    rules = ruled.painted(lines, ink.shape, 1) > 0
    clean = np.where(rules, strips.WHITE, flat).astype(np.uint8)
    ink[rules] = 0
    rims = _rims(ink, round(edge), scale)
    clean[rims], ink[rims] = strips.WHITE, 0
    cells = ruled.cells(lines, ink.shape, scale)
    return Sheet(flat, clean, ink, lines, cells, strips.marks(ink, cells, scale), scale, threshold, faint)


def _rims(ink: Picture, edge: int, scale: float) -> Any:
    """The ink of what lay beside the sheet: ``edge`` pixels from its edge at most, which it touches or runs along; and
    the holes of a binder in its margins."""
    height, width = ink.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    left, top, wide, high = (stats[:, place] for place in range(4))
    right, bottom = left + wide, top + high
    at_side, at_end = (right <= edge) | (left >= width - edge), (bottom <= edge) | (top >= height - edge)
    rim = at_side & ((left == 0) | (right == width) | (high > SLIVER * wide))
    rim |= at_end & ((top == 0) | (bottom == height) | (wide > SLIVER * high))
    margin, size = HOLE_MARGIN * scale, np.maximum(wide, high)
    in_margin = (right < margin) | (left > width - margin) | (bottom < margin) | (top > height - margin)
    is_round = (size >= LEAST_HOLE * scale) & (size <= MOST_HOLE * scale) & (np.minimum(wide, high) >= ROUND * size)
    rim |= in_margin & is_round & (stats[:, 4] >= HOLE_FILLED * wide * high)
    rim[0] = False
    return rim[labels]


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
