"""Ways in which bureaus and consultancies set the chapters of problems, causes and advice, from invented reports."""

from __future__ import annotations

import pytest
from extractor.model.report import Finding, Recommendation
from extractor.records.problems.findings import findings
from extractor.records.problems.recommendations import recommendations

from tests.reading_builder import Source, reading


def both(*sources: Source) -> tuple[list[Finding], list[Recommendation]]:
    read = reading(sources)
    found = findings(read)
    return found, recommendations(read, found)


def titles(*sources: Source) -> list[str]:
    return [finding.title for finding in both(*sources)[0]]


def causes(*sources: Source) -> list[list[str]]:
    return [[cause.split("。")[0] for cause in finding.causes] for finding in both(*sources)[0]]


def test_causes_of_as_many_problems_stand_in_their_order_however_these_are_numbered() -> None:
    problems = (
        "（一）存在的问题",
        "1、面积不实",
        "多报21亩。",
        "2、兑付迟缓",
        "欠90万元。",
        "4、品牌缺位",
        "未注册商标。",
    )
    told = ("（二）原因分析", "1、验收走形式。未实地丈量。", "2、公示环节多。三级公示。", "3、营销人才少。仅1人。")
    assert causes("三、存在的问题及原因分析", *problems, *told) == [["验收走形式"], ["公示环节多"], ["营销人才少"]]


def test_a_cause_that_names_a_body_is_of_the_problems_told_under_it() -> None:
    problems = (
        "（一）区图书馆",
        "1.上架慢",
        "平均5个月。",
        "2.点击少",
        "年1130次。",
        "（二）云岭镇综合文化站",
        "1.开放不足",
    )
    told = ("实际开放28小时。", "四、原因分析", "（一）专职人员缺乏。云岭镇文化站仅有1名兼职人员。")
    assert causes("三、存在的问题", *problems, *told) == [[], [], ["专职人员缺乏"]]


def test_a_chapter_of_causes_explains_the_chapters_of_problems_right_before_it() -> None:
    problems = ("三、共性问题", "（一）监控缺位", "未开展监控。", "四、个性问题", "（一）桂花安置区", "2栋厂房空置。")
    told = ("五、原因分析", "项目单位重建设、轻绩效。")
    assert causes(*problems, *told) == [["项目单位重建设、轻绩效"]] * 2
    between = (
        "四、有关建议",
        "尽快整改。",
        "五、资金方面存在的问题",
        "（一）账目不清",
        "未对账。",
        "六、原因分析",
        "会计更换。",
    )
    assert causes(*problems[:3], *between) == [[], ["会计更换"]]


def test_problems_counted_under_the_name_of_a_project_are_told_one_by_one() -> None:
    told = ("1.选址多次变动，工期延长8个月。", "2.渗滤液设施未同步建设。", "产生以上问题的原因：未征求居民意见。")
    found = both("三、存在的问题", "（一）垃圾转运站建设项目", *told)[0]
    assert [each.title[:4] for each in found] == ["选址多次", "渗滤液设"]
    assert [each.causes for each in found] == [["未征求居民意见。"]] * 2


def test_sentences_below_a_problem_are_its_points_though_a_cause_follows_the_last() -> None:
    told = (
        "（1）2处林地未办理审批，面积3.2亩。",
        "（2）停车场租期仅3年，与建设期限不符。",
        "原因：乡镇赶进度，先建后补。",
    )
    (found,) = both("三、存在的问题", "（一）用地手续不完备", *told)[0]
    assert (found.title, len(found.points)) == ("用地手续不完备", 2)
    assert found.causes == ["乡镇赶进度，先建后补。"]


def test_problems_summed_up_before_the_chapter_that_tells_them_are_not_told_twice() -> None:
    summed = ("二、评价结论", "得分84分。主要问题：一是适配评估不规范；二是器具回收率低。")
    chapter = ("三、存在的主要问题", "（一）适配评估不规范", "22份没有签字。", "（二）器具回收率低", "仅为6%。")
    assert titles("一、基本情况", "预算145万元。", *summed, *chapter) == ["适配评估不规范", "器具回收率低"]


def test_a_field_whose_problems_are_counted_in_its_own_sentence_is_named_by_itself() -> None:
    found = both(
        "三、存在的主要问题",
        "（一）在项目决策方面，一是满意度目标偏低，仅为70%；二是方案未征求牧民意见。",
        "（二）在项目产出方面，补播面积完成率为91.4%，低于计划值。",
    )[0]
    assert [each.title for each in found] == ["在项目决策方面", "在项目产出方面，补播面积完成率为91.4%，低于计划值"]
    assert [len(each.points) for each in found] == [2, 0]


def test_problems_each_headed_by_no_more_than_a_label() -> None:
    found, advice = both(
        "三、存在的问题及整改措施",
        "（一）存在的问题：飞防遇雨，药效降低。整改措施：与气象部门会商。",
        "（二）存在的问题：疫木未及时焚烧。整改措施：定点焚烧，全程录像。",
    )
    assert [each.title for each in found] == ["飞防遇雨，药效降低", "疫木未及时焚烧"]
    assert [each.title for each in advice] == ["与气象部门会商", "定点焚烧，全程录像"]
    assert [each.addresses for each in advice] == [[each.id] for each in found]


@pytest.mark.parametrize("heading", ["下一步意见", "下步工作意见"])
def test_what_comes_next_may_be_called_an_opinion(heading: str) -> None:
    (advice,) = both("三、存在的问题", "支出缓慢。", f"四、{heading}", "◆严格评议程序。", "◆规范台账管理。")[1]
    assert len(advice.points) == 2


def test_causes_counted_in_a_paragraph_go_to_the_problems_that_they_name() -> None:
    problems = (
        "三、存在的问题",
        "（一）进水浓度偏低",
        "8座低于80。",
        "（二）在线数据失真",
        "偏差30%。",
        "四、原因分析",
    )
    named = "一是管网雨污混流，导致进水浓度偏低；二是设备未校准，致使在线监测数据失真。"
    assert causes(*problems, named) == [["管网雨污混流，导致进水浓度偏低；"], ["设备未校准，致使在线监测数据失真"]]
    of_all = "一是管理力量不足，导致进水浓度偏低；二是经费紧张。"
    assert causes(*problems, of_all) == [[of_all.rstrip("。")]] * 2
    of_one = "进水浓度偏低，主要是雨污管网混接。"
    assert causes(*problems, of_one) == [["雨污管网混接"], []]
    of_one_and_else = "进水浓度偏低的原因：雨污管网混接。探头超期未校准。"
    assert causes(*problems, of_one_and_else) == [["雨污管网混接"], []]
    assert causes(*problems, "主要是人手不足。") == [["人手不足"]] * 2


def test_causes_counted_under_internal_and_external_ones_go_to_the_problems_that_they_name() -> None:
    problems = (
        "（一）负荷率低",
        "平均41.3%。",
        "（二）出水水质不稳定",
        "超标6座。",
        "（三）运维台账缺失",
        "11座没有记录。",
    )
    inside = ("（一）内部原因", "1.管网接户遗漏，导致负荷率低。", "2.运维单位人员不足，台账无人填报。")
    outside = ("（二）外部原因", "1.冬季气温低，出水水质波动。")
    told = [["管网接户遗漏，导致负荷率低"], ["冬季气温低，出水水质波动"], ["运维单位人员不足，台账无人填报"]]
    assert causes("三、存在的问题", *problems, "四、原因分析", *inside, *outside) == told


def test_a_cause_told_behind_the_last_problem_for_others_neither_explains_nor_is_answered_with_it() -> None:
    problems = (
        "（一）适配率未达标",
        "完成286件。",
        "（二）救助资金结余多",
        "结余24.8万元。",
        "（三）缺少专业人员",
        "财务1人兼任。",
    )
    cause = "造成第一、二个问题的原因是基层摸底不细，部分儿童转至外地康复机构。"
    steps = ("四、改进措施", "（一）入户摸底。", "（二）与外地机构建立异地结算机制。", "（三）加强业务培训。")
    found, records = both("三、存在的问题", *problems, cause, *steps)
    assert [len(each.causes) for each in found] == [1, 1, 0]
    assert all(found[2].id not in each.addresses for each in records[:2])


def test_advice_on_a_problem_is_named_without_the_words_that_point_back_at_it() -> None:
    told = "全年使用9次。针对该问题，建议学校引进企业兼职教师。"
    (record,) = both("三、存在问题及建议", "（一）设备利用率不高", told, "（二）卡片不全", "15台未登记。")[1]
    assert (record.title, record.text) == ("建议学校引进企业兼职教师", "针对该问题，建议学校引进企业兼职教师。")


def test_advice_under_fields_answers_the_problems_of_the_same_field() -> None:
    problems = (
        "（一）预算管理",
        "1.年中追加偏多",
        "追加35%。",
        "2.公用经费超支",
        "超15万元。",
        "（二）资产管理",
        "1.空调未入账",
        "14台。",
    )
    why = ("四、问题原因", "（一）预算管理方面", "对公用经费缺乏定额控制。", "（二）资产管理方面", "登记分属两个股室。")
    told = (
        "（一）预算管理方面",
        "1.提高年初到位率",
        "早编。",
        "2.从严控制公用经费",
        "定额。",
        "（二）资产管理方面",
        "1.补登资产账",
        "清查。",
    )
    found, records = both("三、存在的问题", *problems, *why, "五、建议", *told)
    assert [each.addresses for each in records] == [[each.id] for each in found]


def test_as_many_causes_as_problems_counted_behind_the_last_go_along_with_them() -> None:
    problems = (
        "（一）支出缓慢",
        "仅支出37%。",
        "（二）收益测算乐观",
        "出租率按95%测算。",
        "（三）资本金未足额到位",
        "缺2,600万元。",
    )
    along = "上述问题产生的原因：一是用地手续办理较晚；二是未开展市场调查；三是财力紧张，未能落实资本金。"
    told = [["用地手续办理较晚；"], ["未开展市场调查；"], ["财力紧张，未能落实资本金"]]
    assert causes("三、存在的问题", *problems, along) == told
    apart = "上述问题产生的原因：一是资本金落实晚；二是未开展市场调查；三是用地手续办理较晚。"
    assert len(set(map(tuple, causes("三、存在的问题", *problems, apart)))) == 1


def test_how_a_problem_shows_is_told_under_its_own_heading() -> None:
    told = ("1.具体表现", "使用天数不足30天。", "2.原因分析", "建设前未落实货源。")
    (found,) = both("三、评价发现问题", "（一）3家冷库长期空置", *told)[0]
    assert (found.title, found.causes) == ("3家冷库长期空置", ["建设前未落实货源。"])


def test_problems_of_a_field_that_each_bring_their_cause() -> None:
    told = ("（1）50.4万元补偿资金未兑付。原因：户名不符。", "（2）3个村以现金发放11.8万元。原因：未办卡。")
    found = both("三、存在的问题及原因", "1、资金兑付方面：", *told)[0]
    assert [each.title for each in found] == ["50.4万元补偿资金未兑付", "3个村以现金发放11.8万元"]
    assert [each.causes for each in found] == [["户名不符。"], ["未办卡。"]]


def test_rates_to_be_set_as_indicators_do_not_answer_that_one_is_low() -> None:
    problems = (
        "三、存在的问题",
        "（一）绩效目标不完整",
        "指标缺失。",
        "（二）平台使用率低",
        "月活率17%。",
        "（三）机房老化",
        "漏水。",
    )
    found, (advice,) = both(*problems, "四、建议", "（一）完善绩效目标，增设使用率、满意度指标", "报备。")
    assert advice.addresses == [found[0].id]
