"""Each wording of ``patterns/check_frames.toml`` proves itself: sentences that hold, slips, and what is left open."""

from __future__ import annotations

from typing import Any

import pytest
from extractor.checks import run
from extractor.checks.worded import frames
from extractor.model.report import Check, ReportHead
from extractor.patternbook import load_patterns
from extractor.records.values import values

from tests.records.builder import Writer

FRAMES = load_patterns("check_frames")["frames"]
NAMES = [entry["words"] for entry in FRAMES]


def results(text: str) -> list[Check]:
    writer = Writer()
    writer.paragraph(text)
    reading, head = writer.reading(), ReportHead(fiscal_year=2023)
    return run(reading, head, [], values(reading, head))


def sentences(key: str) -> list[Any]:
    return [pytest.param(text, id=text[:30]) for entry in FRAMES for text in entry[key]]


@pytest.mark.parametrize("text", sentences("holds"))
def test_what_its_words_make_holds(text: str) -> None:
    assert {check.status for check in results(text) if check.rule.endswith("_by_words")} == {"pass"}


@pytest.mark.parametrize("text", sentences("slips"))
def test_a_slip_fails_once(text: str) -> None:
    assert [check.status for check in results(text)].count("fail") == 1


def test_some_two_of_very_many_figures_make_any_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is looked for among them, which would take as long as their number squared."""
    wrong = "预算500.00万元，到位450.00万元，到位率95.00%。"
    assert [check.status for check in results(wrong)].count("fail") == 1
    monkeypatch.setattr(frames, "_makes", lambda *_: pytest.fail("looked for"))
    many = "".join(
        f"第{number}户领取{number * 7 + 3}.{number % 90 + 10}元。" for number in range(1, frames.MAKE_ANY_RATE)
    )
    assert "fail" not in [check.status for check in results(f"{many}{wrong}") if check.rule == "share_by_words"]


@pytest.mark.parametrize("text", sentences("unsaid"))
def test_what_is_open_fails_nothing(text: str) -> None:
    assert "fail" not in [check.status for check in results(text)]


@pytest.mark.parametrize("entry", FRAMES, ids=NAMES)
def test_a_wording_has_examples(entry: dict[str, Any]) -> None:
    assert entry["holds"]
    assert entry["slips"] or not entry.get("accuses", True)
