"""Years that a date does not print: what a document has told so far gives bare days their year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from extractor.values.date_point import Point

_FIRST_YEAR, _LAST_YEAR = 1840, 2060
_QUARTER = 2  # months between the first and the last
_PLANNED = re.compile(r"(?:将|拟|计划|预计|应|力争|确保)[^。；;\n]*$")  # earlier in the sentence
_INTENDED = re.compile(r"(?:(?<!原)(?:计划|预计)|拟|力争|确保|争取)[^。；;，,\n]*$")  # earlier in the clause
_WILL = ("将于", "将在", "拟于", "拟在")
_BEFORE = re.compile(r"(?:之|以)?前(?![\d一二两三四五六七八九十几期])")
# … or before what happens then: 10月征缴期开始前.
_BEFORE_EVENT = re.compile(
    r"(?:份)?[\u4e00-\u9fff]{2,8}?(?:开始|启动|开学|来临|到来|结束|开工|开播|播种|供暖)(?:之|以)?前"
)
# What a body is asked to do: 请县农业农村局于10月31日前报送.
_ASKED = re.compile(r"(?:^|[，,。；;：:])\s*(?:请|责成|责令|限)[^，,。；;：:]{0,24}$")
# A year that a scan has lost, which no other may stand for: 二〇·年十月三十日, and 第二年10月, whose first is not told.
_LOST_YEAR = re.compile(r"[\d〇○OＯ零一二三四五六七八九十·.*×?□]年$")
_SENTENCE_END = re.compile(r"[。；;\n]")
NEXT_YEAR = {"次年", "翌年", "来年"}
_REPORT_YEAR = {"本年", "本年度"}
_YEAR_BEFORE = {"上年", "上年度", "上一年", "上一年度"}
_WRITTEN_OFFSETS = {"今年": 0, "去年": -1, "明年": 1, "前年": -2}


@dataclass(slots=True)
class DateContext:
    """What a document has told about years so far; ``find_dates`` reads it and writes to it.

    ``report_year`` is the fiscal year of the report, ``written`` the day it was signed; both may be unknown.
    ``at_work`` marks texts on the evaluation's own course, which ends when it is written, ``ahead`` those on what
    is to be done then: a term that they set (9月底前) lies behind that day. ``partly_ahead`` marks texts on what was
    done and what is to be done: there only a term that is planned (计划9月底前) does.
    ``last_year`` is that of the last printed day or month, which is ``last_day``, ``said_year`` the last printed year
    of any kind.
    """

    REACH: ClassVar[int] = 3  # texts; further back the report's own year is the better guess

    report_year: int | None = None
    written: datetime.date | None = None
    last_year: int | None = None
    last_day: tuple[int, int] = (0, 0)
    age: int = 0
    said_year: int | None = None
    said_age: int = 0
    at_work: bool = False
    ahead: bool = False
    partly_ahead: bool = False

    def said(self) -> int | None:
        """The year that was last spoken of, if it is near enough: quarters and halves are of that year."""
        return self.said_year if self.said_age < self.REACH else None

    def carried(self) -> int | None:
        """The year of the last dated day or month, if it is near enough."""
        return self.last_year if self.age < self.REACH else None


Reference = int | datetime.date | DateContext | None


def context_of(reference: Reference) -> DateContext:
    """Any reference as a context; a context is passed through and goes on collecting."""
    if isinstance(reference, DateContext):
        return reference
    if isinstance(reference, datetime.date):
        return DateContext(report_year=reference.year, written=reference)
    return DateContext(report_year=reference)


def resolved(points: list[Point], line: str, context: DateContext) -> list[Point]:
    """The points with their missing years filled in from what was said before them."""
    dated: int | None = None
    dated_at = 0
    said: int | None = None
    printed: int | None = None
    named: int | None = None
    named_at = 0
    day: tuple[int, int] | None = None  # month and day of the last printed day
    for point in points:
        if named is not None and _SENTENCE_END.search(line, named_at, point.start):
            named = None
        nearest = dated if named is None else named
        apart = nearest is None or (named is None and _SENTENCE_END.search(line, dated_at, point.start) is not None)
        apart = apart and not (_PLANNED.search(line, 0, point.start) or _BEFORE.match(line, point.end))
        ahead = context.ahead or (context.partly_ahead and _INTENDED.search(line, 0, point.start) is not None)
        if context.written and _is_term(point, line, ahead):
            _set_year(point, *_coming_year(point, nearest, context.written))
        elif point.relative:
            budget_year = _budget_year_before(point, points, line)
            _set_year(point, *_relative_year(point.relative, budget_year or nearest or said, context))
        elif point.year is None:
            is_lost = _LOST_YEAR.search(line[max(0, point.start - 2) : point.start]) is not None
            missing = (None, "unknown") if is_lost else _missing_year(point, nearest, said, day, context)
            _set_year(point, *_not_to_come(point, *missing, apart, context))
        year = point.final_year
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            continue  # a slip, or an amount: it dates nothing else
        if year is not None and point.year_from != "reference" and not _is_aside(point, line):
            said = year
        if year is None or point.year_from in {"reference", "unknown"}:
            continue
        if point.precision in {"day", "month"} or (point.precision == "range" and point.pattern == "calendar"):
            dated, dated_at, named, named_at = year, point.end, None, point.end
            printed = _printed(point, context) or printed
            day = (point.last_month, point.last_day) if point.precision == "day" else day
        elif point.precision == "year" and not point.annual:
            named, named_at = year, point.end
    if printed is not None:
        context.last_year, context.age = printed, 0
    else:
        context.age += 1
    context.said_year, context.said_age = (said, 0) if said is not None else (context.said_year, context.said_age + 1)
    return points


def _budget_year_before(point: Point, points: Sequence[Point], line: str) -> int | None:
    """The 2016年度 that is told last before 次年3月 in its sentence."""
    before = [each for each in points if each.end <= point.start]
    last = max(before, key=lambda each: each.end, default=None)
    if last is None or last.precision != "year" or not last.annual or _SENTENCE_END.search(line, last.end, point.start):
        return None
    return last.final_year


def _printed(point: Point, context: DateContext) -> int | None:
    """The year of a day or month that prints it, which the context keeps; None of others and of the day of writing."""
    if point.year_from == "context":
        return None
    # A month that no calendar has (2024年13月) ends on no day.
    if context.written and point.possible and point.start_date() == point.end_date() == context.written.isoformat():
        return None
    context.last_day = (point.last_month, point.last_day or 31)
    return point.final_year


def _is_term(point: Point, line: str, ahead: bool) -> bool:
    """A part of a year that is not told, or of this one, by which something is to be done: 9月底前, 本年三季度前 where
    that is what is spoken of, 将于3月底 anywhere."""
    own = point.year is None and point.relative in {"", "今年", *_REPORT_YEAR}
    if not own or point.precision == "year":
        return False
    by_then = bool(_BEFORE.match(line, point.end) or (ahead and _BEFORE_EVENT.match(line, point.end)))
    asked = by_then and bool(_ASKED.search(line, 0, point.start))
    return (ahead and by_then) or asked or line.endswith(_WILL, 0, point.start)


def _coming_year(point: Point, nearest: int | None, written: datetime.date) -> tuple[int, str]:
    """The year just told where the term then lies behind the day of writing, else the first in which it does."""
    last = (point.last_month, point.last_day or 31)
    if nearest is not None and (nearest, *last) >= (written.year, written.month, written.day):
        return nearest, "context"
    return written.year + int(last < (written.month, written.day)), "reference"


def _is_aside(point: Point, line: str) -> bool:
    """A plan's years, or a year that another is compared with (较2021年): what follows is not of them."""
    return point.pattern == "plan" or line[point.start - 1 : point.start] in {"较", "比"}


def _missing_year(
    point: Point, nearest: int | None, said: int | None, day: tuple[int, int] | None, context: DateContext
) -> tuple[int | None, str]:
    """The year of a date without one: that spoken of for parts of a year, else that of the dates around it."""
    if _is_part_of_year(point):
        if said is None and context.report_year is not None:
            return context.report_year, "reference"
        return said if said is not None else context.said(), "context"
    first, written = (point.first_month, point.first_day), context.written
    # The work goes on after the day that it looks at: 评价基准日为2023年12月31日，5月6日进场.
    if context.at_work and written and day and first < day and first <= (written.month, written.day):
        return written.year, "reference"
    carried = nearest if nearest is not None else context.carried()
    if carried is None and context.at_work and written and first > (written.month, written.day):
        return written.year - 1, "reference"
    if nearest is None and carried is not None and _is_past(first, carried, context):
        return context.report_year, "reference"
    return (carried, "context") if carried is not None else (context.report_year, "reference")


def _is_past(first: tuple[int, int], carried: int, context: DateContext) -> bool:
    """Whether a year told in another text, before the report's own, puts a day behind what was told there: a tale goes
    on (2022年12月5日签订合同。…截至7月31日，…)."""
    return context.report_year is not None and carried < context.report_year and first < context.last_day


def _not_to_come(
    point: Point, year: int | None, source: str, apart: bool, context: DateContext
) -> tuple[int | None, str]:
    """What a report tells lies before the day of its writing: a year taken from another sentence that puts a bare
    month behind it (质保金于2024年11月支付。10月采收) is not meant."""
    written = context.written
    if not (written and year and source == "context" and apart) or _is_part_of_year(point):
        return year, source
    first = (point.first_month, point.first_day)
    if (year, *first) <= (written.year, written.month, written.day):
        return year, source
    if context.report_year is not None and context.report_year < written.year and not context.at_work:
        return context.report_year, "reference"
    return written.year - int(first > (written.month, written.day)), "reference"


def _is_part_of_year(point: Point) -> bool:
    """A quarter, a half or the first months: periods of whole months, which a plan or a year before them dates."""
    return point.precision == "range" and point.last_month - point.first_month >= _QUARTER and point.last_day == 0


def _relative_year(word: str, nearest: int | None, context: DateContext) -> tuple[int | None, str]:
    base = nearest if nearest is not None else context.carried()
    if word in _WRITTEN_OFFSETS:
        written = context.written
        return (written.year + _WRITTEN_OFFSETS[word], "reference") if written else (None, "unknown")
    if word in _REPORT_YEAR:
        return context.report_year, "reference"
    if word in _YEAR_BEFORE:
        return (context.report_year - 1, "reference") if context.report_year else (None, "unknown")
    later = int(word in NEXT_YEAR)
    if base is None:
        return (context.report_year + later, "reference") if context.report_year else (None, "unknown")
    return base + later, "context"


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
