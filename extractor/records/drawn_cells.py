"""Cells whose content is drawn: figures turned into outlines (转曲) or pasted as small pictures, which are not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.model.geometry import Box
from extractor.model.layout import PageLayout
from extractor.model.reading import Reading
from extractor.model.report import Issue

# Points that print is high: smaller is a dot or a slip of the pen, higher a seal or a picture.
LEAST_HIGH, MOST_HIGH = 3.0, 30.0
# Share of its cell that print fills at most in each direction: what fills more is its ground.
GROUND = 0.97
# Cells of one page of a table that tell; one may hold a sign.
LEAST_CELLS = 3
# Blank cells times drawings that are held against each other.
MOST_PAIRS = 1_000_000


def of_drawn_cells(reading: Reading) -> Iterator[Issue]:
    """One issue for each page of a ruled table some of whose cells without text hold drawings or pictures."""
    for table in reading.tables:
        if table.grid.confidence < 1:
            continue
        blank = [place for cell in table.grid.cells if not cell.passage.text.strip() for place in cell.boxes]
        count: Counter[int] = Counter()
        for page in {number for number, _ in blank}:
            layout = reading.pages.layouts[page - 1]
            count[page] = _held(layout, [box for number, box in blank if number == page])
        for page in sorted(count):
            if count[page] >= LEAST_CELLS:
                told = f"第{page}页表格中有{count[page]}个单元格的内容是图形或图片"
                message = f"{told}（如转为曲线的数字），未读取，请对照原件核实"
                yield Issue(code="drawn_cells", severity="warning", message=message, page=page)


def _held(layout: PageLayout, cells: Sequence[Box]) -> int:
    """How many of some blank cells of a page hold something drawn."""
    page = layout.page
    if page.layer != "born_digital":
        return 0
    drawn = [shape.box for shape in page.shapes if not shape.stroked] + list(page.images)
    drawn = [box for box in drawn if LEAST_HIGH <= box.height <= MOST_HIGH]
    if not drawn or len(drawn) * len(cells) > MOST_PAIRS:
        return 0
    return sum(any(_holds(cell, box) for box in drawn) for cell in cells)


def _holds(cell: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    inside = cell.x0 < x < cell.x1 and cell.y0 < y < cell.y1
    return inside and box.width < GROUND * cell.width and box.height < GROUND * cell.height
