"""Boxes that stand by themselves: rectangles whose sides are drawn for them alone, and shaded areas that touch none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractor.figures.charts import are_near, holds
from extractor.model.geometry import Box, Page, Ruling, Rulings

# Points. Boxes with words are at least so wide and high; cells of a table touch, or stand a few points apart; sides of
# one frame meet within CORNER.
NARROWEST, LOWEST = 18.0, 10.0
APART, CORNER = 5.0, 2.0
# No figure has more boxes; a page with so many upright lines has tables drawn cell by cell, which take long to search.
MOST, MOST_LINES = 150, 160

Places = defaultdict[tuple[int, int], list[Ruling]]


def lone_boxes(page: Page) -> list[Box]:
    """The frames and shaded areas of a page that neither touch others nor hold some."""
    shades = [box for box in page.shades if box.width >= NARROWEST and box.height >= LOWEST]
    found = [*_frames(page.rulings), *_unshared(shades)]
    return alone(found) if len(found) <= MOST else []


def alone(boxes: Sequence[Box]) -> list[Box]:
    """The boxes that neither hold others nor touch those that hold none; of those drawn twice (filled and framed) the
    larger."""
    once: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        if not any(_is_same(box, other) for other in once):
            once.append(box)
    inner = [box for box in once if not any(other != box and holds(box, other) for other in once)]
    return [box for box in inner if not any(other != box and are_near(box, other, APART) for other in inner)]


def _is_same(box: Box, other: Box) -> bool:
    return all(abs(a - b) <= 2 * CORNER for a, b in zip(box, other, strict=True))


def _unshared(boxes: Sequence[Box]) -> list[Box]:
    """The boxes no corner of which is a corner of another, as those of tiles are."""
    if len(boxes) < 2:
        return list(boxes)
    corners = Counter(corner for box in boxes for corner in _corners(box))
    return [box for box in boxes if all(corners[corner] == 1 for corner in _corners(box))]


def _corners(box: Box) -> list[tuple[int, int]]:
    return [(round(x / CORNER), round(y / CORNER)) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]


def _frames(rulings: Rulings) -> Iterator[Box]:
    """Rectangles of two level and two upright lines that end in their corners, where no other level line ends."""
    if not 2 <= len(rulings.vertical) <= MOST_LINES or len(rulings.horizontal) < 2:
        return
    heights = {int(start) for _, start, end, _ in rulings.vertical if end - start >= LOWEST}
    near = {height + step for height in heights for step in range(-2, 3)}
    topping = [rule for rule in rulings.horizontal if int(rule[0]) in near and rule[2] - rule[1] >= NARROWEST]
    if not topping:
        return
    wide = [rule for rule in rulings.horizontal if rule[2] - rule[1] >= NARROWEST]
    ends = Counter([_place(x, at) for at, start, end, _ in wide for x in (start, end)])
    topping = [r for r in topping if ends[_place(r.start, r.at)] == 1 == ends[_place(r.end, r.at)]]
    if not topping:
        return
    single = [r for r in wide if ends[_place(r.start, r.at)] == 1 == ends[_place(r.end, r.at)]]
    tops: Places = defaultdict(list)
    for rule in rulings.vertical:
        if rule.end - rule.start >= LOWEST:
            tops[_place(rule.at, rule.start)].append(rule)
    starts: Places = defaultdict(list)
    for rule in single:
        starts[_place(rule.start, rule.at)].append(rule)
    for upper in topping:
        for left in _near(tops, upper.start, upper.at):
            for right in _near(tops, upper.end, upper.at):
                below = _near(starts, upper.start, left.end)
                if abs(right.end - left.end) <= CORNER and any(abs(r.end - upper.end) <= CORNER for r in below):
                    yield Box(upper.start, upper.at, upper.end, left.end)


def _place(x: float, y: float) -> tuple[int, int]:
    return round(x / CORNER), round(y / CORNER)


def _near(places: Places, x: float, y: float) -> list[Ruling]:
    """The lines kept for a place or those right beside it."""
    column, row = _place(x, y)
    keys = [(column + a, row + b) for a in (0, -1, 1) for b in (0, -1, 1)]
    return [rule for key in keys if key in places for rule in places[key]]
