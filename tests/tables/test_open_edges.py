"""Forms whose outer rules are missing: at their sides, or where a page end cuts a row of few cells."""

from __future__ import annotations

from tests.tables.drawn import across, down, grids, page, run


def test_halves_of_a_row_without_rules_at_the_page_end_are_one_row() -> None:
    first = page(
        [run("单位", 55, 702), run("甲站", 155, 702), run("乙", 325, 702), run("修渠十里", 155, 732)],
        [across(700, 50, 450), across(725, 50, 450)],
        [down(50, 700, 760), down(150, 700, 760), down(320, 700, 725), down(450, 700, 760)],
    )
    second = page(
        [run("目标", 55, 62), run("得分", 55, 92), run("九十", 155, 92), run("优", 325, 92)],
        [across(85, 50, 450), across(110, 50, 450)],
        [down(50, 50, 110), down(150, 50, 110), down(320, 85, 110), down(450, 50, 110)],
        number=2,
    )
    (grid,) = grids(first, second)
    assert grid.texts() == [["单位", "甲站", "乙"], ["目标", "修渠十里", None], ["得分", "九十", "优"]]


def test_a_spine_at_an_open_side_that_the_page_end_cuts_stays_in_the_table() -> None:
    rows = [50.0, 75.0, 100.0, 125.0, 150.0]
    runs = [run("绩效指标", 55, 105)]
    runs += [run(f"名{n}", 125, y + 5) for n, y in enumerate(rows[:-1])]
    runs += [run(f"值{n}", 225, y + 5) for n, y in enumerate(rows[:-1])]
    runs += [run("项目", 55, 55), run("单位", 55, 80)]
    horizontal = [across(y, 50, 320) for y in rows[:3]] + [across(y, 120, 320) for y in rows[3:]]
    vertical = [down(120, 50, 150), down(220, 50, 150)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.texts()[2:] == [["绩效指标", "名2", "值2"], [None, "名3", "值3"]]


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
