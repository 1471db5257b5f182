"""What only a chart (统计图) has: slices that meet, bars on one base, lines from marker to marker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, Ruling, Run, union_of

# More shapes than this are outlined letters or a map.
MOST_SHAPES = 3_000
# Points. Slices are larger than SLICE, one of them than LARGE_SLICE, the whole than PIE on both sides; it is about as
# wide as high. More pieces are outlined letters, or the letters of a drawn seal.
SLICE, LARGE_SLICE, PIE = 8.0, 25.0, 40.0
WIDEST_PIE, MOST_SLICES = 2.5, 40
# Points that drawings which meet may miss each other by.
MEETING = 2.0
# Points of a line from marker to marker: its width and height, and the width of its pieces in the mean (signatures have
# shorter ones).
WIDTH, HEIGHT, STEP, LONGEST_STEP = 60.0, 18.0, 6.0, 150.0
FEWEST_STEPS, FEWEST_BARS, FEWEST_LINES = 3, 3, 3
# Bars are alike in thickness and base within a point, and differ in length by a share of the longest and some points.
ALIKE, UNLIKE, UNLIKE_POINTS = 1.0, 0.1, 3.0
THINNEST, LENGTH = 3.0, 12.0
# Bars of one chart stand apart by so many times their thickness at most.
FARTHEST = 5.0

_FIGURE = re.compile(r"[-+−\d.,，%％\s万亿元（）()]+")


class Bar(NamedTuple):
    """A shaded area as a bar: where its base is, how far it reaches from there, and where it lies along the base."""

    base: float
    end: float
    start: float
    stop: float
    box: Box


def charts(page: Page) -> Iterator[Box]:
    """The places of a page's charts, without their axes and words."""
    if len(page.shapes) <= MOST_SHAPES:
        yield from _pies([shape.box for shape in page.shapes if not shape.stroked])
        yield from _on_lines(page)
        yield from _lines([shape.box for shape in page.shapes if shape.stroked], page)
    if len(page.shades) >= FEWEST_BARS:
        yield from _bars(page.shades, page.runs, page.rulings.vertical, _upwards)
        yield from _bars(page.shades, page.runs, page.rulings.horizontal, _rightwards)


def _on_lines(page: Page) -> Iterator[Box]:
    """Areas and bent lines over level lines at even distances that no upright ones cross, those of a chart's axis."""
    wide = [shape.box for shape in page.shapes if shape.box.width >= WIDTH and shape.box.height >= HEIGHT]
    for box in wide:
        behind = sorted(
            {
                round(rule.at, 1)
                for rule in page.rulings.horizontal
                if rule.start <= box.x0 + MEETING
                and rule.end >= box.x1 - MEETING
                and box.y0 < rule.at < box.y1 + HEIGHT
            }
        )
        steps = [b - a for a, b in pairwise(behind)]
        is_even = len(behind) >= FEWEST_LINES and max(steps) - min(steps) <= MEETING and box.y1 <= behind[-1] + MEETING
        crossing = (rule for rule in page.rulings.vertical if box.x0 + MEETING < rule.at < box.x1 - MEETING)
        if is_even and not any(
            rule.start <= behind[0] + MEETING and rule.end >= behind[-1] - MEETING for rule in crossing
        ):
            yield box


def _pies(areas: Sequence[Box]) -> Iterator[Box]:
    """Areas with bent or slanted edges that meet: the slices of a pie."""
    for group in met([box for box in areas if min(box.width, box.height) >= SLICE], MEETING):
        whole = union_of(group)
        is_round = 1 / WIDEST_PIE <= whole.width / whole.height <= WIDEST_PIE
        is_large = min(whole.width, whole.height) >= PIE and any(max(b.width, b.height) >= LARGE_SLICE for b in group)
        if 2 <= len(group) <= MOST_SLICES and is_large and is_round:
            yield whole


def _lines(slanted: Sequence[Box], page: Page) -> Iterator[Box]:
    """Slanted strokes, level ones between them, each of which begins where the one before ends, from left to right; no
    outlines of letters."""
    if not slanted:
        return
    level = [rule for rule in page.rulings.horizontal if STEP <= rule.end - rule.start <= LONGEST_STEP]
    flat = [Box(rule.start, rule.at, rule.end, rule.at) for rule in level]
    left = sorted({*slanted, *flat})
    while left:
        chain = [left.pop(0)]
        for box in list(left):
            if _goes_on(chain[-1], box):
                chain.append(box)
                left.remove(box)
        whole = union_of(chain)
        is_large = whole.width >= max(WIDTH, STEP * len(chain)) and whole.height >= HEIGHT
        on_letters = sum(any(_stands_on(box, run) for run in page.runs) for box in chain) if is_large else 0
        if len(chain) >= FEWEST_STEPS and is_large and 2 * on_letters < len(chain):
            yield whole


def _stands_on(box: Box, run: Run) -> bool:
    """Whether the middle of a drawing lies on letters."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return run.left[0] < x < run.right[-1] and run.top < y < run.bottom


def _goes_on(before: Box, box: Box) -> bool:
    """Whether a slanted stroke begins at the right end of another; letters side by side are as high as each other."""
    is_level = abs(box.y0 - before.y0) <= MEETING and abs(box.y1 - before.y1) <= MEETING
    return (
        not is_level
        and abs(box.x0 - before.x1) <= 2 * MEETING
        and any(abs(a - b) <= 2 * MEETING for a in (before.y0, before.y1) for b in (box.y0, box.y1))
    )


def met(boxes: Sequence[Box], apart: float) -> list[list[Box]]:
    """Boxes in groups of those that lie on each other or come as near as ``apart``."""
    groups: list[list[Box]] = []
    for box in sorted(boxes):
        near = [group for group in groups if any(are_near(box, other, apart) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([box, *(other for group in near for other in group)])
    return groups


def are_near(box: Box, other: Box, apart: float) -> bool:
    """Whether two boxes lie on each other or come as near as ``apart`` on both axes."""
    return (
        box.x0 - apart <= other.x1
        and other.x0 - apart <= box.x1
        and box.y0 - apart <= other.y1
        and other.y0 - apart <= box.y1
    )


def holds(box: Box, inner: Box, beyond: float = 0.0) -> bool:
    """Whether a box lies in another, or sticks out of it by no more than ``beyond``."""
    return (
        inner.x0 >= box.x0 - beyond
        and inner.x1 <= box.x1 + beyond
        and inner.y0 >= box.y0 - beyond
        and inner.y1 <= box.y1 + beyond
    )


def _upwards(box: Box) -> Bar:
    return Bar(box.y1, box.y0, box.x0, box.x1, box)


def _rightwards(box: Box) -> Bar:
    return Bar(box.x0, box.x1, box.y0, box.y1, box)


def _bars(
    shades: Sequence[Box], runs: Sequence[Run], across: Sequence[Ruling], turned: Callable[[Box], Bar]
) -> Iterator[Box]:
    """Shaded areas of one thickness and different lengths on one base, free of words, no rulings between them."""
    alike: defaultdict[tuple[int, int], list[Bar]] = defaultdict(list)
    every = list(map(turned, shades))
    for bar in every:
        thickness = bar.stop - bar.start
        if thickness >= THINNEST:
            alike[round(bar.base / ALIKE / 2), round(thickness / ALIKE / 2)].append(bar)
    for bars in (part for found in alike.values() for part in _side_by_side(found)):
        lengths = [abs(bar.end - bar.base) for bar in bars]
        longest = max(lengths)
        if len(bars) < FEWEST_BARS or longest < LENGTH or longest - min(lengths) < max(UNLIKE_POINTS, UNLIKE * longest):
            continue
        apart = [(a.stop, b.start) for a, b in pairwise(bars)]
        if any(start < stop - ALIKE for stop, start in apart) or _are_cells(bars, apart, across):
            continue
        if not any(_holds_words(bar.box, runs) for bar in (*bars, *_next_to(bars, every))):
            yield union_of([bar.box for bar in bars])


def _side_by_side(bars: Sequence[Bar]) -> Iterator[list[Bar]]:
    """Bars in parts that stand near each other."""
    part: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: bar.start):
        if part and bar.start - part[-1].stop > FARTHEST * (bar.stop - bar.start):
            yield part
            part = []
        part.append(bar)
    if part:
        yield part


def _are_cells(bars: Sequence[Bar], apart: Sequence[tuple[float, float]], across: Sequence[Ruling]) -> bool:
    """Whether rulings part most of some areas: each is a cell, or lies in one."""
    low, high = sorted((bars[0].base, max((bar.end for bar in bars), key=lambda end: abs(end - bars[0].base))))
    reaching = [rule.at for rule in across if rule.start < high - LENGTH / 2 and rule.end > low + LENGTH / 2]
    parted = sum(any(stop - ALIKE <= at <= start + ALIKE for at in reaching) for stop, start in apart)
    return 2 * parted >= len(apart)


def _next_to(bars: Sequence[Bar], every: Sequence[Bar]) -> Iterator[Bar]:
    """The areas that touch a bar's side and stand on its base, as the cells of a shaded row do."""
    for other in every:
        if any(
            abs(other.base - bar.base) <= ALIKE
            and min(abs(other.stop - bar.start), abs(other.start - bar.stop)) <= ALIKE
            for bar in bars
        ):
            yield other


def _holds_words(box: Box, runs: Sequence[Run]) -> bool:
    """Whether words, more than a figure, stand in an area."""
    return any(
        box.x0 < (run.left[0] + run.right[-1]) / 2 < box.x1
        and box.y0 < run.middle < box.y1
        and not _FIGURE.fullmatch(run.text)
        for run in runs
    )
