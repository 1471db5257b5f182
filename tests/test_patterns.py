"""Every pattern file proves itself: each example is found with its value, each counter-example is not.

Families are tested against each other: an example of one must give no find of another that its own line
does not announce.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from extractor.patternbook import files, load_patterns, pattern_dir
from extractor.records.problems.phrases import expression
from extractor.records.problems.taxonomy import types
from extractor.values import (
    find_dates,
    find_document_numbers,
    find_doubtful_amounts,
    find_money,
    find_scores,
    unit_in,
)
from extractor.values.compose import compiled, compiled_part, expand

FAMILIES = ("money", "dates", "document_numbers")
# Names of fields that show the find of another family in the same example are declared in the example itself.
HOSTILE = [
    "1" * 10_000,
    "1," * 5_000,
    "1.2." * 3_000,
    "（" * 5_000 + "）" * 5_000,
    "〔2018〕" * 2_000,
    "一二三四五六七八九十百千万亿" * 800,
    "2018年" * 2_500,
    "2019、" * 2_500,
    "1 2 3 4 5 6 7 8 9 0 " * 500,
    "年月日" * 3_000,
    "《" * 5_000 + "》" * 5_000,
    "1\n2\n" * 2_500,
    "万亿元" * 3_000,
    "￥" * 10_000,
    "3至" * 5_000,
    "1、" * 5_000 + "万元",
    "长财行字（2018）" * 1_000,
    "十五" * 5_000,
]
# A text so many times as long may take so many times the time, with slack; quadratic patterns would take its square.
TIMES, SLACK = 8, 2.5
LEAST_SECONDS = 0.002  # below this a clock tells nothing


def pattern_entries(family: str) -> list[tuple[str, dict[str, Any]]]:
    """Names and entries of a family's patterns, in file order."""
    return list(load_patterns(family)["patterns"].items())


def test_lines_of_a_long_pattern_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["[part]", "long = '''", "  甲|", "  乙", "'''", 'examples = ["丙\\n丁"]', "short = ' 戊'"]
    (tmp_path / "own.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(files, "pattern_dir", lambda: tmp_path)
    load_patterns.cache_clear()
    assert load_patterns("own") == {"part": {"long": "甲|乙", "examples": ["丙\n丁"], "short": " 戊"}}
    load_patterns.cache_clear()


def examples(family: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, example) for name, entry in pattern_entries(family) for example in entry["examples"]]


def counter_examples(family: str) -> list[str]:
    return [text for _, entry in pattern_entries(family) for text in [*entry["not"], *entry.get("also_not", [])]]


def finds(family: str, text: str) -> list[str]:
    if family == "money":
        return [
            f"{each.text}={each.value:f}{'' if each.currency == 'CNY' else each.currency}" for each in find_money(text)
        ]
    if family == "dates":
        return [f"{each.text}={each.start_date}..{each.end_date} {each.precision}" for each in find_dates(text)]
    return [f"{each.text}={each.canonical}" for each in find_document_numbers(text)]


ALL_EXAMPLES = [(family, name, example) for family in FAMILIES for name, example in examples(family)]


@pytest.mark.parametrize(("family", "name", "example"), ALL_EXAMPLES, ids=lambda value: str(value)[:40])
def test_example_is_found_with_its_value(family: str, name: str, example: dict[str, Any]) -> None:
    assert finds(family, example["text"]) == example["find"]


@pytest.mark.parametrize(
    ("family", "text"), [(family, text) for family in FAMILIES for text in counter_examples(family)]
)
def test_counter_example_is_not_found(family: str, text: str) -> None:
    assert finds(family, text) == []


@pytest.mark.parametrize(("family", "name", "example"), ALL_EXAMPLES, ids=lambda value: str(value)[:40])
def test_families_leave_each_other_alone(family: str, name: str, example: dict[str, Any]) -> None:
    covered = [found.rpartition("=")[0] for found in example["find"]]
    for other in FAMILIES:
        if other == family:
            continue
        for found in finds(other, example["text"]):
            text = found.rpartition("=")[0]
            assert not any(text in own or own in text for own in covered), f"{other} reads {found}"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_pattern_is_hit_by_its_own_examples(family: str) -> None:
    finder = {"money": find_money, "dates": find_dates, "document_numbers": find_document_numbers}[family]
    for name, entry in pattern_entries(family):
        hit = {each.pattern for example in entry["examples"] for each in finder(example["text"])}
        assert name in hit, f"no example of {family}.{name} is found by it"


@pytest.mark.parametrize("family", [*FAMILIES, "units", "grades"])
def test_every_part_and_pattern_compiles_and_is_used(family: str) -> None:
    book = load_patterns(family)
    for name, entry in pattern_entries(family):
        if "regex" in entry:
            compiled(family, name)
        else:
            assert entry["by_code"], f"{family}.{name} has no regex and does not say that code finds it"
    for part in book["parts"]:
        if family != "grades" or part != "note":
            re.compile(expand(f"<<{part}>>", book["parts"])) if part != "before_anchor" else None


@pytest.mark.parametrize("name", [name for name, _ in pattern_entries("units")])
def test_units_of_headers(name: str) -> None:
    entry = load_patterns("units")["patterns"][name]
    for example in entry["examples"]:
        assert unit_in(example["text"]) == example["unit"], example
    for text in entry["not"]:
        assert unit_in(text) is None, text


def test_scores_and_grades() -> None:
    for name, entry in pattern_entries("grades"):
        for example in entry["examples"]:
            found = find_scores(example["text"])
            if "score" in example:
                assert [each.score for each in found] == [Decimal(score) for score in example["score"].split()], name
            else:
                assert [each.grade_class for each in found] == [example["grade"]], example
        for text in entry["not"]:
            assert find_scores(text) == [], text


def test_no_known_gap_has_closed_unnoticed() -> None:
    """A ``todo`` names what a pattern cannot read yet; one that begins to pass must become an example."""
    for family in FAMILIES:
        for name, entry in pattern_entries(family):
            for example in entry.get("todo", []):
                assert finds(family, example["text"]) != example["find"], (
                    f"{family}.{name}: {example['text']} works now"
                )


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_strings_take_linear_time(text: str) -> None:
    for finder in (find_money, find_doubtful_amounts, find_dates, find_document_numbers, find_scores):
        once, often = _seconds(finder, text), _seconds(finder, text * TIMES)
        assert often < SLACK * TIMES * max(once, LEAST_SECONDS), finder


# One look of a pattern at a text of 100,000 characters, wherever it begins; most need some microseconds.
MOST_SECONDS = 0.1
LONG = 100_000
PLACES = (0, 1, 2, 3, LONG // 2, LONG - 100)


def every_pattern() -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for family in (*FAMILIES, "units", "grades"):
        book = load_patterns(family)
        found += [
            (f"{family}.{name}", compiled(family, name)) for name, each in pattern_entries(family) if "regex" in each
        ]
        found += [
            (f"{family} part {name}", compiled_part(family, name))
            for name, part in book["parts"].items()
            if (isinstance(part, list) or "<<" in part or "[" in part) and name not in {"before_anchor", "after_yuan"}
        ]
    kinds = [(kind.category.code, kind) for kind in types()]
    return found + [
        (f"findings {code}", each)
        for code, kind in kinds
        for each in map(re.compile, map(expression, (*kind.signals, *kind.weak, *kind.counters)))
    ]


def test_no_pattern_takes_long_at_any_place_of_a_hostile_string() -> None:
    for text in HOSTILE:
        long = (text * (LONG // len(text) + 1))[:LONG]
        for name, pattern in every_pattern():
            started = time.process_time()
            for place in PLACES:
                pattern.match(long, place)
            spent = time.process_time() - started
            assert spent < MOST_SECONDS * len(PLACES), f"{name} takes {spent:.2f} s on {text[:12]}"


def _seconds(finder: Callable[[str], object], text: str) -> float:
    """Processor time of one call, the least of three."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        finder(text)
        spent.append(time.process_time() - started)
    return min(spent)


def test_all_pattern_files_are_known_here() -> None:
    assert (pattern_dir() / "regions.tsv").is_file()
    assert compiled_part("money", "anchor").search("元")
    assert partial(finds, "money")("5元") == ["5元=5"]
