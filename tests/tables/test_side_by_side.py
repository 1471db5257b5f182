"""Tables beside each other without upright rulings, each with its own caption and unit."""

from __future__ import annotations

from itertools import pairwise

from extractor import text
from extractor.model.geometry import Box, Run
from extractor.model.layout import Paragraph
from extractor.tables import stitch, understand

from tests.tables.drawn import across, layout, page, run

LEFT = [["序号", "单位", "预算数"], ["1", "甲镇", "12.00"], ["2", "乙镇", "13.50"], ["3", "丙镇", "8.20"]]
RIGHT = [
    ["项目", "支出数"],
    ["道路", "120,000.00"],
    ["桥梁", "80,000.00"],
    ["护栏", "35,000.00"],
    ["合计", "235,000.00"],
]
PLACES = [60.0, 100.0, 200.0], [320.0, 440.0]


def drawn(top: float) -> list[Run]:
    rows = [(LEFT, PLACES[0]), (RIGHT, PLACES[1])]
    return [run(t, xs[c], top + 16 * r) for part, xs in rows for r, row in enumerate(part) for c, t in enumerate(row)]


ENDS = (55.0, 250.0), (315.0, 520.0)


def read(
    runs: list[Run],
    rules: list[float],
    shades: list[Box] | None = None,
    ends: tuple[tuple[float, float], ...] = ENDS,
) -> list[tuple[str | None, list[list[str | None]]]]:
    lines = [across(at, *each) for at in rules for each in ends]
    one = layout(page([run("各项资金如下：", 60, 40), *runs], lines, shades=shades or ()))
    grids = stitch([one])
    return [(table.unit, table.grid.texts()) for table in understand(text.blocks([one], grids))]


def test_parted_by_their_captions() -> None:
    captions = [run("表1 预算安排表", 100, 70), run("表2 支出明细表", 380, 70)]
    units = [run("单位：万元", 190, 84), run("单位：元", 470, 84)]
    assert read([*captions, *units, *drawn(100)], []) == [("万元", LEFT), ("元", RIGHT)]


def test_parted_by_their_rulings() -> None:
    units = [run("单位：万元", 190, 84), run("单位：元", 470, 84)]
    assert read([*units, *drawn(100)], [97.0, 113.0, 180.0]) == [("万元", LEFT), ("元", RIGHT)]


def test_one_table_below_a_caption_and_a_unit() -> None:
    runs = [run("表1 预算安排表", 200, 70), run("单位：元", 470, 70)]
    rows = [a + b for a, b in zip(LEFT, RIGHT, strict=False)]
    places = [*PLACES[0], *PLACES[1]]
    runs += [run(t, places[c], 100 + 16 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    ((unit, texts),) = read(runs, [])
    assert (unit, texts) == ("元", rows)


def test_shaded_rows_parted_by_their_captions() -> None:
    """Every other row is shaded, cell by cell, at the same heights on both sides."""
    captions = [run("表1 预算安排表", 100, 70), run("表2 支出明细表", 380, 70)]
    units = [run("单位：万元", 190, 84), run("单位：元", 470, 84)]
    edges = [55.0, 95.0, 190.0, 250.0], [315.0, 430.0, 520.0]
    shades = [
        Box(a, 97.0 + 16 * row, b, 113.0 + 16 * row)
        for part, last in zip(edges, (3, 4), strict=True)
        for row in (0, 2, 3)[:last]
        for a, b in pairwise(part)
    ]
    assert read([*captions, *units, *drawn(100)], [], shades) == [("万元", LEFT), ("元", RIGHT)]


def test_one_caption_and_one_unit_above_three_tables() -> None:
    """The unit is that of all, its line at the right; columns headed by years alone hold money then."""
    ends = (55.0, 205.0), (220.0, 370.0), (385.0, 535.0)
    told = [
        [["项目", f"{year}年"], ["接待费", "3.20"], ["车辆费", "4.10"], ["合计", "7.30"]] for year in (2020, 2021, 2022)
    ]
    runs = [run("表1 “三公”经费支出表", 240, 70), run("单位：万元", 485, 84)]
    runs += [
        run(words, (60.0, 130.0)[place] + 165 * number, 100 + 16 * row)
        for number, rows in enumerate(told)
        for row, cells in enumerate(rows)
        for place, words in enumerate(cells)
    ]
    assert read(runs, [97.0, 113.0, 164.0], ends=ends) == [("万元", rows) for rows in told]


def test_a_unit_above_the_right_one_of_two_is_not_that_of_the_left() -> None:
    captions = [run("表1 在职人数表", 100, 70), run("表2 支出明细表", 380, 70), run("单位：元", 470, 84)]
    (left, _), (right, _) = read([*captions, *drawn(100)], [97.0, 113.0, 180.0])
    assert (left, right) == (None, "元")


def test_text_beside_a_table_is_no_column() -> None:
    told = [
        "近年来财政投入逐年增加，本年共",
        "安排资金三十三万元，用于三个镇",
        "的道路和桥梁维修，支出进度较上",
        "年加快。",
    ]
    runs = [run(words, 300, 100 + 16 * number) for number, words in enumerate(told)]
    ((_, texts),) = read([*drawn(100)[:12], *runs], [97.0, 113.0, 164.0], ends=ENDS[:1])
    assert texts == LEFT


def test_text_beside_a_table_without_rulings_and_its_caption_is_read_behind_it() -> None:
    told = [
        "　　本年各镇收到补助三十三万",
        "元，其中乙镇收到13.50万元，为",
        "各镇中最多；丙镇因工程推迟，资",
        "金于年底才拨付到位，支出不多，",
        "尚余资金将结转下年。",
    ]
    for left, places in ((60.0, [320.0, 360.0, 460.0]), (360.0, [60.0, 100.0, 200.0])):
        runs = [run("表1 补助发放表", places[0] + 50, 74), run("单位：万元", places[2], 90)]
        runs += [run(t, places[c], 108 + 18 * r) for r, row in enumerate(LEFT) for c, t in enumerate(row)]
        runs += [run(words.strip("　"), left + 10.5 * words.count("　"), 74 + 16 * n) for n, words in enumerate(told)]
        one = layout(page([run("各项资金如下：", 60, 40), *runs, run("以上为各镇上报数。", 81, 200)]))
        blocks = text.blocks([one], grids := stitch([one]))
        (table,) = understand(blocks)
        assert (table.unit, table.grid.caption.text, table.grid.texts()) == ("万元", "表1 补助发放表", LEFT)
        behind = [block.text for block in blocks[blocks.index(grids[0]) + 1 :] if isinstance(block, Paragraph)]
        assert behind == ["".join(told).strip("　"), "以上为各镇上报数。"]


def test_a_dash_for_nothing_ends_a_row() -> None:
    """No name runs on below one that fills its column where a dash or a figure stands beside each."""
    rows = [["资金来源", "金额"], ["中央财政资金", "12.00"], ["省级财政资金", "3.50"], ["县级财政资金", "0.25"]]
    rows += [["社会资本", "-"], ["合计", "15.75"]]
    runs = [run("单位：万元", 150, 84)]
    places = {text: 190.0 - 5 * len(text) for _, text in rows[1:]}
    runs += [run(row[0], 60, 100 + 13 * r) for r, row in enumerate(rows)]
    runs += [run(row[1], places.get(row[1], 160), 100 + 13 * r) for r, row in enumerate(rows)]
    assert read(runs, [97.0, 112.0, 179.0], ends=((55.0, 195.0),)) == [("万元", rows)]


def test_two_units_in_a_line_above_one_table_are_none_of_it() -> None:
    rows = [a + b for a, b in zip(LEFT, RIGHT, strict=False)]
    places = [*PLACES[0], *PLACES[1]]
    body = [run(t, places[c], 100 + 16 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    heads = [run("预算安排（单位：万元）", 100, 84), run("支出明细（单位：元）", 380, 84)]
    assert read([*heads, *body], [97.0, 113.0, 180.0], ends=((55.0, 520.0),)) == [(None, rows)]
    assert read([heads[1], *body], [97.0, 113.0, 180.0], ends=((55.0, 520.0),)) == [("元", rows)]


def test_text_below_two_tables_that_is_short_moves_no_gap() -> None:
    """It runs under the gap between the tables, and ends left of that between the columns of the right one."""
    left = [["年份", "户数", "金额"], *([str(year), "1,204", "361.20"] for year in range(2019, 2023))]
    right = [["乡镇", "户数", "抽查", "发放"], *([f"{n}沙镇", "412", "41", "9,600.00"] for n in "甲乙丙丁戊己")]
    runs = [run("表1 历年补助情况（单位：万元）", 75, 84), run("表2 各乡镇发放情况（单位：元）", 327, 84)]
    for rows, places in ((left, (67.0, 151.0, 226.0)), (right, (280.0, 383.0, 425.0, 495.0))):
        runs += [run(t, places[c], 100 + 14 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    runs.append(run("补助资金已全部通过一卡通发放到各农户。", 70, 205))
    shades = [
        Box(a, 97.0, b, 111.0)
        for part in ((50.0, 110.0, 180.0, 258.0), (277.0, 340.0, 410.0, 465.0, 545.0))
        for a, b in pairwise(part)
    ]
    assert read(runs, [], shades) == [("万元", left), ("元", right)]


def test_dashes_do_not_outvote_the_figures_of_a_column_without_a_known_head() -> None:
    rows = [["项目", "1月", "2月"], ["人员经费", "1,667.40", "1,734.96"], ["公用经费", "/", "——"]]
    rows += [["维护费", "/", "——"], ["清运费", "-", "1,270.24"], ["合计", "1,667.40", "3,005.20"]]
    runs = [run("单位：元", 300, 84)]
    runs += [run(t, (60.0, 180.0, 300.0)[c], 100 + 16 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    one = layout(page(runs, [across(at, 55.0, 360.0) for at in (97.0, 113.0, 196.0)]))
    (table,) = understand(text.blocks([one], stitch([one])))
    assert [column.unit for part in table.parts for column in part.columns] == [None, "元", "元"]
