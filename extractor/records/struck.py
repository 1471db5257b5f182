"""Print that a line strikes out (删除线), as deleted words stand in drafts with their changes shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.model.layout import PageLayout, Passage
from extractor.model.report import Issue
from extractor.text.struck import Glyph, said, struck

# Characters struck out of one line, and lines of one page, that are quoted.
QUOTED, MOST_QUOTED = 30, 3


# The struck letters of each page that has some, line by line.
Struck = Mapping[int, Sequence[Sequence[Glyph]]]


def struck_print(layouts: Sequence[PageLayout]) -> Struck:
    """What is struck out on pages of print (not read from their pictures)."""
    pages = (layout.page for layout in layouts)
    return {
        page.number: letters
        for page in pages
        if page.layer == "born_digital" and page.rulings.horizontal and (letters := list(struck(page)))
    }


def is_struck(passage: Passage, start: int, end: int, found: Struck) -> bool:
    """Whether a line goes through the digits of ``passage.text[start:end]``."""
    digits = 0
    for line, first, last in passage.printed(start, end):
        edges = {
            glyph.left
            for glyphs in found.get(line.page, ())
            for glyph in glyphs
            if line.top <= glyph.run.baseline - glyph.run.size / 2 <= line.bottom
        }
        for place in range(first, last):
            if line.text[place].isdecimal():
                if line.left[place] not in edges:
                    return False
                digits += 1
    return digits > 0


def of_struck(found: Struck) -> Iterator[Issue]:
    """One issue for each page on which words are struck out."""
    for number, letters in sorted(found.items()):
        words = [said(glyphs) for glyphs in letters]
        told = "、".join(f"“{text[:QUOTED]}”" for text in words[:MOST_QUOTED])
        more = f"等{len(words)}处" if len(words) > MOST_QUOTED else ""
        message = f"第{number}页的{told}{more}印有删除线，文字仍按原文读取，其中的金额未予采用，请对照原件核实"
        yield Issue(code="struck_text", severity="warning", message=message, page=number)
