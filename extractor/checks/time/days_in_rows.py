"""Days against the two dates that they lie between: 工期（天） beside 开工 and 竣工, 实际工期250天 in a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from extractor.checks.engine import Figure, check, compared, tight
from extractor.checks.figures_told import dates_by_sentence, place_told, places_told
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.time.events import may_be_a_year_on, words
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

_words = WORDINGS["days_of_terms"]

# Days are counted with or without the first and the last one.
EITHER_WAY = 1
# How far before a day the words stand that call it agreed or real.
AGREED_REACH = 18
# So many rows, and this share of all, show between which dates the days of a column lie.
ROWS_THAT_PROVE, ROWS_THAT_ACCUSE, SHARE_THAT_PROVES = 2, 3, Decimal("0.6")
# A day in brackets is told beside another: 应于9月15日完工（3月20日开工）.
_OPENING = ("（", "(")

Case = tuple[int, Figure, Figure, Figure, int]


def days_in_rows(material: Material) -> Iterator[Check]:
    """合同工期（天） of each row against its two dates. Fails for 实际工期 alone, where three other rows keep it."""
    told = material.dated_cells
    dated = {table for table, _, _ in told}
    for table in material.reading.tables:
        for part in table.parts if table.grid.id in dated else ():
            days = [column for column in part.columns if _words["head"].search(head(column))]
            sheet = Sheet(material.figures, table, part)
            columns = [column.index for column in part.columns if column not in days]
            for column in days:
                pairs = (_cases(material, sheet, told, column.index, pair) for pair in combinations(columns, 2))
                cases = max(pairs, key=lambda each: sum(map(_holds, each)), default=[])
                good = [case for case in cases if _holds(case)]
                if len(good) < ROWS_THAT_PROVE or len(good) < SHARE_THAT_PROVES * len(cases):
                    continue
                figures = [figure for case in good for figure in case[1:4]]
                yield check(
                    "days_in_row",
                    "pass",
                    f"{sheet.name}“{head(column)}”列{len(good)}行均与起止日期相隔的天数一致。",
                    figures,
                )
                sure = len(good) >= ROWS_THAT_ACCUSE and _words["real"].search(head(column))
                for row, stated, start, end, apart in [case for case in cases if not _holds(case)] if sure else ():
                    yield check(
                        "days_in_row", "fail",
                        f"{sheet.row_said(row)}“{head(column)}”为{stated.text}天，与起止日期相隔的{apart}天不一致。",
                        [stated, start, end], stated.value, str(apart),
                    )  # fmt: skip


def days_of_terms(material: Material) -> Iterator[Check]:
    """3月10日开工，11月15日完工，实际工期250天; 4月12日开工，计划工期240天，应于12月8日完工.

    Fails where the sentence tells just two days, a beginning and an end, and calls the days those that lie between
    them: a term that was agreed beside a real end is another matter.
    """
    for told in material.with_dates:
        text = told.spot.passage.text
        if "天" not in text:
            continue
        for start, end, dates in dates_by_sentence(told):
            days = [date for date in dates if _is_day(date)]
            yield from _late(material, told, days, end)
            yield from _late_in_all(material, told, days, (start, end))
            found = list(_words["days"].finditer(text, start, end))
            if len(days) != 2 or not found or _words["unsure"].search(text, start, end):
                continue
            if not _is_span(text, days, found[0].start()) and not (
                _words["begins"].search(text, start, end) and _words["ends"].search(text, start, end)
            ):
                continue
            apart = _apart(*days)
            planned = _words["planned"].search(text, days[0].end, days[1].start) is not None
            for match in found:
                gap = abs(int(match["days"]) - apart)
                real = match["real"] is not None and not planned
                if gap > EITHER_WAY and ((len(found) > 1 and not real) or not (real or planned) or 2 * gap > apart):
                    continue
                good = gap <= EITHER_WAY
                if not good and may_be_a_year_on(*days):
                    continue
                yield compared(
                    "days_of_term", good,
                    f"所述{tight(match[0])}，与{tight(days[0].text)}至{tight(days[1].text)}相隔的{apart}天",
                    places_told(material, told, match.span(), *(date.span for date in days)), match["days"], str(apart),
                )  # fmt: skip


def _is_span(text: str, days: list[DateSpan], told: int) -> bool:
    """从申报截止（5月31日）到资金拨付（12月20日）历时203天: whether the days are told of all between the two."""
    first, last = days
    ahead = _words["from"].search(text[max(0, first.start - AGREED_REACH) : first.start])
    to = _words["to"].search(text[first.end : last.start])
    return ahead is not None and to is not None and _words["took"].fullmatch(text, last.end, told) is not None


def _late(material: Material, told: Told, days: list[DateSpan], end: int) -> Iterator[Check]:
    """8月26日竣工，较约定的7月18日逾期39天: the day before 较 and the day behind it."""
    text = told.spot.passage.text
    for real, agreed in pairwise(days):
        match = _words["late_behind"].match(text, agreed.end, end)
        if match is None or not _words["late_before"].search(text[real.end : agreed.start]):
            continue
        if "。" in text[real.end : agreed.start] or not _words["ends"].search(text[real.end : agreed.start]):
            continue
        apart = _apart(real, agreed)
        gap = abs(int(match["days"]) - apart)
        good = gap <= EITHER_WAY
        if good or (gap < apart and not may_be_a_year_on(real, agreed)):
            yield compared(
                "days_of_term", good,
                f"所述{tight(match[0])}，与{tight(real.text)}和{tight(agreed.text)}相隔的{apart}天",
                places_told(material, told, match.span(), real.span, agreed.span), match["days"], str(apart),
            )  # fmt: skip


def _late_in_all(material: Material, told: Told, days: list[DateSpan], span: tuple[int, int]) -> Iterator[Check]:
    """约定2023年8月31日完工，实际于2023年12月20日完工，逾期111天: the two days of a sentence, agreed and real."""
    text, (start, end) = told.spot.passage.text, span
    found = list(_words["late"].finditer(text, start, end))
    days = [day for day in days if text[day.start - 1 : day.start] not in _OPENING]
    before = [day for day in days if found and day.end <= found[0].start()]
    if len(before) < 2 or len(before) != len(days) or _words["unsure"].search(text, start, end):
        return
    agreed, real = before[-2:]
    planned = words["agreed"].search(text[max(start, agreed.start - AGREED_REACH) : agreed.start])
    done = words["done"].search(text[max(start, real.start - AGREED_REACH) : real.start])
    if len(found) != 1 or not planned or not done or not _words["ends"].search(text, start, end):
        return
    apart, days_said = _apart(agreed, real), int(found[0]["days"])
    gap = abs(days_said - apart)
    good = gap <= EITHER_WAY
    if good or (gap < apart and not may_be_a_year_on(agreed, real)):
        yield compared(
            "days_of_term", good,
            f"所述{tight(found[0][0])}，与约定的{tight(agreed.text)}至实际的{tight(real.text)}相隔的{apart}天",
            places_told(material, told, found[0].span(), agreed.span, real.span), found[0]["days"], str(apart),
        )  # fmt: skip


def _cases(
    material: Material, sheet: Sheet, told: dict[tuple[str, int, int], Told], column: int, pair: tuple[int, int]
) -> list[Case]:
    """The rows that tell days and two dates, with how many days these lie apart."""
    found = []
    for row in sheet.part.rows:
        stated = sheet.figure(row, column)
        cells = [told.get((sheet.table.grid.id, row, each)) for each in pair]
        ends = [(cell, cell.dates[0]) for cell in cells if cell and len(cell.dates) == 1 and _is_day(cell.dates[0])]
        if stated is not None and stated.value and len(ends) == 2:
            apart = _apart(*(date for _, date in ends))
            places = [place_told(material.reading.pages, cell.spot, date.start, date.end) for cell, date in ends]
            found.append((row, stated, places[0], places[1], apart))
    return found


def _holds(case: Case) -> bool:
    return abs(case[1].value - case[4]) <= EITHER_WAY


def _is_day(date: DateSpan) -> bool:
    return date.precision == "day" and date.start_date[:4].isdigit()


def _apart(first: DateSpan, second: DateSpan) -> int:
    days = [datetime.date.fromisoformat(date.start_date) for date in (first, second)]
    return abs((days[1] - days[0]).days)
