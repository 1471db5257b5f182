"""A page after its layout is understood, and texts that know where they are printed.

A :class:`Line` is the atom: it has its place in its page's text. Everything longer (a paragraph over two
pages, a cell cut by a page end) is a :class:`Passage`, assembled from pieces of lines; whatever is found in
a passage is traced back to pages and boxes by :meth:`Passage.fragments`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, union_of
from extractor.model.record import Evidence


@dataclass(slots=True)
class Line:
    """One printed line, or one line inside a table cell.

    ``text`` has ``left``/``right`` character edges beside it, all of one length. ``page`` counts from 1;
    ``start`` is the offset of ``text`` in its page's text, -1 until the page is composed. ``lead`` is about
    how many characters at its start are set in another face than the rest, 0 where all are alike; ``red``: its figures
    are in red. ``confidence`` has 0 to 1 for each character read from a picture; None where the file tells the text.
    """

    text: str
    left: Sequence[float]
    right: Sequence[float]
    top: float
    bottom: float
    size: float
    bold: bool
    font: str
    page: int
    start: int = -1
    lead: int = 0
    confidence: list[float] | None = None
    red: bool = False

    @property
    def box(self) -> Box:
        return Box(self.left[0], self.top, self.right[-1], self.bottom)

    @property
    def x0(self) -> float:
        return self.left[0]

    @property
    def x1(self) -> float:
        return self.right[-1]

    def box_of(self, start: int, end: int) -> Box:
        """The box of the characters ``start`` to ``end`` (half-open)."""
        return Box(min(self.left[start:end]), self.top, max(self.right[start:end]), self.bottom)


# A value or a title cut by a line end is shown by a box on each line, a paragraph by one box around it.
TIGHT_LINES = 2


class Fragment(NamedTuple):
    """Where a piece of text stands: page from 1, half-open offsets in the page's text, box as seen.

    ``confidence`` is that of its least certain character, None for text that was not read from a picture.
    """

    page: int
    start: int
    end: int
    bbox: Box
    table: str | None = None
    row: int | None = None
    column: int | None = None
    confidence: float | None = None


class Place(NamedTuple):
    """The table cell that a passage was taken from."""

    table: str
    row: int
    column: int


class Piece(NamedTuple):
    """``line.text[start:end]`` stands in a passage from ``at`` on."""

    at: int
    line: Line
    start: int
    end: int


@dataclass(slots=True, unsafe_hash=True)
class Passage:
    """A text assembled from printed lines, each character of which knows its place.

    Between two pieces may be a joint (nothing, a space, a line end). Never changed, though not frozen: there are many.
    """

    text: str
    pieces: tuple[Piece, ...]

    def slice(self, start: int, end: int) -> Passage:
        """The passage of ``text[start:end]``."""
        pieces = []
        for piece in self._touching(start, end):
            first = max(start - piece.at, 0)
            last = min(end - piece.at, piece.end - piece.start)
            pieces.append(Piece(max(piece.at - start, 0), piece.line, piece.start + first, piece.start + last))
        return Passage(self.text[start:end], tuple(pieces))

    def stripped(self) -> Passage:
        """The passage without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, len(self.text.rstrip()))

    def fragments(
        self, pages: PageIndex, start: int = 0, end: int | None = None, place: Place | None = None
    ) -> list[Fragment]:
        """Where ``text[start:end]`` is printed, in order.

        A text of one or two lines has a fragment with a tight box for each line; a longer one has a fragment for
        each run of neighbouring lines on a page.
        """
        printed = [pages.fragment(*part, place) for part in self.printed(start, end)]
        if len(printed) <= TIGHT_LINES:
            return printed
        runs = [printed[:1]]
        for old, new in pairwise(printed):
            if pages.adjoin(old, new):
                runs[-1].append(new)
            else:
                runs.append([new])
        return [_merged(run) for run in runs]

    def printed(self, start: int = 0, end: int | None = None) -> list[tuple[Line, int, int]]:
        """The lines that ``text[start:end]`` stands on, in order, and which characters of each (half-open)."""
        end = len(self.text) if end is None else end
        if start == 0 and end == len(self.text):
            return [(line, begin, stop) for _, line, begin, stop in self.pieces if begin < stop]
        found = []
        for at, line, begin, stop in self._touching(start, end):
            first = begin + start - at if start > at else begin
            last = end - at + begin
            last = last if last < stop else stop
            if first < last:
                found.append((line, first, last))
        return found

    def _touching(self, start: int, end: int) -> Iterable[Piece]:
        if len(self.pieces) == 1:
            piece = self.pieces[0]
            return self.pieces if piece.at < end and piece.at + piece.end - piece.start > start else ()
        return self._touching_of_many(start, end)

    def _touching_of_many(self, start: int, end: int) -> Iterator[Piece]:
        # Where a piece begins right at the next place, the longer of the two is the larger: no two lines are compared.
        first = bisect_left(self.pieces, (start + 1,)) - 1
        for place in range(max(first, 0), len(self.pieces)):
            piece = self.pieces[place]
            if piece.at >= end:
                break
            if piece.at + piece.end - piece.start > start:
                yield piece


def _merged(run: list[Fragment]) -> Fragment:
    """One fragment for several of a page that follow each other."""
    first = run[0]
    if len(run) == 1:
        return first
    sure = min((each.confidence for each in run if each.confidence is not None), default=None)
    box = union_of([each.bbox for each in run])
    return Fragment(first.page, first.start, run[-1].end, box, first.table, first.row, first.column, sure)


def whole(line: Line) -> Passage:
    """The passage of one line."""
    return Passage(line.text, (Piece(0, line, 0, len(line.text)),))


def join_passages(passages: Iterable[Passage], joint: str = "") -> Passage:
    """One passage out of several, with ``joint`` between them."""
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    passages = list(passages)
    if len(passages) == 1:
        return passages[0]
    for index, passage in enumerate(passages):
        if index and joint:
            texts.append(joint)
            length += len(joint)
        pieces.extend(Piece(length + p.at, p.line, p.start, p.end) for p in passage.pieces)
        texts.append(passage.text)
        length += len(passage.text)
    return Passage("".join(texts), tuple(pieces))


@dataclass(slots=True)
class CellPiece:
    """A cell of one page's part of a table; ``row`` and ``column`` are those of its top left place."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    lines: list[Line]


@dataclass(slots=True)
class TablePiece:
    """The part of a table that stands on one page.

    ``columns`` and ``rows`` are the edges of the grid (one more than there are columns and rows);
    ``style`` is how it was found: ``ruled``, ``three_line``, ``shaded`` or ``borderless``;
    ``open_top``/``open_bottom`` say that the outer ruling is missing there (cut by the page end);
    ``open_above``/``open_below`` are the columns in which it alone is missing.
    """

    page: int
    box: Box
    columns: list[float]
    rows: list[float]
    cells: list[CellPiece]
    style: str
    confidence: float = 1.0
    open_top: bool = False
    open_bottom: bool = False
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()


class FigurePiece(NamedTuple):
    """A figure (图) of one page: a chart or a flow chart with its labels, or a frame with a text of its own."""

    page: int
    box: Box
    lines: list[Line]
    is_text: bool = False


@dataclass(slots=True)
class PageLayout:
    """A page in reading order: ``items`` make up ``text``, ``furniture`` is what was left out of it."""

    page: Page
    items: list[Line | TablePiece | FigurePiece]
    furniture: list[Line] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageIndex:
    """The composed pages by number, for tracing text back to them.

    ``traced`` keeps the evidence of what was asked for, by page, offsets and cell: values, scores, checks and tables
    quote the same places. ``place`` is the cell that all of the text is of, where it is that of one cell.
    """

    layouts: tuple[PageLayout, ...]
    traced: dict[tuple[int, int, int, Place | None], Evidence] = field(default_factory=dict, compare=False, repr=False)
    place: Place | None = None

    def seen(self, number: int, box: Box) -> Box:
        return self.layouts[number - 1].page.seen(box)

    def fragment(self, line: Line, first: int, last: int, place: Place | None = None) -> Fragment:
        """Where the characters ``first`` to ``last`` (half-open) of a line are printed."""
        box = self.seen(line.page, line.box_of(first, last))
        table, row, column = place or (None, None, None)
        sure = None if line.confidence is None else min(line.confidence[first:last])
        return Fragment(line.page, line.start + first, line.start + last, box, table, row, column, sure)

    def adjoin(self, old: Fragment, new: Fragment) -> bool:
        """Whether nothing but white space lies between two fragments, so that one can quote both."""
        return (
            old.page == new.page
            and old.end <= new.start
            and not self.layouts[new.page - 1].text[old.end : new.start].strip()
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (段落) or a heading line, whole even where a page end cuts it.

    ``indent`` and ``centred`` are those of its first line; ``lead`` is how many characters at its start are
    set in another face than the rest (run-in heads), 0 where all are alike; ``right`` marks lines set flush
    right (signatures, 单位：元), ``note`` footnotes (脚注). ``size`` is the type size in points.
    """

    passage: Passage
    page: int
    indent: float
    size: float
    bold: bool
    centred: bool
    right: bool
    lead: int
    font: str
    note: bool = False

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(slots=True, unsafe_hash=True)
class TableCell:
    """A cell (单元格) of a whole table; its text may come from two pages; never changed, though not frozen."""

    row: int
    column: int
    rowspan: int
    colspan: int
    passage: Passage
    boxes: tuple[tuple[int, Box], ...]
    joined: bool = False

    @property
    def rows(self) -> range:
        """The rows that it stands in."""
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        """The columns that it stands over."""
        return range(self.column, self.column + self.colspan)


# The cell that covers each place of a grid, by row and column.
Places = Mapping[tuple[int, int], "TableCell"]


@dataclass(slots=True)
class Grid:
    """A whole table (表格), over all its pages, header rows once; ``cells`` are in row order, ``header_rows`` counts
    those of column heads, ``caption`` and ``unit_line`` are the paragraphs above it that belong to it.
    """

    id: str
    pieces: list[TablePiece]
    n_rows: int
    n_columns: int
    cells: list[TableCell]
    header_rows: int
    style: str
    confidence: float
    caption: Passage | None = None
    unit_line: Passage | None = None
    _places: Places | None = field(default=None, init=False, repr=False)

    @property
    def pages(self) -> list[int]:
        return sorted({piece.page for piece in self.pieces})

    @property
    def places(self) -> Places:
        """Every (row, column) with the cell that covers it, spans included; ``cells`` change by ``set_cells`` alone."""
        if self._places is None:
            self._places = {(r, c): cell for cell in self.cells for r in cell.rows for c in cell.columns}
        return self._places

    def set_cells(self, cells: list[TableCell]) -> None:
        """Other cells for the same places, in row order."""
        self.cells, self._places = cells, None

    def at(self, row: int, column: int) -> TableCell | None:
        """The cell that covers a place."""
        return self.places.get((row, column))

    def texts(self) -> list[list[str | None]]:
        """The grid as rows of text: ``""`` for an empty cell, ``None`` for a place covered by a span."""
        rows: list[list[str | None]] = [[None] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.passage.text
        return rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure (图) among the paragraphs: its labels line by line, and the caption (图题) beside it."""

    page: int
    labels: tuple[Passage, ...] = ()
    caption: Passage | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.labels if self.caption is None else (*self.labels, self.caption)


Block = Paragraph | Grid | Figure
