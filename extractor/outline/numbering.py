"""Which numerals before paragraphs number sections at all, and which of them stand above which others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.outline.kinds import ADVICE, PROBLEM, kinds_of, names_section
from extractor.outline.titles import HEADED, LABELLED, LONGEST_LOW_TITLE, Candidate

# So many numerals without any mark must count on before they number sections.
FEWEST_BARE = 3
# … and so many of them head sections of known names where digits alone do so.
FEWEST_KNOWN = 2
# The level of 1. and 1 alone.
HIGHEST_DIGIT = 3
# Chapters below which the numerals that usually number chapters begin anew.
FEWEST_ANEW = 2
_INVERTED = [
    ("digit", "chinese"),
    ("digit", "chinese_bracket"),
    ("digit_bare", "chinese"),
    ("digit_bare", "chinese_bracket"),
    ("digit_bare", "digit"),
]
CAPITALS = frozenset("ABCDEFGH")


def numbered(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates whose numerals may number sections, each at its level among the others."""
    chapters = _with_chapters_by_capitals(_with_chapters_by_digits(candidates))
    return _with_depths(_without_answers(_without_lone_digits(_begun_anew(chapters))))


def _begun_anew(candidates: list[Candidate]) -> list[Candidate]:
    """一、 right below 三、存在的问题 counts what stands in that chapter, up to the next chapter or a gap."""
    anew: set[int] = set()
    for place, c in enumerate(candidates[:-1]):
        first = candidates[place + 1]
        holds = c.form == "alone" and c.marker.value > 1 and kinds_of(c.title) & {PROBLEM, ADVICE}
        same = c.marker.style == first.marker.style == "chinese" and first.marker.value == 1
        if not (holds and same and first.index == c.index + 1) or c.index in anew:
            continue
        inner = [first]
        for each in (d for d in candidates[place + 2 :] if d.marker.style == "chinese"):
            is_chapter = each.marker.value == c.marker.value + 1 and (kinds_of(each.title) or names_section(each.title))
            if is_chapter or each.marker.value != len(inner) + 1:
                break
            inner.append(each)
        anew |= {each.index for each in inner} if len(inner) > 1 else set()
    return [replace(c, marker=replace(c.marker, level=2)) if c.index in anew else c for c in candidates]


def _with_chapters_by_digits(candidates: list[Candidate]) -> list[Candidate]:
    """1. above （一）, 一、 or （of 1 alone） 1. where the former count the chapters of the whole report and the latter
    begin anew below them."""
    for outer, inner in _INVERTED:
        chapters = [c for c in candidates if c.marker.style == outer and c.form in HEADED]
        below = [c for c in candidates if c.marker.style == inner]
        if len(chapters) < FEWEST_BARE or sum(c.marker.value == 1 for c in below) < FEWEST_ANEW:
            continue
        counted = [c.marker.value for c in chapters] == list(range(1, len(chapters) + 1))
        known = sum(bool(kinds_of(c.title)) or names_section(c.title) for c in chapters)
        outermost = all(c.marker.level >= min(below[0].marker.level, HIGHEST_DIGIT) for c in candidates)
        if not counted or known < FEWEST_KNOWN or not outermost or below[0].index < chapters[0].index:
            continue
        placed = {outer: ("digit", 1), inner: (inner, 2)}
        return [
            replace(c, marker=replace(c.marker, style=style, level=level))
            if (style, level) != (c.marker.style, c.marker.level)
            else c
            for c in candidates
            for style, level in [placed.get(c.marker.style, (c.marker.style, c.marker.level))]
        ]
    return candidates


def _with_chapters_by_capitals(candidates: list[Candidate]) -> list[Candidate]:
    """A、 B、 C、 as chapters: where they begin the report and count on through it without 一、 or （一）."""
    capitals = [c for c in candidates if c.marker.number in CAPITALS and c.form == "alone"]
    counted = [c.marker.value for c in capitals] == list(range(1, len(capitals) + 1))
    if len(capitals) < FEWEST_BARE or not counted or capitals[0] is not candidates[0]:
        return candidates
    known = sum(bool(kinds_of(c.title)) or names_section(c.title) for c in capitals)
    if known < FEWEST_KNOWN or any(c.marker.level < HIGHEST_DIGIT for c in candidates):
        return candidates
    return [replace(c, marker=replace(c.marker, level=1)) if c in capitals else c for c in candidates]


def _without_answers(candidates: list[Candidate]) -> list[Candidate]:
    """Without 建议1： right behind 问题1：, which is told below that."""
    return [
        c
        for index, c in enumerate(candidates)
        if not (
            index
            and c.marker.style == candidates[index - 1].marker.style == LABELLED
            and c.marker.value == candidates[index - 1].marker.value
        )
    ]


def _without_lone_digits(candidates: list[Candidate]) -> list[Candidate]:
    """1 项目概况 is numbered only where 1.1 is, beside such a one or next to it; else the digit belongs to the words.

    一 项目概况 is where such numerals alone count the sections.
    """
    bare = [c.marker.value for c in candidates if c.marker.style == "chinese_bare" and c.form == "alone"]
    counted = bare == list(range(1, len(bare) + 1)) and len(bare) >= FEWEST_BARE
    if not counted or any(c.marker.style == "chinese" for c in candidates):
        candidates = [c for c in candidates if c.marker.style != "chinese_bare"]
    return _with_counted_digits(candidates)


def _with_counted_digits(candidates: list[Candidate]) -> list[Candidate]:
    parents = {int(c.marker.number.split(".")[0]) for c in candidates if c.marker.style == "decimal"}
    digits = [
        c for c in candidates if c.marker.style == "digit_bare" and (c.form == "alone" or c.marker.value in parents)
    ]
    kept: set[int] = set()
    last = 0
    for c in digits:
        value = c.marker.value
        if value in parents or value == last + 1 > 1 or {value - 1, value + 1} & parents:
            kept.add(id(c))
            last = value
    first = next((index for index, c in enumerate(digits) if id(c) in kept), 0)
    if [c.marker.value for c in digits[: first + 1]] == list(range(1, first + 2)):
        kept |= {id(c) for c in digits[:first]}  # chapters without sections before the first one with 3.1
    if not parents and not any(c.marker.level < HIGHEST_DIGIT for c in candidates):
        kept = {id(c) for c in _counted_chapters(digits)}
    return [c for c in candidates if c.marker.style != "digit_bare" or id(c) in kept]


def _counted_chapters(digits: Sequence[Candidate]) -> list[Candidate]:
    """1 项目概况 … 4 有关建议: digits that count on from 1 where no other numbering parts the report, before titles of
    which two or more are those of sections."""
    run: list[Candidate] = []
    for c in digits:
        if c.marker.value == len(run) + 1 and not c.facts and not c.stopped and c.length <= LONGEST_LOW_TITLE:
            run.append(c)
    known = sum(bool(kinds_of(c.title)) or names_section(c.title) for c in run)
    return run if len(run) >= FEWEST_BARE and known >= FEWEST_KNOWN else []


def _with_depths(candidates: list[Candidate]) -> list[Candidate]:
    """第一章 stands above 第一节, 1） below （1） where both occur; 1.1 stands above （1） where 1. is missing."""
    styles = {c.marker.style for c in candidates}
    if "part" in styles:
        candidates = _with_style_at(-1, "chapter", candidates)
    if {"decimal", "digit_bracket"} <= styles and not styles & {"digit", "digit_bare", "chinese_bracket"}:
        candidates = _with_decimals_at(3, candidates)
    elif "decimal" in styles:
        candidates = _brackets_below_decimals(candidates)
    if LABELLED in styles:
        candidates = _above_labels(candidates)
    if "roman" in styles and candidates[0].marker.style == "roman" and not any(c.marker.level <= 1 for c in candidates):
        # Ⅰ. above （一） and 1., where no 一、 stands above both
        candidates = _with_style_at(1, "roman", candidates)
    elif "roman" in styles and _romans_hold_chapters(candidates):
        candidates = _with_style_at(0, "roman", candidates)
    if _capitals_hold_digits(candidates):
        candidates = [
            replace(c, marker=replace(c.marker, level=2)) if c.marker.number in CAPITALS else c for c in candidates
        ]
    if any(c.marker.style == "digit_bracket" for c in candidates):
        return candidates
    return _with_style_at(4, "digit_close", candidates)


def _romans_hold_chapters(candidates: Sequence[Candidate]) -> bool:
    """Whether Ⅰ, Ⅱ, Ⅲ count from the report's first heading on, and 一、 begins anew below more than one of them."""
    romans = [c.marker.value for c in candidates if c.marker.style == "roman"]
    if candidates[0].marker.style != "roman" or romans != list(range(1, len(romans) + 1)):
        return False
    pairs = pairwise(candidates)
    return sum(old.marker.style == "roman" and (new.marker.level, new.marker.value) == (1, 1) for old, new in pairs) > 1


def _capitals_hold_digits(candidates: Sequence[Candidate]) -> bool:
    """Whether A. and B. head what is numbered 1. 2. below one of them and anew below the next."""
    capitals = [index for index, c in enumerate(candidates) if c.marker.number in CAPITALS]
    behind = [candidates[index + 1].marker for index in capitals if index + 1 < len(candidates)]
    return any(marker.style == "digit" and marker.value == 1 for marker in behind)


def _brackets_below_decimals(candidates: list[Candidate]) -> list[Candidate]:
    """（1） moves below the deepest of 4.1 and 4.1.1 under which it counts anew (1. 4.1 （1） 4.2)."""
    above = [
        old.marker.level
        for old, new in pairwise(candidates)
        if old.marker.style == "decimal" and (new.marker.style, new.marker.value) == ("digit_bracket", 1)
    ]
    return _with_style_at(max(above) + 1, "digit_bracket", candidates) if above else candidates


def _above_labels(candidates: list[Candidate]) -> list[Candidate]:
    """3.1 and 3 stand above 问题1： where the first of these stands below one."""
    labelled = next(index for index, c in enumerate(candidates) if c.marker.style == LABELLED)
    above = candidates[labelled - 1].marker if labelled else None
    if above is not None and above.style == "decimal":
        return _with_style_at(1, "digit_bare", _with_decimals_at(2, candidates))
    if above is not None and above.level == candidates[labelled].marker.level:
        return _with_style_at(above.level + 1, LABELLED, candidates)
    return candidates


def _with_style_at(level: int, style: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, those of a style at a level."""
    return [replace(c, marker=replace(c.marker, level=level)) if c.marker.style == style else c for c in candidates]


def _with_decimals_at(level: int, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, 1.1 and its like at a level."""
    return [
        replace(c, marker=replace(c.marker, level=level))
        if c.marker.style == "decimal" and c.marker.number.count(".") == 1
        else c
        for c in candidates
    ]
