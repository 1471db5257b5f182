"""What one year leaves is what the next one begins with: 年末结余 of 2022 and 上年结转 of 2023, 期末 and 期初."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from extractor.checks.engine import Figure, Status, check, compared, tight
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import factor
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check

_words = WORDINGS["carried_years"]

# So many periods that begin with what the one before left prove that the next one does.
PAIRS_THAT_PROVE = 2
_YEAR = re.compile(r"20\d\d(?=年)")


def carried_between_years(material: Material) -> Iterator[Check]:
    """Two tables of years that follow each other, row by row. Fails where more is carried over than was left, or on
    mistyped digits: less may have been taken back."""
    both = [
        (sheet, opening, closing)
        for sheet in material.sheets
        if (opening := _column(sheet, "opening")) and (closing := _column(sheet, "closing"))
    ]
    found = [
        (years[0], sheet, opening, closing)
        for sheet, opening, closing in both
        if (caption := sheet.table.grid.caption) and len(years := _YEAR.findall(tight(caption.text))) == 1
    ]
    for one, other in combinations(found, 2):
        earlier, later = sorted((one, other), key=lambda each: each[0])
        if int(later[0]) - int(earlier[0]) == 1:
            yield from _between(earlier[1], earlier[3], later[1], later[2])
    for _, sheet, opening, closing in found:
        yield from _down(sheet, opening, closing)
    done = {id(sheet) for _, sheet, _, _ in found}
    for sheet, opening, closing in both:
        if id(sheet) not in done:
            yield from _down(sheet, opening, closing)


def _between(first: Sheet, closing: Column, second: Sheet, opening: Column) -> Iterator[Check]:
    scale = factor(opening.unit or "") / factor(closing.unit or "")
    rows = [(name, row, other) for name, row in _names(first).items() if (other := _names(second).get(name))]
    pairs = [
        (name, left, right)
        for name, row, other in rows
        if (left := first.figure(row, closing.index)) and (right := second.figure(other, opening.index)) and left.value
    ]
    if not any(left.value == right.value * scale for _, left, right in pairs):
        return
    for name, left, right in pairs:
        carried = right.value * scale
        good = carried == left.value
        sure = carried > left.value or is_mistyped(carried, left.value)
        status: Status = "pass" if good else "fail" if sure else "unknown"
        yield check(
            "carried_to_next_year", status,
            f"“{name}”在{first.name}“{head(closing)}”列为{left.text}{closing.unit or ''}，"
            f"在{second.name}“{head(opening)}”列为{right.text}{opening.unit or ''}，"
            f"前后年度{'衔接' if good else '不衔接'}。",
            [right, left], right.value, left.value,
        )  # fmt: skip


def _down(sheet: Sheet, opening: Column, closing: Column) -> Iterator[Check]:
    """Rows of years that follow each other: each begins with what the one above left."""
    rows = sheet.part.plain_rows
    pairs: list[tuple[int, Figure, Figure]] = [
        (low, left, right)
        for up, low in pairwise(rows)
        if _YEAR.match(sheet.label(up)) and _YEAR.match(sheet.label(low)) and sheet.label(up) < sheet.label(low)
        if (left := sheet.figure(up, closing.index)) and (right := sheet.figure(low, opening.index))
    ]
    good = [pair for pair in pairs if pair[1].value == pair[2].value]
    if len(good) < PAIRS_THAT_PROVE or len(pairs) - len(good) > 1:
        return
    for row, left, right in pairs:
        holds = left.value == right.value
        yield compared(
            "carried_to_next_year", holds,
            f"{sheet.row_said(row)}“{head(opening)}”{right.text}{opening.unit or ''}，"
            f"与上一期“{head(closing)}”{left.text}{closing.unit or ''}", [right, left], right.value, left.value,
        )  # fmt: skip


def _names(sheet: Sheet) -> dict[str, int]:
    """The rows by name, the one total among them."""
    totals = sheet.marked("total")
    return sheet.rows_by_name | ({"合计": totals[0]} if len(totals) == 1 else {})


def _column(sheet: Sheet, name: str) -> Column | None:
    found = [column for column in sheet.part.columns if column.path and _words[name].search(tight(column.path[-1]))]
    return found[0] if len(found) == 1 else None
