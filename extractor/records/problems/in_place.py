"""Problems told behind a label within a paragraph (发现的主要问题及原因：…) or beside one in a form (存在问题 | …).

So 自评综述 and 自评表 tell them, without a section of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import NamedTuple

from extractor.model.layout import Paragraph, Passage, Place
from extractor.model.reading import Reading, Section
from extractor.outline import ADVICE, PROBLEM, is_background, says_nothing
from extractor.outline.markers import marker_at_start
from extractor.patternbook import pattern_of
from extractor.records.problems.entries import kinds
from extractor.records.problems.labelled_cells import LabelledCell
from extractor.records.problems.points import opening, points_of, without_count
from extractor.records.problems.statements import is_harmless, is_negated
from extractor.records.problems.turns import segments
from extractor.values.figures import is_blank

_pattern = partial(pattern_of, "sections", "in_place")
# What the next steps are counted with where their label ends a line.
_COUNTED = re.compile(r"一是|其一|[（(]?[1一][)）.、．]|①|首先")


class InPlace(NamedTuple):
    """A problem with the cell that it stands in (None in a paragraph).

    ``problem`` ends where the next steps begin; ``section`` is the one that holds the paragraph.
    """

    problem: Passage
    place: Place | None
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
        """The first clause that tells a fact, without its number."""
        told = without_count(self.parts("fact")[0])
        marker = marker_at_start(told.text)
        found = opening(told.slice(marker.end, len(told.text)) if marker else told)
        return found.slice(0, len(found.text.rstrip("，,、 ")))


class AdviceInPlace(NamedTuple):
    """What is to be done, with the cell that it stands in (None in a paragraph); ``problem`` is the only one that was
    told beside it, None where there are several or none."""

    advice: Passage
    place: Place | None
    section: Section | None
    problem: Passage | None


class _Told(NamedTuple):
    """The problems behind one label, and the next steps behind theirs."""

    problems: list[InPlace]
    advice: list[AdviceInPlace]


def told_in_place(reading: Reading, cells: Sequence[LabelledCell]) -> list[InPlace]:
    """In the order of the report; what says 无 or denies a defect is left out. ``cells`` are those of its forms."""
    return [problem for told in _told(reading, cells) for problem in told.problems]


def advised_in_place(reading: Reading, cells: Sequence[LabelledCell]) -> list[AdviceInPlace]:
    """The next steps told beside problems, in the order of the report."""
    return [advice for told in _told(reading, cells) for advice in told.advice]


def _told(reading: Reading, cells: Sequence[LabelledCell]) -> Iterator[_Told]:
    for problems, advice in (*_in_paragraphs(reading), *_in_forms(cells)):
        kept = [each for each in problems if _is_problem(each)]
        only = kept[0].problem if len(kept) == 1 else None
        yield _Told(kept, [each._replace(problem=only) for each in advice])


def _is_problem(told: InPlace) -> bool:
    facts = "\n".join(passage.text for passage in told.parts("fact"))
    if not facts or is_blank(facts) or says_nothing(facts):
        return False
    return not (is_negated(facts) or is_harmless(facts))


def _in_paragraphs(reading: Reading) -> Iterator[_Told]:
    loose = [*reading.outline.front, *reading.outline.annexes]
    led = not any(PROBLEM in kinds(section) for section in reading.outline.sections)
    yield from (found for block in loose if isinstance(block, Paragraph) for found in _labelled(block.passage, None))
    for section in reading.outline.sections:
        if any(kinds(above) & {PROBLEM, ADVICE} for above in section.path()) or is_background(section.title.text):
            continue
        for block, below in zip_longest(section.body, section.body[1:]):
            if isinstance(block, Paragraph):
                more = below.passage if isinstance(below, Paragraph) else None
                yield from _labelled(block.passage, section, led=led, below=more)


def _labelled(
    passage: Passage,
    section: Section | None,
    place: Place | None = None,
    *,
    led: bool = False,
    below: Passage | None = None,
) -> Iterator[_Told]:
    """What a label brings in; ``led``: or a sentence that leads to what it counts (存在以下问题：一是…), where no
    chapter of the report tells problems. A label of next steps at the end brings in what is counted ``below`` it."""
    label = _pattern("label").search(passage.text) or (_pattern("led").search(passage.text) if led else None)
    if label is None:
        return
    rest = passage.slice(label.end(), len(passage.text)).stripped()
    pieces = segments([rest])
    steps = next((at for at, piece in enumerate(pieces) if piece.role == "advice"), len(pieces))
    problem = rest.slice(0, sum(len(piece.passage.text) for piece in pieces[:steps])).stripped()
    advice = [
        AdviceInPlace(piece.stripped, place, section, None)
        for piece in pieces[steps : steps + 1]
        if piece.text and not says_nothing(piece.text)
    ]
    if steps < len(pieces) and not pieces[steps].text and below and _COUNTED.match(below.text):
        advice = [AdviceInPlace(below.stripped(), place, section, None)]
    if problem.text:
        yield _Told([InPlace(problem, place, section)], advice)


def _in_forms(labelled: Sequence[LabelledCell]) -> Iterator[_Told]:
    """Problems and advice in cells of their own, but those with numbered paragraphs, and behind labels in others."""
    for _, cells in groupby(labelled, key=lambda cell: id(cell.table)):
        problems, advice = [], []
        for cell in cells:
            if not cell.kinds:
                yield from _labelled(cell.passage, None, cell.place)
            elif cell.reading is None and PROBLEM in cell.kinds:
                problems.append(InPlace(cell.passage, cell.place, None))
            elif cell.reading is None and not says_nothing(cell.passage.text):
                advice.append(AdviceInPlace(cell.passage, cell.place, None, None))
        yield _Told(problems, advice)
