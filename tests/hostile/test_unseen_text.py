"""What nobody can see on the page is no record; what anybody can see is one."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize(
    ("look", "is_seen"),
    [
        ({"color": (0.97, 0.97, 0.97)}, False),
        ({"color": (0.9, 0.9, 0.9)}, True),
        ({"fill_opacity": 0.01}, False),
        ({"fill_opacity": 0.3}, True),
    ],
)
def test_ink_that_is_hardly_there(look: dict[str, Any], is_seen: bool) -> None:
    assert yuan(paper().text(100, 300, "合同金额888万元。", **look).read()) == ["1000000", *(["8880000"] * is_seen)]


def test_text_in_the_colour_of_its_ground() -> None:
    blue = (0.2, 0.3, 0.7)
    written = paper()
    written.sheet.draw_rect(pymupdf.Rect(90, 280, 300, 310), fill=blue, color=None)
    report = written.text(100, 300, "合同金额888万元。", color=blue).text(100, 400, "另付22万元。", color=blue).read()
    assert yuan(report) == ["1000000", "220000"]
    assert "unseen_text" in [issue.code for issue in report.issues]


BLACK = (0, 0, 0)


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("ink", [BLACK, WHITE])
@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (148, 168, "合同金额███万元。"),
        (147, 154, "合同金额█88万元。"),  # what is left of a figure is none
        (161, 168, "合同金额88█万元。"),
        (169, 179, "合同金额888■元。"),
        (100, 146, "■■■■888万元。"),
    ],
)
def test_a_figure_under_a_bar_is_blacked_out_in_the_text_too(
    start: int, end: int, text: str, ink: tuple[int, int, int], rotation: int
) -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.draw_rect(pymupdf.Rect(start, 285, end, 305), fill=ink, color=None)
    written.sheet.set_rotation(rotation)
    report = written.read()
    assert report.pages[0].text.splitlines()[-1] == text
    assert yuan(report) == ["1000000", *(["8880000"] if "888万元" in text else [])]
    assert [issue.page for issue in report.issues if issue.code == "unseen_text"] == [1]


def test_a_day_under_a_bar_is_none() -> None:
    written = paper().text(100, 300, "2023年11月15日")
    written.sheet.draw_rect(pymupdf.Rect(99, 285, 106, 305), fill=BLACK, color=None)
    report = written.read()
    assert report.pages[0].text.splitlines()[-1] == "█023年11月15日"
    assert "2023" not in "".join(date.start for date in report.dates)


@pytest.mark.parametrize("grey", [0, 255])
def test_text_under_a_picture_of_one_colour(grey: int) -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 50, 10), False)
    picture.clear_with(grey)
    written.sheet.insert_image(pymupdf.Rect(90, 280, 300, 310), pixmap=picture, keep_proportion=False)
    assert yuan(written.read()) == ["1000000"]


def test_text_through_a_seal_is_seen() -> None:
    seal = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 50, 50), True)
    seal.clear_with(0)
    for x in range(50):
        for y in range(50):
            if 18 < ((x - 25) ** 2 + (y - 25) ** 2) ** 0.5 < 23:
                seal.set_pixel(x, y, (255, 0, 0, 255))
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.insert_image(pymupdf.Rect(120, 270, 200, 330), pixmap=seal)
    assert yuan(written.read()) == ["1000000", "8880000"]


def test_text_under_an_annotation_that_covers_it() -> None:
    for opacity, found in ((1, ["1000000"]), (0.3, ["1000000", "8880000"])):
        written = paper().text(100, 300, "合同金额888万元。")
        annotation = written.sheet.add_rect_annot(pymupdf.Rect(90, 280, 300, 310))
        annotation.set_colors(stroke=BLACK, fill=BLACK)
        annotation.set_opacity(opacity)
        annotation.update()
        assert yuan(written.read()) == found


def test_what_is_drawn_counts_not_what_it_is_said_to_be_copied_as() -> None:
    written = paper()
    before = written.sheet.get_contents()
    written.text(100, 300, "另付200万元。")
    (drawn,) = set(written.sheet.get_contents()) - set(before)
    content = written.document.xref_stream(drawn)
    written.document.update_stream(drawn, b"/Span <</ActualText (888)>> BDC " + content + b" EMC")
    assert yuan(written.read()) == ["1000000", "2000000"]


@pytest.mark.parametrize("x", [-52, -57, -64])
def test_a_figure_that_the_edge_of_the_page_cuts_off_is_none(x: int) -> None:
    assert yuan(paper().text(x, 300, "合同金额888万元。").read()) == ["1000000"]


def test_a_column_of_a_table_that_runs_off_the_page() -> None:
    rows = [
        ["项目", "单位", "金额（元）"],
        ["大坝加固", "水利局", "1,234,567.89"],
        ["渠道清淤", "农业局", "2,345,678.12"],
    ]
    written = paper().table(80, 300, [200, 100, 300], rows)
    assert yuan(written.read()) == ["1000000", "1234567.89", "2345678.12"]
    written.sheet.set_mediabox(pymupdf.Rect(0, 0, 430, 842))
    assert yuan(written.read()) == ["1000000"]


def test_an_amount_set_sideways_at_the_margin_is_told() -> None:
    written = paper()
    written.sheet.insert_text((500, 500), "合同金额888万元。", fontname="body", fontsize=12, rotate=90)
    report = written.read()
    assert yuan(report) == ["1000000"]
    assert ["888万元" in issue.message for issue in report.issues if issue.code == "leaning_figures"] == [True]


def test_a_sheet_of_the_size_of_a_pin_is_read() -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.document.xref_set_key(written.sheet.xref, "UserUnit", "0.001")
    assert yuan(written.read()) == ["1000000", "8880000"]


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
