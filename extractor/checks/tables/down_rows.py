"""Growth told down the rows of a table of periods: 环比增长 of each quarter over the one above, 同比 of each year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import Figure, compared, rate_fits, tight
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["down_rows"]

ROWS_THAT_PROVE = 2


def growth_down_rows(material: Material) -> Iterator[Check]:
    """Where all rows but one tell the growth of one column over the row above, that one fails."""
    for sheet in material.sheets:
        for column in sheet.part.columns:
            if column.index not in sheet.rate_columns or not _words["growth"].search(head(column)):
                continue
            rows = [row for row in sheet.part.plain_rows if _words["period"].match(_first(sheet, row))]
            cases = [_cases(sheet, rows, column.index, each.index) for each in sheet.figure_columns]
            best = max(cases, key=lambda each: sum(holds for *_, holds in each), default=[])
            good = [case for case in best if case[-1]]
            if len(good) < ROWS_THAT_PROVE or len(best) - len(good) > 1:
                continue
            for row, stated, before, after, computed, holds in best:
                yield compared(
                    "growth_down_rows", holds,
                    f"{sheet.row_said(row)}“{head(column)}”{stated.text}%，与按上一行{before.text}到{after.text}计算的"
                    f"{plain(round(computed, 2))}%", [stated, before, after], stated.value, round(computed, 4),
                )  # fmt: skip


def _first(sheet: Sheet, row: int) -> str:
    cell = sheet.cells.get((row, 0))
    return "" if cell is None else tight(cell.passage.text)


def _cases(
    sheet: Sheet, rows: list[int], rate: int, column: int
) -> list[tuple[int, Figure, Figure, Figure, Decimal, bool]]:
    found = []
    for above, row in pairwise(rows) if column != rate else ():
        stated = sheet.figure(row, rate)
        before, after = sheet.figure(above, column), sheet.figure(row, column)
        if stated is None or before is None or after is None or not before.value:
            continue
        computed = (after.value - before.value) / before.value * HUNDRED
        moved = before.half_unit + after.half_unit if before.decimals else ZERO
        grown = after.value - before.value
        holds = rate_fits(stated.value, stated.decimals, grown, before.value, moved, before.half_unit)
        found.append((row, stated, before, after, computed, holds))
    return found
