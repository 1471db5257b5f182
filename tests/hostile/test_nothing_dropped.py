"""Every printed character ends in a paragraph, in a cell, or in named furniture; none is lost on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from extractor import pdf
from extractor.model.layout import Line, PageLayout, TablePiece
from extractor.pipeline import lay_out
from extractor.sinks.status import status_of
from extractor.text.fold import fold

from tests.hostile.paper import Paper

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HEADS = ["序号", "项目名称", "合同金额（万元）", "支付金额（元）"]
WIDTHS = (40, 150, 110, 110)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")


def printed(layout: PageLayout) -> Iterator[Line]:
    for item in layout.items:
        if isinstance(item, TablePiece):
            for cell in item.cells:
                yield from cell.lines
        else:
            yield item
    yield from layout.furniture


def lost(source: bytes | Path) -> list[str]:
    """Characters of the pages that stand in no line at their place."""
    with pdf.open_pdf(source, name="report.pdf", ocr="never") as document:
        pages = list(document.pages())
    missing = []
    for page, layout in zip(pages, lay_out(pages), strict=True):
        places = defaultdict(list)
        for line in printed(layout):
            for glyph, left in zip(fold(line.text).translate(RAISED), line.left, strict=True):
                places[glyph].append((left, line.top, line.bottom))
        for run in (*page.runs, *page.stray):
            middle = (run.top + run.bottom) / 2
            for glyph, left in zip(fold(run.text), run.left, strict=True):
                near = (
                    abs(left - x) < 0.3 * run.size + 1 and top - 3 <= middle <= end + 3 for x, top, end in places[glyph]
                )
                if not glyph.isspace() and not any(near):
                    missing.append(f"{glyph} on page {page.number} at {left:.0f}, {middle:.0f}")
    return missing


def crowded() -> Paper:
    """Notes, marks, a head and numbers on each page, tables side by side and within each other, text beside them."""
    paper = Paper()
    for number in range(1, 4):
        paper.page().text(60, 40, "某县财政局 2023年度绩效评价报告", 9).text(290, 820, f"- {number} -", 9)
        paper.text(84, 80, "实际支出100").text(165, 76, "2", 7).text(170, 80, "万元，占比80%。")
        paper.table(40, 100, (40, 80, 60), [["序号", "项目", "金额"], ["1", "甲\n乙", "12.5\n6"]], height=40)
        paper.table(320, 100, (60, 80), [["项目", "金额（元）"], ["丙", "123,456,789,012.00"]])
        paper.text(230, 120, "表旁文字100元", 9)
        rows = [HEADS, *([str(row), f"项目{row}", f"{row}0.00", f"{row},000.00"] for row in range(1, 15))]
        paper.table(60, 220, WIDTHS, rows, spans={(3, 1): (3, 1)})
        paper.table(60, 600, (100, 300), [["项目", "内容"], ["甲", ""]], height=70)
        paper.table(180, 680, (60, 60), [["设备", "金额"], ["电脑", "5,000"]])
        paper.text(150, 300, "内部资料", 48, color=(0.9, 0.9, 0.9)).text(30, 500, "竖排", 10, rotate=90)
        paper.text(101, 781, "粗体", 12).text(101.4, 781, "粗体", 12)
    return paper


@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_nothing_is_lost(rotation: int) -> None:
    paper = crowded()
    for page in paper.document:
        page.set_rotation(rotation)
    assert lost(paper.document.tobytes()) == []


@pytest.mark.parametrize(
    "path", sorted(CORPUS.glob("*/report*.pdf")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_nothing_of_the_corpus_is_lost(path: Path) -> None:
    assert lost(path) == []


def test_files_embedded_in_a_report_are_told() -> None:
    written = Paper().page().text(72, 100, "项目资金88.00万元。")
    written.document.embfile_add("附表.xlsx", b"PK")
    (issue,) = [each for each in written.read().issues if each.code == "attachments"]
    assert issue.severity == "info"
    assert "附表.xlsx" in issue.message


def test_a_file_that_only_holds_others_is_not_read_whole() -> None:
    written = Paper().page()
    for number in range(5):
        written.document.embfile_add(f"报告{number}.pdf", b"%PDF-1.4")
    report = written.read()
    (issue,) = [each for each in report.issues if each.code == "attachments"]
    assert issue.severity == "error"
    assert "5个附件" in issue.message
    assert status_of(report) == "partial"
