"""Rules of scoring tables, on tables that are right and tables with one slip."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.checks import run
from extractor.model.report import Check, OverallScore, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import Values

from tests.records.builder import Writer

ROLES = ("level1", "level2", "level3", "points", "deduction", "score")
RIGHT = [
    ["一级指标", "二级指标", "三级指标", "分值", "扣分", "得分"],
    [("过程（40分）", 2, 1), "资金管理", "执行率", "25", "2.5", "22.5"],
    [None, "组织实施", "制度健全性", "15", "", "15"],
    ["产出（60分）", "数量", "完成率", "60", "6", "54"],
    ["合计", "", "", "100", "8.5", "91.5"],
]


def results(rows: list[list[object]], head: ReportHead | None = None) -> list[Check]:
    writer = Writer()
    writer.table(rows, kind="score", roles=ROLES, marks={len(rows) - 1: "total"})  # type: ignore[arg-type]
    reading = writer.reading()
    return run(reading, head or ReportHead(), score_items(reading), Values())


def status(found: list[Check], rule: str) -> list[str]:
    return [check.status for check in found if check.rule == rule]


def changed(row: int, column: int, text: object) -> list[list[object]]:
    rows = [list(cells) for cells in RIGHT]
    rows[row][column] = text  # type: ignore[call-overload]
    return rows  # type: ignore[return-value]


def test_a_right_table_passes_every_rule() -> None:
    found = results([list(row) for row in RIGHT])
    assert {check.status for check in found} == {"pass"}
    assert {check.rule for check in found} == {"item_sum", "score_total", "level_points"}
    assert len(status(found, "score_total")) == 3
    assert len(status(found, "level_points")) == 2


def test_an_indicator_whose_parts_do_not_make_its_points() -> None:
    found = results(changed(1, 4, "3.5"))
    (fault,) = [check for check in found if check.rule == "item_sum" and check.status == "fail"]
    assert (fault.stated, fault.computed) == ("25", "26")
    assert "执行率" in fault.message
    assert fault.message.startswith("第1页")
    assert [place.row for place in fault.evidence] == [1, 1, 1]


def test_a_total_that_misses_a_row() -> None:
    found = results(changed(4, 5, "76.5"))
    faults = [(c.stated, c.computed) for c in found if c.rule == "score_total" and c.status == "fail"]
    assert faults == [("76.5", "91.5")]


def test_a_level_whose_points_do_not_add_up() -> None:
    found = results(changed(1, 0, ("过程（45分）", 2, 1)))
    assert status(found, "level_points") == ["fail", "pass"]


@pytest.mark.parametrize(("points", "verdict"), [("20", "pass"), ("25", "fail")])
def test_the_points_of_a_table_without_a_total_row_make_100(points: str, verdict: str) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "分值", "扣分", "得分"]]
    told = (
        ("执行率", points, "2"),
        ("完成率", "30", "2"),
        ("合格率", "20", "1"),
        ("效益", "20", "3"),
        ("满意度", "10", "1"),
    )
    for name, full, lost in told:
        rows.append([name[:2], "", name, full, lost, str(int(full) - int(lost))])
    writer = Writer()
    writer.table(rows, kind="score", roles=ROLES)  # type: ignore[arg-type]
    reading = writer.reading()
    head = ReportHead(
        overall_scores=[
            OverallScore(subject=None, score=Decimal(points) + 71, grade=None, grade_text=None, evidence=[])
        ]
    )
    assert status(run(reading, head, score_items(reading), Values()), "points_make_full") == [verdict]


def test_two_tables_with_the_same_slip_are_both_told() -> None:
    """Forms of one kind on a page name their levels alike."""
    writer = Writer()
    for _ in range(2):
        rows = changed(1, 0, ("过程（45分）", 2, 1))
        writer.table(rows, kind="score", roles=ROLES, marks={len(rows) - 1: "total"})  # type: ignore[arg-type]
    reading = writer.reading()
    found = run(reading, ReportHead(), score_items(reading), Values())
    faults = [check for check in found if check.rule == "level_points" and check.status == "fail"]
    assert len({place.table for check in faults for place in check.evidence}) == len(faults) == 2


def test_a_row_under_the_wrong_level_is_no_slip_in_the_figures() -> None:
    rows = changed(1, 0, ("过程（25分）", 2, 1))
    rows[3][0] = "产出（75分）"
    assert status(results(rows), "level_points") == ["unknown", "unknown"]


def test_a_score_above_its_points() -> None:
    rows = [[cell for index, cell in enumerate(row) if index != 4] for row in RIGHT]
    rows[2][4] = "16"
    writer = Writer()
    writer.table(rows, kind="score", roles=(*ROLES[:4], "score"))
    reading = writer.reading()
    found = run(reading, ReportHead(), score_items(reading), Values())
    assert status(found, "score_above_points") == ["fail"]


def test_the_text_against_the_table() -> None:
    said = OverallScore(subject=None, score=Decimal("93.5"), grade="优", grade_text="优", evidence=[])
    found = results([list(row) for row in RIGHT], ReportHead(overall_scores=[said]))
    assert status(found, "stated_score") == ["fail"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("送戏下乡得分95.50分，农家书屋更新得分91.50分，按资金占比加权。", "unknown"),
        ("项目综合得分91.50分。", "fail"),
        ("经评价，最终得分91.50分。", "fail"),
        ("农家书屋更新得分92.50分。", "fail"),
    ],
)
def test_the_table_of_one_of_several_is_not_that_of_all(text: str, verdict: str) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table([list(row) for row in RIGHT], kind="score", roles=ROLES, marks={4: "total"})
    said = OverallScore(subject=None, score=Decimal("93.5"), grade="优", grade_text="优", evidence=[])
    reading = writer.reading()
    found = run(reading, ReportHead(overall_scores=[said]), score_items(reading), Values())
    assert status(found, "stated_score") == [verdict]


@pytest.mark.parametrize(
    ("score", "grade", "year", "verdict"),
    [
        ("91.5", "优秀", 2022, "pass"),
        ("90", "优", 2022, "pass"),
        ("89.99", "良好", 2022, "pass"),
        ("60", "合格", 2022, "pass"),
        ("81", "优", 2022, "fail"),
        ("79.5", "良", 2022, "fail"),
        ("84", "优", 2016, "unknown"),
    ],
)
def test_grades(score: str, grade: str, year: int, verdict: str) -> None:
    said = OverallScore(subject=None, score=Decimal(score), grade=grade, grade_text=grade, evidence=[])
    reading = Writer().reading()
    found = run(reading, ReportHead(fiscal_year=year, overall_scores=[said]), [], Values())
    assert status(found, "grade_fits_score") == [verdict]


@pytest.mark.parametrize(("written", "verdict"), [("2024-03-20", "fail"), ("2017-03-20", "unknown"), (None, "unknown")])
def test_the_tiers_of_a_report_that_names_no_year(written: str | None, verdict: str) -> None:
    said = OverallScore(subject=None, score=Decimal("78.4"), grade="良", grade_text="良", evidence=[])
    head = ReportHead(report_date=written, overall_scores=[said])
    assert status(run(Writer().reading(), head, [], Values()), "grade_fits_score") == [verdict]


def test_a_scale_of_its_own_leaves_the_grade_open() -> None:
    writer = Writer()
    writer.paragraph("评价结果分四档：85分（含）以上为优，70分至85分为良。")
    said = OverallScore(subject=None, score=Decimal(86), grade="优", grade_text="优", evidence=[])
    found = run(writer.reading(), ReportHead(fiscal_year=2022, overall_scores=[said]), [], Values())
    assert status(found, "grade_fits_score") == ["unknown"]
