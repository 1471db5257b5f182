"""What was put right since a problem was found (整改情况), and whether that was all of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from extractor.model.finding import Remedied, Remedy
from extractor.model.layout import Passage, Place
from extractor.model.reading import Reading
from extractor.patternbook import pattern_of
from extractor.records.evidence import evidence

_pattern = partial(pattern_of, "sections", "remedied")


def remedies(told: Sequence[tuple[Passage, Place | None]], reading: Reading) -> dict[str, Any]:
    """The fields of a finding that say what was put right, told by passages with their places."""
    return {
        "remedies": [
            Remedy(text=passage.text, evidence=evidence(passage, reading.pages, place=place)) for passage, place in told
        ],
        "remedied": remedied("".join([passage.text for passage, _ in told])),
    }


def remedied(text: str) -> Remedied | None:
    """Whether all was put right, a part of it or nothing; None where the words do not tell."""
    for state in ("no", "partly", "done"):
        if _pattern(state).search(text):
            return state
    return None
