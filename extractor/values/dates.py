"""Finds dates and periods in running text, joins the two ends of a range, and gives bare days their year.

``find_dates(text)`` works on one text. For a whole document make one ``DateContext(report_year=2023)`` and
pass it to each call in reading order: ``find_dates(paragraph, reference=context)``. A day without a year
takes it, in this order, from the nearest dated day or month before it in the same text, from a year in the
same sentence, from a dated day or month at most ``DateContext.REACH`` texts back, from the report's year.
If none of them is known the year stays ``XXXX`` and ``year_from`` says ``unknown``.
"""

from __future__ import annotations

from extractor.model.values import DateSpan
from extractor.text.fold import LOST, Squeezed, squeeze
from extractor.values.date_point import Point
from extractor.values.date_ranges import points_in
from extractor.values.date_years import DateContext, Reference, context_of, resolved

__all__ = ["DateContext", "Reference", "find_all_dates", "find_dates", "find_impossible_dates"]


def find_dates(text: str, reference: Reference = None) -> list[DateSpan]:
    """Every date and period in ``text``, in reading order; a range is one record.

    ``reference`` tells the year of days without one: the report's year, the day it was written, or a
    ``DateContext`` that is carried from text to text. Days that no calendar has are left out, see
    ``find_impossible_dates``.
    """
    squeezed = squeeze(text)
    return _dated(_points(squeezed), squeezed, text, reference)


def find_all_dates(text: str, reference: Reference = None) -> list[DateSpan]:
    """What ``find_dates`` gives, then what ``find_impossible_dates`` gives; the text is read once."""
    squeezed = squeeze(text)
    points = _points(squeezed)
    impossible = _impossible(points, squeezed, text) if points else []
    return _dated(points, squeezed, text, reference) + impossible


def _points(squeezed: Squeezed) -> list[Point]:
    """The dates as printed; none behind a character that was lost, for it may have been the first digit."""
    line = squeezed.text
    return [point for point in points_in(line) if not LOST.fullmatch(line, max(point.start - 1, 0), point.start)]


def _dated(points: list[Point], squeezed: Squeezed, printed: str, reference: Reference) -> list[DateSpan]:
    known = resolved(points, squeezed.text, context_of(reference))
    return [_span(point, squeezed, printed) for point in known if point.possible and not _says_nothing(point)]


def _impossible(points: list[Point], squeezed: Squeezed, printed: str) -> list[DateSpan]:
    return [_span(point, squeezed, printed, possible=False) for point in points if not point.possible]


def _says_nothing(point: Point) -> bool:
    """去年底 or a lone 第三季度 where no year is known."""
    return point.year is None and (point.precision == "year" or point.of_known_year)


def find_impossible_dates(text: str) -> list[DateSpan]:
    """Days that no calendar has (2023年2月29日), as printed: precision ``invalid``, no start or end."""
    squeezed = squeeze(text)
    return _impossible(_points(squeezed), squeezed, text)


def _span(point: Point, squeezed: Squeezed, printed: str, possible: bool = True) -> DateSpan:
    start, end = squeezed.span(point.start, point.end)
    return DateSpan(
        text=printed[start:end],
        start=start,
        end=end,
        start_date=point.start_date() if possible else "",
        end_date=point.end_date() if possible else "",
        precision=point.precision if possible else "invalid",
        year_from=point.year_from,
        pattern=point.pattern,
    )
