"""过程类得分率最低: of the parts of the scoring table, or of those that the paragraph tells with their points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import ALL_LINES, Figure, Printed, check, tight
from extractor.checks.level_scores_found import levels_of
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["level_extremes"]

FEWEST_PARTS, FEWEST_SHARED = 3, 2
# Rates that lie nearer to each other may have been rounded to the same.
NEAR = Decimal("0.5")
# Who compares indicators of a lower level, or other years, compares other rates.
_OTHER = re.compile("[二三四]级|子项目|上年|各(?:县|区|市|镇|单位)")


Rates = dict[str, Decimal]


def extremes_of_levels(material: Material) -> Iterator[Check]:
    """Fails where the part named is one of those known, and another one's rate is surely beyond its own."""
    telling = [spot for spot in material.texts.telling("得分率") if "最" in spot.passage.text]
    of_table = _of_items(material) if telling else {}
    for spot in telling:
        text = spot.passage.text
        rates = _of_text(text) or of_table
        for match in _words["claim"].finditer(tight(text)) if len(rates) >= FEWEST_PARTS else ():
            named = match["before"] or match["after"]
            names = [name for name in rates if name in named or (named in name and len(named) >= FEWEST_SHARED)]
            if len(names) != 1 or _OTHER.search(tight(text)):
                continue
            lowest = (match["end"] or match["end2"]) == "低"
            own, others = rates[names[0]], {name: rate for name, rate in rates.items() if name != names[0]}
            beyond = {n: r for n, r in others.items() if (own - r if lowest else r - own) > NEAR}
            place = Printed(spot.passage, material.reading.pages)
            said = f"所述“{match[0]}”"
            if not beyond and all((r - own if lowest else own - r) >= 0 for r in others.values()):
                message = f"{said}，与各部分得分率一致。"
                yield check("level_extreme", "pass", message, [Figure(own, 2, place)], round(own, 2), None)
            elif beyond:
                other, rate = next(iter(sorted(beyond.items(), key=lambda each: each[1], reverse=not lowest)))
                yield check(
                    "level_extreme", "fail",
                    f"{said}，其得分率为{round(own, 2)}%，而“{other}”为{round(rate, 2)}%。",
                    [Figure(own, 2, place)], round(own, 2), round(rate, 2),
                )  # fmt: skip


def _of_items(material: Material) -> Rates:
    """The rates of the first levels of the one scoring table, all of whose rulings are drawn."""
    read = [rows.table.grid.confidence >= ALL_LINES for rows in material.score_parts]
    if len({item.table for item in material.items}) != 1 or not all(read):
        return {}
    levels = levels_of(material.items)
    if any(item.level1 is None or item.points is None or item.score is None for item in material.items):
        return {}
    return {
        name: level.score / level.points * HUNDRED
        for name, level in levels.items()
        if level.points and level.score is not None
    }


def _of_text(text: str) -> Rates:
    """The rates of parts that a paragraph tells with their points: 过程15.65分（满分20分）."""
    told = {match["name"]: match for match in _words["part"].finditer(tight(text))}
    return {
        name: Decimal(match["score"]) / Decimal(match["points"]) * HUNDRED
        for name, match in told.items()
        if Decimal(match["points"])
    }
