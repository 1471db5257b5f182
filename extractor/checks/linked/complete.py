"""Lists that their shares prove to be all of a whole: 中央3,860万元，占63.7%；省级…；自筹270万元，占4.46%.

Where the shares make 100%, or all but one are those of one figure told before, the list leaves nothing out. Its whole,
the one part or the one share that does not agree with all the rest is a slip. So is a part of a list behind 其中 that
ends with 其他, where one slip mended makes the one figure told before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import tight
from extractor.checks.linked.proof import NO_PARTS, agreed, fault, is_free, is_meant, is_open, is_rate_of, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, Quantity, Scope, any_rough, share_said
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import printed_half, printed_slack
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["complete"]

FEWEST, SURE, LABEL = 2, 3, 16
# Each share may be off by its rounding.
NEAR_HUNDRED, HALF_OF_WHOLE = Decimal("0.06"), Decimal("0.5")
TEN_THOUSAND = Decimal(10_000)

Pair = tuple[Quantity, Quantity]


def lists_with_shares(material: Material) -> Iterator[Check]:
    """Each part with its share right behind it, against the other pairs and the figures told before the list."""
    before: Scope | None = None
    for scope in material.paragraphs:
        if len(scope.rates) >= FEWEST:
            for pairs in _runs(scope):
                yield from _verdict(material, scope, before, pairs)
        before = scope


def _runs(scope: Scope) -> Iterator[list[Pair]]:
    """The lists of figures of one unit, each with a share right behind it and nothing else between."""
    run: list[Pair] = []
    at = 0
    told = scope.quantities
    while at + 1 < len(told):
        part, rate = told[at], told[at + 1]
        text = part.spot.passage.text
        is_pair = (
            rate.unit == RATE
            and part.unit not in NO_PARTS
            and part.per is None
            and part.spot is rate.spot
            and _words["share"].fullmatch(tight(text[part.end : rate.start])) is not None
        )
        joined = is_pair and run and run[-1][0].unit == part.unit and run[-1][1] is told[at - 1]
        if joined and "。" in text[run[-1][1].end : part.start]:
            joined = False
        if not joined:
            if len(run) >= FEWEST:
                yield run
            run = []
        if is_pair:
            run.append((part, rate))
        at += 2 if is_pair else 1
    if len(run) >= FEWEST:
        yield run


def _verdict(material: Material, scope: Scope, before: Scope | None, pairs: list[Pair]) -> Iterator[Check]:
    parts = [part for part, _ in pairs]
    summed = sum((each.value for each in parts), ZERO)
    if not summed or any_rough([each for pair in pairs for each in pair]) or is_open(parts[0]):
        return
    wholes = _wholes(scope, before, parts)
    shares = sum((rate.value for _, rate in pairs), ZERO)
    is_all = abs(shares - HUNDRED) <= NEAR_HUNDRED + printed_slack(*(rate for _, rate in pairs))
    equal = next((each for each in wholes if each.value == summed), None)
    if all(_fits(rate, part, summed) for part, rate in pairs) and is_all:
        if equal is not None:
            listed = "、".join(each.said for each in parts)
            yield agreed(material, "closed_list", equal, parts, summed, f"所列{listed}之和")
            return
        # The whole alone is off.
        meant = next((each for each in wholes[:1] if is_meant(each.value, summed)), None)
        if meant is not None and len(pairs) >= SURE and is_free(material, scope, meant, parts):
            said = f"所列{'、'.join(each.said for each in parts)}之和{meant.in_its_unit(summed)}"
            yield fault(material, "closed_list", meant, parts, summed, said)
        return
    for whole in wholes:
        off = [pair for pair in pairs if not is_rate_of(pair[1], pair[0], whole)]
        hits = len(pairs) - len(off)
        if len(off) != 1 or (hits < FEWEST and whole is not equal):
            continue
        part, rate = off[0]
        left = whole.value - (summed - part.value)
        if whole is equal:
            shown = round(part.value / whole.value * HUNDRED, 2)
            said = share_said(part, whole, shown)
            yield fault(material, "closed_list", rate, [part, whole], shown, said)
        elif left > 0 and _fits(rate, part, whole.value, left) and _may_be(part, left):
            others = [each for each in parts if each is not part]
            said = f"{whole.said}减去其余各项的{part.in_its_unit(left)}"
            yield fault(material, "closed_list", part, [whole, *others], left, said)
        return


def _wholes(scope: Scope, before: Scope | None, parts: list[Quantity]) -> list[Quantity]:
    """The figures that the parts may make: those before them, the nearest first; else of the paragraph before."""
    largest = max(each.value for each in parts)
    told = [
        each
        for each in reversed(scope.by_unit[parts[0].unit])
        if each.start < parts[0].start and each.spot is parts[0].spot
    ]
    if not told and before is not None:
        told = list(reversed(before.by_unit.get(parts[0].unit, ())))
    return [each for each in told if each.per is None and each.value > largest and not each.is_rough]


def _fits(rate: Quantity, part: Quantity, whole: Decimal, value: Decimal | None = None) -> bool:
    """Whether a share is that of its part, or of what the part was meant to be."""
    computed = (part.value if value is None else value) / whole * HUNDRED
    spread = HUNDRED * part.half * FEWEST / whole
    return abs(computed - rate.value) <= printed_half(rate) + spread


def _may_be(part: Quantity, left: Decimal) -> bool:
    """Whether a part may be a slip of what is left: of counts whole ones alone."""
    return left == left.to_integral_value() or "." in part.text


def lists_with_others(material: Material) -> Iterator[Check]:
    """收运11.68万吨，日均320吨。其中可回收物0.92万吨、…、其他垃圾7.94万吨: the parts up to 其他 make all of it."""
    for scope in material.paragraphs.telling("其中"):
        text = scope.text
        if _words["others_cue"].search(text) is None:
            continue
        for match in _words["of_which"].finditer(text):
            stop = text.find("。", match.end())
            parts = [q for q in scope.quantities if match.end() <= q.start and (stop < 0 or q.start < stop)]
            last = next((n for n, q in enumerate(parts) if _words["others"].search(q.words_before(LABEL))), None)
            parts = parts[: last + 1] if last is not None else []
            unit = parts[0].unit if parts else ""
            if len(parts) < SURE or unit in NO_PARTS or any(q.unit != unit or q.per is not None for q in parts):
                continue
            if any_rough(parts) or _words["no_list"].search(text[match.end() : parts[-1].start]):
                continue
            summed = sum((q.value for q in parts), ZERO)
            wholes = _wholes(scope, None, parts)
            equal = next((each for each in wholes if each.value == summed), None)
            listed = "、".join(each.said for each in parts)
            if equal is not None:
                yield agreed(material, "closed_list", equal, parts, summed, f"所列{listed}之和")
                continue
            slips = [
                (whole, part, meant)
                for whole in wholes
                if abs(whole.value - summed) <= HALF_OF_WHOLE * whole.value
                for part in parts
                if (meant := part.value - summed + whole.value) > 0 and is_typed(part.value, meant)
            ]
            if slips and len({whole.value for whole, _, _ in slips}) == 1 and not material.times_told[unit, summed]:
                whole, part, meant = slips[-1]
                if is_free(material, scope, part, (whole,)):
                    others = [each for each in parts if each is not part]
                    yield fault(
                        material, "closed_list", part, [whole, *others], meant,
                        f"{listed}合计应得的{whole.said}所余{part.in_its_unit(meant)}",
                    )  # fmt: skip


def lists_beyond(material: Material) -> Iterator[Check]:
    """管网68.5公里，其中大管26.3公里、小管44.2公里: parts of one kind make no more than their whole, nor a ten
    thousandth of it (总投资18,650元，包括工程13,286.4万元、…): fails where one figure, changed by three tenths at most
    or by a slip, tells why."""
    for scope in material.paragraphs.telling("其中", "包括"):
        text = scope.text
        for at, whole in enumerate(scope.quantities[:-FEWEST]):
            first = scope.quantities[at + 1]
            if whole.unit in NO_PARTS or whole.per is not None or first.unit != whole.unit or not whole.value:
                continue
            head = _words["list_behind"].match(text, whole.end) if whole.spot is first.spot else None
            if head is None or head.end() > first.start or _words["overlap"].search(text[whole.start : first.end]):
                continue
            parts = _listed(scope, at + 1)
            if len(parts) < FEWEST or any_rough((whole, *parts)) or is_open(whole):
                continue
            summed = sum((q.value for q in parts), ZERO)
            said = f"所列{'、'.join(q.said for q in parts)}之和{whole.in_its_unit(summed)}"
            if whole.unit_said == "元" and summed == whole.value * TEN_THOUSAND:
                yield fault(material, "amount_in_two_units", whole, parts, summed, said)
                continue
            gap = summed - whole.value
            kinds = {_kind(q.words_before(LABEL)) for q in parts}
            if gap <= printed_slack(whole, *parts) or len(kinds) > 1:
                continue
            slips = [q for q in parts if q.value > gap and is_meant(q.value, q.value - gap)]
            if slips and is_free(material, scope, slips[0], (whole, *parts)):
                yield fault(material, "part_beyond_whole", whole, parts, summed, said)


def _kind(label: str) -> str:
    """What a part is by its last characters: of 天峻县 and 刚察县, two places, by the last one."""
    place = _words["place"].search(label)
    return place[0] if place else label[-2:]


def _listed(scope: Scope, start: int) -> list[Quantity]:
    """The figures of one unit that a list tells one behind the other."""
    found = [scope.quantities[start]]
    for each in scope.quantities[start + 1 :]:
        between = scope.text[found[-1].end : each.start]
        if each.unit != found[0].unit or each.per is not None or not _words["joint"].match(between):
            break
        found.append(each)
    return found
