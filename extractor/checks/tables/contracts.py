"""What was paid of each contract against it, what supplements and changes (补充协议, 变更) put on it included."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import SHORTEST_NAME, Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import ROWS_THAT_ACCUSE, head
from extractor.checks.units import ZERO, factor
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["contracts"]


def paid_within_contract(material: Material) -> Iterator[Check]:
    """No project was paid more than its contract, unless the report tells it as a problem.

    Where a supplement is told in words only, how much it added is not known: that row is ``unknown``.
    """
    for sheet in material.sheets:
        contract, paid = (
            [column for column in sheet.part.columns if column.role == role and column.unit]
            for role in ("contract_amount", "paid_amount")
        )
        first = [each for each in contract if not _words["changed"].search(head(each))]
        if len(first) != 1 or len(paid) != 1:
            continue
        scales = [factor(column[0].unit or "") for column in (first, paid)]
        limits, payments = sheet.vector(first[0].index), sheet.vector(paid[0].index)
        rows = [row for row in sheet.part.plain_rows if row in limits and row in payments]
        over = [
            row
            for row in rows
            if payments[row].value * scales[1] > max(limits[row].value * scales[0], _with_changes(sheet, row))
        ]
        if len(rows) < ROWS_THAT_ACCUSE or len(over) * 2 > len(rows):
            continue
        good = [figure for row in rows if row not in over for figure in (limits[row], payments[row])]
        yield check(
            "paid_within_contract", "pass", f"{sheet.name}{len(rows) - len(over)}行的支付金额均未超过合同金额。", good
        )
        for row in over:
            if not _pays_for_more(sheet, row, first[0].index, paid[0].index):
                said, limit = payments[row].value * scales[1], limits[row].value * scales[0]
                names = f"{payments[row].text}{paid[0].unit}超过合同金额{limits[row].text}{first[0].unit}"
                yield _verdict(material, sheet, row, names, [payments[row], limits[row]], said, limit)


def _verdict(
    material: Material, sheet: Sheet, row: int, names: str, figures: list[Figure], said: Decimal, limit: Decimal
) -> Check:
    named = said in material.problem_amounts
    changed = not named and _is_changed(material, sheet, row)
    told = "，与报告所指问题一致" if named else "，另有补充或变更，请核对" if changed else ""
    return check(
        "paid_within_contract", "pass" if named else "unknown" if changed else "fail",
        f"{sheet.row_said(row)}支付金额{names}{told}。", figures, said, limit,
    )  # fmt: skip


def _with_changes(sheet: Sheet, row: int) -> Decimal:
    """The most that a row's contract came to, by the columns of what changed it: 变更后合同金额, 补充协议金额."""
    most = added = ZERO
    for column in sheet.part.columns:
        figure = sheet.figure(row, column.index) if column.unit else None
        if figure is None:
            continue
        name, value = head(column), figure.value * factor(column.unit or "")
        if _words["changed"].search(name):
            most = max(most, value)
        elif column.role == "contract_amount" or _words["added"].search(name):
            added += value
    return max(most, added)


def _is_changed(material: Material, sheet: Sheet, row: int) -> bool:
    """Whether words in the row, another row or a sentence that names the row tell of a supplement to its contract."""
    name = sheet.label(row)
    cells = (sheet.cells.get((row, column)) for column in range(sheet.table.grid.n_columns))
    if any(cell is not None and _words["told"].search(cell.passage.text) for cell in cells):
        return True
    for other in (sheet.label(each) for each in sheet.part.rows if each != row):
        if _words["told"].search(other) and (name in other or other.startswith(name[:SHORTEST_NAME])):
            return True
    return len(name) >= SHORTEST_NAME and any(
        name in sentence and _words["told"].search(sentence)
        for spot in material.texts
        for sentence in _words["stop"].split(tight(spot.passage.text))
    )


def _pays_for_more(sheet: Sheet, row: int, contract: int, paid: int) -> bool:
    """Whether a payment may be one for the contracts below too, beside which none is told: 23.82 beside 2.20, 7.85 ….

    Where not all rulings are drawn a cell over several rows is read as one and blank ones.
    """
    below = next((each for each in sheet.part.plain_rows if each > row), None)
    return below is not None and sheet.figure(below, contract) is not None and not sheet.is_filled(below, paid)
