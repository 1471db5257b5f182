"""What nobody can see on the page is no record; what anybody can see is one."""

from __future__ import annotations

import pymupdf
import pytest
from extractor import extract
from extractor.pipeline import Options

from tests.hostile.paper import Paper, yuan

WHITE = (1, 1, 1)


def paper() -> Paper:
    return Paper().page().text(100, 200, "合同金额100万元。")


@pytest.mark.parametrize("rotation", [0, 90])
def test_white_text_on_white_paper(rotation: int) -> None:
    written = paper().text(100, 300, "合同金额888万元。", color=WHITE)
    written.sheet.set_rotation(rotation)
    report = written.read()
    assert yuan(report) == ["1000000"]
    assert [issue.page for issue in report.issues if issue.code == "unseen_text"] == [1]


def test_text_under_a_white_bar() -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.draw_rect(pymupdf.Rect(90, 280, 300, 310), fill=WHITE, color=WHITE)
    assert yuan(written.read()) == ["1000000"]


@pytest.mark.parametrize("round_corners", [None, 0.3])
def test_white_text_on_a_dark_bar_is_seen(round_corners: float | None) -> None:
    written = paper()
    written.sheet.draw_rect(pymupdf.Rect(90, 280, 300, 310), fill=(0.1, 0.2, 0.5), radius=round_corners)
    assert yuan(written.text(100, 300, "合同金额888万元。", color=WHITE).read()) == ["1000000", "8880000"]


def test_text_too_small_for_any_eye() -> None:
    report = paper().text(100, 300, "合同金额888万元。", size=0.4).read()
    assert yuan(report) == ["1000000"]
    assert [issue.page for issue in report.issues if issue.code == "unseen_text"] == [1]


def test_small_type_on_a_small_sheet_is_seen() -> None:
    assert yuan(Paper().page(60, 84).text(5, 20, "合同金额888万元。", size=0.9).read()) == ["8880000"]


def test_a_white_blank_hides_nothing() -> None:
    report = paper().text(100, 300, "   ", color=WHITE).read()
    assert "unseen_text" not in [issue.code for issue in report.issues]


def test_text_under_a_marker_is_seen() -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.add_highlight_annot(pymupdf.Rect(90, 280, 300, 310))
    written.sheet.draw_rect(pymupdf.Rect(90, 190, 300, 210), fill=(1, 1, 0), fill_opacity=0.4)
    assert yuan(written.read()) == ["1000000", "8880000"]


def test_text_far_out_on_a_large_sheet_is_read() -> None:
    assert yuan(Paper().page(9000, 9000).text(7000, 7000, "合同金额100万元。").read()) == ["1000000"]


def _over_everything(written: Paper, alpha: int) -> Paper:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 85), True)
    picture.clear_with(230)
    picture.set_alpha(bytes([alpha]) * (60 * 85))
    opaque = pymupdf.Pixmap(picture, 0) if alpha == 255 else picture
    written.sheet.insert_image(written.sheet.rect, pixmap=opaque, keep_proportion=False)
    return written


def test_text_with_ink_under_a_scan_is_not_read() -> None:
    report = _over_everything(paper().text(100, 300, "合同金额孔500万元。" * 3), 255).read(ocr="never")
    assert yuan(report) == []
    assert report.pages[0].text_layer == "scanned"
    assert [issue.code for issue in report.issues if issue.severity == "error"] == ["hidden_text"]


def test_text_under_a_transparent_mark_on_the_whole_page_is_read() -> None:
    written = paper().text(60, 300, "本项目合同金额500万元，全部由县财政局安排，已于年底前支付完毕，没有结余。")
    assert yuan(_over_everything(written, 30).read()) == ["1000000", "5000000"]


def test_a_drawn_font_that_tells_no_size_is_seen() -> None:
    """Programs that trace fonts (Type 3) draw their glyphs in tenths of points and print them in size 0.1."""
    glyph = b"120 0 0 0 120 120 d1 0 0 120 120 re f"
    codes = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
    codes += b"2 beginbfchar <41> <5408> <42> <540C> endbfchar endcmap end"
    text = b"BT /F1 0.1 Tf 1 0 0 1 100 700 Tm (ABAB) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 120 120]/FontMatrix[1 0 0 1 0 0]/CharProcs<</g 6 0 R>>/FirstChar 65"
        b"/LastChar 66/Widths[120 120]/Encoding<</Differences[65/g/g]>>/ToUnicode 7 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(glyph), glyph),
        b"<</Length %d>>stream\n%s\nendstream" % (len(codes), codes),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, each) for number, each in enumerate(objects, 1))
    report = extract(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF", Options(ocr="never"))
    assert report.pages[0].text.strip() == "合同合同"
