"""Charts and flow charts are set aside with their labels; tables, seals and the text around them stay."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.figures import set_aside
from extractor.model.geometry import Box, Page, Ruling, Rulings, Run, Shape

from tests.text.test_furniture import page
from tests.text.test_lines import run

PROSE = "各乡镇的资金支出情况见下图，支出进度总体较快，个别乡镇偏慢。"


def drawn(
    *runs: Run, shapes: tuple[Shape, ...] = (), shades: tuple[Box, ...] = (), rulings: Rulings | None = None
) -> Page:
    return replace(page(1, *runs, rulings=rulings), shapes=shapes, shades=shades)


def read(whole: Page) -> tuple[list[str], list[list[str]]]:
    """What is left of a page's text, and the labels of its figures."""
    left, figures = set_aside(whole)
    return [each.text for each in left.runs], [[line.text for line in figure.lines] for figure in figures]


def bars(*heights: float, base: float = 300.0) -> tuple[Box, ...]:
    return tuple(Box(150 + 50 * n, base - height, 180 + 50 * n, base) for n, height in enumerate(heights))


def frame(box: Box) -> tuple[list[Ruling], list[Ruling]]:
    level = [Ruling(y, box.x0, box.x1, 1) for y in (box.y0, box.y1)]
    return level, [Ruling(x, box.y0, box.y1, 1) for x in (box.x0, box.x1)]


def test_bars_are_a_chart_with_labels_axis_and_title() -> None:
    labels = [run(text, 150 + 50 * n, 294 - height, size=8) for n, (text, height) in enumerate(
        (("1,234.5", 90), ("860.2", 60), ("420.0", 30))
    )]  # fmt: skip
    names = [run(name, 150 + 50 * n, 312, size=8) for n, name in enumerate(("甲镇", "乙镇", "丙镇"))]
    axis = [run("1,500", 120, 200, size=8), run("单位：万元", 150, 190, size=8)]
    text = [run(PROSE, 90, 150, size=12), run("图1 各乡镇支出", 180, 335, size=12), run(PROSE, 90, 370, size=12)]
    left, figures = read(drawn(*text, *labels, *names, *axis, shades=bars(90, 60, 30)))
    assert left == [PROSE, "图1 各乡镇支出", PROSE]
    assert sorted(figures[0]) == sorted(["1,234.5", "860.2", "420.0", "甲镇", "乙镇", "丙镇", "1,500", "单位：万元"])


def test_shaded_cells_are_no_bars() -> None:
    """Cells of one row have one height; those merged over rows hold words or touch such; rulings part others."""
    words = [run("项目名称", 152, 290, size=8)]
    assert read(drawn(*words, shades=bars(20, 20, 20)))[1] == []
    assert read(drawn(*words, shades=bars(90, 60, 30)))[1] == []
    walls = tuple(Ruling(190 + 50 * n, 200, 310, 1) for n in range(3))
    figures = [run("12.5", 152, 290, size=8)]
    assert read(drawn(*figures, shades=bars(90, 60, 30), rulings=Rulings((), walls)))[1] == []
    beside = tuple(Box(130 + 50 * n, 280, 150 + 50 * n, 300) for n in range(3))
    names = [run("指标", 131 + 50 * n, 290, size=8) for n in range(3)]
    assert read(drawn(*figures, *names, shades=(*beside, *bars(90, 60, 30))))[1] == []


def test_slices_that_meet_are_a_pie() -> None:
    slices = tuple(Shape(box, stroked=False) for box in (Box(200, 200, 260, 260), Box(260, 200, 320, 320)))
    left, figures = read(drawn(run(PROSE, 90, 150, size=12), run("设备购置 35%", 325, 240, size=9), shapes=slices))
    assert (left, figures) == ([PROSE], [["设备购置 35%"]])


def test_outlined_letters_are_no_pie() -> None:
    """Headings that a program draws as outlines: as wide as ten letters, as high as one."""
    letters = tuple(Shape(Box(100 + 30 * n, 200, 129 + 30 * n, 229), stroked=False) for n in range(10))
    assert read(drawn(run("第一章", 140, 240, size=9), shapes=letters)) == (["第一章"], [])


def test_a_line_from_marker_to_marker_is_a_chart() -> None:
    places = [(150, 300), (200, 260), (250, 280), (300, 220)]
    strokes = tuple(
        Shape(Box(x0, min(y0, y1), x1, max(y0, y1)), stroked=True) for (x0, y0), (x1, y1) in pairwise(places)
    )
    names = [run(f"{n}月", 145 + 50 * n, 315, size=8) for n in range(4)]
    assert read(drawn(run(PROSE, 90, 150, size=12), *names, shapes=strokes))[0] == [PROSE]


def test_linked_boxes_are_a_flow_chart_and_what_stands_on_their_links_is_of_it() -> None:
    level, upright = [], []
    for n in range(3):
        h, v = frame(Box(100 + 140 * n, 200, 180 + 140 * n, 230))
        level += h
        upright += v
    level += [Ruling(215, 180, 240, 1), Ruling(215, 320, 380, 1)]
    names = [run(name, 115 + 140 * n, 218, size=10) for n, name in enumerate(("市财政局", "县财政局", "某某镇"))]
    told = [run("1,200万元", 186, 211, size=8)]
    rulings = Rulings(tuple(sorted(level)), tuple(sorted(upright)))
    left, figures = read(drawn(run(PROSE, 90, 150, size=12), *names, *told, rulings=rulings))
    assert left == [PROSE]
    assert sorted(figures[0]) == sorted(["市财政局", "县财政局", "某某镇", "1,200万元"])


def test_a_table_is_no_flow_chart() -> None:
    level = tuple(Ruling(200 + 20 * n, 100, 400, 1) for n in range(4))
    upright = tuple(Ruling(x, 200, 260, 1) for x in (100, 200, 300, 400))
    cells = [
        run(f"{row}{column}", 110 + 100 * column, 214 + 20 * row, size=9) for row in range(3) for column in range(3)
    ]
    assert read(drawn(*cells, rulings=Rulings(level, upright)))[1] == []


def test_a_frame_beside_lines_of_the_text_is_set_aside_and_one_between_them_is_not() -> None:
    level, upright = frame(Box(380, 190, 500, 250))
    inside = [run("名词解释：结余资金", 390, 210, size=9), run("指未支出的指标。", 390, 225, size=9)]
    beside = [run("评价组采用资料核查的方式，共查阅会计凭证二十份", 90, y, size=11) for y in (205, 225, 245)]
    rulings = Rulings(tuple(level), tuple(upright))
    left, figures = read(drawn(*beside, *inside, rulings=rulings))
    assert (len(left), figures) == (3, [["名词解释：结余资金", "指未支出的指标。"]])
    assert read(drawn(*inside, rulings=rulings))[1] == []


def test_the_unit_of_a_table_below_a_chart_stays() -> None:
    unit = run("单位：万元", 300, 325, size=8)
    names = [run(name, 150 + 50 * n, 312, size=8) for n, name in enumerate(("甲镇", "乙镇", "丙镇"))]
    left, _ = read(drawn(run(PROSE, 90, 150, size=12), *names, unit, shades=bars(90, 60, 30)))
    assert left == [PROSE, "单位：万元"]


def test_an_area_over_the_lines_of_an_axis_is_a_chart_and_a_mark_over_a_table_is_none() -> None:
    level = tuple(Ruling(200 + 25 * n, 100, 400, 0.5) for n in range(5))
    area = (Shape(Box(120, 215, 380, 300), stroked=False),)
    words = [run("甲镇", 130, 312, size=8), run(PROSE, 90, 150, size=12)]
    assert read(drawn(*words, shapes=area, rulings=Rulings(level, ())))[0] == [PROSE]
    walls = tuple(Ruling(x, 200, 299, 0.5) for x in (100, 250, 400))
    assert read(drawn(*words, shapes=area, rulings=Rulings(level, walls)))[1] == []
    mark = (Shape(Box(120, 215, 380, 600), stroked=False),)
    assert read(drawn(*words, shapes=mark, rulings=Rulings(level, ())))[1] == []
