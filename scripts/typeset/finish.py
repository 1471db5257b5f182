"""After typesetting: turned landscape pages, watermark, fixed dates and ids, small files."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pymupdf
from reportlab.pdfgen.canvas import Canvas

from .fonts import reportlab_font
from .look import Look

MADE = "D:20240102080000+08'00'"  # every PDF's date, so that the same source gives the same file
WATERMARK_SIZE = 54
WATERMARK_GREY, WATERMARK_ALPHA = 0.6, 0.35


def finish(raw: Path, out: Path, look: Look, key: str) -> None:
    """Writes the finished PDF; `key` (report and style) gives its fixed id."""
    with pymupdf.open(raw) as document:
        if look.watermark:
            stamp(document, look.watermark)
        if look.wide_pages != "wide":
            for page in document.pages():
                if page.rect.width > page.rect.height:
                    turn(document, page, shown_upright=look.wide_pages == "rot90")
        metadata = {**(document.metadata or {}), "creationDate": MADE, "modDate": MADE, "title": ""}
        wanted = ("creationDate", "modDate", "title", "creator", "producer")
        document.set_metadata({name: metadata.get(name) or "" for name in wanted})
        document.del_xml_metadata()
        digest = hashlib.md5(key.encode(), usedforsecurity=False).hexdigest().upper()
        document.xref_set_key(-1, "ID", f"[<{digest}><{digest}>]")
        document.xref_set_key(-1, "DocChecksum", "null")
        document.save(out, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)


def turn(document: pymupdf.Document, page: pymupdf.Page, shown_upright: bool) -> None:
    """Draws a landscape page sideways on a portrait sheet; /Rotate 90 shows it upright again."""
    width, height = page.rect.width, page.rect.height
    content = f"q 0 1 -1 0 {height:g} 0 cm\n".encode() + page.read_contents() + b"\nQ"
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, content)
    document.xref_set_key(page.xref, "Contents", f"{xref} 0 R")
    document.xref_set_key(page.xref, "MediaBox", f"[0 0 {height:g} {width:g}]")
    for box in ("CropBox", "TrimBox", "BleedBox", "ArtBox"):
        document.xref_set_key(page.xref, box, "null")
    if shown_upright:
        document.xref_set_key(page.xref, "Rotate", "90")


def stamp(document: pymupdf.Document, text: str) -> None:
    """A large grey text at 45° over each page."""
    sizes = {(round(page.rect.width), round(page.rect.height)) for page in document.pages()}
    for size in sorted(sizes):
        with pymupdf.open("pdf", watermark_page(text, size)) as mark:
            for page in document.pages():
                if (round(page.rect.width), round(page.rect.height)) == size:
                    page.show_pdf_page(page.rect, mark, 0, overlay=True)


def watermark_page(text: str, size: tuple[int, int]) -> bytes:
    """A one-page PDF that holds the watermark alone."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(45)
    canvas.setFillGray(WATERMARK_GREY)
    canvas.setFillAlpha(WATERMARK_ALPHA)
    canvas.setFont(reportlab_font("hei"), WATERMARK_SIZE)
    canvas.drawCentredString(0, -WATERMARK_SIZE / 2, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
