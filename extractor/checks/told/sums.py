"""Sums and differences told in words: 甲120万元、乙80万元，合计200万元; 计划50座，建成46座，有4座未建.

These rules never fail: three figures that do not fit may have nothing to do with each other. Which fit counts for
no chance depends on how many digits say something and how near the figures stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["counts"]

# Digits that must say something: anywhere in the scope, among neighbours, with words of a sum in one sentence.
FAR, NEAR, TOLD = 4, 3, 1
# Figures of one unit that lie between the three of a sum, at most.
FAR_REACH, NEAR_REACH = 9, 4
# Between a total and the first of its parts no more than this many figures of its unit may stand.
GAP = 2
LONGEST_RUN = 40
# Round amounts that follow each other in one sentence: digits that must say something, of the three together.
ROUND_DIGITS = 5
# Smaller counts make each other by chance.
SMALLEST = 10


def sums_nearby(material: Material) -> Iterator[Check]:
    """Each figure that is the sum of a run of figures, or of two, or the difference of two, near it."""
    done: set[Quantity] = set()
    for scope in material.scopes:
        for unit, figures in _groups(scope):
            if len(figures) < 3 or not unit:
                continue
            values = [each.whole for each in figures]
            for index, whole in enumerate(figures):
                if whole in done or not values[index]:
                    continue
                parts = _run(scope, figures, values, index)
                if parts:
                    done.add(whole)
                    yield _sum_told(material, whole, parts)
            yield from _triples(material, scope, figures, values, done)


def _groups(scope: Scope) -> Iterator[tuple[str, list[Quantity]]]:
    """The figures of a scope by unit; 个百分点 are what rates differ by."""
    for unit, group in scope.by_unit.items():
        if unit == POINTS or (len(group) < 3 and unit != RATE):
            continue
        if unit == RATE and POINTS in scope.by_unit:
            yield unit, [each for each in scope.quantities if each.unit in {RATE, POINTS}]
        else:
            yield unit, [each for each in group if each.per is None]


def _run(scope: Scope, figures: list[Quantity], values: list[int], index: int) -> list[Quantity]:
    """The figures right behind or before ``figures[index]`` that add up to it, three at least."""
    whole, known = values[index], len(values)
    for step in (1, -1):
        for gap in range(GAP + 1):
            first = index + step * (1 + gap)
            third = first + 2 * step
            if not 0 <= third < known:
                break
            two = values[first] + values[first + step]
            running = two + values[third]
            if running > whole or two >= whole:
                continue
            end = min(first + LONGEST_RUN, known) if step > 0 else max(first - LONGEST_RUN, -1)
            place = third + step
            while running < whole and place != end:
                running += values[place]
                place += step
            if running == whole:
                parts = [figures[each] for each in range(first, place, step)]
                if _is_no_chance(scope, figures[index], parts, gap):
                    return parts[::step]
    return []


def _is_no_chance(scope: Scope, whole: Quantity, parts: list[Quantity], gap: int) -> bool:
    digits = max(each.digits for each in (whole, *parts))
    if digits >= (NEAR if whole.unit in {YUAN, SCORE} else FAR):
        return True
    return gap == 0 and scope.kind != "section" and parts[0].clause == whole.clause and digits > TOLD


def _triples(
    material: Material, scope: Scope, figures: list[Quantity], values: list[int], done: set[Quantity]
) -> Iterator[Check]:
    """a + b = c among figures near each other, ``values`` being theirs."""
    for first, second, third in _made_of_two(values):
        three = [figures[first], figures[second], figures[third]]
        whole = max(three, key=lambda each: each.value)
        parts = [each for each in three if each is not whole]
        told = three[2]
        if told not in done and _is_told(scope, three, third - first):
            done.add(told)
            yield _sum_told(material, whole, parts) if told is whole else _difference_told(material, told, three)


def _made_of_two(values: list[int]) -> Iterator[tuple[int, int, int]]:
    """The places of three values near each other, none of them zero, the last the sum or difference of the others."""
    known = set(values)
    for first, a in enumerate(values):
        last = min(first + FAR_REACH + 1, len(values)) if a else 0
        for second in range(first + 1, last - 1):
            b = values[second]
            if not b or (a + b not in known and abs(a - b) not in known):
                continue
            made = (a + b, abs(a - b))
            for third in range(second + 1, last):
                if values[third] in made and values[third]:
                    yield first, second, third


def _is_told(scope: Scope, three: list[Quantity], width: int) -> bool:
    """Whether a + b = c of three figures, the first and the last of which are ``width`` apart, is no chance."""
    digits = sorted(each.digits for each in three)
    if (three[0].unit == RATE and digits[1] < NEAR) or max(each.value for each in three) < SMALLEST:
        return False
    if digits[1] >= FAR and (three[0].unit == YUAN or width <= NEAR_REACH):
        return True
    together = three[0].clause == three[1].clause == three[2].clause
    # 5,000万元，其后3,500万元、1,500万元
    round_ = width == 2 and together and three[0].unit == YUAN and sum(digits) >= ROUND_DIGITS
    near = digits[1] >= NEAR and width <= NEAR_REACH and (together or scope.kind == "paragraph")
    if round_ or near:
        return True
    if scope.kind == "section" or not together:
        return False
    words = three[0].spot.passage.text[max(0, three[0].start - 12) : three[2].end + 6]
    telling = three[0].unit == YUAN and digits[2] >= NEAR
    return width == 2 and (telling or bool(_words["sum"].search(words)))


def _sum_told(material: Material, whole: Quantity, parts: list[Quantity]) -> Check:
    pages = material.reading.pages
    return check(
        "sum_nearby", "pass", f"所述{whole.said}与所列{'、'.join(each.said for each in parts)}之和一致。",
        [each.figure(pages) for each in (whole, *parts)], whole.value, sum((e.value for e in parts), ZERO),
    )  # fmt: skip


def _difference_told(material: Material, told: Quantity, three: list[Quantity]) -> Check:
    pages = material.reading.pages
    larger, smaller = sorted((each for each in three if each is not told), key=lambda each: -each.value)
    return check(
        "sum_nearby", "pass", f"所述{told.said}与{larger.said}减去{smaller.said}之差一致。",
        [each.figure(pages) for each in (told, larger, smaller)], told.value, larger.value - smaller.value,
    )  # fmt: skip
