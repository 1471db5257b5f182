"""Periods that are told from a later day to an earlier one, or with days that they do not have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import check, compared, tight
from extractor.checks.figures_told import places_told
from extractor.checks.material import Material
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

_words = WORDINGS["spans"]

DAY = datetime.timedelta(days=1)
# The first day, the last, or both may be counted.
SLACK = 1
# 近五年（ stands no farther before its period.
REACH = 10


def days_of_periods(material: Material) -> Iterator[Check]:
    """2020年3月1日至2020年12月30日（共305日历天）: the days of a period in brackets behind it."""
    for told in material.with_dates:
        text = told.spot.passage.text
        for date in told.dates:
            match = _words["days"].match(text, date.end) if date.precision == "range" else None
            if match is None or not date.start_date[:4].isdigit() or not date.end_date[:4].isdigit():
                continue
            if "日" not in date.text and date.text.count(".") + date.text.count("-") < 2:
                continue
            first, last = (datetime.date.fromisoformat(each) for each in (date.start_date, date.end_date))
            counted, said = (last - first + DAY).days, int(match["days"])
            holds = abs(counted - said) <= SLACK
            yield compared(
                "days_of_period", holds, f"“{tight(date.text)}”注明{said}天，与按起止日期计算的{counted}天",
                places_told(material, told, (date.start, match.end())), Decimal(said), Decimal(counted),
            )  # fmt: skip


def counts_of_periods(material: Material) -> Iterator[Check]:
    """近五年（2021—2024年）, 8—10月共4个月: whole years or months, the first and the last counted; and the term of a
    contract with its days: 服务期三年（2021年1月1日至2023年12月31日）.

    Fails where it is none of the years or months of the period, nor those that lie between its ends.
    """
    for told in material.with_dates:
        text = told.spot.passage.text
        for date in told.dates:
            if date.precision != "range" or not date.start_date[:4].isdigit() or not date.end_date[:4].isdigit():
                continue
            match = _words["behind"].match(text, date.end)
            match = match or _words["before"].search(text, max(0, date.start - REACH), date.start)
            if match is None or not (counted := _counted(date, match)):
                continue
            said = number(match["count"])
            holds = said in counted
            unit = "年" if match["unit"] == "年" else "个月"
            yield compared(
                "count_of_period", holds,
                f"所述“{tight(match[0]).strip('（(，,')}”，与“{tight(date.text)}”的{counted[0]}{unit}",
                places_told(material, told, match.span("count"), date.span), Decimal(said), Decimal(counted[0]),
            )  # fmt: skip


def _counted(date: DateSpan, match: re.Match[str]) -> tuple[int, ...]:
    """The years or months that a period may be said to have; none where it is not of whole ones."""
    first, last = (datetime.date.fromisoformat(each) for each in (date.start_date, date.end_date))
    years, in_years = last.year - first.year, match["unit"] == "年"
    if _words["whole"].search(date.text) and "日" not in date.text:
        if in_years == ("月" in date.text):
            return ()
        counted = years + 1 if in_years else 12 * years + last.month - first.month + 1
        return (counted, counted - 1)
    if "日" not in date.text or not match.groupdict().get("term"):
        return ()
    end = last + DAY if (last + DAY).day == first.day else last
    months = 12 * (end.year - first.year) + end.month - first.month
    if end.day != first.day or (in_years and months % 12):
        return ()
    return (months // 12 if in_years else months,)


def reversed_periods(material: Material) -> Iterator[Check]:
    """2022年3月21日至2022年3月9日: no period ends before it begins. Of days and months with their years printed."""
    for told in material.with_two_dates:
        text = told.spot.passage.text
        for first, last in pairwise(told.dates):
            if not _are_whole(first, last) or not _words["joint"].fullmatch(text, first.end, last.start):
                continue
            if last.end_date < first.start_date:
                yield check(
                    "reversed_period", "fail",
                    f"“{tight(text[first.start : last.end])}”的结束日期早于开始日期。",
                    places_told(material, told, (first.start, last.end)), first.start_date, last.end_date,
                )  # fmt: skip


def _are_whole(first: DateSpan, last: DateSpan) -> bool:
    return first.precision == last.precision in {"day", "month"} and first.year_from == last.year_from == "printed"


def numbers_after_days(material: Material) -> Iterator[Check]:
    """2021年3月10日印发《办法》（某政办〔2022〕18号）: no paper bears the number of a year after its day."""
    for told in material.with_dates:
        for paper in told.numbers:
            date = _day_of(told, paper.start)
            if date is not None and int(date.end_date[:4]) < paper.year:
                yield check(
                    "number_after_day", "fail",
                    f"文号“{paper.canonical}”的年份晚于所述印发日期“{tight(date.text)}”。",
                    places_told(material, told, date.span, (paper.start, paper.end)),
                    date.start_date, str(paper.year),
                )  # fmt: skip


def _day_of(told: Told, end: int) -> DateSpan | None:
    """The one date of a sentence that says when a paper was issued whose number stands at ``end``."""
    text = told.spot.passage.text
    start = start_of(text, end, "。；\n")
    dates = [date for date in told.dates if start <= date.start < end]
    numbers = [number for number in told.numbers if start <= number.start < end]
    if len(dates) != 1 or numbers or dates[0].precision not in {"day", "month"} or dates[0].year_from != "printed":
        return None
    return dates[0] if _words["issued"].fullmatch(text, dates[0].end, end) else None
