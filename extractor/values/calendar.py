"""Calendar arithmetic on years that may be unknown: days of a month, quarter, half, part of a month, plan."""

from __future__ import annotations

from calendar import monthrange

_UNKNOWN = "XXXX"
_FIRST_PLAN_YEAR = 1953  # 一五; without a break before 六五 (1981), which began the row that still runs
_SIXTH_PLAN_YEAR = 1981


def iso(year: int | None, month: int, day: int) -> str:
    """``YYYY-MM-DD``, or ``XXXX-MM-DD`` where the year is unknown."""
    return f"{_UNKNOWN if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"


def last_day(year: int | None, month: int) -> int:
    """The number of days in a month; February of an unknown year is given 29, so that no day is refused."""
    return monthrange(2000 if year is None else year, month)[1]


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether a calendar has this day."""
    return 1 <= month <= 12 and 1 <= day <= last_day(year, month)


def month_span(year: int | None, first: int, last: int) -> tuple[str, str]:
    """First and last day from one month to another of the same year."""
    end = 28 if year is None and last == 2 else last_day(year, last)
    return iso(year, first, 1), iso(year, last, end)


def third_of_month(year: int | None, month: int, part: str) -> tuple[str, str]:
    """上旬 is the 1st to the 10th, 中旬 the 11th to the 20th, 下旬 the rest."""
    first, last = {"上": (1, 10), "中": (11, 20)}.get(part, (21, last_day(year, month)))
    return iso(year, month, first), iso(year, month, last)


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan: 13 gives 2016 and 2020."""
    if number >= 6:
        first = _SIXTH_PLAN_YEAR + 5 * (number - 6)
    else:
        first = {1: _FIRST_PLAN_YEAR, 2: 1958, 3: 1966, 4: 1971, 5: 1976}[number]
    return first, first + 4
