"""What a ratio or a limit makes of amounts: 按6:3:1分担，中央600万元、省300万元、州100万元; a bid above 最高限价."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, Scope, any_rough
from extractor.checks.units import ZERO
from extractor.checks.worded.formulas import is_near, printed_half
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["ratios"]

# Two parts that fit prove the whole of a third one.
FEWEST, FEWEST_THAT_PROVE = 2, 2
_COLON = re.compile("[:：∶]")
NEAR = Decimal("0.05")


def parts_by_ratio(material: Material) -> Iterator[Check]:
    """总额1,000万元，按6:3:1分担，中央600万元、省300万元、州100万元: the parts of a whole in a ratio.

    Fails where all parts but one, of three or more, are those of one amount that the report tells.
    """
    for scope in material.paragraphs.telling(":", "：", "∶"):
        text = scope.text
        for match in (*_words["ratio"].finditer(text), *_words["told"].finditer(text)):
            ratio = [Decimal(part) for part in _COLON.split(match["ratio"])]
            told_behind = match.re is _words["told"]
            parts = _before(scope, match.start("ratio"), len(ratio)) if told_behind else []
            parts = parts or _behind(scope, match.end(), len(ratio))
            if len(parts) < FEWEST or not all(ratio):
                continue
            own = set(parts)
            shares = [part / sum(ratio) for part in ratio]
            made = {each.value / share for each, share in zip(parts, shares, strict=True)}
            summed = sum((each.value for each in parts), ZERO)
            wholes = [
                each
                for near in (scope, *(other for other in material.paragraphs if other is not scope))
                for each in near.by_unit.get(YUAN, [])
                if each.value in {*made, summed} and each.per is None and each not in own
            ]
            yield from _told(material, wholes, parts, shares, match["ratio"])
            yield from _misfit(material, [each for each in wholes if each.value == summed], parts, match["ratio"])


def _misfit(material: Material, wholes: list[Quantity], parts: list[Quantity], ratio: str) -> Iterator[Check]:
    """三级比例为5:4:1 of amounts that make their whole in another ratio, no part being what it should."""
    for whole in wholes[:1]:
        each_of = [Decimal(part) for part in _COLON.split(ratio)]
        made = [whole.value * part / sum(each_of) for part in each_of]
        wrong = [abs(part.value - one) > printed_half(part) for part, one in zip(parts, made, strict=True)]
        # Ratios are rounded; a part that misses its share by so much of the whole is of another one.
        far = max(abs(part.value - one) for part, one in zip(parts, made, strict=True)) > NEAR * whole.value
        if sum(wrong) >= FEWEST and far and len(parts) > FEWEST and not any_rough(parts):
            said = "、".join(each.said for each in parts)
            yield check(
                "parts_by_ratio", "fail",
                f"所述比例{ratio}，与{said}占其合计{whole.said}的比例不一致。",
                material.printed(*parts, whole), ratio, ratio,
            )  # fmt: skip


def _before(scope: Scope, start: int, size: int) -> list[Quantity]:
    """So many amounts that stand right before a ratio in its sentence."""
    spot = scope.quantities[0].spot
    found = [each for each in scope.quantities if each.spot is spot and each.end <= start]
    parts = found[-size:]
    alike = all(each.unit == YUAN and each.per is None and each.clause == parts[0].clause for each in parts)
    listed = len(parts) == size and all(
        _words["listed"].fullmatch(spot.passage.text[one.end : two.start]) for one, two in pairwise(parts)
    )
    near = bool(parts) and _words["near"].fullmatch(spot.passage.text[parts[-1].end : start]) is not None
    return parts if alike and listed and near else []


def _behind(scope: Scope, start: int, size: int) -> list[Quantity]:
    """So many amounts that follow a ratio in its sentence; none where other figures stand among them."""
    spot = scope.quantities[0].spot
    found = [each for each in scope.quantities if each.spot is spot and each.start >= start][: size + 1]
    if (
        len(found) > size
        and found[size].clause == found[0].clause
        and _words["more"].search(spot.passage.text[found[size - 1].end : found[size].start])
    ):
        return []
    parts = found[:size]
    alike = all(each.unit == YUAN and each.per is None and each.clause == parts[0].clause for each in parts)
    near = bool(parts) and "。" not in spot.passage.text[start : parts[0].start]
    return parts if len(parts) == size and alike and near else []


def _told(
    material: Material, wholes: list[Quantity], parts: list[Quantity], shares: list[Decimal], ratio: str
) -> Iterator[Check]:
    for whole in wholes:
        made = [whole.value * share for share in shares]
        good = [abs(each.value - one) <= printed_half(each) for each, one in zip(parts, made, strict=True)]
        if all(good):
            said = "、".join(each.said for each in parts)
            yield check(
                "parts_by_ratio", "pass", f"所述{said}与{whole.said}按{ratio}分担的金额一致。",
                material.printed(*parts, whole), whole.value, whole.value,
            )  # fmt: skip
            return
        if sum(good) == len(parts) - 1 >= FEWEST_THAT_PROVE:
            at = good.index(False)
            wrong, computed = parts[at], made[at]
            if not is_near(wrong.value, computed, "") or any_rough((whole, *parts)):
                continue
            yield check(
                "parts_by_ratio", "fail",
                f"所述{wrong.quoted}，与{whole.said}按{ratio}分担的{wrong.in_its_unit(computed)}不一致。",
                material.printed(wrong, whole, *(each for each in parts if each is not wrong)), wrong.value, computed,
            )  # fmt: skip
            return


def bids_within_limits(material: Material) -> Iterator[Check]:
    """最高限价1,860万元，以1,872万元中标: no bid that won lies above the limit of its sentence."""
    for clause in material.clauses.telling("限价", "控制价"):
        for match in _words["bid"].finditer(clause.words):
            limit, bid = clause.at(match.start("a")), clause.at(match.start("b"))
            if limit.unit != YUAN or bid.unit != YUAN or limit.per != bid.per or limit.is_rough or bid.is_rough:
                continue
            good = bid.value <= limit.value
            if not good and _words["no_bid"].search(clause.words):
                continue
            yield check(
                "bid_within_limit", "pass" if good else "fail",
                f"所述中标（成交）价{bid.said}{'未超过' if good else '超过'}其限价{limit.said}。",
                material.printed(bid, limit), bid.value, limit.value,
            )  # fmt: skip
