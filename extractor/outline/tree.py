"""Puts headings and the blocks between them into a tree of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.layout import Block, Paragraph, join_passages
from extractor.model.reading import Section
from extractor.outline.titles import Candidate


def sections_of(
    blocks: Sequence[Block], found: Sequence[Candidate], end: int, above: Section | None = None
) -> list[Section]:
    """The sections of ``blocks`` up to ``end``, in reading order, each linked to its parent, or to ``above``."""
    shift = _shift(found) + (above.level if above else 0)
    before = int(above.id[1:]) if above else 0
    sections: list[Section] = []
    open_path: list[tuple[Candidate, Section]] = []
    for position, c in enumerate(found):
        while open_path and open_path[-1][0].marker.rank >= c.marker.rank:
            open_path.pop()
        parent = open_path[-1][1] if open_path else above
        section = _section(f"s{before + position + 1}", parent, c.marker.level + shift, c)
        following = found[position + 1].index if position + 1 < len(found) else end
        section.body.extend(blocks[c.index + 1 : following])
        if section.parent is not None:
            section.parent.children.append(section)
        open_path.append((c, section))
        sections.append(section)
    return sections


def report_section(number: int, lines: Sequence[Paragraph]) -> Section:
    """The section that a further report's title makes, below which its chapters stand."""
    title = join_passages([line.passage.stripped() for line in lines])
    return Section(f"s{number}", None, 1, "", title, title, False, opens_report=True)


def _shift(found: Sequence[Candidate]) -> int:
    """How many levels all headings move: down below 第一部分 and 第一节, up where 1 and 1.1 are the outermost."""
    outermost = min((c.marker.level for c in found), default=1)
    if outermost < 1:
        return 1 - outermost
    decimal = any(c.marker.style == "decimal" for c in found)
    return -2 if decimal and min(c.marker.level for c in found) > 2 else 0


def _section(identity: str, parent: Section | None, level: int, c: Candidate) -> Section:
    passage = c.paragraph.passage
    length = len(passage.text)
    title = passage.slice(c.start, c.end)
    section = Section(identity, parent, level, c.marker.number, title, passage.slice(0, c.rest), c.rest < length)
    if section.run_in:
        section.body.append(_rest_of(c.paragraph, c.rest))
    return section


def _rest_of(paragraph: Paragraph, start: int) -> Paragraph:
    """What goes on behind a run-in heading, as a paragraph of its own."""
    passage = paragraph.passage.slice(start, len(paragraph.text))
    return replace(paragraph, passage=passage, lead=0, centred=False)
