"""Wholes and their parts apart, rows named in the text, shares of what is counted elsewhere, comparisons, limits."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def found(rule: str, text: str, rows: list[list[str]] | None = None) -> list[str]:
    """The verdicts of a rule on paragraphs, a line each, and a table of projects with amounts in 万元."""
    writer = Writer()
    for line in text.split("\n"):
        writer.paragraph(line)
    if rows:
        writer.table(
            [["项目", "合同金额", "支付金额", "备注"], *rows], kind="contracts",
            roles=("project", "contract_amount", "paid_amount", None), units=(None, "万元", "万元", None),
            marks={len(rows): "total"} if rows[-1][0] == "合计" else {},
        )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    results: list[Check] = run(reading, head, [], values(reading, head))
    return [check.status for check in results if check.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("whole_is_sum", "资金来源为省级配套4,200万元、州级配套1,700万元。\n两级配套资金合计5,900万元。", ["pass"]),
        ("whole_is_sum", "资金来源为省级配套4,200万元、州级配套1,700万元。\n设备采购费合计5,900万元。", []),
        # Two counts of different sentences make any third.
        ("whole_is_sum", "水厂115个已批复项目完成审核。抽查发现3个项目未验收。\n全县共118个项目列入审核。", []),
        ("rest_of_sum", "截至年底，27所学校中仅有9所完成审核，其余18所尚未送审。", ["pass"]),
        ("rest_of_sum", "截至年底，27所学校中仅有9所完成审核，其余16所尚未送审。", ["fail"]),
        ("rest_of_sum", "27所学校中有9所完成审核，其中5所已付款，其余16所尚未送审。", []),
        ("share_of_named_count", "全市有街道（乡镇）171个。\n有163个乡镇（街道）已使用，占比95.32%。", ["pass"]),
        ("share_of_named_count", "全市有街道（乡镇）171个。\n有163个乡镇（街道）已使用，占比95.88%。", ["fail"]),
        ("share_of_named_count", "全市有街道（乡镇）171个。\n有163个乡镇（街道）已使用，占比75.10%。", []),
        ("rate_of_named_whole", "调整后概算468万元。\n代建费9.1万元，占调整后概算的1.94%。", ["pass"]),
        ("rate_of_named_whole", "设备购置468万元。\n代建费9.1万元，占调整后概算的1.94%。", []),
        ("rate_of_count", "协调事项418件，办结率96.89%。", ["pass"]),
        ("rate_of_count", "协调事项418件，办结率96.80%。", []),
        ("amounts_compared", "补植成活率为87.6%，低于90%的目标值。", ["pass"]),
        ("amounts_compared", "补植成活率为92.6%，低于90%的目标值。", ["fail"]),
        ("amounts_compared", "补植成活率为92.6%，未超过90%的上限。", ["fail"]),
        ("amounts_compared", "保洁单位成本9.64万元/公里，低于10万元/公里的控制标准。", ["pass"]),
        ("amounts_compared", "保洁单位成本10.64万元/公里，低于10万元/公里的控制标准。", ["fail"]),
        ("amounts_compared", "保洁单位成本10.64万元/公里，低于10万元/年的控制标准。", []),
        ("amounts_compared", "补植成活率为90.0%，低于90%的目标值。", ["unknown"]),
        ("plan_and_result_rate", "计划更新不少于2,200篇，实际更新1,058篇，未完成目标。", ["pass"]),
        ("used_within_limit", "根据财力情况，2021年暂预留8000万元。\n2021年实际使用3806.71万元。", ["pass"]),
        ("used_within_limit", "根据财力情况，2021年暂预留8000万元。\n2022年实际使用3806.71万元。", []),
        ("part_within_whole", "实际支付资金总额为4,827.06万元。\n支付资金总额中有3,454.17万元由专户支付。", ["pass"]),
    ],
)  # fmt: skip
def test_what_the_text_tells(rule: str, text: str, expected: list[str]) -> None:
    assert found(rule, text) == expected


ROWS = [
    ["东岭片区", "92.10", "71.28", "2023年9月审定金额为90.40万元"],
    ["西塘片区", "46.30", "46.30", ""],
    ["合计", "138.40", "117.58", ""],
]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("row_amounts_summed", "东岭片区因地质原因顺延，结转资金20.82万元。", ["pass"]),
        ("row_amounts_summed", "东岭片区因地质原因顺延，结转资金20.92万元。", []),
        ("row_amounts_summed", "南坪片区因地质原因顺延，支付费用20.82万元。", []),
        ("row_amounts_summed", "东岭片区、西塘片区两个合同金额138.40万元。", ["pass"]),
        ("row_amount_told", "西塘片区的合同支付46.3万元。", ["pass"]),
        ("audited_within_contract", "情况见下表。", ["pass"]),
    ],
)
def test_rows_that_the_text_names(rule: str, text: str, expected: list[str]) -> None:
    assert found(rule, text, ROWS) == expected


def carried(subtotal: str, total: str) -> list[str]:
    rows = [["项目", "金额"], ["甲", "10.00"], ["乙", "20.00"], ["小计", subtotal], ["丙", "5.00"], ["丁", "6.00"],
            ["小计", "11.00"], ["合计", total]]  # fmt: skip
    writer = Writer()
    writer.table(
        rows, kind="contracts", roles=("project", "contract_amount"), units=(None, "万元"),
        marks={3: "subtotal", 6: "subtotal", 7: "total"},
    )  # fmt: skip
    results = run(writer.reading(), ReportHead(), [], values(writer.reading(), ReportHead()))
    return [f"{check.status} {check.computed}" for check in results if check.rule == "total_of_subtotals"]


def test_a_wrong_subtotal_carried_on() -> None:
    assert carried("30.00", "41.00") == []
    assert carried("32.00", "43.00") == ["fail 41"]  # the total adds up what is printed
    assert carried("32.00", "41.00") == ["fail 43"]  # the total adds up the rows
    assert carried("32.00", "50.00") == []  # wrong in a way of its own: the rule of sums tells
