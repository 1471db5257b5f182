"""One amount told in two places, one of them with two digits changed: 结余156.8万元 … 收回结余资金165.8万元."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from extractor.checks.figures_told import sorted_digits
from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_swapped
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import Quantity, Scope
from extractor.checks.wording import wording
from extractor.model.report import Check

_words = partial(wording, "echoes")

DIGITS, LABEL, SHARED = 4, 14, 2


def amounts_told_again(material: Material) -> Iterator[Check]:
    """Fails where the two share what they are called, one stands once, and nothing makes it: of two the later one."""
    groups: dict[tuple[object, ...], list[tuple[Quantity, Scope]]] = {}
    for scope in material.paragraphs:
        for each in scope.quantities:
            if each.unit not in NO_PARTS and each.per is None and each.digits >= DIGITS:
                groups.setdefault((each.unit, *sorted_digits(each.value)), []).append((each, scope))
    for group in groups.values():
        if len({each.value for each, _ in group}) < 2:
            continue
        for told, scope in reversed(group):
            if material.times_told[told.unit, told.value] > 1:
                continue
            for other, _ in group:
                # Of two that stand once each the later one is the slip.
                first = other.place if material.times_told[other.unit, other.value] > 1 else None
                if other.spot is told.spot or not is_swapped(other.value, told.value):
                    continue
                if first is None and group.index((other, _)) > group.index((told, scope)):
                    continue
                if _are_one(other, told) and is_free(material, scope, told, (other,)):
                    yield fault(
                        material, "amount_told_again", told, (other,), other.value, f"另处所述{other.quoted}"
                    )
                    break


def _are_one(one: Quantity, two: Quantity) -> bool:
    """Whether two amounts are called alike, and neither is of another year, part or body."""
    first, second = (_label(each) for each in (one, two))
    if _words("other").search(first) or _words("other").search(second):
        return False
    common = {pair for pair in pairs_of_han(first) & pairs_of_han(second) if not _words("common").fullmatch(pair)}
    return len(common) >= SHARED or any(first.endswith(pair) or second.endswith(pair) for pair in common)


def _label(each: Quantity) -> str:
    """The words before an amount; where none of them names it, those behind: 对693.3万元闲置资产."""
    before = each.words_before(LABEL)
    if len(before) > SHARED:
        return before
    match = _words("behind").match(each.spot.passage.text[each.end : each.end + LABEL])
    return before + (match[0] if match else "")
