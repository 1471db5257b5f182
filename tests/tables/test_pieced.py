"""Forms with rulings above and below their cells alone: each piece of a ruling is the edge of one cell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.model.geometry import Page, Ruling
from extractor.model.layout import Grid

from tests.tables.drawn import SIZE, across, down, grids, page, run

# Left and right end of each cell, row by row, and what is printed in its middle; the spine stands over three rows.
Row = list[tuple[float, float, str]]
FORM: list[Row] = [
    [(50, 170, "项目名称"), (170, 530, "渠道衬砌")],
    [(50, 170, "主管部门"), (170, 290, "水利站"), (290, 410, "实施单位"), (410, 530, "灌区所")],
    [(110, 230, "三级指标"), (230, 350, "指标值"), (350, 440, "分值"), (440, 530, "得分")],
    [(110, 230, "衬砌长度"), (230, 350, "12公里"), (350, 440, "50"), (440, 530, "48.5")],
    [(110, 230, "合格率"), (230, 350, "100%"), (350, 440, "50"), (440, 530, "50")],
    [(50, 350, "总分"), (350, 440, "100"), (440, 530, "98.5")],
]
SPINE = (50.0, 110.0, "指标")
TOP, HEIGHT = 100.0, 20.0


def drawn(rows: list[Row], *, by_column: bool = False, frame: bool = True) -> Page:
    """The form; ``by_column``: all rulings are drawn column by column, without regard to merged cells."""
    columns = sorted({x for row in rows for left, right, _ in row for x in (left, right)} | {110.0})
    pieces: set[Ruling] = set()
    runs = []
    for number, row in enumerate(rows):
        cells = [*row, *([SPINE] if number == 2 else [])]
        for left, right, words in cells:
            upper = TOP + number * HEIGHT
            lower = upper + HEIGHT * (3 if (left, right, words) == SPINE else 1)
            ends = [x for x in columns if left <= x <= right] if by_column else [left, right]
            pieces |= {across(at, a, b) for at in (upper, lower) for a, b in pairwise(ends)}
            width = sum(SIZE * (0.5 if letter.isascii() else 1.0) for letter in words)
            runs.append(run(words, (left + right - width) / 2, (upper + lower - SIZE) / 2))
    if not frame:
        pieces = {piece for piece in pieces if TOP < piece.at < TOP + len(rows) * HEIGHT}
    return page(runs, pieces)


def expected(grid: Grid) -> list[list[str]]:
    """What is printed in each row of a grid, without what merged cells cover."""
    return [[words for words in row if words is not None] for row in grid.texts()]


def printed(rows: list[Row]) -> list[list[str]]:
    texts = [[words for _, _, words in row] for row in rows]
    texts[2].insert(0, SPINE[2])
    return texts


def test_a_form_whose_rows_part_its_width_anew() -> None:
    (grid,) = grids(drawn(FORM))
    assert expected(grid) == printed(FORM)
    spine = grid.at(3, 0)
    assert spine is not None
    assert (spine.row, spine.rowspan) == (2, 3)


def test_text_in_the_middle_of_merged_cells_where_rulings_are_drawn_column_by_column() -> None:
    (grid,) = grids(drawn(FORM, by_column=True))
    assert expected(grid) == printed(FORM)


def test_a_banner_in_the_middle_of_a_form_parts_it_not() -> None:
    banner: Row = [(50, 530, "项目支出绩效指标表")]
    rows: list[Row] = [*FORM[:2], *FORM[2:5], banner, FORM[5]]
    (grid,) = grids(drawn(rows))
    assert expected(grid) == printed(rows)


def test_the_first_and_the_last_row_may_have_no_ruling_outside() -> None:
    (grid,) = grids(drawn(FORM, frame=False))
    assert expected(grid) == printed(FORM)


def test_rulings_between_groups_of_rows_are_no_edges_of_cells() -> None:
    """Two values below each other between two rulings: the pieces tell columns, but not rows."""
    rows: list[Row] = [[(50, 170, "片区"), (170, 350, "预算数"), (350, 530, "支出数")]]
    pieces = [across(at, a, b) for at in (100, 120, 180, 240, 300) for a, b in ((50, 170), (170, 350), (350, 530))]
    runs = [run(words, left + 20, 105) for left, _, words in rows[0]]
    body = [["东片区", "10.00", "9.00"], ["", "20.00", "18.00"], ["", "30.00", "27.00"]] * 3
    for number, row in enumerate(body):
        runs += [run(words, x, 125 + 20 * number) for words, x in zip(row, (70, 200, 380), strict=True) if words]
    (grid,) = grids(page(runs, pieces))
    assert [row[1] for row in grid.texts()] == ["预算数", *["10.00", "20.00", "30.00"] * 3]


def test_rulings_under_every_row_and_under_the_head_of_a_group() -> None:
    """No frame: above the first ruling, which stands under the group alone, are the group and the heads beside it."""
    edges = [50, 170, 260, 350, 440, 530]
    pieces = {across(at, a, b) for at in (140.0, 160.0, 180.0, 200.0) for a, b in pairwise(edges)}
    pieces |= {across(120.0, 170, 350), across(120.0, 170, 260), across(120.0, 260, 350)}
    runs = [run("下达资金", 240, 105), run("中央", 205, 125), run("自治区", 290, 125)]
    runs += [run(words, left, 115) for words, left in (("县市", 100), ("支出", 385), ("结余", 475))]
    for row, top in enumerate((145, 165, 185, 205)):
        runs += [
            run(words, left + 35, top)
            for words, left in zip((f"甲{row}", "1.1", "2.2", "3.3", "4.4"), edges, strict=False)
        ]
    (grid,) = grids(page(runs, pieces))
    assert grid.texts()[:3] == [
        ["县市", "下达资金", None, "支出", "结余"],
        [None, "中央", "自治区", None, None],
        ["甲0", "1.1", "2.2", "3.3", "4.4"],
    ]


def test_a_head_that_wraps_right_above_the_first_ruling() -> None:
    """序 and 号 stand above and below the other heads; the caption above them stays outside."""
    edges = [50, 80, 170, 350, 440, 530]
    pieces = {across(at, a, b) for at in (130.0, 150.0, 170.0, 190.0, 210.0) for a, b in pairwise(edges)}
    runs = [run("表1 支出情况", 250, 80), run("序", 60, 106), run("号", 60, 118)]
    heads = [run(words, left + 30, 112) for words, left in zip(["镇", "项目", "预算", "支出"], edges[1:], strict=False)]
    for row, top in enumerate((135, 155, 175, 195)):
        runs += [
            run(words, left + 8, top)
            for words, left in zip((str(row), "甲镇", "路", "3.3", "4.4"), edges, strict=False)
        ]
    (grid,) = grids(page(runs + heads, pieces))
    assert grid.texts()[:2] == [["序号", "镇", "项目", "预算", "支出"], ["0", "甲镇", "路", "3.3", "4.4"]]


def test_an_upper_ruling_in_one_piece_merges_no_heads() -> None:
    heads: Row = [(50, 170, "序号"), (170, 290, "单位"), (290, 410, "预算数"), (410, 530, "支出数")]
    rows = [heads] + [
        [(50, 170, str(n)), (170, 290, "水利站"), (290, 410, f"{n}5.00"), (410, 530, f"{n}2.50")] for n in range(1, 6)
    ]
    columns = (50, 170, 290, 410, 530)
    pieces = [across(TOP + HEIGHT * n, a, b) for n in range(1, 7) for a, b in pairwise(columns)]
    runs = [
        run(words, (left + right) / 2 - 5 * len(words) / 2, TOP + HEIGHT * number + 5)
        for number, row in enumerate(rows)
        for left, right, words in row
    ]
    (grid,) = grids(page(runs, [across(TOP, 50, 530), *pieces]))
    assert grid.texts() == [[words for _, _, words in row] for row in rows]


def test_a_level_merged_over_most_of_a_page_and_the_rows_that_its_ends_cut() -> None:
    """Rulings below each cell alone: the first level has one on the page, the cut rows at its ends have none."""
    edges = [50.0, 120.0, 300.0, 380.0, 530.0]
    rules = [across(at, a, b) for at in (100, 120, 140, 180, 200, 220) for a, b in pairwise(edges[1:4])]
    rules += [across(160, a, b) for a, b in pairwise(edges)]
    words = [(125.0, 87.0, "水渠"), (55.0, 164.0, "乡道"), (385.0, 164.0, "按进度付款"), (305.0, 224.0, "9.00")]
    for number, top in enumerate((100, 120, 140, 160, 180, 200)):
        words += [(125.0, top + 4.0, f"第{number}段"), (305.0, top + 4.0, f"{number + 1}.50")]
    (grid,) = grids(page([run(text, x, y) for x, y, text in words], rules))
    texts = [[text or "" for text in row] for row in grid.texts()]
    assert [row[1:3] for row in texts] == [
        ["水渠", ""], *([f"第{n}段", f"{n + 1}.50"] for n in range(6)), ["", "9.00"],
    ]  # fmt: skip
    assert [row[0] for row in texts] == ["", "", "", "", "乡道", "", "", ""]
    assert texts[4][3] == "按进度付款"


def test_one_row_of_a_page_within_a_frame_without_upright_rulings_inside() -> None:
    """Rulings above and below each cell of a row as high as its longest text; its level stands before the page."""
    edges = [50.0, 110.0, 240.0, 310.0, 380.0, 530.0]
    rules = [across(at, a, b) for at in (100.0, 180.0) for a, b in pairwise(edges[1:])]
    told = ["新建蓄水池两座", "铺设管网五公里", "更换水表"]
    words = [(115.0, 105.0 + 18 * n, text) for n, text in enumerate(told)]
    words += [(245.0, 123.0, "90.00"), (315.0, 123.0, "86.40"), (385.0, 123.0, "按进度付款")]
    frame = [down(50, 100, 180), down(530, 100, 180)]
    (grid,) = grids(page([run(text, x, y) for x, y, text in words], rules, frame))
    assert [[text or "" for text in row] for row in grid.texts()] == [
        ["", "新建蓄水池两座铺设管网五公里更换水表", "90.00", "86.40", "按进度付款"]
    ]


def test_prose_between_two_tables_whose_columns_differ_is_no_row() -> None:
    tables = (
        (100, [50, 200, 300, 400], [("河道", "甲公司", "1.20"), ("泵站", "乙公司", "3.40"), ("合计", "", "4.60")]),
        (260, [50, 120, 340, 400], [("1", "护岸工程", "5.60"), ("2", "踏步改造", "7.80"), ("3", "标尺", "0.90")]),
    )
    runs, pieces = [], []
    for top, edges, rows in tables:
        for number, row in enumerate(rows):
            runs += [
                run(words, x + 4, top + 4 + HEIGHT * number) for words, x in zip(row, edges, strict=False) if words
            ]
        for number in range(len(rows) + 1):
            pieces += [across(top + HEIGHT * number, a, b) for a, b in pairwise(edges)]
    runs += [run("资金用于两处河道与泵站的维修，其余各项已经按期完成。", 50, 190), run("各合同明细如下：", 70, 215)]
    assert [expected(grid) for grid in grids(page(runs, pieces))] == [[list(r) for r in rows] for *_, rows in tables]


@pytest.mark.parametrize("first", [200, 320])
def test_a_sentence_and_a_caption_between_two_tables_with_a_column_alike_are_no_row(first: int) -> None:
    """Rulings below each row alone: between the last of one table and the first of the next stand text and heads, the
    text over the ``first`` column's edge or left of it."""
    tables = (
        (100, [50, first, 410, 520], [("项目", "预算", "支出"), ("河道", "1.20", "1.10"), ("泵站", "3.40", "3.30")]),
        (240, [50, first, 450, 520], [("单位", "编制", "经费"), ("水利站", "12", "5.60"), ("灌区所", "8", "7.80")]),
    )
    runs, pieces = [], []
    for top, edges, rows in tables:
        for number, row in enumerate(rows):
            at = top + HEIGHT * number
            runs += [run(words, x + 4, at + 4) for words, x in zip(row, edges, strict=False)]
            pieces += [across(at + HEIGHT, a, b) for a, b in pairwise(edges)]
    runs += [run("以上各项资金已经全部拨付到位，评价组作了核对。", 50, 172), run("人员经费情况表", first + 6, 196)]
    assert [expected(grid) for grid in grids(page(runs, pieces))] == [[list(r) for r in rows] for *_, rows in tables]


def test_text_between_tables_with_rulings_over_their_whole_width_is_no_row() -> None:
    tables = (
        (100, [50, 200, 330], [("项目", "预算", "支出"), ("河道", "1.20", "1.10"), ("泵站", "3.40", "3.30")]),
        (260, [50, 150, 330], [("单位", "编制", "经费"), ("水利站", "12", "5.60"), ("灌区所", "8", "7.80")]),
    )
    runs, rules = [], []
    for top, starts, rows in tables:
        for number, row in enumerate(rows):
            at = top + HEIGHT * number
            runs += [run(words, x + 4, at + 4) for words, x in zip(row, starts, strict=True)]
            rules.append(across(at + HEIGHT, 50, 470))
    runs += [run("以上各项资金已经全部拨付到位，评价组作了核对。", 50, 180), run("有关情况见下表。", 50, 204)]
    runs.append(run("各单位人员经费情况表", 210, 228))
    assert [expected(grid) for grid in grids(page(runs, rules))] == [[list(r) for r in rows] for *_, rows in tables]


def test_the_first_lines_of_a_row_that_the_page_end_cuts_stand_far_below_the_last_ruling() -> None:
    """Its texts are in the middle of its height, most of which is on the next page; a signature is no row."""
    edges, heights = [50.0, 140.0, 330.0, 450.0, 530.0], [700.0, 720.0, 740.0, 760.0, 780.0]
    rows = [["指标", "说明", "分值", "得分"], ["产出", "改造十二处", "20", "20"], ["质量", "验收合格", "15", "14.5"]]
    rules = [across(y, a, b) for y in heights[:2] for a, b in pairwise(edges)]
    rules += [across(y, a, b) for y in heights[2:] for a, b in pairwise(edges[1:])]
    rules += [across(heights[-1], 50, 140), across(heights[2], 50, 140)]
    texts = [*rows, ["", "按期完工", "10", "9"]]
    runs = [
        run(words, x + 4, heights[r] + 5) for r, row in enumerate(texts) for words, x in zip(row, edges, strict=False)
    ]
    cut = ["成本", "控制有效", "10", "8"]
    last = [run(words, x + 4, 800) for words, x in zip(cut, edges, strict=False)]
    (grid,) = grids(page([one for one in [*runs, *last] if one.text], rules))
    assert grid.texts()[-1] == cut
    signed = [run(words, x, 800) for words, x in (("填表人：张三", 60), ("审核：李四", 250), ("日期：8月1日", 400))]
    (grid,) = grids(page([one for one in [*runs, *signed] if one.text], rules))
    assert grid.n_rows == len(texts)


@pytest.mark.parametrize("side", [1, -1])
def test_rulings_on_one_side_of_each_cell_alone(side: int) -> None:
    """Programs that know a lower border alone draw none for the cell below: a wide piece above narrow cells, and a
    blank one among these, is no merged cell."""
    form: list[Row] = [
        [(50, 110, "主管部门"), (110, 290, "水利站"), (290, 530, "灌区所")],
        [(110, 200, ""), (200, 290, "年初预算数"), (290, 410, "全年预算数"), (410, 470, "分值"), (470, 530, "得分")],
        [(110, 200, "资金总额"), (200, 290, "120.50"), (290, 410, "118.20"), (410, 470, "10"), (470, 530, "9.5")],
        [(110, 200, "财政拨款"), (200, 290, "100.50"), (290, 410, "98.20"), (410, 470, "-"), (470, 530, "-")],
        [(50, 110, "总体目标"), (110, 290, "完成衬砌"), (290, 530, "已完成")],
        [(50, 410, "总分"), (410, 470, "100"), (470, 530, "98.5")],
    ]
    spine = (50.0, 110.0, "项目资金")
    pieces: set[Ruling] = set()
    runs = []
    for number, row in enumerate(form):
        for left, right, words in [*row, *([spine] if number == 1 else [])]:
            upper = TOP + number * HEIGHT
            lower = upper + HEIGHT * (3 if words == spine[2] else 1)
            pieces.add(across(lower if side > 0 else upper, left, right))
            width = sum(SIZE * (0.5 if letter.isascii() else 1.0) for letter in words)
            runs += [run(words, (left + right - width) / 2, (upper + lower - SIZE) / 2)] if words else []
    (grid,) = grids(page(runs, pieces))
    texts = [[words for _, _, words in row] for row in form]
    texts[1].insert(0, spine[2])
    assert expected(grid) == texts


def test_short_values_of_labels_in_the_middle_of_merged_cells_drawn_column_by_column() -> None:
    """No text runs over a column's edge: the labels alone tell that what is blank beside their values is theirs."""
    form: list[Row] = [
        [(50, 110, "项目名称"), (110, 500, "泵站检修")],
        [(50, 110, "主管部门"), (110, 290, "水利站"), (290, 350, "单位"), (350, 500, "灌区所")],
        [(50, 110, "一级"), (110, 170, "二级"), (170, 290, "三级指标"), (290, 350, "目标值"), (350, 410, "分值"),
         (410, 500, "得分")],
        [(50, 110, "产出"), (110, 170, "数量"), (170, 290, "检修次数"), (290, 350, "12次"), (350, 410, "50"),
         (410, 500, "48")],
        [(50, 110, "效益"), (110, 170, "社会"), (170, 290, "完好率"), (290, 350, "98%"), (350, 410, "50"),
         (410, 500, "50")],
    ]  # fmt: skip
    whole = drawn(form, by_column=True)
    (grid,) = grids(page((one for one in whole.runs if one.text != SPINE[2]), whole.rulings.horizontal))
    spans = {cell.passage.text: (cell.column, cell.colspan) for cell in grid.cells}
    assert (spans["泵站检修"], spans["水利站"], spans["灌区所"]) == ((1, 5), (1, 2), (4, 2))
    assert [spans[words] for words in ("检修次数", "12次", "48")] == [(2, 1), (3, 1), (5, 1)]


def test_heads_above_one_rule_over_all_columns_where_the_rows_have_one_below_each_cell() -> None:
    """Merged levels have none below; a sentence that hangs over its cell beside others is no text between tables."""
    edges = [50.0, 110.0, 250.0, 420.0, 480.0]
    rules = [across(at, 50, 480) for at in (100.0, 120.0)]
    words = [(x + 4, 104.0, text) for x, text in zip(edges, ["一级指标", "三级指标", "评价情况", "得分"], strict=False)]
    for number in range(6):
        top = 120.0 + 50 * number
        first = 0 if number % 3 == 2 else 1
        rules += [across(top + 50, a, b) for a, b in pairwise(edges[first:])]
        words += [(114.0, top + 19, f"指标{'甲乙丙丁戊己'[number]}"), (424.0, top + 19, f"{number + 1}.5")]
        words += [
            (254.0, top + 12, "抽查三十六份凭证，附件齐全完整"),
            (254.0, top + 26, "程序规范，另有四份未签日期不扣分。"),
        ]
    words += [(54.0, 189.0, "决策"), (54.0, 339.0, "过程")]
    rules.append(across(420, 50, 480))
    (grid,) = grids(page([run(text, x, y) for x, y, text in words], rules))
    texts = [[text or "" for text in row] for row in grid.texts()]
    assert texts[0] == ["一级指标", "三级指标", "评价情况", "得分"]
    assert [row[1::2] for row in texts[1:]] == [[f"指标{n}", f"{k}.5"] for k, n in enumerate("甲乙丙丁戊己", 1)]
    assert [row[0] for row in texts[1:]] == ["决策", "", "", "过程", "", ""]


def test_who_fills_it_in_right_above_the_first_ruling_is_no_row() -> None:
    """The number of the form, who fills it in and the unit, set apart over the columns."""
    above = [run("公开03表", 50, 86), run("部门：乐水县水利局", 180, 86), run("金额单位：万元", 400, 86)]
    rows: list[Row] = [
        [(50, 170, "科目名称"), (170, 290, "支出合计"), (290, 410, "基本支出"), (410, 530, "项目支出")],
        [(50, 170, "小学教育"), (170, 290, "96.40"), (290, 410, "60.10"), (410, 530, "36.30")],
        [(50, 170, "防汛"), (170, 290, "20.50"), (290, 410, "8.00"), (410, 530, "12.50")],
    ]
    pieces = [across(TOP + 20 * level, left, right) for level in range(4) for left, right, _ in rows[0]]
    runs = [run(t, a + 8, TOP + 20 * n + 5) for n, row in enumerate(rows) for a, _, t in row]
    (grid,) = grids(page([*above, *runs], pieces))
    assert grid.texts() == [[text for *_, text in row] for row in rows]
