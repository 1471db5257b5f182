"""Rules of figures in words whose partners stand elsewhere: in the row, in another paragraph, in the standard."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer


def checked(writer: Writer) -> list[Check]:
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    return run(reading, head, score_items(reading), values(reading, head))


def told(rule: str, *paragraphs: str) -> list[str]:
    writer = Writer()
    for paragraph in paragraphs:
        writer.paragraph(paragraph)
    return [check.message for check in checked(writer) if check.rule == rule]


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        (["合同金额260.40万元。", "按合同金额的25%，即65.10万元支付首付款。"], True),
        (["设备单价46.80万元。", "另有质保金2.34万元（合同价的5%）待付。"], True),
        (["合同金额260.40万元。", "按合同金额的25%，即65.20万元支付首付款。"], False),  # 65.10 would be right
        (["合同金额300万元。", "按合同金额的30%，即90万元支付首付款。"], False),  # too round to be told from others
    ],
)
def test_shares_of_a_whole_told_elsewhere(texts: list[str], made: bool) -> None:
    assert bool(told("share_of_whole", *texts)) is made


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        (["建成道路179.2公里。", "管护经费按每公里1,000元的标准应安排17.92万元。"], True),
        (["新建温室930座，每座补助20千元。", "共安排补助资金18,600千元。"], True),
        (["建成道路179.2公里。", "管护经费按每公里1,000元的标准应安排18.92万元。"], False),
        (["建成道路179.2公里，每亩补助1,000元。", "应安排17.92万元。"], False),  # a price of something else
    ],
)
def test_prices_of_counts_told_elsewhere(texts: list[str], made: bool) -> None:
    assert bool(told("price_of_count", *texts)) is made


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        (["项目累计支出7,581.60万元。", "现场核查资金5,312.47万元，占项目支出的70.07%。"], True),
        (["已接入点位14265个，离线点位1220个，在线率91.45%。"], True),
        (["项目累计支出7,581.60万元。", "现场核查资金5,312.47万元，占项目支出的71.07%。"], False),
    ],
)
def test_rates_of_far_wholes(texts: list[str], made: bool) -> None:
    assert bool(told("rate_nearby", *texts)) is made


def test_a_count_told_twice_under_the_same_words() -> None:
    assert told("figure_told_again", "全年培训村医132人次。", "年末统计，共培训村医132人次，少于计划。")
    assert not told("figure_told_again", "全年培训村医132人次。", "走访农户、发放宣传册时接待132人次。")
    assert not told("figure_told_again", "全年培训村医132人次。", "年末统计，共培训村医123人次，少于计划。")


def test_what_was_used_of_a_limit() -> None:
    assert told("used_within_limit", "该标段合同金额62.3万元，当年支付工程款44.3万元。")
    assert not told("used_within_limit", "该标段合同金额62.3万元，当年支付工程款64.3万元。")
    assert not told("used_within_limit", "省级补助62.3万元，市级补助44.3万元。")


def row_with(remark: str) -> list[str]:
    writer = Writer()
    writer.table(
        [["项目名称", "合同金额（万元）", "支付金额（万元）", "备注"], ["甲项目", "195.00", "136.50", remark],
         ["乙项目", "80.00", "80.00", ""]],
        roles=("project", "contract_amount", "paid_amount", None), units=(None, "万元", "万元", None),
        kind="contracts",
    )  # fmt: skip
    return [check.message for check in checked(writer) if check.rule == "told_in_row"]


@pytest.mark.parametrize(
    ("remark", "made"),
    [
        ("2024年12月完工，尚未验收，余款58.50万元待付。", True),
        ("尾款585,000.00元于次年支付。", True),
        ("2020年已支付36.50万元，2021年支付100.00万元。", True),
        ("余款68.50万元待付。", False),
        ("另有58.50万元为自筹资金。", False),
    ],
)
def test_remarks_of_a_row_against_its_amounts(remark: str, made: bool) -> None:
    assert bool(row_with(remark)) is made


SCORES = ["一级指标", "三级指标", "分值", "评分标准", "扣分", "得分", "扣分说明"]
ROLES = ("level1", "level3", "points", "standard", "deduction", "score", "comment")


@pytest.mark.parametrize(
    ("rule", "row", "made"),
    [
        ("score_by_rate", ["预算执行率", "5", "得分=执行率×分值", "0.9", "4.1", "执行率82.00%。"], True),
        ("score_by_rate", ["预算执行率", "5", "得分=执行率×分值", "0.8", "4.2", "执行率82.00%。"], False),
        ("score_by_rate", ["满意度", "3", "每低1个百分点扣0.1分", "0.4", "2.6", "满意度86.90%。"], False),
        ("deduction_by_points", ["预算执行率", "3", "达到95%得满分，每低1个百分点扣0.1分", "0.6", "2.4",
                                 "执行率89.14%。"], True),
        ("deduction_by_points", ["预算执行率", "3", "达到95%得满分，每低1个百分点扣0.1分", "0.9", "2.1",
                                 "执行率89.14%。"], False),
    ],
)  # fmt: skip
def test_scores_and_deductions_that_follow_a_rate(rule: str, row: list[str], made: bool) -> None:
    writer = Writer()
    writer.table(
        [SCORES, ["过程", *row], ["产出", "完成率", "4", "按完成情况计分", "", "4", "全部完成。"]],
        kind="score", roles=ROLES,
    )  # fmt: skip
    assert any((check.rule, check.status) == (rule, "pass") for check in checked(writer)) is made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("其中：办公系统运维49.87万元，网络租赁12.00万元。", True),
        ("其中：办公系统运维49.97万元，网络租赁12.00万元。", False),
        ("其中：机房改造49.87万元，网络租赁12.00万元。", False),  # the rows of another name
    ],
)
def test_rows_beside_one_name_against_the_text(text: str, made: bool) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table(
        [["项目名称", "年度", "支付金额（万元）"], [("办公系统运维项目", 2, 1), "首年", "26.05"],
         [None, "次年", "23.82"], ["网络租赁", "首年", "12.00"]],
        roles=("project", None, "paid_amount"), units=(None, None, "万元"), kind="funds",
    )  # fmt: skip
    assert any(check.rule == "group_in_text" for check in checked(writer)) is made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("生态护坡维修分2个标段实施，合同金额共398.35万元，支付356.02万元。", ["pass", "pass"]),
        ("生态护坡维修分2个标段实施，合同金额共398.53万元。", ["fail"]),
        ("生态护坡维修分2个标段实施，批复金额共398.53万元。", []),  # no column of that head
        ("生态护坡维修分2个标段实施，合同金额共402.60万元。", []),  # no slip: something else
        ("生态护坡维修分2个标段实施。合同金额共398.53万元。", []),  # another sentence may speak of all
        ("生态护坡维修、江面清漂保洁分4个标段实施，合同金额共398.53万元。", []),
    ],
)
def test_a_sentence_on_the_rows_beside_one_name(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    writer.table(
        [["项目名称", "合同内容", "合同金额", "已支付"],
         [("江面清漂保洁", 2, 1), "保洁", "6,980,000.00", "6,840,400.00"],
         [None, "船舶维修", "580,000.00", "554,200.00"],
         [("生态护坡维修", 2, 1), "一标段", "2,240,000.00", "2,016,000.00"],
         [None, "二标段", "1,743,500.00", "1,544,200.00"]],
        roles=("project", None, "contract_amount", "paid_amount"), units=(None, None, "元", "元"), kind="contracts",
    )  # fmt: skip
    assert [check.status for check in checked(writer) if check.rule == "group_told"] == expected
