"""Why a page was read as it was: what was found on it, in words and drawn over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor import pdf
from extractor.model.geometry import Box
from extractor.model.layout import FigurePiece, Line, PageLayout, TablePiece
from extractor.model.report import Evidence
from extractor.pdf import Mark
from extractor.pipeline import Options, lay_out, read_pages

RULING = (0.85, 0.1, 0.1)
CELL = (0.1, 0.35, 0.85)
SPAN = (0.95, 0.6, 0.0)
LINE = (0.1, 0.6, 0.2)
FIGURE = (0.9, 0.5, 0.1)
FURNITURE = (0.5, 0.5, 0.5)
STATED, BESIDE = (0.85, 0.0, 0.0), (0.95, 0.55, 0.0)
MARGIN = 2.0


def page_layout(source: Path | bytes, number: int, options: Options) -> PageLayout:
    """The layout of one page, furniture told from all pages. Raises a :class:`DocumentError`."""
    with pdf.open_pdf(source, name=options.name, password=options.password) as document:
        document.check_page(number)
        return lay_out(read_pages(document))[number - 1]


def describe(layout: PageLayout) -> Iterator[str]:
    """The page in sentences: its layer, turn, rulings, tables with their style and confidence, lines, furniture."""
    page = layout.page
    rulings = page.rulings
    yield f"page {page.number}: {page.width:.0f} × {page.height:.0f} points, text layer {page.layer}"
    if page.turn.quarters:
        yield f"its text is turned by {page.turn.quarters * 90} degrees"
    yield f"{len(rulings.horizontal)} horizontal and {len(rulings.vertical)} vertical lines, {len(page.shades)} shades"
    for item in layout.items:
        if isinstance(item, TablePiece):
            rows, columns = len(item.rows) - 1, len(item.columns) - 1
            spans = sum(1 for cell in item.cells if cell.rowspan > 1 or cell.colspan > 1)
            yield (
                f"table at {_at(page.seen(item.box))}: {rows} rows × {columns} columns, {len(item.cells)} cells, "
                f"{spans} merged, found by {item.style} with confidence {item.confidence:.2f}"
            )
        elif isinstance(item, FigurePiece):
            yield f"figure at {_at(page.seen(item.box))}: {len(item.lines)} lines of labels"
    lines = [item for item in layout.items if isinstance(item, Line)]
    yield f"{len(lines)} lines outside tables"
    for line in layout.furniture:
        yield f"set aside at {_at(page.seen(line.box))}: {line.text}"


def marks(layout: PageLayout) -> Iterator[Mark]:
    """Lines and shades of the page, cells (merged ones in another colour), text lines and furniture."""
    page = layout.page
    for rule in page.rulings.horizontal:
        yield Mark(page.seen(Box(rule.start, rule.at - 0.5, rule.end, rule.at + 0.5)), RULING)
    for rule in page.rulings.vertical:
        yield Mark(page.seen(Box(rule.at - 0.5, rule.start, rule.at + 0.5, rule.end)), RULING)
    for item in layout.items:
        if isinstance(item, Line):
            yield Mark(page.seen(item.box), LINE, 0.4)
            continue
        if isinstance(item, FigurePiece):
            yield Mark(page.seen(item.box), FIGURE)
            continue
        for cell in item.cells:
            merged = cell.rowspan > 1 or cell.colspan > 1
            yield Mark(page.seen(_inside(cell.box)), SPAN if merged else CELL, 0)
            yield Mark(page.seen(_inside(cell.box)), SPAN if merged else CELL)
    for line in layout.furniture:
        yield Mark(page.seen(line.box), FURNITURE, 0)


def draw(source: Path | bytes, layout: PageLayout, options: Options) -> bytes:
    """The page as PNG with everything that was found drawn over it."""
    return pdf.draw_marks(source, layout.page.number, marks(layout), options.password)


def draw_places(source: Path | bytes, number: int, places: Sequence[Evidence], options: Options) -> bytes:
    """A page as PNG with the places of one record framed on it, the first of them, what is stated, in red."""
    boxes = [(place, Box(*place.bbox)) for place in places]
    framed = [
        Mark(Box(box.x0 - MARGIN, box.y0 - MARGIN, box.x1 + MARGIN, box.y1 + MARGIN), colour, 1.5)
        for at, (place, box) in enumerate(boxes)
        if place.page == number
        for colour in (STATED if at == 0 else BESIDE,)
    ]
    return pdf.draw_marks(source, number, framed, options.password)


def _inside(box: Box) -> Box:
    """A box a little smaller, so that neighbours are told apart."""
    inset = min(1.2, box.width / 4, box.height / 4)
    return Box(box.x0 + inset, box.y0 + inset, box.x1 - inset, box.y1 - inset)


def _at(box: Box) -> str:
    return f"({box.x0:.0f}, {box.y0:.0f})"
