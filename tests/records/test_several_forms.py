"""Several forms in one document: each keeps its title, its project, its indicators and its total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.report import Report
from extractor.records.identity.title_words import without_code

from tests.hostile.paper import Paper

WIDTH = 520.0
FORM = """
项目名称|{name}|<|<|<|<
主管部门|柳溪县水利局|<|实施单位|柳溪县河道管理所|<
项目资金（万元）|年初预算数|全年预算数|全年执行数|执行率|得分
年度资金总额|{budget}|{budget}|{paid}|{rate}|{own}
一级指标|二级指标|三级指标|年度指标值|分值|得分
产出指标|数量指标|{what}|≥20处|50|{output}
效益指标|社会效益指标|受益人口|≥3000人|40|40
总分|<|<|<|100|{total}
"""
LEVEES = {
    "name": "堤防岁修养护", "budget": "80.00", "paid": "76.00", "rate": "95%", "own": "9.5", "what": "养护堤段",
    "output": "49", "total": "98.5",
}  # fmt: skip
PUMPS = {
    "name": "泵站更新改造", "budget": "120.00", "paid": "108.00", "rate": "90%", "own": "9", "what": "更新泵站",
    "output": "47", "total": "96",
}  # fmt: skip
GATES = {
    "name": "闸门除锈防腐", "budget": "36.00", "paid": "36.00", "rate": "100%", "own": "10", "what": "除锈闸门",
    "output": "50", "total": "100",
}  # fmt: skip


def put_form(paper: Paper, drawing: str, *above: str, height: float = 24) -> None:
    """A page with a form under lines in the middle; in the drawing ``<`` goes on from the left, ``^`` from above,
    ``¶`` ends a line."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            right = next((n for n in range(c + 1, len(row)) if row[n] != "<"), len(row))
            down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "^"), len(rows))
            if text not in ("<", "^") and (right > c + 1 or down > r + 1):
                spans[r, c] = (down - r, right - c)
    paper.page()
    for number, line in enumerate(above):
        paper.text((595 - 14 * len(line)) / 2, 50 + 24 * number, line, 14)
    plain = [["" if text in ("<", "^") else text.replace("¶", "\n") for text in row] for row in rows]
    paper.table(
        38, 60 + 24 * len(above), [WIDTH / len(rows[0])] * len(rows[0]), plain, spans=spans, size=8, height=height
    )


def batch(*forms: dict[str, str]) -> Report:
    paper = Paper()
    for form in forms:
        put_form(paper, FORM.format(**form), "项目支出绩效自评表", "（2022年度）")
    return paper.read()


def test_a_title_printed_over_every_form_is_the_caption_of_each() -> None:
    found = batch(LEVEES, PUMPS, GATES)
    assert [table.caption for table in found.tables] == ["项目支出绩效自评表（2022年度）"] * 3
    assert (found.report.report_type, found.report.fiscal_year) == ("self_evaluation", 2022)
    assert [date.start for date in found.dates if date.text == "2022年度"] == ["2022-01-01"] * 3


def test_indicators_tell_the_project_of_their_form() -> None:
    found = batch(LEVEES, PUMPS)
    assert [(item.project, item.level3, item.score) for item in found.score_items] == [
        ("堤防岁修养护", "养护堤段", Decimal(49)),
        ("堤防岁修养护", "受益人口", Decimal(40)),
        ("泵站更新改造", "更新泵站", Decimal(47)),
        ("泵站更新改造", "受益人口", Decimal(40)),
    ]


def test_every_form_has_its_total_and_none_is_that_of_the_document() -> None:
    found = batch(LEVEES, PUMPS, GATES)
    assert [(score.subject, score.score) for score in found.report.overall_scores] == [
        ("堤防岁修养护", Decimal("98.5")),
        ("泵站更新改造", Decimal(96)),
        ("闸门除锈防腐", Decimal(100)),
    ]
    assert found.report.project_name is None


def test_the_total_of_one_form_is_that_of_the_document() -> None:
    found = batch(PUMPS).report
    assert [(score.subject, score.score) for score in found.overall_scores] == [(None, Decimal(96))]
    assert found.project_name == "泵站更新改造"


def test_a_form_without_third_level_is_kept_beside_one_that_has_it() -> None:
    paper = Paper()
    put_form(paper, FORM.format(**LEVEES), "项目支出绩效自评表")
    short = """
    项目名称|河道保洁|<|<|<
    一级指标|二级指标|年度指标值|实际完成值|得分
    产出指标|保洁河段|≥12公里|12公里|60
    效益指标|投诉下降|≥10%|14%|40
    """
    put_form(paper, short, "项目支出绩效自评表")
    assert [(item.project, item.level3 or item.level2) for item in paper.read().score_items] == [
        ("堤防岁修养护", "养护堤段"),
        ("堤防岁修养护", "受益人口"),
        ("河道保洁", "保洁河段"),
        ("河道保洁", "投诉下降"),
    ]


def test_a_table_that_sums_up_the_levels_of_another_gives_no_indicators() -> None:
    paper = Paper()
    summary = """
    一级指标|分值|得分
    项目决策|20|18
    项目产出|80|75
    合计|100|93
    """
    put_form(paper, summary, "绩效评价得分情况表")
    whole = """
    一级指标|二级指标|三级指标|分值|得分
    决策|项目立项|立项规范性|20|18
    产出|产出数量|完成率|40|36
    ^|产出质量|合格率|40|39
    """
    put_form(paper, whole, "绩效评价指标评分表")
    assert [item.level3 for item in paper.read().score_items] == ["立项规范性", "完成率", "合格率"]


def test_grade_and_total_behind_their_words_in_the_last_row() -> None:
    paper = Paper()
    for form in (LEVEES, PUMPS):
        rows = FORM.format(**form).strip().splitlines()[:-1]
        rows.append(f"总分|总分值：100|<|总得分：{form['total']}|<|自评等级：优")
        put_form(paper, "\n".join(rows), "项目支出绩效自评表")
    assert [(s.subject, s.score, s.grade) for s in paper.read().report.overall_scores] == [
        ("堤防岁修养护", Decimal("98.5"), "优"),
        ("泵站更新改造", Decimal(96), "优"),
    ]


def test_a_list_of_evaluations_tells_the_score_of_each_project() -> None:
    rows = """
    序号|项目名称|主管部门|预算金额（万元）|得分|等级
    1|数字档案馆建设|市档案局|1516.00|76.8|中
    2|公交运营补贴|市交通运输局|12000.00|91.2|优
    """
    for title, scores in (("重点项目绩效评价结果一览表", ["76.8", "91.2"]), ("项目评审专家打分记录", [])):
        paper = Paper()
        put_form(paper, rows, title)
        assert [str(each.score) for each in paper.read().report.overall_scores] == scores


def test_the_code_before_a_project_is_no_part_of_its_name() -> None:
    paper = Paper()
    put_form(paper, FORM.format(**{**PUMPS, "name": "51192223T000008123456-泵站改造"}), "项目支出绩效自评表")
    assert paper.read().report.project_name == "泵站改造"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("219-泵站改造", "泵站改造"), ("219001－泵站改造", "泵站改造"), ("2022-泵站改造", "2022-泵站改造")],
)
def test_a_short_code_and_a_year_before_a_name(name: str, plain: str) -> None:
    assert without_code(name) == plain


FUNDED = """
项目名称|堤防岁修养护|<|<|<|<|<
项目资金（万元）||年初预算数|全年执行数|分值|执行率|得分
^|年度资金总额|80.00|76.00|{points}|95%|{own}
^|其中：财政拨款|80.00|76.00|—|95%|—
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|养护堤段|≥20处|20处|{output}|50
效益指标|社会效益指标|受益人口|≥3000人|3000人|40|36
总分|<|<|<|<|100|{total}
"""


@pytest.mark.parametrize(
    ("points", "own", "output", "total", "verdict"),
    [
        ("10", "9.5", "50", "95.5", "pass"),
        ("10", "9.5", "50", "59.5", "fail"),
        ("10", "—", "50", "95.5", "unknown"),  # what the funds score is not told
        ("5", "4.5", "50", "95.5", "unknown"),  # nor what the other points are for
    ],
)
def test_the_score_of_a_form_counts_that_of_its_funds(
    points: str, own: str, output: str, total: str, verdict: str
) -> None:
    paper = Paper()
    put_form(paper, FUNDED.format(points=points, own=own, output=output, total=total), "项目支出绩效自评表")
    told = [each.status for each in paper.read().checks if each.rule == "score_total" and "得分" in each.message]
    assert told == [verdict]


@pytest.mark.parametrize(
    ("above", "heads", "scores"),
    [
        ("现将有关情况报告如下：", "得分|等级", ["76.8", "91.2"]),
        ("一、评价总体情况", "综合得分|评价等级", ["76.8", "91.2"]),
        ("一、作业考核", "得分|等级", []),  # how those who were paid are assessed
        ("现将有关情况报告如下：", "得分|备注", []),
    ],
)
def test_a_list_without_a_caption_tells_verdicts_where_it_concludes(above: str, heads: str, scores: list[str]) -> None:
    paper = Paper()
    paper.page()
    paper.text(130, 60, "滨河县2021年度重点项目绩效评价报告", 18)
    paper.text(60, 110, above, 12)
    paper.table(
        38, 140, [40, 140, 140, 100, 50, 50],
        [
            ["序号", "项目名称", "主管部门", "预算金额（万元）", *heads.split("|")],
            ["1", "数字档案馆建设", "县档案局", "1516.00", "76.8", "中"],
            ["2", "公交运营补贴", "县交通运输局", "12000.00", "91.2", "优"],
        ],
    )  # fmt: skip
    assert [str(each.score) for each in paper.read().report.overall_scores] == scores


def test_the_total_of_a_scoring_table_on_its_side() -> None:
    paper = Paper()
    rows = """
    指标|投入|过程|产出|效果|总分
    权重|15|30|30|25|100
    得分|12.5|23.4|26|22|83.9
    得分率|83.33%|78.00%|86.67%|88.00%|83.90%
    评价等级|良|<|<|<|<
    """
    put_form(paper, rows, "部门整体支出绩效评价报告")
    read = paper.read()
    assert [(s.score, s.grade) for s in read.report.overall_scores] == [(Decimal("83.9"), "良")]
    assert [item.score for item in read.score_items] == [Decimal("12.5"), Decimal("23.4"), Decimal(26), Decimal(22)]
    assert [each.code for each in read.issues if each.code == "unit_unknown"] == []


@pytest.mark.parametrize(
    ("heads", "bodies"),
    [
        ("县农业农村和水利局得分|县商务局得分", ["县农业农村和水利局", "县商务局"]),
        ("主管部门得分|县财政局得分", [None]),  # two opinions of one thing
    ],
)
def test_bodies_scored_side_by_side_each_have_their_scores(heads: str, bodies: list[str | None]) -> None:
    paper = Paper()
    rows = f"""
    一级指标|分值|{heads}
    决策|20|16|14
    过程|30|24|20.2
    产出|25|21|20
    效益|25|19.5|19
    合计|100|80.5|73.2
    评价等级||良|中
    """
    put_form(paper, rows, "产业扶持资金绩效评价报告")
    read = paper.read()
    assert [each.subject for each in read.report.overall_scores] == bodies
    assert list(dict.fromkeys(item.project for item in read.score_items)) == bodies
    if bodies[0]:
        assert [(each.score, each.grade) for each in read.report.overall_scores] == [
            (Decimal("80.5"), "良"),
            (Decimal("73.2"), "中"),
        ]
        assert [item.score for item in read.score_items if item.project == bodies[1]] == [
            Decimal(14), Decimal("20.2"), Decimal(20), Decimal(19),
        ]  # fmt: skip
    assert [each.rule for each in read.checks if each.status == "fail"] == []


def test_projects_below_one_head_of_scores_each_have_their_total() -> None:
    paper = Paper()
    rows = """
    指标|分值|项目得分|<|<
    ^|^|高标准农田建设项目|农村饮水维修项目|城区小学扩建项目
    决策|20|17|18.5|15
    过程|25|20.2|22|18.5
    产出|30|26|28|26
    效益|25|23|22.5|20
    合计|100|86.2|91.0|79.5
    等级||良|优|中
    """
    put_form(paper, rows, "绩效评价得分及等级表")
    told = paper.read().report.overall_scores
    assert [(each.subject, str(each.score), each.grade) for each in told] == [
        ("高标准农田建设项目", "86.2", "良"),
        ("农村饮水维修项目", "91.0", "优"),
        ("城区小学扩建项目", "79.5", "中"),
    ]


def test_forms_of_projects_behind_that_of_a_body_are_not_its_cover() -> None:
    paper = Paper()
    told = """
    一、部门基本情况|县水利局年末在职47人，2024年度支出6615.08万元，均为财政拨款。
    二、综合评价结论|自评得分93.5分，自评等级为“优”。
    三、存在的问题|1.支付进度不均衡。供水工程资金320万元12月才支付。
    """
    put_form(paper, told, "柳溪县水利局2024年度部门整体支出绩效自评情况", height=60)
    paper.text(500, 76, "公开13表", 9)
    put_form(paper, FORM.format(**LEVEES), "2024年度项目支出绩效自评表")
    found = paper.read()
    assert found.tables[0].caption == "柳溪县水利局2024年度部门整体支出绩效自评情况"
    assert (found.report.evaluated_units, found.report.project_name) == (["柳溪县水利局"], "部门整体支出")
    assert [(score.score, score.grade) for score in found.report.overall_scores] == [(Decimal("93.5"), "优")]
    assert [finding.title for finding in found.findings] == ["支付进度不均衡"]


def test_a_form_with_its_score_beside_its_grade_and_problems_below_their_label() -> None:
    """得分 alone is the score of the whole where the grade stands beside it; a label as wide as the form heads what is
    told below it."""
    rows = """
    项目名称|背街小巷改造|<|<
    实施单位|柳溪县住建局|起止时间|2021年3月至12月
    实际支出（元）|3,612,400|结余（元）|247,600
    {label}|92分|{beside}|优秀
    存在问题|<|<|<
    南门巷因管线迁改未完工，部分路面返工。|<|<|<
    改进措施|<|<|<
    """
    for label, beside, scores in (("得分", "等级", [Decimal(92)]), ("得分", "负责人", [])):
        paper = Paper()
        put_form(paper, rows.format(label=label, beside=beside), "2021年度项目支出绩效自评表")
        read = paper.read()
        assert [each.score for each in read.report.overall_scores] == scores
        assert [finding.text for finding in read.findings] == ["南门巷因管线迁改未完工，部分路面返工。"]
        assert read.recommendations == []
