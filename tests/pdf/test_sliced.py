"""A long page painted in slices: the line that a page end cuts in its height is whole on one page, and there alone."""

from __future__ import annotations

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.pdf import open_pdf
from extractor.text import unsliced

TOP, BOTTOM, HEIGHT = 60.0, 780.0, 842.0
WORDS = "合同金额1,234.56元"


def sliced(baseline: float, *, clipped: bool = True) -> list[Page]:
    """Two pages with the line at ``baseline`` of the first, painted on both, and upright rulings around it."""
    document = pymupdf.open()
    for shift in (0.0, BOTTOM - TOP):
        page = document.new_page(width=595, height=HEIGHT)
        for x in (80, 500):
            page.draw_line((x, 100 - shift), (x, 1300 - shift), width=0.7)
        page.insert_text((100, baseline - shift), WORDS, fontname="china-s", fontsize=12)
        page.insert_text((100, 420), f"第{page.number + 1}部分", fontname="china-s", fontsize=12)
        page.clean_contents()
        (xref,) = page.get_contents()
        clip = f"q 60 {HEIGHT - BOTTOM} 475 {BOTTOM - TOP} re W n\n" if clipped else "q\n"
        document.update_stream(xref, clip.encode() + document.xref_stream(xref) + b"\nQ")
    with open_pdf(document.tobytes(), name="report.pdf", ocr="never") as opened:
        return unsliced(list(opened.pages()))


def told(pages: list[Page]) -> list[bool]:
    return [WORDS in "".join(run.text for run in page.runs) for page in pages]


@pytest.mark.parametrize(("baseline", "on"), [(BOTTOM + 1, [True, False]), (BOTTOM + 8, [False, True])])
def test_a_line_cut_by_a_page_end_is_on_the_page_where_more_of_it_shows(baseline: float, on: list[bool]) -> None:
    assert told(sliced(baseline)) == on


def test_lines_that_nothing_cuts_stay() -> None:
    assert told(sliced(BOTTOM - 20))[0]
    # the rulings end there, but no slice does
    assert told(sliced(BOTTOM + 1, clipped=False))[0]
