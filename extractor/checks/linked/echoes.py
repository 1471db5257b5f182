"""One amount told in two places, one of them with two digits changed: 结余156.8万元 … 收回结余资金165.8万元."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.figures_told import sorted_digits
from extractor.checks.linked.proof import fault, is_free, is_swapped
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import YUAN, Quantity, Scope
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["echoes"]

DIGITS, LABEL, SHARED = 4, 14, 2


def amounts_told_again(material: Material) -> Iterator[Check]:
    """Fails where the two share what they are called, each stands once, and nothing makes the one that comes later."""
    groups: dict[str, list[tuple[Quantity, Scope]]] = {}
    for scope in material.paragraphs:
        for each in scope.by_unit.get(YUAN, ()):
            if each.per is None and each.digits >= DIGITS and material.times_told[YUAN, each.value] == 1:
                groups.setdefault(sorted_digits(each.value), []).append((each, scope))
    for group in groups.values():
        for at, (later, scope) in enumerate(group[1:], 1):
            for earlier, _ in group[:at]:
                if earlier.spot is later.spot or not is_swapped(earlier.value, later.value):
                    continue
                if _are_one(earlier, later) and is_free(material, scope, later, (earlier,)):
                    yield fault(
                        material, "amount_told_again", later, (earlier,), earlier.value, f"前文所述{earlier.quoted}"
                    )


def _are_one(one: Quantity, two: Quantity) -> bool:
    """Whether two amounts are called alike, and neither is of another year, part or body."""
    first, second = (each.words_before(LABEL) for each in (one, two))
    if _words["other"].search(first) or _words["other"].search(second):
        return False
    common = {pair for pair in pairs_of_han(first) & pairs_of_han(second) if not _words["common"].fullmatch(pair)}
    return len(common) >= SHARED or any(first.endswith(pair) or second.endswith(pair) for pair in common)
