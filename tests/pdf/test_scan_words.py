"""Repairs of what is read from pictures: each pattern against its own examples, and what must never be touched."""

from __future__ import annotations

from typing import Any

import pytest
from extractor.patternbook import load_patterns
from extractor.pdf.scan_words import DROPPED, doubts, narrow_commas, repaired

RULES = load_patterns("ocr")["rule"]
DOUBTS = load_patterns("ocr")["doubt"]


def names(text: str) -> list[str]:
    return [doubt.name for doubt in doubts(text)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_examples_of_a_rule(rule: dict[str, Any]) -> None:
    for before, after in rule["examples"]:
        mended = repaired(before, in_cell=rule["where"] == "cell")
        assert mended.text.replace(DROPPED, "") == after
        assert len(mended.text) == len(before)
        assert bool(mended.rules) != bool(rule.get("quiet"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_what_a_rule_leaves_alone(rule: dict[str, Any]) -> None:
    for text in rule["not"]:
        assert rule["name"] not in repaired(text, in_cell=True).rules


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt["name"])
def test_examples_of_a_doubt(doubt: dict[str, Any]) -> None:
    assert all(doubt["name"] in names(text) for text in doubt["examples"])
    assert not any(doubt["name"] in names(text) for text in doubt["not"])


@pytest.mark.parametrize(
    "text",
    [
        "330,435.30",
        "100.00%",
        "-1,200.5",
        "二〇一八年",
        "S101线",
        "D-005号",
        "长财预〔2018〕001号",
        "12",
        "√",
        "2018年5月9日",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert repaired(text, in_cell=True).text == text
    assert not list(doubts(text))


def test_a_chinese_comma_between_digits_needs_its_room() -> None:
    assert narrow_commas("9，500", [0, 6, 12, 18, 24], 12) == "9,500"
    assert narrow_commas("9，500", [0, 12, 22, 28, 34], 12) == "9，500"
