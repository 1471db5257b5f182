"""Forms whose outer rules are missing: at their sides, or where a page end cuts a row of few cells."""

from __future__ import annotations

from tests.tables.drawn import across, down, grids, page, run


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
