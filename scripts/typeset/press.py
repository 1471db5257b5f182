"""The second typesetter: paragraphs and tables on ReportLab pages, with its own line and page breaking."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from .flow import Item, Paragraph, TableItem
from .lines import Line, break_lines, text_width
from .look import MM, Look
from .paper import ASCENT, Paper
from .paper_table import draw_table

KEEP_LINES = 2.5  # a heading with less room below it goes to the next page
TABLE_ROOM = 90.0  # points: a caption with less room below it goes to the next page


def typeset(items: list[Item], look: Look, title: str, out: Path) -> None:
    """Draws the items into a PDF file."""
    total = draw(items, look, title, BytesIO(), None) if look.page_number == "of" else None
    with out.open("wb") as file:
        draw(items, look, title, file, total)


def draw(items: list[Item], look: Look, title: str, file: object, total: int | None) -> int:
    """Draws all pages and gives their number."""
    rl_config.useA85 = 0  # binary streams, a fifth smaller
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
    elif (item.align == "justify" and not line.last and len(text) > 1) or (spare < 0 and len(text) > 1):
        gap = spare / (len(text) - 1)
    y = paper.y + (item.leading - item.size) / 2 + ASCENT * item.size
    cut = len(text) if item.bold == -1 else max(0, min(len(text), item.bold - line.start))
    if cut:
        paper.text_at(text[:cut], x, y, (item.font, item.size), bold=True, gap=gap)
        x += text_width(text[:cut], item.font, item.size) + gap * cut
    if text[cut:]:
        paper.text_at(text[cut:], x, y, (item.font, item.size), gap=gap)
