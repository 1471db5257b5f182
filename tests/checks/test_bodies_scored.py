"""Tables that score several bodies, goals of indicators, and scores told part by part."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import OverallScore, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer

HEADS = ["单位", "决策（20分）", "过程（30分）", "产出（50分）", "总分", "等级", "排名"]
ROWS = [
    ["南浦馆", "19", "27.5", "46", "92.5", "优", "1"],
    ["北苑馆", "18", "26", "44.6", "88.6", "良", "3"],
    ["东林馆", "18.5", "27", "44.6", "90.1", "优", "2"],
    ["西屏馆", "17", "24", "42.5", "83.5", "良", "4"],
]


def statuses(writer: Writer, rule: str, score: str | None = None) -> list[str]:
    reading = writer.reading()
    told = [OverallScore(subject=None, score=score, grade=None, grade_text=None, evidence=[])] if score else []
    head = ReportHead(fiscal_year=2023, overall_scores=told)
    return [
        each.status for each in run(reading, head, score_items(reading), values(reading, head)) if each.rule == rule
    ]


def scored(rule: str, *last: str) -> list[str]:
    writer = Writer()
    rows = [HEADS, *ROWS[:3], list(last)] if last else [HEADS, *ROWS]
    writer.table(rows, roles=["unit_name", None, None, None, "points", None, None])
    return statuses(writer, rule)


@pytest.mark.parametrize(
    ("rule", "last", "expected"),
    [
        ("scores_in_row", (), ["pass"] * 4),
        ("scores_in_row", ("西屏馆", "17", "24", "42.5", "84.5", "良", "4"), ["pass"] * 3 + ["fail"]),
        ("grade_in_row", (), ["pass"] * 4),
        ("grade_in_row", ("西屏馆", "17", "24", "42.5", "83.5", "优", "4"), ["pass"] * 3 + ["fail"]),
        ("rank_in_row", (), ["pass"]),
        # The fourth is better than the second: more than two rows stand wrong; then the ranks may be of another score.
        ("rank_in_row", ("西屏馆", "18", "28", "47.5", "93.5", "优", "4"), []),
    ],
)
def test_bodies_one_a_row(rule: str, last: tuple[str, ...], expected: list[str]) -> None:
    assert scored(rule, *last) == expected


def test_two_ranks_the_wrong_way_round() -> None:
    writer = Writer()
    rows = [ROWS[0], [*ROWS[1][:-1], "2"], [*ROWS[2][:-1], "3"], ROWS[3]]
    writer.table([HEADS, *rows], roles=["unit_name", None, None, None, "points", None, None])
    assert statuses(writer, "rank_in_row") == ["fail"]


@pytest.mark.parametrize(
    ("goal", "reached", "score", "expected"),
    [
        ("≥90%", "88%", "10", ["fail"]),
        ("≥90%", "91.5%", "10", ["pass"]),
        ("≥90%", "88%", "8", ["pass"]),
        ("≤1,250元", "1,280元", "10", ["fail"]),
        # Another unit; no bound; nearly reached.
        ("≥90%", "88人", "10", []),
        ("90%", "88%", "10", []),
        ("≥90%", "89.95%", "10", []),
    ],
)
def test_goals_and_points(goal: str, reached: str, score: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"],
            ["满意度指标", "市民满意度", "10", goal, reached, score],
            ["产出指标", "验收资料", "90", "齐全", "齐全", "90"],
        ],
        kind="self_evaluation", roles=["level1", "level3", "points", "target", "actual", "score"],
    )  # fmt: skip
    assert statuses(writer, "goal_in_row") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投入15分，得14分；过程25分，得20.6分；产出60分，得51.75分。投入扣1分，过程扣4.4分，产出扣8.25分。",
         ["pass"] * 5),
        ("投入15分，得14分；过程25分，得20.6分；产出60分，得51.75分。投入扣1分，过程扣4.4分，产出扣9.25分。",
         ["pass"] * 4 + ["fail"]),
        ("决策类指标14分（满分15分），过程类指标20.6分（满分25分），产出类指标50.75分（满分60分）。", ["fail", "pass"]),
        # Parts of 40 points are not all parts; extra points may have been added.
        ("决策类指标14分（满分15分），过程类指标20.6分（满分25分），效益类指标9分（满分10分）。", []),
        ("决策类指标14分（满分15分），过程类指标20.6分（满分25分），产出类指标50.75分（满分60分），加分1分", ["pass"]),
    ],
)  # fmt: skip
def test_parts_told_in_one_paragraph(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    assert statuses(writer, "parts_in_text", "86.35") == expected
