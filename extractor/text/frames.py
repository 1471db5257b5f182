"""Borders around pages (页面边框): frames at one place on most pages that no other ruling meets are of no table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.geometry import Box, Page, Ruling, Rulings

# Share of a sheet's width and height that a frame has at least; four pages stand on some sheets.
LEAST = 0.38
# Frames of a document at least, and the share of its printed pages that have one.
LEAST_FRAMES, MOST_PAGES = 2, 0.5
# Rulings as wide of a page that are looked at; maps and hatchings have more.
MOST_RULES = 200
# Points. Rulings meet within so many; frames of one place are off by less; double lines stand closer.
MEET, SAME, DOUBLE = 2.0, 3.0, 6.0


def unframed(pages: Sequence[Page]) -> list[Page]:
    """``pages`` without the rulings of the borders around them.

    A cell that fills pages of a form looks alike, but where the form begins or ends rulings meet its sides.
    """
    found = [list(_frames(page)) if page.runs else [] for page in pages]
    sizes = Counter(_size(frame) for frames in found for frame in frames)
    found = [[frame for frame in frames if sizes[_size(frame)] >= LEAST_FRAMES] for frames in found]
    printed, framed = sum(1 for page in pages if page.runs), sum(1 for frames in found if frames)
    if not framed or framed < MOST_PAGES * printed:
        return list(pages)
    sides = {round(side / SAME) for frames in found for frame in frames for side in (frame.x0, frame.x1)}
    if any(_has_side(page, sides) for page, frames in zip(pages, found, strict=True) if not frames):
        return list(pages)
    return [_without(page, frames) if frames else page for page, frames in zip(pages, found, strict=True)]


def _size(frame: Box) -> tuple[int, int]:
    return round((frame.x1 - frame.x0) / SAME), round((frame.y1 - frame.y0) / SAME)


def _frames(page: Page) -> Iterator[Box]:
    """Rectangles that no ruling within them meets."""
    width, height = page.turn.width, page.turn.height
    across = [rule for rule in page.rulings.horizontal if rule.end - rule.start >= LEAST * width]
    upright = [rule for rule in page.rulings.vertical if rule.end - rule.start >= LEAST * height]
    if not upright or len(across) > MOST_RULES:
        return
    for index, top in enumerate(across):
        for bottom in across[index + 1 :]:
            if bottom.at - top.at < LEAST * height or not _are_alike(top, bottom):
                continue
            sides = [side for side in upright if abs(side.start - top.at) <= MEET and abs(side.end - bottom.at) <= MEET]
            left = [side for side in sides if abs(side.at - top.start) <= MEET]
            right = [side for side in sides if abs(side.at - top.end) <= MEET]
            box = Box(top.start, top.at, top.end, bottom.at)
            if left and right and not _is_met(page, box):
                yield box


def _are_alike(one: Ruling, other: Ruling) -> bool:
    return abs(one.start - other.start) <= MEET and abs(one.end - other.end) <= MEET


def _is_met(page: Page, box: Box) -> bool:
    """Whether a ruling within a rectangle begins or ends at one of its sides."""
    across = (
        rule
        for rule in page.rulings.horizontal
        if box.y0 + DOUBLE < rule.at < box.y1 - DOUBLE and rule.start < box.x1 and rule.end > box.x0
    )
    upright = (
        rule
        for rule in page.rulings.vertical
        if box.x0 + DOUBLE < rule.at < box.x1 - DOUBLE and rule.start < box.y1 and rule.end > box.y0
    )
    if any(rule.start <= box.x0 + MEET or rule.end >= box.x1 - MEET for rule in across):
        return True
    return any(rule.start <= box.y0 + MEET or rule.end >= box.y1 - MEET for rule in upright)


def _has_side(page: Page, sides: set[int]) -> bool:
    """Whether a table of a page has a side where frames have one."""
    ends = {round(end / SAME) for rule in page.rulings.horizontal for end in (rule.start, rule.end)}
    return not sides.isdisjoint(ends)


def _without(page: Page, frames: Sequence[Box]) -> Page:
    across = (rule for rule in page.rulings.horizontal if not any(_is_across(rule, box) for box in frames))
    upright = (rule for rule in page.rulings.vertical if not any(_is_side(rule, box) for box in frames))
    return replace(page, rulings=Rulings(tuple(across), tuple(upright)))


def _is_across(rule: Ruling, box: Box) -> bool:
    ends = abs(rule.start - box.x0) <= DOUBLE and abs(rule.end - box.x1) <= DOUBLE
    return ends and min(abs(rule.at - box.y0), abs(rule.at - box.y1)) <= DOUBLE


def _is_side(rule: Ruling, box: Box) -> bool:
    ends = abs(rule.start - box.y0) <= DOUBLE and abs(rule.end - box.y1) <= DOUBLE
    return ends and min(abs(rule.at - box.x0), abs(rule.at - box.x1)) <= DOUBLE
