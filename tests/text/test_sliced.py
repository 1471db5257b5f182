"""A line that lies half on one page and half on the next is read on one of them, with the letters of both."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Cut, Page, Run
from extractor.text import unsliced

from tests.tables.drawn import page, run

TOP, BOTTOM = 60.0, 780.0
AMOUNT = "-1,234.56"


def copies(baseline: float) -> tuple[Run, Run]:
    """The same line at the foot of a page and at the top of the next."""
    above = run(AMOUNT, 100, baseline - 8.6)
    return above, run(AMOUNT, 100, baseline - 8.6 - BOTTOM + TOP)


def without(line: Run, marks: str) -> list[Run]:
    kept = [place for place, character in enumerate(line.text) if character not in marks]
    return [
        replace(
            line,
            text="".join(line.text[place] for place in kept),
            left=tuple(line.left[place] for place in kept),
            right=tuple(line.right[place] for place in kept),
        )
    ]


def pages(above: list[Run], below: list[Run]) -> list[Page]:
    first = replace(page([run("上", 50, 400)]), cut_at_bottom=Cut(BOTTOM, tuple(above)) if above else None)
    second = replace(page([run("下", 50, 400)], number=2), cut_at_top=Cut(TOP, tuple(below)) if below else None)
    return unsliced([first, second])


def told(of: Page) -> str:
    """What stands on a page but for the line in its middle, from left to right."""
    letters = [(x, c) for one in of.runs if one.top != 400 for x, c in zip(one.left, one.text, strict=True)]
    return "".join(c for _, c in sorted(letters))


def test_low_marks_that_the_lower_page_alone_has_are_read_with_the_upper() -> None:
    above, below = copies(BOTTOM + 1)
    first, second = pages(without(above, ",."), without(below, "-"))
    assert (told(first), told(second)) == (AMOUNT, "")
    assert first.cut_at_bottom is None
    assert second.cut_at_top is None


def test_high_marks_that_the_upper_page_alone_has_are_read_with_the_lower() -> None:
    above, below = copies(BOTTOM + 6)
    first, second = pages(without(above, ",."), without(below, "-"))
    assert (told(first), told(second)) == ("", AMOUNT)


def test_a_line_that_only_one_page_has_stays_there() -> None:
    above, below = copies(BOTTOM + 6)
    assert [told(one) for one in pages([above], [])] == [AMOUNT, ""]
    assert [told(one) for one in pages([], [below])] == ["", AMOUNT]
