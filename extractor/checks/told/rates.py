"""Rates told in words against two figures near them: 完成率95.00%（计划40件，完成38件）, growth, savings.

These rules never fail, for another pair of figures may be meant, but where a change goes the other way than its words
say. That a printed rate is that of two figures to its last digit is no chance where it has digits enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extractor.checks.engine import HALF, check, rate_fits, tight
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope, telling_digits
from extractor.checks.units import HUNDRED, ZERO, factor
from extractor.checks.worded.opposites import is_below_nought
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Place
from extractor.model.report import Check, plain
from extractor.records.values import Spot

_words = WORDINGS["counts"]
_opposites = WORDINGS["opposites"]

# What a rate may be of, about how much it is, and whether a table tells it to the last digit.
_Known = tuple[Quantity, float, bool]

# A rate with so many digits (91.45%) is no chance among the pairs of a paragraph; with fewer, only of its neighbours.
TELLING_DIGITS = 3
# Two figures that are rounded so coarsely that their rate is not known to this, in percent, prove none.
WIDEST = Decimal("0.25")
# A rate with few digits that two figures make to this (95.00% told as 95%) is no chance either.
EXACT = Decimal("0.005")
# Two figures that make a rate at all miss it by no more than this, or half its last place; so do floats, roughly.
NEAR, ROUGHLY = Decimal(1), 1.001
# How many figures before and behind a rate may be those that it is of.
REACH = 6
# Amounts of the whole report that a rate may be measured against: told twice at least, with so many digits.
KNOWN_DIGITS = 3
# What a figure is compared with stands behind 较 or 比, no farther off.
COMPARED_BEFORE = 12
_COMPARED = re.compile("[较比][^，。；]*$")
# A rate with so many digits (70.07%) is no chance among all amounts of a report; its part stands so near before it.
PRECISE_DIGITS, PART_REACH = 4, 3
# A share of so few parts is told by chance among small figures of other sentences than its own.
FEW_PARTS = 6


def rates_nearby(material: Material) -> Iterator[Check]:
    """Each rate in a text or a row that is that of two figures beside it."""
    done: set[Quantity] = set()
    yield from _of_pairs(material, done, material.neighbours)
    yield from _of_known_amounts(material, done)
    yield from _of_pairs(material, done, material.sections)


def _of_pairs(material: Material, done: set[Quantity], scopes: list[Scope]) -> Iterator[Check]:
    for scope in scopes:
        for at, rate in scope.rates:
            if rate in done or not rate.value:
                continue
            pair = pair_of(scope, at)
            if pair is not None:
                done.add(rate)
                yield _told(material, rate, *pair)


def pair_of(scope: Scope, at: int) -> tuple[Quantity, Quantity, Decimal] | None:
    """The two figures nearest to the rate ``scope.quantities[at]`` that make it, and what they make."""
    rate = scope.quantities[at]
    if not scope.measured or (rate.digits < TELLING_DIGITS and not is_named(rate)):
        return None
    said, reach = _roughly(rate)
    best: tuple[tuple[bool, int, int, int], Quantity, Quantity, Decimal] | None = None
    for group in scope.measured:
        near = [each for each in group if -REACH <= each[0] - at <= REACH]
        for second, whole, of in near:
            for first, part, size in near:
                share = size / of * 100
                if (abs(share - said) > reach and abs(abs(share - 100) - said) > reach) or part.value == whole.value:
                    continue
                rank = (part.clause != rate.clause, abs(first - at) + abs(second - at), first, second)
                if best is not None and rank >= best[0]:
                    continue
                exact = rate.digits < TELLING_DIGITS and not _are_beside(rate, (first, part), (second, whole), at)
                computed = _meaning(rate, part, whole, rises=is_rise(rate), exact=exact)
                if computed is not None and (part.clause == rate.clause or not _is_of_few_parts(part, whole)):
                    best = (rank, part, whole, computed)
    return best[1:] if best else None


def _roughly(rate: Quantity) -> tuple[float, float]:
    """About how much a rate is, and how far from it what two figures make at all."""
    return float(rate.value), float(max(rate.half, NEAR)) * ROUGHLY


def _meaning(
    rate: Quantity, part: Quantity, whole: Quantity, *, rises: bool = False, exact: bool = False
) -> Decimal | None:
    """What two figures make, where that is the rate: a share; where words say so, a rise or a fall."""
    share = part.value / whole.value * HUNDRED
    gap = abs(share - rate.value)
    if exact and gap > EXACT:
        return None
    if gap <= (rate.half or HALF) and rate.digits >= TELLING_DIGITS:
        return share
    if gap <= NEAR and _spread(part, whole) <= WIDEST:
        places = len(rate.text.partition(".")[2].rstrip("% ％"))
        if rate_fits(rate.value, places, part.value, whole.value, part.half, whole.half):
            return share
    # 14,265个点位，离线1,220个，在线率91.45%: what is left of the whole. Next to nothing leaves all of any.
    if rises or (rate.digits >= PRECISE_DIGITS and rate.half < share < HUNDRED):
        change = abs(share - HUNDRED)
        if abs(rate.value - change) <= (rate.half or HALF):
            return change
    return None


def _is_of_few_parts(part: Quantity, whole: Quantity) -> bool:
    """Whether many pairs of small figures make the same share: 10 of 12 and 25 of 30 are five sixths."""
    if max(part.digits, whole.digits) >= TELLING_DIGITS:
        return False
    return (Fraction(part.value) / Fraction(whole.value)).denominator <= FEW_PARTS


def _spread(part: Quantity, whole: Quantity) -> Decimal:
    """How far the rounding of two figures may move their rate, in percent."""
    return HUNDRED * (part.half + whole.half * part.value / whole.value) / whole.value


def is_rise(rate: Quantity) -> bool:
    return _words["change"].search(rate.before(14)) is not None


def is_named(rate: Quantity) -> bool:
    """Whether words before a rate call it one (…率为, 占): otherwise it is the share that an amount is taken by."""
    return _words["rate_name"].search(rate.before(8)) is not None or is_rise(rate)


def _are_beside(rate: Quantity, part: tuple[int, Quantity], whole: tuple[int, Quantity], at: int) -> bool:
    """Whether a rate with few digits and its two figures follow each other in one sentence."""
    places = sorted((part[0], whole[0], at))
    return places[2] - places[0] == 2 and part[1].clause == whole[1].clause == rate.clause


def _of_known_amounts(material: Material, done: set[Quantity]) -> Iterator[Check]:
    """抽查凭证金额1,600.00万元，占64.00%: of an amount that the report tells elsewhere, or a count (计划80公里).

    Only a rate printed with four digits is known from others well enough that its part need not stand right before it.
    """
    pending = [
        (rate, parts)
        for scope in material.neighbours
        for at, rate in scope.rates
        if rate.value
        and rate not in done
        and (parts := _parts_before(scope.quantities, at, PART_REACH if rate.digits >= PRECISE_DIGITS else 1))
        and is_named(rate)
    ]
    known, sure = _known(material, {part.unit for _, parts in pending for part in parts})
    for rate, parts in pending:
        best = _of_known(rate, parts, sure if rate.digits >= PRECISE_DIGITS else known)
        if best is not None:
            done.add(rate)
            yield _told(material, rate, *best)


def _of_known(
    rate: Quantity, parts: list[Quantity], wholes: Mapping[str, Sequence[_Known]]
) -> tuple[Quantity, Quantity, Decimal] | None:
    """The first part and whole that make a rate, and what they make."""
    exact, (said, reach) = rate.digits < TELLING_DIGITS, _roughly(rate)
    for part in parts:
        size = float(part.value) * 100
        for known, of, is_tabled in wholes.get(part.unit, ()):
            share = size / of
            if (abs(share - said) > reach and abs(abs(share - 100) - said) > reach) or known.value == part.value:
                continue
            whole = replace(known, half=ZERO) if is_tabled else known
            computed = _meaning(rate, part, whole, exact=exact)
            if computed is not None:
                return part, whole, computed
    return None


def _parts_before(quantities: list[Quantity], at: int, reach: int) -> list[Quantity]:
    """The figures right before a rate that it may be the share of, the nearest first."""
    rate = quantities[at]
    return [
        part
        for part in reversed(quantities[max(0, at - reach) : at])
        if part.unit not in {RATE, ""} and part.per is None and part.value and part.clause == rate.clause
    ]


def _known(material: Material, units: set[str]) -> tuple[dict[str, list[_Known]], dict[str, list[_Known]]]:
    """What a rate may be of in some units, the largest first: every count, and amounts told more than once, in words or
    tables.

    The second is for rates with many digits: every amount.
    """
    first: dict[tuple[str, Decimal], _Known] = {}
    chosen: dict[tuple[str, Decimal], _Known] = {}
    tabled = material.tabled_amounts if YUAN in units else frozenset()
    for scope in material.neighbours if units else ():
        for each in scope.quantities:
            if each.unit not in units or each.per is not None or not each.value:
                continue
            key = (each.unit, each.value)
            again = first.get(key)
            known = again or first.setdefault(key, (each, float(each.value), False))
            if each.unit != YUAN:
                chosen.setdefault(key, known)
            elif key not in chosen and each.digits >= KNOWN_DIGITS:
                if each.value in tabled:  # What a table tells to the last 元 was not rounded.
                    chosen[key] = each, known[1], True
                elif again:
                    chosen[key] = again
    for each in _totals(material) if YUAN in units else ():
        chosen.setdefault((YUAN, each.value), (each, float(each.value), False))
    return _by_unit(chosen), _by_unit({**first, **chosen})


def _by_unit(chosen: dict[tuple[str, Decimal], _Known]) -> dict[str, list[_Known]]:
    found: dict[str, list[_Known]] = {}
    for (unit, _), each in sorted(chosen.items(), key=lambda known: known[0][1], reverse=True):
        found.setdefault(unit, []).append(each)
    return found


def _totals(material: Material) -> Iterator[Quantity]:
    """The amounts of the total rows of tables."""
    for sheet in material.sheets:
        for row in sheet.marked("total"):
            for column in sheet.part.columns:
                figure, cell = sheet.figure(row, column.index), sheet.cells.get((row, column.index))
                if figure is not None and cell is not None and column.unit and figure.value:
                    value = figure.value * factor(column.unit)
                    text = tight(cell.passage.text) + column.unit
                    spot = Spot(cell.passage, Place(sheet.table.grid.id, cell.row, cell.column))
                    digits = telling_digits(text)
                    yield Quantity(value, ZERO, YUAN, text, spot, 0, len(cell.passage.text), digits)


def _told(material: Material, rate: Quantity, part: Quantity, whole: Quantity, computed: Decimal) -> Check:
    pages = material.reading.pages
    shown = round(computed, 2)
    is_share = computed == part.value / whole.value * HUNDRED
    verb = _verb_between(whole, rate) if rate.digits >= TELLING_DIGITS and part.value != whole.value else ""
    rises = part.value > whole.value
    is_compared = part.spot is whole.spot and part.start < whole.start
    if not is_share and verb and is_compared and _opposites["down" if rises else "up"].fullmatch(verb):
        return check(
            "direction_by_words", "fail",
            f"所述“{verb}{rate.said}”，与{part.said}较{whole.said}{'增加' if rises else '减少'}不符。",
            [each.figure(pages) for each in (rate, part, whole)], rate.value, shown,
        )  # fmt: skip
    if is_share:
        relation = f"{part.said}、{whole.said}之比"
    elif is_rise(rate):
        relation = f"{part.said}、{whole.said}相比的变动"
    else:
        relation = f"{whole.said}减去{part.said}后的占比"
    return check(
        "rate_nearby", "pass",
        f"所述{rate.said}与{relation}{plain(shown)}%一致。",
        [each.figure(pages) for each in (rate, part, whole)], rate.value, shown,
    )  # fmt: skip


def _verb_between(base: Quantity, rate: Quantity) -> str:
    """What a sentence says right behind the figure that it compares with, and right before a rate: 较3.92亿元下降."""
    if (
        base.spot is not rate.spot
        or rate.start < base.end
        or is_below_nought(base)
        or not _COMPARED.search(base.before(COMPARED_BEFORE))
    ):
        return ""
    return tight(base.spot.passage.text[base.end : rate.start]).strip("，,了")
