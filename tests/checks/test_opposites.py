"""Directions against their figures, rates that leave nothing, ratios, limits, prices in a list, complete lists."""

from __future__ import annotations

import pytest

from tests.checks.test_sentences import verdicts

HOLDS, FAILS, OPEN = ["pass"], ["fail"], list[str]()
RATIO = "资金总额1,036.80万元，由省、市、县三级按4:2:4分担，其中省级414.72万元，市级207.36万元，县级"
ROADS = "县道每公里1.2万元、乡道0.8万元、村道0.3万元，其中县道312公里374.4万元，村道488公里146.4万元，乡道486公里"
VISITORS = "观众68.4万人次，其中学生41.04万人次，"
SCHOOLS = "846所中，799所按月，占94.44%；47所按季，占5.56%。"
BATCHES = "第一批于2022年6月1日拨付，第二批于2022年12月3日拨付，"
FORM = "其中投入10分、产出48分、效益27分、满意度10分。"


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("direction_by_words", "周转率由3.6次/日下降到3.1次/日。", HOLDS),
        ("direction_by_words", "周转率由3.1次/日下降到3.6次/日。", FAILS),
        ("direction_by_words", "空气优良率由86%提高到82%。", FAILS),
        # Places and days: less is better; a sign before a figure.
        ("direction_by_words", "综合排名由12名上升到8名。", OPEN),
        ("direction_by_words", "办理时间由15天提高到10天。", OPEN),
        ("direction_by_words", "净资产收益率由-5.2%上升到-3.1%。", OPEN),
        ("direction_by_words", "税收4.18亿元，较2021年的3.92亿元下降6.63%。", FAILS),
        ("direction_by_words", "税收4.18亿元，较2021年的3.92亿元增长6.63%。", OPEN),
        ("direction_by_words", "平均结案时间由9天缩短到12天。", FAILS),
        ("rates_of_opposites", "设备完好率97.2%，故障率2.8%。", HOLDS),
        ("rates_of_opposites", "设备完好率97.2%，故障率3.8%。", FAILS),
        ("rates_of_opposites", "问卷满意度为92.6%，不满意度为8.4%。", FAILS),
        # Between satisfied and not there may be others; two rounded rates may make 101%.
        ("rates_of_opposites", "问卷满意度为92.6%，不满意度为2.4%。", OPEN),
        ("rates_of_opposites", "就业率94%，未就业率7%。", HOLDS),
        ("rates_of_opposites", "出租率90%，空置率11.2%。", FAILS),
        ("rates_of_opposites", "完成率94.2%，未整改率7.1%。", OPEN),
        ("parts_by_ratio", f"{RATIO}414.72万元。", HOLDS),
        ("parts_by_ratio", f"{RATIO}404.72万元。", FAILS),
        ("parts_by_ratio", f"{RATIO}100.00万元。", OPEN),
        ("parts_by_ratio", "按1:2配比，共36万元，其中甲12万元，乙20万元。", OPEN),
        ("bid_within_limit", "最高限价1,860万元，甲集团以1,852万元中标。", HOLDS),
        ("bid_within_limit", "最高限价1,860万元，甲集团以1,872万元中标。", FAILS),
        ("bid_within_limit", "最高限价60万元，流标后经批准以61.5万元成交。", OPEN),
        ("bid_within_limit", "招标控制价1,860万元，投资概算1,900万元。", OPEN),
        ("price_by_name", f"{ROADS}388.8万元。", HOLDS * 3),
        ("price_by_name", f"{ROADS}398.8万元。", [*HOLDS * 2, *FAILS]),
        ("price_by_name", f"{ROADS}200万元。", HOLDS * 2),
        ("parts_by_words", "支出498.6万元，具体为：硬化186.4万元、绿化98.5万元、污水152.2万元、垃圾61.5万元。", HOLDS),
        ("parts_by_words", "支出498.6万元，具体为：硬化186.4万元、绿化98.5万元、污水142.2万元、垃圾61.5万元。", FAILS),
        ("parts_in_text", f"自评得分95分，{FORM}", HOLDS),
        ("parts_in_text", f"自评得分94分，{FORM}", FAILS),
        # Those are their points.
        ("parts_in_text", "自评得分94分，其中投入10分、产出50分、效益30分、满意度10分。", OPEN),
        ("shares_of_all", "按学历，大专占18.5%，中专占63.1%，高中占18.4%。", HOLDS),
        ("shares_of_all", "按学历，大专占18.5%，中专占63.1%，高中占20.4%。", FAILS),
        ("amounts_compared", "收入增长8.6%，高于全县平均增速9.1%。", FAILS),
        ("amounts_compared", "入住率82%，高于民办的63.2%，高于全区平均水平70%。", HOLDS),
        ("direction_by_words", "支出2,717万元，较上年的2,299万元增长18.18%，较2021年的1,881万元增长44.44%。", OPEN),
        ("amounts_compared", "收入增长2%，高于目标值5%。", OPEN),
        ("length_of_period", "期限10年，自2022年7月1日起至2032年6月30日止。", HOLDS),
        ("length_of_period", "期限10年，自2022年7月1日起至2031年6月30日止。", FAILS),
        ("length_of_period", "服务期自2022年3月25日至2023年3月24日，服务期2年。", FAILS),
        ("parts_by_words", "建成食堂34家，其中街道级8家、社区级28家。", FAILS),
        ("share_of_one_whole", f"{VISITORS}占60%，其他27.36万人次，占45%。", ["pass", "fail", "pass"]),
        ("batches_in_order", f"{BATCHES}第三批于2023年2月5日拨付。", HOLDS),
        ("batches_in_order", f"{BATCHES}第三批于2022年2月5日拨付。", FAILS),
        # A batch that came late, or three years of them, is no slip of the year.
        ("batches_in_order", f"{BATCHES}第三批于2022年11月5日拨付。", OPEN),
        ("batches_in_order", "资金分两批下达，第一批于2022年6月15日下达，第二批于2022年10月28日下达。", HOLDS),
        ("batches_in_order", "资金分两批下达，第一批于2022年6月15日下达，第二批于2022年4月28日下达。", FAILS),
        ("batches_in_order", "第一批于2022年6月15日下达，第二批于2022年4月28日下达。", OPEN),
        ("dates_in_order", "2023年4月10日签订合同，工期90天。2023年4月22日支付预付款37万元。", HOLDS),
        ("dates_in_order", "2023年4月10日签订合同，工期90天。2023年4月2日支付预付款37万元。", FAILS),
        ("dates_in_order", "2023 年 6 月 续签 了合同，运维时间为 2023 年 4 月 19 日至 2023 年 11 月 18 日。", FAILS),
        ("dates_in_order", "经应急程序，2023年4月10日签订合同。2023年4月2日支付预付款37万元。", OPEN),
        ("dates_in_order", "2023年4月10日签订合同。2023年4月2日支付设计费37万元。", OPEN),
        # Late ones of another number than those counted before.
        ("share_of_one_whole", f"{SCHOOLS}抽查120所，迟发9所，占7.5%。", HOLDS * 3),
    ],
)  # fmt: skip
def test_verdicts(rule: str, text: str, expected: list[str]) -> None:
    assert verdicts(rule, text) == expected
