"""Rows that number the columns (栏次) below the heads: part of them, never amounts."""

from __future__ import annotations

import pytest
from extractor.tables.meaning.column_numbers import numbers_columns

from tests.tables.drawn import across, grids, page, run
from tests.tables.sketched import report_of

LEFT = (60.0, 180.0, 280.0, 380.0)


@pytest.mark.parametrize(
    "row",
    [
        "栏次|1|2|3=1-2",
        "甲|①|②|③＝①－②",
        "A|1|2|3|B",
        "1|2|3|4=2-3",
        "行次|(1)|(2)|(3)",
        "栏次|1||",
        "A|1|2",
        "—|1|2|3",
        "类|款|项|栏次|1|2",
    ],
)
def test_rows_that_number_columns(row: str) -> None:
    assert numbers_columns(row.split("|"))


@pytest.mark.parametrize(
    "row",
    ["1|2|4|8", "甲|5|6", "1|道路|3|4", "合计|1|2|3", "|1|2|", "栏次|项目|1", "类|款|3|栏次|1|2", "0.5|1|2|3", "|||"],
)
def test_rows_of_values(row: str) -> None:
    assert not numbers_columns(row.split("|"))


@pytest.mark.parametrize("numbers", ["A | 1 | 2 | 3=1-2", "1 | 2 | 3 | 4"])
def test_no_amount_in_a_ruled_table(numbers: str) -> None:
    rows = "道路硬化 | 120.00 | 80.50 | 39.50\n管网改造 | 61.20 | 60.00 | 1.20"
    drawing = f"项目 | 预算数 | 支出数 | 结余数\n{numbers}\n{rows}"
    report = report_of(drawing, "资金使用情况表", "单位：万元")
    assert report.tables[0].header_rows == 2
    assert [money.text for money in report.money] == ["120.00", "80.50", "39.50", "61.20", "60.00", "1.20"]


FINAL_ACCOUNTS = """
项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出
科目编码 | < | < | 科目名称 | ^ | ^ | ^
类 | 款 | 项 | 栏次 | 1 | 2 | 3
{total} | 合计 | 1,250.40 | 830.10 | 420.30
213 | < | < | 农林水支出 | 1,250.40 | 830.10 | 420.30
"""


@pytest.mark.parametrize("total", [" | < | < ", "^ | ^ | ^"])
def test_numbers_beside_the_parts_of_a_code(total: str) -> None:
    """类 款 项 before 栏次, over that row alone or over the total's, too, as the forms of final accounts have them."""
    report = report_of(FINAL_ACCOUNTS.format(total=total), "支出决算表", "单位：万元")
    assert report.tables[0].header_rows == 3
    assert [money.text for money in report.money] == ["1,250.40", "830.10", "420.30"] * 2


def test_numbers_below_heads_of_three_rows() -> None:
    """合计 is the first head of the second row, no total: the row that counts the columns stands below the third."""
    drawing = """
    预算数 | < | < | < | 决算数 | < | < | <
    合计 | 公务用车费 | < | 公务接待费 | 合计 | 公务用车费 | < | 公务接待费
    ^ | 购置费 | 运行费 | ^ | ^ | 购置费 | 运行费 | ^
    1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
    9.60 | 0.00 | 6.40 | 3.20 | 8.10 | 0.00 | 5.90 | 2.20
    """
    report = report_of(drawing, "“三公”经费支出决算表", "单位：万元")
    assert report.tables[0].header_rows == 4
    assert [m.text for m in report.money] == ["9.60", "0.00", "6.40", "3.20", "8.10", "0.00", "5.90", "2.20"]


@pytest.mark.parametrize("rule", [False, True])
def test_below_the_heads_of_a_three_line_table(*, rule: bool) -> None:
    """Whether the second ruling stands above the numbers or below them."""
    rows = [("项目", "预算数", "支出数", "结余数"), ("甲", "1", "2", "3=1-2")]
    rows += [(name, "120.00", "80.50", "39.50") for name in ("道路硬化", "管网改造", "设备购置")]
    runs = [run(text, x, 100 + 20 * r) for r, row in enumerate(rows) for x, text in zip(LEFT, row, strict=True)]
    rules = [across(at, 50, 450) for at in (95, 116 if rule else 136, 196)]
    (grid,) = grids(page(runs, rules))
    assert grid.header_rows == 2
    assert grid.texts() == [list(row) for row in rows]


def test_amounts_below_heads_read_as_one_are_told() -> None:
    """Their words are too long for a head, and say of no column what it holds."""
    torn = "上缴上级功能分类科目本年支出合计基本支出项目支出经营支出科目名称数"
    drawing = (
        f"编码 | 名称 | {torn} | <\n213 | 农林水支出 | 1,250.40 | 1,830.10\n214 | 交通运输支出 | 2,250.40 | 1,310.10"
    )
    report = report_of(drawing, "支出决算表", "单位：万元")
    assert not report.money
    assert any("其中的数字未作为金额" in issue.message for issue in report.issues)
