"""A day that the text and a row tell with two years: 2022年3月28日签订, and 2023年3月28日 in the row; batches."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import place_told, places_told, sentences
from extractor.checks.material import Material
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

_words = WORDINGS["days_told"]

_batches = WORDINGS["batches"]

# So many batches, their days so near behind their names, and how far back a slip of the year lies.
FEWEST_BATCHES, BATCH_REACH = 3, 20
DAYS_OF_A_SLIP, DAYS_OF_A_YEAR = 150, 366
# A row is named by so many characters at least.
SHORTEST_NAME = 5
REACH = 14
_NO_NAME = re.compile(r"[\d（）()“”\s]")
Row = tuple[str, int]


def days_with_two_years(material: Material) -> Iterator[Check]:
    """The same day of one event of a project that the sentence and the row name, in two years.

    Days that come again each year (the first, the last of a month, periods, renewals) accuse nothing.
    """
    rows = _days_of_rows(material)
    if not rows:
        return
    names = _names(material, {row for days in rows.values() for row, *_ in days})
    for told in material.with_dates:
        if told.spot.place is not None:
            continue
        text = told.spot.passage.text
        for date in told.dates:
            if not _is_single_day(date) or date.start_date[5:] not in rows:
                continue
            named = _named_before(text, date, names)
            found = [each for each in rows[date.start_date[5:]] if each[0] in named]
            years = {other.start_date for _, _, other in found}
            if len(years) != 1 or date.start_date in years:
                continue
            row, there, other = found[0]
            here, words = _around(text, date), _around(there.spot.passage.text, other)
            shared = set(_words["event"].findall(here)) & set(_words["event"].findall(words))
            if not shared or _words["again"].search(here + words):
                continue
            pages = material.reading.pages
            yield check(
                "day_with_two_years", "fail",
                f"“{named[row]}”同一事项的日期前后不一：正文为{tight(date.text)}，表格为{tight(other.text)}。",
                [place_told(pages, told.spot, *date.span), place_told(pages, there.spot, *other.span)],
                date.start_date, other.start_date,
            )  # fmt: skip


def _days_of_rows(material: Material) -> dict[str, list[tuple[Row, Told, DateSpan]]]:
    """The days told in rows of tables by month and day."""
    found: dict[str, list[tuple[Row, Told, DateSpan]]] = defaultdict(list)
    for told in material.with_dates:
        if told.spot.place is not None:
            for date in told.dates:
                if _is_single_day(date):
                    found[date.start_date[5:]].append(((told.spot.place.table, told.spot.place.row), told, date))
    return found


def _is_single_day(date: DateSpan) -> bool:
    day = date.start_date[8:]
    return date.precision == "day" and date.year_from == "printed" and day not in {"01", "30", "31"}


def _names(material: Material, rows: set[Row]) -> dict[Row, str]:
    found = {}
    for sheet in material.sheets:
        for row in sheet.part.rows:
            if (sheet.table.grid.id, row) in rows:
                name = _NO_NAME.sub("", sheet.label(row)).removesuffix("项目")
                if len(name) >= SHORTEST_NAME:
                    found[sheet.table.grid.id, row] = name
    return found


def _named_before(text: str, date: DateSpan, names: dict[Row, str]) -> dict[Row, str]:
    """The rows whose name is the last that a sentence tells before a date."""
    start = next((start for start, end in sentences(text) if start <= date.start < end), 0)
    before = _NO_NAME.sub("", text[start : date.start])
    places = {row: before.rfind(name) for row, name in names.items()}
    last = max(places.values(), default=-1)
    return {row: names[row] for row, place in places.items() if place == last >= 0}


def _around(text: str, date: DateSpan) -> str:
    before = re.split("[，。；]", text[max(0, date.start - REACH) : date.start])[-1]
    return tight(before + re.split("[，。；]", text[date.end : date.end + REACH])[0])


def batches_in_order(material: Material) -> Iterator[Check]:
    """三季度于2023年10月9日发放，四季度于2023年1月11日发放: each batch of three or more after the one before.

    Fails where a day lies months before that of the batch before, and a year later it would not: a slip of the year;
    and where 分两批 says that the batches are all of one whole.
    """
    for told in material.with_two_dates:
        text = told.spot.passage.text
        if told.spot.place is not None or len(told.dates) < 2 or ("季度" not in text and "第" not in text):
            continue
        found: dict[str, list[tuple[int, DateSpan]]] = {}
        for date in told.dates:
            match = _batches["batch"].search(text, max(0, date.start - BATCH_REACH), date.start)
            if match and date.precision == "day" and date.year_from == "printed":
                found.setdefault(match["kind"], []).append(("一二三四五六".index(match["at"]), date))
        for dates in found.values():
            numbers = [at for at, _ in dates]
            counted = _batches["counted"].search(text)
            is_all = counted is not None and number(counted["count"]) == len(dates)
            in_turn = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
            if not in_turn or (len(dates) < FEWEST_BATCHES and not is_all):
                continue
            days = [datetime.date.fromisoformat(date.start_date) for _, date in dates]
            least = 1 if is_all else DAYS_OF_A_SLIP
            wrong = [at for at in range(1, len(days)) if (days[at - 1] - days[at]).days >= least]
            if not wrong and days == sorted(days):
                places = places_told(material, told, *(date.span for _, date in dates))
                yield check("batches_in_order", "pass", f"{len(days)}批日期依次先后一致。", places)
            elif len(wrong) == 1 and (days[wrong[0] - 1] - days[wrong[0]]).days < DAYS_OF_A_YEAR:
                before, date = dates[wrong[0] - 1][1], dates[wrong[0]][1]
                yield check(
                    "batches_in_order", "fail",
                    f"依次所述各批中，{tight(date.text)}早于其前一批的{tight(before.text)}，日期疑有误。",
                    places_told(material, told, date.span, before.span), date.start_date, before.start_date,
                )  # fmt: skip
