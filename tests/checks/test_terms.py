"""Work called late or in time against its two days; service periods and payments against the contract."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def statuses(rule: str, text: str) -> list[str]:
    writer = Writer()
    writer.paragraph(text)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023, report_date="2024-06-30")
    found: list[Check] = run(reading, head, [], values(reading, head))
    return [check.status for check in found if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该标段合同约定2023年6月30日完工，实际于2023年9月12日完工，未按期完成。", ["pass"]),
        ("设备应于2023年5月10日到货，实际于2023年6月2日到货，交货滞后。", ["pass"]),
        ("该标段计划于2023年8月31日完工，实际于2023年8月20日完工，提前完成任务。", ["pass"]),
        ("该标段合同约定2023年6月30日完工，实际于2023年6月12日完工，逾期交付。", ["fail"]),
        ("该标段计划于2023年8月31日完工，实际于2023年9月20日完工，按期完成任务。", ["fail"]),
        # The month holds the day; one day only; late and in time at once.
        ("该标段合同约定2023年6月20日完工，实际于2023年6月完工，逾期交付。", []),
        ("该标段合同约定2023年6月20日完工，逾期交付。", []),
        ("甲包约定2023年6月30日完工，实际于2023年6月12日完工，按期交付，乙包逾期。", []),
    ],
)
def test_late_and_in_time(text: str, expected: list[str]) -> None:
    assert statuses("lateness_told", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年2月与清河市正平信息技术有限公司签订合同，合同约定的服务期限为2023年3月1日至2024年2月28日。", ["pass"]),
        ("2023年6月与中标单位清河市正平信息技术有限公司签订合同，服务期限自2023年4月1日至2024年3月31日。", ["fail"]),
        ("2023年5月12日签订合同，约定的运维服务期为2023年1月1日至2023年12月31日。", ["fail"]),
        ("2023年5月12日补签合同，服务期自2023年1月1日至2023年12月31日，服务开始早于合同签订。", ["pass"]),
        ("2023年5月12日签订合同，2023年6月1日支付首付款。", ["pass"]),
        ("2023年5月12日签订合同，2023年3月1日支付预付款。", ["fail"]),
        ("2023年5月12日续签合同，2023年3月1日支付服务费。", ["unknown"]),
        ("2023年3月5日取得批复，2023年4月12日签订合同。", ["pass"]),
        ("2023年5月5日取得批复，2023年4月12日签订合同。", ["unknown"]),  # it may be the approval of a change
        ("2023年4月12日签订合同，2024年3月5日决算批复。", []),
    ],
)
def test_service_payment_and_approval_against_the_contract(text: str, expected: list[str]) -> None:
    assert statuses("dates_in_order", text) == expected
