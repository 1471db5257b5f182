"""Figures told one by one: of rows that are named, of goals and results, of a whole by per cent, of scored parts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from extractor import tables
from extractor.checks import run
from extractor.model.report import Check, OverallScore, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer

SCORES = [
    ["一级指标", "分值", "得分", "扣分", "得分率"],
    ["产出", "40", "35.60", "4.40", "89.00%"],
    ["效果", "25", "21.40", "3.60", "85.60%"],
    ["管理", "35", "29.50", "5.50", "84.29%"],
    ["合计", "100", "86.50", "13.50", "86.50%"],
]
INDICATORS = [
    ["三级指标", "年初目标值", "实际完成值", "完成率", "分值", "得分"],
    ["招聘教师（人）", "80", "72", "90.00%", "10", "9.00"],
    ["新建校舍（平方米）", "12,000", "12,000", "100.00%", "15", "15.00"],
    ["培训教师（人次）", "1,500", "1,620", "108.00%", "10", "10.00"],
    ["营养餐受益（人）", "21,500", "21,414", "99.60%", "15", "14.94"],
]


def checks(writer: Writer, score: str | None = None) -> list[Check]:
    overall = (
        [OverallScore(subject=None, score=Decimal(score), grade=None, grade_text=None, evidence=[])] if score else []
    )
    reading, head = writer.reading(), ReportHead(fiscal_year=2023, overall_scores=overall)
    reading.tables = tables.understand(reading.blocks)
    return run(reading, head, score_items(reading), values(reading, head))


def statuses(rule: str, text: str, rows: list[list[str]] | None = None, score: str | None = None) -> list[str]:
    writer = Writer()
    writer.paragraph(text)
    if rows:
        writer.table(rows)
    return [check.status for check in checks(writer, score) if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产出、效果、管理三项得分率分别为89.00%、85.60%、84.29%。", ["pass"]),
        ("产出、效果、管理三项得分率分别为89.00%、86.50%、84.29%。", ["fail"]),
        ("产出、效果、管理三项得分率分别为89.00%、80.00%、84.29%。", []),  # another rate than that of the column
        ("产出、效果、管理三项满意度分别为89.00%、86.50%、84.29%。", []),
        ("产出、效果、服务三项得分率分别为89.00%、86.50%、84.29%。", []),
    ],
)
def test_figures_of_rows_that_are_named(text: str, expected: list[str]) -> None:
    assert statuses("list_of_rows", text, SCORES) == expected


def test_many_names_without_a_mark_take_no_time() -> None:
    names = "甲和乙及丙与丁和戊及己与庚和辛及壬与癸和子及丑与寅" * 40
    start = time.process_time()
    assert statuses("list_of_rows", f"{names}分别得分。", SCORES) == []
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划12项、预算286.00万元，实际完成7项、支出152.40万元，完成率分别为58.33%、53.29%。", ["pass", "pass"]),
        ("计划12项、预算286.00万元，实际完成7项、支出152.40万元，完成率分别为58.33%、52.39%。", ["pass", "fail"]),
        ("计划12项、预算286.00万元，实际完成7项、支出152.40万元，完成率分别为58.33%、60.00%。", ["pass"]),
        ("计划12项、预算286.00万元，实际完成约7项、支出152.40万元，完成率分别为58.33%、52.39%。", []),
        ("甲乡12项、乙乡286.00万元，丙乡7项、丁乡152.40万元，完成率分别为58.33%、52.39%。", []),
    ],
)
def test_rates_of_goals_and_results(text: str, expected: list[str]) -> None:
    assert statuses("rates_one_by_one", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资本金7,720.00万元。资本金由政府方出资10%即772.00万元、社会方出资90%即6,948.00万元。", ["pass", "pass"]),
        ("资本金7,720.00万元。资本金由政府方出资10%即727.00万元、社会方出资90%即6,948.00万元。", ["fail", "pass"]),
        ("资本金7,720.00万元。政府方出资10%即727.00万元、社会方出资80%即6,176.00万元。", []),
        ("总投资3.86亿元。政府方出资10%即727.00万元、社会方出资90%即6,948.00万元。", []),
    ],
)
def test_parts_by_per_cent(text: str, expected: list[str]) -> None:
    assert statuses("part_by_percent", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("综合得分88.60分。其中决策16.50分、过程20.10分、产出28.40分、效益23.60分。", ["pass"]),
        ("综合得分88.60分。其中决策16.50分、过程21.00分、产出28.40分、效益23.60分。", ["fail"]),
        ("综合得分88.60分。其中决策16.50分、过程20.10分、产出28.40分、效益20.00分。", []),
        ("综合得分88.60分。其中决策16.50分、过程21.00分、产出28.40分、效益23.60分，扣减0.9分。", []),
    ],
)
def test_scores_of_the_standard_parts(text: str, expected: list[str]) -> None:
    assert statuses("level_scores_summed", text, score="88.60") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [("108.00%", ["pass"] * 4), ("180.00%", ["pass", "pass", "fail", "pass"]), ("100%", ["pass"] * 4)],
)
def test_what_was_done_of_targets(told: str, expected: list[str]) -> None:
    rows = [[*row[:3], told, *row[4:]] if row[0].startswith("培训") else row for row in INDICATORS]
    assert statuses("share_done", "二、指标完成情况", rows) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到位486.00万元，支付412.70万元，未付73.30万元，其中质保金41.20万元、待清算32.10万元。", "pass"),
        ("到位486.00万元，支付412.70万元，未付73.80万元，其中质保金41.20万元、待清算32.10万元。", "fail"),
        ("到位486.00万元，支付402.70万元，未付73.80万元，其中质保金41.20万元、待清算32.10万元。", None),
    ],
)
def test_parts_of_what_is_left(text: str, expected: str | None) -> None:
    assert (statuses("parts_by_words", text) or [None])[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("入户调查120户，非常满意78户、满意35户、一般5户、不满意2户。", "pass"),
        ("入户调查120户，非常满意78户、满意38户、一般5户、不满意2户。", "fail"),
        ("入户调查120户，非常满意78户、满意33户、一般5户、不满意2户。", None),  # two may have said nothing
        ("共下达1,486.00万元，分三批：第一批860.00万元，第二批426.00万元，第三批200.00万元。", "pass"),
        ("共下达1,486.00万元，分三批：第一批860.00万元，第二批462.00万元，第三批200.00万元。", "fail"),
        ("新建管网518公里，其中主管网186公里、支管网332公里。", "pass"),
        ("新建管网518公里，其中主管网186公里、支管网323公里。", "fail"),
        ("共下达1,486.00万元，分批：第一批860.00万元，第二批266.00万元，第三批200.00万元。", None),
    ],
)
def test_answers_and_batches_make_their_whole(text: str, expected: str | None) -> None:
    assert (statuses("parts_by_words", text) or [None])[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设108万元、品牌43.20万元、冷链64.80万元，分别占50.00%、20.00%、30.00%。", ["pass"]),
        ("建设108万元、品牌43.20万元、冷链64.80万元，分别占50.00%、20.00%、35.00%。", []),
        ("建设1,080.50万元、品牌432.20万元、冷链518.64万元，分别占53.19%、21.82%、25.53%。", ["fail"]),
        ("分别支付215.60万元、260.40万元、155.20万元，占支出的34.16%、41.25%、24.59%。", ["pass"]),
        ("分别支付215.60万元、260.40万元、155.20万元，占支出的34.16%、42.15%、24.59%。", ["fail"]),
        ("按30%、40%、30%三次拨付，即648.00万元、864.00万元、648.00万元。", ["pass"]),
        ("按30%、40%、30%三次拨付，即648.00万元、846.00万元、648.00万元。", ["fail"]),
        ("按30%、40%三次拨付，即648.00万元、846.00万元。", []),
        ("建设1,080.50万元、品牌约432.20万元、冷链518.64万元，分别占53.19%、21.82%、25.53%。", []),
    ],
)
def test_shares_told_one_by_one(text: str, expected: list[str]) -> None:
    assert statuses("shares_one_by_one", text) == expected


def test_a_list_in_brackets_ends_with_them() -> None:
    told = "中央下达1,860.00万元（第一批1,200.00万元、第二批{}万元），省级配套372.00万元，县级配套186.00万元。"
    assert statuses("parts_by_words", told.format("660.00"))[:1] == ["pass"]
    assert statuses("parts_by_words", told.format("606.00"))[:1] == ["fail"]


def test_a_mean_of_years() -> None:
    told = "2021年、2022年、2023年得分分别为81.20分、84.60分、88.40分，三年平均{}分。"
    assert statuses("mean_by_words", told.format("84.73")) == ["pass"]
    assert statuses("mean_by_words", told.format("84.37")) == ["fail"]
    assert statuses("mean_by_words", told.format("85.20")) == []
