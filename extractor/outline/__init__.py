"""From blocks in reading order to the tree of sections (章节) with what stands before and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from extractor.model.layout import Block, Paragraph
from extractor.model.reading import Outline, ReportPart, Section
from extractor.outline.contents import abstract_end, contents_blocks, front_matter_end, names_abstract
from extractor.outline.endmatter import end_matter
from extractor.outline.further import further_reports, own_opening, usual_size, without_dividers
from extractor.outline.judge import candidates_of, headings
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
from extractor.outline.tree import report_section, sections_of

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
    "names_abstract",
    "says_nothing",
]


def build(blocks: Sequence[Block]) -> Outline:
    """The outline of a report; with no heading at all everything but the signature is ``front``.

    Further reports behind the first stand below sections of their titles.
    """
    blocks = without_dividers(parted(blocks))
    skip = contents_blocks(blocks)
    further = further_reports(blocks, skip)
    if not further:
        return _one(blocks, skip)
    own = blocks[: further[0].start]
    outline = _one(own, contents_blocks(own))
    outline.front = outline.front[own_opening(outline.front, usual_size(blocks)) :]
    parts = [ReportPart(None, replace(outline, sections=list(outline.sections), annexes=list(outline.annexes)))]
    for opening, following in zip_longest(further, further[1:]):
        its = list(blocks[opening.start : following.start if following else len(blocks)])
        above, behind = opening.title - opening.start, opening.end - opening.start
        lines = its[above:behind]
        title = report_section(len(outline.sections) + 1, [line for line in lines if isinstance(line, Paragraph)])
        part = _one(its, contents_blocks(its), title)
        title.body.extend([*part.front[:above], *part.front[behind:]])
        outline.sections += [title, *part.sections]
        outline.annexes += [*part.signature, *part.annexes]
        parts.append(ReportPart(its[0], part))
    return replace(outline, parts=parts)


def _one(blocks: Sequence[Block], skip: set[int], above: Section | None = None) -> Outline:
    """The outline of one report but for its contents (``skip``); its chapters stand below ``above``."""
    start = max(abstract_end(blocks, skip), front_matter_end(blocks, skip))
    read = candidates_of(blocks, start, skip)
    found = headings(blocks, read, start, len(blocks), skip)
    end = end_matter(blocks, found[0].index if found else start, skip)
    found = headings(blocks, read, start, end.body_end, skip) if found and end.body_end < len(blocks) else found
    front_end = found[0].index if found else end.body_end
    signature = [block for i in end.signature if isinstance(block := blocks[i], Paragraph)]
    return Outline(
        front=[block for index, block in enumerate(blocks[:front_end]) if index not in skip],
        sections=sections_of(blocks, found, end.body_end, above),
        signature=signature,
        annexes=[blocks[i] for i in end.annexes],
    )
