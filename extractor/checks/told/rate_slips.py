"""Rates that two figures right before them make but for two digits changed: 26个加工点中5个闲置，闲置率12.93%."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise, permutations

from extractor.checks.engine import check, rate_fits
from extractor.checks.figures_told import has_swapped_digits, is_swapped_rate, with_digits_changed
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, SCORE, Quantity, Scope
from extractor.checks.told.rates import is_named, is_rise, pair_of
from extractor.checks.units import HUNDRED, ZERO, half
from extractor.checks.worded.clauses import RATED, Clause
from extractor.checks.worded.frames import is_open
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

# Two digits changed tell a slip in rates of so many (19.23%) alone; the figures that make one stand so near before it.
TELLING_DIGITS, REACH = 4, 4
LABEL = 6
# People who come are people.
_SAME = {"人次": "人", "万人次": "万人"}


def rates_with_slips(material: Material) -> Iterator[Check]:
    """A rate that nothing in the report makes, and that two of the four figures before it make with digits changed."""
    for clause in material.clauses.telling(RATED):
        if clause.quantities[0].spot.place is not None:
            continue
        for index, rate in enumerate(clause.quantities):
            if index < 2 or rate.unit != RATE or rate.digits < TELLING_DIGITS or "." not in rate.text:
                continue
            found = _pair(clause, index)
            if found is None or not (is_named(rate) or "度" in rate.before(LABEL)):
                continue
            if is_open(clause, clause.marks[index - 2], clause.marks[index] + 1):
                continue
            part, whole, computed = found
            if not any(each.blurred for each in (rate, part, whole)) and not _is_explained(material, clause, rate):
                yield _slip(material, rate, (part, whole), computed)


def rates_with_slips_far(material: Material) -> Iterator[Check]:
    """应培训372人。…实训358人，培训率92.64%: of the count right before a rate, and one of its section further off.

    Fails where just one figure of that kind makes the rate with two digits changed, and nothing in the report makes it
    as it is told.
    """
    known: dict[tuple[int, str], _Wholes] = {}
    for clause in material.clauses.telling(RATED):
        if clause.quantities[0].spot.place is not None:
            continue
        for part, rate in pairwise(clause.quantities):
            if rate.unit != RATE or rate.digits < TELLING_DIGITS or "." not in rate.text or not is_named(rate):
                continue
            # What a score is of (23分) is no other score: tables tell it.
            if part.unit in {RATE, SCORE, ""} or part.per is not None or not part.value or part.blurred or rate.blurred:
                continue
            place = clause.marks[clause.quantities.index(rate)]
            if is_rise(rate) or is_open(clause, place, place + 1):
                continue
            scope = material.section_of.get(rate, clause.scope)
            key = id(scope), _unit(part)
            if key not in known:
                known[key] = _Wholes(scope, _unit(part))
            found = known[key].slipped(part, rate)
            if len(found) != 1 or _is_explained(material, clause, rate):
                continue
            whole = found[0]
            computed = round(part.value / whole.value * HUNDRED, decimals(rate.text))
            yield _slip(material, rate, (part, whole), computed)


class _Wholes:
    """The figures of one unit in a scope, found by how much they are."""

    def __init__(self, scope: Scope, unit: str) -> None:
        self._by_value = {each.value: each for each in scope.quantities if _unit(each) == unit and each.per is None}
        self._values = sorted(self._by_value)

    def slipped(self, part: Quantity, rate: Quantity) -> list[Quantity]:
        """Those of which a part is the rate told with two digits changed."""
        places, found = decimals(rate.text), list[Quantity]()
        for meant in with_digits_changed(rate.value, places):
            most, least = (part.value * HUNDRED / (meant + off) for off in (-half(places), 2 * half(places)))
            near = self._values[bisect_left(self._values, least) : bisect_right(self._values, most)]
            wholes = (self._by_value[value] for value in near if value > part.value)
            found += [
                whole
                for whole in wholes
                if not whole.blurred and rate_fits(meant, places, part.value, whole.value, ZERO, ZERO)
            ]
        return found


def shares_with_slips_nearby(material: Material) -> Iterator[Check]:
    """完成改造2,125户…；超标准的312户，占18.68%: of the nearest count of its kind before it.

    Fails where one digit makes the difference, or two changed, and nothing in the report makes the share.
    """
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            if at < 2 or rate.digits < TELLING_DIGITS or "." not in rate.text or rate.blurred:
                continue
            part = scope.quantities[at - 1]
            if part.unit in {RATE, ""} or part.per is not None or part.clause != rate.clause or part.blurred:
                continue
            if not _of_nothing_named().fullmatch(scope.text[part.end : rate.start]):
                continue
            alike = (q for q in reversed(scope.quantities[: at - 1]) if q.unit == part.unit and q.per is None)
            whole = next(alike, None)
            if whole is None or whole.value <= part.value or whole.blurred:
                continue
            computed = round(part.value / whole.value * HUNDRED, decimals(rate.text))
            if has_swapped_digits(rate.value, computed) or _differ_by_one_digit(rate.value, computed):
                if _is_explained(material, Clause([part, rate], scope), rate):
                    continue
                yield _slip(material, rate, (part, whole), computed, "疑有笔误")


def _slip(
    material: Material, rate: Quantity, pair: tuple[Quantity, Quantity], computed: Decimal, how: str = "疑有数字颠倒"
) -> Check:
    """A rate that is not that of a part of its whole, as it was mistyped."""
    part, whole = pair
    return check(
        "rate_with_changed_digits", "fail",
        f"所述{rate.quoted}，与按{part.said}、{whole.said}计算的{plain(computed)}%不一致，{how}。",
        material.printed(rate, part, whole), rate.value, computed,
    )  # fmt: skip


def _differ_by_one_digit(one: Decimal, other: Decimal) -> bool:
    first, second = plain(one), plain(other)
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


@cache
def _of_nothing_named() -> re.Pattern[str]:
    """The words between a part and its share where they do not say what it is a share of."""
    return re.compile(r"[^，。；、\d]{0,16}[，,]占(?:比)?(?:为)?")


def _pair(clause: Clause, index: int) -> tuple[Quantity, Quantity, Decimal] | None:
    """The two figures that make a rate with two digits changed; None where two make the rate itself."""
    rate, best = clause.quantities[index], None
    before = [
        each
        for each in clause.quantities[max(0, index - REACH) : index]
        if each.unit not in {RATE, ""} and each.per is None and each.value > 0
    ]
    places, is_change = decimals(rate.text), len(before) > 1 and is_rise(rate)
    for part, whole in permutations(before, 2):
        if _unit(part) != _unit(whole) or part.value == whole.value:
            continue
        share = part.value / whole.value * HUNDRED
        told = abs(share - HUNDRED) if is_change else share
        if abs(told - rate.value) <= 1 and rate_fits(rate.value, places, *_of(part, whole)):
            return None
        if best is None and is_swapped_rate(rate.value, told, places):
            best = part, whole, round(told, places)
    return best


def _unit(each: Quantity) -> str:
    return _SAME.get(each.unit, each.unit)


def _of(part: Quantity, whole: Quantity) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    return part.value, whole.value, part.half, whole.half


def _is_explained(material: Material, clause: Clause, rate: Quantity) -> bool:
    """Whether the rate is told once more, in text or table, or any two figures of its paragraph or section make it, or
    one before it in its sentence and any of the report."""
    places = decimals(rate.text)
    told = material.once(_rates)[rate.value]
    if any(each is not rate or pair_of(scope, at) is not None for each, scope, at in told):
        return True
    if rate.value in material.once(_in_cells):
        return True
    parts = [each for each in clause.quantities if each.unit not in {RATE, ""} and each.value > 0]
    return any(
        rate_fits(rate.value, places, *_of(part, whole))
        for part in parts
        for whole in material.once(_by_unit).get(_unit(part), ())
        if whole.value != part.value
    )


def _rates(material: Material) -> dict[Decimal, list[tuple[Quantity, Scope, int]]]:
    """Where the rates are told, by how much they are."""
    found: dict[Decimal, list[tuple[Quantity, Scope, int]]] = defaultdict(list)
    for scope in material.scopes:
        for at, rate in scope.rates:
            found[rate.value].append((rate, scope, at))
    return found


def _in_cells(material: Material) -> frozenset[Decimal]:
    """The figures of all cells."""
    tables = material.reading.tables
    return frozenset(each.value for table in tables for each in material.figures.of_table(table).values())


def _by_unit(material: Material) -> dict[str, list[Quantity]]:
    """The figures of paragraphs and rows by unit, those that are rounded alike and as much once."""
    found: dict[str, dict[tuple[Decimal, Decimal], Quantity]] = defaultdict(dict)
    for scope in material.neighbours:
        for each in scope.quantities:
            if each.value:
                found[_unit(each)].setdefault((each.value, each.half), each)
    return {unit: list(figures.values()) for unit, figures in found.items()}
