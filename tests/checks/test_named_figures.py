"""What the text tells under a name: a row's figure, the highest of a column, a price; what is left; days of a term."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.checks.test_sentences import verdicts
from tests.records.builder import Writer

HOLDS, FAILS, OPEN = ["pass"], ["fail"], list[str]()
ROWS = [
    ["县市", "实际支出", "执行率（%）"],
    ["瑶川市", "2,095.20", "97.00"],
    ["龙岭县", "1,532.60", "96.40"],
    ["沙溪县", "855.40", "94.04"],
]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("figure_of_table", "瑶川市支出2,095.20万元，龙岭县支出1,523.60万元。", FAILS),
        ("figure_of_table", "瑶川市支出2,095.20万元，龙岭县支出1,532.60万元。", OPEN),
        # Of another row, of another column, another figure.
        ("figure_of_table", "瑶川市支出1,523.60万元。", OPEN),
        ("figure_of_table", "龙岭县支出1,480.00万元。", OPEN),
        ("figure_of_table", "龙岭县合同价1,523.60万元。", OPEN),
        ("row_figure_with_slip", "瑶川市支出2,095.20万元，龙岭县支出1,582.60万元。", FAILS),
        ("row_figure_with_slip", "瑶川市支出1,582.60万元。", OPEN),
        ("row_figure_with_slip", "龙岭县合同价1,582.60万元。", OPEN),
        ("row_figure_with_slip", "龙岭县支出1,523.60万元。", OPEN),
        ("row_figure_with_slip", "龙岭县支出1,480.00万元。", OPEN),
        ("extreme_told", "执行率最高的是瑶川市，为97%；最低的是沙溪县，为94%。", HOLDS * 2),
        ("extreme_told", "执行率最高的是瑶川市，为97%；最低的是沙溪县，为93%。", [*HOLDS, *FAILS]),
        ("extreme_told", "到位率最低的是沙溪县，为93%。", OPEN),
    ],
)
def test_what_is_told_of_a_row(rule: str, text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table(ROWS, kind="funds", roles=["unit_name", "paid_amount", "rate"], units=[None, "万元", None])
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    assert [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == rule] == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("price_by_name", "初级工每人1,000元，高级工每人2,000元。发放高级工补贴648人129.6万元。", HOLDS),
        ("price_by_name", "初级工每人1,000元，高级工每人2,000元。发放高级工补贴648人126.9万元。", FAILS),
        ("price_by_name", "初级工每人1,000元，高级工每人2,000元。发放技师补贴648人126.9万元。", OPEN),
        ("price_by_name", "受益农户6,320户；户均增收1,850元，共计增收1,169.20万元。", HOLDS),
        ("price_by_name", "受益农户6,320户；户均增收1,850元，共计增收1,196.20万元。", FAILS),
        ("price_by_name", "受益农户6,320户，其中脱贫户820户；户均增收1,850元，共计增收1,196.20万元。", OPEN),
        ("rest_beyond_rate", "涉及18个小区，已完工小区16个，完工率88.89%，尚有2个正在施工。", HOLDS),
        ("rest_beyond_rate", "涉及18个小区，已完工小区16个，完工率88.89%，尚有3个正在施工。", FAILS),
        ("rest_beyond_rate", "共386户。入住378户，入住率97.93%，尚有8户未入住。", HOLDS),
        ("rest_beyond_rate", "共386户。入住378户，入住率97.93%，尚有18户未入住。", FAILS),
        # One more may not have begun.
        ("rest_beyond_rate", "涉及18个小区，已完工小区15个，完工率83.33%，尚有2个正在施工。", OPEN),
        ("sum_by_words", "米2,400斤，单价4.6元，计11,040元；油360升，单价12.5元，计4,500元，两项合计15,540元", HOLDS),
        ("sum_by_words", "米2,400斤，单价4.6元，计11,040元；油360升，单价12.5元，计4,500元，两项合计15,450元", FAILS),
        # Three amounts: which two are meant is not known.
        ("sum_by_words", "大米11,040元，单价4.6元；运费30元，单价1元；油4,500元，两项合计15,450元。", OPEN),
        ("parts_by_words", "演出468场中，城区演出398场，乡镇演出70场。", HOLDS),
        ("parts_by_words", "演出468场中，城区演出398场，乡镇演出80场。", FAILS),
        ("parts_by_words", "中心现有编制28人，实有26人，其中在编人员19人、聘用人员8人。", FAILS),
        ("days_of_term", "项目于2023年3月10日开工，2023年11月15日完工，实际工期250天。", HOLDS),
        ("days_of_term", "项目于2023年3月10日开工，2023年11月15日完工，实际工期205天。", FAILS),
        ("days_of_term", "项目于2021年4月12日开工，计划工期240天，应于2021年12月8日完工。", HOLDS),
        ("days_of_term", "项目于2021年4月12日开工，计划工期210天，应于2021年12月8日完工。", FAILS),
        ("days_of_term", "二标段实际于2022年8月26日竣工，较合同约定的2022年7月18日逾期39天。", HOLDS),
        ("days_of_term", "二标段实际于2022年8月26日竣工，较合同约定的2022年7月18日逾期49天。", FAILS),
        ("days_of_term", "合同约定2023年8月31日完工，实际于2023年12月20日完工，逾期111天。", HOLDS),
        ("days_of_term", "合同约定2023年8月31日完工，实际于2023年12月20日完工，逾期101天。", FAILS),
        ("days_of_term", "合同约定2023年8月31日完工，实际于2023年12月20日完工，扣除顺延后逾期81天。", OPEN),
        # A year that is not told may be the next one.
        ("days_of_term", "合同约定2023年11月30日完工，实际于2月8日完工，逾期70天。", OPEN),
        ("days_of_term", "项目于2023年11月10日开工，3月15日完工，实际工期125天。", OPEN),
        ("lateness_told", "合同约定2023年11月30日完工，实际于2月8日完工，逾期70天。", OPEN),
        ("lateness_told", "合同约定2023年11月30日完工，实际于2023年2月8日完工，逾期70天。", FAILS),
        ("dates_in_order", "项目于2022年11月开工，5月通过验收。", ["unknown"]),
        ("dates_in_order", "项目于2022年11月开工，2022年5月通过验收。", FAILS),
        ("dates_in_order", "2022年11月签订合同，10月开工。", FAILS),
        ("approved_before_start", "项目于3月开工。前期手续齐全。2023年10月取得可行性研究报告批复。", OPEN),
        # Agreed days beside a real end; days of work.
        ("days_of_term", "合同工期180天，2023年3月10日开工，2023年11月15日完工。", OPEN),
        ("days_of_term", "2023年3月10日开工，2023年11月15日完工，扣除停工后实际工期205天。", OPEN),
    ],
)  # fmt: skip
def test_sentences(rule: str, text: str, expected: list[str]) -> None:
    assert verdicts(rule, text) == expected
