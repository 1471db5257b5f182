"""Tells whether a page's text stands in its pictures although the file has some text too.

A scan pasted into a page that carries a page number, or a scan with a line printed over it, would otherwise count as a
page of that little text. Only pages with a large picture are looked at, on a small drawing of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pymupdf

from extractor.model.geometry import Box, Run, Turn
from extractor.pdf.trust import SCAN_COVER, STAMP_LENGTH, cover_of

# Share of the page that pictures cover at least to be looked at (a pasted table of a few rows covers 0.06), and to be
# most of what the page says (a pasted half page covers 0.3; photographs too).
LOOKED_AT, LARGE = 0.05, 0.2
# ... and that a piece of a tiled one takes at least: emblems and signatures are smaller.
LEAST_PIECE = 0.01
# Share of the page that lines printed over a scan take: three lines 0.04, a page of prose 0.3.
FEW_LINES = 0.06
# Points to a pixel of the drawing: strokes of letters are grey there, but far darker than paper.
COARSE = 2.0
# A page of print: so much of it is of one brightness (photographs 0.1 to 0.4), and so much is darker than that by
# DARKER (a tenth of a page of lines 0.01, dense tables 0.2).
PAPER, SAME = 0.55, 24
LEAST_INK, MOST_INK, DARKER = 0.008, 0.4, 45
# Points around the file's own letters that are theirs.
AROUND = 2.0


def is_pictured(page: pymupdf.Page, runs: Sequence[Run], images: Sequence[Box], turn: Turn) -> tuple[bool, bool]:
    """Whether large pictures of the page hold print, and whether that is most of what the page says.

    ``runs`` and ``images`` are upright, ``turn`` leads from there to the page as seen.
    """
    size = (turn.width, turn.height)
    large = [box for box in images if cover_of((box,), size) >= LEAST_PIECE]
    covered = cover_of(large, size)
    if covered < LOOKED_AT or not _holds_print(
        page, [turn.apply(box) for box in large], [turn.apply(r.box) for r in runs]
    ):
        return False, False
    letters = sum(len(run.text.replace(" ", "")) for run in runs)
    lines = sum(run.box.width * run.box.height for run in runs)
    few = covered >= SCAN_COVER and lines < FEW_LINES * size[0] * size[1]
    return True, covered >= LARGE and (letters < STAMP_LENGTH or few)


def _holds_print(page: pymupdf.Page, images: list[Box], own: list[Box]) -> bool:
    """Whether the places of pictures look like printed paper, the file's own letters left out."""
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(1 / COARSE, 1 / COARSE), colorspace=pymupdf.csGRAY, alpha=False)
    greys = bytearray(drawn.samples)
    for box in own:
        for start, end in _rows(box, drawn, AROUND):
            greys[start:end] = bytes(end - start)
    # Zero stands for what the file wrote itself; a picture's own black is 1.
    counts: Counter[int] = Counter()
    for box in images:
        for start, end in _rows(box, drawn, 0.0):
            counts.update(greys[start:end])
    del counts[0]
    total = counts.total()
    if not total:
        return False
    paper = max(counts, key=lambda grey: sum(counts[near] for near in range(grey - SAME // 2, grey + SAME // 2 + 1)))
    same = sum(counts[grey] for grey in range(paper - SAME, paper + SAME + 1))
    ink = sum(count for grey, count in counts.items() if grey < paper - DARKER)
    return same >= PAPER * total and LEAST_INK * total <= ink <= MOST_INK * total


def _rows(box: Box, drawn: pymupdf.Pixmap, around: float) -> list[tuple[int, int]]:
    """Where the pixels of a box stand in the drawing, row by row."""
    x0, y0 = max(0, int((box.x0 - around) / COARSE)), max(0, int((box.y0 - around) / COARSE))
    x1 = min(drawn.width, int((box.x1 + around) / COARSE) + 1)
    y1 = min(drawn.height, int((box.y1 + around) / COARSE) + 1)
    return [(y * drawn.stride + x0, y * drawn.stride + x1) for y in range(y0, y1)] if x1 > x0 else []
