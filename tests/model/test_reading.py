"""What is told of a reading once for all who ask."""

from __future__ import annotations

from extractor.model.layout import PageIndex
from extractor.model.reading import Outline, Reading


def an_empty_reading() -> Reading:
    return Reading("甲.pdf", PageIndex(()), [], [], Outline([], [], [], []))


def test_what_a_function_tells_is_worked_out_once_for_each_reading() -> None:
    asked: list[str] = []

    def names(reading: Reading) -> list[str]:
        asked.append(reading.file)
        return [reading.file]

    first, second = an_empty_reading(), an_empty_reading()
    assert first.once(names) is first.once(names)
    assert second.once(names) == ["甲.pdf"]
    assert asked == ["甲.pdf", "甲.pdf"]
    assert first == second
