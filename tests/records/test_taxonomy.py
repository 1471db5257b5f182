"""Types of problems: the pattern file against its own examples, and against sentences written apart from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.patternbook import load_patterns
from extractor.records.problems.taxonomy import classify, severity_of, types
from extractor.records.problems.wordings import sentences as known_wordings

TYPES = load_patterns("findings")["type"]


def sentences(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


SENTENCES = sentences("finding_sentences.tsv")
# The half that the phrases were written beside, and the half that they were not (every second line each); and those
# of another hand, written when phrases and known wordings stood.
SEEN, UNSEEN, OTHER_HAND = SENTENCES[0::2], SENTENCES[1::2], sentences("finding_sentences_unseen.tsv")
FRESH = sentences("finding_sentences_fresh.tsv")
# As people of a village, a school or a ward would say it, far from the language of reports.
FREE = [*sentences("finding_sentences_free.tsv"), *sentences("finding_sentences_last.tsv")]


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["examples"]])
def test_examples_are_told(code: str, text: str) -> None:
    assert classify(text).primary.code == code


@pytest.mark.parametrize(("code", "text"), [(t["code"], text) for t in TYPES for text in t["not"]])
def test_false_friends_are_told_apart(code: str, text: str) -> None:
    assert classify(text).primary.code != code


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("帮扶车间停产", "资产闲置"),
        ("监控设备离线率高", "使用率注册率在线率偏低"),
        ("公务卡使用率低", "内控不健全或制度执行不到位"),
        ("水费收缴不到位", "资金监管不到位"),
        ("年度计划收支平衡", "未分类"),
    ],
)
def test_funds_insurance_and_poverty_relief(title: str, name: str) -> None:
    assert classify(title).primary.name == name


@pytest.mark.parametrize(
    ("sentences", "least"),
    [(SEEN, 0.97), (UNSEEN, 0.95), (OTHER_HAND, 0.95), (FRESH, 0.90), (FREE, 0.80)],
    ids=["seen", "unseen", "hand", "fresh", "free"],
)
def test_share_of_sentences_told(sentences: list[tuple[str, str]], least: float) -> None:
    right = sum(classify(text).primary.code == code for code, text in sentences)
    assert right / len(sentences) >= least


def test_codes_are_unique_and_every_type_has_sentences() -> None:
    codes = [kind.category.code for kind in types()]
    assert len(set(codes)) == len(codes)
    assert {code for code, _ in SENTENCES} == set(codes)
    assert {kind.category.group for kind in types()} == set(load_patterns("findings")["groups"].values())


def test_the_first_clause_of_a_title_decides_and_consequences_do_not() -> None:
    verdict = classify("政策宣传力度不够，导致平台注册率偏低")
    assert verdict.primary.name == "宣传推广不足"
    assert classify("未定期盘点资产，部分设备闲置").primary.name == "未盘点或资产日常管理薄弱"


def test_the_text_decides_where_the_title_is_silent() -> None:
    assert classify("存在的问题", "截至年底预算执行率偏低，仅为45%。").primary.name == "预算执行率偏低"


def test_unknown_matter_is_unclassified() -> None:
    assert classify("食堂菜品口味单调").primary.code == "00"


def test_measuring_sentences_are_no_known_wordings() -> None:
    measured = {text for _, text in [*UNSEEN, *OTHER_HAND, *FRESH, *FREE]}
    assert measured.isdisjoint(text for _, text in known_wordings())


@pytest.mark.parametrize("title", ["存在的问题", "项目实施方面", "主要做法", "项目概况"])
def test_headings_that_tell_nothing_are_unclassified(title: str) -> None:
    assert classify(title).primary.code == "00"


def test_known_wordings_tell_where_no_phrase_does() -> None:
    verdict = classify("康复器械一直在库房吃灰")
    assert verdict.primary.name == "资产闲置"
    assert all("康复器械一直在库房吃灰"[p.start : p.end] == p.words for p in verdict.phrases)


@pytest.mark.parametrize(
    ("title", "code", "neighbour"),
    [
        ("政府采购合同未备案", "0503", "0103"),
        ("合作协议未约定验收标准和责任", "0604", "0801"),
        ("整改未完成即通过竣工验收", "0802", "0801"),
        ("合同金额与中标金额不符", "0604", "1209"),
        ("旧桥改造推进迟缓", "0701", "1103"),
        ("成交结果公布后合同迟迟未签", "0503", "0603"),
        ("采购合同双方均未签日期", "0601", "0603"),
        ("虚构工程量骗取补助", "0302", "0703"),
        ("补贴发放名单未公示", "1207", "0205"),
        ("配套政策不完善", "0402", "0205"),
        ("未按考核结果支付服务费", "0605", "0404"),
        ("同类问题重复发生", "1208", "0303"),
        ("未经比选直接确定设计单位", "0501", "0101"),
        ("社会效益缺少证明材料", "1206", "1007"),
        ("资金分配办法缺少绩效因素", "0401", "0105"),
    ],
)
def test_words_of_a_neighbour_tell_no_second_type(title: str, code: str, neighbour: str) -> None:
    verdict = classify(title)
    assert verdict.primary.code == code
    assert neighbour not in [category.code for category in verdict.secondary]


@pytest.mark.parametrize(
    "title",
    [
        "合同签订及时，要素齐全",
        "未出现超预算支出现象",
        "各乡镇档案整理规范",
        "验收由县交通局组织",
        "建议加强资产清查",
        "加快补贴兑付，确保到户",
        "资金使用情况",
        "评价结论",
        "资金全部到位，拨付及时",
    ],
)
def test_what_is_no_problem_is_unclassified(title: str) -> None:
    assert classify(title).primary.code == "00"


def test_a_problem_beside_what_is_well_is_told() -> None:
    assert classify("合同要素齐全，但未按约定扣留质保金").primary.name == "付款与合同不符"
    assert classify("未发现挪用，存在白条入账").primary.name == "列支科目或凭证不规范"


def test_the_text_decides_where_the_title_says_that_all_is_well() -> None:
    assert classify("合同签订及时，要素齐全", "部分设备闲置。").primary.name == "资产闲置"


@pytest.mark.parametrize("title", ["天上的云不够白", "两兄弟性格不同", "邻居家的猫丢了"])
def test_a_likeness_that_leads_by_little_tells_nothing(title: str) -> None:
    assert classify(title).primary.code == "00"


def test_phrases_stand_where_they_say() -> None:
    title, text = "资产 闲置", "购置的 设备尚未\u3000拆封，导致浪费。"
    verdict = classify(title, text)
    assert verdict.phrases
    for phrase in verdict.phrases:
        source = title if phrase.in_title else text
        assert "".join(source[phrase.start : phrase.end].split()) == phrase.words


def test_a_second_matter_is_a_secondary_type() -> None:
    verdict = classify("未定期盘点资产，部分设备闲置")
    assert "资产闲置" in [category.name for category in verdict.secondary]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("新购电脑直接以费用列支", "资产费用化或未入账"),
        ("间接费用列支不规范", "列支科目或凭证不规范"),
        ("村级项目欠账多", "资金到位或拨付不及时"),
        ("至今欠施工队工程款", "资金到位或拨付不及时"),
        ("巡查数据未有效利用", "数据共享不足"),
    ],
)
def test_words_of_one_type_are_none_of_its_neighbour_s(title: str, name: str) -> None:
    assert classify(title).primary.name == name


def test_phrases_tell_why() -> None:
    assert classify("工程竣工验收不及时").phrases[0].words in "工程竣工验收不及时"


@pytest.mark.parametrize(
    ("text", "severity"), [("制度有待完善", "light"), ("套取补贴资金", "serious"), ("未签订合同", "ordinary")]
)
def test_severity(text: str, severity: str) -> None:
    assert severity_of(text) == severity


@pytest.mark.parametrize(
    "title",
    [
        *("总氮超标", "进水浓度偏低", "病死率偏高", "噪声超标", "食用农产品抽检比例偏低"),
        *("部分田块土壤酸化", "种苗繁育基地滞后"),
    ],
)
def test_what_is_only_as_low_or_as_high_as_known_wordings_is_of_no_type(title: str) -> None:
    assert classify(title).primary.code == "00"


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("中小学校舍安全改造项目", "12所学校竣工后未办理决算，涉及金额3260万元。", "0803"),
        ("资金拨付未与考核挂钩", "4个季度全部按人头支付。", "1208"),
        ("考核扣款未执行到位", "实际扣款42.5万元。", "1208"),
        ("工程变更未履行程序", "草种变更未报批。", "0103"),
        ("贷款逾期率偏高", "", "00"),
        ("日间照料中心覆盖率虚高", "上报98%，实地抽查62%。", "1209"),
        ("动态管理不够及时", "追缴不符合条件对象保障金8.24万元。", "0105"),
        ("部分企业获补后营收下滑", "21家同比下降。", "1007"),
        ("1所学校存在用营养改善资金列支食堂人员工资的情况", "3.6万元。", "0302"),
        ("水体透明度偏低", "", "00"),
    ],
)
def test_what_real_titles_are_of(title: str, text: str, code: str) -> None:
    assert classify(title, text).primary.code == code
