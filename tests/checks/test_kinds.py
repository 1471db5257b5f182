"""Lists that leave nothing out, shares that make all, one figure in two units, scores of levels without points."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import OverallScore, ReportHead
from extractor.records.values import values

from tests.checks.test_nearby import verdicts
from tests.records.builder import Writer

HOLDS, FAILS, OPEN = ["pass"], ["fail"], list[str]()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生共59,000人，其中小学32,150人、初中18,420人、教学点8,430人。", HOLDS),
        # 8,340 with two digits changed.
        ("学生共58,910人，其中小学32,150人、初中18,420人、教学点8,430人。", FAILS),
        ("学生共59,700人，其中小学32,150人、初中18,420人、教学点8,430人。", OPEN),
        # More kinds of a thing than there are of it; qualities of one may overlap.
        ("共有用户480名，其中个人用户360名，企业用户130名。", FAILS),
        ("共有用户480名，其中个人用户300名，企业用户130名。", FAILS),
        ("共有职工480名，其中女性360名，党员130名。", OPEN),
        ("抽查合同15份，其中公开招标9份、竞争性磋商4份、单一来源3份。", FAILS),
        ("抽查合同15份，其中公开招标9份、竞争性磋商4份。", OPEN),
        ("抽查合同15份，其中公开招标9份、单价合同4份、涉密3份。", OPEN),
    ],
)
def test_parts_of_a_whole(text: str, expected: list[str]) -> None:
    assert verdicts("parts_by_words", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增管网420公里，其中松林县156公里、石坪县143公里、大湾县121公里。", HOLDS),
        ("新增管网418公里，其中松林县156公里、石坪县143公里、大湾县121公里。", FAILS),
        # Not all rows of the table, and something beside them.
        ("新增管网418公里，其中松林县276公里、石坪县143公里。", OPEN),
        ("新增管网418公里，其中松林县156公里、石坪县143公里、州本级121公里。", OPEN),
    ],
)
def test_a_list_of_all_rows_of_a_table(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    rows = [["松林县", "20.00"], ["石坪县", "30.00"], ["大湾县", "40.00"], ["合计", "90.00"]]
    writer.table([["县", "支付金额"], *rows], kind="funds", roles=["unit_name", "paid_amount"],
                 units=[None, "万元"], marks={4: "total"})  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "parts_by_words"]
    assert found == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余30%即288.0万元。"), FAILS),
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余30%即280.8万元。"), OPEN),
        # One of an earlier draft.
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余30%即250.0万元。"), FAILS),
        # One digit of many, however much it makes.
        (("补助4,269.5万元。", "首批70%即2,988.65万元，年末拨付剩余30%即7,280.85万元。"), FAILS),
        # Told nowhere, another sum, shares that do not make all.
        (("首批70%即655.2万元，年末拨付剩余30%即288.0万元。",), OPEN),
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余30%即150.0万元。"), OPEN),
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余20%即178.2万元。"), OPEN),
    ],
)
def test_shares_that_make_all(texts: tuple[str, ...], expected: list[str]) -> None:
    assert verdicts("share_with_slip", *texts) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [("474.85", HOLDS), ("474.58", FAILS), ("450.00", OPEN), ("318.25", OPEN)],
)
def test_what_is_told_of_several_forms(told: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(f"两个项目全年执行数合计{told}万元。")
    for budget, paid in (("335.00", "318.25"), ("180.00", "156.60")):
        writer.table(
            [["", "全年预算数", "全年执行数"], ["年度资金总额", budget, paid], ["其中：财政拨款", budget, paid]],
            kind="self_evaluation", roles=[None, "budget_amount", "paid_amount"], units=[None, "万元", "万元"],
        )  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "total_of_forms"]
    assert found == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("已支付工程款2,790.2元。", "工程款累计支付2,790.2万元。"), FAILS),
        (("已支付工程款2,790.2元。", "其中一笔为2,790.2元。", "工程款累计支付2,790.2万元。"), OPEN),
        (("每户补助2,790元。", "工程款累计支付2,790万元。"), OPEN),
        (("差旅费3608元、会议费4189元，支付培训费1697元。", "培训费全年支付1,697万元。"), OPEN),
    ],
)
def test_one_figure_in_two_units(texts: tuple[str, ...], expected: list[str]) -> None:
    assert verdicts("unit_by_digits", *texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("综合得分88.75分，其中：决策15分、过程21.75分、产出33分、效益19分。", HOLDS),
        ("综合得分88.75分，其中：决策15分、过程21.75分、产出33分、效益18分。", FAILS),
        # Whole numbers may be points, more than four parts leave some out.
        ("综合得分88.75分，其中：决策15分、过程22分、产出33分、效益18分。", OPEN),
        ("综合得分88.75分，其中：决策15分、过程21.75分、产出33分、效益10分、满意度8分。", OPEN),
        ("自查得分88.75分：决策15分、过程21.75分、产出33分、效益18分。", OPEN),
    ],
)
def test_levels_without_their_points(text: str, expected: list[str]) -> None:
    writer = Writer()
    writer.paragraph(text)
    score = OverallScore(subject=None, score="88.75", grade=None, grade_text=None, evidence=[])  # type: ignore[arg-type]
    reading, head = writer.reading(), ReportHead(fiscal_year=2023, overall_scores=[score])
    found = [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "parts_in_text"]
    assert found == expected


@pytest.mark.parametrize(("rest", "expected"), [("16.38", HOLDS), ("16.83", FAILS), ("16.40", HOLDS)])
def test_a_rest_of_a_whole_without_decimals(rest: str, expected: list[str]) -> None:
    assert verdicts("remainder", f"到位资金315万元，全年支出298.62万元，结余{rest}万元。") == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("资金下达预算6,766万元。", "资金已支出3,277.33万元，支出率48.44%。"), OPEN),
        (("资金下达预算6,766万元。", "资金已支出3,277.33万元，支出率48.47%。"), OPEN),
        (("资金下达预算4,094.85万元。", "资金已支出2,411.47万元，支出率58.98%。"), FAILS),
        (("资金共安排649万元。", "上年结转33.32万元，收入610.68万元，支出521.64万元，年末结转122.36万元。"), OPEN),
        (("资金共安排649万元。", "资金支出521.64万元，年末结转122.36万元。"), FAILS),
        # The amount rather than the rate.
        (("资金下达预算4,094.85万元。", "资金已支出2,141.47万元，支出率58.89%。"), FAILS),
    ],
)
def test_two_digits_changed_far_from_the_whole(texts: tuple[str, ...], expected: list[str]) -> None:
    assert verdicts("figure_with_slip", *texts) == expected


@pytest.mark.parametrize(("other", "expected"), [("40.00", ["pass", "pass"]), ("44.00", ["fail", "pass"])])
def test_the_funds_of_a_form(other: str, expected: list[str]) -> None:
    writer = Writer()
    rows = [
        ["", "全年预算数", "全年执行数"], ["年度资金总额", "335.00", "318.25"],
        ["其中：财政拨款", "295.00", "285.00"], ["其他资金", other, "33.25"],
    ]  # fmt: skip
    writer.table(rows, kind="self_evaluation", roles=[None, "budget_amount", "paid_amount"],
                 units=[None, "万元", "万元"], marks={2: "of_which"})  # fmt: skip
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    found = [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "parts_below"]
    assert found == expected
