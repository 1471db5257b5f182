"""Tables that page ends cut where their rulings say little: rows beyond the outermost, levels merged over a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.model.geometry import Page
from extractor.tables import find

from tests.tables.drawn import across, down, filled, grids, page, run

EDGES = [50.0, 110.0, 250.0, 350.0, 450.0]
HEADS = ["一级指标", "三级指标", "分值", "得分"]
ROWS = [["决策", "立项充分", "10", "9"], ["", "目标合理", "15", "14.5"], ["", "预算科学", "12", "12"]]


def row_ruled(rows: list[list[str]], top: float, number: int, *, ends: bool = True, merged: bool = True) -> Page:
    """Rulings below each row, drawn cell by cell, none in the first column of a level but at its end."""
    heights = [top + 20 * place for place in range(len(rows) + 1)]
    pieces = [across(y, a, b) for y in heights for a, b in pairwise(EDGES[1:])]
    if ends:
        pieces += [across(y, 50, 110) for y in (heights[0], heights[1], heights[-1])]
    if not merged:
        pieces += [across(y, 50, 110) for y in heights]
    runs = [
        run(words, EDGES[column] + 4, heights[row] + 5)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
        if words
    ]
    return page(runs, pieces, number=number)


def test_a_level_merged_over_a_whole_page_without_a_ruling() -> None:
    first = row_ruled([HEADS, *ROWS], 700, 1)
    below = [
        ["", "支付及时", "8", "8"],
        ["", "资金到位", "9", "9"],
        ["", "内控健全", "7", "6"],
        ["", "合同规范", "6", "5"],
    ]
    second = row_ruled(below, 60, 2, ends=False)
    second = page([*second.runs, run("过程", 60, 85)], second.rulings.horizontal, number=2)
    (grid,) = grids(first, second)
    told = [row[:2] for row in grid.texts()[4:]]
    assert told == [["过程", "支付及时"], [None, "资金到位"], [None, "内控健全"], [None, "合同规范"]]


def test_a_level_merged_over_a_whole_page_of_a_table_open_at_its_sides() -> None:
    first = filled([HEADS, *ROWS], [*EDGES[:-1], 450.0], top=700)
    flat = [rule for rule in first.rulings.horizontal if rule.at in (700.0, 720.0)]
    flat += [across(y, 110, 450) for y in (740.0, 760.0, 780.0)]
    first = page(first.runs, flat, [rule for rule in first.rulings.vertical if 50 < rule.at < 450])
    runs = [run("过程", 60, 75), run("支付及时", 114, 65), run("8", 254, 65), run("7", 354, 65)]
    runs += [run("资金到位", 114, 85), run("9", 254, 85), run("8.5", 354, 85)]
    second = page(
        runs, [across(y, 110, 450) for y in (60.0, 80.0, 100.0)], [down(x, 60, 100) for x in EDGES[1:-1]], number=2
    )
    (grid,) = grids(first, second)
    assert [row[1:] for row in grid.texts()[4:]] == [["支付及时", "8", "7"], ["资金到位", "9", "8.5"]]


@pytest.mark.parametrize("words", ["截至年末未完工", "附件：资金拨付情况说明"])
def test_a_line_below_the_last_ruling_of_a_page(words: str) -> None:
    """Set as the texts of a column are, it begins a row that the page end cuts; at the margin it is no row."""
    whole = ["甲村", "已竣工验收", "10", "9"]
    heads = ["村", "进度", "计划", "支付"]
    first = row_ruled(
        [heads, whole, ["乙村", "正常推进", "12", "8"], ["丙村", "已竣工", "9", "9"]], 700, 1, merged=False
    )
    is_cell = words.startswith("截至")
    last = run(words, EDGES[1] + 4 if is_cell else 74, 784)
    first = page([*first.runs, last], first.rulings.horizontal)
    second = row_ruled([["丁村", "剩余二成", "20", "5"], whole, ["戊村", "正常推进", "6", "6"]], 60, 2, merged=False)
    assert (len(grids(first, second)) == 1) == is_cell


def test_names_of_merged_cells_below_the_last_ruling_of_a_page() -> None:
    """LaTeX sets a name in the middle of its rows, wherever the page ends; the rows themselves end at a ruling."""
    heights = [720.0, 740.0, 760.0, 780.0]
    flat = [across(y, 50, 450) for y in heights[:2]] + [across(y, 250, 450) for y in heights[2:]]
    rows = [HEADS, ["", "", "10", "9"], ["", "", "15", "14.5"]]
    runs = [run(w, EDGES[c] + 4, heights[r] + 5) for r, row in enumerate(rows) for c, w in enumerate(row) if w]
    names = [run("产出", 54, 784), run("质量达标", 114, 784)]
    upright = [down(x, 720, 780) for x in EDGES]
    second = filled([["", "", "12", "11"], ["效益", "群众满意", "8", "8"]], EDGES, top=60, number=2)
    (grid,) = grids(page([*runs, *names], flat, upright), second)
    assert grid.texts()[1][:3] == ["产出", "质量达标", "10"]
    # some programs set a name as far below as the middle of its rows lies, but only where its cell is blank
    far = [run("产出", 54, 812), run("质量达标", 114, 799)]
    (grid,) = grids(page([*runs, *far], flat, upright), second)
    assert grid.texts()[1][:3] == ["产出", "质量达标", "10"]
    begun = [run("产出", 54, 745), run("说明", 54, 812)]
    (grid,) = grids(page([*runs, *begun], flat, upright))
    assert "说明" not in (grid.texts()[1][0] or "")
    # text that also stands below cells with a ruling is none of their names
    prose = run("注意事项详见附件说明，各单位应当按期完成整改工作。", 54, 784)
    first = page([*runs, prose], flat, upright)
    assert len(grids(first, second)) == len([first, second])


def test_a_name_of_one_line_goes_on_below_as_the_lines_of_others_do() -> None:
    heights = [700.0, 720.0, 770.0]
    flat = [across(y, 50, 450) for y in heights[:2]] + [across(770, 110, 450)]
    runs = [run(w, EDGES[c] + 4, 705) for c, w in enumerate(HEADS)]
    runs += [
        run("马集", 54, 755),
        run("生产线改", 114, 730),
        run("造", 114, 751),
        run("10", 254, 740),
        run("9", 354, 740),
    ]
    below = run("镇", 54, 776)
    (piece,), rest = find(page([*runs, below], flat, [down(x, 700, 770) for x in EDGES]))
    assert rest == []
    assert [line.text for line in piece.cells[4].lines] == ["马集", "镇"]


@pytest.mark.parametrize("is_closed", [False, True])
def test_only_what_has_no_rule_at_the_page_end_goes_on(is_closed: bool) -> None:
    """A level that reaches over the page end is drawn open there; the full last row, which has a rule, is no part of
    the next one. Where all cells have a rule, it tells nothing."""
    heights = [700.0, 720.0, 740.0, 764.0]
    edges = [50.0, 110.0, 160.0, 250.0, 350.0]
    flat = [across(y, 50, 350) for y in heights[:2]] + [
        across(740, 160, 350),
        across(764, 50 if is_closed else 110, 350),
    ]
    texts = [("一级指标", 0, 0), ("二级指标", 1, 0), ("三级指标", 2, 0), ("完成情况", 3, 0)]
    texts += [("产出", 0, 1), ("数量", 1, 1), ("改良头数", 2, 1), ("一千二百头", 3, 1)]
    runs = [run(words, edges[column] + 4, heights[row] + 5) for words, column, row in texts]
    runs += [run("农牧合作社补助标", 164, 741), run("准及兑付所需时限", 164, 752)]
    runs += [run("每家平均二十六万八", 254, 741), run("千元且当年全部付清", 254, 752)]
    first = page(runs, flat, [down(x, 700, 764) for x in edges])
    flat = [across(60, 50 if is_closed else 110, 350), across(84, 160, 350), across(104, 50, 350)]
    runs = [run("效益", 114, 70), run("农牧民人均收入增", 164, 61), run("长幅度", 164, 72)]
    runs += [run("超过四百元以上", 254, 65), run("化肥用量", 164, 89), run("零增长", 254, 89)]
    (grid,) = grids(first, page(runs, flat, [down(x, 60, 104) for x in edges], number=2))
    names = [cell.passage.text for cell in grid.cells if cell.column == 2]
    assert ("农牧合作社补助标准及兑付所需时限" in names) == (not is_closed)
    if not is_closed:
        (level,) = (cell for cell in grid.cells if cell.column == 0 and cell.row)
        assert (level.passage.text, level.rowspan) == ("产出", 4)
