"""Heads as typists make them: units in a row of their own, years as heads, a head twice, rates without a sign."""

from __future__ import annotations

import pytest

from tests.hostile.paper import Paper, yuan

WIDTHS = (40, 150, 110, 110)


def test_units_in_a_row_of_their_own_below_the_heads() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "支付金额"],
        ["", "", "万元", "元"],
        ["1", "道路维修", "1,234.56", "12,345,678.90"],
        ["2", "绿化", "12.5", "3,000"],
    ]
    report = Paper().page().table(60, 100, WIDTHS, rows).read()
    assert yuan(report) == ["12345600", "12345678.9", "125000", "3000"]
    assert report.tables[0].header_rows == 2


def test_years_as_heads() -> None:
    rows = [
        ["指标", "2022年", "2023年", "增幅（%）"],
        ["收入", "1,234.56", "1,345.90", "9.02"],
        ["支出", "2,012.5", "2013.2", "0.03"],
    ]
    paper = Paper().page().text(60, 92, "表1 财政收支（单位：亿元）").table(60, 100, (100, 100, 100, 100), rows)
    report = paper.read()
    assert yuan(report) == ["123456000000", "134590000000", "201250000000", "201320000000"]
    assert [date.text for date in report.dates] == ["2022年", "2023年"]


def test_a_column_of_rates_holds_no_money_though_one_lacks_its_sign() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "执行数", "比上年增减"],
        ["1", "道路维修", "1,234.56", "1,145.90", "12.5%"],
        ["2", "绿化", "12.5", "3.2", "-3.2"],
    ]
    report = Paper().page().text(360, 92, "单位：万元").table(60, 100, (40, 120, 80, 80, 90), rows).read()
    assert yuan(report) == ["12345600", "11459000", "125000", "32000"]


def test_a_head_twice_of_which_one_column_is_blank() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "分值", "得分", "评分说明", "得分"],
        ["决策", "立项", "立项依据", "5", "", "依据充分", "5"],
        ["过程", "管理", "制度", "10", "", "制度不全", "7.5"],
    ]
    report = Paper().page(842, 595).table(30, 100, (90, 90, 100, 50, 50, 200, 50), rows).read()
    assert [str(item.score) for item in report.score_items] == ["5", "7.5"]


def test_counts_under_a_line_of_money_units_are_no_money() -> None:
    rows = [["项目", "合同份数", "占地", "排名", "支出"], ["甲", "20", "12.3", "1", "2000"]]
    report = Paper().page().text(60, 92, "单位：万元").table(60, 100, (90, 90, 90, 90, 90), rows).read()
    assert yuan(report) == ["20000000"]


def test_a_label_gives_its_unit_to_all_figures_right_of_it() -> None:
    rows = [["项目名称", "道路", "桥梁"], ["预算金额", "120.00", "80.5"], ["执行率", "83.33%", "99.4"]]
    report = Paper().page().text(60, 92, "单位：万元").table(60, 100, (90, 90, 90), rows).read()
    assert yuan(report) == ["1200000", "805000"]


def test_a_line_of_units_below_a_table() -> None:
    rows = [["序号", "项目名称", "预算数", "支付金额"], ["1", "道路维修", "1,234.56", "1,145.90"]]
    paper = Paper().page().table(60, 100, WIDTHS, rows).text(60, 163, "单位：万元")
    assert yuan(paper.read()) == ["12345600", "11459000"]


def test_such_a_line_above_the_next_table_is_that_ones() -> None:
    rows = [["序号", "项目名称", "预算数", "支付金额"], ["1", "道路维修", "1,234.56", "1,145.90"]]
    paper = Paper().page().table(60, 100, WIDTHS, rows).text(60, 163, "单位：万元").table(60, 170, WIDTHS, rows)
    assert {money.evidence[0].table for money in paper.read().money} == {"t2"}


def test_an_amount_of_a_form_without_any_unit_is_told() -> None:
    rows = [["项目名称", "农村道路", "建设地点", "城关镇"], ["实施单位", "交通局", "实际支出", "960,000.00"]]
    report = Paper().page().table(60, 100, WIDTHS, rows).read()
    assert report.money == []
    assert [issue.code for issue in report.issues if "960,000.00" in issue.message] == ["doubtful_amount"]


@pytest.mark.parametrize(
    "head", [["项目", "2022年", "2023年"], ["地区", "甲镇", "乙镇"], ["内容", "预算金额", "支出金额"]]
)
def test_rows_of_rates_below_a_line_of_money_units_are_no_money(head: list[str]) -> None:
    rows = [head, ["下达资金", "100.00", "200.00"], ["支付资金", "95.20", "192.60"], ["支付率", "95.20", "96.30"]]
    report = Paper().page().text(60, 92, "单位：万元").table(60, 100, (90, 90, 90), rows).read()
    assert yuan(report) == ["1000000", "2000000", "952000", "1926000"]


def test_rows_that_count_people_below_years_are_no_money() -> None:
    rows = [["项目", "2022年", "2023年"], ["预算金额", "100.00", "200.00"], ["服务人数（人）", "120", "130"]]
    report = Paper().page().text(60, 92, "单位：万元").table(60, 100, (90, 90, 90), rows).read()
    assert yuan(report) == ["1000000", "2000000"]


def test_a_project_named_after_a_rate_keeps_its_budget() -> None:
    rows = [["项目名称", "预算数", "支付金额"], ["提高自来水普及率", "120.00", "95.20"], ["道路养护", "30.00", "30.00"]]
    report = Paper().page().text(60, 92, "单位：万元").table(60, 100, (120, 90, 90), rows).read()
    assert yuan(report) == ["1200000", "952000", "300000", "300000"]
