"""Rules of headings' numbers and of document numbers with their titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extractor.checks import run
from extractor.model.report import ReportHead
from extractor.records.values import values

from tests import reading_builder
from tests.records.builder import Writer

BODY = "项目实施单位按照批复的方案组织实施，资金由区财政局按进度拨付，现场核查未见异常。"


def verdicts(*headings: str, body: str = BODY) -> list[str]:
    texts = ["一、基本情况", *(text for heading in headings for text in (heading, body)), "二、绩效评价结论", BODY]
    reading, head = reading_builder.reading(texts), ReportHead(fiscal_year=2021)
    return [each.status for each in run(reading, head, [], values(reading, head)) if each.rule == "heading_numbers"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["（一）项目概况", "（二）资金情况", "（三）组织管理", "（四）绩效目标"], ["pass"]),
        (["（一）项目概况", "(二)资金情况", "（三)组织管理", "（四）绩效目标"], ["pass"]),  # brackets of any width
        (["（一）项目概况", "（二）资金情况", "（四）绩效目标"], ["fail"]),
        (["（一）项目概况", "（二）资金情况", "（二）组织管理", "（三）绩效目标"], ["fail"]),
        (["（一）项目概况", "（二）资金情况", "（五）绩效目标"], ["unknown"]),  # more than a slip
        (["（一）项目概况", "（三）绩效目标"], []),  # two are no list
        (["１．项目概况", "２．资金情况", "４．绩效目标"], ["fail"]),
        (["⒈项目概况", "⒉资金情况", "⒋绩效目标"], ["fail"]),
        (["㈠项目概况", "㈡资金情况", "㈢绩效目标"], ["pass"]),
    ],
)
def test_headings_that_skip_or_repeat_a_number(headings: list[str], expected: list[str]) -> None:
    assert verdicts(*headings) == expected


@pytest.mark.parametrize(("note", "expected"), [("unread_picture", ["unknown"]), ("comments", ["fail"])])
def test_a_heading_may_stand_in_a_picture_that_was_not_read(note: str, expected: list[str]) -> None:
    headings = ["（一）项目概况", "（二）资金情况", "（四）绩效目标"]
    reading = reading_builder.reading(["一、基本情况", *(text for each in headings for text in (each, BODY))])
    for layout in reading.pages.layouts:
        layout.page = replace(layout.page, notes=(note,))
    head = ReportHead(fiscal_year=2021)
    found = run(reading, head, [], values(reading, head))
    assert [each.status for each in found if each.rule == "heading_numbers"] == expected


def test_a_number_told_within_the_text_is_not_missing() -> None:
    body = f"{BODY}（三）组织管理由区住建局负责。"
    assert "fail" not in verdicts("（一）项目概况", "（二）资金情况", "（四）绩效目标", body=body)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["《专项资金管理办法》", "《关于印发〈专项资金管理办法〉的通知》"], ["pass"]),
        (["《专项资金管理办法》", "《政府采购限额标准》"], ["unknown"]),
        (["《专项资金管理办法》"], []),
    ],
)
def test_one_number_with_two_titles(titles: list[str], expected: list[str]) -> None:
    writer = Writer()
    for title in titles:
        writer.paragraph(f"评价依据为{title}（云财预〔2020〕11号）等文件。")
    reading, head = writer.reading(), ReportHead(fiscal_year=2021)
    found = run(reading, head, [], values(reading, head))
    assert [each.status for each in found if each.rule == "number_with_titles"] == expected
