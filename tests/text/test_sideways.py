"""Words set sideways in the cells of tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extractor.model.geometry import Page, Ruling, Run
from extractor.text.sideways import with_sideways

from tests.tables.drawn import across, down, page, run

WALLS = [down(100, 100, 160), down(130, 100, 160)]
ENDS = [across(100, 60, 300), across(160, 60, 300)]


def sideways(words: str, x: float = 110.0, top: float = 110.0, size: float = 10.0) -> Run:
    n = len(words)
    return Run(words, (x,) * n, (x + size,) * n, top, top + n * size, top, size, "宋体", False)


def turned(stray: list[Run], horizontal: list[Ruling], vertical: list[Ruling], *beside: Run) -> Page:
    (found,) = with_sideways([replace(page(beside, horizontal, vertical), stray=tuple(stray))])
    return found


def test_words_in_a_cell() -> None:
    found = turned([sideways("预算金额")], ENDS, WALLS)
    assert [each.text for each in found.runs] == ["预算金额"]
    assert found.runs[0].bottom - found.runs[0].top == pytest.approx(10)
    assert not found.stray


def test_letters_one_by_one_downwards_and_upwards() -> None:
    below = [sideways(letter, 104, 110 + 10 * n) for n, letter in enumerate("产业")]
    above = [sideways(letter, 116, 130 - 10 * n) for n, letter in enumerate("发展")]
    assert [each.text for each in turned([*below, *above], ENDS, WALLS).runs] == ["产业", "发展"]


def test_lines_of_one_cell_in_the_order_of_the_file() -> None:
    found = turned([sideways("中央资金", 118), sideways("拨付金额", 104)], ENDS, WALLS)
    assert [each.text for each in sorted(found.runs, key=lambda each: each.baseline)] == ["中央资金", "拨付金额"]


def test_words_between_rulings_beside_others() -> None:
    """A table with rulings across alone."""
    assert turned([sideways("预算金额")], ENDS, [], run("项目", 200, 120)).runs[1].text == "预算金额"
    assert turned([sideways("预算金额")], ENDS, []).stray


@pytest.mark.parametrize(
    ("stray", "horizontal"),
    [
        (sideways("资金使用情况", 20), ENDS),  # at the margin, no ruling over it
        (sideways("内部资料", 110, 110, 60), ENDS),  # a watermark, larger than the cell
        (sideways("预算金额"), [across(40, 60, 300), across(800, 60, 300)]),  # within a border around the page
        (sideways("页"), ENDS),
    ],
)
def test_other_print_stays_aside(stray: Run, horizontal: list[Ruling]) -> None:
    found = turned([stray], horizontal, [down(100, 40, 800), down(130, 40, 800)])
    assert (found.runs, found.stray) == ((), (stray,))


def test_a_slanted_watermark_stays_aside() -> None:
    slanted = Run("征求意见", (90, 100, 110, 120), (100, 110, 120, 130), 105, 150, 150, 14, "宋体", False)
    assert turned([slanted], ENDS, WALLS).stray == (slanted,)
