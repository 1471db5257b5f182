"""Groups of a table's rows against what the text tells of them: …系统运维49.87万元, two rows of 26.05 and 23.82.

Never fails: the text may mean some of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight, total
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor, half_unit
from extractor.model.layout import TableCell
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.records.values import Told

# The name of a group shares so many pairs of characters with the words right before the amount in the text.
REACH, SHARED_PAIRS = 24, 3
FEWEST_ROWS = 2


def groups_in_text(material: Material) -> Iterator[Check]:
    """The rows beside one merged name, added up, are the amount that the text tells under that name."""
    named = [
        (sheet, cell)
        for sheet in material.sheets
        if any(c.unit for c in sheet.summed_columns())
        for cell in _names(sheet)
    ]
    said = [
        (told, money, _pairs(_before(told, money)))
        for told in material.with_money
        if told.spot.place is None and named
        for money in told.money
        if money.yuan and money.yuan in material.amounts_told
    ]
    for sheet, cell in named:
        pairs = _pairs(cell.passage.text)
        near = [(told, money) for told, money, words in said if len(pairs & words) >= SHARED_PAIRS]
        if near:
            rows = [row for row in cell.rows if row not in sheet.part.marks]
            for column in [column for column in sheet.summed_columns() if column.unit]:
                figures = sheet.figures(rows, column.index)
                if figures is None or len(figures) < FEWEST_ROWS:
                    continue
                summed, slack = _in_yuan(figures, factor(column.unit or ""))
                match = next((e for e in near if abs((e[1].yuan or 0) - summed) <= max(slack, half_unit(e[1]))), None)
                if match is not None:
                    name = tight(cell.passage.text)
                    yield check(
                        "group_in_text", "pass",
                        f"正文所述{''.join(match[1].text.split())}与{sheet.name}“{name}”{len(figures)}行之和"
                        f"{plain(total(figures))}{column.unit}一致。",
                        [amount(material, *match), *figures], match[1].yuan, summed,
                    )  # fmt: skip


def _names(sheet: Sheet) -> Iterator[TableCell]:
    """The cells with words that are merged over several rows of a part."""
    for cell in sheet.table.grid.cells:
        if cell.rowspan < FEWEST_ROWS or not cell.passage.text or (cell.row, cell.column) in sheet.own:
            continue
        if cell.row in sheet.part.rows and cell.row + cell.rowspan - 1 in sheet.part.rows:
            yield cell


def _in_yuan(figures: list[Figure], scale: Decimal) -> tuple[Decimal, Decimal]:
    exact = all(figure.decimals >= 2 for figure in figures)
    slack = Decimal(0) if exact else sum((figure.half_unit for figure in figures), Decimal(0)) * scale
    return total(figures) * scale, slack


def _before(told: Told, money: Money) -> str:
    """The words that call an amount, back to the last mark or figure."""
    text = told.spot.passage.text[max(0, money.start - REACH) : money.start]
    return re.split(r"[，。；、：\d]", text)[-1]


def _pairs(text: str) -> set[str]:
    bare = tight(text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
