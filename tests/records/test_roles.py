"""What figures stand for: the pattern file against its own examples, and sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.patternbook import load_patterns
from extractor.records.problems.roles import amount_roles, date_role, rates
from extractor.values import find_money

BOOK = load_patterns("figures")


def unmarked(example: str) -> tuple[str, tuple[int, int]]:
    return example.replace("⟨", "").replace("⟩", ""), (example.index("⟨"), example.index("⟩") - 1)


def cases(family: str, key: str) -> list[tuple[str, str]]:
    return [(role, example) for role, entry in BOOK[family].items() for example in entry[key]]


@pytest.mark.parametrize(("role", "example"), cases("amount", "examples"))
def test_amounts(role: str, example: str) -> None:
    text, span = unmarked(example)
    assert amount_roles(text, [span]) == [role]


@pytest.mark.parametrize(("role", "example"), cases("amount", "not"))
def test_amounts_of_another_role(role: str, example: str) -> None:
    text, span = unmarked(example)
    assert amount_roles(text, [span]) != [role]


@pytest.mark.parametrize(("role", "example"), cases("date", "examples"))
def test_dates(role: str, example: str) -> None:
    assert date_role(*unmarked(example)) == role


@pytest.mark.parametrize(("role", "example"), cases("date", "not"))
def test_dates_of_another_role(role: str, example: str) -> None:
    assert date_role(*unmarked(example)) != role


def spans(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def test_each_amount_of_a_sentence_has_its_own_role() -> None:
    text = "年初预算120万元，实际支出45万元，结余75万元，分别为设备款50万元、25万元。另有9万元"
    found = amount_roles(text, spans(text, "120万元", "45万元", "75万元", "50万元", "25万元", "9万元"))
    assert found[:3] == ["standard", "actual", "involved"]
    assert found[3] == found[4]
    assert found[5] is None


def test_what_is_said_behind_an_amount_of_a_series_is_its_own() -> None:
    text = "合同价120万元，35万元尚未支付"
    assert amount_roles(text, spans(text, "120万元", "35万元")) == ["standard", "involved"]
    text = "分别多付50万元、30万元"
    assert amount_roles(text, spans(text, "50万元", "30万元")) == ["involved", "involved"]


@pytest.mark.parametrize(
    ("text", "name", "value", "standard"),
    [
        ("经测试，路灯在线率88.3%低于评价标准96%。", "路灯在线率", "88.3", "96"),
        ("指标值要求培训合格率不低于90%，实际为81.5%。", "培训合格率", "81.5", "90"),
        ("井盖完好率为百分之九十一，未达到95%的目标。", "井盖完好率", "91", "95"),
        ("预算执行率仅为63.2%，资金使用缓慢。", "预算执行率", "63.2", None),
    ],
)
def test_a_rate_stands_with_what_it_falls_short_of(text: str, name: str, value: str, standard: str | None) -> None:
    (rate,) = rates(text)
    assert rate.name == name
    assert rate.value == Decimal(value)
    assert (rate.standard[1] if rate.standard else None) == (Decimal(standard) if standard else None)
    assert rate.against == ("below" if standard else None)


def test_rates_of_different_things_stay_apart() -> None:
    found = rates("设备利用率为45%，学员满意度为72.5%。")
    assert [(rate.name, str(rate.value)) for rate in found] == [("设备利用率", "45"), ("学员满意度", "72.5")]
    assert all(rate.standard is None for rate in found)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("实际按860元/人发放，高于规定标准520元/人", ["actual", "standard"]),
        ("采购单价1,150元/台，高于市场价930元/台", ["actual", "standard"]),
        ("按35元/亩支付管护费，涉及资金7.2万元", ["standard", "involved"]),
        ("伙食补助410元/人·天，实际支出535元/人·天", ["standard", "actual"]),
        ("尚欠120元/户", ["standard"]),
    ],
)
def test_prices(text: str, roles: list[str]) -> None:
    found = find_money(text)
    assert amount_roles(text, [(each.start, each.end) for each in found]) == roles
