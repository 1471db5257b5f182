"""Pages read from their pictures come out like pages with a text layer; skipped where the extra is not installed."""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.pdf import can_read_pictures, open_pdf, overall_layer
from extractor.pdf import document as opening
from extractor.pipeline import Options, extract
from extractor.tables import find

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

# Reading a picture takes seconds: tests that look at the same one read it once.
READINGS = tempfile.TemporaryDirectory()
READING = Options(ocr_threads=1, ocr_cache=Path(READINGS.name))


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
    with open_pdf(content, ocr_threads=READING.ocr_threads, ocr_cache=READING.ocr_cache) as document:
        return next(document.pages())


def body_of(page: Page) -> str:
    return "".join(line.text for line in find(page)[1])


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
@pytest.mark.parametrize(("quarters", "x0", "y0", "x1", "y1"), [(0, 248, 290, 327, 304), (1, 290, 268, 304, 347)])
def test_a_page_seen_from_behind_is_read_and_told(quarters: int, x0: float, y0: float, x1: float, y1: float) -> None:
    """The amount is printed at 268 to 347 of 595 points from the left, 290 to 304 of 842 from the top."""
    content = scan(drawn(), lambda picture: np.ascontiguousarray(np.rot90(picture[:, ::-1], quarters)))
    page = read(content)
    assert_read(page)
    run = next(run for run in page.runs if run.text == "1,206.40")
    assert page.seen(run.box) == pytest.approx((x0, y0, x1, y1), abs=4)
    assert "mirrored_page" in {issue.code for issue in extract(content, READING).issues}


@needs_ocr
def test_boxes_of_a_page_in_pixels_lie_where_that_page_shows_them() -> None:
    plain_scan = pymupdf.open(stream=scan(drawn()), filetype="pdf")
    large = pymupdf.open()
    page = large.new_page(width=595 * 200 / 72, height=842 * 200 / 72)
    page.show_pdf_page(page.rect, plain_scan, 0)
    found = read(bytes(large.tobytes()))
    assert_read(found)
    run = next(run for run in found.runs if run.text == "1,206.40")
    assert 9 <= run.size <= 12
    assert found.seen(run.box) == pytest.approx([each * 200 / 72 for each in (268, 290, 347, 304)], abs=11)


@needs_ocr
def test_letters_drawn_as_outlines_and_inline_pictures_are_read() -> None:
    outlines = pymupdf.open(stream=drawn()[0].get_svg_image(text_as_path=True).encode(), filetype="svg")
    figures = [text for row in ROWS for text in row]
    assert cells_of(read(outlines.convert_to_pdf())) == figures
    pixmap = drawn()[0].get_pixmap(dpi=200, alpha=False, colorspace=pymupdf.csGRAY)
    document = pymupdf.open()
    page = document.new_page()
    contents = document.get_new_xref()
    document.update_object(contents, "<<>>")
    picture = f"BI /W {pixmap.width} /H {pixmap.height} /BPC 8 /CS /G /F /AHx ID {pixmap.samples.hex()}> EI"
    document.update_stream(contents, f"q 595 0 0 842 0 0 cm {picture} Q".encode(), new=True)
    document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    assert cells_of(read(bytes(document.tobytes()))) == figures


@needs_ocr
def test_a_red_seal_over_print_is_taken_off() -> None:
    def sealed(picture: Any) -> Any:
        seal = np.full_like(picture, 255)
        cv2.circle(seal, (500, 340), 160, (40, 40, 220), 7)
        cv2.putText(seal, "SEAL", (400, 370), cv2.FONT_HERSHEY_SIMPLEX, 2.4, (40, 40, 220), 9)
        return cv2.multiply(picture, seal, scale=1 / 255)

    assert_read(read(scan(drawn(), sealed)))


SEAL_TEXT = "某某县绩效评价中心"
SEAL_AT = (430.0, 600.0)


def drawn_with_seal(words: str = "") -> pymupdf.Document:
    """The same page and a round red seal of 42 mm beside its print, or over ``words``."""
    document = drawn()
    page = document[0]
    if words:
        page.insert_text((SEAL_AT[0] - 50, SEAL_AT[1] + 44), words, fontname="china-s", fontsize=12)
    red = (0.85, 0.12, 0.12)
    shape = page.new_shape()
    shape.draw_circle(SEAL_AT, 59)
    shape.finish(color=red, width=2.6, stroke_opacity=0.85)
    shape.commit()
    for place, sign in enumerate(SEAL_TEXT):
        turn = math.radians(-115 + 230 * place / (len(SEAL_TEXT) - 1))
        foot = pymupdf.Point(SEAL_AT[0] + 39 * math.sin(turn), SEAL_AT[1] - 39 * math.cos(turn))
        page.insert_text(
            foot - pymupdf.Point(7, 0),
            sign,
            fontname="china-s",
            fontsize=14,
            color=red,
            morph=(foot, pymupdf.Matrix(-math.degrees(turn))),
        )
    return document


def stamped(
    lines: tuple[str, ...], box: tuple[float, ...], size: float, colour: tuple[float, ...]
) -> Callable[[Any], Any]:
    """Stamps the picture of a page with a framed seal in ``box``, a little crooked; print shows through its ink."""
    document = pymupdf.open()
    page = document.new_page()
    corner, crooked = pymupdf.Point(box[0], box[1]), pymupdf.Matrix(-3)
    shape = page.new_shape()
    shape.draw_rect(box)
    shape.finish(color=colour, width=2, morph=(corner, crooked))
    shape.commit()
    for place, text in enumerate(lines):
        foot = ((box[0] + box[2] - len(text) * size) / 2, box[1] + 4 + (1.2 * place + 1) * size)
        page.insert_text(foot, text, fontname="china-s", fontsize=size, color=colour, morph=(corner, crooked))
    pixmap = page.get_pixmap(dpi=200, alpha=False)
    ink = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)[:, :, ::-1].copy()
    return lambda picture: cv2.multiply(picture, ink, scale=1 / 255)


@needs_ocr
@pytest.mark.parametrize(
    ("lines", "box", "size"),
    [
        (("某某县公路事务中心", "业务专用章"), (250.0, 262.0, 440.0, 302.0), 14.0),  # a bar
        (("某某市", "财政局", "财务章"), (380.0, 240.0, 452.0, 318.0), 20.0),  # a square seal
    ],
)
def test_a_framed_seal_over_a_table_is_taken_off_and_read(
    lines: tuple[str, ...], box: tuple[float, ...], size: float
) -> None:
    page = read(scan(drawn(), stamped(lines, box, size, (0.86, 0.12, 0.12))))
    assert_read(page)
    assert [stamp.text for stamp in page.stamps] == ["".join(lines)]


@needs_ocr
def test_a_blue_stamp_over_a_table_is_taken_off() -> None:
    page = read(scan(drawn(), stamped(("收文", "某月某日"), (225.0, 240.0, 315.0, 300.0), 18.0, (0.1, 0.2, 0.7))))
    assert_read(page)


@needs_ocr
def test_no_letter_of_a_red_letterhead_is_taken_for_a_seal() -> None:
    document = drawn()
    for place, sign in enumerate("中国四会市局"):
        document[0].insert_text((70 + 46 * place, 70), sign, fontname="china-s", fontsize=40, color=(0.85, 0.1, 0.1))
    page = read(scan(document))
    assert page.stamps == ()
    assert plain(body_of(page)) == plain("中国四会市局" + "".join(BODY))


@needs_ocr
def test_a_grey_watermark_across_the_page_is_no_print() -> None:
    document = drawn()
    for x in (60, 250, 430):
        for y in (130, 300, 500):
            at = pymupdf.Point(x, y)
            grey = (0.8, 0.8, 0.8)
            document[0].insert_text(
                at,
                "内部资料",
                fontname="china-s",
                fontsize=30,
                color=grey,
                morph=(at, pymupdf.Matrix(-35)),
                overlay=False,
            )
    page = read(scan(document))
    assert_read(page)


def greyed(picture: Any) -> Any:
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[..., None], 3, axis=2)


def two_levels(picture: Any) -> Any:
    return np.where(greyed(picture) < 150, 0, 255).astype(np.uint8)


@needs_ocr
@pytest.mark.parametrize("change", [None, greyed, two_levels])
def test_what_a_seal_says_is_read_apart(change: Callable[[Any], Any] | None) -> None:
    page = read(scan(drawn_with_seal(), change))
    if change is not two_levels:  # there the seal's own letters cannot be told from print
        assert_read(page)
    assert [stamp.text for stamp in page.stamps] == [SEAL_TEXT]
    x, y = SEAL_AT
    assert page.stamps[0].box == pytest.approx((x - 60, y - 60, x + 60, y + 60), abs=4)


@needs_ocr
@pytest.mark.parametrize(("change", "most"), [(greyed, 0.85), (two_levels, 0.5)])
def test_figures_under_a_seal_without_colour_are_never_sure(change: Callable[[Any], Any], most: float) -> None:
    report = extract(scan(drawn_with_seal("2019年5月9日"), change), READING)
    under = [date for date in report.dates if date.evidence[0].bbox[1] > 500]
    assert all((part.confidence or 0) <= most for date in under for part in date.evidence)
    issues = {issue.code for issue in report.issues}
    assert "low_confidence" in issues or not under
    assert ("seal_over_print" in issues) == (change is two_levels)
    if change is greyed:
        assert [date.start for date in under] == ["2019-05-09"]


@needs_ocr
def test_a_stripe_from_edge_to_edge_is_no_rule() -> None:
    def striped(picture: Any) -> Any:
        x = round(400 * 200 / 72)  # through the column of the amounts
        picture[:, x : x + 3] = picture[:, x : x + 3] * 0.55
        return picture

    page = read(scan(drawn(), striped))
    assert cells_of(page) == [cell for row in ROWS for cell in row]


@needs_ocr
def test_a_black_stripe_leaves_nothing_under_it_sure() -> None:
    x = 391.5  # through the first sign of the last column

    def striped(picture: Any) -> Any:
        at = round(x * 200 / 72)
        picture[:, at : at + 3] = 0
        return picture

    page = read(scan(drawn(), striped))
    for run in page.runs:
        for left, right, sure in zip(run.left, run.right, run.confidence or (), strict=True):
            if left < x < right and run.top > 220:
                assert sure <= 0.85
    assert cells_of(page)[4] == "563.45"


@needs_ocr
@pytest.mark.parametrize("degrees", [-1.3, 2.0])
def test_a_crooked_sheet_is_straightened_and_its_boxes_lie_where_the_page_shows_them(degrees: float) -> None:
    def crooked(picture: Any) -> Any:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return cv2.warpAffine(picture, matrix, (width, height), borderValue=(250, 250, 250))

    page = read(scan(drawn(), crooked))
    assert_read(page)
    run = next(run for run in page.runs if run.text == "100.00%")
    # Printed at 388 to 461, 290 to 304; turned counter-clockwise about the middle of the page (297.5, 421).
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = 424.5 - 297.5, 297 - 421
    middle = (297.5 + cosine * x + sine * y, 421 - sine * x + cosine * y)
    box = page.seen(run.box)
    assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == pytest.approx(middle, abs=2.5)


@needs_ocr
def test_a_picture_is_read_once_and_then_taken_from_beside_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.pdf.scan import reader  # noqa: PLC0415

    content, kept = scan(drawn()), tmp_path / "findings.db.ocr"
    options = Options(ocr_threads=1, ocr_cache=kept)
    first = extract(content, options).model_dump_json()
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert len(files) == 1

    def refuse(*_: Any) -> None:
        raise AssertionError("a picture was read again")

    with monkeypatch.context() as without:
        without.setattr(reader, "engine", refuse)
        assert extract(content, options).model_dump_json() == first
    files[0].write_bytes(files[0].read_bytes()[:100])
    assert extract(content, options).model_dump_json() == first
    with monkeypatch.context() as without:
        without.setattr(reader, "engine", refuse)
        assert extract(content, options).model_dump_json() == first


@needs_ocr
def test_another_recipe_reads_pictures_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.pdf.scan import seen  # noqa: PLC0415

    picture = np.full((20, 30, 3), 200, np.uint8)
    kept, found = seen.Kept(tmp_path / "kept"), seen.Seen(30, 20, 0, 0.0, True)
    kept.put(picture, 1.0, found)
    assert kept.find(picture, 1.0) == found
    assert kept.find(picture, 2.0) is None
    assert kept.find(picture + 1, 1.0) is None
    monkeypatch.setattr(seen, "recipe", lambda: "another")
    assert kept.find(picture, 1.0) is None


@needs_ocr
def test_a_folder_that_cannot_be_written_costs_nothing_but_the_reading(tmp_path: Path) -> None:
    from extractor.pdf.scan import seen  # noqa: PLC0415

    (tmp_path / "kept").write_text("a file in its place")
    kept = seen.Kept(tmp_path / "kept")
    picture = np.full((20, 30, 3), 200, np.uint8)
    kept.put(picture, 1.0, seen.Seen(30, 20, 0, 0.0, True))
    assert kept.find(picture, 1.0) is None


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
    report = extract(scan(drawn()), READING)
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


def test_a_report_with_a_text_layer_needs_no_package_of_the_extra() -> None:
    code = (
        "import io, sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] in {opening.OCR_PACKAGES!r}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from extractor import extract\n"
        "report = extract(sys.stdin.buffer.read())\n"
        "sys.exit(0 if '528.94' in report.pages[0].text else 'not read')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], input=drawn().tobytes(), capture_output=True, check=False, timeout=180
    )
    assert ended.returncode == 0, ended.stderr.decode()


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
