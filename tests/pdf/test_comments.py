"""What reviewers put over a page is no part of it; what is typed into its blanks and its fields is."""

from __future__ import annotations

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.pdf import comments

from tests.pdf.test_reading_pages import pages_of, written

OVER, BLANK = pymupdf.Rect(120, 185, 260, 205), pymupdf.Rect(100, 300, 260, 320)


def read(document: pymupdf.Document) -> tuple[str, Page]:
    page = pages_of(document)[0]
    return "".join(run.text for run in page.runs), page


def typed(rect: pymupdf.Rect, colour: tuple[float, float, float]) -> pymupdf.Document:
    document = written()
    document[0].add_freetext_annot(rect, "99万元", fontname="china-s", fontsize=10, text_color=colour)
    return document


def test_comments_over_the_text_or_in_colour_are_left_out_and_told() -> None:
    for document in (typed(OVER, (0, 0, 0)), typed(BLANK, (1, 0, 0))):
        text, page = read(document)
        assert text == "合同金额330,435.30元"
        assert "comments" in page.notes


def test_of_many_annotations_the_first_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    document = written()
    for _ in range(3):
        document[0].add_freetext_annot(OVER, "99万元", fontname="china-s", fontsize=10, text_color=(1, 0, 0))
    monkeypatch.setattr(comments, "MOST", 2)
    page = document[0]
    assert comments.without_comments(page)
    assert len(list(page.annots())) == 1


def test_black_text_typed_into_a_blank_place_is_read() -> None:
    text, page = read(typed(BLANK, (0, 0, 0)))
    assert "99万元" in text
    assert "comments" not in page.notes


def test_drawn_marks_say_nothing_and_leave_no_line() -> None:
    document = written()
    document[0].add_line_annot((90, 190), (300, 190))
    document[0].add_rect_annot(pymupdf.Rect(80, 180, 300, 210))
    document[0].add_highlight_annot(OVER)
    text, page = read(document)
    assert text == "合同金额330,435.30元"
    assert (page.rulings.horizontal, page.notes) == ((), ())


def test_fields_of_forms_are_read() -> None:
    document = written()
    field = pymupdf.Widget()
    field.field_type, field.field_name, field.field_value = pymupdf.PDF_WIDGET_TYPE_TEXT, "sum", "1,250.00"
    field.rect = BLANK
    document[0].add_widget(field)
    assert "1,250.00" in read(document)[0]
