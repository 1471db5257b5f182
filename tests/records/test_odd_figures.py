"""Figures of cells that are not what they look like."""

from __future__ import annotations

import pytest
from extractor.model.reading import Column
from extractor.records.odd_figures import without_vouchers
from extractor.values import find_dates


@pytest.mark.parametrize(
    ("text", "head", "dates"),
    [
        ("3月12、25号凭证，4月30日7号凭证", None, ["3月", "4月30日"]),
        ("3月12号、4月5、\n46号", "记账凭证号", ["3月", "4月"]),
        ("3月12号、4月5日开会", "备注", ["3月12号", "4月5日"]),
    ],
)
def test_numbers_of_vouchers_are_no_days(text: str, head: str | None, dates: list[str]) -> None:
    legible = without_vouchers(text, Column(2, (head,)) if head else None)
    assert len(legible) == len(text)
    assert [each.text for each in find_dates(legible)] == dates
