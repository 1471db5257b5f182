"""``extract explain`` shows which patterns fired, and what was found on a page."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from extractor.cli.entry import run

from tests.cli.conftest import Extract


def test_a_text_is_explained_pattern_by_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--text", "2022年拨付约1,250.5万元（宜财农〔2022〕7号）"]) == 0
    out = capsys.readouterr().out
    assert "12505000 CNY" in out
    assert "2022-01-01..2022-12-31" in out
    assert "宜财农〔2022〕7号" in out


def test_a_page_is_described_and_drawn(tmp_path: Path, extract: Extract) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for row in range(3):
        for column in range(2):
            page.draw_rect((100 + 150 * column, 100 + 40 * row, 250 + 150 * column, 140 + 40 * row))
            page.insert_text((110 + 150 * column, 125 + 40 * row), f"甲{row}{column}", fontname="china-s")
    page.insert_text((100, 300), "以上为资金情况。", fontname="china-s")
    report, png = tmp_path / "report.pdf", tmp_path / "page.png"
    document.save(report)
    ended = extract("explain", report, "--png", png)
    assert ended.code == 0
    out = ended.out
    assert "3 rows × 2 columns, 6 cells, 0 merged, found by ruled" in out
    assert "1 lines outside tables" in out
    drawn = pymupdf.Pixmap(png.read_bytes())
    assert len({drawn.pixel(x, y) for x in range(0, drawn.width, 3) for y in range(0, drawn.height, 3)}) > 3


def test_a_page_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = pymupdf.open()
    document.new_page()
    document.save(tmp_path / "report.pdf")
    assert run(["explain", str(tmp_path / "report.pdf"), "--page", "7"]) == 2
    assert "there is no page 7" in capsys.readouterr().err


def test_a_report_on_standard_input_is_explained(extract_process: Extract) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((100, 300), "以上为资金情况。", fontname="china-s")
    assert "1 lines outside tables" in extract_process("explain", "-", stdin=document.tobytes()).out
