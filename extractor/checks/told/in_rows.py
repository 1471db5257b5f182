"""Amounts told in words in a row of a table against the figures of the row: 尾款58.50万元 beside 195.00 and 136.50.

These rules never fail: the words of a remark may speak of other amounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from extractor.checks.engine import Figure, check, tight, total
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.told.schedules import wholes
from extractor.checks.units import ZERO, half_unit, scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check
from extractor.model.values import Money
from extractor.records.values import Told

_words = WORDINGS["row_remarks"]

# How far before an amount the word may stand that calls it a rest.
LABEL_REACH = 8
FEWEST_PARTS = 2
MOST_PARTS = 8


@dataclass(frozen=True)
class Tabled:
    """A figure of the row in 元, and how far rounding may have moved it."""

    yuan: Decimal
    half: Decimal
    figure: Figure
    others: tuple[Figure, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        return [self.figure, *self.others]


def told_in_rows(material: Material) -> Iterator[Check]:
    """尾款, the parts paid year by year: what a remark tells is what the row's amounts leave or make."""
    by_row: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for told in material.with_money:
        if told.money and told.spot.place and not told.spot.header:
            by_row[told.spot.place.table, told.spot.place.row].append(told)
    for sheet in material.sheets if by_row else ():
        for row in sheet.part.rows if sheet.money_columns else ():
            remarks = [
                told
                for told in by_row.get((sheet.table.grid.id, row), ())
                if sheet.covering(row, told.spot.place.column if told.spot.place else 0) is None
            ]
            if remarks:
                figures = [each for column in sheet.money_columns if (each := _tabled(sheet, row, column))]
                for told in remarks:
                    yield from _rests(material, sheet, row, told, figures)
                    yield from _sums(material, sheet, row, told, [*figures, *_spanned(sheet, row, told)])


def _tabled(sheet: Sheet, row: int, column: Column) -> Tabled | None:
    """The figure that covers a place of the row: a contract may be merged over what was paid of it."""
    figure = sheet.covering(row, column.index)
    if figure is None or not figure.value:
        return None
    scale = scale_of(column)
    return Tabled(figure.value * scale, figure.half_unit * scale if figure.decimals else ZERO, figure)


def _spanned(sheet: Sheet, row: int, told: Told) -> Iterator[Tabled]:
    """What the rows add up to that a remark is merged over: the parts of one contract."""
    cell = sheet.cells.get((row, told.spot.place.column if told.spot.place else 0))
    if cell is not None and cell.rowspan > 1:
        for yuan, figures in wholes(sheet, cell):
            if len(figures) > 1:
                yield Tabled(yuan, ZERO, Figure(total(figures), 0, figures[0].found), tuple(figures[1:]))


def _rests(material: Material, sheet: Sheet, row: int, told: Told, figures: list[Tabled]) -> Iterator[Check]:
    text = told.spot.passage.text
    for money in told.money:
        if money.yuan is None or not _words["rest"].search(text[max(0, money.start - LABEL_REACH) : money.start]):
            continue
        for larger, smaller in permutations(figures, 2):
            slack = half_unit(money) + larger.half + smaller.half if "." in money.text else ZERO
            if money.yuan and abs(larger.yuan - smaller.yuan - money.yuan) <= slack:
                yield check(
                    "told_in_row", "pass",
                    f"{sheet.row_said(row)}所述{tight(money.text)}，与该行{larger.figure.text}减去"
                    f"{smaller.figure.text}之差一致。",
                    [amount(material, told, money), larger.figure, smaller.figure],
                    money.yuan, larger.yuan - smaller.yuan,
                )  # fmt: skip
                break


def _sums(material: Material, sheet: Sheet, row: int, told: Told, figures: list[Tabled]) -> Iterator[Check]:
    """The amounts of a remark, two or more that follow each other, that make up a figure of the row."""
    known = [money for money in told.money if money.yuan]
    for whole in figures:
        parts = _run(known, whole.yuan)
        if parts:
            yield check(
                "told_in_row", "pass",
                f"{sheet.row_said(row)}所述{'、'.join(tight(part.text) for part in parts)}之和，"
                f"与该行{whole.figure.text}一致。",
                [*whole.figures, *(amount(material, told, part) for part in parts)], whole.yuan, whole.yuan,
            )  # fmt: skip


def _run(known: list[Money], whole: Decimal) -> list[Money]:
    for start in range(len(known)):
        running = ZERO
        for end in range(start, min(start + MOST_PARTS, len(known))):
            running += known[end].yuan or ZERO
            if running >= whole:
                break
        if running == whole and end + 1 - start >= FEWEST_PARTS:
            return known[start : end + 1]
    return []
