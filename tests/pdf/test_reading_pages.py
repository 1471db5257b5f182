"""Pages come out upright with boxes as a person sees them, and noise never comes out as text."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from extractor.errors import DamagedPdf, DocumentError, EmptyPdf, EncryptedPdf, MissingDocument, NotAPdf
from extractor.model.geometry import Page
from extractor.pdf import open_pdf, overall_layer


def pages_of(document: pymupdf.Document, password: str | None = None) -> list[Page]:
    with open_pdf(document.tobytes(), name="report.pdf", password=password, ocr="never") as opened:
        return list(opened.pages())


def written(*, rotate: int = 0, rotation: int = 0, at: tuple[float, float] = (100, 200)) -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text(at, "合同金额330,435.30元", fontname="china-s", fontsize=12, rotate=rotate)
    page.set_rotation(rotation)
    return document


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_text_is_upright_and_its_box_is_where_a_person_sees_it(rotate: int, rotation: int) -> None:
    document = written(rotate=rotate, rotation=rotation, at=(300, 400))
    page = pages_of(document)[0]
    assert "".join(run.text for run in page.runs) == "合同金额330,435.30元"
    box = page.seen(page.runs[0].box)
    for run in page.runs[1:]:
        box = box.union(page.seen(run.box))
    dark = _dark_area(document[0])
    assert page.width == document[0].rect.width
    assert box.x0 - 2 <= dark[0] <= dark[2] <= box.x1 + 2
    assert box.y0 - 2 <= dark[1] <= dark[3] <= box.y1 + 2
    assert box.width < dark[2] - dark[0] + 12
    assert box.height < dark[3] - dark[1] + 12


def _dark_area(page: pymupdf.Page) -> tuple[int, int, int, int]:
    """Where the rendered page, one pixel a point, is darker than paper."""
    picture = page.get_pixmap(colorspace="gray")
    dark = [place for place, value in enumerate(picture.samples) if value < 128]
    columns = [place % picture.stride for place in dark]
    rows = [place // picture.stride for place in dark]
    return min(columns), min(rows), max(columns), max(rows)


def test_an_invisible_layer_over_a_scan_is_not_read() -> None:
    document = pymupdf.open()
    page = document.new_page()
    picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 100, 140))
    picture.clear_with(230)
    page.insert_image(page.rect, pixmap=picture)
    page.insert_text((100, 100), "合同金额孔500万元", fontname="china-s", render_mode=3)
    read = pages_of(document)[0]
    assert (read.layer, read.notes, read.runs) == ("scanned", ("hidden_text",), ())


def test_layers_of_pages_add_up() -> None:
    document = written()
    document.new_page()
    assert [page.layer for page in pages_of(document)] == ["born_digital", "none"]
    assert overall_layer(pages_of(document)) == "born_digital"
    assert overall_layer([]) == "none"


def test_rulings_of_every_drawing_style_are_found() -> None:
    document = pymupdf.open()
    page = document.new_page()
    shape = page.new_shape()
    shape.draw_rect((100, 100, 300, 200))
    shape.finish(color=(0, 0, 0), width=1)
    shape.draw_line((50, 300), (250, 300))
    shape.finish(color=(0, 0, 0), width=0.5)
    shape.draw_rect((100, 500, 300, 500.5))
    shape.finish(color=None, fill=(0, 0, 0))
    shape.draw_rect((100, 520, 300, 600))
    shape.finish(color=None, fill=(0.85, 0.85, 0.85))
    shape.draw_rect((100, 620, 300, 640))
    shape.finish(color=None, fill=(1, 1, 1))
    shape.commit()
    read = pages_of(document)[0]
    assert [round(rule.at) for rule in read.rulings.horizontal] == [100, 200, 300, 500]
    assert [round(rule.at) for rule in read.rulings.vertical] == [100, 300]
    assert [round(shade.y0) for shade in read.shades] == [520]


def test_bad_files_are_refused_with_the_next_step(tmp_path: Path) -> None:
    text = tmp_path / "notes.pdf"
    text.write_text("绩效评价报告", encoding="utf-8")
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    for source, kind in (
        (text, NotAPdf),
        (empty, NotAPdf),
        (tmp_path, MissingDocument),
        (tmp_path / "none.pdf", MissingDocument),
    ):
        with pytest.raises(kind) as caught:
            open_pdf(source)
        assert str(source) in str(caught.value)
        assert caught.value.next_step


def test_an_encrypted_file_opens_with_its_password_only() -> None:
    content = written().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner", user_pw="right")
    for password in (None, "wrong"):
        with pytest.raises(EncryptedPdf, match="--password"):
            open_pdf(content, name="secret.pdf", password=password)
    with open_pdf(content, name="secret.pdf", password="right") as document:
        assert len(next(document.pages()).runs) >= 1


def test_a_file_without_pages_is_refused() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises((EmptyPdf, DamagedPdf)):
        open_pdf(content, name="hollow.pdf")


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused() -> None:
    content = written().tobytes()
    outcomes = set()
    for share in (0.2, 0.5, 0.8, 0.95):
        try:
            with open_pdf(content[: int(share * len(content))], name="cut.pdf") as document:
                assert document.repaired
                outcomes.add(len(list(document.pages())))
        except DocumentError as error:
            outcomes.add(error.code)
    assert outcomes <= {1, "damaged", "no_pages"}
