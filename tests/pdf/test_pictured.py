"""Pages whose words stand in a picture although the file has a few of its own; nothing here needs the extra ``ocr``."""

from __future__ import annotations

import os

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.pdf import open_pdf

LINES = [f"第{number}批项目资金支付{number}25.50万元，结余{number}.30万元已收回。" for number in range(1, 21)]


def printed() -> bytes:
    """A picture of a page full of print."""
    document = pymupdf.open()
    page = document.new_page()
    for place, text in enumerate(LINES):
        page.insert_text((70, 90 + 34 * place), text, fontname="china-s", fontsize=14)
    return bytes(page.get_pixmap(dpi=100, alpha=False).tobytes("png"))


def photograph() -> bytes:
    """A picture of as many greys as a photograph has."""
    noise = pymupdf.Pixmap(pymupdf.csGRAY, 60, 85, os.urandom(60 * 85), False)
    return bytes(noise.tobytes("png"))


def page_with(picture: bytes, share: float, *lines: str) -> Page:
    """A page with a picture in its middle, ``share`` of it wide and high, and ``lines`` of its own at the foot."""
    document = pymupdf.open()
    page = document.new_page()
    width, height = page.rect.width, page.rect.height
    left, top = width * (1 - share) / 2, height * (1 - share) / 2
    page.insert_image(pymupdf.Rect(left, top, width - left, height - top), stream=picture, keep_proportion=False)
    for place, text in enumerate(lines):
        page.insert_text((60, height - 40 - 14 * place), text, fontname="china-s", fontsize=9)
    with open_pdf(document.tobytes(), ocr="never") as opened:
        return next(opened.pages())


@pytest.mark.parametrize("share", [0.6, 0.8, 1.0])
def test_a_page_number_beside_a_scan_does_not_make_it_a_page_of_text(share: float) -> None:
    page = page_with(printed(), share, "— 3 —")
    assert (page.layer, page.notes, page.runs) == ("scanned", ("picture_page",), ())


def test_a_line_printed_over_a_scan_does_not_stand_for_the_page() -> None:
    page = page_with(
        printed(),
        1.0,
        "某市政务公开网下载，本文件由档案系统导出，仅供内部查阅使用，严禁外传，第1页共37页，二〇二四年五月",
    )
    assert page.layer == "scanned"


def test_a_picture_of_print_within_a_text_is_told() -> None:
    page = page_with(printed(), 0.6, *LINES[:4])
    assert (page.layer, page.notes) == ("born_digital", ("unread_picture",))
    assert len(page.runs) == 4


@pytest.mark.parametrize("lines", [("图1 现场照片",), LINES[:4]])
def test_a_photograph_with_its_caption_is_a_page_of_text(lines: tuple[str, ...]) -> None:
    page = page_with(photograph(), 0.6, *lines)
    assert (page.layer, page.notes, len(page.runs)) == ("born_digital", (), len(lines))
