"""Level names of tables without rulings, beside the rows that their points add up to."""

from __future__ import annotations

import pytest
from extractor import text
from extractor.model.geometry import Page
from extractor.model.layout import PageLayout
from extractor.model.reading import DataTable
from extractor.tables import stitch, understand
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.strips import strips_of

from tests.tables.drawn import across, layout, page, run

HEADS = (("一级指标", 60), ("二级指标", 160), ("三级指标", 260), ("分值", 400), ("得分", 460))
INDICATORS = [
    ("立项", "立项依据", 4),
    ("立项", "立项程序", 5),
    ("目标", "目标合理", 6),
    ("资金", "到位率", 7),
    ("资金", "执行率", 8),
]


def read(*pages: Page) -> DataTable:
    layouts: list[PageLayout] = []
    for one in pages:
        layouts.append(layout(one, layouts[-1] if layouts else None))
    return understand(text.blocks(layouts, stitch(layouts)))[0]


def table(*names: tuple[str, float]) -> DataTable:
    """Five indicators, and names of the first level at the heights given in rows from the first."""
    runs = [run(words, x, 100) for words, x in HEADS]
    for row, (second, third, points) in enumerate(INDICATORS):
        y = 124.0 + 18 * row
        runs += [
            run(second + third[-1], 160, y),
            run(third, 260, y),
            run(str(points), 400, y),
            run(str(points), 460, y),
        ]
    runs += [run(words, 60, 124 + 18 * row) for words, row in names]
    return read(page(runs, [across(at, 50, 520) for at in (95.0, 118.0, 124.0 + 18 * len(INDICATORS))]))


def first_level(found: DataTable) -> list[str | None]:
    return [row[0] for row in found.grid.texts()[1:]]


def test_points_in_brackets_tell_which_rows_are_a_names() -> None:
    found = table(("决策（15）", 0.5), ("过程（15）", 3.0))
    assert first_level(found) == ["决策（15）", None, None, "过程（15）", None]
    assert found.notes == ["levels_by_points: 决策（15）、过程（15）"]
    cells = {cell.passage.text: cell for cell in found.grid.cells}
    box = cells["过程（15）"].boxes[0][1]
    assert box.y0 == cells["到位率"].boxes[0][1].y0
    assert box.y1 == cells["执行率"].boxes[0][1].y1


@pytest.mark.parametrize("names", [(("决策（14）", 0.5), ("过程（16）", 3.0)), (("决策", 0.5), ("过程（15）", 3.0))])
def test_points_that_fit_no_rows_leave_the_names_where_they_stand(names: tuple[tuple[str, float], ...]) -> None:
    found = table(*names)
    assert found.notes == []
    assert first_level(found) == [names[0][0], None, names[1][0], None, None]


def test_names_that_fit_are_left_alone() -> None:
    assert table(("决策（15）", 1.0), ("过程（15）", 3.5)).notes == []


def pages(*names: tuple[str, float]) -> DataTable:
    """Two indicators and a name on the first page; fourteen below the heads of the second, and names beside these."""
    first = [run(words, x, 758) for words, x in HEADS] + [run("决策", 60, 791)]
    second = [run(words, x, 80) for words, x in HEADS] + [run(words, 60, 104 + 18 * row) for words, row in names]
    for runs, top, count in ((first, 782.0, 2), (second, 104.0, 14)):
        for row in range(count):
            cells = ((f"第{row}类事项", 160), (f"第{row}项指标", 260), ("5", 400), ("4", 460))
            runs += [run(words, x, top + 18 * row) for words, x in cells]
    second += [run("合计", 60, 356), run("80", 400, 356), run("64", 460, 356)]
    rules = [across(at, 50, 520) for at in (75.0, 98.0, 374.0)]
    return read(page(first, [across(at, 50, 520) for at in (753.0, 776.0)]), page(second, rules, number=2))


@pytest.mark.parametrize(
    ("names", "starts"),
    [
        # The first row of the page is of the name before, or none is.
        ((("过程", 3), ("产出", 7.4), ("效益", 11.5)), [0, 3, 8, 12]),
        ((("过程", 2.5), ("产出", 7.5), ("效益", 11.5)), [0, 2, 8, 12]),
    ],
)
def test_rows_at_the_top_of_a_page_may_be_of_the_name_before(
    names: tuple[tuple[str, float], ...], starts: list[int]
) -> None:
    told = first_level(pages(*names))
    assert [row for row, name in enumerate(told) if name] == [*starts, 16]


def test_weights_beside_names_are_for_the_same_rows() -> None:
    heads = (("一级指标", 60), ("权重", 130), ("三级指标", 200), ("权重", 320), ("得分", 420))
    runs = [run(words, x, 100) for words, x in heads]
    for row, (_, third, points) in enumerate(INDICATORS[:3]):
        cells = ((third, 200), (str(points), 320), (str(points), 420))
        runs += [run(words, x, 124 + 18 * row) for words, x in cells]
    runs += [run("决策", 60, 142), run("15", 130, 142)]
    runs += [run("合计", 200, 178), run("15", 320, 178), run("15", 420, 178)]
    found = read(page(runs, [across(at, 50, 520) for at in (95.0, 118.0, 196.0)]))
    assert [row[:2] for row in found.grid.texts()[1:4]] == [["决策", "15"], [None, None], [None, None]]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["社会效益", "可持续影", "响"], ["社会效益", "可持续影响"]),
        (["产出质量", "(9分)", "产出时效"], ["产出质量(9分)", "产出时效"]),
        (["B过程", "(30)", "C产出"], ["B过程(30)", "C产出"]),
        (["产出", "时效"], ["产出时效"]),
    ],
)
def test_names_of_levels_as_wide_as_their_column_are_parted(lines: list[str], cells: list[str]) -> None:
    wide = [sum(10.5 if sign > "~" else 5.2 for sign in words) for words in lines]
    atoms = [Atom(words, 60, 60 + wide[row], 100 + 14 * row, 111 + 14 * row, 10.5) for row, words in enumerate(lines)]
    (strip,) = strips_of([atoms], 14)
    told = atoms[0].text
    for atom, apart, together in zip(atoms[1:], strip.parting, strip.joining, strict=True):
        told += ("|" if apart > together else "") + atom.text
    assert told.split("|") == cells


@pytest.mark.parametrize(
    "names",
    [
        (("决策", 0.6), ("（15分）", 1.4), ("过程（15", 3.0), ("分）", 4.0)),
        (("决策（", 0.5), ("15分）", 1.5), ("过程（15分）", 3.0)),
    ],
)
def test_a_name_whose_lines_were_read_apart_is_one(names: tuple[tuple[str, float], ...]) -> None:
    found = table(*names)
    assert first_level(found) == ["决策（15分）", None, None, "过程（15分）", None]


def test_two_names_of_which_the_first_has_its_points_stay_two() -> None:
    assert first_level(table(("决策（15）", 0), ("（15）", 3))) == ["决策（15）", None, None, "（15）", None]


def test_the_first_name_of_all_begins_in_the_first_row() -> None:
    found = table(("决策", 2.0), ("过程", 4.0))
    assert first_level(found)[:3] == ["决策", None, None]
    assert found.notes == ["levels_by_points: 决策"]


def second_level(*names: tuple[str, float], first: tuple[tuple[str, float], ...]) -> list[str | None]:
    """Five indicators of 4 to 8 points whose names of the second level stand at the heights given."""
    runs = [run(words, x, 100) for words, x in HEADS]
    for row, (_, third, points) in enumerate(INDICATORS):
        y = 124.0 + 18 * row
        runs += [run(third, 260, y), run(str(points), 400, y), run(str(points), 460, y)]
    runs += [run(words, 160, 124 + 18 * row) for words, row in names]
    runs += [run(words, 60, 124 + 18 * row) for words, row in first]
    found = read(page(runs, [across(at, 50, 520) for at in (95.0, 118.0, 124.0 + 18 * len(INDICATORS))]))
    return [row[1] or None for row in found.grid.texts()[1:]]


def test_below_a_name_that_fits_its_points_the_first_of_the_next_level_begins_in_its_first_row() -> None:
    fitting = (("决策（15）", 1.0), ("过程（15）", 3.5))
    names = (("项目立项", 0.0), ("资金管理", 4.0))
    assert second_level(*names, first=fitting) == ["项目立项", None, None, "资金管理", None]
    unfitting = (("决策（14）", 1.0), ("过程（16）", 3.5))
    assert second_level(*names, first=unfitting)[3:] == [None, "资金管理"]
