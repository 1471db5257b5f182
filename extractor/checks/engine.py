"""What every rule is made of: figures with their places, exact comparison, the sentence for a reviewer.

A rule is a small function over :class:`Material` that yields checks. It says ``pass`` or ``fail`` only where
the report's own figures decide; where anything is doubtful it says ``unknown`` or nothing at all, for a false
alarm costs more trust than a missed error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from extractor.model.layout import Place, TableCell
from extractor.model.reading import DataTable, Reading
from extractor.model.report import Check, Evidence, ReportHead, ScoreItem, plain
from extractor.records.evidence import evidence
from extractor.records.figures import decimals, figure
from extractor.records.values import Values

Status = Literal["pass", "fail", "unknown"]
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Material:
    """The records of a report and the reading they were made from."""

    reading: Reading
    head: ReportHead
    items: list[ScoreItem]
    values: Values


@dataclass(frozen=True)
class Rule:
    """A rule by name: what it needs to run, what may differ and why, and the function that runs it."""

    name: str
    needs: str
    tolerance: str
    run: Callable[[Material], Iterable[Check]]


@dataclass(frozen=True)
class Figure:
    """A printed figure: its exact value, how many decimals it is printed with, and where."""

    value: Decimal
    decimals: int
    evidence: list[Evidence]

    @property
    def half_unit(self) -> Decimal:
        """Half a unit of the last printed place: as far as rounding can have moved it."""
        return HALF.scaleb(-self.decimals)

    @property
    def text(self) -> str:
        return f"{self.value:f}"


def cell_figure(reading: Reading, table: DataTable, cell: TableCell | None) -> Figure | None:
    """The figure that a cell holds alone, None where it holds anything else."""
    if cell is None:
        return None
    value = figure(cell.passage.text)
    if value is None:
        return None
    place = Place(table.grid.id, cell.row, cell.column)
    return Figure(value, decimals(cell.passage.text), evidence(cell.passage, reading.pages, place=place))


def rate_fits(
    stated: Decimal, digits: int, part: Decimal, whole: Decimal, part_half: Decimal, whole_half: Decimal
) -> bool:
    """Whether a rate in %, printed with ``digits`` decimals, is that of two rounded figures, or its digits cut off."""
    computed = part / whole * 100
    spread = 100 * (part_half + whole_half * abs(part / whole)) / abs(whole)
    cut = computed.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN)
    return abs(stated - computed) <= HALF.scaleb(-digits) + spread or cut == stated


def total(figures: Iterable[Figure]) -> Decimal:
    return sum((each.value for each in figures), Decimal(0))


def places(figures: Iterable[Figure]) -> list[Evidence]:
    """The evidence of all figures that took part."""
    return [found for each in figures for found in each.evidence]


def pages_phrase(found: Sequence[Evidence]) -> str:
    """``第3页`` or ``第3、5页``, the pages that the evidence stands on."""
    numbers = sorted({each.page for each in found})
    return f"第{'、'.join(map(str, numbers))}页" if numbers else ""


def check(rule: str, status: Status, message: str, figures: Sequence[Figure], *compared: Decimal | str | None) -> Check:
    """A result: ``compared`` is the stated and the computed value, ``message`` what a letter would say."""
    found = places(figures)
    stated, computed = compared or (None, None)
    return Check(
        rule=rule,
        status=status,
        stated=_said(stated),
        computed=_said(computed),
        message=f"{pages_phrase(found)}{message}",
        evidence=found,
    )


def _said(value: Decimal | str | None) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value
