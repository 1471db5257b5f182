"""Finds dates and periods in running text, joins the two ends of a range, and gives bare days their year.

``find_dates(text)`` works on one text. For a whole document make one ``DateContext(report_year=2023)`` and pass it to
each call in reading order: ``find_dates(paragraph, reference=context)``. A day without a year takes it, in this
order, from the nearest dated day or month before it in the same text, from a year in the same sentence, from
a dated day or month at most ``DateContext.REACH`` texts back, from the report's year. If none of them is known
the year stays ``XXXX`` and ``year_from`` says ``unknown``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from extractor.model.values import DateSpan
from extractor.patternbook import load_patterns
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled_part, expand, walk_back
from extractor.values.date_points import Point, full_year, match_point, number, search_point, year_point

_SENTENCE_END = re.compile(r"[。；;\n]")
_NEXT_YEAR = {"次年", "翌年", "来年"}
_SAME_YEAR = {"同年", "当年"}
_REPORT_YEAR = {"本年", "本年度"}
_YEAR_BEFORE = {"上年", "上年度", "上一年", "上一年度"}
_WRITTEN_OFFSETS = {"今年": 0, "去年": -1, "明年": 1, "前年": -2}


@dataclass(slots=True)
class DateContext:
    """What a document has told about years so far; ``find_dates`` reads it and writes to it.

    ``report_year`` is the fiscal year of the report, ``written`` the day it was signed; both may be unknown.
    """

    REACH: ClassVar[int] = 3  # texts; further back the report's own year is the better guess

    report_year: int | None = None
    written: datetime.date | None = None
    last_year: int | None = None
    age: int = 0

    def carried(self) -> int | None:
        """The year of the last dated day or month, if it is near enough."""
        return self.last_year if self.age <= self.REACH else None


Reference = int | datetime.date | DateContext | None


def find_dates(text: str, reference: Reference = None) -> list[DateSpan]:
    """Every date and period in ``text``, in reading order; a range is one record.

    ``reference`` tells the year of days without one: the report's year, the day it was written, or a
    ``DateContext`` that is carried from text to text. Days that no calendar has are left out, see
    ``find_impossible_dates``.
    """
    context = _context_of(reference)
    squeezed = squeeze(text)
    points = _resolved(list(_points(squeezed.text)), squeezed.text, context)
    return [_span(point, squeezed, text) for point in points if point.possible and not _says_nothing(point)]


def _says_nothing(point: Point) -> bool:
    """去年底 where no year is known."""
    return point.precision == "year" and point.year is None


def find_impossible_dates(text: str) -> list[DateSpan]:
    """Days that no calendar has (2023年2月29日), as printed, with precision ``invalid`` and no start or end."""
    squeezed = squeeze(text)
    return [_span(point, squeezed, text, possible=False) for point in _points(squeezed.text) if not point.possible]


def _context_of(reference: Reference) -> DateContext:
    if isinstance(reference, DateContext):
        return reference
    if isinstance(reference, datetime.date):
        return DateContext(report_year=reference.year, written=reference)
    return DateContext(report_year=reference)


def _points(line: str) -> Iterator[Point]:
    done = 0
    if len(line) == 10:
        alone = re.fullmatch(r"((?:19|20)\d\d) (0[1-9]|1[0-2]) ([0-2]\d|3[01])", line)
        if alone:
            year, month, day = map(int, alone.groups())
            yield Point(0, 10, year, month, day, month, day, "day", "numeric")
            return
    for anchor in compiled_part("dates", "anchor").finditer(line):
        while anchor.end() > done:
            point = search_point(line, walk_back(line, anchor.start(), done, "dates"), anchor.start() + 1)
            if point is None:
                break
            joined = list(_joined(point, line))
            yield from joined
            done = max([point.start + 1, *(each.end for each in joined)])


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
        "to": re.compile(expand("<<weekday>><<clock>><<to>>", parts)),
        "also": re.compile(expand("<<also_mark>>", parts)),
        "day": re.compile(expand("(?P<day><<day>>)(?P<word><<day_word>>)", parts)),
        "bare_day": re.compile(expand("(?P<month>\\d{1,2})\\.(?P<day>\\d{1,2})(?![\\d.])", parts)),
        "bare_year": re.compile(r"(?P<year>(?:19|20)\d\d)(?![\d.\-/年])"),
        "short_year": re.compile(r"(?P<year>\d\d)年(?!后|期|内|前|来|间)"),
        "clock": re.compile(expand("<<clock>>", parts)),
        "between": re.compile("之?间"),
        "and": re.compile("[与和]"),
    }


def _range(point: Point, line: str) -> Point | None:
    marks = _marks()
    to = marks["to"].match(line, point.end)
    if to:
        other = _partner(point, line, to.end())
        if other is None or other.weak:
            return None
        clock = marks["clock"].match(line, other.end) if ":" in to.group() else None
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
    if other is not None and not (other.weak and other.precision == "day"):
        if other.year_from == "century" and point.year is not None:
            other.year = point.year // 100 * 100 + (other.year or 0) % 100
        return other
    marks = _marks()
    day = marks["day"].match(line, start)
    if day and point.precision == "day":
        return _same_month(point, start, day.end(), number(day["day"]))
    bare = marks["bare_day"].match(line, start)
    if bare and point.mark == "." and point.precision == "day":
        month, figure = int(bare["month"]), int(bare["day"])
        if 1 <= month <= 12 and 1 <= figure <= 31:
            return Point(start, bare.end(), None, month, figure, month, figure, "day", "numeric")
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
    """One period from two dates; the end without a year takes it from the other, a fall over New Year included."""
    year, end_year = first.year, last.final_year
    falls = (last.last_month, last.last_day or 31) < (first.first_month, first.first_day)
    if last.relative in _NEXT_YEAR:
        end_year = None if year is None else year + 1
    elif end_year is None and year is not None:
        end_year = first.final_year if first.end_year is not None else year + int(falls)
    elif year is None and end_year is not None:
        year = end_year - int(falls)
    if year is not None and end_year is not None and (end_year, not falls) < (year, True):
        return None
    return Point(
        first.start, last.end, year, first.first_month, first.first_day, last.last_month, last.last_day, "range",
        first.pattern, first.year_from if first.year is not None else "neighbour" if year is not None else "unknown",
        relative=first.relative, end_year=end_year, annual=False,
    )  # fmt: skip


def _listed(point: Point, line: str) -> Iterator[Point]:
    """Further days or short years of a list: 9月10日、11日和12日; 1987年和89年; 3、4月."""
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
        elif point.weak:
            item = match_point(line, also.end())
            if item is not None and item.year is None:
                item.year, item.year_from = point.year, point.year_from
        if item is None:
            return
        if item.year is not None:
            item.year_from = "neighbour"
        yield item
        point = item
        also = marks["also"].match(line, point.end)


def _resolved(points: list[Point], line: str, context: DateContext) -> list[Point]:
    """The points with their missing years filled in from what was said before them."""
    dated: int | None = None
    named: int | None = None
    named_at = 0
    for point in points:
        if named is not None and _SENTENCE_END.search(line, named_at, point.start):
            named = None
        nearest = dated if named is None else named
        if point.relative:
            _set_year(point, *_relative_year(point.relative, nearest, context))
        elif point.year is None:
            carried = nearest if nearest is not None else context.carried()
            if carried is not None:
                _set_year(point, carried, "context")
            else:
                _set_year(point, context.report_year, "reference")
        year = point.final_year
        if year is None or point.year_from in {"reference", "unknown"}:
            continue
        if point.precision in {"day", "month"} or (
            point.precision == "range" and point.pattern == "calendar"
        ):
            dated, named, named_at = year, None, point.end
        elif point.precision == "year" and not point.annual:
            named, named_at = year, point.end
    if dated is not None:
        context.last_year, context.age = dated, 0
    else:
        context.age += 1
    return points


def _relative_year(word: str, nearest: int | None, context: DateContext) -> tuple[int | None, str]:
    base = nearest if nearest is not None else context.carried()
    if word in _WRITTEN_OFFSETS:
        written = context.written
        return (written.year + _WRITTEN_OFFSETS[word], "reference") if written else (None, "unknown")
    if word in _REPORT_YEAR:
        return context.report_year, "reference"
    if word in _YEAR_BEFORE:
        return (context.report_year - 1, "reference") if context.report_year else (None, "unknown")
    if base is None:
        return (context.report_year, "reference") if word in _SAME_YEAR else (None, "unknown")
    return base + (word in _NEXT_YEAR), "context"


def _set_year(point: Point, year: int | None, source: str) -> None:
    """Fills in the year, and the year of the end, one later where the period falls over New Year."""
    if year is None:
        point.year_from = "unknown"
        return
    point.year = year
    point.year_from = "context" if source == "context" else "reference"
    falls = (point.last_month, point.last_day or 31) < (point.first_month, point.first_day)
    if point.end_year is None and falls:
        point.end_year = year + 1


def _span(point: Point, squeezed: Squeezed, printed: str, possible: bool = True) -> DateSpan:
    start, end = squeezed.span(point.start, point.end)
    return DateSpan(
        text=printed[start:end],
        start=start,
        end=end,
        start_date=point.start_date() if possible else "",
        end_date=point.end_date() if possible else "",
        precision=point.precision if possible else "invalid",
        year_from=point.year_from,
        pattern=point.pattern,
    )
