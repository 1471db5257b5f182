"""A rate by the name of what it counts: 处理投诉267件，办结261件，办结率97.75%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.engine import compared
from extractor.checks.linked.proof import is_rate_of
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, any_rough
from extractor.checks.units import HUNDRED
from extractor.checks.worded.clauses import RATED, Clause
from extractor.checks.worded.formulas import FORMULAS, fit
from extractor.checks.worded.frames import is_explained, is_open, verdict
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["rates_by_name"]

# A rate off by more points is one of other figures.
NEAR = 10
# The two figures that a rate of 100% is of stand so few figures before it, its name so near.
REACH, BEFORE = 8, 12
SHARE = FORMULAS["share"]


def rates_by_name(material: Material) -> Iterator[Check]:
    """The count right before a rate that its name counts, out of the count of the same unit before that.

    Fails near only, where no other two figures of the paragraph make the rate.
    """
    for clause in material.clauses.telling(RATED):
        for at in range(2, len(clause.quantities)):
            rate, part, whole = clause.quantities[at], clause.quantities[at - 1], clause.quantities[at - 2]
            if rate.unit != RATE or part.unit != whole.unit or part.unit in {RATE, POINTS, ""}:
                continue
            if not 0 < part.value <= whole.value or not _is_named(clause, at):
                continue
            fits, computed = fit(rate, SHARE.compute, [whole, part])
            good = fits == "fits"
            if good or (fits == "off" and _counts_it(clause, at) and _is_slip(clause, at, computed - rate.value)):
                inputs = [whole, part]
                if good or not is_explained(clause, rate, computed, inputs):
                    yield verdict(material, "rate_by_name", rate, inputs, computed, SHARE.said, good=good)


def full_rates(material: Material) -> Iterator[Check]:
    """预算5,000万元。…下达5,000万元，到位率100%: the two amounts or counts before the rate are one, in its paragraph or
    right before that. Never fails."""
    done: set[object] = set()
    for scope in [*material.neighbours, *material.sections]:
        for at, rate in scope.rates:
            if rate.value != HUNDRED or rate in done or not _words["full"].search(rate.before(BEFORE)):
                continue
            before = [q for q in scope.quantities[max(0, at - REACH) : at] if q.unit not in {RATE, POINTS, ""}]
            pair = next(
                (
                    (one, two)
                    for index, two in reversed(list(enumerate(before)))
                    for one in reversed(before[:index])
                    if one.unit == two.unit and one.value == two.value and one.value and one.per is two.per is None
                ),
                None,
            )
            if pair is not None:
                done.add(rate)
                yield verdict(material, "rate_of_equals", rate, list(pair), HUNDRED, SHARE.said, good=True)


def rests_beyond_rates(material: Material) -> Iterator[Check]:
    """已完工16个，完工率88.89%，尚有3个: no more can be left than the rate leaves. Fails where a count of the report is
    the one whole that makes the rate."""
    for clause in (*material.clauses.telling(RATED), *_parted(material)):
        for at in range(1, len(clause.quantities) - 1):
            part, rate, rest = clause.quantities[at - 1 : at + 2]
            if rate.unit != RATE or part.unit != rest.unit or part.unit in {RATE, POINTS, "", YUAN} or not rate.value:
                continue
            label = clause.between(at, at + 1)
            not_so = _words["not_so"].search(label)
            before = clause.between(at - 2, at - 1) + clause.behind(at - 1)
            # 厚度不足的7个，占12.96%，强度不足的4个: neither is what the other is not
            all_ = not_so is not None and re.search(rf"(?<![不未没])(?<!没有){not_so['stem']}", before) is not None
            left_over = _words["done"].search(clause.between(at - 1, at)) and _words["rest"].search(label)
            behind = _words["not_behind"].match(clause.behind(at + 1))
            if behind is not None and _words["rest"].search(label) and behind["stem"] in clause.between(at - 1, at):
                all_ = True  # 入住378户，入住率97.93%，尚有8户未入住
            if not (all_ or left_over) or rate.value > HUNDRED:
                continue
            wholes = {
                each.value: each
                for scope in material.neighbours
                for each in scope.by_unit.get(part.unit, [])
                if each.value >= part.value and each.per is None and fit(rate, SHARE.compute, [each, part])[0] == "fits"
            }
            if len(wholes) != 1 or any_rough((part, rate, rest)):
                continue
            whole = next(iter(wholes.values()))
            left = whole.value - part.value
            if _has_own_share(clause, at, whole) and rest.value < left:
                continue
            if rest.value == left or rest.value > left or (all_ and left):
                good = rest.value == left
                yield compared(
                    "rest_beyond_rate", good,
                    f"所述{rest.said if good else rest.quoted}，与{whole.said}减去{part.said}的"
                    f"{plain(left)}{rest.unit_said}",
                    material.printed(rest, whole, part, rate), rest.value, left,
                )  # fmt: skip


def _has_own_share(clause: Clause, at: int, whole: Quantity) -> bool:
    """延期15个，占13.39%；未完工6个，占5.36%: whether a rest is told as a share of the same whole."""
    quantities = clause.scope.quantities
    place = quantities.index(clause.quantities[at + 1])
    behind = quantities[place + 1 : place + 2]
    return bool(behind) and behind[0].unit == RATE and is_rate_of(behind[0], quantities[place], whole)


def _parted(material: Material) -> Iterator[Clause]:
    """已签订的11个，占64.71%；未签订的6个: a part and its rate with what stands behind a semicolon."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            behind = scope.quantities[at + 1 : at + 2]
            if at and behind and behind[0].clause != rate.clause and behind[0].spot is rate.spot:
                between = scope.text[rate.end : behind[0].start]
                if "。" not in between and len(between) <= BEFORE and re.search("未|没有", between):
                    start = next(n for n, q in enumerate(scope.quantities) if q.clause == rate.clause)
                    yield Clause(scope.quantities[start : at + 2], scope)


def _is_named(clause: Clause, at: int) -> bool:
    match = _words["name"].search(clause.between(at - 1, at))
    if match is None:
        return False
    stem = match["stem"][-2:]
    own = clause.between(at - 2, at - 1) + clause.behind(at - 1)[:4]
    before = clause.between(at - 3, at - 2)
    if stem not in own or ("其中" in own and not _is_the_part(clause, at, stem)):
        return False
    return stem not in before or _words["due"].search(before) is not None


def _counts_it(clause: Clause, at: int) -> bool:
    """Whether words of the part share a character with its rate's name: 实际培训480人，合格率95% is of others."""
    match = _words["name"].search(clause.between(at - 1, at))
    own = clause.between(at - 2, at - 1) + re.split("[，,；、（(]", clause.behind(at - 1)[:6])[0]
    return match is not None and any(each in own for each in match["stem"][-2:])


def _is_the_part(clause: Clause, at: int, stem: str) -> bool:
    """作业面积312万亩，其中机械化作业面积256万亩，机械化率82%: whether the one part of a count bears the name."""
    label = clause.between(at - 2, at - 1)
    return clause.quantities[at - 1].unit != YUAN and label.lstrip("，,（(").startswith("其中") and stem in label


def _is_slip(clause: Clause, at: int, gap: object) -> bool:
    quantities: list[Quantity] = list(clause.quantities[at - 2 : at + 1])
    if abs(float(str(gap))) > NEAR or any(each.is_rough for each in quantities):
        return False
    between = clause.between(at - 2, at - 1)
    if _words["open"].search(clause.between(at - 3, at - 2) + between.removeprefix("，其中")):
        return False
    return not is_open(clause, clause.marks[at - 2], clause.marks[at] + 1)
