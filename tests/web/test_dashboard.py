"""The dashboard's figures, by hand: reports of 2020 to 2022 with two problems each, and one of another district."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from extractor.sinks.sqlite import load
from extractor.web.dashboard import Choice, dashboard, options

from tests.sinks.made import made_report


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "findings.db"
    for year in (2020, 2021, 2022):
        load(made_report(f"{year}.pdf", year=year), path)
    load(made_report("other.pdf", year=2022, code="430112", region="望城区"), path)
    return path


def test_figures_are_those_of_the_reports(made: Path) -> None:
    drawn = dashboard(made, Choice())
    assert drawn.facts == {
        "报告": "4",
        "地区": "2",
        "问题": "8",
        "涉及金额（万元）": "4,938.00",  # 4 × 1234.50…
        "平均得分": "86.5",
        "不符的校验": "4",
    }
    titles = [chart.title for chart in drawn.charts]
    assert titles == [
        "最常见的问题", "历年变化", "各年度的问题", "各地区比较", "得分分布", "等级与得分", "涉及金额（万元）",
        "各年度涉及金额（万元）", "不符的校验",
    ]  # fmt: skip
    by_title = {chart.title: chart.picture for chart in drawn.charts}
    assert "score_sum" in by_title["不符的校验"]
    assert "4（4 份）" in by_title["不符的校验"]
    assert ">2,469<" in by_title["各年度涉及金额（万元）"]  # two reports of 2022


def test_a_choice_counts_for_every_part(made: Path) -> None:
    drawn = dashboard(made, Choice(since="2021", region="520000"))
    assert drawn.facts["报告"] == "2"
    assert drawn.facts["不符的校验"] == "2"
    assert "2020" not in next(chart.picture for chart in drawn.charts if chart.title == "各年度的问题")
    inside = dashboard(made, Choice(group="合同管理"))
    assert "签署不规范" in next(chart.picture for chart in inside.charts if chart.title == "各地区比较")


def test_charts_lead_to_the_list_behind_them(made: Path) -> None:
    pictures = "".join(chart.picture for chart in dashboard(made, Choice()).charts)
    links = set(re.findall(r'href="([^"]+)"', pictures))
    assert "/findings/failed_checks?rule=score_sum" in links
    assert any(link.startswith("/findings/findings_in_context?fiscal_year=2022&amp;group_name=") for link in links)


def test_what_no_form_says_is_left_out() -> None:
    asked = {"since": "2020 OR 1", "until": "２０２２", "region": "43'--", "evaluation": "x", "group": "合同管理"}
    assert Choice.of(asked).conditions() == ["group=合同管理"]


def test_a_group_that_does_not_exist_finds_nothing(made: Path) -> None:
    drawn = dashboard(made, Choice(group="没有的类别"))
    assert drawn.facts["问题"] == "0"


def test_the_form_offers_what_there_is(made: Path) -> None:
    offered = options(made)
    assert offered.years == [2020, 2021, 2022]
    assert [code for code, _ in offered.regions] == ["430000", "430100", "520000", "520100"]
    assert offered.groups == ["合同管理"]
