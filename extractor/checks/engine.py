"""What every rule is made of: figures with their places, exact comparison, the sentence for a reviewer.

A rule is a small function over the material of a report that yields checks. It says ``pass`` or ``fail`` only where
the report's own figures decide; where anything is doubtful it says ``unknown`` or nothing at all, for a false
alarm costs more trust than a missed error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Literal, NamedTuple

from extractor.checks.units import ZERO, half
from extractor.model.layout import PageIndex, Passage, Place, TableCell
from extractor.model.reading import DataTable, Reading
from extractor.model.report import Check, Evidence, plain
from extractor.records.evidence import evidence
from extractor.values.figures import decimals, figure

Status = Literal["pass", "fail", "unknown"]
# Tables with all their lines are read with 1.0, three-line ones with 0.8, those without lines with 0.6.
ALL_LINES = 0.9
# A table read with less certainty than this is accused of no slip in a row or a total.
SURE_READING = 0.8
HALF = half(0)
_NESTED = re.compile("“[^”]*“")
_INNER = {"“": "‘", "”": "’"}


class Printed(NamedTuple):
    """A stretch of a passage; most are looked at without anybody asking where they stand on the page."""

    passage: Passage
    pages: PageIndex
    start: int = 0
    end: int | None = None
    place: Place | None = None


@dataclass(eq=False, slots=True)
class Figure:
    """A printed figure: its exact value, how many decimals it is printed with, and where."""

    value: Decimal
    decimals: int
    found: Sequence[Evidence] | Printed

    @property
    def evidence(self) -> Sequence[Evidence]:
        """Where the figure is printed, traced when first asked for."""
        if isinstance(self.found, Printed):
            self.found = evidence(*self.found)
        return self.found

    @property
    def half_unit(self) -> Decimal:
        """Half a unit of the last printed place: as far as rounding can have moved it."""
        return half(self.decimals)

    @property
    def text(self) -> str:
        return f"{self.value:,f}"


@dataclass(frozen=True)
class CellFigures:
    """The figures of all cells, each read once, whichever rule asks for it."""

    reading: Reading
    _known: dict[str, dict[tuple[int, int], Figure]] = field(default_factory=dict)

    def of(self, table: DataTable, cell: TableCell | None) -> Figure | None:
        """The figure that a cell holds alone, None where it holds anything else."""
        return None if cell is None else self.of_table(table).get((cell.row, cell.column))

    def of_table(self, table: DataTable) -> Mapping[tuple[int, int], Figure]:
        """The figures of the cells of a table that hold one alone, by the row and column that they begin in."""
        name = table.grid.id
        if name not in self._known:
            pages = self.reading.pages
            mixed = any(part.row_units for part in table.parts)
            self._known[name] = {
                (cell.row, cell.column): Figure(
                    value,
                    decimals(cell.passage.text),
                    Printed(cell.passage, pages, 0, None, Place(name, cell.row, cell.column)),
                )
                for cell in table.grid.cells
                if (value := figure(cell.passage.text)) is not None and not (mixed and _has_own_unit(table, cell))
            }
        return self._known[name]


def _has_own_unit(table: DataTable, cell: TableCell) -> bool:
    """Whether a figure is in another unit than its column: beside the others of that it says nothing."""
    part = next((each for each in table.parts if cell.row in each.row_units), None)
    column = part.column_at(cell.column) if part else None
    return part is not None and column is not None and part.has_own_unit(cell.row, column)


def rate_fits(
    stated: Decimal, digits: int, part: Decimal, whole: Decimal, part_half: Decimal, whole_half: Decimal
) -> bool:
    """Whether a rate in %, printed with ``digits`` decimals, is that of two rounded figures, or its digits cut off.

    Of nothing there is no rate.
    """
    if not _may_fit(stated, digits, part, whole, part_half, whole_half):
        return False
    computed = part / whole * 100
    gap, allowed = abs(stated - computed), half(digits)
    if gap <= allowed:
        return True
    if part_half or whole_half:
        spread = 100 * (part_half + whole_half * abs(part / whole)) / abs(whole)
        if gap <= allowed + spread or (digits and abs(computed) > abs(stated) and gap < 2 * allowed + spread):
            return True
    return gap < 2 * allowed and computed.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN) == stated


def _may_fit(
    stated: Decimal, digits: int, part: Decimal, whole: Decimal, part_half: Decimal, whole_half: Decimal
) -> bool:
    """The same but for how its digits are cut off, without dividing: nearly all figures that are tried miss by far."""
    if not whole:
        return False
    size = abs(whole)
    gap, most = abs(stated * whole - part * 100), 2 * half(digits) * size
    if gap <= most or not (part_half or whole_half):
        return gap <= most
    return gap * size <= most * size + 100 * (part_half * size + whole_half * abs(part))


def beside(value: Decimal, stated: Figure) -> str:
    """A computed value as a letter tells it beside a printed one: in groups of three, with as many decimals."""
    if value == round(value, stated.decimals):
        return f"{value:,.{stated.decimals}f}"
    return grouped(value)


def grouped(value: Decimal) -> str:
    """A value in groups of three, without zeros that say nothing."""
    return f"{Decimal(plain(value)):,f}"


def day_said(day: str) -> str:
    """2018年8月10日 for 2018-08-10, 2018年8月 for 2018-08."""
    parts = [part.lstrip("0") for part in day.split("-")]
    return "".join(f"{part}{word}" for part, word in zip(parts, "年月日", strict=False))


def tight(text: str) -> str:
    """A text without its white space, as messages quote it."""
    return "".join(text.split())


def total(figures: Iterable[Figure]) -> Decimal:
    return sum([each.value for each in figures], ZERO)


def slack_of(figures: Iterable[Figure]) -> Decimal:
    """How far rounding may have moved the sum of figures: half a unit of each."""
    return sum([each.half_unit for each in figures], ZERO)


def places(figures: Iterable[Figure]) -> list[Evidence]:
    """The evidence of all figures that took part."""
    return [found for each in figures for found in each.evidence]


def pages_phrase(found: Sequence[Evidence]) -> str:
    """``第3页``, ``第3、5页`` or ``第8至13页``, the pages that the evidence stands on."""
    numbers = {each.page for each in found}
    if len(numbers) == 1:
        return f"第{found[0].page}页"
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    told = [f"{span[0]}至{span[-1]}" if len(span) > 2 else "、".join(map(str, span)) for span in spans]
    return f"第{'、'.join(told)}页" if told else ""


def check(rule: str, status: Status, message: str, figures: Sequence[Figure], *compared: Decimal | str | None) -> Check:
    """A result: ``compared`` is the stated and the computed value, ``message`` what a letter would say."""
    found = places(figures)
    stated, computed = compared or (None, None)
    return Check(
        rule=rule,
        status=status,
        stated=_said(stated),
        computed=_said(computed),
        message=_quoted_within("，".join(filter(None, [pages_phrase(found), message]))),
        evidence=found,
    )


def compared(rule: str, good: bool, message: str, figures: Sequence[Figure], *values: Decimal | str | None) -> Check:
    """A result whose message ends with whether the two that it tells agree."""
    return check(rule, "pass" if good else "fail", f"{message}{'一致' if good else '不一致'}。", figures, *values)


def _quoted_within(message: str) -> str:
    """A message whose quotations hold others, as a letter prints them: “‘雷锋哨’平台”行; any that do not pair stay."""
    if not _NESTED.search(message):
        return message
    depth, written = 0, []
    for character in message:
        depth -= character == "”"
        written.append(_INNER.get(character, character) if depth > 0 else character)
        depth += character == "“"
        if depth < 0:
            return message
    return message if depth else "".join(written)


def _said(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value
