"""Headings told by their face alone (黑体、加粗 or larger type), for reports that number no chapter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, PROBLEM, kinds_of
from extractor.outline.markers import Marker, marker_at_start
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
        return cls(paragraph.font, paragraph.bold, round(paragraph.size * 2) / 2, paragraph.centred)


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


def _face_of_text(blocks: Sequence[Block], where: range) -> Face | None:
    """The face that most of the text is set in."""
    told: Counter[Face] = Counter()
    for index in where:
        block = blocks[index]
        if isinstance(block, Paragraph) and not block.note:
            told[Face.of(block)._replace(centred=False)] += len(block.text)
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
