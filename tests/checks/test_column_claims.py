"""What the text says of the rows of a table, and what one year hands on to the next."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer

ROWS = [
    ["院校", "支出率（%）", "得分", "等级"],
    ["甲职院", "95.0", "92.1", "优"],
    ["乙职院", "90.0", "88.4", "良"],
    ["丙师专", "88.0", "85.0", "良"],
    ["丁学院", "78.0", "76.5", "中"],
]


def told(rule: str, text: str, rows: list[list[str]] = ROWS) -> list[str]:
    writer = Writer()
    writer.paragraph(text)
    writer.table(rows, roles=["unit_name", "rate", None, None], units=[None] * 4)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, score_items(reading), values(reading, head))
    return [each.status for each in checks if each.rule == rule]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("claim_of_column", "各院校支出率在78%至95%之间。", ["pass"]),
        ("claim_of_column", "各院校支出率在80%至95%之间。", ["fail"]),
        ("claim_of_column", "除丁学院外，其余院校支出率在88%至95%之间。", []),
        ("claim_of_column", "全省院校支出率在60%至99%之间。", []),
        ("claim_of_column", "四所院校支出率均超过75%。", ["pass"]),
        ("claim_of_column", "四所院校支出率均超过80%。", ["fail"]),
        ("claim_of_column", "四所院校支出率均达到78%。", ["pass"]),
        ("claim_of_column", "四所院校支出率均在80%以上。", ["fail"]),
        # One row of four is like that: something else is meant.
        ("claim_of_column", "四所院校支出率均为95%。", []),
        ("claim_of_column", "四所院校支出率均100%。", []),
        ("claim_of_column", "三所院校支出率均超过80%。", []),
        ("claim_of_column", "4所院校中，1所院校得分低于80分。", ["pass"]),
        ("claim_of_column", "4所院校中，2所院校得分低于80分。", ["fail"]),
        ("claim_of_column", "12所院校中，2所院校得分低于80分。", []),
        ("claim_of_column", "4所院校中，得分低于80分的有1所。", ["pass"]),
        ("claim_of_column", "4所院校中，得分低于80分的有2所。", ["fail"]),
        ("claim_of_column", "12所院校中，得分低于80分的有2所。", []),
        ("claim_of_column", "12所院校中4所得分超过90分，另有2所院校得分低于80分。", []),
        ("grades_counted", "“优”1所、“良”2所、“中”1所。", ["pass"]),
        ("grades_counted", "“优”1所、“良”1所、“中”2所。", ["fail"]),
        ("grades_counted", "“优”3所、“良”9所、“中”1所。", []),
        ("extreme_told", "甲职院支出率最高，丁学院最低。", ["pass", "pass"]),
        ("extreme_told", "甲职院支出率最高，丙师专最低。", ["pass", "fail"]),
        ("extreme_told", "甲职院支出率最高的月份是十二月。", []),
        ("extreme_told", "丁学院得分最低，比最高的甲职院低15.6分。", ["pass", "pass"]),
        # Of some rows alone, or without one of them.
        ("extreme_told", "公办院校中支出率最高的是丙师专。", []),
        ("extreme_told", "除甲职院外，支出率最高的是丙师专。", []),
        ("extreme_told", "4所院校中支出率最高的是丙师专。", ["fail"]),
        ("gap_of_rows", "甲职院比丁学院高15.6分。", ["pass"]),
        ("gap_of_rows", "甲职院比丁学院高16.6分。", ["fail"]),
        ("gap_of_rows", "甲职院比上年高3分。", []),
        ("mean_of_rows", "4所院校平均得分85.5分。", ["pass"]),
        ("mean_of_rows", "4所院校平均得分94.1分。", ["fail"]),
        ("mean_of_rows", "4所院校平均得分87.0分。", []),
    ],
)
def test_rows_as_told(rule: str, text: str, expected: list[str]) -> None:
    assert told(rule, text) == expected


def test_a_row_for_all_the_year_is_not_the_highest() -> None:
    rows = [["季度", "接待量"], ["一季度", "14.0"], ["二季度", "16.8"], ["三季度", "21.0"], ["全年", "51.8"]]
    assert told("extreme_told", "三季度接待量最高，一季度最低。", rows) == ["pass", "pass"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资本性支出较上年减少49.70万元。", ["pass"]),
        ("资本性支出较上年增加49.70万元。", ["fail"]),
        ("资本性支出较上年增加12.00万元。", []),
    ],
)
def test_the_way_that_a_row_changed(text: str, expected: list[str]) -> None:
    rows = [["科目", "2022年", "2023年", "增减额"], ["工资福利", "812.60", "846.50", "33.90"]]
    assert told("change_of_row", text, [*rows, ["资本性支出", "248.50", "198.80", "-49.70"]]) == expected


@pytest.mark.parametrize(("last", "expected"), [("-20.95%", "pass"), ("-12.0%", "fail")])
def test_growth_over_the_row_above(last: str, expected: str) -> None:
    rows = [["季度", "接待量", "环比增长"], ["一季度", "14.0", "—"], ["二季度", "16.8", "20.0%"]]
    rows += [["三季度", "21.0", "25.0%"], ["四季度", "16.6", last], ["全年", "68.4", "—"]]
    writer = Writer()
    writer.table(rows, kind="funds", roles=[None, None, "rate"])
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, [], values(reading, head))
    assert [each.status for each in checks if each.rule == "growth_down_rows"] == ["pass", "pass", expected]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (("64.40", "71.80", "136.20"), ["pass"] * 3),
        # More than was left; less may have been taken back.
        (("74.40", "71.80", "146.20"), ["fail", "pass", "fail"]),
        (("50.00", "71.80", "121.80"), ["unknown", "pass", "unknown"]),
        (("11.00", "12.00", "23.00"), []),
    ],
)
def test_a_year_begins_with_what_the_last_one_left(opening: tuple[str, ...], expected: list[str]) -> None:
    left = zip(("日常养护", "大中修", "合计"), ("64.40", "71.80", "136.20"), opening, strict=True)
    rows = [[name, "1.00", closing, name, begins, "2.00"] for name, closing, begins in left]
    writer = Writer()
    for year, own in ((2022, slice(0, 3)), (2023, slice(3, 6))):
        writer.table(
            [["项目", "上年结转", "年末结余"], *(row[own] for row in rows)], kind="funds", marks={3: "total"},
            roles=["project", None, None], units=[None, "万元", "万元"], caption=f"{year}年资金收支情况",
        )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, [], values(reading, head))
    assert [each.status for each in checks if each.rule == "carried_to_next_year"] == expected


@pytest.mark.parametrize(("third", "expected"), [("688", ["pass", "pass", "pass"]), ("668", ["pass", "pass", "fail"])])
def test_each_row_of_years_begins_with_what_the_one_above_left(third: str, expected: list[str]) -> None:
    rows = [
        ["年度", "期初本金", "期末本金"],
        ["2021年", "0", "488"], ["2022年", "488", "688"], ["2023年", "688", "688"], ["2024年", third, "600"],
    ]  # fmt: skip
    writer = Writer()
    writer.table(rows, kind="funds", roles=[None, None, None], units=[None, "万元", "万元"])
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, [], values(reading, head))
    assert [each.status for each in checks if each.rule == "carried_to_next_year"] == expected


SCORED = [
    ["项目", "得分", "等级"],
    ["校舍改造", "90.5", "优"],
    ["公厕建设", "84.0", "良"],
    ["污水管网", "72.4", "中"],
    ["平均", "82.3", "良"],
]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("extreme_told", "得分最高的是校舍改造90.5分，最低的是污水管网72.4分。", ["pass", "pass"]),
        ("extreme_told", "得分最高的是校舍改造90.5分，最低的是污水管网74.2分。", ["pass", "fail"]),
        ("extreme_told", "得分最高的是校舍改造，高出污水管网18.1分。", ["pass"]),
        ("grades_counted", "“优”1个、“良”1个、“中”1个。", ["pass"]),
        ("grades_counted", "“优”1个、“良”2个、“中”1个。", []),
    ],
)
def test_scored_projects_as_told(rule: str, text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table(SCORED, roles=["project", "score", None], units=[None] * 3)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, score_items(reading), values(reading, head))
    assert [each.status for each in checks if each.rule == rule] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28个项目平均84.6分；其中优6个、良17个、中4个、差1个。", ["pass"]),
        ("28个项目平均84.6分；其中优6个、良18个、中4个、差1个。", ["fail"]),
        ("28个项目平均84.6分；其中优6个、良17个、中4个。", []),
        ("评价项目28个，其中财政评价8个项目、部门评价20个项目，优6个、良18个、中4个、差1个。", []),
        ("28个项目完成评价。分单位看，优6个、良18个、中4个、差1个。", []),
    ],
)
def test_grades_make_all_projects(text: str, expected: list[str]) -> None:
    assert told("grades_counted", text, [["名称"]]) == expected


def test_names_of_indicators_that_only_count_are_rows_of_figures() -> None:
    rows = [
        ["指标", "应完成数", "实际完成数", "完成率"],
        ["建档率", "21,640", "20,124", "92.99%"],
        ["老年人管理率", "2,856", "2,142", "75.00%"],
        ["高血压管理率", "1,420", "1,108", "73.08%"],
        ["糖尿病管理率", "486", "352", "72.43%"],
        ["新生儿访视率", "168", "161", "95.83%"],
    ]
    writer = Writer()
    writer.table(rows, roles=["level3", None, None, "rate"], units=[None] * 4)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    checks = run(reading, head, score_items(reading), values(reading, head))
    assert [each.status for each in checks if each.rule == "rate_in_row"] == ["pass", "fail"]
