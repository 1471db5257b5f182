"""Figures that no report should print (nothing of nothing, a 31st month, twenty digits) stop no rule."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values
from extractor.values import find_dates

from tests.records.builder import Writer


@pytest.mark.parametrize(
    "text",
    [
        "资产总额520.00万元，比上年增加520.00万元，增长100.00%。",  # nothing the year before
        "建设初加工点26个，超计划26个，完成率108.33%。",
        "入户调查0户，非常满意0户、满意0户、一般0户、不满意0户，满意率0%。",
        "应建0个小区，已完工小区0个，完工率88.89%，尚有3个正在施工。",
        "预算安排500万元，实际到位-500万元，到位率100%，实际支出450万元，预算执行率90%。",
        "结余资金3,426万元，占5个项目预算-1.42亿元的24.13%。项目总投资0亿元。",
        "新修渠道0.0001公里，完成计划99999999999999999999公里的0.0001%，少数路段未完工1.2公里。",
        "全镇0户中贫困户0户，占0%。",
        "到位0.00万元，支付0.00万元，支付率0.00%，未付73.80万元。",
        "甲镇3万元、乙镇-5万元、丙镇2万元；三镇分别占30%、50%、20%。",
        "服务期为2024年7月7日至2024年31月31日。",
        "工期为2019年3月1日至2020年0月30日（共300日历天）。",
    ],
)
def test_other_figures_are_verified_beside_them(text: str) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.paragraph("抽检样品240份，合格231份，合格率96.25%。")
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    passed = [check.message for check in run(reading, head, [], values(reading, head)) if check.status == "pass"]
    assert any("96.25%" in message for message in passed)


@pytest.mark.parametrize("text", ["2024年7月7日至2024年31月31日", "2019年3月1日至2020年0月30日"])
def test_a_period_that_ends_on_no_day_is_none(text: str) -> None:
    assert find_dates(text) == []
