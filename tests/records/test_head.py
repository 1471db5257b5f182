"""The head of invented reports in different hands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.report import ReportHead
from extractor.records.identity.head import head

from tests.records.builder import Writer


def graded(report: ReportHead) -> list[tuple[Decimal | None, str | None]]:
    return [(score.score, score.grade) for score in report.overall_scores]


def evaluation_with_cover() -> Writer:
    writer = Writer()
    writer.paragraph("遵义市播州区财政支出绩效评价报告", centred=True, size=26, gap=4)
    writer.paragraph("（2020年度）", centred=True)
    writer.paragraph("项 目 名 称：播州区农村生活垃圾收运体系建设", gap=4)
    writer.paragraph("被评价部门：遵义市播州区综合行政执法局", gap=2)
    writer.paragraph("委  托  方：播州区财政局", gap=2)
    writer.paragraph("受 托 方：贵州黔正会计师事务所（普通合伙）", gap=2)
    writer.paragraph("二〇二一年九月", centred=True, gap=6)
    writer.page_break()
    writer.paragraph("黔正评字（2021）第 045 号", centred=True)
    writer.paragraph("遵义市播州区财政局：")
    writer.paragraph(
        "受贵局委托，我所于2021年6月7日至8月31日对遵义市播州区综合行政执法局（以下简称“区执法局”）"
        "2020年度农村生活垃圾收运体系建设项目开展了绩效评价，现将有关情况报告如下。"
    )
    writer.heading("一、项目概况")
    writer.paragraph("项目于2019年启动。")
    writer.heading("二、评价结论")
    writer.paragraph("项目综合得分为86.35分，评价等级为“良”。")
    writer.heading("三、存在的问题")
    writer.paragraph("收运系统等级测评得分为62.10分，低于合同约定。")
    writer.sign("贵州黔正会计师事务所（普通合伙）", "二〇二一年九月二十八日")
    return writer


def test_a_cover_in_other_wordings() -> None:
    report = head(evaluation_with_cover().reading())

    assert report.title == "遵义市播州区财政支出绩效评价报告"
    assert report.report_type == "evaluation"
    assert report.fiscal_year == 2020
    assert report.region is not None
    assert report.region.code == "520304"
    assert report.project_name == "播州区农村生活垃圾收运体系建设"
    assert report.evaluated_units == ["遵义市播州区综合行政执法局"]
    assert report.commissioning_unit == "遵义市播州区财政局"
    assert report.evaluator == "贵州黔正会计师事务所（普通合伙）"
    assert report.document_number == "黔正评字〔2021〕045号"
    assert report.report_date == "2021-09-28"
    assert graded(report) == [(Decimal("86.35"), "良")]


def test_every_field_told_has_its_place() -> None:
    reading = evaluation_with_cover().reading()
    report = head(reading)
    told = {name: places for name, places in report.evidence.items() if places}

    assert set(told) == {
        "title", "fiscal_year", "project_name", "evaluated_units", "commissioning_unit",
        "evaluator", "document_number", "report_date", "region",
    }  # fmt: skip
    (date,) = told["report_date"]
    assert reading.pages.layouts[date.page - 1].text[date.start : date.end] == "二〇二一年九月二十八日"


def test_prose_alone_tells_the_parties() -> None:
    writer = Writer()
    writer.paragraph("石嘴山市大武口区2019年农业产业化\n扶持资金绩效评价报告", centred=True, size=22)
    writer.paragraph(
        "根据《关于开展2020年财政重点绩效评价工作的通知》（石大财发〔2020〕35号），宁夏朔方工程咨询有限公司"
        "（以下简称“朔方咨询”）接受石嘴山市大武口区财政局（以下简称“区财政局”）委托，对石嘴山市大武口区农业农村和水务局"
        "（以下简称“区农水局”）实施的2019年农业产业化扶持资金进行了绩效评价。"
    )
    writer.heading("一、基本情况")
    writer.paragraph("扶持资金共计600万元。")
    writer.heading("二、综合评价结论")
    writer.paragraph("评价得分78.6分，评价等级为中。")
    writer.sign("宁夏朔方工程咨询有限公司", "2020年11月5日")
    report = head(writer.reading())

    assert report.title == "石嘴山市大武口区2019年农业产业化扶持资金绩效评价报告"
    assert report.fiscal_year == 2019
    assert report.project_name == "农业产业化扶持资金"
    assert report.evaluated_units == ["石嘴山市大武口区农业农村和水务局"]
    assert report.commissioning_unit == "石嘴山市大武口区财政局"
    assert report.evaluator == "宁夏朔方工程咨询有限公司"
    assert report.document_number is None
    assert report.report_date == "2020-11-05"
    assert [(a.short, a.full) for a in report.abbreviations] == [
        ("朔方咨询", "宁夏朔方工程咨询有限公司"),
        ("区财政局", "石嘴山市大武口区财政局"),
        ("区农水局", "石嘴山市大武口区农业农村和水务局"),
    ]


def test_two_units_on_two_lines_of_a_cover_and_years_in_brackets() -> None:
    writer = Writer()
    writer.paragraph("铜仁市“技能铜仁”政策\n（2019—2021年）绩效评价报告", centred=True, size=24)
    writer.paragraph("主管部门：铜仁市教育局\n          铜仁市人力资源和社会保障局", gap=2)
    writer.paragraph("委托单位：铜仁市财政局", gap=2)
    writer.heading("一、政策概况")
    writer.paragraph("政策于2019年3月出台。")
    report = head(writer.reading())

    assert report.project_name == "“技能铜仁”政策"
    assert report.evaluated_units == ["铜仁市教育局", "铜仁市人力资源和社会保障局"]


def test_a_town_signs_with_the_short_name_of_its_county() -> None:
    writer = Writer()
    writer.paragraph("寻甸回族彝族自治县河口镇2022年度衔接资金\n绩效自评报告", centred=True, size=22)
    writer.paragraph("按照县财政局要求，我镇对2022年度衔接资金开展了绩效自评，情况如下：")
    writer.heading("一、基本情况")
    writer.paragraph("项目共3个。")
    writer.sign("寻甸县河口镇人民政府（盖章）", "2023年4月17日")
    report = head(writer.reading())

    assert report.evaluated_units == ["寻甸县河口镇人民政府"]
    assert report.evaluator == "寻甸县河口镇人民政府"


def test_who_asked_may_be_told_below_the_first_heading() -> None:
    writer = Writer()
    writer.paragraph("渭源县2021年农机补贴资金绩效评价报告", centred=True, size=22)
    writer.heading("一、项目概况")
    writer.paragraph("受渭源县财政局委托，甘肃甲会计师事务所对该项目进行评价。")
    writer.sign("甘肃甲会计师事务所", "2022年11月5日")
    report = head(writer.reading())
    assert (report.commissioning_unit, report.evaluator) == ("渭源县财政局", "甘肃甲会计师事务所")


def test_two_firms_sign_together() -> None:
    writer = Writer()
    writer.paragraph("渭源县2021年农机补贴资金绩效评价报告", centred=True, size=22)
    writer.paragraph("我们对渭源县农业农村局2021年农机补贴资金开展了绩效评价，现将评价情况和评价结论报告如下。")
    writer.heading("一、基本情况")
    writer.paragraph("资金共计600万元。")
    writer.sign("甘肃甲会计师事务所", "甘肃乙税务师事务所", "2022年11月5日")
    assert head(writer.reading()).evaluator == "甘肃甲会计师事务所、甘肃乙税务师事务所"


def test_a_department_evaluates_itself() -> None:
    writer = Writer()
    writer.paragraph("2022年度澧县水利局部门整体支出\n绩效评价报告", centred=True, size=22)
    writer.paragraph("按照县财政局要求，我局成立自评工作组，对2022年度部门整体支出开展了绩效自评，情况如下：")
    writer.heading("一、部门概况")
    writer.paragraph("本局内设8个股室。")
    writer.heading("四、自评结论")
    writer.paragraph("经自评，我局2022年度部门整体支出自评得分94分，等次为优秀。")
    writer.sign("澧县水利局", "2023年4月17日")
    report = head(writer.reading())

    assert report.report_type == "self_evaluation"
    assert report.fiscal_year == 2022
    assert report.project_name == "部门整体支出"
    assert report.evaluated_units == ["澧县水利局"]
    assert report.evaluator == "澧县水利局"
    assert report.commissioning_unit is None
    assert graded(report) == [(Decimal(94), "优秀")]


def test_scores_of_several_subjects() -> None:
    writer = Writer()
    writer.paragraph("2022年度项目支出绩效自评报告", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("两个项目共安排80万元。")
    writer.heading("二、自评结论")
    writer.paragraph("渠道清淤项目自评得分为93.5分，水闸更新项目自评得分为88分。")
    report = head(writer.reading())

    assert [(score.subject, score.score) for score in report.overall_scores] == [
        ("渠道清淤项目", Decimal("93.5")),
        ("水闸更新项目", Decimal(88)),
    ]


def test_scores_of_parts_behind_the_whole_one() -> None:
    writer = Writer()
    writer.paragraph("2023年水土保持补助资金绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结论")
    writer.paragraph("综合得分82.7分，等级为“良”。3个市现场评价得分分别为85.4分、82.1分、80.6分。")
    assert graded(head(writer.reading())) == [(Decimal("82.7"), "良")]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("对照指标体系打分，该项目得86.35分，属于良好等次。", ("86.35", "良好")),
        ("本次评价最终得分86.35分，评定等级为“B”级（良好）。", ("86.35", "良好")),
        ("经现场评价，得出评价分值86.35分，绩效等级为良。", ("86.35", "良")),
        ("项目整体绩效处于“良”的水平，评分为86.35分。", ("86.35", "良")),
        ("综合评定该项目为“良”，得分86.35分。", ("86.35", "良")),
        ("专家组评价打分的平均分为86.35分，绩效等级为良。", ("86.35", "良")),
        ("总体得分率86.35%，总得分86.35分，良。", ("86.35", "良")),
        ("12家单位平均得分86.35分。", None),
        ("产出指标评价分值50分，得45分。", None),
        ("此项得分86.35，优、良、中三档。", None),
    ],
)
def test_verdicts_in_other_words(told: str, verdict: tuple[str, str] | None) -> None:
    writer = Writer()
    writer.paragraph("2022年农村公路养护项目绩效评价报告", centred=True, size=22)
    writer.heading("三、评价结论")
    writer.paragraph(told)
    assert graded(head(writer.reading())) == ([(Decimal(verdict[0]), verdict[1])] if verdict else [])


def test_a_score_that_the_conclusion_begins_with() -> None:
    writer = Writer()
    writer.paragraph("2018年扶贫小额信贷贴息资金绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结论")
    writer.paragraph("得80.55分，为“良”。决策16分（20分）；过程22.35分（25分）。")
    found = head(writer.reading())
    assert graded(found) == [(Decimal("80.55"), "良")]
    assert found.overall_scores[0].grade_text == "得80.55分，为“良"


def test_a_grade_without_a_score() -> None:
    writer = Writer()
    writer.paragraph("2020年度文化惠民工程资金绩效自评报告", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("资金共计80万元。")
    writer.heading("二、自评结论")
    writer.paragraph("综合以上情况，本年度自评等级为“良好”。")
    writer.sign("澧县文化馆", "2021年3月")
    report = head(writer.reading())

    assert graded(report) == [(None, "良好")]
    assert report.report_date == "2021-03"
    assert report.evaluated_units == ["澧县文化馆"]


def test_the_score_of_the_table_where_the_text_tells_none() -> None:
    writer = Writer()
    writer.paragraph("2021年度路灯维护项目绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结论")
    writer.paragraph("项目总体完成较好，详见附表。")
    writer.table(
        [
            ["一级指标", "二级指标", "三级指标", "分值", "得分"],
            ["产出", "数量", "维护盏数", "60", "55"],
            ["效益", "社会", "投诉率", "40", "33.5"],
            ["总分", "", "", "100", "88.5"],
        ],
        kind="score",
        roles=("level1", "level2", "level3", "points", "score"),
        marks={3: "total"},
    )
    report = head(writer.reading())

    assert graded(report) == [(Decimal("88.5"), None)]


def test_the_year_evaluated_not_the_year_of_the_work() -> None:
    writer = Writer()
    writer.paragraph("2021年度财政重点项目绩效评价报告", centred=True, size=22)
    writer.paragraph("受澧县财政局委托，我们对2020年度粮油储备补贴资金进行了绩效评价。")
    writer.heading("一、基本情况")
    writer.paragraph("2020年度共拨付补贴资金420万元。")
    writer.sign("湖南某某会计师事务所", "2021年10月9日")
    report = head(writer.reading())

    assert report.fiscal_year == 2020
    assert report.project_name == "粮油储备补贴资金"


def test_a_province_and_its_department() -> None:
    writer = Writer()
    writer.paragraph("2021年度甘肃省职业教育质量提升计划\n中央资金绩效自评报告", centred=True, size=22)
    writer.heading("一、绩效目标分解下达情况")
    writer.paragraph("中央下达我省资金3.2亿元。")
    writer.sign("甘肃省教育厅", "2022年5月20日")
    report = head(writer.reading())

    assert report.region is not None
    assert report.region.code == "620000"
    assert report.evaluated_units == ["甘肃省教育厅"]


def test_another_kind_of_paper_has_no_type() -> None:
    writer = Writer()
    writer.paragraph("澧县2022年食品安全宣传周活动方案", centred=True, size=22)
    writer.heading("一、活动主题")
    writer.paragraph("共创食品安全新生活。")
    report = head(writer.reading())

    assert report.report_type is None
    assert report.title == "澧县2022年食品安全宣传周活动方案"
    assert report.overall_scores == []


def test_a_unit_speaks_of_itself_under_the_title_of_an_evaluation() -> None:
    writer = Writer()
    writer.paragraph("云和县石塘镇2021年度整体支出绩效评价报告", centred=True, size=26)
    writer.heading("一、基本情况")
    writer.paragraph("我镇辖12个行政村，在编人员58人。")
    writer.heading("二、绩效情况")
    writer.paragraph("全年支出1,203.50万元，较好完成了目标。")
    assert head(writer.reading()).report_type == "self_evaluation"


def test_a_firm_may_call_the_unit_its_own_abbreviation() -> None:
    writer = Writer()
    writer.paragraph("云和县茶叶发展中心2021年度专项资金绩效评价报告", centred=True, size=26)
    writer.paragraph("受云和县财政局委托，浙江中瑞会计师事务所对云和县茶叶发展中心（以下简称“本单位”）进行绩效评价。")
    writer.heading("一、基本情况")
    writer.paragraph("我中心的说法引自本单位自评报告。")
    assert head(writer.reading()).report_type == "evaluation"


def test_a_title_that_says_who_evaluates_decides() -> None:
    writer = Writer()
    writer.paragraph("云和县农村公路2021年度部门评价报告", centred=True, size=26)
    writer.heading("一、基本情况")
    writer.paragraph("项目单位提交的自评报告称，我中心已完成全部任务。")
    assert head(writer.reading()).report_type == "evaluation"


def test_a_verdict_in_its_heading_and_a_score_after_its_grade() -> None:
    writer = Writer()
    writer.paragraph("2022年度校园维修项目自评结果", centred=True, size=26)
    writer.heading("一、自评结论")
    writer.heading("（一）自评得分97.5分", level=2)
    writer.heading("（二）绩效目标完成情况", level=2)
    writer.paragraph("预算执行率100%，自评分20分。")
    report = head(writer.reading())
    assert report.project_name == "校园维修项目"
    assert graded(report) == [(Decimal("97.5"), None)]

    writer = Writer()
    writer.paragraph("某项目绩效自评报告", centred=True, size=26)
    writer.heading("一、评价结论")
    writer.paragraph("自评绩效等级为“优”，分数为96分。")
    assert graded(head(writer.reading())) == [(Decimal("96"), "优")]


def test_a_project_in_brackets_under_a_title_that_names_none() -> None:
    writer = Writer()
    writer.paragraph("丽江市林业和草原局2021年度", centred=True, size=22)
    writer.paragraph("项目绩效自评报告", centred=True, size=22)
    writer.paragraph("（森林防火物资储备经费项目）", centred=True, size=22)
    writer.heading("一、项目基本情况")
    writer.paragraph("我局负责全市森林防火。")
    report = head(writer.reading())
    assert report.project_name == "森林防火物资储备经费项目"
    assert report.fiscal_year == 2021


def test_the_body_that_the_description_names_where_nothing_else_does() -> None:
    writer = Writer()
    writer.paragraph("嵩明县2020-2022年度高标准农田建设资金绩效评价报告", centred=True, size=22)
    writer.heading("一、项目概况")
    writer.paragraph("项目主管单位为嵩明县农业农村局，实施单位为嵩明县农田建设服务中心。")
    assert head(writer.reading()).evaluated_units == ["嵩明县农田建设服务中心"]


def test_the_title_of_the_report_beside_the_key_of_the_project() -> None:
    writer = Writer()
    writer.paragraph("嵩明县林业和草原局绩效自评报告", centred=True, size=22)
    writer.paragraph("项目名称：2023年异地造林补助资金项目支出绩效自评报告", gap=3)
    writer.paragraph("评价机构：嵩明县林业和草原局整体支出绩效评价小组", gap=3)
    writer.paragraph("绩效自评日期：2024年5月", gap=3)
    writer.heading("一、项目基本情况")
    writer.paragraph("完成造林1200亩。")
    report = head(writer.reading())
    assert report.project_name == "异地造林补助资金项目"
    assert report.evaluator == "嵩明县林业和草原局整体支出绩效评价小组"
    assert report.report_date == "2024-05"


def test_a_score_alone_under_the_heading_that_names_it() -> None:
    writer = Writer()
    writer.paragraph("某馆2020年度项目绩效自评报告", centred=True, size=22)
    writer.heading("一、自评得分")
    writer.paragraph("100分")
    writer.heading("二、绩效目标完成情况")
    writer.paragraph("预算执行率100%。")
    report = head(writer.reading())
    assert graded(report) == [(Decimal("100"), None)]
    place = report.overall_scores[0].evidence[0]
    assert place.end - place.start == len("100分")


def test_a_research_centre_that_writes_of_itself_is_the_unit() -> None:
    writer = Writer()
    writer.paragraph("2019年决策咨询专项费项目绩效自评报告", centred=True, size=22)
    writer.heading("一、项目基本情况")
    writer.paragraph("我中心承担决策咨询课题。")
    writer.sign("海南省发展研究中心", "2020年7月6日")
    assert head(writer.reading()).evaluated_units == ["海南省发展研究中心"]


def test_a_group_that_was_set_up_is_no_name() -> None:
    writer = Writer()
    writer.paragraph("某县人居环境整治项目绩效评价报告", centred=True, size=22)
    writer.paragraph("受某县财政局委托，我所成立绩效评价工作组对某县人居环境整治项目实施绩效评价。")
    writer.heading("一、基本情况")
    writer.paragraph("项目于2021年实施。")
    writer.sign("湖南正邦会计师事务所", "2022年10月28日")
    assert head(writer.reading()).evaluator == "湖南正邦会计师事务所"


def test_a_grade_called_performance_alone() -> None:
    writer = Writer()
    writer.paragraph("某县委党校2021年部门整体支出绩效自评报告", centred=True, size=22)
    writer.heading("一、自评结论")
    writer.paragraph("对照指标表，自评得分92分，财政支出绩效为“优”。")
    assert graded(head(writer.reading())) == [(Decimal("92"), "优")]


def test_half_width_marks_part_sentences_as_full_ones_do() -> None:
    writer = Writer()
    writer.paragraph("垛河镇2024年度民生实事项目绩效评价报告", centred=True, size=22)
    writer.paragraph(
        "根据镇级绩效评价计划安排,泰州某泰会计师事务所(普通合伙)受垛河镇财政所委托,对垛河镇2024年度民生实事项目"
        "进行绩效评价,现将结果报告如下:"
    )
    writer.heading("一、评价结论")
    writer.paragraph("评价得分83.1分,评价等级为良。")
    report = head(writer.reading())
    assert (report.evaluator, report.commissioning_unit) == ("泰州某泰会计师事务所(普通合伙)", "垛河镇财政所")
    assert graded(report) == [(Decimal("83.1"), "良")]


def test_an_account_of_a_body_of_all_the_country_has_neither_project_nor_region() -> None:
    writer = Writer()
    writer.paragraph("国家滩涂监测中心2022年度部门决算", centred=True, size=22, gap=4)
    writer.heading("一、预算绩效情况说明")
    writer.paragraph("我中心组织对2022年度一般公共预算项目支出全面开展绩效自评，委托苏州正恒绩效咨询有限公司复核。")
    writer.paragraph("江苏、浙江两省样地的外业调查推迟，项目自评得分为92.5分，绩效目标基本完成。")
    report = head(writer.reading())
    assert (report.project_name, report.region) == (None, None)


def test_a_firm_tells_no_region_by_its_name() -> None:
    writer = Writer()
    writer.paragraph("青泉片区污水处理项目2021年度绩效评价报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("成都碧源水务有限公司与重庆两江环境工程有限公司中标，成都碧源水务有限公司负责运营。")
    assert head(writer.reading()).region is None


def test_a_report_on_monitoring_is_one_of_performance() -> None:
    writer = Writer()
    writer.paragraph("2018年区管河道综合养护项目绩效跟踪报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("河道共32条段。")
    report = head(writer.reading())
    assert (report.report_type, report.project_name) == ("evaluation", "区管河道综合养护项目")


def test_a_title_whose_first_line_ends_with_what_was_built() -> None:
    writer = Writer()
    writer.paragraph("徐汇区2016年度社区卫生服务中心", centred=True, size=24, gap=4)
    writer.paragraph("标准化建设项目绩效评价报告", centred=True, size=15, gap=1)
    writer.heading("一、项目概况")
    writer.paragraph("13家中心分批修缮。")
    report = head(writer.reading())
    assert report.title == "徐汇区2016年度社区卫生服务中心标准化建设项目绩效评价报告"
    assert report.project_name == "社区卫生服务中心标准化建设项目"


def test_a_number_beside_its_key_that_is_none() -> None:
    writer = Writer()
    writer.paragraph("文号：无")
    writer.paragraph("句容市2021年度农村生活污水治理专项资金绩效评价报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("计划建设治理设施126座。")
    assert head(writer.reading()).document_number is None


def test_a_review_of_self_evaluations_is_by_others() -> None:
    writer = Writer()
    writer.paragraph("阜阳市颍泉区2023年度项目支出绩效自评复核报告", centred=True, size=22, gap=4)
    writer.paragraph("我所接受颍泉区财政局委托，于2024年8月5日至9月20日对2023年度项目支出绩效自评情况进行了复核。")
    writer.heading("一、复核结果")
    writer.paragraph("4个项目自评平均得分97.28分，复核平均得分85.10分。")
    writer.sign("安徽徽评会计师事务所", "2024年9月30日")
    report = head(writer.reading())
    assert (report.report_type, report.project_name, report.evaluated_units) == ("evaluation", None, [])


def test_a_letter_that_feeds_results_back_is_about_its_addressee() -> None:
    writer = Writer()
    writer.paragraph("关于2021年度城乡客运补贴项目绩效评价结果的反馈意见", centred=True, size=22, gap=4)
    writer.paragraph("双江县交通运输局：")
    writer.paragraph("我局组织评价组对你单位2021年度城乡客运补贴项目进行了绩效评价，结果反馈如下：")
    writer.heading("一、评价结果")
    writer.paragraph("该项目综合评价得分78.5分，评价等级为“中”。")
    report = head(writer.reading())
    assert report.project_name == "城乡客运补贴项目"
    assert report.evaluated_units == ["双江县交通运输局"]


def test_who_runs_a_programme_is_told_by_the_text_before_a_table_of_places() -> None:
    writer = Writer()
    writer.paragraph("长沙县2019年度农村公路建设专项资金绩效评价报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("长沙县交通运输局主管全县农村公路建设，下辖13个乡镇交管站。")
    writer.table(
        [["乡镇", "项目名称", "合同价（元）"], ["金井镇", "脱甲线", "6120385.00"], ["果园镇", "双河线", "1772000.00"]],
        kind="projects",
        roles=("unit_name", "project", "contract_amount"),
    )
    assert head(writer.reading()).evaluated_units == ["长沙县交通运输局"]


def test_a_department_named_with_and_runs_a_programme() -> None:
    writer = Writer()
    writer.paragraph("琼山区2021年退休人员社会化管理补助资金绩效评价报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("省级按每人100元给予补助。海口市琼山区人力资源和社会保障局负责组织实施。")
    assert head(writer.reading()).evaluated_units == ["海口市琼山区人力资源和社会保障局"]


def test_the_body_whose_performance_is_monitored() -> None:
    writer = Writer()
    writer.paragraph("历下区2023年背街小巷整治项目绩效运行监控报告", centred=True, size=22, gap=4)
    writer.paragraph(
        "受历下区财政局委托，山东明德绩效评价有限公司对历下区城市管理局2023年背街小巷整治项目绩效运行情况实施监控。"
    )
    writer.heading("一、项目概况")
    writer.paragraph("计划整治背街小巷46条。")
    assert [unit.endswith("历下区城市管理局") for unit in head(writer.reading()).evaluated_units] == [True]


def test_a_level_of_another_kind_belongs_to_the_project() -> None:
    writer = Writer()
    writer.paragraph("张掖市甘州区2016年县级公立医院综合改革补助资金绩效评价报告", centred=True, size=22, gap=4)
    writer.heading("一、项目概况")
    writer.paragraph("补助资金共530万元。")
    assert head(writer.reading()).project_name == "县级公立医院综合改革补助资金"


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("本次评价时段为2020年1月1日至12月31日。", 2020),
        ("评价资金年度为2019年，涉及资金300万元。", 2019),
        ("评价范围为2018-2020学年度预算资金，其中2018年20万元。", 2020),
        ("评价基准日为2020年12月31日。", 2020),
        ("评价基准日为2021年5月31日。2021年支付10万元。", 2021),
    ],
)
def test_the_year_that_only_the_text_tells(told: str, year: int) -> None:
    writer = Writer()
    writer.paragraph("某市污水处理项目绩效评价报告", centred=True, size=22)
    writer.heading("一、项目概况")
    writer.paragraph(told + "2021年5月进场，2021年6月撰写报告。")
    assert head(writer.reading()).fiscal_year == year


def test_a_body_that_watches_its_own_budget_and_signs() -> None:
    writer = Writer()
    writer.paragraph("某县茶叶发展中心2024年1-7月部门预算绩效运行监控报告", centred=True, size=22)
    writer.heading("一、预算执行情况")
    writer.paragraph("截至7月31日支出583.77万元。")
    writer.sign("某县茶叶发展中心", "2024年8月15日")
    assert head(writer.reading()).report_type == "self_evaluation"


def test_what_was_financed_by_bonds_is_the_project() -> None:
    writer = Writer()
    writer.paragraph("某县东部片区集中供热改造项目专项债券绩效评价报告", centred=True, size=22)
    writer.heading("一、项目概况")
    writer.paragraph("项目单位为某县城市管理局，供热面积168万平方米。")
    report = head(writer.reading())
    assert report.project_name == "某县东部片区集中供热改造项目"
    assert report.evaluated_units == ["某县城市管理局"]


@pytest.mark.parametrize(
    ("told", "graded_as"),
    [
        ("经综合评定，得分87.25，绩效评定结果为“良好”。", ("87.25", "良好")),
        ("得分情况：决策18.5分、过程17分、产出28分、效益25分，合计88.5分，评价等级为良。", ("88.5", "良")),
        ("总得分=决策得分+过程得分=16+18+30+22=86分，评价等级为“良”。", ("86", "良")),
        ("自评得分96分，评价得分82.5分，两者相差13.5分，评价等级为良。", ("82.5", "良")),
        ("综合得分88分，等级为良。20个子项中17个自评95分以上。", ("88", "良")),
    ],
)
def test_the_verdict_in_other_words(told: str, graded_as: tuple[str, str]) -> None:
    writer = Writer()
    writer.paragraph("某县2022年度农村道路养护项目绩效评价报告", centred=True, size=22)
    writer.heading("一、综合评价结论")
    writer.paragraph(told)
    assert graded(head(writer.reading())) == [(Decimal(graded_as[0]), graded_as[1])]


def commissioned(
    opening: str, title: str = "科普活动经费绩效评价报告", told: str = "科普活动经费预算600.30万元。"
) -> ReportHead:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    writer.paragraph(opening)
    writer.heading("一、基本情况")
    writer.paragraph(told)
    writer.sign("2025年10月8日")
    return head(writer.reading())


@pytest.mark.parametrize("group", ["评价组", "评价工作组"])
def test_the_group_of_a_firm_is_the_firm(group: str) -> None:
    for firm in ("安徽鼎诚工程咨询有限公司", "南京众汇会计师事务所（普通合伙）"):
        report = commissioned(
            f"我们接受泾县财政局的委托，对泾县科协科普活动经费实施绩效评价。{firm}{group}通过走访开展工作。"
        )
        assert report.evaluator == firm


def test_the_group_of_a_bureau_stays_a_group() -> None:
    report = commissioned("泾县财政局绩效评价工作组于2025年3月对泾县科协科普活动经费开展绩效评价。")
    assert report.evaluator == "泾县财政局绩效评价工作组"


def test_a_firm_that_values_assets_may_be_asked_to_evaluate() -> None:
    report = commissioned(
        "受泾县财政局委托，安徽立德资产评估有限公司（以下简称“我公司”）组成评价工作组，对科普活动经费开展了绩效评价。"
    )
    assert report.evaluator == "安徽立德资产评估有限公司"
    report = commissioned(
        "受泾县财政局的委托，安徽立德项目管理有限责任公司（以下简称“评价机构”）遵循独立、客观、公正的原则，对科普活动经费实施了绩效评价。"
    )
    assert report.evaluator == "安徽立德项目管理有限责任公司"


def test_the_unit_told_in_brackets() -> None:
    report = commissioned(
        "受泾县财政局委托，我公司对2024年度科普活动经费（实施单位：泾县科学技术协会）的绩效进行了评价。"
    )
    assert report.evaluated_units == ["泾县科学技术协会"]


def test_months_of_the_work_are_not_the_year_evaluated() -> None:
    report = commissioned(
        "受泾县财政局委托，我公司于2025年9月开展了绩效评价。",
        told="2024年科普活动经费预算600.30万元，截至2024年12月31日支出540.27万元。",
    )
    assert report.fiscal_year == 2024


def test_the_town_of_no_place_is_part_of_the_project() -> None:
    report = commissioned("我公司开展了绩效评价。", title="2020年度城区排水管网改造工程绩效评价报告")
    assert report.project_name == "城区排水管网改造工程"


def test_two_units_of_weak_endings_share_a_project() -> None:
    report = commissioned("我公司对泾县档案馆、泾县第一人民医院承担的2024年科普活动经费实施了绩效评价。")
    assert report.evaluated_units == ["泾县档案馆", "泾县第一人民医院"]
    report = commissioned("我公司对泾县第一人民医院实施的2024年科普活动经费开展了绩效评价。")
    assert report.evaluated_units == ["泾县第一人民医院"]


def test_points_added_up_beside_their_grade() -> None:
    writer = Writer()
    writer.paragraph("科普活动经费绩效评价报告", centred=True, size=22)
    writer.heading("二、评价结论")
    writer.paragraph("按照评分标准逐项打分，合计76分，等级为“中”。受益群众满意度得分为92分。")
    writer.heading("三、评分情况")
    writer.paragraph("过程指标合计26分。")
    assert graded(head(writer.reading())) == [(Decimal(76), "中")]


def test_a_federation_of_supply_cooperatives_evaluates_itself() -> None:
    report = commissioned(
        "泾县供销合作社联合社成立自评小组，对2024年科普活动经费进行了自评。",
        title="泾县供销合作社联合社2024年度科普活动经费绩效自评报告",
    )
    assert report.evaluated_units == ["泾县供销合作社联合社"]


def test_a_report_on_what_was_put_right() -> None:
    writer = Writer()
    writer.paragraph("汨罗市2023年度城乡环卫专项资金绩效评价结果\n整改情况报告", centred=True, size=22)
    writer.paragraph("市财政局：", gap=2)
    writer.paragraph("根据反馈意见，我局逐项整改，现将情况报告如下。评价得分83.6分，等级为“良”。")
    writer.heading("一、整改情况")
    writer.paragraph("已收回22万元。")
    writer.sign("汨罗市城市管理和综合执法局", "2024年11月29日")
    report = head(writer.reading())

    assert report.title == "汨罗市2023年度城乡环卫专项资金绩效评价结果整改情况报告"
    assert report.project_name == "城乡环卫专项资金"
    assert (report.evaluated_units, report.evaluator) == (["汨罗市城市管理和综合执法局"], None)
    assert graded(report) == [(Decimal("83.6"), "良")]


def test_what_is_read_out_to_an_assembly() -> None:
    writer = Writer()
    writer.paragraph("关于玉门市2022年度财政重点绩效评价情况的报告", centred=True, size=22)
    writer.paragraph("——2023年10月26日在市第十九届人大常委会第十六次会议上", centred=True)
    writer.paragraph("受市人民政府委托，现将2022年度财政重点绩效评价情况报告如下，请予审议。")
    writer.heading("一、基本情况")
    writer.paragraph("市财政局选取8个项目开展重点评价，平均得分84.25分。")
    report = head(writer.reading())

    assert report.report_date == "2023-10-26"
    assert report.commissioning_unit is None
    assert graded(report) == []


def test_the_mean_of_quarters_with_a_grade_is_the_verdict() -> None:
    writer = Writer()
    writer.paragraph("肥东县店埠河治理PPP项目2022年度绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结果")
    writer.paragraph("四个季度得分依次为88.4分、86.2分、85分、89.2分，平均得分87.2分，等级为“良”。")
    assert graded(head(writer.reading())) == [(Decimal("87.2"), "良")]
    writer = Writer()
    writer.paragraph("肥东县2022年度财政重点绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结果")
    writer.paragraph("8个项目平均得分84.25分，等级为优的2个。")
    assert graded(head(writer.reading())) == []


def test_who_signs_for_a_village() -> None:
    writer = Writer()
    writer.paragraph("横州市校椅镇六味村2022年公益事业奖补项目\n绩效自评报告", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("项目为村内道路硬化，自评得分95分。")
    writer.sign("横州市校椅镇人民政府", "2023年2月16日")
    report = head(writer.reading())

    assert (report.evaluated_units, report.evaluator) == (["横州市校椅镇人民政府"], "横州市校椅镇人民政府")


@pytest.mark.parametrize(
    "text",
    [
        "评价对象为莱阳市医疗保障局管理的2023年居民医保基金。",
        "评价对象：莱阳市医疗保障局2023年居民医保基金。",
        "莱阳市医疗保障局为全额拨款行政单位。",
    ],
)
def test_the_body_whose_fund_is_evaluated(text: str) -> None:
    writer = Writer()
    writer.paragraph("莱阳市2023年居民医保基金绩效评价报告", centred=True, size=22)
    writer.paragraph(text)
    writer.heading("一、基本情况")
    writer.paragraph(text)
    writer.sign("青岛鲁审会计师事务所有限公司", "2024年8月15日")
    assert head(writer.reading()).evaluated_units == ["莱阳市医疗保障局"]


def test_the_verdict_in_a_form_of_labels_and_words() -> None:
    writer = Writer()
    writer.paragraph("德清县2024年度数字乡村补助政策绩效评价结果公开", centred=True, size=22)
    rows = [["政策名称", "数字乡村补助政策"], ["主管部门", "德清县农业农村局"], ["评价金额", "1,860万元"]]
    writer.table([*rows, ["评价结论", "综合得分80.4分，评价等级“良好”。"], ["存在问题", "补助标准不统一。"]])
    assert graded(head(writer.reading())) == [(Decimal("80.4"), "良好")]
    writer = Writer()
    writer.paragraph("德清县2024年度重点绩效评价结果公开", centred=True, size=22)
    both = ["评价结论", "综合得分80.4分，评价等级“良好”。"], ["评价结论", "综合得分90.4分，评价等级“优秀”。"]
    writer.table([*rows, *both])
    assert graded(head(writer.reading())) == []


def test_a_report_by_letter_on_how_money_did() -> None:
    writer = Writer()
    writer.paragraph("关于海城市2024年农业保险保费补贴资金使用绩效情况的汇报", centred=True, size=22)
    writer.paragraph("市政府：", gap=2)
    writer.paragraph("按照市政府安排，我局对补贴资金使用绩效情况进行了自评，现汇报如下：")
    writer.heading("一、绩效情况")
    writer.paragraph("自评得分90.5分，评价等次“优”。")
    writer.sign("海城市农业农村局", "2025年2月17日")
    report = head(writer.reading())

    assert (report.report_type, report.project_name) == ("self_evaluation", "农业保险保费补贴资金")
    assert graded(report) == [(Decimal("90.5"), "优")]


def test_who_notifies_of_self_evaluations_commissions_none() -> None:
    writer = Writer()
    writer.paragraph("阿荣旗六合镇人民政府2016年部门整体支出绩效自评报告", centred=True, size=22)
    writer.paragraph("旗财政局：")
    writer.paragraph("按照贵局《关于开展绩效自评工作的通知》文件要求，我镇认真组织了自评，现将自评情况报告如下。")
    writer.heading("一、自评结论")
    writer.paragraph("自评得分91分。")
    writer.sign("阿荣旗六合镇人民政府", "2017年3月22日")
    report = head(writer.reading())
    assert (report.commissioning_unit, report.report_type) == (None, "self_evaluation")


def test_what_is_paid_for_evaluates_nothing() -> None:
    writer = Writer()
    writer.paragraph("南岭区农业农村委员会2019年度补助资金绩效评价结果", centred=True, size=22)
    writer.paragraph("南岭区财政局委托第三方机构对我单位负责的南岭区2019年农业补助资金项目开展了绩效评价，结果如下：")
    writer.heading("一、基本情况")
    found = head(writer.reading())
    assert (found.evaluator, found.commissioning_unit) == (None, "南岭区财政局")


def test_a_review_told_after_the_verdict_stands_in_the_place_of_the_own_score() -> None:
    writer = Writer()
    writer.paragraph("2022年农村低保资金绩效再评价报告", centred=True, size=22)
    writer.heading("二、绩效再评价结论")
    writer.paragraph("该项目综合得分83.50分，评价等级为“良”。")
    writer.heading("（二）绩效自评与再评价差异", 2)
    writer.paragraph("农村低保资金项目自评分为97.40分，再评价得分83.50分。")
    assert graded(head(writer.reading())) == [(Decimal("83.50"), "良")]


def test_days_of_events_and_of_the_report_tell_no_year() -> None:
    writer = Writer()
    writer.paragraph("路灯改造项目支出绩效评价报告", centred=True, size=22)
    writer.paragraph("报告日期：2019年5月20日", centred=True)
    writer.heading("一、基本情况")
    writer.paragraph("2018年4月13日，项目建议书获得批复。")
    assert head(writer.reading()).fiscal_year is None
    writer.paragraph("截至2018年12月31日，项目全部完工。")
    assert head(writer.reading()).fiscal_year == 2018


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某县水库加固项目绩效自评报告", "评价年度：2022", "填报日期：2023年4月25日"], 2022),
        # the year below the title is the report's, that in it the fund's
        (["某县2023年造林补助资金绩效自评报告", "（2024年度）"], 2024),
        (["某县2023年造林补助资金绩效自评报告", "（2024年修订）"], 2023),
    ],
)
def test_the_year_that_a_cover_tells(lines: list[str], year: int) -> None:
    writer = Writer()
    for line in lines:
        writer.paragraph(line, centred=True, gap=3)
    writer.heading("一、基本情况")
    writer.paragraph("项目于2023年启动。")
    assert head(writer.reading()).fiscal_year == year


@pytest.mark.parametrize(("term", "year"), [("2021年1月起至2021年12月止", 2021), ("2020年1月起至2021年12月止", 2022)])
def test_the_year_in_which_a_project_began_and_ended(term: str, year: int) -> None:
    writer = Writer()
    writer.paragraph("某区财政支出项目绩效评价自评报告", centred=True)
    writer.paragraph("报告日期：2022年7月15日")
    writer.heading("一、项目基本概况")
    writer.table([["项目名称", "某项目"], ["项目负责人", "胡某"], ["项目起止时间", term]])
    writer.heading("二、项目绩效")
    writer.paragraph("截至2022年12月31日全部完成。")
    assert head(writer.reading()).fiscal_year == year


def test_what_is_watched_of_all_projects_is_no_project() -> None:
    writer = Writer()
    writer.paragraph("固始县2023年1-8月重点项目预算绩效运行监控报告", centred=True, size=22)
    writer.heading("一、监控工作开展情况")
    writer.paragraph("对1-8月预算执行和绩效目标实现程度实施“双监控”，涉及项目24个。")
    assert head(writer.reading()).project_name is None


def test_members_of_a_group_in_a_table_are_no_evaluator() -> None:
    writer = Writer()
    writer.paragraph("柳溪县林业局2023年造林补助资金绩效自评报告", centred=True, size=22)
    writer.paragraph("项目单位：柳溪县林业局", gap=3)
    writer.table([["评价小组", "机构职位", "姓名", "职务"], ["组长", "", "陈某", "局长"]])
    writer.paragraph("一、项目基本情况", gap=2)
    assert head(writer.reading()).evaluator == "柳溪县林业局"


def test_the_body_that_assesses_before_a_project_begins() -> None:
    writer = Writer()
    writer.paragraph("柳溪县污水处理项目事前绩效评估报告", centred=True, size=22)
    writer.paragraph("评估机构：湖南某某信息咨询有限公司", gap=3)
    writer.paragraph("评估日期：2020年9月", gap=2)
    report = head(writer.reading())
    assert (report.evaluator, report.report_date) == ("湖南某某信息咨询有限公司", "2020-09")


@pytest.mark.parametrize(
    ("told", "client", "project"),
    [
        ("我公司受道县城市管理局（实施机构）委托，对污水处理项目开展绩效评价。", "道县城市管理局", "污水处理项目"),
        ("根据道县财政局《委托协议书》，湖南某某咨询有限公司对路灯项目实施了绩效评价。", "道县财政局", "路灯项目"),
        ("道县财政局2023年委托第三方机构对移民后扶等3个项目开展了绩效评价。", "道县财政局", None),
        ("评价方式：部门委托第三方评价", None, None),
        ("对纳入2023年部门预算的6个项目、预算资金300万元开展绩效监控。", None, None),
        ("湖南某某咨询有限公司受道县财政局委托，对公交补贴开展成本绩效分析。", "道县财政局", "公交补贴"),
    ],
)
def test_who_asked_and_what_is_evaluated(told: str, client: str | None, project: str | None) -> None:
    writer = Writer()
    writer.paragraph("绩效评价报告", centred=True, size=22)
    writer.paragraph(told)
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    report = head(writer.reading())
    assert (report.commissioning_unit, report.project_name) == (client, project)


def test_the_bureau_that_sets_up_a_group_evaluates() -> None:
    writer = Writer()
    writer.paragraph("三江县学生营养改善计划资金绩效评价报告", centred=True, size=22)
    writer.paragraph("为了解资金使用效果，县财政局成立评价组，对县教育局管理的资金进行了绩效评价。")
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    assert head(writer.reading()).evaluator == "县财政局"


@pytest.mark.parametrize(("evaluator", "kind"), [("澧县人民法院", "self_evaluation"), ("澧县财政局", "evaluation")])
def test_a_body_that_its_own_cover_names_as_the_evaluator(evaluator: str, kind: str) -> None:
    writer = Writer()
    writer.paragraph("澧县人民法院2018年度部门整体支出绩效评价报告", centred=True, size=22)
    writer.paragraph(f"评价单位：{evaluator}", gap=4)
    writer.heading("一、基本情况")
    writer.paragraph("核定编制74名。")
    assert head(writer.reading()).report_type == kind


def test_the_grade_beside_the_total_of_a_table() -> None:
    rows = [["评价内容", "权重", "得分", "绩效等级"], ["投入", "40", "39", "优"], ["合计", "100", "91.6", "优"]]
    writer = Writer()
    writer.paragraph("2021年度路灯维护项目绩效评价报告", centred=True, size=22)
    writer.table(rows, kind="score", roles=("level1", "points", "score", None), marks={2: "total"})
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    assert graded(head(writer.reading())) == [(Decimal("91.6"), "优")]


def test_the_sum_of_the_parts_before_the_grade() -> None:
    writer = Writer()
    writer.paragraph("2022年度道路维护项目绩效自评报告", centred=True, size=22)
    writer.heading("一、自评结论")
    writer.paragraph("预算执行得分9.2分，产出得分46分，效益得分37.5分，合计92.7分，自评等级为优。")
    assert graded(head(writer.reading())) == [(Decimal("92.7"), "优")]


def test_the_score_under_the_name_of_a_part_is_of_that_part() -> None:
    writer = Writer()
    writer.paragraph("2024年度肉牛良种补贴项目绩效自评报告", centred=True, size=22)
    writer.heading("一、自评情况")
    writer.heading("（一）预算执行（10分）", level=2)
    writer.paragraph("执行率98%，自评9.8分。")
    writer.heading("（二）产出指标（50分）", level=2)
    writer.paragraph("验收合格率100%，自评48.5分。")
    writer.paragraph("自评总分95.3分，评价等级：优。")
    assert graded(head(writer.reading())) == [(Decimal("95.3"), "优")]


def test_a_verdict_across_a_wide_form() -> None:
    rows: list[list[str | tuple[str, int, int] | None]] = [
        ["项目名称", "公墓建设", "项目单位", "唐河县民政局"],
        ["项目概况", ("新建公墓4处。", 1, 3), None, None],
        ["自评结论", ("自评得分91分，等级为优。", 1, 3), None, None],
    ]
    writer = Writer()
    writer.paragraph("2023年度项目支出绩效自评报告", size=22)
    writer.table(rows, kind="other", roles=(None, None, None, None))
    assert graded(head(writer.reading())) == [(Decimal("91"), "优")]
    rows[2] = ["自评结论", "自评得分91分，等级为优。", "复核", "有误"]
    other = Writer()
    other.paragraph("2023年度项目支出绩效自评报告", size=22)
    other.table(rows, kind="other", roles=(None, None, None, None))
    assert graded(head(other.reading())) == []


def test_a_report_on_several_projects_each_in_its_chapter() -> None:
    writer = Writer()
    writer.paragraph("柳溪县2023年度重点项目财政绩效评价结果公告", centred=True, size=22)
    for number, name, body, score, grade in (
        ("一", "农村饮水安全巩固提升项目", "县水利局", "88.2", "良"),
        ("二", "养老服务设施补助项目", "县民政局", "76.5", "中"),
    ):
        writer.heading(f"{number}、{name}")
        writer.heading("（一）项目基本情况", level=2)
        writer.paragraph(f"项目由{body}实施，预算资金680.00万元。")
        writer.heading("（二）评价结论", level=2)
        writer.paragraph(f"该项目综合得分{score}分，评价等级为“{grade}”。")
    report = head(writer.reading())
    assert report.project_name is None
    assert report.evaluated_units == ["县水利局", "县民政局"]
    assert [(each.subject, each.score) for each in report.overall_scores] == [
        ("农村饮水安全巩固提升项目", Decimal("88.2")),
        ("养老服务设施补助项目", Decimal("76.5")),
    ]


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("柳溪县2023年度重点项目绩效评价报告", None),
        ("柳溪县2023年度绩效自评报告", None),
        ("柳溪县2023年度部门评价结果汇总", None),
        ("柳溪县2023年度财政衔接资金绩效评价报告", "柳溪县财政衔接资金"),
        ("柳溪县水利局2023年度部门整体支出绩效自评报告", "部门整体支出"),
    ],
)
def test_titles_that_name_nothing(title: str, project: str | None) -> None:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("按计划实施。")
    assert head(writer.reading()).project_name == project


def test_each_of_many_projects_has_its_score_and_its_body() -> None:
    projects = (
        ("薄弱学校改造项目", "县教育局", "96.5", "84.2"), ("低保补助资金", "县民政局", "99.0", "90.1"),
        ("公路养护工程", "县交通局", "94.8", "78.3"), ("“五小水利”建设", "县水利局", "97.2", "82.9"),
        ("退耕还林补助", "县林业局", "98.6", "86.4"),
    )  # fmt: skip
    writer = Writer()
    writer.paragraph("柳溪县2023年度项目支出绩效自评抽查复核报告", centred=True, size=22)
    writer.paragraph("受柳溪县财政局委托，我们对县教育局等5个部门的5个项目绩效自评工作开展了抽查复核。")
    writer.heading("一、各项目复核情况")
    for number, (name, body, own, reviewed) in zip("一二三四五", projects, strict=True):
        writer.heading(f"（{number}）{name}", level=2)
        writer.heading("1.自评情况", level=3)
        writer.paragraph(f"项目由{body}组织实施，自评得分{own}分，自评等级为“优”。")
        writer.heading("2.复核情况", level=3)
        writer.paragraph(f"经核实，复核得分{reviewed}分。")
    report = head(writer.reading())
    assert report.evaluated_units == [body for _, body, _, _ in projects]
    told = [(each.subject, each.score) for each in report.overall_scores]
    assert told == [(name, Decimal(reviewed)) for name, _, _, reviewed in projects]


def test_scores_of_parts_in_one_chapter_are_not_those_of_projects() -> None:
    writer = Writer()
    writer.paragraph("柳溪县2023年度养老补助资金绩效评价报告", centred=True, size=22)
    writer.heading("一、评价结论")
    for name, score in zip("甲乙丙丁戊", ("91", "85.5", "83", "79", "76"), strict=True):
        writer.paragraph(f"{name}镇综合得分{score}分。")
    assert [each.score for each in head(writer.reading()).overall_scores] == [Decimal(91)]


def test_bodies_of_projects_each_described_below_its_own_heading() -> None:
    writer = Writer()
    writer.paragraph("柳溪市2021年度专项债券项目支出绩效评价报告", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("“交通局”指柳溪市交通运输局；“卫健局”指柳溪市卫生健康局。")
    writer.heading("（一）项目内容", level=2)
    for number, name, short in ((1, "绕城公路二期工程", "交通局"), (2, "第二人民医院迁建工程", "卫健局")):
        writer.heading(f"{number}.{name}", level=3)
        writer.paragraph(f"项目总投资9.75亿元，实施单位为{short}。")
    assert head(writer.reading()).evaluated_units == ["柳溪市交通运输局", "柳溪市卫生健康局"]


def test_the_company_of_a_partnership_is_evaluated() -> None:
    writer = Writer()
    writer.paragraph("柳溪县污水处理PPP项目运营期绩效评价报告", centred=True, size=22)
    writer.paragraph("委托单位：柳溪县住房和城乡建设局", gap=2)
    writer.paragraph("项目公司：柳溪清流环境治理有限公司", gap=2)
    writer.heading("一、项目概况")
    writer.paragraph("项目实施机构为柳溪县住房和城乡建设局。")
    assert head(writer.reading()).evaluated_units == ["柳溪清流环境治理有限公司"]


def test_a_county_of_two_letters_that_begins_a_title_is_that_county() -> None:
    writer = Writer()
    writer.paragraph("康县城关中学2018年设备购置资金\n绩效自评总结", centred=True, size=22)
    writer.paragraph("2018年，我校收到设备购置资金48.6万元，现总结如下。")
    writer.heading("一、资金使用")
    writer.paragraph("资金由县教育局拨入。")
    region = head(writer.reading()).region
    assert region is not None
    assert region.code == "621224"


def test_who_asked_is_told_where_a_report_tells_how_it_assessed() -> None:
    writer = Writer()
    writer.paragraph("宜兴市生态缓冲带工程\n事前绩效评估报告", centred=True, size=22)
    writer.heading("一、评估对象")
    writer.paragraph("宜兴市水利局申请2024年财政资金1.28亿元。")
    writer.heading("二、评估的方式和过程")
    writer.paragraph("受宜兴市财政局委托，江苏甲工程咨询有限公司采用专家论证的方式开展评估。")
    assert head(writer.reading()).commissioning_unit == "宜兴市财政局"


def test_a_survey_of_performance_is_no_part_of_the_project() -> None:
    writer = Writer()
    writer.paragraph("关于石河子市老旧小区改造资金\n绩效情况的调查评价报告", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("三年累计投入3.47亿元。")
    assert head(writer.reading()).project_name == "老旧小区改造资金"


def test_how_a_project_does_under_way_is_no_part_of_its_name() -> None:
    writer = Writer()
    writer.paragraph("衡水市桃城区2024年度重点项目绩效运行\n中期评价报告", centred=True, size=22)
    told = "受衡水市桃城区财政局委托，河北甲会计师事务所对区教育局2024年城区学校扩容项目的绩效运行情况开展中期评价。"
    writer.paragraph(told)
    writer.heading("一、项目进展")
    writer.paragraph("年初预算3,600万元。")
    assert head(writer.reading()).project_name == "城区学校扩容项目"


def test_a_firm_under_the_evaluating_unit_and_a_bureau_that_asked_on_the_cover() -> None:
    writer = Writer()
    writer.paragraph("安庆市宜秀区财政局委托评价", centred=True)
    writer.paragraph("宜秀区2021年科技创新扶持政策\n绩效评价报告", centred=True, size=22, gap=6)
    writer.paragraph("评价单位：安徽甲会计师事务所\n（普通合伙）", centred=True, gap=6)
    writer.heading("一、政策背景")
    writer.paragraph("安庆市宜秀区科学技术局（以下简称“区科技局”）为政策牵头部门。")
    report = head(writer.reading())
    assert report.commissioning_unit == "安庆市宜秀区财政局"
    assert report.evaluated_units == ["安庆市宜秀区科学技术局"]


def test_the_score_and_its_grade_each_below_a_heading_of_its_own() -> None:
    writer = Writer()
    writer.paragraph("洛南县2023年核桃产业发展专项资金\n绩效评价报告", centred=True, size=22)
    writer.heading("二、绩效情况")
    writer.heading("（一）评价得分", 2)
    writer.paragraph("85.5分。")
    writer.heading("（二）评价等级", 2)
    writer.paragraph("良。")
    assert graded(head(writer.reading())) == [(Decimal("85.5"), "良")]


def of_bonds(told: str) -> Writer:
    writer = Writer()
    writer.paragraph("玉溪市江川区污水处理厂项目绩效评价报告", centred=True, size=22)
    writer.paragraph("玉溪市江川区财政局委托", centred=True)
    writer.paragraph("云南明石咨询有限公司", centred=True)
    writer.paragraph(told)
    writer.heading("一、存在的问题")
    writer.paragraph("2023年污水处理费收入未达预期，2023年上半年尚无收入。")
    writer.sign("云南明石咨询有限公司", "2023年9月28日")
    return writer


def test_a_year_in_brackets_behind_what_is_evaluated() -> None:
    told = "我公司对玉溪市江川区住房和城乡建设局实施的污水处理厂项目资金（{}）开展了绩效评价。"
    found = head(of_bonds(told.format("2022年度")).reading())
    assert (found.fiscal_year, found.commissioning_unit) == (2022, "玉溪市江川区财政局")
    assert head(of_bonds(told.format("2021年立项")).reading()).fiscal_year == 2023


@pytest.mark.parametrize("told", ["智慧养老平台（2024年度拟新增）。", "建议2024年安排预算不超过650万元。"])
def test_the_year_that_money_is_first_asked_for(told: str) -> None:
    writer = Writer()
    writer.paragraph("玉溪市江川区智慧养老平台项目事前绩效评估报告", centred=True, size=22)
    writer.heading("一、评估对象")
    writer.paragraph(told)
    writer.paragraph("结算功能与2022年建成的系统重复。")
    writer.sign("云南明石咨询有限公司", "2023年11月9日")
    assert head(writer.reading()).fiscal_year == 2024


def test_the_report_s_title_behind_the_letter_that_sends_it() -> None:
    writer = Writer()
    writer.paragraph("江川区交通运输局关于报送2020年度公路养护项目绩效自评报告的函", centred=True, size=22)
    writer.paragraph("区财政局：")
    writer.paragraph("现将公路养护项目绩效自评报告随函报送，请审阅。")
    writer.paragraph("江川区交通运输局", right=True)
    writer.page_break()
    writer.paragraph("江川区交通运输局2020年度公路养护项目绩效自评报告", centred=True, size=22)
    writer.heading("一、项目概况")
    writer.paragraph("项目安排资金120万元。")
    assert head(writer.reading()).title == "江川区交通运输局2020年度公路养护项目绩效自评报告"


@pytest.mark.parametrize(
    ("title", "scores"),
    [
        ("江川区减船补助绩效评价报告", [(Decimal("78.25"), "中")]),
        ("江川区减船补助绩效自评报告", [(Decimal("78.25"), "中"), (Decimal(96), None)]),
    ],
)
def test_what_a_body_gave_itself_beside_the_evaluators_score(
    title: str, scores: list[tuple[Decimal | None, str | None]]
) -> None:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    writer.heading("一、评价结论")
    writer.paragraph("综合得分78.25分，等级为中。")
    writer.paragraph("自评得分96分，与评价得分相差17.75分。")
    assert graded(head(writer.reading())) == scores


def test_units_behind_the_names_of_chapters() -> None:
    writer = Writer()
    writer.paragraph("2018年度江川区财政重点绩效评价结果报告", centred=True, size=22)
    for number, name, unit, score in (
        ("一", "高标准农田建设项目", "江川区农业局", "88.6"),
        ("二", "城乡环卫一体化项目", "江川区城市管理局", "79.3"),
    ):
        writer.heading(f"{number}、{name}（实施单位：{unit}）")
        writer.heading("（一）评价结果", 2)
        writer.paragraph(f"得分{score}分，等级为“中”。")
    found = head(writer.reading())
    assert found.evaluated_units == ["江川区农业局", "江川区城市管理局"]


def test_the_first_of_several_projects_is_named_by_the_body() -> None:
    writer = Writer()
    writer.paragraph("蓬安县文化馆关于2020年文化馆免费开放等三个项目支出绩效自评的报告", centred=True, size=22)
    writer.heading("一、文化馆免费开放项目")
    writer.paragraph("自评得分94分，等级为优。")
    writer.sign("蓬安县文化馆", "2021年3月25日")
    assert head(writer.reading()).project_name == "文化馆免费开放等三个项目"


@pytest.mark.parametrize("line", ["海源县财政局    二〇一三年六月十八日", "海源县财政局2013年6月18日"])
def test_who_issues_and_when_on_one_line_of_the_cover(line: str) -> None:
    writer = Writer()
    writer.paragraph("海源县2012年补灌工程财政支出绩效考评报告", centred=True, size=22)
    writer.paragraph(line, centred=True)
    writer.heading("一、项目概况")
    writer.paragraph("工程总投资2365万元。")
    assert head(writer.reading()).report_date == "2013-06-18"


def checked(own: str) -> ReportHead:
    writer = Writer()
    writer.paragraph("泰丰县2014年度农机购置补贴资金绩效评价核查报告", centred=True, size=22)
    writer.heading("一、自评情况")
    writer.paragraph(f"县农机局自评得分{own}分，自评等级“优”。")
    writer.heading("二、核查情况")
    writer.table(
        [["一级指标", "分值", "自评得分", "核查得分"], ["过程", "50", "49", "42.5"], ["产出", "50", "49", "43"],
         ["合计", "100", "98", "85.5"]],
        kind="score",
        roles=("level1", "points", "self_score", "score"),
        marks={3: "total"},
    )  # fmt: skip
    writer.sign("齐安正泰会计师事务所", "2015年10月9日")
    return head(writer.reading())


def test_the_total_of_those_who_check_stands_and_not_the_own_one() -> None:
    report = checked("98")
    assert graded(report) == [(Decimal("85.5"), None)]
    assert (report.report_type, report.project_name) == ("evaluation", "泰丰县农机购置补贴资金")


@pytest.mark.parametrize(
    ("title", "signer", "unit"),
    [
        ("遂平县湖山乡2020年土地整治项目绩效自评报告", "遂平县自然资源和规划局", "遂平县自然资源和规划局"),
        ("遂平县湖山乡2020年土地整治项目绩效自评报告", "遂平县湖山乡人民政府", "遂平县湖山乡人民政府"),
        ("遂平县湖山乡2020年部门整体支出绩效自评报告", "遂平县自然资源和规划局", "遂平县湖山乡"),
    ],
)
def test_a_town_in_the_title_is_where_the_project_of_another_signer_is(title: str, signer: str, unit: str) -> None:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("项目投资800万元。")
    writer.sign(signer, "2021年4月27日")
    assert head(writer.reading()).evaluated_units == [unit]


@pytest.mark.parametrize(("issuer", "units"), [("皋平县水务局", ["皋平县水务局"]), ("皋平县财政局", [])])
def test_who_stands_above_the_date_of_the_cover_writes_of_itself(issuer: str, units: list[str]) -> None:
    """The finance bureau may have had the cover printed."""
    writer = Writer()
    writer.paragraph("2023年农村饮水维修养护项目支出绩效自评报告", centred=True, size=22)
    writer.paragraph(issuer, centred=True, gap=6)
    writer.paragraph("2024年3月11日", centred=True, gap=2)
    writer.page_break()
    writer.heading("一、项目概况")
    writer.paragraph("项目投资86.4万元。")
    assert head(writer.reading()).evaluated_units == units


def test_every_unit_that_a_cover_names_under_the_same_key() -> None:
    writer = Writer()
    writer.paragraph("清河镇2023年度产业扶持资金绩效自评报告", centred=True, size=22)
    for body in ("某县农业农村局", "某县林业和草原局", "某县农业农村局", "某县财政局"):
        writer.paragraph(f"填报单位：{body}", centred=True)
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    assert head(writer.reading()).evaluated_units == ["某县农业农村局", "某县林业和草原局", "某县财政局"]


def test_the_body_above_the_title_writes_of_itself() -> None:
    writer = Writer()
    writer.paragraph("某县民政局", centred=True)
    writer.paragraph("2024年度社会救助资金绩效自评报告", centred=True, size=22)
    writer.heading("一、绩效目标分解下达情况")
    writer.paragraph("本年度共下达社会救助资金40万元，已全部支付，救助困难群众三百余人次，资金使用规范。")
    assert head(writer.reading()).evaluated_units == ["某县民政局"]


def test_a_ticked_way_of_evaluation_behind_one_space() -> None:
    writer = Writer()
    writer.paragraph("财政支出项目绩效评价报告", centred=True, size=22)
    writer.paragraph("项目单位 某县水利局", centred=True)
    writer.paragraph("评价方式 部门（单位）绩效自评√ 财政部门组织评价□", centred=True)
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    report = head(writer.reading())
    assert (report.report_type, report.evaluation_kind, report.evaluator) == ("self_evaluation", "self", "某县水利局")


def test_a_form_of_the_evaluation_in_the_title() -> None:
    writer = Writer()
    writer.paragraph("某区林业局2024年度森林管护资金绩效评价表", centred=True, size=22)
    writer.heading("一、基本情况")
    writer.paragraph("项目于当年实施。")
    assert head(writer.reading()).project_name == "森林管护资金"


@pytest.mark.parametrize(
    ("told", "units", "project"),
    [
        ("道县水利局及时组织对2022年度灌区维护资金进行了绩效自评，现将情况报告如下：", ["道县水利局"], "灌区维护资金"),
        ("道县水利局认真组织开展了2022年度灌区维护资金绩效自评工作。", ["道县水利局"], None),
        ("道县水利局对2022年预算批复的15个项目开展了绩效自评。", ["道县水利局"], None),
    ],
)
def test_who_writes_of_what_by_the_opening(told: str, units: list[str], project: str | None) -> None:
    writer = Writer()
    writer.paragraph("2022年度绩效自评报告", centred=True, size=22)
    writer.paragraph(told)
    writer.heading("一、基本情况")
    writer.paragraph("资金于当年支付。")
    report = head(writer.reading())
    assert (report.evaluated_units, report.project_name) == (units, project)


def test_the_government_of_a_town_writes_for_what_is_the_towns() -> None:
    writer = Writer()
    writer.paragraph("河口镇综合性文化服务中心补助项目绩效自评报告", centred=True, size=22)
    writer.heading("一、项目基本情况")
    writer.paragraph("2019年，县财政下达补助资金36万元。")
    writer.sign("柳溪县河口镇人民政府", "2020年3月12日")
    found = head(writer.reading())
    assert (found.evaluated_units, found.evaluator) == (["柳溪县河口镇人民政府"], "柳溪县河口镇人民政府")


def test_the_year_asked_for_first_of_several() -> None:
    writer = Writer()
    writer.paragraph("柳溪县乡村绿道补助政策事前绩效评估报告", centred=True, size=22)
    writer.heading("一、评估对象")
    writer.paragraph("申报部门：柳溪县交通运输局")
    writer.paragraph("三年申请4580万元，其中2025年申请1610万元、2026年申请1720万元、2027年申请1250万元。")
    assert head(writer.reading()).fiscal_year == 2025


def test_a_clause_that_ends_with_our_firm_is_no_evaluator() -> None:
    writer = Writer()
    writer.paragraph("柳溪县2024年度心理辅导服务绩效评价报告", centred=True, size=22)
    writer.paragraph("柳溪县财政局委托我公司对柳溪县民政局2024年度心理辅导服务进行绩效评价。")
    writer.heading("一、项目概况")
    writer.paragraph("预算96万元。")
    writer.sign("江州正衡管理咨询有限公司", "2025年5月30日")
    found = head(writer.reading())
    assert (found.evaluator, found.commissioning_unit) == ("江州正衡管理咨询有限公司", "柳溪县财政局")
