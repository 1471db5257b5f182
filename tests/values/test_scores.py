"""Scores and grades of whole evaluations."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.values import find_scores, grade_classes, is_review, usual_grade
from extractor.values.explain import explain


def test_score_with_its_grade() -> None:
    (found,) = find_scores("评价组认为，项目综合得分 88.35 分，评价等级为“良好”。")
    assert (found.score, found.grade, found.grade_class) == (Decimal("88.35"), "良好", "良")


def test_two_bodies_with_two_scores() -> None:
    own, theirs = find_scores("县水利局自评得分97分，等级为优；财政评价得分78.5分，等级为中。")
    assert (own.kind, own.subject, own.score, own.grade) == ("self", "县水利局", 97, "优")
    assert (theirs.kind, theirs.score, theirs.grade) == ("overall", Decimal("78.5"), "中")


def test_grade_alone() -> None:
    (found,) = find_scores("本单位整体支出绩效自评结果为“优”。")
    assert (found.score, found.grade) == (None, "优")


def test_the_grade_of_a_review_passes_over_the_score_that_it_reviews() -> None:
    review, own = find_scores("本项目复评得分84.2分，自评得分98分，复评等级为良。")
    assert (review.score, review.grade, is_review(review)) == (Decimal("84.2"), "良", True)
    assert (own.score, own.grade, is_review(own)) == (Decimal(98), None, False)
    first, second = find_scores("自评得分98分，评价得分84.2分，评价等级为良。")
    assert (first.grade, second.grade) == (None, "良")


def test_full_score() -> None:
    (found,) = find_scores("总分100分，综合评价得分为92分。")
    assert (found.score, found.full_score) == (92, 100)


def test_usual_grades_and_classes() -> None:
    assert [usual_grade(Decimal(score)) for score in (90, 89, 80, 60, 59)] == ["优", "良", "良", "中", "差"]
    assert grade_classes()["不合格"] == "差"


def test_offsets() -> None:
    text = "最终得分：\n 83 分"
    (found,) = find_scores(text)
    assert text[found.start : found.end] == found.text == "最终得分：\n 83 分"


def test_another_evaluation_that_this_one_is_compared_with_is_no_verdict() -> None:
    (found,) = find_scores("复评得分74.6分，较单位自评得分93.5分低18.9分，复评等级为“中”。")
    assert (found.score, found.grade) == (Decimal("74.6"), "中")


def test_explain_tells_every_family() -> None:
    told = explain("2019年大理州按滇财预〔2018〕6号投入35万元，综合得分91分", 2019)
    assert [each.family for each in told] == ["dates", "regions", "document_numbers", "money", "scores"]
    assert all(each.steps and each.pattern for each in told)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("自评综合得分：88.5（满分100分），绩效等级：B。", "B"),
        ("自评得分88.5分，等级为B级。", "B"),
        ("自评得分88.5分，评为A级旅游景区", None),
        ("自评得分88.5分，绩效等级分为A、B、C、D四级", None),
    ],
)
def test_a_grade_by_a_letter_folds_into_no_tier(text: str, grade: str | None) -> None:
    (score,) = find_scores(text)
    assert (score.grade, score.grade_class) == (grade, None)


def test_a_letter_right_behind_its_label() -> None:
    assert [(each.score, each.grade) for each in find_scores("自评总分90.2分，等级A。")] == [(Decimal("90.2"), "A")]
    assert find_scores("防护等级B类设备。") == []


def test_a_figure_cut_by_a_mark_or_a_line_end_gives_no_half_of_a_score() -> None:
    assert not [score for cut in "。，\n" for score in find_scores(f"综合得分为87{cut}5分")]
    assert [str(score.score) for score in find_scores("综合得分为87.5，5项指标扣分")] == ["87.5"]
    assert [str(score.score) for score in find_scores("综合得分为87\n等级为良")] == ["87"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("绩效评价结果：良（86.3分）。", [("86.3", "良")]),
        ("评价等级“优秀”（得分93.2），好于上年。", [("93.2", "优秀")]),
        ("评价等级为“优”（综合得分为93分）。", [("93", "优")]),
        ("项目综合评分值为84.7分，评价结论良。", [("84.7", "良")]),
        ("评价得分85分，等级为“良”（80分以上）。", [("85", "良")]),
        ("评价等级分为优（100分）、良（85分）、中（70分）。", []),
        ("评价等级为良（80）。", [("None", "良")]),
    ],
)
def test_a_score_in_brackets_behind_its_grade(text: str, told: list[tuple[str, str]]) -> None:
    assert [(str(each.score), each.grade) for each in find_scores(text)] == told
