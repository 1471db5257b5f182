"""Tables as other programs set them: cells apart, rows alone ruled, texts at the top, heads without a floor."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.model.geometry import Box, Run
from extractor.tables import find

from tests.tables.drawn import across, down, grids, page, run

HEAD = ["序号", "项目名称", "预算数", "支出数"]
LEFT = [60.0, 130.0, 330.0, 450.0]
BODY = [
    ["1", "通村道路硬化", "120.00", "118.50"],
    ["2", "危桥改造", "80.00", "76.20"],
    ["3", "安防工程", "45.50", "45.50"],
]


def printed(rows: list[list[str]], top: float, step: float = 20.0) -> list[Run]:
    return [
        run(words, x, top + step * r) for r, row in enumerate(rows) for words, x in zip(row, LEFT, strict=True) if words
    ]


def test_cells_that_stand_apart_have_no_columns_between_them() -> None:
    """A ruling under each cell, eight points from one cell to the next, within a border above them all."""
    cells = [(58.0, 112.0), (120.0, 312.0), (320.0, 432.0), (440.0, 532.0)]
    rules = [across(y, start, end) for y in (116.0, 136.0, 156.0, 176.0) for start, end in cells]
    (grid,) = grids(page(printed([HEAD, *BODY], 100), [across(95, 50, 540), *rules]))
    assert grid.texts() == [HEAD, *BODY]


def test_days_broken_over_two_lines_are_one_day() -> None:
    days = [("2022-01-2", "2"), ("2019-08-1", "2"), ("2023-11-", "06")]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项目名称", "金额", "开工时间"], LEFT, strict=True)]
    for number, (above, below) in enumerate(days, 1):
        y = 95 + 30 * number
        runs += [run(words, x, y + 7) for words, x in zip([str(number), "道路", "1,120.50"], LEFT[:3], strict=True)]
        runs += [run(above, 450, y), run(below, 450, y + 14)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(118, 50, 540), across(214, 50, 540)]))
    assert grid.texts()[1:] == [
        [str(number), "道路", "1,120.50", above + below] for number, (above, below) in enumerate(days, 1)
    ]


def test_rows_begin_with_their_serial_numbers_where_all_stand_at_the_top() -> None:
    """Names wrap in the second row, remarks of three lines leave room below those beside them."""
    rows = [
        (["通村道路硬化"], "120.00", ["项目实施方案编制", "滞后，前期论证不", "充分"]),
        (["危桥改造及安全", "防护工程"], "80.00", []),
        (["安防工程"], "45.50", ["培训人数未达到年", "度计划，补贴发放", "不及时"]),
        (["护栏"], "12.00", []),
    ]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项目名称", "预算数", "备注"], LEFT, strict=True)]
    y = 120.0
    for number, (name, amount, remark) in enumerate(rows, 1):
        runs += [run(str(number), 60, y), run(amount, 330, y)]
        runs += [run(line, x, y + 12 * i) for x, lines in ((130, name), (450, remark)) for i, line in enumerate(lines)]
        y += 12 * max(len(name), len(remark), 1) + 4
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(y, 50, 540)]))
    assert grid.texts()[1:] == [
        [str(number), "".join(name), amount, "".join(remark)] for number, (name, amount, remark) in enumerate(rows, 1)
    ]


def test_heads_end_where_the_upright_rulings_between_them_do() -> None:
    """A border around all, a ruling under each row but the heads, which have uprights between them."""
    edges = [50.0, 120.0, 320.0, 440.0, 540.0]
    flat = [across(y, 50, 540) for y in (95.0, 136.0, 156.0, 176.0)]
    upright = [down(x, 95, 176) for x in (50, 540)] + [down(x, 95, 116) for x in edges[1:-1]]
    (grid,) = grids(page(printed([HEAD, *BODY], 100), flat, upright))
    assert grid.texts() == [HEAD, *BODY]


def test_heads_of_groups_above_the_first_ruling_keep_the_unit_line() -> None:
    """The ruling under two heads of groups leaves out the first columns, and there is none above them."""
    left = [60.0, 130.0, 250.0, 320.0, 400.0, 470.0]
    leaves = ["序号", "单位名称", "预算数", "支出数", "预算数", "支出数"]
    runs = [run("单位：万元", 480, 80), run("上年资金", 280, 100), run("本年资金", 430, 100)]
    runs += [run(words, x, 120 if x > 200 else 110) for words, x in zip(leaves, left, strict=True)]
    amounts = ["1.00", "2.50", "3.00", "4.00"]
    for number in range(1, 5):
        row = [str(number), "水利站", *amounts]
        runs += [run(words, x, 122 + 20 * number) for words, x in zip(row, left, strict=True)]
    rules = [across(115.0, 240, 540), across(135.0, 50, 540)]
    pieces, rest = find(page(runs, rules))
    assert [line.text for line in rest] == ["单位：万元"]
    (piece,) = pieces
    assert len(piece.columns) == 7


def test_a_row_that_merged_cells_leave_at_a_page_end_is_none() -> None:
    """The level's shaded cell goes on below the last of the shaded cells beside it."""
    edges = [50.0, 150.0, 320.0, 440.0, 540.0]
    heads = ["一级指标", "三级指标", "分值", "得分"]
    rows = [["决策", "立项依据充分性", "5", "4.5"], ["", "资金分配合理性", "5", "5"], ["", "绩效指标明确性", "4", "3"]]
    shades = [Box(a, 95, b - 1, 114) for a, b in pairwise(edges)]
    shades += [Box(a, 95 + 20 * r, b - 1, 114 + 20 * r) for r in (1, 2, 3) for a, b in pairwise(edges[1:])]
    shades.append(Box(50, 115, 149, 196))
    runs = [
        run(w, x + 4, 100 + 20 * r)
        for r, row in enumerate([heads, *rows])
        for w, x in zip(row, edges, strict=False)
        if w
    ]
    (grid,) = grids(page(runs, shades=shades))
    assert grid.texts() == [heads, rows[0], *([None, *row[1:]] for row in rows[1:])]


@pytest.mark.parametrize("pages", [1, 2])
def test_a_form_with_rulings_between_its_rows_alone(pages: int) -> None:
    """Rulings begin right of the cells merged over rows; the indicators may stand on the next page."""
    runs, rules = [], [across(95, 50, 540)]
    first = [
        (["项目名称", "老旧小区改造专项"], [60, 140], 50),
        (["主管部门", "住房和城乡建设局", "实施单位", "双溪街道"], [60, 140, 320, 400], 50),
        (["年初预算数", "全年预算数", "全年执行数", "执行率"], [240, 320, 400, 490], 130),
        (["项目资金", "年度资金", "40.00", "35.50", "35.50", "100%"], [60, 140, 240, 320, 400, 490], 130),
        (["（万元）", "总额"], [60, 140], None),
        (["其中：本年", "40.00", "35.50", "35.50", "100%"], [140, 240, 320, 400, 490], 50),
        (["年度总体", "预期目标", "实际完成情况"], [60, 200, 420], 130),
        (["目标", "完成改造任务十二处。", "已全部完成改造任务。"], [60, 140, 400], 50),
    ]
    second = [
        (["一级指标", "三级指标", "年度指标值", "实际完成值", "得分"], [140, 220, 320, 400, 490], 130),
        (["绩效指标", "产出指标", "改造小区数量", "12处", "12处", "20"], [60, 140, 220, 320, 400, 490], 210),
        (["完成及时率", "100%", "98%", "18"], [220, 320, 400, 490], 130),
        (["效益指标", "居民满意度", "90%", "95%", "10"], [140, 220, 320, 400, 490], 50),
        (["总分", "48"], [60, 490], 50),
    ]
    made = []
    for rows in [first + second] if pages == 1 else [first, second]:
        y, runs, rules = 100.0, [], [across(95, 50, 540)]
        for texts, left, start in rows:
            runs += [run(words, x, y) for words, x in zip(texts, left, strict=True)]
            y += 12 if start is None else 20
            if start is None:
                y += 8
            elif texts[0] == "项目资金":
                y -= 8
                continue
            if start:
                rules.append(across(y - 5, start, 540))
        made.append(page(runs, rules, number=len(made) + 1))
    (grid,) = grids(*made)
    texts = [[cell for cell in row if cell] for row in grid.texts()]
    assert texts[2] == ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率"]
    assert texts[3] == ["年度资金总额", "40.00", "35.50", "35.50", "100%"]
    assert texts[4] == ["其中：本年", "40.00", "35.50", "35.50", "100%"]
    assert texts[5:7] == [
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["完成改造任务十二处。", "已全部完成改造任务。"],
    ]
    assert texts[8:] == [
        ["产出指标", "改造小区数量", "12处", "12处", "20"],
        ["完成及时率", "100%", "98%", "18"],
        ["效益指标", "居民满意度", "90%", "95%", "10"],
        ["总分", "48"],
    ]
