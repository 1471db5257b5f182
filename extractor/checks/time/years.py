"""A day that the text and a row of a table tell with two years: 2022年3月28日签订, and 2023年3月28日 in the row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import place_told, sentences
from extractor.checks.material import Material
from extractor.checks.wording import wording
from extractor.model.report import Check
from extractor.model.values import DateSpan
from extractor.records.values import Told

_words = partial(wording, "days_told")

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
            shared = set(_words("event").findall(here)) & set(_words("event").findall(words))
            if not shared or _words("again").search(here + words):
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
