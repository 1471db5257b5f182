"""Does every character of the source come out of the PDF's text layer?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf

from goldcheck.source import Block, segments

from .flow import radicals


def missing_characters(blocks: list[Block], pdf: Path) -> dict[str, int]:
    """Characters that the text layer gives less often than the source prints them, and how many are lacking.

    A character drawn as a blank box (glyph 0) counts as lacking, named "□x" after what it should be.
    """
    fold = {radical: char for char, radical in radicals().items()}
    expected = Counter("".join("".join(piece.text.split()) for piece in segments(blocks)))
    given: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    with pymupdf.open(pdf) as document:
        for page in document:
            given.update("".join(page.get_text("text", flags=pymupdf.TEXT_PRESERVE_LIGATURES).split()).translate(fold))
            for span in page.get_texttrace():
                for code, glyph, *_ in span["chars"]:
                    if glyph == 0 and code > 32 and chr(code) in expected:
                        blank[f"□{chr(code)}"] += 1
    lacking = {char: count - given[char] for char, count in expected.items() if given[char] < count}
    return {**lacking, **blank}
