"""Recommendations (建议): one per lowest numbered heading under a section of advice, and advice told with a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from extractor.model.layout import Paragraph, Passage, Place, join_passages
from extractor.model.reading import Reading, Section
from extractor.model.report import Finding, Recommendation, RecommendationLink
from extractor.outline import ADVICE, PROBLEM, says_nothing
from extractor.outline.markers import marker_at_start, number_value
from extractor.patternbook import pattern_of
from extractor.records.evidence import beginning, evidence
from extractor.records.problems.addresses import by_own_words, by_place, by_words, links
from extractor.records.problems.causes import Told
from extractor.records.problems.entries import Entry, entries, kinds, printed_heading, roots
from extractor.records.problems.findings import findings as findings_of
from extractor.records.problems.findings import listed_under, told_findings
from extractor.records.problems.in_place import AdviceInPlace, advised_in_place
from extractor.records.problems.labelled_cells import LabelledCell, labelled_cells
from extractor.records.problems.points import opening, points_of, without_count
from extractor.records.problems.problem_list import ListedProblem, TabledAdvice, advised_in, listed_problems, name_of
from extractor.records.problems.statements import is_negated, refers_to_list, statement

_closing = partial(pattern_of, "sections", "closing")
# A problem called by its order: 问题一, 问题3.
_CALLED = re.compile(r"问题(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})")
_POINTS_TO_TABLE = re.compile(
    r"\s*(?:[附续]?表\s*[\d一二三四五六七八九十]|[^。；]{0,30}(?:[下附]表|表\s*\d|如下)[^。；]{0,12}[。：:]?\s*$)"
)
_POINTS_BACK = re.compile("(?:针对|[为对因据]|[基鉴]于)(?:此|上述|以上|该|这些)[^，。；]{0,8}[，,](?=建议)")
_MEASURES = re.compile("(?:改进|整改)措施")
# A heading with nothing under it that only asks for a report; a sentence ends with its mark.
_NO_ADVICE = re.compile(
    "^(?!.*(?:跟踪|掌握|公开|公示|通报|调查|监测|反馈|核实|核查|核对|检查|摸清|了解|报送|上报)(?!工作|落实)[^，,；;]{2,}情况$)"
    "[^，,；;]*情况$"
)
# … but for a line of a form that asks what is planned, whatever its end (拟与预算安排相结合情况。).
_ASKED = re.compile("^拟[^，,；;。]{2,20}情况。?$")


def recommendations(reading: Reading, findings: Sequence[Finding]) -> list[Recommendation]:
    """The recommendations of a report, those told with a problem first where that section stands first.

    Of several reports in one file each advises on its own problems.
    """
    reports = reading.reports
    if len(reports) == 1:
        return _recommendations(reading, findings)
    return [record for report in reports for record in _recommendations(report, _own(report, findings))]


def _own(report: Reading, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one of several reports: those of its sections, and those of its tables under none."""
    sections = {section.id for section in report.outline.sections}
    tables = {table.grid.id for table in report.tables}
    return [
        each
        for each in findings
        if (each.section in sections if each.section else any(place.table in tables for place in each.evidence))
    ]


def _recommendations(reading: Reading, findings: Sequence[Finding]) -> list[Recommendation]:
    told = reading.once(told_findings)
    order = {section.id: position for position, section in enumerate(reading.outline.sections)}
    of_sections = [record for entry in _advising(reading, told) for record in _of_section(entry, reading, findings)]
    common = {id(each) for each in told if _advises_all(each, told)}
    of_problems = [
        _of_problem(each, reading, findings, id(each) in common)
        for each in told
        if _advised(each) or (not of_sections and _measured(each))
    ]
    of_rows = [
        _of_row(row, reading, findings, each.entry.section)
        for each in told
        for row in listed_under(each.entry, each.statement, reading)
        if row.advice is not None
    ]
    records = sorted([*of_problems, *of_rows, *of_sections], key=lambda record: order[record.section or ""])
    records = by_own_words(records, findings)
    if records and told:
        return by_place(records, findings, reading)
    rows = [_of_row(row, reading, findings, None) for row in reading.once(listed_problems) if row.advice is not None]
    if records or rows:
        return [*by_place(records, findings, reading), *rows]  # no chapter tells the problems of an annexed list
    cells = reading.once(labelled_cells)
    beside = [
        *_of_cells(cells, findings),
        *(_of_label(each, reading, findings) for each in advised_in_place(reading, cells)),
    ]
    return sorted(beside, key=lambda record: beginning(record.evidence))


def _of_cells(cells: Sequence[LabelledCell], findings: Sequence[Finding]) -> Iterator[Recommendation]:
    """What forms advise in cells whose paragraphs are numbered, for reports that tell problems there."""
    for cell in cells:
        if cell.reading is None or not findings:
            continue
        own = {found.text: found.section for found in findings_of(cell.reading)}
        placed = [found.model_copy(update={"section": own.get(found.text)}) for found in findings]
        for advice in recommendations(cell.reading, placed):
            yield advice.model_copy(update={"section": None})


def _advised(told: Told) -> bool:
    """Whether a problem carries advice (问题与建议); the body's own next steps (下一步工作打算) are no advice."""
    if not told.statement.advice:
        return False
    return told.statement.advised or "建议" in told.entry.root.title.text


def _measured(told: Told) -> bool:
    """Whether what is to be done about a problem is called a measure, there (整改措施：) or by the heading over it
    (未完成原因和下一步改进措施): it is advice where no chapter gives any."""
    return told.statement.measured or bool(told.statement.advice and _MEASURES.search(told.entry.root.title.text))


def _advises_all(told: Told, others: Sequence[Told]) -> bool:
    """Whether a paragraph of advice behind the last of several run-in problems, the only one, speaks for them all."""
    same = [each for each in others if each.entry.root is told.entry.root]
    if len(same) < 2 or same[-1] is not told or told.entry.section.parent is not told.entry.root:
        return False
    alone = not any(each.statement.advice for each in same[:-1])
    return alone and told.statement.own_advice and all(each.entry.section.run_in for each in same)


def _advising(reading: Reading, told: Sequence[Told]) -> list[Entry]:
    """The entries of sections of advice; those inside a finding are told with it."""
    inside = {
        below.id for each in told if each.entry.section is not each.entry.root for below in each.entry.section.walk()
    }
    found = []
    for root in roots(reading.outline.sections, ADVICE):
        for entry in entries(root, ADVICE):
            if entry.section.id not in inside and (_advises(entry) or _rows(entry, reading)):
                found.append(entry)
    return found


def _advises(entry: Entry) -> bool:
    """Whether an entry holds advice at all: not 无, and not a section of problems and advice that told both."""
    said = statement(entry, advising=True)
    text = "\n".join(fact.text for fact in said.facts)
    if entry.section is not entry.root:
        if not text and _NO_ADVICE.search(entry.section.heading.text.strip()):
            return False
        if _ASKED.search(entry.section.title.text) and text.strip("。") in entry.section.heading.text:
            return False
        if _closing().match(f"{entry.section.title.text.strip('。')}。{text}"):
            return False  # 请于5月底前报送整改情况
        return not (is_negated(entry.section.title.text) or says_nothing(text))
    if PROBLEM in kinds(entry.root):
        return False
    return bool(text) and not is_negated(text) and not refers_to_list(text)


def _of_section(entry: Entry, reading: Reading, findings: Sequence[Finding]) -> list[Recommendation]:
    """The advice of a section; where it says nothing but in a table, that of each row."""
    if rows := _rows(entry, reading):
        return [_of_tabled(row, reading, findings, entry.section) for row in rows]
    said = statement(entry, advising=True)
    return [_record(entry.section, entry.path(), said.whole, said.points, reading, findings, None)]


def _rows(entry: Entry, reading: Reading) -> list[TabledAdvice]:
    """The rows of advice of a chapter that says nothing else but the table's caption and what points to it."""
    paragraphs = [block.text for block in entry.section.body if isinstance(block, Paragraph)]
    alone = entry.section is entry.root and PROBLEM not in kinds(entry.root)
    if not alone or not all(map(_POINTS_TO_TABLE.match, paragraphs)):
        return []
    return advised_in(statement(entry, advising=True).grids, reading)


def _of_tabled(row: TabledAdvice, reading: Reading, findings: Sequence[Finding], section: Section) -> Recommendation:
    """A row of a table of advice, for the problem that it calls by its order (问题一) or its words."""
    passage, about = row.advice.passage.stripped(), row.about.passage.text.strip() if row.about else ""
    called = _CALLED.fullmatch("".join(about.split()))
    place = number_value(called["number"]) if called else 0
    if 0 < place <= len(findings):
        found = [RecommendationLink(finding=findings[place - 1].id, how="row")]
    else:
        found = list(by_words([name_of(row.advice)], f"{about}{passage.text}", findings))
    where = Place(row.table.grid.id, row.advice.row, row.advice.column)
    return _of_passage(passage, name_of(row.advice), where, found, section, reading)


def _of_problem(told: Told, reading: Reading, findings: Sequence[Finding], common: bool) -> Recommendation:
    """The next step told with a problem; a ``common`` one stands under the title of the section."""
    entry = told.entry
    whole = join_passages(told.statement.advice, "\n")
    if common:
        root = entry.root
        return _record(root, [printed_heading(root)], whole, points_of([whole]), reading, findings, None)
    own = next((finding for finding in findings if finding.section == entry.section.id), None)
    return _record(entry.section, entry.path(), whole, points_of([whole]), reading, findings, own)


def _record(
    section: Section,
    path: list[str],
    whole: Passage,
    points: Sequence[Passage],
    reading: Reading,
    findings: Sequence[Finding],
    own: Finding | None,
) -> Recommendation:
    label = not section.number and section.run_in and kinds(section) == {ADVICE}  # 建议：…
    of_problem = own is not None and ADVICE not in kinds(section)
    title = _name(whole) if label or of_problem else section.title.text
    if own:
        found = [RecommendationLink(finding=own.id, how="same section")]
    else:
        found = links(section, whole, points, findings, reading)
    return Recommendation(
        section=section.id,
        path=[*path, title] if of_problem else path,
        title=title,
        text=whole.text,
        points=[point.text for point in points],
        addresses=[link.finding for link in found],
        evidence=evidence(whole, reading.pages),
        links=list(found),
    )


def _of_row(
    row: ListedProblem, reading: Reading, findings: Sequence[Finding], section: Section | None
) -> Recommendation:
    """The advice of a row of a problem list, for reports that advise nowhere else."""
    assert row.advice is not None
    passage = row.advice.passage.stripped()
    name, place = name_of(row.problem), (row.table.grid.id, row.problem.row)
    named = [finding for finding in findings if finding.title == name]
    # the same problem of two bodies is told in two rows, each with its advice
    own = [finding for finding in named if any((each.table, each.row) == place for each in finding.evidence)]
    found = [RecommendationLink(finding=finding.id, how="row") for finding in own or named]
    return _of_passage(passage, name_of(row.advice), row.place(row.advice), found, section, reading)


def _of_label(told: AdviceInPlace, reading: Reading, findings: Sequence[Finding]) -> Recommendation:
    """The next steps told with a problem behind its label, for reports that advise nowhere else."""
    title = _name(told.advice)
    if told.problem is None:
        found = by_words([title], told.advice.text, findings)
    else:
        own = [finding for finding in findings if finding.text == told.problem.text]
        found = [RecommendationLink(finding=finding.id, how="row") for finding in own[:1]]
    return _of_passage(told.advice, title, told.place, found, told.section, reading)


def _name(advice: Passage) -> str:
    """The first step, without its number and what points back at a problem (针对该问题，建议…): of several counted ones
    (一是…；二是…) the first."""
    if pointing := _POINTS_BACK.match(advice.text):
        advice = advice.slice(pointing.end(), len(advice.text))
    marker = marker_at_start(advice.text)
    words = advice.slice(marker.end, len(advice.text)) if marker else advice
    return opening(without_count((points_of([advice]) or [words])[0])).text


def _of_passage(
    passage: Passage,
    title: str,
    place: Place | None,
    found: Sequence[RecommendationLink],
    section: Section | None,
    reading: Reading,
) -> Recommendation:
    return Recommendation(
        section=section.id if section else None,
        path=[passage.text[: passage.text.index(title) + len(title)]] if title else [],
        title=title,
        text=passage.text,
        points=[point.text for point in points_of([passage])],
        addresses=[link.finding for link in found],
        evidence=evidence(passage, reading.pages, place=place),
        links=list(found),
    )
