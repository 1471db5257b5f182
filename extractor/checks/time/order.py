"""Rules of dates in order: signed ≤ started ≤ finished ≤ accepted, so many days late, no fact after the report.

Where the report itself tells that things came in the wrong order (存在的问题), it is right: what is checked then is
that its dates show it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import combinations

from extractor.checks.engine import Figure, check, compared, day_said, tight
from extractor.checks.figures_told import dates_by_sentence, place_told, places_told, sentences
from extractor.checks.material import Material
from extractor.checks.time.events import (
    APPROVED,
    ORDER,
    PAID,
    SIGNED,
    STARTED,
    WORDS,
    Event,
    events_by_sentence,
    events_of_rows,
    is_before,
    may_be_a_year_on,
    words,
)
from extractor.checks.units import ZERO
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

# Days counted with or without the first and the last one.
COUNTED_EITHER_WAY = 1
# A sentence is quoted up to so many characters.
SHOWN = 40
# A date takes part without a value.
DAY = ZERO

# A passage with the sentences of it that tell events.
_Sentences = tuple[Told, list[tuple[str, list[Event]]]]


def dates_in_order(material: Material) -> Iterator[Check]:
    """The events of one sentence, or of one row of a table, in the order that projects take."""
    good: list[Figure] = []
    kept = 0
    told = [(each, list(events_by_sentence(each))) for each in material.with_two_dates if each.spot.place is None]
    for where, found, claimed in _groups(material, told):
        for earlier, later in _pairs(found):
            figures = [event.figure(material.reading.pages) for event in (earlier, later)]
            said = earlier.spot.passage.text
            names = f"{WORDS[earlier.kind]}（{earlier.said}）", f"{WORDS[later.kind]}（{later.said}）"
            if not is_before(later, earlier):
                kept += 1
                good += figures
            elif claimed or _is_told_as_problem(material, earlier, later):
                yield check(
                    "dates_in_order", "pass", f"{where}{names[1]}早于{names[0]}，与报告所指问题一致。",
                    figures, later.when, earlier.when,
                )  # fmt: skip
            else:
                # A later paper may have approved a change; what was paid before may be of an older contract.
                doubtful = earlier.kind == APPROVED or (later.kind == PAID and words["again"].search(said))
                doubtful = doubtful or may_be_a_year_on(earlier.date, later.date)
                yield check(
                    "dates_in_order", "unknown" if doubtful else "fail",
                    f"{where}{names[1]}早于{names[0]}，先后顺序不合常理。", figures, later.when, earlier.when,
                )  # fmt: skip
    # Across the sentences of a paragraph events may be of two projects: they can only prove, but for the first payment
    # of the one contract that it tells.
    for earlier, later in _of_paragraphs(told):
        if not is_before(later, earlier):
            kept += 1
            good += [event.figure(material.reading.pages) for event in (earlier, later)]
        elif _is_advance(material, earlier, later):
            yield check(
                "dates_in_order", "fail",
                f"预付（首付）款于{later.said}支付，早于合同签订（{earlier.said}），先后顺序不合常理。",
                [event.figure(material.reading.pages) for event in (earlier, later)], later.when, earlier.when,
            )  # fmt: skip
    if kept:
        yield check("dates_in_order", "pass", f"{kept}处签订、开工、完工、验收的日期先后一致。", good)


def two_starts(material: Material) -> Iterator[Check]:
    """One row of a table tells two days on which the same project started."""
    for where, found, claimed in material.once(_rows):
        starts = {
            event.when: event for event in found if event.kind == STARTED and len(event.when) == len("2020-01-01")
        }
        if len(starts) == 2 and not claimed:
            first, second = starts.values()
            named = _is_told_as_problem(material, first, second)
            verb = "与报告所指问题一致" if named else "前后不一致"
            yield check(
                "two_starts", "pass" if named else "fail",
                f"{where}所述开工日期有{first.said}和{second.said}两个，{verb}。",
                [event.figure(material.reading.pages) for event in (first, second)], first.when, second.when,
            )  # fmt: skip


def days_told(material: Material) -> Iterator[Check]:
    """约定2019年10月30日完工，实际于12月20日完工，逾期51天: the days between two dates of the sentence.

    Fails where 间隔 says that they lie between the only two days of its sentence; other days may be meant else.
    """
    for told in material.with_two_dates:
        text = told.spot.passage.text
        if "天" not in text:
            continue
        days = [date for date in told.dates if _is_day(date)]
        for start, end, dates in dates_by_sentence(told):
            here = [date for date in dates if _is_day(date)]
            for match in re.finditer(r"(?<![\d.])(\d{1,4})\s*(?:个)?(?:日历)?天", text[start:end]):
                between = words["between"].search(text[start : start + match.start()])
                known = between or words["late"].search(text[start:end])
                pair = _days_apart(here, int(match[1])) if known else None
                good = pair is not None
                if pair is None and between and len(here) == len(days) == 2 and all(map(_tells_its_year, here)):
                    pair = here[0], here[1]
                if pair is None or (not good and pair[1].end > start + match.start()):
                    continue
                said = start + match.start(), start + match.end()
                days_said = f"{day_said(pair[0].start_date)}至{day_said(pair[1].start_date)}"
                yield compared(
                    "days_told", good, f"所述{match[0]}与{days_said}相隔的天数",
                    places_told(material, told, said, *(date.span for date in pair)), match[1],
                    match[1] if good else str(_days_between(*pair)),
                )  # fmt: skip


def facts_after_report(material: Material) -> Iterator[Check]:
    """No fact is told of a day after the report's own; plans may be."""
    written = material.head.report_date
    if not written:
        return
    signed = Figure(DAY, 0, material.head.evidence.get("report_date", []))
    late: list[tuple[str, str, str, Figure]] = []
    latest: tuple[str, Told, DateSpan] | None = None
    for told in material.with_dates:
        for date in told.dates:
            told_day = date.start_date[: len(written)]
            if date.precision not in {"day", "month"} or date.year_from != "printed" or told_day == written:
                continue
            if told_day < written:
                if latest is None or date.start_date >= latest[0]:
                    latest = date.start_date, told, date
                continue
            if told.spot.place or words["imprint"].fullmatch(tight(told.spot.passage.text)):
                continue
            around = _sentence(told, date)
            if words["fact"].search(around) and not words["plan"].search(around):
                place = place_told(material.reading.pages, told.spot, *date.span)
                late.append((date.start_date, tight(date.text), _short(around), place))
    if late:
        day, text, around, _ = max(late, key=lambda each: each[0])
        yield check(
            "fact_after_report", "fail",
            f"报告日期为{day_said(written)}，却述及其后{text}的事项（“{around}”）"
            f"{f'等{len(late)}处' if len(late) > 1 else ''}。",
            [signed, *(each[3] for each in sorted(late, key=lambda each: each[0], reverse=True))], written, day,
        )  # fmt: skip
    elif latest is not None:
        place = place_told(material.reading.pages, latest[1].spot, *latest[2].span)
        yield check(
            "fact_after_report", "pass", f"所述事项（最晚{day_said(latest[0])}）不晚于报告日期{day_said(written)}。",
            [signed, place], written, latest[0],
        )  # fmt: skip


def _sentence(told: Told, date: DateSpan) -> str:
    text = told.spot.passage.text
    return next((text[start:end] for start, end in sentences(text) if start <= date.start < end), "")


def period_told_twice(material: Material) -> Iterator[Check]:
    """One period of the evaluation told with the same days and two years."""
    found: dict[tuple[str, str], tuple[DateSpan, Figure]] = {}
    for told in material.with_dates:
        if told.spot.place or "评价" not in told.spot.passage.text:
            continue
        for date in told.dates:
            if date.precision != "range" or not date.start_date[:4].isdigit() or date.text.count("月") < 2:
                continue
            days = date.start_date[5:], date.end_date[5:]
            place = place_told(material.reading.pages, told.spot, *date.span)
            if days == ("01-01", "12-31") or "日" not in date.text:
                continue
            other = found.setdefault(days, (date, place))
            if other[0].start_date == date.start_date or other[0].year_from != "printed" or date.year_from != "printed":
                continue
            yield check(
                "period_told_twice", "fail",
                f"同一工作期间前后表述不一：“{tight(other[0].text)}”与“{tight(date.text)}”。",
                [other[1], place], other[0].start_date, date.start_date,
            )  # fmt: skip


def _groups(material: Material, told: list[_Sentences]) -> Iterator[tuple[str, list[Event], bool]]:
    """The events of each sentence and of each row, and whether words there own that the order is wrong."""
    for each, told_in in told:
        for text, found in told_in:
            if len(found) > 1:
                yield "", found, bool(words["said"].search(text)) or material.is_problem(each.spot)
    yield from material.once(_rows)


def _of_paragraphs(told: list[_Sentences]) -> Iterator[tuple[Event, Event]]:
    """The pairs of events that stand in two sentences of one paragraph, each kind once in it."""
    for _, groups in told:
        if len(groups) > 1:
            within = {id(event): index for index, (_, found) in enumerate(groups) for event in found}
            for first, second in _pairs([event for _, found in groups for event in found]):
                if within[id(first)] != within[id(second)]:
                    yield first, second


def _is_advance(material: Material, signed: Event, paid: Event) -> bool:
    """Whether a payment is the first one of a contract, by its words, and nobody says why it came before."""
    text = signed.spot.passage.text
    if (signed.kind, paid.kind) != (SIGNED, PAID) or not (signed.is_day and paid.is_day):
        return False
    if may_be_a_year_on(signed.date, paid.date):
        return False
    if words["advance"].match(text, paid.end) is None or words["own_reason"].search(text) or words["said"].search(text):
        return False
    return not material.is_problem(signed.spot) and not _is_told_as_problem(material, signed, paid)


def _rows(material: Material) -> list[tuple[str, list[Event], bool]]:
    """The events of each row that tells several, and where it stands."""
    rows: list[tuple[str, list[Event], bool]] = []
    told = material.dated_cells
    dated = {table for table, _, _ in told}
    for sheet in material.sheets:
        if sheet.table.kind == "problems" or sheet.table.grid.id not in dated:
            continue
        for row, found in events_of_rows(sheet, told):
            if len(found) > 1:
                rows.append((sheet.row_said(row), found, False))
    return rows


def _pairs(found: list[Event]) -> Iterator[tuple[Event, Event]]:
    """The events that stand once each, two by two, in the order that they should have come."""
    single = {kind: [event for event in found if event.kind == kind] for kind in WORDS}
    for first, second in ORDER:
        if len(single[first]) == len(single[second]) == 1:
            yield single[first][0], single[second][0]


def _is_told_as_problem(material: Material, *events: Event) -> bool:
    """Whether the problems that the report tells name these dates."""
    return all(event.when in material.problem_dates for event in events)


def _is_day(date: DateSpan) -> bool:
    return date.precision == "day" and date.start_date[:4].isdigit()


def _tells_its_year(date: DateSpan) -> bool:
    """Whether the year of a day is printed with it, not taken from a day before it."""
    return date.year_from == "printed"


def _days_between(first: DateSpan, second: DateSpan) -> int:
    """How many days lie between two days, fewer than none where the second came first."""
    days = [datetime.date.fromisoformat(date.start_date) for date in (first, second)]
    return (days[1] - days[0]).days


def _days_apart(dates: list[DateSpan], count: int) -> tuple[DateSpan, DateSpan] | None:
    for first, second in combinations(dates, 2):
        if abs(abs(_days_between(first, second)) - count) <= COUNTED_EITHER_WAY:
            return first, second
    return None


def _short(text: str) -> str:
    shown = tight(text)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
