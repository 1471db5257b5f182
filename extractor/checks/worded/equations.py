"""Equations as they are printed: 1,867.46万元＋600.24万元＝2,467.70万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, Quantity, any_rough
from extractor.checks.units import HUNDRED, ZERO, factor
from extractor.checks.worded.clauses import MARKS
from extractor.checks.worded.formulas import is_near, printed_half
from extractor.model.report import Check, plain

_TERM = rf"[（(]?[{MARKS}](?:[^{MARKS}，。；+＋\-－−×*xX÷/／=＝）)]{{0,6}})?[）)]?"
_EQUATION = re.compile(rf"{_TERM}(?:[+＋\-－−×*xX÷/／]{_TERM})+[=＝≈][{MARKS}]")
_OPERATOR = re.compile(r"[+＋\-－−×*xX÷/／]")
_SIGNS = {"＋": "+", "－": "-", "−": "-", "*": "×", "x": "×", "X": "×", "/": "÷", "／": "÷"}


def equations(material: Material) -> Iterator[Check]:
    """What stands left of ＝ makes what stands right of it."""
    for clause in material.clauses.telling("=", "＝", "≈"):
        for match in _EQUATION.finditer(clause.words):
            places = [place for place in clause.marks if match.start() <= place < match.end()]
            terms = [clause.at(place) for place in places]
            *inputs, stated = terms
            signs = [_sign(clause.words, *pair) for pair in pairwise(places[:-1])]
            if "(" in match[0] or "（" in match[0] or not _are_alike(inputs, signs, stated):
                continue
            computed, spread = _worked_out(inputs, signs)
            if stated.unit == RATE and "÷" in signs:
                computed, spread = computed * HUNDRED, spread * HUNDRED
            good = abs(computed - stated.value) <= printed_half(stated) + spread
            if not good and (any_rough(terms) or "≈" in match[0] or not is_near(stated.value, computed, "")):
                continue
            shown = plain(round(computed / factor(stated.text), 4))
            yield check(
                "equation", "pass" if good else "fail",
                f"所列算式{''.join(f'{each.said}{sign}' for each, sign in zip(inputs, [*signs, '='], strict=True))}"
                f"{stated.said}{'' if good else f'不成立，应为{shown}'}{'成立' if good else ''}。",
                material.printed(stated, *inputs), stated.value, round(computed, 4),
            )  # fmt: skip


def _sign(words: str, first: int, second: int) -> str:
    found: list[str] = _OPERATOR.findall(words[first:second])
    return _SIGNS.get(found[-1], found[-1])


def _are_alike(inputs: list[Quantity], signs: list[str], stated: Quantity) -> bool:
    """Whether what is added up has one unit, and that of the result."""
    if set(signs) <= {"+", "-"}:
        return {each.unit for each in inputs} == {stated.unit}
    return set(signs) <= {"×", "÷"} and stated.unit in {RATE, *(each.unit for each in inputs)}


def _worked_out(inputs: list[Quantity], signs: list[str]) -> tuple[Decimal, Decimal]:
    """What the terms make from left to right, and what their rounding may move it by."""
    values = [each.value / HUNDRED if each.unit == RATE and set(signs) & {"×"} else each.value for each in inputs]
    made = values[0]
    for sign, value in zip(signs, values[1:], strict=True):
        if sign in {"+", "-"}:
            made += value if sign == "+" else -value
        elif sign == "×":
            made *= value
        elif value:
            made /= value
    if set(signs) <= {"+", "-"}:
        return made, sum((each.half for each in inputs), ZERO)
    return made, sum((abs(made) * each.half / each.value for each in inputs if each.value), ZERO)
