"""Ruling lines (表格线) and the cells between them, found in the straightened picture of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from extractor.model.geometry import Ruling

# Points. A line this long is a rule even where it meets no other; strokes of neighbouring bold letters that run into
# each other reach 45.
LONG = 60.0
# Points. A shorter line counts where it runs from one long line to another; the lowest rows are 8 high.
SHORT = 7.0
# Points. An unbroken run of this length is no stroke of a letter (22 at most).
STEADY = 24.0
# Points. Gaps in a line from a weak print, and how thick a line can be.
GAP = 0.5
THICKEST = 3.4
# Points. A rule that something wiped out over this length is one rule, where both its parts are as steady as STEADY.
WIPED, LEVEL = 6.0, 1.0
# A rule is worn where ink lies between its parts over this share of the gap (a line of letters 0.5 at most, with more
# right beside it), and over so much from each line that it meets to the next.
WORN, HARDLY = 0.6, 0.3
# Points. A faint unbroken run of this length is a rule; noise and the grey edges of letters reach 25.
FAINT = 40.0
# Share of a line's length that has ink close beside it: text next to a rule 0.1, strokes of neighbouring letters
# taken for one line 0.4 and more. Points: how close, beyond the blurred edge of the line itself.
CROWDED = 0.28
# Points. A run of ink without the smallest gap that is so long is a rule whatever stands beside it: between letters
# there is paper. Dense rows of small print touch their rules at 150 dpi.
UNBROKEN = 60.0
EDGE, BESIDE = 0.6, 0.9
# Points. How near a short line's ends must come to the lines that it joins.
MEETS = 2.6
# Points. A rule that alone runs so much further than others that begin where it does has run into a shadow.
FURTHER, SAME_END, LEAST_ALIKE = 20.0, 2.0, 3
# Share of the lines that cross a table's last line which stick out beyond it where that side is open.
STICKING_OUT = 0.4
# A line's own length over its thickness.
SLENDER = 6.0
# Share of its box that the inside of a cell fills.
RECTANGLE = 0.85


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line in pixels, ends exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Cell:
    """The inside of a cell: the largest box between its rules, in pixels, ends exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int


def strokes(ink: Any, scale: float, faint: Any = None) -> list[Stroke]:
    """The ruling lines among the ink of a page: first the horizontal ones, then the vertical ones.

    ``faint`` is the ink with what is hardly darker than paper: long straight runs of it are rules too.
    """
    across = _lines(ink, scale, horizontal=True)
    down = _lines(ink, scale, horizontal=False)
    if faint is not None and len(across) > 1:
        across = _with_faint(across, ink, faint, scale, horizontal=True)
        down = _with_faint(down, ink, faint, scale, horizontal=False)
    kept_across = [line for line in across if line.x1 - line.x0 >= LONG * scale]
    kept_down = [line for line in down if line.y1 - line.y0 >= LONG * scale]
    for _ in range(2):
        joining_down = [line for line in down if line not in kept_down and _joins(line, kept_across, scale)]
        kept_down += joining_down
        joining_across = [line for line in across if line not in kept_across and _joins(line, kept_down, scale)]
        kept_across += joining_across
    kept_across, kept_down = (
        _bridged(kept, others, ink, scale) for kept, others in ((kept_across, kept_down), (kept_down, kept_across))
    )
    kept_across, kept_down = (
        [_to_crossings(line, others, ink, scale) for line in kept]
        for kept, others in ((kept_across, kept_down), (kept_down, kept_across))
    )
    kept_across = _ending_alike(kept_across, scale)
    return [*_trimmed(kept_across, kept_down, scale), *_trimmed(kept_down, kept_across, scale)]


def _bridged(lines: list[Stroke], others: list[Stroke], ink: Any, scale: float) -> list[Stroke]:
    """Lines, the parts of each put together that go on behind a gap: something was taken off there, or it is worn."""
    whole: list[Stroke] = []
    for line in sorted(lines, key=lambda line: _span(line)[0]):
        before = [other for other in whole if _goes_on(other, line, ink, scale)]
        last = max(before, key=lambda other: _span(other)[1], default=None)
        if last is None or _is_between_tables(last, line, others, scale):
            whole.append(line)
        else:
            whole[whole.index(last)] = _hull([last, line])
    return whole


def _is_between_tables(before: Stroke, line: Stroke, others: list[Stroke], scale: float) -> bool:
    """Whether a gap lower than any row runs from one of the ``others``, a table's end, to where the next begins."""
    end, start = _span(before)[1], _span(line)[0]
    if not MEETS * scale < start - end <= WIPED * scale:
        return False
    met = [_span(other) for other in others if _crosses(before, other, scale) or _crosses(line, other, scale)]
    return all(any(low - LEVEL * scale <= at <= high + LEVEL * scale for _, _, low, high in met) for at in (end, start))


def _hull(lines: list[Stroke]) -> Stroke:
    left, top, right, bottom = zip(*((line.x0, line.y0, line.x1, line.y1) for line in lines), strict=True)
    return Stroke(min(left), min(top), max(right), max(bottom))


def _to_crossings(line: Stroke, others: list[Stroke], ink: Any, scale: float) -> Stroke:
    """A line with its worn ends: from one line that it meets to the next."""
    start, end, low, high = _span(line)
    met = [_span(other) for other in others if _span(other)[0] <= high and low <= _span(other)[1]]

    def gap(first: int, last: int) -> Stroke:
        return _placed(min(first, last), max(first, last), low, high, line.horizontal)

    def reached(place: int, others: list[int]) -> int:
        """The farthest of the places of other lines to which the line goes on, something of it left between them."""
        far = step = place
        for at in others:
            if _left(gap(step, at), ink, scale, line.horizontal) < HARDLY:
                break
            step = at
            far = at if _left(gap(place, at), ink, scale, line.horizontal) >= WORN else far
        return far

    after = sorted(at for _, _, first, at in met if first >= end)
    before = sorted((at for _, _, at, last in met if last <= start), reverse=True)
    return gap(reached(start, before), reached(end, after))


def _placed(start: int, end: int, low: int, high: int, horizontal: bool) -> Stroke:
    return Stroke(start, low, end, high) if horizontal else Stroke(low, start, high, end)


def _left(gap: Stroke, ink: Any, scale: float, horizontal: bool) -> float:
    """Over which share of a gap something of a line is left; none where letters stand."""
    x0, y0 = (gap.x0, max(0, gap.y0 - 1)) if horizontal else (max(0, gap.x0 - 1), gap.y0)
    part = ink[y0 : gap.y1 + horizontal, x0 : gap.x1 + (not horizontal)]
    if not part.size:
        return 1.0
    if _is_crowded(ink, gap, max(2, round(EDGE * scale)), max(2, round(BESIDE * scale)), horizontal):
        return 0.0
    return float(part.any(axis=0 if horizontal else 1).mean())


def _goes_on(before: Stroke, line: Stroke, ink: Any, scale: float) -> bool:
    start, end, low, high = _span(before)
    next_start, next_end, next_low, next_high = _span(line)
    if next_start < end or not _same_level(before, line, scale):
        return False
    if min(end - start, next_end - next_start) >= STEADY * scale and next_start - end <= WIPED * scale:
        return True
    gap = _placed(end, next_start, min(low, next_low), max(high, next_high), line.horizontal)
    return _left(gap, ink, scale, line.horizontal) >= WORN


def _ending_alike(lines: list[Stroke], scale: float) -> list[Stroke]:
    """Level lines cut back to where the others end that begin where they do."""
    near = SAME_END * scale
    even = []
    for line in lines:
        ends = sorted(other.x1 for other in lines if other is not line and abs(other.x0 - line.x0) <= near)
        end = ends[len(ends) // 2] if ends else line.x1
        alike = sum(abs(other - end) <= near for other in ends)
        is_further = alike >= LEAST_ALIKE and near < line.x1 - end <= FURTHER * scale
        even.append(Stroke(line.x0, line.y0, end, line.y1) if is_further else line)
    return even


def _trimmed(lines: list[Stroke], others: list[Stroke], scale: float) -> list[Stroke]:
    """Lines cut back to their last crossing where a letter's stroke prolongs them.

    At the open side of a table most lines stick out; one that does so alone has run into a letter.
    """
    trimmed = []
    for line in lines:
        start, end, low, high = _span(line)
        crossings = [other for other in others if _crosses(line, other, scale)]
        if crossings:
            first = min(crossings, key=lambda other: _span(other)[2])
            last = max(crossings, key=lambda other: _span(other)[3])
            if _sticks_out_alone(first, lines, scale, low=True):
                start = max(start, _span(first)[2])
            if _sticks_out_alone(last, lines, scale, low=False):
                end = min(end, _span(last)[3])
        trimmed.append(_placed(start, end, low, high, line.horizontal))
    return trimmed


def _span(line: Stroke) -> tuple[int, int, int, int]:
    """Where a line runs from and to, and where it lies from and to in the other direction."""
    if line.horizontal:
        return line.x0, line.x1, line.y0, line.y1
    return line.y0, line.y1, line.x0, line.x1


def _crosses(line: Stroke, other: Stroke, scale: float) -> bool:
    reach = MEETS * scale
    start, end, low, high = _span(line)
    other_start, other_end, other_low, other_high = _span(other)
    return (
        start - reach <= other_high
        and other_low <= end + reach
        and other_start - reach <= high
        and low <= other_end + reach
    )


def _sticks_out_alone(crossing: Stroke, lines: list[Stroke], scale: float, *, low: bool) -> bool:
    """Whether few of the lines that cross a line stick out beyond it on one side."""
    reach = MEETS * scale
    met = [line for line in lines if _crosses(line, crossing, scale)]
    at_low, at_high = _span(crossing)[2:]
    out = [line for line in met if (_span(line)[0] < at_low - reach if low else _span(line)[1] > at_high + reach)]
    return len(out) < STICKING_OUT * len(met)


def rulings(lines: list[Stroke], scale: float) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    """The lines in points, sorted: horizontal and vertical ones."""
    found: dict[bool, list[Ruling]] = {True: [], False: []}
    for line in lines:
        start, end, low, high = (edge / scale for edge in _span(line))
        found[line.horizontal].append(Ruling((low + high) / 2, start, end, high - low))
    return tuple(sorted(found[True])), tuple(sorted(found[False]))


def painted(lines: list[Stroke], shape: tuple[int, int], margin: int) -> Any:
    """A mask of the lines, ``margin`` pixels wider on every side so that corners close."""
    mask: Any = np.zeros(shape, np.uint8)
    for line in lines:
        mask[max(0, line.y0 - margin) : line.y1 + margin, max(0, line.x0 - margin) : line.x1 + margin] = 1
    return mask


def cells(lines: list[Stroke], shape: tuple[int, int], scale: float) -> list[Cell]:
    """The rectangles that rules enclose on all sides, from top to bottom."""
    if sum(line.horizontal for line in lines) < 2 or sum(not line.horizontal for line in lines) < 2:
        return []
    walls = painted(lines, shape, max(1, round(MEETS * scale / 2)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - walls, connectivity=4)
    found = []
    for index in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[index])
        outside = x == 0 or y == 0 or x + width == shape[1] or y + height == shape[0]
        if outside or min(width, height) < SHORT * scale or area < RECTANGLE * width * height:
            continue
        found.append(Cell(x, y, x + width, y + height))
    return sorted(found, key=lambda cell: (cell.y0, cell.x0))


def _lines(ink: Any, scale: float, *, horizontal: bool) -> list[Stroke]:
    """Straight runs of ink in one direction, thin and long enough.

    Long ones are looked for first: what touches a letter is one patch with its strokes among the short ones.
    """
    gap = max(2, round(GAP * scale))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _kernel(gap + 1, horizontal))
    lines = _runs(closed, ink, scale, STEADY, horizontal)
    for line in _runs(closed, ink, scale, SHORT, horizontal):
        if not any(_overlap(line, other) for other in lines):
            lines.append(line)
    return lines


def _with_faint(lines: list[Stroke], ink: Any, faint: Any, scale: float, *, horizontal: bool) -> list[Stroke]:
    """The lines with those that are only faint, and with the faint ends of those that are not."""
    gap = max(2, round(GAP * scale))
    closed = cv2.morphologyEx(faint, cv2.MORPH_CLOSE, _kernel(gap + 1, horizontal))
    whole = list(lines)
    for line in _runs(closed, ink, scale, FAINT, horizontal):
        parts = [other for other in whole if _overlap(line, other)]
        if all(_same_level(line, part, scale) and _is_longer(line, part, scale) for part in parts):
            whole = [other for other in whole if other not in parts]
            whole.append(_hull([line, *parts]))
    return whole


def _is_longer(line: Stroke, part: Stroke, scale: float) -> bool:
    start, end = _span(line)[:2]
    part_start, part_end = _span(part)[:2]
    return (end - start) - (part_end - part_start) > MEETS * scale


def _same_level(one: Stroke, other: Stroke, scale: float) -> bool:
    low, high = _span(one)[2:]
    other_low, other_high = _span(other)[2:]
    return abs(low + high - other_low - other_high) <= 2 * LEVEL * scale


def _runs(closed: Any, ink: Any, scale: float, points: float, horizontal: bool) -> list[Stroke]:
    """Lines that hold an unbroken run of so many points."""
    gap, least = max(2, round(GAP * scale)), max(8, round(points * scale))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, _kernel(least, horizontal))
    # A line that leans a little is drawn in steps, one with faint places in pieces: bridge them.
    bridged = cv2.dilate(opened, _kernel(2 * gap + 1, horizontal))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bridged, connectivity=8)
    # The other line of a double rule is no letter beside it.
    steady = cv2.morphologyEx(closed, cv2.MORPH_OPEN, _kernel(max(8, round(STEADY * scale)), horizontal))
    letters = np.where(cv2.dilate(steady, np.ones((3, 3), np.uint8)) > 0, 0, ink)
    lines = []
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index][:4])
        if horizontal:
            x, width = x + gap, width - 2 * gap
        else:
            y, height = y + gap, height - 2 * gap
        length, thickness = (width, height) if horizontal else (height, width)
        lean = 0.002 * length
        if thickness - lean > THICKEST * scale and length >= LONG * scale:
            line = _straight_part(labels == index, x, y, width, height, THICKEST * scale, horizontal)
            x, y, width, height = line.x0, line.y0, line.x1 - line.x0, line.y1 - line.y0
            length, thickness = (width, height) if horizontal else (height, width)
        if thickness - lean > THICKEST * scale or length < SLENDER * max(1.0, thickness - lean):
            continue
        line = Stroke(x, y, x + width, y + height)
        crowded = _is_crowded(
            letters, line, max(2, round(EDGE * scale)), max(2, round(BESIDE * scale)), line.horizontal
        )
        if not crowded or _longest_run(ink, line) >= UNBROKEN * scale:
            lines.append(line)
    return lines


def _straight_part(patch: Any, x: int, y: int, width: int, height: int, thickest: float, horizontal: bool) -> Stroke:
    """The longest straight part of a line that bends: the sheet was bound, or creased."""
    inside = patch[y : y + height, x : x + width] if horizontal else patch[y : y + height, x : x + width].T
    places = np.arange(inside.shape[0])[:, None]
    middle = (inside * places).sum(axis=0) / np.maximum(inside.sum(axis=0), 1)
    near = np.abs(middle - np.median(middle)) <= thickest / 2
    edges = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(np.int8)))
    start, end = max(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True), key=lambda run: run[1] - run[0])
    rows = np.flatnonzero(inside[:, start:end].any(axis=1))
    low, high = int(rows[0]), int(rows[-1]) + 1
    if horizontal:
        return Stroke(x + start, y + low, x + end, y + high)
    return Stroke(x + low, y + start, x + high, y + end)


def _kernel(length: int, horizontal: bool) -> Any:
    return np.ones((1, length) if horizontal else (length, 1), np.uint8)


def _overlap(one: Stroke, other: Stroke) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _is_crowded(ink: Any, line: Stroke, edge: int, reach: int, horizontal: bool) -> bool:
    """Whether ink stands close beside much of a line, on either side: then it is strokes of letters."""
    if horizontal:
        before = ink[max(0, line.y0 - edge - reach) : max(0, line.y0 - edge), line.x0 : line.x1].any(axis=0)
        after = ink[line.y1 + edge : line.y1 + edge + reach, line.x0 : line.x1].any(axis=0)
    else:
        before = ink[line.y0 : line.y1, max(0, line.x0 - edge - reach) : max(0, line.x0 - edge)].any(axis=1)
        after = ink[line.y0 : line.y1, line.x1 + edge : line.x1 + edge + reach].any(axis=1)
    return max(float(before.mean()), float(after.mean())) > CROWDED


def _longest_run(ink: Any, line: Stroke) -> int:
    """The longest run of ink along a line, in pixels."""
    part = ink[line.y0 : line.y1, line.x0 : line.x1]
    rows = np.pad(part if line.horizontal else part.T, ((0, 0), (1, 1)))
    edges = np.flatnonzero(np.diff(rows.ravel().astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _joins(line: Stroke, others: list[Stroke], scale: float) -> bool:
    """Whether both ends of a line lie on lines of the other direction; letters stop short of them by a pixel or more.

    The other lines may end a little before the place where they are met.
    """
    reach = MEETS * scale
    if line.horizontal:
        middle, start, end = (line.y0 + line.y1) / 2, line.x0, line.x1
        met = [(other.x0, other.x1) for other in others if other.y0 - reach <= middle <= other.y1 + reach]
    else:
        middle, start, end = (line.x0 + line.x1) / 2, line.y0, line.y1
        met = [(other.y0, other.y1) for other in others if other.x0 - reach <= middle <= other.x1 + reach]
    starts = any(first - reach <= start <= last for first, last in met)
    return starts and any(first <= end <= last + reach for first, last in met)
