"""What the room of values finds in a text: immutable, small, exact.

Every find has ``text`` as printed (white space inside included), ``start`` and ``end`` (half-open offsets in
code points into the text that was searched) and ``pattern``, the name of the rule that found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

UnitFrom = Literal["text", "header", "caption"]
Precision = Literal["day", "month", "year", "range", "invalid"]
YearFrom = Literal["printed", "century", "neighbour", "context", "reference", "unknown"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount (金额). ``yuan`` is 元, ``None`` for a foreign currency; ``value`` is in its own unit.

    ``unit`` is the normalised unit that the figure was read with (万元, 亿元, 元), also where it was shared
    by a series or came from a header. ``modifier`` holds the printed words that blur or bound the amount
    (约, 余, 不超过, 以上), joined by 、.
    """

    text: str
    start: int
    end: int
    yuan: Decimal | None
    value: Decimal
    unit: str
    currency: str = "CNY"
    modifier: str | None = None
    unit_from: UnitFrom = "text"
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period (日期). ``start_date`` and ``end_date`` are ISO days, both included.

    A year that nothing tells is ``XXXX``. ``precision`` is ``range`` for quarters, halves, plans and
    everything from … to …; ``invalid`` for a day that no calendar has, whose two days are empty.
    ``year_from`` says how the year was found: printed, completed from two digits (century), taken from the
    other end of a range or the list it stands in (neighbour), from an earlier date (context), from the
    caller (reference), or unknown.
    """

    text: str
    start: int
    end: int
    start_date: str
    end_date: str
    precision: Precision
    year_from: YearFrom = "printed"
    pattern: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in its text, half-open."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number of a public document (发文字号): 机关代字〔年〕序号号.

    ``organ`` and ``region_code`` stand for the agency where its letters are known; ``suspicious`` marks
    letters that look like a slip of the typist (a doubled character).
    """

    text: str
    start: int
    end: int
    canonical: str
    agency: str
    year: int
    number: str
    title: str | None = None
    organ: str | None = None
    region_code: str | None = None
    suspicious: bool = False
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the administrative division (行政区划) with its six-digit code (GB/T 2260)."""

    text: str
    start: int
    end: int
    code: str
    name: str
    level: Literal["province", "city", "county"]
    province: str
    city: str | None = None
    county: str | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A score, a grade or both (评分, 等级) as a sentence states them.

    ``kind`` tells a total (``overall``) from a department's own (``self``); ``grade`` is the printed word,
    ``grade_class`` the one of 优 良 中 差 that it folds into; ``subject`` the body that the sentence names.
    """

    text: str
    start: int
    end: int
    score: Decimal | None
    grade: str | None
    grade_class: str | None
    kind: Literal["overall", "self"] = "overall"
    subject: str | None = None
    full_score: Decimal | None = None
    pattern: str = ""
