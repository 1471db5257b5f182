"""Rates bound by words to the figure right before them, that nothing in the report makes of it.

安装终端409台，安装率96.01%; 60岁及以上老年人22.54万人，占36.80%; 占获扶持企业的12.02%. What such a rate is a rate of
is sure: of the figure before it. What it is out of may be any figure of the report. Where none makes it, in text
or table, and no sum of figures beside, but the one that its words mean is near, one of the three is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, combinations

from extractor.checks.engine import rate_fits
from extractor.checks.linked.proof import NO_PARTS, fault, is_open, is_rate_of, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope, share_said
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["bound_rates"]

# A draft's figure is so far off at most; a rate of fewer digits is that of many figures.
NEAR = Decimal("0.16")
DIGITS, LABEL, NEIGHBOURS = 2, 20, 8
_JOINED = frozenset("、和及，与")

Pair = tuple[Quantity, Quantity]


def bound_rates(material: Material) -> Iterator[Check]:
    """Each rate that bears the name of the figure before it, or is its share, against what that is a part of."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            part, last = (scope.quantities[at - 1], scope.quantities[max(0, at - 2)]) if at else (rate, rate)
            if part.unit in NO_PARTS or part.clause != rate.clause or not rate.value or rate.digits < DIGITS:
                continue
            if last is not part and last.unit == part.unit and last.value and is_rate_of(rate, part, last):
                continue  # most rates are
            pairs = [] if rate.is_rough or _in_list(scope, at) else pairs_bound(material, scope, at)
            if any(is_rate_of(rate, *pair) for pair in pairs):
                continue
            off = [(abs(_share(*pair) - rate.value) / _share(*pair), index) for index, pair in enumerate(pairs)]
            gap, index = min(off, default=(HUNDRED, 0))
            if not pairs or is_open(rate):
                continue
            part, whole = pairs[index]
            shown = round(_share(part, whole), max(decimals(rate.text), 2))
            typed = is_typed(rate.value, round(shown, decimals(rate.text)))
            if (gap <= NEAR or typed) and not _is_made(material, scope, at, part):
                yield fault(material, "rate_of_figure", rate, (part, whole), shown, share_said(part, whole, shown))


def _share(part: Quantity, whole: Quantity) -> Decimal:
    return part.value / whole.value * HUNDRED


def may_be(each: Quantity) -> bool:
    """Whether a figure counts or costs something, and is told to the last digit."""
    return each.unit not in NO_PARTS and each.per is None and each.value > 0 and not each.is_rough


def _in_list(scope: Scope, at: int) -> bool:
    """Whether a rate is one of a list (分别占60%和40%), each of another figure."""
    rate = scope.quantities[at]
    beside = [(each, rate) for each in scope.quantities[at - 1 : at]]
    beside += [(rate, each) for each in scope.quantities[at + 1 : at + 2]]
    return any(
        one.unit == two.unit and set(scope.text[one.end : two.start].strip() or "。") <= _JOINED for one, two in beside
    )


def pairs_bound(material: Material, scope: Scope, at: int) -> list[Pair]:
    """The part that words bind a rate to, with what they may mean as its whole."""
    rate, part = scope.quantities[at], scope.quantities[at - 1]
    if not may_be(part) or part.clause != rate.clause:
        return []
    label = rate.words_before(LABEL)
    behind = [each for each in scope.quantities[at + 1 : at + 2] if may_make(part, each) and each.spot is rate.spot]
    if not (_words["any"].search(label) or behind):
        return []
    if behind and _words["bracket"].fullmatch(scope.text[rate.end : behind[0].start]):
        return [(part, behind[0])]  # 满意338人，满意率87.56%（收回386份）
    before = [each for each in scope.quantities[: at - 1] if may_make(part, each)]
    sentence = start_of(scope.text, part.start, "。\n")
    near = [each for each in before if each.start >= sentence]
    if _words["share"].fullmatch(label):
        return [(part, each) for each in before if each.value > part.value and each.unit == part.unit]
    if (of := _words["of"].fullmatch(label)) is not None:
        return [(part, each) for each in _called(material, part, of["name"])]
    named = _words["named"].fullmatch(label)
    return _named(scope, at, named["stem"], near) if named is not None and near else []


def _named(scope: Scope, at: int, stem: str, near: list[Quantity]) -> list[Pair]:
    """What a rate is of by its own name (办结率): the figure before it, out of the one before that or a larger one."""
    rate, part, last = scope.quantities[at], scope.quantities[at - 1], near[-1]
    stem, own = _words["same"].sub("", stem), part.words_before(LABEL)
    beside = last is scope.quantities[at - 2] and last.clause == rate.clause and rate.value < HUNDRED
    # 实收131.27万元，应收145.85万元，收缴率90%
    if beside and _words["due"].search(own) and any(each in last.words_before(LABEL) for each in stem[-2:]):
        return [(last, part)]
    wholes = [last] if beside else [each for each in near if each.value > part.value]
    return [(part, each) for each in wholes if _bears(stem, own, each.words_before(LABEL))]


def _bears(stem: str, part: str, whole: str) -> bool:
    """Whether the figure that a rate counts bears its name; the rest of the name may be the whole's."""
    if not stem:  # 预算执行率 of what was spent; 累计 spends more than one budget
        done = _words["done"].search(part) is not None and _words["due"].search(whole) is not None
        return done and ("累计" in whole or "累计" not in part)
    named = any(each in part for each in stem[-2:]) and all(each in part + whole for each in stem)
    return named and _words["not"].search(part) is None


def _called(material: Material, part: Quantity, name: str) -> list[Quantity]:
    """What bears the name of a whole: 累计到位8,100.53万元 for 到位资金."""
    name = _words["common"].sub("", name)
    if len(name) < DIGITS:
        return []
    return [
        each
        for scope in material.paragraphs
        if all(map(scope.text.__contains__, name))
        for each in scope.by_unit.get(part.unit, ())
        if each.value > part.value and set(name).issubset(each.words_before(LABEL)) and may_be(each)
    ]


def may_make(part: Quantity, whole: Quantity) -> bool:
    """Amounts are parts of amounts, counts of counts, however they are counted (所, 个)."""
    return is_amount(whole) == is_amount(part) and may_be(whole)


def is_amount(each: Quantity) -> bool:
    """Whether a figure is money."""
    return each.unit == YUAN


def _is_made(material: Material, scope: Scope, at: int, part: Quantity) -> bool:
    """Whether the rate of a part is that of any figure of the report, of a sum beside it, or told again."""
    rate = scope.quantities[at]
    if (rate.digits > DIGITS and material.times_told[RATE, rate.value] > 1) or any(
        each.value + rate.value == HUNDRED for each in scope.by_unit[RATE]
    ):
        return True
    places = decimals(rate.text)
    beside = scope.quantities[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
    values = [each.value for each in beside if may_make(part, each)]
    place = values.index(part.value)
    sums = {total for start in range(len(values)) for total in accumulate(values[start:])}
    wholes = (
        sums | {abs(one - two) for one, two in combinations(values, 2)} | material.once(wholes_told)[is_amount(part)]
    )
    parts = {sum(values[start:place], part.value) for start in range(place)} | {abs(v - part.value) for v in values}
    return any(
        rate_fits(rate.value, places, one, whole, part.half, ZERO)
        for one, every in ((part.value, wholes), *((one, sums) for one in parts | sums))
        for whole in every
        if whole and whole != one
    )


def wholes_told(material: Material) -> dict[bool, frozenset[Decimal]]:
    """All figures of the report: amounts, and what else is counted."""
    told = [each for scope in material.paragraphs for each in scope.quantities if each.unit not in NO_PARTS]
    cells = {each.value for table in material.reading.tables for each in material.figures.of_table(table).values()}
    amounts = {each.value for each in told if each.unit == YUAN} | material.all_amounts
    return {True: frozenset(amounts), False: frozenset(cells | {each.value for each in told if each.unit != YUAN})}
