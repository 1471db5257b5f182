"""Draws boxes over a rendered page, for finding out why it was read as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pymupdf

from extractor.model.geometry import Box
from extractor.pdf.document import open_pdf

DOTS_PER_INCH = 110


class Mark(NamedTuple):
    """A box (points, as seen) in a colour (red, green, blue from 0 to 1); ``width`` 0 fills it lightly instead."""

    box: Box
    colour: tuple[float, float, float]
    width: float = 0.8


def draw_marks(source: Path | bytes, number: int, marks: Iterable[Mark], password: str | None = None) -> bytes:
    """Page ``number`` (from 1) as PNG with ``marks`` over it. Raises a :class:`DocumentError`."""
    with open_pdf(source, password=password) as document:
        picture = document.render(number, DOTS_PER_INCH)
    with pymupdf.open() as canvas:
        scale = 72 / DOTS_PER_INCH
        page = canvas.new_page(width=picture.width * scale, height=picture.height * scale)
        page.insert_image(page.rect, pixmap=picture)
        for mark in marks:
            rect = pymupdf.Rect(*mark.box)
            if mark.width:
                page.draw_rect(rect, color=mark.colour, width=mark.width)
            else:
                page.draw_rect(rect, color=None, fill=mark.colour, fill_opacity=0.18)
        return bytes(page.get_pixmap(dpi=DOTS_PER_INCH).tobytes("png"))
