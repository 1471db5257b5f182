"""Two digits changed in a rate that the figures right before it make, and what says nothing of the kind."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

RULE = "rate_with_changed_digits"


def results(*texts: str) -> list[Check]:
    writer = Writer()
    for text in texts:
        writer.paragraph(text)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return run(reading, head, [], values(reading, head))


def failures(*texts: str) -> list[str]:
    return [check.rule for check in results(*texts) if check.status == "fail"]


@pytest.mark.parametrize(
    "text",
    [
        "26个初加工点中5个未投入使用，闲置率12.93%，涉及资金138.00万元。",
        "污泥处置量1.86万吨，其中焚烧1.12万吨、堆肥0.74万吨，堆肥占比37.98%。",
        "调查120人，满意113人，满意度91.47%。",
        "培训6,384人次，取得证书5,206人，取证率85.15%。",
        "完成改造2,125户，完成率97.48%；户均面积82平方米，超过80平方米的312户，占18.68%。",
        "应培训村医372人，分三批实施。实训358人，培训率92.64%。",
        # 98.387 and 81.548, their further digits left out.
        "应培训村医372人，分三批实施。实训366人，培训率93.88%。",
        "培训6,384人次，取得证书5,206人，取证率85.14%。",
        "渠道长度412公里，本年衬砌138公里，衬砌占35.30%。",
    ],
)
def test_two_digits_changed_are_told(text: str) -> None:
    (fault,) = [check for check in results(text) if check.status == "fail"]
    assert fault.rule in {RULE, "share_by_words"}
    assert len(fault.evidence) >= 3


@pytest.mark.parametrize(
    "texts",
    [
        ("26个初加工点中5个未投入使用，闲置率19.23%。",),
        # Another figure of the paragraph, or of the report, makes the rate; it is told once more; nothing calls it one.
        ("26个初加工点中5个未投入使用，占应建成点的12.93%。", "应建成点38.67个。"),
        ("26个初加工点中5个未投入使用，闲置率12.93%。", "全市初加工点平均闲置率12.93%。"),
        ("26个初加工点中5个未投入使用，另按12.93%计提。",),
        # Some other figure makes it; two figures would, with digits changed, each another one.
        ("应培训村医372人，分三批实施。实训358人，培训率92.64%。", "合格386.44人。"),
        ("应培训村医372人，分三批实施。实训358人，培训率约92.64%。",),
        # Two digits off; the nearest count is less, so that the share is of something else; it is named what it is of.
        ("完成改造2,125户，改造完毕；超过标准的312户，占19.78%。",),
        ("涉及125户，均已改造；超过标准的312户，占18.68%。", "任务2,125户。"),
        ("完成改造2,125户，改造完毕；超过标准的312户，占低保户的18.68%。",),
        # What a score is of is no other score.
        ("决策得分14.5分，得分率80.56%；过程得分20.0分，得分率86.96%；效益得分29.0分，得分率96.67%。",),
        ("26个初加工点中约5个未投入使用，闲置率12.93%。",),
        ("26个初加工点中5个未投入使用，自评表误填闲置率12.93%。",),
    ],
)
def test_what_may_be_another_rate_is_not_accused(texts: tuple[str, ...]) -> None:
    assert RULE not in failures(*texts)


def test_a_rate_is_accused_once() -> None:
    assert failures("预算批复3,200万元，实际支出2,944.64万元，预算执行率92.20%。") == ["rate_told"]
    assert (
        failures("可用资金1,619.28万元（上年结转219.28万元、当年下达1,400.00万元），支出1,377.31万元，执行率85.06%。")
        == []
    )


@pytest.mark.parametrize("mark", ["·", "・", "。"])
def test_another_mark_between_digits_leaves_no_rate_behind_it(mark: str) -> None:
    assert results(f"调查400人，其中不满意20人，占1{mark}5%。") == []
    assert {check.status for check in results("调查400人，其中不满意20人，占5%。")} == {"pass"}
