"""Reads dates written with 年, 月 and 日, and the parts of a year or month: quarters, halves, 上旬, 底."""

from __future__ import annotations

import re
from functools import cache

from extractor.patternbook import load_patterns
from extractor.values.compose import compiled_part, expand, words_pattern
from extractor.values.date_point import LOST_RING, Point, full_year, number, year_point

_LATEST_SHORT_YEAR = 40  # 19年底 is a year, 90年底 more likely too, 45年内 a duration
_SENTENCE = 120  # characters before a quarter in which its sentence may have told the year
_STOPS = "。；;\n"
_HABIT_REACH = 24  # 每年 and up to three months of a list before this one
_TENTHS = {"上": (1, 10), "中": (11, 20), "下": (21, 0), "上中": (1, 20), "中上": (1, 20), "中下": (11, 0)}
_RANGED = frozenset("-—~至到")

# 每年3月底前完成设计，5月底前完成招标: what follows in the sentence is of every year too.
_EVERY_YEAR = re.compile(r"每年\d{1,2}月[^。；;\d]{1,18}[，,、]$")
# 四月八 is one, without its year and 日.
_FESTIVAL = re.compile("[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,2}")
# Months and days of the moon, which begin weeks later: 农历五月初五.
_LUNAR = re.compile(r"[农阴夏旧]历[\d年〇零一二三四五六七八九正]{0,6}$")
# A table or figure whose number the words of its caption follow.
_NUMBERED = re.compile(r"[图表]\s*(?:\d+\s*[-—.]\s*)?$")


def calendar_point(found: re.Match[str], line: str, partner: bool) -> Point | None:
    """A match of the calendar pattern as a point; ``None`` if its surroundings say that it is none."""
    start, end = found.span("calendar")
    point = year_point(start, end, None, "calendar")
    point.year_from, point.relative = "unknown", found["relative"] or ""
    if found["year"]:
        point.year, point.year_from = full_year(found["year"])
    point.annual = found["annual"] == "度"
    in_turn = not found["year"] and _each_in_turn().match(line, start)
    if found["month"] or found["first_month"]:
        lunar = _LUNAR.search(line, max(0, start - _HABIT_REACH), start)
        return None if in_turn or lunar else _month_or_day(found, point, line, partner)
    if found["first_quarter"]:
        first = 3 * number(found["first_quarter"].removeprefix("第")) - 2
        point.weak = True
        ranged = line[point.end : point.end + 1] in _RANGED  # 一至三季度 is a part of the year, told or not
        listed = start > 0 and line[point.end : point.end + 1] == "、"  # at the start 一、 numbers a heading
        named = found["year"] or ((ranged or listed) and not _NUMBERED.search(line, 0, start))
        return _span(point, first, first + 2) if named else None
    if (found["quarter"] or found["half"]) and not found["year"] and _is_habit(line, start):
        return None
    if found["quarter"]:
        none = in_turn or line[start - 1 : start] == "第" or _NUMBERED.search(line, 0, start)
        return None if none else _told_quarter(found, point, line, partner)
    if found["half"] or found["months"]:
        return _part_of_year(found["half"] or found["months"], point)
    return _year_alone(found, point, line, partner)


@cache
def _each_in_turn() -> re.Pattern[str]:
    return compiled_part("dates", "each_in_turn")


def _span(point: Point, first: int, last: int) -> Point | None:
    point.first_month, point.last_month, point.precision = first, last, "range"
    return point


def _month(point: Point, month: int, weak: bool = False) -> Point | None:
    if not 1 <= month <= 12:
        return None
    point.first_month = point.last_month = month
    point.precision, point.weak = "month", weak
    return point


def _month_or_day(found: re.Match[str], point: Point, line: str, partner: bool) -> Point | None:
    unanchored = not found["year"] and not found["relative"]
    if found["first_month"]:
        listed = line[point.end : point.end + 1] == "、" and not partner
        return None if unanchored and listed else _month(point, number(found["first_month"]), weak=True)
    month = number(found["month"])
    habit = found["relative"] and _is_habit(line, found.start("calendar"))  # 每年11月至次年3月
    if not partner and (habit or (unanchored and _is_duration(found, line))):
        return None
    if not _month(point, month):
        return None if unanchored else _no_month(found, point, month)
    if found["day"]:
        return _day(found, point, line)
    part_of_month(point, found["month_tail"] or "")
    return point


def part_of_month(point: Point, tail: str) -> None:
    """Makes a month its 上旬, 中下旬; 月底 and 末 leave it whole."""
    if tail.endswith("旬"):
        point.precision = "range"
        point.first_day, point.last_day = _TENTHS[tail.removesuffix("旬")]


def _no_month(found: re.Match[str], point: Point, month: int) -> Point | None:
    """2020年13月, 2020年13月5日: kept as printed, as a date that no calendar has."""
    if found["year"] is None or len(found["year"]) != len("2020"):
        return None
    point.end = found.end("day_word") if found["day_word"] else found.end("month") + 1
    point.first_month = point.last_month = month
    point.precision = "day"
    return point


@cache
def _not_dates() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Before a month without its year: a habit (每年3月、9月), a duration (工期9月); after it: 9月龄."""
    parts = load_patterns("dates")["parts"]
    return (
        re.compile(expand("<<habit>>(?:<<month>>月(?:<<day>>日)?(?:<<to>>|<<also_mark>>))*(?:[次翌]年)?$", parts)),
        re.compile(expand("<<not_before_month>>$", parts)),
        re.compile(words_pattern(parts["not_after_month"])),
    )


def _is_habit(line: str, start: int) -> bool:
    before = line[max(0, start - _HABIT_REACH) : start]
    return bool(_not_dates()[0].search(before) or _EVERY_YEAR.search(before))


def _is_duration(found: re.Match[str], line: str) -> bool:
    _, before, after = _not_dates()
    start = found.start("calendar")
    ahead = line[max(0, start - _HABIT_REACH) : start]
    if _is_habit(line, start):
        return True
    if found["day"]:
        is_festival = _FESTIVAL.fullmatch(found["calendar"]) is not None
        return not found["day_word"] and (
            is_festival or after.match(line, found.start("day")) is not None
        )  # 三月三大道
    return bool(before.search(ahead) or after.match(line, found.end("calendar")))


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


@cache
def _parts_told() -> re.Pattern[str]:
    return re.compile(expand(r"<<year>>年度?的?(?:<<half>>|<<quarter>>)[^。；;\n]*$", load_patterns("dates")["parts"]))


def _goes_on(line: str, start: int) -> bool:
    """Whether the sentence has told of parts of a year before: 2023年第一季度…，上半年…，第四季度…."""
    return _parts_told().search(line, max(0, start - _SENTENCE), start) is not None


def _told_quarter(found: re.Match[str], point: Point, line: str, partner: bool) -> Point | None:
    start, told = point.start, partner or _goes_on(line, point.start)
    lone = found["quarter"][0] == "第" and not (told or found["year"] or found["relative"])
    point.of_known_year = lone and _is_of_the_year(line, start, point.end)
    return _quarter(found, point, told or point.of_known_year)


def _is_of_the_year(line: str, start: int, end: int) -> bool:
    """Whether 第三季度 is all that a text says (the label of a row), or is told beside others, by a share of the whole
    year, or behind a year.

    One that something is paid in is as often an instalment of a contract: 第一季度支付30%.
    """
    if line.strip() == line[start:end]:
        return True
    first = max(0, start - _SENTENCE, *(line.rfind(mark, max(0, start - _SENTENCE), start) + 1 for mark in _STOPS))
    last = min([end + _SENTENCE, *(at for mark in _STOPS if (at := line.find(mark, end, end + _SENTENCE)) >= 0)])
    told = {each["which"] for each in _lone_quarters().finditer(line, first, last)}
    if len(told) == 1 and not compiled_part("dates", "of_whole_year").search(line, first, last):
        behind = _whole_year().search(line, max(0, start - _SENTENCE), start)
        if behind is None or compiled_part("dates", "own_quarters").search(line, min(first, behind.start()), last):
            return False
    return not _instalment().search(line, first, last)


@cache
def _lone_quarters() -> re.Pattern[str]:
    return re.compile(r"(?<!年)(?<!年度)第(?P<which>[一二三四1-4])季度")


@cache
def _whole_year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d年")


@cache
def _instalment() -> re.Pattern[str]:
    return compiled_part("dates", "instalment")


def _quarter(found: re.Match[str], point: Point, follows: bool) -> Point | None:
    words = found["quarter"]
    unanchored = not found["year"] and not found["relative"] and not follows
    if unanchored and (words[0] in "第首" or "个" in words):
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


def _part_of_year(words: str, point: Point) -> Point | None:
    """上半年, 前三个月, 首月, 第三个月, 最后两个月."""
    if words.endswith("半年") or words == "上":
        return _span(point, 1, 6) if words[0] in "上前" else _span(point, 7, 12)
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
            tail[-1:] in {"底", "末", "初"} and point.year is not None and point.year % 100 <= _LATEST_SHORT_YEAR
        )
        lost_ring = len(printed) == LOST_RING and printed.startswith("二")
        if not (leading_zero or dated_tail or partner or lost_ring or (printed[0] in "两二" and "千" in printed)):
            return None
    if not tail and compiled_part("dates", "serial").match(line, point.end):
        return None
    if tail == "伊始":
        return _span(point, 1, 1)
    if tail == "内":
        return _span(point, 1, 12)
    return point
