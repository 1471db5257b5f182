"""What sentences claim of two dates, and terms beside their periods."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.checks.test_terms import statuses
from tests.records.builder import Writer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("场馆开工日期（2023年5月8日）早于合同签订日期（2023年5月26日）。", ["pass"]),
        ("场馆开工日期（2023年5月28日）早于合同签订日期（2023年5月26日）。", ["fail"]),
        ("合同签订日期为2023年5月8日，晚于开工日期2023年5月26日。", ["fail"]),
        ("净水厂2020年10月12日开工，2020年12月3日才取得施工许可。", ["pass"]),
        # 才 may be said of a third thing, and a year that is not printed is ours.
        ("2023年5月下达资金，受疫情影响，项目于2022年12月才立项。", []),
        ("开工日期（5月28日）早于合同签订日期（2023年5月26日）。", []),
        # The month holds the day.
        ("开工日期（2023年5月）早于合同签订日期（2023年5月26日）。", []),
        ("合同于2023年6月1日签订，开工时间早于合同，施工单位2023年5月8日已进场。", []),
    ],
)
def test_earlier_and_later(text: str, expected: list[str]) -> None:
    assert statuses("earlier_told_of_dates", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年11月8日评审中心出具的评审报告反映，该项目已于2020年8月进场施工。", ["pass"]),
        ("2021年11月8日评审中心出具的评审报告反映，该项目2022年9月底完成施工。", ["fail"]),
        ("2021年11月8日评审中心出具的评审报告反映，该项目计划2022年9月底完工。", []),
        ("2021年11月8日评审中心出具评审报告。2022年9月完成施工。", []),
        # The paper in brackets is another one than that of the day.
        ("2021年11月8日完成初验（初验意见书反映开工日期为2021年9月1日），2022年3月竣工验收。", []),
    ],
)
def test_what_a_paper_tells_is_not_younger(text: str, expected: list[str]) -> None:
    assert statuses("source_dates", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服务期一年，自2023年1月1日至2023年12月31日。", ["pass"]),
        ("服务期限为3年（2021年6月1日至2024年5月31日）。", ["pass"]),
        ("服务期限为3年（2021年6月1日至2024年6月1日）。", ["pass"]),
        ("合同期限12个月，自2021年6月至2022年5月。", ["pass"]),
        ("服务期限为3年（2021年6月1日至2023年5月31日）。", ["fail"]),
        ("自2021年6月1日起至2023年5月31日止，共三年。", ["fail"]),
        # Another term, a part of the term, a term of two or three years.
        ("质保期三年，合同期限自2021年6月1日至2022年5月31日。", []),
        ("2021年6月1日至2022年5月31日，质保期三年。", []),
        ("服务期限三年，自2021年6月1日至2022年5月31日为第一年。", []),
        ("服务期两三年，自2021年6月1日至2022年5月31日。", []),
        ("服务期三年，合同一年一签，自2021年6月1日至2022年5月31日。", []),
    ],
)
def test_a_term_beside_its_period(text: str, expected: list[str]) -> None:
    assert statuses("length_of_period", text) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("consecutive_periods", "服务期自2022年4月19日至2023年4月18日，续签后自2023年4月19日至2023年11月18日。", 1),
        ("consecutive_periods", "服务期自2022年4月19日至2023年4月18日，续签后自2023年5月19日至2023年11月18日。", 0),
        ("span_of_dates", "乙方签订日期为2023年3月23日，甲方签订日期为2022年3月28日，相差近一年。", 1),
        ("span_of_dates", "乙方签订日期为2023年3月23日，甲方签订日期为2022年12月28日，相差近一年。", 0),
        ("span_of_dates", "约定2023年6月30日完工，实际于2023年9月28日完工，逾期3个月。", 1),
        ("term_exceeded_days", "约定工期180天，2022年12月9日开工，2023年12月28日竣工验收，超出约定工期。", 1),
        ("term_exceeded_days", "约定工期180天，2022年12月9日开工，2023年3月28日竣工验收，验收不及时。", 0),
        ("chain_of_dates", "2022年3月8日立项，2022年5月签订合同，6月2日开工，同年12月完工。", 1),
        ("chain_of_dates", "2022年3月8日立项，2021年5月签订合同，6月2日开工。", 0),
        ("chain_of_dates", "2022年3月8日批复，2022年5月6日签订合同，2022年6月2日开工，2022年9月8日完工。", 1),
    ],
)
def test_rules_that_only_prove(rule: str, text: str, expected: int) -> None:
    assert statuses(rule, text) == ["pass"] * expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2023年4月12日", ["pass"]),
        # A year later it stands right between its neighbours; at no other time does it.
        ("2022年4月12日", ["fail"]),
        ("2022年6月12日", []),
    ],
)
def test_one_day_out_of_order_by_a_year(signed: str, expected: list[str]) -> None:
    text = f"2023年2月16日取得批复，{signed}签订合同，2023年4月18日开工，2023年10月10日完工，2023年11月22日通过验收。"
    assert statuses("chain_of_dates", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年4月12日发出中标通知书，2023年5月8日签订合同。", ["pass"]),
        ("2023年4月12日签订合同，2023年5月8日取得中标通知书。", ["fail"]),
        ("设备于2023年8月20日安装完毕，中标通知书落款日期为2023年9月5日，采购手续系补办。", ["pass"]),
    ],
)
def test_the_award_comes_before_the_contract(text: str, expected: list[str]) -> None:
    assert statuses("dates_in_order", text) == expected


@pytest.mark.parametrize(("done", "expected"), [("2023年3月2日完成验收", ["pass"]), ("2022年11月2日完成验收", [])])
def test_a_table_of_late_projects(done: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["项目名称", "规定完工时间", "项目完工进度"],
            ["甲河整治", "批复规定2022年完成建设", "2023年6月完工，目前试运行"],
            ["乙渠加固", "2022年12月31日", done],
        ],
        kind="projects", roles=("project", None, None),
    )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found: list[Check] = run(reading, head, [], values(reading, head))
    assert [check.status for check in found if check.rule == "late_dates_in_rows"] == expected
