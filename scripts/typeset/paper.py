"""The second typesetter: pages drawn on a ReportLab canvas, with its own line and page breaking."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from .flow import Item, Paragraph, TableItem
from .fonts import font_for
from .lines import Line, break_lines, text_width
from .look import MM, Look

ASCENT = 0.86  # of the type size: top of a line's em box to its baseline
TWICE_SHIFT = 0.3  # points between the two drawings of bold text
STROKE = 0.03  # of the type size: outline of stroked bold text
KEEP_LINES = 2.5  # a heading with less room below it goes to the next page
TABLE_ROOM = 90.0  # points: a caption with less room below it goes to the next page
FURNITURE_SIZE = {"dash": 14.0, "plain": 10.5, "of": 9.0}


class Paper:
    """The sheet being drawn: `y` is the distance from its top to the next line, in points."""

    def __init__(self, canvas: Canvas, look: Look, title: str, total: int | None) -> None:
        self.canvas, self.look, self.title, self.total = canvas, look, title, total
        self.wide = False
        self.number = 0
        self.y = 0.0
        self.fresh = True

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        return (297 * MM, 210 * MM) if self.wide else (210 * MM, 297 * MM)

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """Top, right, bottom and left margin in points."""
        top, right, bottom, left = self.look.wide_margins if self.wide else self.look.margins
        return top * MM, right * MM, bottom * MM, left * MM

    @property
    def width(self) -> float:
        return self.sheet[0] - self.margins[1] - self.margins[3]

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.sheet[1] - self.margins[2] - self.y

    def begin(self, wide: bool) -> None:
        """A new sheet."""
        self.wide = wide
        self.number += 1
        self.canvas.setPageSize(self.sheet)
        self.y = self.margins[0]
        self.fresh = True
        self.furniture()

    def end(self) -> None:
        self.canvas.showPage()

    def turn(self) -> None:
        """Ends this page and begins the next."""
        self.end()
        self.begin(self.wide)

    def furniture(self) -> None:
        """Running head and page number."""
        look, (width, height) = self.look, self.sheet
        if look.running_head:
            head = self.title if look.running_head == "title" else look.running_head
            self.text_at(head, self.margins[3], 15 * MM, "song", 9)
            y = height - 16.5 * MM
            self.canvas.setLineWidth(0.5)
            self.canvas.line(self.margins[3], y, width - self.margins[1], y)
        shown = {
            "dash": f"— {self.number} —",
            "plain": str(self.number),
            "of": f"第 {self.number} 页 共 {self.total or 0} 页",
        }.get(look.page_number)
        if shown:
            size = FURNITURE_SIZE[look.page_number]
            left = (width - text_width(shown, "song", size)) / 2
            self.text_at(shown, left, height - self.margins[2] * 0.55, "song", size)

    def text_at(
        self, text: str, x: float, y: float, role: str, size: float, bold: bool = False, gap: float = 0.0
    ) -> None:
        """Draws text with its baseline `y` points below the sheet's top; `gap` widens each character."""
        shifts = (0.0, TWICE_SHIFT) if bold and self.look.bold_twice else (0.0,)
        for shift in shifts:
            drawing = self.canvas.beginText(x + shift, self.sheet[1] - y)
            drawing.setCharSpace(gap)
            if bold and not self.look.bold_twice:
                self.canvas.setLineWidth(STROKE * size)
                drawing.setTextRenderMode(2)
            for font, characters in groupby(text, key=lambda character: font_for(role, character)):
                drawing.setFont(font, size)
                drawing.textOut("".join(characters))
            if bold and not self.look.bold_twice:
                drawing.setTextRenderMode(0)
            self.canvas.drawText(drawing)

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float) -> None:
        """A straight ruling; `y` from the top."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, self.sheet[1] - y0, x1, self.sheet[1] - y1)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.rect(x, self.sheet[1] - y - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)


def typeset(items: list[Item], look: Look, title: str, out: Path) -> None:
    """Draws the items into a PDF file."""
    total = draw(items, look, title, BytesIO(), None) if look.page_number == "of" else None
    with out.open("wb") as file:
        draw(items, look, title, file, total)


def draw(items: list[Item], look: Look, title: str, file: object, total: int | None) -> int:
    """Draws all pages and gives their number."""
    from .paper_table import draw_table  # noqa: PLC0415 (draws on a Paper, so it imports this module)

    canvas = Canvas(file, pagesize=(210 * MM, 297 * MM), invariant=1, pageCompression=1)
    paper = Paper(canvas, look, title, total)
    for item in items:
        if paper.number == 0:
            paper.begin(item.wide)
        elif item.new_page or item.wide != paper.wide:
            paper.end()
            paper.begin(item.wide)
        if isinstance(item, TableItem):
            draw_table(paper, item.grid)
        else:
            draw_paragraph(paper, item)
    paper.end()
    canvas.save()
    return paper.number


def draw_paragraph(paper: Paper, item: Paragraph) -> None:
    """Sets one paragraph, over as many pages as it needs."""
    width = paper.width - item.left - item.right
    lines = break_lines(item.text, item.font, item.size, width, item.indent)
    needed = item.before + item.leading * (KEEP_LINES if item.keep_next else 1)
    if item.keep_next and item.size < paper.look.body_size:
        needed = max(needed, TABLE_ROOM)
    if paper.room < needed and not paper.fresh:
        paper.turn()
    paper.y += item.before
    for number, line in enumerate(lines):
        if paper.room < item.leading and not paper.fresh:
            paper.turn()
        draw_line(paper, item, line, width, item.indent if number == 0 else 0.0)
        paper.y += item.leading
        paper.fresh = False
    paper.y += item.after


def draw_line(paper: Paper, item: Paragraph, line: Line, width: float, indent: float) -> None:
    """One line, justified by widening the gaps between its characters unless it is the last."""
    x = paper.margins[3] + item.left + indent
    spare = width - indent - line.width
    text = line.text.rstrip()
    spare += text_width(line.text[len(text) :], item.font, item.size)
    gap = 0.0
    if item.align == "center":
        x += spare / 2
    elif item.align == "right":
        x += spare
    elif item.align == "justify" and not line.last and len(text) > 1:
        gap = spare / (len(text) - 1)
    elif spare < 0 and len(text) > 1:
        gap = spare / (len(text) - 1)
    y = paper.y + (item.leading - item.size) / 2 + ASCENT * item.size
    cut = len(text) if item.bold == -1 else max(0, min(len(text), item.bold - line.start))
    if cut:
        paper.text_at(text[:cut], x, y, item.font, item.size, True, gap)
        x += text_width(text[:cut], item.font, item.size) + gap * cut
    if text[cut:]:
        paper.text_at(text[cut:], x, y, item.font, item.size, False, gap)
