"""Shares and parts in brackets: 省级1,374.6万元（60%）、州级…（20%）; 合计2,291万元（甲906万元、乙1,385万元）."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import grouped, rate_fits, tight
from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_open, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import printed_slack
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["in_brackets"]

FEWEST, FEWEST_PARTS, LABEL = 3, 2, 12


def shares_in_brackets(material: Material) -> Iterator[Check]:
    """甲60万元（60%）、乙20万元（20%）和丙20万元（20%）: each share is that of its amount of all of them.

    Fails where all the others are, and together with the right one they make 100%.
    """
    for scope in material.paragraphs:
        for pairs in _lists(scope):
            whole = sum((part.value for part, _ in pairs), ZERO)
            off = [pair for pair in pairs if not _is_share(*pair, whole)]
            if len(pairs) < FEWEST or len(off) != 1 or any(each.is_rough for pair in pairs for each in pair):
                continue
            part, rate = off[0]
            meant = HUNDRED - sum((each.value for _, each in pairs if each is not rate), ZERO)
            if abs(meant - part.value / whole * HUNDRED) <= Decimal(1) and not is_open(rate):
                said = f"{part.said}在所列{len(pairs)}项中所占的{grouped(round(part.value / whole * HUNDRED, 2))}%"
                yield fault(material, "closed_list", rate, [each for each, _ in pairs], meant, said)


def _lists(scope: Scope) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """The lists of amounts each with its share in brackets right behind it."""
    run: list[tuple[Quantity, Quantity]] = []
    text = tuple(scope.quantities)
    for part, rate in pairwise(text):
        between = part.spot.passage.text[part.end : rate.start] if part.spot is rate.spot else ""
        if rate.unit != RATE or part.unit in NO_PARTS or not _words["share"].fullmatch(tight(between)):
            continue
        joined = run and run[-1][0].unit == part.unit and run[-1][1].clause == part.clause
        if not joined:
            yield run
            run = []
        run.append((part, rate))
    yield run


def _is_share(part: Quantity, rate: Quantity, whole: Decimal) -> bool:
    return rate_fits(rate.value, decimals(rate.text), part.value, whole, part.half, ZERO)


def parts_in_brackets(material: Material) -> Iterator[Check]:
    """本息合计9.7778亿元（本金6.5亿元、利息3.2778亿元）: what brackets right behind a sum list makes it."""
    for scope in material.paragraphs:
        for at, whole in enumerate(scope.quantities[:-FEWEST_PARTS]):
            text = scope.text
            if (
                whole.unit in NO_PARTS
                or whole.spot is not scope.quantities[0].spot
                or text[whole.end : whole.end + 1] != "（"
            ):
                continue
            stop = text.find("）", whole.end)
            parts = [q for q in scope.quantities[at + 1 :] if q.start < stop]
            if len(parts) < FEWEST_PARTS or any(q.unit != whole.unit or q.per is not None for q in parts):
                continue
            if not _words["whole"].search(whole.words_before(LABEL)) or any_rough((whole, *parts)):
                continue
            summed = sum((q.value for q in parts), ZERO)
            slack = printed_slack(whole, *parts)
            if abs(summed - whole.value) <= slack or not is_typed(whole.value, summed):
                slipped = [
                    q
                    for q in parts
                    if abs(summed - whole.value) > slack and is_typed(q.value, q.value - summed + whole.value)
                ]
                if slipped and is_free(material, scope, slipped[0], (whole,)):
                    meant = slipped[0].value - summed + whole.value
                    others = [q for q in parts if q is not slipped[0]]
                    said = f"{whole.said}减去其余各项的{slipped[0].in_its_unit(meant)}"
                    yield fault(material, "closed_list", slipped[0], [whole, *others], meant, said)
            elif is_free(material, scope, whole, parts):
                yield fault(material, "closed_list", whole, parts, summed, f"括号内各项之和{whole.in_its_unit(summed)}")
