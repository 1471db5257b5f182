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
