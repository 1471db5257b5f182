"""Figures that their cells or the edge of the page cut off: a sheet prints 89,704.9 of 89,704.93 where the column is
too narrow.

The file draws the whole figure and shows a part of it. What shows is no figure of the report, and gets a mark of a lost
character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pymupdf

from extractor.model.geometry import Ruling, Run

LOST = "\ufffd"
# Points between a figure and the wall of its cell at most, where it may go on behind that.
NEAR = 0.8
# A page with more walls is a drawing.
MOST_WALLS = 4_000
_OF_FIGURE = re.compile(r"[\d.,，]")
# Places are told to a tenth of a point.
TENTHS = 10

Place = tuple[int, int]


def with_cut_figures(
    page: pymupdf.Page, runs: list[Run], walls: Sequence[Ruling], width: float, flags: int, lines: Any
) -> list[Run]:
    """The runs, those marked in which a clipping path, or the edge of the page of so much ``width``, has cut off
    digits; ``lines`` are those that ``flags`` gave.

    Where a digit stands at an upright ruling the text of the page is read once more; at the edge of a page nobody
    prints one.
    """
    ends = {_place_in(run, at) for run in runs for at in _at_edge(run, width)}
    if walls and len(walls) <= MOST_WALLS and _may_be_cut(runs, walls):
        ends |= _behind_walls(page, flags, lines)
    return [_marked(run, ends) for run in runs] if ends else runs


def _behind_walls(page: pymupdf.Page, flags: int, lines: Any) -> set[Place]:
    """The places of shown digits whose figures go on where nothing is shown."""
    shown = {_place(char) for line in lines for span in line["spans"] for char in span["chars"]}
    whole = page.get_text("rawdict", flags=flags & ~(pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_COLLECT_VECTORS))
    return {
        _place(kept)
        for block in whole["blocks"]
        for line in block.get("lines", ())
        for kept in _cut_ends([char for span in line["spans"] for char in span["chars"]], shown)
    }


def _at_edge(run: Run, width: float) -> list[int]:
    """Where in a run a digit stands at the left or the right edge of the page."""
    ends = ((0, run.left[0] < NEAR), (len(run.text) - 1, run.right[-1] > width - NEAR))
    return [at for at, is_at_edge in ends if is_at_edge and _OF_FIGURE.match(run.text[at])]


def _may_be_cut(runs: Sequence[Run], walls: Sequence[Ruling]) -> bool:
    """Whether a digit stands at a wall that is as high as its line."""
    upright = sorted(walls)
    heights = [wall.at for wall in upright]
    for run in runs:
        if not _OF_FIGURE.search(run.text):
            continue
        first = bisect_left(heights, run.left[0] - NEAR)
        for wall in upright[first : bisect_left(heights, run.right[-1] + NEAR)]:
            if not wall.start <= run.middle <= wall.end:
                continue
            place = bisect_left(run.left, wall.at)
            for at in (place - 1, place):
                is_figure = 0 <= at < len(run.text) and _OF_FIGURE.match(run.text[at])
                if is_figure and run.left[at] - NEAR <= wall.at <= run.right[at] + NEAR:
                    return True
    return False


def _cut_ends(chars: Sequence[dict[str, Any]], shown: set[Place]) -> list[dict[str, Any]]:
    """The digits of a line that are shown and go on in one that is not."""
    found = []
    for one, other in pairwise(chars):
        if _OF_FIGURE.match(one["c"]) and _OF_FIGURE.match(other["c"]) and _touch(one, other):
            is_one, is_other = _place(one) in shown, _place(other) in shown
            if is_one != is_other:
                found.append(one if is_one else other)
    return found


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    (_, y0, x1, y1), (x0, top, _, _) = one["bbox"], other["bbox"]
    return bool(abs(top - y0) < 1 and abs(x0 - x1) < (y1 - y0) / 4)


def _place(char: dict[str, Any]) -> Place:
    return round(char["bbox"][0] * TENTHS), round(char["origin"][1] * TENTHS)


def _place_in(run: Run, at: int) -> Place:
    return round(run.left[at] * TENTHS), round(run.baseline * TENTHS)


def _marked(run: Run, ends: set[Place]) -> Run:
    """A run with a mark in each of its characters with which a figure is cut."""
    cut = [at for at, char in enumerate(run.text) if char != LOST and _place_in(run, at) in ends]
    for at in reversed(cut):
        middle = (run.left[at] + run.right[at]) / 2
        run = replace(
            run,
            text=run.text[: at + 1] + LOST + run.text[at + 1 :],
            left=(*run.left[: at + 1], middle, *run.left[at + 1 :]),
            right=(*run.right[: at + 1], run.right[at], *run.right[at + 1 :]),
        )
    return run
