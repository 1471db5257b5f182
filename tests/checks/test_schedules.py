"""Payments by a schedule, and remarks merged over the rows of one contract."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

HEADS = ["服务内容", "合同金额（万元）", "已付金额（万元）", "备注"]


def made(rule: str, remark: str) -> list[str]:
    """The results of a rule for a contract of 12.50 + 27.50 + 60.00 = 100.00万元 with one remark."""
    writer = Writer()
    rows: list[list[str | tuple[str, int, int] | None]] = [
        [*HEADS],
        ["平台开发", "12.50", ("60.00", 3, 1), (remark, 3, 1)],
        ["数据治理", "27.50", None, None],
        ["设备采购", "60.00", None, None],
    ]
    writer.table(
        rows, kind="contracts", roles=("project", "contract_amount", "paid_amount", None),
        units=(None, "万元", "万元", None),
    )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    found = run(reading, head, [], values(reading, head))
    return [check.stated or "" for check in found if check.rule == rule]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("签订后付30%，初验付30%，终验付40%。2020年已支付30.00万元。", ["300000"]),
        ("签订后付30%，初验付30%，终验付40%。累计已支付60.00万元。", ["600000"]),  # the first two together
        ("签订后付30%，初验付30%，终验付40%。累计已支付55.00万元。", []),
        ("签订后付30%，其余待验收后支付。已支付30.00万元。", []),  # the rates do not tell the whole
    ],
)
def test_payments_by_schedule(remark: str, expected: list[str]) -> None:
    assert made("payment_by_schedule", remark) == expected


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("2020年已支付36.50万元，2021年支付23.50万元，余款40.00万元未付。", True),
        ("2020年已支付36.50万元，2021年支付23.50万元，余款41.00万元未付。", False),
    ],
)
def test_a_remark_over_all_rows_of_a_contract(remark: str, expected: bool) -> None:
    assert ("1000000" in made("told_in_row", remark)) is expected
