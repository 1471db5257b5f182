"""Annotations (批注) that reviewers put on a page: they are no part of it, and go before it is read.

Fields of forms are; so is black text typed into blank places of a page (打字机), which is how many fill in a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pymupdf

from extractor.model.geometry import Box

# What is written or drawn over a page, by the format's names for it; of these, what says something, or may.
DRAWN = frozenset(
    {
        "Text", "Line", "Square", "Circle", "Polygon", "PolyLine", "Stamp", "Caret", "Ink", "Popup", "FileAttachment",
        "Redact",
    }
)  # fmt: skip
SAYING = frozenset({"Text", "Stamp", "FreeText"})
# What may be an opaque area.
FILLED = frozenset({"Square", "Circle", "Polygon"})
# Typed text is dark: on each channel of a colour (0 to 1).
DARK = 0.35
# A page with more annotations is no reviewer's work.
MOST = 500


def without_comments(page: pymupdf.Page) -> bool:
    """Takes the comments off a page, in memory alone; whether any of them said something."""
    gone = []
    for annot in islice(_annotations(page), MOST):
        kind = annot.type[1]
        is_seal = kind == "Stamp" and not annot.get_text().strip()
        is_comment = kind == "FreeText" and _is_comment(page, annot)
        if (kind in DRAWN and not is_seal and not _hides(annot)) or is_comment:
            gone.append((annot.xref, kind))
    said = any(kind in SAYING for _, kind in gone)
    for xref, _ in gone:
        page.delete_annot(page.load_annot(xref))
    return said


def _annotations(page: pymupdf.Page) -> Iterator[pymupdf.Annot]:
    """One after the other: to look up each by its number costs time that grows with their square."""
    annot = page.first_annot
    while annot:
        yield annot
        annot = annot.next


def _hides(annot: pymupdf.Annot) -> bool:
    """Whether an annotation is opaque paint: who lays it over a text covers it up (涂黑)."""
    return annot.type[1] in FILLED and bool(annot.colors["fill"]) and not 0 <= annot.opacity < 1


def _is_comment(page: pymupdf.Page, annot: pymupdf.Annot) -> bool:
    """Whether typed text is a comment: a call-out, coloured, framed, or over other text of the page."""
    intent = page.parent.xref_get_key(annot.xref, "IT")[1]
    if "Callout" in intent:
        return True
    appearance = page.parent.xref_get_key(annot.xref, "DA")[1]
    return _is_coloured(appearance) or _lies_on_text(page, annot)


def _is_coloured(appearance: str) -> bool:
    """Whether the default appearance of a text sets a colour other than black: 1 0 0 rg."""
    words = appearance.replace("(", " ").replace(")", " ").split()
    for sign, channels in (("rg", 3), ("g", 1)):
        if sign in words:
            numbers = words[max(words.index(sign) - channels, 0) : words.index(sign)]
            try:
                return any(float(number) > DARK for number in numbers)
            except ValueError:
                return False
    return False


def _lies_on_text(page: pymupdf.Page, annot: pymupdf.Annot) -> bool:
    """Whether words of the page itself stand under a typed text."""
    own = Box(*annot.rect)
    words = page.get_text("words", clip=annot.rect)
    return any(
        own.x0 < (x0 + x1) / 2 < own.x1 and own.y0 < (y0 + y1) / 2 < own.y1 and word not in annot.get_text()
        for x0, y0, x1, y1, word, *_ in words
    )
