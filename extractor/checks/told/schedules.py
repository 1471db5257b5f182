"""Payments by a schedule that a remark tells: 签订后付30%，初验付30%，验收付35%，期满付5% of the contract of its rows.

Never fails: a remark may speak of other amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, total
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import HUNDRED, ZERO, half_unit, scale_of
from extractor.model.layout import TableCell
from extractor.model.report import Check, plain
from extractor.records.values import Told

FEWEST_STEPS = 2
_RATE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d+)?)\s*[%％]")


def payments_by_schedule(material: Material) -> Iterator[Check]:
    """Each amount of a remark whose rates make 100%, that is one or more of them of the contract in its rows."""
    scheduled = {
        (told.spot.place.table, told.spot.place.row, told.spot.place.column): (told, steps)
        for told in material.values.told
        if told.spot.place and told.money and not told.spot.header and (steps := _steps(told.spot.passage.text))
    }
    for sheet in material.sheets if scheduled else ():
        for cell in sheet.table.grid.cells:
            told, steps = scheduled.get((sheet.table.grid.id, cell.row, cell.column), (None, []))
            if told is not None and cell.row in sheet.part.rows:
                yield from _payments(material, sheet, cell, told, steps)


def _payments(material: Material, sheet: Sheet, cell: TableCell, told: Told, steps: list[Decimal]) -> Iterator[Check]:
    runs: dict[Decimal, str] = {}
    for length in range(1, len(steps)):
        for first in range(len(steps) + 1 - length):
            run = steps[first : first + length]
            runs.setdefault(sum(run, ZERO), "＋".join(f"{plain(step)}%" for step in run))
    done: set[Decimal] = set()
    for yuan, figures in wholes(sheet, cell):
        for money in told.money:
            if money.yuan is None or money.yuan in done:
                continue
            share = next(
                (run for run in sorted(runs) if abs(yuan * run / HUNDRED - money.yuan) <= half_unit(money)), None
            )
            if share is not None:
                done.add(money.yuan)
                yield check(
                    "payment_by_schedule", "pass",
                    f"{sheet.row_said(cell.row)}所述{''.join(money.text.split())}，与该行合同约定的"
                    f"{f'（{runs[share]}）' if '＋' in runs[share] else runs[share]}×{plain(total(figures))}一致。",
                    [amount(material, told, money), *figures], money.yuan, yuan * share / HUNDRED,
                )  # fmt: skip


def wholes(sheet: Sheet, cell: TableCell) -> Iterator[tuple[Decimal, list[Figure]]]:
    """What the amounts of the rows beside a cell make, column by column, in 元; totals and subtotals apart."""
    rows = [row for row in cell.rows if row not in sheet.part.marks]
    for column in sheet.money_columns:
        figures = sheet.figures(rows, column.index)
        if figures and total(figures):
            yield total(figures) * scale_of(column), figures


def _steps(text: str) -> list[Decimal]:
    """The rates of a remark in reading order, where they make up the whole."""
    if text.count("%") + text.count("％") < FEWEST_STEPS:
        return []
    found = [Decimal(rate) for rate in _RATE.findall(text)]
    return found if len(found) >= FEWEST_STEPS and sum(found) == HUNDRED else []
