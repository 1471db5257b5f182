"""What a page looks like: a small picture of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a person sees it, ``content`` being a WebP file; empty where the page cannot be drawn."""

    number: int
    content: bytes
