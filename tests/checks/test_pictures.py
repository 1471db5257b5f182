"""Figures that were read from a picture accuse nobody; those that the file tells still do."""

from __future__ import annotations

from extractor.checks import run
from extractor.model.layout import Line
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

WRONG = "共到位资金650万元，其中：中央资金400万元、省级资金150万元、县级配套110万元。"
RIGHT = "预算执行率为93.02%（3,218.50万元/3,460.00万元）。"
ROWS = [["单位", "支付金额（元）"], ["甲镇", "1,200.50"], ["乙镇", "799.50"], ["丙乡", "300.00"], ["合计", "2,301.00"]]


def as_picture(lines: list[Line]) -> None:
    for line in lines:
        line.confidence = [0.99] * len(line.text)


def statuses(found: list[Check], rule: str) -> list[tuple[str, bool]]:
    return [(check.status, "由图片识别" in check.message) for check in found if check.rule == rule]


def checked(writer: Writer) -> list[Check]:
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    return run(reading, head, [], values(reading, head))


def test_a_page_read_from_a_picture_fails_nothing_and_a_born_digital_one_does() -> None:
    writer = Writer()
    printed = writer.paragraph(WRONG)
    scanned = [writer.paragraph(WRONG.replace("650", "670")), writer.paragraph(RIGHT)]
    as_picture([piece.line for block in scanned for piece in block.passage.pieces])
    found = checked(writer)
    assert statuses(found, "parts_of_amount") == [("fail", False), ("unknown", True)]
    assert statuses(found, "rate_of_two_figures") == [("pass", False)]
    assert printed.passage.pieces[0].line.confidence is None


def test_one_cell_from_a_picture_is_enough_to_doubt_a_table() -> None:
    writer = Writer()
    table = writer.table(
        ROWS, kind="funds", roles=("unit_name", "paid_amount"), units=(None, "元"), marks={4: "total"}
    )  # fmt: skip
    assert statuses(checked(writer), "column_sum") == [("fail", False)]
    as_picture([piece.line for cell in table.grid.cells[:1] for piece in cell.passage.pieces])
    assert statuses(checked(writer), "column_sum") == [("unknown", True)]
