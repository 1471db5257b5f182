"""A price, a count and what they make in one breath: 312人，每人1,200元，合计37.44万元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import compared
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity
from extractor.checks.units import ZERO, factor
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import is_near, printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["products"]

# A price, its amount and one or two counts (42人，12个月).
SIZES, ROUNDED_REACH = (4, 3), 10
NO_COUNTS = frozenset({YUAN, RATE, POINTS})
# A price, the amount, the counts.
Window = tuple[Quantity, Quantity, list[Quantity]]


def products_told(material: Material) -> Iterator[Check]:
    """312人，每人1,200元，合计37.44万元: three or four figures in a row that are a price, its counts and the amount.

    Fails where the unit of the price is that of the count, no other price or count of the paragraph makes the amount,
    and nothing says that the price is a limit or not the same for all.
    """
    done: set[Quantity] = set()
    for clause in material.clauses:
        if not clause.scope.prices:
            continue
        # 发现42份，占7%，涉及26.88万元，平均每份6,400元: a share between them is none of the factors.
        counted = [
            each
            for each in clause.quantities
            if each.unit not in {RATE, POINTS} and (each.unit == YUAN or each.before(2)[-1:] != "均")
        ]
        priced = [at for at, each in enumerate(counted) if each.per is not None and each.unit == YUAN]
        found = [
            each
            for size in SIZES
            for start in range(len(counted) - size + 1)
            if any(start <= at < start + size for at in priced)
            and (each := _found(clause, counted[start : start + size])) is not None
        ]
        made = [_made(price, counts) for price, _, counts in found]
        good = [_fits(each, computed) for each, computed in zip(found, made, strict=True)]
        # A price and its counts that make one amount make no other beside it.
        proven = {each for window, holds in zip(found, good, strict=True) if holds for each in _factors(window)}
        for window, computed, holds in zip(found, made, good, strict=True):
            amount = window[1]
            if amount in done:
                continue
            if holds or (not proven & set(_factors(window)) and _is_slip(clause, window, computed)):
                done.add(amount)
                yield _told(material, window, computed, good=holds)


def _factors(window: Window) -> list[Quantity]:
    return [window[0], *window[2]]


def _made(price: Quantity, counts: list[Quantity]) -> Decimal:
    computed = price.value
    for each in counts:
        computed *= each.value
    return computed


def _fits(window: Window, computed: Decimal) -> bool:
    price, amount, _ = window
    if abs(computed - amount.value) <= printed_half(amount):
        return True
    # A mean is rounded, a price is as it is told: 48.6万立方米，单价6.2元，费用303.12万元 is a slip of 301.32.
    if has_swapped_digits(amount.value, computed) and not _words["rounded"].search(price.before(ROUNDED_REACH)):
        return False
    return abs(computed - amount.value) <= printed_half(price) * computed / price.value


def _found(clause: Clause, window: list[Quantity]) -> Window | None:
    """The price, the amount and the counts of a window, where it holds just these."""
    prices = [each for each in window if each.per is not None and each.unit == YUAN]
    amounts = [each for each in window if each.per is None and each.unit == YUAN]
    counts = [each for each in window if each.unit not in NO_COUNTS and each.per is None]
    if (len(prices), len(amounts), len(counts)) != (1, 1, len(window) - 2) or not all(each.value for each in window):
        return None
    if len({each.unit for each in counts}) < len(counts):
        return None
    label = _label(clause, prices[0])
    if any(not _is_priced(label, prices[0], each) for each in counts):
        return None
    return prices[0], amounts[0], counts


def _label(clause: Clause, price: Quantity) -> str:
    index = clause.quantities.index(price)
    return clause.between(index - 1, index) + clause.behind(index)[:4]


def _is_priced(label: str, price: Quantity, count: Quantity) -> bool:
    """Whether a price is for one of what a count counts."""
    unit = "人" if count.unit == "人次" else count.unit.removeprefix("个")
    if price.per == count.unit or f"每{unit}" in label or f"/{unit}" in label:
        return True
    if count.unit == "人次" and ("每次" in label or "/次" in label):
        return True
    mean = _words["mean_of"].search(label)
    return price.per == "" and (mean["of"] == unit if mean else _words["single"].search(label) is not None)


def _is_slip(clause: Clause, found: Window, computed: Decimal) -> bool:
    price, amount, counts = found
    window = sorted((price, amount, *counts), key=lambda each: each.start)
    first, last = clause.quantities.index(window[0]), clause.quantities.index(window[-1])
    if any(each.is_rough for each in window) or not is_near(amount.value, computed, ""):
        return False
    # What was set aside need not be what a price told behind it comes to: 安排1,045.28万元，按每生每天5元，…10,453人.
    if window[0] is amount and _words["allotted"].search(clause.between(first - 1, first)):
        return False
    words = "".join(clause.between(at - 1, at) for at in range(first, last + 1)) + clause.behind(last)[:8]
    if (
        words.count("）") != words.count("（")
        or _words["unsure"].search(words)
        or not (
            _words["makes"].search(clause.between(*_ahead(clause, amount))) or _is_worked_out(clause, amount, window)
        )
    ):
        return False
    # The counts and the price must name each other; what is put on or left out would make it another amount.
    if any(len(clause.between(one, two)) > 14 for one, two in pairwise(range(first, last + 1))):
        return False
    slack = max(printed_half(amount), printed_half(price) * computed / price.value)
    others = [q for q in clause.scope.quantities if q.value and q not in window]
    gap = abs(amount.value - computed)
    made = [
        a.value * b.value
        for a in (*others, price)
        for b in (*others, *counts)
        if a.unit == YUAN and b.unit not in NO_COUNTS
    ]
    return not any(abs(amount.value - each) <= slack for each in made if each != computed) and gap not in [
        each.value for each in others if each.unit == YUAN
    ]


def _is_worked_out(clause: Clause, amount: Quantity, window: list[Quantity]) -> bool:
    """480万元（建设4,000亩、每亩1,200元）: whether brackets right behind an amount hold what makes it."""
    last = clause.quantities.index(window[-1])
    return (
        amount is window[0]
        and clause.behind(clause.quantities.index(amount))[:1] == "（"
        and (clause.behind(last)[:1] == "）")
    )


def _ahead(clause: Clause, each: Quantity) -> tuple[int, int]:
    index = clause.quantities.index(each)
    return index - 1, index


def _told(material: Material, found: Window, computed: Decimal, *, good: bool) -> Check:
    price, amount, counts = found
    listed = "、".join(each.said for each in (price, *counts))
    scale = factor(amount.text)
    unit = "万元" if scale == factor("万") else "元"
    shown = plain((computed / (scale if unit == "万元" else Decimal(1))).normalize() + ZERO)
    return compared(
        "product_by_words", good, f"所述{amount.said}，与{listed}之积{shown}{unit}",
        material.printed(amount, price, *counts), amount.value, computed,
    )  # fmt: skip
