"""Lists whose parts are all there are of a kind: 基本支出 and 项目支出, 人员经费 and 公用经费, 离休 and 退休.

Unlike a list behind 其中, which may leave something out, these close by what they name. They fail where the parts
miss the whole told before them and make no other figure of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.checks.linked.proof import NO_PARTS, agreed, fault, is_open, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import Quantity, Scope, any_rough
from extractor.checks.units import ZERO
from extractor.checks.worded.formulas import printed_slack
from extractor.checks.wording import start_of
from extractor.model.report import Check
from extractor.patternbook import load_patterns

LABEL = 18
# Parts that miss a whole by more are of something else.
NEAR = Decimal("0.2")


@dataclass(frozen=True)
class _Kind:
    """What all parts of a whole are called, one wording each, and what else there may be.

    Where figures of other years may stand between (``is_far``), the one of them that the parts nearly make is meant.
    """

    cue: str
    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    other: re.Pattern[str] | None
    is_far: bool


def parts_of_a_kind(material: Material) -> Iterator[Check]:
    """支出9,412.86万元，其中基本支出5,618.40万元，占…；项目支出3,888.68万元，占…: the two make all of it."""
    for scope in material.paragraphs:
        for kind in _kinds():
            if kind.cue not in scope.text:
                continue
            parts = _parts(scope, kind)
            whole = _whole(scope, kind, parts) if parts else None
            if whole is None:
                continue
            summed = sum((each.value for each in parts), ZERO)
            slack = printed_slack(whole, *parts)
            said = f"{'、'.join(each.said for each in parts)}之和{whole.in_its_unit(summed)}"
            if abs(summed - whole.value) <= slack:
                yield agreed(material, "parts_by_words", whole, parts, summed, said)
            elif _is_slip(material, whole, parts, summed):
                yield fault(material, "parts_by_words", whole, parts, summed, said)


def _parts(scope: Scope, kind: _Kind) -> list[Quantity]:
    """The figures of all parts, in their order in one sentence; none where one is lacking or another is named."""
    found: list[Quantity] = []
    for words in kind.parts:
        first = found[-1] if found else None
        part = next(
            (
                each
                for each in scope.quantities
                if each.unit not in NO_PARTS
                and each.per is None
                and (first is None or (each.start > first.end and each.unit == first.unit and each.spot is first.spot))
                and words.search(each.words_before(LABEL))
            ),
            None,
        )
        if part is None:
            return []
        found.append(part)
    text = found[0].spot.passage.text
    start = start_of(text, found[0].start, "。\n")
    stop = text.find("。", found[-1].end)
    if "。" in text[found[0].end : found[-1].start]:
        return []
    sentence = text[start : stop if stop > 0 else len(text)]
    return [] if kind.other is not None and kind.other.search(sentence) else found


def _whole(scope: Scope, kind: _Kind, parts: list[Quantity]) -> Quantity | None:
    """The figure called so that stands last before the parts, no other of their unit between."""
    before = [
        each
        for each in scope.quantities
        if each.spot is parts[0].spot
        and each.start < parts[0].start
        and each.unit == parts[0].unit
        and each.per is None
    ]
    named = [each for each in before if kind.whole.search(each.words_before(LABEL))]
    if kind.is_far:
        summed = sum((each.value for each in parts), ZERO)
        known = next((each for each in before if each.value == summed), None)
        slips = [each for each in named if any(is_typed(q.value, q.value - summed + each.value) for q in parts)]
        return known or (slips[-1] if slips else None)
    return named[-1] if named and named[-1] is before[-1] else None


def _is_slip(material: Material, whole: Quantity, parts: list[Quantity], summed: Decimal) -> bool:
    if any_rough((whole, *parts)) or is_open(whole) or is_open(parts[0]):
        return False
    return not material.times_told[whole.unit, summed] and abs(summed - whole.value) <= NEAR * whole.value


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            each["cue"],
            re.compile(f"(?:{each['whole']})$"),
            tuple(re.compile(f"(?:{part})$") for part in each["parts"]),
            re.compile(each["other"]) if "other" in each else None,
            each.get("far", False),
        )
        for each in load_patterns("checks")["closed_kinds"]["kinds"]
    )
