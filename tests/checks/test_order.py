"""Rules of dates in order."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

HEADS = ["序号", "项目", "合同签订日期", "开工日期", "验收日期"]


def results(writer: Writer, written: str | None = "2022-06-30") -> list[Check]:
    reading, head = writer.reading(), ReportHead(fiscal_year=2021, report_date=written)
    return run(reading, head, [], values(reading, head))


def statuses(found: list[Check], rule: str) -> list[str]:
    return [check.status for check in found if check.rule == rule]


def table(*rows: list[str]) -> Writer:
    writer = Writer()
    writer.table(
        [HEADS, *rows], kind="projects", roles=("serial", "project", "date", "date", "date"), units=(None,) * 5
    )
    return writer


def test_a_row_that_started_before_it_was_signed() -> None:
    good = ["1", "甲桥", "2021年3月2日", "2021年3月20日", "2021年9月1日"]
    bad = ["2", "乙桥", "2021年4月12日", "2021年3月25日", "2021年9月8日"]
    found = results(table(good, bad))
    (fault,) = [check for check in found if check.rule == "dates_in_order" and check.status == "fail"]
    assert (fault.stated, fault.computed) == ("2021-03-25", "2021-04-12")
    assert "乙桥" in fault.message
    assert statuses(found, "dates_in_order").count("pass") == 1


def test_what_the_report_tells_as_a_problem_is_right() -> None:
    writer = table(["1", "甲桥", "2021年4月12日", "2021年3月25日", "2021年9月8日"])
    writer.heading("五、存在的问题")
    writer.paragraph("甲桥于2021年3月25日开工，合同签订日期为2021年4月12日。")
    assert set(statuses(results(writer), "dates_in_order")) == {"pass"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该项目2021年5月签订合同，2021年4月10日开工。", ["fail"]),
        ("该项目2021年5月签订合同，2021年5月10日开工，2021年11月验收合格。", ["pass"]),
        ("该项目2021年4月10日开工，5月12日才补签合同。", ["pass"]),
        ("供应商2021年4月10日进场加工，合同至5月12日才签订。", ["pass"]),
        ("供应商2021年4月10日进场踏勘，5月12日签订合同。", []),
        # Two things, each with its own date; a plan; a month that may hold the day.
        ("甲桥2021年5月签订合同；乙桥2021年4月10日开工。", []),
        ("该项目2021年5月签订合同，计划2021年4月开工。", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    assert statuses(results(writer), "dates_in_order") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合同约定2021年10月30日完工，实际于2021年12月20日完工，逾期51天。", ["pass"]),
        ("合同约定2021年10月30日完工，实际于2021年12月20日完工，逾期95天。", []),
        ("补贴应于2021年10月30日前拨付，2021年12月20日才拨付到位，晚51天。", ["pass"]),
        ("补贴应于2021年10月30日前拨付，2021年12月20日拨付，夜间班次晚至51天后恢复。", []),
        ("资金于2021年3月11日到县，2021年5月20日才拨付，间隔70天。", ["pass"]),
        ("资金于2021年3月11日到县，2021年5月20日才拨付，间隔40天。", ["fail"]),
        ("资金于2021年3月11日到县，2021年5月20日拨付，2021年6月2日发放，间隔40天。", []),
    ],
)
def test_days_late(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    assert statuses(results(writer), "days_told") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2022年12月底，项目已完成竣工验收。", ["fail"]),
        ("截至2021年12月底，项目已完成竣工验收。", ["pass"]),
        ("上述问题应于2022年9月30日前完成整改。", []),
        ("服务期为2021年8月1日至2024年7月31日。", []),
        ("剩余6万元为质保金，按合同于2024年11月支付。", []),
        ("某县财政局办公室　　2022年9月29日印发", []),
    ],
)
def test_facts_after_the_report(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    assert statuses(results(writer), "fact_after_report") == expected


def test_one_period_with_two_years() -> None:
    writer = Writer()
    writer.paragraph("评价组于2022年5月9日至2022年6月2日开展了绩效评价。")
    writer.paragraph("本次评价工作自2021年5月9日至6月2日分三个阶段进行。")
    assert statuses(results(writer), "period_told_twice") == ["fail"]


def test_two_starts_of_one_project() -> None:
    rows = [["序号", "项目", "进度"], ["1", "甲桥", "开工令反映2021年3月20日开工。意见书反映2021年3月9日开工。"]]
    writer = Writer()
    writer.table(rows, kind="projects", roles=("serial", "project", "progress"))
    assert statuses(results(writer), "two_starts") == ["fail"]
