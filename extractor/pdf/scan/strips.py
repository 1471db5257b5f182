"""Cuts a page into the pictures of its printed lines: by white rows inside cells, by the detector elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.engine import Engine, Spotted
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.ruled import Cell, Stroke

# White left of and right of a line (heights of its picture), and how wide a picture must be at least: the network was
# never shown narrow ones, and loses signs in them (系） was read as 系).
MARGIN, LEAST_ASPECT = 0.3, 4.2
# Points. A mark this large makes a line of its own; smaller ones are points, commas or dust beside one.
STRONG = 2.4
# Points. What is smaller both ways is dust or a pore of the paper (the smallest full stop measures 1.0).
DUST = 0.55
# Points. What stands alone outside of all cells and is no larger is a blot: digits of 6 point are 4.3 high.
BLOT = 4.0
# Points. An upright mark alone that is thinner is what a rule left: a 1 with its flag measures 1.1 and more.
THINNEST = 0.6
# Points. Type sizes from 6 (notes in tables) to 36 (titles): heights of lines beyond say nothing of the usual size.
LOWEST_LINE, HIGHEST_LINE = 5.0, 30.0
USUAL_SIZE = 11.0
# Shares of the usual line height: parts of one line (二 alone), one line, several lines grown together.
PART, ONE_LINE, GROWN = 0.55, 1.15, 1.7
# Shares of a line's height: paper left around it, and how far marks beside it may stand.
ABOVE_BELOW, BESIDE, AWAY = 0.13, 0.25, 1.3
# The detector cuts off brackets and commas at a line's ends: marks this near are taken in, so many times.
STRETCH, MOST_STRETCHES = 0.75, 3
# How far ink may reach beyond the detector's box of its line, in heights of it.
SLACK = 0.4
# A stroke of a letter that the box leaves out whole (the upper one of 元): how wide and high it is at most, how far
# above or below the line, and how far it reaches beyond it, in heights of the line.
STROKE_WIDE, STROKE_HIGH, STROKE_APART, STROKE_OUT = 1.2, 0.35, 0.1, 0.25
# Share of the usual line height from which on a mark is a letter.
LETTER = 0.55
# Height over width of a dash, and over the usual height of a line; how far from a word (in heights of it) one belongs
# to it; how far apart, and how different in height, the parts of a line are that the detector took apart.
FLAT, DASH_GAP = 0.3, 2.0
ROW_GAP, SAME_HEIGHT = 0.7, 0.6
# The last stroke of a large letter (心) stands so near to the others, in heights of the line.
STROKE_GAP = 0.25
# A strip that is at most this share of the usual height is a dash: it is read with the paper around it.
LEAST_HEIGHT = 0.75
# Heights of a line: the narrowest white between two signs that is worth knowing.
LEAST_WHITE = 0.3
# Heights of a line: how far print goes on that is paler than ink, and how much of a column of it is pale at least.
PALE_END, PALE_STROKE, BLURRED = 0.75, 0.08, 0.15
WHITE = 255


@dataclass(frozen=True, slots=True)
class Strip:
    """The ink box of one line in pixels of the page, ends exclusive; ``cell`` is an index, -1 outside of all."""

    x0: int
    y0: int
    x1: int
    y1: int
    cell: int = -1

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def width(self) -> int:
        return self.x1 - self.x0


@dataclass(slots=True)
class Marks:
    """The connected patches of ink of a page, without rules: one row x0, y0, x1, y1 each."""

    boxes: Any
    cell: Any
    scale: float
    usual: float = 0.0
    taken: Any = field(default=None)


def marks(ink: Any, cells: list[Cell], scale: float) -> Marks:
    """The patches of ink and the cell in which each has its middle, -1 for none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = stats[1:, :4].astype(np.int32)
    boxes[:, 2:] += boxes[:, :2]
    sizes = boxes[:, 2:] - boxes[:, :2]
    boxes = boxes[(sizes.max(axis=1) >= DUST * scale)]
    owner = np.full(ink.shape, -1, np.int16)
    for index, cell in enumerate(cells):
        owner[cell.y0 : cell.y1, cell.x0 : cell.x1] = index
    middle = (boxes[:, :2] + boxes[:, 2:]) // 2
    found = Marks(boxes, owner[middle[:, 1], middle[:, 0]] if len(boxes) else np.zeros(0, np.int16), scale)
    found.usual = _usual_height(found, len(cells))
    return found


def in_cells(found: Marks, cells: list[Cell], picture: Picture, engine: Engine) -> list[Strip]:
    """The lines inside cells, cell by cell from top to bottom."""
    order = np.argsort(found.cell, kind="stable")
    starts: Any = np.searchsorted(found.cell[order], np.arange(len(cells) + 1))
    strips: list[Strip] = []
    for index, cell in enumerate(cells):
        boxes = found.boxes[order[starts[index] : starts[index + 1]]]
        if len(boxes):
            strips += _of_cell(boxes, index, cell, found, picture, engine)
    return strips


def elsewhere(found: Marks, spotted: list[Spotted], lines: list[Stroke]) -> list[Strip]:
    """The lines that the detector found outside of cells, drawn in to their ink and cut at upright rules."""
    free = found.boxes[found.cell < 0]
    upright = [line for line in lines if not line.horizontal]
    strips = []
    for box in spotted:
        strip = _drawn_in(free, box.x0, box.y0, box.x1, box.y1, found.scale)
        if not strip:
            continue
        cuts = _cuts(strip, upright)
        parts = [_drawn_in(free, x0, box.y0, x1, box.y1, found.scale) for x0, x1 in pairwise(cuts)]
        strips += [part for part in parts if part] if len(cuts) > 2 else [strip]
    strips = _with_strokes(_without_repeats(strips), free)
    strips = _joined_in_rows([*strips, *_left_over(free, strips, found)], upright, found.usual)
    stretched = [_stretched(strip, strips, free, upright) for strip in strips]
    return [strip for strip in stretched if max(strip.height, strip.width) > BLOT * found.scale]


def picture_of(strip: Strip, picture: Picture, usual: float) -> tuple[Picture, float]:
    """The picture of one line with white around it, and the page's x of its left edge (pixels)."""
    height = strip.height
    page_height, page_width = picture.shape
    edge = max(2, round(0.06 * height))
    y0, y1 = max(0, strip.y0 - edge), min(page_height, strip.y1 + edge)
    x0, x1 = max(0, strip.x0 - edge), min(page_width, strip.x1 + edge)
    wanted = max(height * (1 + 2 * ABOVE_BELOW), LEAST_HEIGHT * usual)
    above = max(0, round((wanted - (y1 - y0)) / 2))
    side = max(2, round(MARGIN * wanted), round((LEAST_ASPECT * wanted - (x1 - x0)) / 2))
    made = cv2.copyMakeBorder(picture[y0:y1, x0:x1], above, above, side, side, cv2.BORDER_CONSTANT, value=WHITE)
    return made, float(x0 - side)


def with_pale_ends(strip: Strip, picture: Picture, faint: float) -> Strip:
    """The strip with what is paler than ink but goes on from its ends: the thin strokes of a 4 are, its stem is not."""
    rows = picture[max(0, strip.y0) : strip.y1] < faint
    least, reach = max(1, round(PALE_STROKE * strip.height)), round(PALE_END * strip.height)
    inked = rows.sum(axis=0) >= least
    before, after = inked[max(0, strip.x0 - reach) : strip.x0][::-1], inked[strip.x1 : strip.x1 + reach]
    left, right = (len(side) if side.all() else int(side.argmin()) for side in (before, after))
    # What is as long as may be is the edge of something else, what is shorter the blurred edge of the ink.
    left, right = (each if BLURRED * strip.height < each < reach else 0 for each in (left, right))
    return replace(strip, x0=strip.x0 - left, x1=strip.x1 + right)


def gaps(strip: Strip, ink: Any) -> tuple[tuple[int, int], ...]:
    """Where no ink stands in a line over some width: the page's x of both ends, from left to right."""
    columns = ink[max(0, strip.y0) : strip.y1, strip.x0 : strip.x1].any(axis=0)
    edges: Any = np.flatnonzero(np.diff(np.concatenate([[True], columns, [True]]).astype(np.int8))) + strip.x0
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return tuple((start, end) for start, end in runs if end - start >= LEAST_WHITE * strip.height)


def _usual_height(found: Marks, cells: int) -> float:
    """The usual height of a printed line in cells (pixels)."""
    heights: list[int] = []
    order = np.argsort(found.cell, kind="stable")
    starts: Any = np.searchsorted(found.cell[order], np.arange(cells + 1))
    for index in range(cells):
        boxes = found.boxes[order[starts[index] : starts[index + 1]]]
        for top, bottom in _intervals(boxes, STRONG * found.scale):
            if LOWEST_LINE * found.scale <= bottom - top <= HIGHEST_LINE * found.scale:
                heights.append(bottom - top)
    return float(median(heights)) if heights else USUAL_SIZE * found.scale


def _intervals(boxes: Any, strong: float) -> list[tuple[int, int]]:
    """The stretches of rows that hold large marks, top to bottom."""
    if not len(boxes):
        return []
    large = boxes[(boxes[:, 2:] - boxes[:, :2]).max(axis=1) >= strong]
    merged: list[tuple[int, int]] = []
    for top, bottom in sorted((int(top), int(bottom)) for top, bottom in large[:, [1, 3]]):
        if merged and top <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], bottom))
        else:
            merged.append((top, bottom))
    return merged


def _of_cell(boxes: Any, index: int, cell: Cell, found: Marks, picture: Picture, engine: Engine) -> list[Strip]:
    rows = _parts_joined(_intervals(boxes, STRONG * found.scale), found.usual)
    strips: list[Strip] = []
    for top, bottom in rows:
        height = bottom - top
        if height > GROWN * found.usual:
            strips += _by_detector(boxes, index, (cell.x0, top, cell.x1, bottom), found, picture, engine)
            continue
        middles = (boxes[:, 1] + boxes[:, 3]) / 2
        inside = boxes[(middles >= top - 0.15 * height) & (middles <= bottom + BESIDE * height)]
        strip = _hull(inside, STRONG * found.scale, max(height, found.usual))
        if strip:
            strips.append(Strip(*strip, index))
    return strips


def _parts_joined(rows: list[tuple[int, int]], usual: float) -> list[tuple[int, int]]:
    """Stretches that are parts of one line (the strokes of 二, a dot and its i) put together."""
    joined: list[tuple[int, int]] = []
    for top, bottom in rows:
        if joined and bottom - joined[-1][0] <= ONE_LINE * usual:
            last = joined[-1]
            if min(bottom - top, last[1] - last[0]) < PART * usual:
                joined[-1] = (last[0], bottom)
                continue
        joined.append((top, bottom))
    return joined


def _by_detector(
    boxes: Any, index: int, window: tuple[int, int, int, int], found: Marks, picture: Picture, engine: Engine
) -> list[Strip]:
    """Lines that have grown together, or one of very large print: the detector tells which."""
    x0, y0, x1, y1 = window
    margin = round(0.5 * found.usual)
    y0, y1 = max(0, y0 - margin), y1 + margin
    crop = cv2.copyMakeBorder(picture[y0:y1, x0:x1], margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=WHITE)
    strips = []
    for box in sorted(engine.spot(crop), key=lambda box: box.y0):
        moved = (box.x0 + x0 - margin, box.y0 + y0 - margin, box.x1 + x0 - margin, box.y1 + y0 - margin)
        strip = _drawn_in(boxes, *moved, found.scale)
        if strip:
            strips.append(Strip(strip.x0, strip.y0, strip.x1, strip.y1, index))
    return strips


def _hull(boxes: Any, strong: float, height: float) -> tuple[int, int, int, int] | None:
    """The box around the marks of one line; small ones far away from the large ones are dust."""
    large = (boxes[:, 2:] - boxes[:, :2]).max(axis=1) >= strong
    if not large.any():
        return None
    core = boxes[large]
    x0, x1 = int(core[:, 0].min()), int(core[:, 2].max())
    near = boxes[(boxes[:, 2] >= x0 - AWAY * height) & (boxes[:, 0] <= x1 + AWAY * height)]
    return int(near[:, 0].min()), int(core[:, 1].min()), int(near[:, 2].max()), int(core[:, 3].max())


def _drawn_in(boxes: Any, x0: int, y0: int, x1: int, y1: int, scale: float) -> Strip | None:
    """A detector's box drawn in (or out, a little) to the ink that has its middle there."""
    if not len(boxes):
        return None
    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = boxes[(middle_x >= x0) & (middle_x <= x1) & (middle_y >= y0) & (middle_y <= y1)]
    if not len(inside) or (inside[:, 2:] - inside[:, :2]).max() < 0.5 * STRONG * scale:
        return None
    slack = round(SLACK * (y1 - y0))
    top, bottom = max(int(inside[:, 1].min()), y0 - slack), min(int(inside[:, 3].max()), y1 + slack)
    left, right = max(int(inside[:, 0].min()), x0 - slack), min(int(inside[:, 2].max()), x1 + slack)
    return Strip(left, top, right, bottom) if right > left and bottom > top else None


def _cuts(strip: Strip, upright: list[Stroke]) -> list[int]:
    """The ends of a strip and the rules that stand all along its height between them."""
    slack = 0.2 * strip.height
    rules = [
        (rule.x0 + rule.x1) // 2
        for rule in upright
        if rule.y0 <= strip.y0 + slack and rule.y1 >= strip.y1 - slack and strip.x0 < rule.x0 and rule.x1 < strip.x1
    ]
    return [strip.x0, *sorted(rules), strip.x1]


def _with_strokes(strips: list[Strip], boxes: Any) -> list[Strip]:
    """The strips with the strokes of their letters that lie right above or below them, in no other strip."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    alone: Any = np.ones(len(boxes), bool)
    for strip in strips:
        alone &= ~((x >= strip.x0) & (x <= strip.x1) & (y >= strip.y0) & (y <= strip.y1))
    whole = []
    for strip in strips:
        height, apart, out = strip.height, STROKE_APART * strip.height, STROKE_OUT * strip.height
        own = alone & (x >= strip.x0) & (x <= strip.x1)
        own &= (wide <= STROKE_WIDE * height) & (high <= STROKE_HIGH * height) & (wide > high)
        own &= (boxes[:, 3] >= strip.y0 - apart) & (boxes[:, 1] <= strip.y1 + apart)
        own &= (boxes[:, 1] >= strip.y0 - out) & (boxes[:, 3] <= strip.y1 + out)
        y0, y1 = min([strip.y0, *boxes[own, 1].tolist()]), max([strip.y1, *boxes[own, 3].tolist()])
        whole.append(replace(strip, y0=y0, y1=y1))
    return whole


def _stretched(strip: Strip, others: list[Strip], boxes: Any, upright: list[Stroke]) -> Strip:
    """A strip with the marks right beside it that no strip has (a bracket or a comma that the detector cut off)."""
    for _ in range(MOST_STRETCHES):
        reach = STRETCH * strip.height
        middle_y = (boxes[:, 1] + boxes[:, 3]) / 2
        beside = boxes[
            (middle_y > strip.y0)
            & (middle_y < strip.y1 + 0.15 * strip.height)
            & (boxes[:, 3] - boxes[:, 1] < 1.3 * strip.height)
            & (
                ((boxes[:, 0] < strip.x0) & (boxes[:, 2] > strip.x0 - reach))
                | ((boxes[:, 2] > strip.x1) & (boxes[:, 0] < strip.x1 + reach))
            )
        ]
        beside = [box for box in beside if _is_free(box, strip, others, upright)]
        if not beside:
            return strip
        x0 = min(strip.x0, *(int(box[0]) for box in beside))
        x1 = max(strip.x1, *(int(box[2]) for box in beside))
        strip = Strip(x0, strip.y0, x1, strip.y1, strip.cell)
    return strip


def _is_free(box: Any, strip: Strip, others: list[Strip], upright: list[Stroke]) -> bool:
    """Whether a mark is in no other strip and no rule stands between it and ``strip``."""
    x, y = (int(box[0]) + int(box[2])) // 2, (int(box[1]) + int(box[3])) // 2
    if any(other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1 for other in others if other is not strip):
        return False
    low, high = min(x, strip.x0), max(x, strip.x1)
    return not any(
        low < rule.x0 < high and rule.y0 <= y <= rule.y1 for rule in upright if not strip.x0 < rule.x0 < strip.x1
    )


def _left_over(boxes: Any, strips: list[Strip], found: Marks) -> list[Strip]:
    """Rows of marks as large as letters or dashes that the detector passed over (single digits, dashes)."""
    if not len(boxes):
        return []
    sizes = boxes[:, 2:] - boxes[:, :2]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    free = (sizes.max(axis=1) >= LETTER * found.usual) & (sizes.max(axis=1) <= 3 * found.usual)
    free &= sizes[:, 0] >= THINNEST * found.scale
    for strip in strips:
        inside_x = (middle[:, 0] >= strip.x0) & (middle[:, 0] <= strip.x1)
        free &= ~(inside_x & (middle[:, 1] >= strip.y0) & (middle[:, 1] <= strip.y1))
    rows: list[Strip] = []
    for x0, y0, x1, y1 in sorted((tuple(int(edge) for edge in box) for box in boxes[free]), key=lambda box: box[0]):
        row = next((row for row in rows if _goes_on(row, (x0, y0, x1, y1), found.usual)), None)
        if row is None:
            rows.append(Strip(x0, y0, x1, y1))
        else:
            rows[rows.index(row)] = Strip(row.x0, min(row.y0, y0), max(row.x1, x1), max(row.y1, y1))
    return rows


def _goes_on(row: Strip, box: tuple[int, int, int, int], usual: float) -> bool:
    middle = (box[1] + box[3]) / 2
    return box[0] - row.x1 < 0.6 * usual and row.y0 - 0.3 * usual < middle < row.y1 + 0.3 * usual


def _joined_in_rows(strips: list[Strip], upright: list[Stroke], usual: float) -> list[Strip]:
    """Strips that stand close beside each other in one row made one, and dashes put to the word beside them."""
    joined: list[Strip] = []
    for strip in sorted(strips, key=lambda strip: strip.x0):
        beside = [other for other in joined if _is_beside(other, strip, upright, usual)]
        if not beside:
            joined.append(strip)
            continue
        other = max(beside, key=lambda other: other.x1)
        joined.remove(other)
        y0, y1 = min(other.y0, strip.y0), max(other.y1, strip.y1)
        joined.append(Strip(other.x0, y0, max(other.x1, strip.x1), y1, strip.cell))
    return sorted(joined, key=lambda strip: (strip.y0 + strip.y1, strip.x0))


def _is_beside(left: Strip, right: Strip, upright: list[Stroke], usual: float) -> bool:
    """Whether two strips of one row stand so close, with no rule between them, that they are one line."""
    low, high = (left, right) if left.height < right.height else (right, left)
    middle = (low.y0 + low.y1) / 2
    if not high.y0 + 0.2 * high.height <= middle <= high.y1 - 0.2 * high.height or right.x0 < left.x0:
        return False
    is_dash = low.height < FLAT * low.width and low.height < FLAT * usual
    is_stroke = low.width <= high.height and right.x0 - left.x1 <= STROKE_GAP * high.height
    if not is_dash and not is_stroke and low.height < SAME_HEIGHT * high.height:
        return False
    if right.x0 - left.x1 > (DASH_GAP if is_dash else ROW_GAP) * high.height:
        return False
    return not any(left.x1 <= rule.x0 <= right.x0 and rule.y0 <= middle <= rule.y1 for rule in upright)


def _without_repeats(strips: list[Strip]) -> list[Strip]:
    """Strips of which no other covers nearly everything."""
    kept: list[Strip] = []
    for strip in sorted(strips, key=lambda strip: -strip.width * strip.height):
        area = strip.width * strip.height
        if all(_shared(strip, other) < 0.7 * area for other in kept):
            kept.append(strip)
    return sorted(kept, key=lambda strip: (strip.y0 + strip.y1, strip.x0))


def _shared(one: Strip, other: Strip) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return float(max(width, 0) * max(height, 0))
