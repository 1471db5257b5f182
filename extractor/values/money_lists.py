"""Lists of words and figures that end in one unit: 道路800、桥梁250、照明150万元; 已付200，未付100万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.values.compose import compiled_part
from extractor.values.money_drafts import Draft, looks_like_year
from extractor.values.numerals import parse_number

_REACH = 240
_FIGURE = r"(?<![\d.,，])(?:\d{1,3}(?:,\d{3})+|[1-9]\d*|0(?=\.))(?:\.\d+)?"
_LABEL = r"[^\d,，、;；。:()\n]{1,16}"
_UNLIKE = 10_000  # parts of one sum do not differ more than this
_LISTED = 2  # so many figures without a unit are a list by themselves
_SHARED_END = 2


class _Item(NamedTuple):
    label: str
    start: int
    end: int
    figure: Decimal


def listed_before(line: str, floor: int, last: Draft, before: Draft | None) -> list[tuple[int, int]]:
    """Where the figures stand that take the unit of ``last``, the end of their list, in reading order.

    What is counted has its measure word in Chinese: a list of bare figures that ends in a unit of money has no other
    unit. Only what may tell a length or an area without one (道路3.5、投资300万元) is left out.
    """
    if not _ends_in_item().search(line, max(floor, last.start - 24), last.start):
        return []
    found = _list().search(line, max(floor, last.start - _REACH), last.start)
    if found is None:
        return []
    items = [
        _Item(each["label"], *each.span("figure"), parse_number(each["figure"]) or Decimal(0))
        for each in _item().finditer(line, *found.span("items"))
    ]
    labels = [item.label for item in items] + [found["last"]]
    if any(not item.figure or looks_like_year(item.figure) for item in items) or _counts(labels):
        return []
    whole = before.mantissa if before and before.magnitude == last.magnitude and before.end <= found.start() else None
    parted = whole == sum((item.figure for item in items), last.mantissa)
    if not parted and not _is_of_money(labels) and not _is_plain(items, labels, last, found):
        return []
    return [(item.start, item.end) for item in items]


def _counts(labels: Sequence[str]) -> bool:
    """Whether a label of the list may count or measure something, or tells what was built."""
    listed, built = compiled_part("money", "listed_not"), compiled_part("money", "built")
    return any(listed.search(label) or built.search(label) for label in labels)


def _is_of_money(labels: Sequence[str]) -> bool:
    """Whether each label ends in what only money is called (收入1,200、支出1,150), or all alike (省级每亩1,000、…)."""
    called = compiled_part("money", "only_money")
    if all(called.search(label) for label in labels):
        return True
    ending = next((n for n in range(len(labels[-1]), 0, -1) if all(x.endswith(labels[-1][-n:]) for x in labels)), 0)
    shared = labels[-1][len(labels[-1]) - ending :]
    return ending >= _SHARED_END and compiled_part("money", "each_given").search(shared) is not None


def _is_plain(items: Sequence[_Item], labels: Sequence[str], last: Draft, found: re.Match[str]) -> bool:
    """Whether two figures or more stand before the last one, of which nothing sets that one apart (…、投资300万元)."""
    if len(items) < _LISTED:
        return False
    exact = all("." in each.group("figure") for each in _item().finditer(found.string, *found.span("items")))
    if set(_marks().findall(found["items"])) != {"、"} and not (exact and last.pattern == "labelled"):
        return False
    called = compiled_part("money", "money_at_end")
    if called.search(labels[-1]) and not any(called.search(label) for label in labels[:-1]):
        return False
    sizes = [abs(each) for each in (*(item.figure for item in items), last.mantissa) if each]
    return last.pattern == "labelled" or max(sizes) < _UNLIKE * min(sizes)


@cache
def _ends_in_item() -> re.Pattern[str]:
    return re.compile(rf"\d[、,，;；]{_LABEL}:?$")


@cache
def _list() -> re.Pattern[str]:
    return re.compile(rf"(?P<items>(?:{_LABEL}:?{_FIGURE}[、,，;；])+)(?P<last>{_LABEL}):?$")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{_LABEL}):?(?P<figure>{_FIGURE})[、,，;；]")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)[、;；]|(?<=\d)[,，](?!\d{3})")
