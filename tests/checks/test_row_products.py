"""Rows that multiply, the 得分率 of a scoring table, and scores set out side by side."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

PRICES = [
    ["类别", "人数（人）", "标准（元/人）", "金额（万元）"],
    ["特困人员", "21,500", "380", "817.00"],
    ["低保对象", "86,300", "190", "1,639.70"],
    ["返贫人口", "42,100", "190", "799.90"],
    ["重度残疾人", "38,600", "228", "880.08"],
]
SCORES = [
    ["一级指标", "分值", "得分", "得分率"],
    ["决策", "20", "18", "90%"],
    ["过程", "25", "21.5", "86%"],
    ["产出", "30", "27", "90.00%"],
    ["合计", "75", "66.5", "88.67%"],
]


def found(rule: str, rows: list[list[str]], kind: str, roles: list[str | None], units: list[str | None]) -> list[str]:
    writer = Writer()
    writer.table(rows, kind=kind, roles=roles, units=units, marks={4: "total"} if kind == "score" else {})
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [check.status for check in run(reading, head, [], values(reading, head)) if check.rule == rule]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (4, ["pass"] * 4),
        # 808.08 for 880.08: two digits changed places.
        (["重度残疾人", "38,600", "228", "808.08"], ["pass", "pass", "pass", "fail"]),
        # Less than the standard makes: some came late.
        (["重度残疾人", "38,600", "228", "861.50"], ["pass", "pass", "pass", "unknown"]),
        # A row paid by another rule is another matter.
        (["重度残疾人", "38,600", "228", "300.00"], ["pass", "pass", "pass", "unknown"]),
    ],
)
def test_counts_by_prices(row: int | list[str], expected: list[str]) -> None:
    rows = PRICES if isinstance(row, int) else [*PRICES[:4], row]
    assert found("product_in_row", rows, "other", [None] * 4, [None, None, None, "万元"]) == expected


@pytest.mark.parametrize(("said", "expected"), [("86%", "pass"), ("68%", "fail")])
def test_score_rates(said: str, expected: str) -> None:
    rows = [*SCORES[:2], [*SCORES[2][:3], said], *SCORES[3:]]
    roles = ["level1", "points", "score", "rate"]
    assert sorted(found("score_rate_in_row", rows, "score", roles, [None] * 4)) == sorted(["pass"] * 3 + [expected])


SIDE_BY_SIDE = [
    ["指标", "满分", "农村饮水", "村道", "校舍"],
    ["前期工作", "20", "18.0", "18.5", "16.0"],
    ["实施过程", "25", "22.4", "21.0", "18.6"],
    ["目标完成", "55", "50.6", "46.2", "40.4"],
    ["总分", "100", "91.0", "85.7", "75.0"],
]
LEVELS_AS_COLUMNS = [
    ["指标", "决策", "管理", "绩效"],
    ["权重", "10", "30", "60"],
    ["得分", "9.00", "24.50", "53.96"],
    ["得分率", "90.00%", "81.67%", "89.93%"],
]


@pytest.mark.parametrize(("said", "expected"), [("85.7", "pass"), ("87.5", "fail")])
def test_projects_side_by_side(said: str, expected: str) -> None:
    rows = [*SIDE_BY_SIDE[:4], [*SIDE_BY_SIDE[4][:3], said, SIDE_BY_SIDE[4][4]]]
    verdicts = found("score_column", rows, "score", [None] * 5, [None] * 5)
    assert sorted(verdicts) == sorted(["pass"] * 3 + [expected])


@pytest.mark.parametrize(("said", "expected"), [("81.67%", "pass"), ("86.17%", "fail")])
def test_levels_as_columns(said: str, expected: str) -> None:
    rows = [*LEVELS_AS_COLUMNS[:3], ["得分率", "90.00%", said, "89.93%"]]
    verdicts = found("score_rate_in_row", rows, "other", [None] * 4, [None] * 4)
    assert sorted(verdicts) == sorted(["pass"] * 2 + [expected])


INTEREST = [
    ["企业", "贷款本金", "年利率", "期限（月）", "应付利息"],
    ["甲机电", "1,000.00", "4.35%", "12", "43.50"],
    ["乙食品", "600.00", "4.20%", "9", "18.90"],
    ["丙新材", "1,500.00", "4.00%", "12", "60.00"],
    ["丁纺织", "800.00", "4.50%", "6", "18.00"],
]


@pytest.mark.parametrize(("said", "expected"), [("18.00", "pass"), ("21.00", "fail"), ("99.00", "unknown")])
def test_interest_by_the_month(said: str, expected: str) -> None:
    rows = [*INTEREST[:4], [*INTEREST[4][:4], said]]
    units = [None, "万元", None, None, "万元"]
    assert found("product_in_row", rows, "funds", [None] * 5, units) == [*["pass"] * 3, expected]


@pytest.mark.parametrize(("said", "expected"), [("3,129.60", "pass"), ("3,219.60", "fail"), ("1,500.00", None)])
def test_counts_and_prices_that_tell_their_units(said: str, expected: str | None) -> None:
    rows = [
        ["项目", "数量", "补助标准", "金额（万元）"],
        ["车间", "46个", "30万元/个", "1,380.00"],
        ["大棚", "1,280亩", "2.5万元/亩", "3,200.00"],
        ["岗位", "3,260人", "9,600元/人", said],
    ]
    results = found("product_in_row", rows, "projects", [None] * 4, [None, None, None, "万元"])
    assert results == ["pass", "pass", *([expected] if expected else [])]


def of_means(said: str) -> list[str]:
    writer = Writer()
    rows = [
        ["年度", "学位（个）", "投资（万元）", "学位均投资（万元/个）"],
        ["甲校", "4,860", "10,692", "2.20"],
        ["乙校", "6,120", "14,688", "2.40"],
        ["丙校", "7,200", "17,280", said],
        ["合计", "18,180", "42,660", "2.35"],
    ]
    writer.table(rows, kind="projects", units=[None, None, "万元", None], roles=["project"], marks={4: "total"})
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [check.status for check in run(reading, head, [], values(reading, head)) if check.rule == "product_in_row"]


@pytest.mark.parametrize(("said", "expected"), [("2.40", "pass"), ("2.80", "fail"), ("9.80", "unknown")])
def test_a_mean_that_the_total_row_keeps_too(said: str, expected: str) -> None:
    assert of_means(said) == ["pass", "pass", "pass", expected]


@pytest.mark.parametrize(("said", "expected"), [("96.78%", "pass"), ("96.80%", "pass"), ("98.78%", "fail")])
def test_the_rate_of_a_score_that_is_itself_rounded(said: str, expected: str) -> None:
    rows = [
        ["指标", "分值", "得分", "得分率"],
        ["预算执行率", "10.00", "9.68", said],
        ["资金使用", "12.00", "10.20", "85.00%"],
        ["产出数量", "20.00", "18.00", "90.00%"],
    ]
    verdicts = found("score_rate_in_row", rows, "score", ["level1", "points", "score", "rate"], [None] * 4)
    assert sorted(verdicts) == sorted(["pass"] * 2 + [expected])
