"""Tables below each other with rulings of one width, a caption between them in type of their own size."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from extractor.model.geometry import Ruling, Run

from tests.tables.drawn import across, grids, page, run

EDGES = (50.0, 545.0)
STEP = 18.0
FUNDS = [
    ["序号", "项目名称", "预算数", "到位数", "支出数", "执行率"],
    ["1", "管网改造", "3,158,470.30", "2,842,623.27", "1,955,724.81", "68.80%"],
    ["2", "泵站更新", "318,020.19", "318,020.19", "165,370.50", "52.00%"],
    ["", "合计", "3,476,490.49", "3,160,643.46", "2,121,095.31", "67.11%"],
]
FUNDS_AT = (88.0, 148.0, 245.0, 327.0, 409.0, 488.0)
# Its columns stand where the gutters of the other table are, so that few are common to both.
CONTRACTS = [
    ["序号", "工程名称", "施工单位", "签订日期", "合同金额", "已付金额", "备注"],
    ["1", "石桥泵站更新", "恒砺建设公司", "2022/3/11", "2,095,736.69", "1,110,057.53", "在建"],
    ["2", "高岭管网改造", "凌川水利公司", "2022/10/4", "2,786,817.63", "2,101,342.85", "在建"],
    ["", "合计", "", "", "4,882,554.32", "3,211,400.38", ""],
]
CONTRACTS_AT = (88.0, 118.0, 198.0, 287.0, 350.0, 425.0, 496.0)
SCORES = [
    ["一级指标", "二级指标", "三级指标", "分值", "得分", "扣分原因"],
    ["决策", "项目立项", "立项依据充分性", "40", "38", "资料不全"],
    ["过程", "资金管理", "预算执行率", "60", "52", "进度滞后"],
]
SCORES_AT = (55.0, 130.0, 220.0, 350.0, 410.0, 470.0)


def put(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, ruled: bool) -> tuple[list[Run], list[Ruling]]:
    """A table from ``top`` on, with rulings above and below and below its heads, or between all rows."""
    runs = [run(t, x, top + 4 + STEP * n) for n, row in enumerate(rows) for t, x in zip(row, xs, strict=True) if t]
    lines = range(len(rows) + 1) if ruled else (0, 1, len(rows))
    return runs, [across(top + STEP * at, *EDGES) for at in lines]


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("caption", ["合同签订及支付情况表", "表2 合同签订情况"])
def test_a_caption_between_two_tables_is_no_row(caption: str, ruled: bool) -> None:
    first, rules = put(FUNDS, FUNDS_AT, 100, ruled)
    second, more = put(CONTRACTS, CONTRACTS_AT, 200, ruled)
    found = grids(page([*first, run(caption, 243, 182), *second], [*rules, *more]))
    assert [grid.texts() for grid in found] == [FUNDS, CONTRACTS]


def test_a_table_of_funds_above_one_of_indicators_is_no_form() -> None:
    first, rules = put(FUNDS, FUNDS_AT, 100, ruled=True)
    second, more = put(SCORES, SCORES_AT, 200, ruled=True)
    found = grids(page([*first, run("绩效评价指标评分表", 243, 182), *second], [*rules, *more]))
    assert [grid.texts()[0] for grid in found] == [FUNDS[0], SCORES[0]]
    assert found[1].texts()[1:] == SCORES[1:]


def test_the_name_of_a_group_that_ends_like_a_caption_is_a_row() -> None:
    rows = [*FUNDS[:3], ["", "历史遗留项目清单", "", "", "", ""], FUNDS[1]]
    runs, rules = put(rows, FUNDS_AT, 100, ruled=True)
    (grid,) = grids(page(runs, rules))
    assert "历史遗留项目清单" in grid.texts()[3]
    assert grid.texts()[4] == FUNDS[1]
