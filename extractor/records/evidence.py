"""From a piece of a passage to the public evidence (证据): page, offsets, box."""

from __future__ import annotations

from extractor.model.geometry import Box
from extractor.model.layout import Fragment, PageIndex, Passage, Place
from extractor.model.report import Evidence

# Decimals of a point in a printed box: finer than any reader can see, coarse enough to be stable.
BOX_DECIMALS = 2


def evidence(
    passage: Passage, pages: PageIndex, start: int = 0, end: int | None = None, place: Place | None = None
) -> list[Evidence]:
    """Where ``passage.text[start:end]`` is printed; ``place`` is the table cell that the passage is of."""
    return [from_fragment(fragment) for fragment in passage.fragments(pages, start, end, place)]


def rounded(box: Box) -> tuple[float, float, float, float]:
    """A box as it is printed."""
    x0, y0, x1, y1 = box
    return round(x0, BOX_DECIMALS), round(y0, BOX_DECIMALS), round(x1, BOX_DECIMALS), round(y1, BOX_DECIMALS)


def from_fragment(fragment: Fragment) -> Evidence:
    """The public form of one fragment, its box rounded."""
    if fragment.confidence is not None:
        return Evidence(
            page=fragment.page,
            start=fragment.start,
            end=fragment.end,
            bbox=rounded(fragment.bbox),
            table=fragment.table,
            row=fragment.row,
            column=fragment.column,
            confidence=round(fragment.confidence, 3),
            source="ocr",
        )
    return Evidence(
        page=fragment.page,
        start=fragment.start,
        end=fragment.end,
        bbox=rounded(fragment.bbox),
        table=fragment.table,
        row=fragment.row,
        column=fragment.column,
    )
