"""One company under two names that differ by two neighbouring characters: 安鲁物业 and 鲁安物业."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.engine import Figure, Printed, check
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.model.report import Check
from extractor.records.values import Spot

# Of a name its last characters are compared: what stands before may be other words.
COMPARED = 8
_KIND = re.compile("有限责任公司|有限公司|事务所|设计院|研究院|集团")
_NAME = re.compile(rf"[\u4e00-\u9fff]{{{COMPARED}}}")


def names_with_slips(material: Material) -> Iterator[Check]:
    """Fails where the two names never stand in one passage or table, for then they may be two companies."""
    named: dict[str, dict[str, list[tuple[Spot, int, int]]]] = defaultdict(dict)
    for spot in material.in_words.telling("公司", "所", "院", "集团"):
        text = spot.passage.text
        for match in _KIND.finditer(text):
            name = _NAME.search(text, max(0, match.start() - COMPARED), match.start())
            if name is not None:
                named["".join(sorted(name[0]))].setdefault(name[0], []).append((spot, name.start(), match.end()))
    for names in named.values():
        for one, other in _swapped(names):
            if not _stand_together(names[one], names[other]):
                places = [
                    Printed(s.passage, material.reading.pages, a, b, s.place)
                    for s, a, b in (names[one][0], names[other][0])
                ]
                yield check(
                    "name_with_slip", "fail", f"名称“…{one}”与“…{other}”仅相邻两字颠倒，疑为同一单位。",
                    [Figure(ZERO, 0, each) for each in places], one, other,
                )  # fmt: skip


def _swapped(names: dict[str, list[tuple[Spot, int, int]]]) -> Iterator[tuple[str, str]]:
    told = list(names)
    for at, one in enumerate(told):
        for other in told[at + 1 :]:
            places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
            if len(places) == 2 and places[1] - places[0] == 1:
                yield one, other


def _stand_together(one: list[tuple[Spot, int, int]], other: list[tuple[Spot, int, int]]) -> bool:
    """Whether two names stand in one passage or in one table."""
    first, second = (
        {(id(spot) if spot.place is None else spot.place.table) for spot, _, _ in each} for each in (one, other)
    )
    return not first.isdisjoint(second)
