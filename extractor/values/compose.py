"""Puts the patterns of a family together from their named parts.

In a pattern file ``[parts]`` holds regular expressions and word lists; ``<<name>>`` in a part or a pattern
stands for that part in a group of its own. A word list, and the keys of a table, become an alternation, longest word
first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from extractor.patternbook import load_patterns

_REFERENCE = re.compile(r"<<(\w+)>>")


def words_pattern(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def expand(regex: str, parts: Mapping[str, Any]) -> str:
    """``regex`` with every ``<<part>>`` replaced, parts within parts too. KeyError for an unknown part."""

    def replace(reference: re.Match[str]) -> str:
        part = parts[reference.group(1)]
        return f"(?:{words_pattern(part) if isinstance(part, (list, dict)) else expand(part, parts)})"

    return _REFERENCE.sub(replace, regex)


@cache
def compiled(family: str, name: str) -> re.Pattern[str]:
    """The pattern ``name`` of the file ``family``, composed and compiled once."""
    book = load_patterns(family)
    return re.compile(expand(book["patterns"][name]["regex"], book["parts"]))


@cache
def compiled_part(family: str, name: str) -> re.Pattern[str]:
    """One part of the file ``family`` as a pattern of its own."""
    return re.compile(expand(f"<<{name}>>", load_patterns(family)["parts"]))


_WALK = 60  # no amount or date has more characters before its anchor; bounds the work on hostile strings


@cache
def before_anchor(family: str) -> str:
    """The characters that a value of ``family`` can consist of before its anchor."""
    chars: str = load_patterns(family)["parts"]["before_anchor"]
    return chars


def walk_back(line: str, place: int, floor: int, family: str) -> int:
    """Where the run of characters that can belong to a value of ``family`` begins before ``place``."""
    floor = max(floor, place - _WALK)
    return floor + len(line[floor:place].rstrip(before_anchor(family)))
