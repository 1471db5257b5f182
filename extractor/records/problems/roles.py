"""What the figures of a sentence stand for: an amount involved, a standard, what was really done.

Knows strings only. A figure whose sentence does not tell has no role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple, cast

from extractor.model.finding import AmountRole, DateRole, Shortfall
from extractor.patternbook import load_patterns, pattern_of
from extractor.values import parse_percent

# So far before a figure its words are looked for, and so far behind a date.
WORDS_BEFORE, WORDS_BEHIND = 28, 16
# The last words before a figure stand this near to it (资金共计 between 支出 and the figure).
NEAREST_WORD = 14
_SENTENCE_END = "。；;！？\n"
_CLAUSE_END = "，。；;！？,\n"
_SERIES = re.compile(r"[、和及与,，]{0,2}|以及")
_RATE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*[%％]|百分之[零〇一二三四五六七八九十百点]+")

Span = tuple[int, int]
_rate_pattern = partial(pattern_of, "figures", "rate")


class Rate(NamedTuple):
    """A rate at ``span``: what it measures, in percent, and the span and value of its standard, where told."""

    name: str | None
    span: Span
    value: Decimal
    role: AmountRole | None
    standard: tuple[Span, Decimal] | None

    @property
    def against(self) -> Shortfall | None:
        """Whether it lies below or above its standard."""
        if self.standard is None or self.value == self.standard[1]:
            return None
        return "below" if self.value < self.standard[1] else "above"


class _Words(NamedTuple):
    role: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def amount_roles(text: str, spans: Sequence[Span]) -> list[AmountRole | None]:
    """The roles of the amounts at ``spans`` of a text, which are in order."""
    roles: list[AmountRole | None] = []
    previous: Span | None = None
    for start, end in spans:
        joint = text[previous[1] : start] if previous else None
        is_listed = joint is not None and _SERIES.fullmatch(joint)  # 分别为50万元、30万元
        before = "" if is_listed else _before(text, start, previous[1] if previous else 0)
        behind = _behind(text, end)
        told = cast("AmountRole | None", _told("amount", before, behind))
        if told != "actual" and pattern_of("figures", "price", "after").match(behind):
            told = "standard"
        roles.append(told or (roles[-1] if is_listed else None))  # 预算120万元，35万元尚未支付
        previous = (start, end)
    return roles


def date_role(text: str, span: Span, previous: int = 0, following: int | None = None) -> DateRole | None:
    """What the date at ``span`` is the day of; ``previous`` and ``following`` bound its surroundings."""
    behind = _behind(text, span[1])[: (len(text) if following is None else following) - span[1]]
    return cast("DateRole | None", _told("date", _before(text, span[0], previous), behind))


def rates(text: str) -> list[Rate]:
    """The rates that a text tells; one that another is measured against stands with that one."""
    found: list[Rate] = []
    previous = 0
    for match in _RATE.finditer(text):
        value = parse_percent(match.group())
        if value is None:
            continue
        start, end = match.span()
        before = _before(text, start, previous)
        role = _rate_role(before, _behind(text, end))
        rate = Rate(_name(before), (start, end), value, role, None)
        last = found[-1] if found and not re.search(f"[{_SENTENCE_END}]", text[found[-1].span[1] : start]) else None
        paired = _pair(last, rate, before) if last else None
        if paired:
            found[-1] = paired
        else:
            found.append(rate)
        previous = end
    return found


def _pair(last: Rate, rate: Rate, before: str) -> Rate | None:
    """One rate out of two neighbours where one of them is the standard of the other."""
    if last.standard is not None or (last.name and rate.name and not last.name.endswith(rate.name)):
        return None
    if last.role == "standard" and rate.role != "standard":
        return rate._replace(name=rate.name or last.name, role="actual", standard=(last.span, last.value))
    compared = not rate.name and _rate_pattern("compared").search(before)
    if last.role != "standard" and (compared or rate.role == "standard"):
        return last._replace(name=last.name or rate.name, role="actual", standard=(rate.span, rate.value))
    return None


def _rate_role(before: str, behind: str) -> AmountRole | None:
    if _rate_pattern("standard").search(before) or _rate_pattern("standard_after").search(behind):
        return "standard"
    named = _rate_pattern("name").search(before)
    if named and _rate_pattern("asked").search(named["name"]):
        return "standard"
    if _rate_pattern("actual").search(before) or named:
        return "actual"
    return None


def _name(before: str) -> str | None:
    found = _rate_pattern("name").search(before)
    if found is None:
        return None
    name = re.sub(load_patterns("figures")["rate"]["before_name"], "", found["name"])
    return re.sub('[“”"]', "", name).strip("（）()").removesuffix("的") or None


def _told(family: str, before: str, behind: str) -> str | None:
    """The role that the words right behind a figure tell, else the nearest words before it, else later ones."""
    best: tuple[int, int, str] | None = None
    for words in _words(family):
        if words.after and words.after.pattern.startswith("^") and words.after.search(behind):
            return words.role
        for match in words.before.finditer(before) if words.before else ():
            if match.end() >= len(before) - NEAREST_WORD:
                candidate = (match.end(), len(match.group()), words.role)
                best = max(best, candidate) if best else candidate
    if family == "date":
        adjoining = best is not None and best[0] >= len(before) - 1 and before[best[0] :] not in {"，", ","}
        later = None if adjoining else _first_behind(behind)
        return best[2] if adjoining and best else later or (best[2] if best else None)
    return best[2] if best else None


def _first_behind(behind: str) -> str | None:
    """The role of the first words behind a date (于2020年5月8日签订)."""
    hits = [
        (match.start(), words.role)
        for words in _words("date")
        if words.after and not words.after.pattern.startswith("^") and (match := words.after.search(behind))
    ]
    return min(hits)[1] if hits else None


def _before(text: str, start: int, previous: int) -> str:
    """The words of the sentence before a figure, back to the figure before it."""
    first = max(previous, start - WORDS_BEFORE, 0)
    words = text[first:start]
    cut = max(words.rfind(mark) for mark in _SENTENCE_END)
    return words[cut + 1 :]


def _behind(text: str, end: int) -> str:
    words = text[end : end + WORDS_BEHIND]
    cut = next((place for place, character in enumerate(words) if character in _CLAUSE_END), len(words))
    return words[:cut]


@cache
def _words(family: str) -> tuple[_Words, ...]:
    return tuple(
        _Words(role, _any(entry.get("before", [])), _any(entry.get("after", [])))
        for role, entry in load_patterns("figures")[family].items()
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern out of several; all of them begin at the figure where the first does."""
    if not patterns:
        return None
    anchored = patterns[0].startswith("^")
    return re.compile(("^" if anchored else "") + "(?:" + "|".join(p.removeprefix("^") for p in patterns) + ")")
