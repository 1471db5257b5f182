"""Parts of one amount told by their shares, one of them mistyped: 首付70%即6,552,000元，剩余30%即2,880,000元."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import check, tight
from extractor.checks.figures_told import amount, is_mistyped
from extractor.checks.material import Material
from extractor.checks.told.shares import share_told
from extractor.checks.units import half_unit, in_unit
from extractor.model.report import Check, plain
from extractor.model.values import Money

FULL, FEWEST_SHARES = Decimal(100), 2
# So many shares of one amount need it told nowhere else.
SHARES_THAT_PROVE = 2


def shares_with_slips(material: Material) -> Iterator[Check]:
    """Shares of a paragraph that make 100%, all but one of one amount, that one but for a slip of the typist."""
    for told in material.money_in_text:
        text = told.spot.passage.text
        if text.count("%") + text.count("％") < FEWEST_SHARES:
            continue
        shares = [(money, share_told(text, money)) for money in told.money if money.yuan]
        pairs = [(money, share[0]) for money, share in shares if share is not None]
        if len(pairs) < FEWEST_SHARES or sum(rate for _, rate in pairs) != FULL:
            continue
        for first, rate in pairs:
            whole = _yuan(first) * FULL / rate
            missed = [pair for pair in pairs if not _is_share(*pair, whole)]
            right = len(pairs) - len(missed)
            if len(missed) != 1 or (right < SHARES_THAT_PROVE and whole not in material.all_amounts):
                continue
            money, share = missed[0]
            computed = whole * share / FULL
            if not money.modifier and is_mistyped(_yuan(money), computed):
                figures = [amount(material, told, each) for each, _ in pairs if each is not money]
                yield check(
                    "share_with_slip", "fail",
                    f"所述{tight(money.text)}，与{in_unit(whole, money.unit)}的{plain(share)}%即"
                    f"{in_unit(computed, money.unit)}不一致。",
                    [amount(material, told, money), *figures], _yuan(money), computed,
                )  # fmt: skip
                break


def _is_share(money: Money, rate: Decimal, whole: Decimal) -> bool:
    return abs(_yuan(money) - whole * rate / FULL) <= half_unit(money)


def _yuan(money: Money) -> Decimal:
    return money.yuan or Decimal(0)
