"""Print that a line strikes out (删除线), as deleted words stand in drafts with their changes shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.geometry import Page
from extractor.model.report import Issue
from extractor.text.struck import said, struck

# Characters struck out of one line, and lines of one page, that are quoted.
QUOTED, MOST_QUOTED = 30, 3


def of_struck(pages: Sequence[Page]) -> Iterator[Issue]:
    """One issue for each page of print (not read from its picture) on which words are struck out."""
    for page in pages:
        if page.layer != "born_digital" or not page.rulings.horizontal:
            continue
        found = [said(glyphs) for glyphs in struck(page)]
        if found:
            told = "、".join(f"“{text[:QUOTED]}”" for text in found[:MOST_QUOTED])
            more = f"等{len(found)}处" if len(found) > MOST_QUOTED else ""
            message = f"第{page.number}页的{told}{more}印有删除线，仍按原文读取，请对照原件核实"
            yield Issue(code="struck_text", severity="warning", message=message, page=page.number)
