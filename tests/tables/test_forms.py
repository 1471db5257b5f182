"""Forms as provinces and firms print them: words and places that no one form has in common, read from a PDF."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.report import ScoreItem

from tests.hostile.paper import Paper, yuan
from tests.tables.sketched import report_of


def marks(items: list[ScoreItem]) -> list[tuple[str | None, str | None, str | None, Decimal | None, Decimal | None]]:
    return [(item.level1, item.level2, item.level3, item.points, item.score) for item in items]


def test_a_scoring_table_in_words_of_its_own() -> None:
    found = report_of(
        """
        模块|要素|观测点|规定分|实得|说明
        谋划|论证|论证充分|20|18|缺少测算
        ^|目标|目标细化|20|20|
        管控|资金|资金合规|20|17|依据不足
        ^|落实|责任落实|15|15|
        成果|数量|任务完成|25|22.5|完成九成
        总计|<|<|100|92.5|
        """
    )
    assert found.tables[0].kind == "score"
    assert marks(found.score_items)[:3] == [
        ("谋划", "论证", "论证充分", Decimal(20), Decimal(18)),
        ("谋划", "目标", "目标细化", Decimal(20), Decimal(20)),
        ("管控", "资金", "资金合规", Decimal(20), Decimal(17)),
    ]
    assert [item.comment for item in found.score_items] == ["缺少测算", None, "依据不足", None, "完成九成"]
    assert any(issue.code == "roles_inferred" for issue in found.issues)


def test_nothing_is_guessed_where_the_points_do_not_add_up() -> None:
    found = report_of(
        """
        模块|要素|观测点|额度|实得
        谋划|论证|论证充分|20|18
        ^|目标|目标细化|20|20
        管控|资金|资金合规|20|17
        ^|落实|责任落实|15|15
        成果|数量|任务完成|24|22.5
        """
    )
    assert found.score_items == []


@pytest.mark.parametrize("odd", ["NaN", "sNaN", "Infinity", "1e9999", "二十"])
def test_figures_are_digits_whatever_else_a_number_may_be_called(odd: str) -> None:
    found = report_of(
        f"""
        模块|要素|观测点|额度|实得
        谋划|论证|论证充分|20|{odd}
        ^|目标|目标细化|20|20
        管控|资金|资金合规|20|17
        ^|落实|责任落实|16|15
        成果|数量|任务完成|24|22.5
        """
    )
    assert found.score_items == []


def test_indicators_of_a_fourth_level() -> None:
    found = report_of(
        """
        一级指标|二级指标|三级指标|四级指标|分值|扣分|得分
        过程|资金管理|资金支付|资金支出率|6|0.6|5.4
        ^|^|支出规范|预算执行规范|5|1|4
        ^|^|^|事项支出合规|4||4
        """
    )
    assert [(item.level3, item.level4, item.points, item.deduction) for item in found.score_items] == [
        ("资金支付", "资金支出率", Decimal(6), Decimal("0.6")),
        ("支出规范", "预算执行规范", Decimal(5), Decimal(1)),
        ("支出规范", "事项支出合规", Decimal(4), None),
    ]


def test_a_table_on_its_side() -> None:
    found = report_of(
        """
        指标|决策|过程|产出|效益|合计
        分值|15|20|35|30|100
        得分|13.5|16.2|31|25.8|86.5
        得分率|90.00%|81.00%|88.57%|86.00%|86.50%
        """
    )
    assert found.tables[0].kind == "score"
    assert marks(found.score_items) == [
        ("决策", None, None, Decimal(15), Decimal("13.5")),
        ("过程", None, None, Decimal(20), Decimal("16.2")),
        ("产出", None, None, Decimal(35), Decimal(31)),
        ("效益", None, None, Decimal(30), Decimal("25.8")),
    ]


def test_the_points_of_a_level_beside_it_where_the_next_level_is_left_out() -> None:
    found = report_of(
        """
        一级指标|分值|三级指标|分值|得分
        决策|40|论证充分|20|18
        ^|^|目标细化|20|20
        产出|60|任务完成|35|32
        ^|^|按期完成|25|25
        合计|100||100|95
        """
    )
    assert [(item.level1, item.level1_points, item.level3, item.points) for item in found.score_items] == [
        ("决策", Decimal(40), "论证充分", Decimal(20)),
        ("决策", Decimal(40), "目标细化", Decimal(20)),
        ("产出", Decimal(60), "任务完成", Decimal(35)),
        ("产出", Decimal(60), "按期完成", Decimal(25)),
    ]


def test_the_unit_in_the_corner_of_a_table() -> None:
    found = report_of(
        """
        单位：万元|预算安排|<|结余
        项目|中央|县级|^
        道路硬化|120.00|20.00|7.00
        安全饮水|80.00|15.00|3.50
        """
    )
    assert found.tables[0].unit == "万元"
    assert yuan(found) == ["1200000", "200000", "70000", "800000", "150000", "35000"]


def test_the_unit_above_the_words_of_a_head_in_one_cell() -> None:
    found = report_of(
        """
        单位：万元 资金来源|预算安排|<|结余
        ^|中央|县级|^
        道路硬化|120.00|20.00|7.00
        安全饮水|80.00|15.00|3.50
        """
    )
    assert yuan(found) == ["1200000", "200000", "70000", "800000", "150000", "35000"]


def test_the_unit_over_the_labels_of_a_fund_block() -> None:
    found = report_of(
        """
        预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分
        ^|总额|260.00|248.50|236.08|95.00%|10|9.5
        ^|其中：财政资金|240.00|228.50|216.08|94.56%|/|/
        """
    )
    assert yuan(found) == ["2600000", "2485000", "2360800", "2400000", "2285000", "2160800"]


def test_units_in_a_column_of_their_own() -> None:
    found = report_of(
        """
        序号|项目|计量单位|上年数|本年数
        1|财政拨款收入|万元|2,980.00|3,100.00
        2|年末在职人数|人|128|131
        3|办公用房面积|平方米|4,260|4,260
        """
    )
    assert yuan(found) == ["29800000", "31000000"]
    assert not [check for check in found.checks if check.status == "fail"]


def test_a_line_number_beside_a_total_is_no_amount() -> None:
    found = report_of(
        """
        项目|行次|年初数|年末数
        资产总额|1|5,230.18|5,618.77
        负债总额|2|86.00|64.50
        """,
        "资产负债情况表",
        "单位：元",
    )
    assert yuan(found) == ["5230.18", "5618.77", "86", "64.5"]


def test_sums_are_in_the_unit_of_what_they_add_up() -> None:
    found = report_of(
        """
        支出事项|财政投入（万元）|<|合计|来源
        ^|上半年|下半年|^|^
        设备更新|86.50|120.00|206.50|省级专项
        场地租金|30.00|30.00|60.00|县级预算
        """
    )
    assert yuan(found) == ["865000", "1200000", "2065000", "300000", "300000", "600000"]


def test_the_spine_of_a_form_is_no_column_of_results() -> None:
    found = report_of(
        """
        年度绩效指标完成情况|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
        ^|产出指标|数量指标|更新水泵数量|86台|85台|10|9.9
        ^|效益指标|社会效益|受益农户|900户|900户|10|10
        """
    )
    assert [(item.target, item.actual) for item in found.score_items] == [("86台", "85台"), ("900户", "900户")]


@pytest.mark.parametrize(("heads", "told"), [("指标值|年初|实际", "86台"), ("目标值（标准）|指标值", "86台")])
def test_target_and_actual_told_apart(heads: str, told: str) -> None:
    if heads.startswith("指标值|"):
        drawing = """
        绩效指标|<|<|指标值|<|分值|得分
        一级指标|二级指标|三级指标|年初|实际|^|^
        产出指标|数量指标|更新水泵|86台|85台|10|9.9
        """
    else:
        drawing = """
        一级指标|二级指标|三级指标|目标值（标准）|指标值|分值|得分
        产出指标|数量指标|更新水泵|86台|85台|10|9.9
        """
    (item,) = report_of(drawing).score_items
    assert (item.target, item.actual) == (told, "85台")


def test_the_year_below_a_title_belongs_to_the_caption() -> None:
    found = report_of(
        """
        项目名称|灌区泵站更新|<|<
        主管部门|农田建设局|实施单位|灌区管理站
        一级指标|三级指标|年度指标值|实际完成值
        产出指标|更新水泵|86台|85台
        """,
        "中央对地方转移支付区域绩效目标自评表",
        "（2022年度）",
    )
    assert found.tables[0].caption == "中央对地方转移支付区域绩效目标自评表（2022年度）"


def test_a_label_with_a_unit_tells_what_stands_right_of_it() -> None:
    found = report_of(
        """
        项目名称|数字影厅|<|<
        实施单位|文化站|项目性质|一次性
        调整后预算（元）|864,000.00|实际支出（元）|777,600.00
        """
    )
    assert yuan(found) == ["864000", "777600"]


def test_a_level_between_two_known_ones_and_the_reason_behind_a_score() -> None:
    found = report_of(
        """
        指标（一级）|评价面|指标（三级）|权重|得分|何以如此
        决策|立项|立项依据|6|6|
        ^|^|立项程序|6|4|缺少记录
        过程|资金|资金使用|15|12|超范围
        """
    )
    assert [(item.level1, item.level2, item.level3, item.comment) for item in found.score_items] == [
        ("决策", "立项", "立项依据", None),
        ("决策", "立项", "立项程序", "缺少记录"),
        ("过程", "资金", "资金使用", "超范围"),
    ]
    told = [issue.message for issue in found.issues if issue.code == "roles_inferred"]
    assert told == ["第1页的表格：“评价面、何以如此”列的含义由内容推断，请对照原件核实"]


@pytest.mark.parametrize(("between", "unit"), [("I", "万元"), ("一", "万元"), ("附", None)])
def test_a_stray_stroke_between_the_unit_and_its_table(between: str, unit: str | None) -> None:
    """What a scan makes of a speck parts no table from its unit; a word does."""
    paper = Paper().page().text(500, 90, "单位：万元", 9).text(80, 130, between, 9)
    paper.table(38, 145, (173, 173, 173), [["单位", "预算数", "支出数"], ["青石镇", "864.00", "777.60"]], size=9)
    assert paper.read().tables[0].unit == unit
