"""What was paid against the amount that limits it, told one after the other: 合同金额62.3万元，支付工程款44.3万元.

Never fails: what is above a limit may be of another contract, and where it is not, the report tells it as a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.checks.engine import check
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.model.report import Check
from extractor.patternbook import load_patterns

# How far before an amount the words may stand that call it a limit, or what was used of one.
REACH = 18
# Between the two no more characters may stand.
FARTHEST = 80


def used_within_limits(material: Material) -> Iterator[Check]:
    """合同金额, 批复投资, 预留 … and behind it what was paid, spent or set aside of it: no more than that."""
    for told in material.with_money:
        text = told.spot.passage.text
        known = [money for money in told.money if money.yuan]
        for first, second in pairwise(known):
            if first.yuan is None or second.yuan is None or second.start - first.end > FARTHEST:
                continue
            before = text[max(0, first.start - REACH) : first.start]
            between = text[max(first.end, second.start - REACH) : second.start]
            if second.yuan <= first.yuan and _limit().search(before) and _use().search(between):
                yield check(
                    "used_within_limit", "pass",
                    f"所述{''.join(second.text.split())}未超过其前所述{''.join(first.text.split())}。",
                    [amount(material, told, each) for each in (second, first)], second.yuan, first.yuan,
                )  # fmt: skip


@cache
def _limit() -> re.Pattern[str]:
    return re.compile(load_patterns("checks")["limits"]["limit"])


@cache
def _use() -> re.Pattern[str]:
    return re.compile(load_patterns("checks")["limits"]["use"])
