"""What the text tells of a named row: a rest with two digits changed, a day with another year."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def failed(text: str, rows: list[list[str]], units: list[str | None]) -> list[str]:
    writer = Writer()
    writer.paragraph(text)
    writer.table(rows, kind="funds", roles=["project", *[None] * (len(rows[0]) - 1)], units=units)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [check.rule for check in run(reading, head, [], values(reading, head)) if check.status == "fail"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石门县结余361.90万元。", ["row_rest_with_slip"]),
        ("石门县结余316.90万元。", []),
        # Another rest than that of the row.
        ("石门县结余365.20万元。", []),
        ("安定县结余361.90万元。", []),
    ],
)
def test_what_a_row_leaves(text: str, expected: list[str]) -> None:
    rows = [
        ["县区", "下达（万元）", "支出（万元）"],
        ["石门县", "1,430.00", "1,113.10"],
        ["清水县", "1,650.00", "1,435.50"],
    ]
    assert failed(text, rows, [None, "万元", "万元"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("居民信息管理系统合同甲方签署日期为2022年3月26日。", ["day_with_two_years"]),
        ("居民信息管理系统合同甲方签署日期为2023年3月26日。", []),
        ("居民信息管理系统于2022年3月26日召开推进会。", []),
        ("居民信息管理系统2022年3月26日续签合同。", []),
        ("大数据防疫平台甲方签署日期为2022年3月26日。", []),
    ],
)
def test_a_day_of_a_row(text: str, expected: list[str]) -> None:
    rows = [
        ["项目", "实施情况"],
        ["居民信息管理系统", "甲方签署日期为2023年3月26日"],
        ["大数据防疫平台", "2023年5月24日签订协议"],
    ]
    assert failed(text, rows, [None, None]) == expected
