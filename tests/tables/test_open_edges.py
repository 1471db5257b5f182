"""Forms whose outer rules are missing: at their sides, or where a page end cuts a row of few cells."""

from __future__ import annotations

import pytest
from extractor.model.geometry import Page, Ruling
from extractor.tables import find

from tests.tables.drawn import across, down, grids, lattice, page, run


def test_halves_of_a_row_without_rules_at_the_page_end_are_one_row() -> None:
    inner = [200.0, 250.0, 300.0, 350.0, 400.0]
    heads = [run(words, x + 5, 702) for words, x in zip("单位年月日人", [50, 150, *inner[:-1]], strict=True)]
    first = page(
        [*heads, run("修渠十里", 155, 732)],
        [across(700, 50, 450), across(725, 50, 450)],
        [*(down(x, 700, 760) for x in (50, 150, 450)), *(down(x, 700, 725) for x in inner)],
    )
    scores = [run(words, x + 5, 92) for words, x in zip("得分甲乙丙丁", [50, 150, *inner[:-1]], strict=True)]
    second = page(
        [run("目标", 55, 62), *scores],
        [across(85, 50, 450), across(110, 50, 450)],
        [*(down(x, 50, 110) for x in (50, 150, 450)), *(down(x, 85, 110) for x in inner)],
        number=2,
    )
    (grid,) = grids(first, second)
    assert [row[:3] for row in grid.texts()] == [["单", "位", "年"], ["目标", "修渠十里", None], ["得", "分", "甲"]]


def test_a_spine_at_an_open_side_that_the_page_end_cuts_stays_in_the_table() -> None:
    rows = [50.0, 75.0, 100.0, 125.0, 150.0]
    runs = [run("绩效指标", 55, 115), run("产出", 125, 115), run("项目", 55, 55), run("单位", 55, 80)]
    runs += [run(f"名{n}", 125, y + 5) for n, y in enumerate(rows[:2])]
    runs += [run(f"值{n}", 225, y + 5) for n, y in enumerate(rows[:-1])]
    horizontal = [across(y, 50, 320) for y in rows[:3]] + [across(y, 220, 320) for y in rows[3:]]
    vertical = [down(120, 50, 150), down(220, 50, 150)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts()[2:] == [["绩效指标", "产出", "值2"], [None, None, "值3"]]


def test_a_title_between_two_forms_without_sides_is_no_row() -> None:
    runs = [run("单位", 55, 52), run("甲站", 155, 52), run("金额", 55, 77), run("八十", 155, 77)]
    runs += [run("自评表二", 180, 106, size=14)]
    runs += [run("单位", 55, 132), run("乙站", 155, 132), run("金额", 55, 157), run("九十", 155, 157)]
    horizontal = [across(y, 50, 320) for y in (50, 75, 100, 128, 153, 178)]
    vertical = [down(150, 50, 100), down(150, 128, 178)]
    assert [grid.texts() for grid in grids(page(runs, horizontal, vertical))] == [
        [["单位", "甲站"], ["金额", "八十"]],
        [["单位", "乙站"], ["金额", "九十"]],
    ]


def _bordered(rows: list[float], at: tuple[float, float], number: int, words: list[tuple[float, float, str]]) -> Page:
    """A page of a bordered table whose first two columns are merged over all of it."""
    runs = [run(text, x, y) for x, y, text in words]
    return page(runs, [across(y, 150, 450) for y in rows], [down(x, *at) for x in (50, 100, 150, 350, 450)], number)


HEADS = [(55.0, 705.0, "一级"), (105.0, 705.0, "二级"), (155.0, 705.0, "指标"), (355.0, 705.0, "得分")]


def _first_of_bordered(last: list[tuple[float, float, str]]) -> Page:
    runs = [run(text, x, y) for x, y, text in [*HEADS, (55, 730, "产出"), (105, 730, "数量"), *last]]
    sides = [down(x, 700, 775) for x in (50, 100, 150, 350, 450)]
    return page(runs, [across(700, 50, 450), across(725, 50, 450), across(750, 150, 450)], sides)


def test_levels_merged_over_a_whole_page_without_rules_at_its_ends_are_columns() -> None:
    """No rule crosses the sides of the first two columns on the second page; the rows at its ends are cut."""
    first = _first_of_bordered([(155, 730, "完成率"), (355, 730, "8.5"), (155, 755, "建成的座数占")])
    words = [(155.0, 65.0, "计划的比例"), (155.0, 90.0, "合格率"), (355.0, 90.0, "6.0"), (355.0, 115.0, "4.0")]
    second = _bordered([85.0, 110.0], (60.0, 135.0), 2, words)
    (grid,) = grids(first, second)
    assert len(grid.texts()[0]) == 4
    assert [row[2:] for row in grid.texts()] == [
        ["指标", "得分"], ["完成率", "8.5"], ["建成的座数占计划的比例", ""], ["合格率", "6.0"], ["", "4.0"],
    ]  # fmt: skip


def test_whole_values_that_meet_at_a_page_end_without_rules_are_of_two_rows() -> None:
    first = _first_of_bordered([(155, 730, "完成率"), (355, 730, "8.5"), (155, 755, "座数"), (355, 755, "3.5")])
    words = [(155.0, 65.0, "及时率"), (355.0, 65.0, "5.5"), (155.0, 90.0, "合格率"), (355.0, 90.0, "6.0")]
    second = _bordered([85.0, 110.0], (60.0, 135.0), 2, words)
    (grid,) = grids(first, second)
    assert [row[3] for row in grid.texts()][:5] == ["得分", "8.5", "3.5", "5.5", "6.0"]


@pytest.mark.parametrize("closed", [False, True])
def test_a_column_merged_over_the_whole_page_parts_no_table(closed: bool) -> None:
    """The firm of many contracts stands before this page; nothing but its column's sides is drawn of it."""
    heights = [85.0, 110.0, *([135.0] if closed else [])]
    rules = [across(y, a, b) for y in heights for a, b in ((50, 90), (150, 400))]
    sides = [down(x, 60, 135) for x in (50, 90, 150, 300, 400)]
    words = [
        (55, 90, "7"),
        (155, 90, "泵站"),
        (305, 90, "4.20"),
        (55, 115, "8"),
        (155, 115, "管网"),
        (305, 115, "3.10"),
    ]
    runs = [run(text, x, y) for x, y, text in [(155, 65, "（续）"), *words]]
    (grid,) = grids(page(runs, rules, sides))
    assert [[text or "" for text in row] for row in grid.texts()] == [
        ["", "", "（续）", ""], ["7", "", "泵站", "4.20"], ["8", "", "管网", "3.10"],
    ]  # fmt: skip


def test_two_closed_tables_beside_each_other_stay_two() -> None:
    rules = [across(y, a, b) for y in (60.0, 85.0, 110.0) for a, b in ((50, 190), (250, 400))]
    sides = [down(x, 60, 110) for x in (50, 110, 190, 250, 320, 400)]
    words = [(55, 65, "甲"), (115, 65, "1.20"), (55, 90, "乙"), (115, 90, "3.40")]
    words += [(255, 65, "丙"), (325, 65, "5.60"), (255, 90, "丁"), (325, 90, "7.80")]
    assert len(grids(page([run(text, x, y) for x, y, text in words], rules, sides))) == 2


@pytest.mark.parametrize("floor", [[], [across(150, 50, 150)]])
def test_text_of_a_merged_cell_below_the_last_rule_of_a_page(floor: list[Ruling]) -> None:
    """The page end cuts the cell, its text stands on; below a cell that a rule closes stands other text."""
    rules = [across(y, 50, 400) for y in (50.0, 75.0)] + [across(y, 150, 400) for y in (100.0, 125.0, 150.0)]
    sides = [down(x, 50, 150) for x in (50, 150, 300, 400)]
    words = [(55, 55, "单位"), (155, 55, "内容"), (305, 55, "金额"), (55, 130, "县信息安全"), (55, 144, "测评")]
    words += [(155, y, f"第{n}项") for n, y in enumerate((80, 105, 130))]
    words += [(305, y, f"{n}.50") for n, y in enumerate((80, 105, 130))]
    runs = [run(text, x, y) for x, y, text in [*words, (55, 158, "中心")]]
    (grid,) = grids(page(runs, [*rules, *floor], sides))
    assert grid.texts()[1][0] == ("县信息安全测评" if floor else "县信息安全测评中心")


def test_the_rule_of_a_running_head_at_the_side_of_a_page_across_is_no_column() -> None:
    """It is as long as a table that fills the page, but nothing stands between the two."""
    edges, rows = [60.0, 140.0, 300.0, 400.0], [100.0, 200.0, 300.0, 400.0]
    runs = [run(w, x + 4, y + 45) for y in rows[:-1] for w, x in zip(("甲村", "已竣工", "9.5"), edges, strict=False)]
    flat, upright = lattice(edges, rows)
    (grid,) = grids(page(runs, flat, [*upright, down(423, 100, 400)]))
    assert grid.n_columns == 3
    (grid,) = grids(page([*runs, run("注", 406, 245)], flat, [*upright, down(423, 100, 400)]))
    assert grid.n_columns == 4


def test_a_figure_and_its_word_on_either_side_of_an_edge_are_one_text() -> None:
    rows = [100.0, 120.0, 140.0, 160.0]
    level = [across(y, 50 if y in (100.0, 160.0) else 110, 350) for y in rows]
    upright = [down(50, 100, 160), down(110, 100, 160), down(350, 100, 160)]
    upright += [down(190, 100, 120), down(190, 140, 160), down(270, 100, 120)]
    words = [run("指标", 60, 125), run("名称", 113, 105), run("目标", 193, 105), run("实际", 273, 105)]
    words += [run("年度指标完成情况", 190, 125), run("点位", 113, 145), run("34", 258, 145), run("处", 270, 145)]
    (piece,), _ = find(page(words, level, upright))
    assert [cell.colspan for cell in piece.cells if cell.row == 2] == [1, 2]
