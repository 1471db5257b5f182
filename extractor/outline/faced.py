"""Headings told by their face alone (黑体、加粗 or larger type): all of a report, or those below its numbered ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, PROBLEM, kinds_of
from extractor.outline.markers import Marker, marker_at_start
from extractor.outline.named import leads_on
from extractor.outline.titles import LONGEST_RUN_IN, Candidate

# Chapters and their sections; what is set apart further is emphasis.
MOST_FACES = 3
# Headings of one face at least: a title in several lines, a name of a form are alone.
FEWEST_ALIKE = 2
FEWEST_CHAPTERS = 3
# Points by which a heading is larger than the text.
LARGER = 0.9
SAME_SIZE = 0.5
SHORTEST = 2
# Of one face below the numbered headings of a report, where none of these gathers problems or advice.
FEWEST_BELOW = 4
_ENDS = ("。", "；", "，", "：", ":", "！", "？", "、", ";", ",")
_CAPTION = re.compile(r"(?:[附续]?[表图]|附件)\s*[\d一二三四五六七八九十]|单位[：:]")


class Face(NamedTuple):
    """How a line is set; sizes to half a point."""

    font: str
    bold: bool
    size: float
    centred: bool

    @classmethod
    def of(cls, paragraph: Paragraph) -> Face:
        return cls(paragraph.font, paragraph.bold, _half(paragraph.size), paragraph.centred)


def _half(size: float) -> float:
    return round(size * 2) / 2


def faced_headings(blocks: Sequence[Block], where: range, skip: set[int]) -> list[Candidate]:
    """The short lines of ``where`` whose faces head problems or advice and other texts; the face met first is that of
    the chapters. None where no such line names problems or advice."""
    text = _face_of_text(blocks, where)
    if text is None:
        return []
    lines = [
        (index, block)
        for index in where
        if index not in skip and isinstance(block := blocks[index], Paragraph) and _stands_out(block, text)
        if not _is_caption(block, blocks[index + 1] if index + 1 < where.stop else None)
    ]
    alike: dict[Face, list[int]] = {}
    for index, block in lines:
        alike.setdefault(Face.of(block), []).append(index)
    faces = [face for face, indexes in alike.items() if _heads(indexes)]
    levels = {face: level for level, face in enumerate(faces[:MOST_FACES], start=1)}
    found = [_heading(index, block, levels[face]) for index, block in lines if (face := Face.of(block)) in levels]
    named = any(kinds_of(c.title) & {PROBLEM, ADVICE} for c in found)
    return found if named and len(found) >= FEWEST_CHAPTERS else []


def set_apart(
    blocks: Sequence[Block], accepted: Sequence[Candidate], where: range, gathers: Callable[[Candidate], bool]
) -> list[Candidate]:
    """The lines whose faces head the texts below numbered headings: over each problem or piece of advice in chapters
    that gather these, and elsewhere where a report sets so many alike. The face met first in a chapter is the outer."""
    text = _face_of_text(blocks, where)
    if text is None:
        return []
    chapters = [_below(place, blocks, accepted, where, text) for place, c in enumerate(accepted) if c.form == "alone"]
    # one line may stand below several headings, each deeper than the one before
    leading = {index: line for each in chapters if each.at_once for index, line in each.lines.items()}
    told = Counter(map(Face.of, leading.values()))
    found: dict[int, Candidate] = {}
    for chapter, lines, at_once in chapters:
        alike = Counter(map(Face.of, lines.values()))
        least = 1 if at_once else FEWEST_ALIKE
        heads = [f for f in alike if told[f] >= FEWEST_BELOW or (gathers(chapter) and alike[f] >= least)][:MOST_FACES]
        for index, line in lines.items():
            if (face := Face.of(line)) in heads and index not in found:
                found[index] = _heading(index, line, chapter.marker.level + 1 + heads.index(face))
    return list(found.values())


class _Below(NamedTuple):
    """The lines in faces of their own below a heading, by their index; ``at_once`` where one stands right below it."""

    chapter: Candidate
    lines: dict[int, Paragraph]
    at_once: bool


def _below(place: int, blocks: Sequence[Block], accepted: Sequence[Candidate], where: range, text: Face) -> _Below:
    """What stands below a heading up to the next one; where a line stands right below it also what follows deeper ones,
    up to the next of its level or the one below."""
    chapter, behind = accepted[place], accepted[place + 1 :]
    near = behind[0].index if behind else where.stop
    far = next((c.index for c in behind if c.marker.level <= chapter.marker.level + 1), where.stop)
    lines = {
        i: block
        for i in range(chapter.index + 1, far)
        if isinstance(block := blocks[i], Paragraph) and _stands_out(block, text) and not block.centred
        if not _is_caption(block, blocks[i + 1] if i + 1 < far else None)
    }
    first = next((i for i in range(chapter.index + 1, near) if not leads_on(blocks[i])), near)
    at_once = first < near and first in lines
    return _Below(chapter, {i: line for i, line in lines.items() if at_once or i < near}, at_once)


def _face_of_text(blocks: Sequence[Block], where: range) -> Face | None:
    """The face that most of the text is set in."""
    told: Counter[Face] = Counter()
    for index in where:
        block = blocks[index]
        if isinstance(block, Paragraph) and not block.note:
            told[Face(block.font, block.bold, _half(block.size), False)] += len(block.text)
    return max(told, key=lambda face: told[face]) if told else None


def _stands_out(block: Paragraph, text: Face) -> bool:
    line = block.text.strip()
    if block.note or block.right or not SHORTEST <= len(line) <= LONGEST_RUN_IN:
        return False
    if line.endswith(_ENDS) or marker_at_start(line) or not any("\u4e00" <= sign <= "\u9fff" for sign in line):
        return False
    other = block.font != text.font and block.size >= text.size - SAME_SIZE
    return (block.bold and not text.bold) or other or block.size >= text.size + LARGER


def _is_caption(block: Paragraph, below: Block | None) -> bool:
    """Whether a line names a table or a picture, or has nothing below it."""
    return below is None or not isinstance(below, Paragraph) or _CAPTION.match(block.text.strip()) is not None


def _heads(indexes: Sequence[int]) -> bool:
    """Whether lines of one face stand above texts: not all of them together, as those of a title do."""
    return len(indexes) >= FEWEST_ALIKE and any(new > old + 1 for old, new in pairwise(indexes))


def _heading(index: int, block: Paragraph, level: int) -> Candidate:
    text = block.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Candidate(
        index, block, Marker("named", level, "", 0, start), start, end, len(text), "alone", False, False, True
    )
