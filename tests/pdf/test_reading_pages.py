"""Pages come out upright with boxes as a person sees them, and noise never comes out as text."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from extractor.errors import DamagedPdf, DocumentError, EmptyPdf, EncryptedPdf, MissingDocument, NotAPdf
from extractor.model.geometry import Page
from extractor.pdf import open_pdf, overall_layer
from extractor.pdf.trust import Legibility


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


def test_text_that_is_filled_and_stroked_is_bold() -> None:
    document = pymupdf.open()
    page = document.new_page()
    for number, mode in enumerate((0, 2, 1)):
        page.insert_text((100, 100 + 30 * number), "预算编制不细", fontname="china-s", fontsize=12, render_mode=mode)
    (read,) = pages_of(document)
    assert [(run.text, run.bold) for run in read.runs] == [("预算编制不细", mode == 2) for mode in (0, 2, 1)]


def test_a_font_that_claims_the_box_of_all_its_glyphs_makes_no_tall_lines() -> None:
    """Programs that print through cairo write such fonts: the letters' box stays as high as that of text fonts."""
    document = written(at=(300, 400))
    (descriptor,) = (xref for xref in range(1, document.xref_length()) if "/Ascent" in document.xref_object(xref))
    document.xref_set_key(descriptor, "Ascent", "1810")
    document.xref_set_key(descriptor, "Descent", "-1050")
    (page,) = pages_of(document)
    for run in page.runs:
        assert run.baseline == pytest.approx(400)
        assert run.baseline - run.top <= 1.2 * 12 + 0.01
        assert run.bottom - run.baseline <= 0.35 * 12 + 0.01


def test_letters_of_one_typeface_in_many_type_3_fonts_are_in_one_face() -> None:
    """Type 3 fonts have no names: a program that draws its letters spreads one typeface over as many as it needs."""
    document = pymupdf.open()
    page = document.new_page()
    names = []
    for code, letter in enumerate("预算", 1):
        glyph, meaning, font = (document.get_new_xref() for _ in range(3))
        document.update_object(glyph, "<<>>")
        document.update_stream(glyph, b"1000 0 0 0 900 900 d1 0 0 900 900 re f")
        document.update_object(meaning, "<<>>")
        named = f"1 beginbfchar <{code:02x}> <{ord(letter):04x}> endbfchar"
        document.update_stream(
            meaning,
            f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
            f"endcodespacerange {named} endcmap end end".encode(),
        )
        document.update_object(
            font,
            f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
            f"/CharProcs<</g {glyph} 0 R>>"
            f"/Encoding<</Type/Encoding/Differences[{code}/g]>>/FirstChar {code}/LastChar {code}/Widths[1000]"
            f"/ToUnicode {meaning} 0 R>>",
        )
        names.append(f"/T{code} {font} 0 R")
    content = document.get_new_xref()
    document.update_object(content, "<<>>")
    document.update_stream(content, b"BT /T1 12 Tf 1 0 0 1 72 700 Tm <01> Tj /T2 12 Tf <02> Tj ET")
    page.set_contents(content)
    document.xref_set_key(page.xref, "Resources", f"<</Font<<{' '.join(names)}>>>>")
    (read,) = pages_of(document)
    assert "".join(run.text for run in read.runs) == "预算"
    assert len({run.font for run in read.runs}) == 1


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


def test_thin_dark_pictures_are_rulings_and_white_ones_are_not() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((100, 100), "12.50")
    for grey, at in ((0, 200.0), (255, 300.0)):
        dot = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 1, 1))
        dot.clear_with(grey)
        page.insert_image(pymupdf.Rect(72, at, 520, at + 1), pixmap=dot, keep_proportion=False)
        page.insert_image(pymupdf.Rect(at, 400, at + 1, 600), pixmap=dot, keep_proportion=False)
    rulings = pages_of(document)[0].rulings
    assert [(round(rule.at), round(rule.start), round(rule.end)) for rule in rulings.horizontal] == [(200, 72, 520)]
    assert [(round(rule.at), round(rule.start), round(rule.end)) for rule in rulings.vertical] == [(200, 400, 600)]


@pytest.mark.parametrize(
    "text",
    [
        "ÏØ²ÆÕþ¾Ö2023Äê¶ÈÏîÄ¿¼¨Ð§ÆÀ¼Û±¨¸æ",  # bytes of GBK taken for Latin letters
        "\x01\x02\x03\x04 2016\x05\x06\x07\x08\x0b\x0c\x0e\x0f",  # codes of a subset without meanings
        "\ufffd" * 20 + "2016",
        "!\"#$%&'()*;<=>?@2016!#&^~{",  # codes of a subset that happen to be printable
        "\ufffd\x01!\"!#$%&'*+89:;<=>?@ABC",  # … but for the first of them
    ],
)
def test_what_a_font_without_meanings_writes_is_noise(text: str) -> None:
    page = Legibility()
    page.add("Song", "本页其余文字均可读取，" * 10)
    assert not page.is_noise()
    page.add("Subset", text)
    assert page.is_noise()


def test_fonts_whose_codes_were_cut_to_a_byte_make_a_page_untrusted() -> None:
    """、 came out as 1 and 。 as 2: 四处1200万元 is 四处、200万元. A diameter and a foreign name are no such signs."""
    page = Legibility()
    page.add("Song", "项目预算批复ÿ一Ā购置四处1200万元2执行率97.01%2评ÿ得分87.36分")
    assert page.cut_fonts() == {"Song"}
    whole = Legibility()
    whole.add("Song", "购置Ø110、Ø160、Ø200管材及André阀门四处，" * 3)
    whole.add("Latin", "ÿĀþ" * 3)
    assert not whole.cut_fonts()


def test_codes_cut_in_fonts_of_few_drawn_characters_each() -> None:
    """Chromium draws a font in many parts; rewritten by another program, the brackets in one of them are cut."""
    page = Legibility()
    page.add("Type3 (20 0 R)", "补助人数应补金额实补金额备注")
    page.add("Type3 (21 0 R)", "1234567890.%")
    page.add("Type3 (22 0 R)", "ÿĀÿĀ，")
    assert page.cut_fonts() == {"Type3 (22 0 R)"}
    whole = Legibility()
    whole.add("Type3 (20 0 R)", "本项目由法国专家指导，应补金额实补金额备注")
    whole.add("Type3 (21 0 R)", "André Thévenot, Besançon")
    assert not whole.cut_fonts()


# A code table whose brackets have lost their higher byte.
CUT = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Cut def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
3 beginbfrange <0020> <007e> <0020> <3000> <303f> <3000> <4e00> <9fff> <4e00> endbfrange
2 beginbfchar <ff08> <00ff> <ff09> <0100> endbfchar endcmap end end"""


def test_pages_in_a_font_whose_codes_are_cut_elsewhere_are_not_read_unless_their_stops_are_whole() -> None:
    texts = ("项目预算（一）购置设备四处1200万元2支出（二）", "支出见下表2其中城区购置1200万元", "本页各处均完整可读。")
    document = pymupdf.open()
    for text in texts:
        document.new_page().insert_text((72, 100), text, fontname="china-s", fontsize=12)
    codes = document.get_new_xref()
    document.update_object(codes, "<<>>")
    document.update_stream(codes, CUT)
    for page in document:
        for font, *_ in page.get_fonts():
            document.xref_set_key(font, "ToUnicode", f"{codes} 0 R")
    read = pages_of(document)
    assert [page.layer for page in read] == ["scanned", "scanned", "born_digital"]
    assert [page.notes for page in read] == [("garbled_text",), ("garbled_text",), ()]


@pytest.mark.parametrize(
    "text",
    [
        "12,345.60 98.5% (2023-08-15) A×B±0.5°C …… —— “”",
        "\uf0a8\uf0fe\uf0a8",  # boxes of a symbol font
        "http://www.example.gov.cn/index.html?id=3",
        "_________________________",
        "é",
    ],
)
def test_figures_marks_and_symbols_are_no_noise(text: str) -> None:
    page = Legibility()
    page.add("Song", "本页其余文字均可读取，" * 10)
    page.add("Latin", text)
    assert not page.is_noise()


def test_a_page_of_undecoded_text_is_not_read() -> None:
    document = pymupdf.open()
    document.new_page().insert_text((100, 100), "ÏîÄ¿×Ü½ð¶î1234.56ÍòÔª£¬Ö´ÐÐÂÊ98.5%", fontname="helv")
    read = pages_of(document)[0]
    assert (read.layer, read.notes, read.runs) == ("scanned", ("garbled_text",), ())


def test_layers_of_pages_add_up() -> None:
    document = written()
    document.new_page()
    assert [page.layer for page in pages_of(document)] == ["born_digital", "none"]
    assert overall_layer(pages_of(document)) == "born_digital"
    assert overall_layer([]) == "none"


def test_rules_drawn_dot_by_dot_are_lines_even_where_dots_are_drawn_twice() -> None:
    """As browsers print a dotted border: both sides of a corner draw its dot."""
    document = pymupdf.open()
    page = document.new_page()
    down = [(100.0, 100.0 + 1.5 * dot) for dot in range(40)]
    across = [(100.0 + 1.5 * dot, 100.0) for dot in range(60)]
    for x, y in (*down, *across, (300.0, 300.0)):
        page.draw_rect(pymupdf.Rect(x, y, x + 0.75, y + 0.75), color=None, fill=(0, 0, 0))
    page = pages_of(document)[0]
    assert [(rule.start, rule.end) for rule in page.rulings.horizontal] == [(100.0, 189.25)]
    assert [(rule.start, rule.end) for rule in page.rulings.vertical] == [(100.0, 159.25)]


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


@pytest.mark.parametrize("scale", [1, 0.1, 0.024])
@pytest.mark.parametrize("rotation", [0, 90])
def test_strokes_stay_thin_whatever_units_the_file_draws_in(scale: float, rotation: int) -> None:
    document = pymupdf.open()
    page = document.new_page(width=400, height=500)
    page.insert_text((10, 10), " ")
    lines = " ".join(f"{x / scale} {400 / scale} m {x / scale} {300 / scale} l S" for x in (100, 200))
    frame = f"{220 / scale} {300 / scale} {80 / scale} {60 / scale} re S"
    drawn = f"q {scale} 0 0 {scale} 0 0 cm {0.5 / scale} w {lines} {frame} Q"
    document.update_stream(page.get_contents()[0], drawn.encode())
    page.set_rotation(rotation)
    rulings = pages_of(document)[0].rulings
    assert [round(ruling.at) for ruling in rulings.vertical] == [100, 200, 220, 300]
    assert [round(ruling.end - ruling.start) for ruling in rulings.vertical] == [100, 100, 60, 60]
    assert all(ruling.width < 1 for ruling in (*rulings.vertical, *rulings.horizontal))


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


def test_pages_beyond_those_that_the_file_counts_are_told() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 1>>", page, page]
    content, places = b"%PDF-1.4\n", b""
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj%s endobj\n" % (number, each)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF"
    with open_pdf(content + end % (places, len(content)), name="more.pdf") as document:
        assert not document.repaired
        assert len(list(document.pages())) == 1
        assert document.repaired
    with open_pdf(written().tobytes(), name="whole.pdf") as document:
        list(document.pages())
        assert not document.repaired


def test_a_page_that_the_file_lacks_is_no_blank_sheet() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    with open_pdf(content, name="lacking.pdf") as document:
        assert [page.notes for page in document.pages()] == [(), ("unreadable_page",)]


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


def test_white_gaps_part_shaded_cells_and_lie_unseen_on_paper() -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.draw_rect(pymupdf.Rect(100, 100, 300, 140), color=None, fill=(0.8, 0.9, 0.8))
    for gap in ((199, 100, 200.5, 140), (100, 119, 300, 120.5), (100, 400, 300, 401.5), (199, 380, 200.5, 420)):
        page.draw_rect(pymupdf.Rect(*gap), color=None, fill=(1, 1, 1))
    rulings = pages_of(document)[0].rulings
    assert [round(rule.at) for rule in rulings.horizontal] == [120]
    assert [round(rule.at) for rule in rulings.vertical] == [200]


def test_white_gaps_of_one_net_part_the_white_cells_between_shaded_ones() -> None:
    document = pymupdf.open()
    page = document.new_page()
    for top in (100, 140):
        page.draw_rect(pymupdf.Rect(100, top, 300, top + 20), color=None, fill=(0.3, 0.4, 0.8))
    for top in (100, 120, 140):
        page.draw_rect(pymupdf.Rect(199, top, 200, top + 20), color=None, fill=(1, 1, 1))
    for y in (120, 140, 160):
        page.draw_rect(pymupdf.Rect(100, y, 300, y + 1), color=None, fill=(1, 1, 1))
    page.draw_rect(pymupdf.Rect(199, 400, 200, 420), color=None, fill=(1, 1, 1))
    upright = pages_of(document)[0].rulings.vertical
    assert [(round(rule.start), round(rule.end)) for rule in upright] == [(100, 120), (120, 140), (140, 160)]


def test_figures_set_sideways_in_a_text_that_runs_downwards_are_of_it() -> None:
    """（15分） in the spine of a form; digits that turn down elsewhere stay aside."""
    document = pymupdf.open()
    page = document.new_page()
    for place, character in enumerate("决策（"):
        page.insert_text((100, 100 + 12 * place), character, fontname="china-s", fontsize=12)
    page.insert_text((103, 127), "15", fontsize=12, rotate=270)
    for place, character in enumerate("分）"):
        page.insert_text((100, 152 + 12 * place), character, fontname="china-s", fontsize=12)
    page.insert_text((300, 127), "2023", fontsize=12, rotate=270)
    page.insert_text((100, 300), "决策指标分值十五分", fontname="china-s", fontsize=12)
    read = pages_of(document)[0]
    assert [run.text for run in read.runs] == ["决", "策", "（", "15", "分", "）", "决策指标分值十五分"]
    assert [run.text for run in read.stray] == ["2023"]
    figure = read.runs[3]
    assert 99 < figure.left[0] < figure.right[0] <= figure.left[1] < figure.right[1] < 116
    assert 125 < figure.top < figure.bottom < 143
