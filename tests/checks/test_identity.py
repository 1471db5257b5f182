"""Rules of numbers, annexes and rows; of figures told twice; of levels, grades and surveys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.checks import run
from extractor.model.report import Check, OverallScore, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer


def results(writer: Writer, head: ReportHead | None = None) -> list[Check]:
    reading, head = writer.reading(), head or ReportHead(fiscal_year=2021, report_date="2022-06-30")
    return run(reading, head, score_items(reading), values(reading, head))


def statuses(found: list[Check], rule: str) -> list[str]:
    return [check.status for check in found if check.rule == rule]


def test_a_number_with_two_dates() -> None:
    writer = Writer()
    writer.paragraph("2021年3月5日取得某发改审〔2021〕18号批复。")
    writer.paragraph("该工程2021年3月8日取得某发改审〔2021〕18号批复。")
    assert statuses(results(writer), "number_with_dates") == ["fail"]


def test_the_day_of_a_number_and_the_day_it_came_may_differ() -> None:
    writer = Writer()
    writer.paragraph("2021年3月8日取得某发改审〔2021〕18号批复。")
    writer.paragraph("依据某发改审〔2021〕18号（2021年3月5日）文件实施。")
    assert statuses(results(writer), "number_with_dates") == []


def test_annexes() -> None:
    writer = Writer()
    writer.paragraph("评分情况详见附件1，问题清单详见附件2。")
    writer.paragraph("附件1")
    assert statuses(results(writer), "annexes_named") == ["unknown"]


def test_rows_against_their_count() -> None:
    writer = Writer()
    writer.paragraph("本次共核查4个子项目。")
    writer.table([["序号", "项目"], *([str(n), f"项目{n}"] for n in range(1, 5))], roles=("serial", "project"))
    found = results(writer)
    assert statuses(found, "rows_counted") == ["pass"]
    assert statuses(found, "rows_numbered") == ["pass"]


def test_a_total_told_with_two_digits_changed() -> None:
    writer = Writer()
    writer.paragraph("截至年底，项目共支出328.32万元，结余17.82万元。")
    writer.table(
        [
            ["项目", "执行数", "结余数"],
            ["设备", "189.42", "8.58"],
            ["房屋", "138.90", "8.70"],
            ["合计", "328.32", "17.28"],
        ],
        kind="funds",
        roles=("project", "paid_amount", "balance"),
        units=(None, "万元", "万元"),
        marks={3: "total"},
    )
    (fault,) = [check for check in results(writer) if check.status == "fail"]
    assert fault.rule == "total_with_slip"
    assert "17.82万元" in fault.message
    assert "17.28万元" in fault.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自评发现问题2个，涉及金额218.98万元。", ["fail"]),  # 218.894 rounded, two digits changed
        ("自评发现问题2个，涉及金额218.89万元。", []),
        ("自评发现问题2个，整改金额218.98万元。", []),  # called otherwise
        ("涉及金额218.98万元，核实后涉及金额218.89万元。", []),  # the total is told elsewhere
        ("涉及金额281.98万元。", []),
    ],
)
def test_a_total_in_yuan_is_told_in_wan_with_two_digits_changed(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table(
        [["序号", "存在问题", "涉及金额（元）"], ["1", "延期", "1,743,500.00"], ["2", "未入账", "445,440.00"],
         ["合计", "", "2,188,940.00"]],
        kind="problems", roles=("serial", "problem", "involved_amount"), units=(None, None, "元"), marks={3: "total"},
    )  # fmt: skip
    assert statuses(results(writer), "total_with_slip") == expected


def test_a_rate_told_with_two_digits_changed() -> None:
    rows = [["单位", "预算", "支出", "执行率"], ["甲", "120", "108", "90.00%"], ["乙", "80", "64", "80.00%"]]
    total = ["合计", "200", "172", "86.00%"]
    for said, expected in (("68.00", ["fail"]), ("86.00", []), ("80.00", [])):
        writer = Writer()
        writer.paragraph(f"总体执行率{said}%。")
        writer.table(
            [*rows, total],
            kind="funds",
            roles=("unit_name", "budget_amount", "paid_amount", "rate"),
            units=(None, "万元", "万元", None),
            marks={3: "total"},
        )
        assert statuses(results(writer), "rate_with_slip") == expected


def test_the_mean_of_rates_of_its_name_is_not_that_of_a_table() -> None:
    """68.00% of two funds of 63.58% and 71.12%; the total row of another table has 86.00%."""
    writer = Writer()
    writer.paragraph("中央资金执行率63.58%；省级资金执行率71.12%；综合执行率68.00%。")
    writer.table(
        [
            ["单位", "预算", "支出", "执行率"],
            ["甲", "120", "108", "90.00%"],
            ["乙", "80", "64", "80.00%"],
            ["合计", "200", "172", "86.00%"],
        ],
        kind="funds",
        roles=("unit_name", "budget_amount", "paid_amount", "rate"),
        units=(None, "万元", "万元", None),
        marks={3: "total"},
    )
    assert statuses(results(writer), "rate_with_slip") == []


def test_counts_with_their_shares() -> None:
    rows = [
        ["项目", "很满意", "占比", "满意", "占比", "不满意", "占比"],
        ["口味", "120", "60.00%", "60", "30.00%", "20", "10.00%"],
        ["价格", "100", "50.00%", "70", "35.00%", "30", "51.00%"],
    ]
    writer = Writer()
    writer.table(rows, roles=(None, None, "share", None, "share", None, "share"))  # type: ignore[arg-type]
    found = results(writer)
    assert statuses(found, "share_of_row") == ["pass", "fail"]
    (fault,) = [check for check in found if check.status == "fail"]
    assert (fault.stated, fault.computed) == ("51", "15")


def test_shares_beside_means_of_counts() -> None:
    """178.75 of 400 is 44.69%, but 179 of 401 is not."""
    heads = ["项目", "很满意", "占比", "满意", "占比", "不满意", "占比"]
    rows = [
        ["线路", "186", "46.50%", "142", "35.50%", "72", "18.00%"],
        ["间隔", "121", "30.25%", "160", "40.00%", "119", "29.75%"],
        ["平均", "154", "38.38%", "151", "37.75%", "96", "23.88%"],
    ]
    writer = Writer()
    writer.table([heads, *rows], roles=(None, None, "share", None, "share", None, "share"))  # type: ignore[arg-type]
    assert statuses(results(writer), "share_of_row") == ["pass"]


def test_paid_more_than_the_contract() -> None:
    rows = [
        ["项目", "合同金额", "支付金额"],
        ["甲", "100", "90"],
        ["乙", "80", "80"],
        ["丙", "50", "56"],
        ["丁", "40", "10"],
    ]
    for told, expected in (("", ["pass", "fail"]), ("丙项目合同50万元，已支付56万元。", ["pass", "pass"])):
        writer = Writer()
        writer.table(
            rows,
            kind="contracts",
            roles=("project", "contract_amount", "paid_amount"),
            units=(None, "万元", "万元"),
        )
        if told:
            writer.heading("五、存在的问题")
            writer.paragraph(told)
        assert statuses(results(writer), "paid_within_contract") == expected


def paid(third: list[str], heads: list[str], text: str) -> list[str]:
    """What becomes of the third of four contracts, with the columns between 合同金额 and 支付金额."""
    writer = Writer()
    more = len(heads)
    rows = [["甲施工", "100", *["—"] * more, "90"], ["乙施工", "80", *["—"] * more, "80"], third]
    rows = [["项目", "合同金额", *heads, "支付金额"], *rows, ["丁施工", "40", *["—"] * more, "10"]]
    writer.table(
        rows,
        kind="contracts",
        roles=("project", "contract_amount", *[None] * more, "paid_amount"),
        units=(None, "万元", *["万元"] * more, "万元"),
    )
    writer.paragraph(text)
    return statuses(results(writer), "paid_within_contract")


def test_contracts_are_what_supplements_make_of_them() -> None:
    text = "各项目按合同支付。"
    assert paid(["丙施工", "50", "8", "56"], ["补充协议金额"], text) == ["pass"]
    assert paid(["丙施工", "50", "58", "56"], ["变更后合同金额"], text) == ["pass"]
    assert paid(["丙施工", "50", "8", "59"], ["补充协议金额"], text) == ["pass", "fail"]
    assert paid(["丙施工", "50", "-2", "56"], ["补充协议金额"], text) == ["pass", "fail"]
    # How much it added is told elsewhere, or nowhere.
    assert paid(["丙施工（含补充协议）", "50", "56"], [], text) == ["pass", "unknown"]
    assert paid(["丙施工", "50", "56"], [], "丙施工于2023年5月签订补充协议。") == ["pass", "unknown"]
    assert paid(["丙施工", "50", "56"], [], "甲施工于2023年5月签订补充协议。丙施工已完工。") == ["pass", "fail"]


@pytest.mark.parametrize(
    ("score", "grade", "expected"),
    [("83", "优", ["pass"]), ("83", "良", ["fail"]), ("80", "良", ["pass"]), ("59", "中", ["fail"])],
)
def test_a_scale_that_the_report_prints(score: str, grade: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph("评价等级分为：80（含）-100分为优，70（含）-80分为良，60（含）-70分为中，60分以下为差。")
    said = OverallScore(subject=None, score=Decimal(score), grade=grade, grade_text=grade, evidence=[])
    head = ReportHead(fiscal_year=2016, overall_scores=[said])
    assert statuses(results(writer, head), "grade_fits_score") == expected


def test_scores_told_section_by_section() -> None:
    writer = Writer()
    writer.heading("三、绩效分析")
    for number, told in (("（一）", "12.6分，满分15分"), ("（二）", "19.2分，满分25分"), ("（三）", "45分，满分60分")):
        writer.heading(f"{number}分析", 2)
        writer.paragraph(f"总体较好。该部分得{told}。")
    for score, expected in (("76.8", ["pass", "pass"]), ("77.3", ["fail", "pass"]), ("60", ["pass"])):
        said = OverallScore(subject=None, score=Decimal(score), grade=None, grade_text=None, evidence=[])
        assert statuses(results(writer, ReportHead(overall_scores=[said])), "section_scores") == expected


def test_numbers_of_rows_that_count_totals_too() -> None:
    """行次 numbers every row: that of 合计 is lacking among the plain ones."""
    writer = Writer()
    rows = [["行次", "单位", "预算", "支出"]]
    rows += [[str(n), f"第{n}小学", "20.00", "18.00"] for n in (1, 2, 3)]
    rows += [["4", "合计", "60.00", "54.00"], ["5", "年初结转", "6.00", "5.00"]]
    writer.table(
        rows, kind="funds", roles=["serial", "unit_name", "budget_amount", "paid_amount"],
        units=[None, None, "万元", "万元"], marks={4: "total"},
    )  # fmt: skip
    assert statuses(results(writer), "rows_numbered") == []
