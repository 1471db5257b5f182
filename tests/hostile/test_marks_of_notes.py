"""A raised figure beside an amount is the mark of a note, never one of its digits."""

from __future__ import annotations

import pytest
from extractor import find_money

from tests.hostile.paper import Paper, yuan


def test_a_mark_before_an_amount_is_no_digit_of_it() -> None:
    paper = Paper().page().text(84, 100, "实际支出").text(132, 96, "2", 7).text(136, 100, "80万元，占比80%。")
    report = paper.read()
    assert yuan(report) == ["800000"]
    assert report.pages[0].text.startswith("实际支出²80万元")


def test_a_mark_inside_an_amount_is_passed_over() -> None:
    width = 12 * 4 + 3 * 6.5
    paper = Paper().page().text(84, 100, "实际支出100").text(84 + width, 96, "[1]", 7)
    assert yuan(paper.text(84 + width + 12, 100, "万元").read()) == ["1000000"]


def test_a_mark_in_a_score_is_no_digit_of_it() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "分值", "得分"], ["决策", "立项", "依据", "10", "9"]]
    paper = Paper().page().table(60, 100, (80, 80, 80, 60, 60), rows).text(310, 132, "1", 5.5)
    report = paper.read()
    assert [str(item.score) for item in report.score_items] == ["9"]


@pytest.mark.parametrize("text", ["支出100¹万元", "支出100 ² 万元", "支出²100万元"])
def test_marks_typed_as_raised_characters(text: str) -> None:
    assert [money.yuan for money in find_money(text)] == [1_000_000]
