"""What words say against their figures: 由3.1下降到3.6; 完好率97.2%，故障率3.8%, which make more than all.

A change fails where the figure that it is said to have come down to is the larger one, or the other way round; two
rates of which each is what the other leaves fail where they make more than 100%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity
from extractor.checks.units import HUNDRED, half
from extractor.checks.worded.clauses import MARKS
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.patternbook import load_patterns
from extractor.values.figures import decimals

_words = WORDINGS["opposites"]

# The words between two rates of which each is what the other leaves.
LONGEST_BETWEEN = 14
# A figure behind one of these is below nought.
_SIGNS = frozenset("-－−△负")


def directions(material: Material) -> Iterator[Check]:
    """由3.1次下降到3.6次: what came down is less than before, what rose is more."""
    for clause in material.clauses.telling("由", "从"):
        for match in _moved().finditer(clause.words):
            one, other = clause.at(match.start("one")), clause.at(match.start("other"))
            if (
                one.unit != other.unit
                or one.value == other.value
                or (one.per or None) != (other.per or None)
                or _is_ranked(one, match["verb"])
            ):
                continue
            if is_below_nought(one) or is_below_nought(other) or _words["ranks"].search(clause.words):
                continue
            good = (other.value < one.value) == (match["down"] is not None)
            yield check(
                "direction_by_words", "pass" if good else "fail",
                f"所述由{one.said}{match['verb']}{other.said}，与两数大小{'一致' if good else '不符'}。",
                material.printed(one, other), other.value, one.value,
            )  # fmt: skip


def compared_directions(material: Material) -> Iterator[Check]:
    """73.33元，较延庆区的79元高7.18%: what differs by just so much is less, not more.

    Speaks only where the difference is right: then the word alone is wrong.
    """
    for clause in material.clauses.telling("较", "比"):
        for match in (each for pattern in _compared() for each in pattern.finditer(clause.words)):
            one, other, by = (clause.at(match.start(name)) for name in ("one", "other", "by"))
            if one.unit != other.unit or not other.value or one.value == other.value:
                continue
            if is_below_nought(one) or is_below_nought(other) or _words["ranks"].search(clause.words):
                continue
            gap = abs(one.value - other.value)
            share, slack = gap / other.value * HUNDRED, half(decimals(by.text))
            told = gap if by.unit == one.unit or (by.unit, one.unit) == (POINTS, RATE) else share
            if (by.unit == RATE) is (told is gap) or abs(told - by.value) > slack:
                continue
            good = (one.value > other.value) == (match["more"] is not None)
            if not good and _is_ranked(one, ""):
                continue
            yield check(
                "direction_by_words", "pass" if good else "fail",
                f"所述{one.said}较{other.said}{match['more'] or match['less']}，"
                f"与两数大小{'一致' if good else '不符'}。",
                material.printed(by, one, other), one.value, other.value,
            )  # fmt: skip


def rates_that_leave_nothing(material: Material) -> Iterator[Check]:
    """就业率94%，未就业率7%: two rates of one whole that leave nothing of it make no more than 100%."""
    for scope in material.paragraphs:
        for (at, one), (behind, other) in zip(scope.rates, scope.rates[1:], strict=False):
            if behind != at + 1 or one.clause != other.clause or other.start - one.end > LONGEST_BETWEEN:
                continue
            first = _words["rate"].search(one.words_before(LONGEST_BETWEEN))
            second = _words["rate"].fullmatch(other.words_before(LONGEST_BETWEEN)) if first else None
            if first is None or second is None or not _are_opposite(first["name"], second["name"]):
                continue
            summed = one.value + other.value
            slack = half(decimals(one.text)) + half(decimals(other.text))
            good = abs(summed - HUNDRED) <= slack
            if good or (summed > HUNDRED + slack and not one.blurred and not other.blurred):
                yield check(
                    "rates_of_opposites", "pass" if good else "fail",
                    f"所述{one.quoted}与{other.quoted}之和{plain(summed)}%{'为100%' if good else '超过100%'}。",
                    material.printed(one, other), summed, HUNDRED,
                )  # fmt: skip


def _are_opposite(one: str, other: str) -> bool:
    """Whether what is counted here is what is not counted there: 就业 and 未就业, 完好 and 故障."""
    bare = _words["negation"].sub("", other, count=1)
    if bare != other and len(bare) > 1:
        return one.endswith(bare)
    return any(
        (one.endswith(first) and other == second) or (one.endswith(second) and other == first)
        for first, second in load_patterns("checks")["opposites"]["pairs"]
    )


def is_below_nought(each: Quantity) -> bool:
    """Whether a figure has a sign before it."""
    return each.before(2).strip()[-1:] in _SIGNS


def _is_ranked(each: Quantity, verb: str) -> bool:
    """Whether less may be called more: places and classes; days, where speed is told, but not where they are cut."""
    ranked = each.unit != RATE and _words["ranked"].fullmatch(each.unit) is not None
    return ranked and not (_words["of_time"].match(verb) and _words["time"].fullmatch(each.unit))


@cache
def _compared() -> tuple[re.Pattern[str], ...]:
    """Two figures and what the first is more or less by, one pair behind the other: …，较甲的68元高7.84%，较乙的…."""
    words = load_patterns("checks")["opposites"]
    one = rf"(?P<one>[{MARKS}])[^{MARKS}，。；]{{0,4}}"
    than = rf"[，,]?[较比](?![^{MARKS}]{{0,8}}(?:年|同期))[^{MARKS}，。；]{{0,14}}"
    before = rf"[，,]?[较比][^{MARKS}，。；]{{0,14}}[{MARKS}][^{MARKS}，。；]{{1,6}}[{MARKS}]"
    by = rf"(?P<other>[{MARKS}])(?:{words['compared']})(?:出|了)?(?P<by>[{MARKS}])"
    return re.compile(one + than + by), re.compile(one + before + than + by)


@cache
def _moved() -> re.Pattern[str]:
    """The words between the figure before a change and the one after it."""
    words = load_patterns("checks")["opposites"]
    verb = f"(?P<verb>(?:(?P<down>{words['down']})|{words['up']})(?:到|至|为))"
    return re.compile(
        rf"[由从][^{MARKS}，]{{0,20}}?(?P<one>[{MARKS}])[^{MARKS}，]{{0,8}}?{verb}[^{MARKS}，]{{0,10}}?(?P<other>[{MARKS}])"
    )
