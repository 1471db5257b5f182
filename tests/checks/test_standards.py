"""Rules between the standard of an indicator and what its remark tells."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer

HEADS = ["一级指标", "三级指标", "分值", "评分标准", "扣分", "得分", "评分说明"]
ROLES = ("level1", "level3", "points", "standard", "deduction", "score", "comment")


def results(*row: str) -> list[Check]:
    writer = Writer()
    writer.table(
        [HEADS, ["过程", *row], ["产出", "任务完成数", "4", "按完成情况计分", "", "4", "全部完成。"]],
        kind="score", roles=ROLES,
    )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    return run(reading, head, score_items(reading), values(reading, head))


def statuses(rule: str, *row: str) -> list[str]:
    return [check.status for check in results(*row) if check.rule == rule]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("资金到位率", "5", "到位率达到95%得满分，否则按比例扣分", "", "5", "资金到位率96.20%。"), ["pass"]),
        (("培训合格率", "5", "合格率≥90%得满分", "1", "4", "合格率仅84.6%，扣1分。"), ["pass"]),
        (("资金到位率", "5", "不低于 95% 得 5 分", "", "5", "到位率 91% 。"), ["fail"]),
        (("服务对象满意度", "8", "满意度90%（含）以上得满分", "", "8", "满意度为83.5%。"), ["fail"]),
        (("资金到位率", "5", "不低于95%得5分", "", "5", "到位率91%。"), ["fail"]),
        # A reason is told; another rate than the indicator's; nearly reached; several goals.
        (("资金到位率", "5", "达到95%得满分", "", "5", "因政策调整后到位率91%，不再扣分。"), []),
        (("资金到位率", "5", "达到95%得满分", "", "5", "执行率91%，到位及时。"), []),
        (("资金到位率", "5", "达到95%得满分", "", "5", "到位率94.6%。"), []),
        (("资金到位率", "5", "达到95%得满分，80%以上得3分", "", "5", "到位率91%，其余12%次年到位。"), []),
    ],
)
def test_rates_against_what_the_standard_asks(row: tuple[str, ...], expected: list[str]) -> None:
    assert statuses("rate_meets_standard", *row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # 95 - 91.5 = 3.5 points: three or four steps of 0.2.
        (("资金到位率", "5", "达到95%得满分，每低1个百分点扣0.2分", "0.7", "4.3", "到位率91.5%。"), ["pass"]),
        (("资金到位率", "5", "达到95%得满分，每低1个百分点扣0.2分", "0.8", "4.2", "到位率91.5%。"), ["pass"]),
        (("资金到位率", "5", "达到95%得满分，每低1个百分点扣0.2分", "0.6", "4.4", "到位率91.5%。"), []),
        (("资金到位率", "5", "达到95%得满分，每低1个百分点扣0.2分", "1.2", "3.8", "到位率91.5%。"), ["fail"]),
        (("验收通过率", "6", "以90%为标准，每下降1个百分点扣0.5分，扣完为止", "1", "5", "通过率86%。"), ["fail"]),
        (("资金到位率", "5", "达到95%得满分，每低1个百分点扣0.2分", "0.2", "4.8", "到位率91.5%，酌情扣0.2分。"), []),
        (("资金到位率", "1", "达到95%得满分，每低1个百分点扣0.2分", "1", "0", "到位率61.5%。"), []),  # nothing is left
        (("资金到位率", "5", "每低1个百分点扣0.2分，未及时到位扣1分", "2.7", "2.3", "到位率91.5%。"), []),
        # More than is asked for: the point lost is of another rule.
        (("群众满意度", "10", "满意度90%以上得9至10分，每低5个百分点扣1分", "1", "9", "满意度91.2%。"), []),
        (("资金到位率", "5", "达到95%得满分，每低0个百分点扣0.2分", "0.7", "4.3", "到位率91.5%。"), []),  # no step
    ],
)
def test_deductions_by_steps(row: tuple[str, ...], expected: list[str]) -> None:
    assert statuses("deduction_by_points", *row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("合同管理规范性", "4", "每发现1处不规范扣0.5分", "1.5", "2.5", "3处合同未签日期，扣1.5分。"), ["pass"]),
        (("台账完整性", "4", "每发现一项缺失扣0.5分", "1", "3", "缺少3项台账。"), ["fail"]),
        (("按期完成情况", "4", "每推迟1家扣0.5分", "1.5", "2.5", "2家推迟开业。"), ["fail"]),
        (("建成数", "4", "每少1座扣0.25分", "0.5", "3.5", "计划28座，建成26座。"), ["pass"]),
        (("建成数", "4", "每少1座扣0.25分", "0.5", "3.5", "建成26座。"), []),  # what is lacking is not told
        (("台账完整性", "4", "每发现1处扣0.5分", "1", "3", "变更未办手续1处、巡查未开展，扣1分。"), []),
        (("台账完整性", "1", "每发现1处扣0.5分", "1", "0", "共5处缺失。"), []),
        (("台账完整性", "4", "每发现1处扣0.5分", "1", "3", "缺少3处台账，酌情扣1分。"), []),
        (("台账完整性", "4", "每发现1处扣0分", "1", "3", "缺少3处台账。"), []),
    ],
)
def test_deductions_by_cases(row: tuple[str, ...], expected: list[str]) -> None:
    assert statuses("cases_in_remark", *row) == expected


def test_a_row_is_called_by_its_lowest_level() -> None:
    writer = Writer()
    writer.table(
        [
            ["一级指标", "三级指标", "四级指标", "分值", "评分标准", "得分", "评分说明"],
            ["过程", "资金支出", "预算执行率", "5", "按执行率计分", "4.6", "预算执行率92%。"],
        ],
        kind="score", roles=("level1", "level3", "level4", "points", "standard", "score", "comment"),
    )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    found = run(reading, head, score_items(reading), values(reading, head))
    assert ["“预算执行率”得分4.6分" in check.message for check in found if check.rule == "score_by_rate"] == [True]
