"""Figures of tables without a grid stay whole and stay apart: none is cut at an edge, none glued to the next row's."""

from __future__ import annotations

from extractor.model.geometry import Box, Run
from extractor.model.layout import CellPiece, TablePiece
from extractor.tables import find
from extractor.tables.cell_text import Column, passage_of
from extractor.text import lines as text_lines

from tests.tables.drawn import across, grids, page, run


def words(rows: list[list[tuple[str, float]]], top: float, step: float = 18.0) -> list[Run]:
    return [run(text, x, top + step * r) for r, row in enumerate(rows) for text, x in row]


def test_a_figure_over_an_edge_that_only_texts_tell_is_not_cut() -> None:
    """Figures set left, right and in the middle of one column: 725531 begins left of where most others do."""
    heads = [("项目", 60.0), ("结算金额", 212.0), ("到位资金", 301.0), ("预算金额", 390.0)]
    rows = [
        [("清运", 60.0), ("4990.41", 185.0), ("053050", 313.0), ("1347.01", 350.0)],
        [("养护", 60.0), ("4671.95", 199.0), ("725531", 285.6), ("7610.44", 430.0)],
        [("设备", 60.0), ("3246.90", 219.0), ("065514", 313.0), ("9561.22", 350.0)],
        [("路灯", 60.0), ("1937.36", 219.0), ("975111", 285.6), ("2752.33", 430.0)],
        [("河道", 60.0), ("2239.77", 185.0), ("223911", 313.0), ("4478.55", 350.0)],
        [("绿化", 60.0), ("1166.20", 199.0), ("407859", 313.0), ("4619.98", 350.0)],
    ]
    rules = [across(95 + 18 * index, 50, 480) for index in range(8)]
    (grid,) = grids(page(words([heads, *rows], 98), rules))
    assert grid.texts() == [[text for text, _ in row] for row in (heads, *rows)]


def test_an_amount_over_a_lone_digit_is_two_where_others_have_a_row_at_either_height() -> None:
    """2,329.3 over 0 could be 2,329.30, cut before its last digit; 3,458.80 over 5,690.99 says that it is not."""
    heads = [("单位", 60.0), ("结算金额", 150.0), ("省级补助", 250.0), ("合同金额", 350.0)]
    rows = [
        [("城关", 60.0), ("9,509.73", 150.0), ("122.66", 250.0), ("511.44", 350.0)],
        [("河口", 60.0), ("3,458.80", 150.0), ("2,329.3", 250.0), ("873.56", 350.0)],
        [("石桥", 60.0), ("5,690.99", 150.0), ("0", 250.0), ("827.10", 350.0)],
        [("东湖", 60.0), ("3,175.88", 150.0), ("813.40", 250.0), ("308.04", 350.0)],
    ]
    (grid,) = grids(page([run("表1 支出情况", 200, 80), *words([heads, *rows], 100, 15)]))
    assert grid.texts() == [[text for text, _ in row] for row in (heads, *rows)]


def test_figures_at_the_left_of_heads_in_the_middle() -> None:
    """Each column of figures stands between two heads, beside names: it is of the head at its right."""
    heads = [("序号", 60.0), ("项目名称", 150.0), ("年初预算数", 300.0), ("里程（公里）", 430.0)]
    rows = [
        [(str(number), 65.0), (name, 110.0), (f"{number}857.97", 260.0), (f"{number}12635", 385.0)]
        for number, name in enumerate(("数据治理平台建设项目", "城关镇", "高岭村", "管网改造"), 1)
    ]
    rules = [across(y, 50, 540) for y in (95.0, 114.0, 190.0)]
    (grid,) = grids(page(words([heads, *rows], 100), rules))
    assert grid.texts() == [[text for text, _ in row] for row in (heads, *rows)]


def test_a_wide_figure_beside_the_head_over_a_column_of_others() -> None:
    """计划 in the middle of a wide column, figures at its right: one of them reaches under the head."""
    heads = [("类别", 130.0), ("内容", 240.0), ("计划", 344.0), ("完成", 455.0)]
    rows = [
        [("应急", 240.0), ("4159.7926", 356.5), ("6,195.91", 469.5)],
        [("设备", 240.0), ("7615", 386.5), ("847.98", 479.5)],
        [("管网", 240.0), ("48652", 381.5), ("10,346", 479.5)],
        [("大坪", 240.0), ("51,970", 376.5), ("13,562", 479.5)],
    ]
    spine = [run("资金（万元）", 110, 127), run("人数（人）", 112, 163)]
    (grid,) = grids(page([run("表1 分地区情况", 200, 80), *words([heads, *rows], 100), *spine]))
    assert grid.texts()[1:] == [
        ["资金（万元）", "应急", "4159.7926", "6,195.91"],
        [None, "设备", "7615", "847.98"],
        ["人数（人）", "管网", "48652", "10,346"],
        [None, "大坪", "51,970", "13,562"],
    ]


def test_names_of_two_lines_at_the_top_of_their_rows() -> None:
    """Equal steps from line to line: 程 is the end of the name above, not the first of three lines."""
    heads = [("项目名称", 60.0), ("预算金额", 180.0), ("支出金额", 280.0)]
    names = [["高岭"], ["石桥"], ["道路硬化工", "程"], ["垃圾清运服", "务"]]
    runs = words([heads], 100)
    y = 118.0
    for number, lines in enumerate(names, 1):
        runs += [run(f"{number}502.93", 185, y), run(f"{number}285.92", 285, y)]
        runs += [run(line, 60, y + 18 * index) for index, line in enumerate(lines)]
        y += 18 * len(lines)
    (grid,) = grids(page(runs, [across(at, 50, 330) for at in (95.0, 115.0, y)]))
    assert [row[0] for row in grid.texts()] == ["项目名称", "高岭", "石桥", "道路硬化工程", "垃圾清运服务"]


def test_a_row_of_its_own_below_one_that_ends_with_nought() -> None:
    """0 over 3938.94 at a page end is no 03938.94."""
    heads = [("项目名称", 60.0), ("预算数", 150.0), ("支出数", 200.0), ("结余数", 250.0)]
    first = [
        [("大坪", 60.0), ("3670.98", 150.0), ("8831.98", 200.0), ("6416.51", 250.0)],
        [("福利", 60.0), ("5925.36", 150.0), ("3867.10", 200.0), ("0", 280.0)],
        [("东湖", 60.0), ("9951.29", 150.0), ("0", 230.0), ("1943.93", 250.0)],
    ]
    second = [
        [("清运", 60.0), ("0", 180.0), ("3938.94", 200.0), ("5485.34", 250.0)],
        [("改造", 60.0), ("4667.07", 150.0), ("3362.24", 200.0), ("0", 280.0)],
    ]
    above = page(words([heads, *first], 700), [across(y, 50, 300) for y in (695.0, 714.0)])
    (grid,) = grids(above, page(words(second, 80), [across(120.0, 50, 300)], number=2))
    assert grid.texts()[1:] == [[text for text, _ in row] for row in (*first, *second)]


def test_a_table_above_another_does_not_go_on_on_the_next_page() -> None:
    """What stands between them is on the next page at the same height, too: 有关情况见下表。"""
    columns = [60.0, 180.0, 280.0]

    def table(name: str, top: float, least: int) -> list[Run]:
        rows = [[(f"{name}{number}", 60.0), (f"{number}3.50", 180.0), (f"{number}1.20", 280.0)] for number in range(4)]
        heads = [list(zip(("单位", "预算数", "支出数"), columns, strict=True))]
        return words([*heads, *rows][-least:], top)

    between = [run("有关情况见下表。", 60, 230), run("有关情况见下表。", 60, 260)]
    first = page([*table("甲", 100, 5), *between, *table("乙", 660, 5)])
    second = page([*table("丙", 60, 5), *between], number=2)
    found = grids(first, second)
    assert "丙3" not in [row[0] for row in found[0].texts()]


def test_a_grid_without_a_word_does_not_go_on() -> None:
    """The next page begins with a line that looks like a row."""
    cells = [CellPiece(row, column, 1, 1, Box(50, 700, 430, 740), []) for row in range(2) for column in range(2)]
    blank = TablePiece(1, Box(50, 700, 430, 740), [50, 240, 430], [700, 720, 740], cells, "shaded", 0.7, False, True)
    rows = [[(f"项目{number}", 60.0), (f"{number}0.50", 180.0), (f"{number}1.20", 280.0)] for number in range(2)]
    pieces, lines = find(page(words(rows, 60), number=2), blank)
    assert (pieces, len(lines)) == ([], 2)


def test_the_last_lines_of_a_row_at_a_page_end_stand_off_the_others() -> None:
    """Prose of the last row goes on alone, a line left out before it (wkhtmltopdf); below comes the page end."""
    prose = "原提水设备能耗高故障率高"

    def row(number: int, y: float) -> list[Run]:
        runs = [run(str(number), 60, y + 12), run(f"{number}03.92", 330, y + 12), run(f"{number}06.22", 430, y + 12)]
        return [*runs, *(run(prose, 130, y + 12 * line) for line in range(3))]

    runs = [
        run(text, x, 600)
        for text, x in zip(("序号", "建设内容", "合同金额", "支付金额"), (55, 160, 325, 425), strict=True)
    ]
    for number in range(1, 4):
        runs += row(number, 580 + 40.0 * number)
    rest = [run(prose, 130, 750), run("设计供水规模", 130, 762)]
    second = page([*row(4, 60), *row(5, 100), *row(6, 140)], number=2)
    (grid,) = grids(page([*runs, *rest]), second)
    assert [row[0] for row in grid.texts()][-3:] == ["4", "5", "6"]
    (first, _) = grids(page([*runs, run("本表由各镇填报，评价组抽查。", 55, 770)]), second)
    assert first.texts()[-1][0] == "3"


def test_subtotals_over_several_columns_move_no_edge() -> None:
    """雅水镇小计 begins in the column of numbers and reaches over that of towns, blank on pages without heads."""
    lefts = (62.0, 92.0, 140.0, 330.0, 430.0)

    def rows(first: int, town: str, top: float) -> list[Run]:
        told = [
            (str(first + n), town, f"第{first + n}村工程", f"{first + n}3.92", f"{first + n}6.22") for n in range(3)
        ]
        return words([[(text, x) for text, x in zip(row, lefts, strict=True) if text] for row in told], top)

    def total(name: str, y: float) -> list[Run]:
        return [run(f"{name}小计", 58, y), run("628.50", 330, y), run("469.09", 430, y)]

    heads = zip(("序号", "镇", "项目", "合同金额", "支付金额"), (58.0, 97.0, 150.0, 325.0, 425.0), strict=True)
    first = page([run("表1 合同", 250, 680), *words([list(heads)], 700), *rows(1, "城关街道", 718)])
    second = page([*rows(4, "", 60), *rows(7, "", 114)], number=2)
    totals = [*total("雅水镇", 114), *total("断杉镇", 186), *total("芦山镇", 258)]
    third = page([*rows(20, "", 60), *rows(23, "", 132), *rows(26, "", 204), *totals], number=3)
    (grid,) = grids(first, second, third)
    assert grid.n_columns == 5
    assert grid.texts()[-2] == ["28", "", "第28村工程", "283.92", "286.22"]


def glued(*texts: str) -> str:
    """The text of a cell as narrow as the first of its lines."""
    lines = [line for place, text in enumerate(texts) for line in text_lines([run(text, 62, 100 + 12 * place)], 1)]
    return passage_of(lines, Column(lines), [(1, Box(60.0, 96.0, lines[0].x1 + 2, 130.0))]).text


def test_figures_that_cannot_be_one_are_never_glued_however_narrow_their_cell() -> None:
    """389121.51 over 3005551 has nine decimals; a day over the rest of it is one text all the same."""
    assert glued("389121.51", "3005551") == "389121.51\n3005551"
    assert glued("189.4", "2万元") == "189.42万元"
    assert glued("12,345.6", "0") == "12,345.60"
    assert glued("2022.5.13-2022.1", "0.11") == "2022.5.13-2022.10.11"
