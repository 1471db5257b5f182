"""Cells with an amount and another in brackets below it or behind it: 1,234.50（234.50）."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from extractor.model.reading import Column
from extractor.model.values import Money
from extractor.tables.meaning.units import counts_no_money, says_money
from extractor.values import unit_in
from extractor.values.figures import figure

_FIGURE = r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_PAIR = re.compile(rf"\s*(?P<whole>{_FIGURE})\s*[(（]\s*(?:其中[:：]?\s*)?(?P<other>{_FIGURE})\s*[)）]\s*")
# What a head says in brackets, and words by which that tells of the figure before them alone: 合同金额（不含税）.
_BRACKETED = re.compile(r"[(（]([^（）()]{2,20})[)）]")
_OF_THE_WHOLE = re.compile(r"\s*(?:不?含|包[括含]|[已未]扣|扣除|[^其]{0,6}单位)")


class Pair(NamedTuple):
    """Where the two figures of such a cell stand, and whether the head names the second as another amount."""

    whole: tuple[int, int]
    other: tuple[int, int]
    named: bool


def pair_in(text: str, column: Column | None) -> Pair | None:
    """The two figures of a cell; a head names the second in brackets, too: 预算金额（其中：财政资金）."""
    if ")" not in text and "）" not in text:
        return None
    found = _PAIR.fullmatch(text)
    if found is None or column is None:
        return None
    whole, other = figure(found["whole"]), figure(found["other"])
    is_part = whole is not None and other is not None and other <= whole
    named = is_part and any(map(_names_amount, column.path))
    return Pair(found.span("whole"), found.span("other"), named)


def amounts_of(pair: Pair, text: str, read: Callable[[str], list[Money]]) -> list[Money]:
    """The amounts of such a cell; of a second figure that no head names nobody knows what it is."""
    spans = [pair.whole, pair.other] if pair.named else [pair.whole]
    return [
        replace(each, start=each.start + start, end=each.end + start)
        for start, end in spans
        for each in read(text[start:end])
    ]


def _names_amount(head: str) -> bool:
    told = _BRACKETED.search(head)
    if told is None or _OF_THE_WHOLE.match(told[1]) or unit_in(told[1]) is not None:
        return False
    return says_money(told[1]) and not counts_no_money((told[1],))
