"""The project and the body that the first chapter names, where neither cover nor title does."""

from __future__ import annotations

import pytest
from extractor.records.identity.head import head

from tests.reading_builder import Para, reading

NAME = "农村饮水安全巩固提升工程"
FIRST, SECOND = "一、项目基本情况", "二、项目绩效"


def told(title: str, *texts: str) -> tuple[str | None, list[str]]:
    report = head(reading((Para(title, centred=True, bold=True), FIRST, *texts, SECOND, "完成目标。")))
    return report.project_name, report.evaluated_units


@pytest.mark.parametrize("title", ["项目支出绩效自评报告", "石门县水利局项目支出绩效自评报告"])
@pytest.mark.parametrize(
    "texts",
    [
        (f"1.项目名称：{NAME}。", "2.项目实施单位：石门县水利局。"),
        (f"（一）项目名称：{NAME}", "（二）项目单位：石门县水利局"),
        ("（一）项目名称", NAME, "（二）项目单位", "石门县水利局"),
        (f"项目名称为{NAME}，实施单位为石门县水利局。",),
        (f"项目名称：{NAME}，项目实施单位：石门县水利局；项目内容：新建供水厂2座。",),
    ],
)
def test_the_name_and_the_body_that_the_first_chapter_tells(title: str, texts: tuple[str, ...]) -> None:
    assert told(title, *texts) == (NAME, ["石门县水利局"])


@pytest.mark.parametrize(
    "texts",
    [
        ("项目名称：农村公路养护，由县公路中心实施。", "项目名称：校舍维修，由县一中实施。"),
        ("各项目名称如下：农村公路养护、校舍维修。",),
        ("项目名称：详见附件1。",),
        ("合同项目名称：监理服务。",),
        ("（一）项目名称", "本年度安排项目两个，包括农村公路养护和校舍维修。"),
    ],
)
def test_several_names_and_words_that_point_elsewhere_are_none(texts: tuple[str, ...]) -> None:
    assert told("项目支出绩效自评报告", *texts)[0] is None


def test_the_name_that_the_title_tells_comes_first() -> None:
    assert told("石门县2022年学前教育资助资金绩效评价报告", f"项目名称：{NAME}。")[0] == "学前教育资助资金"
