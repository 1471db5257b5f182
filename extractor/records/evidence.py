"""From a piece of a passage to the public evidence (证据): page, offsets, box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.model.geometry import Box
from extractor.model.layout import TIGHT_LINES, Fragment, Line, PageIndex, Passage, Place, TableCell
from extractor.model.report import Evidence

# Decimals of a point in a printed box: finer than any reader can see, coarse enough to be stable.
BOX_DECIMALS = 2


def evidence(
    passage: Passage, pages: PageIndex, start: int = 0, end: int | None = None, place: Place | None = None
) -> list[Evidence]:
    """Where ``passage.text[start:end]`` is printed; ``place`` is the table cell that the passage is of."""
    place = pages.place if place is None else place
    if end is None and not start and len(passage.pieces) == 1:
        _, line, first, last = passage.pieces[0]
        known = pages.traced.get((line.page, line.start + first, line.start + last, place))
        if known is not None:
            return [known]
        return [_traced(pages, line, first, last, place)] if first < last else []
    printed = passage.printed(start, end)
    if len(printed) > TIGHT_LINES:
        return [from_fragment(fragment) for fragment in passage.fragments(pages, start, end, place)]
    return [_traced(pages, *part, place) for part in printed]


def beginning(places: Sequence[Evidence]) -> tuple[int, int]:
    """The page and the offset that a record begins at; (0, 0) for one without a place."""
    return (places[0].page, places[0].start) if places else (0, 0)


def of_cells(cells: Iterable[TableCell | None], pages: PageIndex, table: str) -> list[Evidence]:
    """Where the cells of a table that say something are printed, in their order."""
    return [
        found
        for cell in cells
        if cell is not None and cell.passage.text.strip()
        for found in evidence(cell.passage, pages, place=Place(table, cell.row, cell.column))
    ]


def _traced(pages: PageIndex, line: Line, first: int, last: int, place: Place | None) -> Evidence:
    """The evidence of a stretch of one line, made once for all records that quote it."""
    key = line.page, line.start + first, line.start + last, place
    found = pages.traced.get(key)
    if found is None:
        found = pages.traced[key] = from_fragment(pages.fragment(line, first, last, place))
    return found


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
