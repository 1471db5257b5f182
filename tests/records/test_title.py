"""Titles: found on the page, and read for what they name."""

from __future__ import annotations

import pytest
from extractor.records.identity.head import head
from extractor.records.identity.title import find_title, named_in_brackets
from extractor.records.identity.title_words import project_in_title, title_years, unit_in_title

from tests.reading_builder import Para, reading
from tests.records.builder import Writer


def title_of(writer: Writer) -> str | None:
    found = find_title(writer.reading())
    return found.text if found else None


def test_a_title_over_three_lines_with_its_year_apart() -> None:
    writer = Writer()
    writer.paragraph("某市城乡供水一体化建设\n项目2020年度财政支出\n绩效评价报告", centred=True, size=22)
    writer.paragraph("（2020年度）", centred=True, size=16)
    writer.paragraph("根据有关规定，我们对该项目开展了绩效评价，现将情况报告如下。")
    assert title_of(writer) == "某市城乡供水一体化建设项目2020年度财政支出绩效评价报告"


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("贵溪市乡镇污水处理PPP项目运营期第三年绩效评价报告", "乡镇污水处理PPP项目"),
        ("贵溪市乡镇污水处理PPP项目运营第2个绩效年度绩效评价报告", "乡镇污水处理PPP项目"),
        ("贵溪市污水处理厂建设一期工程绩效评价报告", "污水处理厂建设一期工程"),
        ("关于对丰宁满族自治县2020年风沙源治理资金进行绩效评价的报告", "风沙源治理资金"),
        ("关于2019年度水价改革精准补贴资金绩效评价的情况报告", "水价改革精准补贴资金"),
        ("永州市零陵区2022年度市政道路维护资金绩效评价报告", "市政道路维护资金"),
        ("永州市零陵区2022年度区本级产业资金绩效评价报告", "产业资金"),
        ("湘西土家族苗族自治州州本级文化产业引导资金绩效评价报告", "文化产业引导资金"),
        ("浦东新区2024年度“家门口”服务站运维经费项目绩效评价报告", "“家门口”服务站运维经费项目"),
        ("固镇县财政局关于2023年上半年重点项目绩效运行监控情况的报告", None),
        ("贵溪市文体局2024年1‐7月项目支出绩效运行监控报告", None),
        ("关于宝山区2025年度智慧社区建设专项资金绩效跟踪评价情况的报告", "智慧社区建设专项资金"),
        ("玉环市2024年国有资本经营预算资本性支出绩效评价报告", "国有资本经营预算资本性支出"),
    ],
)
def test_what_part_of_a_contract_s_life_is_evaluated_is_no_part_of_the_project(title: str, project: str | None) -> None:
    assert project_in_title(title) == project


def test_an_ending_cut_by_the_line_end() -> None:
    writer = Writer()
    writer.paragraph("关于2019年度村级公益事业建设奖补资金绩效自\n评情况的报告", centred=True, size=22)
    assert title_of(writer) == "关于2019年度村级公益事业建设奖补资金绩效自评情况的报告"


def test_a_running_head_over_the_title_of_a_single_page_is_no_title() -> None:
    writer = Writer()
    writer.paragraph("青溪县农业保险保费补贴绩效评价", size=9)
    writer.paragraph("青溪县2022年度农业保险保费补贴资金绩效评价报告", centred=True, size=20, gap=4)
    writer.paragraph(
        "受青溪县财政局委托，我公司对青溪县农业农村局2022年度农业保险保费补贴资金开展了绩效评价，现报告如下。"
    )
    assert title_of(writer) == "青溪县2022年度农业保险保费补贴资金绩效评价报告"


def test_a_firm_at_the_end_of_a_title_s_first_line() -> None:
    writer = Writer()
    writer.paragraph("关于某市某某水务有限公司\n2021年度运营补贴绩效评价报告", centred=True, size=22)
    assert title_of(writer) == "关于某市某某水务有限公司2021年度运营补贴绩效评价报告"


def test_the_title_that_names_the_project_before_the_form_of_the_cover() -> None:
    writer = Writer()
    writer.paragraph("项目支出绩效评价报告", centred=True, size=26)
    writer.paragraph("评价机构：某某咨询有限公司", gap=3)
    writer.page_break()
    writer.paragraph("2021年度城市照明电费补助资金绩效评价报告", centred=True, size=22)
    assert title_of(writer) == "2021年度城市照明电费补助资金绩效评价报告"


def test_a_cover_alone_gives_the_title_that_it_has() -> None:
    writer = Writer()
    writer.paragraph("部门评价项目绩效评价报告", centred=True, size=26)
    writer.paragraph("项目名称：农村厕所改造", gap=3)
    assert title_of(writer) == "部门评价项目绩效评价报告"


def test_issuer_number_and_annex_lines_are_no_title() -> None:
    writer = Writer()
    writer.paragraph("附件1：", size=22, centred=True)
    writer.paragraph("某某会计师事务所（普通合伙）", size=22, centred=True)
    writer.paragraph("某会专字〔2021〕第0088号", centred=True)
    writer.paragraph("某县2020年度职业教育专项资金绩效评价报告", centred=True, size=22)
    assert title_of(writer) == "某县2020年度职业教育专项资金绩效评价报告"


def test_a_project_in_brackets_inside_a_title() -> None:
    writer = Writer()
    writer.paragraph("河南蒙古族自治县2023年新增专项债券项目", centred=True, size=22)
    writer.paragraph("（牧区冷链建设项目）", centred=True, size=22)
    writer.paragraph("绩效评价报告", centred=True, size=22)
    assert title_of(writer) == "河南蒙古族自治县2023年新增专项债券项目（牧区冷链建设项目）绩效评价报告"
    assert named_in_brackets("新增专项债券项目（牧区冷链建设项目）") == "牧区冷链建设项目"
    assert named_in_brackets("残疾人事业补助资金（省对下转移支付）") is None


def test_another_kind_of_paper_keeps_its_largest_line() -> None:
    writer = Writer()
    writer.paragraph("某市民政局2022年工作要点", centred=True, size=22)
    writer.paragraph("为做好全年工作，现就有关事项安排如下，请结合实际认真抓好落实。")
    assert title_of(writer) == "某市民政局2022年工作要点"


@pytest.mark.parametrize("letterhead", ["某省财政厅文件", "某市某某协会"])
def test_a_letterhead_is_no_title(letterhead: str) -> None:
    writer = Writer()
    writer.paragraph(letterhead, centred=True, size=44)
    writer.paragraph("某财绩〔2023〕47号", centred=True, gap=2)
    writer.paragraph("关于印发年度工作要点的通知", centred=True, size=22, gap=2)
    writer.paragraph("各县（区）财政局，市直有关单位，现将有关要点印发给你们，请结合实际认真抓好落实。")
    assert title_of(writer) == "关于印发年度工作要点的通知"


@pytest.mark.parametrize(
    ("title", "unit", "project"),
    [
        ("2022年度某县水利局河道清淤项目绩效自评报告", "某县水利局", "河道清淤项目"),
        ("某县水利局2022年度河道清淤项目支出绩效评价报告", "某县水利局", "河道清淤项目"),
        ("某县教育局2021年度专项资金绩效评价报告", "某县教育局", "某县教育局专项资金"),
        ("某县教育局2021年度部门整体支出绩效自评报告", "某县教育局", "部门整体支出"),
        ("田心乡部门整体支出绩效自评报告", "田心乡", "部门整体支出"),
        ("某市人民医院2022年门诊楼项目专项债绩效自评", "某市人民医院", "门诊楼项目"),
        ("2021年度某县水利局部门整体预算绩效评价报告", "某县水利局", "部门整体预算"),
        ("2021年某省高标准农田建设资金全周期跟踪问效评价报告", None, "某省高标准农田建设资金"),
        ("石门县乡镇部门整体支出绩效评价报告", None, "乡镇部门整体支出"),
        ("2021年度某县教育局部门整体支出绩效评价报告", "某县教育局", "部门整体支出"),
        ("某县第二中学2021年度项目支出绩效自评报告", "某县第二中学", None),
        ("关于2020年度残疾人两项补贴资金绩效评价结果的报告", None, "残疾人两项补贴资金"),
        ("2019—2021年老旧小区改造项目财政重点绩效评价报告", None, "老旧小区改造项目"),
        ("农村学校食堂改造专项资金2018年度部门评价报告", None, "农村学校食堂改造专项资金"),
        ("2022-2023学年课后服务项目绩效评价报告", None, "课后服务项目"),
        ("2022年度国有资本经营预算支出绩效自评报告", None, "国有资本经营预算支出"),
        ("2024年度垃圾分类经费重点项目绩效评价报告", None, "垃圾分类经费"),
        ("财政支出项目绩效评价报告", None, None),
        ("关于对霍山县2022年度中药材产业发展资金的绩效评价报告", None, "中药材产业发展资金"),
        ("关于对口支援资金的绩效评价报告", None, "对口支援资金"),
        ("2023年度补助资金（欠发达国有林场巩固任务）绩效自评报告", None, "补助资金（欠发达国有林场巩固任务）"),
        ("关于印发《渭源县2022年度农机补贴资金绩效评价报告》的通知", None, "农机补贴资金"),
        ("汨罗市停车场PPP项目2022年度运营绩效评价报告", None, "停车场PPP项目"),
        ("关于某区老工业区搬迁专项资金使用绩效的评价报告", None, "某区老工业区搬迁专项资金"),
        ("凤阳县污水处理厂PPP项目中期绩效评估报告", None, "污水处理厂PPP项目"),
        ("某县财政局关于公布2024年度财政重点项目绩效评价结果的公告", None, None),
        ("六盘水市“人才安居”政策（2020年7月—2023年6月）绩效评价报告", None, "“人才安居”政策"),
        ("市中心血站采血设备购置项目绩效评价报告", None, "市中心血站采血设备购置项目"),
    ],
)
def test_what_a_title_names(title: str, unit: str | None, project: str | None) -> None:
    assert unit_in_title(title) == unit
    assert project_in_title(title) == project


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年度某项目", [2021]),
        ("2019-2021年度某项目", [2021]),
        ("二〇一八年度某项目", [2018]),
        ("（2023 年度预算支出）", [2023]),
        ("第三期规划", []),
    ],
)
def test_years_of_a_title(text: str, years: list[int]) -> None:
    assert title_years(text) == years


def test_a_name_shared_by_districts_elsewhere_is_part_of_the_project() -> None:
    assert project_in_title("阆中市城区智慧停车场项目绩效评价报告") == "城区智慧停车场项目"
    assert project_in_title("晋城市城区智慧停车场项目绩效评价报告") == "智慧停车场项目"


def test_what_a_government_buys_is_no_government() -> None:
    title = "庐江县2017年度政府购买残疾儿童康复服务项目绩效自评报告"
    assert (unit_in_title(title), project_in_title(title)) == (None, "政府购买残疾儿童康复服务项目")
    assert unit_in_title("庐江县人民政府办公室2017年度部门整体支出绩效自评报告") == "庐江县人民政府办公室"


def test_an_ending_set_small_below_the_rest_of_its_title() -> None:
    writer = Writer()
    writer.paragraph("某区2023年度国有林场改革补助资金", centred=True, size=24)
    writer.paragraph("绩效评价报告", centred=True, size=15)
    writer.paragraph("根据有关规定，我们对该资金开展了绩效评价，现将评价情况和评价结论报告如下，请予审阅。", size=14)
    assert title_of(writer) == "某区2023年度国有林场改革补助资金绩效评价报告"


def test_a_reform_of_bodies_is_no_body() -> None:
    title = "西宁市湟中区2023年度国有林场改革与森林抚育补助资金绩效评价报告"
    assert (unit_in_title(title), project_in_title(title)) == (None, "国有林场改革与森林抚育补助资金")


def test_a_dated_line_in_display_type_begins_the_title_below_it() -> None:
    writer = Writer()
    writer.paragraph("2022年某旗职业教育", centred=True, size=26)
    writer.paragraph("实训基地项目\n绩效评价报告", centred=True, size=15)
    writer.page_break()
    writer.paragraph("受某旗财政局委托，我们对实训基地项目开展了绩效评价，现将评价情况和评价结论报告如下。", size=15)
    assert title_of(writer) == "2022年某旗职业教育实训基地项目绩效评价报告"


def test_a_title_parted_by_sizes_on_the_cover_is_whole_where_it_is_printed_again() -> None:
    writer = Writer()
    writer.paragraph("某省东江流域", centred=True, size=14)
    writer.paragraph("生态补偿资金\n绩效评价报告", centred=True, size=26)
    writer.page_break()
    writer.paragraph("某省东江流域生态补偿资金\n绩效评价报告", centred=True, size=22)
    assert title_of(writer) == "某省东江流域生态补偿资金绩效评价报告"


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("某县公共资源交易中心2023年1—6月办公设备购置项目绩效运行监控报告", "办公设备购置项目"),
        ("宁波杭州湾新区2023年垃圾分类项目绩效评价报告", "垃圾分类项目"),
        ("某县财政局扶贫项目绩效目标自评抽查情况报告", "扶贫项目"),
        ("裕民县2021年5个重点项目绩效评价报告公开", None),
        ("岚县2022年度三个乡村振兴项目绩效评价报告", None),
        ("潜山市2023年度市级部门预算绩效自评工作抽查复核报告", None),
        ("2022年中央财政衔接推进乡村振兴补助资金文山州绩效自评报告", "中央财政衔接推进乡村振兴补助资金"),
        ("关于2025年度村级公益事业财政奖补项目绩效自评情况的汇报", "村级公益事业财政奖补项目"),
        ("2022年城乡融合发展试点长沙市绩效自评报告", "城乡融合发展试点长沙市"),
    ],
)
def test_what_stands_around_a_project_in_a_title(title: str, project: str | None) -> None:
    assert project_in_title(title) == project


def test_what_a_web_page_prints_above_a_report_is_no_title() -> None:
    writer = Writer()
    writer.paragraph("某市人民政府门户网站", size=14)
    writer.paragraph("首页 > 政务公开 > 绩效评价", size=14)
    writer.paragraph("某市2022年农村危房改造补助资金绩效自评报告", centred=True, size=20)
    assert title_of(writer) == "某市2022年农村危房改造补助资金绩效自评报告"


def test_the_number_of_a_form_is_no_title() -> None:
    writer = Writer()
    writer.paragraph("公开13表", size=18)
    writer.paragraph("部门整体支出绩效自评情况", centred=True, size=18)
    assert title_of(writer) == "部门整体支出绩效自评情况"


def test_the_number_of_a_firm_and_the_word_below_are_no_part_of_a_title() -> None:
    writer = Writer()
    writer.paragraph("湖南明信〔2023〕绩评第38号", centred=True, size=22)
    writer.paragraph("2022年度竹笋产业基地建设项目\n绩效评价报告", centred=True, size=22)
    writer.paragraph("摘 要", centred=True, size=22)
    assert title_of(writer) == "2022年度竹笋产业基地建设项目绩效评价报告"


def test_the_project_and_its_body_on_the_line_below() -> None:
    writer = Writer()
    writer.paragraph("项目支出绩效评价报告", centred=True, size=22)
    writer.paragraph("海口市公安局指挥大厅升级改造建设项目", centred=True, size=18)
    writer.heading("一、基本情况")
    found = head(writer.reading())
    assert found.title == "项目支出绩效评价报告"
    assert (found.project_name, found.evaluated_units) == ("指挥大厅升级改造建设项目", ["海口市公安局"])


@pytest.mark.parametrize(
    ("title", "below", "project", "units"),
    [
        ("财政支出绩效评价报告——2021年度城乡居民医保补助资金", "", "城乡居民医保补助资金", []),
        ("桑植县财政重点评价报告：高标准农田建设项目", "", "高标准农田建设项目", []),
        ("农村公路养护资金绩效评价报告——桑植县交通运输局", "", "农村公路养护资金", ["桑植县交通运输局"]),
        ("农村公路养护资金绩效评价报告", "——桑植县交通运输局", "农村公路养护资金", ["桑植县交通运输局"]),
        ("财政支出绩效评价报告", "——2021年度农村饮水安全工程", "农村饮水安全工程", []),
        ("农村公路养护资金绩效评价报告", "——基于2019—2021年数据", "农村公路养护资金", []),
    ],
)
def test_what_a_dash_behind_a_title_names(title: str, below: str, project: str, units: list[str]) -> None:
    writer = Writer()
    writer.paragraph(title, centred=True, size=22)
    if below:
        writer.paragraph(below, centred=True, size=18)
    writer.heading("一、基本情况")
    found = head(writer.reading())
    assert (found.project_name, found.evaluated_units) == (project, units)


def test_pages_of_contents_part_no_title_from_its_cover() -> None:
    entries = [f"{number}、第{number}批项目情况……………………{number}" for number in "一二三四五六七八九"]
    told = [Para("财政支出绩效评价报告", size=26, centred=True), Para("（2024年度）", size=26, centred=True), "目录"]
    told += [f"{entry[:-1]}{page}{at}" for page in range(1, 12) for at, entry in enumerate(entries)]
    told += [
        Para("某市2024年度先进制造业专项资金绩效评价报告", size=22, centred=True),
        "受托开展评价。",
        "一、基本情况",
    ]
    found = find_title(reading(told))
    assert found is not None
    assert found.page > 4
    assert found.text == "某市2024年度先进制造业专项资金绩效评价报告"


def test_a_plain_text_that_its_title_begins() -> None:
    writer = Writer()
    title = "滕州市标准厂房（二期）专项债券项目2023年度绩效评价报告"
    writer.paragraph(
        f"{title}\n受滕州市财政局委托，山东甲会计师事务所对\n滕州市乙公司实施的标准厂房（二期）专项债券项目进行评价。"
    )
    writer.heading("一、项目概况")
    writer.paragraph("总投资7.85亿元。")
    report = head(writer.reading())
    assert report.title == title
    assert report.project_name == "标准厂房（二期）专项债券项目"


def test_a_report_named_in_a_sentence_is_no_title() -> None:
    writer = Writer()
    writer.paragraph("根据2022年度扶贫项目绩效评价报告\n反映的情况，现将整改措施报告如下。")
    writer.heading("一、整改措施")
    writer.paragraph("按月调度。")
    assert head(writer.reading()).title is None


def test_the_phase_in_brackets_belongs_to_the_project() -> None:
    writer = Writer()
    writer.paragraph("2023年度财政重点绩效评价报告", centred=True, size=22)
    writer.paragraph(
        "受甲县财政局委托，我公司对甲县住房和城乡建设局（本级）实施的污水管网改造（二期）工程开展了绩效评价。"
    )
    writer.heading("一、项目概况")
    writer.paragraph("总投资7.85亿元。")
    assert head(writer.reading()).project_name == "污水管网改造（二期）工程"


def test_the_year_of_a_contract_is_no_part_of_the_project() -> None:
    assert project_in_title("涠洲岛旅游区垃圾转运PPP项目第三运营年绩效评价报告") == "涠洲岛旅游区垃圾转运PPP项目"
