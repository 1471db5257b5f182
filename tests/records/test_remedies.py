"""What was put right is told with a problem, and is none of its facts."""

from __future__ import annotations

import pytest
from extractor.records.problems.findings import findings
from extractor.records.problems.recommendations import recommendations
from extractor.records.problems.remedies import remedied

from tests.reading_builder import Table, reading


def test_what_was_put_right_is_no_fact() -> None:
    told = findings(
        reading(
            (
                *("四、存在的问题", "1.多付工程款。某标段多付3.2万元。目前，项目单位已将多付的2.1万元全部追回。"),
                *("2.台账不健全。巡查台账缺四个月。整改情况：正在补建台账。", "3.公示不及时。"),
            )
        )
    )
    assert [[each.text for each in finding.remedies] for finding in told] == [
        ["目前，项目单位已将多付的2.1万元全部追回。"],
        ["正在补建台账。"],
        [],
    ]
    assert [finding.remedied for finding in told] == ["done", "partly", None]
    assert told[0].money == [32000]
    assert [[finding.text[start:end] for start, end in finding.facts] for finding in told] == [
        ["某标段多付3.2万元。"],
        ["巡查台账缺四个月。"],
        [],
    ]


def test_a_list_of_problems_says_how_far_each_is_put_right() -> None:
    rows = [
        ["序号", "问题", "整改措施", "整改情况"],
        ["1", "资金滞留35万元", "拨付到位", "已整改"],
        ["2", "设备闲置6台", "调剂使用", "整改中"],
        ["3", "档案缺失", "补齐资料", "未整改"],
    ]
    table = Table(rows, kind="problems", units=[None] * 4, roles=["serial", None, None, None])
    told = findings(reading(("四、存在的问题", "（一）问题整改台账", "详见下表。", table)))
    assert [finding.title for finding in told] == ["资金滞留35万元", "设备闲置6台", "档案缺失"]
    assert [finding.remedied for finding in told] == ["done", "partly", "no"]


@pytest.mark.parametrize(
    ("text", "state"),
    [("已全部追回", "done"), ("部分已补签", "partly"), ("尚未整改", "no"), ("责成主管部门督办", None)],
)
def test_how_far(text: str, state: str | None) -> None:
    assert remedied(text) == state


def test_measures_told_with_their_results_are_no_advice() -> None:
    rows = [
        ["序号", "存在问题", "责任单位", "整改措施及成效", "整改状态"],
        ["1", "大棚闲置36个", "县农业农村局", "与一家公司签订协议，已投用28个", "整改中"],
    ]
    found = reading((Table(rows, kind="problems", roles=(None, "finding", "unit_name", None, "progress")),))
    told = findings(found)
    assert [[each.text for each in finding.remedies] for finding in told] == [["与一家公司签订协议，已投用28个"]]
    assert recommendations(found, told) == []
