"""From blocks in reading order to the tree of sections (章节) with what stands before and behind it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Block, Paragraph
from extractor.model.reading import Outline
from extractor.outline.contents import abstract_end, contents_blocks
from extractor.outline.endmatter import end_matter
from extractor.outline.judge import headings
from extractor.outline.kinds import (
    ADVICE,
    CAUSE,
    DONE,
    PRAISE,
    PROBLEM,
    is_background,
    is_group,
    kinds_of,
    says_nothing,
)
from extractor.outline.several import parted
from extractor.outline.tree import sections_of

__all__ = [
    "ADVICE",
    "CAUSE",
    "DONE",
    "PRAISE",
    "PROBLEM",
    "build",
    "is_background",
    "is_group",
    "kinds_of",
    "says_nothing",
]


def build(blocks: Sequence[Block]) -> Outline:
    """The outline of a report; with no heading at all everything but the signature is ``front``."""
    blocks = parted(blocks)
    skip = contents_blocks(blocks)
    start = abstract_end(blocks, skip)
    found = headings(blocks, start, len(blocks), skip)
    first = found[0].index if found else start
    end = end_matter(blocks, first, skip)
    found = headings(blocks, start, end.body_end, skip) if found else []
    front_end = found[0].index if found else end.body_end
    signature = [block for i in end.signature if isinstance(block := blocks[i], Paragraph)]
    return Outline(
        front=list(blocks[:front_end]),
        sections=sections_of(blocks, found, end.body_end),
        signature=signature,
        annexes=[blocks[i] for i in end.annexes],
    )
