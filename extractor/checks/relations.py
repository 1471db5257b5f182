"""How the columns of a table hang together: 执行率 = 支出 / 预算, 累计 = 2020年 + 2021年, 结余 = 到位 - 支出.

What a column is meant to be is not taken from its head: a relation must hold, to the last digit, in most rows of
the table before a row that breaks it is accused. Rows in which it holds for nothing (zeros, a whole that is its
part) prove none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, permutations

from extractor.checks.engine import tight
from extractor.checks.sheets import Sheet
from extractor.checks.vectors import Case, Outcome, Relation, Vectors
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column

_heads = WORDINGS["column_heads"]

# A relation is established by this many rows that keep it for something and by this share of all such rows.
ROWS_THAT_PROVE = 2
# Of a rate that the heads name so many rows that keep it are enough, for something or not.
ROWS_THAT_KEEP = 3
SHARE_THAT_PROVES = Decimal("0.7")
# So many rows are tried before all are: tables run to hundreds of rows.
TRIAL_ROWS = 6
# No total stands over more neighbouring columns than this.
WIDEST_SUM = 8
# A table with more columns of figures than this is a matrix of another kind.
MOST_COLUMNS = 14
# Units beside which a bare count is not lost in rounding.
_SMALL = frozenset({None, "元"})


@dataclass(frozen=True)
class Found:
    """A relation that the rows of a table establish; ``named``: a rate that the heads name and enough rows keep."""

    relation: Relation
    cases: list[Case]
    named: bool

    @property
    def proofs(self) -> int:
        return sum(case.holds and case.proves for case in self.cases)

    @property
    def faults(self) -> list[Case]:
        return [case for case in self.cases if not case.holds]


class Kept:
    """A relation with what came of it in the rows that it applies to."""

    def __init__(self, relation: Relation, outcomes: list[Outcome]) -> None:
        self.relation, self.outcomes = relation, outcomes
        self.proofs = sum(holds and proves for _, holds, proves in outcomes)
        self.faults = sum(not holds for _, holds, _ in outcomes)

    @property
    def keeps_rate(self) -> bool:
        """Whether rows enough keep a rate that the heads name, one of them for something: the others may be 100%."""
        kept = len(self.outcomes) - self.faults
        return self.proofs >= ROWS_THAT_PROVE or (self.proofs > 0 and self.faults == 1 and kept >= ROWS_THAT_KEEP)


def relations(sheet: Sheet) -> list[Found]:
    """The relations that hold between the columns of a table, the best for each column, no two of the same columns."""
    columns = {column.index: column for column in sheet.figure_columns}
    if not 2 < len(columns) <= MOST_COLUMNS:
        return []
    vectors = Vectors(sheet, columns)
    best: dict[frozenset[int], Kept] = {}
    for target in columns:
        candidates = (_established(vectors, columns, relation) for relation in _candidates(sheet, columns, target))
        kept = max((each for each in candidates if each), key=lambda each: _rank(columns, each), default=None)
        if kept is None:
            continue
        used = frozenset(kept.relation.columns)
        if used not in best or _rank(columns, kept) > _rank(columns, best[used]):
            best[used] = kept
    return [
        Found(each.relation, list(vectors.cases(each.relation, each.outcomes)), _is_named_rate(columns, each))
        for each in best.values()
    ]


def _rank(columns: dict[int, Column], found: Kept) -> tuple[int, int, int, int]:
    """Which of several relations a reader would name: the one that most rows keep, as its head says, of few columns."""
    relation = found.relation
    named = _heads[relation.kind].search("".join(columns[relation.target].path[-1:])) is not None
    kept = found.proofs - 2 * found.faults
    return kept, named + (relation.kind in {"ratio", "sum"}), -len(relation.plus), relation.minus or 0


def _candidates(sheet: Sheet, columns: dict[int, Column], target: int) -> Iterator[Relation]:
    amounts = [index for index in columns if index not in sheet.rate_columns and index != target]
    if target in sheet.rate_columns:
        # A rate is one of change only where its head says so: what two columns differ by comes near many rates.
        is_change = _heads["change"].search("".join(columns[target].path))
        for part, whole in permutations(amounts, 2):
            yield Relation("ratio", target, (part,), whole)
            if is_change:
                yield Relation("change", target, (part,), whole)
        for first, second in pairwise(amounts):
            if columns[first].unit != columns[second].unit:
                continue  # a count is not added to an amount
            yield from (Relation("ratio", target, (first, second), w) for w in amounts if w not in {first, second})
        return
    for run in _runs(sorted(columns), sheet.rate_columns, target):
        if columns[target].unit in _SMALL or all(columns[index].unit for index in run):  # 万亩 is nothing beside 万元
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


def _established(vectors: Vectors, columns: dict[int, Column], relation: Relation) -> Kept | None:
    if vectors.is_hopeless(relation, TRIAL_ROWS):
        return None
    outcomes = vectors.outcomes(relation)
    trial: list[Outcome] = []
    failed = 0
    for outcome in islice(outcomes, TRIAL_ROWS):
        trial.append(outcome)
        failed += not outcome[1]
        if failed * 2 > TRIAL_ROWS:
            return None
    if (len(trial) - failed) * 2 < len(trial) or not trial:
        return None
    kept = Kept(relation, [*trial, *outcomes])
    telling = kept.proofs + kept.faults
    proven = kept.proofs >= ROWS_THAT_PROVE and kept.proofs >= SHARE_THAT_PROVES * telling
    return kept if proven or _is_named(columns, kept) else None


def _says_so(columns: dict[int, Column], relation: Relation) -> bool:
    """Whether a head tells what is in its column: 核减率 of 核减金额, 较上年增减, 增长率."""
    own = tight("".join(columns[relation.target].path[-1:]))
    if relation.kind == "ratio":
        stem = own.partition("率")[0][-2:]
        return len(stem) == 2 and "率" in own and stem in tight("".join(columns[relation.plus[0]].path[-1:]))
    return _heads[relation.kind].search(own) is not None


def _is_named(columns: dict[int, Column], kept: Kept) -> bool:
    """Whether the heads of the columns say what the relation is, so that one row shows it."""
    relation = kept.relation
    if relation.kind == "sum":
        return kept.proofs >= ROWS_THAT_PROVE and kept.faults == 1 and _says_so(columns, relation)
    if relation.minus is None or not kept.proofs or kept.faults > kept.proofs:
        return False
    proven = kept.proofs >= ROWS_THAT_PROVE and kept.faults < kept.proofs
    proven = proven or (relation.kind == "ratio" and kept.faults == 1 and kept.keeps_rate)
    return (proven and _says_so(columns, relation)) or _has_roles(columns, relation)


def _is_named_rate(columns: dict[int, Column], kept: Kept) -> bool:
    """Whether a relation is a rate that the heads name (利润率 of 利润, 执行率 of 支出) and enough rows keep."""
    if kept.relation.kind != "ratio" or not kept.keeps_rate:
        return False
    return _says_so(columns, kept.relation) or _has_roles(columns, kept.relation)


def _has_roles(columns: dict[int, Column], relation: Relation) -> bool:
    named = {
        "ratio": ("rate", "paid_amount", "budget_amount"),
        "difference": ("balance", "budget_amount", "paid_amount"),
    }
    if relation.minus is None:
        return False
    roles = tuple(columns[index].role for index in (relation.target, relation.plus[0], relation.minus))
    return roles == named.get(relation.kind)
