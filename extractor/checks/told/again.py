"""Counts and rates that the report tells more than once: 培训132人次 in the text and in the table.

Never fails: another figure is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity
from extractor.model.report import Check

# Figures with fewer digits are the same by chance.
TELLING_DIGITS = 3
# The words before two figures that tell one thing share two characters in a row.
REACH = 14
MOST_SHOWN = 3
# Years, days and marks of lists are no counts of anything.
NO_COUNTS = frozenset({"", YUAN, POINTS, SCORE, "天", "日", "个月", "期", "次"})
FULL = Decimal(100)


def told_again(material: Material) -> Iterator[Check]:
    """完成186.4公里 here and there, 满意度93.4% in the text and in a row: one figure under the same words."""
    found: dict[tuple[str, Decimal], list[Quantity]] = {}
    for scope in material.neighbours:
        for each in scope.quantities:
            if each.digits < TELLING_DIGITS or each.unit in NO_COUNTS or each.per is not None or each.value == FULL:
                continue
            if each.unit != RATE or "." in each.text:
                found.setdefault((each.unit, each.value), []).append(each)
    pages = material.reading.pages
    for group in found.values():
        same = _same(material, group) if len(group) > 1 else []
        if len(same) > 1:
            yield check(
                "figure_told_again", "pass", f"所述{same[0].said}在{len(same)}处一致。",
                [each.figure(pages) for each in same[:MOST_SHOWN]], same[0].value, same[0].value,
            )  # fmt: skip


def _same(material: Material, group: list[Quantity]) -> list[Quantity]:
    """Those of other passages that share words with the first."""
    first = _words(material, group[0])
    spots = {id(group[0].spot)}
    same = [group[0]]
    for each in group[1:]:
        if id(each.spot) not in spots and first & _words(material, each):
            spots.add(id(each.spot))
            same.append(each)
    return same


def _words(material: Material, each: Quantity) -> frozenset[str]:
    """The pairs of Chinese characters before a figure; of a cell those of its row too."""
    before = pairs_of_han(each.before(REACH))
    return before if each.spot.place is None else before | pairs_of_han(material.row_words.get(each.spot.place[:2], ""))
