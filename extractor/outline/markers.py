"""Reads the numbering (编号) at the start of a paragraph: 一、 （一） 1. （1） ① and what typists make of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.patternbook import load_patterns

# One character for one, so that offsets stay those of the paragraph.
_FOLD = dict(zip("０１２３４５６７８９（）．，", "0123456789().,", strict=True))
_WIDE = re.compile(f"[{''.join(_FOLD)}]")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
# The style of a name without a number above what is counted below it.
NAME_OF_LIST = "name_of_list"
# [1] and 【1】, which number notes where no problems or advice are told.
SQUARE = "digit_square"
_STEMS = "甲乙丙丁戊己庚辛"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering: its ``style`` and ``level`` (of patterns/headings.toml), the bare ``number`` as printed, its
    ``value``, and the offset ``end`` where the words begin."""

    style: str
    level: int
    number: str
    value: int
    end: int

    @property
    def rank(self) -> tuple[int, bool]:
        """Its place among other headings, outer ones first: a name without a number may stand above the numbers of its
        level (存在的问题： with 1. 2. 3. below it)."""
        return self.level, self.style != NAME_OF_LIST


def fold(text: str) -> str:
    """``text`` with full-width digits, brackets and points made half-width, offsets unchanged."""
    return _WIDE.sub(lambda found: _FOLD[found.group()], text)


def without_spaces(text: str) -> str:
    """``text`` folded, without any white space."""
    return fold("".join(text.split()))


def begins_count(text: str) -> bool:
    """Whether a paragraph is the first of those that are counted."""
    marker = marker_at_start(text)
    return marker is not None and marker.value == 1


def chinese_value(numeral: str) -> int:
    """The value of 一 … 九十九, 壹 … 玖拾玖."""
    numeral = numeral.translate(_FORMAL)
    if "十" not in numeral:
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    tens, _, ones = numeral.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def number_value(number: str) -> int:
    """The value of a heading's bare numeral: Arabic of any script (the last of 4.1), Chinese, Roman (Ⅳ), a stem (乙), a
    letter."""
    if number in _STEMS:
        return _STEMS.index(number) + 1
    if number in _ROMAN:
        return _ROMAN.index(number) + 1
    if number.isascii() and number.isalpha():
        return ord(number.lower()) - ord("a") + 1
    return int(number.rpartition(".")[2]) if number[-1].isdecimal() else chinese_value(number)


@cache
def _styles() -> re.Pattern[str]:
    """All styles as one pattern: each is a group (``style0``, ``style1`` …), and the groups within it end in its place
    (``n_0``, ``n_1``)."""
    patterns = [style["pattern"] for style in load_patterns("headings")["style"]]
    named = [_GROUP.sub(rf"(?P<\1_{place}>", pattern) for place, pattern in enumerate(patterns)]
    each = [f"(?P<style{place}>{pattern})" for place, pattern in enumerate(named)]
    return re.compile(rf"\s*(?:{'|'.join(each)})")


@lru_cache(maxsize=1024)
def marker_at_start(text: str) -> Marker | None:
    """The numbering that ``text`` starts with, or None."""
    found = _styles().match(fold(text))
    return _marker(found) if found else None


def _marker(found: re.Match[str]) -> Marker:
    place = str(found.lastgroup).removeprefix("style")
    entry = load_patterns("headings")["style"][int(place)]
    style, level = entry["name"], entry["level"]
    groups = found.groupdict()
    number = groups.get(f"n_{place}") or groups.get(f"n2_{place}") or _of_sign(groups.get(f"s_{place}") or "")
    if style == "decimal":
        parts = number.split(".")
        return Marker(style, level + len(parts) - 2, number, int(parts[-1]), found.end())
    value = number_value(number)
    return Marker(style, level, number, value, found.end())


def _of_sign(sign: str) -> str:
    """The numeral inside a numeral sign: ① → 1, ㈢ → 三, ⒊ → 3."""
    return unicodedata.normalize("NFKC", sign).strip("().")
