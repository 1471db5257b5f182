"""Parts told as so many per cent and what that is: 资本金7,720万元，政府方出资10%即772万元、社会方90%即6,948万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import compared
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope
from extractor.checks.units import HUNDRED
from extractor.checks.worded.clauses import RATED, Clause
from extractor.checks.worded.formulas import printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["percent_pairs"]

FEWEST = 2
Pair = tuple[Quantity, Quantity]


def parts_by_percent(material: Material) -> Iterator[Check]:
    """Each amount is its per cent of the whole, where the per cents make 100. Fails for mistyped digits of one."""
    for clause in material.clauses.telling("即", "计", f"{RATED}（", f"{RATED}("):
        pairs = [] if _words["of_shares"].search(clause.words) else _pairs(clause)
        if len(pairs) < FEWEST or sum(rate.value for rate, _ in pairs) != HUNDRED:
            continue
        whole = _whole(clause.scope, pairs)
        for rate, part in pairs if whole is not None else ():
            assert whole is not None
            made = whole.value * rate.value / HUNDRED
            good = abs(made - part.value) <= printed_half(part)
            if good or is_mistyped(part.value, part.rounded(made)):
                yield compared(
                    "part_by_percent", good,
                    f"所述{part.said if good else part.quoted}，与{whole.said}×{rate.said}计算的"
                    f"{part.in_its_unit(made, 2)}",
                    material.printed(part, whole, rate), part.value, made,
                )  # fmt: skip


def _pairs(clause: Clause) -> list[Pair]:
    """Rates with the amount right behind each."""
    found = []
    for at in range(len(clause.quantities) - 1):
        rate, part = clause.quantities[at : at + 2]
        told = rate.unit == RATE and part.unit == YUAN and part.per is None and not part.is_rough
        if told and _words["is"].fullmatch(clause.between(at, at + 1)):
            found.append((rate, part))
    return found


def _whole(scope: Scope, pairs: list[Pair]) -> Quantity | None:
    """The one amount told before them of which all but one pair at most is true."""
    own = {part for _, part in pairs}
    first = pairs[0][0]
    found: dict[Decimal, Quantity] = {}
    for each in scope.by_unit.get(YUAN, []):
        if each in own or each.spot is not first.spot or each.start > first.start or not each.value:
            continue
        true = sum(abs(each.value * rate.value / HUNDRED - part.value) <= printed_half(part) for rate, part in pairs)
        if true >= max(1, len(pairs) - 1):
            found.setdefault(each.value, each)
    return next(iter(found.values())) if len(found) == 1 else None
