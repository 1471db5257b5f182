"""Problems called by their numbers, and which of a list they are."""

from __future__ import annotations

import pytest
from extractor.records.problems.called import answers, called

from tests.reading_builder import reading

LISTED = ("三、存在的问题", "（一）面积不实", "少132亩。", "（二）资金滞留", "4个乡镇。", "（三）台账缺失", "无记录。")
FIELDS = ("三、问题", "（一）资金方面", "1.滞留。超期。", "2.超付。多付。", "（二）管理方面", "1.漏报。未报。")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("问题（一）（三）主要是因为人手不足", [0, 2]),
        ("上述（一）、（二）两个问题", [0, 1]),
        ("第二、三项问题的成因", [1, 2]),
        ("问题（一）至（三）的原因", [0, 1, 2]),
        ("问题2的原因是", [1]),
        ("前两个问题的原因", [0, 1]),
        ("最后一个问题", [2]),
        ("问题九的原因", []),
    ],
)
def test_which_problems_are_called(text: str, places: list[int]) -> None:
    sections = [each for each in reading(LISTED).outline.sections if each.level == 2]
    (call,) = called(text)
    assert answers(call, sections) == places


def test_numbers_below_a_field_are_of_that_field() -> None:
    sections = [each for each in reading(FIELDS).outline.sections if each.level == 3]
    (call,) = called("问题（一）2、（二）1的原因是")
    assert answers(call, sections) == [1, 2]
    (call,) = called("问题（一）的原因是")
    assert answers(call, sections) == [0, 1]


@pytest.mark.parametrize("text", ["问题一览表", "发现问题3个", "问题2万元", "前期问题", "存在问题一是滞后"])
def test_numbers_that_call_no_problem(text: str) -> None:
    assert called(text) == []


def test_numbers_with_the_word_before_each() -> None:
    sections = [each for each in reading(LISTED).outline.sections if each.level == 2]
    (call,) = called("问题1和问题3反映出无人牵头")
    assert answers(call, sections) == [0, 2]
