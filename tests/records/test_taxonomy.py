"""Types of problems: the pattern file against its own examples, and against sentences written apart from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.patternbook import load_patterns
from extractor.records.taxonomy import classify, severity_of, types

TYPES = load_patterns("findings")["type"]
SENTENCES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "finding_sentences.tsv").read_text(encoding="utf-8").splitlines()
]
# The half that the phrases were written beside, and the half that they were not (every second line each).
SEEN, UNSEEN = SENTENCES[0::2], SENTENCES[1::2]


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["examples"]])
def test_examples_are_told(code: str, text: str) -> None:
    assert classify(text).primary.code == code


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["not"]])
def test_false_friends_are_told_apart(code: str, text: str) -> None:
    assert classify(text).primary.code != code


@pytest.mark.parametrize(("sentences", "least"), [(SEEN, 0.97), (UNSEEN, 0.90)], ids=["seen", "unseen"])
def test_share_of_sentences_told(sentences: list[tuple[str, str]], least: float) -> None:
    right = sum(classify(text).primary.code == code for code, text in sentences)
    assert right / len(sentences) >= least


def test_codes_are_unique_and_every_type_has_sentences() -> None:
    codes = [kind.category.code for kind in types()]
    assert len(set(codes)) == len(codes)
    assert {code for code, _ in SENTENCES} == set(codes)
    assert {kind.category.group for kind in types()} == set(load_patterns("findings")["groups"].values())


def test_the_first_clause_of_a_title_decides_and_consequences_do_not() -> None:
    verdict = classify("政策宣传力度不够，导致平台注册率偏低")
    assert verdict.primary.name == "宣传推广不足"
    assert classify("未定期盘点资产，部分设备闲置").primary.name == "未盘点或资产日常管理薄弱"


def test_the_text_decides_where_the_title_is_silent() -> None:
    assert classify("存在的问题", "截至年底预算执行率偏低，仅为45%。").primary.name == "预算执行率偏低"


def test_unknown_matter_is_unclassified() -> None:
    assert classify("食堂菜品口味单调").primary.code == "00"


def test_phrases_tell_why() -> None:
    assert classify("工程竣工验收不及时").phrases[0].words in "工程竣工验收不及时"


@pytest.mark.parametrize(
    ("text", "severity"), [("制度有待完善", "light"), ("套取补贴资金", "serious"), ("未签订合同", "ordinary")]
)
def test_severity(text: str, severity: str) -> None:
    assert severity_of(text) == severity
