"""Which findings a recommendation addresses, and how that was told: by its own words, or by its place.

Deliberately shy: a link that is wrong misleads more than one that is missing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from extractor.model.layout import Passage
from extractor.model.reading import Reading, Section
from extractor.model.report import Finding, Recommendation, RecommendationLink
from extractor.model.verdict import Phrase
from extractor.outline import PROBLEM, kinds_of
from extractor.outline.markers import marker_at_start, number_value
from extractor.patternbook import load_patterns
from extractor.records.likeness import EMPTY, likeness, pairs, shared
from extractor.records.problems.called import answers, called
from extractor.records.problems.own_words import Said, named_by_own_words
from extractor.records.problems.points import opening
from extractor.records.problems.taxonomy import UNCLASSIFIED, classify, phrased

# A heading of advice and one of a finding on the same matter share at least this much (定期清查资产 beside
# 资产长期未清查); two matters of one field (资产清查, 资产闲置) come to about 0.25.
SAME_WORDS = 0.34
# … or the advice's text names at least this share of the finding's own words.
NAMED_WORDS = 0.55
# Headings of one field over problems and over advice (预算管理, 预算管理方面) share at least this much.
SAME_FIELD = 0.6
FEWEST_PAIRS = 3
# A title of advice may answer two problems (盘活帮扶车间，健全分红机制), each in a clause of at least so many signs.
_CLAUSE = re.compile("[，,；;]")
SHORTEST_CLAUSE = 5
# Characters of the matter that a measure is about: 验收, 支出进度.
SHORTEST_MATTER = 2
# 增设使用率指标: a rate to be measured by, not one that is low.
_SETS_INDICATORS = re.compile("(?:增设|补设|设置|设定)")
_NEW_INDICATORS = re.compile(_SETS_INDICATORS.pattern + "[^，。；,;]*指标")
FEWEST_LACKS = 2  # of those put behind it that must lead to one type
# A title that names a field and no problem (资金使用方面), whose points tell the problems.
_FIELD = re.compile("方面$")
_BESIDE = frozenset({"named", "same section", "row"})  # links that place or number tell beyond doubt
# Words before problems called by their numbers that make advice answer them.
_ANSWERS = re.compile("(?:对应|针对|回应|解决)的?$")


def links(
    section: Section, whole: Passage, points: Sequence[Passage], findings: Sequence[Finding], reading: Reading
) -> list[RecommendationLink]:
    """The findings that a section of advice addresses, best evidence first."""
    text = whole.text
    names = [section.title.text]
    if kinds_of(names[0]) and points:  # the heading only says that there is advice
        names = [opening(point).text for point in points]
    answered = _named(section.title.text + "\n" + text, findings, reading)
    if answered:
        return [RecommendationLink(finding=f.id, how="named") for f in answered]
    return by_words(names, _NEW_INDICATORS.sub("", text), findings)


def by_words(names: Sequence[str], text: str, findings: Sequence[Finding]) -> list[RecommendationLink]:
    """The findings that advice under these ``names`` is about, by its words or the types of problems that they name."""
    clauses = [part for name in names for part in _CLAUSE.split(name) if part != name and len(part) >= SHORTEST_CLAUSE]
    bare = [part for part in clauses or names if not any(_same_title(part, f) for f in findings)]
    types = frozenset[str]().union(*map(types_of, bare))
    surely = frozenset[str]().union(*(types_of(part, phrased_alone=True) for part in bare))
    asked = "，".join(names)
    # a cause of each and all tells none of them from the others
    common = set.intersection(*(set(f.causes) for f in findings)) if len(findings) > 1 else set[str]()
    alike = [
        RecommendationLink(finding=f.id, how="same words" if same else "same type")
        for f, same in (
            (f, any(_same_matter(n, text, f, common) for n in names) or any(_same_title(n, f) for n in clauses))
            for f in findings
        )
        if same
        or (f.category and f.category.code in surely)
        or (f.category and f.category.code in types and shared(pairs(asked), pairs(f"{f.title}，{f.text}")))
    ]
    by_id = {finding.id: finding for finding in findings}
    # of several problems of one type, those that share words with the advice
    telling = pairs(EMPTY.sub("，", asked))
    told = {f.id for f in findings if shared(pairs(EMPTY.sub("，", f"{f.title}，{f.text}")), telling)}
    alike = [link for link in alike if link.how == "same words" or link.finding in told] or alike
    worded = [link for link in alike if link.how == "same words"]
    nearest = [link for link in worded if any(_same_own_title(name, by_id[link.finding]) for name in names)] or worded
    return nearest if nearest and not clauses else alike


def by_own_words(records: Sequence[Recommendation], findings: Sequence[Finding]) -> list[Recommendation]:
    """``records`` with links to the findings that share words with them which the others do not, in place of those told
    by a type or a number alone."""
    free = [each for each in records if all(link.how not in _BESIDE for link in each.links)]
    problems = [Said(each.title, _of_its_own(each, findings)) for each in findings]
    advice = [Said(*(_NEW_INDICATORS.sub("", words) for words in (each.title, each.text))) for each in free]
    named = named_by_own_words(advice, problems)
    found = {id(each): [findings[at].id for at in places] for each, places in zip(free, named, strict=True)}
    return [_linked(each, _worded(each, ids)) if (ids := found.get(id(each))) else each for each in records]


def _of_its_own(finding: Finding, findings: Sequence[Finding]) -> str:
    """What a finding tells, with its causes; none that is of others, too, or that is told behind it of others."""
    others = {cause for each in findings if each is not finding for cause in each.causes}
    text = finding.text
    for cause in sorted(others):
        text = text.replace(cause, "")
    return "，".join([text, *(cause for cause in finding.causes if cause not in others)])


def _worded(record: Recommendation, named: Sequence[str]) -> list[RecommendationLink]:
    kept = [link for link in record.links if link.how == "same words"]
    known = {link.finding for link in kept}
    return [*kept, *(RecommendationLink(finding=each, how="same words") for each in named if each not in known)]


def _linked(record: Recommendation, own: Sequence[RecommendationLink]) -> Recommendation:
    return record.model_copy(update={"links": list(own), "addresses": [link.finding for link in own]})


def by_place(records: Sequence[Recommendation], findings: Sequence[Finding], reading: Reading) -> list[Recommendation]:
    """``records`` with links by number, where problems and advice are two lists of one length side by side.

    So they are only where no link that words told is against the numbers: the whole of the lists where at least half of
    the links agree, else the pairs of titles that share words.
    """
    # The title of a further report, above its chapters, is none of its sections.
    by_id = {each.id: each for section in reading.outline.sections for each in section.path()}
    advice, problems = defaultdict(list), defaultdict(list)
    for record in records:
        if (section := by_id.get(record.section or "")) and section.parent:
            advice[section.parent.id].append((number_value(section.number), record))
    for finding in findings:
        if (section := by_id.get(finding.section or "")) and section.parent:
            problems[section.parent.id].append((number_value(section.number), finding))
    linked: dict[int, RecommendationLink] = {}
    for parent, listed in advice.items():
        if len(listed) == len(problems[parent]) == 1 and not listed[0][1].links:  # side by side in a chapter
            linked[id(listed[0][1])] = RecommendationLink(finding=problems[parent][0][1].id, how="same number")
        facing = _facing(by_id[parent], [by_id[each] for each in problems if problems[each] and each != parent])
        if facing is not None:
            linked.update(_in_step(listed, dict(problems[facing.id])))
            if len(listed) == len(problems[facing.id]) == 1 and facing.parent is by_id[parent].parent is not None:
                alone, answered = listed[0][1], problems[facing.id][0][1]
                if not alone.links:  # the only advice of a chapter on one of several projects
                    linked[id(alone)] = RecommendationLink(finding=answered.id, how="same number")
    # the only advice, or as much of it as the only finding has points (a chapter that counts 一是 二是 三是)
    if len(findings) == 1 and len(records) in {1, len(findings[0].points)}:
        linked |= {
            id(each): RecommendationLink(finding=findings[0].id, how="same number")
            for each in records
            if not each.links
        }
    found = {key: [link] for key, link in linked.items()}
    if len(records) == 1 and len(records[0].points) == len(findings) > 1 and not _is_beyond_doubt(records[0]):
        found[id(records[0])] = _of_each_point(records[0], findings)
    told = [(by_id[each], [finding for _, finding in listed]) for each, listed in problems.items() if listed]
    chapters = _chapters(findings, by_id)
    for listed in advice.values():
        found |= _in_step_with_fields(listed, chapters)
        found |= _of_fields([record for _, record in listed], told)
    return [_linked(record, own) if (own := found.get(id(record))) else record for record in records]


def _chapters(findings: Sequence[Finding], by_id: dict[str, Section]) -> list[dict[int, list[Finding]]]:
    """The findings of each chapter of problems by the number of the heading right below it: some of these tell one,
    some gather several (（二）过程方面)."""
    chapters: dict[str, dict[int, list[Finding]]] = {}
    for finding in findings:
        path = section.path() if (section := by_id.get(finding.section or "")) else []
        at = next((at for at, each in enumerate(path[:-1]) if PROBLEM in kinds_of(each.title.text)), None)
        if at is not None:
            below = chapters.setdefault(path[at].id, {})
            below.setdefault(number_value(path[at + 1].number), []).append(finding)
    return [below for below in chapters.values() if any(len(of) > 1 for of in below.values())]


def _in_step_with_fields(
    listed: Sequence[tuple[int, Recommendation]], chapters: Sequence[dict[int, list[Finding]]]
) -> dict[int, list[RecommendationLink]]:
    """The links of a list with one advice for each heading of a chapter, in the same numbers: where words tell so of
    most, the others answer what stands under theirs."""
    facing = [below for below in chapters if 1 < len(below) == len(listed) and list(below) == [n for n, _ in listed]]
    if len(facing) != 1:
        return {}
    own = {number: {finding.id for finding in of} for number, of in facing[0].items()}
    agreed = [bool(own[number] & set(record.addresses)) for number, record in listed]
    if 2 * sum(agreed) <= len(listed) or any(_is_beyond_doubt(record) for _, record in listed):
        return {}
    return {
        id(record): [RecommendationLink(finding=finding.id, how="same number") for finding in facing[0][number]]
        for (number, record), told in zip(listed, agreed, strict=True)
        if not told
    }


def _is_beyond_doubt(record: Recommendation) -> bool:
    return any(link.how in _BESIDE for link in record.links)


def _of_each_point(record: Recommendation, findings: Sequence[Finding]) -> list[RecommendationLink]:
    """The links of a report's only advice that counts as many points as there are problems: to them all."""
    told = {link.finding: link for link in record.links}
    return [told.get(each.id) or RecommendationLink(finding=each.id, how="same number") for each in findings]


def _of_fields(
    listed: Sequence[Recommendation], problems: Sequence[tuple[Section, Sequence[Finding]]]
) -> dict[int, list[RecommendationLink]]:
    """The links of a list with one advice for each of several bodies or projects that problems are told under:
    to all problems of the one that it names (东礁项目), by words that the headings of the others do not have."""
    fields = [(field, of) for field, of in problems if field.parent and not kinds_of(field.title.text)]
    if not 1 < len(fields) == len(listed) or len({id(field.parent) for field, _ in fields}) > 1:
        return {}
    words = [set(pairs(EMPTY.sub("，", field.title.text))) for field, _ in fields]
    own = [each - set[str]().union(*(other for other in words if other is not each)) for each in words]
    named = [[place for place, each in enumerate(own) if each & set(pairs(record.title))] for record in listed]
    if sorted(named) != [[place] for place in range(len(fields))]:
        return {}
    return {
        id(record): [RecommendationLink(finding=f.id, how="same words") for f in fields[place][1]]
        for record, (place,) in zip(listed, named, strict=True)
    }


def _facing(parent: Section, lists: Sequence[Section]) -> Section | None:
    """The list of problems that a list of advice answers: the one beside it, that of the same field, else the only
    one."""
    beside = [each for each in lists if each.parent is parent.parent]
    field = [each for each in lists if likeness(each.title.text, parent.title.text) >= SAME_FIELD]
    return next((found[0] for found in (beside, field, lists) if len(found) == 1), None)


def _in_step(
    listed: Sequence[tuple[int, Recommendation]], problems: dict[int, Finding]
) -> Iterator[tuple[int, RecommendationLink]]:
    if [number for number, _ in listed] != list(problems):
        return
    told = {number: [link.finding for link in record.links if link.how != "same type"] for number, record in listed}
    typed = {number: [link.finding for link in record.links] for number, record in listed}
    alike = {n for n, each in listed if likeness(*(EMPTY.sub("", own.title) for own in (problems[n], each))) > 0}
    agreed = {n for n, found in told.items() if problems[n].id in found or typed[n] == [problems[n].id]} | alike
    against = any(found and problems[number].id not in found for number, found in told.items())
    for number, record in listed if not against else ():
        paired = number in alike or 2 * len(agreed) >= len(listed)
        if paired and not told[number] and typed[number] != [problems[number].id]:
            yield id(record), RecommendationLink(finding=problems[number].id, how="same number")


@lru_cache(maxsize=4096)
def types_of(title: str, *, phrased_alone: bool = False) -> frozenset[str]:
    """The types of problems that a title of advice is about: 加快支出进度 is about 支出进度滞后.

    Several lacks of one type tell it, else the lack that is answered by what is to be done. ``phrased_alone``: types
    told by phrases, not by likeness to known wordings.
    """
    measure = load_patterns("sections")["measure"]
    found: set[str] = set()
    for clause in re.split(r"[，,、；;]|(?<=.{4})和", title):
        if _SETS_INDICATORS.match(clause):
            continue
        matter = re.sub(rf"^(?:{measure['pattern']})", "", clause)
        if len(matter) < SHORTEST_MATTER:
            continue
        told = {lack: _type_by_matter(matter, lack, phrased_alone) for lack in measure["lacks"]}
        times = Counter(told.values())
        del times[UNCLASSIFIED.code]
        # one lack alone: the words of the lack told it, in their likeness to known titles
        several = {code for code, count in times.items() if count == max(times.values()) >= FEWEST_LACKS}
        done = clause.removesuffix(matter)
        answered = zip(told.values(), measure["verbs"], strict=True)
        found |= several or {code for code, verbs in answered if code in times and re.search(verbs, done)}
    return frozenset(found)


def _type_by_matter(matter: str, lack: str, phrased_alone: bool) -> str:
    """The type of a lack of this matter, where words of the matter itself told it and not those of the lack alone."""
    phrases = (phrased if phrased_alone else _primary)(matter + lack)
    return phrases[0].code if any(phrase.start < len(matter) for phrase in phrases) else UNCLASSIFIED.code


def _primary(title: str) -> list[Phrase]:
    verdict = classify(title)
    return [phrase for phrase in verdict.phrases if phrase.code == verdict.primary.code]


def _same_matter(title: str, text: str, finding: Finding, common: Set[str]) -> bool:
    if _same_title(title, finding):
        return True
    for matter in _matters(finding):
        wanted = pairs(matter)
        if wanted.total() >= FEWEST_PAIRS and shared(wanted, pairs(text)) / wanted.total() >= NAMED_WORDS:
            return True
    # advice may go to the root: what it names stands in the cause
    asked = pairs(EMPTY.sub("", title))
    return asked.total() >= FEWEST_PAIRS and any(
        shared(asked, pairs(cause)) / asked.total() >= NAMED_WORDS for cause in finding.causes if cause not in common
    )


def _same_title(title: str, finding: Finding) -> bool:
    bare = EMPTY.sub("", title)
    return any(bare and matter and likeness(bare, matter) >= SAME_WORDS for matter in _matters(finding))


def _same_own_title(title: str, finding: Finding) -> bool:
    """Whether a finding's own title, not one above it, is about the same matter."""
    bare, own = EMPTY.sub("", title), EMPTY.sub("", finding.title)
    return bool(bare and own) and likeness(bare, own) >= SAME_WORDS


def _matters(finding: Finding) -> list[str]:
    """What a finding is about: its title, or its points where the title only says that there are problems."""
    # the headings over a problem may name the matter of several
    names = [finding.title, *(each for each in map(_bare_heading, finding.path[:-1]) if not kinds_of(each))]
    if kinds_of(finding.title) or _FIELD.search(finding.title):
        names = [re.split("[。；;：:]", point, maxsplit=1)[0] for point in finding.points]
    return [EMPTY.sub("", name) for name in names]


def _bare_heading(heading: str) -> str:
    """A heading without its number."""
    marker = marker_at_start(heading)
    return heading[marker.end :] if marker else heading


def _named(text: str, findings: Sequence[Finding], reading: Reading) -> list[Finding]:
    """The findings that advice names by their numbers: 对应问题（二）1、2（2）."""
    calls = [call for call in called(text) if _ANSWERS.search(text, 0, call.start)]
    if not calls:
        return []
    by_id = {each.id: each for each in reading.outline.sections}
    known = [(finding, by_id[finding.section]) for finding in findings if finding.section in by_id]
    places = {place for call in calls for place in answers(call, [section for _, section in known])}
    return [finding for place, (finding, _) in enumerate(known) if place in places]
