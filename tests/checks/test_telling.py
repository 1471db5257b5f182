"""Passages found by the words that stand in them."""

from __future__ import annotations

from extractor.checks.telling import Passages
from extractor.checks.wording import cues
from extractor.patternbook import load_patterns

TOLD = ["人均120元，户均360元", "", "占预算的90%", "均占一半", "其中：甲"]


def passages() -> Passages[str]:
    return Passages(TOLD, str)


def test_those_that_tell_a_word_in_their_order() -> None:
    assert passages().telling("均") == [TOLD[0], TOLD[3]]
    assert passages().telling("占", "均") == [TOLD[0], TOLD[2], TOLD[3]]
    assert passages().telling("其中") == [TOLD[4]]


def test_no_word_reaches_from_one_into_the_next() -> None:
    assert passages().telling("元占") == []
    assert passages().telling("半其") == []


def test_all_of_them_are_gone_over_as_ever() -> None:
    assert list(passages()) == TOLD
    assert len(passages()) == len(TOLD)


def test_none_where_nothing_is_told() -> None:
    assert Passages([], str).telling("均") == []


def test_cues_are_words_and_no_wordings() -> None:
    groups = {("bands", "cue"), ("lists", "any_total"), ("labelled", "may_be"), ("flows", "may_be_spent")}
    for group, name in groups:
        assert cues(group, name) == tuple(load_patterns("checks")[group][name])
        assert not any(set(word) & set("[](|)?*+^$\\") for word in cues(group, name))
