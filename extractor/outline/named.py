"""Headings without a number (存在问题 alone on its line), for reports whose sections of problems have none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, CAUSE, PROBLEM, kinds_of, names_section
from extractor.outline.markers import NAME_OF_LIST, Marker, begins_count, marker_at_start
from extractor.outline.titles import Candidate, Form
from extractor.patternbook import pattern_of

# Headings of one report are set alike, in points.
SAME_SIZE, SAME_INDENT = 0.6, 3.0
# Levels at which problems are a chapter of their own: 五、 and （三）.
LOWEST_CHAPTER = 2
# Characters of a line that is nothing but a name, with its brackets and colon.
LONGEST_NAME = 24
# Problems whose causes are listed behind them.
FEWEST_EXPLAINED = 2
_BARE_LINE = re.compile(r"[\u4e00-\u9fff、“”]{4,18}")
_LEADS = ("：", ":")
_STOPS = ("。", "；", "：", "！")
# A name has 2 to 14 characters: 存在的主要问题及原因分析 has 12.
_NAME = re.compile(r"^[\s【\[〔]*(?P<name>[^\s，。；：:】\]〕]{2,14})[】\]〕]?\s*(?:[：:]\s*)?(?P<rest>.*)$", re.S)
_leads = partial(pattern_of, "sections", "lead_in")


def named_headings(
    blocks: Sequence[Block], where: range, skip: set[int], missing: set[str], level: int
) -> list[Candidate]:
    """The paragraphs of ``where`` that are, or start with, the name of a section of one of the ``missing`` kinds.

    Names of causes, praise and the like are headings only beside those.
    """
    found = []
    for index in where:
        if index not in skip and (c := _of(index, blocks, level)):
            found.append(c)
    wanted = [c for c in found if kinds_of(c.title) & missing]
    if not wanted:
        return []
    chosen = [c for c in found if not kinds_of(c.title) & ({PROBLEM, ADVICE} - missing)]
    # 评价发现以下问题： on the line below 存在问题 leads to what is listed
    names = {c.index: kinds_of(c.title) for c in chosen}
    chosen = [c for c in chosen if names.get(c.index - 1) != names[c.index]]
    bare = next((c.paragraph for c in wanted if c.form == "alone"), None)
    if level == 1 and bare is not None:
        taken = {c.index for c in chosen}
        chosen += [c for index in where if index not in taken | skip and (c := _alike(index, blocks, bare, where.stop))]
    return sorted(chosen, key=lambda c: c.index)


def named_behind_problems(
    blocks: Sequence[Block], where: range, skip: set[int], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The lines behind numbered problems that alone name their causes, at the level of these, or advice, as a chapter
    beside theirs: 五、存在的问题 … 原因分析： … 改进建议：. What several lines name, each is about one of the problems.
    """
    given = [kinds_of(c.title) for c in candidates]
    problems = [c for c in candidates if c.marker.level <= LOWEST_CHAPTER and PROBLEM in kinds_of(c.title)]
    if not problems:
        return []
    lines = [
        c
        for index in where
        if index not in skip and _may_name(blocks[index]) and (c := _of(index, blocks, 1))
        if c.form == "alone" and PROBLEM not in kinds_of(c.title)
    ]
    found = []
    for kind in (CAUSE, ADVICE):
        labels = [c for c in lines if kind in kinds_of(c.title)]
        if len(labels) != 1 or any(kind in kinds for kinds in given):
            continue
        over = next((c for c in reversed(problems) if c.index < labels[0].index), None)
        marker = None if over is None else _marker_behind(labels[0], over, kind, candidates)
        if marker is not None:
            found.append(replace(labels[0], marker=marker))
    return found


def _may_name(block: Block) -> bool:
    """Whether a paragraph is short enough for a name alone, or leads to what follows."""
    return isinstance(block, Paragraph) and (len(block.text) <= LONGEST_NAME or leads_on(block))


def _marker_behind(label: Candidate, over: Candidate, kind: str, candidates: Sequence[Candidate]) -> Marker | None:
    """A name behind the problems of a chapter at its level; None where their numbers go on behind it: then it stands
    below one of them."""
    inside = [c.marker for c in candidates if over.index < c.index < label.index]
    if any(marker.level <= over.marker.level for marker in inside):
        return None
    counted = [marker for marker in inside if marker.style == inside[0].style]
    behind = next((c.marker for c in candidates if c.index > label.index), None)
    if counted and behind and (behind.style, behind.value) == (counted[-1].style, counted[-1].value + 1):
        return None
    if kind == ADVICE:
        return replace(label.marker, level=over.marker.level)
    if len(counted) < FEWEST_EXPLAINED or behind is None or behind.value != 1 or behind.level < counted[0].level:
        return None
    style = NAME_OF_LIST if behind.level == counted[0].level else label.marker.style
    return replace(label.marker, style=style, level=counted[0].level)


def led_in(index: int, blocks: Sequence[Block], level: int) -> Candidate | None:
    """A paragraph that leads to what is counted from 1 below it (评价发现，项目存在以下问题：)."""
    block, below = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph) or marker_at_start(block.text):
        return None
    lead = lead_in(block.text)
    if lead is None or lead.start or not begins_count(below.text):
        return None
    return _unnumbered(index, block, level, lead.name)


def leads_on(block: Block) -> bool:
    """Whether a paragraph only leads to what follows (经评价，主要存在以下问题：)."""
    return isinstance(block, Paragraph) and block.text.rstrip().endswith(_LEADS)


def _bare(index: int, block: Paragraph, level: int) -> Candidate:
    """A whole line without a number as a heading."""
    text = block.text
    return _unnumbered(index, block, level, (len(text) - len(text.lstrip()), len(text.rstrip())))


def _unnumbered(
    index: int, paragraph: Paragraph, level: int, name: tuple[int, int], rest: int | None = None
) -> Candidate:
    """A heading without a number: its name in the paragraph, and where other text goes on behind it."""
    marker, end = Marker("named", level, "", 0, name[0]), len(paragraph.text)
    rest = end if rest is None else rest
    form: Form = "alone" if rest == end else "label"
    return Candidate(index, paragraph, marker, *name, rest, form, False, False, False)


class Lead(NamedTuple):
    """The last sentence of a paragraph that leads to a list of a ``kind``: its start, and where its ``name`` stands."""

    kind: str
    start: int
    name: tuple[int, int]


def lead_in(text: str) -> Lead | None:
    """The sentence at the end of a paragraph that says that problems or advice follow."""
    if not text.rstrip().endswith(_LEADS):
        return None
    start = max(text.rfind(mark) for mark in "。；！") + 1
    for kind in (PROBLEM, ADVICE):
        if found := _leads(kind).search(text.rstrip(), start):
            return Lead(kind, start, next(found.span(name) for name, words in found.groupdict().items() if words))
    return None


def _alike(index: int, blocks: Sequence[Block], bare: Paragraph, end: int) -> Candidate | None:
    """A bare line set like the heading ``bare``, with text under it: in a report that numbers nothing a heading too."""
    block = blocks[index]
    below = blocks[index + 1] if index + 1 < end else None
    if not isinstance(block, Paragraph) or not _BARE_LINE.fullmatch(block.text.strip()) or block.right:
        return None
    if (block.font, block.bold, block.centred) != (bare.font, bare.bold, bare.centred):
        return None
    if abs(block.size - bare.size) > SAME_SIZE or abs(block.indent - bare.indent) > SAME_INDENT:
        return None
    if not isinstance(below, Paragraph) or not below.text.rstrip().endswith(_STOPS):
        return None
    if (below.font, below.bold) == (bare.font, bare.bold) and not names_section(block.text):
        return None
    return _bare(index, block, 1)


def _of(index: int, blocks: Sequence[Block], level: int) -> Candidate | None:
    block = blocks[index]
    return (named(index, block, level) if isinstance(block, Paragraph) else None) or led_in(index, blocks, level)


def named(index: int, paragraph: Paragraph, level: int) -> Candidate | None:
    """A paragraph that is, or starts with, the name of a section of a known kind; None for others and numbered ones."""
    text = paragraph.text
    match = _NAME.match(text)
    if match is None or not kinds_of(match["name"]) or marker_at_start(text):
        return None
    rest = match.start("rest") if match["rest"] else len(text)
    if rest < len(text) and not re.search(r"[：:】\]〕]\s*$", text[:rest]):
        return None
    return _unnumbered(index, paragraph, level, match.span("name"), rest)
