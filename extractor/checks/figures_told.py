"""Amounts told in sentences, as rules compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

from extractor.checks.engine import Figure, Printed
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.model.layout import PageIndex
from extractor.model.report import plain
from extractor.model.values import DateSpan, Money
from extractor.records.values import Spot, Told
from extractor.values.figures import decimals

# Two amounts this close, or with two neighbouring digits changed, were meant to be the same.
CLOSE = Decimal("0.05")
# Where the words say what a figure is made of, it may be one of an earlier draft, which differs by so much at most;
# further off are other figures.
DRAFT = Decimal("0.3")
# One digit changed shows in a figure of so many.
DIGITS_OF_ONE_CHANGED = 5
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def amount(material: Material, told: Told, money: Money) -> Figure:
    """An amount as a figure in 元, with its place."""
    spot = told.spot
    value = money.yuan if money.yuan is not None else money.value
    found = Printed(spot.passage, material.reading.pages, money.start, money.end, spot.place)
    return Figure(value, decimals(money.text), found)


def place_told(pages: PageIndex, spot: Spot, start: int, end: int) -> Figure:
    """A date, a number of a paper or words as a figure without a value that takes part, with its place."""
    return Figure(ZERO, 0, Printed(spot.passage, pages, start, end, spot.place))


def places_told(material: Material, told: Told, *spans: tuple[int, int]) -> list[Figure]:
    """Several of one passage."""
    return [place_told(material.reading.pages, told.spot, start, end) for start, end in spans]


def dates_by_sentence(told: Told) -> Iterator[tuple[int, int, list[DateSpan]]]:
    """The sentences of a passage as half-open ranges, each with its dates."""
    for start, end in sentences(told.spot.passage.text):
        yield start, end, [date for date in told.dates if start <= date.start and date.end <= end]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as half-open ranges."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def is_slip(stated: Decimal, computed: Decimal, close: Decimal = CLOSE) -> bool:
    """Whether two different amounts were surely meant to be one: close, or with two digits changed."""
    return abs(stated - computed) <= close * abs(computed) or has_swapped_digits(stated, computed)


def has_swapped_digits(one: Decimal, other: Decimal) -> bool:
    """Whether two figures differ by two neighbouring digits changed (17.82 and 17.28), the point at the same place."""
    first, second = aligned(one, other)
    return len(first) == len(second) and are_swapped(first, second)


def is_swapped_rate(rate: Decimal, computed: Decimal, places: int) -> bool:
    """Whether a rate of so many decimals is a computed one, rounded or its further digits left out, with two digits
    changed."""
    cut = computed.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    return has_swapped_digits(rate, round(computed, places)) or has_swapped_digits(rate, cut)


def are_swapped(first: str, second: str) -> bool:
    """Whether as many digits are the same but for two neighbouring ones changed."""
    places = [index for index, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(places) != 2 or places[1] - places[0] != 1:
        return False
    left, right = places
    return first[left] == second[right] and first[right] == second[left]


def with_digits_changed(value: Decimal, places: int) -> Iterator[Decimal]:
    """What a positive figure of so many decimals may have been before two neighbouring digits were changed."""
    digits = str(int(value.scaleb(places)))
    for at, (left, right) in enumerate(pairwise(digits)):
        changed = f"{digits[:at]}{right}{left}{digits[at + 2 :]}"
        if left != right and changed[0] != "0":
            yield Decimal(changed).scaleb(-places)


def is_mistyped(one: Decimal, other: Decimal, fewest: int = DIGITS_OF_ONE_CHANGED) -> bool:
    """Whether two figures differ as a typist's slip makes them: two neighbouring digits changed, or one of so many."""
    return has_swapped_digits(one, other) or is_one_digit_off(one, other, fewest)


def is_one_digit_off(one: Decimal, other: Decimal, fewest: int = DIGITS_OF_ONE_CHANGED) -> bool:
    """Whether two figures of so many digits differ in one."""
    first, second = aligned(one, other)
    same_length = len(first) == len(second) and len(first.rstrip("0")) >= fewest
    return same_length and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def aligned(one: Decimal, other: Decimal) -> tuple[str, str]:
    """The digits of two figures with as many decimals each, behind the sign of a negative one."""
    places = max(decimals(plain(one)), decimals(plain(other)))
    return str(int(one.scaleb(places))), str(int(other.scaleb(places)))


def sorted_digits(value: Decimal) -> str:
    """The sign and the digits but zeros, in order: the same of two figures with two digits changed."""
    digits = "".join(sorted(format(value, "f"))).lstrip("-.0")
    return f"-{digits}" if value < 0 else digits
