"""Tables as other programs set them: cells apart, rows alone ruled, texts at the top, heads without a floor."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.model.geometry import Box
from extractor.tables import find

from tests.tables.drawn import BODY, HEAD, LEFT, across, down, filled, grids, page, printed, run


def test_cells_that_stand_apart_have_no_columns_between_them() -> None:
    """A ruling under each cell, five points from one cell to the next, within a border above them all."""
    cells = [(55.0, 115.0), (120.0, 315.0), (320.0, 435.0), (440.0, 535.0)]
    rows = [*BODY, ["4", "排水沟", "12.00", "11.00"], ["5", "护栏", "8.00", "8.00"]]
    rules = [across(116.0 + 20 * r, start, end) for r in range(6) for start, end in cells]
    (grid,) = grids(page(printed([HEAD, *rows], 100), [across(95, 50, 540), *rules]))
    assert grid.texts() == [HEAD, *rows]


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
    """Names stand in the middle of their column or wrap, remarks of three lines leave room below those beside them."""
    rows = [
        (["通村道路硬化工程"], "120.00", ["项目实施方案编", "制滞后，前期论", "证不充分"]),
        (["危桥改造及安全防护"], "80.00", []),
        (["安防工程"], "45.50", ["设备采购后长期", "闲置，资产管理", "台账不健全"]),
        (["护栏"], "12.00", ["培训人数未达到", "年度计划，补贴", "发放不及时"]),
        (["排水沟清淤及两岸护坡", "工程"], "8.00", []),
        (["标志标线"], "6.00", []),
    ]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项目名称", "预算数", "备注"], LEFT, strict=True)]
    y = 120.0
    for number, (name, amount, remark) in enumerate(rows, 1):
        runs += [run(str(number), 60, y), run(amount, 330, y)]
        left = 230 - 10 * max(map(len, name)) / 2 if number % 2 else 130
        runs += [run(line, x, y + 14 * i) for x, lines in ((left, name), (450, remark)) for i, line in enumerate(lines)]
        y += 14 * max(len(name), len(remark), 1) + 2
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
    left = [60.0, 110.0, 210.0, 262.0, 318.0, 375.0, 432.0, 492.0]
    heads = [
        ("单位：万元", 480, 80),
        ("序号", 60, 120),
        ("单位名称", 110, 120),
        ("预算安排", 262, 100),
        ("支出情况", 430, 100),
    ]
    heads += [("合计", 210, 124), ("其中", 292, 117), ("中央", 262, 133), ("地方", 318, 133)]
    heads += [("合计", 375, 124), ("其中", 468, 117), ("基本", 432, 133), ("项目", 492, 133)]
    runs = [run(*head) for head in heads]
    rows = [[str(n), "水利站", "3.00", "1.00", "2.00", "7.50", "3.50", "4.00"] for n in range(1, 6)]
    for number, row in enumerate(rows):
        runs += [run(words, x, 152 + 20 * number) for words, x in zip(row, left, strict=True)]
    rules = [across(114.0, 200, 540), across(130.0, 250, 360), across(130.0, 420, 540), across(146.0, 50, 540)]
    pieces, rest = find(page(runs, rules))
    assert [line.text for line in rest] == ["单位：万元"]
    (piece,) = pieces
    assert len(piece.columns) == len(left) + 1


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


def test_the_last_of_shaded_rows_is_no_head() -> None:
    """Every other row is shaded, the last one too, with the table's only ruling below it."""
    rows = [*BODY, ["4", "排水沟", "12.00", "11.00"], ["合计", "", "257.50", "251.20"]]
    shades = [Box(50, 95 + 20 * r, 540, 115 + 20 * r) for r in (0, 1, 3, 5)]
    (grid,) = grids(page(printed([HEAD, *rows], 100), [across(215, 50, 540)], shades=shades))
    assert grid.texts()[:5] == [HEAD, *rows[:4]]


def test_a_head_alone_above_a_ruling_is_over_all_that_it_covers() -> None:
    """Rulings drawn cell by cell; the head of the group stands right above the middle one of three columns."""
    edges = [50.0, 90.0, 200.0, 280.0, 360.0, 440.0, 540.0]
    leaves = [("预算", 228), ("调整", 308), ("支出", 388)]
    runs = [run("序号", 58, 110), run("名称", 130, 110), run("资金情况（元）", 285, 100), run("备注", 470, 110)]
    runs += [run(words, x, 120) for words, x in leaves]
    rules = [across(y, a, b) for y in (95.0, 135.0, 155.0, 175.0, 195.0) for a, b in pairwise(edges)]
    rules += [across(115.0, a, b) for a, b in pairwise(edges[2:6])]
    for r in range(3):
        texts = [str(r + 1), "护栏", "1,000.00", "900.00", "850.00", "已完工"]
        runs += [run(words, x + 8, 140 + 20 * r) for words, x in zip(texts, edges, strict=False)]
    (grid,) = grids(page(runs, rules))
    assert grid.texts()[:2] == [
        ["序号", "名称", "资金情况（元）", None, None, "备注"],
        [None, None, "预算", "调整", "支出", None],
    ]


def test_the_mark_of_a_note_on_a_line_of_its_own_is_no_digit() -> None:
    rows = [["1", "护栏", "7,592,070.97", "5.00"], ["2", "排水沟", "1,000.00", "4.00"]]
    made = filled([HEAD, *rows], [50, 120, 320, 390, 540])
    mark = run("1", 323, 135, size=6.5)
    (grid,) = grids(page([*made.runs, mark], made.rulings.horizontal, made.rulings.vertical))
    assert grid.texts()[1][2] == "7,592,070.97¹"


def test_heads_alone_at_a_page_end_leave_their_rows_to_the_next_page() -> None:
    """The ruling below the heads is drawn again above the rows, another stands above the last of them."""
    first = page(printed([HEAD], 780), [across(775, 50, 540), across(797, 50, 540)])
    rules = [across(y, 50, 540) for y in (75.0, 135.0, 157.0)]
    second = page(printed([*BODY, ["合计", "", "245.50", "240.20"]], 80), rules, number=2)
    found = [grid.texts() for grid in grids(first, second)]
    assert found[-1][-4:] == [*BODY, ["合计", "", "245.50", "240.20"]]
