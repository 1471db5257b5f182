"""Flow charts and organisation charts (流程图、组织架构图): boxes with words, set apart and linked by lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.figures.charts import MOST_SHAPES, met
from extractor.figures.frames import CORNER, LOWEST, MOST, NARROWEST, alone
from extractor.figures.walls import goes_on
from extractor.model.geometry import Box, Page, Ruling, Rulings, Run, union_of

# Points. Boxes of flow charts are at most so high; lines end at a box or miss it by REACH; a link is longer than
# SHORTEST; heads of arrows are smaller than ARROW.
HIGHEST = 220.0
REACH, SHORTEST, ARROW = 3.5, 4.0, 14.0
# Points between a frame and text beside it, at least and at most, and the characters of such a line.
CLEAR, WIDEST_GAP, LEAST_BESIDE = 3.0, 40.0, 6
# Share of the page's width that such a frame takes at most.
WIDEST = 0.5
FEWEST_BOXES = 3


def flows(page: Page, lone: Sequence[Box]) -> Iterator[Box]:
    """The places of a page's flow charts, words beside the links not counted; ``lone`` are its boxes that stand by
    themselves."""
    bent = [shape.box for shape in page.shapes] if len(page.shapes) <= MOST_SHAPES else []
    if len(bent) + len(lone) < FEWEST_BOXES - 1:
        return
    round_ones = [box for box in bent if box.width >= NARROWEST and box.height >= LOWEST]
    every = alone([*lone, *round_ones]) if len(round_ones) <= MOST else lone
    sized = [box for box in every if box.height <= HIGHEST]
    boxes = [box for box in sized if _holds_text(box, page) and not _is_cell(box, page.rulings)]
    if len(boxes) < FEWEST_BOXES - 1:
        return
    links = list(_links(page.rulings, boxes))
    tips = [box for box in bent if box.width <= ARROW and box.height <= ARROW]
    slanted = [shape.box for shape in page.shapes if shape.stroked and shape.box not in boxes] if bent else []
    touching = [*boxes, *links, *tips, *slanted]
    for group in met(touching, REACH):
        own = [box for box in group if box in boxes]
        linked = [link for link in (*links, *slanted) if link in group]
        ends = [tip for tip in tips if tip in group]
        if (len(own) >= FEWEST_BOXES and len(linked) >= 2) or (len(own) == 2 and linked and ends):
            yield union_of(group)


def insets(page: Page, lone: Sequence[Box]) -> Iterator[Box]:
    """Frames of several lines with lines of the text at their side (文本框), of which they are no part."""
    for box in lone:
        if box.width > WIDEST * page.upright_width:
            continue
        inside = [run for run in page.runs if box.y0 < run.middle < box.y1 and _reaches_into(run, box)]
        lines = {round(run.baseline) for run in inside}
        whole = all(run.left[0] > box.x0 and run.right[-1] < box.x1 for run in inside)
        if len(lines) >= 2 and whole and not _is_cell(box, page.rulings):
            least = 1 if any("。" in run.text for run in inside) else 2
            if _lines_beside(box, page) >= least:
                yield box


def _reaches_into(run: Run, box: Box) -> bool:
    return run.left[0] < box.x1 and run.right[-1] > box.x0


def _lines_beside(box: Box, page: Page) -> int:
    """How many lines of the text stand at one side of a frame, clear of it, the longest of them close to it."""
    beside = [run for run in page.runs if box.y0 < run.middle < box.y1 and not _reaches_into(run, box)]
    for side in ([run for run in beside if run.right[-1] <= box.x0], [run for run in beside if run.left[0] >= box.x1]):
        letters: Counter[int] = Counter()
        for run in side:
            letters[round(run.baseline)] += len(run.text)
        gap = min((max(run.left[0] - box.x1, box.x0 - run.right[-1]) for run in side), default=0.0)
        if CLEAR <= gap <= WIDEST_GAP:
            return sum(count >= LEAST_BESIDE for count in letters.values())
    return 0


def _holds_text(box: Box, page: Page) -> bool:
    return any(
        box.x0 < (run.left[0] + run.right[-1]) / 2 < box.x1 and box.y0 < run.middle < box.y1 for run in page.runs
    )


def _is_cell(box: Box, rulings: Rulings) -> bool:
    """Whether a line runs right through a box, or along one of its sides and beyond, as in tables."""
    if goes_on(rulings.horizontal, (box.y0, box.y1), (box.x0, box.x1)):
        return True
    if goes_on(rulings.vertical, (box.x0, box.x1), (box.y0, box.y1)):
        return True
    upright = (rule.at for rule in rulings.vertical if rule.start <= box.y0 + CORNER and rule.end >= box.y1 - CORNER)
    level = (rule.at for rule in rulings.horizontal if rule.start <= box.x0 + CORNER and rule.end >= box.x1 - CORNER)
    return any(box.x0 + CORNER < at < box.x1 - CORNER for at in upright) or any(
        box.y0 + CORNER < at < box.y1 - CORNER for at in level
    )


def _links(rulings: Rulings, boxes: Sequence[Box]) -> Iterator[Box]:
    """Straight lines that are no side of a box."""
    for rule in rulings.horizontal:
        if rule.end - rule.start >= SHORTEST and not any(
            _lies_on(rule, (box.y0, box.y1), box.x0, box.x1) for box in boxes
        ):
            yield Box(rule.start, rule.at, rule.end, rule.at)
    for rule in rulings.vertical:
        if rule.end - rule.start >= SHORTEST and not any(
            _lies_on(rule, (box.x0, box.x1), box.y0, box.y1) for box in boxes
        ):
            yield Box(rule.at, rule.start, rule.at, rule.end)


def _lies_on(rule: Ruling, sides: tuple[float, float], start: float, end: float) -> bool:
    return (
        any(abs(rule.at - side) <= CORNER for side in sides)
        and rule.start >= start - CORNER
        and rule.end <= end + CORNER
    )
