"""Lines that a page end cuts in their height (wkhtmltopdf and its like): both pages hold letters of them.

Such programs paint one long page in slices, each clipped to its paper, so that the letters of a row lie on two pages,
some of them on one alone: what is low, as points and commas are, on the lower.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pymupdf

# Points of the lowest drawing that says where a slice ends; a flat ruling may run through letters.
LEAST_HEIGHT = 3.0
# Points within which drawings end where the slice does.
SAME_END = 1.0
# How far letters reach above and below the baseline (shares of the type size); fonts of one line claim other boxes.
ABOVE, BELOW = 1.0, 0.35
# Share of a page's height within which, from its upper or lower end, a slice ends.
MARGIN = 0.2
# Share of a page's width that the narrowest slice has.
LEAST_WIDTH = 0.5
# The direction of text that reads from left to right.
LEVEL = (1.0, 0.0)

Span = dict[str, Any]
# Where a slice ends, and the spans that it cuts there.
Cut = tuple[float, list[Span]]


def cut_spans(
    page: pymupdf.Page, drawings: Iterable[dict[str, Any]], lines: Iterable[dict[str, Any]]
) -> tuple[Cut | None, Cut | None]:
    """What the slice of a page, which is not turned, cuts at its top and at its bottom; ``drawings`` are clipped
    already."""
    heights = [(box[1], box[3]) for box in [drawing["bbox"] for drawing in drawings] if box[3] - box[1] > LEAST_HEIGHT]
    if not heights:
        return None, None
    ends = min([top for top, _ in heights]), max([bottom for _, bottom in heights])
    rect = page.rect
    near = ends[0] < rect.height * MARGIN, ends[1] > rect.height * (1 - MARGIN)
    if not any(near):
        return None, None
    level = [span for line in lines if line["dir"] == LEVEL for span in line["spans"]]
    cut = [[span for span in level if is_near and _is_cut(span, end)] for is_near, end in zip(near, ends, strict=True)]
    if not any(cut):
        return None, None
    clips = [clip for clip in _clips(page) if clip.width >= LEAST_WIDTH * rect.width]
    at_top = any(abs(clip.y0 - ends[0]) <= SAME_END for clip in clips)
    at_bottom = any(abs(clip.y1 - ends[1]) <= SAME_END for clip in clips)
    return (ends[0], cut[0]) if at_top and cut[0] else None, (ends[1], cut[1]) if at_bottom and cut[1] else None


def _is_cut(span: Span, end: float) -> bool:
    baseline, size = span["origin"][1], span["size"]
    return bool(baseline - ABOVE * size < end < baseline + BELOW * size)


def _clips(page: pymupdf.Page) -> list[pymupdf.Rect]:
    """What of the page is painted on, each part once."""
    found = {tuple(each["scissor"]) for each in page.get_cdrawings(extended=True) if each["type"] == "clip"}
    return [pymupdf.Rect(clip) for clip in sorted(found)]
