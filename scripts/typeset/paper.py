"""The sheet that the second typesetter draws on: a ReportLab canvas with margins, furniture and a cursor."""

from __future__ import annotations

from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from .fonts import font_for
from .lines import text_width
from .look import MM, Look

ASCENT = 0.86  # of the type size: top of a line's em box to its baseline
TWICE_SHIFT = 0.3  # points between the two drawings of bold text
STROKE = 0.03  # of the type size: outline of stroked bold text
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
            self.text_at(head, self.margins[3], 15 * MM, ("song", 9))
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
            self.text_at(shown, left, height - self.margins[2] * 0.55, ("song", size))

    def text_at(
        self, text: str, x: float, y: float, face: tuple[str, float], *, bold: bool = False, gap: float = 0.0
    ) -> None:
        """Draws text in a face (role, size), baseline `y` below the sheet's top, `gap` after each."""
        role, size = face
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
