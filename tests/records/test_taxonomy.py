"""Types of problems: the pattern file against its own examples, and against sentences written apart from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.patternbook import load_patterns
from extractor.records.problems.taxonomy import classify, severity_of, types
from extractor.records.problems.wordings import sentences as known_wordings

TYPES = load_patterns("findings")["type"]


def sentences(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


SENTENCES = sentences("finding_sentences.tsv")
# The half that the phrases were written beside, and the half that they were not (every second line each); and those
# of another hand, written when phrases and known wordings stood.
SEEN, UNSEEN, OTHER_HAND = SENTENCES[0::2], SENTENCES[1::2], sentences("finding_sentences_unseen.tsv")
FRESH = sentences("finding_sentences_fresh.tsv")
# As people of a village, a school or a ward would say it, far from the language of reports.
FREE = [*sentences("finding_sentences_free.tsv"), *sentences("finding_sentences_last.tsv")]


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["examples"]])
def test_examples_are_told(code: str, text: str) -> None:
    assert classify(text).primary.code == code


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["not"]])
def test_false_friends_are_told_apart(code: str, text: str) -> None:
    assert classify(text).primary.code != code


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("帮扶车间停产", "资产闲置"),
        ("监控设备离线率高", "使用率注册率在线率偏低"),
        ("公务卡使用率低", "列支科目或凭证不规范"),
        ("水费收缴不到位", "资金监管不到位"),
        ("年度计划收支平衡", "未分类"),
    ],
)
def test_funds_insurance_and_poverty_relief(title: str, name: str) -> None:
    assert classify(title).primary.name == name


@pytest.mark.parametrize(
    ("sentences", "least"),
    [(SEEN, 0.97), (UNSEEN, 0.95), (OTHER_HAND, 0.90), (FRESH, 0.84), (FREE, 0.74)],
    ids=["seen", "unseen", "hand", "fresh", "free"],
)
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


def test_measuring_sentences_are_no_known_wordings() -> None:
    measured = {text for _, text in [*UNSEEN, *OTHER_HAND, *FRESH, *FREE]}
    assert measured.isdisjoint(text for _, text in known_wordings())


@pytest.mark.parametrize("title", ["存在的问题", "项目实施方面", "主要做法", "项目概况"])
def test_headings_that_tell_nothing_are_unclassified(title: str) -> None:
    assert classify(title).primary.code == "00"


def test_known_wordings_tell_where_no_phrase_does() -> None:
    verdict = classify("康复器械一直在库房吃灰")
    assert verdict.primary.name == "资产闲置"
    assert all("康复器械一直在库房吃灰"[p.start : p.end] == p.words for p in verdict.phrases)


def test_phrases_stand_where_they_say() -> None:
    title, text = "资产 闲置", "购置的 设备尚未\u3000拆封，导致浪费。"
    verdict = classify(title, text)
    assert verdict.phrases
    for phrase in verdict.phrases:
        source = title if phrase.in_title else text
        assert "".join(source[phrase.start : phrase.end].split()) == phrase.words


def test_a_second_matter_is_a_secondary_type() -> None:
    verdict = classify("未定期盘点资产，部分设备闲置")
    assert "资产闲置" in [category.name for category in verdict.secondary]


def test_phrases_tell_why() -> None:
    assert classify("工程竣工验收不及时").phrases[0].words in "工程竣工验收不及时"


@pytest.mark.parametrize(
    ("text", "severity"), [("制度有待完善", "light"), ("套取补贴资金", "serious"), ("未签订合同", "ordinary")]
)
def test_severity(text: str, severity: str) -> None:
    assert severity_of(text) == severity
