"""Indicators of scoring tables and self-evaluation tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.records.score_items import score_items
from extractor.values.figures import decimals, figure, is_blank, parts_of_name, points_and_score

from tests.records.builder import Writer

SCORING = ("level1", "level2", "level3", "points", "standard", "deduction", "comment", "score")
HEADS = ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "扣分", "扣分原因", "得分"]


def test_levels_are_carried_down_and_lose_their_points() -> None:
    writer = Writer()
    writer.table(
        [
            HEADS,
            [("投入（20分）", 3, 1), ("项目立项\n(12)", 2, 1), "立项规范性", "7", "缺一项扣1分", "", "", "7"],
            [None, None, "目标明确性", "5分", "酌情扣分", "1.5", "目标笼统，扣1.5分", "3.5分"],
            [None, "资金落实 8分", "到位率", "8", "按比例", "-2", "到位75%", "6"],
            ["合计", "", "", "20", "", "3.5", "", "16.5"],
        ],
        kind="score",
        roles=SCORING,
        marks={4: "total"},
    )
    items = score_items(writer.reading())

    assert [(i.level1, i.level2, i.level3) for i in items] == [
        ("投入", "项目立项", "立项规范性"),
        ("投入", "项目立项", "目标明确性"),
        ("投入", "资金落实", "到位率"),
    ]
    assert [(i.level1_points, i.level2_points) for i in items] == [
        (Decimal(20), Decimal(12)),
        (Decimal(20), Decimal(12)),
        (Decimal(20), Decimal(8)),
    ]
    assert [(i.points, i.deduction, i.score) for i in items] == [
        (Decimal(7), None, Decimal(7)),
        (Decimal(5), Decimal("1.5"), Decimal("3.5")),
        (Decimal(8), Decimal(2), Decimal(6)),
    ]
    assert items[1].comment == "目标笼统，扣1.5分"
    assert items[0].comment is None


def test_a_level_left_blank_instead_of_merged_still_holds() -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "二级指标", "三级指标", "分值", "得分"],
            ["产出", "数量", "管网长度", "10", "9"],
            ["", "", "入户数", "10", "10"],
            ["产出", "质量", "合格率", "5", "5"],
            ["效益", "", "满意度", "10", "9.6"],
        ],
        kind="score",
        roles=("level1", "level2", "level3", "points", "score"),
    )
    items = score_items(writer.reading())

    assert [(i.level1, i.level2) for i in items] == [
        ("产出", "数量"),
        ("产出", "数量"),
        ("产出", "质量"),
        ("效益", None),
    ]
    assert all(item.deduction is None for item in items)


def test_a_table_that_sums_up_levels_gives_no_items_beside_the_indicators() -> None:
    writer = Writer()
    summary = [["一级指标", "权重", "得分"], ["产出", "15", "14"]]
    writer.table(summary, kind="score", roles=("level1", "points", "score"))
    assert [item.level1 for item in score_items(writer.reading())] == ["产出"]
    writer.table([HEADS, ["产出", "数量", "管网长度", "15", "按比例", "1", "", "14"]], kind="score", roles=SCORING)
    assert [item.level3 for item in score_items(writer.reading())] == ["管网长度"]


def test_weights_in_columns_of_their_own() -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "权重", "二级指标", "权重", "三级指标", "分值", "得分"],
            [("过程", 2, 1), ("30%", 2, 1), "业务管理", "15", "制度健全性", "8", "8"],
            [None, None, "财务管理", "15", "资金合规性", "15", "12"],
        ],
        kind="score",
        roles=("level1", "level1_points", "level2", "level2_points", "level3", "points", "score"),
    )
    first, second = score_items(writer.reading())

    assert (first.level1_points, first.level2_points) == (Decimal(30), Decimal(15))
    assert (second.level1, second.level1_points, second.level2) == ("过程", Decimal(30), "财务管理")


def test_a_merged_score_belongs_to_the_first_of_its_rows_alone() -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "二级指标", "三级指标", "分值", "得分"],
            ["效益", "社会效益", "就业人数", ("10", 2, 1), ("8", 2, 1)],
            [None, None, "户均增收", None, None],
        ],
        kind="score",
        roles=("level1", "level2", "level3", "points", "score"),
    )
    items = score_items(writer.reading())

    assert [(item.level3, item.points, item.score) for item in items] == [("就业人数", Decimal(10), Decimal(8))]


def test_each_item_points_to_its_own_cells() -> None:
    writer = Writer()
    table = writer.table(
        [[*HEADS[:3], "分值", "得分"], ["决策", "立项", "依据充分性", "4", "3.5"]],
        kind="score",
        roles=("level1", "level2", "level3", "points", "score"),
    )
    reading = writer.reading()
    (item,) = score_items(reading)
    text = reading.pages.layouts[0].text

    assert [text[e.start : e.end] for e in item.evidence] == ["依据充分性", "4", "3.5"]
    assert {(e.table, e.row) for e in item.evidence} == {(table.grid.id, 1)}


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        ("项目管理 (27分)", "项目管理", "27"),
        ("项目产出（３５分）", "项目产出", "35"),
        ("效益指标\n（30）", "效益指标", "30"),
        ("投入（20%）", "投入", "20"),
        ("过程（权重25分）", "过程", "25"),
        ("数量指标 12.5分", "数量指标", "12.5"),
        ("预算执行率", "预算执行率", None),
        ("2022年任务完成率", "2022年任务完成率", None),
        ("普惠型服务（含托育）", "普惠型服务（含托育）", None),
    ],
)
def test_points_are_told_from_the_name(text: str, name: str, points: str | None) -> None:
    named = parts_of_name(text)
    assert named.name == name
    assert named.points == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("text", "value"),
    [("8", "8"), ("７.５分", "7.5"), ("1,250.40", "1250.40"), ("-0.5", "-0.5"), ("扣2分", "2"), ("96.54%", "96.54")],
)
def test_a_cell_with_one_figure(text: str, value: str) -> None:
    assert figure(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "/", "8-10", "12台（套）", "≥95%", "2022年"])
def test_a_cell_without_one_figure(text: str) -> None:
    assert figure(text) is None


def test_blanks_and_decimals() -> None:
    assert is_blank(" — ")
    assert not is_blank("0")
    assert decimals("1,234.50万元") == 2
    assert decimals("12") == 0


@pytest.mark.parametrize("text", ["18.8（20）", "18.8/20", "20（18.8）", "18.8分（20分）"])
def test_points_and_score_in_one_cell(text: str) -> None:
    assert points_and_score(text) == (Decimal(20), Decimal("18.8"))


@pytest.mark.parametrize("text", ["18.8", "扣1.2（逾期）", "", "（20）"])
def test_cells_that_hold_no_pair(text: str) -> None:
    assert points_and_score(text) == (None, None)
