"""Shares of one whole told one after the other: 甲60万元、乙40万元，分别占60%、40%; A占总支出的25%；B占总支出的70%."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial

from extractor.checks.engine import check, compared, rate_fits, tight
from extractor.checks.figures_told import has_swapped_digits, is_swapped_rate
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, Scope, share_said
from extractor.checks.units import HUNDRED, ZERO, half
from extractor.checks.worded.formulas import NEAR_RATE
from extractor.checks.worded.lists import SURE
from extractor.checks.worded.runs import run_before, run_behind
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["shares_of_one"]

# So many rates, each the share of the amount in its place, are no chance.
RATES_THAT_PROVE = 2
# A count that both shares leave no other is off by no more.
OFF = Decimal("0.2")
REACH = 24
# Two digits changed in a rate of so many; the words before a whole share two characters with what the rate is of.
SLIP_DIGITS, BEFORE = 3, 16
_COMMON = frozenset({"资金", "金额", "项目", "年度", "总额", "支出"})

Share = tuple[Quantity, Quantity]


def shares_in_order(material: Material) -> Iterator[Check]:
    """甲60万元、乙40万元，分别占60%、40%: each rate is the share of the amount in its place."""
    for clause in material.clauses.telling("分别"):
        for index, first in enumerate(clause.quantities):
            if first.unit != RATE or not index or clause.quantities[index - 1].unit == RATE:
                continue
            rates, parts = run_behind(clause, index - 1), run_before(clause, index)
            if rates is None or parts is None or "分别" not in clause.between(index - 1, index):
                continue
            size = len(rates.figures)
            own = parts.figures[-size:]
            if len(own) < size:
                continue
            wholes = [q for q in clause.scope.quantities if q.unit == own[0].unit and q not in own and q.value]
            choices = [[whole] * size for whole in wholes]
            choices += [each for at in range(len(wholes) - size + 1) if len(each := wholes[at : at + size]) == size]
            pairs = list(zip(rates.figures, own, strict=True))
            yield from _told(material, pairs, choices, "share_in_order")


def shares_of_one_whole(material: Material) -> Iterator[Check]:
    """A占支出总额的25%；B占支出总额的70%；C占…的5%: of the one amount of the report that all but one of them are of."""
    for scope in material.neighbours:
        for own, pairs in _by_whole(scope):
            if len(pairs) < RATES_THAT_PROVE or len({part.unit for part, _ in pairs}) > 1:
                continue
            largest = max(part.value for part, _ in pairs)
            told = [(rate, part) for part, rate in pairs]
            parts = [part for part, _ in pairs]
            amounts = _Amounts([own]) if own else material.once(_amounts)[parts[0].unit]
            wholes = [own] if own else [each for each in amounts.near(told) if each.value > largest]
            yield from _told(material, told, [[whole] * len(told) for whole in wholes], "share_of_one_whole")
            summed = sum((part.value for part in parts), ZERO)
            whole = amounts.known.get(summed) if own or summed > largest else None
            if whole is not None:
                listed = "、".join(part.said for part in parts)
                yield check(
                    "share_of_one_whole", "pass", f"所述{whole.said}与所列{listed}之和一致。",
                    material.printed(whole, *parts), whole.value, whole.value,
                )  # fmt: skip


def named_shares_with_slips(material: Material) -> Iterator[Check]:
    """抽查418.63万元，占住院补偿的6.14%: of the amount called so elsewhere 6.41%, two digits changed.

    Fails where no amount of the report makes the rate, and one called alike makes it with two digits changed.
    """
    for scope in material.paragraphs:
        for part, rate, name in _named(scope):
            called = pairs_of_han(name) - _COMMON
            if not called or rate.digits < SLIP_DIGITS or part.per is not None:
                continue
            wholes = [each for each in material.once(_amounts)[part.unit].known.values() if each.value > part.value]
            if any(is_share(rate, part, whole) for whole in wholes):
                continue
            places = decimals(rate.text)
            for whole in wholes:
                share = part.value / whole.value * HUNDRED
                shown = round(share, places)
                if is_swapped_rate(rate.value, share, places) and called & pairs_of_han(whole.words_before(BEFORE)):
                    yield check(
                        "share_of_one_whole", "fail",
                        f"所述{rate.said}，与{share_said(part, whole, shown)}不一致。",
                        material.printed(rate, part, whole), rate.value, shown,
                    )  # fmt: skip
                    break


def _named(scope: Scope) -> Iterator[tuple[Quantity, Quantity, str]]:
    """The parts with their rates and what the rates say they are of.

    占16.14% behind 占基本支出的83.86% is of the same, whatever other shares of the paragraph are of.
    """
    named: tuple[int, int] | None = None
    for at, rate in scope.rates:
        part = scope.quantities[at - 1] if at else None
        if part is None or part.unit in {RATE, POINTS, ""} or part.clause != rate.clause or part.value <= 0:
            continue
        match = _words["of"].search(tight(rate.before(REACH)))
        if match:
            named = rate.clause if match["name"] else named
            if match["name"] or named != rate.clause:
                yield part, rate, match["name"] or ""


def _by_whole(scope: Scope) -> Iterator[tuple[Quantity | None, list[Share]]]:
    """The shares by the name of what they are of; those behind a share of a figure of its own sentence with that."""
    by_name: dict[str, tuple[Quantity | None, list[Share]]] = {}
    for part, rate, name in _named(scope):
        before = by_name.setdefault(name, (None, []))[1]
        if before and before[0][0].clause != part.clause and (own := _own_whole(scope, part, rate)):
            yield by_name[name]
            by_name[name] = own, [(part, rate)]
        else:
            before.append((part, rate))
    yield from by_name.values()


def _own_whole(scope: Scope, part: Quantity, rate: Quantity) -> Quantity | None:
    """抽查120所，发现9所，占7.5%: the figure that its own sentence begins with, where a share is of that."""
    own = [each for each in scope.by_unit[part.unit] if each.clause == part.clause]
    earlier = [each for each in own if each.start < part.start and each.value > part.value]
    return own[0] if earlier and own[0] is earlier[-1] and is_share(rate, part, own[0]) else None


class _Amounts:
    """What parts may be of, each amount where it is first told."""

    def __init__(self, told: Iterable[Quantity]) -> None:
        self.known: dict[Decimal, Quantity] = {}
        for each in told:
            self.known.setdefault(each.value, each)

    @cached_property
    def _ordered(self) -> tuple[list[Decimal], dict[Decimal, int], Decimal]:
        widest = max((each.half for each in self.known.values()), default=ZERO)
        return sorted(self.known), {value: at for at, value in enumerate(self.known)}, widest

    def near(self, told: Sequence[Share]) -> list[Quantity]:
        """Those larger than the parts that one of the rates may be of, roughly, in the order that they are told."""
        values, order, widest = self._ordered
        found: set[Decimal] = set()
        for rate, part in told:
            off, unit = part.half + widest, 2 * half(decimals(rate.text))
            least = HUNDRED * (part.value - off) / (rate.value + unit)
            first = bisect_left(values, least)
            last = len(values)
            if rate.value > unit:
                last = bisect_right(values, HUNDRED * (part.value + off) / (rate.value - unit))
            found.update(values[first:last])
        return [self.known[value] for value in sorted(found, key=order.__getitem__)]


def _amounts(material: Material) -> Mapping[str, _Amounts]:
    """What parts may be of, by unit."""
    told: dict[str, list[Quantity]] = defaultdict(list)
    for scope in material.neighbours:
        for each in scope.quantities:
            if each.per is None:
                told[each.unit].append(each)
    return defaultdict(partial(_Amounts, ()), {unit: _Amounts(figures) for unit, figures in told.items()})


def _told(material: Material, pairs: list[Share], choices: list[list[Quantity]], rule: str) -> Iterator[Check]:
    """The shares by the whole, or the wholes in order, that make most of them; one that all of these miss is a slip."""
    best: tuple[int, list[Quantity]] = (0, [])
    right: set[int] = set()
    for choice in choices:
        hits = [at for at, (rate, part) in enumerate(pairs) if is_share(rate, part, choice[at])]
        halves = hits and (_are_its_halves(pairs, choice) or _closes(pairs, choice, hits))
        if len(hits) >= max(RATES_THAT_PROVE, len(pairs) - 1) or halves:
            right |= set(hits)
            best = max(best, (len(hits), choice), key=lambda each: each[0])
    for at, (rate, part) in enumerate(pairs if best[1] else ()):
        whole = best[1][at]
        shown = round(part.value / whole.value * HUNDRED, max(decimals(rate.text), 2))
        good = is_share(rate, part, whole)
        sure = len(pairs) >= SURE or has_swapped_digits(rate.value, shown) or _are_its_halves(pairs, best[1])
        sure = sure or _closes(pairs, best[1], [n for n, (r, p) in enumerate(pairs) if is_share(r, p, best[1][n])])
        if not good and (at in right or not sure or rate.is_rough or abs(shown - rate.value) > 2 * NEAR_RATE):
            continue
        yield compared(
            rule, good, f"所述{rate.said}，与{share_said(part, whole, shown)}", material.printed(rate, part, whole),
            rate.value, shown,
        )  # fmt: skip


def _closes(pairs: list[Share], choice: list[Quantity], hits: list[int]) -> bool:
    """Whether two shares that make 100% are of one whole, the amount of one of them mistyped or its count off."""
    if len(pairs) != RATES_THAT_PROVE or len(hits) != 1 or sum(rate.value for rate, _ in pairs) != HUNDRED:
        return False
    part = pairs[1 - hits[0]][1]
    meant = choice[0].value - pairs[hits[0]][1].value
    off = part.unit != YUAN and abs(part.value - meant) <= OFF * meant
    return len({each.value for each in choice}) == 1 and (off or has_swapped_digits(part.value, meant))


def _are_its_halves(pairs: list[Share], choice: list[Quantity]) -> bool:
    """Whether two parts make just the whole that both shares are of."""
    one_whole = len({each.value for each in choice}) == 1
    return len(pairs) == RATES_THAT_PROVE and one_whole and sum(part.value for _, part in pairs) == choice[0].value


def is_share(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is that of two figures."""
    return rate_fits(rate.value, decimals(rate.text), part.value, whole.value, part.half, whole.half)
