"""Calendar arithmetic on years that may be unknown: days of a month, quarter, half, part of a month, plan."""

from __future__ import annotations

_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNKNOWN = "XXXX"
_FIRST_PLAN_YEAR = 1953  # 一五; without a break before 六五 (1981), which began the row that still runs
_SIXTH_PLAN_YEAR = 1981


def iso(year: int | None, month: int, day: int) -> str:
    """``YYYY-MM-DD``, or ``XXXX-MM-DD`` where the year is unknown."""
    return f"{_UNKNOWN if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"


def last_day(year: int | None, month: int) -> int:
    """The number of days in a month; February of an unknown year is given 29, so that no day is refused."""
    if month == 2 and (year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))):
        return 29
    return _DAYS[month]


def month_end(year: int | None, month: int) -> int:
    """The last day that a month surely has: 28 for February of an unknown year."""
    return 28 if year is None and month == 2 else last_day(year, month)


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether a calendar has this day."""
    return year != 0 and 1 <= month <= 12 and 1 <= day <= last_day(year, month)


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of a five-year plan: 13 gives 2016 and 2020."""
    if number >= 6:
        first = _SIXTH_PLAN_YEAR + 5 * (number - 6)
    else:
        first = {1: _FIRST_PLAN_YEAR, 2: 1958, 3: 1966, 4: 1971, 5: 1976}[number]
    return first, first + 4
