"""Work that a sentence calls late, or in time, against the two days that it tells: the agreed one and the real one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from extractor.checks.engine import check
from extractor.checks.figures_told import dates_by_sentence, places_told
from extractor.checks.material import Material
from extractor.checks.time.events import may_be_a_year_on, words
from extractor.model.report import Check
from extractor.model.values import DateSpan

# How far before a date the words may stand that call it agreed or real.
REACH = 18


def lateness_told(material: Material) -> Iterator[Check]:
    """约定2023年6月30日完工，实际于9月12日完工，逾期: the real day comes behind the agreed one.

    Only where a sentence tells one of each, and says of the work either that it came late or that it came in time.
    Among the problems that a report tells, what came late needs no such words.
    """
    for told in material.with_two_dates:
        text = told.spot.passage.text
        hinted = words["late_hint"].search(text) is not None or material.is_problem(told.spot)
        if not (hinted or words["came_late"].search(text) or words["in_time"].search(text)):
            continue
        for start, end, dates in dates_by_sentence(told):
            late, timely = (words[name].search(text[start:end]) is not None for name in ("came_late", "in_time"))
            here = [date for date in dates if date.precision != "year"]
            agreed, done = (_one(text, start, here, name) for name in ("agreed", "done"))
            said_here = late != timely
            if agreed is None or done is None or agreed is done or not (said_here or (hinted and not late)):
                continue
            limit = datetime.date.fromisoformat(agreed.end_date)
            first, last = (datetime.date.fromisoformat(each) for each in (done.start_date, done.end_date))
            # A month that holds the agreed day tells neither.
            if first <= limit < last:
                continue
            good = (first > limit) != timely
            if not good and (not said_here or may_be_a_year_on(agreed, done)):
                continue
            said, verb = "按期完成" if timely else "逾期", "一致" if good else "不符"
            yield check(
                "lateness_told", "pass" if good else "fail",
                f"所述{said}，与约定的{agreed.end_date}、实际的{done.start_date}（相差{abs((first - limit).days)}天）"
                f"{verb}。",
                places_told(material, told, done.span, agreed.span), done.start_date, agreed.end_date,
            )  # fmt: skip


def _one(text: str, start: int, dates: list[DateSpan], name: str) -> DateSpan | None:
    """The one date of a sentence that the words right before it call so."""
    found = [
        date
        for date in dates
        if date.start_date[:4].isdigit() and words[name].search(text[max(start, date.start - REACH) : date.start])
    ]
    return found[0] if len(found) == 1 else None
