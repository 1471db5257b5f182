"""Rules between a scoring table and words."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import Values

from tests.records.builder import Writer

OTHER_ROWS = {
    "10": [["过程", "管理", "制度健全性", "5", "", "", "5"]],
    "30": [["过程", "管理", "制度健全性", "20", "", "", "18"]],
}
ROLES = ("level1", "level2", "level3", "points", "deduction", "comment", "score")


def results(remark: str, deduction: str, text: str = "") -> list[Check]:
    score = 10 - float(deduction or 0)
    writer = Writer()
    if text:
        (writer.paragraph if text.endswith("。") else writer.heading)(text)
    writer.table(
        [
            ["一级指标", "二级指标", "三级指标", "分值", "扣分", "评价情况", "得分"],
            ["产出", "质量", "验收合格率", "10", deduction, remark, f"{score:g}"],
            ["过程", "管理", "制度健全性", "5", "", "", "5"],
        ],
        kind="score",
        roles=ROLES,
    )
    reading = writer.reading()
    return run(reading, ReportHead(), score_items(reading), Values())


def statuses(found: list[Check], rule: str) -> list[str]:
    return [check.status for check in found if check.rule == rule]


@pytest.mark.parametrize(
    ("remark", "deduction", "expected"),
    [
        ("2个标段未验收，扣1.5分。", "1.5", ["pass"]),
        ("未建台账，扣0.5分；记录不全，扣1分。", "1.5", ["pass"]),
        ("未建台账扣0.5分，记录不全扣1分，综合扣2分。", "2", ["pass"]),
        ("2个标段未验收，扣1.5分。", "2.5", ["fail"]),
        # The rule, not the deed.
        ("每发现1处不合格扣0.5分，共3处。", "1.5", []),
        ("验收资料不齐，酌情扣1分。", "2", []),
        ("全部合格。", "", []),
    ],
)
def test_deductions_named(remark: str, deduction: str, expected: list[str]) -> None:
    assert statuses(results(remark, deduction), "deduction_in_remark") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中：产出类得分8.5分，得分率85%。", ["pass"]),
        ("其中：产出类得分8.8分，得分率88%。", ["fail"]),
        ("产出指标得8.5分。", ["pass"]),
        ("二、产出（10分，得分8.8分）", ["fail"]),
        # Another year's, or the points: too far off to be a slip.
        ("产出类得分4分，较上年下降。", []),
        ("产出满分10分。", []),
        # Of another part as well.
        ("过程和产出指标得分8.8分。", []),
    ],
)
def test_a_level_score_told(text: str, expected: list[str]) -> None:
    assert statuses(results("2个标段未验收，扣1.5分。", "1.5", text), "level_score_told") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中：产出类得分8.5分，得分率85.00%。", ["pass"]),
        ("其中：产出类得分8.5分，得分率为58.00%。", ["fail"]),
        ("产出得8.5分（满分10分），得分率85%。", ["pass"]),
        # A score that the table tells otherwise: its rows may have been read under another level.
        ("产出得7.5分，得分率58%。", ["unknown"]),
        ("产出得8.5分，满意度得分率85%。", []),
    ],
)
def test_a_rate_of_a_level_told(text: str, expected: list[str]) -> None:
    assert statuses(results("2个标段未验收，扣1.5分。", "1.5", text), "score_rate_told") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of the first table; of the second; of the first by its rate; of the one that the text tells otherwise; of
        # neither, told alike.
        ("产出得分8.5分，得分率85%。", ["pass"]),
        ("产出得分27分，得分率90%。", ["pass"]),
        ("过程得分18分；产出得分8.4分，得分率84%。", ["pass"]),
        ("过程得分18分；产出得分27分，得分率93%。", ["fail"]),
        ("产出得分8.4分，得分率83%。", []),
    ],
)
def test_a_rate_of_a_level_that_two_tables_name(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    heads = ["一级指标", "二级指标", "三级指标", "分值", "扣分", "评价情况", "得分"]
    for points, score in (("10", "8.5"), ("30", "27")):
        rows = [["产出", "质量", "验收合格率", points, "", "", score]]
        writer.table([heads, *rows, *OTHER_ROWS[points]], kind="score", roles=ROLES)
    reading = writer.reading()
    found = run(reading, ReportHead(), score_items(reading), Values())
    assert statuses(found, "score_rate_told") == expected


def test_two_tables_with_the_same_points_of_a_level() -> None:
    """Of ten points 8.5 in one table, 9 in the other: the rate told fits both, the score one."""
    writer = Writer()
    writer.paragraph("产出得分9分，得分率90%。")
    heads = ["一级指标", "二级指标", "三级指标", "分值", "扣分", "评价情况", "得分"]
    for score in ("8.5", "9"):
        rows = [["产出", "质量", "验收合格率", "10", "", "", score]]
        writer.table([heads, *rows, *OTHER_ROWS["10"]], kind="score", roles=ROLES)
    reading = writer.reading()
    found = run(reading, ReportHead(), score_items(reading), Values())
    assert statuses(found, "level_score_told") == ["pass"]
