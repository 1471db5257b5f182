"""Words that a phrase cannot do without, told from the phrase itself."""

from __future__ import annotations

import re

import pytest
from extractor.patternbook import load_patterns
from extractor.records.problems.phrases import cues, expression
from extractor.records.problems.wordings import sentences


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        ("一盘棋", {"一盘棋"}),
        ("套取|骗取", {"套取", "骗取"}),
        ("(?:资金)?~?分配~(?:不|缺)", {"分配"}),
        ("未~?(?:收取|缴纳)~?(?:履约)?保证金", {"保证金"}),
        ("先[增减]后[增减]", {"先"}),
        ("[增减]+额", {"额"}),
        ("[^增减]额", {"额"}),
        ("[增减]~", {"增", "减"}),
        ("质量(?!考核)", {"质量"}),
        ("(?<!施工)把关不?严", {"把关"}),
        ("至\\d+月(?:才|方)?完成", {"完成"}),
        ("完工(?:手续)*", {"完工"}),
        ("完{0,2}工", {"工"}),
        ("(?:资金|(?:预|决)算)管理办法", {"管理办法"}),
        ("(?:资金|(?:预|决)算)不足", {"不足"}),
        ("(?:资金|(?:预|决)算)~", {"资金", "算"}),
        ("资金|\\d", set()),
        ("(?:资金)?", set()),
        ("", set()),
    ],
)
def test_needed_words(phrase: str, needed: set[str]) -> None:
    assert cues(phrase) == needed


def test_what_a_phrase_finds_tells_one_of_its_words() -> None:
    kinds = load_patterns("findings")["type"]
    phrases = [each for kind in kinds for name in ("signals", "weak", "counter") for each in kind.get(name, [])]
    texts = "\n".join(text for _, text in sentences())
    silent = [
        (phrase, found[0])
        for phrase in phrases
        if (needed := cues(phrase))
        for found in re.finditer(expression(phrase), texts)
        if found[0] and not any(word in found[0] for word in needed)
    ]
    assert silent == []
