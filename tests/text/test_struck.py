"""What drafts show as deleted is left out where what replaced it stands behind it; other struck words stay."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Page, Ruling, Rulings
from extractor.text import lines, without_deleted

from tests.text.test_furniture import page
from tests.text.test_lines import run


def draft(*, underlined: bool) -> Page:
    parts = (run("合同金额为", 100), run("292.99", 150), run("787.29", 180), run("万元", 210))
    level = [Ruling(96.5, 150, 180, 0.6), *([Ruling(101.5, 180, 210, 0.6)] if underlined else [])]
    return replace(page(1, *parts), rulings=Rulings(tuple(level), ()))


def told(whole: Page) -> list[str]:
    return [line.text for line in lines(whole.runs, 1)]


def test_words_with_others_in_their_place_are_left_out() -> None:
    (read,) = without_deleted([draft(underlined=True)])
    assert told(read)[0].replace(" ", "") == "合同金额为787.29万元"
    assert read.notes == ("deleted_text",)


def test_struck_words_without_such_stay() -> None:
    (read,) = without_deleted([draft(underlined=False)])
    assert "292.99" in told(read)[0]


def test_pages_of_such_a_draft_lose_all_that_was_deleted() -> None:
    first, second = without_deleted([draft(underlined=True), draft(underlined=False)])
    assert "292.99" not in told(second)[0]
    assert first.notes == second.notes


def test_one_struck_digit_of_a_draft_goes_too() -> None:
    """A line ends within a figure that was deleted: its last digit stands before what replaced it."""
    parts = (
        run("合同金额为", 100),
        run("292.99", 150),
        run("787.29", 180),
        run("6", 100, 116),
        run("640.50", 105, 116),
    )
    level = (Ruling(96.5, 150, 180, 0.6), Ruling(101.5, 180, 210, 0.6), Ruling(112.5, 100, 105, 0.6))
    (read,) = without_deleted([replace(page(1, *parts), rulings=Rulings(level, ()))])
    assert told(read)[-1] == "640.50"
    (plain,) = without_deleted([replace(page(1, *parts), rulings=Rulings(level[2:], ()))])
    assert "6640.50" in told(plain)[-1]
