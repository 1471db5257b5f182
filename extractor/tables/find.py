"""Finds the tables of one page and what of the page belongs to none."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from extractor.model.geometry import Page, Ruling
from extractor.model.layout import CellPiece, Line, PageLayout, TablePiece
from extractor.tables.cell_text import lines_of
from extractor.tables.inferred.boxed_heads import boxed_heads
from extractor.tables.inferred.going_on import with_level_beside
from extractor.tables.inferred.infer import CONFIDENCE, inferred
from extractor.tables.inferred.pieced import outside, pieced
from extractor.tables.inferred.side_by_side import captions_apart
from extractor.tables.inferred.upright import uprights
from extractor.tables.overhang import without_overhang
from extractor.tables.rest import Rest
from extractor.tables.ruled.banded import with_walls
from extractor.tables.ruled.drop import Contents, drop
from extractor.tables.ruled.lattice import Lattice, build
from extractor.tables.ruled.rules import bridged, components, joined, with_levels
from extractor.tables.ruled.shaded_heads import with_shaded_heads
from extractor.tables.ruled.spaced import without_spacing
from extractor.tables.ruled.unmerged import unmerged
from extractor.tables.shaded.tiles import is_within, tiled

# Rulings of a page from which it is a drawing; dense tables with borders drawn cell by cell have 3,000.
MOST_RULINGS = 20_000
# Titles are set this much larger than tables (1.2 to 2), rows within a table at most 1.1.
LARGER = 1.15
# Styles of tables whose cells are drawn, as rulings or as shaded areas.
DRAWN = ("ruled", "shaded")


def find(page: Page, above: TablePiece | None = None) -> tuple[list[TablePiece], list[Line]]:
    """The tables on ``page`` from top to bottom, and the lines that are in none of them.

    ``above`` is the table that the page before ends with, which may go on here.
    """
    vertical = joined(page.rulings.vertical)
    if not page.runs:
        lattices = ruled(page, joined(page.rulings.horizontal), vertical)
        return [_piece(page, lattice, "ruled", 1.0, {}, 0) for lattice in lattices], []
    page = without_spacing(page)
    rest = Rest(page, page.runs)
    horizontal = joined(page.rulings.horizontal)
    lattices = [with_walls(lattice, page, horizontal) for lattice in ruled(page, horizontal, vertical, above)]
    if above and above.style == "ruled":
        lattices = [with_level_beside(lattice, above, rest) for lattice in lattices]
        above = None  # what has a grid has one on each page
    shaded = tiled(rest, horizontal, lattices)
    lattices, upright = uprights(rest, [one for one in lattices if not is_within(one, shaded)], vertical)
    lattices, boxed = boxed_heads(rest, lattices, horizontal)
    upright = [one for one in (*upright, *boxed) if not is_within(one, shaded)]
    pieces, rest = _filled(rest, [(lattice, "ruled", 1.0) for lattice in lattices])
    for found, style in ((shaded, "shaded"), (upright, "three_line")):
        if found:
            more, rest = _filled(rest, [(lattice, style, CONFIDENCE[style]) for lattice in found])
            pieces += more
    if drawn := pieced(rest, outside(page.rulings.horizontal, [*lattices, *shaded, *upright]), vertical):
        drawn[0] = with_level_beside(drawn[0], above, rest)
        more, rest = _filled(rest, [(lattice, "three_line", CONFIDENCE["three_line"]) for lattice in drawn])
        pieces += more
    free = outside(horizontal, [*lattices, *shaded, *upright, *drawn])
    if guessed := inferred(rest, free, above):
        more, rest = _filled(rest, [(one.lattice, one.style, one.confidence) for one in guessed])
        pieces += more
    pieces.sort(key=lambda piece: (piece.box.y0, piece.box.x0))
    lines_left = without_overhang(pieces, rest.lines, horizontal)
    return pieces, captions_apart(lines_left, pieces)


def open_at_end(layout: PageLayout) -> TablePiece | None:
    """The table that nothing follows on a page, so that it may go on on the next.

    A ruling below it says little: some programs draw that of the table's end at each page end.
    """
    last = layout.items[-1] if layout.items else None
    return last if isinstance(last, TablePiece) else None


def is_overcrowded(page: Page) -> bool:
    """Whether a page has more rulings than any table: a map or a hatching, on which tables may have been missed."""
    return len(page.rulings.horizontal) + len(page.rulings.vertical) > MOST_RULINGS


def ruled(
    page: Page, horizontal: list[Ruling], vertical: list[Ruling], above: TablePiece | None = None
) -> list[Lattice]:
    """The grids that a page's rulings, joined, make, inner ones first; ``above`` is the table that the page before ends
    with."""
    if not horizontal or not vertical:
        return []
    groups = components(horizontal, vertical)

    def is_title(above: float, below: float) -> bool:
        between = [run.size for run in page.runs if above < run.middle < below]
        return bool(between) and max(between) > LARGER * median(run.size for run in page.runs)

    def holds_text(left: float, right: float) -> bool:
        return any(left < (run.left[0] + run.right[-1]) / 2 < right for run in page.runs)

    beside = above.rows if above and above.style == "ruled" else ()
    whole = with_shaded_heads(bridged(with_levels(groups, vertical, holds_text), is_title), page.shades)
    lattices = [lattice for group in whole if (lattice := build(*group, beside))]
    return sorted(lattices, key=lambda lattice: lattice.box.width * lattice.box.height)


def _filled(rest: Rest, found: list[tuple[Lattice, str, float]]) -> tuple[list[TablePiece], Rest]:
    """The tables with what stands in them, and what is left then."""
    if not found:
        return [], rest
    are_drawn = all(style == "ruled" for _, style, _ in found)
    contents, left = drop(rest.runs, [lattice for lattice, _, _ in found], are_drawn)
    pieces = [
        _piece(rest.page, lattice, style, confidence, contents, index)
        for index, (lattice, style, confidence) in enumerate(found)
    ]
    return pieces, Rest(rest.page, left)


def _piece(page: Page, lattice: Lattice, style: str, confidence: float, contents: Contents, index: int) -> TablePiece:
    cells = [
        CellPiece(
            span.row,
            span.column,
            span.rowspan,
            span.colspan,
            lattice.box_of(span),
            lines_of(found, page.number) if (found := contents.get((index, number))) else [],
        )
        for number, span in enumerate(lattice.spans)
    ]
    piece = TablePiece(
        page.number,
        lattice.box,
        lattice.columns,
        lattice.rows,
        unmerged(cells, lattice) if style == "ruled" else cells,
        style,
        confidence,
        lattice.open_top,
        lattice.open_bottom,
        lattice.open_above,
        lattice.open_below,
    )
    return _without_blank_end(piece)


def _without_blank_end(piece: TablePiece) -> TablePiece:
    """A piece without a last row that a page end left over: it holds nothing, and either has no rule below or is none
    but for the merged cells that reach into it from above."""
    last = len(piece.rows) - 2
    ending = [cell for cell in piece.cells if cell.row + cell.rowspan > last]
    own = [cell for cell in ending if cell.row == last]
    if not last or piece.style not in DRAWN or any(cell.lines for cell in own):
        return piece
    is_open = piece.open_bottom and piece.style == "ruled" and not any(cell.lines for cell in ending)
    is_left_over = len(own) < len(ending) and (not own or piece.style == "shaded")
    if not is_open and not is_left_over:
        return piece
    kept = [cell for cell in piece.cells if cell.row < last]
    for cell in kept:
        cell.rowspan = min(cell.rowspan, last - cell.row)
    rows = piece.rows[:-1]
    box = piece.box._replace(y1=rows[-1])
    return replace(piece, box=box, rows=rows, cells=kept, open_bottom=is_left_over, open_below=frozenset())
