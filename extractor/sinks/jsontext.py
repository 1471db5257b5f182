"""Prints a report as JSON that people can read and programs can compare: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.model.report import Record, Report


def json_line(report: Report) -> str:
    """The public JSON object on one line, without a line end."""
    return report.model_dump_json()


def json_text(report: Report) -> str:
    """The same object with every record on a line of its own, and a line end after it."""
    return "{\n" + ",\n".join(_fields(report)) + "\n}\n"


def _fields(report: Report) -> Iterator[str]:
    for name, field in Report.model_fields.items():
        value = getattr(report, name)
        if field.exclude_if is None or not field.exclude_if(value):
            yield f' "{name}": {_value(value)}'


def _value(value: object) -> str:
    if isinstance(value, Record):
        return value.model_dump_json()
    if isinstance(value, list):
        records = ",\n".join(f"  {_value(record)}" for record in value)
        return f"[\n{records}\n ]" if records else "[]"
    return json.dumps(value, ensure_ascii=False)
