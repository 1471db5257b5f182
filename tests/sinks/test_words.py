"""The tokens of the search index."""

from __future__ import annotations

import sqlite3

import pytest
from extractor.sinks.words import BREAK, first_hit, index_text, match_expression, placed_words, words
from hypothesis import given, settings
from hypothesis import strategies as st

# The machine that runs the tests may be busy.
unhurried = settings(deadline=None)
HAN = st.text(alphabet="资产闲置合同管理不到位项目资金", min_size=1, max_size=12)


def test_the_tokens_are_pinned() -> None:
    """They lie in databases: a change of these needs a migration that makes the index anew."""
    text = "资产，闲置 4,827.06万元 ＡＢc-005号"
    assert index_text(text) == f"资产 产 {BREAK} 闲置 置 4827 {BREAK} 06 万元 元 abc {BREAK} 005 号"


@unhurried
@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    placed = list(placed_words(text))
    assert [word.word for word in placed] == words(text)
    for word in placed:
        assert 0 <= word.start < word.end <= len(text)
    assert [word.start for word in placed] == sorted(word.start for word in placed)


def found(text: str, query: str) -> bool:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'ascii')")
    connection.execute("INSERT INTO t VALUES (?)", (index_text(text),))
    expression = match_expression(query)
    return bool(expression) and bool(connection.execute("SELECT 1 FROM t WHERE t MATCH ?", (expression,)).fetchone())


@unhurried
@given(HAN, HAN, HAN)
def test_every_piece_of_a_text_is_found_and_nothing_else(before: str, piece: str, other: str) -> None:
    assert found(before + piece + before, piece)
    assert found(before, other) == (other in before)


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("设备闲置", "置", True),
        ("设备闲\n置", "闲置", True),
        ("资产。闲置", "资产闲置", False),
        ("望发改审〔2021〕18号", "望发改审(2021)18号", True),
        ("预算4,827.06万元", "4827.06", True),
        ("预算4827.06万元", "4,827.06", True),
        ("预算4827.06万元", "827", False),
        ("弱口令 WiFi 系统", "wifi", True),
        ("项目资金闲置", "闲置 资金", True),
        ("项目资金闲置", "闲置 合同", False),
        ("合同", "“", False),
        ('a "b" OR NOT c*', '"b" OR', True),
        ("𠮷祥物", "𠮷", True),
        ("𰻝面", "𰻝", True),
    ],
)
def test_queries(text: str, query: str, hit: bool) -> None:
    assert found(text, query) is hit
    assert (first_hit(text, query) is not None) is hit or " " in query


@unhurried
@given(st.text(max_size=30), st.text(max_size=8))
def test_no_query_breaks_the_search(text: str, query: str) -> None:
    if match_expression(query.replace("\x00", "")):
        found(text.replace("\x00", ""), query.replace("\x00", ""))


def test_a_hit_is_the_printed_text() -> None:
    text = "预算4,827.06万元，实付为零"
    span = first_hit(text, "4827.06")
    assert span is not None
    assert text[slice(*span)] == "4,827.06"
