"""Recommendations, their points and the findings that they address, from small invented reports."""

from __future__ import annotations

import pytest
from extractor.model.report import Finding, Recommendation
from extractor.records.problems.findings import findings
from extractor.records.problems.recommendations import recommendations

from tests.reading_builder import Source, Table, reading


def both(*sources: Source) -> tuple[list[Finding], list[Recommendation]]:
    read = reading(sources)
    found = findings(read)
    return found, recommendations(read, found)


def advice(*sources: Source) -> list[Recommendation]:
    return both(*sources)[1]


@pytest.mark.parametrize(
    "heading",
    [
        "有关建议",
        "相关建议",
        "建议",
        "下一步改进措施",
        "意见建议",
        "改进措施",
        "对策建议",
        "下一步工作计划",
        "整改意见",
    ],
)
def test_any_wording_of_the_section(heading: str) -> None:
    records = advice(f"六、{heading}", "（一）完善制度", "修订办法。", "（二）加强监管", "每月检查。")
    assert [record.title for record in records] == ["完善制度", "加强监管"]
    assert records[0].path == ["（一）完善制度"]


def test_a_measure_that_ends_in_a_report() -> None:
    told = advice("五、处理意见", "（一）核减绩效得分，由市农业农村局说明情况。", "（二）退回超标准列支的资金。")
    assert [record.title for record in told] == ["核减绩效得分，由市农业农村局说明情况", "退回超标准列支的资金"]


@pytest.mark.parametrize("body", ["无", "暂无。", "无相关建议"])
def test_nothing_gives_none(body: str) -> None:
    assert advice("六、有关建议", body) == []


def test_a_sentence_that_ends_with_how_things_stand_is_advice_all_the_same() -> None:
    (first, _) = advice("六、有关建议", "（一）加快支付，按月通报执行情况。", "（二）完善制度。")
    assert first.title == "加快支付，按月通报执行情况"
    assert [record.title for record in advice("六、有关建议", "（一）定期公示收支情况", "（二）完善制度")][:1] == [
        "定期公示收支情况"
    ]
    looked_up = [record.title for record in advice("六、有关建议", "（一）实施前逐户核实居住情况", "（二）完善制度")]
    assert looked_up == ["实施前逐户核实居住情况", "完善制度"]
    assert [record.title for record in advice("六、有关建议", "（一）信息公开工作情况", "（二）完善制度")] == [
        "完善制度"
    ]
    assert advice("六、绩效自评结果拟应用和公开情况", "（一）公开情况") == []


def test_what_advice_comes_to_is_no_praise() -> None:
    told = advice("六、有关建议", "（一）加快支付", "（二）实施上游治理，巩固疏浚成效")
    assert [record.title for record in told] == ["加快支付", "实施上游治理，巩固疏浚成效"]


def test_advice_of_the_same_number_goes_before_advice_of_the_same_type() -> None:
    found, records = both(
        *("四、问题", "（一）参保率未达目标", "差1.7个百分点。", "（二）经费使用超范围", "列支维修费9.6万元。"),
        *("（三）待遇认证数据不准确", "多发3.7万元。", "五、建议", "（一）开展专项行动", "（二）退回超范围列支资金"),
        "（三）加强数据共享，追回多发待遇",
    )
    assert [record.addresses for record in records][1:] == [[found[1].id], [found[2].id]]


def test_what_closes_a_letter_is_no_advice() -> None:
    (record,) = advice("六、建议", "一是完善论证；二是加快支付。", "特此报告。")
    assert "特此" not in record.text


def test_points() -> None:
    (record,) = advice("六、建议", "（一）加快执行", "一是细化计划。二是按月通报。")
    assert record.points == ["细化计划。", "按月通报。"]
    (whole,) = advice("六、下一步工作建议", "一是完善论证；二是加快支付。")
    assert (whole.title, whole.points) == ("下一步工作建议", ["完善论证；", "加快支付。"])


def test_items_of_a_list_one_a_line_are_records() -> None:
    records = advice("六、有关建议", "①建立月度比对机制；", "②限期清理个人账户；", "③追回违规资金。")
    assert [record.title for record in records] == ["建立月度比对机制", "限期清理个人账户", "追回违规资金"]


def test_plain_paragraphs_of_advice_are_points() -> None:
    (whole,) = advice("六、建议", "针对上述问题，建议如下：", "补齐项目档案。", "补植苗木，明确养护责任人。")
    assert whole.points == ["补齐项目档案。", "补植苗木，明确养护责任人。"]


def test_problems_and_advice_in_one_section_by_subheading() -> None:
    found, records = both(
        "四、主要问题及改进措施",
        "（一）主要问题",
        "1.执行率低",
        "仅支出三成。",
        "（二）改进措施",
        "1.加快支付",
        "按月通报。",
    )
    assert [finding.title for finding in found] == ["执行率低"]
    assert [record.title for record in records] == ["加快支付"]


def test_advice_told_with_each_problem() -> None:
    found, records = both(
        "四、问题与建议",
        "（一）目标不合理。数量指标未分解。建议结合计划分解指标。",
        "（二）验收滞后。半年未验收。建议尽快验收。",
    )
    assert [record.text for record in records] == ["建议结合计划分解指标。", "建议尽快验收。"]
    assert [record.addresses for record in records] == [[finding.id] for finding in found]


def test_next_steps_of_the_body_itself_are_no_advice() -> None:
    assert advice("五、存在的问题及下一步打算", "（一）人员不足", "仅2人。下一步，我局将公开招聘。") == []


def test_measures_that_a_heading_names_are_the_advice_where_nothing_else_is() -> None:
    text = "抗旱资金执行率偏低。下一步，一是6月底前完成支付；二是提前谋划项目。"
    (record,) = advice("三、偏离绩效目标的原因和下一步改进措施", text)
    assert [point[:4] for point in record.points] == ["6月底前", "提前谋划"]
    named = advice("三、偏离绩效目标的原因和下一步改进措施", text, "四、建议", "（一）加快支付", "按月调度。")
    assert [each.title for each in named] == ["加快支付"]


def test_what_is_asked_of_those_above_is_advice() -> None:
    (record,) = advice("四、请示事项", "建议省级给予平台运维补助，每年30万元。")
    assert record.text.startswith("建议省级")


def test_advice_names_findings_by_number() -> None:
    found, records = both(
        "五、存在的问题",
        "（一）预算方面",
        "1、测算不准",
        "按经验估算。",
        "2、执行率低",
        "支出三成。",
        "（二）资产方面",
        "1、设备闲置",
        "未拆封。",
        "六、建议",
        "（一）做实预算（对应问题（一）1、2）",
        "细化测算。",
        "（二）用好设备（对应问题（二））",
        "调剂使用。",
    )
    ids = [finding.id for finding in found]
    assert [record.addresses for record in records] == [ids[:2], ids[2:]]


@pytest.mark.parametrize(
    ("named", "places"),
    [
        ("对应问题1至3", [0, 1, 2]),
        ("针对问题1-2、4", [0, 1, 3]),
        ("对应问题2到4", [1, 2, 3]),
        ("对应问题（一）1—3", [0, 1, 2]),
        ("对应问题3-1", [2]),  # which of them nobody can tell
        ("对应问题1至99999999", [0]),
    ],
)
def test_advice_names_the_first_and_the_last_of_several_findings(named: str, places: list[int]) -> None:
    problems = ("测算不准", "执行率低", "设备闲置", "档案不全")
    told = [text for number, each in enumerate(problems, 1) for text in (f"{number}、{each}", "查有实据。")]
    found, (record,) = both(
        "五、存在的问题", "（一）管理方面", *told, "六、建议", f"（一）逐项落实（{named}）", "限期办结。"
    )
    assert record.addresses == [found[place].id for place in places]


def test_advice_addresses_the_same_matter_in_other_words() -> None:
    found, records = both(
        "五、存在的问题",
        "（一）档案资料归集不完整",
        "缺日志。",
        "（二）政策宣传力度不够",
        "知晓率低。",
        "六、建议",
        "（一）加大政策宣传力度",
        "进村入户。",
        "（二）严格考勤纪律",
        "打卡签到。",
    )
    assert [record.addresses for record in records] == [[found[1].id], []]


def test_measures_beside_problems_in_a_table() -> None:
    table = Table([["存在的问题", "改进措施"], ["1.客流不足。亏损。", "1.建立退出机制。一是评估；二是撤并。"]])
    found, (record,) = both("五、存在的问题及改进措施", "如下：", table)
    assert (record.title, record.addresses) == ("建立退出机制", [found[0].id])


def test_advice_addresses_findings_of_the_type_that_it_mends() -> None:
    found, records = both(
        "五、存在的问题",
        "（一）年底仅花掉四成经费，预算执行率低",
        "四季度集中列支。",
        "（二）会计科目串用",
        "工程款列入办公费。",
        "六、建议",
        "（一）加快支出进度",
        "按月通报。",
    )
    assert [record.addresses for record in records] == [[found[0].id]]


def test_a_paragraph_of_advice_behind_the_last_of_several_problems_is_the_section_s() -> None:
    found, records = both(
        "四、存在的问题和建议",
        "1.预算编制不精准。执行率仅77%。",
        "2.队伍力量薄弱。文化员身兼数职。",
        "相关建议：提高预算编制精准度；充实文化员队伍。",
        "五、其他事项",
        "无。",
    )
    assert [each.title for each in found] == ["预算编制不精准", "队伍力量薄弱"]
    assert [(each.title, each.path) for each in records] == [("存在的问题和建议", ["四、存在的问题和建议"])]
    assert records[0].text == "提高预算编制精准度；充实文化员队伍。"


@pytest.mark.parametrize("body", ["无", "项目整改和绩效目标调整完善等：无", "附后：暂无。"])
def test_a_heading_of_advice_whose_text_says_nothing_gives_none(body: str) -> None:
    assert advice("（四）下一步拟改进措施", "1.下一步拟改进措施，包括项目整改等内容。", body) == []


def test_two_lists_in_step_are_paired_by_number_where_their_words_agree() -> None:
    found, records = both(
        "三、主要问题",
        "（一）河道保洁水平不平衡",
        "支浜保洁不到位。",
        "（二）考核结果运用不够",
        "考核得分与经费脱钩。",
        "四、对策",
        "（一）加大巡查督查力度",
        "实行暗访。",
        "（二）强化考核结果运用",
        "与补助挂钩。",
    )
    assert [record.addresses for record in records] == [[found[0].id], [found[1].id]]
    assert [record.links[0].how for record in records] == ["same number", "same words"]


def test_words_of_the_lack_alone_tell_no_type() -> None:
    records = advice(
        "三、主要问题",
        "（一）补贴发放不及时",
        "平均周期四个月。",
        "（二）台账登记遗漏",
        "三户未登记。",
        "（三）机具闲置",
        "两台未启用。",
        "四、建议",
        "（一）推动律师资源向边疆倾斜",
        "结对帮扶。",
    )
    assert records[0].addresses == []


def test_headings_that_only_ask_for_a_report_are_no_advice() -> None:
    assert not advice(
        "五、改进措施和有关建议", "（一）改进措施", "无", "（二）拟与预算安排相结合情况", "（三）拟公开情况：无"
    )
    assert not advice("四、下一步拟改进措施", "1.下一步拟改进措施。", "无", "2.拟与预算安排相结合情况。")
    assert len(advice("四、下一步拟改进措施", "1.拟与预算安排相结合情况。", "按评价结果核减下年预算。")) == 1


def test_advice_behind_a_comma_is_told_apart_from_the_cause() -> None:
    told, (record,) = both("四、存在问题及建议", "（一）档案不规范", "原因是档案员更换频繁，建议建立归档清单。")
    assert (told[0].causes, record.text) == (["档案员更换频繁"], "建议建立归档清单。")


def test_points_of_advice_answer_points_of_problems() -> None:
    told, (record,) = both(
        "四、存在的问题", "一是档案缺少验收单。二是预算编制粗放。", "五、建议", "一是补齐验收单。二是细化预算。"
    )
    assert record.addresses == [told[0].id]


def test_problems_and_advice_below_a_title_that_names_only_one_of_them() -> None:
    found, told = both(
        "四、评价结论及建议",
        "（一）评价结论",
        "自评得92分。",
        "（二）存在问题",
        "1.预算编制不精准",
        "年中追加较多。",
        "（三）改进建议",
        "1.加强培训",
        "每季度一次。",
    )
    assert [finding.title for finding in found] == ["预算编制不精准"]
    assert [each.title for each in told] == ["加强培训"]


def test_the_heading_over_problems_names_the_matter_of_them_all() -> None:
    found, records = both(
        "四、存在的问题",
        "（一）研发费用审核不严",
        "1.依赖企业自报",
        "6家归集不实。",
        "2.报告正文雷同",
        "9份雷同。",
        "（二）跟踪缺位",
        "5家迁出。",
        "五、建议",
        "（一）强化研发费用审核",
        "引入税务数据。",
        "（二）统一归档",
        "按册装订。",
    )
    assert [each.title for each in found] == ["依赖企业自报", "报告正文雷同", "跟踪缺位"]
    assert records[0].addresses == [found[0].id, found[1].id]
    assert records[1].addresses == []


def test_advice_goes_to_the_problem_whose_cause_it_names() -> None:
    found, records = both(
        "四、存在的问题",
        "（一）进水浓度偏低",
        "低于设计值。主要原因为老城区雨污合流、管网渗漏。",
        "（二）台账缺失",
        "未建台账。",
        "五、建议",
        "（一）加快老城区雨污合流管网改造",
        "争取年内完成。",
        "（二）开展节水宣传",
        "印发手册。",
    )
    assert [(link.finding, link.how) for link in records[0].links] == [(found[0].id, "same words")]
    assert all(link.how == "same number" for link in records[1].links)  # 节水宣传 is in no cause


def test_each_clause_of_a_title_may_answer_a_problem() -> None:
    found, records = both(
        "四、存在的问题",
        "（一）帮扶车间出租率低",
        "仅出租四成。",
        "（二）利益联结机制不健全",
        "未分红。",
        "（三）验收单缺失",
        "缺3份。",
        "五、建议",
        "（一）盘活帮扶车间，健全利益联结机制",
        "公开招租。",
        "（二）补齐资料",
        "限期补齐。",
    )
    assert records[0].addresses == [found[0].id, found[1].id]


def test_the_points_under_a_mere_field_tell_what_advice_is_about() -> None:
    found, records = both(
        "四、存在的问题",
        "（一）资金使用方面",
        "一是资金下达偏晚；二是辅导员补助发放标准不统一。",
        "（二）活动开展方面",
        "一是活动时间压缩；二是器材更新不及时。",
        "五、建议",
        "（一）及早衔接下达",
        "争取早下达。",
        "（二）统一辅导员补助发放标准",
        "制定标准。",
    )
    assert records[1].addresses == [found[0].id]


def test_a_type_that_only_the_word_of_the_lack_tells_links_nothing() -> None:
    found, records = both(
        "四、存在的问题",
        "（一）入库项目成熟度不够",
        "未取得许可。",
        "（二）联农带农机制不健全",
        "未分红。",
        "（三）台账缺失",
        "未建账。",
        "五、建议",
        "（一）严把项目入库关，提升项目成熟度",
        "先评审后入库。",
        "（二）按册装订",
        "限期装订。",
    )
    assert records[0].addresses == [found[0].id]


def test_the_only_advice_answers_the_only_problem() -> None:
    found, (record,) = both("四、存在问题", "参训率较低，仅为63%。", "五、建议", "错峰组织，分期安排。")
    assert record.addresses == [found[0].id]
    _, (record,) = both(
        "四、存在问题",
        "（一）参训率较低",
        "仅为63%。",
        "（二）台账缺失",
        "无签到表。",
        "五、建议",
        "错峰组织，分期安排。",
    )
    assert record.addresses == []


def test_a_problem_named_in_words_is_nearer_than_one_of_the_same_type() -> None:
    found, records = both(
        "四、存在问题",
        "1.施工管理",
        "（1）施工日志缺失。抽查3个标段均无施工日志。",
        "（2）监理日志不全。缺少32天的记录。",
        "五、建议",
        "1.完善施工日志",
        "2.补齐监理日志",
    )
    assert [record.addresses for record in records] == [[found[0].id], [found[1].id]]


def test_a_measure_shares_its_matter_with_the_problem() -> None:
    found, records = both(
        "四、存在问题",
        "（一）项目资本金未足额到位",
        "到位率54%。",
        "（二）台账缺失",
        "无签到表。",
        "（三）变更未报批",
        "涉及36万元。",
        "五、建议",
        "（一）落实资本金来源",
        "（二）建立台账",
    )
    assert records[0].addresses == [found[0].id]


def test_advice_that_names_each_problem_by_its_number() -> None:
    found, (record,) = both(
        "四、存在的问题",
        "1、档案真实性不足。",
        "真实率91.5%。",
        "2、慢病管理不规范。",
        "管理率68.2%。",
        "3、考核结果应用不够。",
        "未与资金挂钩。",
        "五、建议",
        "针对问题1，逐一核实。",
        "针对问题2，纳入考核。",
    )
    assert record.addresses == [found[0].id, found[1].id]


def test_the_only_advice_of_a_chapter_answers_its_only_problem() -> None:
    chapter = ("（一）存在问题", "1.{}。经查属实。", "（二）建议", "1.{}。")
    one = [part.format(each) for part, each in zip(chapter, ("", "苗木成活率偏低", "", "开展补植补造"), strict=True)]
    two = [part.format(each) for part, each in zip(chapter, ("", "水费收缴难", "", "推行智能终端"), strict=True)]
    found, records = both("二、沙棘项目", *one, "三、饮水项目", *two)
    assert [record.addresses for record in records] == [[each.id] for each in found]


def test_as_many_pieces_of_advice_as_the_only_finding_has_points_answer_it() -> None:
    problems = ("三、存在的问题", "一是班次延期。二是发放超过60日。三是每名大师带徒偏少。")
    measures = ("（一）早摸底", "分季度下达。", "（二）线上申领", "限时办结。", "（三）年度考核", "与补助挂钩。")
    found, records = both(*problems, "四、改进意见", *measures)
    assert [record.addresses for record in records] == [[found[0].id]] * 3
    found, records = both(*problems, "四、改进意见", *measures[:4])
    assert [record.addresses for record in records] == [[], []]


@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("1.", "2."), ("（1）", "（2）"), ("①", "②")])
@pytest.mark.parametrize("label", ["改进建议：", "有关建议", "【下一步改进措施】"])
def test_advice_below_a_name_without_a_number_behind_numbered_problems(label: str, numbers: tuple[str, str]) -> None:
    problems = ("五、存在的问题", "（一）论证不足", "未开展可研。", "（二）支付滞后", "年末支付62%。")
    measures = (f"{numbers[0]}加强论证。聘请专家评审。", f"{numbers[1]}加快支付。按月调度。")
    found, records = both("一、基本情况", "资金100万元。", *problems, label, *measures, "六、附则", "本报告一式两份。")
    assert [finding.title for finding in found] == ["论证不足", "支付滞后"]
    assert [record.title for record in records] == ["加强论证", "加快支付"]


def test_advice_on_one_of_the_problems_stays_with_it() -> None:
    problems = (
        "五、存在的问题",
        "（一）论证不足",
        "未开展可研。",
        "整改建议：",
        "聘请专家评审。",
        "（二）支付滞后",
        "年末支付62%。",
    )
    found, _ = both("一、基本情况", "资金100万元。", *problems)
    assert [finding.title for finding in found] == ["论证不足", "支付滞后"]


def test_words_that_lead_to_advice_behind_numbered_problems() -> None:
    problems = ("五、存在的问题", "（一）论证不足", "未开展可研。", "（二）支付滞后", "年末支付62%。")
    lead = "针对以上问题，提出如下建议："
    found, records = both(*problems, lead, "1.加强论证，聘请专家评审。", "2.加快支付，按月调度。")
    assert [(finding.title, finding.points) for finding in found] == [("论证不足", []), ("支付滞后", [])]
    assert [record.title for record in records] == ["加强论证，聘请专家评审", "加快支付，按月调度"]


def test_advice_in_turn_with_the_problems() -> None:
    sources = (
        "五、存在问题及建议",
        "问题1：论证不足。未开展可研。",
        "建议1：聘请专家评审。",
        "问题2：支付滞后。年末62%。",
        "建议2：按月调度。",
    )
    found, records = both(*sources)
    assert [finding.title for finding in found] == ["论证不足", "支付滞后"]
    assert [(record.text, record.addresses) for record in records] == [
        ("聘请专家评审。", [found[0].id]),
        ("按月调度。", [found[1].id]),
    ]


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "整改建议：{}",
        "【建议】{}",
        "建议{}",
        "对此，建议{}",
        "为此，建议项目单位{}",
        "整改措施：{}",
        "下一步措施：{}",
        "处理意见：{}",
        "评价组建议：{}",
        "我们建议{}",
        "针对上述问题，应{}",
    ],
)
def test_words_that_bring_in_advice_on_a_problem(words: str, apart: bool) -> None:
    def told(text: str) -> list[str]:
        advice = words.format("完善制度，限期整改到位。")
        return [text, advice] if apart else [text + advice]

    problems = ("（一）论证不充分", *told("未开展可行性研究。"), "（二）支付滞后", *told("年末支付率62%。"))
    found, records = both("五、存在的问题", *problems, "六、附则", "本报告一式两份。")
    assert [finding.title for finding in found] == ["论证不充分", "支付滞后"]
    assert ["完善制度，限期整改到位。" in record.text for record in records] == [True, True]


def test_measures_below_each_problem_are_advice_only_where_no_chapter_gives_any() -> None:
    problems = ("五、存在的问题", "（一）论证不充分", "未开展研究。", "改进措施：今后立项前先论证。")
    assert [record.title for record in advice(*problems, "六、附则", "一式两份。")] == ["今后立项前先论证"]
    assert [record.title for record in advice(*problems, "六、建议", "（一）完善制度", "修订办法。")] == ["完善制度"]


def test_that_a_report_is_to_be_answered_is_no_advice() -> None:
    asked = "请县综合执法局对照问题逐项整改，于2023年10月31日前将整改落实情况报送县财政局绩效管理股。"
    told = ("三、存在的问题", "（一）考核未挂钩", "未扣减28.56万元。", "四、建议", "（一）严格扣减", "按月扣减。")
    assert [record.title for record in advice(*told, "五、整改要求", asked)] == ["严格扣减"]
    assert [record.text for record in advice(*told, asked)] == ["（一）严格扣减\n按月扣减。"]
    measures = "请县综合执法局收回28.56万元，于10月底前将整改情况报送县财政局。"
    assert [record.title for record in advice(*told, "五、整改要求", measures)] == ["严格扣减", "整改要求"]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (("（一）退回重新自评", "（二）规范满意度调查"), ["退回重新自评", "规范满意度调查"]),
        (("（一）自评结果属实", "（二）规范满意度调查"), []),
        (("同意自评结果。",), []),
    ],
)
def test_an_opinion_is_advice_where_it_lists_measures(told: tuple[str, ...], names: list[str]) -> None:
    listed = advice("三、存在的问题", "（一）样本不足", "只有20份。", "四、复核意见", *told)
    assert [each.title for each in listed] == names


def test_what_is_to_be_done_about_problems_is_advice() -> None:
    records = advice("六、对策建议", "（一）规范信息公开", "每年公开。", "（二）分类处置个性问题", "逐项制定方案。")
    assert [record.title for record in records] == ["规范信息公开", "分类处置个性问题"]


def test_advice_in_a_table_of_its_own_is_one_a_row() -> None:
    heads = ["对应问题", "整改建议", "责任单位"]
    rows = [heads, ["问题一", "完善目录，履行论证程序", "民政局"], ["问题二", "退回服务费4,160元", "康宁社"]]
    told = (
        "三、存在的问题",
        "（一）遴选竞争不充分",
        "未见论证。",
        "（二）服务记录不真实",
        "时间重叠。",
        "四、意见建议",
    )
    found, records = both(*told, Table(rows))
    assert [record.title for record in records] == ["完善目录，履行论证程序", "退回服务费4,160元"]
    assert [record.addresses for record in records] == [[found[0].id], [found[1].id]]
    assert len(advice(*told, "具体建议见表2：", Table(rows))) == len(records)
    said = advice(*told, "建议由民政局牵头完善目录，并收回多付的资金。", Table(rows))
    assert [record.title for record in said] == ["意见建议"]


def test_an_annexed_list_advises_beside_the_chapter_where_no_chapter_tells_its_problems() -> None:
    problems = Table(
        [["序号", "存在问题", "整改建议"], ["1", "加工厂闲置", "公开招租"], ["2", "超进度付款", "按合同付款"]],
        kind="problems",
        roles=("serial", "finding", "advice"),
    )
    found, records = both(
        "一、评价结论", "得分75分。", "二、建议", "（一）压实责任，逐项销号", "按期整改。", "附件", problems
    )
    assert [record.title for record in records] == ["压实责任，逐项销号", "公开招租", "按合同付款"]
    assert [record.addresses for record in records[1:]] == [[each.id] for each in found]


def test_problem_and_advice_alone_side_by_side_in_a_chapter() -> None:
    chapters = [
        text
        for number, problem, advice in (
            ("一", "保洁员配备不足。", "扣减服务费。"),
            ("二", "食材价格偏高。", "建立联动机制。"),
        )
        for text in (f"{number}、某类项目{number}", "（一）主要问题", problem, "（二）有关建议", advice)
    ]
    found, records = both(*chapters)
    assert [record.addresses for record in records] == [[each.id] for each in found]


def test_advice_behind_a_label_in_a_letter_is_named_by_its_words() -> None:
    found, records = both(
        *("一、合同管理", "问题：合同约定按月考核，实际按半年考核。", "建议：按合同约定逐月考核。记录存档。"),
        *("二、资金管理", "问题：结余资金长期挂账，未上缴。", "建议：清理往来款项，结余上缴国库。"),
    )
    assert [record.title for record in records] == ["按合同约定逐月考核", "清理往来款项，结余上缴国库"]
    assert [record.addresses for record in records] == [[each.id] for each in found]


def test_of_problems_of_one_type_those_that_share_words_with_the_advice() -> None:
    problems = ("四、存在问题", "（一）征地补偿款滞留", "未发放。", "（二）配套资金到位率低", "到位30%。", "五、建议")
    found, records = both(*problems, "（一）多渠道筹措配套资金", "（二）及时兑付补偿款", "（三）加快资金拨付")
    assert {each.category.code for each in found if each.category} == {"0205"}
    assert [record.addresses for record in records] == [[found[1].id], [found[0].id], [each.id for each in found]]


def test_a_cause_of_each_and_all_tells_no_problem_from_the_others() -> None:
    problems = (
        *("四、存在问题", "1.重复参保", "236人。", "2.记账不及时", "3个月。", "3.终端老化", "掉线。"),
        *("五、原因分析", "经办系统分散，数据不联网。", "六、建议"),
    )
    _, (record,) = both(*problems, "1.整合经办系统，推动数据联网")
    assert record.addresses == []


def test_one_advice_for_each_project_answers_all_its_problems() -> None:
    problems = (
        *("四、存在问题", "（一）东礁牧场项目", "1.鱼礁投放数量不足", "少200个。", "2.监测报告缺失", "未监测。"),
        *("（二）白沙湾牧场项目", "1.平台未投入运营", "无游客。", "五、建议"),
    )
    advised = ("（一）对东礁开展水下核查，补做监测。", "（二）协调解决白沙湾的航线。")
    found, records = both(*problems, *advised)
    assert [record.addresses for record in records] == [[found[0].id, found[1].id], [found[2].id]]
    _, more = both(*problems, *advised, "（三）加强档案整理。")
    assert [record.addresses for record in more] == [[found[1].id], [], []]
    fields = ("四、存在问题", "（一）项目管理方面", "1.未批先建", "2处。", "2.资料不全", "9处。", "（二）资金管理方面")
    _, (first, _) = both(*fields, "1.超付", "9万元。", "五、建议", "（一）规范项目招标", "（二）严控资金支付")
    assert first.addresses == []


def test_what_a_notice_asks_of_the_bodies_is_advice() -> None:
    problems = ("二、发现的问题", "（一）立项论证不充分", "未调研。")
    _, records = both(*problems, "三、有关要求", "（一）落实整改责任", "（二）强化结果应用")
    assert [record.title for record in records] == ["落实整改责任", "强化结果应用"]
    _, records = both(*problems, "三、核查处理意见", "（一）对虚报的核减10%。", "（二）组织培训。")
    assert [record.title for record in records] == ["对虚报的核减10%", "组织培训"]
    _, records = both(*problems, "三、核查意见", "（一）对超标购置的，核减预算。", "（二）限期清查盘亏资产。")
    assert [record.title for record in records] == ["对超标购置的，核减预算", "限期清查盘亏资产"]


def test_words_that_only_two_share_outdo_the_same_number() -> None:
    problems = (
        *("三、主要问题", "1.债券资金闲置", "首笔支出为9月。", "2.监测系统填报不准确", "相差380万元。"),
        *("3.工期滞后", "主体封顶。", "4.收益预测偏乐观", "偿债存在风险。"),
    )
    advised = ("1.盘活闲置债券资金", "2.重新测算收益，制定偿债预案", "3.压缩工期", "4.按月核对监测系统填报数据")
    found, records = both(*problems, "四、建议", *advised)
    assert [record.addresses for record in records] == [[found[place].id] for place in (0, 3, 2, 1)]
    assert {link.how for record in records for link in record.links} == {"same words"}


def test_what_is_to_be_measured_is_no_word_of_a_problem() -> None:
    problems = ("三、问题", "（一）周转率低", "每辆1.4次。", "（二）故障修复慢", "平均9天。", "四、建议")
    _, (advice,) = both(*problems, "（一）完善绩效目标", "设置周转率、故障修复率等指标。")
    assert advice.addresses == []


def test_a_type_that_no_phrase_tells_needs_a_word_of_the_problem() -> None:
    problems = (
        "（一）建后管护责任未压实",
        "7眼机井缺配件。",
        "（二）支付滞后",
        "拖欠2个月。",
        "（三）资料缺失",
        "无账。",
    )
    advised = ("（一）明确管护主体", "逐眼落实。", "（二）推动绿色农田建设", "增加生态沟渠。")
    found, records = both("三、问题", *problems, "四、建议", *advised)
    assert [record.addresses for record in records] == [[found[0].id], []]


def test_what_a_notice_asks_project_by_project_is_advice_and_its_answer_is_none() -> None:
    problems = (
        "二、主要问题",
        "（一）校舍改造项目",
        "未办理决算。",
        "（二）公共文化项目",
        "17台设备关机。",
        "三、工作要求",
    )
    asked = (
        "（一）校舍改造项目由市教育局牵头，9月底前完成决算。",
        "（二）公共文化项目由市文化和旅游局负责，制定设备管理办法。",
        "（三）请各单位于2023年8月31日前将整改情况书面报送我局。",
    )
    found, records = both(*problems, *asked)
    assert [record.addresses for record in records] == [[found[0].id], [found[1].id]]
    _, records = both(
        *problems, "（一）校舍改造项目", "责成市教育局于9月底前完成。", "（二）公共文化项目", "限期整改。"
    )
    assert [record.title for record in records] == ["校舍改造项目", "公共文化项目"]
    _, records = both(*problems, "（一）加强学习", "（二）存在的困难")
    assert records == []


def test_the_only_advice_with_a_point_for_each_problem_answers_them_all() -> None:
    problems = (
        "三、存在问题",
        "1.自筹资金未到位",
        "仅43%。",
        "2.未取得许可即开工",
        "3个。",
        "3.设备存放于仓库",
        "14个月。",
    )
    found, (only,) = both(*problems, "四、建议", "一是落实配套；二是依法办理手续；三是合理安排时序。")
    assert only.addresses == [each.id for each in found]
    found, (only,) = both(*problems, "四、建议", "一是落实自筹资金；二是依法办理手续。")
    assert only.addresses != [each.id for each in found]


def test_advice_in_the_numbers_of_the_headings_that_gather_problems() -> None:
    problems = (
        *(
            "三、主要问题",
            "（一）决策方面",
            "1.可研深度不足",
            "仅覆盖6家卫生院。",
            "（二）过程方面",
            "1.合同支付不合规",
        ),
        *("提前支付。", "2.等保测评未开展", "未测评。", "（三）效益方面", "1.使用率不高", "登录率41%。", "四、建议"),
    )
    measures = ("（一）做实可研", "（二）限期完成等保测评", "（三）将登录情况纳入卫生院考核")
    found, records = both(*problems, *measures)
    assert [record.addresses for record in records] == [[found[0].id], [found[2].id], [found[3].id]]
    other = ("（一）限期完成等保测评", "（二）做实可研", "（三）将登录情况纳入卫生院考核")
    _, records = both(*problems, *other)
    assert [record.addresses for record in records][:2] == [[found[2].id], [found[0].id]]
