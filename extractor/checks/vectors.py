"""Columns of figures as whole numbers, and what comes of a relation between them, row by row.

Hundreds of relations are tried in a table, nearly all in vain: whole numbers tell that soonest, and exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from extractor.checks.engine import Figure
from extractor.checks.sheets import Sheet
from extractor.checks.units import HUNDRED, ZERO, factor, in_whole
from extractor.checks.units import half as half_of
from extractor.model.reading import Column

ONE = in_whole(Decimal(1))
# Figures are told from what rounding may do to them where they are so many times larger.
COARSE = 40

# A figure's value and half a unit of its last place as whole numbers, and the figure.
Whole = tuple[int, int, Figure]
# A row, whether a relation holds there, and whether it holds for something.
Outcome = tuple[int, bool, bool]


class Relation(NamedTuple):
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


class Vectors:
    """The columns of figures of a sheet, each worked out once, in the smallest unit."""

    def __init__(self, sheet: Sheet, columns: dict[int, Column]) -> None:
        self._sheet = sheet
        self._scales = {index: factor(column.unit or "") for index, column in columns.items()}
        self._exact = frozenset(index for index, column in columns.items() if column.unit in {None, "元"})
        self._scaled = {index: _whole(sheet.vector(index), scale) for index, scale in self._scales.items()}
        # A rate is no amount, whatever its column's unit.
        self._rates = {index: _whole(sheet.vector(index), Decimal(1)) for index in sheet.rate_columns}

    def outcomes(self, relation: Relation) -> Iterator[Outcome]:
        """The rows that tell all that a relation needs, as far as a reader asks for them."""
        return self._of_sum(relation) if relation.minus is None else self._of_pair(relation, relation.minus)

    def is_hopeless(self, relation: Relation, trial: int) -> bool:
        """Whether a difference or a sum fails in more than half of the first so many rows that tell it: nearly all that
        are tried do, and are told so soonest here."""
        if relation.kind == "sum":
            return self._is_no_sum(relation, trial)
        if relation.kind != "difference" or relation.minus is None or len(relation.plus) > 1:
            return False
        plus, less = self._scaled[relation.plus[0]], self._scaled[relation.minus]
        exact = self._exact.issuperset((relation.target, *relation.plus, relation.minus))
        failed = seen = 0
        for row, (stated, half, _) in self._scaled[relation.target].items():
            if row in plus and row in less:
                more, fewer = plus[row], less[row]
                failed += abs(stated - more[0] + fewer[0]) > (0 if exact else half + more[1] + fewer[1])
                seen += 1
                if failed * 2 > trial:
                    return True
                if seen == trial:
                    break
        return False

    def _is_no_sum(self, relation: Relation, trial: int) -> bool:
        """The same of a sum, as far as rows have figures in all its columns."""
        parts = [self._scaled[index] for index in relation.plus]
        exact = self._exact.issuperset((relation.target, *relation.plus))
        failed = 0
        for row, (stated, half, _) in islice(self._scaled[relation.target].items(), trial):
            made, allowed = 0, half
            for part in parts:
                whole = part.get(row)
                if whole is None:
                    return False
                made += whole[0]
                allowed += whole[1]
            failed += abs(stated - made) > (0 if exact else allowed)
        return failed * 2 > trial

    def cases(self, relation: Relation, outcomes: Iterable[Outcome]) -> Iterator[Case]:
        """The rows again, with what the relation makes of their figures."""
        scale = self._scales[relation.target]
        for row, holds, proves in outcomes:
            stated = self._sheet.vector(relation.target)[row]
            plus = [(index, figure) for index in relation.plus if (figure := self._sheet.vector(index).get(row))]
            made = sum((figure.value * self._scales[index] for index, figure in plus), ZERO)
            figures = [stated, *(figure for _, figure in plus)]
            if relation.minus is None:
                computed = made / scale
            else:
                figures.append(self._sheet.vector(relation.minus)[row])
                less = figures[-1].value * self._scales[relation.minus]
                computed = (made - less) / scale if relation.kind == "difference" else made / less * HUNDRED
                if relation.kind == "change":
                    risen = (made - less) / less * HUNDRED
                    computed = min((risen, -risen), key=lambda value: abs(value - stated.value))
            yield Case(row, stated, computed, holds, proves, figures)

    def _of_sum(self, relation: Relation) -> Iterator[Outcome]:
        exact = self._exact.issuperset((relation.target, *relation.plus))
        parts = [(index, self._scaled[index]) for index in relation.plus]
        for row, (stated, half, _) in self._scaled[relation.target].items():
            known = [part[row] for _, part in parts if row in part]
            # A blank among what is added up is nothing; what cannot be read, or is merged with others, is not known.
            lacking = [index for index, part in parts if row not in part] if len(known) < len(parts) else ()
            if not known or any(self._sheet.is_filled(row, index) for index in lacking):
                continue
            made = sum([value for value, _, _ in known])
            allowed = 0 if exact else half + sum([rounded for _, rounded, _ in known])
            several = sum([value != 0 for value, _, _ in known]) > 1
            yield row, abs(stated - made) <= allowed, several and made > COARSE * allowed

    def _of_pair(self, relation: Relation, minus: int) -> Iterator[Outcome]:
        exact = self._exact.issuperset((relation.target, *relation.plus, minus))
        targets = (self._scaled if relation.kind == "difference" else self._rates)[relation.target]
        plus, less = self._added(relation.plus), self._scaled[minus]
        test = _TESTS[relation.kind]
        for row, stated in targets.items():
            if row in less and row in plus:
                outcome = test(stated, plus[row], less[row], exact)
                if outcome is not None:
                    yield row, *outcome

    def _added(self, plus: tuple[int, ...]) -> dict[int, Whole]:
        """One column, or several added up in the rows that all of them tell; the figure is that of the first."""
        added = self._scaled[plus[0]]
        for index in plus[1:]:
            more = self._scaled[index]
            added = {
                row: (value + more[row][0], half + more[row][1], each)
                for row, (value, half, each) in added.items()
                if row in more
            }
        return added


def _whole(vector: dict[int, Figure], scale: Decimal) -> dict[int, Whole]:
    halves = {places: in_whole(half_of(places) * scale) for places in {each.decimals for each in vector.values()}}
    return {row: (in_whole(each.value * scale), halves[each.decimals], each) for row, each in vector.items()}


def _difference(stated: Whole, plus: Whole, minus: Whole, exact: bool) -> tuple[bool, bool] | None:
    allowed = 0 if exact else stated[1] + plus[1] + minus[1]
    proves = plus[0] != 0 and minus[0] != 0 and stated[0] != 0 and plus[0] > COARSE * allowed
    return abs(stated[0] - plus[0] + minus[0]) <= allowed, proves


def _ratio(stated: Whole, plus: Whole, minus: Whole, exact: bool) -> tuple[bool, bool] | None:
    part, whole = plus[0], minus[0]
    if not whole:
        return None
    size, proves = abs(whole), part not in {0, whole}
    gap, allowed = abs(stated[0] * whole - HUNDREDFOLD * part), stated[1] * size
    if gap <= allowed:
        return True, proves
    # Figures without decimals are counts, or amounts that were not rounded.
    spread = (plus[1] * size if plus[2].decimals else 0) + (minus[1] * abs(part) if minus[2].decimals else 0)
    if spread and (gap - allowed) * size <= HUNDREDFOLD * spread:
        return True, proves
    if spread and abs(stated[0] * whole) < HUNDREDFOLD * abs(part):  # the rate of figures not yet rounded, cut off
        return (gap - 2 * allowed) * size < HUNDREDFOLD * spread, proves
    return gap < 2 * allowed and _is_cut(stated[2], part, whole), proves


def _is_cut(stated: Figure, part: int, whole: int) -> bool:
    """Whether a rate is that of two figures with its further digits cut off."""
    cut = 100 * abs(part) * int(Decimal(1).scaleb(stated.decimals)) // abs(whole)
    return int(stated.value.scaleb(stated.decimals)) == (cut if (part < 0) == (whole < 0) else -cut)


def _change(stated: Whole, plus: Whole, minus: Whole, exact: bool) -> tuple[bool, bool] | None:
    part, whole = plus[0], minus[0]
    if not whole:
        return None
    size, made, said = abs(whole), HUNDREDFOLD * (part - whole), stated[0] * whole
    gap, allowed, proves = min(abs(made - said), abs(made + said)), stated[1] * size, part not in {0, whole}
    # As with rates: amounts with decimals were rounded, and the digits behind the last may be cut off.
    spread = (plus[1] * size if plus[2].decimals else 0) + (minus[1] * abs(part) if minus[2].decimals else 0)
    if gap <= allowed or (spread and (gap - allowed) * size <= HUNDREDFOLD * spread):
        return True, proves
    return gap < 2 * allowed and abs(said) < abs(made), proves


HUNDREDFOLD = 100 * ONE
_Test = Callable[[Whole, Whole, Whole, bool], tuple[bool, bool] | None]
_TESTS: dict[str, _Test] = {"difference": _difference, "ratio": _ratio, "change": _change}
