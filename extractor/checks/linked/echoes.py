"""One amount told in two places, one of them with two digits changed: 结余156.8万元 … 收回结余资金165.8万元."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.figures_told import sorted_digits
from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_swapped, is_typed
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import YUAN, Quantity, Scope
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["echoes"]

DIGITS, DIGITS_OF_ONE, LABEL, SHARED = 4, 5, 14, 2


def amounts_told_again(material: Material) -> Iterator[Check]:
    """Fails where the two share what they are called, one stands once, and nothing makes it: of two the later one."""
    done: set[Quantity] = set()
    for group in _alike(material):
        for at, (told, scope) in enumerate(group):
            if told in done or material.times_told[told.unit, told.value] > 1:
                continue
            for index, (other, _) in enumerate(group):
                is_first = index < at or material.times_told[other.unit, other.value] > 1
                if other.spot is told.spot or not is_first or other.value == told.value:
                    continue
                if not is_typed(told.value, other.value, DIGITS_OF_ONE):
                    continue
                if _are_one(other, told) and is_free(material, scope, told, (other,)):
                    done.add(told)
                    yield fault(material, "amount_told_again", told, (other,), other.value, f"另处所述{other.quoted}")
                    break


def _alike(material: Material) -> Iterator[list[tuple[Quantity, Scope]]]:
    """The figures of the text that differ by two neighbouring digits changed, or by one digit of so many."""
    groups: dict[tuple[object, ...], list[tuple[Quantity, Scope]]] = {}
    for scope in material.paragraphs:
        for each in scope.quantities:
            if each.unit in NO_PARTS or each.per is not None or _digits(each) < DIGITS:
                continue
            groups.setdefault((each.unit, *sorted_digits(each.value)), []).append((each, scope))
            if each.digits >= DIGITS_OF_ONE and each.unit == YUAN:
                said = plain(each.value)
                for at in range(len(said.rstrip("0"))):
                    groups.setdefault((said[:at], said[at + 1 :]), []).append((each, scope))
    for key, group in groups.items():
        if len(group) > 1 and len({each.value for each, _ in group}) > 1:
            first = group[0][0].value
            if len(key) == 2 or any(is_swapped(first, each.value) for each, _ in group[1:]):
                yield group


def _digits(each: Quantity) -> int:
    """How many digits a figure is printed with, those of its decimals all told: 86.50."""
    return sum(map(str.isdigit, each.text)) if "." in each.text and each.digits >= DIGITS - 1 else each.digits


def _are_one(one: Quantity, two: Quantity) -> bool:
    """Whether two amounts are called alike, and neither is of another year, part or body."""
    first, second = (_label(each) for each in (one, two))
    if _words["other"].search(first) or _words["other"].search(second):
        return False
    common = {pair for pair in pairs_of_han(first) & pairs_of_han(second) if not _words["common"].fullmatch(pair)}
    if not is_swapped(one.value, two.value):
        return len(common) > SHARED
    return len(common) >= SHARED or any(first.endswith(pair) or second.endswith(pair) for pair in common)


def _label(each: Quantity) -> str:
    """The words before an amount; where none of them names it, those behind: 对693.3万元闲置资产."""
    before = each.words_before(LABEL)
    if len(before) > SHARED:
        return before
    match = _words["behind"].match(each.spot.passage.text[each.end : each.end + LABEL])
    return before + (match[0] if match else "")
