"""A whole that its parts and a rate both prove to be another: 在职127人，其中公务员31人、事业86人，控制率91.41%.

Parts behind 其中 may leave something out, and a rate may be of something else; that both make one figure is no chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from extractor.checks.engine import grouped
from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_rate_of
from extractor.checks.material import Material
from extractor.checks.quantities import Quantity, Scope, any_rough
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["proven_twice"]

FEWEST_PARTS, MOST_PARTS = 2, 8
# A rate of so many digits is that of two figures by no chance.
DIGITS = 4
# A whole that misses its parts by more than a third of it is another thing.
NEAR = 3


def wholes_proven_twice(material: Material) -> Iterator[Check]:
    """Fails where no rate of the sentence is of the whole as it is told, and one of four digits is of what its parts
    make."""
    for scope in material.paragraphs.telling("其中"):
        rates = [each for _, each in scope.rates if each.digits >= DIGITS and decimals(each.text) and not each.is_rough]
        for at, whole in enumerate(scope.quantities) if rates else ():
            beside = [each for each in rates if each.clause == whole.clause]
            parts = _parts(scope, at) if beside else []
            made = sum((each.value for each in parts), whole.value * 0)
            if not parts or made == whole.value or abs(made - whole.value) * NEAR > whole.value:
                continue
            meant = replace(whole, value=made)
            alike = [each for each in scope.by_unit[whole.unit] if each.clause == whole.clause and each is not whole]
            proofs = [
                (rate, other)
                for rate in beside
                for other in alike
                for pair in permutations((meant, other))
                if other.value != made and all(each.value for each in pair) and is_rate_of(rate, *pair)
            ]
            if not proofs or any(_is_explained(scope, whole, rate) for rate, _ in proofs):
                continue
            rate, other = proofs[0]
            if is_free(material, scope, whole, parts):
                said = "、".join(each.said for each in parts)
                yield fault(
                    material, "whole_proven", whole, [*parts, rate, other], made,
                    f"所列{said}之和{grouped(made / whole.scale[0])}{whole.scale[1]}（{rate.said}亦按此计算）",
                )  # fmt: skip


def _is_explained(scope: Scope, whole: Quantity, rate: Quantity) -> bool:
    """Whether a rate is that of the whole as it is told."""
    others = [each for each in scope.quantities if each.unit == whole.unit and each is not whole and each.value]
    return any(is_rate_of(rate, *pair) for other in others for pair in permutations((whole, other)))


def _parts(scope: Scope, at: int) -> list[Quantity]:
    """The figures of a whole's unit behind 其中, two or more that follow each other in its sentence."""
    whole = scope.quantities[at]
    if whole.unit in NO_PARTS or whole.per is not None or not whole.value or whole.is_rough:
        return []
    behind = scope.quantities[at + 1 : at + 2]
    opened = bool(behind) and behind[0].spot is whole.spot
    if not opened or not _words["opening"].match(whole.spot.passage.text[whole.end : behind[0].start]):
        return []
    found: list[Quantity] = []
    for each in scope.quantities[at + 1 : at + 1 + MOST_PARTS]:
        if each.clause != whole.clause or each.unit != whole.unit or each.per is not None:
            break
        found.append(each)
    return found if len(found) >= FEWEST_PARTS and not any_rough(found) else []
