"""Findings and their causes, points, amounts and ids, from small invented reports in many hands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from extractor.model.reading import Reading
from extractor.model.report import Evidence, Finding
from extractor.records.problems.findings import findings
from extractor.records.problems.recommendations import recommendations
from extractor.records.sections import sections

from tests.reading_builder import Para, Source, Table, reading


def found(*sources: Source) -> list[Finding]:
    return findings(reading(sources))


def titles(*sources: Source) -> list[str]:
    return [finding.title for finding in found(*sources)]


def quoted(read: Reading, evidence: Sequence[Evidence]) -> str:
    pages = read.pages.layouts
    return "".join("".join(pages[e.page - 1].text[e.start : e.end].split()) for e in evidence)


WHOLE = (
    "一、基本情况",
    "项目预算300万元。",
    "五、存在的主要问题及原因分析",
    "（一）项目管理方面",
    "1、招标程序倒置",
    "望江镇泵站改造于2021年3月开工，4月才完成招标，合同金额86.40万元（江水财〔2021〕17号）。",
    "原因分析：汛期临近，项目单位急于开工。",
    "另镇政府反馈，招标代理机构更换耽误了时间。",
    "2、监理记录不全",
    "（1）日志缺失。五月、六月无监理日志。",
    "（2）旁站记录未签字。抽查12份均无签名。",
    "主要原因：监理人员兼顾多个项目。",
    "（二）资金使用方面",
    "1、资金支付缓慢",
    "支付明细见下表：",
    Table(
        [["序号", "支付金额（万元）"], ["1", "12.50"], ["2", "3"]],
        kind="funds",
        units=[None, "万元"],
        roles=["serial", "paid"],
    ),
    "六、有关建议",
    "（一）规范招标",
    "先招标、后开工。",
)


def test_one_for_each_lowest_heading_with_its_path() -> None:
    records = found(*WHOLE)
    assert [record.title for record in records] == ["招标程序倒置", "监理记录不全", "资金支付缓慢"]
    assert records[1].path == ["（一）项目管理方面", "2、监理记录不全"]
    assert records[1].section is not None


def test_causes_go_on_in_the_next_paragraph_and_points_stay_points() -> None:
    first, second, third = found(*WHOLE)
    assert first.causes == ["汛期临近，项目单位急于开工。", "另镇政府反馈，招标代理机构更换耽误了时间。"]
    assert second.points == ["日志缺失。五月、六月无监理日志。", "旁站记录未签字。抽查12份均无签名。"]
    assert second.causes == ["监理人员兼顾多个项目。"]
    assert third.causes == []


def test_amounts_and_numbers_named_in_text_and_table() -> None:
    first, _, third = found(*WHOLE)
    assert first.money == [Decimal("864000")]
    assert first.document_numbers == ["江水财〔2021〕17号"]
    assert third.money == [Decimal("125000"), Decimal("30000")]


def test_evidence_quotes_findings_and_sections() -> None:
    read = reading(WHOLE)
    for record in (*findings(read), *sections(read)):
        assert quoted(read, record.evidence) == "".join(record.text.split())


def test_ids_are_told_by_content_alone() -> None:
    first, again = found(*WHOLE), found(*WHOLE)
    assert [record.id for record in first] == [record.id for record in again]
    assert len({record.id for record in first}) == len(first)


@pytest.mark.parametrize(
    "heading",
    [
        "存在的问题",
        "存在问题和不足",
        "发现的主要问题",
        "主要问题及改进措施",
        "存在的问题及下一步工作打算",
        "评价中发现的问题",
        "问题和困难",
    ],
)
def test_any_wording_of_the_section(heading: str) -> None:
    assert titles(f"四、{heading}", "（一）台账缺失", "未登记。", "（二）验收滞后", "逾期三月。") == [
        "台账缺失",
        "验收滞后",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "无",
        "无。",
        "暂无。",
        "暂无问题",
        "/",
        "——",
        "无（各项指标均已完成）",
        "绩效目标全部完成，无未完成原因。",
        "经自查，资金使用规范，未发现截留、挤占、挪用等问题。",
        "没有发现违规行为。",
    ],
)
def test_nothing_and_negations_give_none(body: str) -> None:
    assert titles("五、存在的问题及原因分析", body, "六、有关建议", "无") == []


@pytest.mark.parametrize("told", ["（一）存在的问题 无。", "（一）存在的问题无", "1.存在问题　暂无"])
@pytest.mark.parametrize("causes", ["（二）原因分析 制度没有跟上，人员不够。", "（二）原因分析"])
def test_a_heading_that_says_there_are_none_on_its_own_line_is_none(told: str, causes: str) -> None:
    assert titles("五、存在的问题及原因分析", told, causes, "由于人员不够。", "六、有关建议", "无") == []
    assert titles("五、存在的问题", "（一）台账有无不清", "未登记。") == ["台账有无不清"]


def test_other_matters_praise_and_work_done_are_no_findings() -> None:
    assert (
        titles(
            "四、主要经验及做法",
            "（一）着力解决群众出行难问题",
            "修路5公里。",
            "五、上年度评价发现问题整改情况",
            "（一）账务不规范",
            "已整改。",
            "六、其他需要说明的问题",
            "数据汇总表与账面不一致。",
        )
        == []
    )


def test_praise_and_problems_in_one_section() -> None:
    assert titles(
        "五、主要经验及做法、存在的问题及原因分析",
        "（一）主要经验及做法",
        "1.领导重视。成立了专班。",
        "（二）存在的问题及原因分析",
        "1.指标不够量化。多为定性描述。",
        "2.配套资金不到位。",
        "县级应配套50万元，实际到位20万元。原因是财力困难。",
    ) == ["指标不够量化", "配套资金不到位"]
    assert titles(
        "四、主要经验及做法、存在的问题", "（一）健全机制，强化统筹", "成立小组。", "（二）后期管护缺位", "路灯损坏。"
    ) == ["后期管护缺位"]


def test_points_alone_make_one_finding() -> None:
    (record,) = found(
        "四、存在问题", "一是论证不充分，未做可研。二是支付慢，年底仅付四成。", "三是档案不全。", "五、建议", "无"
    )
    assert record.title == "存在问题"
    assert record.points == ["论证不充分，未做可研。", "支付慢，年底仅付四成。", "档案不全。"]


def test_points_counted_inside_a_paragraph() -> None:
    (record,) = found(
        "三、存在的问题",
        "（一）自评材料质量不高",
        "主要表现：（1）目标未填写完整；（2）指标无佐证；（3）问题栏均填“无”。",
    )
    assert record.points == ["目标未填写完整；", "指标无佐证；", "问题栏均填“无”。"]


def test_whole_sentences_as_headings() -> None:
    assert titles(
        "六、评价发现的主要问题",
        "（一）专项资金未实行专账核算，无法准确反映支出明细。",
        "（二）部分设备未经询价，直接向供应商购买。",
        "七、意见建议",
        "（一）单独设账。",
    ) == ["专项资金未实行专账核算，无法准确反映支出明细", "部分设备未经询价，直接向供应商购买"]


def test_problem_cause_and_next_step_in_one_paragraph() -> None:
    (record,) = found(
        "五、存在的问题及下一步工作打算",
        "（一）设备使用率不高",
        "新购CT使用率仅52%，涉及资金380万元，主要原因是技师不足。下一步，医院将选派2名技师进修，投入8万元。",
    )
    assert record.causes == ["技师不足。"]
    assert record.money == [Decimal("3800000")]


def test_a_cause_section_of_its_own_is_shared_out() -> None:
    records = found(
        "六、存在的问题",
        "（一）设备闲置",
        "半年未开机。",
        "（二）人员不足",
        "仅2名技师。",
        "七、问题产生的原因",
        "（一）采购前未评估需求。",
        "（二）招聘渠道窄。",
    )
    assert [record.causes for record in records] == [["采购前未评估需求。"], ["招聘渠道窄。"]]
    fields = found(
        "五、存在的问题", "1.面积不实。少132亩。", "2.资金滞留。4个乡镇未兑付。",
        "六、原因分析", "1.面积核实方面", "验收由乡镇自行组织。", "2.资金兑付方面：账户核对耗时较长。",
    )  # fmt: skip
    assert [record.causes for record in fields] == [["验收由乡镇自行组织。"], ["账户核对耗时较长。"]]
    one_for_all = found(
        "五、存在的问题", "1.宣传不够。知晓率低。", "2.台账不全。缺记录。", "（三）原因分析", "人手紧张。"
    )
    assert [record.causes for record in one_for_all] == [["人手紧张。"], ["人手紧张。"]]


def test_a_cause_behind_the_last_run_in_finding_of_a_field_is_that_of_all() -> None:
    records = found(
        "六、存在的主要问题及原因分析",
        "（一）工程管理方面",
        "1、工期滞后。两个标段逾期。",
        "2、变更手续不全。缺审批。",
        "原因分析：未建立工期考核和变更台账。",
    )
    assert [record.causes for record in records] == [["未建立工期考核和变更台账。"]] * 2


def test_problem_cause_and_advice_under_names_of_their_own() -> None:
    (record,) = found(
        "五、评价发现的问题",
        "（一）绩效指标笼统",
        "1.问题表现",
        "指标均为定性描述。",
        "2.原因分析",
        "业务不熟。",
        "3.改进建议",
        "组织培训。",
    )
    assert record.title == "绩效指标笼统"
    assert record.causes == ["业务不熟。"]


LIST = Table(
    [
        ["序号", "单位", "存在问题", "原因分析", "处理建议"],
        ["1", "水务站", "项目招标程序倒置", "急于开工。", "规范招标。"],
        ["2", "财政所", "专项资金未专户管理，涉及12.6万元", "人手不足。", "设立专户。"],
    ],
    kind="problems",
)


def test_rows_of_a_problem_list_add_only_what_the_text_does_not_name() -> None:
    records = found(
        "五、存在的问题", "（一）招标程序倒置", "先开工后招标。", "二〇二一年五月六日", "附件1：问题清单", LIST
    )
    assert [record.title for record in records] == ["招标程序倒置", "专项资金未专户管理，涉及12.6万元"]
    assert records[1].causes == ["人手不足。"]
    assert records[1].money == [Decimal("126000")]
    assert records[1].evidence[0].table == "t1"


def test_a_row_in_other_words_that_names_the_amounts_of_a_finding_is_that_finding() -> None:
    rows = Table(
        [
            ["序号", "问题描述", "涉及金额"],
            ["1", "拆分合同规避招标", "48.75万元"],
            ["2", "拆分合同规避招标", "31.2万元"],
        ],
        kind="problems",
    )
    text = "五、存在的问题", "（一）采购不合规", "购置油锯48.75万元，拆分为5个合同，未招标。", "二〇二一年五月六日"
    assert [record.title for record in found(*text, "附件1：问题清单", rows)] == ["采购不合规", "拆分合同规避招标"]


def test_a_table_of_problems_and_measures_in_the_section() -> None:
    table = Table(
        [
            ["存在的问题", "改进措施"],
            ["1.客流不足，靠补贴维持。亏损64万元。原因分析：选址未测算人口。", "1.建立退出机制。撤并三家。"],
            ["2.预算偏粗。结余80万元。", "2.细化预算。"],
        ]
    )
    records = found("五、存在的问题及改进措施", "列示如下：", table)
    assert [record.title for record in records] == ["客流不足，靠补贴维持", "预算偏粗"]
    assert records[0].causes == ["选址未测算人口。"]
    assert records[0].money == [Decimal("640000")]


def test_groups_are_passed_through_at_any_depth() -> None:
    assert titles(
        "四、存在的主要问题",
        "（一）决策方面",
        "1.目标设定方面",
        "（1）绩效目标不明确",
        "未设定数量目标。",
        "（2）指标缺少目标值",
        "共5项。",
        "（二）过程方面",
        "1.监管不到位",
        "未见检查记录。",
    ) == ["绩效目标不明确", "指标缺少目标值", "监管不到位"]


def test_causes_under_headings_that_name_the_problem_again() -> None:
    records = found(
        "三、存在的主要问题",
        "（一）扶贫车间运营效益不佳",
        "3个车间停产。",
        "（二）电梯维护经费缺口较大",
        "12部电梯超期未检。",
        "四、问题产生的原因",
        "（一）扶贫车间运营效益不佳的原因",
        "市场调研不充分。",
        "（二）维护经费缺口较大的原因",
        "物业费收缴率低。",
    )
    assert [each.causes for each in records] == [["市场调研不充分。"], ["物业费收缴率低。"]]


def test_problems_under_measures_and_in_a_section_of_experience() -> None:
    assert titles(
        "四、绩效目标未完成原因和下一步改进措施",
        "（一）存在问题",
        "1、部分项目推进较慢。七月停工半月。",
        "2、管护责任不落实。无人清扫。",
        "（二）改进措施",
        "抢抓工期。",
    ) == ["部分项目推进较慢", "管护责任不落实"]
    (whole,) = found(
        "七、绩效自评工作的经验、问题和建议",
        "通过自评，规范了管理。存在的主要问题是物资储备库老旧，队伍年龄偏大。",
    )
    assert whole.title == "绩效自评工作的经验、问题和建议"
    assert titles("七、绩效自评工作的经验、问题和建议", "通过自评，规范了管理，提升了水平。") == []


def test_a_cause_brought_in_by_this() -> None:
    (record,) = found("三、存在的问题", "（一）实施周期偏长", "改造跨两个学期，这主要是由于暑期施工窗口短。")
    assert record.causes == ["暑期施工窗口短。"]


def test_plain_paragraphs_that_each_tell_a_problem_are_points() -> None:
    (whole,) = found(
        "四、存在的困难",
        "镇级财力薄弱，预算编制不准确。",
        "3台环卫车没有驾驶员，长期停放。下一步我镇将落实人员。",
    )
    assert whole.points == ["镇级财力薄弱，预算编制不准确。", "3台环卫车没有驾驶员，长期停放。"]
    (other,) = found("四、存在的困难", "近年来我镇发展较快。", "镇级财力薄弱，预算编制不准确。")
    assert other.points == []


def test_points_counted_in_words() -> None:
    (whole,) = found("四、存在的问题", "首先，预算编制不精准。其次，工期滞后。最后，档案不全。")
    assert whole.points == ["预算编制不精准。", "工期滞后。", "档案不全。"]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("三处涵洞未完工。主要受雨季较长影响，年底前无法回填。", "雨季较长"),
        ("三家驿站服务半径重叠。主要是集中建设时选址论证不充分。", "集中建设时选址论证不充分。"),
        ("全年仅完成手术47例。主要是缺乏介入专科医师。", "缺乏介入专科医师。"),
        ("台账漏登12户。主要系经办人员更换频繁所致。", "经办人员更换频繁"),
        ("台账漏登12户。原因是村级填报人员没有培训。", "村级填报人员没有培训。"),
    ],
)
def test_a_cause_without_the_words_that_only_call_it_one(said: str, cause: str) -> None:
    (record,) = found("五、存在的问题", "1、部分任务未完成", said)
    assert record.causes == [cause]


@pytest.mark.parametrize(
    ("text", "cause", "fact"),
    [
        ("由于征地工作推进缓慢，两条村道未开工。", "征地工作推进缓慢", "两条村道未开工。"),
        ("因操作人员未到位，三台检测仪未使用。", "操作人员未到位", "三台检测仪未使用。"),
        ("受国际形势影响，进口设备推迟到货。", "国际形势影响", "进口设备推迟到货。"),
        ("渠道停工两个月，由于雨季较长。", "雨季较长。", "渠道停工两个月，"),
    ],
)
def test_a_cause_without_a_label_opens_or_ends_a_sentence(text: str, cause: str, fact: str) -> None:
    (record,) = found("四、存在的问题", "（一）进度滞后", text)
    assert record.causes == [cause]
    assert [record.text[start:end] for start, end in record.facts] == [fact]


@pytest.mark.parametrize(
    "text", ["由于客观原因，两条村道未开工。", "因此，两条村道未开工。", "受益群众较少，效益不明显。"]
)
def test_what_only_looks_like_a_cause_is_a_fact(text: str) -> None:
    (record,) = found("四、存在的问题", "（一）进度滞后", text)
    assert record.causes == []


def test_a_cause_that_is_called_so_leaves_the_others_to_the_facts() -> None:
    (record,) = found("四、存在的问题", "（一）进度滞后", "由于雨季较长，渠道停工。", "原因分析：未编制雨季施工方案。")
    assert record.causes == ["未编制雨季施工方案。"]


def test_a_cause_in_a_heading_is_told() -> None:
    first, second = found(
        "四、存在的问题",
        "（一）资金结余较大，主要原因是招标节约",
        "（二）光伏电站停运【原因分析】厂家已注销",
    )
    assert (first.causes, second.causes) == (["招标节约"], ["厂家已注销"])


def test_numbered_paragraphs_of_causes_belong_to_the_problems_of_their_number() -> None:
    records = found(
        "四、存在的问题及原因分析",
        "（一）存在的问题",
        "1.预算编制不精准。",
        "2.资金使用效率不高。",
        "（二）原因分析",
        "1.前期没有摸底。",
        "2.项目启动较晚。",
    )
    assert [record.causes for record in records] == [["前期没有摸底。"], ["项目启动较晚。"]]


def test_causes_of_problems_under_a_heading_of_their_own_are_no_problems() -> None:
    records = found(
        "四、发现的主要问题", "1.拨付滞后", "超期3个月。", "五、问题原因分析", "（一）人手不足", "专人仅2名。"
    )
    assert [record.title for record in records] == ["拨付滞后"]
    assert "专人仅2名。" in records[0].causes[0]
    assert [record.title for record in found("四、问题原因分析", "（一）人手不足", "专人仅2名。")] == ["人手不足"]


def test_a_cause_of_the_problems_above_is_that_of_all() -> None:
    records = found("四、存在的问题", "1.预算粗放。", "2.支付缓慢。", "上述问题产生的主要原因是人手不足。")
    assert [record.causes for record in records] == [["人手不足。"], ["人手不足。"]]


def test_points_name_a_problem_whose_heading_tells_nothing() -> None:
    (record,) = found("四、存在的不足", "其一，目标设定偏低；其二，数据未共享；其三，宣传面窄。")
    assert record.category is not None
    assert record.category.name == "目标与任务不对应"
    assert {each.name for each in record.secondary} >= {"数据共享不足"}


def test_marks_before_paragraphs_and_both_sides_count_as_points() -> None:
    (record,) = found("四、存在的问题", "——预算执行慢。", "——制度不完善。")
    assert record.points == ["预算执行慢。", "制度不完善。"]
    (record,) = found("四、存在的问题", "（一）监管不到位", "一方面，未建立巡查制度；另一方面，监管人员不足。")
    assert record.points == ["未建立巡查制度；", "监管人员不足。"]


def test_no_finding_where_a_body_denies_the_problem() -> None:
    assert titles("四、存在的问题", "（一）绩效管理方面", "不存在绩效目标未完成的情况。", "（二）日志缺失") == [
        "日志缺失"
    ]


@pytest.mark.parametrize(
    ("told", "problems"),
    [
        ("资金实行专账核算，手续齐全。", 1),
        ("抽查的合同未发现倒签、代签。", 1),
        ("项目有效缓解了行路难的矛盾。", 1),
        ("手续齐全，但验收晚了一年。", 2),
        ("合同没盖章。", 2),
        ("资金使用合规性审查缺位。", 2),
    ],
)
def test_what_is_as_it_should_be_is_no_problem(told: str, problems: int) -> None:
    found = findings(reading(("四、存在的问题", f"（一）{told}", "（二）合同缺日期。三份合同未注明日期。")))
    assert len(found) == problems


def test_what_is_numbered_by_letters_or_signs_counts() -> None:
    assert titles("四、存在问题", "（一）项目管理", "a.变更未报批", "增加三百米。", "b.监理缺位", "日志空白。") == [
        *("变更未报批", "监理缺位")
    ]
    assert titles("四、存在问题", "Ⅰ、目标不清", "Ⅱ、分配不合理", "按人口平均分。") == ["目标不清", "分配不合理"]


def test_problems_are_gathered_by_body() -> None:
    assert titles("四、存在的问题", "（一）县教育局", "1.校服采购未公开招标。", "2.结余未退还。") == [
        *("校服采购未公开招标", "结余未退还")
    ]


def test_a_field_with_one_low_heading_has_its_problem() -> None:
    assert titles(
        *("四、存在的问题", "（一）产出方面", "1.数量", "（1）树苗不足", "少栽七十亩。", "（2）成活率低", "仅八成。"),
        *("（二）效益方面", "（1）带动有限"),
    )[-1] == ("带动有限")


def test_a_problem_headed_by_its_label_is_named_by_its_words() -> None:
    assert titles("四、问题与对策", "1.存在问题：名册不实。对策：比对。", "2.存在问题：台账滞后。对策：更新。") == [
        *("名册不实", "台账滞后")
    ]


def test_a_section_that_points_to_the_list_is_no_problem() -> None:
    rows = [["序号", "问题描述", "整改建议"], ["1", "重复申报补贴", "收回"]]
    listed = Table(rows, kind="problems", units=[None] * 3, roles=["serial", None, None])
    assert titles("四、存在的问题", "具体问题见附件2。", "附件2 问题清单", listed) == ["重复申报补贴"]


def test_a_problem_whose_heading_ends_like_a_section_keeps_it() -> None:
    assert titles("四、存在的问题", "（一）合同管理存在薄弱环节。一是签约晚。", "（二）进度慢。一是停工。") == [
        *("合同管理存在薄弱环节", "进度慢")
    ]


def test_cause_and_advice_may_be_numbered() -> None:
    (finding,) = found(
        *("二、存在的问题、原因及建议", "（一）管护经费无来源", "1.问题：管护费没有列入预算，欠发三个月。"),
        *("2.原因：没有分担办法。", "3.建议：出台分担办法。"),
    )
    assert finding.causes == ["没有分担办法。"]
    assert [finding.text[start:end] for start, end in finding.facts] == ["管护费没有列入预算，欠发三个月。"]


def test_what_explains_a_figure_is_a_cause_where_it_tells_of_a_hindrance() -> None:
    told = found(
        "三、存在的问题",
        "（一）支出率低",
        "支出率为69.8%，主要是前期工作滞后。",
        "（二）超支",
        "超12万元，主要是会议费、培训费。",
    )
    assert [finding.causes for finding in told] == [["前期工作滞后。"], []]


def test_one_of_the_problems_may_itself_be_titled_as_a_section_of_problems() -> None:
    source = [
        "四、存在问题与改进措施",
        "（一）预算编制不够精准",
        "全年调整率51.96%。",
        "（二）资产管理存在薄弱环节",
        "闲置办公用房未登记入账。",
    ]
    assert [found.title for found in findings(reading(source))] == ["预算编制不够精准", "资产管理存在薄弱环节"]
    source = ["四、成效、问题与建议", "（一）主要成效", "供水稳定。", "（二）存在的问题", "管护经费不足。"]
    assert [found.title for found in findings(reading(source))] == ["存在的问题"]


def test_a_title_that_begins_with_a_number_of_things() -> None:
    assert titles(
        "四、存在的问题", "1.2个项目未按期完工。", "晚于计划4个月。", "2.多计价款46.38万元。", "抽查8个项目。"
    ) == [
        "2个项目未按期完工",
        "多计价款46.38万元",
    ]


def test_reasons_that_the_heading_asks_for() -> None:
    (finding,) = found(
        "三、偏离绩效目标的原因和下一步改进措施",
        "（一）偏离原因。",
        "15个项目结转下年实施，主要是雨季持续时间长，材料运输困难。",
        "（二）改进措施。",
        "倒排工期。",
    )
    assert finding.causes == ["雨季持续时间长，材料运输困难。"]


@pytest.mark.parametrize("mark", ["——", "● ", ""])
def test_paragraphs_that_lead_others_open_the_points(mark: str) -> None:
    (finding,) = found(
        "四、问题分析",
        f"{mark}岗位设置缺乏统筹。",
        "12所小规模学校均按6人标配，年多支出约63万元。",
        f"{mark}考核扣款未落实。",
        "3月、7月考核不合格，应扣2.2万元、1.1万元未扣。",
    )
    assert finding.points == [
        "岗位设置缺乏统筹。\n12所小规模学校均按6人标配，年多支出约63万元。",
        "考核扣款未落实。\n3月、7月考核不合格，应扣2.2万元、1.1万元未扣。",
    ]


def test_a_short_paragraph_in_the_type_of_the_text_leads_nothing() -> None:
    told = (
        Para("岗位设置缺乏统筹。", bold=True),
        "人员配备不足。",
        Para("考核扣款未落实。", bold=True),
        "应扣2.2万元未扣。",
    )
    (finding,) = findings(reading(("四、问题分析", *told)))
    assert finding.points == ["岗位设置缺乏统筹。\n人员配备不足。", "考核扣款未落实。\n应扣2.2万元未扣。"]


def test_one_short_paragraph_leads_nothing() -> None:
    told = [
        "预算编制不细，调整较多。",
        "12所学校均按6人标配，年多支出约63万元，未按规模核定。",
        "采购不规范，合同签订滞后，涉及金额12万元。",
    ]
    (finding,) = found("四、问题分析", *told)
    assert finding.points == told


def test_a_label_in_front_of_a_problem_is_no_part_of_its_title() -> None:
    told = "1.【问题】部分设备闲置，2台未安装。【原因】选型不匹配。【建议】调剂使用。"
    (finding,) = found("五、存在的问题", told)
    assert (finding.title, finding.causes) == ("部分设备闲置，2台未安装", ["选型不匹配。"])


def test_capital_letters_number_problems_and_no_answers() -> None:
    assert titles("四、发现的问题", "A.立项程序不完整。未见批复。", "B.合同未约定违约责任。") == [
        "立项程序不完整",
        "合同未约定违约责任",
    ]
    told = found(
        "一、问卷",
        "您对服务是否满意？",
        "A.非常满意",
        "B.满意",
        "C.不满意",
        "二、存在的问题",
        "1.宣传不够。",
        "知晓率低。",
    )
    assert [each.title for each in told] == ["宣传不够"]


def test_a_point_goes_on_behind_a_cause_within_its_sentence() -> None:
    (record,) = found(
        "四、存在的主要问题",
        "一是拨付滞后。二是设施闲置。14个分类亭因选址不当未投用，涉及资金33.6万元。三是台账不全。",
    )
    assert record.points == ["拨付滞后。", "设施闲置。14个分类亭未投用，涉及资金33.6万元。", "台账不全。"]
    assert record.causes == ["选址不当"]


def test_a_conclusion_beside_the_problems_is_none_of_them() -> None:
    assert titles(
        "四、评价结论及问题",
        "（一）总体结论",
        "得分80分。",
        "（二）主要问题",
        "1.执行率低",
        "全年支付41%。",
        "2.验收滞后",
        "超期60天。",
    ) == ["执行率低", "验收滞后"]


def test_a_first_number_runs_in_behind_a_name_without_a_number() -> None:
    sources = ("五、评价结论", "得分85分。", "存在的主要问题：1.论证不充分。未开展可研。", "2.支付滞后。年末支付62%。")
    assert titles(*sources) == ["论证不充分", "支付滞后"]


def test_causes_listed_behind_numbered_problems_are_shared_out() -> None:
    problems = ("五、存在的问题", "（一）论证不足", "未开展可研。", "（二）支付滞后", "年末支付62%。")
    causes = ("原因分析：", "1.论证不足的原因是时间紧。", "2.支付滞后的原因是验收慢。")
    told = found(*problems, *causes, "六、建议", "（一）加强论证", "聘请专家。")
    assert [(each.title, each.causes) for each in told] == [
        ("论证不足", ["时间紧。"]),
        ("支付滞后", ["验收慢。"]),
    ]


def test_the_last_words_of_a_paragraph_may_stand_for_the_heading() -> None:
    lead = "项目总体较好，得分85分。但仍存在以下几个方面的主要问题："
    problems = ("1.论证不足。未开展可研。", "2.支付滞后。年末支付62%。")
    assert titles("二、评价结论", lead, *problems, "三、附则", "一式两份。") == ["论证不足", "支付滞后"]
    inline = lead + "一是论证不足。二是支付滞后。"
    (record,) = found("二、评价结论", inline, "三、附则", "一式两份。")
    assert record.points == ["论证不足。", "支付滞后。"]
    solved = "本项目解决了以下三类问题："
    assert titles("二、评价结论", solved, *problems, "三、附则", "一式两份。") == []


def test_words_that_lead_to_problems_are_no_heading_below_one() -> None:
    sources = (
        "五、存在的问题",
        "经评价，项目存在以下问题：",
        "（一）论证不足",
        "未开展可研。",
        "（二）支付滞后",
        "62%。",
    )
    assert titles(*sources) == ["论证不足", "支付滞后"]
    assert len(reading(sources).outline.sections) == 3


CHAPTERS = {
    "一、": "一、|二、|三、|四、",
    "第一部分": "第一部分 |第二部分 |第三部分 |第四部分 ",
    "1.": "1.|2.|3.|4.",
    "1": "1 |2 |3 |4 ",
    "Ⅰ.": "Ⅰ.|Ⅱ.|Ⅲ.|Ⅳ.",
    "（一）": "（一）|（二）|（三）|（四）",
    "一：": "一：|二：|三：|四：",
    "none": "|||",
}
ITEMS = {
    "（一）": "（一）|（二）",
    "1.": "1.|2.",
    "1，": "1，|2，",
    "（1）": "（1）|（2）",
    "①": "①|②",
    "a.": "a.|b.",
    "一是": "一是|二是",
    "第一，": "第一，|第二，",
    "其一，": "其一，|其二，",
    "一、": "一、|二、",
    "●": "●|●",
    "bare": "|",
}
# Numerals of one kind on both levels, and lines without any: nothing tells them apart.
ALIKE = {("一、", "一、"), ("1.", "1."), ("1.", "1，"), ("Ⅰ.", "一、"), ("（一）", "（一）")} | {
    ("（一）", "一、"),
    ("一：", "一、"),
    ("none", "bare"),
}


@pytest.mark.parametrize("on_its_line", [True, False])
@pytest.mark.parametrize(("chapter", "item"), [(c, i) for c in CHAPTERS for i in ITEMS if (c, i) not in ALIKE])
def test_two_problems_and_two_pieces_of_advice_however_they_are_numbered(
    chapter: str, item: str, on_its_line: bool
) -> None:
    def listed(*told: tuple[str, str]) -> list[str]:
        numbered = zip(ITEMS[item].split("|"), told, strict=True)
        return [
            line
            for number, (title, text) in numbered
            for line in ([number + title, text] if on_its_line else [f"{number}{title}。{text}"])
        ]

    numbers = CHAPTERS[chapter].split("|")
    read = reading(
        [
            f"{numbers[0]}项目概况", "资金100万元。", f"{numbers[1]}评价结论", "得分85分。", f"{numbers[2]}存在的问题",
            *listed(("前期论证不充分", "未开展可行性研究，直接立项。"), ("资金支付进度滞后", "年末支付率62%。")),
            f"{numbers[3]}相关建议",
            *listed(("加强前期论证", "聘请专家评审。"), ("加快资金支付", "按月调度支付进度。")),
        ]
    )  # fmt: skip
    problems = findings(read)
    advice = recommendations(read, problems)
    assert sum(max(len(each.points), 1) for each in problems) == 2
    assert sum(max(len(each.points), 1) for each in advice) == 2


@pytest.mark.parametrize("group", ["（一）预算管理方面", "（一）决策方面存在的问题", "1.资金使用"])
def test_bold_lines_over_problems_without_numbers(group: str) -> None:
    problems_told = (Para("论证不充分", bold=True), "未开展研究。", Para("支付进度滞后", bold=True), "年末支付62%。")
    advice_told = (Para("加强论证", bold=True), "聘请专家。", "按程序报批。", Para("加快支付", bold=True), "按月调度。")
    read = reading(("五、存在的问题", group, *problems_told, "六、建议", "经研究，建议如下：", *advice_told))
    problems = findings(read)
    assert [each.title for each in problems] == ["论证不充分", "支付进度滞后"]
    assert [each.title for each in recommendations(read, problems)] == ["加强论证", "加快支付"]


@pytest.mark.parametrize("lead", ["此前农村供水存在以下问题：", "存在的问题："])
def test_what_a_project_was_begun_for_is_no_finding(lead: str) -> None:
    told = ("1.水源不足。枯水期日缺水200吨。", "2.管网老化。漏损率31%。", "二、自评结论", "自评得分95分。")
    assert titles("一、项目概况", "（一）立项背景", lead, *told) == []
    assert titles("一、项目概况", "（一）项目背景", f"{lead}一是水源不足；二是管网老化。", *told[2:]) == []
    assert titles("一、项目概况", "（一）实施情况", lead, *told) == ["水源不足", "管网老化"]


def test_headings_of_a_report_on_what_was_put_right_name_the_problems() -> None:
    put_right = (
        "一、整改工作开展情况",
        "成立整改专班。",
        "二、问题整改情况",
        "（一）关于供餐成本核算不规范的问题",
        "整改措施：对13所学校建立专账。",
        "（二）关于超范围列支膳食补助的问题",
        "4所学校列支燃料费18.63万元。整改情况：已归还14.2万元。",
    )
    title = Para("青柳县教育局关于营养改善计划项目绩效评价发现问题整改情况的报告", centred=True)
    assert titles(title, *put_right) == ["关于供餐成本核算不规范的问题", "关于超范围列支膳食补助的问题"]
    assert titles(Para("青柳县教育局营养改善计划项目绩效自评报告", centred=True), *put_right) == []


def test_a_cause_of_the_problems_above_is_that_of_all_fields_where_the_last_holds_one() -> None:
    listed = ("四、存在的问题", "（一）征缴方面", "1.断缴较多。", "2.档次偏低。", "（二）支付方面", "1.冒领未追回。")
    told = "上述问题产生的主要原因是数据不共享。"
    assert [record.causes for record in found(*listed, told)] == [["数据不共享。"]] * 3
    more = found(*listed, "2.多头领取。", told)
    assert [record.causes for record in more] == [[], [], ["数据不共享。"], ["数据不共享。"]]


def test_paragraphs_on_money_that_went_where_it_must_not_are_points() -> None:
    (record,) = found("三、主要问题", "采购价格偏高。高出市价两成。", "个别学校挤占膳食资金。列支工资13.2万元。")
    assert [point[:6] for point in record.points] == ["采购价格偏高", "个别学校挤占"]


@pytest.mark.parametrize("told", ["通过自评，未发现项目存在明显不足。", "无此类情况。"])
def test_words_that_say_that_nothing_was_found(told: str) -> None:
    assert found("二、存在的问题", told) == []
    (record,) = found("二、存在的问题", "未发现挪用，存在白条入账1.2万元。")
    assert record.money == [Decimal("12000")]


def test_problems_below_a_label_in_the_analysis_of_each_indicator() -> None:
    records = found(
        "四、指标分析及存在问题",
        "（一）过程指标（40分）",
        "该项得31分。",
        "存在问题：",
        "1.预算调整幅度大。调整率142%。",
        "2.往来款项未清理。三年以上借款23笔。",
        "（二）效果指标（15分）",
        "该项得12分。",
        "存在问题：",
        "基层人才流失较为严重，全年辞职21人。",
    )
    assert [record.title for record in records] == [
        "预算调整幅度大",
        "往来款项未清理",
        "基层人才流失较为严重，全年辞职21人",
    ]


def test_a_heading_that_only_says_that_problems_follow_names_none_of_them() -> None:
    chapters = [
        (f"（{number}）{name}", "1.项目概况", "按计划实施。", "2.存在问题", told)
        for number, name, told in (
            ("一", "公路养护工程", "工程进度滞后。延期5个月。"),
            ("二", "危房改造补助", "未发现明显问题。"),
        )
    ]
    assert titles("三、各项目情况", *(line for chapter in chapters for line in chapter)) == ["工程进度滞后"]


def test_a_cause_behind_mainly_because() -> None:
    (finding,) = found("三、存在的问题", "（一）任务未完成", "计划建120所，未完工的17所主要因选址用地未落实。")
    assert finding.causes == ["选址用地未落实。"]
    (other,) = found("三、存在的问题", "（一）评价不全", "评价指标中未纳入的主要因素有3项。")
    assert other.causes == []


def test_run_in_numbers_below_chapters_above_the_usual_ones_are_findings() -> None:
    heads = ("第一章 概况", "一、资金", "共80万元。", "第二章 存在的主要问题", "一、项目决策")
    assert titles(*heads, "1、目标笼统。未分解。", "2、论证不足。未组织专家论证。") == ["目标笼统", "论证不足"]


def test_causes_that_call_the_problems_by_their_order() -> None:
    told = (
        "三、存在的问题",
        "（一）遴选竞争不充分",
        "未见论证。",
        "（二）服务记录不真实",
        "时间重叠。",
        "四、原因分析",
    )
    records = found(*told, "问题一的原因：目录不完善。", "问题二的原因：缺少监管手段。")
    assert [record.causes for record in records] == [["目录不完善。"], ["缺少监管手段。"]]
    records = found(*told, "问题一的原因：目录不完善。", "此外，人员不足。")
    assert [record.causes for record in records] == [["目录不完善。", "此外，人员不足。"], ["此外，人员不足。"]]


def test_causes_numbered_under_a_heading_of_their_own() -> None:
    records = found(
        "3 问题、原因及建议",
        "3.1 问题",
        "问题1：功能重叠。调用412次。",
        "问题2：测算粗略。按比例计取。",
        "3.2 原因",
        "原因1：立项时没有对接。",
        "原因2：缺少区级定额。",
    )
    assert [record.causes for record in records] == [["立项时没有对接。"], ["缺少区级定额。"]]


@pytest.mark.parametrize(
    "heading", ["五、存在的问题", "五、存在的问题及原因分析", "五、主要问题情况", "五、存在问题分析"]
)
def test_a_chapter_that_numbers_no_problem_is_one(heading: str) -> None:
    text = "宣传形式单一，主要依靠传单；23个乡镇补助拨付偏晚。"
    assert titles(heading, text) == [heading[2:]]
    assert titles("二、效果指标（15分）", "存在问题：宣传形式单一。") == ["宣传形式单一"]


def test_lessons_beside_experience_are_problems() -> None:
    told = ("（一）经验", "标价下浮11.4%，成效明显。", "（二）教训", "1、提款计划脱离实际", "多支出23万元。")
    assert titles("三、经验与教训", *told, "2、养护没有保障", "仅31公里列入。") == ["提款计划脱离实际", "养护没有保障"]
    assert titles("三、经验与教训", "制度健全，管理规范，成效明显。") == []


def test_a_subject_that_a_cause_befell_is_named_with_what_came_of_it() -> None:
    told = "诺邓镇标段因暴雨冲毁沟渠1.2公里，验收推迟到2025年1月。另有2处渗漏。"
    records = found("二、分项情况", "（一）高标准农田", "1.目标完成情况。建成0.8万亩。", f"2.存在问题。{told}")
    assert [record.title for record in records] == [told.split("。", maxsplit=1)[0]]
    assert [record.causes for record in records] == [["暴雨冲毁沟渠1.2公里"]]


def test_a_numbered_abstract_tells_no_problem_twice() -> None:
    abstract = ("第一部分 摘要", "一、主要问题", "用地手续不完善、工程款超付。", "二、主要建议", "完善用地手续。")
    body = (
        "第二部分 正文",
        "一、存在的问题",
        "（一）用地手续不完善",
        "8.7亩未取得许可证。",
        "二、建议",
        "（一）完善用地手续",
    )
    assert titles(*abstract, *body) == ["用地手续不完善"]
    assert [record.title for record in recommendations(reading([*abstract, *body]), found(*abstract, *body))] == [
        "完善用地手续"
    ]
    assert titles(*abstract) == ["主要问题"]


def test_problems_numbered_by_a_label_in_brackets() -> None:
    records = found(
        "三、存在问题",
        "【问题1】分红不及时。养殖项目应分红18.6万元，实际未分红。",
        "【原因】村集体与企业未签订协议。",
        "【问题2】资产未入账。3个村机具未登记台账。",
        "【原因】人员变动，交接不清。",
    )
    assert [(each.title, each.causes) for each in records] == [
        ("分红不及时", ["村集体与企业未签订协议。"]),
        ("资产未入账", ["人员变动，交接不清。"]),
    ]


def test_what_was_achieved_and_will_hardly_last_is_a_problem() -> None:
    told = "（1）成效巩固难。暗访发现持证率由96%降至81%，主要原因在于监管力量回撤。"
    assert titles("四、存在问题", "（1）资金分配不合理。某镇任务占50%，资金仅占24%。", told) == [
        "资金分配不合理",
        "成效巩固难",
    ]


SEVERAL = ("三、存在的问题", "（一）面积不实", "少132亩。", "（二）资金滞留", "4个乡镇。", "（三）台账缺失", "无记录。")


@pytest.mark.parametrize(
    "told",
    [
        "问题（一）（三）主要是因为人手不足；问题（二）的原因是审批慢。",
        "上述（一）（三）问题的原因是人手不足；第（二）项问题的成因是审批慢。",
    ],
)
def test_causes_behind_the_last_problem_go_to_those_that_they_call(told: str) -> None:
    causes = [[cause[:3] for cause in record.causes] for record in found(*SEVERAL, told)]
    assert causes == [["人手不"], ["审批慢"], ["人手不"]]


def test_causes_behind_the_last_problem_that_call_the_others_by_nothing_but_their_numbers() -> None:
    told = "上述问题中，（一）（三）的产生主要是由于人手不足；（二）则是因为审批慢。"
    causes = [[cause[:3] for cause in record.causes] for record in found(*SEVERAL, told)]
    assert causes == [["人手不"], ["审批慢"], ["人手不"]]
    told = "上述1、3两项问题相互关联，主要原因均为人手不足。"
    assert [len(record.causes) for record in found(*SEVERAL, told)] == [1, 0, 1]
    one = found(*SEVERAL, "（1）主要是因为人手不足。")
    assert [record.causes for record in one] == [[], [], ["人手不足。"]]


def test_a_cause_in_the_paragraph_of_one_problem_is_its_own_unless_it_speaks_of_several() -> None:
    listed = ("三、存在的问题", "（一）面积不实", "少132亩。", "（二）资金滞留", "4个乡镇未拨。{}主要系人员变动频繁。")
    assert [len(record.causes) for record in found(*listed[:-1], listed[-1].format("上述情况"))] == [0, 1]
    assert [len(record.causes) for record in found(*listed[:-1], listed[-1].format("这些问题"))] == [1, 1]


def test_a_paragraph_of_causes_alone_behind_problems_of_one_paragraph_each_is_of_all() -> None:
    listed = ("四、存在的问题", "1.面积不实。少132亩。", "2.资金滞留。4个乡镇未拨。")
    told = "究其原因，一是时间紧；二是人手少。"
    assert [len(record.causes) for record in found(*listed, told)] == [1, 1]
    assert [len(record.causes) for record in found(*listed, "涉及12万元。", told)] == [0, 1]


def test_counted_causes_that_name_every_problem_by_their_words() -> None:
    problems = (
        *("三、存在的问题", "1.防火物资储备不足。灭火机仅为标准的54%。", "2.护林员履职不到位。37人月均巡护不足10次。"),
        *("3.隔离带维护不及时。18公里杂草丛生。", "4.设备建而未用。12套因未接入供电线路，一直未投用。", "四、原因分析"),
    )
    causes = [
        "一是经费保障不足。仅安排物资购置和隔离带维护经费的六成。",
        "二是考核机制不健全。巡护情况未与护林员报酬挂钩。",
        "三是协同不够。未与供电部门对接。",
    ]
    heads = [[cause[:2] for cause in record.causes] for record in found(*problems, *causes)]
    assert heads == [["经费"], ["考核"], ["经费"], ["未接", "协同"]]
    # where they leave out one without a cause of its own, all of them are told of all
    assert [len(record.causes) for record in found(*problems, *causes[::2])] == [2, 2, 2, 3]


def test_causes_of_a_chapter_that_stands_for_itself_need_not_be_marked_alike() -> None:
    (record,) = found(
        "三、不足",
        "一是供餐质量不高，主要原因是厨师未经培训。二是采购不严，由于学校偏远，只能自行采购。",
    )
    assert record.causes == ["厨师未经培训。", "学校偏远"]


def test_causes_behind_the_last_problem_that_count_as_the_problems_do() -> None:
    counted = ("原因一：丈量粗放。", "原因二：审批慢。", "原因三：无专人。")
    causes = [record.causes for record in found(*SEVERAL, *counted)]
    assert [[cause[-4:] for cause in each] for each in causes] == [["量粗放。"], ["审批慢。"], ["无专人。"]]
    assert [len(record.causes) for record in found(*SEVERAL, *counted[:2])] == [0, 0, 2]


def test_a_cause_of_all_the_problems_that_points_back_at_them_first() -> None:
    told = "以上问题，既有人手紧的因素，也有考核不严的因素。"
    assert [record.causes for record in found(*SEVERAL, told)] == [["人手紧的因素，也有考核不严的因素。"]] * 3
    own = found(*SEVERAL[:3], "原因：丈量粗放。", *SEVERAL[3:], told)
    assert [len(record.causes) for record in own] == [1, 0, 1]


def test_causes_in_a_chapter_of_their_own_by_field_by_title_and_by_order() -> None:
    fields = ("二、问题", "（一）资金方面", "1.滞留。超期。", "2.超付。多付。", "（二）管理方面", "1.漏报。未报。")
    told = found(*fields, "三、原因分析", "（一）资金方面", "审批慢。", "（二）管理方面", "无专人。")
    assert [record.causes for record in told] == [["审批慢。"], ["审批慢。"], ["无专人。"]]
    named = found(
        *SEVERAL, "四、原因分析", "（一）针对面积不实、台账缺失", "无专人。", "（二）针对资金滞留", "审批慢。"
    )
    assert [record.causes for record in named] == [["无专人。"], ["审批慢。"], ["无专人。"]]
    counted = found(*SEVERAL, "四、原因剖析", "一是丈量粗放。", "二是审批慢。", "三是无专人。")
    assert [record.causes for record in counted] == [["丈量粗放。"], ["审批慢。"], ["无专人。"]]


def test_the_causes_of_things_told_between_semicolons_are_two() -> None:
    (record,) = found(
        "三、不足之处",
        "参与度不高，这主要是由于互动项目少；学员多为退休人员；执行率91.9%，未执行完毕的原因为活动延期。",
    )
    assert record.causes == ["互动项目少", "活动延期。"]


def test_a_cause_goes_up_to_its_outcome() -> None:
    told = "因合同未约定抽检，验收只清点数量，致使不合格器材通过验收。"
    (record,) = found("三、存在的问题", "（一）器材不达标", told)
    assert record.causes == ["合同未约定抽检，验收只清点数量"]


@pytest.mark.parametrize(
    ("title", "told", "cause"),
    [
        ("工期滞后", "由于碎石供应跟不上，雨水偏多，只能分段施工。", "碎石供应跟不上，雨水偏多"),
        ("收运不及时", "由于车辆少，运距长，加上驾驶员待遇低，难以做到日产日清。", "车辆少，运距长，加上驾驶员待遇低"),
        ("土壤改良未落实", "因有机肥采购流标，绿肥错过播期，320亩未实施改良。", "有机肥采购流标，绿肥错过播期"),
        ("泊位未启用", "因航线未获批，引桥太窄，泊位建成后仍未启用。", "航线未获批，引桥太窄"),
        # a clause that tells what came about is none of the reason
        ("冷库闲置", "由于电价过高，冷库闲置，难以发挥作用。", "电价过高"),
        ("管护缺位", "由于权属不清，管护人员未落实，3处设施损坏。", "权属不清"),
        ("参训率低", "由于通知较晚，农户外出，参训率偏低。", "通知较晚"),
        ("支出偏慢", "由于方案多次调整，3月才启动采购，只能压缩工期。", "方案多次调整"),
    ],
)
def test_a_cause_of_several_clauses_goes_up_to_what_they_left_to_be_done(title: str, told: str, cause: str) -> None:
    (record,) = found("三、存在的问题", f"（一）{title}", told)
    assert record.causes == [cause]


@pytest.mark.parametrize(
    ("told", "causes"),
    [
        ("尾款34万元未支付，供应商未按时开票所致。", ["供应商未按时开票"]),
        ("尾款34万元未支付，并非单位拖延所致。", []),
        ("尾款34万元未支付，由审批环节多所致。", []),
    ],
)
def test_a_clause_that_ends_with_what_it_brought_about_is_a_cause(told: str, causes: list[str]) -> None:
    (record,) = found("三、存在的问题", "（一）支付偏慢", told)
    assert record.causes == causes


def test_deviations_whose_reasons_a_heading_asks_for_are_problems() -> None:
    told = ("1.改造进度滞后。原因分析：许可审批环节多。改进措施：提前备料。", "2.鉴定未启动。原因分析：两次质疑。")
    first, second = found("三、存在偏差的原因分析及改进措施", *told)
    assert (first.title, first.causes) == ("改造进度滞后", ["许可审批环节多。"])
    assert (second.title, second.causes) == ("鉴定未启动", ["两次质疑。"])


def test_a_problem_with_a_cause_of_its_own_needs_none_of_those_listed_later() -> None:
    problems = (
        *("三、存在的问题", "（一）改厕数据不实", "多报63座。", "（二）改厕质量不过关"),
        *("渗漏26户，原因是无人监督施工。", "（三）后续管护跟不上", "无吸粪车。", "四、成因分析"),
    )
    first, second, third = found(
        *problems,
        *("（一）政绩导向偏差", "个别镇先上报后建设，改厕数据随之失真。", "（二）长效投入不足", "未安排后续管护经费。"),
    )
    assert [text[:6] for text in first.causes] == ["政绩导向偏差"]
    assert second.causes == ["无人监督施工。"]
    assert [text[:6] for text in third.causes] == ["长效投入不足"]


def test_a_cause_told_of_the_indicator_that_a_problem_is_about() -> None:
    analysis = ("二、产出分析", "成活率72%，未达到85%的目标，主要是春旱持续时间长。")
    told = ("三、存在的问题", "（一）苗木成活率低", "成活率72%，低于85%的目标。", "（二）台账缺失", "无记录。")
    first, second = found(*analysis, *told)
    assert (first.causes, [link.how for link in first.cause_links]) == (["春旱持续时间长。"], ["analysis"])
    assert second.causes == []
    goes_on = (*analysis[:1], f"{analysis[1][:-1]}；造林面积目标值900亩，实际910亩，超额完成。")
    assert found(*goes_on, *told)[0].causes == ["春旱持续时间长"]
    other = ("三、存在的问题", "（一）苗木成活率低", "成活率69%。")
    assert [record.causes for record in found(*analysis, *other)] == [[]]
    own = ("三、存在的问题", "（一）苗木成活率低", "成活率72%，低于85%的目标，原因是管护差。")
    assert [record.causes for record in found(*analysis, *own)] == [["管护差。"]]


@pytest.mark.parametrize("body", ["塬头养殖合作社", "临江县", "城北污水处理厂", "县农业农村局"])
def test_a_sentence_alone_under_the_name_of_a_body_is_a_problem(body: str) -> None:
    first = ("三、存在的问题", f"（一）{body}", "1.资金滞留。超期。", "2.台账登记不完整。")
    told = (*first, "（二）县水利局", "1.漏报。未报。")
    assert [record.title for record in found(*told)] == ["资金滞留", "台账登记不完整", "漏报"]


def test_sentences_right_below_a_short_name_of_no_kind_are_problems() -> None:
    field = ("三、存在的问题", "（一）食堂与配餐", "1.留样不足48小时。", "2.猪肉结算价高于集市均价，每公斤高3元。")
    assert titles(*field) == ["留样不足48小时", "猪肉结算价高于集市均价，每公斤高3元"]
    told = ("三、存在的问题", "（一）设计变更随意", "4所学校变更17项。", "原因分析：", "1.深度不够；", "2.权限不清。")
    (record,) = found(*told)
    assert (record.title, record.causes) == ("设计变更随意", ["1.深度不够", "2.权限不清。"])


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("三、评估意见", ["（一）论证不充分。", "（二）监管有待规范。"]),
        ("三、再评价发现的情况", ["（一）佐证材料缺失", "（二）泵房无人值守"]),
        ("三、检查掌握的主要情况和问题", ["（一）佐证材料缺失", "（二）泵房无人值守"]),
    ],
)
def test_a_chapter_of_what_was_found_tells_problems_where_all_is_wrong(chapter: str, told: list[str]) -> None:
    assert titles(chapter, *told) == [each[3:].rstrip("。") for each in told]


def test_what_was_found_and_is_right_or_to_be_done_is_no_problem() -> None:
    assert titles("三、评估意见", "（一）立项依据充分", "（二）监管有待规范") == []
    assert titles("三、评估意见", "（一）完善实施方案", "（二）加强监管") == []


def test_reasons_alone_where_a_form_asks_why_a_target_was_missed() -> None:
    asked = "三、未完成原因及改进措施"
    (record,) = found(asked, "未完成原因：原址有滑坡隐患，须重新选址。", "改进措施：明年6月完工。")
    assert (record.title, record.causes) == (asked[2:], ["原址有滑坡隐患，须重新选址。"])
    assert found(asked, "未完成原因：无。", "改进措施：无。") == []


def test_every_problem_that_a_report_names_as_put_right() -> None:
    told = ("（一）关于预算执行率低的问题", "执行率38%。", "（二）关于资产闲置的问题", "机床闲置。")
    assert titles("关于评价问题整改情况的报告", "一、问题整改情况", *told) == [
        "关于预算执行率低的问题",
        "关于资产闲置的问题",
    ]


def test_numbered_causes_that_call_problems_in_their_text_go_to_those() -> None:
    problems = ("三、问题", "1.补协议未审核", "未审。", "2.面层偏薄", "2处。", "3.日志缺失", "缺7月。", "四、原因分析")
    causes = ("1.意识淡薄。针对第1、3项问题，未设资料员。", "2.把关不严。针对第2项问题，旁站不到位。")
    assert [[text[:4] for text in each.causes] for each in found(*problems, *causes)] == [
        ["意识淡薄"],
        ["把关不严"],
        ["意识淡薄"],
    ]


def test_what_several_problems_show_is_their_cause() -> None:
    told = ("三、问题", "问题1：条款零散。", "7个部门。", "问题2：申报繁琐。", "76天。", "问题3：无跟踪。", "未跟踪。")
    shown = "问题1和问题3反映出无牵头部门；问题2主要是由于系统未打通。"
    assert [each.causes for each in found(*told, shown)] == [["无牵头部门"], ["系统未打通。"], ["无牵头部门"]]


@pytest.mark.parametrize(
    ("title", "told", "cause"),
    [
        (
            "资料归档不及时",
            "由于人员身兼数职，对档案要求掌握不够，资料归档晚了半年。",
            "人员身兼数职，对档案要求掌握不够",
        ),
        ("苗木到货晚", "主要是受汛期封路影响，车辆绕行。", "汛期封路"),
        ("管护缺失", "因水费收缴率低，管水员报酬没有着落，因此轮流看管。", "水费收缴率低，管水员报酬没有着落"),
    ],
)
def test_a_cause_ends_where_what_came_of_it_begins(title: str, told: str, cause: str) -> None:
    (record,) = found("三、存在的问题", f"（一）{title}", told)
    assert record.causes == [cause]


def test_what_cost_no_points_is_no_problem() -> None:
    assert titles("三、扣分原因分析", "1.考核扣2分，未按月考核。", "2.成本节约率不扣分。") == ["考核扣2分，未按月考核"]


def test_chapters_of_causes_of_two_sorts_are_of_all_problems() -> None:
    problems = ("三、问题及原因", "（一）存在的问题", "1.配套不足。少2500元。", "2.作业不规范。6条边沟淤塞。")
    causes = ("（二）客观原因", "1.财力薄弱。", "2.雨水偏多。", "（三）主观原因", "1.人员老化。", "2.未考核。")
    told = ["财力薄弱。", "雨水偏多。", "人员老化。", "未考核。"]
    assert [each.causes for each in found(*problems, *causes)] == [told, told]
    chapter = ("四、原因分析", "（一）客观原因", "雨水偏多。", "（二）主观原因", "人员老化。")
    assert [each.causes for each in found(*problems, *chapter)] == [["雨水偏多。", "人员老化。"]] * 2


def test_a_cause_behind_the_last_of_several_sentences_is_of_all() -> None:
    told = ("三、存在的问题", "（一）数据归集", "1.更新滞后。17类未更新。", "2.字段缺失率为12%。")
    assert [each.causes for each in found(*told, "原因：标准不统一。")] == [["标准不统一。"]] * 2


def test_problems_behind_a_label_need_no_word_of_a_defect() -> None:
    told = (
        "三、发现的问题和改进措施",
        "发现的问题：一是地块分散；二是施工窗口短。",
        "改进措施：一是集中连片；二是提前备料。",
    )
    (record,) = found(*told)
    assert (record.title, len(record.points)) == ("发现的问题和改进措施", 2)


def test_an_aspect_of_which_nothing_is_told_is_no_problem() -> None:
    told = ("三、绩效运行偏差情况", "（一）数量指标偏差", "开工5个，计划8个。", "（二）成本指标偏差", "无偏差。")
    assert titles(*told) == ["数量指标偏差"]


def test_what_a_check_found() -> None:
    told = ("二、核查发现", "1.超标准配置。超标12.7万元。", "2.账实不符。盘亏56件。")
    assert titles(*told) == ["超标准配置", "账实不符"]


@pytest.mark.parametrize(
    ("told", "causes"),
    [
        ("余款因竣工决算未完成而未支付。", ["竣工决算未完成"]),
        ("余款因此而未支付。", []),
        ("康复项目受疫情影响，进度偏慢。", ["疫情影响"]),
    ],
)
def test_a_cause_within_a_clause(told: str, causes: list[str]) -> None:
    (record,) = found("三、存在的问题", "（一）支付与进度不匹配", told)
    assert record.causes == causes


def test_a_cause_that_names_one_problem_by_its_words_is_no_cause_of_the_others() -> None:
    problems = (
        *("三、主要问题", "（一）危房鉴定走样", "34户鉴定表由村干部代填。", "（二）超面积建房普遍", "41户超标。"),
        *("（三）补助兑付慢", "平均112天。", "四、原因分析"),
    )
    causes = ("（一）住建所人手紧缺", "9名技术员，鉴定工作难以到场。", "（二）制度执行不严", "重建设、轻管理。")
    heads = [[cause[:4] for cause in record.causes] for record in found(*problems, *causes)]
    assert heads == [["住建所人"], ["制度执行"], ["制度执行"]]


def test_a_field_that_any_heading_may_hold_is_named_by_no_cause() -> None:
    problems = (
        *("三、主要问题", "（一）资金管理方面", "1.拨付链条长", "平均147天。", "2.重复享受补助", "7户企业。"),
        *("（二）项目管理方面", "1.验收率低", "应验收164个。", "四、原因分析"),
    )
    causes = (
        "（一）重申报轻管理",
        "精力集中于项目申报，对验收投入不够。",
        "（二）信息未共享",
        "重复享受补助难以发现。",
    )
    told = (*causes, "（三）层层转拨", "拨付链条上有三级。")
    heads = [[cause[:4] for cause in record.causes] for record in found(*problems, *told)]
    assert heads == [["层层转拨"], ["信息未共"], ["重申报轻"]]


def test_causes_as_many_as_problems_are_in_their_order_unless_one_names_another() -> None:
    problems = (
        "三、主要问题",
        "1.就业率偏低",
        "仅31%。",
        "2.监管薄弱",
        "3家代签到。",
        "3.拨付不及时",
        "8个月。",
        "四、原因分析",
    )
    causes = ("1.内容脱节", "未开展调查。", "2.人员少", "仅2人。", "3.环节多", "四道审核。")
    assert [len(record.causes) for record in found(*problems, *causes)] == [1, 1, 1]
    turned = ("1.人员少", "无法核对代签到。", "2.内容脱节", "未开展调查。", "3.环节多", "四道审核。")
    heads = [[cause[:3] for cause in record.causes] for record in found(*problems, *turned)]
    assert heads == [["内容脱", "环节多"], ["人员少"], ["内容脱", "环节多"]]


def test_causes_of_a_chapter_that_begin_with_the_numbers_of_the_problems() -> None:
    problems = (
        "三、主要问题",
        "（一）计量不规范",
        "以估算量结算。",
        "（二）考核流于形式",
        "均在95分以上。",
        "（三）渗滤液不达标",
    )
    told = found(
        *problems,
        "氨氮超标。",
        "（四）设施闲置",
        "7座未启用。",
        "四、问题成因",
        "（一）的成因是未安排专人监磅。（二）的成因是考核由乡镇打分。（三）（四）的主要原因是前期论证不充分。",
        "五、建议",
    )
    causes = ["未安排专人监磅。", "考核由乡镇打分。", "前期论证不充分。", "前期论证不充分。"]
    assert [finding.causes for finding in told] == [[cause] for cause in causes]


def test_problems_put_right_under_their_names() -> None:
    title = "关于2022年度绩效评价发现问题整改情况的汇报"
    put_right = ("（一）前期论证不充分问题", "已修订办法，整改完成。", "（二）资产移交不及时问题", "预计6月底前移交。")
    read = reading((title, "一、整改总体情况", "整改24个。", "二、具体整改情况", *put_right))
    assert [finding.title for finding in findings(read)] == ["前期论证不充分问题", "资产移交不及时问题"]
