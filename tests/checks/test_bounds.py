"""Figures held against bounds: intervals, bands, what a rule takes at most, the pace of a year, shares of a sample."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import Values, values

from tests.checks.test_sentences import verdicts
from tests.records.builder import Writer

HOLDS, FAILS, OPEN = ["pass"], ["fail"], list[str]()


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("value_in_interval", "人均成本1,660元，处于1,500—1,700元的合理区间。", HOLDS),
        ("value_in_interval", "人均成本1,760元，处于1,500—1,700元的合理区间。", FAILS),
        ("value_in_interval", "预算执行率94.2%，介于90%至95%之间。", HOLDS),
        ("value_in_interval", "预算执行率96.2%，介于90%至95%之间。", FAILS),
        ("value_in_interval", "人均成本1,760元，不在1,500—1,700元区间内。", OPEN),
        ("value_in_interval", "人均成本约1,760元，处于1,500—1,700元区间。", OPEN),
        ("value_in_interval", "准点率95.6%，处于90%—95%的优良区间以上。", OPEN),
        ("value_in_interval", "室温18.5度，在16—18度之间波动。", OPEN),
        ("value_in_interval", "12个项目得分在80—90分之间。", OPEN),
        ("value_in_interval", "每亩单价58元，处于60万元—70万元之间。", OPEN),
        (
            "bands_counted",
            "14个项目中，执行率超过60%的项目5个，执行率30%—60%的项目6个，执行率低于30%的项目3个。",
            HOLDS,
        ),
        (
            "bands_counted",
            "14个项目中，执行率超过60%的项目5个，执行率30%—60%的项目6个，执行率低于30%的项目4个。",
            FAILS,
        ),
        ("bands_counted", "共评价20个项目，90分以上6个、80—90分9个、80分以下5个。", HOLDS),
        ("bands_counted", "共评价20个项目，90分（含）以上6个、80（含）—90分9个、80分以下6个。", FAILS),
        # Bands that leave a gap, or are open at one end alone, may leave some out.
        ("bands_counted", "共评价20个项目，90分以上6个、80—85分9个、80分以下4个。", OPEN),
        ("bands_counted", "共评价20个项目，90分以上6个、80—90分9个、70—80分4个。", OPEN),
        ("bands_counted", "8个县共评价20个项目，90分以上2个县、80—90分1个县、80分以下2个县。", OPEN),
        ("pace_of_year", "截至2023年7月31日，执行率52%，低于序时进度6.33个百分点。", HOLDS),
        ("pace_of_year", "截至2023年7月31日，执行率52%，低于序时进度8.33个百分点。", FAILS),
        ("pace_of_year", "截至2023年9月底，支出进度80.5%，快于序时进度5.5个百分点。", HOLDS),
        ("pace_of_year", "截至2023年9月底，支出进度70.5%，快于序时进度4.5个百分点。", FAILS),
        ("pace_of_year", "截至2023年9月15日，支出进度70.5%，快于序时进度4.5个百分点。", OPEN),
        ("pace_of_year", "截至2023年9月底，支出进度70.5%，慢于序时进度近5个百分点。", OPEN),
        ("points_told_within", "该指标分值4分，因台账不全扣2分。", HOLDS),
        ("points_told_within", "该指标分值4分，因台账不全扣5分。", FAILS),
        ("points_told_within", "资金管理（分值10分），实得11分。", FAILS),
        ("points_told_within", "该指标分值4分，其他指标合计扣5分。", OPEN),
        ("share_of_one_whole", "抽查240名老人，应上门5,760次；46人存在代签，占抽查人数的19.71%。", FAILS),
        ("statuses_counted", "共发现问题38个，已完成整改31个，整改率81.58%；正在整改5个；未启动2个。", HOLDS),
        ("statuses_counted", "共发现问题38个，已完成整改31个，整改率81.58%；正在整改5个；未启动3个。", FAILS),
        ("statuses_counted", "共发现问题38个，已完成整改31个；正在整改5个。", OPEN),
        ("statuses_counted", "共发现问题38个、建议40个，已完成整改31个；正在整改5个；未启动4个。", OPEN),
        ("statuses_counted", "共发现问题38个，已完成整改31个，正在整改5个，未启动整改1个，不予采纳1个。", OPEN),
        ("done_within_all", "共15个问题，已整改12个。", HOLDS),
        ("done_within_all", "共15个问题，已整改17个。", FAILS),
        ("done_within_all", "共15个部门，已整改问题17个。", OPEN),
        ("rate_of_paragraph", "下达补助资金6,426.8万元，其中中央4,426.8万元。实际发放6,362.53万元，发放率96%。", FAILS),
        ("rate_of_paragraph", "下达补助资金6,426.8万元，其中中央4,426.8万元。实际发放6,362.53万元，发放率99%。", OPEN),
        ("rate_of_paragraph", "下达资金1,550万元，其中省级600万元。实际支付1,381.66万元，支付率89.14%。", OPEN),
        ("rate_of_paragraph", "年初下达补助资金6,426.8万元。年中有调整。实际发放6,362.53万元，发放率96%。", OPEN),
        ("rate_of_paragraph", "下达补助资金6,426.8万元。预算批复6,627.6万元。实际发放6,362.53万元，发放率96%。", OPEN),
    ],
)
def test_what_sentences_say(rule: str, text: str, expected: list[str]) -> None:
    assert verdicts(rule, text) == expected


def bands(text: str, last: str = "0.60") -> list[str]:
    writer = Writer()
    writer.table(
        [["考核得分S", "绩效系数K"], ["S≥90", "1.00"], ["80≤S＜90", "0.95"], ["70≤S＜80", "0.90"], ["S＜70", last]],
        kind="other",
    )
    writer.paragraph(text)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "value_of_band"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年考核平均得分87.2分，等级为良，绩效系数为0.95。", HOLDS),
        ("全年考核平均得分87.2分，等级为良，绩效系数为0.90。", FAILS),
        # A coefficient of another kind; a score at the end of two bands.
        ("全年考核平均得分87.2分，物价系数为1.03。", OPEN),
        ("全年考核平均得分90分，绩效系数为1.00。", OPEN),
    ],
)
def test_what_a_table_gives_for_a_band(text: str, expected: list[str]) -> None:
    assert bands(text) == expected


def test_a_table_of_bands_is_one_in_every_row() -> None:
    assert bands("全年考核平均得分87.2分，绩效系数为0.90。", last="另行商定") == OPEN


@pytest.mark.parametrize(
    ("standard", "deduction", "expected"),
    [
        ("每发现1处扣1分，最高扣3分", "3", HOLDS),
        ("每发现1处扣1分，最高扣3分", "4", FAILS),
        ("每发现1处扣1分，扣完为止", "4", OPEN),
        # Two rules, each with its own most; what is taken by one of them is not known.
        ("每发现1处扣1分，最高扣3分；无制度扣2分，最高扣2分", "4", OPEN),
        ("每发现1处扣1分，最高扣3分；无制度扣2分；未公示扣1分", "5", OPEN),
    ],
)
def test_a_standard_takes_no_more_than_it_says(standard: str, deduction: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "扣分", "得分"],
            ["产出", "质量", "验收合格率", "10", standard, deduction, f"{10 - float(deduction):g}"],
            ["过程", "管理", "制度健全性", "5", "健全得满分", "0", "5"],
        ],
        kind="score",
        roles=("level1", "level2", "level3", "points", "standard", "deduction", "score"),
    )
    reading = writer.reading()
    found = run(reading, ReportHead(), score_items(reading), Values())
    assert [each.status for each in found if each.rule == "deduction_within_most"] == expected


@pytest.mark.parametrize(
    ("printed", "told", "expected"),
    [
        ("22.16", "已收回22.16万元并上缴", HOLDS),
        ("22.16", "已收回22.61万元并上缴", FAILS),
        ("22.16", "已收回12.61万元，余款分期收回", OPEN),
        ("22.16", "已收回22.61万元，另收利息3.20万元", OPEN),
        # a tenth of it and a little more; two digits alone are two amounts
        ("22.16", "已收回2.261万元，余款分期收回", OPEN),
        ("21", "已收回12万元，余款分期收回", OPEN),
    ],
)
def test_what_the_words_of_a_row_tell(printed: str, told: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["序号", "存在问题", "涉及金额（万元）", "整改情况"],
            ["1", "多付清运费", printed, told],
            ["2", "车辆未入账", "88.10", "已补登"],
        ],
        kind="problems",
        roles=("serial", "finding", "involved_amount", None),
        units=(None, None, "万元", None),
    )
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = run(reading, head, [], values(reading, head))
    assert [each.status for each in found if each.rule == "amount_in_remark"] == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["项目2021年8月20日取得可研批复。", "工程于2021年10月8日开工。"], HOLDS),
        (["项目2021年12月20日取得可研批复。", "工程于2021年10月8日开工。"], FAILS),
        # A second approval, a changed one, several starts: another work may be meant.
        (["项目2021年12月20日取得可研批复。", "工程于2021年10月8日开工，二标段于2022年1月3日开工。"], OPEN),
        (["项目2021年12月20日取得初步设计批复。", "前期“三通一平”于2021年10月8日开工。"], OPEN),
        (["项目2021年12月20日取得可研调整批复。", "工程于2021年10月8日开工。"], OPEN),
        (["甲项目2021年8月2日立项批复。", "乙项目2021年12月20日立项批复。", "工程于2021年10月8日开工。"], HOLDS),
    ],
)
def test_work_begins_once_it_is_approved(paragraphs: list[str], expected: list[str]) -> None:
    assert verdicts("approved_before_start", *paragraphs) == expected


def test_a_report_that_says_so_is_right() -> None:
    writer = Writer()
    writer.paragraph("项目2021年12月20日取得可研批复。")
    writer.paragraph("工程于2021年10月8日开工。")
    writer.heading("五、存在的问题")
    writer.paragraph("项目先建后批，程序不规范。")
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = run(reading, head, [], values(reading, head))
    assert [each.status for each in found if each.rule == "approved_before_start"] == OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至年末支出17,337.06万元，支出率93%。", HOLDS),
        ("截至年末支出17,337.06万元，支出率39%。", FAILS),
        # Of another whole, which the report tells; a rate called otherwise.
        ("可用资金19,263.4万元，支出17,337.06万元，支出率90%。", OPEN),
        ("截至年末支出17,337.06万元，报账率39%。", OPEN),
    ],
)
def test_a_rate_behind_the_amount_of_a_row(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.table(
        [
            ["乡镇", "安排数", "支出数", "支出率"],
            ["东镇", "10,000.00", "9,000.00", "90.00%"],
            ["西镇", "8,642.00", "8,337.06", "96.47%"],
            ["合计", "18,642.00", "17,337.06", "93.00%"],
        ],
        kind="funds",
        roles=("unit_name", "budget_amount", "paid_amount", "rate"),
        units=(None, "万元", "万元", None),
        marks={3: "total"},
    )
    writer.paragraph(text)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = run(reading, head, [], values(reading, head))
    assert [each.status for each in found if each.rule == "rate_of_told_row"] == expected


def test_one_slip_of_a_rate_is_one_failure() -> None:
    """93.00% in the table, 39.00% in the text: a total row's rate with two digits changed, and that of its amount."""
    writer = Writer()
    writer.table(
        [
            ["乡镇", "安排数", "支出数", "支出率"],
            ["东镇", "10,000.00", "9,000.00", "90.00%"],
            ["西镇", "8,642.00", "8,337.06", "96.47%"],
            ["合计", "18,642.00", "17,337.06", "93.00%"],
        ],
        kind="funds",
        roles=("unit_name", "budget_amount", "paid_amount", "rate"),
        units=(None, "万元", "万元", None),
        marks={3: "total"},
    )
    writer.paragraph("截至年末支出17,337.06万元，支出率39.00%。")
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    failed = [each.rule for each in run(reading, head, [], values(reading, head)) if each.status == "fail"]
    assert len(failed) == 1
