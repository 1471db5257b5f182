"""Headings without a number (存在问题 alone on its line), for reports whose sections of problems have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, PROBLEM, kinds_of
from extractor.outline.markers import Marker, marker_at_start
from extractor.outline.titles import Candidate, Form

# A name has 2 to 14 characters: 存在的主要问题及原因分析 has 12.
_NAME = re.compile(r"^[\s【\[〔]*(?P<name>[^\s，。；：:】\]〕]{2,14})[】\]〕]?\s*(?:[：:]\s*)?(?P<rest>.*)$", re.S)


def named_headings(
    blocks: Sequence[Block], where: range, skip: set[int], missing: set[str], level: int
) -> list[Candidate]:
    """The paragraphs of ``where`` that are, or start with, the name of a section of one of the ``missing`` kinds.

    Names of causes, praise and the like are headings only beside those.
    """
    found = []
    for index in where:
        block = blocks[index]
        if isinstance(block, Paragraph) and index not in skip and (c := _named(index, block, level)):
            found.append(c)
    wanted = [c for c in found if kinds_of(c.title) & missing]
    return [c for c in found if not kinds_of(c.title) & ({PROBLEM, ADVICE} - missing)] if wanted else []


def _named(index: int, paragraph: Paragraph, level: int) -> Candidate | None:
    text = paragraph.text
    match = _NAME.match(text)
    if match is None or not kinds_of(match["name"]) or marker_at_start(text):
        return None
    rest = match.start("rest") if match["rest"] else len(text)
    if rest < len(text) and not re.search(r"[：:】\]〕]\s*$", text[:rest]):
        return None
    marker = Marker("named", level, "", 0, match.start("name"))
    start, end = match.span("name")
    form: Form = "alone" if rest == len(text) else "label"
    return Candidate(index, paragraph, marker, start, end, rest, form, False, False, False)
