"""Tables ruled in part: boxed heads over rows without rulings, columns whose row rulings are left out."""

from __future__ import annotations

from itertools import pairwise

from extractor.model.geometry import Run

from tests.tables.drawn import across, down, filled, grids, lattice, page, run

COLUMNS = (50.0, 90.0, 300.0, 400.0, 500.0)
HEADS = ("序号", "项目名称", "预算数", "支出数")
ROWS = (("1", "通村道路硬化", "120.00", "118.50"), ("2", "危桥改造", "80.00", ""), ("3", "安防工程", "45.50", "45.50"))


def test_only_the_heads_are_boxed() -> None:
    horizontal, vertical = lattice(COLUMNS, (100.0, 120.0))
    printed = [(HEADS, 105), *((row, 125 + 18 * place) for place, row in enumerate(ROWS))]
    runs = [run(words, COLUMNS[c] + 5, y) for texts, y in printed for c, words in enumerate(texts) if words] + [
        run("以上数据由项目单位提供，评价组进行了抽样核对。", 60, 125 + 18 * 3)
    ]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts() == [list(HEADS), *map(list, ROWS)]
    assert grid.header_rows == 1


def test_text_below_a_whole_grid_is_not_taken_in() -> None:
    below = [run(f"（{n}）整改情况已报主管部门备案", 60, 165 + 18 * n) for n in range(3)]
    (grid,) = grids(filled([list(HEADS), list(ROWS[0])], COLUMNS, 100.0, extra=below))
    assert grid.texts() == [list(HEADS), list(ROWS[0])]


def test_values_in_a_column_without_rulings_between_its_rows() -> None:
    """Every other column is ruled by a table style, so that the first seems to be one cell."""
    edges = [100.0 + 20 * row for row in range(5)]
    horizontal = [across(y, 90, 500) for y in edges[1:-1]] + [across(y, 50, 500) for y in (edges[0], edges[-1])]
    vertical = [down(x, edges[0], edges[-1]) for x in COLUMNS]
    texts = [HEADS, *ROWS]
    runs = [
        run(words, COLUMNS[c] + 5, edges[r] + 5) for r, row in enumerate(texts) for c, words in enumerate(row) if words
    ]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts() == [list(HEADS), *map(list, ROWS)]


def test_a_figure_broken_over_a_row_edge_beside_its_merged_cell_stays_whole() -> None:
    """23.82 in a cell over six rows that is too narrow for it; its halves stand in two of them."""
    columns = (50.0, 90.0, 300.0, 328.0)
    edges = [100.0 + 20 * row for row in range(8)]
    horizontal = [across(y, 50, 300) for y in edges] + [across(y, 300, 328) for y in (*edges[:2], edges[-1])]
    vertical = [down(x, edges[0], edges[-1]) for x in columns]
    names = [
        ("1", "协同办公"),
        ("2", "应用支撑"),
        ("3", "政务信息"),
        ("4", "公文传输"),
        ("5", "邮件系统"),
        ("6", "电子政务"),
    ]
    texts = [("序号", "项目名称", "支付"), *names]
    runs = [run(words, columns[c] + 5, edges[r] + 5) for r, row in enumerate(texts) for c, words in enumerate(row)]
    broken = [run("23.8", 304, 168.5), run("2", 312, 180.5)]
    (grid,) = grids(page(runs + broken, horizontal, vertical))
    assert [row[2] for row in grid.texts()] == ["支付", "23.82", None, None, None, None, None]
    # each in the middle of its row: two figures of a column without rulings
    apart = [run("23.8", 304, 165), run("2", 312, 185)]
    (grid,) = grids(page(runs + apart, horizontal, vertical))
    assert [row[2] for row in grid.texts()] == ["支付", "", None, "23.8", "2", "", ""]


def test_a_name_of_several_lines_stays_merged() -> None:
    edges = [100.0 + 20 * row for row in range(5)]
    horizontal = [across(y, 90, 500) for y in edges[2:-1]] + [
        across(y, 50, 500) for y in (edges[0], edges[1], edges[-1])
    ]
    vertical = [down(x, edges[0], edges[-1]) for x in COLUMNS]
    runs = [
        run(words, COLUMNS[c] + 5, edges[r] + 5)
        for r, row in enumerate([HEADS, *ROWS])
        for c, words in enumerate(row)
        if words and (c or not r)
    ]
    runs += [run(words, 52, 135 + 12 * place) for place, words in enumerate(("产出指", "标数量", "指标"))]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert [row[0] for row in grid.texts()] == ["序号", "产出指标数量指标", None, None]


def test_names_of_groups_of_rows_in_the_middle_of_the_table() -> None:
    columns = (60.0, 250.0, 350.0, 450.0)
    texts = [
        ("项目", "预算数", "支出数", "结余数"),
        "一、民生类",
        ("通村道路硬化", "120.00", "118.50", "1.50"),
        ("危桥改造", "80.00", "76.20", "3.80"),
        "二、产业类",
        ("茶园改造", "45.50", "45.50", "0.00"),
        ("冷库建设", "30.00", "28.00", "2.00"),
    ]
    runs = []
    for row, words in enumerate(texts):
        places = [(270.0, words)] if isinstance(words, str) else zip(columns, words, strict=True)
        runs += [run(text, x, 100 + 18 * row) for x, text in places]
    (grid,) = grids(page(runs))
    assert grid.texts() == [[row, None, None, None] if isinstance(row, str) else list(row) for row in texts]


def test_values_broken_at_the_bottom_of_tall_rows() -> None:
    """Texts stand at the bottom of their rows; 1,429.47 of a narrow column begins where the row above ends."""
    heads = (("序号", 50), ("单位", 90), ("拨付数", 175), ("支付数", 225), ("调整数", 275), ("主要内容", 330))
    runs = [run(words, x, 200) for words, x in heads]
    columns = {
        55.0: {248: "1", 345: "2", 377: "3", 410: "4"},
        80.0: {248: "东湖小学", 345: "西岭水务站", 377: "北坡林业站", 394: "南岸农业技", 410: "术站"},
        175.0: {232: "1,079.6", 248: "3", 361: "2,003.4", 377: "7", 410: "280.87"},
        225.0: {345: "530.31", 361: "2,965.5", 377: "0", 394: "1,429.4", 410: "7"},
        275.0: {248: "2,182.62", 345: "863.13", 377: "77.67", 410: "3,908.15"},
        330.0: {216 + 16 * place: "改造教室十二间更换门窗" for place in range(9)},
    }
    runs += [run(words, x, y) for x, texts in columns.items() for y, words in texts.items()]
    (grid,) = grids(page(runs))
    assert [row[2] for row in grid.texts()] == ["拨付数", "1,079.63", "", "2,003.47", "280.87"]
    assert [row[3] for row in grid.texts()] == ["支付数", "", "530.31", "2,965.50", "1,429.47"]


def test_amounts_cut_before_their_last_digit() -> None:
    """No separator tells that 1400.6 over 5 is one amount, but no lone digit and no single decimal stands elsewhere."""
    heads = (("序号", 60), ("地点", 100), ("预算数", 200), ("支出数", 260))
    runs = [run(words, x, 100) for words, x in heads]
    for row, (whole, cut) in enumerate((("1400.65", "4647.58"), ("987.86", "5067.49"), ("2633.04", "951.20"))):
        top = 125.0 + 30 * row
        runs += [run(str(row + 1), 62, top + 7), run("东湖镇", 100, top + 7)]
        for x, amount in ((200.0, whole), (260.0, cut)):
            lines = [amount[:-1], amount[-1]] if len(amount) > 6 else [amount]
            runs += [run(part, x, top + 14 * place + 7 * (len(lines) == 1)) for place, part in enumerate(lines)]
    (grid,) = grids(page(runs))
    assert [row[2:] for row in grid.texts()][1:] == [
        ["1400.65", "4647.58"],
        ["987.86", "5067.49"],
        ["2633.04", "951.20"],
    ]


def test_rows_without_upright_rulings_between_ruled_ones() -> None:
    """Every other row is ruled by a table style; the rows between seem to be one cell each."""
    edges = [100.0 + 20 * row for row in range(5)]
    horizontal = [across(y, 50, 500) for y in edges]
    vertical = [down(50, edges[0], edges[-1]), down(500, edges[0], edges[-1])]
    vertical += [down(x, edges[row], edges[row + 1]) for x in COLUMNS[1:-1] for row in (1, 3)]
    texts = [HEADS, *ROWS]
    runs = [
        run(words, COLUMNS[c] + 5, edges[r] + 5) for r, row in enumerate(texts) for c, words in enumerate(row) if words
    ]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts() == [list(HEADS), *map(list, ROWS)]


def test_a_name_over_all_columns_stays_one_cell() -> None:
    edges = [100.0 + 20 * row for row in range(4)]
    horizontal = [across(y, 50, 500) for y in edges]
    vertical = [down(50, edges[0], edges[-1]), down(500, edges[0], edges[-1])]
    vertical += [down(x, edges[row], edges[row + 1]) for x in COLUMNS[1:-1] for row in (0, 2)]
    texts = [HEADS, ("", "一、基础设施类（含上年结转 2 项）", "", ""), ROWS[0]]
    runs = [
        run(words, COLUMNS[c] + 5, edges[r] + 5) for r, row in enumerate(texts) for c, words in enumerate(row) if words
    ]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts()[1][1:] == [None, None, None]


def test_headings_and_sentences_below_boxed_heads_and_their_rows_are_text() -> None:
    wide = (50.0, 250.0, 380.0, 500.0)
    horizontal, vertical = lattice(wide, (100.0, 120.0))
    rows = [("项目名称", "改造户数", "已付金额"), ("水利站", "97579", "564.30"), ("高岭村", "50636", "245.90")]
    runs = [run(words, wide[c] + 5, 105 + 20 * n) for n, row in enumerate(rows) for c, words in enumerate(row)]
    below = ["二、项目产出情况", "该部分按标准评分，扣分原因主要是进度滞后。", "有关情况见下表。"]
    runs += [run(words, 70, 168 + 16 * n) for n, words in enumerate(below)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts() == [list(row) for row in rows]


def test_the_first_row_of_a_form_that_is_ruled_below_its_rows_alone() -> None:
    rows = [
        ("评价对象", "防汛抗旱应急资金"),
        ("项目实施单位", "水利站、交通所"),
        ("委托方", "县财政局"),
        ("评价机构", "衡砚咨询有限公司"),
    ]
    runs = [run(words, x, 105 + 20 * n) for n, row in enumerate(rows) for words, x in zip(row, (63, 263), strict=True)]
    rulings = [across(120 + 20 * n, 60, 520) for n in range(len(rows))]
    (grid,) = grids(page(runs, rulings))
    assert [tuple(row) for row in grid.texts()] == rows


def test_text_above_rows_that_are_ruled_below_alone_is_no_row() -> None:
    rows = [
        ("项目实施单位", "水利站、交通所"),
        ("委托方", "县财政局"),
        ("评价机构", "衡砚咨询有限公司"),
        ("日期", "五月"),
    ]
    runs = [run(words, x, 125 + 20 * n) for n, row in enumerate(rows) for words, x in zip(row, (63, 263), strict=True)]
    above = [run("基本情况", 80, 105), run("见下表", 240, 105)]
    rulings = [across(120 + 20 * n, 60, 520) for n in range(len(rows) + 1)]
    (grid,) = grids(page([*above, *runs], rulings))
    assert [tuple(row) for row in grid.texts()] == rows


def test_rulings_between_the_rows_below_boxed_heads_part_them() -> None:
    """Names broken over several lines stand at the top of their rows, as the values do."""
    horizontal, vertical = lattice(COLUMNS, (100.0, 120.0))
    horizontal += [across(at, COLUMNS[0], COLUMNS[-1]) for at in (161.5, 200.5)]
    runs = [run(words, COLUMNS[c] + 5, 105) for c, words in enumerate(HEADS)]
    for top, (serial, *rest) in ((124, ("1", "水", "120.00", "118.50")), (163, ("2", "福", "80.00", "76.20"))):
        runs += [run(words, COLUMNS[c] + 5, top) for c, words in enumerate((serial, *rest))]
        runs += [run(letter, COLUMNS[1] + 5, top + 13 * n) for n, letter in enumerate("利站", 1)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert [row[1:3] for row in grid.texts()] == [list(HEADS[1:3]), ["水利站", "120.00"], ["福利站", "80.00"]]


def test_one_row_below_boxed_heads_at_the_end_of_a_page() -> None:
    horizontal, vertical = lattice(COLUMNS, (740.0, 760.0))
    runs = [run(words, COLUMNS[c] + 5, y) for y, row in ((745, HEADS), (765, ROWS[0])) for c, words in enumerate(row)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts() == [list(HEADS), list(ROWS[0])]


def _with_cut_amounts(upper: str, lower: str, beside: str, x: float) -> list[Run]:
    """Rows of two lines each, the amount of the second cut; ``x`` is where the amounts begin."""
    heads = (("序号", 60), ("地点", 100), ("预算数", x), ("支出数", 320))
    runs = [run(words, place, 100) for words, place in heads]
    amounts = [(beside, ""), (upper, lower), ("863.1", "")]
    for row, ((above, below), name) in enumerate(zip(amounts, ("东湖镇", "西岭镇", "北坡镇"), strict=True)):
        top = 125.0 + 30 * row
        runs += [run(words, place, top + 7) for words, place in ((str(row + 1), 62), (name, 100), ("77.6125", 320))]
        runs += [run(words, x, top + 14 * line + 7 * (not below)) for line, words in enumerate((above, below)) if words]
    return runs


def test_amounts_of_four_decimals_cut_anywhere() -> None:
    """2,164.15 over 48 is one amount where it is the widest text of its column and others have four decimals."""
    (grid,) = grids(page(_with_cut_amounts("2,164.15", "48", "1.5000", 200)))
    assert [row[2] for row in grid.texts()] == ["预算数", "1.5000", "2,164.1548", "863.1"]
    (grid,) = grids(page(_with_cut_amounts("64.15", "48", "31,571.5000", 200)))
    assert "64.1548" not in [row[2] for row in grid.texts()]


def test_decimals_may_be_a_count_where_no_amount_has_as_many() -> None:
    runs = [r for r in _with_cut_amounts("2,164.15", "48", "1.50", 200) if r.text != "77.6125"]
    (grid,) = grids(page(runs))
    assert not any("2,164.1548" in (words or "") for row in grid.texts() for words in row)


def _upright(rows: list[list[str]], columns: list[float]) -> list[list[str | None]]:
    """The texts of a grid of heads and one place below them, in which ``rows`` stand below each other."""
    heights = [100.0, 120.0, 120.0 + 20 * (len(rows) - 1)]
    horizontal, vertical = lattice(columns, heights)
    runs = []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            width = sum(10 * (0.5 if letter.isascii() else 1.0) for letter in words)
            centre = (columns[column] + columns[column + 1] - width) / 2
            x = columns[column + 1] - 4 - width if number and words[:1].isdigit() else centre
            runs += [run(words, x, 105 + 20 * number)] if words else []
    (grid,) = grids(page(runs, horizontal, vertical))
    return grid.texts()


def test_two_rows_without_rulings_between_upright_ones() -> None:
    """A name stands beside each of two amounts: rows that no ruling parts. Lines of one text are none."""
    rows = [["项目名称", "拨付金额"], ["河道清淤", "9933.60"], ["敬老院", "1344.82"]]
    assert _upright(rows, [50, 250, 450]) == rows
    prose = [["项目名称", "说明"], ["河道清淤及岸", "已按合同约定"], ["线整治工程", "完成全部工程"]]
    assert len(_upright(prose, [50, 120, 190])) == 2


def test_figures_at_the_right_of_heads_in_the_middle_are_one_column() -> None:
    """A white stretch runs between head and figures from top to bottom, but no line has texts on either side of it."""
    rows = [
        ["名称", "分值", "完成投资"],
        ["垃圾清运", "6", "8678.75"],
        ["敬老院", "5", "156.70"],
        ["文化馆", "9", "77.60"],
    ]
    assert _upright(rows, [50, 150, 350, 450]) == rows


def test_heads_of_two_levels_above_rows_that_are_ruled_off() -> None:
    """No ruling parts 甲区 from 得分 below it; those below each row are drawn cell by cell."""
    edges = [50.0, 120.0, 180.0, 250.0, 320.0, 390.0, 460.0, 540.0]
    rows = [
        ["决策", "15", "13.5", "90.00%", "14", "93.33%", "91.67%"],
        ["过程", "25", "20.3", "81.20%", "22.1", "88.40%", "84.80%"],
        ["产出", "35", "31.6", "90.29%", "33", "94.29%", "92.29%"],
        ["效益", "25", "21.7", "86.80%", "23.5", "94.00%", "90.40%"],
    ]
    runs = [run(words, x + 8, 109) for x, words in ((50, "指标"), (120, "分值"), (460, "平均得分率"))]
    runs += [run("甲区", 240, 102), run("乙区", 380, 102)]
    runs += [run(words, x + 8, 118) for x, words in zip(edges[2:], ("得分", "得分率") * 2, strict=False)]
    runs += [
        run(words, x + 8, 138 + 18 * r) for r, row in enumerate(rows) for x, words in zip(edges, row, strict=False)
    ]
    rules = [across(98, 50, 540), across(133, 50, 540)]
    rules += [across(151 + 18 * r, a, b) for r in range(4) for a, b in pairwise(edges)]
    (grid,) = grids(page(runs, rules))
    assert grid.texts() == [
        ["指标", "分值", "甲区", None, "乙区", None, "平均得分率"],
        [None, None, "得分", "得分率", "得分", "得分率", None],
        *rows,
    ]
