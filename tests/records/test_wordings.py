"""The wordings of the head and of the checks, against their own examples."""

from __future__ import annotations

import re
from typing import Any

import pytest
from extractor.patternbook import load_patterns
from extractor.records.identity.abbreviations import definitions
from extractor.records.identity.cover import keys_in, read_cover
from extractor.records.identity.organisations import is_firm, is_organisation
from extractor.records.identity.title_words import ends_like_title
from extractor.values import find_scores

from tests.records.builder import Writer

HEAD: dict[str, Any] = load_patterns("head")
CHECKS: dict[str, Any] = load_patterns("checks")


@pytest.mark.parametrize(
    ("field", "line"), [(entry["field"], line) for entry in HEAD["cover"] for line in entry.get("examples", [])]
)
def test_cover_examples(field: str, line: str) -> None:
    writer = Writer()
    writer.paragraph(line)
    assert read_cover(writer.reading()).get(field) is not None


@pytest.mark.parametrize(
    ("field", "line"), [(entry["field"], line) for entry in HEAD["cover"] for line in entry.get("not", [])]
)
def test_cover_counterexamples(field: str, line: str) -> None:
    writer = Writer()
    writer.paragraph(line)
    assert read_cover(writer.reading()).get(field) is None


def test_no_wording_stands_for_two_fields() -> None:
    fields: dict[str, str] = {}
    for entry in HEAD["cover"]:
        for key in (key for tier in entry["tiers"] for key in tier):
            assert fields.setdefault(key, entry["field"]) == entry["field"], key
            assert key not in HEAD["cover_other"]["keys"], key
            assert [found.field for found in keys_in(f"{key}：某某")] == [entry["field"]], key


@pytest.mark.parametrize("line", HEAD["title"]["examples"])
def test_title_examples(line: str) -> None:
    assert ends_like_title(line)


@pytest.mark.parametrize("line", HEAD["title"]["not"])
def test_title_counterexamples(line: str) -> None:
    assert not ends_like_title(line)


@pytest.mark.parametrize("text", HEAD["preamble"]["examples"])
def test_commissioner_examples(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in HEAD["preamble"]["commissioner"])


@pytest.mark.parametrize("text", HEAD["abbreviation"]["examples"])
def test_abbreviation_examples(text: str) -> None:
    assert definitions(text)


@pytest.mark.parametrize("text", HEAD["overall"]["examples"])
def test_verdict_examples(text: str) -> None:
    (score,) = find_scores(text)
    assert score.score is not None
    assert score.grade is not None


@pytest.mark.parametrize("text", HEAD["overall"]["later_examples"])
def test_a_score_told_after_its_grade(text: str) -> None:
    grade = re.search("良|优秀|优", text)
    assert grade
    assert re.match(HEAD["overall"]["later_score"], text[grade.end() :])


@pytest.mark.parametrize("text", HEAD["responsible"]["examples"])
def test_examples_of_who_carries_a_project_out(text: str) -> None:
    found = [match for pattern in HEAD["responsible"]["patterns"] if (match := re.search(pattern, text))]
    assert found
    assert is_organisation(found[0]["org"])


def test_heads_of_columns_that_name_who_carries_things_out() -> None:
    book = HEAD["responsible"]
    assert all(re.search(book["tabled"], head) for head in book["tabled_examples"])
    assert not any(re.search(book["tabled"], head) for head in book["tabled_not"])


def test_names_of_bodies_and_firms() -> None:
    book = load_patterns("organisations")
    assert all(is_organisation(name) and not is_firm(name) for name in book["public"]["examples"])
    assert all(is_firm(name) for name in book["firm"]["examples"])


def test_wordings_of_the_checks() -> None:
    assert all(re.search("|".join(CHECKS["parts"]["not"]), text) for text in CHECKS["parts"]["examples"])
    assert all(re.search(CHECKS["remarks"]["deduction"], text) for text in CHECKS["remarks"]["examples"])
    for text in CHECKS["labels"]["examples"]:
        for label in ("budget", "paid", "left", "rate"):
            assert re.search("|".join(CHECKS["labels"][label]), text), label
