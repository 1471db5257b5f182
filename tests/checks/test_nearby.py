"""Rules of figures near each other: they prove, and never accuse."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def results(*paragraphs: str) -> list[Check]:
    writer = Writer()
    for paragraph in paragraphs:
        writer.paragraph(paragraph)
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    return run(reading, head, [], values(reading, head))


def verdicts(rule: str, *paragraphs: str) -> list[str]:
    return [check.status for check in results(*paragraphs) if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划维修水渠84公里，实际完成73公里，完成率86.90%。", ["pass"]),
        ("全年产值由2.4亿元增加到2.7亿元，增长12.50%。", ["pass"]),
        # Few digits: only of the two figures right beside it.
        ("发放问卷40份，收回38份，回收率95%。", ["pass"]),
        ("发放问卷40份，走访12户，座谈3次，收回38份，涉及5个村，回收率95%。", ["pass"]),
        ("发放问卷41份，走访12户，收回38份，回收率93%。", []),
        # A share that an amount is taken by is no rate of two others.
        ("合同价200万元，按30%支付60万元。", []),
        ("计划维修水渠84公里，实际完成73公里，完成率89.60%。", []),
    ],
)
def test_a_rate_of_two_figures_near_it(text: str, expected: list[str]) -> None:
    assert verdicts("rate_nearby", text) == expected


def test_a_share_of_few_parts_is_no_chance_in_its_own_sentence_alone() -> None:
    apart = ("建成托育点若干，覆盖率83.33%。", "另有2个选址未经论证。", "12个食堂日均用餐40人。")
    assert verdicts("rate_nearby", "".join(apart)) == []
    assert verdicts("rate_nearby", "计划建设食堂12个。年末建成10个，完成率83.33%。") == ["pass"]
    assert verdicts("rate_nearby", "收到申报312宗。另有回访46宗。抽查合格率85.26%。") == ["pass"]


def test_what_is_left_of_a_whole_is_told_as_such() -> None:
    text = "已接入点位4,260个，其中离线510个，在线率88.03%。"
    (told,) = [check.message for check in results(text) if check.rule == "rate_nearby"]
    assert told == "第1页，所述88.03%与4,260个减去510个后的占比88.03%一致。"


def test_next_to_nothing_is_the_rest_of_no_whole() -> None:
    text = "年初预算为10,210.34万元。全年公务接待支出0.39万元，占100.00%。"
    assert verdicts("rate_nearby", text) == []


def test_a_rate_of_an_amount_told_elsewhere() -> None:
    texts = ("全年支出3,150.75万元。", "支出3,150.75万元中，项目经费居多。", "抽查凭证1,874.20万元，占59.48%。")
    assert verdicts("rate_nearby", *texts) == ["pass"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共投入512.40万元，分别用于甲项目120.15万元、乙项目182.25万元、丙项目210.00万元。", ["pass"]),
        ("应到位237.60万元，实际到位216.00万元，缺口21.60万元。", ["pass"]),
        ("抽查发现问题48个，整改43个，尚有5个未整改。", ["pass"]),
        ("覆盖率由58.3%提高到61.7%，提高3.4个百分点。", ["pass"]),
        # Small figures without a word for a sum, and figures that have nothing to do with each other.
        ("设2个科室、3个站点，配备5个窗口。", []),
        ("甲项目120.15万元，乙项目182.25万元，丙项目300.00万元。", []),
    ],
)
def test_sums_and_differences(text: str, expected: list[str]) -> None:
    assert verdicts("sum_nearby", text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("补种林地512亩，每亩补助120元，共61,440元。",), ["pass"]),
        (("每座补助15千元。", "抽查发现35座闲置，涉及补助资金525千元。"), ["pass"]),
        (("合同价380.00万元，按合同价的30%支付114.00万元。",), ["pass"]),
        (("补种林地512亩，每亩补助120元，共64,140元。",), []),
    ],
)
def test_products(texts: tuple[str, ...], expected: list[str]) -> None:
    found = verdicts("product_nearby", *texts)
    assert found == expected or verdicts("percentage_of_amount", *texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实际支出318.46万元（3,184,600.50元）。", ["pass"]),
        ("实际支出318.46万元（31,846,005.00元）。", ["fail"]),
        ("实际支出318.46万元（3,148,600.50元）。", ["fail"]),
        # A price in the brackets is another amount.
        ("实际支出318.46万元（2,500元/户）。", []),
    ],
)
def test_one_amount_in_two_units(text: str, expected: list[str]) -> None:
    assert verdicts("amount_in_two_units", text) == expected


def test_parts_that_make_an_amount_told_elsewhere() -> None:
    told = "共安排资金4815.18万元，其中：中央1773.44万元、省级1025.69万元、市级2616.05万元。"
    assert verdicts("parts_of_amount", told) == []
    assert verdicts("parts_of_amount", told, "全年到位5415.18万元。") == ["fail"]


def test_a_full_rate_of_quality_is_none_of_two_equal_amounts() -> None:
    built = "共建成校舍3,150平方米。绩效目标为新建校舍3,150平方米，工程{}100%，秋季开学投入使用。"
    assert verdicts("rate_of_equals", built.format("合格率")) == []
    assert verdicts("rate_of_equals", built.format("完成率")) == ["pass"]
