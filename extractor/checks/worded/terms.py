"""What is paid year by year over a term (服务期3年，每年642万元，共1,926万元)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import compared
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, any_rough
from extractor.checks.units import ZERO, factor
from extractor.checks.worded.formulas import is_near, printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["terms_of_years"]

TWO = 2
_NUMERALS = "一二三四五六七八九十"


def amounts_over_years(material: Material) -> Iterator[Check]:
    """Of a sentence with a term, an amount a year and one more amount: they make each other.

    Fails near only, where the other amount is the whole by its words.
    """
    for clause in material.clauses.telling("年"):
        amounts = [each for each in clause.quantities if each.unit == YUAN]
        term = _words["term"].search(clause.words) if len(amounts) == TWO else None
        if term is None or _words["unsure"].search(clause.words) or any_rough(amounts):
            continue
        yearly = [each for each in amounts if _words["yearly"].search(each.words_before(8))]
        whole = [each for each in amounts if each not in yearly and _words["whole"].search(each.words_before(12))]
        if len(yearly) != 1 or len(whole) != 1 or whole[0].per is not None:
            continue
        said = term["years"]
        years = Decimal(_NUMERALS.index(said) + 1) if said in _NUMERALS else clause.at(term.start("years")).value
        computed = yearly[0].value * years
        good = abs(computed - whole[0].value) <= max(printed_half(whole[0]), printed_half(yearly[0]) * years)
        if good or (
            is_near(whole[0].value, computed, "") and _is_alone(whole[0], computed, clause.scope.by_unit[YUAN])
        ):
            shown = plain((computed / factor(whole[0].text)).normalize() + ZERO)
            yield compared(
                "product_by_words", good,
                f"所述{whole[0].said}，与每年{yearly[0].said}、{plain(years)}年之积{shown}{whole[0].unit_said}",
                material.printed(whole[0], yearly[0]), whole[0].value, computed,
            )  # fmt: skip


def _is_alone(whole: Quantity, computed: Decimal, amounts: list[Quantity]) -> bool:
    """Whether no other amount of the paragraph tells what makes the difference."""
    gap = abs(whole.value - computed)
    return all(each.value not in {gap, computed} for each in amounts)
