"""The likeness to known wordings: what is reckoned as it is asked is what naive Bayes over all of them gives."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest
from extractor.records.problems.taxonomy import UNCLASSIFIED, types
from extractor.records.problems.wordings import _UNSEEN, resemblance, sentences, shared_runs


def parts(text: str) -> set[str]:
    bare = re.sub(r"[\W\d_]", "", text)
    return {*bare, *(bare[place : place + 2] for place in range(len(bare) - 1))}


@pytest.fixture(scope="module")
def counts() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for code, text in sentences():
        found.setdefault(code, Counter()).update(parts(text))
    return found


@pytest.mark.parametrize("text", ["路灯坏了两盏没人去换", "未按期拨付2021年补助", "鑫"])
def test_it_is_naive_bayes(text: str, counts: dict[str, Counter[str]]) -> None:
    words = set().union(*counts.values())
    whole = {code: of_type.total() + _UNSEEN * len(words) for code, of_type in counts.items()}
    told = {
        code: sum(math.log((of_type[part] + _UNSEEN) / whole[code]) for part in parts(text) & words)
        for code, of_type in counts.items()
    }
    mean = sum(told.values()) / len(told)
    assert resemblance(text) == pytest.approx({code: likely - mean for code, likely in told.items()})


def test_a_known_wording_leads_by_far() -> None:
    for code, text in [("0104", "重复建设现象突出"), ("0206", "没有钱换灯泡")]:
        likely = resemblance(text)
        assert likely.pop(code) > max(likely.values()) + 20


def test_shared_runs_are_pairs_of_known_wordings() -> None:
    assert shared_runs("鑫鑫路灯鑫鑫", "0905") == [(2, 4)]
    assert shared_runs("鑫鑫", "0905") == []


def test_every_known_wording_has_one_type() -> None:
    codes = {kind.category.code for kind in types()} | {UNCLASSIFIED.code}
    of: dict[str, set[str]] = {}
    for code, text in sentences():
        of.setdefault(re.sub(r"[\W\d_]", "", text), set()).add(code)
    assert set().union(*of.values()) == codes
    assert [text for text, told in of.items() if len(told) > 1] == []
