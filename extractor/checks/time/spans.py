"""Periods that are told from a later day to an earlier one, or with days that they do not have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import places_told
from extractor.checks.material import Material
from extractor.checks.wording import wording
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

_words = partial(wording, "spans")

DAY = datetime.timedelta(days=1)
# The first day, the last, or both may be counted.
SLACK = 1


def days_of_periods(material: Material) -> Iterator[Check]:
    """2020年3月1日至2020年12月30日（共305日历天）: the days of a period in brackets behind it."""
    for told in material.with_dates:
        text = told.spot.passage.text
        for date in told.dates:
            match = _words("days").match(text, date.end) if date.precision == "range" else None
            if match is None or not date.start_date[:4].isdigit() or not date.end_date[:4].isdigit():
                continue
            if "日" not in date.text and date.text.count(".") + date.text.count("-") < 2:
                continue
            first, last = (datetime.date.fromisoformat(each) for each in (date.start_date, date.end_date))
            counted, said = (last - first + DAY).days, int(match["days"])
            holds = abs(counted - said) <= SLACK
            yield check(
                "days_of_period", "pass" if holds else "fail",
                f"“{tight(date.text)}”注明{said}天，与按起止日期计算的{counted}天{'一致' if holds else '不一致'}。",
                places_told(material, told, (date.start, match.end())), Decimal(said), Decimal(counted),
            )  # fmt: skip


def reversed_periods(material: Material) -> Iterator[Check]:
    """2022年3月21日至2022年3月9日: no period ends before it begins. Of days and months with their years printed."""
    for told in material.with_dates:
        text = told.spot.passage.text
        for first, last in pairwise(told.dates):
            if not _are_whole(first, last) or not _words("joint").fullmatch(text, first.end, last.start):
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
        for number in told.numbers:
            date = _day_of(told, number.start)
            if date is not None and int(date.end_date[:4]) < number.year:
                yield check(
                    "number_after_day", "fail",
                    f"文号“{number.canonical}”的年份晚于所述印发日期“{tight(date.text)}”。",
                    places_told(material, told, date.span, (number.start, number.end)),
                    date.start_date, str(number.year),
                )  # fmt: skip


def _day_of(told: Told, end: int) -> DateSpan | None:
    """The one date of a sentence that says when a paper was issued whose number stands at ``end``."""
    text = told.spot.passage.text
    start = max(text.rfind(mark, 0, end) for mark in "。；\n") + 1
    dates = [date for date in told.dates if start <= date.start < end]
    numbers = [number for number in told.numbers if start <= number.start < end]
    if len(dates) != 1 or numbers or dates[0].precision not in {"day", "month"} or dates[0].year_from != "printed":
        return None
    return dates[0] if _words("issued").fullmatch(text, dates[0].end, end) else None
