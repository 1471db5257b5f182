"""Problem lists (问题清单) with amounts in columns of their own, read from a PDF."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.hostile.paper import Paper
from tests.records.test_several_forms import put_form
from tests.tables.sketched import report_of


def test_the_amount_beside_a_problem_is_what_it_comes_to() -> None:
    found = report_of(
        """
        序号|单位名称|存在问题|涉及金额（万元）|整改建议
        1|河口镇|课桌椅120套未履行采购程序|3.25|补办采购手续
        2|柳林乡|结余资金18.6万元未上缴|18.60|上缴国库
        3|白水镇|台账记录不完整|—|完善台账
        """,
        "问题清单",
    )
    told = [(finding.title, finding.money, finding.involved) for finding in found.findings]
    assert told == [
        ("课桌椅120套未履行采购程序", [Decimal(32500)], Decimal(32500)),
        ("结余资金18.6万元未上缴", [Decimal(186000)], Decimal(186000)),
        ("台账记录不完整", [], None),
    ]
    amount = found.findings[0].amounts[0]
    assert (amount.text, amount.role, amount.evidence[0].row) == ("3.25", "involved", 1)


def test_advice_answers_the_problem_of_its_own_row() -> None:
    found = report_of(
        """
        序号|单位名称|存在问题|整改建议
        1|河口镇|验收资料不完整|补齐监理意见
        2|柳林乡|验收资料不完整|补齐检测报告
        """,
        "问题清单",
    )
    first, second = (finding.id for finding in found.findings)
    assert [advice.addresses for advice in found.recommendations] == [[first], [second]]


def test_a_contract_beside_a_problem_is_not_what_it_comes_to() -> None:
    found = report_of(
        """
        序号|合同名称|合同金额（元）|存在问题
        1|渠道衬砌|120000|未按约定扣留质保金3000元
        2|灌溉站|86000|验收资料缺少监理意见
        """,
        "问题清单",
    )
    assert [finding.involved for finding in found.findings] == [Decimal(3000), None]
    assert [finding.money for finding in found.findings] == [[Decimal(3000), Decimal(120000)], [Decimal(86000)]]


def test_a_list_of_two_columns_has_heads() -> None:
    found = report_of(
        """
        单位名称|存在问题
        河口镇|课桌椅未履行采购程序
        柳林乡|结余资金未上缴
        """,
        "问题清单",
    )
    assert [finding.title for finding in found.findings] == ["课桌椅未履行采购程序", "结余资金未上缴"]


def test_what_a_project_was_given_and_paid_is_no_amount_of_its_problem() -> None:
    found = report_of(
        """
        序号|项目名称|预算数（万元）|执行数（万元）|存在的主要问题
        1|河道清障|860.00|792.35|支付进度偏慢
        2|水库加固|134.00|100.50|多计工程量6.2万元
        """,
        "自评情况汇总表",
    )
    assert [finding.money for finding in found.findings] == [[], [Decimal(62000)]]


def test_each_row_of_a_list_of_self_evaluations_tells_the_score_of_its_project() -> None:
    found = report_of(
        """
        序号|项目名称|预算数（万元）|自评得分|自评等级
        1|河道清障|860.00|91.6|优
        2|水库加固|134.00|78.5|中
        合计||994.00||
        """,
        "柳溪县水利局2023年度项目支出绩效自评情况汇总表",
    )
    scores = [(each.subject, str(each.score), each.grade) for each in found.report.overall_scores]
    assert scores == [("河道清障", "91.6", "优"), ("水库加固", "78.5", "中")]
    assert found.report.project_name is None
    assert [each.text for each in found.money] == ["860.00", "134.00", "994.00"]


def test_a_card_for_each_problem() -> None:
    """A row with a label for what happened, why, and what is to be done, card below card."""
    found = report_of(
        """
        问题一|养护资金拨付滞后
        问题描述|四个乡镇养护费36.5万元逾期拨付
        原因分析|考核结果汇总不及时
        整改建议|按季度考核并于次月拨付
        问题二|日常养护质量不高
        问题描述|七公里路肩杂草未清理
        整改建议|按每八公里配备一名养护员
        """,
        "问题明细",
    )
    told = [(finding.title, finding.causes, finding.money) for finding in found.findings]
    assert told == [
        ("养护资金拨付滞后", ["考核结果汇总不及时"], [Decimal(365000)]),
        ("日常养护质量不高", [], []),
    ]
    assert [each.title for each in found.recommendations] == ["按季度考核并于次月拨付", "按每八公里配备一名养护员"]
    assert [each.addresses for each in found.recommendations] == [[each.id] for each in found.findings]


@pytest.mark.parametrize(
    "head", ["存在问题", "问题及表现", "问题概述", "不足之处", "绩效问题", "疑点问题", "违规问题", "短板"]
)
@pytest.mark.parametrize("advice", ["整改建议", "改进意见", "处理意见", "整改举措"])
def test_heads_of_problems_and_of_what_is_to_be_done(head: str, advice: str) -> None:
    rows = f"""
    序号|项目单位|{head}|产生原因|{advice}
    1|甲镇政府|培训记录缺失，无法核实人次|台账意识薄弱|建立培训台账
    2|乙镇政府|设备闲置未投入使用|操作人员未到岗|尽快招聘人员
    """
    paper = Paper()
    put_form(paper, rows, "绩效评价情况一览表", height=36)
    told = paper.read()
    assert [finding.causes for finding in told.findings] == [["台账意识薄弱"], ["操作人员未到岗"]]
    assert [record.text for record in told.recommendations] == ["建立培训台账", "尽快招聘人员"]


def test_what_a_problem_shows_itself_in_right_of_it_belongs_to_it() -> None:
    found = report_of(
        """
        序号|问题|具体表现|涉及金额（元）|处理建议
        1|超标准列支会务费|人均560元，超60元|2880|责令退回
        2|固定资产未入账|电脑18台未登记||补登资产账
        """,
        "问题清单",
    )
    first, second = found.findings
    assert first.title == "超标准列支会务费"
    assert first.text == "超标准列支会务费\n人均560元，超60元"
    assert first.money == [Decimal(560), Decimal(60), Decimal(2880)]
    assert first.involved == Decimal(2880)
    assert (second.title, second.text) == ("固定资产未入账", "固定资产未入账\n电脑18台未登记")


def test_problems_and_their_causes_in_one_column() -> None:
    found = report_of(
        """
        主要问题及原因|意见建议
        1.项目选址论证不充分。原因：前期未开展地质勘察。|委托有资质单位重新勘察
        2.后续管护经费未落实。原因：预算未安排管护资金。|将管护经费列入年度预算
        """,
        "附件",
    )
    assert [(finding.title, finding.causes) for finding in found.findings] == [
        ("项目选址论证不充分", ["前期未开展地质勘察。"]),
        ("后续管护经费未落实", ["预算未安排管护资金。"]),
    ]
    assert [advice.title for advice in found.recommendations] == ["委托有资质单位重新勘察", "将管护经费列入年度预算"]


def test_a_chapter_that_only_points_to_its_annex_advises_nothing() -> None:
    paper = Paper().page()
    lines = [
        "一、基本情况",
        "项目由县农业农村局实施。",
        "二、存在的问题",
        "详见附件。",
        "三、有关建议",
        "具体建议见附件。",
    ]
    for number, line in enumerate(lines):
        paper.text(70, 80 + 24 * number, line)
    paper.table(70, 260, (200, 200), [["存在问题", "整改建议"], ["合同归档不全", "补齐合同资料"]], size=9)
    found = paper.read()
    assert [advice.title for advice in found.recommendations] == ["补齐合同资料"]
    assert [finding.title for finding in found.findings] == ["合同归档不全"]
