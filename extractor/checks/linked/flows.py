"""What was to be spent, what was, the rate and the rest: 安排1,386万元，…发放1,334.34万元，结余51.66万元，执行率96.27%.

Three of the four tell which one is wrong: the rate and the rest are both of what was to be spent.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.engine import rate_fits
from extractor.checks.linked.proof import fault, is_free, is_meant, is_open
from extractor.checks.material import Material
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope, any_rough, share_said
from extractor.checks.units import HUNDRED, in_unit
from extractor.checks.worded.formulas import printed_slack
from extractor.checks.wording import WORDINGS, cues
from extractor.model.report import Check
from extractor.values.figures import decimals

_words = WORDINGS["flows"]

BEFORE = 20
# What stands between: what was spent, its rate and what is left follow each other within so many figures.
REACH = 4
# Two amounts of so many digits make a third that is told by no chance.
DIGITS, HALF = 3, Decimal(50)


def flows(material: Material) -> Iterator[Check]:
    """The rest and the rate behind what was spent, each against what was to be spent of the paragraph."""
    for scope in material.paragraphs.telling(*cues("flows", "may_be_spent")):
        if len(scope.by_unit.get(YUAN, ())) < 2:
            continue
        for at, spent in enumerate(scope.quantities):
            if spent.unit != YUAN or not _words["spent"].search(spent.words_before(BEFORE)):
                continue
            behind = _behind(scope, at)
            if behind.rest is not None and spent.value and behind.rest.value:
                yield from _verdict(material, scope, spent, behind)


class _Behind(NamedTuple):
    """What is told right behind what was spent: what is left, the rate, and what the rate is said to be of."""

    rest: Quantity | None
    rate: Quantity | None
    whole: Quantity | None


def _behind(scope: Scope, at: int) -> _Behind:
    """What stands right behind what was spent in the same sentence, or behind its parts in the next one."""
    start = _behind_parts(scope, at)
    clause = scope.quantities[start].clause if start < len(scope.quantities) else None
    rest = rate = whole = None
    for each in scope.quantities[start : start + REACH]:
        words = each.words_before(BEFORE)
        if each.clause != clause or (start == at + 1 and clause != scope.quantities[at].clause) or each.is_rough:
            break
        if each.unit == RATE and rest is not None and words.startswith("占") and not _words["of_due"].match(words):
            break  # 结余85.6万元，占结余总额的53.5%: a share of what is left; not so 缺口564万元，占应到位数的20%
        if each.unit == YUAN and rest is None and _words["left"].search(words):
            rest = each
        elif each.unit == RATE and rate is None and (_words["rate"].search(words) or (whole and words.endswith("的"))):
            rate = each
        elif each.unit == YUAN and rate is None and whole is None and words.startswith("占"):
            whole = each
        else:
            break
    return _Behind(rest, rate, whole)


def _behind_parts(scope: Scope, at: int) -> int:
    """Where what is told behind an amount goes on: 支出…，其中甲…、乙…。执行率…, a rate without a name of its own."""
    spent, behind = scope.quantities[at], scope.quantities[at + 1 :]
    if not behind or (behind[0].clause == spent.clause and "其中" not in scope.text[spent.end : behind[0].start]):
        return at + 1
    for place, each in enumerate(behind, at + 1):
        if each.clause != spent.clause:
            is_own = each.unit == RATE and each.spot is spent.spot
            return place if is_own and _words["own_rate"].fullmatch(each.words_before(BEFORE)) else at + 1
    return at + 1


def _verdict(material: Material, scope: Scope, spent: Quantity, behind: _Behind) -> Iterator[Check]:
    rest, rate, own = behind
    text = scope.text
    if rest is None:
        return
    start = max(text.rfind("。", 0, spent.start), 0)
    if spent.is_rough or _words["moved"].search(text[start : rest.end]):
        return
    wholes = [own] if own else _to_be_spent(material, scope, spent)
    if any(_leaves(whole, spent, rest) for whole in wholes):
        return
    for whole in wholes:
        left = whole.value - spent.value
        if left <= 0:
            continue
        fits = rate is not None and _is_rate(rate, spent.value, whole)
        # The rate is that of the whole: then what is left is wrong.
        if is_meant(rest.value, left) and (rate is None or fits) and is_free(material, scope, rest, (spent, whole)):
            said = f"{whole.said}减去{spent.said}的{in_unit(left, rest.unit_said)}"
            yield fault(material, "flow_of_funds", rest, (spent, whole), left, said)
            return
    for whole in wholes:
        # The rest and the rate are of one whole: then what was spent is wrong.
        meant = whole.value - rest.value
        if rate is None or meant <= 0 or not _is_rate(rate, meant, whole) or decimals(rate.text) < 1:
            continue
        if is_meant(spent.value, meant) and is_free(material, scope, spent, (rest, whole)):
            said = f"{whole.said}减去{rest.said}的{in_unit(meant, spent.unit_said)}"
            yield fault(material, "flow_of_funds", spent, (rest, whole), meant, said)
            return


def _to_be_spent(material: Material, scope: Scope, spent: Quantity) -> list[Quantity]:
    """The amounts before it that are called ones to be spent, the nearest first; else those of the report."""
    before = [
        each
        for each in reversed(scope.by_unit[YUAN])
        if each.start < spent.start and each.per is None and each.value and not each.is_rough
    ]
    called = [each for each in before if _words["budget"].search(each.words_before(BEFORE))]
    if called:
        return called
    found: dict[Decimal, Quantity] = {}
    for other in material.paragraphs:
        for each in other.by_unit.get(YUAN, ()):
            if each.per is None and each.value and _words["budget"].search(each.words_before(BEFORE)):
                found.setdefault(each.value, each)
    return list(found.values())


def _leaves(whole: Quantity, spent: Quantity, rest: Quantity) -> bool:
    slack = printed_slack(whole, spent, rest)
    return abs(whole.value - spent.value - rest.value) <= slack


def _is_rate(rate: Quantity, part: Decimal, whole: Quantity) -> bool:
    # Amounts in 万元 were rounded, the rate perhaps worked out before.
    return rate_fits(rate.value, decimals(rate.text), part, whole.value, whole.half or HALF, whole.half or HALF)


def _told_whole(material: Material, spent: Quantity, rest: Quantity) -> Quantity | None:
    """The amount of the report that is just what was spent and what is left."""
    summed = spent.value + rest.value
    if not summed or not material.times_told[YUAN, summed] or min(spent.digits, rest.digits) < DIGITS:
        return None
    told = (each for scope in material.paragraphs for each in scope.by_unit.get(YUAN, ()))
    return next((each for each in told if each.value == summed and each.per is None), None)


def rates_beside_rests(material: Material) -> Iterator[Check]:
    """到位资金3,136万元；支出2,979.2万元，占到位资金的93%，结余156.8万元: the rest is right, so the rate is wrong."""
    for scope in material.paragraphs.telling(*cues("flows", "may_be_spent")):
        for at, spent in enumerate(scope.quantities):
            if spent.unit != YUAN or not spent.value or not _words["spent"].search(spent.words_before(BEFORE)):
                continue
            rest, rate, own = _behind(scope, at)
            if rest is None or rate is None or any_rough((spent, rest, rate)):
                continue
            wholes = [own] if own else _to_be_spent(material, scope, spent)
            whole = next((each for each in wholes if _leaves(each, spent, rest)), None) or _told_whole(
                material, spent, rest
            )
            if whole is None or any(_is_rate(rate, spent.value, each) for each in (whole, *wholes)):
                continue
            # behind the rest, 缺口564万元，占应到位数的20% is said of it
            part = rest if rest.end <= rate.start and "占" in rate.words_before(BEFORE) else spent
            shown = round(part.value / whole.value * HUNDRED, max(decimals(rate.text), 2))
            if not is_open(rate) and not _is_rate(rate, rest.value, whole):
                said = share_said(part, whole, shown)
                yield fault(material, "flow_of_funds", rate, (spent, whole, rest), shown, said)
