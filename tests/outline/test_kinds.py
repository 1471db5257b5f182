"""What section titles name, tested from the pattern file itself."""

from __future__ import annotations

import re

import pytest
from extractor.outline import is_group, kinds_of, says_nothing
from extractor.patternbook import load_patterns

BOOK = load_patterns("sections")
KINDS = BOOK["kind"]


@pytest.mark.parametrize(("kind", "title"), [(k, t) for k, entry in KINDS.items() for t in entry["examples"]])
def test_titles_of_a_kind(kind: str, title: str) -> None:
    assert kind in kinds_of(title)


@pytest.mark.parametrize(("kind", "title"), [(k, t) for k, entry in KINDS.items() for t in entry["not_examples"]])
def test_titles_of_another_kind(kind: str, title: str) -> None:
    assert kind not in kinds_of(title)


def test_a_title_may_have_several_kinds() -> None:
    assert kinds_of("主要问题及改进措施") == {"problem", "advice"}
    assert kinds_of("主要经验及做法、存在的问题及原因分析") == {"problem", "praise"}
    assert kinds_of("存在问题 及 下一步工作计划") == {"problem", "advice"}


def test_a_translation_behind_a_title_changes_nothing() -> None:
    assert kinds_of("建议 Recommendations") == {"advice"}
    assert kinds_of("主要问题 (Key Issues)") == {"problem"}
    assert kinds_of("建议采购ERP") == set()


@pytest.mark.parametrize("title", BOOK["group"]["examples"])
def test_field_names_only_gather(title: str) -> None:
    assert is_group(title)


@pytest.mark.parametrize("title", BOOK["group"]["not_examples"])
def test_findings_do_not_gather(title: str) -> None:
    assert not is_group(title)


@pytest.mark.parametrize("text", BOOK["nothing"]["examples"])
def test_nothing_to_report(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", BOOK["nothing"]["not"])
def test_something_to_report(text: str) -> None:
    assert not says_nothing(text)


SINGLE = {name: entry for name, entry in BOOK.items() if "pattern" in entry and name != "nothing"}
TURNS = {f"turn.{name}": entry for name, entry in BOOK["turn"].items()}
WORDINGS = {**SINGLE, **TURNS}


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, entry in WORDINGS.items() for t in entry["examples"]])
def test_wordings_hit_their_examples(name: str, text: str) -> None:
    assert re.search(WORDINGS[name]["pattern"], text)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, entry in WORDINGS.items() for t in entry["not"]])
def test_wordings_leave_others(name: str, text: str) -> None:
    pattern = WORDINGS[name]["pattern"]
    assert not (re.match(pattern, text) if name.startswith(("turn", "measure")) else re.search(pattern, text))


def test_what_ends_a_sentence_on_a_cause() -> None:
    entry = BOOK["cause_tail"]
    for text in entry["examples"]:
        assert re.search(entry["pattern"], text), text
    for text in entry["not"]:
        assert not re.search(entry["pattern"], text), text
