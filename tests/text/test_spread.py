"""Two or four pages on one sheet are read one after the other; borders around pages are no part of them."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
import pytest
from extractor.pdf import open_pdf
from extractor.pipeline import extract
from extractor.text import unframed

WIDTH, HEIGHT = 1191.0, 842.0
LEFT = (
    "一、项目概况",
    "某县农村公路养护项目由某县交通运输局组织实施，年初预算安排",
    "资金1,200.00万元，其中县级财政资金800.00万元，其余部分由上级",
    "补助资金解决。截至年末，该项目实际到位资金1,150.00万元，资金",
    "到位率为95.83%，实际支出资金1,035.00万元，预算执行率90.00%。",
    "项目于2022年3月开工建设，2022年11月全部完工并通过了验收，",
    "共完成养护里程368公里，其中县道养护里程126公里，乡道养护",
)
RIGHT = (
    "里程242公里，均达到年初设定的目标值。",
    "二、存在的问题",
    "（一）资金拨付不及时。上级补助资金中有115.00万元于2022年12月",
    "才拨付到项目单位，影响了项目的施工进度以及后续款项的结算。",
    "（二）档案资料不完整。抽查的十二个养护标段当中有三个标段未按",
    "规定留存完整的施工日志，另有两个标段的验收资料没有签字盖章，",
    "不符合档案管理的有关要求，项目单位应当在规定的期限内补齐。",
)


def sheet(left: tuple[str, ...], right: tuple[str, ...], title: str = "") -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    for x, lines, number in ((80, left, 4), (675, right, 5)):
        for place, text in enumerate(lines):
            page.insert_text((x, 100 + 28 * place), text, fontname="china-s", fontsize=12)
        page.insert_text((x + 200, 790), f"— {number} —", fontname="china-s", fontsize=12)
    if title:
        page.insert_text((WIDTH / 2 - 10 * len(title), 60), title, fontname="china-s", fontsize=20)
    return bytes(document.tobytes())


def test_the_right_page_follows_the_left_one_and_boxes_are_those_of_the_sheet() -> None:
    report = extract(sheet(LEFT, RIGHT))
    assert report.pages[0].text.split() == ["".join(line.split()) for line in (*LEFT, *RIGHT)]
    assert (report.pages[0].width, report.pages[0].height) == (WIDTH, HEIGHT)
    assert [finding.title for finding in report.findings] == ["资金拨付不及时", "档案资料不完整"]
    (late,) = [money for money in report.money if money.text == "115.00万元"]
    x0, y0, x1, y1 = late.evidence[0].bbox
    # The third line of the right page: its baseline is at 100 + 2 * 28, signs of 12 points stand before it.
    assert 675 < x0 < x1 < WIDTH
    assert y0 < 156 < y1 < 162


def test_what_stands_under_a_common_title_is_read_one_side_after_the_other() -> None:
    title = "某县农村公路养护项目绩效评价报告"
    report = extract(sheet(LEFT, RIGHT, title))
    assert report.pages[0].text.split() == ["".join(line.split()) for line in (title, *LEFT, *RIGHT)]
    late = next(money for money in report.money if money.text == "115.00万元")
    assert 675 < late.evidence[0].bbox[0] < late.evidence[0].bbox[2] < WIDTH


def test_rows_under_a_title_are_no_pages() -> None:
    rows = [(f"{place}号标段养护工程合同", f"{place},{place}50.00") for place in range(2, 9)]
    left, right = zip(*rows, strict=True)
    text = extract(sheet(left, right, "农村公路养护工程合同情况一览表（万元）")).pages[0].text
    assert "".join(text.splitlines()[1].split()) == "2号标段养护工程合同2,250.00"


FULL = (*LEFT, *("项目于2022年3月开工建设，2022年11月全部完工并通过了验收，" for _ in range(9)))


def test_a_text_that_ends_on_the_right_page_tells_its_sheet_by_itself() -> None:
    lines = extract(sheet(FULL, RIGHT[:4])).pages[0].text.split()
    assert lines == ["".join(line.split()) for line in (*FULL, *RIGHT[:4])]


@pytest.mark.parametrize("right", [["1,200.00", "1,150.00", "95.83%", "1,035.00"], ["", "", "", "", *RIGHT[:4]]])
def test_figures_and_notes_further_down_are_no_page(right: list[str]) -> None:
    lines = extract(sheet(FULL, tuple(right))).pages[0].text.split()
    assert "".join(next(line for line in right if line).split()) not in lines[len(FULL) :]


def test_a_short_column_beside_a_full_page_is_none() -> None:
    notes = ("备注", "已完成", "未完成")
    assert "备注" in extract(sheet(LEFT, notes)).pages[0].text.splitlines()[0]


FEW_LEFT = (
    "（一）资金拨付不及时",
    "　　上级补助资金中有115.00万元于2022年12月才拨付到项目单位，影响",
    "施工进度。",
)
FEW_RIGHT = (
    "（二）档案资料不完整",
    "　　抽查的标段当中有三个标段涉及资金68.40万元未按规定留存完整的施",
    "工日志。",
    "　　　　　　　　　　　　　　　　　　　某县财政绩效评价中心",
)


def test_two_nearly_empty_pages_are_told_by_a_paragraph_on_each() -> None:
    lines = extract(sheet(FEW_LEFT, FEW_RIGHT)).pages[0].text.split()
    assert lines == ["".join(line.split()) for line in (*FEW_LEFT, *FEW_RIGHT)]


def test_long_cells_side_by_side_without_rules_are_no_pages() -> None:
    left = ("存在的问题", "上级补助资金中有115.00万元于2022年12月才拨付到项目单位，", "影响施工进度。")
    right = ("整改措施", "2023年3月底以前将结余资金全部拨付到施工单位并完善手续，", "由资金股落实。")
    first = extract(sheet(left, right)).pages[0].text.splitlines()[0]
    assert "存在的问题" in first
    assert "整改措施" in first


def test_a_table_goes_on_on_the_right_page() -> None:
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    parts = (
        (80.0, 500.0, (("序号", "单位", "金额（万元）"), ("1", "某某中学", "12.50"), ("2", "某某小学", "9.80"))),
        (675.0, 100.0, (("3", "某某医院", "30.00"), ("4", "某某乡", "7.20"), ("", "合计", "59.50"))),
    )
    for x, top, rows in parts:
        edges = (x, x + 60, x + 260, x + 440)
        shape = page.new_shape()
        for row in range(len(rows) + 1):
            shape.draw_line((x, top + 24 * row), (edges[-1], top + 24 * row))
        for edge in edges:
            shape.draw_line((edge, top), (edge, top + 24 * len(rows)))
        shape.finish(width=0.7)
        shape.commit()
        for row, cells in enumerate(rows):
            for edge, text in zip(edges, cells, strict=False):
                page.insert_text((edge + 6, top + 17 + 24 * row), text, fontname="china-s", fontsize=12)
    for place, text in enumerate(LEFT):
        page.insert_text((80, 100 + 28 * place), text, fontname="china-s", fontsize=12)
    for place, text in enumerate(RIGHT[1:]):
        page.insert_text((675, 250 + 28 * place), text, fontname="china-s", fontsize=12)
    report = extract(bytes(document.tobytes()))
    (table,) = report.tables
    assert [row[2] for row in table.rows] == ["金额（万元）", "12.50", "9.80", "30.00", "7.20", "59.50"]
    assert [str(money.yuan) for money in report.money if money.text == "59.50"] == ["595000"]
    assert [check.status for check in report.checks if check.rule == "column_sum"] == ["pass"]


def put(page: pymupdf.Page, lines: Sequence[str], x: float, y: float, size: float = 12, step: float = 28) -> None:
    for place, text in enumerate(lines):
        page.insert_text((x, y + step * place), text, fontname="china-s", fontsize=size)


QUARTERS = (
    ("一、项目概况", *(f"某县农村公路养护项目第{n}标段由县养护中心实施并验收。" for n in range(1, 7))),
    ("二、资金情况", *(f"第{n}标段到位资金{n}12.50万元，实际支出{n}05.00万元。" for n in range(1, 7))),
    ("三、存在的问题", *(f"第{n}标段的验收资料没有签字盖章，不符合管理要求。" for n in range(1, 7))),
    ("四、有关建议", *(f"第{n}标段应当退回{n}3.20万元并补齐验收资料。" for n in range(1, 7))),
)


def test_four_pages_of_a_sheet_follow_each_other_and_boxes_are_those_of_the_sheet() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for number, lines in enumerate(QUARTERS):
        x, y = 40 + 297.5 * (number % 2), 60 + 421 * (number // 2)
        put(page, lines, x, y, 8, 20)
        put(page, [f"— {number + 1} —"], x + 90, y + 320, 8)
    report = extract(bytes(document.tobytes()))
    assert report.pages[0].text.split() == [line for lines in QUARTERS for line in lines]
    assert [section.title for section in report.sections] == ["项目概况", "资金情况", "存在的问题", "有关建议"]
    (money,) = [money for money in report.money if money.text == "212.50万元"]
    assert 337 < money.evidence[0].bbox[0] < money.evidence[0].bbox[2] < 595
    assert 90 < money.evidence[0].bbox[1] < money.evidence[0].bbox[3] < 103
    (money,) = [money for money in report.money if money.text == "13.20万元"]
    x0, y0, _, y1 = money.evidence[0].bbox
    assert x0 > 337
    assert 481 < y0 < 501 < y1 < 510


def test_a_page_with_one_gap_in_its_middle_is_one_page() -> None:
    """A white band across a page of one column, and none down it."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    put(page, [line * 2 for line in QUARTERS[1][1:]], 60, 60, 8, 20)
    put(page, [line * 2 for line in QUARTERS[2][1:]], 60, 520, 8, 20)
    assert extract(bytes(document.tobytes())).pages[0].text.splitlines()[0] == QUARTERS[1][1] * 2


def test_running_heads_of_both_pages_of_sheets_are_set_aside() -> None:
    document = pymupdf.open()
    for number in range(2):
        page = document.new_page(width=WIDTH, height=HEIGHT)
        for x, lines in ((80, LEFT), (675, RIGHT)):
            put(page, ["某县农村公路养护项目绩效评价报告"], x + 100, 60, 9)
            put(page, [f"第{number + 1}批：{line}" for line in lines], x, 110, 12)
    report = extract(bytes(document.tobytes()))
    assert not any("绩效评价报告" in page.text for page in report.pages)


def framed(page: pymupdf.Page, *boxes: tuple[float, float, float, float]) -> None:
    for box in boxes:
        page.draw_rect(pymupdf.Rect(box), width=0.7)


def table(page: pymupdf.Page, top: float, rows: Sequence[Sequence[str]], left: float = 80) -> None:
    edges = (left, left + 60, left + 260, left + 430)
    for row in range(len(rows) + 1):
        page.draw_line((left, top + 24 * row), (edges[-1], top + 24 * row), width=0.7)
    for edge in edges:
        page.draw_line((edge, top), (edge, top + 24 * len(rows)), width=0.7)
    for row, cells in enumerate(rows):
        for edge, text in zip(edges, cells, strict=False):
            page.insert_text((edge + 6, top + 17 + 24 * row), text, fontname="china-s", fontsize=12)


ROWS = [
    ["序号", "单位", "金额（万元）"],
    ["1", "某某中学", "12.50"],
    ["2", "某某小学", "9.80"],
    ["3", "某某医院", "30.00"],
]


def test_borders_around_pages_are_of_no_table() -> None:
    document = pymupdf.open()
    for rows in (ROWS[:3], ROWS[3:]):
        page = document.new_page(width=595, height=842)
        framed(page, (40, 40, 555, 802), (43, 43, 552, 799))
        if rows[0][0] == "序号":
            put(page, [line[:24] for line in LEFT], 60, 100)
        table(page, 680 if rows[0][0] == "序号" else 60, rows)
        put(page, [f"— {page.number + 1} —"], 280, 785, 9)
    report = extract(bytes(document.tobytes()))
    (found,) = report.tables
    assert found.rows == ROWS
    assert report.pages[0].text.startswith(LEFT[0])


def test_a_cell_over_a_page_of_a_form_is_no_border() -> None:
    """The cell goes on over pages; where the form begins rows meet the sides that it has in common with them."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    framed(page, (60, 100, 530, 780))
    for y in (130, 160):
        page.draw_line((60, y), (530, y), width=0.7)
    page.draw_line((160, 100), (160, 780), width=0.7)
    for x, y, text in ((66, 120, "项目名称"), (170, 120, "公路养护"), (66, 150, "实施单位"), (170, 150, "养护中心")):
        put(page, [text], x, y)
    put(page, ["主要问题"], 66, 400)
    put(page, [line[:24] for line in LEFT], 170, 200)
    for lines in (RIGHT, LEFT):
        page = document.new_page(width=595, height=842)
        framed(page, (60, 60, 530, 780))
        put(page, [line[:30] for line in lines], 70, 100)
    with open_pdf(bytes(document.tobytes())) as opened:
        pages = list(opened.pages())
    assert [page.rulings for page in unframed(pages)] == [page.rulings for page in pages]
    assert all(not page.rulings.horizontal for page in unframed(pages[1:]))
