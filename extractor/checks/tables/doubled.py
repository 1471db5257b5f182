"""A row that stands twice: the total counts it, the amount that the text tells does not."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import SURE_READING, check, grouped, tight
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor
from extractor.model.report import Check

# Two rows of fewer filled cells are alike by chance.
FEWEST_CELLS = 3


def rows_doubled(material: Material) -> Iterator[Check]:
    """Two rows alike but for their serial numbers, and a total that is what the text tells without one of them.

    Where the text tells the total itself, or nothing, the row may well be meant to stand twice.
    """
    for sheet in material.sheets:
        if sheet.table.grid.confidence < SURE_READING or len(sheet.marked("total")) != 1:
            continue
        for one, other in _alike(sheet) if _have_twins(sheet) else ():
            yield from _verdict(material, sheet, one, other)


def _verdict(material: Material, sheet: Sheet, one: int, other: int) -> Iterator[Check]:
    told = {money.yuan for each in material.with_money if each.spot.place is None for money in each.money}
    for column in sheet.summed_columns():
        stated, twice = sheet.figure(sheet.marked("total")[0], column.index), sheet.figure(other, column.index)
        if stated is None or twice is None or not twice.value or column.unit is None:
            continue
        unit, rest = factor(column.unit), stated.value - twice.value
        if rest * unit in told and stated.value * unit not in told:
            rows = [figure for row in (one, other) if (figure := sheet.covering(row, column.index))]
            yield check(
                "row_doubled", "fail",
                f"{sheet.name}“{sheet.label(other)}”重复列示，合计{stated.text}{column.unit}扣除其一即正文所述的"
                f"{grouped(rest)}{column.unit}。",
                [stated, *rows], stated.value, rest,
            )  # fmt: skip
            return


def _have_twins(sheet: Sheet) -> bool:
    """Whether some column of amounts holds one figure twice."""
    for column in sheet.summed_columns():
        values = [each.value for row, each in sheet.vector(column.index).items() if row not in sheet.part.marks]
        if len(set(values)) < len(values):
            return True
    return False


def _alike(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring plain rows whose cells say the same, the serial number apart."""
    serial = sheet.part.column("serial")
    known: dict[tuple[str, ...], int] = {}
    for row in sheet.part.plain_rows:
        cells = tuple(
            tight(cell.passage.text)
            for column in sheet.part.columns
            if column is not serial and (cell := sheet.cells.get((row, column.index))) is not None
        )
        if sum(map(bool, cells)) >= FEWEST_CELLS:
            if cells in known:
                yield known[cells], row
            known[cells] = row
