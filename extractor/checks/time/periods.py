"""Periods and terms: service that goes on without a gap, a year that is one, so many days agreed and those it took."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import dates_by_sentence, places_told
from extractor.checks.material import Material
from extractor.checks.time.events import ACCEPTED, FINISHED, STARTED, Event, events_by_sentence, words
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.outline.markers import chinese_value
from extractor.records.values import Told

_words = WORDINGS["periods"]

# A term begins no farther before its period.
REACH = 30
DAYS_OF_MONTH = Decimal("30.4")
# Months of a period counted with or without its last day.
A_DAY = datetime.timedelta(days=1)


def consecutive_periods(material: Material) -> Iterator[Check]:
    """服务期至2018年4月18日，续签自2018年4月19日: the second period begins on the day after the first.

    Never fails: a gap may be meant.
    """
    for told in material.with_two_dates:
        ranges = [date for date in told.dates if date.precision == "range" and _has_days(date)]
        for first, second in pairwise(ranges):
            if datetime.date.fromisoformat(first.end_date) + A_DAY == datetime.date.fromisoformat(second.start_date):
                yield check(
                    "consecutive_periods", "pass",
                    f"前一期间止于{first.end_date}，后一期间自{second.start_date}起，首尾相接。",
                    places_told(material, told, first.span, second.span),
                    second.start_date, first.end_date,
                )  # fmt: skip


def lengths_of_periods(material: Material) -> Iterator[Check]:
    """服务期一年，自2023年1月1日至2023年12月31日: so many years or months as are told right beside the period.

    A period may be told with the day of its end counted or not. Fails where it is off by more than a month.
    """
    for told in material.with_dates:
        text = told.spot.passage.text
        for date in told.dates:
            if date.precision != "range" or not date.start_date[:4].isdigit() or date.text.count("月") < 2:
                continue
            term = _term_beside(text, date)
            if term is None:
                continue
            start, end, months = term
            counted = _months(date)
            if any(each == months for each in counted):
                status, verb = "pass", "一致"
            elif all(abs(each - months) > 1 for each in counted) and date.year_from == "printed":
                status, verb = "fail", "不一致"
            else:
                continue
            yield check(
                "length_of_period", "pass" if status == "pass" else "fail",
                f"所述“{tight(text[start:end])}”与{date.start_date}至{date.end_date}的期间{verb}。",
                places_told(material, told, (start, end), date.span), str(months), str(counted[0]),
            )  # fmt: skip


def terms_exceeded(material: Material) -> Iterator[Check]:
    """约定工期180天，12月9日开工，次年12月28日完成: the days it took are more than agreed, as the words say.

    Never fails: a term may have been prolonged.
    """
    for told in material.with_two_dates:
        text = told.spot.passage.text
        if not (words["came_late"].search(text) or words["late_hint"].search(text)):
            continue
        terms = list(_words["days"].finditer(text))
        events = [event for _, group in events_by_sentence(told) for event in group if event.is_day]
        starts = [event for event in events if event.kind == STARTED]
        if len(terms) != 1 or len(starts) != 1:
            continue
        ends = [event for event in events if event.kind in {FINISHED, ACCEPTED} and event.when > starts[0].when]
        if ends:
            yield from _took_longer(material, told, terms[0], starts[0], min(ends, key=lambda event: event.when))


def _took_longer(material: Material, told: Told, term: re.Match[str], start: Event, end: Event) -> Iterator[Check]:
    took = (datetime.date.fromisoformat(end.when) - datetime.date.fromisoformat(start.when)).days
    if took > int(term["days"]):
        figures = places_told(material, told, term.span("days"), start.span, end.span)
        yield check(
            "term_exceeded_days", "pass",
            f"约定工期{term['days']}天，{start.when}至{end.when}历时{took}天，与所述超出工期一致。",
            figures, term["days"], str(took),
        )  # fmt: skip


def spans_told(material: Material) -> Iterator[Check]:
    """相差近一年, 逾期3个月: the months between two dates of the sentence. Never fails: other dates may be meant."""
    for told in material.with_two_dates:
        text = told.spot.passage.text
        days = [date for date in told.dates if date.precision in {"day", "month"} and date.start_date[:4].isdigit()]
        if len(days) < 2 or not _words["span"].search(text):
            continue
        for start, end, dates in dates_by_sentence(told):
            here = [date for date in dates if date in days]
            for match in _words["span"].finditer(text, start, end):
                pairs = [pair for pair in combinations(here, 2) if _is_so_long(match, *pair)]
                if pairs:
                    # Days tell more than months.
                    pair = min(pairs, key=lambda each: sum(date.precision != "day" for date in each))
                    told_days = abs(_days_apart(*pair))
                    yield check(
                        "span_of_dates", "pass",
                        f"所述“{tight(match[0])}”与{pair[0].start_date}、{pair[1].start_date}相隔的{told_days}天相符。",
                        places_told(material, told, match.span(), *(date.span for date in pair)),
                        tight(match[0]), str(told_days),
                    )  # fmt: skip


def _is_so_long(match: re.Match[str], one: DateSpan, other: DateSpan) -> bool:
    """Whether two dates lie so far apart as words say: near (近) means up to a fifth less, over (多) a fifth more."""
    count = Decimal("0.5") if match["count"] == "半" else Decimal(_number(match["count"]))
    months = count * (12 if match["unit"] == "年" else 1)
    found = abs(_days_apart(one, other)) / DAYS_OF_MONTH
    slack = Decimal(1) if one.precision == other.precision == "day" else Decimal("1.5")
    fifth = months / 5
    low, high = (months - fifth, months) if match["near"] else (months - slack / 2, months + slack)
    if match["over"]:
        high = months + max(fifth, slack)
    return low <= found <= high


def _term_beside(text: str, date: DateSpan) -> tuple[int, int, int] | None:
    """The term right before a period, or counted right behind it (共三年), in months, with its place."""
    match = next(
        (
            each
            for each in _words["term"].finditer(text, max(0, date.start - REACH), date.start)
            if _words["joint"].fullmatch(text, each.end(), date.start)
        ),
        None,
    )
    if match is not None and _words["part"].match(text, date.end):
        return None
    match = match or _words["counted"].match(text, date.end)
    count = _number(match["count"]) if match else 0
    return (match.start("said"), match.end(), count * (12 if match["unit"] == "年" else 1)) if match and count else None


def _number(text: str) -> int:
    """The value of a count; 0 for one that is none (两三年)."""
    bare = tight(text)
    if bare.isdigit():
        return int(bare)
    if bare == "两":
        return 2
    return 0 if "两" in bare or (len(bare) > 1 and "十" not in bare) else chinese_value(bare)


def _months(date: DateSpan) -> list[int]:
    """The months of a period, its last day counted and not; whole months alone have one count."""
    start, end = (datetime.date.fromisoformat(each) for each in (date.start_date, date.end_date))
    found = []
    for last in (end + A_DAY, end):
        months = (last.year - start.year) * 12 + last.month - start.month
        found.append(months if last.day >= start.day else months - 1)
    return list(dict.fromkeys(found))


def _days_apart(one: DateSpan, other: DateSpan) -> int:
    return (datetime.date.fromisoformat(other.start_date) - datetime.date.fromisoformat(one.start_date)).days


def _has_days(date: DateSpan) -> bool:
    return date.start_date[:4].isdigit() and len(re.findall(r"[日号]|\d[.\-/]\d{1,2}[.\-/]\d", date.text)) > 1
