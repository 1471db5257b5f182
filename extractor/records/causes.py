"""Cause sections (原因分析) that stand beside a whole list of findings, handed to the findings they explain."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Paragraph, join_passages
from extractor.model.reading import Section
from extractor.outline import CAUSE, PROBLEM
from extractor.records.entries import Entry, kinds
from extractor.records.likeness import likeness

# Two titles of one matter share at least this much; unrelated ones of this genre lie below 0.2.
SAME_MATTER = 0.4


def shared_causes(sections: Sequence[Section], entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Causes by the id of the section of the finding that they belong to."""
    inside = {below.id for entry in entries for below in entry.section.walk()}
    found: dict[str, list[str]] = {}
    for position, section in enumerate(sections):
        names = kinds(section)
        if CAUSE not in names or PROBLEM in names or section.id in inside:
            continue
        explained = _explained(section, sections[:position], entries)
        for entry, texts in _shared_out(section, explained):
            found.setdefault(entry.section.id, []).extend(texts)
    return found


def _explained(section: Section, before: Sequence[Section], entries: Sequence[Entry]) -> list[Entry]:
    """The findings of the list of problems that stands nearest before a cause section."""
    earlier = {other.id for other in before}
    known = [entry for entry in entries if entry.section.id in earlier]
    siblings = [entry for entry in known if section.parent is not None and section.parent in entry.section.path()]
    if siblings:
        return siblings
    return [entry for entry in known if entry.root is known[-1].root] if known else []


def _shared_out(section: Section, entries: Sequence[Entry]) -> list[tuple[Entry, list[str]]]:
    """Numbered causes go to the findings of the same number or the same words, others to all."""
    told = [(child, _texts(child)) for child in section.children]
    if not told:
        return [(entry, _texts(section)) for entry in entries]
    shared: list[tuple[Entry, list[str]]] = []
    for child, texts in told:
        alike = [entry for entry in entries if likeness(entry.section.title.text, child.title.text) >= SAME_MATTER]
        if not alike and len(told) == len(entries):
            alike = [entry for entry in entries if entry.section.number == child.number]
        shared.extend((entry, texts) for entry in alike or entries)
    return shared


def _texts(section: Section) -> list[str]:
    """What a section says, its title with it where it is one cause of several."""
    texts = [block.text.strip() for block in section.body if isinstance(block, Paragraph)]
    if CAUSE in kinds(section):
        return [text for text in texts if text]
    words = section.heading.slice(section.heading.text.index(section.title.text), len(section.heading.text))
    if section.run_in and texts:
        return [join_passages([words]).text + texts[0], *texts[1:]]
    return ["".join([words.text, *texts])]
