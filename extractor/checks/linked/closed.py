"""Lists that close without telling their whole: 按学段分：小学2,105.6万元，初中873.6万元, of an amount told before.

A list fails where what it makes stands nowhere in the report, and one figure of it with a typist's slip mended makes an
amount or a count that the paragraph, or the one before it, tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import grouped, tight
from extractor.checks.linked.proof import NO_PARTS, agreed, fault, is_free, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import printed_half, printed_slack
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["closed"]

FEWEST, SURE, LABEL = 2, 3, 16
# A list that misses a total by more is of something else.
NEAR = Decimal("0.8")


def closed_lists(material: Material) -> Iterator[Check]:
    """按用途分：甲…，占75%；乙…，占15%；丙…，占10%。分为4个子项目：…. Each list against the amounts told before it."""
    before: Scope | None = None
    for scope in material.paragraphs:
        listed = any(len(group) >= FEWEST for unit, group in scope.by_unit.items() if unit not in NO_PARTS)
        for match in _words["opening"].finditer(scope.text) if listed else ():
            told = match["count"] or match["counted"] or match["batched"]
            count = number(told) if told else 0
            ends = (scope.text.find(mark, match.end()) for mark in ("。；" if match["of"] else "。"))
            # What 其中 opens closes by its shares alone.
            lists = (_parts(scope, (match.end(), end), count, by_shares=match["of"] is not None) for end in ends)
            parts = next(filter(None, lists), None)
            if parts:
                yield from _verdict(material, scope, before, parts)
        before = scope


def _parts(scope: Scope, span: tuple[int, int], count: int, *, by_shares: bool) -> list[Quantity]:
    """The figures of a list up to the end of its sentence, one of each part; none where it may leave something out."""
    text = scope.text
    start, stop = span[0], len(text) if span[1] < 0 else span[1]
    if _words["open"].search(text[start:stop]):
        return []
    told = [each for each in scope.quantities if start <= each.start < stop and each.spot is scope.quantities[0].spot]
    unit = next((each.unit for each in told if each.unit not in NO_PARTS), "")
    if any(each.per is not None or each.is_rough for each in told) or not unit:
        return []
    parts = [each for each in told if each.unit == unit]
    if len(parts) < FEWEST or (count and len(parts) != count):
        return []
    rates = [each.value for each in told if each.unit == RATE]
    joints = {scope.text[one.end : two.start] for one, two in pairwise(told) if two.unit == RATE}
    if by_shares and len(joints) <= 1:
        return []  # 占…%；…占…%: shares of one whole, told as such
    shared = any("占" in each.words_before(LABEL) for each in told if each.unit == RATE)
    if (shared or by_shares) and (len(rates) != len(parts) or sum(rates, ZERO) != HUNDRED):
        return []
    return parts if _are_named(parts) else []


def _are_named(parts: list[Quantity]) -> bool:
    """Whether every part has a name of its own."""
    labels = [each.words_before(LABEL).removeprefix("其中") for each in parts]
    if len(set(labels)) < len(labels):  # 2021年5月发行…；2022年3月发行…
        labels = [tight(each.before(LABEL)) for each in parts]
    apart = all(labels) and len(set(labels)) == len(labels)
    return apart and not any(_words["no_part"].search(label) for label in labels)


def _verdict(material: Material, scope: Scope, before: Scope | None, parts: list[Quantity]) -> Iterator[Check]:
    summed = sum((each.value for each in parts), ZERO)
    unit = parts[0].unit
    slack = printed_slack(*parts)
    if any(told == unit and abs(value - summed) <= slack for told, value in material.times_told):
        return
    near = [*scope.by_unit.get(unit, ())]
    wholes = [each for each in near if each.start < parts[0].start]
    if before is not None:
        wholes += before.by_unit.get(unit, [])
    for whole in wholes:
        gap = summed - whole.value
        if whole.per is not None or whole.is_rough or abs(gap) > NEAR * whole.value or not whole.value:
            continue
        for part in parts:
            meant = part.value - gap
            if meant > 0 and is_typed(part.value, meant) and is_free(material, scope, part):
                listed = "、".join(each.said for each in parts)
                yield fault(
                    material, "closed_list", part, [*(each for each in parts if each is not part), whole], meant,
                    f"{listed}合计应得的{whole.said}所余{part.in_its_unit(meant)}",
                )  # fmt: skip
                return


def shares_of_lists(material: Material) -> Iterator[Check]:
    """2021年512.48万元、2022年476.35万元、2023年439.8万元；三年分别占35.9%、33.3%、30.8%: shares of their sum.

    A share fails where all others of the list are those of the parts in their order.
    """
    for scope in material.paragraphs.telling("占"):
        for match in _words["shares"].finditer(scope.text):
            rates = _rates_behind(scope, match.end())
            if len(rates) < SURE or any_rough(rates):
                continue
            for parts in _runs_before(scope, match.start(), len(rates)):
                whole = sum((each.value for each in parts), ZERO)
                if not whole:
                    continue
                shown = [round(each.value / whole * HUNDRED, 4) for each in parts]
                off = [at for at, rate in enumerate(rates) if abs(shown[at] - rate.value) > 2 * printed_half(rate)]
                if not off:
                    break
                if len(off) == 1 and abs(shown[off[0]] - rates[off[0]].value) <= HUNDRED / 10:
                    rate, part = rates[off[0]], parts[off[0]]
                    computed = round(shown[off[0]], 2)
                    if is_free(material, scope, rate, (part,)):
                        said = f"{part.said}在所列{len(parts)}项中所占的{grouped(computed)}%"
                        yield fault(material, "closed_list", rate, parts, computed, said)
                    break


def _rates_behind(scope: Scope, start: int) -> list[Quantity]:
    found: list[Quantity] = []
    place = start
    for each in scope.quantities:
        if each.start < start:
            continue
        if each.unit != RATE or not _words["joint"].fullmatch(scope.text[place : each.start]):
            break
        found.append(each)
        place = each.end
    return found


def _runs_before(scope: Scope, end: int, size: int) -> Iterator[list[Quantity]]:
    """The lists of so many figures of one unit before a place, the nearest first."""
    told = [each for each in scope.quantities if each.end <= end and each.per is None and each.value]
    for last in range(len(told), size - 1, -1):
        run = told[last - size : last]
        if len({each.unit for each in run}) == 1 and run[0].unit not in {RATE, POINTS, ""}:
            yield run


def sums_of_named(material: Material) -> Iterator[Check]:
    """非常满意198人、满意117人、…，非常满意和满意合计315人: what two parts make that are named before the sum."""
    for clause in material.clauses.telling("计", "共"):
        if len(clause.quantities) < SURE:
            continue
        for at, told in enumerate(clause.quantities):
            match = (
                _words["sum_of"].search(clause.between(at - 1, at)) if at > 1 and told.unit not in {RATE, ""} else None
            )
            if match is None:
                continue
            named = [
                next(
                    (q for n, q in enumerate(clause.quantities[:at]) if _is_just(clause.between(n - 1, n), name)), None
                )
                for name in (match["one"], match["two"])
            ]
            one, two = named
            if one is None or two is None or one is two or {one.unit, two.unit} != {told.unit}:
                continue
            computed = one.value + two.value
            wrong = computed != told.value and (
                told.unit != YUAN or abs(computed - told.value) > printed_half(told) * SURE
            )
            if wrong and is_free(material, clause.scope, told, (one, two)):
                said = f"{one.said}与{two.said}之和{told.in_its_unit(computed)}"
                yield fault(material, "closed_list", told, (one, two), computed, said)


def _is_just(label: str, name: str) -> bool:
    """Whether a part of a list is called so and not more: 满意 is not 不满意."""
    return _words["label_marks"].sub("", label) == name


def sums_of_better(material: Material) -> Iterator[Check]:
    """优秀9个、良好18个、合格8个、不合格3个，合格及以上35个: the parts up to the one named make it."""
    for clause in material.clauses.telling("及以上"):
        for at in range(SURE, len(clause.quantities)):
            told = clause.quantities[at]
            match = _words["and_better"].search(clause.between(at - 1, at))
            if match is None or told.unit in NO_PARTS:
                continue
            named = [n for n in range(at) if _is_just(clause.between(n - 1, n), match["name"])]
            start = named[0] if named else 0
            while start and clause.quantities[start - 1].unit == told.unit and "、" in clause.between(start - 1, start):
                start -= 1
            parts = clause.quantities[start : named[0] + 1] if named else []
            if len(parts) < FEWEST or any_rough((told, *parts)):
                continue
            computed = sum((q.value for q in parts), ZERO)
            said = f"{'、'.join(q.said for q in parts)}之和{told.in_its_unit(computed)}"
            if computed == told.value:
                yield agreed(material, "closed_list", told, parts, computed, said)
            elif is_free(material, clause.scope, told, parts):
                yield fault(material, "closed_list", told, parts, computed, said)
