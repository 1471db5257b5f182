"""What happened when: the events of a project (签订, 开工, 完工, 验收) with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.checks.engine import Figure, tight
from extractor.checks.figures_told import dates_by_sentence, place_told
from extractor.checks.sheets import Sheet
from extractor.checks.wording import WORDINGS
from extractor.model.layout import PageIndex
from extractor.model.values import DateSpan
from extractor.patternbook import load_patterns
from extractor.records.values import Spot, Told

SIGNED, STARTED, FINISHED, ACCEPTED = "signed", "started", "finished", "accepted"
APPROVED, AWARDED, PAID, OTHER = "approved", "awarded", "paid", "other"
# What comes before what. A supplement may be signed after what it is for was accepted, and what is left of a payment
# falls due any time later.
ORDER = (
    (SIGNED, STARTED), (SIGNED, FINISHED), (STARTED, FINISHED), (STARTED, ACCEPTED), (FINISHED, ACCEPTED),
    (SIGNED, PAID), (AWARDED, SIGNED), (AWARDED, STARTED), (AWARDED, FINISHED), (AWARDED, ACCEPTED),
    (APPROVED, SIGNED), (APPROVED, STARTED), (APPROVED, FINISHED), (APPROVED, ACCEPTED),
)  # fmt: skip
WORDS = {
    SIGNED: "合同签订",
    STARTED: "开工（或服务开始）",
    FINISHED: "完工",
    ACCEPTED: "验收",
    APPROVED: "批复",
    AWARDED: "中标通知",
    PAID: "支付",
}
# The wordings about events: ``said``, ``plan``, ``fact``, ``late`` and the like.
words = WORDINGS["events"]
# How far before a date the words may begin that say what happened on it.
BEFORE = 20
HALF_A_YEAR = 6
_UNTOLD = frozenset({"context", "reference", "unknown"})


@dataclass(frozen=True)
class Event:
    """An event with its first day, or month where no day is told: 2021-09-15 or 2021-09."""

    kind: str
    when: str
    date: DateSpan
    spot: Spot

    def figure(self, pages: PageIndex) -> Figure:
        """Its place; a date takes part without a value."""
        return place_told(pages, self.spot, *self.span)

    @property
    def span(self) -> tuple[int, int]:
        return self.date.span

    @property
    def start(self) -> int:
        return self.date.start

    @property
    def end(self) -> int:
        return self.date.end

    @property
    def is_day(self) -> bool:
        return len(self.when) == len("2021-09-15")

    @property
    def said(self) -> str:
        return tight(self.date.text)


def is_before(first: Event, second: Event) -> bool:
    """Whether an event surely came before another, as far as both dates are told."""
    width = min(len(first.when), len(second.when))
    return first.when[:width] < second.when[:width]


def may_be_a_year_on(one: DateSpan, other: DateSpan) -> bool:
    """Whether the year of one of two dates is not told, and the next one is as likely: 2023年11月30日…2月8日."""
    if one.year_from not in _UNTOLD and other.year_from not in _UNTOLD:
        return False
    months = [12 * int(date.start_date[:4]) + int(date.start_date[5:7]) for date in (one, other)]
    return one.start_date[:4] != other.start_date[:4] or abs(months[0] - months[1]) >= HALF_A_YEAR


def events_by_sentence(told: Told) -> Iterator[tuple[str, list[Event]]]:
    """Each sentence of a passage that tells events, with them."""
    text = told.spot.passage.text
    for start, end, dates in dates_by_sentence(told):
        found = [event for date in dates if (event := _event(told.spot, date, start, end))]
        if found:
            yield text[start:end], found


def events_of_rows(sheet: Sheet, told: dict[tuple[str, int, int], Told]) -> Iterator[tuple[int, list[Event]]]:
    """Each row of a table with its events: of date columns by their heads, of other cells by their words."""
    name = sheet.table.grid.id
    columns = {column for table, _, column in told if table == name}
    heads = {
        column.index: _kind_of_head(tight("".join(column.path)))
        for column in sheet.part.columns
        if column.index in columns
    }
    for row in sheet.part.rows:
        found: list[Event] = []
        for column, kind in heads.items():
            cell = told.get((name, row, column))
            if cell is None or not cell.dates:
                continue
            if kind and len(cell.dates) == 1 and cell.dates[0].precision in {"day", "month"}:
                date = cell.dates[0]
                found.append(Event(kind, _when(date), date, cell.spot))
            elif kind is None:
                found += [event for _, group in events_by_sentence(cell) for event in group]
        if found:
            yield row, found


def _event(spot: Spot, date: DateSpan, start: int, end: int) -> Event | None:
    """The event that the words right around a date tell; none for a year, a plan or a date of anything else."""
    if not date.start_date[:4].isdigit() or date.precision == "year":
        return None
    text = spot.passage.text
    before, after = tight(text[max(start, date.start - BEFORE) : date.start]), tight(text[date.end : end])
    best: tuple[int, str] | None = None
    for kind, (behind, ahead) in _words().items():
        if behind.search(before):
            best = (-1, kind)
            break
        match = ahead.match(after)
        if match and (best is None or match.end() < best[0]):
            best = (match.end(), kind)
    if best is None or best[1] == OTHER or (date.precision == "range" and best[1] != STARTED):
        return None
    return Event(best[1], _when(date), date, spot)


def _when(date: DateSpan) -> str:
    """The first day of a date, or its month where it tells no day."""
    has_day = date.precision == "day" or re.search(r"[日号]|\d[.\-/]\d{1,2}[.\-/]\d", date.text.replace(" ", ""))
    return date.start_date[: 10 if has_day else 7]


def _kind_of_head(head: str) -> str | None:
    """What a column of dates tells by its head; ``""`` where it is a column of other dates (计划完工时间)."""
    for kind, pattern in _heads().items():
        if pattern.fullmatch(head):
            return kind
    return "" if re.search(r"日期|时间|时限", head) else None


@cache
def _words() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    book: dict[str, Any] = load_patterns("checks")["events"]
    kinds = (OTHER, AWARDED, SIGNED, STARTED, FINISHED, ACCEPTED, APPROVED, PAID)
    return {kind: (re.compile(book[kind]["before"]), re.compile(book[kind]["after"])) for kind in kinds}


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(words) for kind, words in load_patterns("checks")["events"]["columns"].items()}
