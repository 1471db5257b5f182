"""What a letter says of a check."""

from __future__ import annotations

import pytest
from extractor.checks.engine import check

from tests.hostile.paper import Paper


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("表“基础数据表”““雷锋哨”平台”行验收早于开工。", "表“基础数据表”“‘雷锋哨’平台”行验收早于开工。"),
        ("“智慧法院”与“智慧矫正”不一致。", "“智慧法院”与“智慧矫正”不一致。"),
        ("““雷锋哨”行不一致。", "““雷锋哨”行不一致。"),
    ],
)
def test_quotations_within_quotations(written: str, printed: str) -> None:
    assert check("row_sum", "fail", written, []).message == printed


@pytest.mark.parametrize(
    ("budget", "paid", "made"),
    [
        ("6.77", "385", "6.77万元－385万元计算的-378.23万元"),
        ("385", "6.77", "385万元－6.77万元计算的378.23万元"),
    ],
)
def test_differences_are_told_as_they_are_made(budget: str, paid: str, made: str) -> None:
    paper = Paper().page().text(60, 80, "绩效评价报告").text(60, 120, "一、资金使用情况")
    report = paper.text(60, 150, f"预算安排{budget}万元，实际支出{paid}万元，结余250.03万元。").read()
    (told,) = [result.message for result in report.checks if result.rule == "difference_by_words"]
    assert made in told
