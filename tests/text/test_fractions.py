"""Fractions with a bar are read in one line; underlined words and cells of tables are none."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Page, Ruling, Rulings
from extractor.text import lines, with_fractions

from tests.text.test_furniture import page
from tests.text.test_lines import run


def formula(bar: Ruling, *, over: float = 92.0, under: float = 114.0) -> Page:
    parts = (
        run("预算执行率=", 100, 103),
        run("实际支出数", 165, over),
        run("预算数", 175, under),
        run("×100%", 222, 103),
    )
    return replace(page(1, *parts), rulings=Rulings((bar,), ()))


def told(whole: Page) -> list[str]:
    return [line.text for line in lines(with_fractions(whole).runs, 1)]


def test_a_fraction_stands_on_the_line_of_its_formula() -> None:
    assert told(formula(Ruling(100, 162, 220, 1))) == ["预算执行率=实际支出数/预算数×100%"]
    assert not with_fractions(formula(Ruling(100, 162, 220, 1))).rulings.horizontal


def test_a_line_under_words_and_one_too_short_are_no_bars() -> None:
    assert len(told(formula(Ruling(105, 100, 160, 1)))) == 3
    assert len(told(formula(Ruling(100, 190, 220, 1)))) == 3


def test_words_far_from_the_bar_are_not_over_it() -> None:
    assert len(told(formula(Ruling(100, 162, 220, 1), over=70.0))) == 3


def test_the_ruling_between_rows_beside_a_merged_cell_is_no_bar() -> None:
    """A cell of a dash merged over two rows interrupts it right where a formula would go on."""
    bar = Ruling(100, 162, 220, 1)
    table = replace(formula(bar), rulings=Rulings((bar,), (Ruling(220, 80, 130, 1), Ruling(162, 80, 130, 1))))
    assert len(told(table)) == 3
