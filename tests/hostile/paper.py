"""Prints pages as typists do, well or badly: text, ruled tables, several pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pymupdf
from extractor import extract
from extractor.model.report import Report
from extractor.pdf import OcrMode
from extractor.pipeline import Options

FONT = "body"
# Points between a cell's rule and its text, between its lines, and from a line's top to its baseline.
PADDING, LEADING, ASCENT = 4.0, 1.3, 0.95

Place = tuple[int, int]


@cache
def _typeface() -> bytes:
    return bytes(pymupdf.Font("cjk").buffer)


class Paper:
    """A document under construction; coordinates are points from the top left of the current page."""

    def __init__(self) -> None:
        self.document = pymupdf.open()

    def page(self, width: float = 595, height: float = 842) -> Paper:
        self.sheet = self.document.new_page(width=width, height=height)
        self.sheet.insert_font(fontname=FONT, fontbuffer=_typeface())
        return self

    def text(self, x: float, y: float, text: str, size: float = 12, **look: Any) -> Paper:
        self.sheet.insert_text((x, y), text, fontname=FONT, fontsize=size, **look)
        return self

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        height: float = 24,
        spans: Mapping[Place, Place] | None = None,
        size: float = 10,
    ) -> Paper:
        """A ruled table; ``spans`` gives (rows, columns) of merged cells, whose other places are left out."""
        merged = spans or {}
        covered = {
            (row + down, column + right)
            for (row, column), (tall, wide) in merged.items()
            for down in range(tall)
            for right in range(wide)
            if down or right
        }
        edges = [x + sum(widths[:place]) for place in range(len(widths) + 1)]
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if (row, column) in covered:
                    continue
                tall, wide = merged.get((row, column), (1, 1))
                box = pymupdf.Rect(edges[column], y + row * height, edges[column + wide], y + (row + tall) * height)
                self.sheet.draw_rect(box, width=0.6)
                self._fill(box, text, size)
        return self

    def _fill(self, box: pymupdf.Rect, text: str, size: float) -> None:
        lines = text.split("\n") if text else []
        top = (box.y0 + box.y1 - len(lines) * LEADING * size) / 2
        for place, line in enumerate(lines):
            self.text(box.x0 + PADDING, top + place * LEADING * size + ASCENT * size, line, size)

    def read(self, ocr: OcrMode = "auto") -> Report:
        return extract(self.document.tobytes(), Options(ocr=ocr))


def yuan(report: Report) -> list[str]:
    """The amounts of a report in reading order."""
    return [str(money.yuan) for money in report.money]
