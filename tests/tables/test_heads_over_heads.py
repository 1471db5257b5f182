"""Heads over heads and 合计 over merged cells where nothing but the places of the texts tells."""

from __future__ import annotations

from extractor.model.geometry import Box, Run
from extractor.model.layout import Grid, Passage, Places, TableCell
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.head_ends import end_of_groups
from extractor.tables.meaning.heads import path_of

from tests.tables.drawn import across, grids, page, run

EDGES = [60.0, 100.0, 200.0, 280.0, 360.0, 440.0, 520.0]
ROWS = [
    ["1", "石桥镇", "1,035.38", "504.81", "139.24", "3,040.78"],
    ["2", "云溪中心小学", "2,890.81", "12.60", "482.34", "1,867.01"],
    ["3", "平川乡", "3,293.68", "1,008.40", "656.48", "473.48"],
]


def within(words: str, first: int, end: int, y: float, edges: list[float] = EDGES) -> Run:
    """Text in the middle of the cell over the columns ``first`` to ``end`` (half-open)."""
    width = sum(5.0 if character.isascii() else 10.0 for character in words)
    return run(words, (edges[first] + edges[end] - width) / 2, y)


def body(top: float) -> list[Run]:
    return [within(t, c, c + 1, top + 18 * r) for r, row in enumerate(ROWS) for c, t in enumerate(row)]


def test_heads_of_three_rows_without_any_ruling() -> None:
    """The second row of heads is of known words, but only the third has one for each column of figures."""
    heads = [within("资金情况", 2, 6, 100), within("序号", 0, 1, 116), within("单位名称", 1, 2, 116)]
    heads += [within("实际支出", 2, 4, 116), within("到位情况", 4, 6, 116)]
    heads += [within(t, c, c + 1, 132) for c, t in enumerate(["人员经费", "公用经费", "应到位", "已到位"], 2)]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(150)]))
    assert grid.texts()[:4] == [
        ["序号", "单位名称", "资金情况", None, None, None],
        [None, None, "实际支出", None, "到位情况", None],
        [None, None, "人员经费", "公用经费", "应到位", "已到位"],
        ROWS[0],
    ]
    assert grid.header_rows == 3


def test_head_over_three_stands_right_above_the_middle_one() -> None:
    """执行情况 and 决算数 are set close, one in the middle above the other, and are no head of two lines."""
    heads = [within("执行情况", 2, 5, 100), within("序号", 0, 1, 107), within("单位", 1, 2, 107)]
    heads += [within(t, c, c + 1, 113) for c, t in enumerate(["预算数", "决算数", "差额"], 2)]
    heads.append(within("执行率", 5, 6, 107))
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(135)]))
    assert grid.texts()[:2] == [
        ["序号", "单位", "执行情况", None, None, "执行率"],
        [None, None, "预算数", "决算数", "差额", None],
    ]


def test_second_row_of_heads_higher_than_the_first() -> None:
    """What is merged over both rows stands in their middle, below that of the texts of the whole band."""
    heads = [within("安排资金", 2, 4, 97), within("中央", 2, 3, 124), within("县级", 3, 4, 124)]
    heads += [within(t, c, c + 1, 115.5) for c, t in ((0, "序号"), (1, "单位名称"), (4, "支出数"), (5, "结余"))]
    rules = [across(at, 60, 520) for at in (92, 143, 212)]
    (grid,) = grids(page([*heads, *body(150)], rules))
    assert grid.texts() == [
        ["序号", "单位名称", "安排资金", None, "支出数", "结余"],
        [None, None, "中央", "县级", None, None],
        *ROWS,
    ]


def test_total_in_the_middle_of_two_columns() -> None:
    """合计 stands in the second column, but neither in its middle nor where its texts begin."""
    heads = [within(t, c, c + 1, 100) for c, t in enumerate(["序号", "单位名称", "预算数", "支出数", "到位数", "结余"])]
    total = [within("合计", 0, 2, 190), *(within("9,120.00", c, c + 1, 190) for c in range(2, 6))]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(120), *total]))
    assert grid.texts()[-1] == ["合计", None, *["9,120.00"] * 4]


def test_total_in_its_own_column_beside_a_blank_serial_number() -> None:
    heads = [within(t, c, c + 1, 100) for c, t in enumerate(["序号", "单位名称", "预算数", "支出数", "到位数", "结余"])]
    total = [within("合计", 1, 2, 190), *(within("9,120.00", c, c + 1, 190) for c in range(2, 6))]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(120), *total]))
    assert grid.texts()[-1] == ["", "合计", *["9,120.00"] * 4]


def test_years_below_heads_are_heads() -> None:
    heads = [within("序号", 0, 1, 107), within("单位", 1, 2, 107), within("到位", 2, 4, 100), within("支出", 4, 6, 100)]
    heads += [within(t, c, c + 1, 114) for c, t in enumerate(["2020年", "2021年", "2020年", "2021年"], 2)]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(136)]))
    assert grid.texts()[:3] == [
        ["序号", "单位", "到位", None, "支出", None],
        [None, None, "2020年", "2021年", "2020年", "2021年"],
        ROWS[0],
    ]


def test_subtotal_in_the_middle_of_two_columns_right_of_a_merged_name() -> None:
    names = ["甲镇", "乙镇"]
    heads = [within(t, c, c + 1, 100) for c, t in enumerate(["乡镇", "项目", "承建单位", "预算数", "支出数", "结余"])]
    runs: list[Run] = []
    y = 120.0
    for name in names:
        runs.append(within(name, 0, 1, y + 18))
        for project, firm in (("通村道路", "甲公司"), ("危桥", "某某建设公司")):
            runs += [run(project, 103, y), within(firm, 2, 3, y)]
            runs += [within("12.00", c, c + 1, y) for c in (3, 4, 5)]
            y += 18
        runs += [within("小计", 1, 3, y), *(within("24.00", c, c + 1, y) for c in (3, 4, 5))]
        y += 18
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *runs]))
    assert [row[1:3] for row in grid.texts()][3::3] == [["小计", None]] * 2


def test_rulings_within_heads_leave_out_the_first_column() -> None:
    heads = [
        within("资金情况", 1, 6, 100),
        within("单位", 0, 1, 116),
        within("到位", 1, 4, 116),
        within("支出", 4, 6, 116),
    ]
    heads += [within(t, c, c + 1, 132) for c, t in enumerate(["中央", "省级", "县级", "上年", "本年"], 1)]
    rows = [[name, *(f"{n}{c}2.50" for c in range(5))] for n, name in enumerate(["甲镇", "乙镇", "丙镇"], 1)]
    runs = [within(t, c, c + 1, 150 + 18 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    rules = [across(at, x, 520) for at, x in ((97, 60), (113, 100), (129, 100), (146, 60), (203, 60))]
    (grid,) = grids(page([*heads, *runs], rules))
    assert grid.texts() == [
        ["单位", "资金情况", None, None, None, None],
        [None, "到位", None, None, "支出", None],
        [None, "中央", "省级", "县级", "上年", "本年"],
        *rows,
    ]


def test_heads_of_groups_in_a_row_of_their_own_that_a_rule_parts_from_those_below() -> None:
    """Rules between all rows, none upright; a gap within 2022 年 lies above the one between its columns."""
    left = [60.0, 140.0, 210.0, 280.0, 350.0, 430.0, 500.0]
    rows = [
        ["资金来源", "安排", "支出", "安排", "支出", "安排", "支出"],
        ["上级资金", "3600.00", "3312.00", "4300.00", "3913.00", "7900.00", "7225.00"],
        ["本级资金", "1200.00", "1116.00", "1200.00", "1020.00", "2400.00", "2136.00"],
        ["总计", "4800.00", "4428.00", "5500.00", "4933.00", "10300.00", "9361.00"],
    ]
    runs = [
        run(words, x, 125 + 20 * place) for place, row in enumerate(rows) for words, x in zip(row, left, strict=True)
    ]
    runs += [run("单位：万元", 60, 105), run("三年合计", 465, 105)]
    for x, year in ((172.5, "2022"), (312.5, "2023")):
        runs += [run(year, x, 105), run("年", x + 22.5, 105)]
    (grid,) = grids(page(runs, [across(100.0 + 20 * place, 55, 550) for place in range(6)]))
    assert grid.texts()[0] == ["单位：万元", "2022年", None, "2023年", None, "三年合计", None]
    assert grid.texts()[2:] == rows[1:]


def test_a_group_that_stands_over_the_first_of_its_columns_alone() -> None:
    rows = [
        ("名称", "里程（公里）", "", "资金", ""),
        ("", "预算", "执行", "预算", "执行"),
        ("河口", "12.5", "11.9", "8.0", "7.9"),
    ]
    assert [path_of(placed(rows), range(2), column)[0] for column in range(5)] == [
        "名称",
        *["里程（公里）"] * 2,
        *["资金"] * 2,
    ]
    rows[1] = ("", "", "执行", "预算", "执行")
    assert path_of(placed(rows), range(2), 2) == ("执行",)


def placed(rows: list[tuple[str, ...]]) -> Places:
    """Cells of a grid without merged ones, by their places."""
    box = Box(0.0, 0.0, 1.0, 1.0)
    return {
        (r, c): TableCell(r, c, 1, 1, Passage(text, ()), ((1, box),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    }


def test_months_in_the_middle_of_columns_are_heads_of_the_figures_at_their_left() -> None:
    """Heads in the middle of wide columns, figures at their left: none stands over another. Months are no figures."""
    runs = [run("项目", 120, 100), run("1月", 255, 100), run("2月", 400, 100)]
    for number, row in enumerate((("道路硬化", "410,225.61", "857015.45"), ("敬老院", "5,466,975", "6831256"))):
        runs += [run(words, x, 118 + 18 * number) for words, x in zip(row, (100, 185, 330), strict=True)]
    runs += [run(words, x, 154) for words, x in zip(("文化馆", "7095355", "4904761"), (100, 185, 330), strict=True)]
    (grid,) = grids(page(runs))
    assert grid.texts()[0] == ["项目", "1月", "2月"]
    assert grid.texts()[1] == ["道路硬化", "410,225.61", "857015.45"]


def test_short_figures_in_the_middle_of_a_column_whose_others_stand_at_its_right() -> None:
    """No row has both; a column without a head whose figures stand beside others is one of its own."""
    figures = [
        ("3,507", "1,483"),
        ("9,045.28", "1958.73"),
        ("582", "8,567"),
        ("2,445.97", "4,441.77"),
        ("126.05", "713"),
    ]
    names = ("设备购置", "路灯安装", "环卫所", "信息系统", "平湖水库")

    def drawn(beside: str, last: float) -> Grid:
        runs = [run(words, x, 100) for words, x in (("科目", 135), ("差旅费", 281), ("指标下达数", last))]
        for number, (name, (first, second)) in enumerate(zip(names, figures, strict=True)):
            y = 118.0 + 18 * number
            runs += [run(name, 120, y), run(second, 520 - 5 * len(second), y)]
            runs.append(run(first, 289 if first == "582" else 370 - 5 * len(first), y))
            runs += [run(beside, 289, y)] if beside and number == 0 else []
        (grid,) = grids(page(runs))
        return grid

    for last in (420.0, 440.0):
        assert [row[:3] for row in drawn("", last).texts()][1:] == [
            [name, *row] for name, row in zip(names, figures, strict=True)
        ]
    assert drawn("77", 420).n_columns == len(["科目", "差旅费", "", "指标下达数"])


def test_one_row_below_heads_that_a_page_repeats() -> None:
    """No word of the heads is known, and one row shows no column of figures: they end as on the page before."""
    heads = (("项目", 70), ("一季度", 200), ("二季度", 300), ("三季度", 400))
    rows = [("河口镇", "6527.46", "9005.29", "5548.73"), ("文化馆", "4832.02", "5253.14", "3079.84")]
    runs = [run(words, x, 760) for words, x in heads]
    runs += [run(words, heads[c][1], 778 + 18 * r) for r, row in enumerate(rows) for c, words in enumerate(row)]
    again = [run(words, x, 60) for words, x in heads]
    again += [run(words, heads[c][1], 78) for c, words in enumerate(("大坪村", "3533.73", "7259", "7778.87"))]
    (grid,) = grids(page(runs), page(again, number=2))
    assert grid.texts()[1:] == [*map(list, rows), ["大坪村", "3533.73", "7259", "7778.87"]]


def test_heads_at_the_top_of_their_cells_beside_groups() -> None:
    """单位 at the top of its cell is no head over 合计 beside it: that is below 年末结余, in its middle."""
    left = (60.0, 100.0, 160.0, 215.0, 270.0, 325.0, 380.0)
    heads = [run("序号", 60, 100), run("单位", 100, 100), run("年末结余", 205, 100), run("实际支出", 340, 100)]
    heads += [run(head, x, 114) for head, x in zip(("合计", "中央", "省级", "合计", "中央"), left[2:], strict=True)]
    rows = [[f"{n}", f"{n}号站", *(f"{n}{m}.50" for m in range(2, 7))] for n in range(1, 6)]
    body = [run(text, x, 135 + 18.0 * n) for n, row in enumerate(rows) for text, x in zip(row, left, strict=True)]
    (grid,) = grids(page([*heads, *body], [across(at, 50, 420) for at in (95.0, 129.0, 228.0)]))
    assert grid.texts()[:2] == [
        ["序号", "单位", "年末结余", None, None, "实际支出", None],
        [None, None, "合计", "中央", "省级", "合计", "中央"],
    ]


def test_a_unit_on_a_line_of_its_own_is_of_the_head_above_it() -> None:
    """（亩） below 面积 is no head below a group, however far the lines stand apart."""
    left = (60.0, 120.0, 200.0, 280.0, 360.0)
    heads = [run(head, x, 107) for head, x in zip(("序号", "单位", "预算数", "", "支出数"), left, strict=True) if head]
    heads += [run("面积", 280, 99), run("（亩）", 280, 115)]
    rows = [[f"{n}", f"{n}号站", f"{n}20.50", f"{n}75", f"{n}18.25"] for n in range(1, 6)]
    body = [run(text, x, 135 + 18.0 * n) for n, row in enumerate(rows) for text, x in zip(row, left, strict=True)]
    (grid,) = grids(page([*heads, *body], [across(at, 50, 420) for at in (95.0, 129.0, 228.0)]))
    assert grid.texts()[0] == ["序号", "单位", "预算数", "面积（亩）", "支出数"]


def test_one_known_head_alone_ends_no_heads() -> None:
    """投入资金/万元 is known, the heads below it are not, none of which stands over the figures of its column."""

    def atom(words: str, x0: float, x1: float, top: float) -> Atom:
        return Atom(words, x0, x1, top, top + 6.6, 6.6)

    heads = [
        atom("投入资金/万元", 262, 304, 103.2),
        atom("项目类别", 29, 55, 108.4),
        atom("项目数（个）", 519, 557, 108.4),
    ]
    places = (
        (107, 126, "2020年"),
        (192, 211, "2021年"),
        (277, 296, "2022年"),
        (363, 382, "2023年"),
        (447, 460, "合计"),
    )
    heads += [atom(words, x0, x1, 113.0) for x0, x1, words in places]
    ends = (100, 185, 270, 352, 438, 505)
    rows = [atom("产业发展", 29, 55, 122 + 10.0 * n) for n in range(4)]
    rows += [atom("6,034.27", end - 25, end, 122 + 10.0 * n) for n in range(4) for end in ends]
    cut = end_of_groups([*heads, *rows], goes_on=False)
    assert cut is not None
    assert 119.6 < cut < 122


def low_heads(groups: list[tuple[str, int, int]], gap: float) -> list[list[str | None]]:
    """Heads that all stand at the bottom of their cells, groups of money far above them, below the upper ruling."""
    heads = [within(text, first, end, 100) for text, first, end in groups]
    names = ["序号", "单位名称", "预算数", "决算数", "到位数", "结余"]
    heads += [within(text, column, column + 1, 110 + gap) for column, text in enumerate(names)]
    rules = [across(94, 55, 525), across(125 + gap, 55, 525), across(190 + gap, 55, 525)]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(130 + gap)], rules))
    return grid.texts()


def test_groups_of_money_leave_out_the_labels_beside_them() -> None:
    """序号 and 单位名称 stand as low as the heads below the groups, however far these stand above them."""
    groups = [("资金投入（万元）", 2, 4), ("资金支出（元）", 4, 6)]
    for gap in (4.0, 14.0):
        assert low_heads(groups, gap)[:2] == [
            ["序号", "单位名称", "资金投入（万元）", None, "资金支出（元）", None],
            [None, None, "预算数", "决算数", "到位数", "结余"],
        ]


def test_a_group_of_labels_stays_over_them() -> None:
    assert low_heads([("基本情况", 0, 2), ("资金情况", 2, 6)], 4.0)[0] == [
        "基本情况",
        None,
        "资金情况",
        None,
        None,
        None,
    ]


def test_heads_set_in_one_letter_a_line() -> None:
    """已付金额 in lines of one or two letters is no group over its last letter's column, 补助资金 over 省 and 市 is."""
    heads = [within(text, 0, 1, y) for text, y in (("序", 113), ("号", 128))]
    heads += [within(text, 2, 3, y) for text, y in (("已付", 100), ("金", 115), ("额", 130))]
    heads += [within("单位名称", 1, 2, 115), within("预算数", 3, 4, 115)]
    heads += [within("补助资金", 4, 6, 105), within("省", 4, 5, 125), within("市", 5, 6, 125)]
    rules = [across(94, 55, 525), across(145, 55, 525), across(210, 55, 525)]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(150)], rules))
    assert grid.texts()[:2] == [
        ["序号", "单位名称", "已付金额", "预算数", "补助资金", None],
        [None, None, None, None, "省", "市"],
    ]


def test_a_unit_below_several_heads_without_rulings_between() -> None:
    names = ["序号", "单位名称", "预算数", "决算数", "到位数", "结余"]
    heads = [within(text, column, column + 1, 100) for column, text in enumerate(names)]
    heads.append(within("金额单位：万元", 2, 6, 118))
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *heads, *body(140)]))
    first, unit, row = grid.texts()[:3]
    assert (first, row, grid.header_rows) == (names, ROWS[0], 2)
    assert [text for text in unit if text] == ["金额单位：万元"]


def test_who_filled_a_form_in_stands_above_its_heads() -> None:
    above = [run("填报单位：某县财政局", 60, 84), run("填报日期：2024年3月", 230, 84), run("金额单位：万元", 440, 84)]
    names = ["序号", "单位名称", "预算数", "决算数", "到位数", "结余"]
    heads = [within(text, column, column + 1, 106) for column, text in enumerate(names)]
    (grid,) = grids(page([run("各项资金如下：", 60, 60), *above, *heads, *body(124)]))
    assert grid.texts()[:2] == [names, ROWS[0]]


def test_a_table_set_to_the_left_has_its_groups_begin_where_their_first_heads_do() -> None:
    """测算成本 stands above the middle one of the last three, too, but nothing here is set in the middle."""

    def left(words: str, column: int, y: float) -> Run:
        return run(words, EDGES[column] + 4, y)

    heads = [left("序号", 0, 108), left("成本构成", 1, 108), left("历史成本", 2, 100), left("测算成本", 4, 100)]
    heads += [left(t, c, 116) for c, t in enumerate(["2022年", "2023年", "2024年", "2025年"], 2)]
    figures = [left(t, c, 134 + 18 * r) for r, row in enumerate(ROWS) for c, t in enumerate(row)]
    (grid,) = grids(page([run("各项成本如下：", 60, 60), *heads, *figures]))
    assert grid.texts()[:2] == [
        ["序号", "成本构成", "历史成本", None, "测算成本", None],
        [None, None, "2022年", "2023年", "2024年", "2025年"],
    ]


def test_heads_of_two_lines_set_wide_above_labels_of_two_lines() -> None:
    """28 points from line to line; the first line of a label stands above the figures of its row, and is no head."""
    middles = (106.6, 168.4, 243.1, 323.4, 399.5, 478.6)

    def atom(words: str, column: float, top: float) -> Atom:
        middle = sum(middles[2:4]) / 2 if column == 2.5 else middles[int(column)]
        half = sum(3.5 if character.isascii() else 7.0 for character in words) / 2
        return Atom(words, middle - half, middle + half, top, top + 15.4, 14.0)

    heads = [
        atom(t, c, 394)
        for c, t in ((0, "企业名"), (1, "供热面积"), (2.5, "成本（元）"), (4, "单位成本"), (5, "核定亏损"))
    ]
    heads += [atom(t, c, 423.4) for c, t in enumerate(["称", "（万㎡）", "燃煤", "其他", "（元/㎡）", "（元）"])]
    rows = []
    for at, figures in enumerate([("186.4", "38,615,200", "14,902,740", "28.71", "6,214,380")] * 2):
        top = 455.4 + 58.8 * at
        rows += [
            atom("泉兴热", 0, top),
            *(atom(t, c, top + 14) for c, t in enumerate(figures, 1)),
            atom("力公司", 0, top + 28),
        ]
    end = end_of_groups([*heads, *rows], goes_on=False)
    assert end is not None
    assert heads[-1].bottom < end < rows[0].bottom


def test_heads_as_high_as_two_rows_beside_heads_over_three() -> None:
    """“三公”经费: 出国费 and 接待费 are as high as the first two rows, 公务用车费 as the first alone."""
    edges = [60.0, 120.0, 170.0, 220.0, 270.0, 320.0, 370.0, 420.0, 470.0, 520.0]
    heads = [
        within("单位名称", 0, 1, 116, edges),
        within("出国费", 1, 3, 108, edges),
        within("接待费", 7, 9, 108, edges),
    ]
    heads += [within("公务用车购置及运行", 3, 7, 100, edges), within("小计", 3, 5, 116, edges)]
    heads += [within("其中：购置", 5, 6, 116, edges), within("运行", 6, 7, 116, edges)]
    lowest = ["预算数", "决算数", "预算数", "决算数", "决算数", "决算数", "预算数", "决算数"]
    heads += [within(t, c, c + 1, 132, edges) for c, t in enumerate(lowest, 1)]
    rows = [["监察队", *("12.50", "9.30", "6.10", "3.05", "1.28", "1.77", "5.20", "4.04")], ["测报站", *["3.15"] * 8]]
    figures = [within(t, c, c + 1, 150 + 18 * r, edges) for r, row in enumerate(rows) for c, t in enumerate(row)]
    (grid,) = grids(page([*heads, *figures], [across(92, 60, 520), across(146, 60, 520), across(182, 60, 520)]))
    assert grid.texts() == [
        ["单位名称", "出国费", None, "公务用车购置及运行", None, None, None, "接待费", None],
        [None, None, None, "小计", None, "其中：购置", "运行", None, None],
        [None, *lowest],
        *rows,
    ]


def test_mean_in_the_middle_of_two_columns() -> None:
    heads = [within(t, c, c + 1, 100) for c, t in enumerate(["序号", "单位名称", "满意", "一般", "不满意", "满意率"])]
    mean = [within("平均", 0, 2, 190), *(within("9,120.00", c, c + 1, 190) for c in range(2, 6))]
    (grid,) = grids(page([run("各项如下：", 60, 60), *heads, *body(120), *mean]))
    assert grid.texts()[-1] == ["平均", None, *["9,120.00"] * 4]
