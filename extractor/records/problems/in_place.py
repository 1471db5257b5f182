"""Problems told behind a label within a paragraph (发现的主要问题及原因：…) or beside one in a form (存在问题 | …).

So 自评综述 and 自评表 tell them, without a section of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.model.layout import Paragraph, Passage, Place
from extractor.model.reading import DataTable, Reading, Section
from extractor.outline import ADVICE, PROBLEM, says_nothing
from extractor.patternbook import load_patterns
from extractor.records.figures import is_blank
from extractor.records.forms import is_own_evaluation
from extractor.records.problems.entries import kinds
from extractor.records.problems.points import opening, points_of
from extractor.records.problems.statements import is_harmless, is_negated
from extractor.records.problems.turns import Segment, segments

KINDS = frozenset({"score", "self_evaluation"})


class InPlace(NamedTuple):
    """A problem and what is to be done about it, each with the cell that it stands in (None in a paragraph).

    ``problem`` ends where the next steps begin; ``section`` is the one that holds the paragraph.
    """

    problem: Passage
    place: Place | None
    advice: Passage | None
    advice_place: Place | None
    section: Section | None

    def parts(self, role: str) -> list[Passage]:
        """What is said of one role (``fact``, ``cause``, ``done``), point by point."""
        return [
            piece.stripped
            for point in points_of([self.problem]) or [self.problem]
            for piece in segments([point])
            if piece.role == role and piece.text
        ]

    @property
    def name(self) -> Passage:
        """The first clause that tells a fact."""
        found = opening(self.parts("fact")[0])
        return found.slice(0, len(found.text.rstrip("，,、 ")))


def told_in_place(reading: Reading) -> list[InPlace]:
    """In the order of the report; what says 无 or denies a defect is left out."""
    found = [*_in_paragraphs(reading), *_in_forms(reading)]
    return [each for each in found if _is_problem(each)]


def _is_problem(told: InPlace) -> bool:
    facts = "\n".join(passage.text for passage in told.parts("fact"))
    if not facts or is_blank(facts) or says_nothing(facts):
        return False
    return not (is_negated(facts) or is_harmless(facts))


def _in_paragraphs(reading: Reading) -> Iterator[InPlace]:
    loose = [*reading.outline.front, *reading.outline.annexes]
    yield from (found for block in loose if isinstance(block, Paragraph) for found in _labelled(block.passage, None))
    for section in reading.outline.sections:
        if any(kinds(above) & {PROBLEM, ADVICE} for above in section.path()):
            continue
        for block in section.body:
            if isinstance(block, Paragraph):
                yield from _labelled(block.passage, section)


def _labelled(passage: Passage, section: Section | None) -> Iterator[InPlace]:
    label = _pattern("label").search(passage.text)
    if label is None:
        return
    rest = passage.slice(label.end(), len(passage.text)).stripped()
    pieces = segments([rest])
    steps = next((at for at, piece in enumerate(pieces) if piece.role == "advice"), len(pieces))
    problem = rest.slice(0, sum(len(piece.passage.text) for piece in pieces[:steps])).stripped()
    advice = next(iter(pieces[steps : steps + 1]), None)
    if problem.text:
        yield InPlace(problem, None, _words(advice), None, section)


def _words(piece: Segment | None) -> Passage | None:
    if piece is None or says_nothing(piece.text):
        return None
    return piece.stripped


def _in_forms(reading: Reading) -> Iterator[InPlace]:
    for table in reading.tables:
        if table.kind not in KINDS and not is_own_evaluation(table):
            continue
        problem, advice = _beside(table, "form_problem"), _beside(table, "form_advice")
        if problem is None:
            continue
        if advice is None or says_nothing(advice[0].text):
            yield InPlace(*problem, None, None, None)
        else:
            yield InPlace(*problem, *advice, None)


def _beside(table: DataTable, name: str) -> tuple[Passage, Place] | None:
    """What stands beside the first label of a kind at the left edge of a table."""
    for cell in table.grid.cells:
        if cell.column or not _pattern(name).fullmatch("".join(cell.passage.text.split())):
            continue
        value = table.cell(cell.row, cell.colspan)
        if value is not None and value.rowspan == cell.rowspan and not is_blank(value.passage.text):
            return value.passage.stripped(), Place(table.grid.id, value.row, value.column)
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_patterns("sections")["in_place"][name])
