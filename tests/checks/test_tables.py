"""Rules of tables with amounts: sums, subtotals, rows."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import Values

from tests.records.builder import Writer

FUNDS = ("unit_name", "budget_amount", "paid_amount", "balance", "rate")
UNITS = (None, "万元", "万元", "万元", None)
HEADS = ["单位", "预算数", "支出数", "结余数", "执行率"]
ROWS = [
    ["甲镇", "120.00", "108.00", "12.00", "90.00%"],
    ["乙镇", "80.00", "80.00", "0.00", "100.00%"],
    ["丙乡", "64.50", "43.00", "21.50", "66.67%"],
]
TOTAL = ["合计", "264.50", "231.00", "33.50", "87.33%"]


def results(
    rows: list[list[object]], marks: dict[int, str], roles: tuple[str | None, ...] = FUNDS, **more: object
) -> list[Check]:
    writer = Writer()
    table = writer.table(rows, kind="funds", roles=roles, units=UNITS, marks=marks)  # type: ignore[arg-type]
    for name, value in more.items():
        setattr(table.grid, name, value)
    return run(writer.reading(), ReportHead(), [], Values())


def statuses(found: list[Check], rule: str) -> list[str]:
    return [check.status for check in found if check.rule == rule]


def test_a_right_table_passes() -> None:
    found = results([HEADS, *ROWS, TOTAL], {4: "total"})
    assert statuses(found, "column_sum") == ["pass", "pass", "pass"]
    assert statuses(found, "balance") == ["pass"]
    assert statuses(found, "rate_in_row") == ["pass"]
    assert {check.status for check in found} == {"pass"}


def test_a_total_with_two_digits_changed() -> None:
    found = results([HEADS, *ROWS, ["合计", "246.50", "231.00", "33.50", "87.33%"]], {4: "total"})
    (fault,) = [check for check in found if check.rule == "column_sum" and check.status == "fail"]
    assert (fault.stated, fault.computed) == ("246.5", "264.5")
    assert "相差18" in fault.message
    assert len(fault.evidence) == 4


def test_a_rounding_gap_is_no_fault() -> None:
    found = results([HEADS, *ROWS, ["合计", "264.51", "231.00", "33.51", "87.33%"]], {4: "total"})
    assert statuses(found, "column_sum") == ["unknown", "pass", "unknown"]


def test_only_what_rounding_explains_is_called_rounding() -> None:
    """A letter that calls 20 万元 a matter of rounding is a laughing-stock."""
    rounded = results([HEADS, *ROWS, ["合计", "264.51", "231.00", "33.50", "87.33%"]], {4: "total"})
    (told,) = [check.message for check in rounded if check.rule == "column_sum" and check.status == "unknown"]
    assert told.endswith("相差0.01万元，可能因四舍五入所致，无法判定。")
    unruled = results([HEADS, *ROWS, ["合计", "284.50", "231.00", "33.50", "87.33%"]], {4: "total"}, confidence=0.5)
    (told,) = [check.message for check in unruled if check.rule == "column_sum" and check.status == "unknown"]
    assert "相差20万元，表格没有完整框线" in told
    assert "四舍五入" not in told
    deep = [["一、人员", "90"], ["1.工资", "60"], ["2.社保", "30"], ["二、公用", "12"], ["合计", "105"]]
    nested = results([HEADS[:2], *deep], {5: "total"})
    (told,) = [check.message for check in nested if check.rule == "column_sum"]
    assert "可能分级汇总" in told
    assert "四舍五入" not in told


def test_exact_yuan_have_no_rounding() -> None:
    writer = Writer()
    writer.table(
        [["单位", "支付金额（元）"], ["甲", "1,200.50"], ["乙", "799.50"], ["合计", "2,000.01"]],
        kind="funds",
        roles=("unit_name", "paid_amount"),
        units=(None, "元"),
        marks={3: "total"},
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "column_sum") == ["fail"]


def test_subtotals_are_not_counted_twice() -> None:
    rows: list[list[object]] = [
        ["片区", "单位", "金额（万元）"],
        [("东片", 3, 1), "甲镇", "10"],
        [None, "乙镇", "20"],
        [None, "小计", "30"],
        [("西片", 3, 1), "丙镇", "5"],
        [None, "丁镇", "7"],
        [None, "小计", "21"],
        ["合计", "", "51"],
    ]
    writer = Writer()
    writer.table(
        rows,  # type: ignore[arg-type]
        kind="funds",
        roles=("unit_name", "unit_name", "amount"),
        units=(None, None, "万元"),
        marks={3: "subtotal", 6: "subtotal", 7: "total"},
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "subtotal") == ["pass", "fail"]
    assert statuses(found, "column_sum") == ["pass"]


def test_subtotals_above_their_rows() -> None:
    """The first 小计 has nothing above it: each adds up the rows below, of which those of the west are 12, not 21."""
    writer = Writer()
    writer.table(
        [
            ["片区", "金额（万元）", "支出（万元）"],
            *(["东片小计", "30", "24"], ["甲镇", "10", "9"], ["乙镇", "20", "15"]),
            *(["西片小计", "21", "9"], ["丙镇", "5", "4"], ["丁镇", "7", "5"]),
            ["合计", "51", "33"],
        ],
        kind="funds",
        roles=("unit_name", "amount", "paid_amount"),
        units=(None, "万元", "万元"),
        marks={1: "subtotal", 4: "subtotal", 7: "total"},
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "subtotal") == ["pass", "pass", "fail", "pass"]


def test_merged_amounts_count_once_and_blanks_are_nothing() -> None:
    rows: list[list[object]] = [
        ["项目", "合同金额（万元）", "支付金额（万元）"],
        ["一标", "12", ("30", 2, 1)],
        ["二标", "18", None],
        ["三标", "5", ""],
        ["合计", "35", "30"],
    ]
    writer = Writer()
    writer.table(
        rows,  # type: ignore[arg-type]
        kind="contracts",
        roles=("project", "contract_amount", "paid_amount"),
        units=(None, "万元", "万元"),
        marks={4: "total"},
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "column_sum") == ["pass", "pass"]


def test_rows_of_two_levels_are_not_accused() -> None:
    rows: list[list[object]] = [
        ["项目", "金额（万元）"],
        ["一、人员支出", "90"],
        ["1.工资", "60"],
        ["2.社保", "30"],
        ["二、公用支出", "12"],
        ["合计", "105"],
    ]
    writer = Writer()
    writer.table(
        rows,
        kind="funds",
        roles=("project", "amount"),
        units=(None, "万元"),
        marks={5: "total"},  # type: ignore[arg-type]
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "column_sum") == ["unknown"]


def test_a_top_level_that_makes_the_total_passes() -> None:
    rows: list[list[object]] = [
        ["项目", "金额（万元）"],
        ["一、人员支出", "90"],
        ["1.工资", "60"],
        ["2.社保", "30"],
        ["二、公用支出", "12"],
        ["合计", "102"],
    ]
    writer = Writer()
    writer.table(
        rows,
        kind="funds",
        roles=("project", "amount"),
        units=(None, "万元"),
        marks={5: "total"},  # type: ignore[arg-type]
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "column_sum") == ["pass"]


def test_a_rate_that_breaks_what_the_other_rows_keep() -> None:
    more = [["丁乡", "10.00", "7.00", "3.00", "77.00%"]]
    total = ["合计", "274.50", "238.00", "36.50", "86.70%"]
    found = results([HEADS, *ROWS, *more, total], {5: "total"})
    (fault,) = [check for check in found if check.status == "fail"]
    assert (fault.rule, fault.stated, fault.computed) == ("rate_in_row", "77", "70")


def test_a_relation_that_no_row_keeps_is_none() -> None:
    rows = [[*row[:4], rate] for row, rate in zip(ROWS, ["12%", "31%", "57%"], strict=True)]
    found = results([HEADS, *rows, [*TOTAL[:4], "100%"]], {4: "total"})
    assert statuses(found, "rate_in_row") == []


def test_a_table_read_with_doubt_is_not_accused() -> None:
    found = results([HEADS, *ROWS, ["合计", "246.50", "213.00", "33.50", "87.33%"]], {4: "total"}, confidence=0.6)
    assert statuses(found, "column_sum") == ["unknown", "unknown", "pass"]


@pytest.mark.parametrize(("total", "expected"), [("33.34%", ["pass"]), ("33.43%", ["fail", "pass"])])
def test_the_rate_of_a_total_row_may_be_that_of_amounts_not_yet_rounded(total: str, expected: list[str]) -> None:
    """31.15 / 93.45 = 33.333%; three amounts that are 0.004 less each before they are rounded make 33.337%."""
    rows: list[list[object]] = [
        ["单位", "预算数", "支出数", "结余数", "执行率"],
        ["甲镇", "30.15", "10.05", "20.10", "33.33%"],
        ["乙镇", "31.15", "10.05", "21.10", "32.26%"],
        ["丙乡", "32.15", "11.05", "21.10", "34.37%"],
    ]
    found = results([*rows, ["合计", "93.45", "31.15", "62.30", total]], {4: "total"})
    assert sorted(statuses(found, "rate_in_row")) == expected


@pytest.mark.parametrize(("total", "expected"), [("88.33%", 1), ("84.33%", 2)])
def test_the_rate_of_a_budget_that_was_adjusted(total: str, expected: int) -> None:
    """2107.93 / (2466.40 - 80.00) = 88.33%: the column beside the budget tells what was taken from it."""
    rows: list[list[object]] = [
        ["年度", "预算数", "调整数", "支出数", "执行率"],
        ["2020年", "1150.00", "-80.00", "985.60", "92.11%"],
        ["2021年", "820.00", "0.00", "702.33", "85.65%"],
        ["2022年", "496.40", "", "420.00", "84.61%"],
    ]
    roles = (None, "budget_amount", None, "paid_amount", "rate")
    found = results([*rows, ["合计", "2466.40", "-80.00", "2107.93", total]], {4: "total"}, roles)
    assert len(statuses(found, "rate_in_row")) == expected


@pytest.mark.parametrize(("told", "expected"), [("8.20%", "fail"), ("73.04%", "unknown")])
def test_a_change_told_wrong_in_a_table_without_all_lines(told: str, expected: str) -> None:
    """(120.00 - 115.00) / 115.00 = 4.35%; (90.00 - 72.00) / 72.00 = 25.00%; (63.00 - 84.00) / 84.00 = -25.00%."""
    rows: list[list[object]] = [
        ["单位", "今年", "上年", "较上年增长"],
        ["甲镇", "120.00", "115.00", told],
        ["乙镇", "90.00", "72.00", "25.00%"],
        ["丙乡", "63.00", "84.00", "-25.00%"],
        ["丁乡", "44.00", "40.00", "10.00%"],
    ]
    found = results(rows, {}, ("unit_name", None, None, None), confidence=0.8)
    assert sorted(statuses(found, "change_in_row")) == sorted(["pass", expected])


@pytest.mark.parametrize(("told", "expected"), [("3.34%", ["pass"]), ("3.43%", ["fail", "pass"])])
def test_a_change_may_be_that_of_amounts_not_yet_rounded(told: str, expected: list[str]) -> None:
    """(26.57 - 25.71) / 25.71 = 3.345%; both are amounts in 万元 that were rounded."""
    rows: list[list[object]] = [
        ["支出", "上年", "今年", "增减率"],
        ["住房保障", "25.71", "26.57", told],
        ["社会保障", "68.42", "70.18", "2.57%"],
        ["卫生健康", "21.05", "22.31", "5.99%"],
        ["商业服务", "248.36", "279.65", "12.60%"],
    ]
    assert sorted(statuses(results(rows, {}), "change_in_row")) == expected


def test_the_funds_block_of_a_form() -> None:
    rows: list[list[object]] = [
        ["资金", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "50", "64", "60"],
        ["其中：财政拨款", "50", "50", "48"],
        ["其他资金", "0", "14", "12"],
    ]
    writer = Writer()
    writer.table(
        rows,  # type: ignore[arg-type]
        kind="self_evaluation",
        roles=(None, "budget_amount", "budget_amount", "paid_amount"),
        units=(None, "万元", "万元", "万元"),
        marks={2: "of_which"},
    )
    found = run(writer.reading(), ReportHead(), [], Values())
    assert statuses(found, "parts_below") == ["pass", "pass", "pass"]


def form(current: str) -> list[Check]:
    rows: list[list[object]] = [
        ["项目名称", "某某经费", "项目性质", "经常性"],
        ["项目资金总额", "1090.30", "年度资金总额", "1090.30"],
        ["其中：财政资金", "1090.30", "其中：当年财政拨款", current],
        [("其他资金", 2, 1), ("0.00", 2, 1), "上年结转资金", "20.30"],
        [None, None, "其他资金", "0.00"],
    ]
    writer = Writer()
    writer.table(rows, header=0)  # type: ignore[arg-type]
    return run(writer.reading(), ReportHead(), [], Values())


def test_a_form_with_its_sources_of_funds() -> None:
    assert statuses(form("1070.00"), "sources_of_funds") == ["pass", "pass"]
    assert statuses(form("1141.90"), "sources_of_funds") == ["pass", "fail"]


@pytest.mark.parametrize(
    ("total", "expected"), [("382", ["pass", "pass"]), ("376", ["pass"]), ("328", ["pass", "fail"])]
)
def test_who_stands_in_two_rows_may_be_counted_once(total: str, expected: list[str]) -> None:
    writer = Writer()
    rows = [
        ["机型", "补贴额", "户数（户）"],
        ["拖拉机", "56.40", "171"],
        ["收割机", "30.80", "60"],
        ["插秧机", "14.20", "62"],
        ["无人机", "11.60", "89"],
        ["合计", "113.00", total],
    ]
    writer.table(rows, roles=(None, "amount", None), units=(None, "万元", None), marks={5: "total"})  # type: ignore[arg-type]
    found = run(writer.reading(), ReportHead(), [], Values())
    assert [check.status for check in found if check.rule == "column_sum"] == expected


def numbered(paid: str, *, middle: str = "（二）公用经费", others: str = "300.00") -> list[str]:
    """What becomes of 一、基本支出 and its two parts, in two columns."""
    writer = Writer()
    rows = [
        ["项目", "预算数", "支出数"],
        ["一、基本支出", others, paid],
        ["（一）人员经费", "210.00", "208.60"],
        [middle, "90.00", "87.30"],
        ["二、项目支出", "500.00", "480.00"],
    ]
    writer.table(rows, roles=(None, "budget_amount", "paid_amount"), units=(None, "万元", "万元"))  # type: ignore[arg-type]
    found = run(writer.reading(), ReportHead(), [], Values())
    return [check.status for check in found if check.rule == "level_sum"]


def test_rows_numbered_level_by_level() -> None:
    assert numbered("295.90") == ["pass", "pass"]
    assert numbered("259.90") == ["pass", "fail"]
    assert numbered("295.91") == ["pass", "unknown"]  # rounded
    # A row may be lacking, or the parts are no parts: no other column has it so.
    assert numbered("259.90", middle="（三）公用经费") == []
    assert numbered("259.90", middle="其中：公用经费") == []
    assert numbered("259.90", others="310.00") == []


@pytest.mark.parametrize(("label", "expected"), [("其中：人员经费", []), ("人员经费", ["fail"])])
def test_shares_of_parts_of_parts_are_not_added_up(label: str, expected: list[str]) -> None:
    """公用经费 is a part of the first row, too, where 其中 stands before it."""
    rows: list[list[object]] = [
        ["支出类别", "决算数", "占比"], ["基本支出", "40.00", "40.00%"], [label, "38.60", "38.60%"],
        ["公用经费", "1.40", "1.40%"], ["项目支出", "60.00", "60.00%"], ["合计", "100.30", "100.00%"],
    ]  # fmt: skip
    marks = {5: "total"} | ({2: "of_which"} if expected == [] else {})
    assert statuses(results(rows, marks, roles=(None, "paid_amount", "share")), "shares_add_up") == expected
