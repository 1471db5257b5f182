"""Findings (存在的问题): one per lowest numbered heading under a section of problems.

Praise, sections that say 无 and statements that a problem does not exist give none. A next step told with a problem
is no part of the finding; :mod:`extractor.records.problems.recommendations` takes it up.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeVar

from extractor.model.layout import Paragraph, Passage, Place, join_passages
from extractor.model.reading import Outline, Reading, Section
from extractor.model.report import CauseLink, Finding, Signal
from extractor.outline import ADVICE, PRAISE, PROBLEM, says_nothing
from extractor.records.evidence import beginning, evidence
from extractor.records.likeness import likeness, share_within
from extractor.records.problems.about import NOTHING_KNOWN, Known, about
from extractor.records.problems.analysed import told_in_analysis
from extractor.records.problems.causes import Told, shared_causes, told_of_several
from extractor.records.problems.entries import Entry, entries, is_analysis, kinds, put_right, roots, tells_defect
from extractor.records.problems.in_place import InPlace, told_in_place
from extractor.records.problems.labelled_cells import LabelledCell, labelled_cells
from extractor.records.problems.mentions import (
    OF_THE_WHOLE_REPORT,
    amounts_beside,
    amounts_in,
    amounts_of_row,
    document_numbers_in,
)
from extractor.records.problems.points import opening, points_of
from extractor.records.problems.problem_list import ListedProblem, listed_in, listed_problems, name_of, names_problems
from extractor.records.problems.remedies import remedies
from extractor.records.problems.statements import (
    Statement,
    is_harmless,
    is_negated,
    refers_to_list,
    statement,
    tells_only_good,
)
from extractor.records.problems.taxonomy import classify_named, together
from extractor.records.problems.turns import segments, whole_facts

# A row of a problem list names a finding of the body when their titles are this alike, or when this share of the
# row's words stands in the finding. The same matter in other words lies above 0.5, another matter below 0.25.
SAME_TITLE = 0.4
SAME_WORDS = 0.6
# The share that is enough where the row names amounts and the finding names every one of them.
SAME_WORDS_AND_AMOUNTS = 0.3
ID_DIGITS = 12
# Stretches of a sentence that tell facts, where a cause parts them.
FEWEST_SPANS = 2
# From this level on (1.) a heading numbers what stands in a section.
LOW_LEVEL = 3

# What some call a problem in front of it: 【问题】部分设备闲置.
_LABEL = re.compile(r"^[【\[（(](?:存在的?)?问题(?:描述|表现)?[】\]）)]\s*(?=.{4})")

# What leads to the problem within an analysis of indicators.
_LEADS = re.compile(r"\s*(?:存在|发现|主要|突出|的){0,3}(?:问题|不足)\s*[：:]\s*")

_Value = TypeVar("_Value", Decimal, str)
_How = Literal["own text", "list end", "cause section", "analysis", "row"]
_Cause = tuple[Passage, _How, Place | None]


def told_findings(reading: Reading) -> list[Told]:
    """The entries of the body that tell a problem, in reading order."""
    found = []
    listed = bool(reading.once(listed_problems))
    for root in _roots(reading.outline):
        for entry in entries(root, PROBLEM):
            said = statement(entry)
            if listed_under(entry, said, reading) or _is_finding(entry, said, listed):
                found.append(Told(entry, said))
    return found


def _roots(outline: Outline) -> list[Section]:
    """The chapters of problems, in reading order; those of a report on what was put right hold all that is in them."""
    named = put_right(outline)
    found = [each for each in roots(outline.sections, PROBLEM) if not any(above in named for above in each.path())]
    return [section for section in outline.sections if section in named or section in found]


def findings(reading: Reading, things: Known = NOTHING_KNOWN) -> list[Finding]:
    """The findings of a report: those of its text, then rows of a problem list that name none of them.

    ``things`` are the amounts, dates and names that they may refer to. Of several reports in one file each is read by
    itself: what is true of one (that a list names its problems again) need not be of the next.
    """
    return _with_ids([record for report in reading.reports for record in _findings(report, things)])


def _findings(reading: Reading, things: Known) -> list[Finding]:
    told = reading.once(told_findings)
    causes = shared_causes(reading.outline.sections, told)
    last = told_of_several(told)
    bare = [
        each
        for each in told
        if not (each.statement.causes or last.get(each.entry.section.id) or causes.get(each.entry.section.id))
    ]
    analysed = told_in_analysis(reading.outline.sections, bare)
    records: list[Finding] = []
    for entry, said in told:
        rows = listed_under(entry, said, reading)
        shared: list[_Cause] = [(cause, "list end", None) for cause in last.get(entry.section.id, [])]
        shared += [(cause, "cause section", None) for cause in causes.get(entry.section.id, [])]
        shared += [(cause, "analysis", None) for cause in analysed.get(entry.section.id, [])]
        records += [_of_row(row, reading, entry, things) for row in rows] or [
            _of_text(entry, said, shared, reading, things)
        ]
    listed = [row for row in reading.once(listed_problems) if not any(_names(row, finding) for finding in records)]
    records += [_of_row(row, reading, None, things) for row in listed]
    cells = reading.once(labelled_cells)
    beside = [*(_of_label(each, reading, things) for each in told_in_place(reading, cells)), *_of_cells(cells, things)]
    new = [each for each in beside if not _told_already(each, records)]
    return [*records, *sorted(new, key=lambda record: beginning(record.evidence))]


def _told_already(beside: Finding, records: Sequence[Finding]) -> bool:
    """Whether a chapter tells a problem at length that is told behind a label, or each of those counted there."""
    told = [point.split("。")[0] for point in beside.points] or [beside.text]
    return any(share_within(beside.text, each.text) >= SAME_WORDS for each in records) or all(
        any(share_within(point, each.text) >= SAME_WORDS for each in records) for point in told
    )


def _of_cells(cells: Sequence[LabelledCell], things: Known) -> Iterator[Finding]:
    """The problems in cells of forms whose paragraphs are numbered."""
    for cell in cells:
        if cell.reading is not None and PROBLEM in cell.kinds:
            yield from (found.model_copy(update={"section": None}) for found in findings(cell.reading, things))


def listed_under(entry: Entry, said: Statement, reading: Reading) -> list[ListedProblem]:
    """The findings of a section that names no problem itself but holds a table of them."""
    return [] if entry.section is not entry.root and tells_defect(entry.section) else listed_in(said.grids, reading)


def _is_finding(entry: Entry, said: Statement, listed: bool) -> bool:
    facts = "\n".join(fact.text for fact in said.facts)
    named = "" if entry.section is entry.root else f"{entry.section.title.text}\n"
    if not said.causes and is_harmless(f"{named}{facts}"):
        return False
    if entry.section is entry.root:
        told = facts or "\n".join(cause.text for cause in said.causes)
        if not told or is_negated(told) or (listed and refers_to_list(told)):
            return False
        mixed = kinds(entry.root) & {PRAISE, ADVICE}
        return not (mixed and tells_only_good(facts) and not said.causes)
    title = entry.section.title.text
    if is_negated(title) or says_nothing(facts):
        return False
    return not (facts and is_negated(facts) and tells_only_good(title))


def _of_text(entry: Entry, said: Statement, shared: Sequence[_Cause], reading: Reading, things: Known) -> Finding:
    names = _names_of(entry, said)
    labelled = names[0] is not entry.section.title and (_is_label(entry) or is_analysis(entry.section))
    title = _LABEL.sub("", (names[0] if labelled else entry.section.title).text)
    own = said.causes or [piece.stripped for piece in segments([entry.section.title]) if piece.role == "cause"]
    causes: list[_Cause] = [(cause, "own text", None) for cause in own]
    grids = [grid for grid in said.grids if reading.table_of(grid).kind not in OF_THE_WHOLE_REPORT]
    money = _distinct(amounts_in(_found_out(said), grids, reading))
    return Finding(
        id="",
        section=entry.section.id,
        path=entry.path(),
        title=title,
        text=said.whole.text,
        points=[point.text for point in said.points],
        money=money,
        document_numbers=_distinct(document_numbers_in(_found_out(said), said.grids)),
        evidence=evidence(said.whole, reading.pages),
        points_evidence=[evidence(point, reading.pages) for point in said.points],
        facts=said.spans,
        tables=[grid.id for grid in grids],
        **_causes([*causes, *shared], reading),
        **remedies([(words, None) for words in said.done], reading),
        **_types(names, said.facts, reading, None),
        **about(said.whole, said.spans, grids, money, reading, things),
    )


def _of_row(row: ListedProblem, reading: Reading, entry: Entry | None, things: Known) -> Finding:
    """A row of a problem list; ``entry`` is the section that it stands in, None for a list behind the report."""
    passage = row.told
    title = name_of(row.problem)
    at = passage.text.index(title)
    name = passage.slice(at, at + len(title))
    causes: list[_Cause] = [(cause, "row", where) for cause, where in row.causes()]
    section = entry.section if entry else None
    pieces = segments([passage])
    facts = [piece.stripped for piece in pieces if piece.role == "fact"]
    place = None if row.detail else row.place(row.problem)  # two cells
    points = points_of(whole_facts(pieces))
    done = row.remedies()
    return _of_passage(passage, name, facts, points, place, causes, done, section, reading, things, row)


def _of_label(told: InPlace, reading: Reading, things: Known) -> Finding:
    """A problem behind a label in a paragraph, or beside one in a form."""
    how: _How = "row" if told.place else "own text"
    causes: list[_Cause] = [(cause, how, told.place) for cause in told.parts("cause")]
    done: list[tuple[Passage, Place | None]] = [(words, told.place) for words in told.parts("done")]
    facts = told.parts("fact")
    points = points_of([told.problem])
    return _of_passage(told.problem, told.name, facts, points, told.place, causes, done, told.section, reading, things)


def _of_passage(
    passage: Passage,
    name: Passage,
    facts: Sequence[Passage],
    points: Sequence[Passage],
    place: Place | None,
    causes: Sequence[_Cause],
    done: Sequence[tuple[Passage, Place | None]],
    section: Section | None,
    reading: Reading,
    things: Known,
    listed: ListedProblem | None = None,
) -> Finding:
    """``listed`` is the row of a list that tells the problem."""
    spans = list(_spans(passage.text, facts))
    row = (listed.table, listed.row) if listed else None
    beside = amounts_beside(*row) if row else ()
    money = _distinct([*amounts_in(passage.text, [], reading), *beside])
    at = passage.text.find(name.text)
    return Finding(
        id="",
        section=section.id if section else None,
        path=[passage.text[: at + len(name.text)]] if name.text else [],
        title=name.text,
        text=passage.text,
        points=[point.text for point in points],
        money=money,
        document_numbers=_distinct(document_numbers_in(passage.text, [])),
        evidence=evidence(passage, reading.pages, place=place),
        points_evidence=[evidence(point, reading.pages, place=place) for point in points],
        facts=spans,
        **_causes(causes, reading),
        **remedies(done, reading),
        **_types([name], facts, reading, place),
        **about(passage, spans, [], money, reading, things, place, row),
    )


def _causes(told: Sequence[_Cause], reading: Reading) -> dict[str, Any]:
    """``causes`` of a finding, and how each was linked to it."""
    links = [CauseLink(how=how, evidence=evidence(passage, reading.pages, place=place)) for passage, how, place in told]
    return {"causes": [passage.text for passage, _, _ in told], "cause_links": links}


def _names_of(entry: Entry, said: Statement) -> list[Passage]:
    """What names the problem: its heading; where that only says that there are problems, the openings of its points."""
    if entry.section is not entry.root and not _is_label(entry):
        behind = _behind_label(entry.section) if is_analysis(entry.section) else None
        return [behind or entry.section.title]
    told = [name for name in map(_opening, said.points or said.facts) if name is not None]
    if told and not said.points:
        told[0] = _with_what_came(told[0], said)
    return told or [entry.section.title]


def _with_what_came(name: Passage, said: Statement) -> Passage:
    """The whole sentence, where its first words only tell what a cause befell (某标段因暴雨冲毁沟渠，验收推迟)."""
    if len(said.spans) < FEWEST_SPANS or not tells_only_good(name.text) or re.search("[，,]", name.text):
        return name
    start, end = said.spans[0]
    stop = re.compile("[。；;：:]|$").search(said.whole.text, start)
    last = stop.start() if stop else end
    lines = re.finditer(r"[^\n]+", said.whole.text[start:last])
    sentence = join_passages([said.whole.slice(start + line.start(), start + line.end()) for line in lines])
    goes_on = name.text == said.whole.text[start:end] and said.spans[1][0] < last
    return sentence if goes_on else name


def _behind_label(section: Section) -> Passage | None:
    """What 存在问题： on a line of its own, or before the problem, leads to within an analysis."""
    paragraphs = [block.passage for block in section.body if isinstance(block, Paragraph)]
    for place, passage in enumerate(paragraphs):
        if label := _LEADS.match(passage.text):
            told = passage.slice(label.end(), len(passage.text)).stripped()
            told = told if told.text or place + 1 == len(paragraphs) else paragraphs[place + 1]
            return _opening(told) if told.text else None
    return None


def _is_label(entry: Entry) -> bool:
    """Whether a problem is headed by no more than 存在问题：, with or without a number."""
    section = entry.section
    inside = section is not entry.root or section.level >= LOW_LEVEL
    return inside and names_problems(section.title.text)


def _opening(told: Passage) -> Passage | None:
    """The first sentence that does not say that a problem does not exist."""
    name = opening(told)
    while is_negated(name.text) and len(name.text) < len(told.text):
        told = told.slice(len(name.text) + 1, len(told.text)).stripped()
        name = opening(told)
    return None if is_negated(name.text) else name


def _types(names: Sequence[Passage], facts: Sequence[Passage], reading: Reading, place: Place | None) -> dict[str, Any]:
    """The types of a finding with these names, how grave it is told to be, and the phrases that decided."""
    text = join_passages(facts, "\n")
    verdicts = classify_named([name.text for name in names], text.text)
    verdict = together(verdicts)
    signals = [
        (phrase, name if phrase.in_title else text)
        for name, each in zip(names, verdicts, strict=True)
        for phrase in each.phrases
    ]
    return {
        "names": [name.text for name in names],
        "category": verdict.primary,
        "secondary": list(verdict.secondary),
        "severity": verdict.severity,
        "signals": [
            Signal(
                code=phrase.code,
                text=phrase.words,
                evidence=evidence(said, reading.pages, phrase.start, phrase.end, place),
            )
            for phrase, said in signals
        ],
    }


def _spans(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Where parts of a text stand in it, one after the other."""
    at = 0
    for part in parts:
        if part.text:
            at = text.index(part.text, at)
            yield at, at + len(part.text)
            at += len(part.text)


def _found_out(said: Statement) -> str:
    """What is said of the problem itself, without the steps to be taken."""
    return "\n".join(passage.text for passage in (*said.headings, *said.facts, *said.causes))


def _names(row: ListedProblem, finding: Finding) -> bool:
    """Whether a row of a problem list names a finding of the body."""
    words = row.told.text
    shared = share_within(words, finding.text)
    if likeness(words, finding.title) >= SAME_TITLE or shared >= SAME_WORDS:
        return True
    amounts = amounts_of_row(row.table, row.row)
    if shared >= SAME_WORDS_AND_AMOUNTS and amounts and amounts <= set(finding.money):
        return True
    return any(likeness(words, point.split("。")[0]) >= SAME_TITLE for point in finding.points)


def _with_ids(records: Sequence[Finding]) -> list[Finding]:
    """Ids made from what a finding says, so that the same report always gives the same."""
    seen: Counter[str] = Counter()
    found = []
    for record in records:
        key = hashlib.sha256(f"{record.title}\n{record.text}".encode()).hexdigest()[:ID_DIGITS]
        seen[key] += 1
        identity = f"f-{key}" if seen[key] == 1 else f"f-{key}-{seen[key]}"
        found.append(record.model_copy(update={"id": identity}))
    return found


def _distinct(values: Iterable[_Value]) -> list[_Value]:
    return list(dict.fromkeys(values))
