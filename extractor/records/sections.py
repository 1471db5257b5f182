"""Sections of the outline → the public section records (章节)."""

from __future__ import annotations

from extractor.model import reading as read
from extractor.model.layout import Paragraph, Passage, join_passages
from extractor.model.report import Section
from extractor.outline import PROBLEM, kinds_of
from extractor.records.evidence import evidence


def sections(reading: read.Reading) -> list[Section]:
    """The sections in reading order; ``text`` is the heading as printed and the section's own paragraphs."""
    return [_section(section, reading) for section in reading.outline.sections]


def _section(section: read.Section, reading: read.Reading) -> Section:
    passage = own_passage(section)
    return Section(
        id=section.id,
        parent=section.parent.id if section.parent else None,
        level=section.level,
        number=section.number,
        title=section.title.text,
        run_in=section.run_in,
        text=passage.text,
        evidence=evidence(passage, reading.pages),
    )


def own_passage(section: read.Section) -> Passage:
    """Heading and own paragraphs, without tables and subsections."""
    paragraphs = [block.passage for block in section.body if isinstance(block, Paragraph)]
    if section.run_in and paragraphs:
        head = join_passages([section.heading, paragraphs.pop(0)])
        return join_passages([head, *paragraphs], "\n")
    return join_passages([section.heading, *paragraphs], "\n")


def tells_problems(section: read.Section) -> bool:
    """Whether a heading announces problems (存在的问题)."""
    return PROBLEM in kinds_of(section.title.text)
