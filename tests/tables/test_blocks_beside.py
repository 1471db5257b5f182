"""Heads of final accounts (收支决算总表), digits in cells of their own, names of groups and notes among rows."""

from __future__ import annotations

from decimal import Decimal

from extractor.model.geometry import Run
from extractor.tables.joined.headers import count_header_rows
from extractor.tables.meaning.place_values import digit_columns

from tests.records.builder import Writer
from tests.tables.drawn import across, grids, page, run
from tests.tables.sketched import report_of

ACCOUNTS = """
收入 | < | < | 支出 | < | <
项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
栏次 | | 1 | 栏次 | | 2
一、财政拨款收入 | 1 | 2,036.81 | 一、教育支出 | 32 | 1,288.95
二、事业收入 | 2 | | 二、卫生健康支出 | 33 | 747.86
"""


def test_blocks_of_heads_beside_each_other_and_the_row_that_numbers_them() -> None:
    report = report_of(ACCOUNTS, "收入支出决算总表", "单位：万元")
    (table,) = report.tables
    assert table.header_rows == 3
    assert [money.text for money in report.money] == ["2,036.81", "1,288.95", "747.86"]
    assert {money.unit for money in report.money} == {"万元"}


def heads(*rows: list[str | tuple[str, int, int] | None]) -> int:
    grid = Writer().table(list(rows)).grid
    return count_header_rows(
        [Named(cell.row, cell.column, cell.rowspan, cell.colspan, cell.passage.text) for cell in grid.cells],
        grid.n_rows,
        grid.n_columns,
    )


class Named:
    def __init__(self, row: int, column: int, rowspan: int, colspan: int, text: str) -> None:
        self.row, self.column, self.rowspan, self.colspan, self.text = row, column, rowspan, colspan, text


def test_a_label_and_its_wide_value_are_no_blocks() -> None:
    form = [
        [("项目名称", 1, 2), None, ("灌区渠道防渗", 1, 3), None, None],
        [("主管部门", 1, 2), None, "县水务局", "实施单位", "灌区所"],
    ]
    assert heads(*form) == 0


def test_a_row_of_one_number_is_no_numbering_without_its_name() -> None:
    rows: list[list[str | tuple[str, int, int] | None]] = [["项目", "决算数"], ["", "1"], ["工资", "20.5"]]
    assert heads(*rows) == 1
    assert heads(rows[0], ["栏次", "1"], rows[2]) == 2


def test_periods_below_heads_whose_reach_nothing_shows_are_heads() -> None:
    above: list[list[str | tuple[str, int, int] | None]] = [
        ["", "", ("到位金额", 2, 1), "", "支出金额", "", ""],
        ["资金来源", "批复概算", None, "", "", "", "结余"],
    ]
    rows: list[list[str | tuple[str, int, int] | None]] = [
        ["专项债券", "10500", "6000", "4500", "3860.5", "8832.85", "1667.15"],
        ["师市配套", "1500", "500", "600", "500", "1015.8", "84.2"],
    ]
    assert heads(*above, ["", "", "2020年", "2021年", "2020年", "累计", ""], *rows) == 3
    assert heads(*above, ["2020年", "", "", "结余资金", "拨付", "累计", ""], *rows) == 2


VOUCHER = """
摘要 | 金额 | < | < | < | < | < | <
^ | 万 | 千 | 百 | 十 | 元 | 角 | 分
付工程款 | | 5 | 0 | 3 | 0 | 0 | 0
付监理费 | 1 | 2 | 4 | 5 | 6 | 0 | 7
合计 | ￥ | 6 | 7 | 5 | 9 | 0 | 7
"""


def test_an_amount_set_one_digit_a_cell() -> None:
    report = report_of(VOUCHER, "资金支付凭证")
    assert [(money.text, money.yuan) for money in report.money] == [
        ("503000", Decimal("5030")),
        ("1245607", Decimal("12456.07")),
        ("675907", Decimal("6759.07")),
    ]
    assert [len(money.evidence) for money in report.money] == [6, 7, 6]
    assert {money.unit_from for money in report.money} == {"header"}


def test_digits_with_a_gap_between_them_are_no_amount() -> None:
    report = report_of(VOUCHER.replace("| 1 | 2 | 4 |", "| 1 | | 4 |"), "资金支付凭证")
    assert [money.text for money in report.money] == ["503000", "675907"]
    assert any(issue.code == "doubtful_amount" for issue in report.issues)


def test_places_that_do_not_follow_each_other_are_no_amount() -> None:
    assert digit_columns([("金额", place) for place in "万千百十元角分"]) == [range(7)]
    assert not digit_columns([("金额", place) for place in "万千百元角分"])
    assert not digit_columns([("人数", place) for place in "元角分"])


def columns(rows: list[tuple[str, ...]], lefts: tuple[float, ...], top: float, step: float = 18.0) -> list[Run]:
    return [
        run(text, x, top + step * place)
        for place, row in enumerate(rows)
        for text, x in zip(row, lefts, strict=True)
        if text
    ]


LEFTS = (60.0, 100.0, 300.0, 420.0)
NARROW = (60.0, 100.0, 250.0, 320.0)
HEADS = ("序号", "项目名称", "预算数", "支出数")


def test_amounts_of_a_group_right_below_a_numbered_row_are_not_glued_to_it() -> None:
    rows = {
        130: ("1", "道路硬化项目", "528,910.82", "489.20"),
        156: ("2", "路灯安装", "389121.51", "64.10"),
        168: ("", "二、产业发展类", "3005551.20", "8,830.97"),
        182: ("3", "河道清淤", "678349.00", "35.36"),
    }
    runs = [*columns([HEADS], LEFTS, 100), run("及其配套", 100, 142)]
    for y, row in rows.items():
        runs += columns([row], LEFTS, y)
    rules = [across(96, 50, 500), across(118, 50, 500), across(196, 50, 500)]
    (grid,) = grids(page(runs, rules))
    assert [row[2] for row in grid.texts()[1:]] == [row[2] for row in rows.values()]


def test_a_name_of_a_group_over_middle_columns_has_a_row_of_its_own() -> None:
    lefts, edges = (60.0, 110.0, 300.0, 420.0), [50.0, 90.0, 280.0, 400.0, 540.0]
    rows = [("1", "道路硬化", "10.50", "9.51"), ("2", "路灯安装", "20.40", "18.20"), ("3", "绿化", "7.10", "6.30")]
    runs = [*columns([HEADS], lefts, 104), run("一、基础设施类", 255, 124)]
    runs += [*columns(rows[:2], lefts, 136, 12), run("二、民生保障类", 255, 160), *columns(rows[2:], lefts, 172)]
    rules = [across(100, 50, 540), across(118, 50, 540)]
    (grid,) = grids(page(runs, rules, [across(x, 100, 118) for x in edges]))
    assert [row[0] for row in grid.texts()] == ["序号", "一、基础设施类", "1", "2", "二、民生保障类", "3"]
    assert grid.texts()[2] == ["1", "道路硬化", "10.50", "9.51"]


def test_who_filled_a_table_in_is_no_row_of_it() -> None:
    rows = [("1", "道路硬化", "10.50", "9.51"), ("2", "路灯安装", "20.40", "18.20"), ("", "合计", "30.90", "27.71")]
    runs = [*columns([HEADS], LEFTS, 100), *columns(rows, LEFTS, 124)]
    runs += [run("制表人：周岚", 60, 180), run("审核人：李铭", 150, 180), run("填报日期：2023年3月15日", 300, 180)]
    rules = [across(96, 50, 500), across(116, 50, 500), across(196, 50, 500)]
    (grid,) = grids(page(runs, rules))
    assert grid.n_rows == 4
    assert [text for text in grid.texts()[3] if text] == ["合计", "30.90", "27.71"]


def test_names_of_groups_at_a_page_end_are_of_the_table() -> None:
    rows = [("1", "道路硬化", "10.50", "9.51"), ("2", "路灯安装", "20.40", "18.20")]
    first = [*columns([HEADS], NARROW, 650), run("一、基础设施类", 263, 672), *columns(rows, NARROW, 690)]
    first += [run("二、民生保障类", 263, 726), run("（一）道路工程", 263, 744)]
    below = [("3", "绿化", "7.10", "6.30"), ("4", "亮化", "8.10", "6.20")]
    second = [*columns([HEADS], NARROW, 60), *columns(below, NARROW, 84)]
    found = grids(
        page(first, [across(646, 50, 545), across(666, 50, 545)]),
        page(second, [across(56, 50, 545), across(76, 50, 545), across(118, 50, 545)], number=2),
    )
    assert len(found) == 1
    assert [row[0] for row in found[0].texts()][-4:] == ["二、民生保障类", "（一）道路工程", "3", "4"]


def test_rows_of_words_below_boxed_heads() -> None:
    """Serial numbers tell rows below boxed heads that hold no value."""
    lefts, edges = (60.0, 100.0, 240.0, 400.0), [50.0, 90.0, 230.0, 390.0, 540.0]
    body = [("1", "管网合同", "鸿远建设公司", "已验收"), ("2", "路灯合同", "明达信息公司", "未开工")]
    runs = [*columns([("序号", "合同名称", "签约单位", "备注")], lefts, 104), *columns(body, lefts, 126)]
    rules = [across(100, 50, 540), across(120, 50, 540)]
    (grid,) = grids(page(runs, rules, [across(x, 100, 120) for x in edges]))
    assert grid.texts()[1:] == [list(row) for row in body]


def test_years_over_heads_of_three_rows_are_heads() -> None:
    """单位名称 begins a form as often, but no form has amounts below years and their parts."""
    rows: list[list[str | tuple[str, int, int] | None]] = [
        [("单位名称", 3, 1), ("2022年", 1, 3), None, None, ("2023年", 1, 3), None, None],
        [None, ("合计", 2, 1), ("公务用车费", 1, 2), None, ("合计", 2, 1), ("公务用车费", 1, 2), None],
        [None, None, "购置费", "运行费", None, "购置费", "运行费"],
        ["县水利局", "32.50", "18.00", "14.50", "12.80", "", "12.80"],
        ["县教育局", "20.10", "", "20.10", "19.60", "", "19.60"],
    ]
    assert heads(*rows) == 3
