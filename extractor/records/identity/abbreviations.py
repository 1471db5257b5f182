"""Abbreviations that the report defines (以下简称, 下称, 简称), and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.model.layout import Grid, Paragraph, Passage
from extractor.model.reading import Reading
from extractor.model.report import Abbreviation, Region
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.identity.organisations import is_organisation
from extractor.text.fold import usual_marks
from extractor.values import find_regions
from extractor.values.region_table import short_names

# A short form longer than this is a sentence, not an abbreviation (the longest sensible ones have about 20).
LONGEST_SHORT = 30
# How far before the bracket a full name may begin.
LONGEST_FULL = 80

# Another abbreviation may be defined inside a name: 某开发区（以下简称高新区）财政局.
DEFINED = re.compile(r"[（(]\s*(?:以下|下称|简称)[^（()）]{1,40}[）)]")
# A report may list what its short forms mean: “交通局”指某市交通运输局；…
_MEANING = re.compile(
    r"[“\"「](?P<short>[^“”\"「」]{2,12})[”\"」](?:均|特)?是?指(?:代|的是)?(?P<full>[^，。；：“”\"（(]{4,40})(?=[，。；（(]|$)"
)
_COUNTED = re.compile(r"[两二三四五六七八九十]{1,2}个?[省市县区旗镇乡村街局家部单]")
_PAIRS = {"”": "“", "》": "《", "）": "（", ")": "(", "」": "「", "’": "‘"}
_DEFINES = re.compile("称|指")
_STOPS = "，。；：、！？,;:\n\t"


@dataclass(frozen=True, slots=True)
class Definition:
    """``text[start:end]`` is the full name, ``short`` what the report calls it from there on."""

    short: str
    full: str
    start: int
    end: int


def definitions(text: str) -> list[Definition]:
    """The abbreviations that ``text`` defines, in order."""
    found = []
    # Blanks for all that is defined, also inside a name.
    masked = DEFINED.sub(lambda found: "　" * len(found[0]), text)
    for match in _definition().finditer(text):
        quoted = match["shorts"] or match["bare"]
        shorts = [short for short in _shorts(quoted) if 0 < len(short) <= LONGEST_SHORT]
        before = masked[: match.start()]
        if "分别" in match[0] and len(shorts) > 1:
            found += _one_each(before, shorts)
            continue
        found += [told for short in shorts if (told := _defined(before, short))]
    for match in _MEANING.finditer(text):
        if is_organisation(match["full"]) and _aligned(match["full"], match["short"]) is not None:
            found.append(Definition(match["short"], "".join(match["full"].split()), *match.span("full")))
    return sorted(found, key=lambda each: each.start)


def _defined(before: str, short: str) -> Definition | None:
    start, end = full_name(before, short)
    while _COUNTED.match(short) and before[:start].endswith("、"):  # 甲县、乙县及丙区（以下简称两县一区）
        start = full_name(before[: start - 1], "　")[0]
    start += _role(before[start:end])
    full = before[start:end].strip('《》“”"「」 ')
    return Definition(short, "".join(full.split()), start, end) if end > start else None


def _one_each(before: str, shorts: list[str]) -> list[Definition]:
    """The names of a list that ends ``before``, each with its own short form (A局、B局（以下分别简称“甲”“乙”）)."""
    found: list[Definition] = []
    for short in reversed(shorts):
        told = _defined(before, short)
        if told is None:
            return []
        found.append(told)
        before = re.sub(r"(?:[、，,和与及]|以及)\s*$", "", before[: told.start])
    return found[::-1]


def abbreviations(reading: Reading, region: Region | None) -> list[Abbreviation]:
    """Every abbreviation of the report, once, with the fullest printed form of what it stands for."""
    whole = "".join(document_text(reading).split())
    found: dict[str, Abbreviation] = {}
    for block in reading.blocks:
        if not isinstance(block, Paragraph) or not _DEFINES.search(block.text):
            continue
        for item in definitions(usual_marks(block.text)):
            if item.short not in found:
                found[item.short] = Abbreviation(
                    short=item.short,
                    full=fullest(item.full, whole, region),
                    evidence=evidence(block.passage, reading.pages, item.start, item.end),
                )
    return list(found.values())


def document_text(reading: Reading) -> str:
    """All printed text of the blocks, paragraph by paragraph and cell by cell."""
    passages: list[Passage] = []
    for block in reading.blocks:
        if isinstance(block, Grid):
            passages.extend(cell.passage for cell in block.cells)
        elif isinstance(block, Paragraph):
            passages.append(block.passage)
    return usual_marks("\n".join(passage.text for passage in passages))


def fullest(name: str, whole: str, region: Region | None) -> str:
    """``name`` with the higher levels of its region before it, where the report prints it so anywhere.

    ``whole`` is the report's text without white space: 望城区财政局 → 长沙市望城区财政局.
    """
    if region is None:
        return name
    for longer in [*_longer_forms(name, region), *_with_short_level(name, region)]:
        if longer in whole:
            return longer
    return name


def _with_short_level(name: str, region: Region) -> Iterator[str]:
    """``name`` with what its county or city is called for short for the bare word: 旗财政局 → 科右前旗财政局."""
    for code in filter(None, (region.county_code, region.city_code)):
        yield from (short + name[1:] for short in short_names(code) if name.startswith(short[-1]))


def _longer_forms(name: str, region: Region) -> list[str]:
    levels = [level for level in (region.province, region.city, region.county) if level]
    forms = []
    for index, level in enumerate(levels):
        rest = None
        if name.startswith(level) and index:
            rest = name
        elif name.startswith(level[-1]) and index and not any(name.startswith(other) for other in levels):
            # 区财政局 → 望城区财政局: the bare word for the level stands for its name.
            rest = level + name[1:]
        elif not any(name.startswith(other) or name.startswith(other[-1]) for other in levels):
            rest = None
        if rest is not None:
            forms += ["".join(levels[first:index]) + rest for first in range(index + 1)]
    return [form for form in forms if form != name]


def full_name(before: str, short: str) -> tuple[int, int]:
    """Where the name that ``short`` abbreviates begins and ends, at the end of the text ``before``."""
    end = len(before.rstrip("，, （("))
    start = _clause_start(before, end)
    clause = before[start:end]
    if clause.endswith("》") and "《" in clause:
        return start + clause.rindex("《"), end
    aligned = _aligned(clause, short)
    if aligned is None:
        leading = _leading().match(clause)
        return start + (leading.end() if leading else 0), end
    # A body's name begins with its place; what stands before that is the sentence (评价范围覆盖某市某中心).
    places = [region.start for region in find_regions(clause) if region.start <= aligned]
    return start + max(_after_words(clause, aligned), *places[-1:], 0), end


def _clause_start(text: str, end: int) -> int:
    """The start of the clause that ends at ``end``; brackets and quotes inside it are skipped whole."""
    index = end
    closing: list[str] = []
    while index > max(0, end - LONGEST_FULL):
        char = text[index - 1]
        if closing:
            if char == _PAIRS[closing[-1]]:
                closing.pop()
        elif char in _PAIRS:
            closing.append(char)
        elif char in _STOPS or char in _PAIRS.values():
            break
        index -= 1
    return index


def _aligned(clause: str, short: str) -> int | None:
    """Where the characters of ``short`` begin when found in ``clause`` from its end backwards, in order."""
    position = len(clause)
    for char in reversed(short.strip('“”"')):
        position = clause.rfind(char, 0, position)
        if position < 0:
            return None
    return position


def _after_words(clause: str, limit: int) -> int:
    """The end of the last word before ``limit`` that no name begins with (对, 受, 2018年度 …)."""
    ends = [match.end() for match in _before().finditer(clause, 0, limit) if match.end() <= limit]
    # A name that aligns at its very start needs nothing before it; one that does not may begin earlier.
    return max(ends, default=0)


def _shorts(quoted: str) -> list[str]:
    parts = re.findall(r"[“\"「《‘『]([^”\"」》’』]+)[”\"」》’』]", quoted)
    if parts:
        return [part.strip() for part in parts]
    return [re.split(r"[，。；,;]", quoted)[0].strip(' ：:“”"')]


@cache
def _definition() -> re.Pattern[str]:
    words = "|".join(load_patterns("head")["abbreviation"]["words"])
    inside = r"(?P<shorts>[^（()）]{1,60})"
    # Inside brackets a document's number may come first: （某发〔2023〕4号，以下简称《办法》）.
    first = r"(?:[^（()）]{1,40}[，,；;]\s*)?"
    quoted = r"(?P<bare>[“\"「《][^”\"」》]{1,30}[”\"」》])"
    return re.compile(
        rf"\s*[（(]\s*{first}(?:{words})\s*[为是：:]?\s*{inside}[）)]|[，,]\s*(?:{words})\s*[为是：:]?\s*{quoted}"
    )


def _role(name: str) -> int:
    """The length of the word for a body's part in the deal that stands before its name (甲方为某局)."""
    role = _roles().match(name)
    return role.end() if role and is_organisation(name[role.end() :]) else 0


@cache
def _roles() -> re.Pattern[str]:
    words = sorted(load_patterns("organisations")["roles"]["words"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?:[为是：:])?")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{_before().pattern})+")


@cache
def _before() -> re.Pattern[str]:
    words = sorted(load_patterns("organisations")["before"]["words"], key=len, reverse=True)
    # 和 is no word of its own in 中华人民共和国
    kept = [f"(?<!共){word}" if word == "和" else re.escape(word) for word in words]
    return re.compile("|".join([*kept, r"\d{4}\s*年度?", r"[\s\d]+"]))
