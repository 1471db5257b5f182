"""Which lines of a report tell how it was evaluated, and which what is to be done (评价过程、整改打算).

Their days without a year are of other years than those of the project.
"""

from __future__ import annotations

import re

from extractor.model.layout import Paragraph, Passage
from extractor.model.reading import Reading, Section
from extractor.outline import ADVICE, PROBLEM, kinds_of
from extractor.patternbook import load_patterns
from extractor.records.identity.front import preamble
from extractor.values import find_money

_EVALUATING = re.compile(r"评价|自评|考评")


def lines_on_the_work(reading: Reading) -> frozenset[int]:
    """The lines (by identity) on the evaluation's own course: under headings about it, but those of problems and advice
    (自评工作的经验、问题和建议), or of the opening, without amounts, where it says what was evaluated."""
    words = re.compile(load_patterns("head")["preamble"]["work_sections"])
    under = [
        block
        for section in reading.outline.sections
        if any(words.search(each.title.text) for each in section.path())
        and not _innermost_kinds(section) & {PROBLEM, ADVICE}
        for block in section.body
        if isinstance(block, Paragraph)
    ]
    opening = [block for block in preamble(reading) if _EVALUATING.search(block.text) and not find_money(block.text)]
    return frozenset(id(piece.line) for block in [*under, *opening] for piece in block.passage.pieces)


def lines_of_advice(reading: Reading) -> tuple[frozenset[int], frozenset[int]]:
    """The lines (by identity) under headings of advice alone, their headings among them, and those behind a label of
    advice (改进措施：) beside problems; and the other lines under headings of problems and advice."""
    label = re.compile(load_patterns("sections")["turn"]["advice_label"]["pattern"])
    found: set[int] = set()
    beside: set[int] = set()
    for section in reading.outline.sections:
        named = [names for each in section.path() if (names := kinds_of(each.title.text))]
        texts = [block.passage for block in section.body if isinstance(block, Paragraph)]
        if named and ADVICE in named[-1] and named[-1] != {ADVICE}:
            labelled = [passage for passage in texts if label.match(passage.text)]
            found |= set(map(line_of, labelled))
            beside |= {line_of(passage) for passage in texts} - found
        if named and named[-1] == {ADVICE}:
            found |= {id(piece.line) for passage in [section.heading, *texts] for piece in passage.pieces}
    return frozenset(found), frozenset(beside)


def _innermost_kinds(section: Section) -> frozenset[str]:
    """What the innermost heading of a known kind names above a section's text."""
    named = [names for each in section.path() if (names := kinds_of(each.title.text))]
    return named[-1] if named else frozenset()


def line_of(passage: Passage) -> int:
    """The first printed line of a passage, by identity; 0 where it has none."""
    return id(passage.pieces[0].line) if passage.pieces else 0
