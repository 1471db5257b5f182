"""Cells that show a part of a figure, no figure, or one that a line goes through: told, and no amount."""

from __future__ import annotations

import pymupdf
import pytest
from extractor.model.report import Report

from tests.hostile.paper import Paper, yuan

WIDTHS = (40, 150, 110, 110)
ROWS = [
    ["序号", "项目名称", "合同金额", "支付金额"],
    ["1", "道路维修", "880.00", "640.12"],
    ["2", "绿化", "", "120.25"],
]


def table(cell: str = "", rows: list[list[str]] | None = None, unit: str = "元") -> Paper:
    printed = [*map(list, rows or ROWS)]
    printed[2][2] = cell or printed[2][2]
    return Paper().page().text(360, 92, f"单位：{unit}").table(60, 100, WIDTHS, printed)


def doubts(report: Report, code: str = "doubtful_amount") -> str:
    return " ".join(issue.message for issue in report.issues if issue.code == code)


@pytest.mark.parametrize("cell", ["####", "##", "绿化工程……12.50", "绿化工程......1,200.00"])
def test_what_stands_for_a_figure_is_told(cell: str) -> None:
    report = table(cell).read()
    assert yuan(report) == ["880", "640.12", "120.25"]
    assert doubts(report)


@pytest.mark.parametrize("cell", ["#", "1#楼", "见附件…", "绿化……"])
def test_other_marks_are_not(cell: str) -> None:
    assert doubts(table(cell).read()) == ""


def test_a_point_before_three_digits_beside_points_between_thousands() -> None:
    rows = [ROWS[0], ["1", "道路维修", "21.527", "1.640.120"], ["2", "绿化", "15.956", "3.120.250"]]
    report = table(rows=rows).read()
    assert yuan(report) == []
    assert "21.527" in doubts(report)
    plain = [ROWS[0], ["1", "道路维修", "21.527", "40.120"], ["2", "绿化", "15.956", "20.250"]]
    assert yuan(table(rows=plain, unit="万元").read())[0] == "215270"


def test_a_figure_that_its_cell_cuts_off_is_told() -> None:
    """A column 30 points wide shows 89,70 of 89,704.93."""
    written = Paper().page().text(360, 92, "单位：元")
    rows = [["序号", "项目名称", "预算", "支付金额"], ["1", "道路维修", "", "640.12"], ["2", "绿化", "", "120.25"]]
    written.table(60, 100, (40, 150, 22, 110), rows)
    clip = "q 250 {y} 22 24 re W n BT /body 10 Tf 1 0 0 1 251 {text} Tm <{glyphs}> Tj ET Q"
    face = pymupdf.Font("cjk")
    for place, figure in enumerate(["12.5", "8970.93"]):
        glyphs = "".join(f"{face.has_glyph(ord(char)):04x}" for char in figure)
        y = 842 - 148 - 24 * place
        drawn = clip.format(y=y, text=y + 9, glyphs=glyphs)
        xref = written.sheet.get_contents()[-1]
        written.document.update_stream(xref, written.document.xref_stream(xref) + b"\n" + drawn.encode())
    report = written.read()
    assert yuan(report) == ["12.5", "640.12", "120.25"]
    assert "8970" in doubts(report)


def test_a_figure_without_room_for_its_decimals_is_told() -> None:
    rows = [
        ["序号", "项目名称", "预算", "支付金额"],
        ["1", "道路维修", "18.95", "6,400.12"],
        ["2", "绿化", "1,890", "2,120.25"],
        ["3", "管网", "5.25", "7,120.25"],
    ]
    report = Paper().page().text(360, 92, "单位：元").table(60, 100, (40, 150, 33, 110), rows).read()
    assert "1890" not in yuan(report)
    assert "1,890" in doubts(report)
    wide = Paper().page().text(360, 92, "单位：元").table(60, 100, (40, 150, 80, 110), rows).read()
    assert "1890" in yuan(wide)


def test_an_amount_that_is_struck_out_is_none() -> None:
    written = table("1,234.50")
    start = 260 - 10 + 4
    end = start + pymupdf.Font("cjk").text_length("1,234.50", 10)
    baseline = next(span["origin"][1] for span in spans(written) if span["text"] == "1,234.50")
    written.sheet.draw_line((start, baseline - 3.4), (end, baseline - 3.4), width=0.6)
    report = written.read()
    assert yuan(report) == ["880", "640.12", "120.25"]
    assert "1,234.50" in doubts(report)
    assert "1,234.50" in doubts(report, "struck_text")


def spans(written: Paper) -> list[dict[str, str]]:
    blocks = written.sheet.get_text("dict")["blocks"]
    return [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]


def test_figures_turned_into_outlines_are_told() -> None:
    rows = [ROWS[0], *[[str(number), "道路维修", "", "64.12"] for number in range(1, 5)]]
    written = Paper().page().text(360, 92, "单位：元").table(60, 100, WIDTHS, rows)
    for number in range(1, 5):
        middle = 112 + 24 * number
        for x in (300, 308, 316):
            written.sheet.draw_circle((x, middle), 3.5, color=None, fill=(0, 0, 0))
    (message,) = [issue.message for issue in written.read().issues if issue.code == "drawn_cells"]
    assert "4个单元格" in message


def test_a_sign_in_one_cell_is_not() -> None:
    written = table()
    written.sheet.draw_circle((300, 160), 3.5, color=None, fill=(0, 0, 0))
    assert doubts(written.read(), "drawn_cells") == ""


def test_figures_set_sideways_beside_text_are_told() -> None:
    written = Paper().page()
    for place in range(8):
        written.text(72, 100 + 20 * place, "本项目由县财政局统筹安排，县水利局等单位组织实施。")
    for place, figure in enumerate(["1,234.50", "88.12", "640.55", "9.75"]):
        written.text(200 + 30 * place, 700, figure, rotate=90)
    assert "1,234.50" in doubts(written.read(), "leaning_figures")


WIDE = (40, 110, 150, 110)
SOURCES = ["序号", "项目名称", "资金来源", "合计"]


@pytest.mark.parametrize("mark", ["：", " "])
def test_sources_in_a_cell_that_add_up_to_the_amount_of_their_row(mark: str) -> None:
    rows = [SOURCES, ["1", "道路维修", f"中央{mark}12.50\n市级{mark}3.20", "15.70"], ["2", "绿化", "", "8.00"]]
    report = Paper().page().text(360, 92, "单位：万元").table(60, 100, WIDE, rows, height=36).read()
    assert yuan(report) == ["125000", "32000", "157000", "80000"]
    assert doubts(report) == ""


@pytest.mark.parametrize("cell", ["中央：12.50\n市级：4.20", "中央：12.50；县级：4.20"])
def test_sources_that_do_not_are_told(cell: str) -> None:
    rows = [SOURCES, ["1", "道路维修", cell, "15.70"], ["2", "绿化", "", "8.00"]]
    report = Paper().page().text(360, 92, "单位：万元").table(60, 100, WIDE, rows, height=36).read()
    assert yuan(report) == ["157000", "80000"]
    assert "12.50" in doubts(report)


@pytest.mark.parametrize("cell", ["一标：12.50\n二标：3.20", "中央：12.50", "中央12项\n市级3项"])
def test_other_lists_are_no_sources(cell: str) -> None:
    rows = [SOURCES, ["1", "道路维修", cell, "15.70"], ["2", "绿化", "", "8.00"]]
    report = Paper().page().text(360, 92, "单位：万元").table(60, 100, WIDE, rows, height=36).read()
    assert yuan(report) == ["157000", "80000"]
    assert doubts(report) == ""


def test_a_rise_among_falls_in_red_is_no_slip() -> None:
    """Red ink stands for the minus of all others: what is not in red is of the other sign."""
    years = [("36", "267"), ("540", "78"), ("640", "372"), ("571", "161"), ("860", "536"), ("193", "39")]
    rows = [["项目名称", "年初数", "年末数", "增减额"]]
    rows += [["项目" + "甲乙丙丁戊己"[place], f"{a}.00", f"{b}.00", ""] for place, (a, b) in enumerate(years)]
    written = Paper().page().text(360, 92, "单位：元").table(60, 100, (100, 110, 110, 110), rows)
    for place, (a, b) in enumerate(years):
        written.text(
            390, 140 + 24 * place, f"{abs(int(b) - int(a))}.00", 10, color=(0.9, 0, 0) if int(b) < int(a) else (0, 0, 0)
        )
    report = written.read()
    assert [check.message for check in report.checks if check.status == "fail"] == []
    assert "-462" in yuan(report)
    assert "231" in yuan(report)


def test_a_soft_hyphen_that_is_printed_is_a_minus() -> None:
    assert yuan(Paper().page().text(100, 200, "年末结余\xad12.50万元。").read()) == ["-125000"]
