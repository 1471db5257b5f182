"""Prices by name and what they make elsewhere in the text: 高级工每人2,000元 … 高级工补贴648人129.6万元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.engine import compared, tight
from extractor.checks.figures_told import is_mistyped, is_slip
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, Scope, any_rough
from extractor.checks.units import in_unit
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["named_prices"]

# How far before a figure its name stands; between the count and the amount stands no more.
BEFORE, GAP = 16, 4
# So many names that keep their prices show that another one is meant to.
FEWEST_KEPT = 2


def means_of_counts(material: Material) -> Iterator[Check]:
    """受益农户6,320户；…户均增收1,850元，共计1,169.20万元: the one count of its kind. Fails as above."""
    for scope in material.paragraphs:
        for price, amount in pairwise(scope.quantities):
            between = price.spot.passage.text[price.end : amount.start]
            if price.unit != YUAN or amount.unit != YUAN or amount.per is not None or price.clause != amount.clause:
                continue
            match = _words["mean"].search(price.words_before(BEFORE))
            if match is None or not price.value or _words["makes"].fullmatch(tight(between)) is None:
                continue
            counts = {each.value: each for each in scope.by_unit.get(match["of"], []) if each.per is None}
            if len(counts) == 1:
                yield from _told(amount, next(iter(counts.values())), price, material, "")


def prices_by_name(material: Material) -> Iterator[Check]:
    """A count and an amount side by side under a name that has one price: fails on two digits changed, or where two
    other names of its paragraph keep their prices and it is close."""
    prices: dict[str, list[tuple[Quantity, str]]] = defaultdict(list)
    for scope in material.paragraphs:
        for price in scope.prices:
            match = _words["name"].search(price.words_before(BEFORE))
            if match and price.value and not price.is_rough:
                prices[match["name"]].append((price, price.per or ""))
                for name, each in _listed_behind(scope, price):
                    prices[name].append((each, price.per or ""))
    known = {name: found[0] for name, found in prices.items() if len({price.value for price, _ in found}) == 1}
    for scope in material.paragraphs if known else ():
        cases = list(_priced(scope, known))
        kept = sum(abs(price.value * count.value - amount.value) <= amount.half for amount, count, price in cases)
        for amount, count, price in cases:
            yield from _told(amount, count, price, material, count.said, proven=kept >= FEWEST_KEPT)


def _priced(scope: Scope, known: dict[str, tuple[Quantity, str]]) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """The amounts of a paragraph with the counts right before them and the prices of the same name."""
    for count, amount in pairwise(scope.quantities):
        if amount.unit != YUAN or count.unit == YUAN or amount.per is not None or count.per is not None:
            continue
        if count.clause == amount.clause and amount.start - count.end <= GAP:
            label = count.words_before(BEFORE)
            price = next((each for name, (each, per) in known.items() if name in label and per == count.unit), None)
            if price is not None:
                yield amount, count, price


def _listed_behind(scope: Scope, price: Quantity) -> Iterator[tuple[str, Quantity]]:
    """县道每公里1.2万元、乡道0.8万元、村道0.3万元的标准: the names and prices that follow a price in its list."""
    at = scope.quantities.index(price)
    for before, each in pairwise(scope.quantities[at:]):
        match = _words["next"].fullmatch(tight(price.spot.passage.text[before.end : each.start]))
        if match is None or each.unit != YUAN or each.clause != price.clause:
            return
        if each.per is None:
            yield match["name"], each


def _told(
    amount: Quantity, count: Quantity, price: Quantity, material: Material, said: str, *, proven: bool = False
) -> Iterator[Check]:
    made = price.value * count.value
    good = abs(made - amount.value) <= amount.half
    slip = is_mistyped(made, amount.value) or (proven and is_slip(amount.value, made))
    if good or (slip and not any_rough((amount, count, price))):
        by = price.said if said else f"{count.said}、{price.said}"
        named = amount.said if said or good else amount.quoted
        yield compared(
            "price_by_name", good, f"所述{said}{named}，与按{by}计算的{in_unit(made, amount.unit_said)}",
            material.printed(amount, count, price), amount.value, made,
        )  # fmt: skip
