"""What a sentence says of two figures: 低于90%的目标值, 超过20万元的限额, 计划2,200篇而实际1,058篇."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.checks.engine import Status, check, tight
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.patternbook import load_patterns

_words = WORDINGS["comparisons"]

# A figure behind one of these is a range's end, one of a list, or negative: another one may be compared.
_NO_START = re.compile(r"[-－−~～—–、和及至]\s*$")
_ROUGH = re.compile("[约近余]|多(?!于)|左右")
_LIST = re.compile(r"分别|依次")
LIST_REACH = 30
# What a price is of, behind it: 10.87万元/公里.
PRICED = r"(?:[/／][一-龥]{1,4})?"
# A rate and what it is held against are within so many times of each other.
ABOUT = Decimal("1.5")


def comparisons_told(material: Material) -> Iterator[Check]:
    """成活率87.6%，低于90%的目标值: the first figure is below the second one, as the words say.

    Fails only where the second is called a goal, a standard or a limit right behind it: 超过预算20万元 may tell by how
    much. Figures of a list, of a range or blurred ones accuse nobody, nor do two that rounding may have made alike.
    """
    for scope in material.neighbours:
        for first, second in pairwise(scope.quantities):
            if first.spot is not second.spot or first.clause != second.clause or first.unit != second.unit:
                continue
            if first.unit in {"", POINTS, SCORE} or first.per != second.per:
                continue
            text = first.spot.passage.text
            between = text[first.end : second.start]
            claim = _claim(between)
            if claim is None:
                continue
            limit = _limit().match(text, second.end) is not None or claim == "within"
            # 高于全县平均增速9.1%: what it is held against, where it is about as much, not by how much it is more.
            limit = limit or (_words["named"].search(tight(between)) is not None and _may_be_held(first, second))
            is_plain = limit or _words["plainly"].search(between) is not None
            good = {
                "below": first.value < second.value,
                "above": first.value > second.value,
                "within": first.value <= second.value,
            }[claim]
            if (good and claim == "above" and not is_plain) or (not good and (not limit or _is_unsure(first, second))):
                continue
            said = {"below": "低于", "above": "高于", "within": "未超过"}[claim]
            named = "，与报告所指问题一致" if material.is_problem(first.spot) else ""
            alike = first.value == second.value and bool(first.half or second.half)
            status: Status = "pass" if good else "unknown" if alike else "fail"
            told = f"与两数大小一致{named}" if good else "而所印两数相等，可能因取整所致" if alike else "与两数大小不符"
            yield check(
                "amounts_compared", status,
                f"所述{first.said}{said}{second.said}，{told}。",
                material.printed(first, second), first.value, second.value,
            )  # fmt: skip


def plans_and_results(material: Material) -> Iterator[Check]:
    """计划全年不少于2,200篇，实际为1,058篇, of what was not done: the result is below the plan. Never fails."""
    for scope in material.paragraphs.telling("未", "没有完成", "少于", "低于"):
        if len(scope.quantities) < 2 or not _words["unmet"].search(scope.text):
            continue
        for plan, result in pairwise(scope.quantities):
            if plan.unit != result.unit or plan.unit in {"", SCORE} or plan.clause != result.clause:
                continue
            text = plan.spot.passage.text
            if not _words["plan"].search(_before(plan)) or not _words["result"].search(text[plan.end : result.start]):
                continue
            begin = max(text.rfind("。", 0, plan.start), 0)
            short = _words["unmet"].search(text, begin, min(len(text), result.end + 20))
            if short and result.value < plan.value:
                yield check(
                    "plan_and_result_rate", "pass",
                    f"所述实际{result.said}低于计划{plan.said}，与未完成的表述一致，与报告所指问题一致。",
                    material.printed(result, plan), result.value, plan.value,
                )  # fmt: skip


def _claim(between: str) -> str | None:
    bare = tight(between)
    return next((name for name in ("within", "below", "above") if _joint(name).fullmatch(bare)), None)


def _may_be_held(first: Quantity, second: Quantity) -> bool:
    """Whether a rate is what is held against another, and no further one that the same is held against: 高于甲的63.2%，
    高于平均水平70%."""
    less, more = sorted((first.value, second.value))
    return first.unit == RATE and more <= ABOUT * less and not _words["held"].search(first.words_before(LIST_REACH))


def _is_unsure(first: Quantity, second: Quantity) -> bool:
    text = first.spot.passage.text
    before = text[max(0, first.start - LIST_REACH) : first.start]
    # 低于 before an amount is what is said of the two, it blurs none.
    rough = _ROUGH.search(f"{second.before(2)}{second.text}{text[second.end : second.end + 2]}")
    return (
        first.blurred
        or (second.blurred if second.unit != YUAN else rough is not None)
        or _NO_START.search(before[-3:]) is not None
        or _LIST.search(before) is not None
    )


def _before(each: Quantity) -> str:
    text = each.spot.passage.text[max(0, each.start - 24) : each.start]
    return re.split(r"[，。；、]", text)[-1]


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(PRICED + _words["limit"].pattern)


@cache
def _joint(name: str) -> re.Pattern[str]:
    words = load_patterns("checks")["comparisons"]
    return re.compile(rf"{PRICED}[）)]?[，,]?(?:{words['adverbs']})*(?:{words[name]}){words['toward']}")
