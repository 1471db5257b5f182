"""Rates by the figures that stand beside them: of what begins their sentence, of what bears their name.

15个乡镇中，及时率100%的6个，占40%；低于70%的4个，占26.67%; 停运31座，停运率9.94%; 完好率96.43%，抽查168件，完好162件.
A rate fails where it lies within three tenths of theirs, or is a typist's slip of it, and nothing else makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_meant, is_rate_of, stands_before
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, Quantity, Scope, any_rough, share_said
from extractor.checks.units import HUNDRED
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["beside_rates"]

LABEL = 14
FEWEST_NAMED, FEWEST_BESIDE = 3, 2
_OF_NAME = frozenset("率为达到是")


def shares_of_group(material: Material) -> Iterator[Check]:
    """15个乡镇中，…的6个，占40%；…的4个，占26.67%: each of the count that the sentence is about."""
    for scope in material.paragraphs.telling("占"):
        for whole in scope.quantities:
            match = None if whole.unit in NO_PARTS else _words["group"].match(scope.text, whole.end)
            if match is None or whole.per is not None or whole.is_rough or whole.spot is not scope.quantities[0].spot:
                continue
            stop = scope.text.find("。", match.end())
            told = [q for q in scope.quantities if match.end() <= q.start < (stop if stop > 0 else len(scope.text))]
            for part, rate in pairwise(told):
                if rate.unit != RATE or part.unit != whole.unit or part.per is not None or part.value > whole.value:
                    continue
                if _words["share"].fullmatch(scope.text[part.end : rate.start]) is None:
                    continue
                yield from _verdict(material, scope, rate, (part, whole), FEWEST_BESIDE)


def rates_by_stem(material: Material) -> Iterator[Check]:
    """错发23份，差错率…; 停运31座，停运率9.94%; 完好率96.43%，抽查168件，完好162件: of what bears its name."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            named = stands_before(rate, _OF_NAME)
            match = _words["name"].search(rate.words_before(LABEL)) if named else None
            if match is None or rate.is_rough or _words["answer"].search(match["stem"]):
                continue
            behind = _named_behind(scope, at, match["stem"])
            pairs = [behind] if behind else _named_before(scope, at, match["stem"])
            if any(is_rate_of(rate, *pair) for pair in pairs):
                continue
            for pair in pairs:
                found = list(_verdict(material, scope, rate, pair, FEWEST_NAMED))
                yield from found
                if found:
                    break


def _named_before(scope: Scope, at: int, stem: str) -> list[tuple[Quantity, Quantity]]:
    """The figure right before a rate, with the larger ones of its unit in the sentence: the last and the first."""
    part = scope.quantities[at - 1] if at else None
    if part is None or part.unit in NO_PARTS or part.per is not None or part.clause != scope.quantities[at].clause:
        return []
    sentence = start_of(scope.text, part.start, "。\n")
    before = [q for q in scope.quantities[: at - 1] if q.start >= sentence and q.unit == part.unit and q.per is None]
    larger = [q for q in before if q.value > part.value]
    label = part.words_before(LABEL)
    named = _words["not_so"].sub("", label).count(stem) > 0
    beside = (
        any(each in label for each in stem)
        and bool(before)
        and before[-1] is scope.quantities[at - 2]
        and before[-1] in larger
    )
    if not larger or part.is_rough or not (named or beside):
        return []
    return [(part, before[-1])] if beside else [(part, larger[-1]), (part, larger[0])]


def _named_behind(scope: Scope, at: int, stem: str) -> tuple[Quantity, Quantity] | None:
    """Two figures right behind a rate, the second of which bears its name."""
    behind = scope.quantities[at + 1 : at + 3]
    if len(behind) < 2 or any(q.clause != scope.quantities[at].clause or q.per is not None for q in behind):
        return None
    whole, part = behind
    if whole.unit != part.unit or whole.unit in NO_PARTS or not 0 < part.value <= whole.value:
        return None
    if stem not in _words["not_so"].sub("", part.words_before(LABEL)) or any_rough(behind):
        return None
    return part, whole


def _verdict(
    material: Material, scope: Scope, rate: Quantity, pair: tuple[Quantity, Quantity], fewest: int
) -> Iterator[Check]:
    part, whole = pair
    if not whole.value or is_rate_of(rate, part, whole):
        return
    shown = round(part.value / whole.value * HUNDRED, decimals(rate.text))
    if is_meant(rate.value, shown, fewest) and is_free(material, scope, rate, pair):
        yield fault(material, "share_of_called", rate, pair, shown, share_said(part, whole, shown))
