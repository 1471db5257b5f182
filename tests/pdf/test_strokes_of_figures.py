"""Frames with round corners and lines that a file also fills come out as what a person sees."""

from __future__ import annotations

import pymupdf

from tests.pdf.test_reading_pages import pages_of


def test_a_stroked_line_that_the_file_also_fills_is_a_line() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((100, 200), "某县财政局", fontname="china-s", fontsize=12)
    shape = page.new_shape()
    shape.draw_line((100, 300), (300, 300))
    shape.finish(color=(0, 0, 0), fill=(0, 0, 0), width=1)
    shape.draw_rect(pymupdf.Rect(100, 400, 200, 440))
    shape.finish(color=(0, 0, 0), width=1)
    shape.commit()
    rules = pages_of(document)[0].rulings.horizontal
    assert [round(rule.at) for rule in rules] == [300, 400, 440]


def test_a_frame_with_round_corners_is_one_shape() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((110, 200), "某县财政局", fontname="china-s", fontsize=12)
    page.draw_rect(pymupdf.Rect(100, 180, 220, 215), color=(0, 0, 0), radius=0.3)
    boxes = [shape.box for shape in pages_of(document)[0].shapes]
    assert any(abs(box.x0 - 100) < 2 and abs(box.x1 - 220) < 2 and abs(box.y1 - 215) < 2 for box in boxes)
