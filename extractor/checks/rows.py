"""Rules within a row: 结余 = 预算 - 支付, 执行率 = 支付 / 预算, 占比 = amount / total, 累计 = the years added up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Status, check, rate_fits
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.relations import HUNDRED, Case, Found, Relation
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor
from extractor.model.reading import Column
from extractor.model.report import Check, plain

# A row is accused where so many rows, and this share of all, keep what it breaks.
ROWS_THAT_ACCUSE = 3
SHARE_THAT_ACCUSES = Decimal("0.7")
# A table read with less certainty than this is not accused of anything.
SURE_READING = Decimal("0.7")


def balances(material: Material) -> Iterator[Check]:
    """结余 = 预算 - 支付, and other differences of two columns."""
    yield from _of_kind(material, "difference", "balance")


def row_sums(material: Material) -> Iterator[Check]:
    """小计 = 中央 + 省级 + 市级: a column that adds up its neighbours."""
    yield from _of_kind(material, "sum", "row_sum")


def rates(material: Material) -> Iterator[Check]:
    """执行率 = 支付 / 预算, and other rates of two columns."""
    yield from _of_kind(material, "ratio", "rate_in_row")


def changes(material: Material) -> Iterator[Check]:
    """较上年增长 = (this year - last year) / last year."""
    yield from _of_kind(material, "change", "change_in_row")


def _of_kind(material: Material, kind: str, rule: str) -> Iterator[Check]:
    for sheet, found in material.relations:
        if found.relation.kind == kind:
            yield from _told(sheet, rule, found)


def _told(sheet: Sheet, rule: str, found: Found) -> Iterator[Check]:
    heads = {column.index: head(column) for column in sheet.part.columns}
    name, by = heads[found.relation.target], _in_words(found.relation, heads)
    good = [case for case in found.cases if case.holds]
    figures = [figure for case in good for figure in case.figures]
    yield check(rule, "pass", f"{sheet.name}“{name}”列{len(good)}行均与{by}一致。", figures)
    enough = found.proofs >= ROWS_THAT_ACCUSE and found.proofs >= SHARE_THAT_ACCUSES * (
        found.proofs + len(found.faults)
    )
    for case in found.faults:
        computed = round(case.computed, max(case.stated.decimals, 2))
        sure = (enough or is_slip(case.stated.value, computed)) and _is_plain_row(sheet, case.row)
        status: Status = "fail" if sure else "unknown"
        yield check(
            rule, status,
            f"{sheet.name}“{sheet.label(case.row)}”行“{name}”为{case.stated.text}，与{by}计算的{plain(computed)}不一致。",
            case.figures, case.stated.value, computed,
        )  # fmt: skip


def _in_words(relation: Relation, heads: dict[int, str]) -> str:
    plus = [f"“{heads[index]}”" for index in relation.plus]
    minus = "" if relation.minus is None else f"“{heads[relation.minus]}”"
    added = "＋".join(plus) if len(plus) == 1 or minus == "" else f"（{'＋'.join(plus)}）"
    return {
        "sum": f"{added}之和",
        "difference": f"{added}－{minus}",
        "ratio": f"{added}÷{minus}",
        "change": f"{added}较{minus}的变动",
    }[relation.kind]


def shares(material: Material) -> Iterator[Check]:
    """占比 = the row's amount / the total's."""
    for sheet in material.sheets:
        last = sheet.marked("total")
        if not last:
            continue
        for share in sheet.part.columns:
            if share.role != "share" and share.index not in sheet.rate_columns:
                continue
            candidates = [(amount, _share_cases(sheet, share, amount, last[-1])) for amount in sheet.summed_columns()]
            if not candidates:
                continue
            amount, best = max(candidates, key=lambda each: sum(case.holds for case in each[1]))
            yield from _shares_told(sheet, share, amount, best)


def _shares_told(sheet: Sheet, share: Column, amount: Column, cases: list[Case]) -> Iterator[Check]:
    good = [case for case in cases if case.holds and case.proves]
    telling = [case for case in cases if case.proves or not case.holds]
    if len(good) < ROWS_THAT_ACCUSE - 1 or len(good) < SHARE_THAT_ACCUSES * len(telling):
        return
    figures = [figure for case in cases if case.holds for figure in case.figures]
    by = f"“{head(amount)}”占合计的比例"
    yield check("share_of_total", "pass", f"{sheet.name}“{head(share)}”列{len(good)}行均与{by}一致。", figures)
    for case in cases:
        if case.holds:
            continue
        computed = round(case.computed, max(case.stated.decimals, 2))
        sure = _is_plain_row(sheet, case.row) and (
            len(good) >= ROWS_THAT_ACCUSE or is_slip(case.stated.value, computed)
        )
        yield check(
            "share_of_total", "fail" if sure else "unknown",
            f"{sheet.name}“{sheet.label(case.row)}”行“{head(share)}”为{case.stated.text}%，"
            f"与{by}{plain(computed)}%不一致。",
            case.figures, case.stated.value, computed,
        )  # fmt: skip


def _share_cases(sheet: Sheet, share: Column, amount: Column, last: int) -> list[Case]:
    whole = sheet.figure(last, amount.index)
    found = []
    for row in sheet.part.rows:
        stated, part = sheet.figure(row, share.index), sheet.figure(row, amount.index)
        if stated is None or part is None or whole is None or whole.value == 0:
            continue
        computed = part.value / whole.value * HUNDRED
        holds = rate_fits(stated.value, stated.decimals, part.value, whole.value, part.half_unit, whole.half_unit)
        found.append(Case(row, stated, computed, holds, row != last and bool(part.value), [stated, part, whole]))
    return found


def paid_within_contract(material: Material) -> Iterator[Check]:
    """No project was paid more than its contract, unless the report tells it as a problem."""
    for sheet in material.sheets:
        contract, paid = (
            [column for column in sheet.part.columns if column.role == role and column.unit]
            for role in ("contract_amount", "paid_amount")
        )
        if len(contract) != 1 or len(paid) != 1:
            continue
        scales = [factor(column[0].unit or "") for column in (contract, paid)]
        limits, payments = sheet.vector(contract[0].index), sheet.vector(paid[0].index)
        rows = [row for row in sheet.part.rows if row in limits and row in payments and row not in sheet.part.marks]
        over = [row for row in rows if payments[row].value * scales[1] > limits[row].value * scales[0]]
        if len(rows) < ROWS_THAT_ACCUSE or len(over) * 2 > len(rows):
            continue
        good = [figure for row in rows if row not in over for figure in (limits[row], payments[row])]
        yield check(
            "paid_within_contract", "pass", f"{sheet.name}{len(rows) - len(over)}行的支付金额均未超过合同金额。", good
        )
        for row in over:
            said = payments[row].value * scales[1]
            named = said in material.problem_amounts
            yield check(
                "paid_within_contract", "pass" if named else "fail",
                f"{sheet.name}“{sheet.label(row)}”行支付金额{payments[row].text}{paid[0].unit}超过合同金额"
                f"{limits[row].text}{contract[0].unit}{'，与报告所指问题一致' if named else ''}。",
                [payments[row], limits[row]], said, limits[row].value * scales[0],
            )  # fmt: skip


def _is_plain_row(sheet: Sheet, row: int) -> bool:
    return "其中" not in sheet.text(row) and sheet.table.grid.confidence >= SURE_READING


def head(column: Column) -> str:
    """The head of a column in one word, the upper head before it where there is one."""
    return "".join("".join(column.path).split())
