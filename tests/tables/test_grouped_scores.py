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
