"""Rules within a row: 结余 = 预算 - 支付, 执行率 = 支付 / 预算, 占比 = amount / total, 累计 = the years added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from extractor.checks.engine import SURE_READING, Figure, Status, beside, check, rate_fits, slack_of, tight, total
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.relations import Found
from extractor.checks.sheets import Sheet
from extractor.checks.units import HUNDRED, ZERO, factor
from extractor.checks.vectors import Case, Relation
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check, plain

_heads = WORDINGS["column_heads"]

# A row is accused where so many rows, and this share of all, keep what it breaks.
ROWS_THAT_ACCUSE = 3
SHARE_THAT_ACCUSES = Decimal("0.7")
# A rate named after its columns needs fewer; it is meant within so many points.
NEAR_RATE = Decimal(5)
# No per cent that is whole is less so after division by floats.
ROUGHLY = 1e-6
# A table with more columns of amounts is no table of shares, and each would be held against each.
MOST_COLUMNS = 60
# Shares that miss 100% by more are no shares of one whole.
NEARLY_ALL = Decimal(40)


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
    units = {column.index: column.unit or "" for column in sheet.part.columns}
    unit = "%" if found.relation.kind in {"ratio", "change"} else units[found.relation.target]
    for case in found.faults:
        computed = round(case.computed, max(case.stated.decimals, 2))
        if found.relation.kind == "ratio" and (_is_rounded_sum(sheet, case) or _is_of_adjusted(sheet, found, case)):
            continue
        meant = is_slip(case.stated.value, computed) or _is_named_rate(sheet, found, case, computed)
        sure = (enough or meant) and _is_plain_row(sheet, case.row) and not _is_in_other_ink(sheet, found, case)
        status: Status = "fail" if sure else "unknown"
        yield check(
            rule, status,
            f"{sheet.row_said(case.row)}“{name}”为{case.stated.text}{unit}，"
            f"与{by}计算的{beside(computed, case.stated)}{unit}不一致。",
            case.figures, case.stated.value, computed,
        )  # fmt: skip


def _is_named_rate(sheet: Sheet, found: Found, case: Case, computed: Decimal) -> bool:
    """Whether a rate is called after what it is of (利润率 of 利润, 执行率 of 支出 and 预算), and the one of its column
    that is off is near, or nothing else in its row makes it."""
    near = abs(case.stated.value - computed) <= NEAR_RATE
    return found.named and len(found.faults) == 1 and (near or not _is_made_otherwise(sheet, case))


def _is_made_otherwise(sheet: Sheet, case: Case) -> bool:
    """Whether a rate is that of two other figures of its row, or 100% for more than all."""
    stated, used = case.stated, {id(each) for each in case.figures}
    if stated.value == HUNDRED and case.computed > HUNDRED:
        return True
    row = [figure for column in sheet.figure_columns if (figure := sheet.figure(case.row, column.index))]
    return any(
        rate_fits(stated.value, stated.decimals, part.value, whole.value, part.half_unit, whole.half_unit)
        for part, whole in permutations([each for each in row if each is not stated], 2)
        if not (id(part) in used and id(whole) in used)
    )


def _is_in_other_ink(sheet: Sheet, found: Found, case: Case) -> bool:
    """Whether figures of a row are wrong in their signs alone, where red ink tells those of a column (红字)."""
    relation = found.relation
    if relation.kind != "difference" or relation.minus is None:
        return False
    columns = (relation.target, *relation.plus, relation.minus)
    values = [abs(figure.value) for column in columns if (figure := sheet.figure(case.row, column))]
    if len(values) < len(columns) or 2 * max(values) != sum(values):
        return False
    cells = [cell for each in found.cases for column in columns if (cell := sheet.cells.get((each.row, column)))]
    return any(piece.line.red for cell in cells for piece in cell.passage.pieces)


def _is_rounded_sum(sheet: Sheet, case: Case) -> bool:
    """Whether the rate of a total row, one off in its last place, is that of its amounts before those that they add up
    were rounded; figures without decimals were not."""
    stated, *parts, whole = case.figures
    halves = [each.half_unit * len(sheet.part.plain_rows) if each.decimals else ZERO for each in (*parts, whole)]
    return (
        sheet.part.sums_up(case.row)
        and abs(stated.value - case.computed) <= 3 * stated.half_unit
        and rate_fits(stated.value, stated.decimals, total(parts), whole.value, sum(halves[:-1], ZERO), halves[-1])
    )


def _is_of_adjusted(sheet: Sheet, found: Found, case: Case) -> bool:
    """Whether a rate is of its whole and of what another column of its row adds to that or takes from it (调整数)."""
    stated, *parts, whole = case.figures
    used = {found.relation.target, *found.relation.plus, found.relation.minus}
    columns = [each for each in sheet.part.columns if each.index not in used and _heads["adjusted"].search(head(each))]
    changes = [figure.value for each in columns if (figure := sheet.figure(case.row, each.index))]
    made, nothing = total(parts), ZERO
    return any(
        rate_fits(stated.value, stated.decimals, made, whole.value + sign * change, nothing, nothing)
        for change in changes
        for sign in (1, -1)
        if whole.value + sign * change > 0
    )


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


def constant_shares(material: Material) -> Iterator[Check]:
    """补助 = 10% of 投资 in most rows. Never fails: caps and floors are the rule rather than slips."""
    for sheet in material.sheets:
        amounts = [column for column in sheet.summed_columns() if column.unit]
        if not 1 < len(amounts) <= MOST_COLUMNS:
            continue
        sizes = {each.index: _sizes(sheet, each) for each in amounts}
        for whole, part in permutations(amounts, 2):
            scale = factor(part.unit or "") / factor(whole.unit or "")
            if not _may_be_share(sizes[part.index], sizes[whole.index], float(scale)):
                continue
            pairs = [
                (figure, other)
                for row, figure in sheet.vector(part.index).items()
                if row not in sheet.part.marks and (other := sheet.vector(whole.index).get(row)) and other.value
            ]
            if len(pairs) < ROWS_THAT_ACCUSE:
                continue
            rates = Counter((figure.value * scale / other.value * HUNDRED).normalize() for figure, other in pairs)
            rate, count = rates.most_common(1)[0]
            if not 0 < rate < HUNDRED or count < ROWS_THAT_ACCUSE or count * 2 < len(pairs) or rate % 1:
                continue
            kept = [each for each in pairs if each[0].value * scale / each[1].value * HUNDRED == rate]
            yield check(
                "constant_share", "pass",
                f"{sheet.name}“{head(part)}”列{count}行均为“{head(whole)}”的{plain(rate)}%。",
                [figure for pair in kept for figure in pair],
            )  # fmt: skip


def _sizes(sheet: Sheet, column: Column) -> dict[int, float]:
    """About how much the figures of a column's plain rows are."""
    return {row: float(each.value) for row, each in sheet.vector(column.index).items() if row not in sheet.part.marks}


def _may_be_share(parts: dict[int, float], wholes: dict[int, float], scale: float) -> bool:
    """Whether so many figures are whole per cents of those in another column, roughly, that a share may be fixed."""
    rates = [part * scale / whole * 100 for row, part in parts.items() if (whole := wholes.get(row))]
    near = sum([abs(rate - round(rate)) < ROUGHLY for rate in rates])
    return near >= ROWS_THAT_ACCUSE and near * 2 >= len(rates)


def shares(material: Material) -> Iterator[Check]:
    """占比 = the row's amount / the total's; where the total is wrong, the shares may be of what the rows make."""
    for sheet, share in _share_columns(material):
        last = sheet.marked("total")[-1]
        candidates = [
            (amount, whole, _share_cases(sheet, share, amount, whole))
            for amount in (*sheet.summed_columns(), *sheet.counted_columns())
            for whole in _wholes(sheet, amount, last)
        ]
        if candidates:
            amount, whole, cases = max(candidates, key=lambda each: sum(case.holds for case in each[2]))
            yield from _shares_told(
                sheet, share, amount, [case for case in cases if case.row != last or whole.evidence]
            )


def shares_add_up(material: Material) -> Iterator[Check]:
    """The printed shares add up to what their total row says, but for the rounding of each."""
    for sheet, share in _share_columns(material):
        vector, last = sheet.vector(share.index), sheet.marked("total")[-1]
        parts = [vector[row] for row in sheet.part.plain_rows if row in vector]
        stated = vector.get(last)
        if stated is None or stated.value != HUNDRED or len(parts) < ROWS_THAT_ACCUSE:
            continue
        summed = total(parts)
        gap = abs(summed - stated.value)
        if gap > NEARLY_ALL:
            continue  # rates of another kind
        halves = slack_of(parts)
        good = gap <= halves or 0 < stated.value - summed < 2 * halves  # digits cut off
        if not good and sheet.of_which and not _make_total(sheet, last):
            continue  # 其中：甲, 乙: which rows are parts of others is not told
        verb = "一致" if good else "不一致"
        yield check(
            "shares_add_up", "pass" if good else "fail",
            f"{sheet.name}“{head(share)}”列各行之和{plain(summed)}%与合计{plain(stated.value)}%{verb}。",
            [stated, *parts], stated.value, summed,
        )  # fmt: skip


def _make_total(sheet: Sheet, last: int) -> bool:
    """Whether the rows between the totals make the total of a column of amounts."""
    for column in sheet.summed_columns():
        whole, parts = sheet.figure(last, column.index), sheet.figures(sheet.part.plain_rows, column.index)
        if whole is not None and parts and total(parts) == whole.value:
            return True
    return False


def _share_columns(material: Material) -> Iterator[tuple[Sheet, Column]]:
    for sheet in material.sheets:
        if sheet.marked("total"):
            for column in sheet.part.columns:
                if column.role == "share" or column.index in sheet.rate_columns:
                    yield sheet, column


def _wholes(sheet: Sheet, amount: Column, last: int) -> Iterator[Figure]:
    """What shares may be of: the printed total, or what the rows make where that is another figure."""
    stated = sheet.figure(last, amount.index)
    # Of a hundred every figure is its own share: points and weights are no amounts with shares.
    if stated is not None and stated.value == HUNDRED:
        return
    if stated is not None and stated.value:
        yield stated
    parts = sheet.figures(sheet.part.plain_rows, amount.index) or []
    summed = total(parts)
    if stated is not None and summed and summed != stated.value:
        yield Figure(summed, stated.decimals, [])


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
            f"{sheet.row_said(case.row)}“{head(share)}”为{case.stated.text}%，"
            f"与{by}{plain(computed)}%不一致。",
            case.figures, case.stated.value, computed,
        )  # fmt: skip


def _share_cases(sheet: Sheet, share: Column, amount: Column, whole: Figure) -> list[Case]:
    found = []
    for row in sheet.part.rows:
        stated, part = sheet.figure(row, share.index), sheet.figure(row, amount.index)
        if stated is None or part is None:
            continue
        computed = part.value / whole.value * HUNDRED
        holds = rate_fits(stated.value, stated.decimals, part.value, whole.value, part.half_unit, whole.half_unit)
        proves = sheet.part.marks.get(row) != "total" and bool(part.value)
        found.append(Case(row, stated, computed, holds, proves, [stated, part, whole]))
    return found


def _is_plain_row(sheet: Sheet, row: int) -> bool:
    return row not in sheet.of_which and sheet.table.grid.confidence >= SURE_READING


def head(column: Column) -> str:
    """The head of a column in one word, the upper head before it where there is one."""
    return _joined(column.path)


@lru_cache(maxsize=4096)
def _joined(path: tuple[str, ...]) -> str:
    return tight("".join(path))
