"""A count right before the total of a table, against the rows that it adds up: 重点项目6个，预算安排4,413.15万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, compared, tight
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["counted_totals"]

BEFORE, DIGITS, FEWEST_ROWS, MOST_OFF = 24, 4, 3, 2

# The rows that a total adds up, and the total as it is printed.
Totals = dict[Decimal, tuple[Sheet, int, Figure]]


def counts_beside_totals(material: Material) -> Iterator[Check]:
    """6份合同金额合计13,695.18万元, and a table of six rows with that total. Fails where it misses them by one or two.

    Each row must have a name of its own, and no other table the same total.
    """
    totals = _totals(material)
    for scope in material.paragraphs if totals else ():
        for told in scope.by_unit.get(YUAN, ()):
            found = totals.get(told.value) if told.per is None and told.digits >= DIGITS else None
            if found is not None:
                yield from _verdict(material, told, *found)


def _verdict(material: Material, told: Quantity, sheet: Sheet, rows: int, total: Figure) -> Iterator[Check]:
    text = told.spot.passage.text
    first = max(0, told.start - BEFORE)
    before = text[first : told.start]
    match = _words["count"].search(before)
    if match is None or _words["of_which"].search(text[max(0, first + match.start() - BEFORE // 4) : told.start]):
        return
    count = int(match["count"])
    good = count == rows
    if not good and (abs(count - rows) > MOST_OFF or not _names_rows(sheet, match["what"])):
        return
    place = Printed(told.spot.passage, material.reading.pages, first + match.start("count"), first + match.end("what"))
    yield compared(
        "rows_counted", good, f"所述“{tight(match[0])}{told.said}”，与{sheet.name}合计该数的{rows}行",
        [Figure(Decimal(count), 0, place), total], str(count), str(rows),
    )  # fmt: skip


def _names_rows(sheet: Sheet, what: str) -> bool:
    """Whether what is counted is what a column of the table, or its caption, names: 项目, 合同, 乡镇."""
    noun = tight(what)[:2]
    caption = sheet.table.grid.caption
    heads = "".join("".join(column.path) for column in sheet.part.columns) + (caption.text if caption else "")
    return bool(noun) and noun in tight(heads)


def _totals(material: Material) -> Totals:
    found: Totals = {}
    twice: set[Decimal] = set()
    for sheet in material.sheets:
        names = [sheet.label(row) for row in sheet.part.plain_rows]
        if len(names) < FEWEST_ROWS or len(set(names)) != len(names) or not all(names):
            continue
        totals = sheet.marked("total")
        if len(totals) != 1 or len(sheet.part.marks) != 1:
            continue
        for column in sheet.part.columns:
            total = sheet.figure(totals[0], column.index) if column.unit else None
            if total is None or not column.unit:
                continue
            value = total.value * factor(column.unit)
            if value in found:
                twice.add(value)
            found[value] = sheet, len(names), total
    return {value: each for value, each in found.items() if value not in twice}
