"""Figures on lines of their own in one cell stay apart; a figure that the cell was too narrow for is whole."""

from __future__ import annotations

import pytest

from tests.hostile.paper import Paper, yuan

WIDTHS = (40, 150, 110, 110)


def table(amount: str, widths: tuple[float, ...] = WIDTHS) -> Paper:
    rows = [
        ["序号", "项目名称", "合同金额", "支付金额"],
        ["1", "道路维修", "880.00", "640"],
        ["2", "绿化", amount, "120"],
    ]
    return Paper().page().text(360, 92, "单位：元").table(60, 100, widths, rows, height=40)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("50\n30", ["50", "30"]),
        ("1000\n200.50", ["1000", "200.5"]),
        ("12.5\n6", ["12.5", "6"]),
        ("3,000\n400", ["3000", "400"]),
        ("1,000.00\n234", ["1000", "234"]),
        ("5\n10\n15", ["5", "10", "15"]),
    ],
)
def test_two_amounts_in_a_cell_are_never_glued(printed: str, read: list[str]) -> None:
    found = [money for money in table(printed).read().money if money.evidence[0].row == 2]
    assert [str(money.yuan) for money in found if money.evidence[0].column == 2] == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [("1,234,\n567.89", "1234567.89"), ("1234567\n8.90", "12345678.9"), ("1,234,56\n7.89", "1234567.89")],
)
def test_an_amount_that_its_cell_was_too_narrow_for_is_whole(printed: str, read: str) -> None:
    report = table(printed, (40, 150, 46, 110)).read()
    found = [str(money.yuan) for money in report.money if money.evidence[0].row == 2]
    assert found == [read, "120"]


def test_two_dates_in_a_cell_are_two() -> None:
    rows = [["项目", "签订日期"], ["甲", "2021.3.1\n2021.4.5"], ["乙", "2021-03-1\n2021-04-15"]]
    report = Paper().page().table(60, 100, (100, 120), rows, height=40).read()
    assert [date.start for date in report.dates] == ["2021-03-01", "2021-04-05", "2021-03-01", "2021-04-15"]


def test_a_number_cut_in_running_text_of_a_cell_is_whole() -> None:
    text = "完成道路维修投入资金合计1\n2.5万元，已按合同付清"
    rows = [["项目", "完成情况"], ["甲", text]]
    assert yuan(Paper().page().table(60, 100, (100, 134), rows, height=40).read()) == ["125000"]


def test_figures_of_two_columns_of_a_line_are_not_one() -> None:
    paper = Paper().page().text(60, 100, "预算数300").text(200, 100, "200万元")
    paper.text(60, 130, "合同价款450　　　280.5万元").text(60, 160, "投资1 234.56万元")
    assert yuan(paper.read()) == ["2000000", "2805000", "12345600"]


def test_digits_set_apart_one_by_one_are_one_figure() -> None:
    paper = Paper().page()
    for place, glyph in enumerate("2023年5月6日"):
        paper.text(60 + 22 * place, 100, glyph)
    assert [date.start for date in paper.read().dates] == ["2023-05-06"]


def test_the_unit_of_a_quantity_is_none_of_the_price_beside_it() -> None:
    rows = [
        ["品名", "计量单位", "数量", "单价", "金额"],
        ["水泵", "台", "12", "3,500", "42,000"],
        ["管材", "万米", "1.5", "120,000", "180,000"],
        ["运费", "万元", "3", "20000", "60000"],
    ]
    report = Paper().page().text(360, 92, "单位：元").table(60, 100, (100, 60, 60, 80, 80), rows).read()
    found = {(each.evidence[0].row, each.evidence[0].column): str(each.yuan) for each in report.money}
    assert {place: value for place, value in found.items() if place[1] > 2} == {
        (1, 3): "3500",
        (1, 4): "42000",
        (2, 3): "120000",
        (2, 4): "180000",
        (3, 3): "20000",
        (3, 4): "60000",
    }
    told = [["指标", "计量单位", "目标值", "实际值"], ["投入", "万元", "350", "348.6"], ["培训", "人次", "120", "115"]]
    assert yuan(Paper().page().table(60, 100, (100, 60, 80, 80), told).read()) == ["3500000", "3486000"]


@pytest.mark.parametrize("head", ["凭证号", "工号", "账号", "证件号码"])
def test_numbers_of_things_are_no_amounts(head: str) -> None:
    rows = [["摘要", head, "支付金额"], ["进度款", "1001", "500000"], ["尾款", "1002", "30000.5"]]
    report = Paper().page().text(360, 92, "单位：元").table(60, 100, (100, 80, 100), rows).read()
    assert yuan(report) == ["500000", "30000.5"]


def test_a_figure_that_begins_with_an_idle_zero_is_told() -> None:
    report = table("05.20").read()
    assert [str(money.yuan) for money in report.money if money.evidence[0].row == 2] == ["120"]
    assert "05.20" in next(each for each in report.issues if each.code == "doubtful_amount").message
    assert [str(money.yuan) for money in table("0.20").read().money if money.evidence[0].column == 2] == ["880", "0.2"]
