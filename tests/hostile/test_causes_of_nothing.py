"""Causes told in a chapter of their own where the chapter of problems tells none."""

from __future__ import annotations

import pytest

from tests.hostile.paper import Paper

CAUSES = ["四、原因分析", "（一）管理制度不健全", "管理制度没有跟上。", "（二）人员不足", "人员不够。"]


@pytest.mark.parametrize(("told", "causes"), [("无。", 0), ("（一）制度执行不严", 2)])
def test_they_belong_to_no_problem(told: str, causes: int) -> None:
    paper = Paper().page().text(150, 60, "青山县2022年农村公路资金绩效评价报告")
    for place, line in enumerate(["一、基本情况", "项目由县交通局实施。", "三、存在的问题", told, *CAUSES]):
        paper.text(90, 110 + 24 * place, line)
    report = paper.read()
    assert sum(len(finding.causes) for finding in report.findings) == causes
