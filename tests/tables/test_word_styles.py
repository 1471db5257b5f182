"""Tables in Word's list styles: heads shaded and not ruled, walls of every other row, merged cells without rulings."""

from __future__ import annotations

from itertools import pairwise

from extractor.model.geometry import Box, Run
from extractor.tables import find

from tests.tables.drawn import across, down, grids, page, run

EDGES = [50.0, 130.0, 210.0, 290.0, 370.0]
HEADS = ["县区", "下达", "支付", "结存"]
FIRST = ["甲县", "420.00", "398.60", "21.40"]
SECOND = ["乙县", "380.00", "361.00", "19.00"]


def row_of(words: list[str], y: float) -> list[Run]:
    return [run(text, EDGES[column] + 8, y) for column, text in enumerate(words) if text]


def shades(top: float, bottom: float) -> list[Box]:
    return [Box(left, top, right, bottom) for left, right in pairwise(EDGES)]


def test_shaded_heads_end_without_a_ruling() -> None:
    """The first ruling below the heads ends the first row."""
    flat = [across(y, 50, 370) for y in (100.0, 140.0, 160.0)]
    upright = [down(x, 100, 160) for x in (50.0, 370.0)] + [down(x, 140, 160) for x in EDGES[1:-1]]
    runs = [*row_of(HEADS, 105), *row_of(FIRST, 125), *row_of(SECOND, 145)]
    (grid,) = grids(page(runs, flat, upright, shades=shades(100, 120)))
    assert grid.texts() == [HEADS, FIRST, SECOND]


def test_shaded_heads_over_heads() -> None:
    flat = [across(y, 50, 370) for y in (100.0, 160.0, 180.0)]
    upright = [down(x, 100, 180) for x in (50.0, 370.0)] + [down(x, 160, 180) for x in EDGES[1:-1]]
    heads = [Box(50, 100, 130, 140), Box(130, 100, 370, 120), *shades(120, 140)[1:]]
    runs = [run("县区", 60, 115), run("资金情况", 230, 105), *row_of(["", *HEADS[1:]], 125)]
    runs += [*row_of(FIRST, 145), *row_of(SECOND, 165)]
    (grid,) = grids(page(runs, flat, upright, shades=heads))
    assert grid.texts() == [["县区", "资金情况", None, None], [None, *HEADS[1:]], FIRST, SECOND]


def test_a_shade_behind_words_parts_nothing() -> None:
    flat = [across(y, 50, 370) for y in (100.0, 140.0, 160.0)]
    upright = [down(x, 100, 160) for x in EDGES]
    runs = [*row_of(HEADS, 105), run("（万元）", EDGES[1] + 8, 125), *row_of(SECOND, 145)]
    (grid,) = grids(page(runs, flat, upright, shades=[Box(50, 100, 130, 120), Box(130, 100, 210, 120)]))
    assert grid.texts()[0] == ["县区", "下达（万元）", "支付", "结存"]


def test_walls_between_two_merged_cells_are_of_the_table() -> None:
    """县区 and 备注 are merged over two rows and drawn without sides, so that what lies between hangs on to nothing."""
    edges = [50.0, 100.0, 170.0, 240.0, 310.0, 380.0]
    rows = [100.0, 120.0, 140.0, 160.0]
    flat = [across(rows[0], 50, 380), across(rows[3], 50, 380)]
    flat += [across(y, start, end) for y in rows[1:3] for start, end in ((50, 100), (170, 310))]
    upright = [down(x, 100, 160) for x in (50.0, 380.0)]
    upright += [down(x, 120, 140) for x in edges[1:-1]]
    runs = [run(words, x + 4, 125) for words, x in zip(("1", "", "420.00", "21.40"), edges, strict=False) if words]
    (grid,) = grids(page(runs, flat, upright))
    assert [text for text in grid.texts()[1] if text] == ["1", "420.00", "21.40"]


def test_two_amounts_in_a_row_without_walls_are_two() -> None:
    flat = [across(y, 50, 370) for y in (100.0, 120.0, 140.0, 160.0, 180.0)]
    upright = [down(x, 100, 180) for x in (50.0, 370.0)] + [down(x, 100, 120) for x in EDGES[1:-1]]
    upright += [down(x, 140, 160) for x in EDGES[1:-1]] + [down(130, 160, 180)]
    runs = [*row_of(HEADS, 105), *row_of(FIRST, 125), *row_of(SECOND, 145)]
    runs += [run("小计", 58, 165), run("800.00", 138, 165), run("759.60", 218, 165)]
    (grid,) = grids(page(runs, flat, upright))
    assert grid.texts()[3] == ["小计", "800.00", "759.60", ""]


def test_the_rest_of_a_cell_below_the_heads_of_a_page_has_no_walls() -> None:
    """Its place is that of the column that it goes on in; a name over all columns stands in their middle."""
    rows = [100.0, 120.0, 140.0, 160.0, 180.0, 200.0]
    flat = [across(y, 50, 370) for y in rows]
    upright = [down(x, 100, 200) for x in (50.0, 370.0)] + [down(x, 160, 180) for x in EDGES[1:-1]]
    words = [*row_of(HEADS, 105), *row_of(FIRST, 145), *row_of(SECOND, 165), *row_of(FIRST, 185)]
    (grid,) = grids(page([*words, run("已结清。", 138, 125)], flat, upright))
    assert grid.texts()[1] == ["", "已结清。", "", ""]
    (grid,) = grids(page([*words, run("一、中央", 190, 125)], flat, upright))
    assert grid.texts()[1] == ["一、中央", None, None, None]


LEVELS = {"决策": (0, 2), "过程": (2, 5), "产出": (5, 6)}


def levels(off: float = 0.0) -> list[str | None]:
    """The first column of six rows, a ruling below each in all columns but that one."""
    rows = [100.0 + 20 * index for index in range(7)]
    flat = [across(y, 50, 290) for y in (rows[0], rows[-1])] + [across(y, 130, 290) for y in rows[1:-1]]
    upright = [down(x, rows[0], rows[-1]) for x in (50.0, 130.0, 210.0, 290.0)]
    runs = [run(f"指标{row}", 138, rows[row] + 5) for row in range(6)]
    runs += [run("4.5", 218, rows[row] + 5) for row in range(6)]
    runs += [run(name, 60, (rows[start] + rows[end]) / 2 - 5 + off) for name, (start, end) in LEVELS.items()]
    (grid,) = grids(page(runs, flat, upright))
    return [row[0] for row in grid.texts()]


def test_names_in_the_middle_of_their_rows_without_rulings_between() -> None:
    assert levels() == ["决策", None, "过程", None, None, "产出"]


def test_names_off_the_middle_of_any_rows_stay_in_one_cell() -> None:
    assert levels(5.0) == ["决策过程产出", None, None, None, None, None]


def test_a_name_across_the_end_of_a_page_and_of_the_next() -> None:
    """产出质量 is merged over rows, so that no ruling ends it where the page does."""
    edges, rows = [50.0, 110.0, 300.0, 400.0], [700.0, 720.0, 740.0, 760.0]
    flat = [across(y, 50, 400) for y in rows[:2]] + [across(y, 110, 400) for y in rows[2:]]
    upright = [down(x, 700, 765) for x in edges]
    runs = [run("镇", 60, 705), run("主体", 120, 705), run("金额", 310, 705), run("产出质量", 60, 756)]
    runs += [run("甲合作社", 120, 725), run("64.00", 310, 725), run("乙合作社", 120, 745), run("41.28", 310, 745)]
    above = page(runs, flat, upright)
    below = page(
        [
            run("（10分）", 60, 54),
            run("丙合作社", 120, 65),
            run("73.60", 310, 65),
            run("丁", 60, 85),
            run("5.00", 310, 85),
        ],
        [across(60, 110, 400), across(80, 50, 400), across(100, 50, 400)],
        [down(x, 55, 100) for x in edges],
        2,
    )
    (grid,) = grids(above, below)
    assert grid.texts()[1:4] == [
        ["产出质量（10分）", "甲合作社", "64.00"],
        [None, "乙合作社", "41.28"],
        [None, "丙合作社", "73.60"],
    ]


def test_a_unit_line_that_reaches_into_a_table_without_a_rule_above_stays_outside() -> None:
    flat = [across(120, 50, 370), across(140, 50, 370)]
    upright = [down(x, 100, 140) for x in EDGES]
    runs = [run("表2 支出情况", 180, 80), run("单位：万元", 300, 94), *row_of(HEADS, 106), *row_of(FIRST, 125)]
    pieces, rest = find(page(runs, flat, upright))
    assert [line.text for line in rest] == ["表2 支出情况", "单位：万元"]
    assert len(pieces) == 1


def test_the_last_of_several_names_is_cut_by_the_page_end() -> None:
    """效果 goes on on the next page, so that it stands in the middle of no rows of this one; nor do its points."""
    rows = [100.0 + 20 * index for index in range(7)]
    flat = [across(y, 50, 290) for y in (rows[0], rows[-1])] + [across(y, 130, 290) for y in rows[1:-1]]
    upright = [down(x, rows[0], rows[-1]) for x in (50.0, 90.0, 130.0, 210.0, 290.0)]
    runs = [run(f"指标{row}", 138, rows[row] + 5) for row in range(6)]
    runs += [run("4.5", 218, rows[row] + 5) for row in range(6)]
    for name, points, y in (("决策", "15", 115), ("过程", "35", 165), ("效果", "25", 202)):
        runs += [run(name, 55, y), run(points, 95, y)]
    (grid,) = grids(page(runs, flat, upright))
    assert [row[:2] for row in grid.texts()] == [
        ["决策", "15"],
        [None, None],
        ["过程", "35"],
        [None, None],
        [None, None],
        ["效果", "25"],
    ]


def banded(unruled: list[list[str]], names: list[tuple[str, int, int]]) -> list[list[str | None]]:
    """Six rows below heads, the first, third and fifth of them without upright rulings, names merged beside them."""
    rows = [100.0 + 20 * index for index in range(8)]
    flat = [across(rows[0], 50, 370), across(rows[1], 50, 370), across(rows[-1], 50, 370)]
    flat += [across(y, 130, 370) for y in rows[2:-1]]
    upright = [down(x, rows[0], rows[-1]) for x in (50.0, 370.0)] + [down(x, 100, 120) for x in EDGES[1:-1]]
    runs = row_of(HEADS, 105)
    for number in range(3):
        upright += [down(x, rows[2 + 2 * number], rows[3 + 2 * number]) for x in EDGES[1:-1]]
        runs += row_of(["", *unruled[number]], rows[1 + 2 * number] + 5)
        runs += row_of(["", f"{number}4.00", f"{number}3.00", f"{number}1.00"], rows[2 + 2 * number] + 5)
    runs += [run(name, 58, (rows[first] + rows[end]) / 2 - 5) for name, first, end in names]
    (grid,) = grids(page(runs, flat, upright))
    return grid.texts()


def test_merged_names_beside_rows_without_walls() -> None:
    found = banded([[f"{n}8.00", f"{n}7.00", f"{n}5.00"] for n in range(3)], [("甲县", 1, 3), ("乙县", 3, 7)])
    assert [row[0] for row in found] == ["县区", "甲县", None, "乙县", None, None, None]
    assert [row[1] for row in found] == ["下达", "08.00", "04.00", "18.00", "14.00", "28.00", "24.00"]


def test_a_merged_name_beside_a_row_of_two_texts_without_walls() -> None:
    """Nothing but a name and an amount in the first row: what is blank belongs to cells merged with those below."""
    rows = [100.0, 120.0, 140.0, 160.0, 180.0]
    edges = [50.0, 130.0, 210.0, 290.0, 370.0, 450.0]
    flat = [across(y, 50, 450) for y in (rows[0], rows[1], rows[-1])] + [across(y, 130, 290) for y in rows[2:-1]]
    upright = [down(x, 100, 180) for x in (50.0, 450.0)] + [down(x, 100, 120) for x in edges[1:-1]]
    upright += [down(x, 140, 160) for x in edges[1:4]]
    heads = [run(text, x + 8, 105) for text, x in zip(("县区", "事项", "下达", "支付", "备注"), edges, strict=False)]
    body = [run(f"{name}", 138, y) for name, y in (("修路", 125), ("架桥", 145), ("植树", 165))]
    body += [run(amount, 218, y) for amount, y in (("95.00", 125), ("31.00", 145), ("14.00", 165))]
    merged = [run("甲县", 58, 145), run("315.00", 298, 145), run("分期", 378, 145)]
    (grid,) = grids(page([*heads, *body, *merged], flat, upright))
    assert grid.texts()[1:] == [
        ["甲县", "修路", "95.00", "315.00", "分期"],
        [None, "架桥", "31.00", None, None],
        [None, "植树", "14.00", None, None],
    ]


def test_boxes_between_columns_are_of_the_table_around_them() -> None:
    """A box between merged cells without sides hangs on to nothing else; one off the columns is a table of its own."""
    edges = [50.0, 130.0, 210.0, 290.0, 370.0]
    flat = [across(y, 50, 370) for y in (100.0, 120.0, 220.0)] + [across(y, 130, 290) for y in (150.0, 170.0)]
    upright = [down(x, 100, 220) for x in (50.0, 370.0)] + [down(x, 100, 120) for x in edges[1:-1]]
    upright += [down(x, 150, 170) for x in edges[1:-1]]
    runs = [*row_of(HEADS, 105), *row_of(["", "420.00", "398.60", ""], 155)]
    found = grids(page(runs, flat, upright))
    assert len(found) == 1
    inset = [down(x + 5, 150, 170) for x in edges[1:-1]]
    flat[3:] = [across(y, 135, 295) for y in (150.0, 170.0)]
    within = [*row_of(HEADS, 105), run("420.00", 145, 155), run("398.60", 225, 155)]
    assert len(grids(page(within, flat, [*upright[:5], *inset]))) == 2


def test_the_first_row_of_a_form_without_walls_parts_the_label() -> None:
    edges = [50.0, 110.0, 210.0, 270.0, 370.0]
    flat = [across(y, 50, 370) for y in (100.0, 120.0, 140.0)]
    upright = [down(x, 100, 140) for x in (50.0, 370.0)] + [down(x, 120, 140) for x in edges[1:-1]]
    below = [
        run(text, x + 4, 125) for text, x in zip(("主管部门", "县林业局", "实施单位", "林场"), edges, strict=False)
    ]
    (grid,) = grids(page([run("项目名称", 58, 105), run("森林抚育与林分改造项目", 118, 105), *below], flat, upright))
    assert grid.texts()[0] == ["项目名称", "森林抚育与林分改造项目", None, None]
    (grid,) = grids(page([run("森林抚育", 58, 105), run("与林分改造项目自评表", 118, 105), *below], flat, upright))
    assert grid.texts()[0] == ["森林抚育 与林分改造项目自评表", None, None, None]
