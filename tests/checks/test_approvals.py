"""One approval for two different projects."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

TITLED = "根据《关于青石河综合治理工程初步设计的批复》（云发改审〔2021〕18号），青石河治理总投资300万元。"


def results(text: str, *rows: list[str]) -> list[Check]:
    writer = Writer()
    writer.paragraph(text)
    writer.table(
        [["序号", "项目名称", "实施情况"], *rows], kind="projects", roles=("serial", "project", None), units=(None,) * 3
    )
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    found = run(reading, head, [], values(reading, head))
    return [check for check in found if check.rule == "approval_of_project"]


@pytest.mark.parametrize(
    ("text", "rows", "expected"),
    [
        (TITLED, [["1", "青石河综合治理", "取得云发改审（2021）18号批复，已完工。"]], ["pass"]),
        (
            TITLED,
            [
                ["1", "青石河综合治理", "取得云发改审（2021）18号批复，已完工。"],
                ["2", "文化馆屋面维修", "2021年5月取得云发改审〔2021〕18号批复。"],
            ],
            ["fail"],
        ),
        (
            "依据《云林县发改局关于文化馆屋面维修项目可行性研究报告的批复》（云发改审〔2021〕30号）实施。",
            [
                ["1", "青石河综合治理", "经云发改审【2021】30号立项。"],
                ["2", "文化馆屋面维修", "经云发改审〔2021〕31号立项。"],
            ],
            ["fail"],
        ),
        # One paper may approve a batch; without its title nobody knows.
        (
            "两个项目均已完工。",
            [
                ["1", "青石河综合治理", "取得云发改审（2021）18号批复。"],
                ["2", "文化馆屋面维修", "取得云发改审（2021）18号批复。"],
            ],
            ["unknown"],
        ),
        # The title names the whole that both are parts of; a paper that pays, not one that approves.
        (
            "根据《关于云林县2021年民生实事实施方案的批复》（云发改审〔2021〕18号）实施。",
            [
                ["1", "青石河综合治理", "取得云发改审（2021）18号批复。"],
                ["2", "青石河综合治理二期", "取得云发改审（2021）18号批复。"],
            ],
            [],
        ),
        (TITLED, [["1", "文化馆屋面维修", "资金由云财预〔2021〕7号下达。"]], []),
    ],
)
def test_approvals(text: str, rows: list[list[str]], expected: list[str]) -> None:
    assert [check.status for check in results(text, *rows)] == expected


def test_a_failure_names_both_projects() -> None:
    rows = [
        ["1", "青石河综合治理", "取得云发改审（2021）18号批复。"],
        ["2", "文化馆屋面维修", "取得云发改审（2021）18号批复。"],
    ]
    (fault,) = results(TITLED, *rows)
    assert "文化馆屋面维修" in fault.message
    assert "青石河综合治理" in fault.message
    assert len({place.row for place in fault.evidence}) == 3  # both rows, and the text that cites the title
