"""Means by what they are for each of: 降雪17场，出动人员8,432人次，场均出动496人次; 17个管护站，站均管护2.86万公顷.

A mean fails where it was meant to be the nearest amount by the nearest count of what it is for (within three tenths, or
a typist's slip of it), and nothing in the report makes it as it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from extractor.checks.engine import grouped
from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_meant, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import NO_COUNTS, YUAN, Quantity, Scope, any_rough
from extractor.checks.units import ZERO
from extractor.checks.worded.formulas import printed_half
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["each_means"]

LABEL, NOUN, NOUN_BEFORE, NEAREST, NEAREST_COUNTS = 16, 8, 2, 4, 2
# In one sentence with its amount and its count a mean of two digits may tell a slip.
FEWEST, FEWEST_OF_SENTENCE, FEWEST_FAR = 3, 2, 5
# What else is counted by the word of a mean.
_UNITS = {
    "户": frozenset({"户", "家"}), "人": frozenset({"人", "名", "人次"}), "车": frozenset({"辆", "台"}),
    "师": frozenset({"人", "名"}), "生": frozenset({"人", "名"}), "校": frozenset({"所"}), "床": frozenset({"张"}),
    "年": frozenset({"年"}), "次": frozenset({"人次", "件次", "次", "场"}),
}  # fmt: skip


def means_by_what_they_are_for(material: Material) -> Iterator[Check]:
    """Each mean of a paragraph whose count stands before it; its amount may stand in an earlier one of the section."""
    for scope in material.paragraphs.telling("均", "每"):
        known: tuple[Quantity, str] | None = None
        for at, mean in enumerate(scope.quantities):
            if mean.unit in NO_PARTS or at < 1:
                continue
            told = "均" in mean.before(LABEL) or "每" in mean.before(LABEL)
            each = _for_each(mean) if told else None
            if each is None and known is not None and _goes_on(known[0], mean):
                each = known[1]  # 场均出动人员496人次、机械112台次
            known = None if each is None else (mean, each)
            if each is not None:
                yield from _verdict(material, scope, material.section_of.get(mean, scope), mean, each)


def _goes_on(before: Quantity, mean: Quantity) -> bool:
    """Whether a figure goes on a list of means."""
    between = mean.spot.passage.text[before.end : mean.start] if mean.spot is before.spot else ""
    return _words["joint"].fullmatch(between) is not None


def _for_each(mean: Quantity) -> str | None:
    match = _words["each"].search(mean.words_before(LABEL))
    if match is None or _words["earned"].search(mean.words_before(LABEL)):
        return None
    return match["single"] or match["unit"] or match["of"] or match["every"]


def _verdict(material: Material, scope: Scope, section: Scope, mean: Quantity, each: str) -> Iterator[Check]:
    at = next(at for at, q in enumerate(section.quantities) if q is mean)
    earlier = [q for q in reversed(section.quantities[:at]) if q.per is None and q.value]
    before = [q for q in earlier if q.spot is mean.spot]
    counts = [q for q in before if q.unit not in NO_COUNTS and _counts(q, each) and q.value > 1]
    units = {mean.unit, "人次"} if mean.unit == "次" else {mean.unit}
    wholes = [q for q in before if q.unit in units and q.value > mean.value][:NEAREST]
    if not wholes and mean.digits >= FEWEST_FAR:
        wholes = [q for q in earlier if q.unit == mean.unit and q.value > mean.value]
    if not wholes and mean.digits > FEWEST_FAR:
        far = (q for other in material.paragraphs for q in other.by_unit.get(mean.unit, ()))
        wholes = [q for q in far if q.per is None and q.value > mean.value]
    if not counts or not wholes or any_rough((mean, counts[0])):
        return
    if any(_makes(whole, count, mean) for whole in wholes for count in counts) or _is_made(material, mean, each):
        return
    sentence = start_of(mean.spot.passage.text, mean.start, "。\n")
    for whole, count in product(wholes, counts[:NEAREST_COUNTS]):
        computed = round(whole.value / count.value / mean.scale[0], decimals(mean.text))
        close = whole.start >= sentence and count.start >= sentence
        # Further off any two figures may come as near: two digits changed alone tell.
        nearest = whole is wholes[0] and (close or mean.digits > FEWEST_FAR)
        alike = is_meant if nearest and count is counts[0] else is_typed
        several = len({q.value for q in counts if q.start >= sentence}) > 1 and close
        least = FEWEST if several else FEWEST_OF_SENTENCE if close else FEWEST_FAR
        fewest = least if nearest else mean.digits + FEWEST_FAR
        if (
            mean.digits < (FEWEST_OF_SENTENCE if close else FEWEST)
            or whole is count
            or whole.is_rough
            or not alike(mean.value / mean.scale[0], computed, fewest)
        ):
            continue
        if is_free(material, scope, mean, (whole, count)):
            said = f"按{whole.said}、{count.said}计算的平均数{grouped(computed)}{mean.scale[1]}"
            yield fault(material, "mean_with_slip", mean, (whole, count), computed * mean.scale[0], said)
            return


def _counts(told: Quantity, each: str) -> bool:
    """Whether a figure counts what a mean is for, by its unit or by the noun beside it: 17个管护站 for 站均."""
    if told.unit in _UNITS.get(each, {each}) or told.unit == each:
        return True
    noun = _words["noun"].match(told.spot.passage.text[told.end : told.end + NOUN])
    return each in told.words_before(NOUN_BEFORE) or (noun is not None and noun[0].endswith(each))


def _makes(whole: Quantity, count: Quantity, mean: Quantity) -> bool:
    value = whole.value / count.value
    halves = (whole.half or ZERO) / count.value
    return abs(value - mean.value) <= printed_half(mean) * 2 + halves


def _is_made(material: Material, mean: Quantity, each: str) -> bool:
    """Whether any amount and any count of the report make a mean."""
    told = [q for scope in material.neighbours for q in scope.quantities if q.per is None and q.value]
    wholes = {q.value: q for q in told if q.unit == mean.unit and q.value > mean.value}.values()
    counts = {q.value: q for q in told if q.unit not in NO_COUNTS and q.value > 1 and _counts(q, each)}.values()
    exact = printed_half(mean) or (mean.scale[0] / 2 if mean.unit == YUAN else Decimal("0.5"))
    return any(abs(whole.value / count.value - mean.value) <= exact for whole in wholes for count in counts)
