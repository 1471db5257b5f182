"""Figures that others of their sentence prove wrong: growths of the later figure, rests, lists, sums by label."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def failed(text: str) -> list[Check]:
    """The failures of a report of a few paragraphs, told apart by |."""
    writer = Writer()
    for paragraph in text.split("|"):
        writer.paragraph(paragraph)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [check for check in run(reading, head, [], values(reading, head)) if check.status == "fail"]


# A text that holds, what is changed in it, and the rules that tell it.
SLIPS = [
    ("受理投诉318件。投诉量较2022年的384件下降17.19%。", "17.19%", "20.75%", "change_by_words"),
    ("客运量2,184.6万人次，日均5.99万人次，较2022年1,986万人次增长10.00%。", "10.00%", "9.09%", "change_by_words"),
    ("救助2,646人次。救助人次比2022年的2,418人次增加228人次，增长9.43%。", "228", "282", "difference_from_called"),
    ("救助人次比2022年的2,418人次增加228人次，增长9.43%。", "9.43%", "8.62%", "change_by_words"),
    (
        "2021年支出2,860.5万元，2022年支出5,268.4万元。2022年较2021年增加2,407.9万元，增长84.18%。",
        "84.18%", "45.70%", "difference_from_called",
    ),
    (
        "固定资产原值12,846.5万元，其中在用12,153.2万元，固定资产利用率94.60%，闲置资产693.3万元。",
        "693.3", "703.3", "difference_from_called",
    ),
    ("领取资金9.36万元。已追回7.02万元，追回率75%，尚未追回2.34万元。", "75%", "57%", "share_of_called"),
    ("领取资金9.36万元。已追回7.02万元，追回率75%，尚未追回2.34万元。", "2.34", "2.43", "difference_from_called"),
    (
        "县级配套4,650万元。|县级配套到位3,950万元，到位率84.95%，尚缺700万元。", "700万元", "750万元",
        "difference_from_called",
    ),
    (
        "支出9,412.86万元，其中基本支出5,524.18万元，项目支出3,888.68万元。", "5,524.18", "5,618.4",
        "parts_by_words",
    ),
    ("离退休人员164人，其中离休6人、退休158人。", "158", "148", "parts_by_words"),
    (
        "“三公”经费支出52.36万元，较上年的57.12万元减少4.76万元。其中：公务用车购置18.60万元，公务用车运行维护费30.20万元，"
        "公务接待费3.56万元。", "3.56", "3.65", "parts_by_words",
    ),
    (
        "甲发放问卷200份，回收192份；乙发放300份，回收288份；丙发放100份，回收96份。三类合计发放600份，回收576份。",
        "576份", "567份", "sum_by_words",
    ),
    (
        "累计到位资金17,350万元，占计划的93.03%。其中债券到位12,000万元，到位率100%；配套到位3,950万元，到位率84.95%；"
        "贷款到位1,400万元，到位率70%。", "17,350", "17,530", "parts_by_words",
    ),
    (
        "总投资6,060万元，亩均2,525元。其中：中央3,860万元，占63.70%；省级1,158万元，占19.11%；县级772万元，占12.74%；"
        "自筹270万元，占4.46%。", "6,060", "6,600", "closed_list",
    ),
    (
        "478份问卷中，非常满意203份（42.47%）、满意178份（37.24%）、一般66份（13.81%）、不满意31份（6.49%）。",
        "31份", "13份", "closed_list",
    ),
    (
        "收运11.68万吨，费用332.88万元。其中可回收物0.92万吨、厨余垃圾3.26万吨、有害0.01万吨、其他垃圾7.49万吨。",
        "7.49", "7.94", "closed_list",
    ),
    ("聘用管护员1,846名，其中云岭县612名、石泉县538名、白沙县404名、青河县292名。", "612", "621", "part_beyond_whole"),
    ("管网68.5公里，其中DN800以上管网26.3公里、DN300至DN800管网42.2公里。", "42.2", "44.2", "part_beyond_whole"),
    ("总投资18,650万元，包括工程费13,286.4万元、设备费5,363.6万元。", "18,650万元", "18,650元", "amount_in_two_units"),
    (
        "超付设备采购款107.84万元。|收回超付设备采购款107.84万元，限期。", "107.84万元，限期", "117.84万元，限期",
        "amount_told_again",
    ),
    ("闲置资产693.3万元。|对693.3万元闲置资产逐项处置。", "对693.3", "对639.3", "amount_told_again"),
    ("17个项目村中，已签订管护协议的11个，占64.71%；未签订的6个。", "6个", "5个", "rest_beyond_rate"),
    ("疏浚土方48.6万立方米，综合单价6.2元/立方米，疏浚费用301.32万元。", "301.32", "303.12", "product_by_words"),
    ("应于2023年9月15日完工（3月20日开工），实际于2023年10月24日完工，延期39天。", "39天", "29天", "days_of_term"),
    ("缺口108万元，涉及合作社6家、家庭农场4家，共10家经营主体。", "10家", "11家", "sum_by_words"),
    (
        "概算总投资18,650万元，包括建筑安装工程费13,286.4万元、其他费5,363.6万元。建安工程费占概算的71.24%。",
        "71.24%", "72.14%", "share_of_called",
    ),
    ("四个季度应付2,649.8万元，考核扣款43.8万元，扣款占应付金额的1.65%。", "1.65%", "1.85%", "share_of_called"),
    ("救助2,646人次，发放资金151.79万元，次均救助573.66元。", "573.66", "576.36", "mean_with_slip"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong", "rule"), SLIPS, ids=[f"{each[0][:16]}{each[2]}" for each in SLIPS])
def test_a_slip_is_told_and_the_text_without_it_left_alone(text: str, right: str, wrong: str, rule: str) -> None:
    assert failed(text) == []
    assert rule in {check.rule for check in failed(text.replace(right, wrong, 1))}


MORE_SLIPS = [
    ("常住人口346,800人。按人均89元计算，应安排补助资金3,086.52万元。", ("3,086.52", "3,068.52", "product_by_words")),
    (
        "可用资金7,200万元。全年支出5,783.2万元。慢性病管理支出1,648.9万元，占全年支出的28.51%。",
        ("28.51%", "22.90%", "share_of_called"),
    ),
    (
        "抽查档案400份，合格362份，合格率90.5%，不合格38份，其中缺项21份、逻辑错误17份。",
        ("90.5%", "95.0%", "share_by_words"),
    ),
    ("应种52,480剂次，实种51,326剂次，接种率97.80%，漏种1,154剂次。", ("1,154", "1,145", "difference_from_called")),
    ("常住人口346,800人，设卫生院14家、服务中心2家、卫生室228家，合计244家。", ("244", "242", "sum_by_words")),
    (
        "支出由2021年的786.4万元增加到2022年的868.25万元、2023年的910.21万元，2022年、2023年分别增长10.41%、4.83%，"
        "三年累计支出2,564.86万元。",
        ("10.41%", "9.43%", "change_by_words"), ("2,564.86", "2,654.86", "sum_by_words"),
    ),
    ("38个站点中，考核优秀9个、良好18个、合格8个、不合格3个，合格及以上35个。", ("35个", "36个", "closed_list")),
    ("计划改造620户，实际完成662户，完成率106.77%，超额完成42户。", ("42户", "52户", "difference_by_words")),
    (
        "为1,864名老人服务42,872人次，人均23次，每次补贴60元，应补贴257.23万元。",
        ("23次", "32次", "mean_with_slip"), ("257.23", "275.23", "product_by_words"),
    ),
    ("服务协议期限一年（2023年1月1日至2023年12月31日）。", ("2023年12月31日", "2024年12月31日", "length_of_period")),
    ("60周岁及以上老年人口26,480人，占户籍人口128,600人的20.59%。", ("20.59%", "20.95%", "share_by_words")),
    ("26个工程中，按期完工22个，按期完工率84.62%，延期4个。", ("4个", "5个", "difference_from_called")),
    (
        "家长600份，回收572份；教师200份，回收196份；学生400份，回收388份。合计发放1,200份，回收1,156份。",
        ("1,156", "1,165", "sum_by_words"),
    ),
    (
        "敬老院床位620张，入住386人，床位使用率62.26%，空置234张。",
        ("62.26%", "66.22%", "share_by_words"), ("234", "243", "difference_by_words"),
    ),
    (
        "年初预算8,642.35万元，年中追加1,286.48万元、调减215.6万元，净追加1,070.88万元，调整后预算数9,713.23万元，预算调整率12.39%。",
        ("1,070.88", "1,286.48", "difference_by_words"), ("9,713.23", "10,144.43", "difference_by_words"),
        ("12.39%", "11.02%", "share_by_words"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", MORE_SLIPS, ids=[each[0][:16] for each in MORE_SLIPS])
def test_each_slip_of_a_text_is_told(case: tuple[str, tuple[str, str, str]]) -> None:
    text, *slips = case
    assert failed(text) == []
    for right, wrong, rule in slips:
        assert rule in {check.rule for check in failed(text.replace(right, wrong, 1))}, wrong


LEFT_ALONE = [
    # What is left of a whole, and its share of all that is left.
    "预算298.2万元，支出212.6万元，结余85.6万元，占四个子项目结余总额的53.5%。",
    # Of 240 days, though 283 stand right before the 43.
    "计划工期240日历天，实际工期283天，超期43天，超期率17.92%。",
    # Shares of two wholes in one paragraph, the second not named again.
    "全年支出9,412.86万元，其中基本支出5,524.18万元，占58.69%；项目支出3,888.68万元，占41.31%。"
    "基本支出中，人员经费4,632.75万元，占基本支出的83.86%，公用经费891.43万元，占16.14%。",
    # 基本满意 is no 满意: the rest of it is not 不满意.
    "有效问卷380份：满意330份；基本满意38份，占10%；不满意12份。",
    # Other kinds of expense stand beside the two.
    "支出9,412.86万元，其中基本支出5,524.18万元，项目支出3,588.68万元，上缴上级支出300万元。",
    # 其中 names some: less than the whole.
    "管网68.5公里，其中DN800以上管网26.3公里、DN300至DN800管网40.2公里。",
    # A growth of what is told elsewhere.
    "完成投资2,450万元，较上年的2,000万元大幅增加，其中设备投资增长18.37%，带动就业450人。",
    # Two of three sums are not told as sums of these.
    "甲发放200份，回收192份。乙发放300份，回收288份。三类合计发放800份，回收700份。",
]


@pytest.mark.parametrize("text", LEFT_ALONE, ids=[text[:20] for text in LEFT_ALONE])
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert failed(text) == []
