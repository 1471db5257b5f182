"""The public JSON as text."""

from __future__ import annotations

import json
from decimal import Decimal

from extractor.model.report import Report
from extractor.sinks.jsontext import json_line, json_text

from tests.sinks.made import made_execution, made_report


def test_both_forms_are_one_object() -> None:
    report = made_report()
    assert json.loads(json_text(report)) == json.loads(json_line(report))
    assert "\n" not in json_line(report)
    assert Report.model_validate_json(json_text(report)) == report


def test_numbers_keep_their_digits_and_money_is_text() -> None:
    read = json.loads(json_text(made_report()), parse_float=Decimal, parse_int=Decimal)
    assert read["report"]["overall_scores"][0]["score"] == Decimal("86.5")
    assert read["score_items"][0]["deduction"] == Decimal("0.5")
    assert read["money"][0]["yuan"] == "12345000"
    assert read["findings"][0]["money"] == ["12345000", "0.123456"]


def test_every_record_has_a_line_and_chinese_stands_as_it_is() -> None:
    text = json_text(made_report())
    assert '  {"text":"1,234.5万元","yuan":"12345000","unit":"万元"' in text
    assert "\\u" not in text
    assert text.endswith("}\n")


def test_the_fields_stand_in_the_order_of_the_contract() -> None:
    assert list(json.loads(json_text(made_report()))) == [
        *("schema_version", "source", "report", "pages", "sections", "tables", "money", "dates"),
        *("document_numbers", "score_items", "findings", "recommendations", "checks", "issues"),
    ]


def test_rates_of_execution_follow_where_there_are_any() -> None:
    report = made_report()
    report.executions = [made_execution()]
    told = json.loads(json_text(report))
    assert list(told)[-2:] == ["issues", "executions"]
    assert told == json.loads(json_line(report))
    assert Report.model_validate_json(json_line(report)) == report
