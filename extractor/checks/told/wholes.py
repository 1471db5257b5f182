"""Wholes whose parts stand elsewhere: 总投资2,368万元, and two paragraphs on 计划投资1,640万元 … 728万元.

Never fails, but for a whole, its part and the rest in one sentence (8家中有3家盈利，其余5家亏损): figures that stand
apart and do not fit may have nothing to do with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.engine import Figure, check, compared, tight
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope
from extractor.checks.units import ZERO, in_whole
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["wholes"]

MOST_PARTS = 8
# A whole that no word calls one: so many digits must say something, and it must be so large.
WEAK_DIGITS = {YUAN: 4}
WEAK_DIGITS_OF_COUNTS, STRONG_DIGITS = 3, 2
SMALLEST = Decimal(10)
# A list of so many parts, complete in its sentence, is no chance.
COMPLETE_LIST = 3
BEFORE, BEHIND = 12, 8
# The name of a row shares so many pairs of characters with the words before each of two amounts.
SHARED_PAIRS = 3
LEAD = 160
NO_UNITS = frozenset({"", RATE, POINTS, SCORE, "天", "日", "个月", "期", "次"})

Key = tuple[str, Decimal]


def wholes(material: Material) -> Iterator[Check]:
    """A whole told here, or in a row, and its parts elsewhere."""
    yield from _wholes_of_parts(material)
    yield from _wholes_of_rows(material)


def _wholes_of_parts(material: Material) -> Iterator[Check]:
    """合计5,900万元, and elsewhere 自治区配套4,200万元，盟级配套1,700万元: a run of figures makes the whole."""
    runs = _runs(material.paragraphs)
    done: set[tuple[Key, int]] = set()
    for scope in material.paragraphs if runs else ():
        for whole in scope.quantities:
            key = whole.unit, whole.value
            if key not in runs or not _may_be_whole(whole):
                continue
            words = _context(whole, whole)
            run = next((each.figures for each in runs[key] if _is_its_run(whole, words, each)), None)
            if run is None or (key, id(run)) in done:
                continue
            done.add((key, id(run)))
            yield _sum(material, whole.figure(material.reading.pages), whole.said, run, whole.value)


def _wholes_of_rows(material: Material) -> Iterator[Check]:
    """A row 办公经费和评审费 of 314万元, and a section that tells 124万元 of the one and 190万元 of the other."""
    rows = [each for sheet in material.sheets for each in sheet.amounts if each.row not in sheet.part.marks]
    asked: set[int] = set()
    for scope in material.sections if rows else ():
        amounts = [q for q in scope.by_unit.get(YUAN, []) if q.per is None and q.digits > 1 and not q.blurred]
        if len(amounts) < 2:
            continue
        asked = asked or {in_whole(each.yuan) for each in rows}
        values = [each.whole for each in amounts]
        sums: dict[Decimal, list[tuple[Quantity, Quantity]]] = defaultdict(list)
        for index, first in enumerate(amounts):
            for at in range(index + 1, min(index + MOST_PARTS, len(amounts))):
                if values[index] + values[at] in asked:
                    sums[first.value + amounts[at].value].append((first, amounts[at]))
        for yuan, _, figure, sheet, row, _ in rows if sums else ():
            if yuan not in sums:
                continue
            name = _pairs(sheet.label(row))
            pair = next(
                (
                    pair
                    for pair in sums.get(yuan, ())
                    if all(len(name & _pairs(_lead(part))) >= SHARED_PAIRS for part in pair)
                    and yuan not in {q.value for q in pair}
                ),
                None,
            )
            if pair is not None:
                said = f"{sheet.row_said(row)}的{figure.text}"
                yield _sum(material, figure, said, list(pair), yuan)


def rests_of_counts(material: Material) -> Iterator[Check]:
    """8家中有3家盈利，其余5家亏损: the parts make the whole. Fails where just these three are told."""
    for scope in material.paragraphs:
        for unit, figures in scope.by_unit.items():
            for index, rest in enumerate(figures):
                if unit in NO_UNITS or index < 2 or rest.blurred:
                    continue
                if not _words["rest"].search(rest.words_before(BEFORE)):
                    continue
                start = _whole_before(figures, index)
                if start is None:
                    continue
                whole, parts = figures[start], figures[start + 1 : index + 1]
                computed = sum((part.value for part in parts), ZERO)
                good = computed == whole.value
                if not good and (len(parts) != 2 or _is_unsure(whole, rest)):
                    continue
                pages = material.reading.pages
                listed = "、".join(each.said for each in parts)
                yield compared(
                    "rest_of_sum", good, f"所述{whole.said}与其后所述{listed}之和{plain(computed)}",
                    [each.figure(pages) for each in (whole, *parts)], whole.value, computed,
                )  # fmt: skip


@dataclass(frozen=True)
class _Run:
    """Figures that follow each other."""

    figures: list[Quantity]

    @cached_property
    def context(self) -> frozenset[str]:
        return _context(self.figures[0], self.figures[-1])


def _runs(paragraphs: list[Scope]) -> dict[Key, list[_Run]]:
    """The runs of two to eight figures of one unit that add up to a figure told somewhere, by that figure."""
    groups = [
        (unit, [each for each in group if each.per is None and each.value and not each.blurred])
        for scope in paragraphs
        for unit, group in scope.by_unit.items()
        if unit not in NO_UNITS
    ]
    asked = {(unit, each.whole) for unit, figures in groups for each in figures}
    found: dict[Key, list[_Run]] = defaultdict(list)
    for unit, figures in groups:
        values = [each.whole for each in figures] if len(figures) > 1 else []
        for start, first in enumerate(values):
            running = first
            for end in range(start + 1, min(start + MOST_PARTS, len(values))):
                running += values[end]
                if (unit, running) in asked:
                    run = figures[start : end + 1]
                    found[unit, sum((each.value for each in run), ZERO)].append(_Run(run))
    return found


def _may_be_whole(each: Quantity) -> bool:
    return each.unit not in NO_UNITS and each.per is None and not each.blurred and each.value >= SMALLEST


def _is_its_run(whole: Quantity, words: frozenset[str], told: _Run) -> bool:
    """Whether a run of figures elsewhere surely is what a figure adds up; ``words`` are those around it."""
    run = told.figures
    if any(part.spot is whole.spot and part.clause == whole.clause for part in run):
        return False
    if words.isdisjoint(told.context):
        return False
    together = run[0].clause == run[-1].clause
    # Decimals that add up to the last digit, among the amounts of one paragraph, are no chance.
    exact = whole.unit == YUAN and "." in whole.text and whole.digits >= WEAK_DIGITS[YUAN]
    if _words["total"].search(whole.words_before(BEFORE)):
        return whole.digits >= STRONG_DIGITS and (together or (len(run) == 2 and whole.unit == YUAN))
    if len(run) >= COMPLETE_LIST and together and whole.unit != YUAN and _is_complete(run):
        return True
    return (together or exact) and whole.digits >= WEAK_DIGITS.get(whole.unit, WEAK_DIGITS_OF_COUNTS)


def _is_complete(run: list[Quantity]) -> bool:
    """Whether the parts are called alike (A类单位15家、B类单位20家、C类单位5家)."""
    names = [_pairs(part.words_before(BEFORE)) for part in run]
    return bool(frozenset.intersection(*names))


def _whole_before(figures: list[Quantity], index: int) -> int | None:
    """The figure that words call the whole of a rest (8家中有), in the same sentence or the one before."""
    rest = figures[index]
    for start in range(index - 2, -1, -1):
        whole = figures[start]
        if whole.spot is not rest.spot or rest.clause[1] - whole.clause[1] > 1:
            return None
        text = whole.spot.passage.text
        if _words["of_whole"].match(text, whole.end):
            return start if "其中" not in text[whole.end + 8 : rest.start] else None
    return None


def _is_unsure(whole: Quantity, rest: Quantity) -> bool:
    text = whole.spot.passage.text[whole.start : rest.end]
    return whole.clause != rest.clause or _words["unsure"].search(text) is not None


def _sum(material: Material, figure: Figure, said: str, run: list[Quantity], value: Decimal) -> Check:
    pages = material.reading.pages
    listed = "、".join(each.said for each in run)
    return check(
        "whole_is_sum", "pass", f"所述{said}与他处所列{listed}之和一致。",
        [figure, *(each.figure(pages) for each in run)], value, value,
    )  # fmt: skip


def _lead(each: Quantity) -> str:
    """The words of a paragraph up to a figure."""
    return each.spot.passage.text[max(0, each.start - LEAD) : each.start]


def _context(first: Quantity, last: Quantity) -> frozenset[str]:
    text = first.spot.passage.text
    end = last.end if last.spot is first.spot else first.end
    return _pairs(text[max(0, first.start - BEFORE) : first.start]) | _pairs(text[first.start : end + BEHIND])


def _pairs(text: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text, units and words of amounts apart."""
    return pairs_of_han(_words["common"].sub("|", tight(text)))
