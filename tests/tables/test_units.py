"""In which unit the figures of a table are, and which of them are no money: told by heads, labels, 单位 lines."""

from __future__ import annotations

import pytest
from extractor.model.report import Report
from extractor.patternbook import load_patterns
from extractor.tables.meaning.column_numbers import numbers_columns
from extractor.tables.meaning.heads import path_of
from extractor.tables.meaning.units import counts_no_money

from tests.hostile.paper import yuan
from tests.records.builder import Writer
from tests.tables.drawn import filled, grids
from tests.tables.sketched import report_of


def doubted(report: Report) -> list[str]:
    return [issue.message for issue in report.issues if issue.code == "doubtful_amount"]


@pytest.mark.parametrize("head", load_patterns("tables")["not_money"]["examples"])
def test_heads_that_count_things(head: str) -> None:
    assert counts_no_money((head,))


@pytest.mark.parametrize("head", load_patterns("tables")["not_money"]["not"])
def test_heads_that_may_be_of_money(head: str) -> None:
    assert not counts_no_money((head,))


def test_a_row_whose_label_gives_a_unit_of_its_own() -> None:
    found = report_of(
        """
        指标|计划|实际
        总投入|320.50|318.00
        人均补助（元）|1450|1500
        受益人数[人]|2210|2120
        管护/次|12|14
        财政投入（单位：元）|3000000|2950000
        """,
        "单位：万元",
    )
    assert yuan(found) == ["3205000", "3180000", "1450", "1500", "3000000", "2950000"]
    assert not doubted(found)


def test_rates_beside_a_column_of_units_are_no_money() -> None:
    found = report_of(
        """
        序号|指标|单位|2021年|2022年|增长（%）
        1|税收收入|万元|880.50|912.40|3.62
        2|受益农户|户|2210|2120|-4.07
        """
    )
    assert yuan(found) == ["8805000", "9124000"]


def test_the_heading_of_rows_gives_their_unit() -> None:
    found = report_of(
        """
        指标|计划|实际
        一、资金投入（万元）|<|<
        财政拨款|320.50|318.00
        单位自筹|40.00|40.00
        二、产出|<|<
        改造点位|12|12
        """
    )
    assert yuan(found) == ["3205000", "3180000", "400000", "400000"]


def test_a_numbered_heading_set_in_the_middle_of_its_row_gives_their_unit() -> None:
    rows = """
        指标|计划|实际
        |{}|
        财政拨款|320.50|318.00
        单位自筹|40.00|40.00
        |二、受益户数（户）|
        改造农户|1260|1250
        """
    assert yuan(report_of(rows.format("一、资金投入（万元）"))) == ["3205000", "3180000", "400000", "400000"]
    assert yuan(report_of(rows.format("其中省级（万元）"))) == []


def test_the_cell_beside_several_rows_gives_their_unit() -> None:
    found = report_of(
        """
        类别|内容|计划|完成
        资金（元）|材料费|32000|31800
        ^|劳务费|14000|14200
        面积（亩）|造林|320|318
        ^|抚育|140|142
        """
    )
    assert yuan(found) == ["32000", "31800", "14000", "14200"]


def test_a_form_of_labels_and_figures_has_no_heads() -> None:
    found = report_of(
        """
        总投资（万元）|392|财政资金（万元）|229
        建设规模（亩）|583|受益人数（人）|604
        """
    )
    assert yuan(found) == ["3920000", "2290000"]


@pytest.mark.parametrize(
    ("cell", "doubtful"),
    [
        ("省级10.0，县级2.5", True),
        ("已支付12.5", True),
        ("12.5（2022年）", True),
        ("第1批12.5第2批3.5", True),
        ("1,204（含结转）", True),
        ("95.3%", False),
        ("2022年5月", False),
        ("已付清", False),
        ("第2批", False),
    ],
)
def test_figures_among_words_in_a_column_of_amounts_are_in_doubt(cell: str, doubtful: bool) -> None:
    found = report_of(
        f"""
        序号|项目|支出金额
        1|渠道|{cell}
        2|灌溉|88.00
        """,
        "单位：万元",
    )
    assert (yuan(found), bool(doubted(found))) == (["880000"], doubtful)


def test_the_rest_of_the_sources_of_money_is_no_remark() -> None:
    found = report_of(
        """
        项目|到位资金|<|<
        ^|财政资金|自筹|其他
        河口镇|120|30|2028
        柳林乡|98|24|15
        """,
        "单位：元",
    )
    assert yuan(found) == ["120", "30", "2028", "98", "24", "15"]


def test_targets_in_the_unit_of_their_label() -> None:
    found = report_of(
        """
        指标|计划数|完成数
        监理费（万元）|80|78
        面积（亩）|140|156
        支出进度|95.20|91.40
        """
    )
    assert yuan(found) == ["800000", "780000"]


def test_the_unit_of_a_fund_block_of_two_columns() -> None:
    found = report_of(
        """
        项目资金（元）|项目资金总额|41000.00|年度资金申请总额|41000.00
        ^|其中：财政资金|41000.00|上年结转资金|0.00
        """
    )
    assert yuan(found) == ["41000", "41000", "41000", "0"]


def test_a_row_and_a_column_that_give_different_units_are_in_doubt() -> None:
    found = report_of(
        """
        内容|金额（万元）
        总投入|320.50
        人均补助（元）|1450.00
        """
    )
    assert yuan(found) == ["3205000"]
    assert any("1450.00" in message for message in doubted(found))


def test_no_check_compares_a_row_in_a_unit_of_its_own_with_the_column() -> None:
    found = report_of(
        """
        项目名称|预算数|支出数
        渠道衬砌|120.00|110.00
        灌溉站|80.00|75.00
        人均补助（元）|15.00|12.00
        合计|200.00|185.00
        """,
        "单位：万元",
    )
    assert [check.message for check in found.checks if check.status == "fail"] == []


def test_the_figures_below_a_group_that_counts() -> None:
    found = report_of(
        """
        名称|里程（公里）|<|资金|<
        ^|预算|执行|预算|执行
        河口镇|12.5|11.9|88.00|86.50
        柳林乡|20.1|20.1|140.00|139.20
        """,
        "单位：万元",
    )
    assert yuan(found) == ["880000", "865000", "1400000", "1392000"]


def test_amounts_below_a_group_named_by_a_quantity() -> None:
    found = report_of(
        """
        名称|数量|<
        ^|台数|补贴金额
        河口镇|12|88.00
        柳林乡|20|140.00
        """,
        "单位：万元",
    )
    assert yuan(found) == ["880000", "1400000"]


def test_the_ten_thousands_of_people() -> None:
    found = report_of(
        """
        名称|投资（万）|人口（万）
        河口镇|1200.50|3.25
        柳林乡|980.00|2.10
        """
    )
    assert yuan(found) == ["12005000", "9800000"]


def test_a_column_of_units_tells_what_is_counted_not_what_is_paid() -> None:
    found = report_of(
        """
        序号|设备名称|单位|数量|单价|金额
        1|离心机|台|2|36500.00|73000.00
        2|冷藏箱|个|14|820.00|11480.00
        3|工作服|套|60|150.00|9000.00
        """,
        "单位：元",
    )
    assert yuan(found) == ["36500", "73000", "820", "11480", "150", "9000"]


def test_a_column_of_units_of_money_and_of_things() -> None:
    found = report_of(
        """
        指标名称|计量单位|计划数|完成数
        投资额|万元|320.00|318.00
        受益农户|户|2210|2120
        人均补助|元|1450|1500
        """
    )
    assert yuan(found) == ["3200000", "3180000", "1450", "1500"]


def test_a_row_of_units_below_the_heads() -> None:
    found = report_of(
        """
        项目名称|供水量|总投资|受益人口|人均投入
        单位|万吨|万元|万人|元
        河口水厂|120.5|880.00|3.25|270
        柳林水厂|98|765.20|2.1|364
        """
    )
    assert yuan(found) == ["8800000", "270", "7652000", "364"]
    assert found.tables[0].header_rows == 2


def test_heads_that_begin_with_the_label_of_a_form() -> None:
    found = report_of(
        """
        单位名称|服务人口（万人）|水电费（元）
        河口卫生院|3|43200
        柳林卫生院|2|38010
        """
    )
    assert (found.tables[0].header_rows, yuan(found)) == (1, ["43200", "38010"])


def test_two_columns_of_names_and_amounts_are_no_form() -> None:
    found = report_of(
        """
        项目名称|水电费
        河口卫生院|4320.50
        柳林卫生院|3801
        """,
        "单位：元",
    )
    assert (found.tables[0].header_rows, yuan(found)) == (1, ["4320.5", "3801"])


def test_a_form_whose_values_are_figures_has_no_heads() -> None:
    found = report_of(
        """
        项目名称|村道维护
        编制人数|23
        在岗人数|20
        """
    )
    assert found.tables[0].header_rows == 0


def test_months_and_quarters_as_heads() -> None:
    found = report_of(
        """
        项目|1月|2月|3月|一季度
        水费|1200.00|1180.00|1310.00|3690.00
        电费|2400.00|2380.00|2210.00|6990.00
        """,
        "单位：元",
    )
    assert len(yuan(found)) == 8


def test_many_units_of_things_in_a_unit_line() -> None:
    found = report_of(
        """
        名称|床位|护理费|补助
        东院|120|88.00|12.50
        西院|96|70.00|9.60
        """,
        "单位：床，万元，立方米",
    )
    assert yuan(found) == ["880000", "125000", "700000", "96000"]


def test_a_unit_behind_a_stroke_or_the_bare_words() -> None:
    found = report_of(
        """
        科目/元|年初预算|决算
        办公费|12000.00|11850.00
        水电费|8000.00|8120.00
        """
    )
    assert yuan(found) == ["12000", "11850", "8000", "8120"]
    found = report_of(
        """
        名称|市级配套万元|用电量万千瓦时
        河口镇|88.00|12.50
        柳林乡|70.00|9.60
        """
    )
    assert yuan(found) == ["880000", "700000"]


def test_amounts_below_a_source_of_funds_that_gives_their_unit() -> None:
    found = report_of(
        """
        序号|名称|资金来源（元）|<|其他
        ^|^|专款|质保金|^
        1|河口镇|515404|198870|雨季停工
        2|柳林乡|143783|503692|
        """
    )
    assert yuan(found) == ["515404", "198870", "143783", "503692"]


def test_serial_numbers_that_count_on_at_a_page_end_are_of_two_rows() -> None:
    """4.1234 over 56 could be one amount of 万元 cut in two, but 5 over 6 are two rows."""
    columns = [50.0, 80.0, 120.0, 158.0]
    above = filled([["序号", "名称", "金额"], ["4", "河口", "8.1"], ["5", "柳林", "4.1234"]], columns, top=700)
    (grid,) = grids(above, filled([["6", "白水", "56"], ["7", "新兴", "3"]], columns, top=60, number=2))
    assert [row[0] for row in grid.texts()] == ["序号", "4", "5", "6", "7"]


def test_planned_and_done_in_one_unit_of_money_are_amounts() -> None:
    drawing = """
        指标|计划数|完成数
        管网长度（公里）|84066|20978
        下达资金/万元|7898|3,185.6504
        净利润|6201755|1655394
        """
    found = report_of(drawing, "单位：元")
    assert yuan(found) == ["78980000", "31856504", "6201755", "1655394"]
    assert not found.score_items


def test_targets_of_indicators_are_no_amounts() -> None:
    found = report_of(
        """
        指标|计划数|完成数|得分
        管网长度|84066|20978|5
        培训场次|12|10|4
        """,
        "单位：万元",
    )
    assert not found.money


def test_a_unit_in_a_line_of_its_own_below_a_head() -> None:
    """A row of units without a ruling above it is read as the last line of the heads."""
    heads = ["项目名称", "基本支出\n元", "供水\n万吨", "单\n元", "金额/万\n元"]
    places = Writer().table([heads, ["水利站", "442884.25", "35", "3", "7"]]).grid.places
    paths = [path_of(places, range(1), column) for column in range(5)]
    assert paths == [("项目名称",), ("基本支出", "元"), ("供水万吨",), ("单元",), ("金额/万元",)]


def test_numbers_of_columns_are_no_amounts() -> None:
    found = report_of(
        """
        资金投入（万元）|<|行次|预算数（A）|到位数（B）|到位率（B/A）|执行数（C）
        ^|列次|0|1|2|3|4
        ^|年度资金|1|52.80|52.80|100%|30.80
        ^|其中：省级|2|52.80||0%|
        管理情况|<|<|说明|<|存在问题|改进措施
        ^|列次|<|5|<|6|7
        ^|下达及时性|3|已下达|<|项目支付进度缓慢|加快资金支付
        """
    )
    assert yuan(found) == ["528000", "528000", "308000", "528000"]
    assert [finding.title for finding in found.findings] == ["项目支付进度缓慢"]
    assert [issue.code for issue in found.issues] == ["not_a_performance_report"]


@pytest.mark.parametrize(
    ("row", "told", "numbered"),
    [
        (["栏次", "1", "2", "3=1+2"], True, True),
        (["列次", "0", "1"], True, True),
        (["", "①", "②", "③=①-②"], False, True),
        (["甲", "（1）", "（2）", "（3）"], False, True),
        (["", "A", "B", "C=B/A"], False, True),
        (["合计", "1", "2", "3"], False, False),
        (["列次", "1", "3"], True, False),
        (["", "1", "2"], False, False),
        (["1", "2", "3"], True, False),
    ],
)
def test_rows_that_number_columns(row: list[str], told: bool, numbered: bool) -> None:
    assert numbers_columns(row, told=told) == numbered


@pytest.mark.parametrize(
    ("first", "second", "unknown"),
    [("120.50", "88.00", ["预算金额"]), ("120.5万元", "88万元", []), ("120.5万元", "88", ["预算金额"])],
)
def test_only_bare_figures_lack_a_unit(first: str, second: str, unknown: list[str]) -> None:
    found = report_of(f"项目|预算金额|调剂金额\n甲泵站|{first}|\n乙泵站|{second}|")
    told = [issue.message for issue in found.issues if issue.code == "unit_unknown"]
    assert told == [f"第1页的表格：“{head}”列没有写明单位，其中的数字未作为金额" for head in unknown]


def test_a_group_of_money_over_a_head_that_counts_people() -> None:
    drawing = """
    序号 | 项目名称 | 资金情况（元） | < | <
    ^ | ^ | 下达资金 | 总投资 | 受益人数（人）
    1 | 路灯安装 | 4,432.03 | 4,618.13 | 71,176
    2 | 设备购置 | 778.39 | 901.00 | 713
    """
    assert [str(each.yuan) for each in report_of(drawing).money] == ["4432.03", "4618.13", "778.39", "901"]


@pytest.mark.parametrize(("head", "count"), [("预算数", 2), ("2023年", 2), ("分配金额", 4)])
def test_rows_that_count_below_heads_that_tell_no_money(head: str, count: int) -> None:
    """Of 服务人数 below 预算数 nothing is money; of the factors of 分配金额 it is."""
    drawing = f"项目 | {head} | 决算数\n财政拨款 | 40.45 | 559.61\n服务人数 | 4059 | 706\n项目支出 | 462.38 | 5.32"
    report = report_of(drawing, "资金情况表", "单位：万元")
    assert sum(each.evidence[0].column == 1 for each in report.money) == min(count, 3)


def test_kinds_of_income_and_expenditure_named_in_cells_of_a_fund_block() -> None:
    drawing = """
        部门名称|湘源县林业局|<|<|<
        年度预算申请（万元）||全年预算数|全年执行数|执行率
        ^|年度资金总额|2738.52|2601.59|95.00%
        ^|按收入性质分：|<|按支出性质分：|<
        ^|其中：一般公共预算：2584.52|<|其中：基本支出：1820.47|<
        ^|政府性基金拨款：100.00|<|项目支出：781.12|<
        ^|其他资金：54.00|<||<
        一级指标|二级指标|三级指标|年度指标值|实际完成值
        产出指标|数量指标|造林面积|5.2万亩|5.31万亩
        """
    found = report_of(drawing)
    assert yuan(found) == [
        "27385200", "26015900", "25845200", "18204700", "1000000", "7811200", "540000",
    ]  # fmt: skip
    assert not doubted(found)
    assert not [text for text in yuan(report_of(drawing.replace("（万元）", ""))) if text in {"25845200", "18204700"}]


@pytest.mark.parametrize("cell", ["项目支出：3项", "其中：基本支出：82.5%", "基本支出 2023", "经办人：781.12"])
def test_what_is_no_kind_of_expenditure_with_its_amount(cell: str) -> None:
    found = report_of(
        f"""
        资金情况（万元）|年度资金总额|2738.52
        ^|{cell}|
        """
    )
    assert yuan(found) == ["27385200"]


def test_a_dash_between_a_label_and_its_rates_is_no_label() -> None:
    report = report_of(
        """
        项目 | 合计 | 出国费 | 接待费
        2021年决算数 | 486,230.15 | 0.00 | 84,111.75
        2022年决算数 | 297,604.82 | 0.00 | 56,248.20
        增减率（%） | -38.79 | — | -33.13
        """,
        "“三公”经费对比表",
        "单位：元",
    )
    assert [money.text for money in report.money] == [
        "486,230.15",
        "0.00",
        "84,111.75",
        "297,604.82",
        "0.00",
        "56,248.20",
    ]


def test_counts_below_a_head_of_money_are_no_amounts() -> None:
    report = report_of(
        """
        资产类别 | 期初余额 | < | 期末余额 | < | 净值
        ^ | 数量 | 金额 | 数量 | 金额 | ^
        房屋及构筑物 | 14 | 2,950.00 | 14 | 2,980.00 | 2,063.80
        通用设备 | 918 | 1,204.35 | 930 | 1,320.00 | 516.83
        专用设备 | 206 | 548.25 | 211 | 640.15 | 278.19
        """,
        "资产变动情况表",
        "单位：万元",
    )
    (table,) = report.tables
    assert table.unit == "万元"
    assert {money.evidence[0].column for money in report.money} == {2, 4, 5}
    assert len(report.money) == 9


def test_by_how_much_scores_differ_is_no_money() -> None:
    found = report_of(
        """
        序号|项目名称|主管部门|预算数|执行数|自评得分|复核得分|复核等级|差异
        1|步道维护|县林业局|164.20|120.30|92.40|77.90|中|-14.50
        2|公厕改造|县城管局|286.00|281.50|95.60|85.20|良|-10.40
        """,
        "柳溪县2021年度项目支出绩效自评抽查复核情况的通报",
        "复核结果一览表",
        "单位：万元",
    )
    assert yuan(found) == ["1642000", "1203000", "2860000", "2815000"]
    told = [(score.subject, str(score.score), score.grade) for score in found.report.overall_scores]
    assert told == [("步道维护", "77.90", "中"), ("公厕改造", "85.20", "良")]
