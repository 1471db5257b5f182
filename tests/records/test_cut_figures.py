"""Cells of inferred rows that hold the halves of one amount are told as doubtful, never as amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pymupdf
from extractor.model.geometry import Page
from extractor.model.layout import Grid, join_passages
from extractor.pipeline import extract
from extractor.records.cut_figures import cut_figures

from tests.records.builder import Writer
from tests.tables.drawn import across, grids, lattice, page, run


def printed(amounts: list[str], rests: dict[int, str] | None = None) -> bytes:
    """A table without rulings whose third column is printed as given, a row each; 单位：万元 above it.

    ``rests`` stand alone in rows of their own below those with these numbers.
    """
    document = pymupdf.open()
    page = document.new_page()

    def put(x: float, y: float, text: str) -> None:
        page.insert_text((x, y), text, fontname="china-s", fontsize=10)

    put(60, 80, "资金支出情况表")
    put(420, 100, "单位：万元")
    for x, text in ((60, "序号"), (120, "项目名称"), (300, "预算数"), (420, "支出数")):
        put(x, 120, text)
    y = 121
    for row, amount in enumerate(amounts):
        y += 24
        for x, text in ((65, str(row + 1)), (120, f"第{row + 1}标段"), (300, amount), (420, f"{row + 2}1.50")):
            put(x, y, text)
        if row in (rests or {}):
            y += 24
            put(120, y, "续建")
            put(300, y, (rests or {})[row])
    return bytes(document.tobytes())


def test_halves_of_an_amount_in_two_rows() -> None:
    report = extract(printed(["120.25", "1,429.4", "7", "98.60"]))
    told = {money.text for money in report.money}
    assert {"120.25", "98.60"} <= told
    assert told.isdisjoint({"1,429.4", "7"})
    assert sum(issue.code == "doubtful_amount" for issue in report.issues) == 2


def test_whole_amounts_in_two_rows() -> None:
    report = extract(printed(["120.25", "1,429.40", "7.00", "98.60"]))
    assert {"120.25", "1,429.40", "7.00", "98.60"} <= {money.text for money in report.money}


def test_last_digits_alone_in_a_row() -> None:
    """1560 and 1420 in a column of three digits: 156 over 0 looks like two, and neither is printed."""
    report = extract(printed(["156", "142", "980"], {0: "0", 1: "0"}))
    told = [money.text for money in report.money]
    assert "980" in told
    assert not {"156", "142", "0"}.intersection(told)


def test_longer_figures_alone_in_a_row() -> None:
    report = extract(printed(["156", "142", "980"], {0: "310"}))
    assert {"156", "310", "142", "980"} <= {money.text for money in report.money}


def table(rows: Sequence[Sequence[str | tuple[str, int, int] | None]]) -> Grid:
    """A table as it was read, without rulings."""
    return replace(Writer().table(rows).grid, confidence=0.6)


def test_figures_that_may_be_one_column_off_are_in_doubt() -> None:
    """Some figures of a column stand in its middle, some at its right: they seem to be two columns."""
    heads = ["项目名称", "指标下达数（万元）", "劳务费", ""]
    shifted = [*((name, "", "5,096", "8162") for name in ("房屋维修", "石桥乡")), ("道路硬化", "707", "", "6,805.09")]
    assert cut_figures(table([heads, *map(list, shifted)])) == {(1, 2), (1, 3), (2, 2), (2, 3), (3, 1), (3, 3)}
    headed = [*heads[:3], "结余"]
    assert not cut_figures(table([headed, *map(list, shifted)]))


def test_figures_below_two_heads_read_as_one_are_in_doubt() -> None:
    heads = ["项目名称", ("涉及金额/万元 用电量", 1, 2), None, "里程"]
    grid = table([heads, ["城关镇", "9,397", "82926", "35,502"]])
    assert cut_figures(grid) == {(1, 1), (1, 2)}
    assert not cut_figures(replace(grid, confidence=1.0))
    below = table([heads, ["", "计划", "实际", ""], ["城关镇", "9,397", "82926", "35,502"]])
    assert not cut_figures(replace(below, header_rows=2))


def test_figures_of_a_table_whose_heads_took_figures_in_are_in_doubt() -> None:
    rows = [["类别", "计划\n128\n353.0019", "完成"], ["户数（户）", "77846", "90,948"]]
    assert cut_figures(table(rows)) == {(1, 1), (1, 2)}
    assert not cut_figures(table([["类别", "执行数\n2022", "完成"], *rows[1:]]))


def test_a_head_read_together_with_that_of_the_names_leaves_its_figures_in_doubt() -> None:
    heads = [("项目名 租金收入（单位：万称 元）", 1, 2), None, "就诊人次"]
    assert cut_figures(table([heads, ["环卫所", "7,286", "26,495"]])) == {(1, 1)}
    blank = [("租金收入", 1, 2), None, "就诊人次"]
    assert not cut_figures(table([blank, ["", "7,286", "26,495"]]))


def test_decimals_below_the_amounts_of_a_row_are_in_doubt() -> None:
    """1,084.12 over 20 are as many decimals as others have, and the lower row holds nothing else."""
    rows = [["名称", "预算数", "执行数"], ["资金", "1,084.12", "83.1250"], ["总额", "20", ""]]
    assert cut_figures(table(rows)) == {(1, 1), (2, 1)}
    assert not cut_figures(table([rows[0], rows[1], ["总额", "20", "31.5"]]))
    assert not cut_figures(table([rows[0], ["资金", "1,084.12", "83.12"], rows[2]]))


def _set_apart(words: str, step: float) -> Grid:
    """A ruled table with one figure whose digits are ``step`` of their width from each other."""
    grid = Writer().table([["预算数"], [words]]).grid
    cell = grid.cells[1]
    (piece,) = cell.passage.pieces
    left = tuple(100 + 5 * step * place for place in range(len(words)))
    line = replace(piece.line, left=left, right=tuple(x + 5 for x in left))
    cell.passage.pieces = (piece._replace(line=line),)
    return grid


def test_figures_printed_over_each_other_are_in_doubt_though_rulings_part_the_cells() -> None:
    """Two figures in a column too narrow for them (9294198.1720); letters set close stand further from each other."""
    assert cut_figures(_set_apart("9294198.1720", 0.4)) == {(1, 0)}
    assert not cut_figures(_set_apart("9294198.1720", 0.7))


def _set_right(amounts: Sequence[str], ends: float = 197.0) -> Grid:
    """A ruled table of names and amounts in cells from 150 to 200, set to the right."""
    flat, upright = lattice([50.0, 150.0, 200.0, 260.0], [100.0 + 20 * n for n in range(len(amounts) + 2)])
    runs = [run(head, x, 105) for x, head in ((55, "单位"), (155, "收入"), (205, "备注"))]
    for n, amount in enumerate(amounts, 1):
        runs += [run("县图书馆", 55, 105 + 20 * n), run(amount, ends - 5 * len(amount), 105 + 20 * n)]
    (grid,) = grids(page(runs, flat, upright))
    return grid


def test_figures_that_begin_at_the_wall_to_a_filled_cell_may_have_lost_digits() -> None:
    """964,200.00 set to the right in a cell with room for nine characters; 1,086.72 has room before it."""
    assert cut_figures(_set_right(["64,200.00", "1,086.72"], 195.2)) == {(1, 1)}
    assert cut_figures(_set_right(["18,905.440", "51,086.72", "86.72"])) == {
        (1, 1),
        (2, 1),
    }  # across it; as long as can be
    assert not cut_figures(_set_right(["1,086.72", "86.72"]))
    assert not cut_figures(_set_right(["64,200.000"], 200.0))  # it fills its cell from wall to wall


def test_the_name_of_a_group_in_a_head_leaves_all_figures_in_doubt() -> None:
    figures = ["环卫所", "2333.59", "7628"]
    for name in ("一、资金投入（万元）", "（一）资金投入", "(二)资金投入"):
        assert cut_figures(table([["指标", f"计划\n{name}", "实际"], figures])) == {(1, 1), (1, 2)}


def test_a_number_alone_on_the_last_line_of_a_head_is_no_group() -> None:
    assert not cut_figures(table([["指标", "施工标段\n（一）", "施工标段\n（二）"], ["环卫所", "2333.59", "7628"]]))


def test_figures_of_neighbouring_cells_that_touch_are_in_doubt() -> None:
    """3 | 931.3337 without room between them is a figure that an edge cut, ruled or not."""

    def set_from(x: float) -> Grid:
        grid = Writer().table([["名称", "预算数", ""], ["设备", "3", "931.3337"]]).grid
        for cell, start in ((grid.cells[-2], 100.0), (grid.cells[-1], x)):
            (piece,) = cell.passage.pieces
            left = tuple(start + 5 * place for place in range(len(piece.line.text)))
            line = replace(piece.line, left=left, right=tuple(edge + 5 for edge in left), top=50.0, bottom=60.0)
            cell.passage.pieces = (piece._replace(line=line),)
        return grid

    assert cut_figures(set_from(105.2)) == {(1, 1), (1, 2)}
    assert not cut_figures(set_from(109.0))


def test_few_digits_below_a_cell_with_several_figures_are_in_doubt() -> None:
    rows = [["项目资金", "年初预算数", "分值"], ["年度", "3795.26\t10\t93.5%", "4"], ["总额", "48", ""]]
    assert cut_figures(table(rows)) == {(2, 1)}
    assert not cut_figures(table([rows[0], ["年度", "3795.26", "4"], rows[2]]))
    assert not cut_figures(table([*rows[:2], ["总额", "84850.20", ""]]))


def broken(columns: Sequence[tuple[float, Sequence[tuple[float, str]]]]) -> Grid:
    """A table read without rulings: the lines of each column at their heights, each of which is a row."""
    heights = sorted({y for _, column in columns for y, _ in column})
    rows = [[dict(column).get(y, "") for _, column in columns] for y in heights]
    grid = table([["名称"] * len(columns), *rows])
    for cell in grid.cells:
        for piece in cell.passage.pieces if cell.row else ():
            line, (x, _) = piece.line, columns[cell.column]
            line.left = [x + 5.0 * place for place in range(len(line.text))]
            line.right = [edge + 5.0 for edge in line.left]
            line.top, line.bottom = heights[cell.row - 1] - 5.0, heights[cell.row - 1] + 5.0
            line.size = 10.0
    return replace(grid, header_rows=1)


def test_figures_below_each_other_that_nothing_beside_them_tells_apart_are_in_doubt() -> None:
    """2462 over 9, the name in their middle: one figure for all that can be seen, but its column holds no other."""
    amounts = [(100.0, "2462"), (112.0, "9"), (140.0, "8121"), (152.0, "5")]
    grid = broken([(60.0, [(106.0, "城关镇"), (146.0, "河口镇")]), (200.0, amounts)])
    assert len(cut_figures(grid)) == 4


def test_figures_of_two_names_are_two() -> None:
    amounts = [(100.0, "2462"), (112.0, "9"), (124.0, "8121"), (136.0, "5")]
    names = [(100.0, "东湖"), (112.0, "城关镇"), (124.0, "河口镇中学"), (136.0, "合计")]
    assert not cut_figures(broken([(60.0, names), (200.0, amounts)]))


def test_figures_beside_others_over_two_columns_are_two() -> None:
    """7432.3 over 6506.3 is no figure, so that 7820 over 6850 beside them are of a row each, whatever they span."""
    left = [(100.0, "7820"), (112.0, "6850"), (140.0, "8121"), (152.0, "5")]
    right = [(100.0, "7432.3"), (112.0, "6506.3"), (140.0, "81.5"), (152.0, "7.25")]
    grid = broken([(60.0, [(106.0, "城关镇"), (146.0, "河口镇")]), (200.0, left), (300.0, right)])
    wide = [replace(cell, colspan=2) if cell.column == 2 else cell for cell in grid.cells]
    assert not cut_figures(replace(grid, cells=wide))


def test_figures_without_a_head_beside_amounts_are_in_doubt() -> None:
    rows = [["单位", "预算金额", "", "备注"], ["城关镇", "52.5", "40.25", ""], ["河口镇", "60.5", "31", ""]]
    assert cut_figures(table(rows)) == {(1, 2), (2, 2)}
    assert not cut_figures(table([["单位", "户数", "", "备注"], *rows[1:]]))
    assert not cut_figures(table([["", "预算金额", "备注"], ["1", "52.5", ""], ["2", "60.5", ""]]))


def test_all_figures_of_a_column_that_holds_two_are_in_doubt() -> None:
    """Figures of two columns without room between them stand on one line: none tells its head."""
    amounts = [(100.0, "23.5 613.18"), (120.0, "7.0 892.61"), (140.0, "81.5"), (160.0, "26.3")]
    grid = broken([(60.0, [(y, f"第{y:g}标段") for y, _ in amounts]), (200.0, amounts)])
    assert {(row, column) for row, column in cut_figures(grid) if column} == {(3, 1), (4, 1)}


def test_digits_that_touch_those_of_a_neighbouring_cell_are_in_doubt() -> None:
    """9902123 beside 2022-12-14, its first digit beyond the edge: 99021232 is no amount."""
    grid = replace(broken([(60.0, [(100.0, "99021232")]), (100.0, [(100.0, "022-12-14")])]), confidence=1.0)
    assert cut_figures(grid) == {(1, 0)}
    grid = replace(broken([(60.0, [(100.0, "9902123")]), (100.0, [(100.0, "2022-12-14")])]), confidence=1.0)
    assert not cut_figures(grid)


def test_figures_that_the_edge_of_the_page_cuts_are_in_doubt() -> None:
    grid = broken([(60.0, [(100.0, "12.50"), (120.0, "7.25")]), (575.0, [(100.0, "8723."), (120.0, "31")])])
    assert cut_figures(replace(grid, confidence=1.0), {1: 595.0}) == {(1, 1)}


def test_a_figure_over_two_columns_of_figures_is_in_doubt() -> None:
    rows = [["单位", "年初", "调整"], ["甲", "12.5", "3.25"], ["乙", "6.5", "1.75"]]
    assert cut_figures(table([*rows, ["丙", ("4929969.88", 1, 2), None]])) == {(3, 1)}
    assert not cut_figures(table([*rows, ["丁", "", "2.5"], ["合计", ("4929969.88", 1, 2), None]]))


def test_figures_of_a_row_that_a_page_end_cuts_are_in_doubt_where_nothing_parts_them() -> None:
    def over_pages(serial: str) -> Grid:
        """A ruled table whose last row stands on the next page."""
        serials = [(80.0, "13"), (100.0, "14"), (120.0, serial)]
        grid = broken([(60.0, serials), (120.0, [(80.0, "9.6"), (100.0, "355"), (120.0, "3.10")])])
        for cell in grid.cells:
            for piece in cell.passage.pieces:
                piece.line.page = 2 if cell.row == 3 else 1
        pieces = [replace(grid.pieces[0], page=number) for number in (1, 2)]
        return replace(grid, confidence=1.0, pieces=pieces)

    assert cut_figures(over_pages("")) == {(2, 1), (3, 1)}
    assert not cut_figures(over_pages("15"))


def doubtful(*pages: Page) -> set[str]:
    """The texts of the cells in doubt."""
    (grid,) = grids(*pages)
    return {cell.passage.text for cell in grid.cells if (cell.row, cell.column) in cut_figures(grid)}


def three_lines(rows: Sequence[tuple[str, ...]], step: float = 20.0) -> Page:
    left = (60.0, 180.0, 290.0, 400.0)
    heads = ("项目名称", "预算数", "拨付数", "支出数")
    runs = [
        run(text, x, 100 + step * n) for n, row in enumerate((heads, *rows)) for x, text in zip(left, row, strict=True)
    ]
    end = 100 + step * (len(rows) + 1)
    return page([each for each in runs if each.text], [across(at, 50, 480) for at in (95, 98 + step, end)])


PLAIN = [
    ("城关镇", "120.40", "118.25", "1,204"),
    ("河口镇", "361.25", "64.80", "530"),
    ("石桥乡", "88.75", "73.15", "61"),
]


def test_last_zero_alone_in_a_column_of_two_decimals() -> None:
    """A program that leaves out a last 0 leaves out all: 745.0 is the beginning of a figure, and so may be others."""
    assert doubtful(three_lines([*PLAIN, ("东湖街道", "745.0", "52.10", "3,604")])) == {"745.0", "52.10", "3,604"}
    assert doubtful(three_lines([*PLAIN, ("东湖街道", "745.5", "52.10", "3,604")])) == set()


def test_two_figures_at_the_heights_of_one() -> None:
    columns, edges = [50.0, 150.0, 260.0, 370.0], [100.0, 120.0, 150.0]
    words = [run(text, x, 104) for x, text in zip((55, 155, 265), ("项目", "预算数", "支出数"), strict=True)]
    lines = [("174693155.", "25"), ("778247", "74.23")]
    figures = [
        run(text, x, 122 + 13 * n) for x, pair in zip((155, 265), lines, strict=True) for n, text in enumerate(pair)
    ]
    drawn = page([*words, run("合计", 55, 128), *figures], *lattice(columns, edges))
    assert doubtful(drawn) == {"778247\n74.23"}


def test_digits_below_two_decimals() -> None:
    columns, edges = [50.0, 110.0, 160.0], [100.0, 120.0, 150.0, 180.0]
    words = [run(text, x, 104) for x, text in zip((55, 112), ("项目", "预算数"), strict=True)]
    names = [run(text, 55, y) for text, y in (("道路", 128), ("桥梁", 158))]
    first = [run("694896.00", 112, 122), run("4363", 112, 135)]
    assert doubtful(page([*words, *names, *first, run("1204.25", 112, 158)], *lattice(columns, edges))) == {
        "694896.004363"
    }
    assert doubtful(page([*words, *names, *first, run("1.204251", 112, 158)], *lattice(columns, edges))) == set()


def test_figures_of_two_columns_in_one_cell() -> None:
    """2,831, over 370 beside 497 in their middle, read as one cell: nothing tells what belongs together."""
    columns, edges = [50.0, 150.0, 330.0], [100.0, 120.0, 150.0, 170.0]
    words = [
        run(text, x, y)
        for text, x, y in (("项目", 55, 104), ("预算数", 210, 104), ("培训", 55, 130), ("桥梁", 55, 154))
    ]
    rest = [run("370", 190, 136), run("1,204.25", 180, 154)]
    apart = page([*words, run("2,831,", 170, 122), run("497", 260, 129), *rest], *lattice(columns, edges))
    assert doubtful(apart) == {"2,831,497\n370"}
    assert doubtful(page([*words, run("2,831,", 175, 122), *rest], *lattice(columns, edges))) == set()


def test_thousands_that_reach_into_the_next_cell() -> None:
    columns, edges = [50.0, 150.0, 250.0], [100.0, 120.0, 140.0, 160.0]
    heads = [run("预算数", 60, 104), run("支出数", 160, 104), run("61.20", 60, 144), run("60.00", 160, 144)]
    figure = [run("376.40", 60, 124), run("8,", 140, 124), run("563.71", 150.2, 124)]
    assert doubtful(page([*heads, *figure], *lattice(columns, edges))) == {"563.71"}


def test_second_heads_in_one_row_with_the_first_below_them() -> None:
    """Heads of another table with another unit, no ruling below them: what follows is in nobody knows what unit."""
    rows = [
        *PLAIN,
        ("单位", "省级补助（万元）", "实付", "自筹"),
        ("县文化馆", "31.36", "5.20", "9.90"),
        ("城关镇", "503.17", "7.16", "1.20"),
    ]
    drawn = three_lines(rows)
    (grid,) = grids(drawn)
    cells = {cell.passage.text: cell for cell in grid.cells}
    first, below = cells["省级补助（万元）"], cells["31.36"]
    glued = replace(first, passage=join_passages([first.passage, below.passage]))
    grid.set_cells([glued if cell is first else cell for cell in grid.cells if cell is not below])
    told = {cell.passage.text for cell in grid.cells if (cell.row, cell.column) in cut_figures(grid)}
    assert told == {"省级补助（万元）31.36", "503.17"}
