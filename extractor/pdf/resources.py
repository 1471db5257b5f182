"""What the pages of a document list in their resources: fonts and pictures. Most pages share one list with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pymupdf

Listed = TypeVar("Listed")
Font = tuple[Any, ...]
# Where a page has no list of its own, and takes the one of the pages above it in their tree.
_INHERITED = "null"


class Resources:
    """The lists of a document, each followed once."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._document = document
        self._fonts: dict[tuple[str, str], list[Font]] = {}
        self._pictured: dict[tuple[str, str], bool] = {}

    def fonts(self, page: pymupdf.Page) -> list[Font]:
        """The fonts of a page, as ``get_page_fonts`` gives them."""
        return self._once(page, self._fonts, self._document.get_page_fonts)

    def has_pictures(self, page: pymupdf.Page) -> bool:
        """Whether a page lists any picture; those written within its own content are listed nowhere."""
        return self._once(page, self._pictured, lambda number: bool(self._document.get_page_images(number)))

    def _once(
        self, page: pymupdf.Page, known: dict[tuple[str, str], Listed], follow: Callable[[int], Listed]
    ) -> Listed:
        key = self._document.xref_get_key(page.xref, "Resources")
        if key[0] == _INHERITED:
            return follow(page.number)
        if key not in known:
            known[key] = follow(page.number)
        return known[key]
