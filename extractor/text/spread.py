"""Sheets with two pages side by side (A3 对开): the right page is put below the left one, as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.model.geometry import Page, Ruling, Run
from extractor.text.folding import folded, parted_runs
from extractor.text.lines import lines
from extractor.text.text_columns import in_columns

# Width over height of a sheet with two pages side by side (1.41), at least.
WIDE = 1.25
# Shares of the sheet's width: the empty band between the pages (0.13 on A3), and how far from the sheet's middle it is.
BAND, OFF_MIDDLE = 0.04, 0.08
# A full page has so many lines of prose, or long rules of a table, that are so long (shares of the sheet's width).
FULL_LINES, FULL_RULES, LONG = 5, 3, 0.28
# Points. Sheets of one size differ by less.
SAME_SIZE = 20.0


class _Half(NamedTuple):
    """One of the two pages of a sheet, in the sheet's coordinates."""

    runs: list[Run]
    rules: list[Ruling]

    def is_full(self, width: float) -> bool:
        """Whether it holds prose or tables over its whole width."""
        if sum(rule.end - rule.start >= LONG * width for rule in self.rules) >= FULL_RULES:
            return True
        return sum(line.x1 - line.x0 >= LONG * width for line in lines(self.runs, 0)) >= FULL_LINES


def unfolded(pages: Sequence[Page]) -> list[Page]:
    """``pages``, each sheet with two pages side by side as one page with the right half below the left.

    Where two full pages stand on a sheet, other sheets of its size with one full page and a gap are such sheets too.
    Pages in two columns of text are put the same way.
    """
    found = {place: gap for place, page in enumerate(pages) if (gap := _gap(page)) is not None}
    halves = {place: _halves(pages[place], gap) for place, gap in found.items()}
    full = {place: [half.is_full(pages[place].turn.width) for half in halves[place]] for place in found}
    sizes = {_size(pages[place]) for place in found if all(full[place])}
    return [
        folded(page, found[place], found[place], BAND * page.turn.width)
        if place in found and any(full[place]) and _size(page) in sizes
        else in_columns(page)
        for place, page in enumerate(pages)
    ]


def _size(page: Page) -> tuple[int, int]:
    return round(page.turn.width / SAME_SIZE), round(page.turn.height / SAME_SIZE)


def _gap(page: Page) -> float | None:
    """The middle of the band between two pages of a sheet, that nothing printed crosses."""
    width = page.turn.width
    if width < WIDE * page.turn.height or not page.runs:
        return None
    spans = [(run.left[0], run.right[-1]) for run in parted_runs(page, BAND * width)]
    spans += [(rule.start, rule.end) for rule in page.rulings.horizontal]
    low = max((end for start, end in spans if start + end < width), default=0.0)
    high = min((start for start, end in spans if start + end >= width), default=width)
    middle = (low + high) / 2
    return middle if high - low >= BAND * width and abs(middle - width / 2) <= OFF_MIDDLE * width else None


def _halves(page: Page, gap: float) -> list[_Half]:
    across = page.rulings.horizontal
    runs = parted_runs(page, BAND * page.turn.width)
    left = _Half([run for run in runs if run.left[0] < gap], [rule for rule in across if rule.start < gap])
    right = _Half([run for run in runs if run.left[0] >= gap], [rule for rule in across if rule.start >= gap])
    return [left, right]
