"""What a sentence claims of two dates: one earlier than the other, a paper that tells what came after it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks.engine import Figure, check, day_said, tight
from extractor.checks.figures_told import dates_by_sentence, places_told
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.time.events import events_by_sentence, words
from extractor.checks.wording import start_of
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

# A table of late projects has so many rows at least; fewer prove nothing of how its columns are meant.
FEWEST_ROWS = 2
# Fewer dates that follow each other are told in order by chance.
FEWEST_IN_A_CHAIN, FEWEST_WITH_A_SLIP = 3, 4


def earlier_told(material: Material) -> Iterator[Check]:
    """开工日期（2023年5月8日）早于合同签订日期（5月26日）; …开工，12月3日才取得许可: the two dates say the same.

    Fails where the first of two days, each printed with its year, is not the earlier one.
    """
    for told in material.with_two_dates:
        text = told.spot.passage.text
        if not words["claims_order"].search(text):
            continue
        for _, end, dates in dates_by_sentence(told):
            here = [date for date in dates if _is_point(date)]
            for first, second in itertools.pairwise(here):
                claim = _claim(text[first.end : second.start], text[second.end : end])
                if claim is None:
                    continue
                width = min(_width(first), _width(second))
                one, other = first.start_date[:width], second.start_date[:width]
                good = one > other if claim == "later" else one < other
                printed = first.year_from == second.year_from == "printed" and _width(first) == _width(second)
                # 才 may be said of a third thing.
                if not good and (one == other or not printed or claim == "then"):
                    continue
                said = "晚于" if claim == "later" else "早于"
                yield check(
                    "earlier_told_of_dates", "pass" if good else "fail",
                    f"所述{tight(first.text)}{said}{tight(second.text)}，与两个日期{'一致' if good else '不符'}。",
                    places_told(material, told, first.span, second.span), first.start_date, second.start_date,
                )  # fmt: skip


def source_dates(material: Material) -> Iterator[Check]:
    """2021年11月8日出具的评审报告反映，已于…完工: what a paper tells as done is not of a day after its own."""
    for told in material.with_two_dates:
        text = told.spot.passage.text
        if not any(words["source"].match(text, date.end) for date in told.dates):
            continue
        for _, end, dates in dates_by_sentence(told):
            here = [date for date in dates if _is_point(date)]
            for paper in here:
                source = words["source"].match(text, paper.end, end)
                if source is None or _width(paper) != len("2021-11-08"):
                    continue
                for fact in here:
                    if fact.start < source.end() or fact.year_from != "printed" or not _is_fact(text, fact, end):
                        continue
                    good = fact.start_date <= paper.end_date
                    verb = "不晚于" if good else "晚于"
                    yield check(
                        "source_dates", "pass" if good else "fail",
                        f"{tight(paper.text)}的材料所反映的{tight(fact.text)}事项{verb}材料日期。",
                        places_told(material, told, fact.span, paper.span), fact.start_date, paper.start_date,
                    )  # fmt: skip


def chains_of_dates(material: Material) -> Iterator[Check]:
    """A paragraph that tells three events or more tells them in the order of their dates.

    Fails where one of four or more of a sentence is out of order, and right between its neighbours a year later or
    earlier: a slip of the year.
    """
    for told in material.with_two_dates:
        if told.spot.place is not None or len(told.dates) < FEWEST_IN_A_CHAIN:
            continue
        points = [date for date in told.dates if date.start_date[:4].isdigit() and date.precision != "year"]
        days = [date.start_date[: _width(date)] for date in points]
        ordered = all(one[: len(other)] <= other[: len(one)] for one, other in itertools.pairwise(days))
        if len(points) >= FEWEST_IN_A_CHAIN and ordered and len(set(days)) >= FEWEST_IN_A_CHAIN:
            yield check(
                "chain_of_dates", "pass", f"该段依次所述{len(points)}个日期先后一致。",
                places_told(material, told, *(date.span for date in points)), days[0], days[-1],
            )  # fmt: skip
        elif not ordered and not material.is_problem(told.spot):
            yield from _slips_of_year(material, told)


def _slips_of_year(material: Material, told: Told) -> Iterator[Check]:
    """The day of an event that only another year puts between those before and behind it in its sentence."""
    for text, events in events_by_sentence(told):
        kinds = [event.kind for event in events]
        days = [event.date for event in events if event.is_day and event.date.year_from == "printed"]
        if len(days) < FEWEST_WITH_A_SLIP or len(set(kinds)) < len(kinds) or words["said"].search(text):
            continue
        told_days = [date.start_date for date in days]
        for at in range(1, len(days) - 1):
            before, here, after = told_days[at - 1 : at + 2]
            rest = told_days[:at] + told_days[at + 1 :]
            meant = [f"{int(here[:4]) + step}{here[4:]}" for step in (1, -1)]
            meant = [day for day in meant if before <= day <= after]
            if before <= here <= after or rest != sorted(rest) or not meant:
                continue
            yield check(
                "chain_of_dates", "fail",
                f"依次所述{tight(days[at - 1].text)}、{tight(days[at].text)}、{tight(days[at + 1].text)}"
                f"先后颠倒，疑年份有误（{day_said(meant[0])}）。",
                places_told(material, told, days[at].span, days[at - 1].span, days[at + 1].span), here, meant[0],
            )  # fmt: skip


def late_rows(material: Material) -> Iterator[Check]:
    """规定完工时间 beside 实际完工时间: each row of a table of late projects was finished after its day.

    Never fails: a project may stand there for another reason.
    """
    told = material.dated_cells
    for sheet in material.sheets if told else ():
        due, done = (_column(sheet, name) for name in ("due_column", "done_column"))
        if due is None or done is None or due == done:
            continue
        figures: list[Figure] = []
        late = told_rows = 0
        for row in sheet.part.rows:
            limit, fact = (told.get((sheet.table.grid.id, row, column)) for column in (due, done))
            ends = [date for date in limit.dates if date.start_date[:4].isdigit()] if limit else []
            facts = [date for date in fact.dates if date.start_date[:4].isdigit()] if fact else []
            if not ends or not facts or limit is None or fact is None:
                continue
            told_rows += 1
            # Of several the last day of the term counts, and the first thing done after it.
            late += max(date.end_date for date in ends) < max(date.start_date for date in facts)
            figures += places_told(material, limit, ends[-1].span)
            figures += places_told(material, fact, *(date.span for date in facts))
        if late == told_rows >= FEWEST_ROWS:
            yield check("late_dates_in_rows", "pass", f"{sheet.name}{late}行的完成时间均晚于规定的时间。", figures)


def _column(sheet: Sheet, name: str) -> int | None:
    """The one column whose head says that it holds terms, or what was done by then."""
    found = [column.index for column in sheet.part.columns if words[name].search(tight("".join(column.path)))]
    return found[0] if len(found) == 1 else None


def _claim(between: str, behind: str) -> str | None:
    """What words say: the first of two dates is the ``earlier`` or ``later`` one, or the second came only ``then``."""
    claim = next((name for name in ("earlier", "later") if words[name].search(between)), None)
    if claim is None and words["only_then"].match(behind) and not words["not_then"].search(between):
        return "then"
    return claim


def _is_fact(text: str, date: DateSpan, end: int) -> bool:
    """Whether a date is that of a thing done, as the words of its clause tell."""
    begin = start_of(text, date.start, "，,。；;")
    stop = min((at for mark in "，,。；;" if (at := text.find(mark, date.end, end)) >= 0), default=end)
    clause = text[begin:stop]
    return words["done_fact"].search(clause) is not None and words["no_fact"].search(clause) is None


def _is_point(date: DateSpan) -> bool:
    return date.precision in {"day", "month"} and date.start_date[:4].isdigit()


def _width(date: DateSpan) -> int:
    """How much of a date is told: its day, or its month."""
    return len("2021-11-08") if date.precision in {"day", "range"} else len("2021-11")
