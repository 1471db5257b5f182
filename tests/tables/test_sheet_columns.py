"""Sheets wider than the paper, whose other columns stand on the next page: their unit is one."""

from __future__ import annotations

import pytest
from extractor import text
from extractor.model.reading import DataTable
from extractor.tables import stitch, understand

from tests.tables.drawn import filled, layout, run

NAMED = [["序号", "项目名称", "预算数"], ["1", "道路硬化", "120.00"], ["2", "管网改造", "61.20"], ["3", "设备", "9.10"]]
LEFT = [["支出数", "备注"], ["80.50", "已完成"], ["60.00", ""], ["8.00", ""]]


def read(first: list[list[str]], second: list[list[str]], height: float = 20.0) -> list[DataTable]:
    """The tables of two pages; over the second one stands its unit."""
    pages = [
        filled(first, [60.0, 120.0, 300.0, 420.0], 120.0),
        filled(
            second,
            [60.0, 200.0, 330.0, 440.0][: len(second[0]) + 1],
            120.0,
            height,
            2,
            extra=[run("单位：万元", 280, 100)],
        ),
    ]
    layouts = [layout(one) for one in pages]
    return understand(text.blocks(layouts, stitch(layouts)))


def test_columns_left_of_a_sheet() -> None:
    (table,) = read(NAMED, LEFT)
    assert table.grid.texts() == [left + right for left, right in zip(NAMED, LEFT, strict=True)]
    assert (table.unit, table.grid.pages) == ("万元", [1, 2])


@pytest.mark.parametrize(
    ("second", "height"),
    [
        (LEFT, 24.0),  # rows of other heights
        (LEFT[:3], 20.0),  # fewer rows
        ([["项目名称", "支出数"], *[["管网", "8.00"]] * 3], 20.0),  # rows with names of their own
        ([["80.50", "已完成"], ["60.00", ""], ["8.00", ""], ["1.00", ""]], 20.0),  # no heads
    ],
)
def test_other_tables(second: list[list[str]], height: float) -> None:
    tables = read(NAMED, second, height)
    assert len(tables) == 2
    assert tables[0].unit is None


def test_rows_that_go_on_below_the_same_heads() -> None:
    """Pages full of even rows stand at the same heights, too."""
    rows = [["预算数", "支出数"], ["120.00", "80.50"], ["61.20", "60.00"], ["9.10", "8.00"]]
    pages = [filled(rows, [60.0, 200.0, 330.0], 120.0, 20.0, number) for number in (1, 2)]
    (grid,) = stitch([layout(one) for one in pages])
    assert grid.texts() == rows + rows[1:]


def test_columns_on_a_third_page() -> None:
    """Neither of the others names its rows; their columns are as wide, the unit stands over the last."""
    third = [["到位数", "结余"], ["80.50", "1.20"], ["60.00", "3.40"], ["8.00", "0.10"]]
    pages = [
        filled(rows, edges, 120.0, 20.0, number, extra=[run("单位：万元", 220, 100)] if number == 3 else [])
        for number, (rows, edges) in enumerate(
            [(NAMED, [60.0, 120.0, 300.0, 420.0]), (LEFT, [60.0, 200.0, 330.0]), (third, [60.0, 200.0, 330.0])], 1
        )
    ]
    layouts = [layout(one) for one in pages]
    (table,) = understand(text.blocks(layouts, stitch(layouts)))
    assert table.grid.texts()[1] == ["1", "道路硬化", "120.00", "80.50", "已完成", "80.50", "1.20"]
    assert table.unit == "万元"


def test_a_sheet_of_two_pages_down_and_two_across() -> None:
    """The rows left of the first columns are printed after all pages of these."""
    more = [["4", "绿化", "7.00"], ["5", "路灯", "5.00"], ["6", "公厕", "4.00"], ["7", "步道", "3.00"]]
    edges, beside = [60.0, 120.0, 300.0, 420.0], [60.0, 200.0, 330.0]
    pages = [
        filled(NAMED, edges, 120.0, 20.0, 1),
        filled(more, edges, 60.0, 20.0, 2),
        filled(LEFT, beside, 120.0, 20.0, 3),
        filled([[f"{n}.00", ""] for n in range(4)], beside, 60.0, 20.0, 4),
    ]
    (grid,) = stitch([layout(one) for one in pages])
    assert grid.texts()[3:5] == [["3", "设备", "9.10", "8.00", ""], ["4", "绿化", "7.00", "0.00", ""]]


def test_a_sheet_whose_pages_go_across_first() -> None:
    """The rows below are printed after all columns of the first ones, without heads."""
    more = [["4", "绿化", "7.00"], ["5", "路灯", "5.00"]]
    edges, beside = [60.0, 120.0, 300.0, 420.0], [60.0, 180.0, 300.0, 420.0]
    third = [["支出数", "结余", "到位数"], ["80.50", "1.2", "3.4"], ["60.00", "5.6", "7.8"], ["8.00", "9.1", "2.3"]]
    pages = [
        filled(NAMED, edges, 120.0, 20.0, 1),
        filled(third, beside, 120.0, 20.0, 2),
        filled(more, edges, 60.0, 20.0, 3),
        filled([["4.00", "0.1", "0.2"], ["5.00", "0.3", "0.4"]], beside, 60.0, 20.0, 4),
    ]
    (grid,) = stitch([layout(one) for one in pages])
    assert grid.texts()[0] == NAMED[0] + third[0]
    assert grid.texts()[4] == ["4", "绿化", "7.00", "4.00", "0.1", "0.2"]
    assert grid.n_rows == 6


SIGNED = [["增减额"], ["△39.50"], ["1.20"], ["(1.10)"]]


@pytest.mark.parametrize("last", [[["支出数"], ["80.50"], ["60.00"], ["8.00"]], SIGNED])
def test_a_last_column_alone_on_its_page(last: list[list[str]]) -> None:
    pages = [
        filled(NAMED, [60.0, 120.0, 300.0, 420.0], 120.0),
        filled(last, [60.0, 160.0], 120.0, 20.0, 2, extra=[run("单位：万元", 100, 100)]),
    ]
    layouts = [layout(pages[0])]
    layouts.append(layout(pages[1], layouts[0]))
    (table,) = understand(text.blocks(layouts, stitch(layouts)))
    assert table.grid.texts() == [left + right for left, right in zip(NAMED, last, strict=True)]
    assert table.unit == "万元"


def test_a_frame_of_other_rows_is_no_column() -> None:
    pages = [
        filled(NAMED, [60.0, 120.0, 300.0, 420.0], 120.0),
        filled([["说明"], ["一"], ["二"], ["三"]], [60.0, 160.0], 120.0, 26.0, 2),
    ]
    first = layout(pages[0])
    (grid,) = stitch([first, layout(pages[1], first)])
    assert grid.n_columns == 3


def test_a_sheet_whose_pages_go_across_first_with_its_heads_on_each() -> None:
    more = [NAMED[0], ["4", "绿化", "7.00"], ["5", "路灯", "5.00"], ["6", "公厕", "4.00"]]
    edges, beside = [60.0, 120.0, 300.0, 420.0], [60.0, 180.0, 300.0, 420.0]
    third = [["支出数", "结余", "到位数"], ["80.50", "1.2", "3.4"], ["60.00", "5.6", "7.8"], ["8.00", "9.1", "2.3"]]
    fourth = [third[0], ["4.00", "0.1", "0.2"], ["5.00", "0.3", "0.4"], ["6.00", "0.5", "0.6"]]
    printed = [(NAMED, edges), (third, beside), (more, edges), (fourth, beside)]
    pages = [filled(rows, at, 120.0, 20.0, number) for number, (rows, at) in enumerate(printed, 1)]
    (grid,) = stitch([layout(one) for one in pages])
    assert grid.texts()[0] == NAMED[0] + third[0]
    assert grid.texts()[4] == ["4", "绿化", "7.00", "4.00", "0.1", "0.2"]
