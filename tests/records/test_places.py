"""Which place a report is about where its name is shared, or printed without its ending."""

from __future__ import annotations

from typing import Any

import pytest
from extractor.model.layout import Grid
from extractor.records.identity.head import head
from extractor.records.issues import issues
from extractor.records.values import Values

from tests.records.builder import Writer

SECTION = "一、基本情况"


def written(title: str, *texts: str, signer: str = "") -> Writer:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    writer.heading(SECTION)
    for text in texts:
        writer.paragraph(text)
    if signer:
        writer.sign(signer, "2022年5月20日")
    return writer


@pytest.mark.parametrize(
    ("title", "texts", "code"),
    [
        # the city is named in the text
        ("鼓楼区2021年度养老服务项目绩效评价报告", ["徐州市财政局下达资金30万元。"], "320302"),
        ("和平区2021年老旧小区改造项目绩效评价报告", ["根据天津市住建委的批复，改造小区5个。"], "120101"),
        # the numbers of its documents come from the province
        ("鼓楼区2021年度养老服务项目绩效评价报告", ["依据豫财社〔2021〕7号、豫民文〔2021〕3号。"], "410204"),
        # a decree's title names the place that issued it, not the report's
        ("朝阳区2021年养老服务项目绩效评价报告", ["依据《北京市养老条例》，由长春市财政局补助。"], "220104"),
        # names without their ending
        ("南昌救助站设备购置项目绩效自评报告", ["我站2021年支出80万元。"], "360100"),
        ("2021年湖南安化茶业发展专项资金绩效评价报告", ["安化县财政局安排500万元。"], "430923"),
        ("长沙市望城经开区道路工程绩效评价报告", ["望城区财政局拨付900万元。"], "430112"),
        ("2022年度南浔经济开发区污水管网工程专项债券绩效评价报告", ["项目总投资3.6亿元。"], "330503"),
        # a district of a people without its name; the districts that a list names are not the report's
        ("瀍河区图书馆、文化馆免费开放资金绩效评价报告", ["支出30万元。"], "410304"),
        (
            "2018年市级生态补偿资金绩效评价报告",
            ["依据《临沂市生态补偿办法》，河东区、平邑县、高新区等区县应上缴128.5万元。"],
            "371300",
        ),
        ("大理石材加工区整治项目绩效评价报告", ["某市财政局拨付90万元。"], None),
        ("鼓楼区2021年度养老服务项目绩效评价报告", ["支出30万元。"], None),
    ],
)
def test_the_report_settles_its_place(title: str, texts: list[str], code: str | None) -> None:
    region = head(written(title, *texts).reading()).region
    assert (region.code if region else None) == code


def test_an_open_name_is_an_issue() -> None:
    reading = written("鼓楼区2021年度养老服务项目绩效评价报告", "支出30万元。").reading()
    report = head(reading)
    (issue,) = [each for each in issues([], reading, report, Values(), False) if each.code == "region_ambiguous"]
    assert "南京市鼓楼区" in issue.message
    assert "开封市鼓楼区" in issue.message


def test_a_table_tells_the_place_where_no_text_does() -> None:
    writer = written("2023年度专项债券项目绩效自评报告", "依据《浙江省债券资金管理办法》，我单位开展自评。")
    writer.table([["项目名称", "金额"], ["绍兴市柯桥区医院扩建", "20"]])
    reading = writer.reading()
    assert any(isinstance(block, Grid) for block in reading.blocks)
    region = head(reading).region
    assert region is not None
    assert region.code == "330603"


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("第八师石河子市2020年度节水灌溉项目绩效评价报告", "节水灌溉项目"),
        ("岳阳经济技术开发区2022年度招商奖补资金绩效评价报告", "招商奖补资金"),
        ("高新区2020年度“智慧社区”建设项目绩效评价报告", "“智慧社区”建设项目"),
        ("关于2009年度新型农村合作医疗补助资金绩效考评情况的报告", "新型农村合作医疗补助资金"),
        ("高新区道路改造项目绩效评价报告", "高新区道路改造项目"),
        ("2021年度县级财政支出政策绩效评价报告——以美丽乡村奖补政策为例", "美丽乡村奖补政策"),
        ("2022年度县级财政支出重点绩效评价报告——农村厕所革命项目", "农村厕所革命项目"),
        ("某区财政局关于2021年度区级预算部门整体支出绩效评价结果的公告", "部门整体支出"),
        ("鼓楼区2021年度养老服务项目成本绩效评价报告", "养老服务项目"),
        ("某市滨江副中心公园二期工程事前绩效评估报告", "某市滨江副中心公园二期工程"),
    ],
)
def test_a_project_without_its_place(title: str, project: Any) -> None:
    assert head(written(title, "支出30万元。").reading()).project_name == project


def test_the_bodies_that_a_table_names_where_nothing_else_does() -> None:
    writer = written("某县某镇2024年度民生实事项目绩效评价报告", "各项目明细见表1。")
    writer.table(
        [["序号", "责任单位", "问题"], ["1", "镇水利站", "无台账"]], kind="problems", roles=[None, "unit_name", None]
    )
    rows = [["道路亮化", "镇建设局", "35"], ["公厕提升", "镇社会事业局", "20"], ["道路二期", "镇建设局", "15"]]
    writer.table([["项目名称", "实施主体", "支出"], *rows], kind="projects", roles=["project_name", "unit_name", None])
    assert head(writer.reading()).evaluated_units == ["镇建设局", "镇社会事业局"]


def test_a_unit_is_no_part_of_its_project() -> None:
    writer = written(
        "临某市第七人民医院\n医院综合改革补助资金绩效自评报告", "我院支出30万元。", signer="临某市第七人民医院"
    )
    assert head(writer.reading()).project_name == "医院综合改革补助资金"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("第三师四十九团2022年度为民办实事项目绩效自评报告", "659003"),
        ("昆山高新技术产业开发区2022年度科技奖补资金绩效评价报告", "320583"),
        ("第三师范学校2022年度实训楼项目绩效评价报告", None),
        ("西湖高新区2022年度科技奖补资金绩效评价报告", None),
    ],
)
def test_divisions_of_the_corps_and_zones_of_counties_are_places(title: str, code: str | None) -> None:
    region = head(written(title, "支出30万元。").reading()).region
    assert (region and region.code) == code


def test_a_regiment_of_the_corps_is_a_body() -> None:
    report = head(written("第三师四十九团2022年度路灯安装项目绩效自评报告", "自评得分90分。").reading())
    assert report.evaluated_units == ["第三师四十九团"]
    assert report.project_name == "路灯安装项目"


def test_bodies_that_only_got_something_are_not_evaluated() -> None:
    writer = written("某县2022年度医疗设备购置项目绩效评价报告", "设备分配见表1。")
    rows = [["项目名称", "受益单位", "金额"], ["CT机", "县人民医院", "300"], ["DR机", "县中医院", "120"]]
    writer.table(rows, kind="projects", roles=["project_name", "unit_name", None])
    assert head(writer.reading()).evaluated_units == []
