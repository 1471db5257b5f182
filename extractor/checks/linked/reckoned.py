"""An amount reckoned by the price of one, their count before it: 346,800人…按人均89元计算，应安排3,086.52万元.

Fails where the one count of its paragraph that the price is for makes it with two digits changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import tight
from extractor.checks.linked.proof import NO_PARTS, agreed, fault, is_free, is_swapped
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, Scope, any_rough
from extractor.checks.worded.formulas import printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["reckoned"]

LABEL, BETWEEN = 16, 30


def amounts_reckoned(material: Material) -> Iterator[Check]:
    """按人均89元计算，应安排补助资金3,086.52万元, and 346,800人 before it."""
    for scope in material.paragraphs.telling("计算", "测算", "标准"):
        amounts = scope.by_unit.get(YUAN, [])
        for at, price in enumerate(amounts[:-1]):
            amount = amounts[at + 1]
            match = _words["price"].search(tight(price.before(LABEL)))
            between = scope.text[price.end : amount.start]
            if match is None or amount.per is not None or amount.clause != price.clause or len(between) > BETWEEN:
                continue
            if not _words["made"].search(tight(between)) or any_rough((price, amount)) or not amount.value:
                continue
            yield from _verdict(material, scope, price, amount, match["of"] or match["each"])


def _verdict(material: Material, scope: Scope, price: Quantity, amount: Quantity, each: str) -> Iterator[Check]:
    unit = {"名": "人", "生": "人", "校": "所", "床": "张"}.get(each, each)
    counts = {
        q.value: q
        for q in scope.quantities
        if q.unit == unit and q.unit not in NO_PARTS and q.end <= amount.start and q.per is None and q.value > 1
    }
    for count in counts.values():
        computed = price.value * count.value
        if abs(computed - amount.value) <= printed_half(amount):
            said = f"{price.said}、{count.said}之积{amount.in_its_unit(computed)}"
            yield agreed(material, "product_by_words", amount, (price, count), computed, said)
            return
    for count in counts.values():
        computed = amount.rounded(price.value * count.value)
        if is_swapped(amount.value, computed) and is_free(material, scope, amount, (price, count)):
            said = f"{price.said}、{count.said}之积{amount.in_its_unit(computed)}"
            yield fault(material, "product_by_words", amount, (price, count), computed, said)
            return
