"""Tables that were pasted into a page of text as pictures."""

from __future__ import annotations

import pymupdf
import pytest
from extractor import extract
from extractor.model.geometry import Box, Page, Ruling, Rulings, Run, Turn
from extractor.model.report import Report
from extractor.pdf import can_read_pictures, open_pdf, pasted
from extractor.pipeline import Options

from tests.hostile.paper import yuan

ROWS = [
    ["乡镇", "预算数", "支出数"],
    ["青石镇", "864.00", "777.60"],
    ["白沙镇", "300.00", "290.50"],
    ["合计", "1164.00", "1068.10"],
]
SENTENCES = [
    "某县农村供水项目绩效评价报告",
    "一、基本情况",
    "县财政局安排资金1164万元，各乡镇支出情况见下表。",
    "单位：万元",
]


def picture(is_chart: bool) -> bytes:
    """A table as a screenshot shows it; or a chart with the same words around its grid."""
    page = pymupdf.open().new_page(width=360, height=130)
    for place in range(5):
        page.draw_line((10, 10 + 26 * place), (350, 10 + 26 * place))
    for place in range(2 if is_chart else 4):
        x = 10 + (340 if is_chart else 113) * place
        page.draw_line((x, 10), (x, 114))
    for row, words in enumerate(ROWS):
        for column, text in enumerate(words):
            y = (8 if is_chart else 28) + 26 * row
            page.insert_text(
                (22 + 113 * column, 126 if is_chart and row else y), text, fontname="china-s", fontsize=10.5
            )
    return bytes(page.get_pixmap(dpi=150, alpha=False).tobytes("png"))


def document(image: bytes) -> bytes:
    """A page of text with a picture below it."""
    made = pymupdf.open()
    page = made.new_page()
    for place, text in enumerate(SENTENCES):
        page.insert_text((90, 90 + 24 * place), text, fontname="china-s", fontsize=12)
    page.insert_image(pymupdf.Rect(90, 175, 505, 325), stream=image)
    page.insert_text((90, 350), "二、存在的问题", fontname="china-s", fontsize=12)
    page.insert_text((90, 374), "（一）资金支付慢", fontname="china-s", fontsize=12)
    return bytes(made.tobytes())


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues if issue.code.endswith("_picture")]


@pytest.mark.skipif(not can_read_pictures(), reason="the extra 'ocr' is not installed")
def test_a_table_in_a_picture_is_read_where_it_stands() -> None:
    report = extract(document(picture(is_chart=False)), Options(ocr_threads=1))
    assert report.tables[0].rows == ROWS
    assert yuan(report) == ["11640000", "8640000", "7776000", "3000000", "2905000", "11640000", "10681000"]
    assert report.pages[0].text_layer == "mixed"
    assert codes(report) == ["read_picture"]
    assert [finding.title for finding in report.findings] == ["资金支付慢"]


@pytest.mark.skipif(not can_read_pictures(), reason="the extra 'ocr' is not installed")
def test_a_chart_in_a_picture_is_told_and_not_read() -> None:
    report = extract(document(picture(is_chart=True)), Options(ocr_threads=1))
    assert yuan(report) == ["11640000"]
    assert codes(report) == ["unread_picture"]


def test_without_reading_pictures_it_is_told() -> None:
    with open_pdf(document(picture(is_chart=False)), ocr="never") as opened:
        page = next(opened.pages())
    assert (page.layer, page.notes) == ("born_digital", ("unread_picture",))


def test_strips_of_one_picture_are_one_and_others_are_not() -> None:
    strips = [Box(90, 100 + 50 * place, 500, 150 + 50 * place) for place in range(3)]
    apart = Box(90, 300, 500, 400)
    assert pasted._whole([strips[2], apart, strips[0], strips[1]]) == [Box(90, 100, 500, 250), apart]


def run(text: str, x: float, y: float) -> Run:
    edges = tuple(x + 5.0 * place for place in range(len(text) + 1))
    return Run(text, edges[:-1], edges[1:], y - 5, y + 5, y + 4, 10.0, "scan", False)


@pytest.mark.parametrize(("upright", "is_table"), [((0, 100, 200, 300), True), ((0, 300), False)])
def test_print_in_many_cells_is_a_table(upright: tuple[int, ...], is_table: bool) -> None:
    """The bands of a chart's grid hold many labels each."""
    level = tuple(Ruling(20.0 * place, 0.0, 300.0, 0.5) for place in range(5))
    rulings = Rulings(level, tuple(Ruling(float(at), 0.0, 80.0, 0.5) for at in upright))
    runs = tuple(run("864", 20.0 + 100 * column, 10.0 + 20 * row) for row in range(4) for column in range(3))
    page = Page(1, 595, 842, 0, Turn(0, 595, 842), runs, (), rulings, (), (), "scanned")
    assert pasted._is_table(page) is is_table
