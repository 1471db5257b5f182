"""Problems that a text calls by their numbers (问题（一）1、2; 第二、三项问题; 前两个问题) instead of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from extractor.model.reading import Section
from extractor.outline.markers import number_value
from extractor.patternbook import pattern_of

Path = tuple[tuple[int, int], ...]

_COUNT = "零一二三四五六七八九"
_TOKEN = re.compile(
    r"(?P<open>[（(])?\s*(?P<n>[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d+)\s*(?P<close>[）)])?"
)
_PLAIN = re.compile(r"[一二三四五六七八九十]+|\d+")
# Between the first and the last of several numbers, and between two of them.
_TO, _AND = ("至", "到", "~", "～", "—", "–", "-"), ("、", "，", ",", "和", "及", "与")
_pattern = partial(pattern_of, "sections", "called_by_number")


class Called(NamedTuple):
    """Words at ``start`` to ``end`` of a text that call problems by ``numbers``; ``first`` and ``last`` are how many
    at the beginning or the end of their list they call instead (前两个问题, 最后一个问题)."""

    start: int
    end: int
    numbers: str
    first: int = 0
    last: int = 0


def called(text: str) -> list[Called]:
    """The places of a text that call problems by number, in order."""
    return list(_called(text))


def _called(text: str) -> Iterator[Called]:
    for found in _pattern().finditer(text):
        words = found.groupdict()
        if words["first"] or words["last"]:
            first, last = (_COUNT.find((words[name] or "零").replace("两", "二")) for name in ("first", "last"))
            yield Called(*found.span(), "", first, last)
        else:
            yield Called(*found.span(), words["numbers"] or words["named"])


def answers(call: Called, sections: Sequence[Section]) -> list[int]:
    """Which of these sections of problems are called: those with the numbers, else those at such places."""
    if call.first:
        return list(range(min(call.first, len(sections))))
    if call.last:
        return list(range(max(len(sections) - call.last, 0), len(sections)))
    wanted = _paths(call.numbers)
    steps = [
        [(each.level, number_value(each.number)) for each in section.path() if _PLAIN.fullmatch(each.number)]
        for section in sections
    ]
    found = [place for place, known in enumerate(steps) if any(all(step in known for step in path) for path in wanted)]
    if found:
        return found
    places = {path[-1][1] - 1 for path in wanted if len(path) == 1}
    return [place for place in range(len(sections)) if place in places]


def _paths(numbers: str) -> list[Path]:
    """Each number named, with the numbers above it: （二）1、2（2） gives 二 1 and 二 2 2, 1至3 gives 1, 2 and 3."""
    paths: list[Path] = []
    for token in _TOKEN.finditer(numbers):
        chinese = not token["n"].isdigit()
        level = (2 if chinese else 4) if token["open"] else (2 if chinese else 3)
        value = number_value(token["n"])
        previous = paths[-1] if paths else ()
        above = tuple(step for step in previous if step[0] < level)
        between = numbers[: token.start()].rstrip("第问题 　")
        if between.endswith(_TO):
            first = previous[-1][1] if previous and previous[:-1] == above and previous[-1][0] == level else value
            if value <= first:
                break  # 2-1: nobody can tell
            paths += [(*above, (level, each)) for each in range(first + 1, value + 1)]
            continue
        if previous and previous == above and not between.endswith(_AND):
            paths.pop()
        paths.append((*above, (level, value)))
    return paths
