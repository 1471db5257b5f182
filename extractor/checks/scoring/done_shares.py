"""目标值 | 实际完成值 | 完成率 beside each other in a table of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, compared, rate_fits, tight
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Place
from extractor.model.reading import DataTable, TablePart
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["done_shares"]

# So many other rows prove how the rates of a table are worked out.
ROWS_THAT_ACCUSE = 2
_BRACKETS = re.compile(r"[（(].*?[）)]")


def shares_done(material: Material) -> Iterator[Check]:
    """The rate is what was done of the target, or 100% where that is more. Fails where digits were mistyped."""
    related = {id(sheet.part) for sheet in material.sheets}  # the relations of their columns tell it
    for table in material.reading.tables:
        for part in table.parts:
            if id(part) not in related:
                yield from _of_part(material, table, part)


def _of_part(material: Material, table: DataTable, part: TablePart) -> Iterator[Check]:
    columns = {name: _column(part, name) for name in ("goal", "done", "rate")}
    if any(each is None for each in columns.values()):
        return
    own = material.figures.of_table(table)
    cases: list[tuple[Figure, Figure, Figure, Decimal, bool]] = []
    for row in part.rows:
        goal, done, rate = (
            own.get((row, columns[name] or 0)) or _with_unit(material, table, row, columns[name] or 0)
            for name in ("goal", "done", "rate")
        )
        if goal is None or done is None or rate is None or goal.value <= 0:
            continue
        computed = done.value / goal.value * HUNDRED
        fits = rate_fits(rate.value, rate.decimals, done.value, goal.value, ZERO, ZERO)
        cases.append((rate, done, goal, computed, fits or (rate.value == HUNDRED and computed > HUNDRED)))
    wrong = [case for case in cases if not case[-1]]
    if len(wrong) > 1 or len(cases) - len(wrong) < ROWS_THAT_ACCUSE:
        return
    for rate, done, goal, computed, good in cases:
        shown = round(computed, max(rate.decimals, 2))
        if good or is_mistyped(rate.value, round(computed, rate.decimals)):
            yield compared(
                "share_done", good, f"完成率{rate.text}%，与完成值{done.text}÷指标值{goal.text}的{plain(shown)}%",
                [rate, done, goal], rate.value, shown,
            )  # fmt: skip


def _with_unit(material: Material, table: DataTable, row: int, column: int) -> Figure | None:
    """The figure of a cell with its unit and what it must reach: 16,500人, ≥98%."""
    cell = table.cell(row, column)
    match = _words["value"].fullmatch(tight(cell.passage.text)) if cell is not None else None
    if cell is None or match is None:
        return None
    value = Decimal(match["value"].replace(",", ""))
    place = Printed(cell.passage, material.reading.pages, place=Place(table.grid.id, cell.row, cell.column))
    return Figure(value, decimals(match["value"]), place)


def _column(part: TablePart, name: str) -> int | None:
    """The one column so headed."""
    heads = {each.index: _BRACKETS.sub("", tight("".join(each.path[-1:]))) for each in part.columns}
    found = [index for index, head in heads.items() if _words[name].fullmatch(head)]
    return found[0] if len(found) == 1 else None
