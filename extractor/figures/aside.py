"""Takes the figures of a page out of it: their words are no text, their lines no table."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.figures.boxes import flows, insets
from extractor.figures.charts import are_near, charts, holds
from extractor.figures.extent import Surroundings, Words, extent
from extractor.figures.frames import lone_boxes
from extractor.model.geometry import Box, Page, Rulings
from extractor.model.layout import FigurePiece
from extractor.text import lines

# Points that a drawing may stick out of its figure.
STICKING_OUT = 1.5


def set_aside(page: Page) -> tuple[Page, list[FigurePiece]]:
    """``page`` without its figures, and these from top to bottom."""
    if not page.runs:
        return page, []
    lone = lone_boxes(page)
    cores, framed = [*charts(page), *flows(page, lone)], list(insets(page, lone))
    if not cores and not framed:
        return page, []
    around = Surroundings(page, _text_size(page))
    found: list[tuple[Box, list[Words]]] = []
    for core in cores:
        if any(are_near(core, box, 0) for box, _ in found):
            continue
        found.append(extent(around, core))
    pieces = [
        FigurePiece(page.number, box, [line for each in words for line in lines(each.runs, page.number)])
        for box, words in found
    ]
    for box in framed:
        if not any(are_near(box, other, 0) for other, _ in found):
            words = [each for each in around.words if each.is_in(box)]
            found.append((box, words))
            printed = lines([run for each in words for run in each.runs], page.number)
            pieces.append(FigurePiece(page.number, box, printed, is_text=True))
    pieces.sort(key=lambda piece: (piece.box.y0, piece.box.x0))
    gone = {id(run) for _, words in found for each in words for run in each.runs}
    return _without(page, [box for box, _ in found], gone), pieces


def _text_size(page: Page) -> float:
    """The type size of most characters."""
    sizes: Counter[float] = Counter()
    for run in page.runs:
        sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _without(page: Page, boxes: list[Box], gone: set[int]) -> Page:
    def is_left(drawn: Box) -> bool:
        return not any(holds(box, drawn, STICKING_OUT) for box in boxes)

    level, upright = page.rulings.horizontal, page.rulings.vertical
    return replace(
        page,
        runs=tuple(run for run in page.runs if id(run) not in gone),
        rulings=Rulings(
            tuple(rule for rule in level if is_left(Box(rule.start, rule.at, rule.end, rule.at))),
            tuple(rule for rule in upright if is_left(Box(rule.at, rule.start, rule.at, rule.end))),
        ),
        shades=tuple(filter(is_left, page.shades)),
        shapes=tuple(shape for shape in page.shapes if is_left(shape.box)),
    )
