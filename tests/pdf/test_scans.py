"""Pages read from their pictures come out like pages with a text layer; skipped where the extra is not installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.pdf import can_read_pictures, open_pdf, overall_layer
from extractor.pdf import document as opening
from extractor.pipeline import Options, extract
from extractor.tables import find
from extractor.text import lines

needs_ocr = pytest.mark.skipif(not can_read_pictures(), reason="the extra 'ocr' is not installed")
if can_read_pictures():
    import cv2
    import numpy as np

BODY = (
    "某市电子政务专项资金为528.94万元，支付350.79万元，",
    "结余178.15万元。根据某财预〔2018〕161号文件评价，",
    "评价工作组于2019年5月9日进行了现场评价。",
)
ROWS = (("项目名称", "合同金额", "执行率"), ("网站群建设", "563.45", "62.26%"), ("运行维护", "1,206.40", "100.00%"))
SIDES = (80.0, 260.0, 380.0, 500.0)


def drawn() -> pymupdf.Document:
    """A page of three lines and a ruled table of three rows."""
    document = pymupdf.open()
    page = document.new_page()
    for place, text in enumerate(BODY):
        page.insert_text((80, 120 + 26 * place), text, fontname="china-s", fontsize=12)
    shape = page.new_shape()
    for row in range(len(ROWS) + 1):
        shape.draw_line((SIDES[0], 220 + 30 * row), (SIDES[-1], 220 + 30 * row))
    for x in SIDES:
        shape.draw_line((x, 220), (x, 220 + 30 * len(ROWS)))
    shape.finish(width=0.7)
    shape.commit()
    for row, cells in enumerate(ROWS):
        for x, text in zip(SIDES, cells, strict=False):
            page.insert_text((x + 8, 240 + 30 * row), text, fontname="china-s", fontsize=10.5)
    return document


def scan(document: pymupdf.Document, change: Callable[[Any], Any] | None = None, dpi: int = 200) -> bytes:
    """A PDF of one picture of the page, after ``change`` of its array (blue, green, red)."""
    pixmap = document[0].get_pixmap(dpi=dpi, alpha=False)
    picture = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)[:, :, ::-1].copy()
    picture = change(picture) if change else picture
    height, width = picture.shape[:2]
    scanned = pymupdf.open()
    page = scanned.new_page(width=width * 72 / dpi, height=height * 72 / dpi)
    page.insert_image(page.rect, stream=cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes())
    return bytes(scanned.tobytes())


def read(content: bytes) -> Page:
    with open_pdf(content, ocr_threads=1) as document:
        return next(document.pages())


def body_of(page: Page) -> str:
    return "".join(line.text for line in lines(find(page)[1], page.number))


def cells_of(page: Page) -> list[str]:
    return ["".join(line.text for line in cell.lines) for piece in find(page)[0] for cell in piece.cells]


def plain(text: str) -> str:
    return text.replace("，", ",").replace("（", "(").replace("）", ")").replace(" ", "")


def assert_read(page: Page) -> None:
    assert plain(body_of(page)) == plain("".join(BODY))
    assert cells_of(page) == [cell for row in ROWS for cell in row]


@needs_ocr
def test_words_figures_and_cells_of_a_scan() -> None:
    page = read(scan(drawn()))
    assert page.layer == "scanned"
    assert page.notes == ()
    assert_read(page)
    assert {run.size for run in page.runs} <= {12.0, 10.0, 10.5, 11.0}
    assert all(run.confidence and len(run.confidence) == len(run.text) == len(run.left) for run in page.runs)


@needs_ocr
@pytest.mark.parametrize("degrees", [-1.3, 0.7])
def test_a_crooked_sheet_is_straightened(degrees: float) -> None:
    def crooked(picture: Any) -> Any:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return cv2.warpAffine(picture, matrix, (width, height), borderValue=(250, 250, 250))

    assert_read(read(scan(drawn(), crooked)))


@needs_ocr
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_sheet_is_upright_and_its_boxes_are_as_seen(quarters: int) -> None:
    page = read(scan(drawn(), lambda picture: np.ascontiguousarray(np.rot90(picture, quarters))))
    assert_read(page)
    run = next(run for run in page.runs if run.text == "1,206.40")
    x0, y0, x1, y1 = 268, 290, 347, 304  # where it is printed on the upright page of 595 × 842 points
    expected = {
        1: (y0, 595 - x1, y1, 595 - x0),
        2: (595 - x1, 842 - y1, 595 - x0, 842 - y0),
        3: (842 - y1, x0, 842 - y0, x1),
    }
    assert page.seen(run.box) == pytest.approx(expected[quarters], abs=4)


@needs_ocr
def test_a_red_seal_over_print_is_taken_off() -> None:
    def sealed(picture: Any) -> Any:
        seal = np.full_like(picture, 255)
        cv2.circle(seal, (500, 340), 160, (40, 40, 220), 7)
        cv2.putText(seal, "SEAL", (400, 370), cv2.FONT_HERSHEY_SIMPLEX, 2.4, (40, 40, 220), 9)
        return cv2.multiply(picture, seal, scale=1 / 255)

    assert_read(read(scan(drawn(), sealed)))


@needs_ocr
def test_a_blank_sheet_with_dust_is_no_text() -> None:
    def dusty(picture: Any) -> Any:
        blank = np.full_like(picture, 245)
        for x, y in np.random.default_rng(3).integers(100, 1500, (12, 2)):
            blank[y : y + 2, x : x + 2] = 90
        return blank

    page = read(scan(drawn(), dusty))
    assert (page.layer, page.runs) == ("none", ())


@needs_ocr
def test_a_wrong_invisible_layer_is_replaced_by_what_is_seen() -> None:
    content = pymupdf.open(stream=scan(drawn()), filetype="pdf")
    content[0].insert_text((80, 120), "专项资金为孔500万元，实际支付35O万元", fontname="china-s", render_mode=3)
    page = read(content.tobytes())
    assert "孔" not in body_of(page)
    assert_read(page)


@needs_ocr
def test_evidence_of_a_scan_names_its_source_and_quotes_its_page() -> None:
    report = extract(scan(drawn()), Options(ocr_threads=1))
    assert {"528.94万元", "350.79万元"} <= {money.text for money in report.money}
    for money in report.money:
        for part in money.evidence:
            assert part.source == "ocr"
            assert part.confidence is not None
            assert 0 < part.confidence <= 1
        quoted = "".join(report.pages[part.page - 1].text[part.start : part.end] for part in money.evidence)
        assert quoted.replace("\n", "") == money.text
    assert '"confidence"' in report.model_dump_json()


def test_pages_that_tell_their_text_are_not_read_from_the_picture() -> None:
    content = drawn().tobytes()
    with open_pdf(content, ocr="auto") as document:
        pages = list(document.pages())
    assert overall_layer(pages) == "born_digital"
    assert all(run.confidence is None for run in pages[0].runs)
    dumped = extract(content).model_dump_json()
    assert '"confidence"' not in dumped
    assert '"ocr"' not in dumped


def test_without_the_extra_one_sentence_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "can_read_pictures", lambda: False)
    document = drawn()
    page = document.new_page()
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 100, 140))
    pixmap.clear_with(90)
    page.insert_image(page.rect, pixmap=pixmap)
    report = extract(document.tobytes())
    missing = [issue for issue in report.issues if issue.code == "ocr_missing"]
    assert len(missing) == 1
    assert "pip install 'extractor[ocr]'" in missing[0].message
    assert [issue.page for issue in report.issues if issue.code == "picture_page"] == [2]
    assert "528.94" in report.pages[0].text


def test_never_leaves_pictures_alone() -> None:
    document = pymupdf.open()
    page = document.new_page()
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 100, 140))
    pixmap.clear_with(90)
    page.insert_image(page.rect, pixmap=pixmap)
    with open_pdf(document.tobytes(), ocr="never") as opened:
        assert [page.notes for page in opened.pages()] == [("picture_page",)]
