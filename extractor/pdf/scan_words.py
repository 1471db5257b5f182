"""Puts right what pictures of letters are mistaken for, where the words around demand it (``patterns/ocr.toml``).

Every repair exchanges characters one for one or drops a sign, so the edges of the characters stay; the raw reading is
kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.patternbook import load_patterns

# Type sizes between the middles of two digits: 0.75 to 1.0 around a half-width comma, 1.5 around a Chinese one.
WIDE_COMMA = 1.25
# Stands where a sign was dropped.
DROPPED = "\0"
# A figure with two decimals that ends a text; another, or a day in figures, that begins one.
_BEFORE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d$")
_AFTER = re.compile(r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?![\d.,])")
# The number of a table or a figure right before a year.
_LABEL = re.compile(r"[表图]\d{1,2}?(?=(?:19|20)\d\d(?:年|[-—~至]))")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A line's ``text`` after repair and the names of the ``rules`` that changed more than typography."""

    text: str
    rules: tuple[str, ...]


class Doubt(NamedTuple):
    """What is odd about ``text[start:end]`` of a line, by the name of its entry."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    where: str
    patterns: tuple[re.Pattern[str], ...]
    swap: dict[int, str]
    groups: dict[str, str]
    quiet: bool


def repaired(text: str, *, in_cell: bool) -> Repaired:
    """``text`` of one printed line put right, of the same length: :data:`DROPPED` stands for signs that go."""
    told = []
    for rule in _rules():
        after = _applied(rule, text, in_cell)
        if after != text and not rule.quiet:
            told.append(rule.name)
        text = after
    return Repaired(text, tuple(told))


def narrow_commas(text: str, centre: list[float], size: float) -> str:
    """``text`` with Chinese commas between two digits that stand too close for one made half-width."""
    characters = list(text)
    for index in range(1, len(characters) - 1):
        if characters[index] != "，" or not (characters[index - 1].isdigit() and characters[index + 1].isdigit()):
            continue
        if centre[index + 1] - centre[index - 1] < WIDE_COMMA * size:
            characters[index] = ","
    return "".join(characters)


def are_complete(before: str, after: str) -> bool:
    """Whether a whole figure ends ``before`` a blank and another begins ``after`` it: no amount has a blank behind its
    cents."""
    return bool(_BEFORE.search(before) and _AFTER.match(after))


def label_end(text: str) -> int:
    """Where the blank of a caption is lost (表12023年 for 表1 2023年): the end of its label, 0 where none is."""
    found = _LABEL.match(text)
    return found.end() if found else 0


def doubts(text: str) -> Iterator[Doubt]:
    """The doubts that a line raises as it stands."""
    for name, pattern in _doubts():
        if found := pattern.search(text):
            yield Doubt(name, *found.span())


def _applied(rule: _Rule, text: str, in_cell: bool) -> str:
    characters = list(text)
    for pattern in rule.patterns:
        if rule.where == "within":
            found = list(pattern.finditer(text))
        elif rule.where == "line" or in_cell:
            found = [whole] if (whole := pattern.fullmatch(text)) else []
        else:
            found = []
        for match in found:
            if rule.swap:
                characters[match.start() : match.end()] = match.group().translate(rule.swap)
            for name, sign in rule.groups.items():
                characters[match.start(name)] = sign or DROPPED
    return "".join(characters)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            entry["name"],
            entry["where"],
            tuple(map(re.compile, [entry["pattern"]] if isinstance(entry["pattern"], str) else entry["pattern"])),
            {ord(wrong): right for wrong, right in entry.get("swap", {}).items()},
            dict(entry.get("set", {})),
            bool(entry.get("quiet", False)),
        )
        for entry in load_patterns("ocr")["rule"]
    )


@cache
def _doubts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["name"], re.compile(entry["pattern"])) for entry in load_patterns("ocr")["doubt"])
