"""Rulings of cells that stand apart from each other (单元格间距): a piece under each cell, a gap between any two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.model.geometry import Page, Ruling
from extractor.tables.inferred.gutters import LEAST_CELL, MEET, SAME_LEVEL

# Points between two cells at most: those of dashes are narrower, an empty column is wider.
MOST_SPACING = 12.0
# Gaps of a level, all of one width within these points.
LEAST_GAPS = 2
SAME_GAP = 0.5
# Upright rulings of a page at most: a frame or two.
MOST_UPRIGHT = 4
# Points within which a piece ends at a gap.
AT_GAP = 1.0


def without_spacing(page: Page) -> Page:
    """The page, its horizontal rulings that are drawn cell by cell with gaps between them made to meet."""
    flat = page.rulings.horizontal
    if len(flat) <= LEAST_GAPS or len(page.rulings.vertical) > MOST_UPRIGHT:
        return page  # cells with sides of their own are boxes, which other ways read
    gaps = [gap for level in _levels(flat) for gap in _even_gaps(level)]
    if not gaps:
        return page
    starts, ends = sorted(start for _, start in gaps), sorted(end for end, _ in gaps)
    spacing = max(start - end for end, start in gaps)
    first, last = ends[0], starts[-1]
    met = []
    for rule in flat:
        start, end = rule.start, rule.end
        if _near(starts, start):
            start -= spacing / 2
        elif start < first and any(abs(other.start - (start - spacing)) <= AT_GAP for other in flat):
            start -= spacing
        if _near(ends, end):
            end += spacing / 2
        elif end > last and any(abs(other.end - (end + spacing)) <= AT_GAP for other in flat):
            end += spacing
        met.append(rule._replace(start=start, end=end))
    return replace(page, rulings=replace(page.rulings, horizontal=tuple(met)))


def _levels(flat: Iterable[Ruling]) -> list[list[Ruling]]:
    """The rulings at each height."""
    found: list[list[Ruling]] = []
    for rule in sorted(flat):
        if not found or rule.at - found[-1][0].at > SAME_LEVEL:
            found.append([])
        found[-1].append(rule)
    return found


def _even_gaps(level: Sequence[Ruling]) -> list[tuple[float, float]]:
    """Where each piece of a level ends and the next begins, none where these gaps differ."""
    pieces = sorted({(round(rule.start, 1), round(rule.end, 1)) for rule in level})
    if len(pieces) <= LEAST_GAPS or any(end - start < LEAST_CELL for start, end in pieces):
        return []
    gaps = [(a[1], b[0]) for a, b in pairwise(pieces)]
    widths = [start - end for end, start in gaps]
    uneven = min(widths) <= MEET or max(widths) > MOST_SPACING or max(widths) - min(widths) > SAME_GAP
    return [] if uneven else gaps


def _near(places: Sequence[float], x: float) -> bool:
    place = bisect_left(places, x - AT_GAP)
    return place < len(places) and places[place] <= x + AT_GAP
