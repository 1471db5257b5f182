"""Shares whose whole is told elsewhere by name: 163个乡镇…占比95.88%, where 乡镇171个 are told; 占概算的1.94%.

A share fails only where its whole is told with one figure under the very name, the share comes near, and just another
whole number gives it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check, compared, rate_fits, tight
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["named_shares"]

# A name has so many characters at least; a share this near to that of the told whole was meant to be of it.
SHORTEST_NAME, LONGEST_NAME = 2, 10
NEAR = Decimal(1)
# So far from its count, or behind its rate, a name or a count may stand.
REACH = 40
NAME_REACH = 16
MOST_PAIRS = 4
# Of a whole with more things than this any rate is that of some count.
MOST_THINGS, FEWEST_THINGS = 5000, 10
_BRACKETS = re.compile(r"[（）()\s]")


def shares_of_named_counts(material: Material) -> Iterator[Check]:
    """163个乡镇和1,497个村，占比分别为95.88%和96.77%: of the 乡镇 and 村 that the report counts elsewhere."""
    shares = [
        (count, rate, name)
        for scope in material.paragraphs
        if scope.rates
        for count, rate in _pairs(scope)
        if (name := _name_behind(count))
    ]
    asked = {count.unit for count, _, _ in shares}
    told: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
    first: dict[tuple[str, str, Decimal], Quantity] = {}
    for scope in material.paragraphs if asked else ():
        for each in scope.quantities:
            for name in _names(each) if each.unit in asked else ():
                told[each.unit, name].add(each.value)
                first.setdefault((each.unit, name, each.value), each)
    for count, rate, name in shares:
        wholes = told.get((count.unit, name), set()) - {count.value}
        larger = [whole for whole in wholes if whole > count.value]
        if len(larger) != 1:
            continue
        whole = larger[0]
        share = count.value / whole * HUNDRED
        places = decimals(rate.text)
        good = rate_fits(rate.value, places, count.value, whole, ZERO, ZERO)
        if not good and (abs(share - rate.value) > NEAR or not _other_whole(count.value, rate.value, places)):
            continue
        shown = round(share, max(places, 2))
        yield compared(
            "share_of_named_count", good,
            f"所述{rate.said}与所述{count.said}、{first[count.unit, name, whole].said}之比{plain(shown)}%",
            material.printed(rate, count, first[count.unit, name, whole]), rate.value, shown,
        )  # fmt: skip


def shares_of_named_wholes(material: Material) -> Iterator[Check]:
    """代建费9.1万元，占调整后概算的1.94%: of the amount that the report calls 概算 elsewhere. Never fails."""
    for scope in material.paragraphs.telling("占"):
        for at, rate in scope.rates:
            name = _whole_named(rate)
            part = scope.quantities[at - 1] if at else None
            if name is None or part is None or part.unit == RATE or part.clause != rate.clause:
                continue
            pairs = _two(name)
            for whole in (q for each in material.paragraphs for q in each.by_unit.get(part.unit, ())):
                if whole.per is not None or whole.value <= part.value or not pairs & _two(_before(whole)):
                    continue
                if rate_fits(rate.value, decimals(rate.text), part.value, whole.value, part.half, whole.half):
                    yield _share(material, rate, part, whole)
                    break


def rates_of_counts(material: Material) -> Iterator[Check]:
    """418件，办结率96.89%: that of 405. A rate of so many things is that of some whole number. Never fails."""
    for scope in material.paragraphs:
        for count, rate in zip(scope.quantities, scope.quantities[1:], strict=False):
            whole_number = count.value == count.value.to_integral_value()
            if rate.unit != RATE or count.unit in {RATE, YUAN, ""} or count.clause != rate.clause or not whole_number:
                continue
            text = rate.spot.passage.text[count.end : rate.start]
            if not FEWEST_THINGS <= count.value <= MOST_THINGS or not _words["of_all"].fullmatch(tight(text)):
                continue
            places = decimals(rate.text)
            part = (count.value * rate.value / HUNDRED).to_integral_value()
            if places < 2 or not 0 < part < count.value:
                continue
            if rate_fits(rate.value, places, part, count.value, ZERO, ZERO):
                yield check(
                    "rate_of_count", "pass",
                    f"所述{rate.said}与{count.said}中的{plain(part)}{count.unit}之比"
                    f"{plain(round(part / count.value * HUNDRED, 2))}%一致。",
                    material.printed(rate, count), rate.value,
                    round(part / count.value * HUNDRED, 2),
                )  # fmt: skip


def _pairs(scope: Scope) -> Iterator[tuple[Quantity, Quantity]]:
    """Counts with their shares: 163个…，占比95.88%; of several 分别 the first with the first."""
    figures = scope.quantities
    for at, rate in enumerate(figures):
        if rate.unit != RATE or (at and figures[at - 1].unit == RATE):
            continue
        rates = _run(figures[at : at + MOST_PAIRS], rate=True)
        counts = _run(list(reversed(figures[max(0, at - len(rates)) : at])), rate=False)
        between = rate.spot.passage.text[figures[at - 1].end : rate.start] if at else ""
        told = _words["is_share"].search(between) is not None and (len(rates) == 1 or "分别" in between)
        if told and len(counts) == len(rates) and len({each.clause for each in (*counts, *rates)}) == 1:
            yield from zip(reversed(counts), rates, strict=True)


def _run(figures: list[Quantity], *, rate: bool) -> list[Quantity]:
    found: list[Quantity] = []
    for each in figures:
        if (each.unit == RATE) != rate or each.blurred or each.unit in {"", YUAN}:
            break
        found.append(each)
    return found


def _names(each: Quantity) -> Iterator[str]:
    """What a count may be called by the words around it: 171个 behind 街道（乡镇）."""
    if each.unit in {RATE, YUAN, ""} or each.blurred:
        return
    text = _BRACKETS.sub("", _before(each))
    yield from ("".join(sorted(text[-size:])) for size in range(SHORTEST_NAME, min(len(text), LONGEST_NAME) + 1))
    if behind := _name_behind(each):
        yield behind


def _name_behind(each: Quantity) -> str:
    """The name right behind a count (163个乡镇（街道）), its characters in order of their code."""
    match = _words["thing"].match(each.spot.passage.text, each.end)
    name = _BRACKETS.sub("", match[0]) if match else ""
    return "".join(sorted(name)) if SHORTEST_NAME <= len(name) <= LONGEST_NAME else ""


def _other_whole(count: Decimal, rate: Decimal, places: int) -> bool:
    """Whether another whole number gives the rate: then the report counts its things in two ways."""
    if not rate:
        return False
    whole = (count / rate * HUNDRED).to_integral_value()
    return bool(whole) and rate_fits(rate, places, count, whole, ZERO, ZERO)


def _whole_named(rate: Quantity) -> str | None:
    match = _words["share_of"].search(rate.before(REACH))
    return tight(match["whole"]) if match else None


def _before(each: Quantity) -> str:
    return each.words_before(NAME_REACH).rpartition("：")[-1]


def _two(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} - {"资金", "金额", "万元", "项目", "年度"}


def _share(material: Material, rate: Quantity, part: Quantity, whole: Quantity) -> Check:
    shown = round(part.value / whole.value * HUNDRED, 2)
    return check(
        "rate_of_named_whole", "pass", f"所述{rate.said}与{part.said}、{whole.said}之比{plain(shown)}%一致。",
        material.printed(rate, part, whole), rate.value, shown,
    )  # fmt: skip
