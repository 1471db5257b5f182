"""A rate whose whole stands in an earlier sentence: 补助资金6,426.8万元，…。实际发放6,362.53万元，发放率96%."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import check, rate_fits
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import NEAR_RATE
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["rates_of_paragraph"]

BEFORE, DIGITS = 16, 4


def rates_of_paragraphs(material: Material) -> Iterator[Check]:
    """Fails where the paragraph tells one amount to be spent, what was spent of it and a rate that no amount of the
    report makes, and nothing was put to that amount or taken from it."""
    for scope in material.paragraphs:
        if not scope.rates or _words["changed"].search(scope.text):
            continue
        whole = _to_be_spent(scope)
        for at, rate in scope.rates if whole else ():
            part = scope.quantities[at - 1] if at else None
            if whole is None or part is None or part.unit != YUAN or part.clause != rate.clause:
                continue
            if part.clause == whole.clause or part.value > whole.value or part.digits < DIGITS:
                continue
            between = scope.text[part.end : rate.start]
            if not _words["rate"].fullmatch(between) or not _words["spent"].search(part.words_before(BEFORE)):
                continue
            if any_rough((whole, part, rate)) or _is_made(material, rate, part):
                continue
            shown = part.value / whole.value * HUNDRED
            if abs(shown - rate.value) <= NEAR_RATE:
                yield check(
                    "rate_of_paragraph", "fail",
                    f"所述{rate.quoted}，与{part.said}占{whole.said}的{plain(round(shown, 2))}%不一致。",
                    material.printed(rate, part, whole), rate.value, round(shown, 4),
                )  # fmt: skip


def _to_be_spent(scope: Scope) -> Quantity | None:
    """The one amount of a paragraph that is called one to be spent: the first of it, and no other is called so."""
    amounts = [each for each in scope.by_unit.get(YUAN, []) if each.per is None]
    called = [each for each in amounts if _words["budget"].search(each.words_before(BEFORE))]
    return called[0] if len(called) == 1 and called[0] is amounts[0] and called[0].value else None


def _is_made(material: Material, rate: Quantity, part: Quantity) -> bool:
    """Whether an amount of the report makes the rate with this one."""
    places = decimals(rate.text)
    return any(rate_fits(rate.value, places, part.value, whole, part.half, ZERO) for whole in material.all_amounts)
