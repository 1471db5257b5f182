"""Lists that tell a count and an amount of each part: 2018年9个、4,260万元，2019年14个、7,980万元，….

Where the amounts make a whole that the report tells beside a count, the parts are all of it, and so are their counts;
where the counts make the count beside it, the amounts are.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import compared
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope, any_rough
from extractor.checks.units import ZERO
from extractor.checks.worded.formulas import printed_slack
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["paired_lists"]

# So many parts with both figures are no chance; the wholes stand beside each other, so many figures apart.
FEWEST, APART = 3, 2
# Parts that miss their whole by more are of something else.
NEAR = Decimal("0.1")

Pair = tuple[Quantity, Quantity]


def paired_lists(material: Material) -> Iterator[Check]:
    """Fails where one of the two sums is its whole and the other, near, is not."""
    wholes: list[Pair] | None = None
    for scope in material.paragraphs:
        if len(scope.by_unit.get(YUAN, [])) < FEWEST:
            continue
        for run in _runs(scope):
            if wholes is None:
                wholes = list(_wholes(material))
            yield from _told(material, run, wholes)


def _runs(scope: Scope) -> Iterator[list[Pair]]:
    """Counts of one unit, each followed by its amount, shares left out."""
    figures = [each for each in scope.quantities if each.unit not in {RATE, POINTS, SCORE, ""} and each.per is None]
    run: list[Pair] = []
    for one, two in pairwise(figures):
        if run and one is run[-1][1]:
            continue  # the amount of a part and the count of the next
        told = two.unit == YUAN != one.unit and _is_part(one, two)
        if told and run and one.unit == run[0][0].unit and _follows(run[-1], one):
            run.append((one, two))
            continue
        if len(run) >= FEWEST:
            yield run
        run = [(one, two)] if told else []
    if len(run) >= FEWEST:
        yield run


def _is_part(count: Quantity, amount: Quantity) -> bool:
    text = count.spot.passage.text
    return count.spot is amount.spot and _words["pair"].fullmatch(text[count.end : amount.start]) is not None


def _follows(part: Pair, count: Quantity) -> bool:
    text = count.spot.passage.text
    return count.spot is part[1].spot and _words["next"].fullmatch(text[part[1].end : count.start]) is not None


def _wholes(material: Material) -> Iterator[Pair]:
    """The counts and amounts that stand beside each other in one sentence: 34个，总投资1.86亿元."""
    for scope in material.paragraphs:
        for at, amount in enumerate(scope.quantities):
            if amount.unit == YUAN and amount.per is None and not amount.is_rough:
                for count in scope.quantities[max(0, at - APART) : at]:
                    if count.clause == amount.clause and count.per is None and not count.is_rough:
                        yield count, amount


def _told(material: Material, run: list[Pair], wholes: list[Pair]) -> Iterator[Check]:
    unit, own = run[0][0].unit, {each for pair in run for each in pair}
    counts, amounts = [count for count, _ in run], [amount for _, amount in run]
    text = run[0][0].spot.passage.text[run[0][0].start : run[-1][1].end]
    if _words["unsure"].search(text) or any_rough((*counts, *amounts)):
        return
    for count, amount in wholes:
        if count.unit != unit or count in own or amount in own:
            continue
        for parts, whole, others, other in ((amounts, amount, counts, count), (counts, count, amounts, amount)):
            summed, proving = (sum((each.value for each in group), ZERO) for group in (others, parts))
            gap = abs(summed - other.value)
            slack = printed_slack(*others, other)
            if proving != whole.value or gap > NEAR * other.value:
                continue
            good = gap <= slack
            listed = "、".join(each.said for each in others)
            yield compared(
                "parts_by_words", good,
                f"所述{other.said if good else other.quoted}，与所列{listed}之和{other.in_its_unit(summed)}",
                material.printed(other, *others), other.value, summed,
            )  # fmt: skip
            if not good:
                return
