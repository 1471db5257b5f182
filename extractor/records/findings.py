"""Findings (存在的问题): one per lowest numbered heading under a section of problems.

Praise, sections that say 无 and statements that a problem does not exist give none. A next step told with a problem
is no part of the finding; :mod:`extractor.records.recommendations` takes it up.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from extractor.model.layout import Passage
from extractor.model.reading import Reading
from extractor.model.report import Category, Finding
from extractor.outline import ADVICE, PRAISE, PROBLEM
from extractor.records.causes import Told, shared_causes, told_last
from extractor.records.entries import Entry, entries, kinds, roots
from extractor.records.evidence import evidence
from extractor.records.likeness import likeness, share_within
from extractor.records.mentions import amounts_in, document_numbers_in
from extractor.records.points import points_of
from extractor.records.problem_list import ListedProblem, listed_in, listed_problems, name_of
from extractor.records.statements import Statement, is_negated, statement, tells_only_good
from extractor.records.taxonomy import category_of
from extractor.records.turns import segments

# A row of a problem list names a finding of the body when their titles are this alike, or when this share of the
# row's words stands in the finding. The same matter in other words lies above 0.5, another matter below 0.25.
SAME_TITLE = 0.4
SAME_WORDS = 0.6
ID_DIGITS = 12

_Value = TypeVar("_Value", Decimal, str)


def told_findings(reading: Reading) -> list[Told]:
    """The entries of the body that tell a problem, in reading order."""
    found = []
    for root in roots(reading.outline.sections, PROBLEM):
        for entry in entries(root, PROBLEM):
            said = statement(entry)
            if listed_under(entry, said, reading) or _is_finding(entry, said):
                found.append(Told(entry, said))
    return found


def findings(reading: Reading) -> list[Finding]:
    """The findings of a report: those of its text, then rows of a problem list that name none of them."""
    told = told_findings(reading)
    causes = shared_causes(reading.outline.sections, [entry for entry, _ in told])
    last = told_last(told)
    records: list[Finding] = []
    for entry, said in told:
        rows = listed_under(entry, said, reading)
        shared = [*last.get(entry.section.id, []), *causes.get(entry.section.id, [])]
        records += [_of_row(row, reading, entry) for row in rows] or [_of_text(entry, said, shared, reading)]
    listed = [row for row in listed_problems(reading) if not any(_names(row, finding) for finding in records)]
    return _with_ids([*records, *(_of_row(row, reading, None) for row in listed)])


def listed_under(entry: Entry, said: Statement, reading: Reading) -> list[ListedProblem]:
    """The findings of a section of problems that only holds a table of them."""
    return listed_in(said.grids, reading) if entry.section is entry.root else []


def _is_finding(entry: Entry, said: Statement) -> bool:
    facts = "\n".join(fact.text for fact in said.facts)
    if entry.section is entry.root:
        if not facts or is_negated(facts):
            return False
        mixed = kinds(entry.root) & {PRAISE, ADVICE}
        return not (mixed and tells_only_good(facts))
    title = entry.section.title.text
    if is_negated(title):
        return False
    return not (facts and is_negated(facts) and tells_only_good(title))


def _of_text(entry: Entry, said: Statement, shared: Sequence[str], reading: Reading) -> Finding:
    title = entry.section.title.text
    return Finding(
        id="",
        section=entry.section.id,
        path=entry.path(),
        title=title,
        text=said.whole.text,
        points=[point.text for point in said.points],
        causes=[*(cause.text for cause in said.causes), *shared],
        category=_category(title, said.facts),
        money=_distinct(amounts_in(_found_out(said), said.grids, reading)),
        document_numbers=_distinct(document_numbers_in(_found_out(said), said.grids)),
        evidence=evidence(said.whole, reading.pages),
    )


def _of_row(row: ListedProblem, reading: Reading, entry: Entry | None) -> Finding:
    """A row of a problem list; ``entry`` is the section that it stands in, None for a list behind the report."""
    passage = row.problem.passage.stripped()
    title = name_of(row.problem)
    facts = [piece.passage for piece in segments([passage]) if piece.role == "fact"]
    return Finding(
        id="",
        section=entry.section.id if entry else None,
        path=[passage.text[: passage.text.index(title) + len(title)]] if title else [],
        title=title,
        text=passage.text,
        points=[point.text for point in points_of(facts)],
        causes=row.causes(),
        category=_category(title, facts),
        money=_distinct(amounts_in(passage.text, [], reading)),
        document_numbers=_distinct(document_numbers_in(passage.text, [])),
        evidence=evidence(passage, reading.pages, place=row.place(row.problem)),
    )


def _found_out(said: Statement) -> str:
    """What is said of the problem itself, without the steps to be taken."""
    return "\n".join(passage.text for passage in (*said.headings, *said.facts, *said.causes))


def _names(row: ListedProblem, finding: Finding) -> bool:
    """Whether a row of a problem list names a finding of the body."""
    words = row.problem.passage.text
    if likeness(words, finding.title) >= SAME_TITLE or share_within(words, finding.text) >= SAME_WORDS:
        return True
    return any(likeness(words, point.split("。")[0]) >= SAME_TITLE for point in finding.points)


def _category(title: str, facts: Iterable[Passage]) -> Category:
    return category_of(title, "\n".join(fact.text for fact in facts))


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
