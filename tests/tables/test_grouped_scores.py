"""Scores of a self-evaluation and of its review under heads that group them (自评 over 得分, 再评价 over 得分)."""

from __future__ import annotations

from decimal import Decimal

from tests.tables.sketched import report_of


def test_the_score_of_an_indicator_is_that_of_the_review() -> None:
    found = report_of(
        """
        一级指标|分值|自评|<|再评价|<
        ^|^|得分|得分率|得分|得分率
        决策|40|38.50|96.25%|32.00|80.00%
        产出|60|57.00|95.00%|48.00|80.00%
        合计|100|95.50|95.50%|80.00|80.00%
        """,
        "柳溪县2024年度公厕改造项目绩效再评价报告",
    )
    assert [(item.level1, item.points, item.score) for item in found.score_items] == [
        ("决策", Decimal(40), Decimal(32)),
        ("产出", Decimal(60), Decimal(48)),
    ]


def test_points_stand_behind_targets_where_their_head_says_so() -> None:
    drawing = """
    一级指标|二级指标|三级指标|预期指标值{note}|实际完成值|得分
    产出指标|数量指标|培训人数|300人（60分）|286人|57
    满意度指标|满意度|学员满意度|优（40分）|良|36
    """
    told = report_of(drawing.format(note="（权重）"), "绣艺培训项目绩效自评表")
    assert [(item.points, item.score) for item in told.score_items] == [(60, 57), (40, 36)]
    untold = report_of(drawing.format(note=""), "绣艺培训项目绩效自评表")
    assert [item.points for item in untold.score_items] == [None, None]
