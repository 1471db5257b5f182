"""A file of several 自评表: what its text tells of all of them (全年执行数合计474.85万元) against the funds of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, compared
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN
from extractor.checks.tables.rows import head
from extractor.checks.units import ZERO, factor, in_unit
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

FEWEST, BEFORE = 2, 16


def totals_of_forms(material: Material) -> Iterator[Check]:
    """The row 年度资金总额 of all forms, by the columns that the text names. Fails on a typist's slip."""
    whole = WORDINGS["funds_form"]["whole"]
    rows = {
        sheet.table.grid.id: (sheet, row)
        for sheet in (sheet for sheet in material.sheets if sheet.table.kind == "self_evaluation")
        for row in sheet.part.rows
        if whole.fullmatch(sheet.label(row))
    }
    if len(rows) < FEWEST:
        return
    by_head: dict[str, list[tuple[Decimal, Figure]]] = defaultdict(list)
    for sheet, row in rows.values():
        for column in sheet.summed_columns():
            figure = sheet.figure(row, column.index)
            if figure is not None and column.unit:
                by_head[head(column)].append((figure.value * factor(column.unit), figure))
    sums = {name: found for name, found in by_head.items() if len(found) == len(rows)}
    known = {yuan for found in sums.values() for yuan, _ in found}
    for scope in material.paragraphs:
        for told in scope.by_unit.get(YUAN, []):
            words = told.words_before(BEFORE)
            name = next((name for name in sums if name in words), None)
            if name is None or told.per is not None or told.blurred or told.value in known:
                continue
            summed = sum((yuan for yuan, _ in sums[name]), ZERO)
            good = abs(summed - told.value) <= told.half
            if good or is_mistyped(told.value, summed):
                yield compared(
                    "total_of_forms", good,
                    f"所述{told.said}，与{len(rows)}张自评表“{name}”之和{in_unit(summed, told.unit_said)}",
                    [*material.printed(told), *(figure for _, figure in sums[name])], told.value, summed,
                )  # fmt: skip
