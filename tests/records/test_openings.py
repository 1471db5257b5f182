"""Openings and endings as different regions, years and bodies write them: what each tells, read by hand."""

from __future__ import annotations

from typing import Any

import pytest
from extractor import outline, tables
from extractor.records.identity.head import head

from tests.records.builder import Writer

BODY = ["一、基本情况", "项目于当年实施，共安排资金300万元，实际支出280万元。", "二、评价结论"]

OPENINGS: dict[str, tuple[list[Any], dict[str, Any]]] = {
    "a form with choices": (
        [
            ("title", "2015年度财政支出绩效自评报告"),
            ("key", "评价类型：项目实施过程评价□   项目完成结果评价☑"),
            ("key", "项目名称：农村公路养护"),
            ("key", "项目单位：桃源县公路管理局"),
            ("key", "主管部门：桃源县交通运输局"),
            ("key", "组织方式：财政部门□ 主管部门□ 项目单位☑"),
            ("key", "评价机构：中介机构□ 专家组□ 项目单位评价组☑"),
            ("key", "上报时间：2016年3月25日"),
            *BODY,
            "项目自评得分95分，等级为优。",
        ],
        {
            "report_type": "self_evaluation",
            "fiscal_year": 2015,
            "region": "430725",
            "project_name": "农村公路养护",
            "evaluated_units": ["桃源县公路管理局"],
            "evaluator": "桃源县公路管理局",
            "report_date": "2016-03-25",
            "score": ("95", "优"),
        },
    ),
    "a university for a provincial department": (
        [
            ("title", "2019年省级促进外贸稳定增长\n专项资金绩效评价报告"),
            "受广东省财政厅委托，岭南某某大学（以下简称“评价机构”）组成评价工作组，对广东省商务厅2019年省级"
            "促进外贸稳定增长专项资金的使用绩效进行了第三方评价。",
            *BODY,
            "该专项资金综合绩效得分为82.6分，绩效等级为“良”。",
            ("right", "岭南某某大学"),
            ("right", "2020年10月"),
        ],
        {
            "region": "440000",
            "evaluated_units": ["广东省商务厅"],
            "commissioning_unit": "广东省财政厅",
            "evaluator": "岭南某某大学",
            "report_date": "2020-10",
            "score": ("82.6", "良"),
        },
    ),
    "a letter of the bureau that had others evaluate": (
        [
            ("title", "汕尾市财政局关于反馈2022年度政府购买养老服务项目\n绩效评价结果的函"),
            "汕尾市民政局：",
            "我局委托广东岭衡管理咨询有限公司对你局组织实施的2022年度政府购买养老服务项目进行了绩效评价。",
            *BODY,
            "项目综合得分83.4分，评价等级为“良”。",
            ("right", "汕尾市财政局"),
            ("right", "2023年9月18日"),
        ],
        {
            "report_type": "evaluation",
            "evaluated_units": ["汕尾市民政局"],
            "commissioning_unit": "汕尾市财政局",
            "evaluator": "广东岭衡管理咨询有限公司",
        },
    ),
    "a bureau that says when it commissioned others": (
        [
            ("title", "德宏州2022年州级财政重点绩效评价结果报告"),
            "德宏州财政局于2023年3月至9月委托第三方机构对4个项目开展重点绩效评价，涉及资金18,652.38万元。",
            *BODY,
            ("right", "德宏州财政局"),
            ("right", "2023年11月24日"),
        ],
        {"commissioning_unit": "德宏州财政局", "fiscal_year": 2022},
    ),
    "a notice that names the firm behind the commission": (
        [
            ("title", "宽城满族自治县2023年度水库移民后期扶持资金绩效评价结果公告"),
            "受县财政局委托，承德中远会计师事务所有限责任公司对宽城满族自治县水利局2023年度水库移民后期扶持资金进行了绩效评价。",
            *BODY,
            ("right", "宽城满族自治县财政局"),
            ("right", "2024年11月28日"),
        ],
        {"evaluator": "承德中远会计师事务所有限责任公司", "commissioning_unit": "宽城满族自治县财政局"},
    ),
    "a self-evaluation by a unit that asked others for advice": (
        [
            ("title", "汕尾市民政局2022年度养老服务项目绩效自评报告"),
            "我局委托广东岭衡管理咨询有限公司协助对2022年度养老服务项目开展绩效自评。",
            *BODY,
            ("right", "汕尾市民政局"),
            ("right", "2023年3月18日"),
        ],
        {"report_type": "self_evaluation", "evaluated_units": ["汕尾市民政局"], "commissioning_unit": None},
    ),
    "a letter that names no commission": (
        [
            ("title", "临泉县2012年度小型水利资金绩效考评报告"),
            "临泉县财政局：",
            "根据你局文件安排，某某会计师事务所组成考评组，对临泉县水务局实施的小型水利资金进行了绩效考评。",
            *BODY,
        ],
        {"evaluated_units": ["临泉县水务局"], "commissioning_unit": "临泉县财政局"},
    ),
    "a notice of results": (
        [
            ("title", "2020年度桂东县本级财政重点绩效评价结果公告"),
            "根据《桂东县财政局关于开展2021年财政重点绩效评价工作的通知》（桂财绩〔2021〕2号），县财政局委托湖南"
            "某某会计师事务所（普通合伙）对桂东县水利局2020年度小型水库维修养护项目进行了绩效评价，现公告如下：",
            *BODY,
            "项目得分88分，等次为“良”。",
            ("right", "桂东县财政局"),
            ("right", "2021年9月30日"),
        ],
        {
            "report_type": "evaluation",
            "fiscal_year": 2020,
            "project_name": "小型水库维修养护项目",
            "evaluated_units": ["桂东县水利局"],
            "commissioning_unit": "桂东县财政局",
            "evaluator": "湖南某某会计师事务所（普通合伙）",
            "score": ("88", "良"),
        },
    ),
    "a circular on how evaluations went": (
        [
            ("title", "某自治县财政局关于2022年度重点项目绩效评价情况的通报"),
            "县财政局委托河北某信会计师事务所对某自治县水务局2022年度水土保持项目进行了评价。",
            *BODY,
        ],
        {"project_name": "水土保持项目", "evaluated_units": ["某自治县水务局"]},
    ),
    "a cover whose object is the project": (
        [
            ("title", "项目支出绩效评价报告"),
            ("centre", "（2021年度）"),
            ("key", "评价对象：城市生活垃圾分类项目"),
            ("key", "项目单位：嘉兴市南湖区综合行政执法局"),
            ("key", "委 托 方：嘉兴市南湖区财政局"),
            ("key", "评 价 方：浙江某某工程咨询有限公司"),
            ("centre", "2022年8月"),
            "page",
            "受嘉兴市南湖区财政局委托，我公司对2021年度城市生活垃圾分类项目开展绩效评价。",
            *BODY,
            "最终得分为81.2分，绩效评级为“良”。",
        ],
        {
            "title": "项目支出绩效评价报告",
            "fiscal_year": 2021,
            "evaluated_units": ["嘉兴市南湖区综合行政执法局"],
            "commissioning_unit": "嘉兴市南湖区财政局",
            "evaluator": "浙江某某工程咨询有限公司",
            "report_date": "2022-08",
            "score": ("81.2", "良"),
        },
    ),
    "a form page as a table": (
        [
            ("title", "财政专项资金绩效评价报告"),
            (
                "table",
                [
                    ["项目名称", "基层文化设施建设", "项目编码", "2019-033"],
                    ["项目单位", "赤水市文化旅游局", "主管部门", "赤水市文化旅游局"],
                    ["评价机构", "赤水市财政局绩效评价组", "评价年度", "2019年"],
                ],
            ),
            *BODY,
            "评价得分 85 分，评价结果为良好。",
            ("right", "赤水市财政局"),
            ("right", "二〇二〇年十一月"),
        ],
        {
            "fiscal_year": 2019,
            "region": "520381",
            "project_name": "基层文化设施建设",
            "evaluated_units": ["赤水市文化旅游局"],
            "evaluator": "赤水市财政局绩效评价组",
            "report_date": "2020-11",
            "score": ("85", "良好"),
        },
    ),
    "a firm and its number above the title, a salutation": (
        [
            ("centre", "重庆某某会计师事务所有限公司"),
            ("centre", "重正会咨〔2022〕第118号"),
            ("title", "巫溪县2021年中药材产业发展项目\n绩效评价报告"),
            "巫溪县财政局：",
            "我们接受贵局委托，对巫溪县农业农村委员会2021年中药材产业发展项目（以下简称“中药材项目”）实施绩效评价。",
            *BODY,
            "评价组认为，项目综合评分84.3分，评定等次为“良”。",
            ("right", "重庆某某会计师事务所有限公司"),
            ("right", "二〇二二年九月十六日"),
        ],
        {
            "title": "巫溪县2021年中药材产业发展项目绩效评价报告",
            "project_name": "中药材产业发展项目",
            "commissioning_unit": "巫溪县财政局",
            "evaluator": "重庆某某会计师事务所有限公司",
            "document_number": "重正会咨〔2022〕118号",
            "report_date": "2022-09-16",
        },
    ),
    "a school about itself": (
        [
            ("title", "绩溪县华阳中学2021年度校园安全经费绩效自评报告"),
            "我校根据要求对2021年度校园安全经费进行了自评。",
            *BODY,
            "自评得分96分，自评等级优秀。",
            ("right", "绩溪县华阳中学"),
            ("right", "2022-04-18"),
        ],
        {
            "report_type": "self_evaluation",
            "project_name": "校园安全经费",
            "evaluated_units": ["绩溪县华阳中学"],
            "report_date": "2022-04-18",
            "score": ("96", "优秀"),
        },
    ),
    "a bureau about itself, named before 关于": (
        [
            ("title", "横峰县司法局关于2021年度部门整体支出\n绩效自评情况的报告"),
            *BODY,
            "自评综合得分90.5分。",
            ("right", "2022年3月30日"),
        ],
        {
            "region": "361125",
            "project_name": "部门整体支出",
            "evaluated_units": ["横峰县司法局"],
            "evaluator": "横峰县司法局",
            "score": ("90.5", None),
        },
    ),
    "two bodies evaluated": (
        [
            ("title", "2020年度就业补助资金绩效评价报告"),
            "受铅山县财政局（以下简称“县财政局”）委托，江西某某会计师事务所有限责任公司对铅山县人力资源和社会保障局"
            "（以下简称“县人社局”）、铅山县就业创业服务中心（以下简称“县就业中心”）组织实施的2020年度就业补助资金"
            "进行了绩效评价。",
            *BODY,
            "综合得分为87.1分，绩效等级“良”。",
            ("right", "江西某某会计师事务所有限责任公司"),
            ("right", "2021年7月"),
        ],
        {
            "project_name": "就业补助资金",
            "evaluated_units": ["铅山县人力资源和社会保障局", "铅山县就业创业服务中心"],
            "commissioning_unit": "铅山县财政局",
            "evaluator": "江西某某会计师事务所有限责任公司",
            "score": ("87.1", "良"),
        },
    ),
    "the parties told in the section on the work": (
        [
            ("title", "2017年度病死畜禽无害化处理补助资金绩效评价报告"),
            "一、项目概况",
            "项目由五河县畜牧兽医局组织实施。",
            "二、绩效评价工作情况",
            "（一）评价组织",
            "受五河县财政局的委托，安徽某某会计师事务所组成评价工作组，于2018年6月对五河县畜牧兽医局2017年度"
            "病死畜禽无害化处理补助资金开展绩效评价。",
            "三、评价结论",
            "评价得分：88分；评价等级：良。",
            ("right", "安徽某某会计师事务所"),
            ("right", "二O一八年七月二十日"),
        ],
        {
            "fiscal_year": 2017,
            "evaluated_units": ["五河县畜牧兽医局"],
            "commissioning_unit": "五河县财政局",
            "evaluator": "安徽某某会计师事务所",
            "report_date": "2018-07-20",
            "score": ("88", "良"),
        },
    ),
    "a title over three lines, two bodies on the cover": (
        [
            ("centre", "报告编号：豫正评〔2022〕第0153号"),
            ("title", "2021年度洛宁县\n农村人居环境整治\n绩 效 评 价 报 告"),
            ("key", "委托单位： 洛宁县财政局"),
            ("key", "被评价单位： 洛宁县农业农村局、洛宁县乡村振兴局"),
            ("key", "受托单位： 河南正某会计师事务所（特殊普通合伙）"),
            ("centre", "二零二二年九月"),
            "page",
            *BODY,
            "综合得分 79.85 分，评价等级“中”。",
            ("right", "河南正某会计师事务所（特殊普通合伙）"),
            ("right", "二零二二年九月三十日"),
        ],
        {
            "title": "2021年度洛宁县农村人居环境整治绩效评价报告",
            "region": "410328",
            "project_name": "农村人居环境整治",
            "evaluated_units": ["洛宁县农业农村局", "洛宁县乡村振兴局"],
            "document_number": "豫正评〔2022〕0153号",
            "report_date": "2022-09-30",
            "score": ("79.85", "中"),
        },
    ),
    "assessed beforehand": (
        [
            ("title", "腾冲市农产品检验检测中心建设项目\n事前绩效评估报告"),
            "为做好2024年预算编制，腾冲市财政局对腾冲市市场监督管理局申报的农产品检验检测中心建设项目开展事前绩效评估。",
            "一、评估对象",
            "项目总投资2,860万元，申请2024年市级财政资金1,500万元，2023年度已完成前期工作，截至2023年12月31日完成设计。",
            ("right", "腾冲市财政局"),
            ("right", "2023年11月20日"),
        ],
        {"report_type": "evaluation", "fiscal_year": 2024, "project_name": "农产品检验检测中心建设项目"},
    ),
    "a bureau of finance that fills in the cover": (
        [
            ("title", "2022年度海原县农村环境整治项目财政支出绩效评价报告"),
            ("key", "项目主管部门：海原县综合执法局"),
            ("key", "填报单位：海原县财政局"),
            "page",
            *BODY,
            "综合得分82.4分，绩效等级为“良”。",
        ],
        {"report_type": "evaluation", "evaluated_units": ["海原县综合执法局"]},
    ),
    "a bureau of finance alone on the cover of its evaluation": (
        [
            ("title", "2019年度政和县农村危房改造补助资金绩效评价报告"),
            ("key", "填报单位（盖章）：政和县财政局"),
            "page",
            "根据通知要求，县财政局对政和县住房和城乡建设局实施的2019年度农村危房改造补助资金开展绩效评价，报告如下。",
            *BODY,
        ],
        {"evaluated_units": ["政和县住房和城乡建设局"]},
    ),
    "a bureau of finance that tells of itself": (
        [
            ("title", "新丰县财政局2022年度部门整体支出绩效自评报告"),
            ("key", "填报单位：新丰县财政局"),
            ("key", "主管部门：新丰县人民政府"),
            "page",
            *BODY,
        ],
        {"evaluated_units": ["新丰县财政局"]},
    ),
    "who writes of itself, above its authority": (
        [
            ("title", "会宁县社会保险经办能力提升项目绩效自评报告"),
            ("key", "编制单位（盖章）：会宁县社会保险事业服务中心"),
            ("key", "主管部门：会宁县人力资源和社会保障局"),
            "page",
            *BODY,
            "自评得分89分，等级为良。",
        ],
        {"evaluated_units": ["会宁县社会保险事业服务中心"], "evaluator": "会宁县社会保险事业服务中心"},
    ),
    "what an assembly is told of an inquiry": (
        [
            ("title", "关于昆山市2014年度科技创新券专项资金绩效情况的调查报告"),
            ("centre", "——2015年10月22日在市十五届人大常委会第二十五次会议上"),
            "受市人民政府委托，现将2014年度科技创新券专项资金绩效情况报告如下，请予审议。",
            *BODY,
        ],
        {"report_type": "evaluation", "project_name": "科技创新券专项资金", "report_date": "2015-10-22"},
    ),
    "what is watched is no project": (
        [
            ("title", "肃北县文体广电和旅游局2023年1—7月部门预算绩效运行监控报告"),
            "县财政局：",
            "按照通知要求，我局对2023年1—7月部门整体支出及8个项目支出绩效运行情况进行了监控，现报告如下：",
            *BODY,
            ("right", "肃北县文体广电和旅游局"),
            ("right", "2023年8月18日"),
        ],
        {"project_name": None, "evaluated_units": ["肃北县文体广电和旅游局"]},
    ),
    "a company that writes of itself": (
        [
            ("title", "桐梓县2024年国有资本经营预算支持煤矿智能化改造项目绩效自评报告"),
            ("key", "编制单位：桐梓县黔源能源投资集团有限公司"),
            ("key", "主管部门：桐梓县国有资产监督管理局"),
            "page",
            *BODY,
            "我公司自评得分90.2分，自评等级“优”。",
        ],
        {"evaluated_units": ["桐梓县黔源能源投资集团有限公司"]},
    ),
    "an audit": (
        [
            ("title", "丹寨县2021年至2023年高标准农田建设资金绩效审计报告"),
            "丹寨县审计局派出审计组，自2024年4月15日至6月28日，对县农业农村局2021年至2023年高标准农田建设资金的管理使用和绩效情况进行了"
            "就地审计。",
            *BODY,
            ("right", "丹寨县审计局"),
            ("right", "2024年9月12日"),
        ],
        {"evaluated_units": ["县农业农村局"], "evaluator": "丹寨县审计局"},
    ),
    "an analysis of costs": (
        [
            ("title", "延庆区校园保安服务项目全成本预算绩效分析报告"),
            "一、项目概述",
            "评价年度：2024年度。年度总成本2,703.36万元。",
            "二、效益分析",
            "综合得分83.2分，等级为“良”。",
        ],
        {
            "report_type": "evaluation",
            "fiscal_year": 2024,
            "project_name": "校园保安服务项目",
            "score": ("83.2", "良"),
        },
    ),
    "an audit of performance": (
        [
            ("title", "沂源县审计局\n关于2021至2022年学前教育专项资金绩效审计调查结果"),
            ("centre", "沂审调报〔2023〕6号"),
            "根据《中华人民共和国审计法》第二十九条规定，沂源县审计局派出审计组，自2023年3月6日至5月12日，对2021年至2022年"
            "学前教育专项资金的管理使用和绩效情况进行了审计调查。",
            "一、基本情况",
            "两年共筹集资金6,842万元。",
            "二、审计发现的主要问题",
            "（一）2所幼儿园未按期完工。",
            "三、审计建议",
            "（一）加快项目建设。",
        ],
        {
            "report_type": "evaluation",
            "fiscal_year": 2022,
            "region": "370323",
            "project_name": "学前教育专项资金",
            "evaluator": "沂源县审计局",
            "document_number": "沂审调报〔2023〕6号",
        },
    ),
}


def written(parts: list[Any]) -> Writer:
    writer = Writer()
    for part in parts:
        if part == "page":
            writer.page_break()
        elif isinstance(part, str):
            writer.paragraph(part)
        elif part[0] == "table":
            writer.table(part[1])
        else:
            looks: dict[str, dict[str, Any]] = {
                "title": {"centred": True, "size": 22.0, "gap": 2.0},
                "centre": {"centred": True, "gap": 1.5},
                "key": {"gap": 2.0},
                "right": {"right": True},
                "text": {},
            }
            writer.paragraph(part[1], **looks[part[0]])
    return writer


@pytest.mark.parametrize("name", OPENINGS)
def test_an_opening(name: str) -> None:
    parts, expected = OPENINGS[name]
    reading = written(parts).reading()
    reading.tables = tables.understand(reading.blocks)
    reading.outline = outline.build(reading.blocks)
    report = head(reading)
    told: dict[str, Any] = report.model_dump(include=set(expected) - {"region", "score"})
    if "region" in expected:
        told["region"] = report.region.code if report.region else None
    if "score" in expected:
        (score,) = report.overall_scores
        told["score"] = (str(score.score), score.grade)

    assert told == expected


@pytest.mark.parametrize("place", ["和田市", "从江县", "如皋市", "将乐县", "即墨区", "本溪市", "全椒县", "贵阳市"])
def test_places_whose_names_begin_like_words_before_names(place: str) -> None:
    title = f"{place}2022年农田建设项目绩效评价报告"
    opening = f"受{place}财政局委托，我所对{place}农业农村局2022年农田建设项目进行绩效评价。"
    reading = written([("title", title), ("text", opening), *(("text", text) for text in BODY)]).reading()
    reading.tables = tables.understand(reading.blocks)
    reading.outline = outline.build(reading.blocks)
    found = head(reading)
    assert found.commissioning_unit == f"{place}财政局"
    assert found.evaluated_units == [f"{place}农业农村局"]


def test_who_asked_may_be_told_at_the_beginning_of_the_chapter_behind_a_form() -> None:
    writer = Writer()
    writer.paragraph("农村客运站建设项目绩效评价报告", centred=True, size=22)
    for title in ("一、项目基本概况", "二、项目支出明细", "三、项目绩效情况", "四、评价人员"):
        writer.heading(title)
        writer.paragraph("见下表。")
    writer.heading("五、评价报告综述")
    writer.paragraph("根据有关规定，受柳溪县财政局委托，我们对该项目进行了绩效评价。")
    assert head(writer.reading()).commissioning_unit == "柳溪县财政局"


FIRM = "湖南远航会计师事务所（普通合伙）"
BUREAU, OFFICE, COMPANY = "汝城县财政局", "汝城县林业局", "湖南远航管理有限公司"
REVIEW, CENTRE = "汝城县财政投资评审中心", "汝城县预算绩效管理中心"


@pytest.mark.parametrize(
    ("opening", "client", "writer", "units"),
    [
        (f"按照{BUREAU}通知要求，{FIRM}承担了{OFFICE}2021年油茶产业资金的绩效评价工作。", None, FIRM, [OFFICE]),
        (f"{BUREAU}通过竞争性磋商确定{FIRM}为第三方机构，对{OFFICE}的资金开展评价。", BUREAU, FIRM, [OFFICE]),
        (f"{BUREAU}会同{OFFICE}组成联合评价组，于2022年6月对油茶产业资金进行了绩效评价。", None, BUREAU, []),
        (f"受{BUREAU}的委托，我们{FIRM}对油茶产业资金进行绩效评价。", BUREAU, FIRM, []),
        (f"{FIRM}根据{BUREAU}的统一安排，对{OFFICE}油茶产业资金进行第三方评价。", None, FIRM, [OFFICE]),
        (f"{REVIEW}受{BUREAU}委派，对{OFFICE}油茶产业资金进行绩效评价。", BUREAU, REVIEW, [OFFICE]),
        (f"{CENTRE}对{OFFICE}油茶产业资金开展了重点评价。", None, CENTRE, [OFFICE]),
        (f"{BUREAU}委托我公司（{COMPANY}）承担油茶产业资金绩效评价任务。", BUREAU, COMPANY, []),
        (f"依据{BUREAU}下达的《绩效评价委托书》，{FIRM}于2022年8月对油茶产业资金进行绩效评价。", BUREAU, FIRM, []),
        (f"审计发现，{COMPANY}对设备维护不及时，影响评价得分。", None, None, []),
    ],
)  # fmt: skip
def test_who_evaluates_whom_for_whom(opening: str, client: str | None, writer: str | None, units: list[str]) -> None:
    page = Writer()
    page.paragraph("2021年度油茶产业资金绩效评价报告", centred=True, size=22)
    page.paragraph(opening)
    page.heading("一、基本情况")
    page.paragraph("项目于当年实施。")
    report = head(page.reading())
    assert (report.commissioning_unit, report.evaluator, report.evaluated_units) == (client, writer, units)
