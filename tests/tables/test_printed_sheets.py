"""Tables as spreadsheet programs print them: cells filled up with blanks, texts that flow out of the last column,
figures that all but touch the remarks beside them, several tables below each other."""

from __future__ import annotations

import pytest
from extractor.model.geometry import Page, Run

from tests.tables.drawn import BODY, HEAD, across, down, grids, page, printed, run
from tests.tables.test_ruled import lattice

REMARKS = [
    ["支出内容", "预算", "结余", "备注"],
    ["监测点", "386.00", "14.75", "质保期两年"],
    ["药械", "1,204.50", "0.00", ""],
]
REMARKS += [
    ["作业服务", "2,850.00", "161.56", "已交回财政"],
    ["培训", "96.00", "37.68", ""],
    ["合计", "4,536.50", "213.99", ""],
]


def set_right(words: str, end: float, y: float, size: float = 10.0) -> Run:
    return run(words, end - 0.5 * size * len(words), y, size)


def test_blanks_that_fill_up_cells_are_of_no_word() -> None:
    """An accounting format prints a cell from edge to edge, so that all amounts of a row are one run."""
    rows = [
        ("财政拨款", "3,215.40", "3,480.00", "160.78"),
        ("基金", "-", "200.00", "186.50"),
        ("其他", "38.20", "-", "25.46"),
    ]
    runs = [
        run("项目", 60, 100),
        *(run(words, x, 100) for words, x in (("上年决算", 200), ("本年预算", 300), ("增减额", 410))),
    ]
    for y, (name, *amounts) in zip((120, 140, 160), rows, strict=True):
        filled = "".join(f"{amount}  ".rjust(20) for amount in amounts)
        runs += [run(name, 60, y), run(filled, 150, y)]
    (grid,) = grids(page(runs))
    assert grid.texts()[1:] == [list(row) for row in rows]


def test_where_somebody_signs_is_no_row() -> None:
    rows = [
        ("东城镇", "120.00", "96.50", "23.50"),
        ("西城镇", "80.00", "64.20", "15.80"),
        ("合计", "200.00", "160.70", "39.30"),
    ]
    runs = [run(words, x, 100) for words, x in (("乡镇", 60), ("预算", 200), ("支出", 300), ("结余", 410))]
    for y, row in zip((120, 140, 160), rows, strict=True):
        runs += [
            run(row[0], 60, y),
            *(set_right(words, end, y) for words, end in zip(row[1:], (230, 330, 440), strict=True)),
        ]
    runs.append(run("主管单位负责人签字：          年    月    日", 60, 185))
    (grid,) = grids(page(runs))
    assert grid.texts()[1:] == [list(row) for row in rows]


@pytest.mark.parametrize("remark", ["监测设备十二套，尾款待验收后支付", "设备"])
def test_what_flows_out_of_the_last_column_is_of_it(remark: str) -> None:
    horizontal, vertical = lattice([50.0, 120.0, 200.0, 240.0], [100.0, 120.0, 140.0])
    words = [run("内容", 60, 105), run("结余", 140, 105), run("备注", 205, 105), run("监测点", 60, 125)]
    (grid,) = grids(page([*words, run("14.75", 173, 125), run(remark, 202, 125)], horizontal, vertical))
    assert grid.texts() == [["内容", "结余", "备注"], ["监测点", "14.75", remark]]


def test_figures_that_end_where_remarks_begin() -> None:
    """Small print: 1.2 points between them, and remarks in two rows alone."""
    heads, *rows = REMARKS
    size = 7.0
    runs = [run(words, x, 100, size) for words, x in zip(heads, (80, 210, 310, 390), strict=True)]
    for y, (name, budget, rest, remark) in zip(range(112, 180, 12), rows, strict=False):
        runs += [run(name, 60, y, size), set_right(budget, 240, y, size), set_right(rest, 338.8, y, size)]
        runs += [run(remark, 340, y, size)] if remark else []
    (grid,) = grids(page(runs))
    assert grid.texts() == REMARKS


def test_a_numbered_name_with_heads_below_it_opens_another_table() -> None:
    total = ["合计", "", "245.50", "240.20"]
    second = [
        ["序号", "单位名称", "到位数", "执行数"],
        ["1", "水利站", "31.00", "30.10"],
        ["2", "卫生院", "9.00", "8.20"],
    ]
    name = run("二、到位情况", 60, 180)
    found = grids(page([*printed([HEAD, *BODY, total], 100, 16), name, *printed(second, 196, 16)]))
    assert [grid.texts() for grid in found] == [[HEAD, *BODY, total], second]


def test_a_numbered_name_with_rows_below_it_does_not() -> None:
    total = ["小计", "", "245.50", "240.20"]
    rows = [["4", "排水沟", "12.00", "11.00"], ["5", "路灯", "8.00", "8.00"]]
    name = run("二、零星工程", 60, 180)
    found = grids(page([*printed([HEAD, *BODY, total], 100, 16), name, *printed(rows, 196, 16)]))
    assert len(found) == 1


@pytest.mark.parametrize(("again", "name"), [("数量五十分", "数量五十分）"), ("（共五项", "数量五十分（共五项）")])
def test_a_line_that_the_page_end_cuts_through_is_told_once(again: str, name: str) -> None:
    """What stands in the middle of a merged cell is cut where the page ends: half of a line is drawn on either side."""
    edges, heads = [50.0, 130.0, 230.0, 300.0], ["二级指标", "三级指标", "得分"]

    def sheet(rows: list[float], words: list[tuple[float, float, str]], open_at: float, number: int) -> Page:
        runs = [run(text, x + 3, y) for x, y, text in words]
        rules = [across(y, edges[1] if y == open_at else edges[0], edges[-1]) for y in rows]
        return page(runs, rules, [down(x, rows[0], rows[-1]) for x in edges], number)

    top = [(x, 705.0, head) for x, head in zip(edges, heads, strict=False)]
    row = [(130.0, 730.0, "清淤完成率"), (230.0, 730.0, "4.6")]
    first = sheet([700.0, 725.0, 750.0], [*top, *row, (50.0, 746.0, "数量五十分")], 750.0, 1)
    below = [(50.0, 51.0, again), (50.0, 62.0, "）"), (130.0, 60.0, "护坡完成率"), (230.0, 60.0, "5.0")]
    more = [(50.0, 80.0, "时效"), (130.0, 80.0, "及时率"), (230.0, 80.0, "3.0")]
    second = sheet([50.0, 75.0, 100.0], [*below, *more], 50.0, 2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["二级指标", name, None, "时效"]


def test_who_made_a_sheet_for_what_year_and_in_which_unit_are_no_heads() -> None:
    columns = (60, 200, 300, 410)
    heads = [run(words, x, 132) for x, words in zip(columns, ("部门", "预算", "决算", "合计"), strict=True)]
    top = [run(words, x, 112) for x, words in ((60, "编制：县财政局"), (220, "2022年度"), (400, "单位：万元"))]
    rows = [
        ("教育局", "32.40", "31.22", "63.62"),
        ("住建局", "6.15", "6.93", "13.08"),
        ("合计", "38.55", "38.15", "76.70"),
    ]
    runs = [run(words, x, 152 + 20 * n) for n, row in enumerate(rows) for x, words in zip(columns, row, strict=True)]
    rules = [across(127 + 20 * n, 55, 460) for n in range(5)]
    (grid,) = grids(page([*top, *heads, *runs], rules))
    assert grid.texts() == [["部门", "预算", "决算", "合计"], *map(list, rows)]
