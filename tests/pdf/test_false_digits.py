"""Fonts that give other digits than they draw are not believed."""

from __future__ import annotations

import pymupdf
import pytest
from extractor import extract
from extractor.model.report import Report
from extractor.pdf.false_digits import contradicts, digits_drawn, digits_told
from extractor.pipeline import Options

from tests.hostile.paper import Paper, yuan

SHIFTED = {digit: str((int(digit) + 1) % 10) for digit in "0123456789"}


def written(swapped: dict[str, str]) -> bytes:
    """A page whose font tells some digits as others."""
    paper = Paper().page().text(100, 200, "合同金额1,234.56万元，已支付789.00万元。")
    content = paper.document.tobytes()
    with pymupdf.open(stream=content) as document:
        (font,) = {font[0] for font in document.get_page_fonts(0)}
        table = int(document.xref_get_key(font, "ToUnicode")[1].split()[0])
        face = pymupdf.Font("cjk")
        glyphs = {digit: face.has_glyph(ord(digit)) for digit in "0123456789"}
        told = "".join(f"<{glyph:04x}> <{ord(swapped.get(digit, digit)):04x}>\n" for digit, glyph in glyphs.items())
        stream = document.xref_stream(table).decode()
        stream = stream.replace("endcmap", f"10 beginbfchar\n{told}endbfchar\nendcmap", 1)
        document.update_stream(table, stream.encode())
        return bytes(document.tobytes())


def read(swapped: dict[str, str]) -> Report:
    return extract(written(swapped), Options(ocr="never"))


def test_a_font_that_shifts_its_digits_is_not_read() -> None:
    report = read(SHIFTED)
    assert yuan(report) == []
    assert "garbled_text" in [issue.code for issue in report.issues]


@pytest.mark.parametrize("order", [({}, SHIFTED), (SHIFTED, {})])
def test_a_font_is_not_believed_for_the_name_of_an_honest_one(order: tuple[dict[str, str], ...]) -> None:
    """Two reports put together in one file: each brings its own font of the same name."""
    with pymupdf.open() as document:
        for swapped in order:
            with pymupdf.open(stream=written(swapped)) as part:
                document.insert_pdf(part)
        report = extract(document.tobytes(), Options(ocr="never"))
    assert yuan(report) == ["12345600", "7890000"]
    assert [issue.page for issue in report.issues if issue.code == "garbled_text"] == [order.index(SHIFTED) + 1]


@pytest.mark.parametrize("swapped", [{}, {"7": "1"}])
def test_an_honest_font_is(swapped: dict[str, str]) -> None:
    """One digit that is told as another may be a slip of the program that made the table."""
    assert len(yuan(read(swapped))) == 2


def test_digits_of_both_kinds_of_entries() -> None:
    table = b"2 beginbfchar\n<0014> <0031>\n<0100> <4e00>\nendbfchar\n1 beginbfrange\n<0015> <0020> <0032>\nendbfrange"
    assert digits_told(table) == {0x14 + place: 0x31 + place for place in range(9)}


def test_digits_of_a_range_whose_meanings_are_listed() -> None:
    table = b"1 beginbfrange\n<0014> <0017> [<0032><00660069> <0034>\n<0035>]\n<0030> <0031> <0036>\nendbfrange"
    assert digits_told(table) == {0x14: 0x32, 0x16: 0x34, 0x17: 0x35, 0x30: 0x36, 0x31: 0x37}


def test_a_font_without_a_table_contradicts_nothing() -> None:
    assert digits_drawn(b"") == {}
    assert digits_drawn(b"\0\1\0\0\0\1" + b"\0" * 40) == {}
    assert not contradicts({20: 0x31, 21: 0x32}, {})
    assert contradicts({20: 0x31, 21: 0x32}, {20: 0x32, 21: 0x31})
    assert not contradicts({20: 0x31, 21: 0x32}, {20: 0x31, 30: 0x32})


def test_the_digits_that_a_font_draws() -> None:
    font = pymupdf.Font("cjk")
    drawn = digits_drawn(font.buffer)
    assert {digit: glyph for glyph, digit in drawn.items()} == {code: font.has_glyph(code) for code in range(48, 58)}
