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
