"""Rules within a row: 结余 = 预算 - 支付, 执行率 = 支付 / 预算, 占比 = amount / total.

What a column is meant to be is not taken from its head alone: the relation must hold in most rows of the
table before a row that breaks it is accused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.engine import Figure, Status, check, rate_fits
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.model.reading import Column
from extractor.model.report import Check, plain

# A relation is established by this many rows that keep it and this share of all rows that could.
ROWS_THAT_PROVE = 3
SHARE_THAT_PROVES = Decimal("0.7")
HUNDRED = Decimal(100)
PAID, BUDGETED, LEFT = "paid_amount", "budget_amount", "balance"


@dataclass(frozen=True)
class Case:
    """One row that a relation applies to."""

    row: int
    stated: Figure
    computed: Decimal
    holds: bool
    figures: list[Figure]


def balances(material: Material) -> Iterator[Check]:
    """结余 = 预算 - 支付."""
    for sheet in material.sheets:
        left = _only(sheet, LEFT)
        if left is None:
            continue
        allows = _is_exact if left.unit in {None, "元"} else _is_rounded
        best = _best(
            [
                _cases(sheet, left, (budget, paid), lambda a, b: a.value - b.value, allows)
                for budget in _with_role(sheet, BUDGETED)
                for paid in _with_role(sheet, PAID)
                if budget.unit == paid.unit == left.unit
            ]
        )
        yield from _told(sheet, "balance", left, best, "预算与支付之差")


def rates(material: Material) -> Iterator[Check]:
    """执行率 = 支付 / 预算."""
    for sheet in material.sheets:
        for rate in _with_role(sheet, "rate"):
            best = _best(
                [
                    _cases(sheet, rate, (paid, budget), _percent, _quotient_allows)
                    for budget in [*_with_role(sheet, BUDGETED), *_with_role(sheet, "contract_amount")]
                    for paid in _with_role(sheet, PAID)
                    if budget.unit == paid.unit
                ]
            )
            yield from _told(sheet, "rate_in_row", rate, best, "按本行金额计算的比率")


def shares(material: Material) -> Iterator[Check]:
    """占比 = the row's amount / the total's."""
    for sheet in material.sheets:
        last = sheet.marked("total")
        if not last:
            continue
        for share in _with_role(sheet, "share"):
            best = _best([_share_cases(sheet, share, amount, last[-1]) for amount in sheet.summed_columns()])
            yield from _told(sheet, "share_of_total", share, best, "按金额占合计计算的比例")


def _share_cases(sheet: Sheet, share: Column, amount: Column, last: int) -> list[Case]:
    whole = sheet.figure(last, amount.index)
    found = []
    for row in sheet.part.rows:
        stated, part = sheet.figure(row, share.index), sheet.figure(row, amount.index)
        if stated is None or part is None or whole is None or whole.value == 0:
            continue
        computed = part.value / whole.value * HUNDRED
        found.append(
            Case(row, stated, computed, _quotient_allows(stated, computed, part, whole), [stated, part, whole])
        )
    return found


def _cases(
    sheet: Sheet,
    stated_in: Column,
    operands: tuple[Column, Column],
    compute: Callable[[Figure, Figure], Decimal | None],
    allows: Callable[[Figure, Decimal, Figure, Figure], bool],
) -> list[Case]:
    found = []
    for row in sheet.part.rows:
        stated = sheet.figure(row, stated_in.index)
        first, second = (sheet.figure(row, column.index) for column in operands)
        if stated is None or first is None or second is None or _is_merged(sheet, row, [stated_in, *operands]):
            continue
        computed = compute(first, second)
        if computed is not None:
            found.append(Case(row, stated, computed, allows(stated, computed, first, second), [stated, first, second]))
    return found


def _told(sheet: Sheet, rule: str, column: Column, cases: list[Case], by: str) -> Iterator[Check]:
    good = [case for case in cases if case.holds]
    proven = len(good) >= ROWS_THAT_PROVE and len(good) >= SHARE_THAT_PROVES * len(cases)
    name = "".join("".join(column.path[-1:]).split())
    if good:
        figures = [figure for case in good for figure in case.figures]
        yield check(rule, "pass", f"{sheet.name}“{name}”列{len(good)}行均与{by}一致。", figures)
    for case in cases:
        if case.holds or not proven:
            continue
        computed = round(case.computed, max(case.stated.decimals, 2))
        status: Status = "fail" if _is_plain_row(sheet, case.row) else "unknown"
        yield check(
            rule, status, f"{sheet.name}“{name}”列所列{case.stated.text}，与{by}{plain(computed)}不一致。",
            case.figures, case.stated.value, computed,
        )  # fmt: skip


def _is_plain_row(sheet: Sheet, row: int) -> bool:
    return "其中" not in sheet.text(row) and sheet.table.grid.confidence >= SHARE_THAT_PROVES


def _best(candidates: list[list[Case]]) -> list[Case]:
    """The choice of columns that most rows keep."""
    return max(candidates, key=lambda cases: sum(case.holds for case in cases), default=[])


def _percent(part: Figure, whole: Figure) -> Decimal | None:
    return part.value / whole.value * HUNDRED if whole.value else None


def _is_exact(stated: Figure, computed: Decimal, first: Figure, second: Figure) -> bool:
    return stated.value == computed


def _is_rounded(stated: Figure, computed: Decimal, first: Figure, second: Figure) -> bool:
    """Within half a unit of the last place of each: amounts in 万元 are rounded one by one."""
    return abs(stated.value - computed) <= stated.half_unit + first.half_unit + second.half_unit


def _quotient_allows(stated: Figure, computed: Decimal, part: Figure, whole: Figure) -> bool:
    return rate_fits(stated.value, stated.decimals, part.value, whole.value, part.half_unit, whole.half_unit)


def _is_merged(sheet: Sheet, row: int, columns: list[Column]) -> bool:
    cells = [sheet.cells[(row, column.index)] for column in columns]
    return any(cell.rowspan > 1 or cell.colspan > 1 for cell in cells)


def _with_role(sheet: Sheet, role: str) -> list[Column]:
    return [column for column in sheet.part.columns if column.role == role]


def _only(sheet: Sheet, role: str) -> Column | None:
    columns = _with_role(sheet, role)
    return columns[0] if len(columns) == 1 else None
