"""Rules of sentences and dates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.checks import run
from extractor.checks.figures_told import has_swapped_digits
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def results(*paragraphs: str, head: ReportHead | None = None) -> list[Check]:
    writer = Writer()
    for paragraph in paragraphs:
        writer.paragraph(paragraph)
    reading, head = writer.reading(), head or ReportHead(fiscal_year=2021)
    return run(reading, head, [], values(reading, head))


def verdicts(rule: str, *paragraphs: str, head: ReportHead | None = None) -> list[str]:
    return [check.status for check in results(*paragraphs, head=head) if check.rule == rule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共到位资金650万元，其中：中央资金400万元、省级资金150万元、县级配套100万元。", ["pass"]),
        ("共到位资金650万元，其中：中央资金400万元、省级资金150万元、县级配套110万元。", ["fail"]),
        ("共到位资金6.50亿元，其中：中央资金40000万元、省级资金15000万元、县级配套10000万元。", ["pass"]),
        # Rounding of each part explains one last digit.
        ("支出100.00万元，其中：人员33.33万元、公用33.33万元、项目33.33万元。", ["unknown"]),
        # 其中 names only some of the parts.
        ("总投资900万元，其中：财政资金300万元、设备款120万元、监理费20万元。", []),
        ("实付650万元（其中甲项目400万元、乙项目250万元），欠付35万元。", ["pass"]),
        ("支付资金50万元，其中：甲项目20万元（含税2万元）、乙项目30万元。", ["pass"]),
        ("支出650.00万元，其中基本支出400.00万元、项目支出250.00万元；年末结转13.00万元。总收入663.00万元。", ["pass"]),
        ("支出650.00万元，其中基本支出400.00万元、项目支出250.00万元，结转13.00万元。总收入663.00万元。", ["pass"]),
        ("支出653.40万元，其中基本支出400.00万元、项目支出235.40万元，结转13.00万元。", ["fail"]),
        ("支出18.62万元，比预算21万元减少2.38万元，其中车辆17.9万元、接待费0.72万元，接待9批，人均83.72元。", ["pass"]),
        ("支出650万元，执行率95.75%，其中一季度150万元、二季度200万元、三季度290万元。", ["fail"]),
        ("支出80万元，其中：水费30万元，较上年增加5万元，电费50万元。", []),
    ],
)
def test_parts_of_an_amount(text: str, expected: list[str]) -> None:
    assert verdicts("parts_of_amount", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算执行率为93.02%（3.2185亿元/3.46亿元）。", ["pass"]),
        ("预算执行率为93.20%（3,218.50万元/3,460.00万元）。", ["fail"]),
        ("抽查比例57.14%(16 个/28 个)，覆盖面较广。", ["pass"]),
        ("完工率为66.6%（2个÷3个）。", ["unknown"]),
        ("到位率（300万元/400万元×100%=75%）达标。", ["pass"]),
        ("支出率95.00%（1,900,000元/200万元）。", ["pass"]),
        ("占比12%（详见表2/3）。", []),
        # Two years, a date, two units of one thing.
        ("营收同比增长12%（2023年/2022年）。", []),
        ("完工率达到80%（2023/10）。", []),
        ("合格率95%（950公斤/1000千克）。", []),
        ("合格率95%（38个/40件）。", ["pass"]),
        ("抽样率40.50%（2,000户/5,000户）。", ["fail"]),
    ],
)
def test_rates_with_their_two_figures(text: str, expected: list[str]) -> None:
    assert verdicts("rate_of_two_figures", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合同价人民币肆拾捌万陆仟元整（￥486,000.00元）。", ["pass"]),
        ("合同价人民币肆拾捌万陆仟元整（￥468,000.00元）。", ["fail"]),
        ("奖补资金叁仟贰佰捌拾陆万元（其中：中央1,410万元、省1,218万元）。", []),
        ("合同价伍拾万元整（含设备款30万元）。", []),
        ("审定金额20.4万元（送审金额贰拾壹万伍仟元整）。", []),
        ("中标价（大写）：叁佰贰拾万元整，（小写）：人民币3,020,000.00元。", ["fail"]),
        # Rounded; not so much.
        ("合同价人民币壹佰贰拾叁万肆仟伍佰陆拾柒元整（123.46万元）。", ["pass"]),
        ("合同价人民币壹佰贰拾叁万肆仟伍佰陆拾柒元整（123.64万元）。", ["fail"]),
        ("合同价人民币肆拾捌万陆仟元整（48万元）。", ["fail"]),
    ],
)
def test_capitals_and_digits(text: str, expected: list[str]) -> None:
    assert verdicts("capital_amount", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按合同价250万元的30%即75万元支付预付款。", ["pass"]),
        ("按中央补助1.2亿元的5%安排工作经费60万元。", ["fail"]),
        ("投资300万元，比上年增长20%，支付90万元。", []),
    ],
)
def test_a_share_of_an_amount(text: str, expected: list[str]) -> None:
    assert verdicts("percentage_of_amount", text) == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("2022-08-31", ["pass"]), ("2022-06", ["pass"]), ("2021-07-30", ["fail"])]
)
def test_a_report_is_not_older_than_its_evaluation(written: str, expected: list[str]) -> None:
    head = ReportHead(fiscal_year=2021, report_date=written)
    text = "评价组于2022年4月6日至2022年6月10日对2021年度补贴资金进行了绩效评价。"
    assert verdicts("report_after_evaluation", text, head=head) == expected


@pytest.mark.parametrize(
    "text", ["评价工作自2022年2月10日至2022年4月18日。", "评价工作自2022年2月10日开始，至4月18日结束。"]
)
@pytest.mark.parametrize(("written", "expected"), [("2022-04-30", ["pass"]), ("2022-04-03", ["fail"])])
def test_the_work_of_the_evaluation_by_its_name(text: str, written: str, expected: list[str]) -> None:
    head = ReportHead(fiscal_year=2021, report_date=written)
    assert verdicts("report_after_evaluation", text, head=head) == expected


@pytest.mark.parametrize(
    "text",
    [
        "运维服务期为2021年8月1日至2024年7月31日，由中标单位负责。",
        "我所受托对县住建局2021—2022年供热补贴开展绩效评价。",
    ],
)
def test_other_periods_are_no_evaluation(text: str) -> None:
    head = ReportHead(fiscal_year=2021, report_date="2022-03-01")
    assert verdicts("report_after_evaluation", text, head=head) == []


def test_a_document_younger_than_the_report() -> None:
    head = ReportHead(fiscal_year=2020, report_date="2021-05-08")
    found = results("根据某财绩〔2022〕4号和某财预〔2020〕9号文件。", head=head)
    (fault,) = [check for check in found if check.status == "fail"]
    assert (fault.rule, fault.computed) == ("cited_after_report", "2022")
    assert verdicts("cited_after_report", "根据某财预〔2020〕9号文件。", head=head) == ["pass"]


def test_years_and_days_out_of_the_world() -> None:
    assert verdicts("year_out_of_range", "2107年支付尾款，2017年验收。") == ["fail"]
    assert verdicts("year_out_of_range", "2203年2月20日开工，2023年6月28日验收。") == ["fail"]
    assert verdicts("impossible_date", "2021年4月31日验收。") == ["fail"]


def test_messages_name_the_page_and_end_as_a_sentence() -> None:
    for check in results(
        "预算执行率为93.20%（3,218.50万元/3,460.00万元）。",
        "共到位资金650万元，其中：中央资金400万元、省级资金150万元、县级配套110万元。",
    ):
        assert check.message.startswith("第1页")
        assert check.message.endswith("。")
        assert check.evidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年下达资金500.00万元，实际支出447.50万元，结余52.50万元。", ["pass"]),
        ("全年下达资金500.00万元，实际支出447.50万元，结余55.20万元。", ["fail"]),
        ("全年下达资金500.00万元。实际支出447.50万元，其中人员支出200万元。年末结余52.50万元。", ["pass"]),
        # The balance of other years beside it: not what is left of this budget.
        ("全年下达资金500.00万元，实际支出447.50万元，结余结转800.00万元。", []),
        ("合同价500.00万元，结余52.50万元。", []),
    ],
)
def test_what_is_left(text: str, expected: list[str]) -> None:
    assert verdicts("remainder", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年下达资金500.00万元，实际支出447.50万元，预算执行率89.50%。", ["pass"]),
        ("全年下达资金500.00万元，实际支出447.50万元，预算执行率为88.50%。", ["fail"]),
        ("全年下达资金500.00万元，实际支出447.55万元，预算执行率89.5%。", ["pass"]),
        # Digits cut off instead of rounded.
        ("全年下达资金300.00万元，实际支出200.00万元，支出率66.66%。", ["pass"]),
        # A rate of something else than the two amounts.
        ("全年下达资金500.00万元，截至六月支出120.00万元，全年执行率达96%。", []),
    ],
)
def test_the_rate_of_what_was_paid(text: str, expected: list[str]) -> None:
    assert verdicts("rate_told", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共发现问题48个，其中：管理类43个、安全类5个。", ["pass"]),
        # Parts may overlap, or be some of them.
        ("共有成员50人，其中：党员30人、女性25人。", []),
        ("共有项目28个，其中：完工16个、在建9个。", []),
    ],
)
def test_counts_with_their_parts(text: str, expected: list[str]) -> None:
    assert verdicts("parts_of_count", text) == expected


def test_a_total_told_in_the_text_in_another_unit() -> None:
    writer = Writer()
    writer.paragraph("全年实际支付资金318.46万元，其余下年支付。")
    writer.table(
        [["单位", "支付金额（元）"], ["甲", "1,184,600.50"], ["乙", "2,000,000.00"], ["合计", "3,184,600.50"]],
        kind="funds",
        roles=("unit_name", "paid_amount"),
        units=(None, "元"),
        marks={3: "total"},
    )
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    found = run(reading, head, [], values(reading, head))
    (same,) = [check for check in found if check.rule == "total_in_text"]
    assert {place.table for place in same.evidence} == {None, "t1"}


def test_swapped_digits() -> None:
    assert has_swapped_digits(Decimal("17.82"), Decimal("17.28"))
    assert has_swapped_digits(Decimal(2420), Decimal(2240))
    assert not has_swapped_digits(Decimal("17.82"), Decimal("17.83"))
    assert not has_swapped_digits(Decimal(1234), Decimal(4231))
    assert has_swapped_digits(Decimal("8.08"), Decimal("8.80"))
    assert not has_swapped_digits(Decimal("12.9"), Decimal("1.92"))
    assert not has_swapped_digits(Decimal(120000), Decimal(2100))
    assert not has_swapped_digits(Decimal(-12), Decimal(21))
