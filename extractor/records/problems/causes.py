"""Causes (原因分析) told once for several findings: in a section of their own, or behind the last of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Paragraph, Passage, join_passages
from extractor.model.reading import Section
from extractor.outline import CAUSE
from extractor.outline.markers import marker_at_start, number_value
from extractor.records.likeness import EMPTY, likeness, share_within
from extractor.records.problems.called import Called, answers, called
from extractor.records.problems.entries import Entry, kinds, tells_causes_alone
from extractor.records.problems.own_words import (
    BEYOND_NEXT,
    LEAST_TOLD,
    OF_THE_BEST,
    Said,
    named_by_own_words,
    shared_words,
)
from extractor.records.problems.points import opening, points_of
from extractor.records.problems.reasons import opens_with_label, reasons
from extractor.records.problems.statements import Statement, causes_by_number

# Two titles of one matter share at least this much; unrelated ones of this genre lie below 0.2.
SAME_MATTER = 0.4
# A cause that names the field of a finding holds this share of its words, of a name of so many signs.
SAME_FIELD, SHORTEST_FIELD = 0.55, 4
# Of so many causes as there are findings those that name the one of their place show that all do; of two, both must.
FEWEST_ALONG = 3
# Titles that only say of what the causes are, or where they lie (资金兑付方面).
_OF_WHAT = re.compile(r"(?:的?(?:主要)?(?:原因|成因)(?:分析)?|方面|层面)$")

_ON = re.compile("针对|关于")


class Told(NamedTuple):
    """A finding's entry in the outline and what it says."""

    entry: Entry
    statement: Statement


def told_of_several(told: Sequence[Told]) -> dict[str, list[Passage]]:
    """Causes told with one finding for others too, by the id of the section of each finding that they belong to."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for listed in _grouped(told, lambda each: each.entry.root):
        sections = [each.entry.section for each in listed]
        for each in listed:
            shared = each.statement.shared
            for cause, call, place in shared:
                called_ones = [sections[at] for at in answers(call, sections)] if call else []
                explained = called_ones or _explained_by(each, place, len(shared), listed)
                entries = [other.entry for other in listed if other.entry.section in explained]
                for entry, causes in (not call and _naming([cause], entries)) or [(one, [cause]) for one in entries]:
                    found[entry.section.id] += causes
    for siblings in _grouped(told, lambda each: each.entry.section.parent):
        if _last_tells_for_all(siblings):
            for each in siblings[:-1]:
                found[each.entry.section.id] += siblings[-1].statement.causes
    return found


def _grouped(told: Sequence[Told], by: Callable[[Told], Section | None]) -> list[list[Told]]:
    """What is told under each of the sections that ``by`` names, in reading order."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if (section := by(each)) is not None:
            groups[section.id].append(each)
    return list(groups.values())


def _explained_by(each: Told, place: int, causes: int, listed: Sequence[Told]) -> list[Section]:
    """The sections of the findings that a cause told behind one of them is of, where it calls none by number.

    Those of its field, or of the whole list where its field holds no other, if none tells a cause of its own.
    """
    parent = each.entry.section.parent
    beside = [other for other in listed if other.entry.section.parent is parent]
    beside = beside if len(beside) > 1 else list(listed)
    earlier = beside[: beside.index(each) + 1]
    if any(other.statement.causes or (other is not each and other.statement.shared) for other in earlier):
        return [each.entry.section]
    if place:
        return [earlier[place - 1].entry.section] if causes == len(earlier) else [each.entry.section]
    return [other.entry.section for other in earlier]


def _last_tells_for_all(siblings: Sequence[Told]) -> bool:
    """Whether a paragraph of its own behind findings that are one each, the only one, tells the cause of all."""
    *others, last = siblings
    if not others or any(each.statement.causes or each.statement.shared for each in others):
        return False
    behind = [each.entry.section.body[each.entry.section.run_in :] for each in siblings]
    told = [isinstance(block, Paragraph) and opens_with_label(block.text) for block in behind[-1]]
    return not any(behind[:-1]) and (told == [True] or (last.statement.own_cause and len(told) == 1))


def shared_causes(sections: Sequence[Section], told: Sequence[Told]) -> dict[str, list[Passage]]:
    """Causes by the id of the section of the finding that they belong to."""
    entries = [entry for entry, _ in told]
    explained = {entry.section.id for entry, said in told if said.causes}
    inside = {below.id for entry in entries for below in entry.section.walk()}
    found: dict[str, list[Passage]] = {}
    telling: list[tuple[int, Section]] = []
    for position, section in enumerate(sections):
        if tells_causes_alone(section, sections) and section.id not in inside:
            telling.append((position, section))
            inside |= {below.id for below in section.walk()}
    for position, section in telling:
        listed = _explained(section, sections[:position], entries)
        alone = sum(each.parent is section.parent for _, each in telling) == 1
        for entry, texts in _shared_out(section, listed, explained, in_order=alone):
            found.setdefault(entry.section.id, []).extend(map(_unmarked, texts))
    return found


def _explained(section: Section, before: Sequence[Section], entries: Sequence[Entry]) -> list[Entry]:
    """The findings of the list of problems that stands nearest before a cause section."""
    earlier = {other.id for other in before}
    known = [entry for entry in entries if entry.section.id in earlier]
    siblings = [entry for entry in known if section.parent is not None and section.parent in entry.section.path()]
    if siblings:
        return siblings
    if not known:
        return []
    beside = _side_by_side([entry.root for entry in known], before)
    return [entry for entry in known if entry.root in beside]


def _side_by_side(roots: Sequence[Section], before: Sequence[Section]) -> list[Section]:
    """The last of these chapters of problems with those right before it (三、共性问题 四、个性问题)."""
    last = roots[-1]
    chapters = [section for section in before if section.parent is last.parent and section.level == last.level]
    found: list[Section] = []
    for chapter in reversed(chapters[: chapters.index(last) + 1]):
        if chapter not in roots:
            break
        found.append(chapter)
    return found or [last]


def _shared_out(
    section: Section, entries: Sequence[Entry], explained: Set[str], *, in_order: bool
) -> list[tuple[Entry, list[Passage]]]:
    """Numbered causes go to the findings of the same words or, ``in_order`` (which no one of several sections does:
    客观原因, 主观原因), the same number, others to all; the findings of the sections ``explained`` tell causes of their
    own."""
    if not entries:
        return []
    texts = _texts(section)
    if not section.children and (called_ones := _by_number(texts, entries)):
        return called_ones
    told = [each for child in section.children for each in _causes_in(child)] or _counted(texts)
    in_order = in_order and not any(CAUSE in kinds(child) for child in section.children)
    if not told and (named := _naming(texts, entries)):
        return named
    if not told:
        return [(entry, texts) for entry in entries]
    found: list[tuple[list[Passage], list[Entry]]] = []
    for title, _, texts in told:
        alike = _called_in(title, entries) or _called_by(texts, entries)
        alike = alike or [entry for entry in entries if _is_named(entry.section.title.text, title)]
        alike = alike or _in_field(title, entries)
        found.append((texts, alike or [entry for entry in entries if _names_field(entry, texts)]))
    if not all(alike for _, alike in found):
        in_order = in_order and len(told) == len(entries) and not _out_of_order(found, entries)
        found = (
            [(texts, alike or [entry]) for (texts, alike), entry in zip(found, entries, strict=True)]
            if in_order
            else _by_own_words(found, entries, explained)
        )
    # what names none is of those that none names, or of all
    linked = {entry.section.id for _, alike in found for entry in alike}
    others = [entry for entry in entries if entry.section.id not in linked] or entries
    return [(entry, texts) for texts, alike in found for entry in alike or others]


def _causes_in(child: Section) -> list[tuple[str, int, list[Passage]]]:
    """What a part of a section of causes tells: one cause, or those that it counts (客观原因：1. 2.)."""
    texts = _texts(child)
    counted = _counted(texts) if CAUSE in kinds(child) else []
    return counted or [(child.title.text, number_value(child.number), texts)]


def _said(
    found: Sequence[tuple[list[Passage], list[Entry]]], entries: Sequence[Entry]
) -> tuple[list[Said], list[Said]]:
    """The causes of a list, and the findings."""
    causes = [Said(opening(texts[0]).text, _joined(texts)) for texts, _ in found]
    return causes, [Said(entry.section.title.text, _whole(entry.section, found[0][0][0])) for entry in entries]


def _out_of_order(found: Sequence[tuple[list[Passage], list[Entry]]], entries: Sequence[Entry]) -> bool:
    """Whether one of the causes of a list as long as that of the findings names another than the one of its place."""
    told = shared_words(*_said(found, entries))
    return any(
        entries[place] not in alike if alike else max(row) >= LEAST_TOLD and row[place] < OF_THE_BEST * max(row)
        for place, ((_, alike), row) in enumerate(zip(found, told, strict=True))
    )


def _by_own_words(
    found: Sequence[tuple[list[Passage], list[Entry]]], entries: Sequence[Entry], explained: Set[str]
) -> list[tuple[list[Passage], list[Entry]]]:
    """The causes of a list with the findings that share words with them which no other does, beside those known; one
    that is ``explained`` by itself is named where no other is.

    Few words tell it where each cause names some and every finding is named: what is told of all alike leaves some out.
    """
    told, problems = _said(found, entries)
    shared: list[tuple[list[Passage], list[Entry]]] = []
    for few in (True, False):
        named = [[entries[at] for at in places] for places in named_by_own_words(told, problems, few=few)]
        asking = [[entry for entry in own if entry.section.id not in explained] or own for own in named]
        shared = [(texts, alike or own) for (texts, alike), own in zip(found, asking, strict=True)]
        known = explained | {entry.section.id for _, alike in shared for entry in alike}
        if all(alike for _, alike in shared) and all(entry.section.id in known for entry in entries):
            break
    return shared


def _whole(section: Section, cause: Passage) -> str:
    """The title and the paragraphs of a section, but for that which tells the causes."""
    told = (block.text for block in section.body if isinstance(block, Paragraph))
    return "\n".join([section.title.text, *(text for text in told if cause.text not in text)])


def _naming(texts: Sequence[Passage], entries: Sequence[Entry]) -> list[tuple[Entry, list[Passage]]]:
    """The causes of paragraphs with the findings that they name; empty where they are told of all alike.

    Of those counted (一是校准不按时，导致数据失真；二是…) each names one, or they go along with the findings; others do
    in what they are the cause of (设备闲置，主要是…), and those that say nothing of that explain what none names.
    """
    if points := points_of(texts):
        named = [[entry for entry in entries if _is_in(entry, point.text)] for point in points]
        if not all(named):
            named = [[entry] for entry in entries] if _goes_along(points, entries) else []
        return [(entry, [point]) for point, own in zip(points, named, strict=False) for entry in own]
    told = [(effect, cause) for passage in texts for effect, cause in _effects(passage)]
    named = [[entry for entry in entries if effect and _is_in(entry, effect)] for effect, _ in told]
    known = [id(entry) for own in named for entry in own]
    others = [entry for entry in entries if id(entry) not in known] or list(entries)
    return [(e, [cause]) for (_, cause), own in zip(told, named, strict=True) for e in own or others] if known else []


def _is_in(entry: Entry, words: str) -> bool:
    """Whether words name the matter of a finding's title."""
    title = entry.section.title.text
    return any(share_within(clause, words) >= SAME_FIELD for clause in _clauses(title))


def _goes_along(points: Sequence[Passage], entries: Sequence[Entry]) -> bool:
    """Whether as many causes as findings are told in their order: some name that of their place, none another."""
    found: list[tuple[list[Passage], list[Entry]]] = [([point], []) for point in points]
    if len(points) != len(entries) or _out_of_order(found, entries):
        return False
    told = shared_words(*_said(found, entries))
    own = [row[place] for place, row in enumerate(told)]
    others = sum(map(sum, told)) - sum(own)
    return sum(own) >= max(LEAST_TOLD, BEYOND_NEXT * others) and (len(points) >= FEWEST_ALONG or min(own) > 0)


def _effects(passage: Passage) -> Iterator[tuple[str, Passage]]:
    """The causes of a paragraph, each with the words of its sentence before it that say what it is the cause of."""
    starts: dict[int, int] = {}
    for each in reasons(passage.text, explaining=True):
        starts.setdefault(1 + max(passage.text.rfind(mark, 0, each.start) for mark in "。；;"), each.words)
    if 0 not in starts:
        starts[0] = 0
    for (start, words), (end, _) in pairwise([*sorted(starts.items()), (len(passage.text), 0)]):
        yield passage.text[start:words], passage.slice(words, end).stripped()


def _clauses(title: str) -> list[str]:
    """The clauses of a title that are long enough to name its matter."""
    return [clause for clause in re.split("[，,；;]", title) if len(clause) >= SHORTEST_FIELD]


def _names_field(entry: Entry, texts: Sequence[Passage]) -> bool:
    """Whether a cause names the body or field that a finding is told under (云岭镇文化站仅有1名兼职人员)."""
    above = _field_of(entry)
    if above is None:
        return False
    field = EMPTY.sub("", _OF_WHAT.sub("", above.title.text))
    return len(field) >= SHORTEST_FIELD and share_within(field, _joined(texts)) >= SAME_FIELD


def _joined(texts: Sequence[Passage]) -> str:
    return "".join(passage.text for passage in texts)


def _by_number(texts: Sequence[Passage], entries: Sequence[Entry]) -> list[tuple[Entry, list[Passage]]]:
    """The causes of paragraphs that call the problems by number (问题一、三的原因：…, 针对问题二，…), or count as they
    do (原因一：…); one that calls none is told of all. Empty where none calls any."""
    shared: list[tuple[Entry, list[Passage]]] = []
    any_called = False
    for place, call, words in causes_by_number(texts):
        own = [entries[at] for at in _places(place, call, entries)]
        any_called = any_called or bool(own)
        if own or not words.text.endswith(("：", ":")):
            shared += [(entry, [words]) for entry in own or entries]
    return shared if any_called else []


def _is_named(name: str, title: str) -> bool:
    """Whether a title is that of a problem, or of several with it (针对设备闲置、台账缺失)."""
    parts = [part for part in re.split("[、，,]", title) if len(part) >= SHORTEST_FIELD]
    return any(likeness(name, part) >= SAME_MATTER for part in {title, *parts})


def _in_field(title: str, entries: Sequence[Entry]) -> list[Entry]:
    """The findings told under the field that a title names (资金管理方面)."""
    fields = {id(above): above for entry in entries if (above := _field_of(entry)) is not None}
    alike = {
        key: likeness(_OF_WHAT.sub("", above.title.text), _OF_WHAT.sub("", title)) for key, above in fields.items()
    }
    nearest = max(alike, key=lambda key: alike[key], default=None)
    if nearest is None or alike[nearest] < SAME_MATTER:
        return []
    return [entry for entry in entries if id(_field_of(entry)) == nearest]


def _field_of(entry: Entry) -> Section | None:
    """The section that a finding is told under, where it only shares out the problems."""
    above = entry.section.parent
    return None if above is None or above is entry.root or entry.section is entry.root else above


def _places(place: int, call: Called | None, entries: Sequence[Entry]) -> list[int]:
    if call is not None:
        return answers(call, [entry.section for entry in entries])
    return [place - 1] if 0 < place <= len(entries) else []


def _called_in(title: str, entries: Sequence[Entry]) -> list[Entry]:
    """The findings that a title calls by number (问题（一）（三）的原因)."""
    sections = [entry.section for entry in entries]
    return [entries[at] for call in called(title) for at in answers(call, sections)]


def _called_by(texts: Sequence[Passage], entries: Sequence[Entry]) -> list[Entry]:
    """The findings that one of several causes calls by number (2.监理不到位。针对第3项问题，主要是…)."""
    sections = [entry.section for entry in entries]
    places = {at for _, call, _ in causes_by_number(texts) if call for at in answers(call, sections)}
    return [entries[at] for at in sorted(places)]


def _counted(texts: Sequence[Passage]) -> list[tuple[str, int, list[Passage]]]:
    """The paragraphs of a cause section with their first sentences and numbers, where they count from 1 on (1. 2.;
    一是 二是)."""
    markers = [marker_at_start(passage.text) for passage in texts]
    if len(texts) == 1 and points_of(texts):
        return []  # one paragraph counts them
    if [marker.value for marker in markers if marker] == list(range(1, len(texts) + 1)):
        ends = [marker.end for marker in markers if marker]
        told = [passage.slice(end, len(passage.text)) for passage, end in zip(texts, ends, strict=True)]
    else:
        told = points_of(texts)
        if [_bare_end(each) for each in told] != [_bare_end(each) for each in texts]:
            return []
    return [(passage.text.split("。")[0], number, [passage]) for number, passage in enumerate(told, start=1)]


def _bare_end(passage: Passage) -> str:
    return passage.text.rstrip()[-SHORTEST_FIELD:]


def _texts(section: Section) -> list[Passage]:
    """What a section says, its title with it where it is one cause of several."""
    texts = [block.passage.stripped() for block in section.body if isinstance(block, Paragraph)]
    if CAUSE in kinds(section):
        return [passage for passage in texts if passage.text]
    if (_OF_WHAT.search(section.title.text) or _ON.match(section.title.text)) and texts:
        return [passage for passage in texts if passage.text]  # 某问题的原因 names the problem again
    words = section.heading.slice(section.heading.text.index(section.title.text), len(section.heading.text))
    if section.run_in and texts:
        return [join_passages([words, texts[0]]), *texts[1:]]
    return [join_passages([words, *texts])]


def _unmarked(passage: Passage) -> Passage:
    """A paragraph of causes without the words that bring in the first of them (主要是)."""
    first = next((each for each in reasons(passage.text, explaining=True) if each.start == 0), None)
    return passage.slice(first.words, len(passage.text)) if first and first.end is None else passage
