"""Section trees of small invented reports in many hands. Expected trees are read from the texts."""

from __future__ import annotations

import pytest
from extractor.model.layout import Paragraph
from extractor.outline import endmatter, several
from extractor.outline.titles import Candidate

from tests.reading_builder import Para, Source, Table, reading

Tree = list[tuple[int, str, str]]


def tree(*sources: Source) -> Tree:
    sections = reading(sources).outline.sections
    return [(section.level, section.number, section.title.text) for section in sections]


def body(section_number: int, *sources: Source) -> list[str]:
    section = reading(sources).outline.sections[section_number]
    return [block.text for block in section.body if isinstance(block, Paragraph)]


def test_the_usual_levels_with_one_skipped() -> None:
    assert tree(
        "关于农村危房改造的报告",
        "一、基本情况",
        "（一）项目背景",
        "1、政策背景",
        "省里下发了文件。",
        "2、现实需要",
        "危房较多。",
        "二、评价结论",
        "1. 总体结论",
        "完成较好。",
        "2. 评价得分",
        "得分86分。",
    ) == [
        (1, "一", "基本情况"),
        (2, "一", "项目背景"),
        (3, "1", "政策背景"),
        (3, "2", "现实需要"),
        (1, "二", "评价结论"),
        (3, "1", "总体结论"),
        (3, "2", "评价得分"),
    ]


def test_a_label_behind_a_number_is_no_part_of_the_title() -> None:
    assert tree("四、存在问题", "（一）问题1：预算执行率低", "执行率58%。", "（二）问题清单：见附件", "共3个。") == [
        (1, "四", "存在问题"),
        (2, "一", "预算执行率低"),
        (2, "二", "问题清单"),
    ]


def test_widths_may_be_mixed_and_spaces_stand_anywhere() -> None:
    assert tree(
        "七、 存在问题",
        "（一） 进度滞后",
        "逾期两月。",
        "(二)资料不全",
        "缺少日志。",
        "( 三 ) 验收 迟缓",
        "尚未验收。",
    ) == [(1, "七", "存在问题"), (2, "一", "进度滞后"), (2, "二", "资料不全"), (2, "三", "验收 迟缓")]


def test_run_in_heads_end_at_the_first_stop_and_the_rest_is_body() -> None:
    sources = (
        "三、主要成效",
        "1. 夯实办学条件。一是新建教室。二是更新课桌。",
        "2. 提升师资水平。组织培训，选派骨干。",
    )
    assert tree(*sources) == [(1, "三", "主要成效"), (3, "1", "夯实办学条件"), (3, "2", "提升师资水平")]
    assert body(1, *sources) == ["一是新建教室。二是更新课桌。"]


def test_a_stop_behind_a_heading_is_no_part_of_its_title() -> None:
    assert tree("一、基本情况", "（一）预算支出情况。", "支出80万元。", "（二）组织情况：", "成立专班。") == [
        (1, "一", "基本情况"),
        (2, "一", "预算支出情况"),
        (2, "二", "组织情况"),
    ]


def test_long_statements_numbered_in_brackets_are_no_headings() -> None:
    assert tree(
        "五、存在的问题",
        "1、宣传不够，注册率偏低",
        "（1）青石街道养老驿站2022年1月15日开业，截至评价日注册老人仅46名，占应注册人数的比例偏低。",
        "（2）2023年4月19日主管部门通报反映，线上平台推广不够，实际注册用户2249名，注册率仅4.5%。",
        "2、合同日期不一致或缺失",
        "(1) 签订日期前后不一。甲方签于3月，乙方签于次年2月。",
        "(2) 部分合同缺签订日期。如物业合同、监理合同均未注明。",
    ) == [
        (1, "五", "存在的问题"),
        (3, "1", "宣传不够，注册率偏低"),
        (3, "2", "合同日期不一致或缺失"),
        (4, "1", "签订日期前后不一"),
        (4, "2", "部分合同缺签订日期"),
    ]


def test_lists_of_duties_goals_and_quantities_are_no_headings() -> None:
    assert tree(
        "一、部门概况",
        "（一）主要职能",
        "主要职能包括：",
        "1.贯彻执行水利法律法规；",
        "2.编制水资源规划；",
        "3.指导农村供水工作。",
        "（二）年度目标",
        "本年度目标如下：",
        "1.改造管网12公里",
        "2.新建水厂2座",
        "（1）数量目标：新建水厂2座；（2）质量目标：验收合格率100%。",
        "二、工作成效",
        "1.2021年完成道路硬化32公里，惠及群众5600人。全年无事故。",
        "2.建成广场12个。",
    ) == [(1, "一", "部门概况"), (2, "一", "主要职能"), (2, "二", "年度目标"), (1, "二", "工作成效")]


def test_decimals_years_and_house_numbers_open_no_section() -> None:
    assert tree("一、资金情况", "总投资", "1.5亿元已到位。", "2019.12月底前完成。", "1、2号楼已封顶。") == [
        (1, "一", "资金情况")
    ]


def test_a_bracketed_digit_typed_for_a_chinese_one() -> None:
    assert tree(
        "一、基本情况",
        "（一）立项情况",
        "经批准立项。",
        "（2）资金情况",
        "1、到位情况",
        "到位50万元。",
        "2、支出情况",
        "支出45万元。",
        "（三）组织情况",
        "成立小组。",
    ) == [
        (1, "一", "基本情况"),
        (2, "一", "立项情况"),
        (2, "2", "资金情况"),
        (3, "1", "到位情况"),
        (3, "2", "支出情况"),
        (2, "三", "组织情况"),
    ]


def test_true_bracketed_digits_stay_below() -> None:
    assert tree("一、分析", "（一）产出", "（1）数量", "完成。", "（2）质量", "合格。", "（二）效益", "良好。") == [
        (1, "一", "分析"),
        (2, "一", "产出"),
        (4, "1", "数量"),
        (4, "2", "质量"),
        (2, "二", "效益"),
    ]


def test_contents_pages_are_no_headings() -> None:
    expected = [(1, "一", "基本情况"), (2, "一", "背景"), (1, "二", "存在问题")]
    text = ("一、基本情况", "（一）背景", "正文。", "二、存在问题", "资金不足。")
    assert tree("目　录", "一、基本情况............1", "（一）背景 ……………… 2", "二、存在问题......4", *text) == expected
    assert tree("目录", "一、基本情况 1", "（一）背景 2", "二、存在问题 4", *text) == expected
    assert tree("目录", "一、基本情况", "（一）背景", "二、存在问题", *text) == expected
    assert tree("目录", "基本情况 1", "背景 2", "存在问题 4", *text) == expected
    assert tree("目录", "摘要 1", "附件 4", *text) == expected
    assert tree("目录", "一、基本情况（1）", "（一）背景（2）", "二、存在问题（4）", *text) == expected
    assert tree("目录", "一、基本情况……（1）", "（一）背景……（2）", "二、存在问题……（4）", *text) == expected
    assert tree("目录", "基本情况（1）", "背景（2）", "存在问题（4）", *text) == expected


def test_headings_with_full_stops_are_entries_where_the_report_says_them_again() -> None:
    names = (
        "一、基本情况",
        "（一）资金以财政安排为主。",
        "（二）目标围绕室温设定。",
        "二、存在问题",
        "（一）摸底不细。",
    )
    text = [line for name in names for line in (name, "正文如下，共3项。")]
    assert tree("目录", *names, "某县供暖改造绩效评价报告", *text) == tree(*text)
    assert tree(*names, "某县供暖改造绩效评价报告", *text) == tree(*text)


def test_entries_without_numbers_or_pages_are_what_the_report_says_again() -> None:
    names = ("单位基本情况", "存在的问题", "今后打算")
    text = [line for name in names for line in (name, "一是有3项未完成。")]
    title = [Para("某镇人民政府", size=22), Para("绩效自评报告", size=22)]
    signed = Para("某镇人民政府", right=True)
    assert tree("目录", *names, *title, *text, signed) == tree(*title, *text, signed) != []
    front = reading(["目录", *names, *title, *text, signed]).outline.front
    assert [block.text for block in front if isinstance(block, Paragraph)][:2] == ["某镇人民政府", "绩效自评报告"]


def test_contents_without_their_word_are_headings_that_the_report_says_again() -> None:
    names = ("一、基本情况", "（一）背景", "（二）资金情况 9", "二、评价结论", "三、存在问题", "四、建议")
    text = [line for name in names for line in (name.removesuffix(" 9"), "正文。")]
    once = tree(*text)
    assert len(once) == len(names)
    assert tree(*names, *text) == once
    assert tree("绩效评价报告", *names, "某某县财政局", *text) == once
    assert tree(*names[:-1], *text[:-2]) == once[:-1]
    # what is not said again is the report itself, with or without texts
    assert len(tree(*names[:-1], "四、建议", "加强管理。")) == len(names)
    assert len(tree(*names, "附件：", *("一、填表说明", "略。"))) >= len(names)


def test_entries_that_go_on_in_a_second_line() -> None:
    title = "项目立项背景、实施依据以及管理使用的有关政策要求"
    expected = [(1, "一", "基本情况"), (2, "一", title), (1, "二", "存在问题")]
    text = ("一、基本情况", f"（一）{title}", "正文。", "二、存在问题", "资金不足。")
    assert tree("目录", "一、基本情况", f"（一）{title[:16]}", title[16:], "二、存在问题", *text) == expected
    entries = ("摘要 1", f"一、{title[:16]}", f"{title[16:]} 2", "二、存在问题 3")
    assert tree("目录", *entries, f"一、{title}", "正文。", "二、存在问题")[0] == (1, "一", title)


def test_an_abstract_with_headings_of_its_own_stands_in_front() -> None:
    sources = (
        "摘 要",
        "一、概况",
        "略。",
        "二、存在问题",
        "（一）慢",
        "绩效评价报告",
        "一、概况",
        "详。",
        "二、存在问题",
        "（一）进度慢",
        "拖期。",
    )
    assert tree(*sources) == [(1, "一", "概况"), (1, "二", "存在问题"), (2, "一", "进度慢")]
    assert len(reading(sources).outline.front) == 6


def test_parts_stand_above_the_usual_levels() -> None:
    assert tree("第一部分 项目概况", "一、立项", "已立项。", "第二部分 评价结论", "一、得分", "85分。") == [
        (1, "一", "项目概况"),
        (2, "一", "立项"),
        (1, "二", "评价结论"),
        (2, "一", "得分"),
    ]


def test_decimal_numbering() -> None:
    assert tree(
        "1 项目概况",
        "1.1 项目背景",
        "为改善水质。",
        "1.2 资金情况",
        "1.2.1 资金到位",
        "到位1.5亿元。",
        "2 存在问题",
        "2.1 支出慢",
        "支出过半。",
    ) == [
        (1, "1", "项目概况"),
        (2, "1.1", "项目背景"),
        (2, "1.2", "资金情况"),
        (3, "1.2.1", "资金到位"),
        (1, "2", "存在问题"),
        (2, "2.1", "支出慢"),
    ]


def test_a_lead_in_another_face_ends_a_title_that_no_stop_ends() -> None:
    assert tree("四、存在的问题", Para("（一）台账管理不规范 项目台账散落各科室，未装订。", lead=10)) == [
        (1, "四", "存在的问题"),
        (2, "一", "台账管理不规范"),
    ]


def test_a_space_alone_may_end_a_title() -> None:
    assert tree(
        "一、项目基本情况　本项目由县水务局组织实施，主要建设内容为村级供水站改造。",
        "二、存在 问题",
        "（一）根据 2018 年 7 月 5 日的批复，项目应于年底完工，实际逾期两月。",
    )[:2] == [(1, "一", "项目基本情况"), (1, "二", "存在 问题")]


def test_several_heads_in_one_paragraph() -> None:
    sources = ("六、建议", "（一）提前下达资金。于四月底前下达。（二）严格验收。补办手续。（三）公开结果。在网站公示。")
    assert tree(*sources) == [
        (1, "六", "建议"),
        (2, "一", "提前下达资金"),
        (2, "二", "严格验收"),
        (2, "三", "公开结果"),
    ]
    assert body(2, *sources) == ["补办手续。"]


def test_sections_of_problems_without_a_number() -> None:
    assert tree(
        "2022年度农机补贴评价结果",
        "评价结论",
        "得82分。",
        "存在的问题",
        "1.兑付慢，平均五个月。",
        "2.核验不严。",
        "有关建议",
        "1.压缩周期。",
    ) == [
        (1, "", "评价结论"),
        (1, "", "存在的问题"),
        (3, "1", "兑付慢，平均五个月"),
        (3, "2", "核验不严"),
        (1, "", "有关建议"),
        (3, "1", "压缩周期"),
    ]


def test_problems_told_in_long_sentences_are_named_by_their_first_clause() -> None:
    assert tree(
        "五、存在的问题",
        "（一）部分工程款支付不及时，截至2021年12月31日，尚有三个标段工程款共计126.5万元未付。经了解，施工单位未开票。",
        "（二）档案管理不规范，四月至六月的施工日志缺失，监理月报未装订。",
    ) == [
        (1, "五", "存在的问题"),
        (2, "一", "部分工程款支付不及时"),
        (2, "二", "档案管理不规范，四月至六月的施工日志缺失，监理月报未装订"),
    ]


def test_signature_and_annexes_end_the_text() -> None:
    outline = reading(
        (
            "一、基本情况",
            "正文。",
            "二、其他需要说明的问题",
            "无",
            "附件：1.评分表",
            "2.基础数据表",
            "江城县财政局",
            "江城诚达会计师事务所（普通合伙）",
            "二〇二〇年十一月二十日",
            "附件1",
            "评分表",
            Table([["一级指标", "得分"], ["决策", "18"]]),
            "一、填表说明",
            "由评价组填写。",
        )
    ).outline
    assert [section.title.text for section in outline.sections] == ["基本情况", "其他需要说明的问题"]
    assert [block.text for block in outline.signature] == [
        "江城县财政局",
        "江城诚达会计师事务所（普通合伙）",
        "二〇二〇年十一月二十日",
    ]
    assert len(outline.annexes) == 7
    assert [getattr(block, "text", None) for block in outline.sections[-1].body] == ["无"]


def test_a_date_in_the_text_is_no_signature() -> None:
    outline = reading(("一、开工时间", "2021年5月1日", "二、完工时间", "2021年9月30日完工，验收合格。")).outline
    assert outline.signature == []
    assert [section.number for section in outline.sections] == ["一", "二"]


def test_issuer_and_date_on_one_line() -> None:
    outline = reading(("一、概况", "正文。", "柳河镇人民政府 2019年3月1日")).outline
    assert [block.text for block in outline.signature] == ["柳河镇人民政府 2019年3月1日"]
    firm = "江城诚达会计师事务所", "中国注册会计师：林某", "中国·赣州 二〇一四年九月十二日"
    outline = reading(("一、概况", "正文。", *firm)).outline
    assert tuple(block.text for block in outline.signature) == firm


def test_a_document_without_headings_is_all_front() -> None:
    outline = reading(("关于拨付资金的通知", "请查收。")).outline
    assert (len(outline.front), outline.sections, outline.annexes) == (2, [], [])


def test_tables_belong_to_the_section_that_they_stand_in() -> None:
    table = Table([["序号", "金额"], ["1", "20"]])
    outline = reading(("一、资金", "见下表：", table, "二、结论", "好。")).outline
    assert len(outline.sections[0].body) == 2
    assert len(outline.sections[1].body) == 1


def test_measures_told_under_numbered_problems_open_no_section() -> None:
    assert tree("四、存在的问题", "（一）支付慢", "仅四成。", "改进措施：按月调度。", "（二）档案不全", "缺合同。") == [
        (1, "四", "存在的问题"),
        (2, "一", "支付慢"),
        (2, "二", "档案不全"),
    ]


def test_a_first_number_may_run_in_behind_its_heading() -> None:
    assert tree("（一）存在的问题。1.测算不准。按经验估算。", "2.支付慢。年底仅四成。") == [
        (2, "一", "存在的问题"),
        (3, "1", "测算不准"),
        (3, "2", "支付慢"),
    ]


def test_captions_of_annexed_tables_inside_the_text_end_nothing() -> None:
    table = Table([["项目", "数量"], ["道路", "3"]])
    outline = reading(
        ("三、绩效情况", "（一）产出", "附表1：产出明细表", table, "（二）效益", "良好。", "附件：评分表", table)
    ).outline
    assert [section.title.text for section in outline.sections] == ["绩效情况", "产出", "效益"]
    assert len(outline.annexes) == 2


def test_chapters_behind_an_abstract_are_all_kept() -> None:
    """一、 begins anew in every chapter: that is no sign that the report itself begins only there."""
    found = tree(
        "目录",
        "第一部分 项目概况……1",
        "第二部分 评价结论……4",
        "摘要",
        "本项目得分85分，评价等级为良。",
        "第一部分 项目概况",
        "一、立项背景",
        "项目按计划立项。",
        "第二部分 评价结论",
        "一、得分情况",
        "项目得分85分。",
    )
    assert [title for _, _, title in found] == ["项目概况", "立项背景", "评价结论", "得分情况"]


def test_bare_lines_set_like_the_heading_of_problems_are_headings_too() -> None:
    assert tree(
        "我镇现将有关情况报告如下。",
        Para("镇情概述", bold=True),
        "全镇辖7个村。",
        "群众对供水工程的评价",
        Para("存在的困难", bold=True),
        "供水管网老化，漏损率高。",
        Para("今后打算", bold=True),
        "逐段更换管网。",
    ) == [(1, "", "镇情概述"), (1, "", "存在的困难"), (1, "", "今后打算")]


def test_a_short_line_of_the_body_is_no_heading_unless_it_is_named_like_one() -> None:
    assert tree(
        "基本情况",
        "全镇辖7个村。",
        "同意公开",
        "全文在县政府网站公开。",
        "存在的问题",
        "供水管网老化，漏损率高。",
    ) == [(1, "", "基本情况"), (1, "", "存在的问题")]


def test_a_label_that_names_a_section_is_a_heading_however_short_its_text() -> None:
    assert tree("（二）项目绩效指标完成情况", "1.产出指标完成情况：100%。", "2.效益指标完成情况：100%。") == [
        (2, "二", "项目绩效指标完成情况"),
        (3, "1", "产出指标完成情况"),
        (3, "2", "效益指标完成情况"),
    ]
    assert tree("（二）年度目标", "1.数量指标：3栋。", "2.质量指标：合格。") == [(2, "二", "年度目标")]


def test_decimals_stand_above_bracketed_digits() -> None:
    assert tree(
        "三、主要成效和问题",
        "3.1 主要成效",
        "产量达3.9万吨。",
        "3.2 存在问题",
        "（1）冷库利用率不高。全年使用不足60天。",
        "（2）品牌效应不明显。授权企业仅4家。",
    ) == [
        (1, "三", "主要成效和问题"),
        (3, "3.1", "主要成效"),
        (3, "3.2", "存在问题"),
        (4, "1", "冷库利用率不高"),
        (4, "2", "品牌效应不明显"),
    ]


def test_numerals_of_cheques_stand_above_the_usual_ones() -> None:
    assert tree("壹、基本情况", "项目由镇政府实施。", "贰、存在问题", "一、台账不全", "抽查缺6份。", "叁、建议") == [
        (1, "壹", "基本情况"),
        (1, "贰", "存在问题"),
        (2, "一", "台账不全"),
        (1, "叁", "建议"),
    ]


def test_a_single_subsection_by_decimals_above_a_list() -> None:
    found = tree(
        "2.绩效目标", "2.1 总体目标", "（1）管护面积316万亩；", "（2）不发生火灾。", "3.自评情况", "得分90分。"
    )
    assert (2, "2.1", "总体目标") in found


def test_chapters_with_parts_behind_an_abstract_are_all_kept() -> None:
    chapters = ["第一章 基本情况", "第一节 项目背景", "已立项。", "第二章 存在问题", "第一节 进度慢", "拖期。"]
    assert tree("摘  要", "受托开展评价。", *chapters) == tree(*chapters)
    assert tree("摘  要", *chapters[:3], *chapters) == tree(*chapters)


def test_parts_of_chapters_stand_between_them_and_the_usual_numerals() -> None:
    assert tree("第一章 主要问题", "第一节 资金管理", "一、结转过多", "结转721万元。", "第二章 对策") == [
        (1, "一", "主要问题"),
        (2, "一", "资金管理"),
        (3, "一", "结转过多"),
        (1, "二", "对策"),
    ]


def test_an_empty_table_of_contents_takes_no_headings_of_the_report() -> None:
    found = tree("目 录", "1．项目概况", "1.1 立项背景", "省里下达了资金。", "2．评价结论", "得分85分。")
    assert [title for _, _, title in found] == ["项目概况", "立项背景", "评价结论"]
    listed = tree(
        "目录", "一、项目概况", "二、结论", "某县项目绩效评价报告", "一、项目概况", "已实施。", "二、结论", "良。"
    )
    assert [title for _, _, title in listed] == ["项目概况", "结论"]


def test_a_footnote_is_no_heading() -> None:
    numbered = "1. 自有资金由实施单位承担，次年补充到位的不计。"
    assert len(tree("三、存在问题", "问题一：资金缺口大", "到位率25%。", numbered)) == 3
    assert len(tree("三、存在问题", "问题一：资金缺口大", "到位率25%。", Para(numbered, note=True))) == 2


def test_numerals_without_a_mark_count_sections_where_nothing_else_does() -> None:
    bare = ("一 项目概述", "三类项目共12个。", "二 评价结论", "得86分。", "三 改进建议", "加强管理。")
    assert tree(*bare) == [(1, "一", "项目概述"), (1, "二", "评价结论"), (1, "三", "改进建议")]
    assert tree("一、基本情况", *bare[1:]) == [(1, "一", "基本情况")]


def test_decimals_stand_above_labelled_problems() -> None:
    assert tree(
        "三、存在问题",
        "3.1 政策设计",
        "问题1：门槛偏高",
        "受益面窄。",
        "3.2 项目审核",
        "问题2：重复申报",
        "多补3万元。",
    )[1:] == [(2, "3.1", "政策设计"), (3, "1", "门槛偏高"), (2, "3.2", "项目审核"), (3, "2", "重复申报")]


def test_bare_digits_stay_chapters_above_decimals_above_labelled_problems() -> None:
    assert tree(
        "1 平台概况", "1.1 建设内容", "建成业务中台。", "2 评价结论", "得76分。",
        "3 问题及建议", "3.1 问题", "问题1：功能重叠。调用412次。", "问题2：测算粗略。按比例计取。",
    ) == [
        (1, "1", "平台概况"),
        (2, "1.1", "建设内容"),
        (1, "2", "评价结论"),
        (1, "3", "问题及建议"),
        (2, "3.1", "问题"),
        (3, "1", "功能重叠"),
        (3, "2", "测算粗略"),
    ]  # fmt: skip


def test_a_comma_behind_the_numeral_of_a_chapter() -> None:
    assert tree("一.镇情概况", "辖10村。", "二，收支情况", "总支出1153万元。", "三、存在问题", "支付慢。") == [
        (1, "一", "镇情概况"),
        (1, "二", "收支情况"),
        (1, "三", "存在问题"),
    ]


def test_bracketed_digits_below_decimals_below_digits() -> None:
    assert tree(
        "1. 绩效指标分析",
        "1.1 项目产出（50分，得分44.2分）",
        "（1）项目运营（20分）。出水水质达标率98.63%，两日总磷超标。",
        "（2）项目维护（15分）。设备完好率94.1%，低于合同约定。",
        "1.2 项目效果（25分，得分21.8分）",
        "公众满意度为87.36%。",
    ) == [
        (1, "1", "绩效指标分析"),
        (2, "1.1", "项目产出（50分，得分44.2分）"),
        (3, "1", "项目运营（20分）"),
        (3, "2", "项目维护（15分）"),
        (2, "1.2", "项目效果（25分，得分21.8分）"),
    ]


def test_bracketed_digits_stand_below_the_deepest_decimals_that_they_count_under() -> None:
    assert tree(
        "1 基本情况", "1.1 项目背景", "（1）政策背景", "省里发文。", "（2）现实需要", "水毁多。",
        "2 存在问题", "2.1 管理方面", "2.1.1 采购不规范", "（1）先施工后采购", "两处。", "（2）未公示", "三处。",
    )[-4:] == [
        (2, "2.1", "管理方面"),
        (3, "2.1.1", "采购不规范"),
        (4, "1", "先施工后采购"),
        (4, "2", "未公示"),
    ]  # fmt: skip


def test_an_item_whose_text_counts_anew_is_a_heading() -> None:
    items = ("（1）工期滞后。（1）第二标段逾期26天；（2）第四标段逾期17天。", "（2）资料不全。只有两个标段移交。")
    assert tree("二、存在问题", "1、工程管理方面", *items)[2:] == [(4, "1", "工期滞后"), (4, "2", "资料不全")]


def test_bare_digits_count_on_behind_decimals_above_labelled_problems() -> None:
    assert tree(
        "1 项目基本情况",
        "1.1 项目背景",
        "项目于2015年启动。",
        "2 评价结论",
        "项目得分76.55分。",
        "3 发现的问题",
        "问题1：提款报账进度缓慢",
        "州县垫付资金未报账回补。",
        "问题2：合同变更未报批",
        "补充协议未经审查。",
        "4 建议",
        "建议1：加快提款报账",
        "年底前全部报账。",
    ) == [
        (1, "1", "项目基本情况"),
        (2, "1.1", "项目背景"),
        (1, "2", "评价结论"),
        (1, "3", "发现的问题"),
        (2, "1", "提款报账进度缓慢"),
        (2, "2", "合同变更未报批"),
        (1, "4", "建议"),
        (2, "1", "加快提款报账"),
    ]


def test_chapters_without_sections_before_the_first_one_with_some() -> None:
    assert tree(
        "1 项目基本情况",
        "项目于2022年实施。",
        "2 评价工作情况",
        "评价组分三个阶段开展工作。",
        "3 绩效分析",
        "3.1 产出情况",
        "全部完成。",
    ) == [
        (1, "1", "项目基本情况"),
        (1, "2", "评价工作情况"),
        (1, "3", "绩效分析"),
        (2, "3.1", "产出情况"),
    ]


def test_a_bare_digit_that_begins_no_count_is_no_chapter() -> None:
    assert tree("6 台水泵", "已经更换。", "1 绩效分析", "1.1 产出情况", "全部完成。") == [
        (1, "1", "绩效分析"),
        (2, "1.1", "产出情况"),
    ]


def test_a_table_of_an_annex_within_a_text_by_decimals_does_not_end_it() -> None:
    found = tree(
        "1 项目概况",
        "1.1 项目背景",
        "项目于2022年实施。",
        "附表1：分地区情况表",
        "1.2 资金情况",
        "全部到位。",
        "2 存在的问题",
        "2.1 支出慢",
        "支出过半。",
    )
    assert [number for _, number, _ in found] == ["1", "1.1", "1.2", "2", "2.1"]


def test_an_annex_that_numbers_anew_by_decimals_ends_the_text() -> None:
    found = tree(
        "1 项目概况",
        "1.1 项目背景",
        "项目于2022年实施。",
        "附件1：调查方案",
        "1.1 调查对象",
        "受益群众。",
    )
    assert [number for _, number, _ in found] == ["1", "1.1"]


def test_an_annex_within_a_text_whose_chapters_are_counted_by_digits() -> None:
    found = tree(
        "1、项目概况",
        "（1）项目背景",
        "项目于2022年实施。",
        "附表1：分地区情况表",
        "2、存在的问题",
        "（1）支出慢",
        "支出过半。",
    )
    assert [title for _, _, title in found] == ["项目概况", "项目背景", "存在的问题", "支出慢"]


def test_digits_alone_count_chapters_where_nothing_else_does() -> None:
    chapters = [(3, "1", "概况"), (3, "2", "评价结论"), (3, "3", "主要问题")]
    text = ("1 概况", "总投资300万元。", "2 评价结论", "得分85分。", "3 主要问题", "在线率不达标。")
    assert tree(*text) == chapters
    assert tree("一、基本情况", *text) == [(1, "一", "基本情况")]
    assert tree("1 台设备", "总投资300万元。", "2 台设备", "得分85分。", "3 台设备", "在线率不达标。") == []


def test_roman_chapters_stand_above_all_else() -> None:
    text = ("Ⅰ.概况", "（一）立项", "总投资300万元。", "Ⅱ.主要问题", "（一）执行方面", "1.前松后紧", "九月底仅四成。")
    assert [(level, title) for level, _, title in tree(*text)] == [
        (1, "概况"),
        (2, "立项"),
        (1, "主要问题"),
        (2, "执行方面"),
        (3, "前松后紧"),
    ]
    below = tree("一、问题", "Ⅰ、资金管理", "未专账核算。", "Ⅱ、项目管理", "未按期完工。")
    assert [level for level, *_ in below] == [1, 3, 3]


def test_capitals_above_numbered_problems() -> None:
    text = (
        "第三章 成绩与不足",
        "A. 主要成绩",
        "覆盖17个街镇。",
        "B. 主要不足",
        "1. 更新不及时",
        "抽查300份。",
        "2. 依据不足",
    )
    assert [(number, title) for _, number, title in tree(*text)] == [
        ("三", "成绩与不足"),
        ("A", "主要成绩"),
        ("B", "主要不足"),
        ("1", "更新不及时"),
        ("2", "依据不足"),
    ]


def test_numbers_in_square_brackets_count_problems_and_advice_alone() -> None:
    problems = ("[1]后续物业管理跟不上。2个小区没有物业公司。", "[2]居民出资比例低。实际出资5.19万元。")
    assert [(number, title) for _, number, title in tree("三、存在的问题", *problems)] == [
        ("三", "存在的问题"),
        ("1", "后续物业管理跟不上"),
        ("2", "居民出资比例低"),
    ]
    notes = ("[1]数据来源于年报。按年末户数计算。", "[2]含上年结转。不含其他资金。")
    assert tree("一、基本情况", "改造小区3个。", *notes) == [(1, "一", "基本情况")]


def test_a_note_that_counts_is_no_heading() -> None:
    note = "备注：1.预算数为调整后的资金总额。"
    items = (
        "2.定量指标计分原则：正向指标按权重乘以实际完成值与目标值之比计分，反向的相反。",
        "3.定性指标计分原则：分达成、部分达成和未达成三档确定分值，得分不得突破权重。",
    )
    assert tree("一、自评情况", "见下表。", note, *items) == [(1, "一", "自评情况")]
    assert tree("一、自评情况", "见下表。", "注：", note.removeprefix("备注："), *items) == [(1, "一", "自评情况")]
    chapters = ("1.预算情况", "预算120万元。", "注：1.含上年结转。", "2.支出情况", "支出98万元。")
    assert tree("一、自评情况", *chapters)[1:] == [(3, "1", "预算情况"), (3, "2", "支出情况")]


@pytest.mark.parametrize("day", ["2024年元月18日", "二〇二四年1月18日", "2024年一月十八日"])
def test_days_of_a_signature_in_both_writings(day: str) -> None:
    read = reading(("四、建议", "加强培训。", "麻阳坪镇人民政府", day)).outline
    assert [block.text for block in read.signature] == ["麻阳坪镇人民政府", day]


@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("1.", "2."), ("（1）", "（2）"), ("①", "②")])
@pytest.mark.parametrize("label", ["存在的主要问题：", "存在的主要问题", "【存在问题】"])
def test_a_name_without_a_number_holds_what_is_counted_below_it(label: str, numbers: tuple[str, str]) -> None:
    problems = (f"{numbers[0]}论证不充分。未开展可行性研究。", f"{numbers[1]}支付滞后。年末支付率62%。")
    read = reading(("三、综合评价结论", "得分85分。", label, *problems, "四、建议", "加强论证。")).outline
    named = next(section for section in read.sections if "问题" in section.title.text)
    assert named.parent is read.sections[0]
    assert [section.title.text for section in named.children] == ["论证不充分", "支付滞后"]
    assert [section.title.text for section in read.sections if section.parent is None] == ["综合评价结论", "建议"]


def test_a_name_without_a_number_below_a_heading_of_the_level_above_its_items() -> None:
    sources = (
        "二、评价情况", "（一）决策情况", "依据充分。", "存在问题：", "评价发现以下问题：",
        "1.论证不充分。未开展研究。", "2.目标不明确。无量化指标。", "（二）过程情况", "制度健全。",
    )  # fmt: skip
    named = next(s for s in reading(sources).outline.sections if s.title.text == "存在问题")
    assert [above.title.text for above in named.path()] == ["评价情况", "决策情况", "存在问题"]
    assert [section.title.text for section in named.children] == ["论证不充分", "目标不明确"]


def test_a_line_that_begins_with_its_field_is_a_title_as_a_whole() -> None:
    field = "（一）政策设计层面：补贴对象界定过宽"
    assert tree("三、存在的问题", field, "对从业年限没有要求。")[1:] == [(2, "一", field[3:])]
    told = "（一）政策设计层面：补贴对象界定过宽，对从业年限没有要求，半年内离职的37人。"
    assert tree("三、存在的问题", told)[1:] == [(2, "一", "政策设计层面")]


@pytest.mark.parametrize("title", ["管护制度不健全；水费收缴不到位", "水质检测不规范;检测记录缺失"])
def test_a_line_in_two_halves_without_a_stop_is_a_title_as_a_whole(title: str) -> None:
    told = tree("三、存在的问题", f"（一）{title}", "抽查的12处工程中，5处没有台账。", "（二）进度慢", "3处未开工。")
    assert told[1:] == [(2, "一", title), (2, "二", "进度慢")]


def test_chapters_numerals_that_begin_anew_right_below_a_chapter_stand_in_it() -> None:
    problems = ["三、发现的问题", "一、资金未到位", "缺口134万元。", "二、设备闲置", "37户未使用。"]
    told = tree(
        "一、资金情况",
        "安排1万元。",
        "二、评价情况",
        "得74分。",
        *problems,
        "三、发放迟",
        "迟4个月。",
        "四、建议",
        "补足资金。",
    )
    assert [(level, number) for level, number, _ in told] == [
        (1, "一"), (1, "二"), (1, "三"), (2, "一"), (2, "二"), (2, "三"), (1, "四"),
    ]  # fmt: skip
    parted = tree(
        "一、资金情况", "安排1万元。", "二、发现的问题", "见附件。", "一、资金情况", "另一报告。", "二、建议", "补足。"
    )
    assert {level for level, _, _ in parted} == {1}


def test_short_measures_in_one_paragraph_right_below_their_chapter_are_parted() -> None:
    told = "（一）加大收缴力度。（二）规范协会运行。（三）列入预算。"
    assert [title for _, _, title in tree("四、下一步工作措施", told)][1:] == [
        "加大收缴力度",
        "规范协会运行",
        "列入预算",
    ]
    assert len(tree("四、项目内容", told)) == 1


def test_a_stopped_title_above_a_list_is_one_among_problems_alone() -> None:
    lines = ("（1）采购程序缺失。", "未询价。", "（2）合同要素不完整。", "①未约定数量；②未约定标准。")
    assert tree("六、存在的问题", "1.采购管理不规范", *lines)[2:] == [
        (4, "1", "采购程序缺失"),
        (4, "2", "合同要素不完整"),
    ]
    assert tree(
        "一、绩效目标", "1.总体目标。", "供水保障。", "2.年度目标。", "（1）数量目标：建成3处；（2）质量合格。"
    )[1:] == [(3, "1", "总体目标")]


FACED = (
    Para("部门概况", bold=True, size=18),
    Para("机构设置", bold=True),
    "全局设办公室等5个股室。",
    Para("预算执行情况", bold=True),
    "全年支出320万元。",
    Para("指标分析及存在问题", bold=True, size=18),
    Para("过程指标（40分）", bold=True),
    "该项得31分。",
    "存在问题：",
    "（1）预算调整幅度大。调整率142%。",
    "（2）往来款项未清理。三年以上借款23笔。",
    Para("效果指标（15分）", bold=True),
    "该项得12分。",
)


def test_headings_of_two_faces_where_no_chapter_is_numbered() -> None:
    assert tree(*FACED) == [
        (1, "", "部门概况"),
        (2, "", "机构设置"),
        (2, "", "预算执行情况"),
        (1, "", "指标分析及存在问题"),
        (2, "", "过程指标（40分）"),
        (4, "", "存在问题"),
        (4, "1", "预算调整幅度大"),
        (4, "2", "往来款项未清理"),
        (2, "", "效果指标（15分）"),
    ]


def test_bold_lines_are_no_headings_in_a_report_that_numbers_its_chapters() -> None:
    chapters = ("一、基本情况", Para("重点提示", bold=True), "全年支出320万元。", "二、存在的问题", "支出缓慢。")
    assert [title for _, _, title in tree(*chapters)] == ["基本情况", "存在的问题"]


def bold(text: str) -> Para:
    return Para(text, bold=True)


def test_lines_of_their_own_face_below_numbered_headings_of_problems() -> None:
    assert tree(
        "一、基本情况", "项目已完工。", "二、存在的问题", "（一）预算管理方面", bold("预算编制不细"), "仅列总额。",
        bold("支出进度慢"), "执行率62%。主要表现为：", "（1）拨付迟。省级资金6月到账。", "（2）招标晚。8月开标。",
        bold("目标不明确"), "未设成本指标。", "（二）资产管理方面", "经查阅台账和现场核实，有以下情况。",
        bold("资产未入账"), "两台设备未入账。", bold("设备闲置"), "三台设备闲置。",
        "三、建议", bold("细化预算"), "按子项测算。",
    ) == [
        (1, "一", "基本情况"),
        (1, "二", "存在的问题"),
        (2, "一", "预算管理方面"),
        (3, "", "预算编制不细"),
        (3, "", "支出进度慢"),
        (4, "1", "拨付迟"),
        (4, "2", "招标晚"),
        (3, "", "目标不明确"),
        (2, "二", "资产管理方面"),
        (3, "", "资产未入账"),
        (3, "", "设备闲置"),
        (1, "三", "建议"),
        (2, "", "细化预算"),
    ]  # fmt: skip


def test_lines_of_their_own_face_elsewhere_are_headings_where_many_are_set_alike() -> None:
    sources: list[Source] = ["一、基本情况", bold("机构设置"), "设5个股室。", bold("人员情况"), "编制32人。"]
    few = tree(*sources, "二、绩效分析", "得分88分。", "三、存在的问题", "支出缓慢。")
    assert few == [(1, "一", "基本情况"), (1, "二", "绩效分析"), (1, "三", "存在的问题")]
    sources += [
        "二、绩效分析",
        "总得分88分。",
        bold("产出情况"),
        "建成3处。",
        "三、主要成效",
        bold("供水稳定"),
        "无停水。",
    ]
    sources += [
        bold("群众满意"),
        "满意度96%。",
        "四、其他说明",
        bold("报告仅供内部使用"),
        "四、存在的问题",
        "支出缓慢。",
    ]
    told = [title for level, _, title in tree(*sources) if level == 2]
    assert told == ["机构设置", "人员情况", "产出情况", "供水稳定", "群众满意"]


def test_a_line_of_its_own_face_below_two_headings_counts_once() -> None:
    below = ["一、基本情况", bold("机构设置"), "设5个股室。", "1.人员", bold("在编人员"), "编制32人。"]
    below += ["2.资产", bold("房屋"), "办公楼一处。"]
    told = [title for _, _, title in tree(*below, "二、存在的问题", "支出缓慢。")]
    assert told == ["基本情况", "人员", "资产", "存在的问题"]


def test_bold_lines_that_name_neither_problems_nor_advice_are_no_headings() -> None:
    assert tree(Para("部门概况", bold=True), "设5个股室。", Para("预算情况", bold=True), "支出320万元。") == []


@pytest.mark.parametrize("leaders", ["...................", "……………………", "........错误！未定义书签。"])
def test_entries_of_contents_that_lost_their_page_numbers(leaders: str) -> None:
    entries = [f"{name}{leaders}" for name in ("一、基本情况", "（一）项目概况", "（二）资金情况", "二、存在的问题")]
    body = [
        "一、基本情况",
        "（一）项目概况",
        "按计划实施。",
        "（二）资金情况",
        "支出80万元。",
        "二、存在的问题",
        "支出缓慢。",
    ]
    assert [title for _, _, title in tree("目录", *entries, *body)] == [
        "基本情况",
        "项目概况",
        "资金情况",
        "存在的问题",
    ]


def test_roman_chapters_below_which_the_usual_numerals_begin_anew() -> None:
    text = (
        "Ⅰ 项目概况",
        "一、资金情况",
        "共80万元。",
        "二、实施情况",
        "已完工。",
        "Ⅱ 评价结论",
        "得分85分。",
        "Ⅲ存在的主要问题",
        "一、项目决策",
        "1、目标笼统。未分解。",
    )
    assert [(level, title) for level, _, title in tree(*text)] == [
        (1, "项目概况"),
        (2, "资金情况"),
        (2, "实施情况"),
        (1, "评价结论"),
        (1, "存在的主要问题"),
        (2, "项目决策"),
        (4, "目标笼统"),
    ]


def test_a_declaration_before_the_contents_has_no_headings() -> None:
    declared = ("声明", "一、本报告由本公司独立出具。", "二、本报告仅供委托方使用。")
    entries = ("目录", "一、基本情况......1", "二、存在的问题......3")
    body = ("一、基本情况", "共80万元。", "二、存在的问题", "支出缓慢。")
    assert [title for _, _, title in tree(*declared, *entries, *body)] == ["基本情况", "存在的问题"]
    assert [title for _, _, title in tree(*body, *entries)][:2] == ["基本情况", "存在的问题"]


def test_chapters_by_digits_above_bracketed_sections_stand_once() -> None:
    text = (
        "1．单位概况",
        "（一）职能",
        "管理全镇事务。",
        "2．收支情况",
        "（一）收入",
        "收入3万元。",
        "3．履职效果",
        "良好。",
    )
    assert [number for _, number, _ in tree(*text, "4．自评结论", "得93分。")] == ["1", "一", "2", "一", "3", "4"]


def test_stems_count_problems_and_are_no_names_of_parties() -> None:
    told = tree("三、不足", "甲、资金滞留。72万元未拨付。", "乙、场所空置。2个场所锁门。")
    assert told[1:] == [(2, "甲", "资金滞留"), (2, "乙", "场所空置")]
    assert tree("三、不足", "甲、乙双方未签补充协议，合同已经到期。") == [(1, "三", "不足")]


def test_a_raised_point_behind_a_number_is_the_wide_point_of_a_scan() -> None:
    text = ("五、主要问题", "1·没有专账核算", "配套资金混存。", "2·设施建而不用", "3座未运行。")
    assert [title for _, _, title in tree(*text)][1:] == ["没有专账核算", "设施建而不用"]
    assert tree("五、主要问题", "1·5亿元未到位，影响进度。") == [(1, "五", "主要问题")]


def test_capitals_that_begin_the_report_count_its_chapters() -> None:
    text = ("A、资金概况", "预算300万元。", "B、总体评价", "得78分。", "C、存在问题", "1）扶持面偏窄", "29户为茶企。")
    assert [(level, number) for level, number, _ in tree(*text)] == [(1, "A"), (1, "B"), (1, "C"), (4, "1")]
    answers = ("一、问卷情况", "A、满意", "B、基本满意", "C、存在问题")
    assert tree(*answers) == [(1, "一", "问卷情况")]


def test_advice_led_in_by_a_short_sentence_is_no_further_problem() -> None:
    told = ("成效明显，但也存在以下问题：", "1、虚报人数。26人未参训。", "2、拨付迟缓。3月才拨。")
    advised = ("为此，我们建议：", "1、追回补贴。取消资格。", "2、按季结算。财政局负责。")
    root = {section.title.text: section for section in reading((*told, *advised)).outline.sections}
    assert [child.title.text for child in root["建议"].children] == ["追回补贴", "按季结算"]


def test_many_leads_without_headings_take_no_more_than_a_look_or_two_a_paragraph(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []

    def candidate(index: int, paragraph: Paragraph) -> Candidate | None:
        looked.append(index)
        return read(index, paragraph)

    read = several.candidate
    monkeypatch.setattr(several, "candidate", candidate)
    leads = [text for _ in range(50) for text in ("支出缓慢。评价发现存在以下问题：", "1.到位迟。", "2.账目乱。")]
    blocks = reading(leads).blocks
    assert len(several.parted(blocks)) == 4 * 50
    assert len(looked) <= 2 * 4 * len(blocks)


def test_many_days_among_numbered_lines_are_not_each_held_against_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    is_next = endmatter._is_next
    monkeypatch.setattr(endmatter, "_is_next", lambda before, told: asked.append(told) or is_next(before, told))
    lines = [text for day in range(60) for text in (f"2024年3月{day % 28 + 1}日", f"{day % 9 + 1}.{day % 7 + 1} 资金")]
    tree("一、项目概况", "本项目总投资一百万元。", *lines)
    assert 0 < len(asked) <= 2 * len(lines)


def test_who_filled_a_form_in_above_it_is_no_signature() -> None:
    form = Table([["项目名称", "水文站点运行维护"], ["实施单位", "大湾灌区管理所"], ["总分", "94.58"]])
    outline = reading(
        ["2019年度项目支出绩效自评表", "填报单位（盖章）：大湾灌区管理所 填报日期：2020年2月28日", form]
    ).outline
    assert (outline.signature, outline.annexes) == ([], [])
    assert len(outline.front) == 3
