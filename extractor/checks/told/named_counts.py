"""What a list names against the number told with it: 甲镇、乙镇、丙镇2个乡镇; “甲”“乙”“丙”两个项目; 以下三个方面的问题.

A list tells how many it names only where it stands right before the number and nothing in it joins or parts names. A
number that misses it by one is a slip; by more, something else is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.checks.engine import Figure, Printed, compared, tight
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Paragraph
from extractor.model.report import Check
from extractor.patternbook import load_patterns
from extractor.records.values import Spot

_words = WORDINGS["named_counts"]

LONGEST_FIRST, LONGEST_NAME, SHORTEST_NAME, FEWEST, LONGEST_SHOWN = 30, 14, 2, 2, 4
LONGEST_NUMBER = 6
_SEGMENT = re.compile(r"[，。；：:;,（()）\n]")


def names_counted(material: Material) -> Iterator[Check]:
    """甲镇、乙镇、丙镇2个乡镇: as many as the list right before the number names. Fails where it is one off."""
    for spot in material.texts.telling("、", "”", "》"):
        text = spot.passage.text
        for counted in _words["counted"].finditer(text):
            before = text[: counted.start()]
            match = _words["count"].search(before, max(0, len(before) - LONGEST_NUMBER))
            told = number(match["count"]) if match else 0
            if match is None or told < FEWEST:
                continue
            names = _quoted(before[: match.start()]) or _listed(before[: match.start()], counted["noun"])
            if len(names) >= FEWEST and (len(names) == told or _is_one_off(names, told, match)):
                yield _verdict(material, spot, (match.start("count"), counted.end()), names, told)

        for match in _words["whole"].finditer(text) if "共" in text else ():
            names = [tight(name) for name in match["names"].split("、")]
            told = number(match["count"])
            if not any(_words["mixed"].search(name) for name in names) and abs(len(names) - told) <= 1:
                yield _verdict(material, spot, (match.start("count"), match.end()), names, told)


def names_behind(material: Material) -> Iterator[Check]:
    """项目3个，分别为甲、乙、丙: as many as the list right behind the number names. Fails where it is one off."""
    for spot in material.texts.telling("分别"):
        for match in _words["behind"].finditer(spot.passage.text):
            *first, last = [tight(name) for name in match["names"].split("、")]
            told, joined = number(match["count"]), _words["last"].split(last)
            if told < FEWEST or not first or any(_words["mixed"].search(name) for name in first):
                continue
            # 乙和丙 are two, 安全生产和消防 may be one.
            counts = {len(first) + 1, len(first) + len(joined)}
            if told not in counts and (len(counts) > 1 or last.endswith("等") or abs(min(counts) - told) > 1):
                continue
            names = [*first, *joined] if len(first) + len(joined) == told else [*first, last]
            figure = Figure(Decimal(told), 0, Printed(spot.passage, material.reading.pages, *match.span("count")))
            said = tight(match.string[match.start("count") : match.start("names")]).rstrip("：:")
            yield compared(
                "names_counted", told in counts, f"所述“{said}”，与其后所列{len(names)}个名称（{'、'.join(names)}）",
                [figure], Decimal(told), Decimal(len(names)),
            )  # fmt: skip


def _is_one_off(names: list[str], told: int, match: re.Match[str]) -> bool:
    """Whether one name too many, or one too few where all are surely told, is what a slip makes."""
    if len(names) - told == 1:
        return True
    return told - len(names) == 1 and not match["also"] and not match["sum"]


def _verdict(material: Material, spot: Spot, span: tuple[int, int], names: list[str], told: int) -> Check:
    figure = Figure(Decimal(told), 0, Printed(spot.passage, material.reading.pages, *span))
    holds = len(names) == told
    return compared(
        "names_counted", holds,
        f"所述“{tight(spot.passage.text[slice(*span)])}”，与其前所列{len(names)}个名称"
        f"（…{names[0][-LONGEST_SHOWN:]}、{'、'.join(names[1:])}）", [figure], Decimal(told), Decimal(len(names)),
    )  # fmt: skip


def _quoted(before: str) -> list[str]:
    """The names in quotes that stand one behind the other up to the end of a text."""
    run = _words["quoted"].search(before[-10 * LONGEST_FIRST :])
    return [tight(name) for name in _words["quotes"].findall(run[0])] if run else []


def _listed(before: str, noun: str) -> list[str]:
    """The names between commas up to the end of a text, all of the kind that is counted; none where that is unsure."""
    ends = _ends().get(noun)
    segment = tight(_SEGMENT.split(before[-10 * LONGEST_FIRST :])[-1])
    if ends is None or "、" not in segment or _words["apart"].search(segment):
        return []
    names = segment.split("、")
    joined = _words["last"].split(names[-1])
    names = [*names[:-1], *joined]
    inner = names[1:]
    if len(joined) > FEWEST or any(_words["mixed"].search(name) for name in inner):
        return []
    if len(names[0]) > LONGEST_FIRST or not all(SHORTEST_NAME <= len(name) <= LONGEST_NAME for name in inner):
        return []
    return names if all(ends.search(name) for name in names) else []


@cache
def _ends() -> dict[str, re.Pattern[str]]:
    return {noun: re.compile(f"(?:{end})$") for noun, end in load_patterns("checks")["named_counts"]["ends"].items()}


def headings_counted(material: Material) -> Iterator[Check]:
    """以下三个方面的问题： as many headings stand right below. Fails where one more does, numbered on from 1."""
    for section in material.reading.outline.sections:
        last = section.body[-1] if section.children and section.body else None
        if not isinstance(last, Paragraph):
            continue
        sentence = re.split(r"[。；]", tight(last.text).rstrip("。"))[-1]
        match = WORDINGS["headed_counts"]["last"].search(sentence)
        if match is None or WORDINGS["headed_counts"]["several"].search(sentence[: match.start()]):
            continue
        headings, told = section.children, number(match["count"])
        counted = len(headings)
        if counted != number(headings[-1].number) or len({each.level for each in headings}) > 1:
            continue
        if told == counted or counted - told == 1:
            place = Printed(last.passage, material.reading.pages)
            figures = [
                Figure(Decimal(told), 0, place),
                Figure(ZERO, 0, Printed(headings[-1].heading, material.reading.pages)),
            ]
            yield compared(
                "headings_counted", told == counted, f"所述“{match[0].rstrip('：:。')}”，与其下所列{counted}项标题",
                figures, Decimal(told), Decimal(counted),
            )  # fmt: skip
