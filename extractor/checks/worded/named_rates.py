"""A rate by the name of what it counts: 处理投诉267件，办结261件，办结率97.75%."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import FORMULAS, fit
from extractor.checks.worded.frames import is_blurred, is_explained, is_open, verdict
from extractor.checks.wording import wording
from extractor.model.report import Check

_words = partial(wording, "rates_by_name")

# A rate off by more points is one of other figures.
NEAR = 10
SHARE = FORMULAS["share"]


def rates_by_name(material: Material) -> Iterator[Check]:
    """The count right before a rate that its name counts, out of the count of the same unit before that.

    Fails near only, where no other two figures of the paragraph make the rate.
    """
    for clause in material.clauses:
        for at in range(2, len(clause.quantities)):
            rate, part, whole = clause.quantities[at], clause.quantities[at - 1], clause.quantities[at - 2]
            if rate.unit != RATE or part.unit != whole.unit or part.unit in {RATE, POINTS, ""}:
                continue
            if not 0 < part.value <= whole.value or not _is_named(clause, at):
                continue
            fits, computed = fit(rate, SHARE.compute, [whole, part])
            good = fits == "fits"
            if good or (fits == "off" and _is_slip(clause, at, computed - rate.value)):
                inputs = [whole, part]
                if good or not is_explained(clause, rate, computed, inputs):
                    yield verdict(material, "rate_by_name", rate, inputs, computed, SHARE.said, good=good)


def _is_named(clause: Clause, at: int) -> bool:
    match = _words("name").search(clause.between(at - 1, at))
    if match is None:
        return False
    stem = match["stem"][-2:]
    own = clause.between(at - 2, at - 1) + clause.behind(at - 1)[:4]
    before = clause.between(at - 3, at - 2)
    if stem not in own or "其中" in own:
        return False
    return stem not in before or _words("due").search(before) is not None


def _is_slip(clause: Clause, at: int, gap: object) -> bool:
    quantities: list[Quantity] = list(clause.quantities[at - 2 : at + 1])
    if abs(float(str(gap))) > NEAR or any(is_blurred(each) for each in quantities):
        return False
    if _words("open").search(clause.between(at - 3, at - 2) + clause.between(at - 2, at - 1)):
        return False
    return not is_open(clause, clause.marks[at - 2], clause.marks[at] + 1)
