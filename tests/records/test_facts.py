"""Facts that reports are compared by: the pattern file against its own examples, and reports."""

from __future__ import annotations

import pytest
from extractor.patternbook import load_patterns
from extractor.records.identity.cover import Cover, CoverField
from extractor.records.identity.facts import (
    DEPARTMENT_TIER,
    department,
    evaluation_kind,
    fund_kind,
    project_key,
    sector,
)
from extractor.records.identity.head import head

from tests.records.builder import Writer


def cover(**fields: str) -> Cover:
    found = Cover()
    for name, text in fields.items():
        found.put(name, CoverField(text, 0, []))
    return found


FUNDS = [(entry["name"], example) for entry in load_patterns("facts")["fund"] for example in entry["examples"]]


@pytest.mark.parametrize(("name", "printed"), FUNDS)
def test_kinds_of_fund(name: str, printed: str) -> None:
    assert fund_kind(cover(fund_kind=printed), Writer().reading()) == name


def test_the_text_tells_the_fund_and_an_unknown_kind_stays_as_printed() -> None:
    assert fund_kind(cover(fund_kind="彩虹计划"), Writer().reading()) == "彩虹计划"
    writer = Writer()
    writer.paragraph("本项目资金性质为政府性基金预算，共计500万元。")
    assert fund_kind(Cover(), writer.reading()) == "政府性基金预算"
    assert fund_kind(Cover(), Writer().reading()) is None


@pytest.mark.parametrize(
    ("name", "units", "key"),
    [
        ("青川县2021年度智慧灌区建设项目", [], "智慧灌区"),
        ("智慧灌区专项资金", [], "智慧灌区"),
        ("2019-2021年智慧灌区（二期）工程", [], "智慧灌区"),
        ("青川县水利局智慧灌区建设专项资金", ["青川县水利局"], "智慧灌区"),
        ("草原生态保护与建设项目资金", [], "草原生态保护"),
        ("部门整体支出", ["青川县水利局"], "水利局部门整体支出"),
        ("青川县水利局专项资金", ["青川县水利局"], "水利局专项资金"),
        (None, [], None),
    ],
)
def test_a_project_has_one_key_over_the_years(name: str | None, units: list[str], key: str | None) -> None:
    assert project_key(name, units) == key


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("某县教育局", "教育"),
        ("某市卫生健康委员会", "卫生健康"),
        ("某县农村公路管理站", "交通运输"),
        ("某区大数据中心", "数据和政务服务"),
        ("某县人民政府", None),
    ],
)
def test_the_field_of_a_unit(name: str, field: str | None) -> None:
    assert sector([name]) == field


def test_the_first_name_that_tells_a_field_decides() -> None:
    assert sector([None, "某县人民政府", "某县林业局", "某县教育局"]) == "林业"


@pytest.mark.parametrize(
    ("printed", "title", "kind", "client", "expected"),
    [
        ("部门评价", None, "evaluation", "某县财政局", "department"),
        ("财政重点评价", None, "evaluation", None, "finance"),
        (None, None, "self_evaluation", None, "self"),
        (None, "某县2020年部门评价报告", "evaluation", None, "department"),
        (None, "某县绩效评价报告", "evaluation", "某县财政局", "finance"),
        (None, "某县绩效评价报告", "evaluation", "某县水利局", "department"),
        (None, "某县绩效评价报告", "evaluation", None, None),
        (None, None, None, "某县财政局", None),
    ],
)
def test_who_evaluates(
    printed: str | None, title: str | None, kind: str | None, client: str | None, expected: str | None
) -> None:
    fields = {"evaluation_kind": printed} if printed else {}
    assert evaluation_kind(cover(**fields), title, kind, client, None) == expected


def test_the_department_is_the_one_above_or_the_unit_itself() -> None:
    found = Cover()
    found.put("evaluated_units", CoverField("某镇中心小学", 1, []))
    found.put("evaluated_units", CoverField("某县教育局", DEPARTMENT_TIER, []))
    assert department(found, Writer().reading(), ["某镇中心小学"]) == "某县教育局"
    assert department(Cover(), Writer().reading(), ["某镇中心小学"]) == "某镇中心小学"


def test_a_self_evaluation_form_names_its_department() -> None:
    writer = Writer()
    writer.table(
        [["项目名称", "农村饮水"], ["主管部门及代码", "205-某县水利局"], ["实施单位", "某供水站"]],
        kind="self_evaluation",
        header=0,
    )
    assert department(Cover(), writer.reading(), []) == "某县水利局"


def test_the_head_tells_codes_of_every_level() -> None:
    writer = Writer()
    writer.paragraph("长沙市望城区2020年度智慧灌区建设项目\n绩效评价报告", size=26, centred=True)
    region = head(writer.reading()).region
    assert region is not None
    assert (region.province_code, region.city_code, region.county_code) == ("430000", "430100", "430112")
