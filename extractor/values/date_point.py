"""A date as it is printed, in squeezed text, and the numbers that it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.values import Precision, YearFrom
from extractor.values.calendar import is_day, iso, month_end
from extractor.values.numerals import DIGITS, parse_numeral

# Characters of 二一八年, a year in Chinese numerals that lost its 〇.
LOST_RING = 3
_CENTURY_TURN = 50  # two digits up to here are 20xx; the field's own dates begin in the 1980s


@dataclass(slots=True)
class Point:
    """A date as printed, offsets in squeezed text. ``year`` is ``None`` where the place itself tells none.

    ``last_day`` 0 stands for the end of ``last_month``. ``weak`` marks a figure that is a date only with a
    partner (``1`` in 1-9月, ``十四`` in 十四和十六日), ``of_known_year`` what is none where nothing tells its year,
    ``months_on`` what is told by the month before it: 0 for 同月20日, 1 for 次月20日.
    """

    start: int
    end: int
    year: int | None
    first_month: int
    first_day: int
    last_month: int
    last_day: int
    precision: Precision
    pattern: str
    year_from: YearFrom = "printed"
    relative: str = ""
    end_year: int | None = None
    weak: bool = False
    of_known_year: bool = False
    annual: bool = False
    mark: str = ""
    months_on: int | None = None

    @property
    def possible(self) -> bool:
        """Whether the calendar has this day, or both ends of this period."""
        return is_day(self.year, self.first_month, self.first_day) and is_day(
            self.final_year, self.last_month, self.last_day or 1
        )

    @property
    def final_year(self) -> int | None:
        return self.year if self.end_year is None else self.end_year

    def start_date(self) -> str:
        return iso(self.year, self.first_month, self.first_day)

    def end_date(self) -> str:
        return iso(self.final_year, self.last_month, self.last_day or month_end(self.final_year, self.last_month))


def year_point(start: int, end: int, year: int | None, pattern: str) -> Point:
    """A whole year."""
    return Point(start, end, year, 1, 1, 12, 0, "year", pattern)


def number(text: str) -> int:
    """A small number in either writing; 元 is 1 (元月)."""
    if text.isdecimal():
        return int(text)
    plain = "".join(text.split()).replace("廿", "二十")
    value = parse_numeral("一" if plain == "元" else plain)
    return 0 if value is None else int(value)


def full_year(text: str) -> tuple[int, YearFrom]:
    """A printed year: 2018, 二〇一八, 二O一八, 两千零五, with two digits 08, 零七, and 二一八 that lost its ring."""
    if len(text) == 4 and text.isdecimal():
        return int(text), "printed"
    plain = "".join(text.split())
    digits = "".join("0" if char in "oO" else str(DIGITS[char]) if char in DIGITS else char for char in plain)
    if digits.isdigit() and len(digits) == 4:
        return int(digits), "printed"
    if digits.isdigit():
        short = int(digits) if len(digits) < LOST_RING else int(digits[1:])
        return (2000 if short <= _CENTURY_TURN else 1900) + short, "century"
    return number(plain), "printed"
