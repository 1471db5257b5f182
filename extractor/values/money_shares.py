"""Shares of a sum told one by one, of which the last alone has a unit: 中央300、省级200、县级100万元; (300+200)万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.values.compose import compiled_part

_REACH_OF_PARTS = 240
_REACH = 48  # the words of one share and of the next
_WORDS = 16  # before a verb that deals out: 对首次认定的高新技术企业

_FIGURE = r"(?P<figure>(?<![\d.,，])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_EXACT = _FIGURE.removesuffix(r"(?:\.\d+)?)") + r"\.\d+)"  # things are counted without decimals
_BETWEEN = rf"[^\d、，。；;,]{{0,{_WORDS}}}"
# A figure is joined with the next share by one of these in all forms.
_JOINED = re.compile(r"\d[、，,；;和与及以]")
_DAY = r"(?:(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?)?"


def figure_of_share(line: str, floor: int, end: int) -> tuple[int, int] | None:
    """Where the figure of the share stands that is told right before the one whose figure begins at ``end``."""
    if not line[end - 1 : end] or line[end - 1].isdigit():
        return None
    start = max(floor, end - _REACH)
    if _JOINED.search(line, start, end) is None:
        return None
    found = next(filter(None, (form.search(line, start, end) for form in _forms())), None)
    if found is None:
        found = _receivers().search(line, start, end)
        first = max(floor, found.start() - _REACH) if found else 0
        if found and not _given_out().search(line, first, found.start("receiver")):
            return None
        if found and compiled_part("money", "receiver_not").search(line, first, end):
            return None
    return found.span("figure") if found else None


@cache
def _receivers() -> re.Pattern[str]:
    receiver = compiled_part("money", "receiver").pattern
    return re.compile(f"(?P<receiver>{receiver}){_FIGURE}(?:[、和]|以及){_BETWEEN.replace('{0,', '{1,')}(?P=receiver)$")


@cache
def _given_out() -> re.Pattern[str]:
    return compiled_part("money", "given_out")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    parts = ("giver", "other_giver", "giving", "turn", "dealing", "item")
    giver, other, giving, turn, dealing, item = (compiled_part("money", name).pattern for name in parts)
    given = f"(?:{giver}(?:{giving}){{0,4}}|自筹(?:{giving}){{0,3}}|{other}(?:{giving}){{1,4}})(?:为|是|:)?"
    verb = f"(?P<verb>{dealing})(?:资金)?(?:为|:)?"
    return (
        re.compile(f"{given}{_FIGURE}(?:[、，,；;和与及]|以及)(?:其中|另)?{given}$"),
        re.compile(f"(?:{turn}){_FIGURE}(?:[、，,和]){turn}$"),
        re.compile(f"(?:{item})(?:为|:)?{_EXACT}(?:[、和]|以及)[^\\d、，。；;,]{{1,{_WORDS}}}(?:{item})(?:为|:)?$"),
        re.compile(f"(?<=元)、{_BETWEEN}(?P<label>[一-龥]{{2}}){_FIGURE}、{_BETWEEN}(?P=label)$"),
        re.compile(f"{verb}{_FIGURE}(?:[、和]|以及){_DAY}[^\\d、，。；;,]{{0,{_WORDS}}}(?P=verb)(?:资金)?(?:为|:)?$"),
    )


def summed_up(line: str) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """The figures of a sum in brackets and the magnitude behind it: (300+200)万元."""
    if "+" in line or "±" in line:
        for found in compiled_part("money", "sum_in_brackets").finditer(line):
            figures = re.compile(r"[\d.,]+").finditer(line, *found.span("terms"))
            yield [each.span() for each in figures], found["scale"]


def listed_behind(line: str, end: int) -> list[tuple[int, int]]:
    """The figures of a list of words and figures behind a label that tells their unit; none where one may count."""
    told = compiled_part("money", "listed").match(line, end, end + _REACH_OF_PARTS)
    if told is None:
        return []
    figures = list(_figure_of_list().finditer(line, *told.span("items")))
    counted = compiled_part("money", "listed_not")
    if any(counted.search(line, end, each.start()) for each in figures):
        return []
    return [each.span() for each in figures]


@cache
def _figure_of_list() -> re.Pattern[str]:
    return re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def parts_behind(line: str, end: int, total: Decimal) -> list[tuple[int, int]]:
    """The figures without units behind a sum, where they are its parts and come to it; else none."""
    told = compiled_part("money", "parts").match(line, end, end + _REACH_OF_PARTS)
    if told is None:
        return []
    figures = list(re.compile(_FIGURE).finditer(line, *told.span("items")))
    if sum((Decimal(each["figure"].replace(",", "")) for each in figures), Decimal(0)) != total:
        return []
    return [each.span("figure") for each in figures]
