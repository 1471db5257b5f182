"""Which of many entries have to do with a text, by words that they cannot do without."""

from __future__ import annotations

import pytest
from extractor.patternbook import Cues

ENTRIES = Cues([("carried over", ["上年结转", "结余"]), ("last year", ["上年"]), ("always", []), ("rest", ["余"])])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["always"]),
        ("上年结转30万元", ["carried over", "last year", "always"]),
        ("上上年收入", ["last year", "always"]),
        ("年末结余30万元，上年20万元", ["carried over", "last year", "always", "rest"]),
        ("余额30万元", ["always", "rest"]),
        ("上", ["always"]),
    ],
)
def test_entries_are_told_once_and_in_their_order(text: str, told: list[str]) -> None:
    assert ENTRIES.of(text) == told


def test_nothing_is_told_of_no_entries() -> None:
    assert Cues[str]([]).of("上年结转30万元") == []
