"""A slip in a table is sure where other columns, or the heads of the columns, show what was meant."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor import outline, tables
from extractor.checks import run
from extractor.model.reading import Reading
from extractor.model.report import OverallScore, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer

Rows = list[list[str]]


def statuses(rows: Rows, rule: str, about: str) -> list[str]:
    """What a rule says of a table where its message has some words."""
    writer = Writer()
    writer.table(rows)
    drawn = writer.reading()
    reading = Reading("report.pdf", drawn.pages, drawn.blocks, tables.understand(drawn.blocks), outline.build([]))
    head = ReportHead(fiscal_year=2023)
    told = run(reading, head, score_items(reading), values(reading, head))
    return [each.status for each in told if each.rule == rule and about in each.message]


def levels(total: str = "2,910.00", part: str = "640.00") -> Rows:
    """Two levels of sources under one total, in three columns of amounts."""
    return [
        ["资金来源", "安排（万元）", "到位（万元）", "支出（万元）"],
        ["一、上级资金", "2,100.00", "2,040.00", "1,980.00"],
        ["（一）中央", "1,460.00", "1,400.00", "1,340.00"],
        ["（二）省级", "640.00", "640.00", part],
        ["二、本级资金", "1,000.00", "960.00", "930.00"],
        ["总计", "3,100.00", "3,000.00", total],
    ]


@pytest.mark.parametrize(("total", "expected"), [("2,910.00", "pass"), ("2,190.00", "fail"), ("3,370.00", "fail")])
def test_a_total_over_levels_is_that_of_the_rows_that_make_it_in_two_other_columns(total: str, expected: str) -> None:
    assert statuses(levels(total), "column_sum", "支出") == [expected]


def test_a_total_over_levels_stays_open_where_another_column_is_off_too() -> None:
    rows = levels("2,190.00")
    rows[-1][2] = "3,600.00"
    assert "fail" not in statuses(rows, "column_sum", "列合计")


def test_a_level_is_that_of_its_parts_where_two_other_columns_show_it() -> None:
    assert statuses(levels(part="840.00"), "level_sum", "支出") == ["fail"]


def funds(year: str, paid: str = "512.00") -> Rows:
    return [
        ["支出项目", "年初预算（万元）", "调整后预算（万元）", "决算数（万元）"],
        ["一、基本支出", year, "1,380.00", "1,352.00"],
        ["其中：人员经费", "840.00", "850.00", "840.00"],
        ["公用经费", "520.00", "530.00", paid],
        ["二、项目支出", "2,400.00", "2,450.00", "2,310.00"],
    ]


@pytest.mark.parametrize(("year", "expected"), [("1,360.00", ["pass"]), ("1,630.00", ["fail"])])
def test_parts_that_two_columns_show_to_be_all_are_all_in_the_third(year: str, expected: list[str]) -> None:
    assert statuses(funds(year), "parts_below", "年初预算") == expected


def test_parts_that_one_column_alone_shows_may_be_some_of_them() -> None:
    assert "fail" not in statuses(funds("1,630.00", "450.00"), "parts_below", "总额")


def test_two_columns_that_tell_the_same_total_show_it_once() -> None:
    rows = funds("1,380.00", "450.00")
    rows[2][1], rows[3][1] = rows[2][2], rows[3][2]
    assert "fail" not in statuses(rows, "parts_below", "总额")


@pytest.mark.parametrize(
    ("paid", "rate", "expected"),
    [
        ("95.58", "81.00%", []),
        ("95.58", "57.60%", ["fail"]),
        ("95.58", "41.85%", ["unknown"]),
        ("129.80", "100.00%", ["unknown"]),
    ],
    ids=["right", "of nothing in its row", "of another column", "capped at all"],
)
def test_a_rate_named_after_its_columns_is_wrong_where_nothing_in_its_row_makes_it(
    paid: str, rate: str, expected: list[str]
) -> None:
    rows = [
        ["资金使用单位", "调整后预算（万元）", "实际支出（万元）", "其中：设备（万元）", "执行率"],
        ["文旅推广中心", "192.00", "174.72", "52.10", "91.00%"],
        ["非遗传习馆", "118.00", paid, "40.00", rate],
        ["乡土博物馆", "64.00", "51.20", "12.40", "80.00%"],
    ]
    assert statuses(rows, "rate_in_row", "计算的") == expected


@pytest.mark.parametrize(("said", "expected"), [("65.71%", []), ("56.71%", ["fail"])])
def test_rates_of_all_that_came_keep_what_the_head_names(said: str, expected: list[str]) -> None:
    rows = [
        ["资金来源", "计划数（万元）", "到位数（万元）", "到位率"],
        ["中央补助", "1480", "1480", "100%"],
        ["省级补助", "420", "420", "100%"],
        ["县级配套", "350", "230", said],
        ["合计", "2250", "2130", "94.67%"],
    ]
    assert statuses(rows, "rate_in_row", "计算的") == expected


@pytest.mark.parametrize(("total", "expected"), [("100", ["pass"]), ("140", ["fail"]), ("86", ["fail"])])
def test_points_that_come_to_a_hundred_are_the_full_score_of_a_form(total: str, expected: list[str]) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "改造老旧管网", "≥12公里", "12.6公里", "30", "30"],
        ["产出指标", "质量指标", "验收合格率", "100%", "100%", "20", "20"],
        ["效益指标", "社会效益指标", "受益群众", "≥3000人", "3120人", "30", "28"],
        ["满意度指标", "服务对象满意度", "居民满意度", "≥90%", "93%", "20", "20"],
        ["总分", "", "", "", "", total, "98"],
    ]
    assert statuses(rows, "score_total", "分值") == expected


def of_text(text: str, score: str) -> list[str]:
    """The rules that fail for a report of one paragraph."""
    writer = Writer()
    writer.paragraph(text)
    reading = writer.reading()
    said = OverallScore(subject=None, score=Decimal(score), grade=None, grade_text=None, evidence=[])
    head = ReportHead(fiscal_year=2023, overall_scores=[said])
    return [each.rule for each in run(reading, head, [], values(reading, head)) if each.status == "fail"]


@pytest.mark.parametrize(
    ("second", "expected"), [("24.5", []), ("44.5", ["parts_in_text"]), ("25.4", ["parts_in_text"])]
)
def test_the_levels_of_a_score_are_all_of_it_however_far_off(second: str, expected: list[str]) -> None:
    text = f"对照指标表打分，我镇自评得分91.5分，其中投入17分、过程{second}分、产出30分、效果20分。"
    assert of_text(text, "91.5") == expected


@pytest.mark.parametrize(("left", "expected"), [("2,284", []), ("2,384", ["difference_from_called"])])
def test_what_is_left_to_pay_of_a_price(left: str, expected: list[str]) -> None:
    text = f"两年合同费用共2,964万元，2020年已安排680万元，余款{left}万元分年度支付。"
    assert of_text(text, "90") == expected
