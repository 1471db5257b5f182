"""Clean papers of unusual make fail nothing: means of experts' marks, compared evaluations."""

from __future__ import annotations

from extractor.model.report import Check

from tests.hostile.paper import Paper

EXPERTS = [
    ["评估内容", "分值", "专家1", "专家2", "专家3", "平均"],
    ["立项必要性", "20", "18", "19", "17", "18"],
    ["投入经济性", "30", "24", "25", "23", "24"],
    ["目标合理性", "25", "20", "20", "21", "20.33"],
    ["筹资合规性", "25", "20", "20", "21", "20.33"],
    ["合计", "100", "82", "84", "82", "82.67"],
]
COMPARED = [
    ["一级指标", "二级指标", "分值", "自评得分", "复评得分", "核减分"],
    ["决策", "项目立项", "15", "14", "12", "2"],
    ["过程", "资金管理", "25", "24", "18", "6"],
    ["产出", "产出数量", "30", "29", "22", "7"],
    ["效益", "实施效益", "30", "27", "24", "3"],
    ["合计", "", "100", "94", "76", "18"],
]


def failures(paper: Paper) -> list[Check]:
    return [check for check in paper.read().checks if check.status == "fail"]


def test_means_rounded_one_by_one_may_miss_their_total() -> None:
    paper = Paper().page().text(150, 80, "某县供热项目事前绩效评估报告", 16).text(200, 120, "专家评分汇总表")
    assert not failures(paper.table(60, 140, (120, 60, 60, 60, 60, 60), EXPERTS))
    slip = [[*row[:5], row[5].replace("82.67", "86.27")] for row in EXPERTS]
    paper = Paper().page().text(150, 80, "某县供热项目事前绩效评估报告", 16).text(200, 120, "专家评分汇总表")
    assert failures(paper.table(60, 140, (120, 60, 60, 60, 60, 60), slip))


def test_a_second_evaluation_is_told_from_the_first() -> None:
    paper = Paper().page().text(150, 80, "某县茶产业资金绩效复评报告", 16).text(90, 120, "一、复评结论")
    paper.text(90, 150, "复评得分76分，较自评得分94分核减18分，复评等级为“中”。")
    report = paper.table(60, 180, (60, 80, 60, 80, 80, 80), COMPARED).read()
    assert report.report.report_type == "evaluation"
    assert [(each.score, each.grade) for each in report.report.overall_scores] == [(76, "中")]
    assert not [check for check in report.checks if check.status == "fail"]


BONUS = [
    ["一级指标", "二级指标", "三级指标", "分值", "得分", "扣分", "扣分说明"],
    ["决策", "立项", "立项依据", "20", "18", "2", "论证不足"],
    ["过程", "管理", "制度执行", "30", "30", "0", ""],
    ["效益", "满意度", "牧民满意度", "50", "50.8", "-0.8", "超额完成加分"],
    ["合计", "", "", "100", "98.8", "1.2", ""],
]


def test_points_beyond_full_are_told_as_a_deduction_below_nought() -> None:
    paper = Paper().page().text(150, 80, "某旗草原补奖资金绩效评价报告", 16)
    report = paper.table(40, 140, (70, 70, 90, 60, 60, 60, 110), BONUS).read()
    assert [str(each.deduction) for each in report.score_items] == ["2", "0", "-0.8"]
    assert not [check for check in report.checks if check.status == "fail"]


def test_a_row_in_the_heads_accuses_nobody() -> None:
    heads = ["资金来源\n中央投资", "计划\n3,820.00", "到位\n3,820.00", "支出\n3,016.44"]
    rows = [["省级资金", "1,276.00", "1,276.00", "964.91"], ["区级配套", "1,276.00", "638.00", "500.00"]]
    total = ["合计", "6,372.00", "5,734.00", "4,481.35"]
    paper = Paper().page().text(150, 80, "某县水利资金绩效评价报告", 16).text(380, 130, "单位：万元")
    assert not failures(paper.table(60, 140, (110, 110, 110, 110), [heads, *rows, total], height=32))
