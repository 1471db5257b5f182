"""The pace of a year (序时进度): at the end of July seven twelfths of it are over, 58.33%."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import compared
from extractor.checks.figures_told import place_told
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity
from extractor.checks.units import HUNDRED, half
from extractor.checks.worded.clauses import Clause, marked
from extractor.checks.wording import start_of
from extractor.model.report import Check, plain
from extractor.model.values import DateSpan
from extractor.records.values import Told
from extractor.values.figures import decimals

MONTHS, DAYS = 12, 365
# More is a pace of another kind (a term, a school year).
FARTHEST = Decimal(5)


def paces_told(material: Material) -> Iterator[Check]:
    """截至7月31日…执行率52%，低于序时进度6.33个百分点: what a rate is ahead of or behind its year.

    The one day of the sentence, the end of a month, tells how much of the year is over, by months or by days.
    """
    dated = {id(each.spot): each for each in material.with_dates}
    for clause in material.clauses.telling("序时"):
        told = dated.get(id(clause.quantities[0].spot))
        until = _until(told, clause) if told else None
        if told is None or until is None:
            continue
        day = datetime.date.fromisoformat(until.end_date)
        paces = _paces(day)
        where = place_told(material.reading.pages, told.spot, *until.span)
        for match in marked("pace", "said").finditer(clause.words):
            rate, gap = clause.at(match.start("rate")), clause.at(match.start("gap"))
            if rate.unit != RATE or gap.unit != POINTS or rate.is_rough or gap.is_rough:
                continue
            good = any(_fits(rate, gap, pace, ahead=match["ahead"] is not None) for pace in paces)
            shown = rate.value - paces[0]
            if good or abs(abs(shown) - gap.value) <= FARTHEST:
                yield compared(
                    "pace_of_year", good,
                    f"所述{rate.said}与截至{day.month}月末的序时进度{plain(round(paces[0], 2))}%"
                    f"相差{plain(round(abs(shown), 2))}个百分点，与所述{gap.quoted}",
                    [*material.printed(gap, rate), where], gap.value, round(abs(shown), 2),
                )  # fmt: skip


def _fits(rate: Quantity, gap: Quantity, pace: Decimal, *, ahead: bool) -> bool:
    short = rate.value - pace if ahead else pace - rate.value
    return abs(short - gap.value) <= half(decimals(gap.text)) + half(decimals(rate.text))


def _paces(day: datetime.date) -> list[Decimal]:
    """How much of the year is over, by months and by days."""
    return [HUNDRED * day.month / MONTHS, HUNDRED * day.timetuple().tm_yday / DAYS]


def _until(told: Told, clause: Clause) -> DateSpan | None:
    """The one day or month of the sentence that it looks back from, where a month ends with it."""
    text = told.spot.passage.text
    begin = start_of(text, clause.quantities[0].start, "。；;\n")
    last = clause.quantities[-1].end
    dates = [date for date in told.dates if begin <= date.start < last and date.precision in {"day", "month"}]
    if len(dates) != 1 or not dates[0].end_date[:4].isdigit():
        return None
    day = datetime.date.fromisoformat(dates[0].end_date)
    return dates[0] if (day + datetime.timedelta(days=1)).day == 1 else None
