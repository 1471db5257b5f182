"""A total that the text calls by the name of a table."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer

CAPTIONS = ("收入支出决算总表", "财政拨款收入支出决算总表")


def found(text: str, captions: tuple[str, ...] = CAPTIONS, confidence: float = 1.0) -> list[Check]:
    """What is said of a text beside tables of which the first comes to 412.60 万元, the others to 398.25."""
    writer = Writer()
    writer.paragraph(text)
    for caption, total in zip(captions, ["412.60", "398.25", "398.25"], strict=False):
        rows = [["项目", "决算数（万元）"], ["教育支出", "301.20"], ["总计", total]]
        table = writer.table(
            rows, roles=("project", "amount"), units=(None, "万元"), caption=caption, marks={2: "total"}
        )
        table.grid.confidence = confidence
    reading, head = writer.reading(), ReportHead(fiscal_year=2022)
    told = run(reading, head, [], values(reading, head))
    return [each for each in told if each.rule == "total_of_named_table"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("清河县档案馆2022年度收入支出总计412.6万元。", "pass"),
        ("2022年度收入、支出总计各412.60万元。", "pass"),
        ("本年度财政拨款收入支出总计398.25万元，与上年持平。", "pass"),
        ("清河县档案局财政拨款收入支出总计398万元。", "pass"),
        ("2022年度财政拨款收入支出总计0.4万元。", "fail"),
        ("部门收入支出总计398.25万元。", "fail"),
    ],
)
def test_a_total_is_held_against_the_table_that_it_names(text: str, status: str) -> None:
    (told,) = found(text)
    assert told.status == status


def test_both_places_and_amounts_are_told() -> None:
    (told,) = found("2022年度财政拨款收入支出总计0.4万元。")
    assert (told.stated, told.computed, len(told.evidence)) == ("4000", "3982500", 2)
    assert told.message.endswith(
        "正文所述财政拨款收入支出总计0.4万元与表“财政拨款收入支出决算总表”“总计”行398.25万元不一致。"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2021年度收入支出总计512.60万元。", id="another year"),
        pytest.param("政府性基金收入支出总计12.60万元。", id="what no table is called"),
        pytest.param("2022年度收入支出总计增加12.60万元。", id="a change"),
        pytest.param("2022年度收入支出合计12.60万元。", id="a row that is called otherwise"),
    ],
)
def test_another_amount_is_not_held_against_it(text: str) -> None:
    assert found(text) == []


def test_of_two_tables_of_one_name_none_is_meant() -> None:
    assert found("2022年度财政拨款收入支出总计0.4万元。", (*CAPTIONS, "2021年财政拨款收入支出决算总表")) == []


def test_a_table_read_unsurely_accuses_nobody() -> None:
    assert found("2022年度收入支出总计0.4万元。", confidence=0.5) == []
