"""Problems told without a section of their own: in 自评综述 and in rows of 自评表."""

from __future__ import annotations

from tests.hostile.paper import Paper
from tests.records.test_several_forms import FORM, PUMPS, put_form


def summary(*lines: str) -> Paper:
    paper = Paper().page()
    for number, line in enumerate(lines):
        paper.text(70, 90 + 22 * number, line)
    return paper


OPENING = ("柳溪县水利局2022年度部门决算", "一、预算绩效情况说明", "1.堤防养护项目绩效自评综述：")


def test_a_problem_behind_its_label_in_a_summary() -> None:
    told = summary(*OPENING, "支出进度92%。发现的问题及原因：苗木补植滞后。下一步改进措施：春季补植。").read()
    assert [(finding.title, finding.text) for finding in told.findings] == [("苗木补植滞后", "苗木补植滞后。")]
    assert [(each.title, each.addresses) for each in told.recommendations] == [("春季补植", [told.findings[0].id])]


def test_a_label_that_brings_in_nothing_tells_no_problem() -> None:
    for words in ("无", "未发现问题", "暂无"):
        told = summary(*OPENING, f"项目自评得分为92分。发现的问题及原因：{words}。下一步改进措施：无。").read()
        assert (told.findings, told.recommendations) == ([], []), words


def test_rows_of_a_form_tell_problem_and_next_step() -> None:
    rows = [*FORM.format(**PUMPS).strip().splitlines(), "存在问题|水泵更新滞后|<|<|<|<", "改进措施|提前招标|<|<|<|<"]
    paper = Paper()
    put_form(paper, "\n".join(rows), "项目支出绩效自评表")
    told = paper.read()
    assert [(each.title, each.evidence[0].table) for each in told.findings] == [("水泵更新滞后", "t1")]
    assert [each.title for each in told.recommendations] == ["提前招标"]


def test_scores_of_summaries_are_of_the_projects_in_their_headings() -> None:
    told = summary(
        "柳溪县水利局2022年度部门预算绩效自评报告",
        "一、绩效自评结果",
        "1.堤防养护项目绩效自评综述：项目自评得分为92分。",
        "2.泵站改造项目绩效自评综述：项目自评得分为88分。",
    ).read()
    assert [(score.subject, str(score.score)) for score in told.report.overall_scores] == [
        ("堤防养护项目", "92"),
        ("泵站改造项目", "88"),
    ]


# A report in a form: labels at the left, paragraphs beside them.
REPORT_IN_FORM = """
项目名称|{project}|<|<
主管部门|柳溪县水利局|实施单位|柳溪县农村供水服务中心
预算数（万元）|860.00|执行数（万元）|792.35
自评得分|91.6|自评等级|优
"""


def in_form(*rows: str, title: str = "项目支出绩效自评报告", height: float = 24) -> Paper:
    paper = Paper()
    put_form(
        paper,
        REPORT_IN_FORM.format(project="农村饮水管网延伸工程").strip() + "\n" + "\n".join(rows),
        title,
        height=height,
    )
    return paper


def test_a_report_in_a_form_tells_its_head() -> None:
    told = in_form("一、项目概况|延伸管网三十六公里|<|<").read()
    assert told.report.evaluated_units == ["柳溪县农村供水服务中心"]
    assert [(str(each.score), each.grade) for each in told.report.overall_scores] == [("91.6", "优")]
    assert [table.kind for table in told.tables] == ["self_evaluation"]


def test_labels_of_a_form_may_stand_behind_a_spine() -> None:
    rows = """
    基本情况|项目名称|扶贫车间建设补助|<|<
    ^|主管部门|柳溪县财政局|实施单位|柳溪县乡村振兴局
    ^|自评得分|84.3|自评等级|良
    自评情况|项目概况|补助车间三处并改造厂房|<|<
    ^|存在的问题|两处车间订单不足，用工少于约定人数|<|<
    """
    paper = Paper()
    put_form(paper, rows, "财政支出项目绩效自评报告表")
    told = paper.read()
    assert [table.kind for table in told.tables] == ["self_evaluation"]
    assert told.report.evaluated_units == ["柳溪县乡村振兴局"]
    assert [(str(each.score), each.grade) for each in told.report.overall_scores] == [("84.3", "良")]
    assert [each.title for each in told.findings] == ["两处车间订单不足，用工少于约定人数"]


def test_numbered_paragraphs_beside_a_label_are_problems_each() -> None:
    problems = ["1.支付偏慢。原因是征地滞后。", "2.档案不完整。缺少验收影像。"]
    advice = ["1.加快支付进度。", "2.完善档案管理。"]
    rows = [f"三、存在的问题及原因|{'¶'.join(problems)}|<|<", f"四、改进措施及建议|{'¶'.join(advice)}|<|<"]
    told = in_form(*rows).read()
    assert [(each.title, each.causes) for each in told.findings] == [("支付偏慢", ["征地滞后。"]), ("档案不完整", [])]
    ids = [each.id for each in told.findings]
    assert [(each.title, each.addresses) for each in told.recommendations] == [
        ("加快支付进度", ids[:1]),
        ("完善档案管理", ids[1:]),
    ]


def test_a_long_cell_beside_a_label_tells_a_problem_in_a_form_of_another_title() -> None:
    row = "六、存在的主要问题|部分管段埋深不足，冬季存在冻裂风险|<|<"
    assert [each.title for each in in_form(row, title="项目完成情况表").read().findings] == [
        "部分管段埋深不足，冬季存在冻裂风险"
    ]
    count = "六、存在的主要问题|3个|<|<"
    assert in_form(count, title="项目完成情况表").read().findings == []


def test_groups_beside_a_label_hold_their_problems() -> None:
    cell = "（一）预算管理方面¶1.预算编制不精准。¶2.支付进度前低后高。¶（二）项目管理方面¶1.变更未报批。"
    told = in_form(f"存在的问题|{cell}|<|<", "^|二处渗漏未修复，影响正常供水|<|<", height=90).read()
    assert [each.title for each in told.findings] == [
        "预算编制不精准",
        "支付进度前低后高",
        "变更未报批",
        "二处渗漏未修复，影响正常供水",
    ]
    assert {(each.evidence[0].table, each.evidence[0].column) for each in told.findings} == {("t1", 1)}
    assert all(each.section is None for each in told.findings)


def test_problems_and_advice_in_one_cell_under_headings() -> None:
    cell = "存在问题：¶1.预算编制不精准，调减45万元。¶2.变更未报批。¶下一步工作打算：¶1.细化预算编制。¶2.严格变更审批。"
    told = in_form(f"存在的问题及下一步工作打算|{cell}|<|<", height=90).read()
    assert [(each.title, [str(yuan) for yuan in each.money]) for each in told.findings] == [
        ("预算编制不精准，调减45万元", ["450000"]),
        ("变更未报批", []),
    ]
    assert [each.title for each in told.recommendations] == ["细化预算编制", "严格变更审批"]


def test_labels_within_a_conclusion_of_a_form() -> None:
    cell = "项目自评得分92.3分，等级为优。存在的主要问题：部分线路未更换。改进措施：纳入下年计划。"
    told = in_form(f"自评结论|{cell}|<|<", title="项目支出绩效自评表").read()
    assert [each.title for each in told.findings] == ["部分线路未更换"]
    assert [each.title for each in told.recommendations] == ["纳入下年计划"]


def test_what_a_scoring_table_says_of_an_indicator_is_no_problem_of_its_own() -> None:
    rows = """
    一级指标|三级指标|分值|得分|评分说明
    产出|完成率|50|48|存在问题：两处未完工，扣2分
    效益|受益人口|50|50|符合要求
    """
    paper = Paper()
    put_form(paper, rows, "绩效评价指标评分表")
    assert paper.read().findings == []


def test_a_list_of_problems_within_a_form() -> None:
    rows = [
        "存在的问题|<|原因分析|改进措施",
        "1.预算编制不精准。|<|测算依据不全|细化预算编制",
        "2.变更未报批。|<|责任意识不强|严格审批",
    ]
    told = in_form(*rows).read()
    assert [(each.title, each.causes) for each in told.findings] == [
        ("预算编制不精准", ["测算依据不全"]),
        ("变更未报批", ["责任意识不强"]),
    ]


def test_why_an_indicator_was_missed_is_no_problem_of_its_own() -> None:
    row = "偏差大或目标未完成原因分析|出院人次受病种结构调整影响，低于预期|<|<"
    assert in_form(row, title="项目支出绩效自评表").read().findings == []


def test_an_evaluation_in_a_form_tells_score_problems_and_advice() -> None:
    rows = [
        "评价得分|85.6|评价等级|良",
        "评价发现的主要问题|1.预算编制不精准。¶2.变更未报批。|<|<",
        "意见建议|1.细化预算编制。¶2.加快审批，按月通报执行情况。|<|<",
    ]
    paper = Paper()
    put_form(
        paper,
        "\n".join(["项目名称|路灯节能改造|<|<", "主管部门|柳溪县住房和城乡建设局|<|<", *rows]),
        "项目支出绩效评价报告",
    )
    told = paper.read()
    assert [(str(each.score), each.grade) for each in told.report.overall_scores] == [("85.6", "良")]
    assert [each.title for each in told.findings] == ["预算编制不精准", "变更未报批"]
    assert [each.title for each in told.recommendations] == ["细化预算编制", "加快审批，按月通报执行情况"]


def test_problems_told_aspect_by_aspect() -> None:
    rows = """
    专项名称|{project}|<|<
    地方主管部门|柳溪省林业局|<|<
    资金管理情况||情况说明|存在问题和改进措施
    ^|下达及时性|收到后四十日下达|超过规定时限，今后提前储备项目
    ^|拨付合规性|按规定拨付|无
    ^|使用规范性|专账核算|2个县将36.5万元用于办公经费，已责令归还
    其他说明|无|<|<
    """
    paper = Paper()
    put_form(paper, rows.format(project="林业草原恢复资金"), "转移支付区域绩效目标自评表")
    told = paper.read()
    assert [each.title for each in told.findings] == [
        "超过规定时限，今后提前储备项目",
        "2个县将36.5万元用于办公经费，已责令归还",
    ]
    assert [str(each) for each in told.findings[1].money] == ["365000"]
    assert told.report.evaluated_units == ["柳溪省林业局"]


def test_a_form_that_a_unit_scores_itself_is_its_own_evaluation() -> None:
    rows = """
    联系人|段某|联络电话|7212345
    整体目标|养护达标|<|<
    {label}|93.5|评价等次|优
    """
    for label, kind in (("绩效自评综合得分", "self_evaluation"), ("检查得分", "other")):
        paper = Paper()
        put_form(paper, rows.format(label=label), "部门整体支出情况表")
        assert [table.kind for table in paper.read().tables] == [kind]


def test_who_drew_up_a_form_is_no_caption() -> None:
    paper = Paper()
    put_form(paper, "项目名称|泵站改造|主管部门|柳溪县水利局\n项目地址|柳溪县|邮编|415700", "柳溪市财政局（制）")
    assert [table.caption for table in paper.read().tables] == [None]


def test_the_score_of_the_body_itself_among_those_of_its_projects_is_nobody_else_s() -> None:
    told = summary(
        "柳溪县水利局2022年度部门预算绩效自评报告",
        "一、绩效自评结果",
        "1.堤防养护项目绩效自评综述：项目自评得分为92分。",
        "2.部门整体支出绩效自评综述：",
        "我中心部门整体支出绩效自评得分为93.8分，等级为优。",
    ).read()
    assert [(score.subject, str(score.score)) for score in told.report.overall_scores] == [
        ("堤防养护项目", "92"),
        (None, "93.8"),
    ]


def test_two_labels_that_no_ruling_parts() -> None:
    told = in_form(
        "（三）存在问题¶（四）整改措施|部分管段埋深不足，冬季存在冻裂风险|<|<",
        "^|加深管段并包裹保温材料，入冬前完成|<|<",
    ).read()
    assert [each.title for each in told.findings] == ["部分管段埋深不足，冬季存在冻裂风险"]
    assert [each.title for each in told.recommendations] == ["加深管段并包裹保温材料，入冬前完成"]


def test_a_label_behind_a_comma_that_counts() -> None:
    text = "自评90分，存在的问题：一是摸底不准。二是申报迟缓。"
    told = summary("柳溪县民政局2022年度部门整体支出绩效自评报告", text).read()
    assert [(each.title, len(each.points)) for each in told.findings] == [("摸底不准", 2)]


def test_a_count_that_ends_with_the_first_is_no_part_of_the_name() -> None:
    told = summary(
        *OPENING, "支出92%。发现的问题及原因：一是补植滞后，原因是苗源不足。下一步改进措施：一是补植。"
    ).read()
    assert [(finding.title, finding.causes) for finding in told.findings] == [("补植滞后", ["苗源不足。"])]
    assert [each.title for each in told.recommendations] == ["补植"]


def test_a_form_of_an_opinion_on_one_project_tells_each_problem() -> None:
    paper = Paper()
    told = """
    项目名称|高标准农田建设|评价年度|2020年
    被评价单位|柳溪县农业农村局|评价机构|江州中衡咨询有限公司
    评价得分|71.5分|评价等级|中
    存在问题|1.工程进度滞后。某标段晚完工7个月。¶2.部分机井未通电。23眼中9眼未通电。|<|<
    """
    put_form(paper, told, "财政支出绩效评价意见书", height=40)
    assert [finding.title for finding in paper.read().findings] == ["工程进度滞后", "部分机井未通电"]


def test_next_steps_below_their_label() -> None:
    told = summary(
        *OPENING, "支出进度92%。发现的问题：苗木补植滞后。下一步改进措施：", "一是春季补植。二是加强管护。"
    ).read()
    assert [(each.title, len(each.points)) for each in told.recommendations] == [("春季补植", 2)]
    told = summary(*OPENING, "支出进度92%。发现的问题：苗木补植滞后。下一步改进措施：", "2.河道项目自评综述：").read()
    assert told.recommendations == []
