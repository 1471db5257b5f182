"""Strings in the manner of reports from many regions and years, with what a reader finds in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from extractor.values import find_dates, find_document_numbers, find_impossible_dates, find_money, find_regions

FILES = [Path(__file__).parent / "data" / name for name in ("field_strings.toml", "other_hands.toml")]
STRINGS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]


def cases(family: str) -> list[Any]:
    return [pytest.param(case, id=case["text"][:30]) for strings in STRINGS for case in strings.get(family, [])]


@pytest.mark.parametrize("case", cases("money"))
def test_money(case: dict[str, Any]) -> None:
    found = find_money(case["text"])
    assert [f"{m.text}={m.value:f}{'' if m.currency == 'CNY' else m.currency}" for m in found] == case["find"]


@pytest.mark.parametrize("case", cases("dates"))
def test_dates(case: dict[str, Any]) -> None:
    found = find_dates(case["text"])
    assert [f"{d.text}={d.start_date}..{d.end_date} {d.precision}" for d in found] == case["find"]
    assert [d.text for d in find_impossible_dates(case["text"])] == case.get("impossible", [])


@pytest.mark.parametrize("case", cases("numbers"))
def test_document_numbers(case: dict[str, Any]) -> None:
    found = find_document_numbers(case["text"])
    assert [f"{n.text}={n.canonical}" + (f"@{n.title}" if n.title else "") for n in found] == case["find"]


@pytest.mark.parametrize("case", cases("regions"))
def test_regions(case: dict[str, Any]) -> None:
    assert [f"{r.text}={r.code}" for r in find_regions(case["text"])] == case["find"]
