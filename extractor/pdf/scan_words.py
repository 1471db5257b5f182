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
