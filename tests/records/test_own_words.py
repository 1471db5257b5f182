"""Advice and problems by the words that only the two of them share."""

from __future__ import annotations

from extractor.records.problems.own_words import Said, named_by_own_words

LATE = Said("污泥处置台账不完整", "8月至10月缺少转运联单。")
BROKEN = Said("在线监测设备故障频发", "全年停机21次，备品备件储备不足。")
UNPAID = Said("按效付费流于形式", "未开展考核即支付运营服务费。")
PROBLEMS = [LATE, BROKEN, UNPAID]


def named(*advice: Said) -> list[list[int]]:
    return named_by_own_words(advice, PROBLEMS)


def test_what_is_to_be_done_shares_words_with_the_text_of_one_problem() -> None:
    assert named(Said("实行先考核后付费", ""), Said("完善库房条件", "补齐备品备件，减少停机。")) == [[2], [1]]


def test_one_advice_answers_several_problems_whose_words_no_other_has() -> None:
    both = Said("对运营公司的建议", "补齐转运联单；增加备品备件。")
    assert named(both, Said("严格先考核后付费", "")) == [[0, 1], [2]]


def test_advice_on_another_matter_names_no_problem() -> None:
    assert named(Said("开展预算绩效业务培训", "组织财务人员参加。"), Said("加强环境保护宣传", "")) == [[], []]


def test_words_of_all_problems_tell_none_from_the_others() -> None:
    problems = [Said("电梯检验超期", "4台。"), Said("电梯造价不清", "32台。"), Said("电梯井道渗漏", "2处。")]
    assert named_by_own_words([Said("落实电梯主体责任", "由电梯产权人负责。")], problems) == [[]]


def test_of_two_advices_the_one_that_shares_more_names_a_problem() -> None:
    found = named(Said("完善台账", "污泥转运联单按月核对，处置台账一车一档。"), Said("加强学习", "组织学习台账知识。"))
    assert found == [[0], []]


def test_a_single_problem_is_told_from_no_other() -> None:
    assert named_by_own_words([Said("补齐转运联单", "")], [LATE]) == [[]]
