"""Rows that number the columns (栏次) below the heads: part of them, never amounts."""

from __future__ import annotations

import pytest
from extractor.tables.meaning.column_numbers import numbers_columns

from tests.tables.drawn import across, grids, page, run
from tests.tables.sketched import report_of

LEFT = (60.0, 180.0, 280.0, 380.0)


@pytest.mark.parametrize(
    "row",
    ["栏次|1|2|3=1-2", "甲|①|②|③＝①－②", "A|1|2|3|B", "1|2|3|4=2-3", "行次|(1)|(2)|(3)", "栏次|1||", "—|1|2|3"],
)
def test_rows_that_number_columns(row: str) -> None:
    assert numbers_columns(row.split("|"))


@pytest.mark.parametrize("row", ["1|2|4|8", "甲|1|2", "1|道路|3|4", "合计|1|2|3", "|1|2|", "栏次|项目|1", "0.5|1|2|3"])
def test_rows_of_values(row: str) -> None:
    assert not numbers_columns(row.split("|"))


@pytest.mark.parametrize("numbers", ["A | 1 | 2 | 3=1-2", "1 | 2 | 3 | 4"])
def test_no_amount_in_a_ruled_table(numbers: str) -> None:
    rows = "道路硬化 | 120.00 | 80.50 | 39.50\n管网改造 | 61.20 | 60.00 | 1.20"
    drawing = f"项目 | 预算数 | 支出数 | 结余数\n{numbers}\n{rows}"
    report = report_of(drawing, "资金使用情况表", "单位：万元")
    assert report.tables[0].header_rows == 2
    assert [money.text for money in report.money] == ["120.00", "80.50", "39.50", "61.20", "60.00", "1.20"]


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
