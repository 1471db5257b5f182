"""Finds dates around their anchors and joins the two ends of a range and the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.patternbook import load_patterns
from extractor.values.compose import compiled_part, expand, walk_back
from extractor.values.date_point import Point, full_year, number, year_point
from extractor.values.date_points import match_point, plain_point, search_point
from extractor.values.date_years import NEXT_YEAR

_RANGE_STARTS = frozenset("-—~至到起与和(上下0123456789")  # a mark, a weekday or an hour before it
_LIST_STARTS = frozenset("、和及与以,，或/")


def points_in(line: str) -> Iterator[Point]:
    """Every date in squeezed text, in reading order, years missing where the place tells none."""
    done = 0
    if len(line) == 10:
        alone = re.fullmatch(r"((?:19|20)\d\d) (0[1-9]|1[0-2]) ([0-2]\d|3[01])", line)
        if alone:
            year, month, day = map(int, alone.groups())
            yield Point(0, 10, year, month, day, month, day, "day", "numeric")
            return
    last: Point | None = None
    for anchor in compiled_part("dates", "anchor").finditer(line):
        while anchor.end() > done:
            place = anchor.start()
            reach = place + 1
            start = walk_back(line, place, done, "dates")
            point = plain_point(line, start, place) if start > done or not start else None
            point = point or search_point(line, start, reach)
            if point is None:
                done = reach  # no date begins up to here, so no later anchor needs to look here again
                break
            done = point.start + 1
            if _in_told_month(point, last, line):
                for each in _joined(point, line):
                    yield each
                    last, done = each, max(done, each.end)


def _in_told_month(point: Point, last: Point | None, line: str) -> bool:
    """Whether the month of ``point`` is known; 同月 and 次月 take it from ``last``, the date before them.

    2022年同月 behind no month tells its year alone.
    """
    if point.months_on is None:
        return True
    if last is None or last.precision == "year" or last.pattern not in {"calendar", "told_month"}:
        if point.year is None:
            return False
        point.end, point.precision = line.index("同", point.start), "year"
        return True
    later, month = divmod(last.last_month + point.months_on - 1, 12)
    point.first_month = point.last_month = month + 1
    if point.year is None and last.final_year is not None:
        point.year, point.year_from = last.final_year + later, "context"
    elif later:
        point.relative = "次年"
    return True


def _joined(point: Point, line: str) -> Iterator[Point]:
    """``point`` with what it shares a range or a list with."""
    ranged = _range(point, line)
    if ranged:
        yield ranged
        return
    if not point.weak or line[point.end : point.end + 1] == "、":
        yield point
        yield from _listed(point, line)


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    parts = load_patterns("dates")["parts"]
    return {
        "to": re.compile(expand(r"<<weekday>>(?:\(不?含\))?<<clock>><<to>>", parts)),
        "also": re.compile(expand("<<also_mark>>", parts)),
        "day": re.compile(expand("(?P<day><<day>>)(?P<word><<day_word>>)", parts)),
        "bare_day": re.compile(r"(?P<month>\d{1,2})(?P<mark>[./-])(?P<day>\d{1,2})(?![\d./-])"),
        "last_day": re.compile(r"(?P<day>\d{1,2})(?=$|[,，。;；)\n])"),
        "bare_year": re.compile(r"(?P<year>(?:19|20)\d\d)(?![\d.\-/年])"),
        "short_year": re.compile(r"(?P<year>\d\d)年(?!后|期|内|前|来|间)"),
        "clock": re.compile(expand("<<clock>>", parts)),
        "between": re.compile("之?间"),
        "and": re.compile("[与和]"),
    }


def _range(point: Point, line: str) -> Point | None:
    if line[point.end : point.end + 1] not in _RANGE_STARTS:
        return None
    marks = _marks()
    to = marks["to"].match(line, point.end)
    if to:
        other = _partner(point, line, to.end())
        if other is None or other.weak:
            return None
        clock = marks["clock"].match(line, other.end) if ":" in to.group() or "时" in to.group() else None
        if clock:
            other.end = clock.end()
        if line.startswith("止", other.end):
            other.end += 1
        return _from_to(point, other)
    linked = marks["and"].match(line, point.end)
    if linked and point.precision in {"year", "month"}:
        other = _partner(point, line, linked.end())
        closed = marks["between"].match(line, other.end) if other else None
        if other and closed:
            other.end = closed.end()
            return _from_to(point, other)
    return None


def _partner(point: Point, line: str, start: int) -> Point | None:
    """The other end of a range that begins with ``point``, as printed at ``start``."""
    other = match_point(line, start)
    if other is not None and not (other.weak and other.precision == "day") and _in_told_month(other, point, line):
        if other.year_from == "century" and point.year is not None:
            other.year = point.year // 100 * 100 + (other.year or 0) % 100
        return other
    marks = _marks()
    day = marks["day"].match(line, start)
    if day and point.precision == "day":
        return _same_month(point, start, day.end(), number(day["day"]))
    bare = marks["bare_day"].match(line, start)
    if bare and point.mark == bare["mark"] and point.precision == "day":
        month, figure = int(bare["month"]), int(bare["day"])
        if 1 <= month <= 12 and 1 <= figure <= 31:
            return Point(start, bare.end(), None, month, figure, month, figure, "day", "numeric")
    last = marks["last_day"].match(line, start)
    if last and point.mark and point.precision == "day" and point.last_day < int(last["day"]) <= 31:
        return _same_month(point, start, last.end(), int(last["day"]))
    year = marks["bare_year"].match(line, start)
    if year and point.pattern in {"numeric", "listed_year"}:
        return year_point(start, year.end(), int(year["year"]), "numeric")
    return None


def _same_month(point: Point, start: int, end: int, day: int) -> Point | None:
    return Point(
        start,
        end,
        point.year,
        point.last_month,
        day,
        point.last_month,
        day,
        "day",
        point.pattern,
        point.year_from,
    )


def _from_to(first: Point, last: Point) -> Point | None:
    """One period from two dates; an end without a year takes it from the other, over New Year too."""
    year, end_year = first.year, last.final_year
    falls = (last.last_month, last.last_day or 31) < (first.first_month, first.first_day)
    if last.relative in NEXT_YEAR:
        end_year = None if year is None else year + 1
    elif end_year is None and year is not None:
        end_year = first.final_year if first.end_year is not None else year + int(falls)
    elif year is None and end_year is not None:
        year = end_year - int(falls)
    if year is not None and end_year is not None and (end_year, not falls) < (year, True):
        return None
    source = first.year_from
    if first.year is None:
        source = "unknown" if year is None else "neighbour"
    joined = Point(first.start, last.end, year, first.first_month, first.first_day, 0, 0, "range", first.pattern)
    joined.last_month, joined.last_day = last.last_month, last.last_day
    joined.year_from, joined.relative, joined.end_year = source, first.relative, end_year
    return joined


def _listed(point: Point, line: str) -> Iterator[Point]:
    """Further days or short years of a list: 9月10日、11日和12日; 1987年和89年; 3、4月."""
    if line[point.end : point.end + 1] not in _LIST_STARTS:
        return
    marks = _marks()
    also = marks["also"].match(line, point.end)
    while also:
        item: Point | None = None
        day = marks["day"].match(line, also.end())
        short = marks["short_year"].match(line, also.end())
        if day and point.precision == "day":
            item = _same_month(point, also.end(), day.end(), number(day["day"]))
        elif short and point.precision == "year" and point.year is not None:
            year = point.year // 100 * 100 + full_year(short["year"])[0] % 100
            if point.year < year:
                item = year_point(also.end(), short.end(), year, "calendar")
        elif point.weak or (point.precision == "range" and line[point.end - 1] in "季度"):
            item = match_point(line, also.end())
            if item is None or item.year is not None or (not point.weak and item.precision != "range"):
                return
            item.year = point.year
        if item is None:
            return
        if item.year is not None:
            item.year_from = "neighbour"
        yield item
        point = item
        also = marks["also"].match(line, point.end)
