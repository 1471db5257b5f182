"""Sheets wider than the paper, whose other columns stand on the next page: their unit is one."""

from __future__ import annotations

import pytest
from extractor import text
from extractor.model.reading import DataTable
from extractor.tables import stitch, understand
from extractor.tables.meaning.sheet_columns import sheets

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
    tables = read(NAMED, LEFT)
    assert sheets(tables) == [[0, 1]]
    assert [table.unit for table in tables] == ["万元", "万元"]


@pytest.mark.parametrize(
    ("second", "height"),
    [
        (LEFT, 24.0),  # rows of other heights
        (LEFT[:3], 20.0),  # fewer rows
        ([["项目名称", "支出数"], *LEFT[1:]], 20.0),  # rows with names of their own
    ],
)
def test_other_tables(second: list[list[str]], height: float) -> None:
    tables = read(NAMED, second, height)
    assert not sheets(tables)
    assert tables[0].unit is None
