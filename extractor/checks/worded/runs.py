"""Figures of one unit that follow each other in a sentence: what lists, shares and answers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.checks.quantities import RATE, Quantity
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import Clause
from extractor.checks.wording import WORDINGS

FEWEST = 2
_words = WORDINGS["lists"]


@dataclass(frozen=True)
class Run:
    """Figures of one unit that follow each other in a sentence, from ``start`` up to ``end``, half-open."""

    clause: Clause
    start: int
    end: int

    @property
    def figures(self) -> list[Quantity]:
        return list(self.clause.quantities[self.start : self.end])

    @property
    def labels(self) -> list[str]:
        """The words before each figure."""
        return [self.clause.between(at - 1, at) for at in range(self.start, self.end)]

    @property
    def total(self) -> Decimal:
        return sum((each.value for each in self.figures), ZERO)


def run_before(clause: Clause, index: int, *, any_price: bool = False) -> Run | None:
    """The figures of one unit right before a figure, rates in brackets left out; None where they are too few."""
    unit = clause.quantities[index - 1].unit
    start = index
    while start and clause.quantities[start - 1].unit == unit:
        if clause.quantities[start - 1].per is not None and not any_price:
            break
        start -= 1
    alike = unit == clause.quantities[index].unit or clause.quantities[index].unit == RATE
    return Run(clause, start, index) if index - start >= FEWEST and alike else None


def run_behind(clause: Clause, index: int) -> Run | None:
    """The figures of one unit right behind a figure."""
    ends = _ends_of_runs(clause)
    start = index + 1
    return Run(clause, start, ends[start]) if start < len(ends) and ends[start] - start >= FEWEST else None


@lru_cache(maxsize=1)
def _ends_of_runs(clause: Clause) -> list[int]:
    """Where the figures of one unit end that begin with each figure of a sentence; rules ask for one after another."""
    quantities = clause.quantities
    ends = list(range(len(quantities)))
    for at in reversed(ends):
        if quantities[at].per is not None:
            continue
        ends[at] = behind = at + 1
        alike = behind < len(ends) and quantities[behind].unit == quantities[at].unit
        if alike and not _words["new"].search(clause.between(at, behind)):
            ends[at] = max(behind, ends[behind])
    return ends
