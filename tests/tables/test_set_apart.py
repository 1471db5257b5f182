"""Tables without rulings as Excel and Word set them: rows far apart, columns that all but touch, figures at the left of
columns whose heads stand in the middle, names parted from their rows by a page end, text between blocks of rows."""

from __future__ import annotations

import dataclasses

import pytest
from extractor.model.geometry import Run

from tests.tables.drawn import BODY, HEAD, LEFT, across, grids, page, printed, run
from tests.tables.test_forms_without_grid import centred, form


@pytest.mark.parametrize("step", [42.0, 55.0])
def test_rows_of_a_height_that_is_set(step: float) -> None:
    """Rows of 1.5 cm and more: lines further apart than those of any paragraph, but evenly."""
    rows = [HEAD, *BODY, ["4", "排水沟", "12.00", "11.00"]]
    (grid,) = grids(page(printed(rows, 100, step)))
    assert grid.texts() == rows


def test_a_wide_gap_alone_parts_two_tables() -> None:
    second = [
        ["序号", "单位名称", "到位数", "执行数"],
        ["1", "水利站", "31.00", "30.10"],
        ["2", "卫生院", "9.00", "8.20"],
    ]
    found = grids(page([*printed([HEAD, *BODY], 100, 16), *printed(second, 230, 16)]))
    assert [grid.texts() for grid in found] == [[HEAD, *BODY], second]


def test_heads_of_two_rows_far_apart_below_a_ruling() -> None:
    tops = [110.0, 150.0, 190.0, 230.0, 270.0]
    runs = [centred("单位名称", 80, 130), centred("中央资金", 250, 110), centred("省级资金", 450, 110)]
    for x, words in zip((200, 300, 400, 500), ("预算", "执行", "预算", "执行"), strict=True):
        runs.append(centred(words, x, 150))
    rows = [("水利站", "61.10", "55.20", "41.30", "40.00"), ("卫生院", "12.50", "12.00", "8.80", "8.10")]
    rows.append(("文化馆", "33.30", "30.60", "9.40", "9.30"))
    for y, (name, *figures) in zip(tops[2:], rows, strict=True):
        runs += [centred(words, x, y) for words, x in zip((name, *figures), (80, 200, 300, 400, 500), strict=True)]
    (grid,) = grids(page(runs, [across(95, 40, 540), across(172, 150, 540), across(300, 40, 540)]))
    assert grid.texts()[:3] == [
        ["单位名称", "中央资金", None, "省级资金", None],
        [None, "预算", "执行", "预算", "执行"],
        list(rows[0]),
    ]


def close_rows(figures: list[str], gap: float) -> list[Run]:
    """Points at the right of their column, what they are given for at the left of the next, ``gap`` points behind."""
    texts = ["资料齐全得满分。", "每缺一项扣1分。", "按完成比例得分。", "超期不得分。"]
    names = ["制度健全性", "合同规范性", "渠道完成率", "完工及时率"]
    heads = [("三级指标", 60.0), ("分值", 170.0), ("评分标准", 230.0), ("得分", 440.0)]
    runs = [run(words, x, 100) for words, x in heads]
    for y, name, figure, words in zip((120, 140, 160, 180), names, figures, texts, strict=True):
        runs += [run(name, 60, y), run(figure, 192 - 5 * len(figure), y), run(words, 192 + gap, y), run("3.5", 442, y)]
    return runs


@pytest.mark.parametrize("gap", [2.0, 2.5, 3.0])
def test_columns_that_all_but_touch_below_two_heads(gap: float) -> None:
    (grid,) = grids(page(close_rows(["4", "12", "8", "6"], gap)))
    assert grid.texts()[0] == ["三级指标", "分值", "评分标准", "得分"]
    assert grid.texts()[2] == ["合同规范性", "12", "每缺一项扣1分。", "3.5"]


def test_texts_that_begin_with_figures_below_one_head_are_one_column() -> None:
    """A quarter of a letter stands between figures and words in Word, at one place in each row."""
    runs = [run(words, x, 100) for words, x in (("单位", 60.0), ("完成情况", 190.0), ("得分", 440.0))]
    for y, name, figure in ((120, "水利站", "4"), (140, "卫生院", "6"), (160, "文化馆", "8"), (180, "敬老院", "9")):
        runs += [run(name, 60, y), run(figure, 190, y), run("个子项目已完工", 197.5, y), run("3.5", 442, y)]
    (grid,) = grids(page(runs))
    assert [len(row) for row in grid.texts()] == [3] * 5


def test_figures_at_the_left_of_wide_columns_below_heads_in_their_middle() -> None:
    """97.00 of 执行率 stands right below 小计, whose own figures are further to the left."""
    columns = [60.0, 130.0, 250.0, 370.0, 480.0]
    heads = zip(["县（区）", "中央", "省级", "小计", "执行率（%）"], [60.0, 200.0, 320.0, 440.0, 520.0], strict=True)
    runs = [run(words, x, 100) for words, x in heads]
    rows = [["石桥县", "1860", "220", "2080", "97.00"], ["东湖区", "1540", "180", "1720", "96.65"]]
    rows += [["高岭县", "1320", "160", "1480", "89.74"], ["河口县", "980", "120", "1100", "95.68"]]
    for number, row in enumerate(rows):
        runs += [run(words, x, 120 + 18 * number) for words, x in zip(row, columns, strict=True)]
    (grid,) = grids(page(runs))
    assert grid.texts() == [["县（区）", "中央", "省级", "小计", "执行率（%）"], *rows]


LEVELS = [("一级指标", 60.0), ("二级指标", 140.0), ("三级指标", 230.0), ("分值", 400.0), ("得分", 470.0)]


def leaf(number: int, y: float) -> list[Run]:
    return [run(f"第{'一二三四五六七八'[number]}项完成率", 230, y), run("5", 405, y), run("4.5", 475, y)]


def test_rows_that_a_page_end_parts_from_the_name_of_their_level() -> None:
    """决策 stands in the middle of four rows; the two below it are of 过程 on the next page, in the middle of its own
    three there. The first row of that page is the last of 资金管理."""
    ys = [700.0 + 18 * i for i in range(6)]
    first = [run(words, x, 680) for words, x in LEVELS]
    for number, y in enumerate(ys):
        first += leaf(number, y)
    names = [("决策", 60, 1.5), ("项目立项", 140, 0.5), ("绩效目标", 140, 2.5), ("资金管理", 140, 4.5)]
    first += [run(words, x, 700 + 18 * at) for words, x, at in names]
    second = [run("过程", 60, 118), run("组织实施", 140, 127), run("产出", 60, 154), run("产出数量", 140, 154)]
    for number, y in enumerate((100.0, 118.0, 136.0, 154.0)):
        second += leaf(number + 4, y)
    (grid,) = grids(page(first), page(second, number=2))
    assert [row[:2] for row in grid.texts()][1:] == [
        ["决策", "项目立项"],
        [None, None],
        [None, "绩效目标"],
        [None, None],
        ["过程", "资金管理"],
        [None, None],
        [None, None],
        [None, "组织实施"],
        [None, None],
        ["产出", "产出数量"],
    ]


def test_the_first_name_of_a_table_is_of_the_rows_above_it_whatever_its_head() -> None:
    runs = [run(words, x, 100) for words, x in zip(["指标类别", "考核指标", "标准分", "核定分"], LEFT, strict=True)]
    for number, name in enumerate(["设备数量", "设备质量", "完成时间", "观影人次", "群众满意率"]):
        y = 120 + 18 * number
        runs += [run(name, LEFT[1], y), run("20", LEFT[2], y), run("18", LEFT[3], y)]
    runs += [run("产出", LEFT[0], 138), run("效益", LEFT[0], 174), run("满意度", LEFT[0], 192)]
    (grid,) = grids(page(runs))
    assert [row[0] for row in grid.texts()][1:] == ["产出", None, None, "效益", "满意度"]


def test_a_text_in_the_middle_of_the_table_is_a_row_of_its_own() -> None:
    runs = [run(words, x, 100) for words, x in LEVELS]
    for number in range(3):
        runs += [
            run("产出", 60, 118 + 18 * number),
            run("数量", 140, 118 + 18 * number),
            *leaf(number, 118 + 18 * number),
        ]
    runs.append(run("年度目标2（30分）：加强教学科研工作", 190, 172))
    for number in range(3):
        runs += [
            run("效益", 60, 190 + 18 * number),
            run("社会", 140, 190 + 18 * number),
            *leaf(number + 3, 190 + 18 * number),
        ]
    texts = [text for grid in grids(page(runs)) for row in grid.texts() for text in row]
    assert "年度目标2（30分）：加强教学科研工作" in texts
    assert texts.count("5") == 6


def test_amounts_of_things_are_of_a_row_each_where_lines_stand_as_close_as_rows() -> None:
    """2019年5月20日 fills its column: 50元/亩 below it would go on from there."""
    runs = [run(words, x, 100) for words, x in zip(["二级指标", "三级指标", "指标值", "完成值"], LEFT, strict=True)]
    rows = [["质量", "良种纯度", "≥98%", "98.2%"], ["时效", "补贴兑付时间", "2019年5月底前", "2019年5月20日"]]
    rows += [["成本", "整地补助标准", "50元/亩", "50元/亩"], ["效益", "农户人均增收", "≥400元", "428元"]]
    for number, row in enumerate(rows):
        runs += [run(words, x, 114 + 13 * number) for words, x in zip(row, LEFT, strict=True)]
    (grid,) = grids(page(runs))
    assert grid.texts()[1:] == rows


def test_lines_of_a_cell_that_begin_like_a_caption() -> None:
    """更换水 over 表245只: no table begins there."""
    runs = printed([HEAD, *BODY], 100, 30)
    runs += [run("4", 60, 226), run("改造管网、更换水", 130, 220), run("表245只", 130, 232), run("12.00", 330, 226)]
    runs += [run("11.00", 450, 226), *printed([["5", "护栏", "8.00", "7.50"]], 256)]
    (grid,) = grids(page(runs))
    assert grid.texts()[-2:] == [["4", "改造管网、更换水表245只", "12.00", "11.00"], ["5", "护栏", "8.00", "7.50"]]


def shifted(one: Run, by: float) -> Run:
    return dataclasses.replace(one, top=one.top + by, bottom=one.bottom + by, baseline=one.baseline + by)


def test_the_name_of_funds_over_three_lines() -> None:
    """其中： stands above the figures of its row in a band of its own: the block goes on."""
    runs = [shifted(one, 14) if one.top > 160 else one for one in form() if one.text not in ("其他资金", "项目资金")]
    runs += [
        centred("项目资金", 75, 166),
        centred("其中：", 130, 176),
        centred("本级财政", 130, 186),
        centred("拨款", 130, 196),
    ]
    (grid,) = grids(page(runs))
    assert ["其中：本级财政拨款", "20.00", "18.00", "12.10", "—", "—"] in [row[1:] for row in grid.texts()]
