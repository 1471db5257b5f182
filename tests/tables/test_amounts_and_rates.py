"""Amounts with their rate, or a figure in brackets, in one cell."""

from __future__ import annotations

import pytest
from extractor.tables.broken_values import with_seconds
from extractor.tables.inferred.atoms import Atom
from extractor.values import amount_beside_rate, money_in_cell

from tests.tables.drawn import across, grids, page, run
from tests.tables.sketched import report_of


@pytest.mark.parametrize("cell", ["1,234.56（45.20%）", "1,234.56(45.2％)", "1,234.56/45.20%", " 1,234.56 （ 45% ）"])
def test_amount_beside_its_rate(cell: str) -> None:
    (money,) = money_in_cell(cell, "万元")
    assert (money.text, str(money.yuan)) == ("1,234.56", "12345600")


@pytest.mark.parametrize(
    "cell", ["45.20%", "1,234.56（45.20）", "1,234.56（占45.20%，欠）", "85.2（分）", "3/4", "12.5%/3%"]
)
def test_other_cells(cell: str) -> None:
    assert amount_beside_rate(cell) is None


@pytest.mark.parametrize("head", ["实际支出及执行率", "支出金额及占比"])
def test_column_of_amounts_and_rates(head: str) -> None:
    drawing = f"项目 | 预算数 | {head}\n道路硬化 | 120.00 | 80.50（67.08%）\n管网改造 | 61.20 | 60.00（98.04%）"
    report = report_of(drawing, "资金使用情况表", "单位：万元")
    assert [money.text for money in report.money] == ["120.00", "80.50", "61.20", "60.00"]


def test_column_of_rates_is_none() -> None:
    drawing = "项目 | 预算数 | 执行率\n道路硬化 | 120.00 | 67.08%\n管网改造 | 61.20 | 98.04%"
    report = report_of(drawing, "资金使用情况表", "单位：万元")
    assert [money.text for money in report.money] == ["120.00", "61.20"]


def test_rates_below_their_amounts_are_of_one_row() -> None:
    left = (60.0, 100.0, 240.0, 360.0)
    heads = [run(text, x, 100) for x, text in zip(left, ("序号", "项目名称", "预算数", "支出数"), strict=True)]
    runs = []
    for row, (name, budget, paid, rate) in enumerate(
        [
            ("道路硬化", "610", "80.50", "13.20%"),
            ("管网改造", "61.20", "60.00", "98.04%"),
            ("设备", "43", "8", "18.60%"),
        ]
    ):
        y = 124.0 + 28 * row
        runs += [run(text, x, y + 6) for x, text in zip(left, (str(row + 1), name, budget), strict=False)]
        runs += [run(paid, left[3], y), run(rate, left[3], y + 12)]
    (grid,) = grids(page([*heads, *runs], [across(at, 50, 460) for at in (95, 116, 210)]))
    assert [(row[3] or "").split() for row in grid.texts()[1:]] == [
        ["80.50", "13.20%"],
        ["60.00", "98.04%"],
        ["8", "18.60%"],
    ]


def column(*texts: str) -> list[Atom]:
    return [Atom(text, 100, 100 + 5 * len(text), 100 + 12 * n, 110 + 12 * n, 10) for n, text in enumerate(texts)]


def test_figures_in_brackets_below_others() -> None:
    assert [atom.text for atom in with_seconds(column("8,865.81", "（249.73）", "992", "（7.42）"))] == [
        "8,865.81",
        "992",
    ]


def test_rates_in_rows_of_their_own() -> None:
    """Of three amounts one alone has a rate below it: a row of a table that tells rates, too."""
    texts = ["8,865.81", "249.73", "7.42%", "992", "12.5%"]
    assert [atom.text for atom in with_seconds(column(*texts))] == texts


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("①1,234.50", ["1234.5"]),
        ("1,234.50**", ["1234.5"]),
        ("※98.20", ["98.2"]),
        ("8,414.22左右", ["8414.22"]),
        ("2, 413, 226.42", ["2413226.42"]),
        ("889 ,004.67", ["889004.67"]),
        ("76 117\n102.97", ["76117102.97"]),
        ("12, 345", []),
        ("注1 234.50", []),
        ("①12②13", []),
        ("12\n345", ["12", "345"]),
        ("3 0", []),
        ("1 2 3.4 5", ["123.45"]),
    ],
)
def test_marks_of_notes_and_thousands_set_apart(text: str, yuan: list[str]) -> None:
    assert [f"{each.yuan:f}" for each in money_in_cell(text, "元")] == yuan


PAIRS = """
序号 | 项目名称 | {} | 支出金额
1 | 道路硬化 | 8865.81（249.73） | 120.50
2 | 管网改造 | 992.40（7.42） | 61.20
3 | 设备购置 | 7805.27（88.86） | 9.10
"""


def test_a_head_names_the_amount_in_brackets() -> None:
    report = report_of(PAIRS.format("预算金额（其中：财政资金）"), "资金情况表（单位：元）")
    assert [str(each.yuan) for each in report.money][:3] == ["8865.81", "249.73", "120.5"]
    assert not any(issue.code == "doubtful_amount" for issue in report.issues)


@pytest.mark.parametrize("head", ["预算金额", "合同金额（不含税）", "预算金额（受益人数）"])
def test_a_figure_in_brackets_that_no_head_names_is_told(head: str) -> None:
    report = report_of(PAIRS.format(head), "资金情况表（单位：元）")
    assert [str(each.yuan) for each in report.money][:2] == ["8865.81", "120.5"]
    told = " ".join(issue.message for issue in report.issues if issue.code == "doubtful_amount")
    assert all(figure in told for figure in ("249.73", "7.42", "88.86"))


def test_a_unit_below_several_heads_is_of_all() -> None:
    heads = "序号 | 项目名称 | 预算金额 | 支出金额\n | | 金额单位：万元 | <\n"
    drawing = f"{heads}1 | 道路硬化 | 120.50 | 61.20\n2 | 设备 | 9.10 | 8.00"
    assert [str(each.yuan) for each in report_of(drawing).money] == ["1205000", "612000", "91000", "80000"]
