"""Figures that narrow columns break anywhere in tables without rulings between their rows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.model.geometry import Box, Run
from extractor.tables.broken_values import with_whole_values
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.cuts import row_edges
from extractor.tables.inferred.rows.strips import strips_of
from extractor.tables.meaning.wording import are_two_figures, ends_amount

from tests.tables.drawn import SIZE, across, grids, page, run

LINE = 12.0
TOP, MIDDLE, BOTTOM = 0.0, 0.5, 1.0
# Where the columns begin, and how wide they are in letters of half a type size.
LEFT = (60.0, 90.0, 170.0, 240.0, 300.0)
HEADS = ["序号", "单位名称", "预算数", "拨", "支出数"]
ROWS = [
    ["1", "城关镇", "1,200.50", "246/29", "72.80"],
    ["2", "河口镇", "930.00", "855", "316.10"],
    ["3", "石桥乡", "45.20", "402/576/0", "8.00"],
    ["4", "东湖街道", "88.00", "931/.2", "15.75"],
    ["5", "白云镇", "61.30", "706", "40.00"],
]


def drawn(rows: list[list[str]], alignment: float, gap: float = 8.0, top: float = 120.0) -> tuple[list[Run], float]:
    """The runs of rows whose cells break at ``/``, set in their cells as ``alignment`` tells, and where they end."""
    runs = []
    for row in rows:
        cells = [text.split("/") for text in row]
        height = max(map(len, cells))
        for x, lines in zip(LEFT, cells, strict=False):
            start = top + alignment * (height - len(lines)) * LINE
            runs += [run(text, x, start + LINE * number) for number, text in enumerate(lines) if text]
        top += LINE * height + gap
    return runs, top


def read(rows: list[list[str]], alignment: float, gap: float = 8.0) -> list[list[str | None]]:
    """The rows of a three-line table below its heads."""
    runs, end = drawn(rows, alignment, gap)
    heads = [run(head, x, 100) for head, x in zip(HEADS, LEFT, strict=False)]
    (grid,) = grids(page([*heads, *runs], [across(at, 50, 350) for at in (95.0, 115.0, end)]))
    return grid.texts()[1:]


def whole(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace("/", "") for text in row] for row in rows]


@pytest.mark.parametrize("gap", [3.0, 8.0])
@pytest.mark.parametrize("alignment", [TOP, MIDDLE, BOTTOM])
def test_figures_broken_anywhere_are_one_beside_texts_of_one_line(alignment: float, gap: float) -> None:
    assert read(ROWS, alignment, gap) == whole(ROWS)


def test_a_broken_figure_beside_a_broken_name() -> None:
    rows = [row[1:] for row in ROWS]
    rows = [["", *row] for row in rows]
    rows[0][1], rows[2][1] = "城关镇卫/生院", "石桥乡中/心小学"
    assert [row[1:] for row in read(rows, MIDDLE)] == [row[1:] for row in whole(rows)]


def test_percentages_before_their_sign() -> None:
    rows = [[*row[:3], f"{number}4/%", row[4]] for number, row in enumerate(ROWS, 1)]
    assert read(rows, MIDDLE) == whole(rows)


@pytest.mark.parametrize("alignment", [TOP, MIDDLE])
def test_figures_of_two_rows_stay_two(alignment: float) -> None:
    """Names and figures as wide as their columns at the height of each: nothing but a remark is in their middle."""
    rows = [["", f"{name}镇", f"{number}00", f"{number}50", ""] for number, name in enumerate("甲乙丙丁", 1)]
    runs, end = drawn(rows, alignment, gap=0.0)
    runs += [run("同上", LEFT[4], 120 + LINE / 2), run("同上", LEFT[4], 120 + LINE * 2.5)]
    heads = [run(head, x, 100) for head, x in zip(HEADS[1:], LEFT[1:], strict=True)]
    (grid,) = grids(page([*heads, *runs], [across(at, 50, 350) for at in (95.0, 115.0, end)]))
    assert [row[1:3] for row in grid.texts()[1:]] == [row[2:4] for row in rows]


def test_heads_at_the_bottom_of_their_cells_stand_over_one_column_each() -> None:
    """拨 over 款 is no head over all columns, nor the name of a group of rows, though it stands alone in the middle."""
    rows = [[*row[:3], f"{number}4", row[4]] for number, row in enumerate(ROWS, 1)]
    runs, end = drawn(rows, MIDDLE)
    heads = [run(head, x, 100) for head, x in zip([*HEADS[:3], "款", HEADS[4]], LEFT, strict=True)]
    heads.append(run("拨", LEFT[3], 88))
    (grid,) = grids(page([*heads, *runs], [across(at, 50, 350) for at in (85.0, 115.0, end)]))
    assert grid.texts() == [[*HEADS[:3], "拨款", HEADS[4]], *rows]


def test_a_head_at_the_bottom_over_three_wide_columns() -> None:
    """The same places, but the column has room for more: it stands over its neighbours, too."""
    rows = [[*row[:2], "120.50", "130.75", "140.25"] for row in ROWS]
    runs, end = drawn(rows, MIDDLE)
    heads = [run(head, x, 100) for head, x in zip(["序号", "单位名称", "预算", "拨付", "支出"], LEFT, strict=True)]
    heads.append(run("资金", LEFT[3], 88))
    (grid,) = grids(page([*heads, *runs], [across(at, 50, 350) for at in (85.0, 115.0, end)]))
    assert not any(text == "资金拨付" for row in grid.texts() for text in row)


def test_broken_figures_in_the_white_rows_of_a_shaded_table() -> None:
    columns = [50.0, 120.0, 200.0, 225.0, 320.0]
    rows = [["单位", "预算数", "拨", "支出数"], ["城关镇", "1,200.50", "246/29", "72.80"]]
    rows += [["河口镇", "930.00", "855/0", "316.10"], ["石桥乡", "45.20", "402/57", "8.00"]]
    rows += [["东湖街道", "88.00", "931/2", "15.75"]]
    runs, shades = [], []
    for number, row in enumerate(rows):
        top = 100 + 30.0 * number
        if not number % 2:
            shades += [Box(a, top, b, top + 30) for a, b in pairwise(columns)]
        for x, text in zip(columns, row, strict=False):
            lines = text.split("/")
            start = top + (30 - LINE * len(lines)) / 2
            runs += [run(line, x + 5, start + LINE * place + (LINE - SIZE) / 2) for place, line in enumerate(lines)]
    (grid,) = grids(page(runs, shades=shades))
    assert grid.style == "shaded"
    assert grid.texts() == whole(rows)


@pytest.mark.parametrize("area", ["40", "4,023.5"])
def test_broken_heads_at_the_bottom_of_narrow_columns(area: str) -> None:
    """自筹 over 资金 is no head over the columns at its left: its column has no room for more. Nor is 面积 over all
    where its own has: a bracket goes on with the head above it."""
    left = (60.0, 90.0, 150.0, 200.0, 240.0, 280.0, 320.0)
    words = ["序号", "单位名称", "总投资", "自筹/资金", "拨付/金额", "面积/（亩/）", "户数"]
    rows = [[f"{n}", "河口镇", f"{n}8.50", f"{n}1.50", f"{n}2.25", area, f"{n}7"] for n in range(1, 6)]
    runs = []
    for x, word in zip(left, words, strict=True):
        lines = word.split("/")
        runs += [run(text, x, 124 - LINE * (len(lines) - place)) for place, text in enumerate(lines)]
    runs += [run(text, x, 135 + 20.0 * n) for n, row in enumerate(rows) for x, text in zip(left, row, strict=True)]
    (grid,) = grids(page(runs, [across(at, 50, 350) for at in (80.0, 126.0, 240.0)]))
    assert grid.texts() == [[word.replace("/", "") for word in words], *rows]


def test_the_first_line_of_a_head_in_the_middle_of_the_table_names_no_group_of_rows() -> None:
    left = (60.0, 190.0, 300.0)
    rows = [[f"第{n}中学", f"{n}1.5", f"{n}20.75"] for n in range(1, 6)]
    heads = [run("乡镇", 60, 112), run("下达", 190, 100), run("资金", 190, 112), run("实际支出", 300, 112)]
    body = [run(text, x, 135 + 20.0 * n) for n, row in enumerate(rows) for x, text in zip(left, row, strict=True)]
    (grid,) = grids(page([*heads, *body], [across(at, 50, 350) for at in (95.0, 126.0, 240.0)]))
    assert grid.texts() == [["乡镇", "下达资金", "实际支出"], *rows]


def test_rows_end_below_the_figures_that_stand_deepest_in_them() -> None:
    """Names of one line at the top of their cells: the middle of the white below them lies within a broken figure."""
    names = [Atom("培训宣传", 60, 100, 100 + 32.0 * n, 110 + 32.0 * n, 10) for n in range(4)]
    numbers = [Atom("621", 120, 135, 100 + 32.0 * n, 110 + 32.0 * n, 10) for n in range(4)]
    broken = [Atom("7,239,416", 150, 170, 100 + 32.0 * n, 125 + 32.0 * n, 10) for n in range(2)]
    edges = row_edges(strips_of([names, numbers, broken], 15.0), [], 99.0, 222.0)
    assert len(edges) == 5
    assert all(125 + 32.0 * n < edge < 132 + 32.0 * n for n, edge in enumerate(edges[1:3]))


@pytest.mark.parametrize(
    ("above", "below"),
    [("5，592．268", "281"), ("2，831，4", "97．02"), ("１２，３４５，", "６７８"), ("3，000", "．25")],
)
def test_figures_in_full_width_signs(above: str, below: str) -> None:
    assert ends_amount(above, below)


def test_what_can_be_no_figure_by_itself_is_of_the_one_above() -> None:
    """One row, though 778247 and 74.23 beside it may be two figures."""
    column = [Atom("18133010", 100, 140, 100, 110, 10), Atom(".61", 100, 112, 112, 122, 10)]
    beside = [Atom("778247", 200, 230, 100, 110, 10), Atom("74.23", 200, 225, 112, 122, 10)]
    assert [atom.text for atom in with_whole_values(column, [column, beside])] == ["18133010.61"]
    rows = [Atom("1746.5", 100, 150, 100, 110, 10), Atom("2", 100, 110, 112, 122, 10)]
    assert len(with_whole_values(rows, [rows, beside])) == 2


@pytest.mark.parametrize(
    ("above", "below", "two"),
    [
        ("8,060", "6,579", True),
        ("389.51", "300.2", True),
        ("2014.1", "1.18", False),  # one day
        ("2022.0", "3.20", False),
        ("2014.1", "3.32", True),
        ("3014.1", "1.18", True),
        ("2022-11-02", "2022-11-06", True),
        ("2022/3/1", "2022/12/15", True),
        ("2022-11-0", "2", False),
    ],
)
def test_figures_that_cannot_be_one(above: str, below: str, two: bool) -> None:
    assert are_two_figures(above, below) is two
