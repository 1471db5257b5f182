"""How the columns of a table hang together: 执行率 = 支出 / 预算, 累计 = 2020年 + 2021年, 结余 = 到位 - 支出.

What a column is meant to be is not taken from its head: a relation must hold, to the last digit, in most rows of
the table before a row that breaks it is accused. Rows in which it holds for nothing (zeros, a whole that is its
part) prove none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, permutations
from typing import NamedTuple

from extractor.checks.engine import Figure, rate_fits
from extractor.checks.sheets import Scaled, Sheet
from extractor.checks.units import factor
from extractor.model.reading import Column
from extractor.patternbook import load_patterns

ZERO, HUNDRED = Decimal(0), Decimal(100)
# A relation is established by this many rows that keep it for something and by this share of all such rows.
ROWS_THAT_PROVE = 2
SHARE_THAT_PROVES = Decimal("0.7")
# So many rows are tried before all are: tables run to hundreds of rows.
TRIAL_ROWS = 6
# Figures are told from what rounding may do to them where they are so many times larger.
COARSE = 40
# No total stands over more neighbouring columns than this.
WIDEST_SUM = 8
# A table with more columns of figures than this is a matrix of another kind.
MOST_COLUMNS = 14


@dataclass(frozen=True)
class Relation:
    """``target`` = ``kind`` of ``plus`` (added up) and ``minus``: ``ratio`` plus / minus, ``change`` of plus from
    minus in %, ``difference`` plus - minus, ``sum`` of plus."""

    kind: str
    target: int
    plus: tuple[int, ...]
    minus: int | None = None

    @property
    def columns(self) -> list[int]:
        return [self.target, *self.plus, *([] if self.minus is None else [self.minus])]


class Case(NamedTuple):
    """One row that a relation applies to; ``proves`` says that it holds for something."""

    row: int
    stated: Figure
    computed: Decimal
    holds: bool
    proves: bool
    figures: list[Figure]


@dataclass(frozen=True)
class Found:
    """A relation that the rows of a table establish."""

    relation: Relation
    cases: list[Case]

    @property
    def proofs(self) -> int:
        return sum(case.holds and case.proves for case in self.cases)

    @property
    def faults(self) -> list[Case]:
        return [case for case in self.cases if not case.holds]


def relations(sheet: Sheet) -> list[Found]:
    """The relations that hold between the columns of a table, the best for each column, no two of the same columns."""
    columns = {column.index: column for column in sheet.figure_columns}
    if not 2 < len(columns) <= MOST_COLUMNS:
        return []
    best: dict[frozenset[int], Found] = {}
    for target in columns:
        candidates = (_established(sheet, columns, relation) for relation in _candidates(sheet, columns, target))
        found = max((each for each in candidates if each), key=lambda each: _rank(columns, each), default=None)
        if found is None:
            continue
        used = frozenset(found.relation.columns)
        if used not in best or _rank(columns, found) > _rank(columns, best[used]):
            best[used] = found
    return list(best.values())


def _rank(columns: dict[int, Column], found: Found) -> tuple[int, int, int, int]:
    """Which of several relations a reader would name: the one that most rows keep, as its head says, of few columns."""
    relation = found.relation
    words = load_patterns("checks")["column_heads"].get(relation.kind, "")
    named = bool(re.search(words, "".join(columns[relation.target].path[-1:])))
    kept = found.proofs - 2 * len(found.faults)
    return kept, named + (relation.kind in {"ratio", "sum"}), -len(relation.plus), relation.minus or 0


def _candidates(sheet: Sheet, columns: dict[int, Column], target: int) -> Iterator[Relation]:
    amounts = [index for index in columns if index not in sheet.rate_columns and index != target]
    if target in sheet.rate_columns:
        # A rate is one of change only where its head says so: what two columns differ by comes near many rates.
        is_change = re.search(load_patterns("checks")["column_heads"]["change"], "".join(columns[target].path))
        for part, whole in permutations(amounts, 2):
            yield Relation("ratio", target, (part,), whole)
            if is_change:
                yield Relation("change", target, (part,), whole)
        for first, second in pairwise(amounts):
            yield from (Relation("ratio", target, (first, second), w) for w in amounts if w not in {first, second})
        return
    for run in _runs(sorted(columns), sheet.rate_columns, target):
        yield Relation("sum", target, run)
    for larger, smaller in permutations(amounts, 2):
        if columns[larger].unit == columns[smaller].unit == columns[target].unit:
            yield Relation("difference", target, (larger,), smaller)


def _runs(order: list[int], rates: frozenset[int], target: int) -> Iterator[tuple[int, ...]]:
    """The columns right behind and right before ``target``, two or more of them, rates left out."""
    plain = [index for index in order if index not in rates or index == target]
    at = plain.index(target)
    for length in range(2, WIDEST_SUM + 1):
        if at >= length:
            yield tuple(plain[at - length : at])
        if at + length < len(plain):
            yield tuple(plain[at + 1 : at + 1 + length])


def _established(sheet: Sheet, columns: dict[int, Column], relation: Relation) -> Found | None:
    cases = _cases(sheet, columns, relation)
    trial: list[Case] = []
    failed = 0
    for case in islice(cases, TRIAL_ROWS):
        trial.append(case)
        failed += not case.holds
        if failed * 2 > TRIAL_ROWS:
            return None
    if (len(trial) - failed) * 2 < len(trial) or not trial:
        return None
    found = Found(relation, [*trial, *cases])
    telling = [case for case in found.cases if case.proves or not case.holds]
    proven = found.proofs >= ROWS_THAT_PROVE and found.proofs >= SHARE_THAT_PROVES * len(telling)
    return found if proven or _is_named(sheet, columns, found) else None


def _is_named(sheet: Sheet, columns: dict[int, Column], found: Found) -> bool:
    """Whether the heads of the columns say what the relation is, so that one row shows it."""
    relation, roles = found.relation, {index: column.role for index, column in columns.items()}
    if relation.minus is None or not found.proofs or len(found.faults) > found.proofs:
        return False
    named = {
        "ratio": ("rate", "paid_amount", "budget_amount"),
        "difference": ("balance", "budget_amount", "paid_amount"),
    }
    return (roles[relation.target], roles[relation.plus[0]], roles[relation.minus]) == named.get(relation.kind)


def _cases(sheet: Sheet, columns: dict[int, Column], relation: Relation) -> Iterator[Case]:
    """The rows that tell all that a relation needs, as far as a reader asks for them."""
    scale = factor(columns[relation.target].unit or "")
    exact = all(columns[index].unit in {None, "元"} for index in relation.columns)
    targets = sheet.vector(relation.target)
    plus = [(index, _scaled(sheet, columns[index])) for index in relation.plus]
    if relation.minus is None:
        for row, stated in targets.items():
            known = [part[row] for _, part in plus if row in part]
            # A blank among what is added up is nothing; what cannot be read, or is merged with others, is not known.
            if known and not any((row, index) in sheet.filled for index, part in plus if row not in part):
                yield _sum_case(row, stated, known, scale, exact)
        return
    minus = _scaled(sheet, columns[relation.minus])
    for row, stated in targets.items():
        if row in minus and all(row in part for _, part in plus):
            case = _pair_case(relation.kind, row, stated, [part[row] for _, part in plus], minus[row], (scale, exact))
            if case is not None:
                yield case


def _scaled(sheet: Sheet, column: Column) -> dict[int, Scaled]:
    """The figures of a column with their values, and what rounding may have moved, in the smallest unit."""
    if column.index not in sheet.scaled:
        scale = factor(column.unit or "")
        sheet.scaled[column.index] = {
            row: (each.value * scale, each.half_unit * scale, each) for row, each in sheet.vector(column.index).items()
        }
    return sheet.scaled[column.index]


def _sum_case(row: int, stated: Figure, parts: list[Scaled], scale: Decimal, exact: bool) -> Case:
    computed = sum((part[0] for part in parts), ZERO) / scale
    allowed = ZERO if exact else sum((part[1] for part in parts), ZERO) / scale + stated.half_unit
    proves = sum(bool(part[0]) for part in parts) > 1 and computed > COARSE * allowed
    figures = [stated, *(part[2] for part in parts)]
    return Case(row, stated, computed, abs(stated.value - computed) <= allowed, proves, figures)


def _pair_case(
    kind: str, row: int, stated: Figure, parts: list[Scaled], other: Scaled, unit: tuple[Decimal, bool]
) -> Case | None:
    plus, half, _ = parts[0]
    for value, rounded, _ in parts[1:]:
        plus, half = plus + value, half + rounded
    minus, minus_half, _ = other
    scale, exact = unit
    figures = [stated, *(part[2] for part in parts), other[2]]
    if kind == "difference":
        computed = (plus - minus) / scale
        allowed = ZERO if exact else (half + minus_half) / scale + stated.half_unit
        proves = bool(plus and minus and stated.value) and plus / scale > COARSE * allowed
        return Case(row, stated, computed, abs(stated.value - computed) <= allowed, proves, figures)
    if minus == 0:
        return None
    if kind == "ratio":
        halves = _exact(half, figures[1]), _exact(minus_half, other[2])
        holds = rate_fits(stated.value, stated.decimals, plus, minus, *halves)
        return Case(row, stated, plus / minus * HUNDRED, holds, plus not in {0, minus}, figures)
    computed = (plus - minus) / minus * HUNDRED
    near = min((computed, -computed), key=lambda value: abs(value - stated.value))
    return Case(row, stated, near, abs(near - stated.value) <= stated.half_unit, plus not in {0, minus}, figures)


def _exact(half: Decimal, figure: Figure) -> Decimal:
    """Figures without decimals are counts, or amounts that were not rounded."""
    return half if figure.decimals else ZERO
