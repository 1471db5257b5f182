"""Negative amounts without a minus: read where the sums of their table prove them, told as doubtful elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extractor import text
from extractor.model.geometry import Page
from extractor.pdf.page import _is_red
from extractor.records.signed_figures import marked, signs
from extractor.tables import stitch, understand

from tests.tables.drawn import filled, layout
from tests.tables.sketched import report_of

HEAD = "项目 | 预算数 | 支出数 | 结余数\n"
ROWS = "道路硬化 | 120.00 | 80.50 | 39.50\n管网改造 | 61.20 | 72.00 | {0}\n设备购置 | 40.00 | 30.00 | 10.00\n"


def told(drawing: str) -> tuple[dict[str, str], set[str]]:
    """The amounts in 万元 by their text, and what is doubtful."""
    report = report_of(drawing, "资金使用情况表", "单位：万元")
    doubts = {issue.message for issue in report.issues if issue.code == "doubtful_amount"}
    return {money.text: str(money.yuan) for money in report.money}, doubts


@pytest.mark.parametrize("figure", ["（10.80）", "(10.80)", "△10.80", "▲10.80", "(￥10.80)"])
def test_proven_by_each_row(figure: str) -> None:
    amounts, doubts = told(HEAD + ROWS.format(figure))
    assert (amounts[figure], doubts) == ("-108000", set())


def test_proven_by_the_total() -> None:
    rows = "道路硬化 | 39.50\n管网改造 | （10.80）\n设备购置 | 10.00\n合计 | 38.70"
    amounts, doubts = told("项目 | 结余数\n" + rows)
    assert (amounts["（10.80）"], doubts) == ("-108000", set())


@pytest.mark.parametrize("figure", ["（10.90）", "△3.20"])
def test_not_proven(figure: str) -> None:
    amounts, doubts = told(HEAD + ROWS.format(figure))
    assert figure not in amounts
    assert any(figure in message for message in doubts)


def test_two_rows_prove_nothing() -> None:
    two = ROWS.format("（10.80）").rpartition("设备购置")[0]
    assert "（10.80）" not in told(HEAD + two)[0]


def test_marks() -> None:
    assert [marked(text) for text in ("(12.5)", "△3", "12.5", "（分）", "△", "-12.5")] == [(1, 5), (1, 2)] + [None] * 4


def red(rows: list[list[str]], *places: tuple[int, int]) -> Page:
    """A ruled table some of whose cells are printed in red."""
    columns = [50.0, 180.0, 300.0, 420.0, 540.0]
    page = filled(rows, columns)
    cells = [(r, c) for r, row in enumerate(rows) for c, words in enumerate(row) if words]
    return replace(page, runs=tuple(replace(run, red=at in places) for run, at in zip(page.runs, cells, strict=True)))


def found(rows: str, *places: tuple[int, int]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    cells = [[cell.strip() for cell in line.split("|")] for line in rows.strip().splitlines()]
    of = layout(red(cells, *places))
    (table,) = understand(text.blocks([of], stitch([of])))
    negative, doubtful = signs(table)
    return set(negative), set(doubtful)


def test_red_ink_proven_refuted_and_open() -> None:
    assert found(HEAD + ROWS.format("10.80"), (2, 3)) == ({(2, 3)}, set())
    assert found(HEAD + ROWS.format("-10.80"), (1, 3)) == (set(), set())
    assert found(HEAD + ROWS.format("11.70"), (2, 3)) == (set(), {(2, 3)})


def test_red_rows_and_columns_are_stressed() -> None:
    assert found(HEAD + ROWS.format("11.70"), (2, 0), (2, 1), (2, 2), (2, 3)) == (set(), set())
    assert found(HEAD + ROWS.format("11.70"), (1, 3), (2, 3), (3, 3)) == (set(), set())


def test_colours() -> None:
    assert [_is_red(colour) for colour in (0xFF0000, 0xC00000)] == [True, True]
    assert [_is_red(colour) for colour in (0, 0xE3EBF5, 0xFF8C00, 0x800000)] == [False] * 4


@pytest.mark.parametrize("figure", ["(￥10.80)", "△￥10.80", "（￥10.80）"])
def test_an_amount_with_the_sign_of_the_currency_in_brackets_is_doubtful(figure: str) -> None:
    """It had been positive, and in 元."""
    amounts, doubts = told(f"项目 | 结余数\n道路硬化 | 39.50\n管网改造 | {figure}\n设备购置 | 10.00\n")
    assert list(amounts.values()) == ["395000", "100000"]
    assert any(figure in each for each in doubts)
