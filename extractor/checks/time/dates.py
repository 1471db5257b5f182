"""Rules of dates: nothing told is younger than the report, no year or day is out of the world."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.engine import Figure, check, day_said, tight
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.model.report import Check, Date, Evidence
from extractor.model.values import DateSpan
from extractor.patternbook import load_patterns

# Years that reports speak of: the history of buildings and events on one side, long-term plans on the other.
FIRST_YEAR, LAST_YEAR = 1840, 2060
# 2144.12 is no month out of the world, but an amount.
_AMOUNT = re.compile(r"\d{4}\.\d{1,2}")


def after_evaluation(material: Material) -> Iterator[Check]:
    """The report is not dated before the evaluation that it describes."""
    written = material.head.report_date
    if not written:
        return
    head_date = written
    signed = _nothing(material.head.evidence.get("report_date", []))
    for told in material.with_dates:
        text = told.spot.passage.text
        for date in told.dates:
            if told.spot.place or not _ends_evaluation(text, date):
                continue
            found = _place(material, date.text, date.start_date)
            if not found or not date.end_date[:4].isdigit():
                continue
            # A period told in months ends somewhere in its last month.
            width = min(len(written), 10 if "日" in date.text or "." in date.text else 7)
            end, written = date.end_date[:width], written[:width]
            good = end <= written
            verb, period = "不早于" if good else "早于", tight(date.text)
            yield check(
                "report_after_evaluation", "pass" if good else "fail",
                f"报告日期{day_said(head_date)}{verb}所述评价工作的结束日期（{period}）。",
                [signed, _nothing(found)], head_date, date.end_date,
            )  # fmt: skip
            return


def cited_after_report(material: Material) -> Iterator[Check]:
    """No document is cited whose number carries a year after the report's own."""
    written = material.head.report_date
    numbers = material.values.document_numbers
    if not written or not numbers:
        return
    year = int(written[:4])
    signed = _nothing(material.head.evidence.get("report_date", []))
    late = [number for number in numbers if number.year > year]
    for number in late:
        yield check(
            "cited_after_report", "fail",
            f"报告日期为{day_said(written)}，却引用了{number.year}年的文件“{number.canonical}”。",
            [signed, _nothing(number.evidence)], written, str(number.year),
        )  # fmt: skip
    if not late:
        latest = max(numbers, key=lambda number: number.year)
        yield check(
            "cited_after_report", "pass", f"所引文件的年份均不晚于报告日期{day_said(written)}。",
            [signed, _nothing(latest.evidence)], written, str(latest.year),
        )  # fmt: skip


def sensible_years(material: Material) -> Iterator[Check]:
    """A year such as 2107, or 1203 with its month, is a slip of the typist; a bare one of old may be history."""
    for date in material.values.dates:
        year = date.start[:4]
        if not year.isdigit() or (date.precision == "year" and int(year) < FIRST_YEAR) or _AMOUNT.fullmatch(date.text):
            continue
        if date.year_from == "printed" and not FIRST_YEAR <= int(year) <= LAST_YEAR:
            yield check(
                "year_out_of_range", "fail", f"“{''.join(date.text.split())}”的年份疑为笔误。",
                [_nothing(date.evidence)], year, None,
            )  # fmt: skip


def impossible_days(material: Material) -> Iterator[Check]:
    """A day that no calendar has (2月30日)."""
    for date in material.values.dates:
        if date.precision == "invalid":
            yield check(
                "impossible_date", "fail", f"“{''.join(date.text.split())}”不是存在的日期。",
                [_nothing(date.evidence)], date.text, None,
            )  # fmt: skip


def signed_after_year(material: Material) -> Iterator[Check]:
    """A self-evaluation of a year is signed when that year is over."""
    head = material.head
    if head.report_type != "self_evaluation" or not head.report_date or not head.fiscal_year:
        return
    figures = [_nothing(head.evidence.get(name, [])) for name in ("report_date", "fiscal_year")]
    good = int(head.report_date[:4]) > head.fiscal_year
    yield check(
        "signed_after_year", "pass" if good else "unknown",
        f"报告日期{day_said(head.report_date)}{'在' if good else '不在'}所评价的{head.fiscal_year}年度结束之后。",
        figures, head.report_date, str(head.fiscal_year),
    )  # fmt: skip


def _ends_evaluation(text: str, date: DateSpan) -> bool:
    """Whether a period is that of the evaluation, by the words behind or before it, or a day the one it ended on."""
    words, before = (
        load_patterns("checks")["evaluation_period"],
        tight(text[max(0, date.start - 30) : date.start]),
    )
    if date.precision == "range":
        if (date.start_date[5:], date.end_date[5:]) == ("01-01", "12-31"):
            return False  # the years of what is evaluated (对2022—2023年补贴开展评价)
        return _is_period_of_evaluation(text, date.end) or re.search(words["before"], before) is not None
    ended = date.precision == "day" and re.match(words["ended"], text[date.end :])
    return bool(ended) and re.search(words["begun"], before) is not None


def _is_period_of_evaluation(text: str, at: int) -> bool:
    """Whether the clause after a period tells that the evaluation was done in it."""
    stop = re.search(r"[。；]", text[at:])
    clause = text[at : at + stop.start()] if stop else text[at:]
    words = load_patterns("checks")["evaluation_period"]["words"]
    return any(re.match(word, clause) for word in words)


def _place(material: Material, text: str, start: str) -> list[Evidence]:
    dates: list[Date] = material.values.dates
    return next((date.evidence for date in dates if date.text == text and date.start == start), [])


def _nothing(found: list[Evidence]) -> Figure:
    """A place that takes part without a figure of its own."""
    return Figure(ZERO, 0, found)
