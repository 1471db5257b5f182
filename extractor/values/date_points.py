"""Reads one date at one place: what is printed there, before ranges, lists and context fill in what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.model.values import Precision, YearFrom
from extractor.patternbook import load_patterns
from extractor.values.calendar import is_day, iso, month_end, plan_years
from extractor.values.compose import compiled_part, expand, words_pattern
from extractor.values.numerals import DIGITS, parse_numeral

_CENTURY_TURN = 50  # two digits up to here are 20xx; the field's own dates begin in the 1980s
_LATEST_SHORT_YEAR = 40  # 19年底 is a year, 90年底 more likely too, 45年内 a duration
_MODIFIER_REACH = 6
_PARTNER_REACH = 60  # the longest date printed is under 30; the rest shows what follows it


@dataclass(slots=True)
class Point:
    """A date as printed, offsets in squeezed text. ``year`` is ``None`` where the place itself tells none.

    ``last_day`` 0 stands for the end of ``last_month``. ``weak`` marks a figure that is a date only with a
    partner (``1`` in 1-9月, ``十四`` in 十四和十六日).
    """

    start: int
    end: int
    year: int | None
    first_month: int
    first_day: int
    last_month: int
    last_day: int
    precision: Precision
    pattern: str
    year_from: YearFrom = "printed"
    relative: str = ""
    end_year: int | None = None
    weak: bool = False
    annual: bool = False
    mark: str = ""

    @property
    def possible(self) -> bool:
        """Whether the calendar has this day."""
        return is_day(self.year, self.first_month, self.first_day) and (
            self.last_day == 0 or is_day(self.final_year, self.last_month, self.last_day)
        )

    @property
    def final_year(self) -> int | None:
        return self.year if self.end_year is None else self.end_year

    def start_date(self) -> str:
        return iso(self.year, self.first_month, self.first_day)

    def end_date(self) -> str:
        return iso(self.final_year, self.last_month, self.last_day or month_end(self.final_year, self.last_month))


def year_point(start: int, end: int, year: int | None, pattern: str) -> Point:
    """A whole year."""
    return Point(start, end, year, 1, 1, 12, 0, "year", pattern)


def number(text: str) -> int:
    """A small number in either writing; 元 is 1 (元月)."""
    if text.isdecimal():
        return int(text)
    plain = "".join(text.split())
    value = parse_numeral("一" if plain == "元" else plain)
    return 0 if value is None else int(value)


def full_year(text: str) -> tuple[int, YearFrom]:
    """A printed year: 2018, 二〇一八, 二O一八, 两千零五, and with two digits 08, 零七."""
    if len(text) == 4 and text.isdecimal():
        return int(text), "printed"
    plain = "".join(text.split())
    digits = "".join("0" if char in "oO" else str(DIGITS[char]) if char in DIGITS else char for char in plain)
    if digits.isdigit() and len(digits) == 4:
        return int(digits), "printed"
    if digits.isdigit():
        short = int(digits)
        return (2000 if short <= _CENTURY_TURN else 1900) + short, "century"
    return number(plain), "printed"


@cache
def _any_point() -> re.Pattern[str]:
    book = load_patterns("dates")
    order = ("years", "numeric", "plan", "listed_year", "calendar")
    return re.compile(
        "|".join(f"(?P<{name}>{expand(book['patterns'][name]['regex'], book['parts'])})" for name in order)
    )


def search_point(line: str, start: int, reach: int) -> Point | None:
    """The first date that begins between ``start`` and ``reach`` in ``line``, or ``None``."""
    position = start
    while position <= reach:
        found = _any_point().search(line, position, min(len(line), reach + 40))
        if found is None or found.start() > reach:
            return None
        point = point_of(found, line)
        if point is not None:
            return point
        position = max(found.start() + 1, position + 1)
    return None


def match_point(line: str, start: int) -> Point | None:
    """The date that begins exactly at ``start``, or ``None``; the partner of a range or list."""
    piece = line[
        start : start + _PARTNER_REACH
    ]  # cut off, so that the dash before it counts as no part of it
    found = _any_point().match(piece)
    point = point_of(found, piece, partner=True) if found else None
    if point is not None:
        point.start, point.end = point.start + start, point.end + start
    return point


def point_of(found: re.Match[str], line: str, partner: bool = False) -> Point | None:
    """A match as a point, or ``None`` if its surroundings say that it is something else."""
    for name in ("years", "numeric", "plan", "listed_year"):
        if found[name]:
            return _READERS[name](found, line)
    return _calendar(found, line, partner)


def _years(found: re.Match[str], line: str) -> Point | None:
    first, _ = full_year(found["from_year"] or found["from_han"])
    printed = found["to_year"] or found["to_han"]
    last, _ = full_year(printed)
    if len(printed) == 2:
        last = first // 100 * 100 + last % 100
        if not found["word"]:
            return None
    start, end = found.span("years")
    if not first < last or (not found["word"] and _not_after_pointed().match(line, end)):
        return None
    month = number(found["to_month"]) if found["to_month"] else 12
    return Point(start, end, first, 1, 1, month, 0, "range", "years", end_year=last) if month <= 12 else None


@cache
def _not_after_pointed() -> re.Pattern[str]:
    return re.compile(f"{compiled_part('dates', 'not_after_pointed').pattern}|余|多")


def _numeric(found: re.Match[str], line: str) -> Point | None:
    start, end = found.span("numeric")
    year = int(found["n_year"])
    if line[start - 1 : start] in {"第", "号", "#", "№"} and start:
        return None
    if found["c_month"]:
        before = line[max(0, start - 3) : start]
        if not (start == 0 and end == len(line)) and not before.rstrip(":").endswith(("日期", "时间")):
            return None
        month, day = int(found["c_month"]), int(found["c_day"])
        return Point(start, end, year, month, day, month, day, "day", "numeric")
    month = int(found["n_month"])
    if found["n_day"]:
        day = int(found["n_day"])
        return Point(start, end, year, month, day, month, day, "day", "numeric", mark=found["mark"])
    if found["mark"] == "·" or _not_after_pointed().match(line, end):
        return None
    return Point(start, end, year, month, 1, month, 0, "month", "numeric", mark=found["mark"])


def _plan(found: re.Match[str], line: str) -> Point | None:
    if compiled_part("dates", "plan_title").match(line, found.end("plan")):
        return None
    words = found["plan"].strip('"“”')
    value = number(words[: words.index("五", 1 if words[0] == "五" else 0)])
    if not value:
        return None
    first, last = plan_years(value)
    start, end = found.span("plan")
    return Point(start, end, first, 1, 1, 12, 0, "range", "plan", end_year=last)


def _listed_year(found: re.Match[str], line: str) -> Point | None:
    start, end = found.span("listed_year")
    if found["used"] is not None and not re.search(r"\d年", line[max(0, start - 200) : start]):
        return None
    if found["used"] is not None and line[start - 1 : start] not in {",", "，", ";", "；", "。", "、", ""}:
        return None
    return year_point(start, end, int(found["l_year"]), "listed_year")


_READERS = {"years": _years, "numeric": _numeric, "plan": _plan, "listed_year": _listed_year}


def _calendar(found: re.Match[str], line: str, partner: bool) -> Point | None:
    start, end = found.span("calendar")
    point = year_point(start, end, None, "calendar")
    point.year_from, point.relative = "unknown", found["relative"] or ""
    if found["year"]:
        point.year, point.year_from = full_year(found["year"])
    point.annual = found["annual"] == "度"
    if found["first_month"]:
        if not found["year"] and not found["relative"] and line[end : end + 1] == "、":
            return None
        return _month(point, number(found["first_month"]), weak=True)
    if found["month"]:
        return _month_or_day(found, point, line)
    if found["quarter"]:
        return None if line[start - 1 : start] == "第" else _quarter(found, point, partner)
    if found["half"]:
        return _span(point, 1, 6) if found["half"][0] in "上前" else _span(point, 7, 12)
    if found["months"]:
        return _months(found["months"], point)
    return _year_alone(found, point, line, partner)


def _span(point: Point, first: int, last: int) -> Point | None:
    point.first_month, point.last_month, point.precision = first, last, "range"
    return point


def _month(point: Point, month: int, weak: bool = False) -> Point | None:
    if not 1 <= month <= 12:
        return None
    point.first_month = point.last_month = month
    point.precision, point.weak = "month", weak
    return point


def _month_or_day(found: re.Match[str], point: Point, line: str) -> Point | None:
    month = number(found["month"])
    unanchored = not found["year"] and not found["relative"]
    if unanchored and _is_duration(found, line):
        return None
    if not _month(point, month):
        return None if unanchored else _year_before(found, point, line)
    if found["day"]:
        return _day(found, point, line)
    tail = found["month_tail"] or ""
    if tail.endswith("旬"):
        point.precision = "range"
        point.first_day, point.last_day = {"上": (1, 10), "中": (11, 20)}.get(tail[0], (21, 0))
    return point


def _year_before(found: re.Match[str], point: Point, line: str) -> Point | None:
    """2020年13月: no month, but the year stands."""
    point.end = found.end("year") + 1
    return point if found["year"] and len(found["year"]) == 4 else None


@cache
def _duration_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    parts = load_patterns("dates")["parts"]
    return (
        re.compile(f"(?:{words_pattern(parts['not_before_month'])})$"),
        re.compile(words_pattern(parts["not_after_month"])),
    )


def _is_duration(found: re.Match[str], line: str) -> bool:
    before, after = _duration_words()
    start = found.start("calendar")
    if before.search(line[max(0, start - _MODIFIER_REACH) : start]):
        return True
    return not found["day"] and after.match(line, found.end("calendar")) is not None


@cache
def _day_stop() -> re.Pattern[str]:
    return compiled_part("dates", "day_stop")


@cache
def _day_partner() -> re.Pattern[str]:
    parts = load_patterns("dates")["parts"]
    return re.compile(
        expand("<<weekday>>(?:<<to>>(?:<<month>>月)?<<day>>|(?:、|和|及|与)<<day>>(?:日|号))(?!\\d)", parts)
    )


def _day(found: re.Match[str], point: Point, line: str) -> Point | None:
    day = number(found["day"])
    if not found["day_word"]:
        stands = _day_stop().match(line, found.end("day")) or _day_partner().match(line, found.end("day"))
        if not stands or not 1 <= day <= 31:
            point.end = found.start("day")
            return point
    elif found["day_word"] != "日" and not 1 <= day <= 31:
        point.end = found.start("day")
        return point
    point.end = found.end("day_word") if found["day_word"] else found.end("day")
    point.first_day = point.last_day = day
    point.precision = "day"
    return point


def _quarter(found: re.Match[str], point: Point, partner: bool) -> Point | None:
    words = found["quarter"]
    unanchored = not found["year"] and not found["relative"] and not partner
    if unanchored and (words[0] == "第" or "个" in words or words[0] in "前首"):
        return None  # 第一季度 alone is an instalment of a contract as often as a date
    if words.startswith("首"):
        count, first = 1, 1
    else:
        figure = number(re.sub(r"[第前季度个Q]", "", words))
        if not 1 <= figure <= 4:
            return None
        count, first = (figure, 1) if words[0] == "前" else (1, 3 * figure - 2)
    last = first + 3 * count - 1
    if found["quarter_tail"] in {"末", "底"}:
        first = last
    elif found["quarter_tail"] == "初":
        last = first
    return _span(point, first, last)


def _months(words: str, point: Point) -> Point | None:
    if "首" in words:
        return _span(point, 1, 1)
    count = number(re.sub(r"[^\d一二两三四五六七八九十]", "", words))
    if not 1 <= count <= 12:
        return None
    if "第" in words:
        return _month(point, count)
    return _span(point, 1, count) if "前" in words else _span(point, 13 - count, 12)


def _year_alone(found: re.Match[str], point: Point, line: str, partner: bool) -> Point | None:
    tail = found["year_tail"] or ""
    printed = "".join((found["year"] or "").split())
    if found["year"] and len(printed) < 4 and not printed.endswith("千"):
        leading_zero = printed[0] in "0〇零○"
        dated_tail = (
            tail[-1:] in {"底", "末", "初"}
            and point.year is not None
            and point.year % 100 <= _LATEST_SHORT_YEAR
        )
        if not (leading_zero or dated_tail or partner or printed[0] in "两二" and "千" in printed):
            return None
    if not tail and compiled_part("dates", "serial").match(line, point.end):
        return None
    if tail == "伊始":
        return _span(point, 1, 1)
    if tail == "内":
        return _span(point, 1, 12)
    return point
