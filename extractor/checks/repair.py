"""Sums feed back into reading: a digit of a picture that, read as another that it may be, makes all sums agree.

Only figures that were read from a picture and are not sure are asked for a second reading. It is taken where just one
such digit makes every sum of its table agree, and told with both readings; what a file tells is what the page says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.doubts import FROM_PICTURE, tables_of
from extractor.model.geometry import Page, Run
from extractor.model.layout import Line, TablePiece
from extractor.model.reading import Reading
from extractor.model.report import Check, Evidence
from extractor.values.figures import figure

# Sums and differences: a wrong digit makes them miss by just what it is wrong by.
SUMS = frozenset({"column_sum", "subtotal", "score_total", "item_sum", "balance", "row_sum"})
# Digits that were read right have 0.97 and more.
SURE = 0.97
# With more digits that would do, the sums do not tell which.
MOST_PROPOSALS = 6
# Points by which the edge of a sign in a line may differ from that in the run it was taken from.
SAME_PLACE = 0.5


@dataclass(frozen=True)
class Proposal:
    """A digit of a table to be read as another: ``at`` is its place in the page's text, ``was`` and ``becomes`` the
    figure with the one and with the other."""

    table: str
    page: int
    at: int
    digit: str
    was: str
    becomes: str


def proposals(results: Sequence[Check], reading: Reading, pages: Sequence[Page]) -> dict[str, list[Proposal]]:
    """The second readings to be tried, by table: each would explain every sum of its table that does not agree."""
    broken: dict[str, list[Check]] = defaultdict(list)
    for result in results:
        if _is_broken(result) and len(told := tables_of(result)) == 1:
            broken[told.pop()].append(result)
    found: dict[str, list[Proposal]] = {}
    for table, failing in broken.items():
        explaining = [set(_explaining(table, result, reading, pages)) for result in failing]
        common = sorted(set.intersection(*explaining), key=lambda each: (each.page, each.at, each.digit))
        if 0 < len(common) <= MOST_PROPOSALS:
            found[table] = common
    return found


def makes_all_agree(table: str, before: Sequence[Check], after: Sequence[Check]) -> bool:
    """Whether a second reading leaves no sum of its table broken, proves more than the first and harms nothing else."""
    mine = [result for result in after if table in tables_of(result)]
    others = [
        sum(_is_broken(result) or result.status == "fail" for result in results if table not in tables_of(result))
        for results in (before, after)
    ]
    passed = [sum(r.status == "pass" and table in tables_of(r) for r in results) for results in (before, after)]
    broken = any(_is_broken(result) or result.status == "fail" for result in mine)
    return not broken and passed[1] > passed[0] and others[1] <= others[0]


def read_otherwise(pages: Sequence[Page], reading: Reading, proposal: Proposal) -> list[Page] | None:
    """The pages with that one digit read as the other; None where its place is not found."""
    line = _line_at(reading, proposal.page, proposal.at)
    if line is None:
        return None
    page = pages[proposal.page - 1]
    at = proposal.at - line.start
    for number, run in enumerate(page.runs):
        sign = _sign(run, line, at)
        if sign is not None:
            text = run.text[:sign] + proposal.digit + run.text[sign + 1 :]
            runs = (*page.runs[:number], replace(run, text=text), *page.runs[number + 1 :])
            changed = replace(page, runs=runs)
            return [*pages[: proposal.page - 1], changed, *pages[proposal.page :]]
    return None


def _is_broken(result: Check) -> bool:
    """Whether a sum fails but for the doubt that its figures were read from a picture."""
    return result.rule in SUMS and result.status == "unknown" and FROM_PICTURE in result.message


def _explaining(table: str, result: Check, reading: Reading, pages: Sequence[Page]) -> Iterator[Proposal]:
    if result.stated is None or result.computed is None:
        return
    gap = abs(Decimal(result.stated) - Decimal(result.computed))
    for place in result.evidence:
        text = reading.pages.layouts[place.page - 1].text[place.start : place.end]
        value = figure(text)
        if place.source != "ocr" or value is None:
            continue
        for index, new in _readings(text, reading, pages[place.page - 1], place):
            other = figure(new)
            if other is not None and abs(other - value) == gap:
                yield Proposal(table, place.page, place.start + index, new[index], text, new)


def _readings(text: str, reading: Reading, page: Page, place: Evidence) -> Iterator[tuple[int, str]]:
    """``text`` with one unsure digit as each that it may be instead, and which one that is."""
    for index, sign in enumerate(text):
        if not sign.isdigit():
            continue
        line = _line_at(reading, place.page, place.start + index)
        at = place.start + index - line.start if line else 0
        if line is None or line.confidence is None or line.confidence[at] >= SURE:
            continue
        for run in page.runs:
            number = _sign(run, line, at)
            if number is not None and run.others:
                yield from ((index, text[:index] + other + text[index + 1 :]) for other in run.others[number])
                break


def _line_at(reading: Reading, page: int, at: int) -> Line | None:
    return next((line for line in _lines(reading, page) if line.start <= at < line.start + len(line.text)), None)


def _lines(reading: Reading, page: int) -> Iterator[Line]:
    """The lines of a page, those in the cells of its tables too."""
    for item in reading.pages.layouts[page - 1].items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, TablePiece):
            yield from (line for cell in item.cells for line in cell.lines)


def _sign(run: Run, line: Line, at: int) -> int | None:
    """Which sign of a run is the one of a line."""
    if run.confidence is None or run.top >= line.bottom or run.bottom <= line.top:
        return None
    same = (
        index
        for index, sign in enumerate(run.text)
        if sign == line.text[at] and abs(run.left[index] - line.left[at]) <= SAME_PLACE
    )
    return next(same, None)
