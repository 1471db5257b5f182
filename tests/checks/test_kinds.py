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
        # Told nowhere, another sum, shares that do not make all.
        (("首批70%即655.2万元，年末拨付剩余30%即288.0万元。",), OPEN),
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余30%即250.0万元。"), OPEN),
        (("补助936万元。", "首批70%即655.2万元，年末拨付剩余20%即178.2万元。"), OPEN),
    ],
)
def test_shares_that_make_all(texts: tuple[str, ...], expected: list[str]) -> None:
    assert verdicts("share_with_slip", *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("已支付工程款2,790.2元。", "工程款累计支付2,790.2万元。"), FAILS),
        (("已支付工程款2,790.2元。", "其中一笔为2,790.2元。", "工程款累计支付2,790.2万元。"), OPEN),
        (("每户补助2,790元。", "工程款累计支付2,790万元。"), OPEN),
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
