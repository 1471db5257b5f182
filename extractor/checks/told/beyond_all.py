"""Rates that cannot be: 合格率103.5%; shares of one whole that make more than all of it: 35%, 45% and 25%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, check, slack_of, tight, total
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED
from extractor.checks.wording import WORDINGS
from extractor.model.layout import PageIndex
from extractor.model.report import Check, plain
from extractor.records.values import Spot
from extractor.values.figures import decimals

FEWEST_SHARES = 3
# Shares that make more than this are of several wholes, or of answers of which many could be ticked.
MOST = Decimal(112)


def rates_within_all(material: Material) -> Iterator[Check]:
    """合格率103.5%: of all that was looked at no more than all can be good."""
    for spot in material.in_words.telling("%", "％"):
        text = spot.passage.text
        for match in WORDINGS["rates_within"]["rate"].finditer(text):
            rate = Decimal(match["rate"])
            label = WORDINGS["rates_within"]["of_all"].search(text[: match.start()]) if rate > HUNDRED else None
            if label is not None:
                place = Printed(spot.passage, material.reading.pages, label.start(), match.end(), spot.place)
                yield check(
                    "rate_above_all", "fail", f"所述“{tight(text[label.start() : match.end()])}”超过100%。",
                    [Figure(rate, decimals(match["rate"]), place)], rate, HUNDRED,
                )  # fmt: skip


def shares_of_all(material: Material) -> Iterator[Check]:
    """从投向看，甲占35%、乙占45%、丙占20%: three shares or more of one whole. Fails where they make more than it."""
    for spot in material.texts.telling("占"):
        text = spot.passage.text
        if text.count("占") < FEWEST_SHARES:
            continue
        for lead in WORDINGS["shares_of_all"]["lead"].finditer(text):
            shares = _shares(material.reading.pages, spot, lead.end())
            if len(shares) < FEWEST_SHARES:
                continue
            summed = total(shares)
            slack = slack_of(shares)
            if abs(summed - HUNDRED) <= slack or HUNDRED + slack < summed <= MOST:
                holds = abs(summed - HUNDRED) <= slack
                yield check(
                    "shares_of_all", "pass" if holds else "fail",
                    f"所述{len(shares)}项占比之和{plain(summed)}%{'与100%一致' if holds else '超过100%'}。",
                    shares, summed, HUNDRED,
                )  # fmt: skip


def _shares(pages: PageIndex, spot: Spot, start: int) -> list[Figure]:
    """The shares that stand one behind the other from ``start`` on."""
    share, joint = WORDINGS["shares_of_all"]["share"], WORDINGS["shares_of_all"]["next"]
    text, found = spot.passage.text, []
    match = share.match(text, start)
    while match is not None:
        place = Printed(spot.passage, pages, match.start("rate"), match.end(), spot.place)
        found.append(Figure(Decimal(match["rate"]), decimals(match["rate"]), place))
        after = joint.match(text, match.end())
        match = share.match(text, after.end()) if after else None
    return found
