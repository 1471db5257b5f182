"""Three-line tables and tables without rulings; what must never pass for one."""

from __future__ import annotations

from itertools import pairwise

from extractor.model.geometry import Box, Run
from extractor.tables import find

from tests.tables.drawn import across, grids, page, run

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


def test_three_line_table() -> None:
    rules = [across(y, 50, 540) for y in (95.0, 117.0, 178.0)]
    (grid,) = grids(page(printed([HEAD, *BODY], 100), rules))
    assert grid.style == "three_line"
    assert grid.texts() == [HEAD, *BODY]
    assert grid.confidence < 1


def test_three_line_table_over_two_pages() -> None:
    first = page(printed([HEAD, *BODY], 700), [across(y, 50, 540) for y in (695.0, 717.0)])
    rest = [["4", "排水沟", "12.00", "11.00"], ["5", "护栏", "8.00", "8.00"], ["合计", "", "265.50", "259.20"]]
    second = page(printed(rest, 80), [across(142.0, 50, 540)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, *BODY, *rest]


def test_table_without_any_ruling() -> None:
    (grid,) = grids(page([run("具体支出情况如下：", 60, 60), *printed([HEAD, *BODY], 100)]))
    assert grid.style == "borderless"
    assert grid.texts() == [HEAD, *BODY]


def test_wrapped_cells_in_the_middle_of_their_rows() -> None:
    """Names of two lines, figures centred beside them, no room between the rows."""
    names = [["通村道路硬化及", "路肩培土工程"], ["危桥改造及安全", "防护工程"], ["安防", ""]]
    runs = [run(words, x, 100) for words, x in zip(HEAD, LEFT, strict=True)]
    y = 120.0
    for number, (name, row) in enumerate(zip(names, BODY, strict=True), 1):
        lines = [line for line in name if line]
        runs += [run(line, 130, y + 14 * i) for i, line in enumerate(lines)]
        middle = y + 7 * (len(lines) - 1)
        runs += [run(str(number), 60, middle), run(row[2], 330, middle), run(row[3], 450, middle)]
        y += 14 * len(lines)
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(y + 4, 50, 540)]))
    assert [row[1] for row in grid.texts()[1:]] == ["".join(name) for name in names]
    assert [row[2] for row in grid.texts()[1:]] == [row[2] for row in BODY]


def test_names_as_wide_as_their_column_are_a_row_each() -> None:
    """Level names between the rows that they head; names of one length, which would wrap into each other."""
    heads = ["一级指标", "二级指标", "三级指标", "分值", "得分", "评分说明"]
    left = [50.0, 100.0, 160.0, 250.0, 290.0, 330.0]
    names = ["立项依据充分性", "立项程序规范性", "绩效目标合理性"]
    scores = [("4", "4"), ("4", "3"), ("4", "3.5")]
    middles = [120.0, 137.0, 161.0]
    runs = [run(words, x, 100) for words, x in zip(heads, left, strict=True)]
    for y, name, (most, score) in zip(middles, names, scores, strict=True):
        runs += [run(name, 160, y), run(most, 250, y), run(score, 290, y)]
    notes = [("依据充分。", 120), ("两所学校未见可行性说明。", 137)]
    notes += [("下降目标与设备参数不完全匹配，扣除", 154), ("0.5分。", 168)]
    runs += [run(words, 330, y) for words, y in notes]
    runs += [run("决策", 50, 145), run("项目立项", 100, 128.5), run("绩效目标", 100, 161)]
    (grid,) = grids(page(runs, [across(95, 45, 540), across(115, 45, 540), across(184, 45, 540)]))
    assert [row[2:5] for row in grid.texts()[1:]] == [[n, *s] for n, s in zip(names, scores, strict=True)]
    assert [(cell.passage.text, cell.rowspan) for cell in grid.cells if cell.column == 1] == [
        ("二级指标", 1),
        ("项目立项", 2),
        ("绩效目标", 1),
    ]


def test_heads_of_unknown_wording_stand_above_values() -> None:
    heads = ["旗县", "网围栏", "飞播", "补播"]
    rows = [["甲旗", "12.50", "3.00", "1.20"], ["乙旗", "8.00", "2.40", "0.80"], ["丙旗", "6.10", "1.00", "0.50"]]
    (grid,) = grids(page(printed([heads, *rows], 100, step=14)))
    assert grid.texts() == [heads, *rows]


def test_rulings_under_each_row_show_merged_cells() -> None:
    """Row rulings without upright ones; that under the first row begins only at the second column."""
    rules = [across(95, 50, 540), across(117, 50, 540), across(137, 120, 540), across(157, 50, 540)]
    rules += [across(177, 50, 540), across(197, 50, 540)]
    rows = [HEAD, ["甲", "道路", "1.00", "1.00"], ["", "桥梁", "2.00", "2.00"], ["乙", "护栏", "3.00", "3.00"]]
    runs = printed([*rows, ["合计", "", "6.00", "6.00"]], 100)
    (grid,) = grids(page(runs, rules))
    cell = grid.at(2, 0)
    assert cell is not None
    assert (cell.row, cell.rowspan) == (1, 2)


def test_short_rulings_part_the_serial_numbers_beside_merged_cells() -> None:
    """The rulings under the first two rows leave a gap at the second column, whose cell is merged."""
    rules = [across(y, 50, 540) for y in (95.0, 117.0, 177.0, 197.0)]
    rules += [across(y, *ends) for y in (137.0, 157.0) for ends in ((50, 120), (320, 540))]
    rows = [["1", "", "12.00", "11.00"], ["2", "通村道路硬化", "8.00", "8.00"], ["3", "", "6.00", "5.00"]]
    (grid,) = grids(page(printed([HEAD, *rows, ["4", "护栏", "1.00", "1.00"]], 100), rules))
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2", "3", "4"]
    cell = grid.at(1, 1)
    assert cell is not None
    assert (cell.passage.text, cell.rowspan) == ("通村道路硬化", 3)


def test_gap_by_chance_under_one_head_parts_no_column() -> None:
    """Each name has a gap at the same place, and the head stands over it: still a column of its own."""
    runs = [run(words, x, 100) for words, x in zip(HEAD, [60.0, 138.0, 330.0, 450.0], strict=True)]
    for y, number, name in ((120, "1", "甲村"), (140, "2", "乙村"), (160, "3", "丙村")):
        runs += [run(number, 60, y), run(name, 130, y), run("一期", 165, y)]
        runs += [run("12.00", 330, y), run("11.00", 450, y)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(178, 50, 540)]))
    rows = [["".join(words.split()) for words in row] for row in grid.texts()]
    assert rows[:2] == [HEAD, ["1", "甲村一期", "12.00", "11.00"]]


def test_shaded_heads_show_the_columns() -> None:
    """A head spread over its column, and names with a gap at the same place: the shades tell that it is one."""
    shades = [Box(a, 96, b - 0.1, 116) for a, b in pairwise([50.0, 120.0, 300.0, 400.0, 540.0])]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项", "预算数", "支出数"], LEFT, strict=True)]
    runs += [run("目", 180, 100)]
    for y, number, name in ((120, "1", "甲村"), (140, "2", "乙村"), (160, "3", "丙村")):
        runs += [run(number, 60, y), run(name, 130, y), run("一期", 180, y)]
        runs += [run("12.00", 330, y), run("11.00", 450, y)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(116, 50, 540), across(178, 50, 540)], shades=shades))
    rows = [["".join(words.split()) for words in row] for row in grid.texts()]
    assert rows[:2] == [["序号", "项目", "预算数", "支出数"], ["1", "甲村一期", "12.00", "11.00"]]


def test_body_text_is_no_table() -> None:
    line = "项目资金由区财政局统一拨付，资金到位及时，支出符合国家财经法规和财务管理制度的有关规定"
    pieces, rest = find(page([run(line, 60, 100 + 24 * i) for i in range(20)]))
    assert (pieces, len(rest)) == ([], 20)


def test_running_head_and_foot_rules_make_no_table() -> None:
    line = "项目资金由区财政局统一拨付，资金到位及时，支出符合国家财经法规和财务管理制度的有关规定"
    runs = [run("某某项目绩效评价报告", 60, 40), *(run(line, 60, 100 + 24 * i) for i in range(20))]
    pieces, _ = find(page(runs, [across(55, 60, 530), across(780, 60, 530)]))
    assert pieces == []


def test_cover_contents_and_signature_are_no_tables() -> None:
    cover = [
        ("项目名称：", "农村道路改造"),
        ("被评价单位：", "交通运输局"),
        ("委托单位：", "财政局"),
        ("评价机构：", "某某事务所"),
    ]
    runs = [
        run(words, x, 100 + 40 * i) for i, pair in enumerate(cover) for words, x in zip(pair, (120, 260), strict=True)
    ]
    contents = ["一、基本情况", "二、评价结论", "三、存在问题", "四、有关建议"]
    runs += [run(words, 80, 400 + 24 * i) for i, words in enumerate(contents)]
    runs += [run(str(i + 1), 520, 400 + 24 * i) for i in range(4)]
    runs += [run("某某会计师事务所", 380, 700), run("2024年10月18日", 400, 724)]
    pieces, rest = find(page(runs))
    assert pieces == []
    assert len(rest) == len(runs)
