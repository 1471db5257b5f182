"""Means beside their amount and count, a year's days, ratios told behind their parts, shares of a second whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.checks import run
from extractor.model.report import Check, OverallScore, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def failed(text: str, score: Decimal | None = None) -> list[Check]:
    writer = Writer()
    writer.paragraph(text)
    scores = [OverallScore(subject=None, score=score, grade=None, grade_text=None, evidence=[])] if score else []
    reading, head = writer.reading(), ReportHead(fiscal_year=2023, overall_scores=scores)
    return [check for check in run(reading, head, [], values(reading, head)) if check.status == "fail"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("公务接待费3.21万元，接待86批次512人次，人均67.2元。", "mean_with_slip"),
        ("公务用车运行维护费8.15万元，车辆3辆，车均2.27万元。", "mean_with_slip"),
        ("转化9件，转化率10.47%，转化金额412万元，件均54.78万元。", "mean_with_slip"),
        ("其中2台呼吸机一直未启用，价值68.4万元，平均每台43.2万元。", "mean_with_slip"),
        ("年客运量412.6万人次，日均客运量1.31万人次。", "mean_with_slip"),
        ("全年开放312天，接待观众280.8万人次，日均0.99万人次；", None),
        ("到位1,440万元，其中中央720万元，自治区432万元，县级288万元，三级比例为5:4:1。", "parts_by_ratio"),
        ("从申报截止（2022年5月31日）到资金拨付（2022年12月20日）历时213天。", "days_of_term"),
        ("项目批复资金86.4万元，由中央资金50万元、县级配套34.6万元两部分组成。", "parts_by_words"),
        ("分三批下达资金6.84亿元：第一批下达4.2亿元，第二批下达1.69亿元，第三批下达0.68亿元。", "parts_by_words"),
        ("总投资3,680万元，其中专项债券2,900万元，占78.80%；医院自筹870万元，占21.20%。", "share_of_one_whole"),
        (
            "项目资金2,236.8万元，由中央资金860万元、省级资金742.8万元、县级资金643万元三部分组成。支出2,013.12万元，结余223.68万元。",
            "parts_by_words",
        ),
        (
            "自评得分96.2分，等级优。其中预算执行率9.85分，产出指标43.85分，效益指标28分，满意度指标10分。",
            "parts_in_text",
        ),
        ("工程于2021年10月20日竣工，至2022年7月31日仍未编制竣工决算，历时248天。", "days_of_term"),
        ("全年接警1,286起，其中火灾342起、救援518起、救助426起。月均接警101.77起。", "mean_with_slip"),
        ("资助金应于2023年6月30日前发放，实际2023年9月12日发放，滞后47天。", "days_of_term"),
        ("到位补助资金386万元（中央310万元、自治区67万元），实际支出386万元。", "parts_by_words"),
        ("三年共安排资金15,000万元，2021年4,200万元、2022年5,010万元、2023年5,700万元。", "parts_by_words"),
        ("实际支出3,752.64万元，市级承担30%即1,152.79万元、区级承担70%即2,626.85万元。", "part_by_percent"),
        ("24个项目中达到序时进度的13个，占54.17%；低于序时进度的12个，占45.83%。", "share_of_one_whole"),
        ("全年发放补贴3,752.64万元，月均321.72万元。", "mean_with_slip"),
        ("购置设备38台，金额6,270万元，占设备总额8,360万元的75%，台均156万元。", "mean_with_slip"),
        (
            "以1,728万元中标。签订后支付30%（518.4万元），验收后支付60%（1,063.8万元），质保期满支付10%（172.8万元）。",
            "part_by_percent",
        ),
        (
            "实施项目34个，总投资1.86亿元。其中2018年9个、4,260万元，2019年14个、7,890万元，2020年11个、6,360万元。",
            "parts_by_words",
        ),
        (
            "实施项目34个，总投资1.86亿元。种植业13个，投资5,208万元；养殖业8个，投资3,906万元；加工业14个，投资9,486万元。",
            "parts_by_words",
        ),
        (
            "总收入100万元，其中：拨款60万元，占60%；其他40万元，占40%。总支出80万元，其中基本支出30万元，占37.5%；"
            "项目支出50万元，占65.2%。",
            "share_of_one_whole",
        ),
    ],
)
def test_a_slip_is_told(text: str, rule: str | None) -> None:
    assert {check.rule for check in failed(text)} == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费3.21万元，接待86批次512人次，人均62.7元。",
        "实施项目34个，总投资1.86亿元。其中2018年9个、4,260万元，2019年14个、7,980万元，2020年11个、6,360万元。",
        "到位补助资金386万元（中央310万元、自治区76万元），实际支出386万元。",
        "到位补助资金386万元（中央补助310万元、农户自筹折资67万元），实际支出386万元。",
        "三年共安排资金15,000万元，2021年4,200万元、2022年5,100万元。",
        "24个项目中达到序时进度的13个，占54.17%；低于序时进度的5个，占20.83%。",
        "采暖季5个月发放补贴3,752.64万元，月均750.53万元。",
        "自评得分96.2分，等级优。其中预算执行率9.85分，产出指标48.35分，效益指标28分，满意度指标10分。",
        "工程于2021年10月20日竣工，至2022年7月31日仍未编制竣工决算，历时284天。",
        "检测芯样54个，厚度不足的7个，占12.96%，强度不足的4个，占7.41%。",
        # neither sum is its whole: not all parts are told
        "实施项目36个，总投资1.86亿元。其中2018年9个、4,260万元，2019年14个、7,890万元，2020年11个、6,360万元。",
        # a count beside an amount that is none of the list's
        "实施项目34个，到位资金1.8亿元。重点是2018年9个、4,260万元，2019年14个、7,980万元，2020年10个、6,360万元。",
        "总投资3,680万元，其中专项债券2,900万元，占78.80%；医院自筹700万元，占21.20%。",
        # another amount of the report makes the mean, or another count
        "补助资金8.15万元，维修费6.81万元，车辆3辆，车均2.27万元。",
        "年客运量412.6万人次，日均客运量1.13万人次。",
        "年客运量412.6万人次，工作日日均客运量1.65万人次。",
        "全年供水312.6万吨，日均0.86万吨。",
        "人均可支配收入67.2元，接待费3.21万元，接待512人次。",
        "到位1,440万元，其中中央720万元，自治区432万元，县级288万元，三级比例为5:3:2。",
        # rounded ratios, and one of something else
        "到位1,440万元，其中中央730万元，自治区422万元，县级288万元，三级比例为5:3:2。",
        "到位1,440万元，其中中央720万元，自治区432万元，县级288万元，男女比例为1:2:1。",
        "从申报截止（2022年5月31日）到资金拨付（2022年12月20日）历时203天。",
        "申报截止2022年5月31日，资金拨付2022年12月20日，审核历时13天。",
        "项目批复资金86.4万元，由中央资金50万元、县级配套34.6万元等部分组成。",
        "总收入100万元，其中：拨款60万元，占60%；其他40万元，占40%。总支出80万元，其中基本支出30万元，占37.5%；"
        "项目支出50万元，占62.5%。",
    ],
)
def test_what_is_right_or_open_fails_nothing(text: str) -> None:
    assert failed(text) == []


def test_whole_scores_of_the_standard_parts_that_miss_the_overall_one_by_little() -> None:
    text = "综合得分92分。投入15分、过程25分、产出28分、效果22分。"
    assert [check.rule for check in failed(text, Decimal(92))] == ["level_scores_summed"]
    assert failed(text.replace("过程25分", "过程27分"), Decimal(92)) == []
    # their points, which make 100
    assert failed("综合得分97分。投入20分、过程20分、产出30分、效果30分。", Decimal(97)) == []


def test_scores_of_the_standard_parts_with_their_rates_between() -> None:
    text = (
        "综合评价得分为86.92分。其中，决策类指标得分17.5分，得分率87.5%；过程类指标得分20.32分，得分率84.67%；"
        "产出类指标得分29.1分，得分率90.94%；效益类指标得分20分，得分率83.33%。"
    )
    assert failed(text, Decimal("86.92")) == []
    slip = failed(text.replace("得分20分", "得分21分"), Decimal("86.92"))
    assert [check.rule for check in slip] == ["level_scores_summed"]


def test_scores_of_the_standard_parts_with_their_points_in_brackets() -> None:
    text = (
        "综合得分88.2分，等级为“良”，其中决策14分（满分15分），过程21.2分（满分25分），产出32分（满分35分），"
        "效益21分（满分25分）。"
    )
    assert failed(text, Decimal("88.2")) == []
    slip = failed(text.replace("88.2", "82.8"), Decimal("82.8"))
    assert [check.rule for check in slip] == ["level_scores_summed"]
