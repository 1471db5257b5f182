"""Draws pages as small pictures that are pleasant to read on a screen."""

from __future__ import annotations

import io

import pymupdf
from PIL import Image

# Characters of 小五 (9 pt) are readable from 100 dpi on; 150 dpi makes files half as large again.
DPI = 120
# Drawings and A3 sheets: the longer side is kept to so many pixels.
LONGEST_SIDE = 2000
# 40 is where the strokes of small characters begin to smear; lower ones serve photographs only.
QUALITIES = (50, 30, 15)
# 60 pages, with the third that base64 adds, stay under 15 MB.
PAGE_BYTES = 180_000
# Effort of the encoder from 0 to 6: 2 takes half the time of 4 for files 4 % larger.
EFFORT = 2


def draw(page: pymupdf.Page) -> bytes:
    """The page as a WebP picture, turned as a person sees it."""
    longest = max(page.rect.width, page.rect.height, 1.0)
    scale = min(DPI / 72, LONGEST_SIDE / longest)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    picture = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    content = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=EFFORT)
        content = out.getvalue()
        if len(content) <= PAGE_BYTES:
            break
    return content
