"""Finds one date at one place, as printed, before ranges, lists and context fill in what is missing."""

from __future__ import annotations

import re
from functools import cache

from extractor.patternbook import load_patterns
from extractor.values.calendar import plan_years
from extractor.values.compose import compiled_part, expand
from extractor.values.date_calendar import calendar_point, part_of_month
from extractor.values.date_point import Point, full_year, number, year_point

_PARTNER_REACH = 60  # the longest date printed is under 30; the rest shows what follows it


@cache
def _any_point() -> re.Pattern[str]:
    book = load_patterns("dates")
    order = ("calendar", "years", "numeric", "plan", "listed_year", "told_month")  # the commonest first
    return re.compile(
        "|".join(f"(?P<{name}>{expand(book['patterns'][name]['regex'], book['parts'])})" for name in order)
    )


@cache
def _plain() -> re.Pattern[str]:
    return compiled_part("dates", "plain")


def plain_point(line: str, start: int, place: int) -> Point | None:
    """The date from ``start`` on with its 年 at ``place`` if it is of the commonest form; a short cut."""
    found = _plain().match(line, start)
    if found is None or found.end("year") != place:
        return None
    year, annual, month, day = found.groups()
    first = found.start("year")
    if day:
        point = Point(first, found.end(), int(year), int(month), int(day), int(month), int(day), "day", "calendar")
    elif month:
        point = Point(first, found.end(), int(year), int(month), 1, int(month), 0, "month", "calendar")
    else:
        point = year_point(first, found.end(), int(year), "calendar")
    point.annual = annual is not None
    return point


@cache
def _begins() -> re.Pattern[str]:
    return compiled_part("dates", "begins")


def search_point(line: str, start: int, reach: int) -> Point | None:
    """The first date that begins between ``start`` and ``reach`` in ``line``, or ``None``."""
    forms, stop = _any_point(), min(len(line), reach + 40)
    for place in _begins().finditer(line, start, reach + 1):
        found = forms.match(line, place.start(), stop)
        point = point_of(found, line) if found else None
        if point is not None:
            return point
    return None


def match_point(line: str, start: int) -> Point | None:
    """The date that begins exactly at ``start``, or ``None``; the partner of a range or list."""
    piece = line[start : start + _PARTNER_REACH]  # cut off, so that the dash before it counts as no part of it
    found = _any_point().match(piece)
    point = point_of(found, piece, partner=True) if found else None
    if point is not None:
        point.start, point.end = point.start + start, point.end + start
    return point


def point_of(found: re.Match[str], line: str, partner: bool = False) -> Point | None:
    """A match as a point, or ``None`` if its surroundings say that it is something else."""
    name = found.lastgroup  # the alternative as a whole closes last
    return calendar_point(found, line, partner) if name == "calendar" else _READERS[name or ""](found, line)


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


@cache
def _names_number() -> re.Pattern[str]:
    """What a number that is no date follows: 第, 证号; not the end of a document's number (〔2022〕11号2022.1.4)."""
    return re.compile(r"(?:[第#№]|(?<!\d)号)$")


def _numeric(found: re.Match[str], line: str) -> Point | None:
    start, end = found.span("numeric")
    year = int(found["n_year"])
    if _names_number().search(line, max(0, start - 2), start):
        return None
    if found["c_month"]:
        before = line[max(0, start - 3) : start]
        if not (start == 0 and end == len(line)) and not before.rstrip(":").endswith(("日期", "时间")):
            return None
    mark = found["mark"] or found["s_mark"] or ""
    month = int(found["n_month"] or found["s_month"] or found["c_month"] or found["p_month"])
    if printed := found["n_day"] or found["s_day"] or found["c_day"] or found["p_day"]:
        day = int(printed)
        return Point(start, end, year, month, day, month, day, "day", "numeric", mark=mark)
    if mark == "·" or _not_after_pointed().match(line, end):
        return None
    return Point(start, end, year, month, 1, month, 0, "month", "numeric", mark=mark)


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


# 每月, 按月结算: what is done so every month is done on no day of its own.
_MONTHLY = re.compile(r"[每逐按各]个?月[^。；;\n]*$")


def _told_month(found: re.Match[str], line: str) -> Point | None:
    start, end = found.span("told_month")
    if not found["t_same"] and _MONTHLY.search(line, 0, start):
        return None
    point = year_point(start, end, int(found["t_year"]) if found["t_year"] else None, "told_month")
    point.precision, point.months_on, point.last_day = "month", int(bool(found["t_next"])), 0
    if found["t_day"]:
        point.precision, point.first_day, point.last_day = "day", number(found["t_day"]), number(found["t_day"])
    part_of_month(point, found["t_tail"] or "")
    return point


_READERS = {
    "years": _years,
    "numeric": _numeric,
    "plan": _plan,
    "listed_year": _listed_year,
    "told_month": _told_month,
}
