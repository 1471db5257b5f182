"""Cells of a money column: each amount, where it stands in the cell, and where a line end cuts a figure or ends it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.values.cells import is_doubtful_figure, money_in_cell, short_amount_in_cell, unit_in


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("120\n130", {0: "1200000", 4: "1300000"}),
        ("88.10\n91.20\n7.00", {0: "881000", 6: "912000", 12: "70000"}),
        ("省级12.5万元\n县级3万元", {2: "125000", 11: "30000"}),
        ("￥12.5-13", {0: "125000", 6: "130000"}),
        ("合计：￥12.5", {3: "125000"}),
        ("-￥12.5", {0: "-125000"}),
        ("−￥ 1,234.5", {0: "-12345000"}),
        ("12.5-13", {0: "125000", 5: "130000"}),
        ("合计：\n120.5", {4: "1205000"}),
        ("85 90.5", {}),
        ("1 234.50", {0: "12345000"}),
    ],
)
def test_amounts_and_their_places(cell: str, amounts: dict[int, str]) -> None:
    found = money_in_cell(cell, "万元")
    assert {each.start: str(each.yuan) for each in found} == amounts
    assert all(cell[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        ("12.3\n4", ["12.34"]),  # the second decimal
        ("12.34\n5", ["12.34", "5"]),  # amounts have two
        ("12.3\n45", ["12.3", "45"]),
        ("1,2\n34", ["1234"]),
        ("1,234\n567", ["1234", "567"]),  # the group is full
        ("1\n,234.5", ["1234.5"]),
        ("12\n3,456", ["12", "3456"]),
        ("1234\n5.60", ["12345.6"]),  # the line was full
        ("12\n345.60", ["12", "345.6"]),
    ],
)
def test_a_line_end_within_a_figure_or_behind_it(cell: str, figures: list[str]) -> None:
    assert [str(each.yuan) for each in money_in_cell(cell, "元")] == figures


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("投资额（亿）", "亿元"),
        ("金额(万)", "万元"),
        ("单位：圆", "元"),
        ("金额（千元）", "千元"),
        ("里程（公里）", None),
    ],
)
def test_units_of_heads(head: str, unit: str | None) -> None:
    assert unit_in(head) == unit


@pytest.mark.parametrize(
    ("cell", "doubtful"),
    [
        ("(12.5)", True),
        ("△3", True),
        ("省级10.0", True),
        ("甲1,200", True),
        ("12.5%", False),
        ("2023-1-5", False),
        ("10/3", False),
        ("共3台", False),
        ("达标率98.5%", False),
    ],
)
def test_what_nobody_can_be_sure_of(cell: str, doubtful: bool) -> None:
    assert is_doubtful_figure(cell) is doubtful


def test_a_short_amount_alone_in_its_cell() -> None:
    (amount,) = short_amount_in_cell(" 35.6万")
    assert (amount.text, amount.start, str(amount.yuan)) == ("35.6万", 1, "356000")
    assert short_amount_in_cell("35.6万人") == []
    assert short_amount_in_cell("共35.6万") == []


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [("¥9 533.1253", "95331253"), ("￥ 1 800", "18000000"), ("12 345.60万元", "123456000"), ("1 234元", "1234")],
)
def test_blanks_between_thousands_behind_the_sign_of_the_currency(cell: str, yuan: str) -> None:
    """¥ says that it is Chinese money; the head says that the figure is in 万元."""
    (amount,) = money_in_cell(cell, "万元")
    assert amount.yuan == Decimal(yuan)


def test_two_figures_behind_the_sign_of_the_currency_are_no_one_amount() -> None:
    assert [str(each.yuan) for each in money_in_cell("¥12 3456", "元")] != ["123456"]
