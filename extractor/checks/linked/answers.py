"""Answers to one question and their rate, what was done and what not, a part of what is all of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from extractor.checks.engine import compared, rate_fits
from extractor.checks.linked.proof import fault, is_free, is_meant, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.runs import FEWEST, run_behind
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["answers"]

SURE = 3
# A rate of so many digits.
DIGITS_OF_A_RATE = 3


def rates_of_answers(material: Material) -> Iterator[Check]:
    """收回228份，其中满意201份、基本满意19份、不满意8份，综合满意度96.49%: those of the first answers of all.

    Fails where the rate is that of none of them, and of one but for a slip.
    """
    for clause in material.clauses.telling("满意"):
        for at, rate in enumerate(clause.quantities):
            if rate.unit != RATE or at < FEWEST or not _words["rate"].search(clause.between(at - 1, at)):
                continue
            answers = _answers_before(clause, at)
            alone = len(answers) == 1 and _words["one_answer"].search(clause.between(at - 2, at - 1)) is not None
            if (len(answers) < SURE and not alone) or rate.digits < DIGITS_OF_A_RATE:
                continue
            total = sum((each.value for each in answers), ZERO)
            alike = {q.value for q in clause.scope.by_unit.get(answers[0].unit, []) if q.value >= total} | {total}
            shares = [(sum_, whole) for sum_ in accumulate(each.value for each in answers) for whole in alike if whole]
            places = decimals(rate.text)
            if any(rate_fits(rate.value, places, sum_, whole, ZERO, ZERO) for sum_, whole in shares):
                continue
            for sum_, whole in shares:
                shown = round(sum_ / whole * HUNDRED, places)
                if is_meant(rate.value, shown, DIGITS_OF_A_RATE) and is_free(material, clause.scope, rate, answers):
                    said = f"{plain(sum_)}{answers[0].unit}占{plain(whole)}{answers[0].unit}的{plain(shown)}%"
                    yield fault(material, "rate_of_answers", rate, answers, shown, said)
                    break


def _answers_before(clause: Clause, at: int) -> list[Quantity]:
    """The counts of answers right before a rate, one kind of answer each."""
    found: list[Quantity] = []
    for index in range(at - 1, -1, -1):
        each = clause.quantities[index]
        if each.unit in {RATE, POINTS, "", YUAN} or not _words["answer"].search(clause.between(index - 1, index)):
            break
        if found and each.unit != found[0].unit:
            break
        found.insert(0, each)
    return found


def done_and_not(material: Material) -> Iterator[Check]:
    """涉及17人53,550元，已追回12人37,800元，未追回5人15,750元: what was done and what not make all of it."""
    for clause in material.clauses.telling("未"):
        match = _words["done_and_not"].search(clause.words) if len(clause.quantities) > FEWEST else None
        if match is None:
            continue
        groups: list[list[Quantity]] = [[], [], []]
        for index, place in enumerate(clause.marks):
            group = 0 if place < match.start() else 1 if place < match.start("not") else 2
            groups[group].append(clause.quantities[index])
        whole, done, left = groups
        if len(done) != len(left) or any_rough(clause.quantities):
            continue
        for one, two in zip(done, left, strict=True):
            of = [each for each in whole if each.unit == one.unit and each.per is None]
            if one.unit != two.unit or one.unit in {RATE, POINTS, ""} or len(of) != 1 or not _are_near(of[0], one, two):
                continue
            summed, good = one.value + two.value, one.value + two.value == of[0].value
            if good or is_free(material, clause.scope, two, (of[0], one)):
                yield compared(
                    "done_and_not", good, f"所述{of[0].said}，与{one.said}、{two.said}之和{of[0].in_its_unit(summed)}",
                    material.printed(of[0], one, two), of[0].value, summed,
                )  # fmt: skip


def _are_near(whole: Quantity, one: Quantity, two: Quantity) -> bool:
    return one.value < whole.value and two.value < whole.value and not (whole.half or one.half or two.half)


def parts_beyond(material: Material) -> Iterator[Check]:
    """在职386人，其中专业技术人员143人、…、工勤人员815人: no part is more than its whole.

    Fails where the others leave the part but for a typist's slip."""
    for clause in material.clauses.telling("其中"):
        if len(clause.quantities) <= FEWEST:
            continue
        for index, whole in enumerate(clause.quantities[:-1]):
            if whole.unit in {"", RATE, POINTS, YUAN} or whole.per is not None:
                continue
            if not _words["of_which"].fullmatch(clause.between(index, index + 1)):
                continue
            run = run_behind(clause, index)
            parts = run.figures if run else []
            if not parts or parts[0].unit != whole.unit or _words["no_part"].search(clause.words):
                continue
            others = {part: sum((q.value for q in parts if q is not part), ZERO) for part in parts}
            beyond = [
                part
                for part in parts
                if part.value > whole.value and is_typed(part.value, whole.value - others[part], SURE)
            ]
            if len(beyond) == 1 and not any_rough((whole, *parts)):
                yield fault(material, "part_beyond_whole", beyond[0], (whole,), whole.value, f"其所属的{whole.said}")
