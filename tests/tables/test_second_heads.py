"""Tables right below each other, 续表, and units in rows of the table itself."""

from __future__ import annotations

import pytest
from extractor import text
from extractor.model.geometry import Box, Page, Ruling, Run
from extractor.model.reading import DataTable
from extractor.tables import stitch, understand

from tests.tables.drawn import across, filled, grids, layout, page, run
from tests.tables.sketched import report_of

FIRST = "序号 | 项目 | 预算数 | 支出数\n1 | 道路硬化 | 120.00 | 80.50\n2 | 管网改造 | 61.20 | 60.00\n"


def amounts(drawing: str, *above: str) -> dict[str, str | None]:
    return {money.text: money.unit for money in report_of(drawing, *above).money}


def test_heads_with_units_of_their_own() -> None:
    told = amounts(
        FIRST + "单位 | < | 实际支出（元） | 拨付金额（元）\n县文化馆 | < | 6891792 | 5515378",
        "资金情况表",
        "单位：万元",
    )
    assert told["60.00"] == "万元"
    assert told["6891792"] == told["5515378"] == "元"


def test_labels_with_units_in_the_midst_of_rows() -> None:
    """A row of words without figures below is none of heads: the amounts after it keep the unit of the table."""
    told = amounts(FIRST + "注 | 预算数（元） | 见附件 | \n3 | 设备购置 | 75.30 | 75.00", "资金情况表", "单位：万元")
    assert told["75.30"] == told["75.00"] == "万元"


@pytest.mark.parametrize("unit", ["填报单位：柳溪县水利局 | < | 单位：万元 | <", "单位：万元 | < | < | <"])
def test_unit_in_a_row_of_the_table(unit: str) -> None:
    told = amounts(f"资金情况表 | < | < | <\n{unit}\n{FIRST}")
    assert told == dict.fromkeys(("120.00", "80.50", "61.20", "60.00"), "万元")


def test_heads_below_which_nothing_tells_amounts() -> None:
    report = report_of(
        "项目 |  | 备注\n道路硬化 | 1,204.50 | 已完成\n管网改造 | 361.20 | 已完成", "资金情况表", "单位：万元"
    )
    assert not report.money
    assert [issue.message for issue in report.issues if issue.code == "head_unknown"] == [
        "第1页的表格：第2列没有表头，其中的数字未作为金额"
    ]


def test_points_without_a_head_are_no_amounts() -> None:
    report = report_of("指标 |  | 备注\n道路硬化 | 12.5 | 已完成\n管网改造 | 8.00 | 已完成", "评分表")
    assert not [issue for issue in report.issues if issue.code == "head_unknown"]


def _both(of: Page) -> tuple[tuple[Ruling, ...], tuple[Ruling, ...]]:
    return of.rulings.horizontal, of.rulings.vertical


def continued(*between: Run) -> list[DataTable]:
    """Two ruled tables with other heads and columns, the unit over the first alone, and what stands between them."""
    edges = ([60.0, 160.0, 300.0, 440.0], [60.0, 120.0, 260.0, 350.0, 440.0])
    heads = (["项目", "预算数", "支出数"], ["序号", "项目", "合同金额", "审定金额"])
    values = (["道路硬化", "120.00", "80.50"], ["1", "道路硬化", "75.30", "61.20"])
    upper, lower = (
        filled([head, row, row], columns, top)
        for head, row, columns, top in zip(heads, values, edges, (120.0, 240.0), strict=True)
    )
    rules = [(*a, *b) for a, b in zip(_both(upper), _both(lower), strict=True)]
    runs = [run("资金情况表", 220, 80), run("单位：万元", 390, 100), *upper.runs, *between, *lower.runs]
    of = layout(page(runs, *rules))
    return understand(text.blocks([of], stitch([of])))


def test_unit_of_a_table_that_goes_on_with_other_heads() -> None:
    first, second = continued(run("续表", 240, 210))
    assert [table.unit for table in (first, second)] == ["万元", "万元"]
    assert second.grid.caption is not None
    assert second.grid.caption.text == "资金情况表"


def test_unit_of_another_table_below() -> None:
    assert [table.unit for table in continued(run("合同签订情况表", 220, 210))] == ["万元", None]


LEFT = (60.0, 120.0, 260.0, 380.0)
HEADS = ("序号", "项目名称", "预算数", "支出数")


def rows(top: float, count: int = 3) -> list[tuple[float, tuple[str, ...]]]:
    return [(top + 20 * n, (str(n + 1), f"第{n + 1}标段", f"12{n}.40", f"9{n}.10")) for n in range(count)]


def test_note_above_the_last_ruling() -> None:
    """A note over all columns stands between the rows and the ruling that ends the table."""
    lines = [(100.0, HEADS), *rows(124)]
    runs = [run(t, x, y) for y, row in lines for x, t in zip(LEFT, row, strict=True)]
    note = run("备注：上述资金含省级补助，已于年底前全部拨付到位。", 60, 186)
    (grid,) = grids(page([*runs, note], [across(at, 50, 470) for at in (95, 116, 202)]))
    assert (grid.header_rows, grid.n_rows) == (1, 4)


def test_long_cell_beside_one_line() -> None:
    """One row of many between rulings holds a remark of five lines beside a single line."""
    left = (*LEFT, 470.0)
    lines = [(100.0, (*HEADS, "备注")), *((y, (*row, "已完成")) for y, row in rows(124, 2))]
    runs = [run(t, x, y) for y, row in lines for x, t in zip(left, row, strict=True)]
    runs += [run("资金尚未拨付", 470, 164 + 12 * n) for n in range(5)]
    runs += [run(t, x, 188) for x, t in zip(LEFT, ("3", "第3标段", "122.40", "92.10"), strict=True)]
    (grid,) = grids(page(runs, [across(at, 50, 540) for at in (95, 116, 138, 160, 228)]))
    assert (grid.header_rows, grid.n_rows, grid.texts()[3][2]) == (1, 4, "122.40")


@pytest.mark.parametrize("above", [[("合同金", 260), ("支", 388)], [("合同金", 260)]])
def test_heads_at_the_bottom_of_their_cells(above: list[tuple[str, float]]) -> None:
    """Lines of a cell stand as far apart as its heads: the first of these is no caption."""
    heads = ["序号", "项目名称", "额", "出数" if len(above) > 1 else "支出数"]
    places = (60.0, 120.0, 270.0, 384.0)
    runs = [run(t, x, 100) for t, x in above] + [run(t, x, 119) for t, x in zip(heads, places, strict=True)]
    for y, row in rows(138, 4):
        runs += [run(t, x, y + 19 * (int(row[0]) - 1)) for x, t in zip(LEFT, row, strict=True)]
        runs += [run("拓宽", 120, y + 19 * (int(row[0]) - 1) + 19)]
    (grid,) = grids(page([run("单位：万元", 470, 60), *runs]))
    assert grid.texts()[0][2] == "合同金额"


def test_heads_in_shaded_cells_side_by_side() -> None:
    """Each cell of the heads is an area of its own; one head has two lines."""
    heads = [run(t, x, 106) for t, x in zip(("单位名称", "预算数", "支出数"), (60, 180, 300), strict=True)]
    heads += [run("面积", 420, 100), run("（亩）", 415, 112)]
    cells = [
        ("城关镇", "120.00", "80.50", "2589"),
        ("河口镇", "61.20", "60.00", "7928"),
        ("石桥乡", "9.30", "8.00", "318"),
    ]
    runs = [
        run(t, x, 132 + 20 * n) for n, row in enumerate(cells) for t, x in zip(row, (60, 180, 300, 420), strict=True)
    ]
    shades = [Box(a, 97, b, 125) for a, b in ((50, 170), (170, 290), (290, 400), (400, 480))]
    (grid,) = grids(page([*heads, *runs], shades=shades))
    assert grid.texts()[0] == ["单位名称", "预算数", "支出数", "面积（亩）"]


def test_amounts_of_other_heads_within_a_form() -> None:
    """The rate's column of the block above holds amounts below heads of its own."""
    told = amounts(
        """
        年度预算（万元）|资金构成|年初预算数|全年预算数|全年执行数|执行率|得分
        ^|年度资金总额|168.40|182.75|179.12|98.01%|9.8
        “三公”经费（万元）|类别|年初预算数|决算数|上年决算数|增减额|
        ^|公务接待费|1.50|0.86|1.12|-0.26|
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        履职效能|重点工作|采风次数|8次|9次|20|20
        """,
        "部门整体支出绩效自评表",
    )
    assert told == dict.fromkeys(("168.40", "182.75", "179.12", "1.50", "0.86", "1.12", "-0.26"), "万元")


def test_differences_of_amounts_are_amounts() -> None:
    """差异 tells in words how a target was missed, beside amounts how far they are apart."""
    told = amounts(
        """
        成本项目|单位成本（元/吨）|标杆（元/吨）|差异（元/吨）
        人工|120.77|103.50|17.27
        燃料|41.87|39.00|2.87
        折旧|34.57|36.00|-1.43
        """,
        "分项成本对标表",
    )
    assert (told["17.27"], told["2.87"], told["-1.43"]) == ("元", "元", "元")


def test_scores_out_of_a_hundred_beside_those_that_the_weight_bounds() -> None:
    report = report_of(
        """
        评价准则|权重|得分|加权得分|等级
        相关性|25%|92|23.00|高度相关
        效率|25%|70|17.50|一般
        效果|25%|81|20.25|满意
        可持续性|25%|72.2|18.05|比较可持续
        合计|100%||78.80|
        """,
        "评价得分表",
    )
    told = [(item.level1, str(item.points), str(item.score)) for item in report.score_items]
    assert told == [
        ("相关性", "25", "23.00"),
        ("效率", "25", "17.50"),
        ("效果", "25", "20.25"),
        ("可持续性", "25", "18.05"),
    ]
    assert not [check.rule for check in report.checks if check.status == "fail"]
