"""Numbering at the start of a paragraph, tested from the pattern file itself."""

from __future__ import annotations

import pytest
from extractor.outline.markers import chinese_value, fold, marker_at_start
from extractor.patternbook import load_patterns
from hypothesis import given
from hypothesis import strategies as st

STYLES = load_patterns("headings")["style"]
NUMERALS = "零一二三四五六七八九"


@pytest.mark.parametrize(("style", "text"), [(s["name"], text) for s in STYLES for text in s["examples"]])
def test_examples_are_read_by_their_style(style: str, text: str) -> None:
    marker = marker_at_start(text)
    assert marker is not None
    assert marker.style == style
    assert text[marker.end :].strip()


@pytest.mark.parametrize(("style", "text"), [(s["name"], text) for s in STYLES for text in s["not"]])
def test_false_friends_are_not(style: str, text: str) -> None:
    marker = marker_at_start(text)
    assert marker is None or marker.style != style


@pytest.mark.parametrize(
    ("text", "number", "value", "words"),
    [
        ("十一、附则", "十一", 11, "附则"),
        ("（二十） 其他", "二十", 20, "其他"),
        ("３．产出", "3", 3, "产出"),
        ("③质量", "3", 3, "质量"),
        ("㈣制度", "四", 4, "制度"),
        ("2.1.3 资金到位", "2.1.3", 3, "资金到位"),
        ("  1、 背景", "1", 1, "背景"),
        ("٣、项目背景", "٣", 3, "项目背景"),  # digits of Uyghur and Tibetan prints, and those of formulas
        ("（༢）资金情况", "༢", 2, "资金情况"),
        ("𝟏.项目概况", "𝟏", 1, "项目概况"),
    ],
)
def test_number_value_and_words(text: str, number: str, value: int, words: str) -> None:
    marker = marker_at_start(text)
    assert marker is not None
    assert (marker.number, marker.value, text[marker.end :]) == (number, value, words)


@given(st.integers(1, 99))
def test_chinese_numerals_have_their_value(value: int) -> None:
    tens, ones = divmod(value, 10)
    numeral = (
        NUMERALS[ones] if not tens else ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")
    )
    assert chinese_value(numeral) == value


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
