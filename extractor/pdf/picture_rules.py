"""Thin pictures: some programs draw the rules of a table as pictures a pixel or two wide."""

from __future__ import annotations

from typing import Any

import pymupdf

from extractor.pdf.vectors import NEAR_WHITE, THIN

Block = dict[str, Any]
# A rule is this many times as long as wide; below that it is a bullet.
LONG = 3.0
# Pixels of a picture that are looked at to tell ink from paper; a rule has a few thousand.
MOST_PIXELS = 40_000


def thin_pictures(page: pymupdf.Page, pictures: list[dict[str, Any]]) -> list[Block]:
    """The pictures of a page (``get_image_info``) that are rules, as filled vectors; white and clear ones are none."""
    if not any(map(_is_thin, pictures)):
        return []
    clear = {xref for xref, mask, *_ in page.get_images() if mask}
    inked: dict[int, bool] = {}
    found = []
    for one in filter(_is_thin, page.get_image_info(xrefs=True)):
        xref = one["xref"]
        if xref not in inked:
            inked[xref] = xref not in clear and one["width"] * one["height"] <= MOST_PIXELS and _is_inked(page, xref)
        if inked[xref]:
            found.append({"bbox": one["bbox"], "stroked": False, "isrect": True, "color": 0, "alpha": 255})
    return found


def _is_thin(picture: dict[str, Any]) -> bool:
    x0, y0, x1, y1 = picture["bbox"]
    narrow, long = sorted((x1 - x0, y1 - y0))
    return bool(narrow <= THIN and long >= LONG * max(narrow, 1.0))


def _is_inked(page: pymupdf.Page, xref: int) -> bool:
    """Whether most of a picture is darker than paper; one written within the page itself (0) cannot be asked."""
    if not xref:
        return False
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(page.parent, xref))
    return 2 * sum(sample < NEAR_WHITE for sample in bytes(grey.samples)) > len(grey.samples)
