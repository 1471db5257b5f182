"""预算执行率 of tables: which two amounts of a row it is made of, and what is no such rate."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from extractor.model.execution import Execution
from extractor.model.report import ReportHead
from extractor.patternbook import load_patterns
from extractor.records.executions import executions
from extractor.records.values import values

from tests.records.builder import Writer

FORM = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FORM_ROLES = (None, "budget_amount", "budget_amount", "paid_amount", "points", "rate", "score")
FORM_UNITS = (None, "万元", "万元", "万元", None, None, None)


def read(
    rows: list[list[str]],
    roles: tuple[str | None, ...] = FORM_ROLES,
    units: tuple[str | None, ...] = FORM_UNITS,
    marks: dict[int, str] | None = None,
) -> list[Execution]:
    writer = Writer()
    writer.table(rows, kind="funds", roles=roles, units=units, marks=marks or {})
    reading = writer.reading()
    return executions(reading, values(reading, ReportHead()).money)


def test_the_rate_of_a_form_is_of_its_budget_of_the_whole_year() -> None:
    rows = [
        FORM,
        ["年度资金总额：", "400.00", "380.00", "323.00", "10", "85.00%", "8.5"],
        ["其中：财政拨款", "300.00", "300.00", "250.00", "—", "83.33%", "—"],
        ["其他资金", "100.00", "80.00", "73.00", "—", "91.25%", "—"],
    ]
    whole, state, other = read(rows)
    assert (whole.name, whole.is_total, whole.rate, whole.text) == ("年度资金总额", True, Decimal("85.00"), "85.00%")
    assert (whole.budget, whole.budget_name, whole.paid) == (Decimal("3800000"), "全年预算数", Decimal("3230000"))
    assert (state.name, state.is_total, state.budget) == ("其中：财政拨款", False, Decimal("3000000"))
    assert other.paid == Decimal("730000")
    places = [*whole.evidence, *whole.budget_evidence, *whole.paid_evidence]
    assert [part.column for part in places] == [5, 2, 3]


def test_a_mistyped_rate_stands_beside_its_amounts() -> None:
    rows = [
        ["单位", "预算数", "支出数", "执行率"],
        ["甲镇", "120.00", "108.00", "90.00%"],
        ["乙镇", "80.00", "60.00", "57.00%"],
        ["合计", "200.00", "168.00", "84.00%"],
    ]
    found = read(rows, (None, "budget_amount", "paid_amount", "rate"), (None, "元", "元", None), {3: "total"})
    assert [(each.name, each.budget, each.paid, each.rate) for each in found] == [
        ("甲镇", Decimal(120), Decimal(108), Decimal("90.00")),
        ("乙镇", Decimal(80), Decimal(60), Decimal("57.00")),
        ("合计", Decimal(200), Decimal(168), Decimal("84.00")),
    ]
    assert [each.is_total for each in found] == [False, False, True]


def test_the_rate_may_be_of_what_came_in() -> None:
    rows = [["来源", "预算数", "到位数（万元）", "支出数", "执行率"], ["省级", "500.00", "400.00", "300.00", "75.00%"]]
    (one,) = read(rows, (None, "budget_amount", "amount", "paid_amount", "rate"), (None, "万元", "万元", "万元", None))
    assert (one.budget_name, one.budget, one.paid) == ("到位数", Decimal("4000000"), Decimal("3000000"))


def test_amounts_that_do_not_make_the_rate_are_not_given() -> None:
    """支出 stands in two columns: neither is what was spent, and a figure that looks right would be wrong."""
    rows = [
        ["片区", "预算数", "财政支出", "自筹支出", "执行率"],
        ["甲片", "100.00", "60.00", "30.00", "90.00%"],
        ["乙片", "200.00", "100.00", "50.00", "75.00%"],
    ]
    roles = (None, "budget_amount", "paid_amount", None, "rate")
    found = read(rows, roles, (None, "万元", "万元", "万元", None))
    assert [(each.rate, each.budget, each.paid) for each in found] == [
        (Decimal("90.00"), None, None),
        (Decimal("75.00"), None, None),
    ]


def test_what_a_contract_was_paid_is_no_execution() -> None:
    rows = [["单位", "合同金额", "支付金额", "支付率"], ["甲公司", "100.00", "80.00", "80.00%"]]
    assert read(rows, (None, "contract_amount", "paid_amount", "rate"), (None, "万元", "万元", None)) == []


@pytest.mark.parametrize("rate", ["—", "", "0.95", "未执行"])
def test_what_is_no_rate_in_percent_is_left_out(rate: str) -> None:
    rows = [["单位", "预算数", "支出数", "执行率"], ["甲镇", "100.00", "95.00", rate]]
    assert read(rows, (None, "budget_amount", "paid_amount", "rate"), (None, "元", "元", None)) == []


def test_heads_of_rates() -> None:
    told = load_patterns("figures")["execution"]
    brackets = re.compile(r"[（(][^）)]*[）)]")

    def is_rate(head: str) -> bool:
        return any(re.fullmatch(pattern, brackets.sub("", head)) for pattern in told["rate"])

    assert [head for head in told["examples"] if not is_rate(head)] == []
    assert [head for head in told["not"] if is_rate(head)] == []


def test_shares_of_one_are_no_rates_in_percent_nor_is_a_larger_one_beside_them() -> None:
    def rates(*printed: str) -> list[Decimal]:
        rows = [
            ["项目", "预算数", "支出数", "执行率"],
            *([f"道路{each}段", "100.00", "95.00", each] for each in printed),
        ]
        return [
            each.rate for each in read(rows, (None, "budget_amount", "paid_amount", "rate"), (None, "元", "元", None))
        ]

    assert rates("0.95", "1.80", "1") == []
    assert rates("0.95", "95.00") == [Decimal("95.00")]
    assert rates("95.00", "1.80", "0") == [Decimal("95.00"), Decimal("1.80")]
    assert rates("0.95%", "1.80") == [Decimal("0.95"), Decimal("1.80")]


def test_rows_of_a_list_of_several_units_projects_are_named_by_project() -> None:
    rows = [
        ["序号", "单位名称", "项目名称", "预算数", "执行数", "执行率"],
        ["1", "县残联", "辅具适配", "66.00", "48.84", "74.00%"],
        ["2", "县残联", "康复补助", "118.00", "118.00", "100.00%"],
        ["合计", "", "", "184.00", "166.84", "90.67%"],
    ]
    roles = ("serial", "unit_name", "project", "budget_amount", "paid_amount", "rate")
    found = read(rows, roles, (None, None, None, "万元", "万元", None), {3: "total"})
    assert [(each.name, each.is_total) for each in found] == [("辅具适配", False), ("康复补助", False), ("合计", True)]


def test_rows_of_a_category_printed_in_each_are_named_by_what_tells_them_apart() -> None:
    rows = [
        ["支出类别", "支出内容", "预算数", "支出数", "执行率"],
        ["工程费", "管网敷设", "486.00", "471.42", "97.00%"],
        ["工程费", "路面恢复", "132.00", "132.00", "100.00%"],
        ["小计", "", "618.00", "603.42", "97.64%"],
        ["监理费", "监理费", "15.00", "13.50", "90.00%"],
        ["小计", "", "15.00", "13.50", "90.00%"],
    ]
    roles, units = (None, None, "budget_amount", "paid_amount", "rate"), (None, None, "万元", "万元", None)
    found = read(rows, roles, units, {3: "subtotal", 5: "subtotal"})
    assert [each.name for each in found] == ["管网敷设", "路面恢复", "小计", "监理费", "小计"]
