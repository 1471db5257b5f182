"""Money, dates and document numbers over a whole report: in order, once, with the unit of their column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

HEAD = ReportHead(fiscal_year=2021, report_date="2022-04-20")


def test_reading_order_over_body_and_cells() -> None:
    writer = Writer()
    writer.paragraph("2021年度共安排资金120万元。")
    writer.table(
        [["单位", "预算数（元）", "文号"], ["某镇", "450,000.00", "某财农〔2021〕7号"], ["某乡", "", "另付3万元"]],
        roles=("unit_name", "budget_amount", "document_number"),
        units=(None, "元", None),
    )
    writer.paragraph("截至12月31日支付40.5万元。")
    found = values(writer.reading(), HEAD)

    assert [(m.text, str(m.yuan), m.unit_from) for m in found.money] == [
        ("120万元", "1200000", "text"),
        ("450,000.00", "450000", "header"),
        ("3万元", "30000", "text"),
        ("40.5万元", "405000", "text"),
    ]
    assert [(d.start, d.end) for d in found.dates] == [
        ("2021-01-01", "2021-12-31"),
        ("2021-12-31", "2021-12-31"),
    ]
    assert [n.canonical for n in found.document_numbers] == ["某财农〔2021〕7号"]


def test_days_of_the_opening_are_those_of_the_evaluation() -> None:
    writer = Writer()
    writer.paragraph("我局于2月8日至3月1日对2021年度项目支出开展了自评，情况如下：")
    writer.paragraph("经自评，项目9月10日前支付62万元，年底前付清。")
    found = values(writer.reading(), HEAD)
    assert [(d.start, d.end) for d in found.dates] == [
        ("2022-02-08", "2022-03-01"),
        ("2021-01-01", "2021-12-31"),
        ("2021-09-10", "2021-09-10"),
    ]


def test_terms_of_advice_lie_behind_the_day_of_the_report() -> None:
    writer = Writer()
    writer.heading("一、存在的问题")
    writer.paragraph("应于2021年6月支付的3万元，10月15日前仍未支付。")
    writer.heading("二、有关建议")
    writer.paragraph("6月底前补付2021年6月欠付的资金，本年8月15日之前完成验收，三季度末前审计。")
    found = values(writer.reading(), HEAD)
    assert [(d.text, d.start) for d in found.dates] == [
        ("2021年6月", "2021-06-01"),
        ("10月15日", "2021-10-15"),
        ("6月底", "2022-06-01"),
        ("2021年6月", "2021-06-01"),
        ("本年8月15日", "2022-08-15"),
        ("三季度末", "2022-09-01"),
    ]


def test_terms_of_advice_may_be_told_by_what_happens_then() -> None:
    writer = Writer()
    writer.heading("六、下一步改进措施")
    writer.paragraph("9月秋季学期开学前配齐教师。")
    assert [d.start for d in values(writer.reading(), HEAD).dates] == ["2022-09-01"]
    told = Writer()
    told.heading("一、完成情况")
    told.paragraph("9月秋季学期开学前配齐教师。")
    assert [d.start for d in values(told.reading(), HEAD).dates] == ["2021-09-01"]


def test_terms_that_are_planned_among_what_was_done() -> None:
    writer = Writer()
    writer.heading("一、正在整改的问题及下一步打算")
    writer.paragraph("原计划10月底前完工，计划11月底前签订合同，9月15日前未开工。")
    found = values(writer.reading(), HEAD)
    assert [(d.text, d.start) for d in found.dates] == [
        ("10月底", "2021-10-01"),
        ("11月底", "2022-11-01"),
        ("9月15日", "2021-09-15"),
    ]


def test_terms_in_a_column_of_what_is_to_be_done() -> None:
    writer = Writer()
    rows = [["存在问题", "整改措施"], ["10月15日前未验收", "11月底前完成验收"]]
    writer.table(rows, kind="problems", roles=("finding", "advice"), units=(None, None))
    found = values(writer.reading(), HEAD)
    assert [(d.text, d.start) for d in found.dates] == [("10月15日", "2021-10-15"), ("11月底", "2022-11-01")]


def test_terms_of_a_standard_are_of_any_year() -> None:
    writer = Writer()
    heads = ["三级指标", "评分标准", "评价情况"]
    rows = [
        heads,
        ["资金到位", "11月底之前分配完毕，计2分", "11月20日下达"],
        ["验收", "2023年6月30日前验收得2分，12月底前得1分", "已验收"],
    ]
    writer.table(rows, kind="score", roles=("level3", "standard", "comment"), units=(None, None, None))
    found = values(writer.reading(), ReportHead(fiscal_year=2023)).dates
    assert [date.start for date in found] == ["2023-11-20", "2023-06-30", "2023-12-01"]


def test_bare_years_in_a_column_of_years() -> None:
    writer = Writer()
    writer.table([["年度", "户数"], ["2019", "2021"]], roles=("date", None), units=(None, None))
    assert [(d.text, d.start) for d in values(writer.reading(), HEAD).dates] == [("2019", "2019-01-01")]


def test_the_unit_of_the_caption_says_where_it_is_from() -> None:
    writer = Writer()
    writer.table(
        [["项目", "支出"], ["宣传", "12.5"]],
        roles=("project", "paid_amount"),
        units=(None, "万元"),
        unit_line="单位：万元",
        unit="万元",
    )
    (money,) = values(writer.reading(), HEAD).money
    assert (money.unit, money.unit_from, str(money.yuan)) == ("万元", "caption", "125000")
    (place,) = money.evidence
    assert (place.table, place.row, place.column) == ("t1", 1, 1)


def test_scores_rates_and_serials_are_no_money() -> None:
    writer = Writer()
    writer.table(
        [["序号", "执行率", "得分", "目标值"], ["1", "95.00", "9.5", "300"]],
        roles=("serial", "rate", "score", "target"),
        units=("万元", "万元", "万元", "万元"),
    )
    assert values(writer.reading(), HEAD).money == []


def test_amounts_beside_their_label_in_a_form() -> None:
    writer = Writer()
    writer.table(
        [
            [("项目资金（元）", 2, 1), "年度资金总额", "1090300.00", "项目编码", "31800500"],
            [None, "其中：财政拨款", "1070000.00", "受益人数", "3200"],
        ],
        kind="self_evaluation",
        header=0,
    )
    found = values(writer.reading(), HEAD)
    assert [(money.text, str(money.yuan)) for money in found.money] == [
        ("1090300.00", "1090300"),
        ("1070000.00", "1070000"),
    ]


def test_amounts_in_wan_alone_beside_their_label_and_none_of_what_is_counted() -> None:
    writer = Writer()
    writer.table(
        [
            [("资金情况（万元）", 3, 1), "年度资金总额", "760万"],
            [None, "其中：财政拨款", "1.2亿"],
            [None, "受益人数", "14万"],
        ],
        header=0,
        row_units=dict.fromkeys(range(3), "万元"),
    )
    found = values(writer.reading(), HEAD)
    assert [(money.text, str(money.yuan)) for money in found.money] == [("760万", "7600000"), ("1.2亿", "120000000")]


def test_points_and_rates_beside_the_amounts_of_a_form_are_no_money() -> None:
    """The head of the points stands in pieces, above and below the line of the others."""
    writer = Writer()
    table = writer.table(
        [
            [("项目资金（万元）", 5, 1), "", "", "分", "执行率"],
            [None, ("全年预算数", 1, 4), None, None, None],
            [None, "", "", "值", ""],
            [None, "年度资金总额", "345.60", "10", "95.00"],
            [None, "其中：财政拨款", "320.00", "—", "94.98"],
        ],
        kind="self_evaluation",
        header=0,
    )
    table.parts[0] = replace(table.parts[0], columns=())  # what no line of heads tells
    assert [money.text for money in values(writer.reading(), HEAD).money] == ["345.60", "320.00"]


def test_points_below_their_head_are_no_money_though_the_label_of_their_rows_gives_a_unit() -> None:
    """Two cells of words were read as one, so that no label stands beside the figures."""
    writer = Writer()
    table = writer.table(
        [
            [("主管部门 年初预算数", 1, 2), None, "执行率", "得分"],
            ["项目资金（万元）", "年度资金总额 115.84 911", "93.5%", "9"],
        ],
        kind="self_evaluation",
        header=0,
        row_units={1: "万元"},
    )
    table.parts[0] = replace(table.parts[0], columns=())
    assert "9" not in [money.text for money in values(writer.reading(), HEAD).money]


def test_the_unit_of_a_row_is_that_of_all_its_figures_but_the_rates() -> None:
    writer = Writer()
    writer.table(
        [
            ["指标", "2015年", "2016年", "增减（%）"],
            ["药品收入（万元）", "7,456.92", "6,863.50", "-7.96"],
            ["门诊量（万人次）", "31.20", "32.75", "4.97"],
        ],
        roles=(None, None, None, None),
        row_units={1: "万元"},
    )
    found = values(writer.reading(), HEAD)
    assert [(money.text, str(money.yuan)) for money in found.money] == [
        ("7,456.92", "74569200"),
        ("6,863.50", "68635000"),
    ]


def test_figures_of_money_and_score_columns_are_no_dates() -> None:
    writer = Writer()
    writer.table(
        [["单位", "预算数（万元）", "得分", "扣分情况"], ["某镇", "1998.12", "2019.5", "逾期至2021年3月，扣分"]],
        roles=("unit_name", "budget_amount", "score", "deduction"),
        units=(None, "万元", None, None),
    )
    assert [date.text for date in values(writer.reading(), HEAD).dates] == ["2021年3月"]


def test_days_of_the_evaluation_are_of_the_year_it_was_written() -> None:
    writer = Writer()
    writer.heading("一、项目概况")
    writer.paragraph("5月8日开工。")
    writer.heading("二、绩效评价工作开展情况")
    writer.paragraph("评价组3月2日进点，核查了有关资料。")
    found = values(writer.reading(), HEAD)
    assert [d.start for d in found.dates] == ["2021-05-08", "2022-03-02"]


def test_parts_of_a_year_in_problems_of_the_self_evaluation_are_of_the_report() -> None:
    writer = Writer()
    writer.heading("一、项目概况")
    writer.paragraph("项目5月完工。")
    writer.heading("七、绩效自评工作的经验、问题和建议")
    writer.heading("（一）经验", level=2)
    writer.paragraph("自评小组2月集中办公。")
    writer.heading("（二）问题", level=2)
    writer.paragraph("上半年的补助到8月份才发到村医手中。")
    found = values(writer.reading(), HEAD)
    assert [d.start for d in found.dates] == ["2021-05-01", "2022-02-01", "2021-01-01", "2021-08-01"]


def test_a_day_that_no_calendar_has_is_kept_as_such() -> None:
    writer = Writer()
    writer.paragraph("2021年2月30日签订合同。")
    (date,) = values(writer.reading(), HEAD).dates
    assert date.precision == "invalid"


def test_titles_of_documents_go_with_their_numbers() -> None:
    writer = Writer()
    writer.paragraph("根据《某市项目支出管理办法》（某财预〔2020〕3号）执行。")
    found = values(writer.reading(), HEAD)
    assert [(n.canonical, n.title) for n in found.document_numbers] == [
        ("某财预〔2020〕3号", "《某市项目支出管理办法》"),
    ]


def test_parts_of_a_sum_below_its_label_have_its_unit() -> None:
    writer = Writer()
    writer.table(
        [
            ["计划安排资金（万元）", "450", "实际到位资金（万元）", "410"],
            ["其中：中央财政", "200", "其中：中央财政", "200"],
            ["县财政", "250", "县财政", "210"],
            ["其他", "0", "联系电话", "8512345"],
        ],
        header=0,
    )
    found = values(writer.reading(), HEAD)
    assert [(money.text, str(money.yuan)) for money in found.money] == [
        (text, f"{text}0000".lstrip("0") or "0") for text in ("450", "410", "200", "200", "250", "210", "0")
    ]


def test_parts_of_a_sum_beside_a_cell_that_says_so() -> None:
    writer = Writer()
    writer.table(
        [
            [("计划投资（万元）", 1, 2), None, "1860"],
            [("其中", 2, 1), "中央财政", "1460"],
            [None, "县级配套", "400"],
            [("受益村数", 1, 2), None, "12"],
        ],
        header=0,
    )
    assert [money.text for money in values(writer.reading(), HEAD).money] == ["1860", "1460", "400"]


def test_no_part_is_larger_than_its_whole_and_none_stands_below_a_label_without_unit() -> None:
    writer = Writer()
    writer.table([["计划投资（万元）", "86"], ["其中：中央财政", "416600"]], header=0)
    writer.table([["建设规模", "450"], ["其中：中央财政", "200"]], header=0)
    assert [money.text for money in values(writer.reading(), HEAD).money] == ["86"]


@pytest.mark.parametrize(
    ("words", "doubtful"),
    [
        ("完成7座公园步道改造11.2公里", False),
        ("已解决3.06万人", False),
        ("自评得分：87.6", False),
        ("省级10.0，县级2.5", True),
        ("已付12.5支付凭证齐全", True),
    ],
)
def test_figures_that_count_things_are_no_amounts_in_doubt(words: str, doubtful: bool) -> None:
    writer = Writer()
    writer.table(
        [["名目", "金额（万元）"], ["步道", words]], roles=(None, "amount"), units=(None, "万元"), kind="funds"
    )
    assert bool(values(writer.reading(), HEAD).doubtful) is doubtful


def test_a_count_in_the_row_of_a_fund_is_no_money() -> None:
    """人才培养经费 is a label of money, but 户数 above the figure says what it counts."""
    writer = Writer()
    writer.table(
        [["政策条款", "户数", "金额"], ["人才培养经费", "9", "480.00"], ["参展补助", "64", "112.35"]],
        kind="funds",
        roles=("project", None, "amount"),
        units=(None, None, "万元"),
        unit="万元",
    )
    found = values(writer.reading(), HEAD)
    assert [m.text for m in found.money] == ["480.00", "112.35"]


@pytest.mark.parametrize(("head", "expected"), [("工程量", ["1,960.00", "740.00"]), ("2022年", [])])
def test_the_unit_in_a_label_is_that_of_the_quantity_beside_it(head: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["工程内容", head, "预算（万元）"],
            ["沙滩养护（米）", "2,600", "1,960.00"],
            ["红树林（公顷）", "18.5", "740.00"],
        ],
        kind="funds",
        roles=("project", None, "budget_amount"),
        units=(None, None, "万元"),
    )
    assert [m.text for m in values(writer.reading(), HEAD).money] == expected
