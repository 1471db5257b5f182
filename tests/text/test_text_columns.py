"""Pages set in two columns of text: the right one is read after the left one, tables in either by themselves."""

from __future__ import annotations

from extractor.model.geometry import Run
from extractor.text import unfolded

from tests.tables.drawn import across, grids, page, run

LEFT, RIGHT = 60.0, 312.0
TEXT = "评价组查阅了会计凭证并实地查看了部分项目点位情况"
ROWS = (("单位", "预算数"), ("东湖镇", "120.50"), ("西岭镇", "98.30"), ("北坡乡", "45.10"))


def column(x: float, count: int, top: float = 120.0) -> list[Run]:
    return [run(TEXT[:22], x, top + 16 * place) for place in range(count)]


def two_columns() -> list[Run]:
    return [run("关于某县农村公路养护项目支出绩效评价情况的报告", 180, 80), *column(LEFT, 8), *column(RIGHT, 12)]


def test_the_right_column_lies_below_the_left_one_and_keeps_its_place_on_the_page() -> None:
    (folded,) = unfolded([page(two_columns())])
    lefts = {round(one.left[0]) for one in folded.runs if one.text == TEXT[:22]}
    assert lefts == {60}
    moved = max(folded.runs, key=lambda one: one.top)
    assert moved.top == 120 + 16 * 11 + 842
    # back to where it is printed
    assert folded.seen(moved.box).x0 == RIGHT
    assert folded.seen(moved.box).y0 == 120 + 16 * 11
    # the title above both columns stays
    assert min(folded.runs, key=lambda one: one.top).left[0] == 180


def test_a_last_page_with_a_short_right_column_is_told_by_the_others() -> None:
    short = [*column(LEFT, 20), run("现予报告。", RIGHT, 120), run("某县民政局", RIGHT + 120, 136)]
    first, last = unfolded([page(two_columns()), page(short)])
    assert first.turn.fold == last.turn.fold != 0
    assert max(last.runs, key=lambda one: one.top).text == "某县民政局"
    (alone,) = unfolded([page(short)])
    assert alone.turn.fold == 0
    crossed = [*short, run(TEXT + TEXT[:20], LEFT, 700)]
    assert unfolded([page(two_columns()), page(crossed)])[1].turn.fold == 0


def test_a_short_right_column_that_mirrors_a_full_left_one() -> None:
    def told(place: float, lines: int) -> float:
        short = [run("康养项目评估报告", LEFT + 40, 90), *column(LEFT, lines), run(TEXT[:22], place, 120)]
        rules = [across(70.0, 50, 545)]
        (one,) = unfolded([page([run("居家养老项目中期绩效评估", LEFT, 60), *short], rules)])
        return one.turn.fold

    width = 22 * 10.0
    mirrored = 595 - LEFT - width
    assert told(mirrored, 20) > 0
    assert told(mirrored, 10) == 0  # a few lines beside a remark
    assert told(mirrored + 40, 20) == 0


def test_a_table_without_rulings_in_the_left_column() -> None:
    table = [run(words, LEFT + 110 * c, 260 + 16 * r) for r, row in enumerate(ROWS) for c, words in enumerate(row)]
    rules = [across(y, LEFT, 280) for y in (257.0, 274.0, 322.0)]
    (folded,) = unfolded([page([*two_columns(), *table], rules)])
    (grid,) = grids(folded)
    assert grid.texts() == [list(row) for row in ROWS]


def test_two_columns_of_prose_within_rulings_are_a_table() -> None:
    rules = [across(y, 50, 540) for y in (115.0, 250.0, 320.0)]
    (same,) = unfolded([page(two_columns(), rules)])
    assert same.turn.fold == 0


def test_lines_over_the_whole_width_below_are_no_columns() -> None:
    wide = run(TEXT + TEXT[:20], 60, 330)
    (same,) = unfolded([page([*two_columns(), wide])])
    assert same.turn.fold == 0
