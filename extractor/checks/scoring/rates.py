"""Scores worked out from rates: 得分 = 执行率 × 分值, in scoring tables and in the funds block of a 自评表."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product

from extractor.checks.engine import Figure, Printed, check, tight
from extractor.checks.material import Material
from extractor.checks.scoring.remarks import is_lenient, points_lost
from extractor.checks.scoring.standards import one_rate
from extractor.checks.units import HUNDRED, half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, ScoreItem, plain
from extractor.records.evidence import evidence
from extractor.values.figures import decimals

_RESULT = re.compile(r"[≥>=＝≧]?(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d]{0,4})")
_words = WORDINGS["remarks"]


def scores_by_rates(material: Material) -> Iterator[Check]:
    """The score of an indicator that is its points by the rate beside it, and that of 预算执行率 by its rate.

    Never fails: most scores follow other rules. A full score proves nothing.
    """
    for item, cell in material.remarks:
        if item.points is None or item.score is None or not 0 < item.score < item.points:
            continue
        if decimals(plain(item.score)) < 2 and not _words["by_share"].search(
            f"{item.standard or ''} {item.criteria or ''}"
        ):
            continue  # a score of another rule may be the same by chance
        told = _rates(f"{item.comment or ''} {item.actual or ''}")
        slack = _slack(item.score)
        named = next((rate for rate in told if abs(item.points * rate / HUNDRED - item.score) <= slack), None)
        if named is not None:
            yield check(
                "score_by_rate", "pass",
                f"评分表“{item.name}”得分{plain(item.score)}分与所述{plain(named)}%×分值{plain(item.points)}分一致。",
                [Figure(item.score, 0, [*item.evidence, *evidence(*cell)])], item.score,
                plain(round(item.points * named / HUNDRED, 4)),
            )  # fmt: skip
    yield from _by_results(material)
    for sheet in material.sheets:
        columns = [sheet.part.column(role) for role in ("points", "rate", "score")]
        for row in sheet.part.rows:
            points, rate, score = (sheet.figure(row, column.index) if column else None for column in columns)
            if points is None or rate is None or score is None or not 0 < score.value < points.value:
                continue
            computed = points.value * rate.value / HUNDRED
            if abs(score.value - computed) <= score.half_unit:
                yield check(
                    "score_by_rate", "pass",
                    f"{sheet.name}得分{plain(score.value)}分与执行率{plain(rate.value)}%×分值{plain(points.value)}分一致。",
                    [score, rate, points], score.value, plain(round(computed, 4)),
                )  # fmt: skip


def _by_results(material: Material) -> Iterator[Check]:
    """42项, 39项 done, of 15 points 13.93: the points by what was done of the target."""
    for item in material.items:
        target, actual = (_RESULT.fullmatch(tight(text or "")) for text in (item.target, item.actual))
        if target is None or actual is None or item.points is None or item.score is None:
            continue
        goal, done = Decimal(target["figure"].replace(",", "")), Decimal(actual["figure"].replace(",", ""))
        if target["unit"] != actual["unit"] or not 0 < item.score < item.points or not 0 < done < goal:
            continue
        computed = item.points * done / goal
        if abs(computed - item.score) <= _slack(item.score):
            yield check(
                "score_by_rate", "pass",
                f"评分表“{item.name}”得分{plain(item.score)}分与完成值{actual[0]}÷指标值{target[0]}×分值"
                f"{plain(item.points)}分一致。",
                [Figure(item.score, 0, item.evidence)], item.score, plain(round(computed, 4)),
            )  # fmt: skip


def deductions_by_points(material: Material) -> Iterator[Check]:
    """每低1个百分点扣0.1分, a goal of 95%, 89.14% reached: the deduction of 0.6 is that of the points missed.

    Begun steps may count as whole ones. Fails only where the rule is the one that takes points, and the remark tells
    one rate by the indicator's own name, and no reason to take less.
    """
    for item, cell in material.remarks:
        rule = _words["step"].search(item.standard or "") or _words["step"].search(item.criteria or "")
        lost, step = points_lost(item), Decimal(rule["step"] or 1) if rule else None
        if rule is None or not lost or not step:
            continue
        points = Decimal(rule["points"])
        goals = [*_rates(f"{item.standard or ''} {item.criteria or ''}"), *_rates(item.target or ""), HUNDRED]
        reached = _rates(f"{item.comment or ''} {item.actual or ''}")
        for goal, rate in product(dict.fromkeys([*goals, *reached[1:]]), reached[:2]):
            if rule["below"] and rate > goal:
                continue  # nothing is missed
            missed = abs(goal - rate) / step
            whole = missed.to_integral_value(ROUND_CEILING)
            if missed and (abs(missed * points - lost) <= _slack(lost) or whole * points == lost):
                yield check(
                    "deduction_by_points", "pass",
                    f"评分表“{item.name}”扣{plain(lost)}分，与{plain(rate)}%距{plain(goal)}%的差距"
                    f"{plain(abs(goal - rate))}个百分点按“{rule[0]}”计算的结果一致。",
                    [Figure(lost, 0, [*item.evidence, *evidence(*cell)])], lost, plain(round(missed * points, 4)),
                )  # fmt: skip
                break
        else:
            yield from _other_steps(item, cell, rule, (step, points), lost)


def _other_steps(
    item: ScoreItem, cell: Printed, rule: re.Match[str], each: tuple[Decimal, Decimal], lost: Decimal
) -> Iterator[Check]:
    """A deduction that is surely not that of the points missed, however begun steps are counted."""
    rules = f"{item.standard or ''}。{item.criteria or ''}"
    goals, rate = set(_rates(rules.replace(rule[0], ""))), one_rate(item)
    alone = len(re.findall("扣", rules.replace("扣完", ""))) == 1
    if len(goals) != 1 or rate is None or not alone or is_lenient(item) or item.points is None:
        return
    goal, (step, points) = goals.pop(), each
    steps = (goal - rate) / step
    computed = [
        each * points for each in (steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING))
    ]
    if steps >= 1 and lost < item.points and not computed[0] <= lost <= computed[1]:
        shown = plain(round(steps * points, 2))
        yield check(
            "deduction_by_points", "fail",
            f"评分表“{item.name}”按“{rule[0]}”、说明所述{plain(rate)}%与标准{plain(goal)}%的差距应扣{shown}分，"
            f"实扣{plain(lost)}分。",
            [Figure(lost, 0, [*item.evidence, *evidence(*cell)])], lost, shown,
        )  # fmt: skip


def _rates(text: str) -> list[Decimal]:
    return [Decimal(rate) for rate in re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)\s*[%％]", text)]


def _slack(points: Decimal) -> Decimal:
    """Half a unit of the last place of points or a score, zeros behind it apart."""
    return half(decimals(plain(points)))
