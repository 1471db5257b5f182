"""Numbers of lines at the margin (行号) of drafts: they count the lines of the text and are no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from extractor.model.geometry import Page, Run

_NUMBER = re.compile(r"\s*\d{1,4}\s*")
# Numbers of a page, at least; steps between them; share of the page's lines that they count. Points that they stand
# left of the text.
FEWEST = 4
STEPS = frozenset({1, 2, 5, 10})
COUNTED = 0.6
CLEAR = 3.0


def line_numbers(pages: Sequence[Page]) -> list[list[Run]]:
    """For each page the numbers of its lines: left of everything else, one by one or each fifth; on pages with few
    lines what stands in the same place."""
    found = [_numbers(page) for page in pages]
    places = {round(edge) for runs in found for run in runs for edge in (run.left[0], run.right[-1])}
    if not places:
        return found
    return [runs or _in_places(page, places) for page, runs in zip(pages, found, strict=True)]


def _in_places(page: Page, places: Set[int]) -> list[Run]:
    """The figures left of the text that stand where numbers of lines do on other pages."""
    margin = _margin(page)
    return [
        run
        for run in page.runs
        if _NUMBER.fullmatch(run.text)
        and run.right[-1] <= margin - CLEAR
        and places & {round(run.left[0]), round(run.right[-1])}
    ]


def _margin(page: Page) -> int:
    """Where the text begins at the left."""
    return min((round(run.left[0]) for run in page.runs if not _NUMBER.fullmatch(run.text)), default=0)


def _numbers(page: Page) -> list[Run]:
    first = min(page.runs, key=lambda run: run.left[0], default=None)
    if first is None or not _NUMBER.fullmatch(first.text):
        return []
    figures = [run for run in page.runs if _NUMBER.fullmatch(run.text)]
    if len(figures) < FEWEST:
        return []
    margin = _margin(page)
    found = sorted((run for run in figures if run.right[-1] <= margin - CLEAR), key=lambda run: run.baseline)
    if len(found) < FEWEST or any(_is_in_table(page, run) for run in found):
        return []
    steps = {int(b.text) - int(a.text) for a, b in pairwise(found)}
    lines = len({round(run.baseline / 2) for run in page.runs if run.left[0] >= margin})
    step = min(steps)
    counts = len(steps) == 1 and step in STEPS and len(found) * step >= COUNTED * lines
    return found if counts else []


def _is_in_table(page: Page, run: Run) -> bool:
    """Whether an upright ruling stands left of a number."""
    middle = run.middle
    return any(rule.at <= run.left[0] and rule.start <= middle <= rule.end for rule in page.rulings.vertical)
