"""Builds a Reading from plain lists, as if it had been read from a page, for tests of records and checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.model.geometry import Box, Page, Rulings, Turn
from extractor.model.layout import (
    Block,
    CellPiece,
    Grid,
    Line,
    PageIndex,
    PageLayout,
    Paragraph,
    Passage,
    TableCell,
    TablePiece,
    join_passages,
    whole,
)
from extractor.model.reading import Column, DataTable, Outline, Reading, Section, TablePart

BODY = 16.0
WIDTH, HEIGHT = 595.0, 842.0
PER_LINE = 28


class Writer:
    """Writes blocks onto pages; every character gets a place in its page's text."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.lengths = [0]
        self.top = 60.0
        self.blocks: list[Block] = []
        self.tables: list[DataTable] = []
        self.sections: list[Section] = []
        self.front: list[Block] = []
        self.signature: list[Paragraph] = []
        self.annexes: list[Block] = []

    def page_break(self) -> Writer:
        self.pages.append([])
        self.lengths.append(0)
        self.top = 60.0
        return self

    def line(self, text: str, size: float = BODY, left: float = 90.0, gap: float = 0.6, *, bold: bool = False) -> Line:
        """One printed line under the last one; ``gap`` is the white above it in line heights."""
        self.top += gap * size
        step = size if not text.isascii() else size / 2
        edges = [left + index * step for index in range(len(text))]
        start = self.lengths[-1]
        self.pages[-1].append(text)
        self.lengths[-1] += len(text) + 1
        line = Line(
            text, edges, [edge + step for edge in edges], self.top, self.top + size, size, bold, "SimSun",
            len(self.pages), start,
        )  # fmt: skip
        self.top += size
        return line

    def paragraph(
        self,
        text: str,
        *,
        size: float = BODY,
        centred: bool = False,
        right: bool = False,
        bold: bool = False,
        lead: int = 0,
        note: bool = False,
        indent: float | None = None,
        gap: float = 0.6,
    ) -> Paragraph:
        """A paragraph wrapped like print; centred and right ones, and ``\\n``, make lines as given."""
        parts = text.split("\n")
        if not centred and not right and len(parts) == 1:
            parts = [text[at : at + PER_LINE] for at in range(0, len(text), PER_LINE)]
        lines = [
            self.line(
                part, size, (WIDTH - size * len(part)) / 2 if centred else 90.0, gap if not index else 0.3, bold=bold
            )
            for index, part in enumerate(parts)
        ]
        first = lines[0].x0 - 90.0 if indent is None else indent
        passage = join_passages(map(whole, lines))
        return self._put(Paragraph(passage, lines[0].page, first, size, bold, centred, right, lead, "SimSun", note))

    def heading(self, text: str, level: int = 1) -> Section:
        block = self.paragraph(text)
        number = text.split("、", maxsplit=1)[0] if "、" in text else text[:3]
        at = text.index("、") + 1 if "、" in text else 3
        parent = next((s for s in reversed(self.sections) if s.level < level), None)
        section = Section(
            str(len(self.sections)), parent, level, number.strip("（）()"),
            block.passage.slice(at, len(text)), block.passage, False,
        )  # fmt: skip
        if parent:
            parent.children.append(section)
        self._holder().pop()
        self.sections.append(section)
        return section

    def sign(self, *lines: str) -> Writer:
        for text in lines:
            block = self.paragraph(text, right=True)
            self._holder().pop()
            self.signature.append(block)
        return self

    def table(
        self,
        rows: Sequence[Sequence[str | tuple[str, int, int] | None]],
        *,
        kind: str = "other",
        roles: Sequence[str | None] = (),
        units: Sequence[str | None] = (),
        header: int = 1,
        marks: dict[int, str] | None = None,
        caption: str | None = None,
        unit_line: str | None = None,
        unit: str | None = None,
        name: str = "",
        row_units: dict[int, str] | None = None,
    ) -> DataTable:
        """A table; a cell is text, ``(text, rowspan, colspan)``, or None where a span covers the place."""
        above = [self.paragraph(text) if text else None for text in (caption, unit_line)]
        cells, pieces = [], []
        n_columns = max(len(row) for row in rows)
        width = (WIDTH - 100) / n_columns
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                text, rowspan, colspan = value if isinstance(value, tuple) else (value, 1, 1)
                lines = [self.line(part, 10.0, 50 + c * width) for part in text.split("\n") if part]
                passage = join_passages(map(whole, lines))
                box = Box(50 + c * width, self.top - 10, 50 + (c + colspan) * width, self.top)
                cells.append(TableCell(r, c, rowspan, colspan, passage, ((len(self.pages), box),)))
                pieces.append(CellPiece(r, c, rowspan, colspan, box, lines))
        box = Box(50, 50, WIDTH - 50, HEIGHT - 50)
        piece = TablePiece(len(self.pages), box, [], [], pieces, "ruled")
        grid = Grid(
            f"t{len(self.tables) + 1}", [piece], len(rows), n_columns, cells, header, "ruled", 1.0,
            above[0].passage if above[0] else None, above[1].passage if above[1] else None,
        )  # fmt: skip
        texts = grid.texts()
        columns = tuple(
            Column(
                c,
                tuple(dict.fromkeys(t for t in (texts[r][c] for r in range(header)) if t)),
                roles[c] if c < len(roles) else None,
                units[c] if c < len(units) else None,
                ("header" if unit is None else "caption") if c < len(units) and units[c] else None,
            )
            for c in range(n_columns)
        )
        part = TablePart(name, range(header), range(header, len(rows)), columns, marks or {}, row_units=row_units or {})
        table = DataTable(grid, kind, unit, [part])
        self.tables.append(table)
        self._put(grid)
        return table

    def reading(self) -> Reading:
        layouts = []
        for number, texts in enumerate(self.pages, 1):
            page = Page(
                number,
                WIDTH,
                HEIGHT,
                0,
                Turn(0, WIDTH, HEIGHT),
                (),
                (),
                Rulings((), ()),
                (),
                (),
                "born_digital",
            )
            layouts.append(PageLayout(page, [], [], "\n".join(texts)))
        outline = Outline(self.front, self.sections, self.signature, self.annexes)
        return Reading("report.pdf", PageIndex(tuple(layouts)), self.blocks, self.tables, outline)

    def _put(self, block: Any) -> Any:
        self.blocks.append(block)
        self._holder().append(block)
        return block

    def _holder(self) -> list[Block]:
        if self.signature:
            return self.annexes
        return self.sections[-1].body if self.sections else self.front


def quoted(reading: Reading, passage: Passage) -> str:
    """What the pages hold at the places that ``passage`` points to, without white space."""
    texts = (reading.pages.layouts[f.page - 1].text[f.start : f.end] for f in passage.fragments(reading.pages))
    return "".join("".join(texts).split())
