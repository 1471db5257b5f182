"""Tables whose cells are shaded areas side by side, without rulings between their columns."""

from __future__ import annotations

import pytest
from extractor.model.geometry import Box, Run

from tests.tables.drawn import SIZE, across, grids, lattice, page, run

COLUMNS = [50.0, 150.0, 250.0, 350.0, 450.0]
ROWS = [
    ["单位", "预算数", None, "支出数"],
    [None, "年初", "调整后", None],
    ["水利站", "12.00", "13.50", "13.00"],
    ["文化站", "8.00", "", "7.50"],
    ["福利院", "6.20", "6.20", "6.20"],
    ["合计", "26.20", "19.70", "26.70"],
]
TOP, HEIGHT = 100.0, 20.0


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
    y = TOP + HEIGHT * row
    return Box(COLUMNS[column], y, COLUMNS[column + columns], y + HEIGHT * rows)


def centred(words: str, box: Box) -> Run:
    width = sum(SIZE * (0.5 if letter.isascii() else 1.0) for letter in words)
    return run(words, (box.x0 + box.x1 - width) / 2, (box.y0 + box.y1 - SIZE) / 2)


# The heads: 单位 and 支出数 over two rows, 预算数 over two columns.
HEADS = [cell(0, 0, 2), cell(0, 1, 1, 2), cell(0, 3, 2), cell(1, 1), cell(1, 2)]
HEAD_WORDS = ["单位", "预算数", "支出数", "年初", "调整后"]


def printed() -> list[Run]:
    runs = [centred(words, box) for words, box in zip(HEAD_WORDS, HEADS, strict=True)]
    for number, row in enumerate(ROWS[2:], 2):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row) if words]
    return runs


def test_every_other_row_shaded_cell_by_cell() -> None:
    """The heads tell columns and spans; the white rows, the last without a ruling, have the columns of the others."""
    shades = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(4))]
    (grid,) = grids(page(printed(), shades=shades))
    assert grid.style == "shaded"
    assert grid.texts() == ROWS


def test_a_white_column_beside_shaded_cells() -> None:
    """An area behind the whole table and white names: the name in the middle of two rows stands over both."""
    behind = Box(COLUMNS[0], TOP, COLUMNS[-1], TOP + HEIGHT * len(ROWS))
    tiles = [box for box in HEADS if box.x0 > COLUMNS[0]]
    tiles += [cell(row, column) for row in range(2, 6) for column in range(1, 4)]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")] + [centred("各站", cell(2, 0, 2))]
    (grid,) = grids(page(runs, shades=[behind, *tiles]))
    assert grid.texts() == [*ROWS[:2], ["各站", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_rulings_that_leave_a_white_column_out_merge_its_cells() -> None:
    """The name stands at the top of its rows; no ruling parts it from the place below, as those beside are parted."""
    tiles = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(1, 4))]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")] + [centred("各站", cell(2, 0))]
    edges = {row: TOP + HEIGHT * row for row in range(2, 7)}
    rules = [across(y, COLUMNS[1] if row == 3 else COLUMNS[0], COLUMNS[-1]) for row, y in edges.items()]
    (grid,) = grids(page(runs, rules, shades=tiles))
    assert grid.texts() == [*ROWS[:2], ["各站", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_a_white_name_of_two_lines_stands_over_the_rows_that_no_ruling_parts() -> None:
    tiles = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(1, 4))]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")]
    runs += [centred("各站（25", cell(2, 0)), centred("分）", cell(3, 0))]
    edges = {row: TOP + HEIGHT * row for row in range(2, 7)}
    rules = [across(y, COLUMNS[1] if row == 3 else COLUMNS[0], COLUMNS[-1]) for row, y in edges.items()]
    (grid,) = grids(page(runs, rules, shades=tiles))
    assert grid.texts() == [*ROWS[:2], ["各站（25分）", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_rulings_that_tell_as_much_stay() -> None:
    edges = [TOP + HEIGHT * row for row in range(len(ROWS) + 1)]
    horizontal, vertical = lattice(COLUMNS, edges)
    shades = [cell(row, column) for row in range(6) for column in range(4)]
    runs = [run(words, box.x0 + 3, box.y0 + 5) for words, box in zip("甲乙丙丁", shades, strict=False)]
    (grid,) = grids(page(runs, horizontal, vertical, shades=shades))
    assert grid.style == "ruled"


def test_highlighted_words_are_no_cells() -> None:
    words = ["资金拨付", "及时足额", "专款专用"]
    runs = [run(text, 60 + 120 * place, 100 + 20 * line) for line in range(4) for place, text in enumerate(words)]
    shades = [one.box for one in runs]
    assert all(grid.style != "shaded" for grid in grids(page(runs, [across(90, 50, 500)], shades=shades)))


def test_white_heads_of_two_lines_above_shaded_rows() -> None:
    """An area behind the whole table; the heads are white, two of them broken before their （元）."""
    behind = Box(COLUMNS[0], TOP - HEIGHT, COLUMNS[-1], TOP + 4 * HEIGHT)
    tiles = [cell(row, column) for row in range(1, 4) for column in range(4)]
    heads = ["单位", "预算数（元）", "支出数（元）", "备注"]
    runs = []
    for column, words in enumerate(heads):
        lines = [words] if len(words) < 5 else [words[:3], words[3:]]
        runs += [run(part, COLUMNS[column] + 20, TOP - 10 + 14 * n) for n, part in enumerate(lines)]
    rows = [["水利站", "12.00", "13.00", "已付"], ["文化站", "8.00", "7.50", ""], ["福利院", "6.20", "6.20", ""]]
    for number, row in enumerate(rows, 1):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row) if words]
    (grid,) = grids(page(runs, [across(TOP + HEIGHT, COLUMNS[0], COLUMNS[-1])], shades=[behind, *tiles]))
    assert grid.texts() == [heads, *rows]
    figures = [centred(words, Box(x, TOP - 10, x + 60, TOP)) for words, x in (("9.10", 160.0), ("9.20", 260.0))]
    grids_ = grids(page([*runs, *figures], [across(TOP + HEIGHT, COLUMNS[0], COLUMNS[-1])], shades=[behind, *tiles]))
    assert all("9.10" not in (words or "") or words == "9.10" for one in grids_ for row in one.texts() for words in row)


def test_white_heads_of_a_group_are_ruled_off_and_the_first_row_is_white() -> None:
    """Every other row is shaded, the first is not; the ruling below the heads leaves out those of both rows."""
    texts = [
        ["单位", "资金情况", None, "备注"],
        [None, "预算数", "支出数", None],
        ["水利站", "12.00", "13.00", "已付"],
        ["文化站", "8.00", "7.50", "未付"],
        ["福利院", "6.20", "6.20", "未付"],
        ["供水站", "4.20", "4.10", "已付"],
    ]
    runs = [centred("资金情况", cell(0, 1, 1, 2)), centred("单位", cell(0, 0, 2)), centred("备注", cell(0, 3, 2))]
    runs += [centred("预算数", cell(1, 1)), centred("支出数", cell(1, 2))]
    for number, row in enumerate(texts[2:], 2):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row) if words]
    rules = [across(TOP, COLUMNS[0], COLUMNS[-1])]
    rules += [across(TOP + HEIGHT * row, COLUMNS[1], COLUMNS[3]) for row in (1, 2)]
    shades = [cell(row, column) for row in (3, 5) for column in range(4)]
    (grid,) = grids(page(runs, rules, shades=shades))
    assert grid.texts() == texts
    assert grid.header_rows == 2


def test_the_head_of_a_group_alone_above_shaded_rows() -> None:
    """The heads beside it stand in the middle of both rows; the lower of these is shaded."""
    rows = [
        ["城关镇", "97.08", "99.01", "88.40"],
        ["河口镇", "54.56", "94.54", "42.78"],
        ["石桥乡", "9.10", "7.40", "16.20"],
        ["青山镇", "50.08", "20.30", "71.40"],
    ]
    runs = [centred("资金", cell(1, 1, 1, 2)), centred("项目", cell(1, 0, 2)), centred("实际支出", cell(1, 3, 2))]
    runs += [centred("中央", cell(2, 1)), centred("省级", cell(2, 2)), run("表3 分地区情况表", 200, TOP + 2)]
    for number, row in enumerate(rows, 3):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row)]
    rules = [across(TOP + HEIGHT, COLUMNS[0], COLUMNS[-1]), across(TOP + 2 * HEIGHT, COLUMNS[1], COLUMNS[3])]
    shades = [cell(2, 1), cell(2, 2), *(cell(row, column) for row in (4, 6) for column in range(4))]
    expected = [["项目", "资金", None, "实际支出"], [None, "中央", "省级", None], *rows]
    (grid,) = grids(page(runs, rules, shades=shades))
    assert grid.texts() == expected
    (grid,) = grids(page(runs, [], shades=shades))
    assert grid.texts() == expected


def test_names_of_a_white_column_that_rulings_leave_out_are_cells_of_their_own() -> None:
    """They go on in no next line, for which each has room; one row is blank."""
    tiles = [*HEADS, *(cell(row, column) for row in range(2, 6) for column in range(1, 4))]
    runs = [one for one in printed() if one.text != "文化站"]
    edges = {row: TOP + HEIGHT * row for row in range(2, 7)}
    rules = [across(y, COLUMNS[1] if 2 < row < 6 else COLUMNS[0], COLUMNS[-1]) for row, y in edges.items()]
    (grid,) = grids(page(runs, rules, shades=tiles))
    assert [row[0] for row in grid.texts()] == ["单位", None, "水利站", "", "福利院", "合计"]


def test_amounts_broken_in_shaded_cells_are_no_rows() -> None:
    """Each cell has one such amount at most: the others of its column tell."""
    rows = [["水利站", "7,542.1427"], ["文化站", "9,834.8477"], ["福利院", "6,831.7525"], ["供水站", "228.7985"]]
    shades = [cell(row, column) for row in range(5) for column in range(2)]
    runs = [centred("单位", cell(0, 0)), centred("支出数", cell(0, 1))]
    for number, (name, amount) in enumerate(rows, 1):
        runs.append(centred(name, cell(number, 0)))
        lines = [amount[:9], amount[9:]] if len(amount) > 9 else [amount]
        runs += [run(part, 200, TOP + HEIGHT * number + 10 * place) for place, part in enumerate(lines) if part]
    (grid,) = grids(page(runs, shades=shades))
    assert grid.texts() == [["单位", "支出数"], *rows]


def test_a_ruled_grid_is_taken_before_areas_that_reach_below_its_last_rule() -> None:
    """A page end leaves the shaded top of a row over; one with a text in it is a row."""
    rows = [["单位", "预算数", "到位数", "支出数"], *([f"站{n}", "12.00", "13.50", "13.00"] for n in range(9))]
    boxes = [cell(row, column) for row in range(len(rows)) for column in range(4)]
    runs = [centred(words, box) for words, box in zip((words for row in rows for words in row), boxes, strict=True)]
    left_over = [Box(box.x0, box.y1, box.x1, box.y1 + 14) for box in boxes[-3:]]
    level, upright = lattice(COLUMNS, [TOP + HEIGHT * row for row in range(len(rows) + 1)])
    (grid,) = grids(page(runs, level, upright, shades=[*boxes, *left_over]))
    assert (grid.style, grid.texts()) == ("ruled", rows)
    (grid,) = grids(
        page([*runs, *(centred("6.2", box) for box in left_over)], level, upright, shades=[*boxes, *left_over])
    )
    assert grid.texts()[-1][1:] == ["6.2", "6.2", "6.2"]


def test_text_right_below_a_white_last_row_is_none_of_it() -> None:
    """It begins as far below as lines of a cell do, and runs over the edge of a column."""
    shades = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(4))]
    below = run("各项支出集中在第四季度。", 70, TOP + HEIGHT * 6 + 2)
    (grid,) = grids(page([*printed(), below], shades=shades))
    assert grid.texts() == ROWS


def test_names_on_the_edges_of_striped_rows_stand_for_the_rows_around_them() -> None:
    """The stripes run below merged names: those of two towns and of an office stand between two rows each."""
    rows = [("河道", "12.00", "11.00"), ("泵站", "8.00", "7.50"), ("渠道", "6.20", "6.20"), ("闸门", "5.00", "5.00")]
    rows += [("道路", "9.10", "9.00"), ("桥梁", "4.40", "4.10")]
    shades = [cell(0, column) for column in range(4)] + [cell(row, column) for row in (2, 4, 6) for column in range(4)]
    runs = [centred(words, cell(0, place)) for place, words in enumerate(["乡镇", "项目", "预算数", "支出数"])]
    for number, row in enumerate(rows, 1):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row, 1)]
    runs += [centred(words, cell(row, 0, 2)) for row, words in ((1, "甲镇"), (3, "乙镇"), (5, "丙镇"))]
    (grid,) = grids(page(runs, shades=shades))
    assert [row[0] for row in grid.texts()] == ["乡镇", "甲镇", None, "乙镇", None, "丙镇", None]
    assert [tuple(row[1:]) for row in grid.texts()[1:]] == rows


def test_names_in_the_middle_of_striped_rows_stand_for_all_of_them() -> None:
    """Every other row is shaded, its first cell with it or not; the names fill the column down to the total."""
    rows = [["区水务局", "河道清淤", "12.00"], ["", "泵站维护", "8.00"], ["", "堤防加固", "6.20"]]
    rows += [
        ["区残联", "康复训练", "3.10"],
        ["区科技局", "创新券", "4.40"],
        ["", "孵化器", "2.00"],
        ["", "科普", "1.30"],
    ]
    rows += [["合计", "", "37.00"]]
    heads = [cell(0, place) for place in range(3)]
    runs = [centred(words, box) for words, box in zip(("主管部门", "项目", "支出数"), heads, strict=True)]
    for number, (name, *row) in enumerate(rows, 1):
        height = 3 if name in ("区水务局", "区科技局") else 1
        runs += [centred(name, cell(number, 0, height))] if name else []
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row, 1) if words]
    for first in (0, 1):
        shades = [*heads, *(cell(row, place) for row in (2, 4, 6, 8) for place in range(first, 3))]
        shades += [cell(row, 0) for row in (4, 8)] if first else []
        (grid,) = grids(page(runs, shades=shades))
        assert [row[0] for row in grid.texts()] == [
            "主管部门",
            "区水务局",
            None,
            None,
            "区残联",
            "区科技局",
            None,
            None,
            "合计",
        ]


@pytest.mark.parametrize("number", ["一、", ""])
def test_names_of_groups_alone_in_white_rows_stand_over_all_columns(number: str) -> None:
    """Four columns: the middle of the table is that of no column."""
    rows = [[f"{number}工程类"], ["管网", "3", "12.00", "9.00"], [f"{number}货物类"], ["水泵", "1", "8.00", "8.00"]]
    rows += [["阀门", "2", "6.20", "5.00"]]
    heads = [cell(0, place) for place in range(4)]
    runs = [centred(words, box) for words, box in zip(("名称", "份数", "合同金额", "已付金额"), heads, strict=True)]
    for place, row in enumerate(rows, 1):
        wide = 4 if len(row) == 1 else 1
        runs += [centred(words, cell(place, column, 1, wide)) for column, words in enumerate(row)]
    shades = [*heads, *(cell(row, column) for row in (2, 4) for column in range(4))]
    told = [[*row, None, None, None] if len(row) == 1 else row for row in rows]
    (grid,) = grids(page(runs, shades=shades))
    assert grid.texts()[1:] == told
    (grid,) = grids(page(runs, [across(TOP + HEIGHT * row, COLUMNS[0], COLUMNS[-1]) for row in range(7)]))
    assert grid.texts()[1:] == told


def test_row_that_a_page_end_cuts_below_the_last_shaded_one() -> None:
    """One line of its name alone stands on the page, the rest of the row on the next."""
    rows = [["编号", "名称", "单位", "支出数"]]
    rows += [[str(n), f"第{n}段道路", "乐水建设有限公司", f"{n}2.50"] for n in range(1, 7)]
    runs = [run(text, COLUMNS[c] + 6, TOP + HEIGHT * r + 5) for r, row in enumerate(rows) for c, text in enumerate(row)]
    shades = [cell(row, column) for row in range(0, 7, 2) for column in range(4)]
    runs.append(run("青石监理咨询有限", COLUMNS[2] + 6, TOP + HEIGHT * 7 + 5))
    rest = [["7", "第7段道路", "公司", "72.50"], ["8", "第8段道路", "乐水建设有限公司", "82.50"]]
    rest += [["9", "第9段道路", "乐水建设有限公司", "92.50"]]
    below = [run(text, COLUMNS[c] + 6, 60 + HEIGHT * r + 5) for r, row in enumerate(rest) for c, text in enumerate(row)]
    shaded = [box._replace(y0=60 + HEIGHT, y1=60 + 2 * HEIGHT) for box in (cell(0, column) for column in range(4))]
    (grid,) = grids(page(runs, shades=shades), page(below, number=2, shades=shaded))
    assert grid.texts()[7:] == [["7", "第7段道路", "青石监理咨询有限公司", "72.50"], *rest[1:]]


def test_heading_close_below_a_last_row_that_is_white() -> None:
    names = ["名称", "灌渠清淤", "渠首闸门", "泵站检修", "堤顶道路", "涵洞加固"]
    texts = [[name, "12.50", "12.50", "11.80"] for name in names]
    texts[0] = ["名称", "预算数", "到位数", "支出数"]
    runs = [run(t, COLUMNS[c] + 6, TOP + HEIGHT * r + 5) for r, row in enumerate(texts) for c, t in enumerate(row)]
    shades = [cell(row, column) for row in range(0, 6, 2) for column in range(4)]
    (grid,) = grids(page([*runs, run("三、存在的问题", COLUMNS[0] + 2, TOP + HEIGHT * 6 + 2)], shades=shades))
    assert grid.texts() == texts


def test_name_of_a_group_below_shaded_rows() -> None:
    """Rows of other groups stand above it: no heading."""
    texts = [["一、灌溉工程", "62.50", "62.50", "60.10"], ["灌渠清淤", "12.50", "12.50", "11.80"]] * 2
    texts = [["名称", "预算数", "到位数", "支出数"], *texts, ["二、检修工程", "30.00", "30.00", "29.00"]]
    runs = [run(t, COLUMNS[c] + 6, TOP + HEIGHT * r + 5) for r, row in enumerate(texts) for c, t in enumerate(row)]
    shades = [cell(row, column) for row in range(0, 5, 2) for column in range(4)]
    (grid,) = grids(page(runs, shades=shades))
    assert grid.texts() == texts
