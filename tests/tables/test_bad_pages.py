"""Pages that no typist made: bounded time, no exception, the text kept."""

from __future__ import annotations

import math
import random
import time
from dataclasses import replace

from extractor.model.geometry import Ruling, Turn
from extractor.tables import find, is_overcrowded

from tests.tables.drawn import across, down, filled, grids, page, run

# Seconds; each takes a second at most on a slow machine, but shared runners stall.
BOUND = 20.0
BODY = [run("项目资金支出情况的说明", 60, 50 + 20 * i) for i in range(30)]


def scattered(count: int, extent: float) -> tuple[list[Ruling], list[Ruling]]:
    dice = random.Random(7)
    rules: list[list[Ruling]] = [[], []]
    for number in range(count):
        start = dice.uniform(0, extent)
        rules[number % 2].append(Ruling(dice.uniform(0, extent), start, start + dice.uniform(1, 90), 0.5))
    return rules[0], rules[1]


def test_a_hundred_thousand_segments() -> None:
    for extent in (800.0, 14_000.0):
        crowded = page(BODY, *scattered(100_000, extent))
        start = time.perf_counter()
        _, rest = find(crowded)
        assert time.perf_counter() - start < BOUND
        assert len(rest) == len(BODY)
        assert is_overcrowded(crowded)


def test_hatching_is_no_table() -> None:
    horizontal = [across(4.0 * i, 0, 14_000) for i in range(3_000)]
    vertical = [down(4.0 * i, 0, 14_000) for i in range(3_000)]
    start = time.perf_counter()
    pieces, _ = find(page(BODY, horizontal, vertical))
    assert time.perf_counter() - start < BOUND
    assert pieces == []


def test_coordinates_that_are_no_numbers() -> None:
    odd = [
        Ruling(math.nan, 0, 100, 0.5),
        Ruling(10, math.nan, 100, 0.5),
        Ruling(math.inf, 0, 1e9, 0.5),
        Ruling(1e9, 0, 1e9, 0.5),
        Ruling(50, -1e9, 1e9, 0.5),
        Ruling(60, 100, 100, 0.5),
    ]
    pieces, rest = find(page(BODY, odd, odd))
    assert pieces == []
    assert len(rest) == len(BODY)


def test_odd_rulings_beside_a_table_do_no_harm() -> None:
    good = filled([["项目", "金额"], ["甲", "1.00"]], [50.0, 150.0, 250.0])
    odd = (Ruling(1e9, 0, 1e9, 0.5), Ruling(300.0, -math.inf, math.inf, 0.5))
    bad = replace(
        good,
        rulings=type(good.rulings)((*good.rulings.horizontal, *odd), (*good.rulings.vertical, *odd)),
    )
    assert [grid.texts() for grid in grids(bad)] == [[["项目", "金额"], ["甲", "1.00"]]]


def test_page_without_area() -> None:
    flat = replace(page([]), width=0.0, height=0.0, turn=Turn(0, 0.0, 0.0))
    assert find(flat) == ([], [])


def test_three_thousand_rows() -> None:
    rows = [[str(number), "项目", "1.00"] for number in range(3_000)]
    start = time.perf_counter()
    (grid,) = grids(filled(rows, [50.0, 100.0, 200.0, 300.0], top=10.0, height=6.0))
    assert time.perf_counter() - start < BOUND
    assert grid.n_rows == 3_000


def test_prose_and_figures_packed_on_one_page() -> None:
    words = [run(str(i), 50, 20 + 13.0 * i, 8) for i in range(60)]
    words += [run("某某说明文字，某某说明文字", 100 + 140 * k, 20 + 9.0 * i, 8) for k in range(3) for i in range(86)]
    start = time.perf_counter()
    find(page(words, [across(15, 40, 560), across(19, 40, 560), across(832, 40, 560)]))
    assert time.perf_counter() - start < BOUND


def test_cells_of_ten_thousand_characters() -> None:
    words = "资金" * 50
    rows = [across(10.0, 50, 2050), across(1300.0, 50, 2050), across(1330.0, 50, 2050)]
    sides = [down(x, 10, 1330) for x in (50.0, 1100.0, 2050.0)]
    lines = [run(words, x, 15 + 12.0 * i) for i in range(100) for x in (55, 1105)]
    start = time.perf_counter()
    (grid,) = grids(page([*lines, run("甲", 55, 1310), run("1.00", 1105, 1310)], rows, sides))
    assert time.perf_counter() - start < BOUND
    assert grid.texts() == [[words * 100, words * 100], ["甲", "1.00"]]


def test_cells_of_ten_thousand_characters_without_a_grid() -> None:
    words = "资金" * 25
    heads = [run("序号", 50, 10), run("主要内容", 300, 10), run("金额", 700, 10)]
    lines = [run(words, 100, 30 + 12.0 * i) for i in range(200)]
    values = [run("1", 50, 1224), run("5.00", 700, 1224), *(run(w, x, 2440) for w, x in (("2", 50), ("6.00", 700)))]
    start = time.perf_counter()
    pieces, rest = find(page([*heads, *lines, *values], [across(y, 40, 760) for y in (5.0, 25.0, 2460.0)]))
    assert time.perf_counter() - start < BOUND
    kept = sum(len(line.text) for piece in pieces for cell in piece.cells for line in cell.lines)
    assert kept + sum(len(r.text) for r in rest) == sum(len(r.text) for r in (*heads, *lines, *values))


def test_crossing_rulings_that_make_no_grid() -> None:
    """Crosses beside each other, a fan of half rulings, overlapping frames askew: the text outside stays whole."""
    crosses_h = [across(100 + 40.0 * i, 300 + 7 * i, 330 + 7 * i) for i in range(10)]
    crosses_v = [down(315 + 7.0 * i, 90 + 40 * i, 110 + 40 * i) for i in range(10)]
    frames_h = [across(y, x, x + 90) for x, y in ((60.0, 600.0), (60.0, 660.0), (110.0, 630.0), (110.0, 690.0))]
    frames_v = [down(x, y, y + 60) for x, y in ((60.0, 600.0), (150.0, 600.0), (110.0, 630.0), (200.0, 630.0))]
    pieces, rest = find(page(BODY, [*crosses_h, *frames_h], [*crosses_v, *frames_v]))
    kept = [line.text for piece in pieces for cell in piece.cells for line in cell.lines] + [r.text for r in rest]
    assert sum(map(len, kept)) == sum(len(r.text) for r in BODY)
    assert all(len(piece.cells) < 20 for piece in pieces)
