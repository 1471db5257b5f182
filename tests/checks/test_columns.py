"""Columns that run on, stand in two tables, or tell days; numbers of rows that are skipped."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def statuses(writer: Writer, rule: str) -> list[str]:
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == rule]


@pytest.mark.parametrize(
    ("last", "expected"),
    [("5,184", ["pass"]), ("5,148", ["pass", "fail"]), ("7,900", ["pass"])],
)
def test_a_column_that_adds_up_as_it_goes_down(last: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["月份", "当月培训人数", "累计培训人数"],
            ["3月", "620", "620"],
            ["5月", "980", "1,600"],
            ["7月", "1,250", "2,850"],
            ["9月", "1,384", "4,234"],
            ["11月", "950", last],
        ]
    )
    assert statuses(writer, "running_total") == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("1,340.00", ["pass"]), ("1,430.00", ["pass", "fail"]), ("1,286.40", ["pass"])],
)
def test_a_column_of_two_tables(amount: str, expected: list[str]) -> None:
    writer = Writer()
    shared = [["龙岭县", "1,580.00"], ["古榕县", "1,220.00"], ["南屏县", "1,190.00"]]
    for heads, own in ((["县市", "小计"], "1,340.00"), (["县市", "下达资金"], amount)):
        writer.table(
            [heads, ["月牙县", own], *shared], kind="funds", roles=["unit_name", "amount"], units=[None, "万元"]
        )
    assert statuses(writer, "column_of_two_tables") == expected


@pytest.mark.parametrize(
    ("head", "days", "expected"),
    [
        ("合同工期（天）", ("240", "240", "210", "91"), ["pass"]),
        ("实际工期（天）", ("240", "240", "210", "61"), ["pass", "fail"]),
        # What was agreed is another matter than what passed.
        ("合同工期（天）", ("240", "240", "210", "61"), ["pass"]),
    ],
)
def test_days_between_the_dates_of_a_row(head: str, days: tuple[str, ...], expected: list[str]) -> None:
    ends = [("2021-04-12", "2021-12-08"), ("2021-04-12", "2021-12-08"), ("2021-04-20", "2021-11-16"),
            ("2021-03-01", "2021-05-31")]  # fmt: skip
    rows = [[f"第{at}标段", *dates, term] for at, (dates, term) in enumerate(zip(ends, days, strict=True))]
    writer = Writer()
    writer.table(
        [["标段", "开工日期", "竣工日期", head], *rows], kind="projects", roles=["project", "date", "date", "date"]
    )
    assert statuses(writer, "days_in_row") == expected


@pytest.mark.parametrize(
    ("serials", "total", "expected"),
    [
        (("1", "2", "3"), "60.00", ["pass"]),
        (("1", "2", "4"), "60.00", ["fail"]),
        # The total is not what the rows make: a row may be lacking.
        (("1", "2", "4"), "75.00", ["unknown"]),
    ],
)
def test_numbers_of_rows(serials: tuple[str, ...], total: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["序号", "单位", "预算", "支出"],
            *([serial, f"第{serial}小学", "20.00", "18.00"] for serial in serials),
            ["合计", "", total, "54.00"],
        ],
        kind="funds", roles=["serial", "unit_name", "budget_amount", "paid_amount"],
        units=[None, None, "万元", "万元"], marks={4: "total"},
    )  # fmt: skip
    assert statuses(writer, "rows_numbered") == expected


@pytest.mark.parametrize(("share", "expected"), [("3.39", ["pass"]), ("3.93", ["pass", "fail"])])
def test_shares_of_counts(share: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["选项", "人数（人）", "占比（%）"],
            ["非常满意", "386", "50.26"],
            ["满意", "293", "38.15"],
            ["一般", "63", "8.20"],
            ["不满意", "26", share],
            ["合计", "768", "100.00"],
        ],
        roles=[None, None, "share"], marks={5: "total"},
    )  # fmt: skip
    assert statuses(writer, "share_of_total") == expected
