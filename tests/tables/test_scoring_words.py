"""Scoring tables of other hands: levels under words of their own or in rows, scores of several years and towns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.report import Report

from tests.tables.sketched import report_of

CHAPTERS = """
考核内容|评分标准|标准分值|考评得分|备注
一、项目决策（20分）|<|20|18|
1.立项程序|手续齐全得10分，缺一项扣1分|10|9|缺评审意见
2.目标设置|明确得10分|10|9|
二、项目管理（30分）|<|{points}|25.5|
1.财务管理|制度健全、核算规范得15分|15|13.5|
2.资金到位|按到位率计分|15|12|到位率80%
合计|<|50|43.5|
"""


def told(read: Report) -> list[tuple[str | None, ...]]:
    return [
        (item.level1, item.level2, item.level3, str(item.points), str(item.deduction), str(item.score))
        for item in read.score_items
    ]


def test_levels_under_words_of_their_own_where_the_total_row_proves_the_points() -> None:
    """The points make 32, not 100: that they are those of the total row shows that all were read as points."""
    read = report_of(
        """
        序号|考核内容|考核要点|标准分|扣分|实得分|扣分理由
        1|项目立项|依据充分、程序规范|6|0|6|
        2|^|目标合理、明确|6|1.5|4.5|未量化
        3|资金管理|预算编制科学|8|2|6|无测算
        4|^|资金使用合规|12||12|
        合计|<|<|32|3.5|28.5|
        """
    )
    assert told(read) == [
        ("项目立项", "依据充分、程序规范", None, "6", "0", "6"),
        ("项目立项", "目标合理、明确", None, "6", "1.5", "4.5"),
        ("资金管理", "预算编制科学", None, "8", "2", "6"),
        ("资金管理", "资金使用合规", None, "12", "None", "12"),
    ]
    assert "roles_inferred" in [issue.code for issue in read.issues]


def test_a_list_of_projects_with_a_total_has_no_levels() -> None:
    read = report_of(
        """
        序号|主管部门|项目名称|分值|得分
        1|县水利局|东渠清淤|30|27
        2|^|西塘加固|30|28
        3|县林业局|北岭造林|40|36
        合计|<|<|100|91
        """
    )
    assert [item.level1 for item in read.score_items] == []


def test_a_second_level_under_a_word_of_its_own_beside_the_first() -> None:
    read = report_of(
        """
        评价维度|评价要素|满分|得分|失分|失分原因
        投入（20分）|目标设定|10|8|2|指标值偏低
        ^|资金投入|10|10|0|
        产出（80分）|完成数量|40|38.5|1.5|少完成2处
        ^|完成质量|20|17|3|1处不合格
        ^|完成时效|20|20||
        合计|<|100|93.5|6.5|
        """
    )
    assert [(item.level1, item.level2) for item in read.score_items] == [
        ("投入", "目标设定"),
        ("投入", "资金投入"),
        ("产出", "完成数量"),
        ("产出", "完成质量"),
        ("产出", "完成时效"),
    ]


def test_rows_that_head_others_are_levels() -> None:
    read = report_of(CHAPTERS.format(points="30"))
    assert told(read) == [
        ("一、项目决策", None, "1.立项程序", "10", "None", "9"),
        ("一、项目决策", None, "2.目标设置", "10", "None", "9"),
        ("二、项目管理", None, "1.财务管理", "15", "None", "13.5"),
        ("二、项目管理", None, "2.资金到位", "15", "None", "12"),
    ]
    assert [item.level1_points for item in read.score_items] == [Decimal(20), Decimal(20), Decimal(30), Decimal(30)]
    assert [check.message for check in read.checks if check.status == "fail"] == []


def test_rows_whose_points_are_not_those_below_them_are_no_levels() -> None:
    read = report_of(CHAPTERS.format(points="35"))
    assert {item.level1 for item in read.score_items} == {None}


def test_three_levels_of_numbered_rows() -> None:
    read = report_of(
        """
        评价指标|分值|得分
        一、管理|40|36
        （一）资金|25|22
        1.到位率|10|10
        2.使用合规性|15|12
        （二）业务|15|14
        1.制度健全性|15|14
        二、绩效|60|55
        （一）产出|60|55
        1.修缮户数|60|55
        合计|100|91
        """
    )
    assert told(read) == [
        ("一、管理", "（一）资金", "1.到位率", "10", "None", "10"),
        ("一、管理", "（一）资金", "2.使用合规性", "15", "None", "12"),
        ("一、管理", "（二）业务", "1.制度健全性", "15", "None", "14"),
        ("二、绩效", "（一）产出", "1.修缮户数", "60", "None", "55"),
    ]


def test_towns_side_by_side_each_with_their_scores_and_reasons() -> None:
    read = report_of(
        """
        三级指标|分值|甲山镇|<|乙水镇|<
        ^|^|得分|扣分原因|得分|扣分原因
        资金到位率|20|20||18|迟拨10天
        任务完成率|60|57|少1处|60|
        群众满意度|20|19||18.5|
        合计|100|96||96.5|
        """
    )
    assert [(item.project, item.score, item.comment) for item in read.score_items] == [
        ("甲山镇", Decimal(20), None),
        ("甲山镇", Decimal(57), "少1处"),
        ("甲山镇", Decimal(19), None),
        ("乙水镇", Decimal(18), "迟拨10天"),
        ("乙水镇", Decimal(60), None),
        ("乙水镇", Decimal("18.5"), None),
    ]


@pytest.mark.parametrize(
    ("heads", "chosen"),
    [
        ("2021年得分|2022年得分|2023年得分", 2),
        ("甲组评分|乙组评分|最终评分", 2),
        ("综合得分|甲组得分|乙组得分", 0),
        ("得分|甲组得分|乙组得分", 0),
    ],
)
def test_of_several_scores_the_settled_or_the_latest_counts(heads: str, chosen: int) -> None:
    rows = [
        ("决策", "立项依据", "20", "20|18|19"),
        ("产出", "完成率", "50", "44|46|45"),
        ("效益", "满意度", "30", "26|25|28"),
    ]
    lines = [f"一级指标|三级指标|分值|{heads}", *(f"{a}|{b}|{c}|{d}" for a, b, c, d in rows)]
    read = report_of("\n".join(lines))
    assert [item.score for item in read.score_items] == [Decimal(row[3].split("|")[chosen]) for row in rows]


def test_what_was_taken_in_words() -> None:
    read = report_of(
        """
        一级指标|三级指标|满分|扣分情况|实得分
        分配|按因素分配|10|未按因素分配，扣2分|8
        ^|下达及时|10|迟12天扣1分；|9
        使用|执行率|20|扣3.4分|16.6
        ^|合规性|20|无|20
        效果|成活率|20|每低1%扣1分，扣4分|16
        ^|带动增收|20||20
        """
    )
    assert [(item.deduction, item.comment) for item in read.score_items] == [
        (Decimal(2), "未按因素分配，扣2分"),
        (Decimal(1), "迟12天扣1分；"),
        (Decimal("3.4"), None),
        (None, None),
        (None, "每低1%扣1分，扣4分"),
        (None, None),
    ]


def test_a_total_row_below_a_merged_level() -> None:
    """The spine of the form goes on beside the total: the row's own first word tells what it is."""
    read = report_of(
        """
        绩效指标|一级指标|三级指标|分值|得分
        ^|产出指标|修缮户数|50|45
        ^|效益指标|满意度|50|48
        ^|总分|<|100|93
        """
    )
    assert [item.level3 for item in read.score_items] == ["修缮户数", "满意度"]
