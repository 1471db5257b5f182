"""Two pages side by side on one sheet are read one after the other."""

from __future__ import annotations

import pymupdf
import pytest
from extractor.pipeline import extract

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
        page.insert_text((WIDTH / 2 - 100, 60), title, fontname="china-s", fontsize=20)
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


@pytest.mark.parametrize("title", ["某县农村公路养护项目评价"])
def test_what_stands_under_a_common_title_is_one_page(title: str) -> None:
    assert LEFT[0] + "里程242公里" in "".join(extract(sheet(LEFT, RIGHT, title)).pages[0].text.split())


def test_a_short_column_beside_a_full_page_is_none() -> None:
    notes = ("备注", "已完成", "未完成")
    assert "备注" in extract(sheet(LEFT, notes)).pages[0].text.splitlines()[0]


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
