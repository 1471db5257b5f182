"""Counts and rates that the report tells more than once: 培训132人次 in the text and in the table.

Never fails: another figure is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity
from extractor.checks.units import HUNDRED
from extractor.model.report import Check

# Figures with fewer digits are the same by chance, but under so many shared words.
TELLING_DIGITS = 3
FEW_DIGITS, SHARED_PAIRS, SMALLEST = 2, 2, 10
PAIRS_OF_A_DIGIT = 5
# The words before two figures that tell one thing share two characters in a row.
REACH = 14
MOST_SHOWN = 3
# Years, days and marks of lists are no counts of anything.
NO_COUNTS = frozenset({"", YUAN, POINTS, SCORE, "天", "日", "个月", "期", "次"})
# What a rate is called: all words of its clause, no fewer and no more characters than these.
SHORTEST_LABEL, LABEL_REACH = 5, 20
# … of another time (2021年老人满意度) is another rate.
_OTHER = re.compile("^[年月日度季号末底批期]|[上去前今当本同]年|同期|原|前|初|分别|依次|同比")
OF_RATES = ("率", "度", "比", "比例", "比重")


def told_again(material: Material) -> Iterator[Check]:
    """完成186.4公里 here and there, 满意度93.4% in the text and in a row: one figure under the same words.

    Figures that two places share are told as one result.
    """
    found: dict[tuple[str, Decimal], list[Quantity]] = {}
    for scope in material.neighbours:
        for each in scope.quantities:
            if each.unit in NO_COUNTS or each.per is not None or each.value == HUNDRED:
                continue
            if each.unit != RATE or ("." in each.text and each.digits >= TELLING_DIGITS):
                found.setdefault((each.unit, each.value), []).append(each)
    places: dict[tuple[int, int], list[list[Quantity]]] = {}
    for group in found.values():
        same = _same(material, group) if len(group) > 1 else []
        if len(same) > 1:
            places.setdefault((id(same[0].spot), id(same[1].spot)), []).append(same)
    for groups in places.values():
        yield _told(material, groups)


def told_with_slips(material: Material) -> Iterator[Check]:
    """老人满意度91.3% here and 老人满意度93.1% there: two digits changed, all words of the clause before both the same.

    Fails where the rate is told twice and no more, so that it is surely of one thing.
    """
    labelled: dict[str, list[Quantity]] = {}
    for scope in material.paragraphs:
        for _, rate in scope.rates:
            if "." in rate.text and rate.digits >= TELLING_DIGITS and not rate.blurred:
                label = rate.words_before(LABEL_REACH).rstrip("为是达到：:")
                if SHORTEST_LABEL <= len(label) < LABEL_REACH and label.endswith(OF_RATES) and not _OTHER.search(label):
                    labelled.setdefault(label, []).append(rate)
    for label, rates in labelled.items():
        if len(rates) == 2 and has_swapped_digits(rates[0].value, rates[1].value):
            yield check(
                "rate_told_twice", "fail", f"“{label}”在两处分别为{rates[0].said}和{rates[1].said}，疑有数字颠倒。",
                material.printed(*rates), rates[0].value, rates[1].value,
            )  # fmt: skip


def _told(material: Material, groups: list[list[Quantity]]) -> Check:
    pages = material.reading.pages
    figures = [each.figure(pages) for same in groups for each in same[:MOST_SHOWN]]
    if len(groups) == 1:
        same = groups[0]
        message = f"所述{same[0].said}在{len(same)}处一致。"
        return check("figure_told_again", "pass", message, figures, same[0].value, same[0].value)
    said = "、".join(same[0].said for same in groups)
    return check("figure_told_again", "pass", f"所述{said}在两处均一致。", figures)


def _same(material: Material, group: list[Quantity]) -> list[Quantity]:
    """Those of other passages that share words with the first: the fewer its digits, the more of them."""
    digits = group[0].digits
    needed = 1 if digits >= TELLING_DIGITS else SHARED_PAIRS if group[0].value >= SMALLEST else PAIRS_OF_A_DIGIT
    if digits < FEW_DIGITS and group[0].value >= SMALLEST:
        needed = PAIRS_OF_A_DIGIT
    first = pairs_of_han(_words(material, group[0]))
    # Rows of one table are each of another thing; in a paragraph 1.26万户 and 12,600户 are one told twice.
    places = {_place(group[0])}
    same = [group[0]]
    for each in group[1:]:
        if _place(each) in places and (digits < TELLING_DIGITS or each.said == group[0].said):
            continue
        words = tight(_words(material, each))
        if len(first) >= needed and sum([pair in words for pair in first]) >= needed:
            places.add(_place(each))
            same.append(each)
    return same


def _place(each: Quantity) -> object:
    """The table of a figure, or its paragraph."""
    return each.spot.place.table if each.spot.place else id(each.spot)


def _words(material: Material, each: Quantity) -> str:
    """The words before a figure; of a cell those of its row too."""
    before = each.before(REACH)
    return before if each.spot.place is None else f"{before}|{material.row_words(*each.spot.place[:2])}"
