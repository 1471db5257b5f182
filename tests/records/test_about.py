"""What a finding is about: figures and names with their roles and places, links told with their reasons."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.model.reading import Reading
from extractor.model.report import Finding, FindingAmount, Report
from extractor.records import findings, head, known, recommendations, values
from extractor.records.problems.about import involved
from extractor.records.problems.addresses import types_of

from tests.records.builder import Writer


def made() -> tuple[Reading, list[Finding]]:
    writer = Writer()
    writer.paragraph("某县2022年度路灯改造项目绩效评价报告", size=26, centred=True)
    writer.heading("三、存在的问题")
    writer.heading("（一）路灯在线率偏低", 2)
    writer.paragraph(
        "经测试，路灯在线率88.3%低于评价标准96%。合同于2022年5月8日签订，预算120万元，尚未支付35万元。"
        "原因分析：维护人员不足。下一步，我局将追加预算20万元。"
    )
    writer.heading("（二）部分设备闲置", 2)
    writer.paragraph("12套控制箱尚未拆封。")
    writer.table(
        [["设备名称", "合同金额（万元）", "涉及金额（万元）"], ["控制箱", "30", "12.5"]],
        roles=[None, "contract_amount", "involved_amount"],
        units=[None, "万元", "万元"],
    )
    writer.heading("四、有关建议")
    writer.heading("（一）提高路灯在线率", 2)
    writer.paragraph("加强路灯维护。")
    reading = writer.reading()
    told = head(reading)
    return reading, findings(reading, known(reading, values(reading, told), told))


def test_amounts_have_roles_and_what_is_involved_is_told_apart() -> None:
    _, (lights, idle) = made()
    assert [(each.text, each.role) for each in lights.amounts] == [("120万元", "standard"), ("35万元", "involved")]
    assert lights.involved == Decimal(350_000)
    assert Decimal(200_000) not in lights.money  # of the next step
    assert [(each.text, each.role) for each in idle.amounts] == [("30", "standard"), ("12.5", "involved")]
    assert idle.involved == Decimal(125_000)
    assert idle.tables == ["t1"]


@pytest.mark.parametrize(
    ("told", "comes_to"),
    [
        (["60", "40", "100"], "100"),
        (["100", "50", "50"], "100"),
        (["60", "40", "60", "100"], "100"),
        (["30", "30", "20"], "50"),
        (["30"], "30"),
    ],
)
def test_a_total_among_its_parts_counts_once(told: list[str], comes_to: str) -> None:
    amounts = [
        FindingAmount(text=f"{each}元", yuan=Decimal(each), role="involved", money=index, evidence=[])
        for index, each in enumerate(told)
    ]
    assert involved(amounts) == Decimal(comes_to)


@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("4个乡镇滞留补助33.80万元，至8月底仍有4.60万元未兑付。", 338_000),
        ("4个乡镇滞留补助33.80万元，另有4.60万元未兑付。", 384_000),
        ("设备闲置12万元，工程款仍有30万元未支付。", 420_000),
        ("4个点未开工，资金38万元闲置；加上其他项目未支付尾款，年末结余168.34万元。", 1_683_400),
        ("4个点未开工，资金38万元闲置；另有其他项目年末结余168.34万元。", 2_063_400),
        ("滞留补助50万元，加上挪用8万元。", 580_000),
    ],
)
def test_what_is_left_of_an_amount_is_a_part_of_it(text: str, comes_to: int) -> None:
    writer = Writer()
    writer.heading("三、存在的问题")
    writer.heading("（一）资金滞留", 2)
    writer.paragraph(text)
    reading = writer.reading()
    told = head(reading)
    (found,) = findings(reading, known(reading, values(reading, told), told))
    assert found.involved == comes_to


def test_a_rate_has_its_standard() -> None:
    _, (lights, _) = made()
    (rate,) = lights.rates
    assert (rate.name, rate.text, rate.against) == ("路灯在线率", "88.3%", "below")
    assert rate.standard is not None
    assert rate.standard.text == "96%"


def test_dates_are_those_of_the_report_with_a_role() -> None:
    _, (lights, _) = made()
    assert [(each.start, each.role) for each in lights.dates] == [("2022-05-08", "signed")]


def test_facts_are_told_apart_from_causes_and_steps() -> None:
    _, (lights, _) = made()
    facts = "".join(lights.text[start:end] for start, end in lights.facts)
    assert facts.startswith("经测试")
    assert facts.endswith("35万元。")
    assert [link.how for link in lights.cause_links] == ["own text"]
    assert lights.causes == ["维护人员不足。"]


def test_places_quote_the_page() -> None:
    reading, told = made()
    pages = [layout.text for layout in reading.pages.layouts]
    for finding in told:
        records = [*finding.signals, *finding.amounts, *finding.rates, *finding.dates, *finding.mentions]
        assert finding.signals
        for record in records:
            quoted = "".join(pages[part.page - 1][part.start : part.end] for part in record.evidence)
            assert "".join(quoted.split()) == "".join(record.text.split())


def test_links_of_advice_say_how_they_were_made() -> None:
    reading, told = made()
    (advice,) = recommendations(reading, told)
    assert [(link.finding, link.how) for link in advice.links] == [(told[0].id, "same words")]
    assert advice.addresses == [told[0].id]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("加快资金拨付进度", "0205"),  # told by the lack that 加快 answers alone
        ("严格项目前期管理", "0101"),  # several lacks tell one type
        ("健全管护机制", "0905"),
    ],
)
def test_the_types_of_problems_that_advice_is_about(title: str, kind: str) -> None:
    assert types_of(title) == {kind}


def test_new_fields_stand_behind_those_of_the_contract() -> None:
    finding = ["id", "section", "path", "title", "text", "points", "causes", "category", "money"]
    finding += ["document_numbers", "evidence"]
    advice = ["section", "path", "title", "text", "points", "addresses", "evidence"]
    for kind, fields in (("findings", finding), ("recommendations", advice)):
        record = Report.model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
        assert list(record.model_fields)[: len(fields)] == fields
