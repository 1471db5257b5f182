"""Heads as real reports word them: who speaks, who is told on a form, where a title ends, what a place is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.report import ReportHead
from extractor.records.identity.head import head
from extractor.records.identity.title_words import project_in_title

from tests.records.builder import Writer

BODY = "项目资金共安排300万元，实际支出280万元。"


def told(title: str | None, *texts: str, section: str = "一、基本情况", body: str = BODY) -> ReportHead:
    writer = Writer()
    if title:
        writer.paragraph(title, centred=True, size=22)
    for text in texts:
        writer.paragraph(text, centred=len(text) < 32)
    writer.heading(section)
    writer.paragraph(body)
    return head(writer.reading())


@pytest.mark.parametrize(
    "speaker", ["沂河县财政局局长  孟某某", "沂河县财政局党组书记、局长　孟某某", "沂河县财政局副局长 孟某某"]
)
def test_who_reads_a_report_out_to_an_assembly_evaluated(speaker: str) -> None:
    day = "——2024年8月27日在县十八届人大常委会第二十一次会议上"
    opening = "受县人民政府委托，现将2023年度支农专项资金绩效情况报告如下，请予审议。"
    report = told("关于2023年度支农专项资金绩效情况的报告", day, speaker, opening)
    assert (report.evaluator, report.evaluated_units, report.report_date) == ("沂河县财政局", [], "2024-08-27")


def test_whose_head_is_named_without_an_assembly_evaluated_nothing() -> None:
    report = told("柳溪镇2023年度支农项目绩效评价报告", "沂河县财政局局长  孟某某")
    assert report.evaluator is None


@pytest.mark.parametrize("day", ["（2022年11月10日公告）", "（2022年11月10日）", "(2022年11月10日发布)"])
def test_a_day_in_brackets_under_the_title_is_that_of_the_report(day: str) -> None:
    assert told("2021年度污水处理厂提标项目绩效评价结果的公告", day).report_date == "2022-11-10"


def test_what_was_put_into_force_on_a_day_in_brackets_is_not_the_report() -> None:
    assert told("2021年度污水处理厂提标项目绩效评价报告", "（2022年11月10日起执行）").report_date is None


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("2022年度怀宁县县级储备粮轮换补贴项目绩效自评报告", "县级储备粮轮换补贴项目"),
        ("2022年度怀宁县县级财政扶持企业专项资金绩效自评报告", "财政扶持企业专项资金"),
        ("2022年农村最低生活保障专项资金项目绩效再评价结果", "农村最低生活保障专项资金项目"),
        ("2022年度产业扶持资金绩效目标评价结果运用的报告", "产业扶持资金"),
        ("某厅关于2020年彩票公益金执行绩效的公告", "彩票公益金"),
        ("某市审计局关于2022年度环卫保洁服务绩效审计情况的报告", "环卫保洁服务"),
    ],
)
def test_projects_in_titles(title: str, project: str) -> None:
    assert project_in_title(title) == project


def test_a_letter_that_asks_to_put_right_what_was_found() -> None:
    writer = Writer()
    title = "鲁溪市财政局关于反馈2022年度重点项目绩效评价结果\n并做好整改工作的通知"
    writer.paragraph(title, centred=True, size=22, gap=4)
    writer.paragraph("市教育局、市文化和旅游局：")
    writer.paragraph("我局委托第三方机构对你单位2个项目开展了2022年度绩效评价。现将有关情况通知如下：")
    writer.heading("一、评价结果")
    writer.paragraph("校舍安全改造项目得分88.3分，等级良；公共文化项目得分74.6分，等级中。")
    report = head(writer.reading())
    assert report.title == title.replace("\n", "")
    assert report.evaluated_units == ["市教育局", "市文化和旅游局"]


def test_signs_of_a_name_are_no_way_to_a_page() -> None:
    writer = Writer()
    title = "青江市公安局2023年度视频监控平台（立体化防控<三期>）项目\n绩效自评报告"
    writer.paragraph(title, centred=True, size=22)
    writer.heading("一、基本情况")
    report = head(writer.reading())
    assert report.title == title.replace("\n", "")
    assert report.project_name == "视频监控平台（立体化防控<三期>）项目"


def test_the_body_below_the_title_of_an_account_is_no_part_of_it() -> None:
    writer = Writer()
    writer.paragraph("永福县2023年部门决算", centred=True, size=22)
    writer.paragraph("永福县市场监督管理局", centred=True, gap=0.8)
    writer.heading("一、预算绩效情况说明")
    writer.paragraph("我局组织对2023年度项目支出开展绩效自评，共涉及项目8个，资金512.6万元，占项目支出总额的100%。")
    report = head(writer.reading())
    assert (report.title, report.evaluated_units) == ("永福县2023年部门决算", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # 会同 is what two bodies do
        ("由县农业农村局会同县财政局完成修订。", None),
        # seven counties side by side, each named once, are those of a city; of two cities, of their province
        ("其中，磴口县50万元；五原县30万元；乌拉特前旗20万元。", "150800"),
        ("黔东南州及威宁县在会上作表态发言。", "520000"),
        ("其中，磴口县50万元；武定县30万元。", None),
    ],
)
def test_places_named_as_often_as_each_other(text: str, code: str | None) -> None:
    region = told("2023年度困难群众救助补助资金绩效评价报告", body=text).region
    assert (region.code if region else None) == code


def test_a_county_that_is_called_as_a_verb_is_told_by_its_bodies() -> None:
    region = told("会同县水利局2023年度水库维修项目绩效自评报告").region
    assert region is not None
    assert region.code == "431225"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于开展2023年度项目支出绩效自评工作的通知", None),
        ("溪口县项目支出绩效评价管理办法（试行）", None),
        ("2023年度溪口县绩效评价工作方案", None),
        ("关于反馈2022年度重点项目绩效评价结果并做好整改工作的通知", "evaluation"),
        ("关于开展2023年度供水项目绩效自评情况的报告", "self_evaluation"),
        ("关于报送开展2023年度绩效自评工作情况的函", "self_evaluation"),
    ],
)
def test_what_asks_for_evaluations_is_none(title: str, kind: str | None) -> None:
    assert told(title).report_type == kind


def test_an_account_that_tells_of_self_evaluations_is_no_report() -> None:
    opening = "根据有关规定，现将我局2022年度部门决算及绩效自评情况公开如下。"
    assert told("溪口县水利局2022年度部门决算", opening).report_type is None


def test_who_looked_into_it_for_an_assembly_is_no_unit() -> None:
    writer = Writer()
    title = "关于凤岭县2022年度衔接补助资金绩效评价情况的调查报告"
    writer.paragraph(title, centred=True, size=22)
    writer.paragraph("——凤岭县人大常委会", centred=True)
    writer.heading("一、基本情况")
    report = head(writer.reading())
    assert (report.project_name, report.evaluated_units) == ("凤岭县衔接补助资金", [])


def test_who_makes_a_form_does_not_evaluate() -> None:
    writer = Writer()
    writer.paragraph("项目名称：农村公路养护")
    writer.paragraph("项目单位：岳岭县农村公路养护中心")
    writer.paragraph("评价方式：部门（单位）绩效自评")
    writer.paragraph("评价机构：部门（单位）评价组")
    writer.paragraph("报告日期：2021年7月12日", centred=True)
    writer.paragraph("岳岭县财政局（制）", centred=True)
    writer.heading("一、项目基本概况")
    report = head(writer.reading())
    assert (report.report_type, report.evaluator) == ("self_evaluation", "岳岭县农村公路养护中心")


@pytest.mark.parametrize(
    ("ticked", "kind"),
    [
        ("部门（单位）绩效自评R 财政部门组织评价□", "self_evaluation"),
        ("部门（单位）绩效自评□ 财政部门组织评价R", "evaluation"),
    ],
)
def test_a_tick_that_comes_out_as_a_letter(ticked: str, kind: str) -> None:
    texts = ("项目单位：渑溪县农业农村局", f"评价方式：{ticked}", "评价机构：中介机构□ 部门（单位）评价组□")
    assert told("美丽乡村奖励资金绩效评价报告", *texts).report_type == kind


@pytest.mark.parametrize(
    ("opening", "kind", "units"),
    [
        (
            "现将2022年西溪县交通运输局衔接资金项目绩效自评总结报告如下：",
            "self_evaluation",
            ["西溪县交通运输局"],
        ),
        ("对我县2019年老旧小区改造进行了自评，现将评价情况汇报如下：", "self_evaluation", []),
        ("现将我厅2020年彩票公益金项目支出绩效报告公告如下。", "self_evaluation", []),
        ("现将2020年度污水处理项目绩效评价结果公告如下。", "evaluation", []),
        ("现将2020年度预算执行情况报告如下。", None, []),
        ("现将2023年度绩效自评工作有关事项通知如下：", None, []),
        ("现就做好绩效评价工作提出要求如下：", None, []),
    ],
)
def test_a_paper_without_a_title_is_known_by_its_opening(opening: str, kind: str | None, units: list[str]) -> None:
    writer = Writer()
    writer.paragraph(f"为做好绩效管理工作，根据有关规定，{opening}")
    writer.heading("一、项目概况")
    writer.paragraph(BODY)
    report = head(writer.reading())
    assert (report.report_type, report.evaluated_units) == (kind, units)


@pytest.mark.parametrize(
    ("title", "opening", "client", "evaluator", "units"),
    [
        (
            "双溪县污水处理服务经费事前绩效评估报告",
            "双溪县财政局结合2025年部门预算编制，组织第三方云南昆岭会计师事务所对“污水处理服务经费”开展事前评估。",
            "双溪县财政局",
            "云南昆岭会计师事务所",
            [],
        ),
        (
            "2021—2023年产业扶持政策绩效评价报告",
            "云岭区财政局于2024年4—6月组织评价组，对云岭区农业农村局实施的产业扶持政策开展了绩效评价。",
            None,
            "云岭区财政局",
            ["云岭区农业农村局"],
        ),
        (
            "2016年全面改薄建设项目绩效评价结果",
            "某会计师事务所受兰岭县财政局委托对该县“全面改薄”建设项目进行了事后绩效评价。",
            "兰岭县财政局",
            None,
            [],
        ),
        (
            "财政部驻某省财政监察专员办事处关于某省林业厅2016年林业补助资金绩效评价的报告",
            "专员办于2017年7月至8月对某省林业厅2016年林业补助资金使用情况开展了绩效评价。",
            None,
            "财政部驻某省财政监察专员办事处",
            ["某省林业厅"],
        ),
    ],
)
def test_who_evaluated_whom(
    title: str, opening: str, client: str | None, evaluator: str | None, units: list[str]
) -> None:
    report = told(title, opening)
    assert (report.commissioning_unit, report.evaluator, report.evaluated_units) == (client, evaluator, units)


@pytest.mark.parametrize(
    ("body", "units"),
    [
        ("项目公司：青岭管廊建设运营有限公司；合作期25年。", ["青岭管廊建设运营有限公司"]),
        ("2022年，松岭县民政局通过公开招标购买社工站服务，合同金额158.6万元。", ["松岭县民政局"]),
        ("某湖省残疾人联合会（以下简称“省残联”）成立绩效自评工作专班，对补助资金进行自评。", ["某湖省残疾人联合会"]),
    ],
)
def test_the_unit_that_the_text_tells(body: str, units: list[str]) -> None:
    assert told("2022年度某某项目绩效评价报告", body=body).evaluated_units == units


def test_the_units_of_chapters_that_each_tell_of_one_project() -> None:
    writer = Writer()
    writer.paragraph("大岭县2022年财政支农项目绩效评价结果公告", centred=True, size=22)
    for number, name, unit in (
        ("一", "水产绿色养殖项目", "大岭县农业农村局"),
        ("二", "苎麻产业园设施项目", "大岭县现代农业园区管委会"),
    ):
        writer.heading(f"{number}、{name}")
        writer.paragraph(f"项目实施单位为{unit}，资金420万元。评价得分85.5分，等级为良。")
    assert head(writer.reading()).evaluated_units == ["大岭县农业农村局", "大岭县现代农业园区管委会"]


def test_a_section_of_a_body_is_no_unit_beside_it() -> None:
    texts = ("部门名称：寻岭县林业和草原局", "项目单位：寻岭县林业和草原局资源管理科")
    assert told("造林补助资金项目绩效自评报告", *texts).evaluated_units == ["寻岭县林业和草原局"]


@pytest.mark.parametrize(
    ("signed", "evaluator"),
    [
        ("四川明岭会计师事务所（普通合伙） 中国注册会计师：李某", "四川明岭会计师事务所（普通合伙）"),
        ("评价单位：四川明岭会计师事务所 项目负责人：李某", "四川明岭会计师事务所"),
        ("四川明岭会计师事务所 评价组组长：李某", "四川明岭会计师事务所"),
        ("四 川 明 岭 会 计 师 事 务 所", "四川明岭会计师事务所"),
    ],
)
def test_a_signature_in_two_columns(signed: str, evaluator: str) -> None:
    writer = Writer()
    writer.paragraph("医疗服务能力提升项目绩效评价报告", centred=True, size=22)
    writer.heading("一、存在问题")
    writer.paragraph(BODY)
    report = head(writer.sign(signed, "中国·成都 2022年7月8日").reading())
    assert (report.evaluator, report.report_date) == (evaluator, "2022-07-08")


def test_a_key_behind_a_bracket_tells_the_year() -> None:
    report = told("乡镇卫生院标准化建设项目绩效评价报告", "（项目年度：2021年；评价时间：2022年）")
    assert report.fiscal_year == 2021


def test_who_carries_a_project_out_behind_its_year() -> None:
    body = "为解决住房安全问题，2022年东岭县住房和城乡建设局实施农村危房改造。"
    assert told("农村危房改造补助资金绩效评价报告", body=body).evaluated_units == ["东岭县住房和城乡建设局"]


def test_several_projects_of_a_district_are_none() -> None:
    assert told("关于2023年度区级重点项目绩效评价情况的通报").project_name is None


def test_the_full_score_told_before_the_one_reached() -> None:
    report = told(
        "营养改善专项资金绩效评价报告",
        section="一、评价结论",
        body="评价总分为100分，本项目最终得分84.2分，等级为“良”。",
    )
    assert [score.score for score in report.overall_scores] == [Decimal("84.2")]
    report = told("营养改善专项资金绩效自评报告", section="一、评价结论", body="自评总分为100分，等级为“优”。")
    assert [score.score for score in report.overall_scores] == [Decimal(100)]


def test_the_last_of_several_reviews_stands() -> None:
    body = "县级自评得分96分，市级复评得分91分，省级复核得分87.3分，最终评定为“良”。"
    report = told("移民后期扶持资金绩效评价报告", section="二、评价结论", body=body)
    assert [score.score for score in report.overall_scores] == [Decimal("87.3")]


def test_scores_of_things_that_are_only_counted_are_not_the_report_s() -> None:
    writer = Writer()
    writer.paragraph("关于2023年度支农专项资金绩效情况的报告", centred=True, size=22)
    writer.heading("一、绩效管理情况")
    writer.paragraph("县财政局对其中2项资金4560万元实施财政评价，评价得分分别为86.4分和78.9分。")
    assert head(writer.reading()).overall_scores == []
