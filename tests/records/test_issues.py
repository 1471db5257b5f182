"""What readers are told of how tables were read."""

from __future__ import annotations

import pytest
from extractor.model.report import ReportHead
from extractor.records.issues import issues
from extractor.records.values import values

from tests.records.builder import Writer
from tests.tables.drawn import across, page


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("unit_unknown: 原值", "第1页的表格：“原值”列没有写明单位，其中的数字未作为金额"),
        (
            "unit_conflict: 金额（元）与单位：万元",
            "第1页的表格：“金额（元）与单位：万元”，两处单位不同，该列按表头的单位读取，请对照原件核实",
        ),
        ("unit_smaller: 人均缴费", "第1页的表格：“人均缴费”列按单位行中较小的单位读取，请对照原件核实"),
        ("unit_doubtful: 培训", "第1页的表格：“培训”列似为计数，其中的数字未作为金额，请对照原件核实"),
        (
            "levels_by_points: 过程（15）",
            "第1页的表格：指标“过程（15）”与三级指标的对应，按其分值之和认定，请对照原件核实",
        ),
    ],
)
def test_notes_on_tables_are_told_in_sentences(note: str, told: str) -> None:
    writer = Writer()
    writer.table([["单位", "金额"], ["甲镇", "1"]], roles=(None, None), units=(None, None)).notes.append(note)
    read = writer.reading()
    found = issues([], read, ReportHead(), values(read, ReportHead()), repaired=False)
    assert [(issue.code, issue.message) for issue in found if issue.page] == [(note.partition(":")[0], told)]


@pytest.mark.parametrize(("count", "told"), [(25_000, ["crowded_page"]), (3_000, [])])
def test_pages_with_more_lines_than_any_table_are_told(count: int, told: list[str]) -> None:
    crowded = page([], [across(at / 40, 0, 500) for at in range(count)], [])
    read = Writer().reading()
    found = issues([crowded], read, ReportHead(), values(read, ReportHead()), repaired=False)
    assert [issue.code for issue in found if issue.page] == told


def test_dates_with_the_same_doubt_are_told_once_a_page() -> None:
    writer = Writer()
    writer.heading("一、运营情况")
    for month in range(1, 6):
        writer.paragraph(f"{month}月处理水量60.4万立方米。")
    head = ReportHead(fiscal_year=2020, report_date="2021-04-28")
    read = writer.reading()
    told = [
        issue.message for issue in issues([], read, head, values(read, head), repaired=False) if issue.code == "date"
    ]
    assert told == ["“1月”“2月”“3月”等5处未写明年份，按报告的年度或评价工作的时间推定为2020年"]


@pytest.mark.parametrize(
    ("words", "dates", "told"),
    [
        ("支出不均衡，第四季度支出占全年的46.3%。", ["2023-10-01"], []),
        ("按季考核，第四季度支付40%。", [], ["“第四季度”未写明是哪一年的季度还是合同的分期，未作为日期"]),
        (
            "第一季度支付30%，第二季度支付20%。",
            [],
            ["“第一季度”“第二季度”未写明是哪一年的季度还是合同的分期，未作为日期"],
        ),
    ],
)
def test_quarters_that_may_be_instalments_are_told(words: str, dates: list[str], told: list[str]) -> None:
    writer = Writer()
    writer.heading("一、运营情况")
    writer.paragraph(words)
    read, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = values(read, head)
    made = [each.message for each in issues([], read, head, found, repaired=False) if each.code == "date"]
    assert [date.start for date in found.dates] == dates
    assert [message for message in made if "分期" in message] == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2月30日"], "“2月30日”"),
        (["2月30日", "2月30日"], "“2月30日”2处"),
        (["2月30日", "2月30日", "4月31日"], "“2月30日”“4月31日”等3处"),
    ],
)
def test_dates_printed_alike_are_quoted_once(days: list[str], told: str) -> None:
    writer = Writer()
    writer.heading("一、运营情况")
    writer.paragraph("".join(f"2023年{day}检查了一次。" for day in days))
    read = writer.reading()
    head = ReportHead(fiscal_year=2023)
    found = [each.message for each in issues([], read, head, values(read, head), repaired=False) if each.code == "date"]
    assert found == [told.replace("“", "“2023年") + "不是历法上存在的日期，按原文保留"]


@pytest.mark.parametrize(("name", "codes"), [("", ["rows_doubtful"]), ("公告公示", [])])
def test_points_without_an_indicator_in_a_table_without_rulings(name: str, codes: list[str]) -> None:
    rows = [["二级指标", "三级指标", "分值", "得分"], ["组织实施", "制度执行", "6", "4.5"], ["", name, "3", "2.5"]]
    writer = Writer()
    made = writer.table(rows, kind="score", roles=("level2", "level3", "points", "score"), units=(None,) * 4)
    made.grid.confidence = 0.6
    read = writer.reading()
    found = issues([], read, ReportHead(), values(read, ReportHead()), repaired=False)
    assert [issue.code for issue in found if issue.page] == codes
