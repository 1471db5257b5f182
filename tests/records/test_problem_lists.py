"""Problem lists (问题清单) with amounts in columns of their own, read from a PDF."""

from __future__ import annotations

from decimal import Decimal

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
