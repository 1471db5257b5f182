"""Finds the sections that hold one record each: the lowest numbered headings under 存在的问题 or 建议.

（1） heads that run into their text are points of the finding above them, unless what stands above only names
a field (项目管理方面).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from extractor.model.layout import Paragraph
from extractor.model.reading import Outline, Section
from extractor.outline import ADVICE, CAUSE, DONE, PRAISE, PROBLEM, is_group, kinds_of, names_abstract
from extractor.outline.kinds import names_section
from extractor.outline.markers import marker_at_start
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.problems.reasons import opens_with_label

# From this level on (（1）, ①) run-in heads count as points.
POINT_LEVEL = 4
# A title that names what was found out as well (评价结论及存在的问题).
_RESULTS_TOO = re.compile(r"(?:结论|结果|得分|情况|概况|分析)(?:[和与及、]|以及)")
# What a reviewer thinks, found or asks for: what is told below decides whether it is wrong or to be done.
_OPINION = re.compile(
    r"(?:复核|核查|抽查|审核|评审|评价|评估|专家|总体)意见$|^(?:有关|相关|工作|整改|具体|几点)要求$|(?:发现|掌握)的(?:主要|有关|具体)?情况$"
)
# What reviewers do about a defect: 对超标准购置的，核减预算.
_DEALT_WITH = re.compile("对[^。；]{2,30}?(?:予以|给予|责令|责成|限期|核减|调减|扣减|收回|追回|移送|约谈)")
# Who is to do it, behind the project that it is about: 某项目由市教育局牵头，9月底前完成决算; 某局负责，限期整改.
_ASSIGNED = re.compile(
    r"(?:由|请|责成|责令|督促)[^，。；]{2,24}?(?:牵头|负责|会同|按照?|于|在|尽快|及时|限期|抓紧)|^[^，。；]{2,20}[局委办厅镇乡]?[应要须]"
)
# Headings that name problems put right, at least.
FEWEST_NAMED = 2
# Indicators with their points behind them: 效果指标（15分）.
_INDICATORS = re.compile(r"指标|[（(]\d+(?:\.\d+)?分[）)]$")
_OTHER_KIND = {PROBLEM: ADVICE, ADVICE: PROBLEM}
# Under which sections records of a kind are never told: no problems under advice, neither under praise.
_BARRED = {PROBLEM: frozenset({PRAISE, CAUSE, ADVICE}), ADVICE: frozenset({PRAISE, CAUSE})}
_pattern = partial(pattern_of, "sections")


class Entry(NamedTuple):
    """A section that is one finding or advice: ``root`` names the section of problems or advice that it stands
    in; ``parts`` are sections below it that belong to it (points, 问题表现)."""

    root: Section
    section: Section
    parts: tuple[Section, ...]

    def path(self) -> list[str]:
        """The headings between the root and this section, as printed; the root's own where it is the entry.

        Behind the title of the report, where the file holds several and this is a further one.
        """
        above = self.section.path()
        inner = above[above.index(self.root) + 1 :] or [self.section]
        further = [section for section in above[:1] if section.opens_report]
        return [printed_heading(section) for section in (*further, *inner)]


def printed_heading(section: Section) -> str:
    """The heading with its number, without the mark that ends it."""
    return section.heading.text.strip().rstrip("。．.：:；;，, ")


def kinds(section: Section) -> frozenset[str]:
    """The kinds that a section's title names; 复核意见 over measures is advice, over defects problems."""
    names = kinds_of(section.title.text)
    opinions = section.children if not names and _OPINION.search(section.title.text) else []
    listed = [child for child in opinions if not _pattern("closing").match(f"{child.title.text}。")]
    if len(listed) < FEWEST_NAMED:
        return names
    measures = [_asks(child) for child in listed]
    wrong = not any(measures) and all(map(tells_defect, listed))
    return frozenset({ADVICE} if all(measures) else {PROBLEM} if wrong else names)


def _asks(section: Section) -> bool:
    """Whether an item says what is to be done: by its own words, or, where it names a project, by its text."""
    title = section.title.text
    if _pattern("measure").match(title) or _DEALT_WITH.match(title) or _ASSIGNED.search(title):
        return True
    text = next((block.text for block in section.body if isinstance(block, Paragraph)), "")
    return is_group(title) and bool(_pattern("measure").match(text) or _ASSIGNED.search(text))


def roots(sections: Sequence[Section], kind: str) -> list[Section]:
    """The outermost sections of a kind; where subsections share out a title of several kinds, those of the kind."""
    found = []
    for section in sections:
        if kind not in kinds(section) or not _may_hold(section, kind):
            continue
        if kind == PROBLEM and tells_causes_alone(section, sections):
            continue
        several = kinds(section) - {kind, CAUSE} or _RESULTS_TOO.search(section.title.text) or _shares_out(section)
        if (
            several
            and any(kind in kinds(child) for child in section.children)
            and not (_stands_for_one(section, kind) or _labels_each(section, kind))
        ):
            continue
        if not any(root in found for root in section.path()[:-1]):
            found.append(section)
    # a numbered abstract (第一部分 摘要) sums up what the report tells
    own = [section for section in found if not any(names_abstract(each.title.text) for each in section.path())]
    return own or found


def put_right(outline: Outline) -> list[Section]:
    """The sections of a report on what was put right whose headings name the problems (关于…的问题)."""
    words = load_patterns("sections")["put_right"]
    titled = (block for block in outline.front if isinstance(block, Paragraph))
    if not any(re.search(words["title"], "".join(block.text.split())) for block in titled):
        return []
    return [
        section
        for section in outline.sections
        if sum(bool(re.search(words["problem"], child.title.text)) for child in section.children) >= FEWEST_NAMED
    ]


def tells_causes_alone(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a section names problems only as what it explains: 问题原因分析 behind one of problems beside it."""
    names = kinds(section)
    if not {PROBLEM, CAUSE} <= names:
        return CAUSE in names
    beside = (other for other in sections[: sections.index(section)] if other.parent is section.parent)
    return any(PROBLEM in kinds(other) for other in beside)


def _may_hold(section: Section, kind: str) -> bool:
    above = [kinds(parent) for parent in section.path()[:-1] if not _shares_out(parent)]
    return all(kind in names or not names & _BARRED[kind] for names in above)


def _shares_out(section: Section) -> bool:
    """Whether problems and advice stand each under a heading of their own, whatever the title over both names
    (评价结论及建议)."""
    return {PROBLEM, ADVICE} <= {kind for child in section.children for kind in kinds(child)}


def _stands_for_one(section: Section, kind: str) -> bool:
    """Whether a subsection whose title names problems (资产管理存在薄弱环节) is one of them, as those beside it are."""
    beside = [child for child in section.children if not kinds(child)]
    return kind == PROBLEM and any(tells_defect(child) and not is_measure(child.title.text) for child in beside)


def _labels_each(section: Section, kind: str) -> bool:
    """Whether several subsections are headed alike, by no more than that a problem follows (（一）存在的问题：…)."""
    titles = ["".join(child.title.text.split()) for child in section.children if kind in kinds(child)]
    return len(titles) > len(set(titles))


def entries(root: Section, kind: str) -> list[Entry]:
    """The sections below ``root`` (or itself) that hold one record each, in reading order."""
    return _entries(root, root, kind)


def _entries(root: Section, section: Section, kind: str) -> list[Entry]:
    children = [child for child in section.children if _counts(root, child, kind)]
    if section is not root and _owns(section, children):
        return [Entry(root, section, tuple(children))]
    if section is root and children and all(_is_point(child) for child in children):
        return [Entry(root, child, tuple(child.children)) for child in children]
    if not children:
        return [Entry(root, section, ())]
    return [entry for child in children for entry in _entries(root, child, kind)]


def _counts(root: Section, child: Section, kind: str) -> bool:
    """Whether a subsection may be or hold records of the kind, and is no cause, praise or the other kind."""
    names = kinds(child)
    if kind in names:
        return True
    if kind == ADVICE and PROBLEM in names and kinds(root) == {ADVICE}:
        return is_measure(child.title.text)  # 分类处置个性问题
    # what advice comes to is no praise (巩固疏浚成效)
    other = {CAUSE, DONE, _OTHER_KIND[kind]} if kinds(root) == {ADVICE} else {CAUSE, PRAISE, DONE, _OTHER_KIND[kind]}
    if names & other:
        return False
    if PRAISE in kinds(root) and kind == PROBLEM:
        return tells_defect(child)
    if _OTHER_KIND[kind] in kinds(root) and kind == PROBLEM:
        return not is_measure(child.title.text)
    return kind == PROBLEM or PROBLEM not in kinds(root) or is_measure(child.title.text)


def is_measure(title: str) -> bool:
    """Whether a title tells what to do (加强预算管理), not what is wrong."""
    return bool(_pattern("measure").match(title)) and not _pattern("defect").search(title)


def _owns(section: Section, children: Sequence[Section]) -> bool:
    """Whether a section is a record itself, with ``children`` as its points."""
    if not children:
        return True
    if all(kinds(child) and not child.children for child in children):
        return not _holds_label(section, children)
    if not all(child.run_in for child in children) or is_group(section.title.text) or kinds(section):
        return False
    return all(_is_point(child) for child in children) or _shares_cause(children)


def _holds_label(section: Section, children: Sequence[Section]) -> bool:
    """Whether a section of an analysis (效果指标（15分）) holds nothing but 存在问题： and what is told below that."""
    label = len(children) == 1 and not children[0].number and PROBLEM in kinds(children[0])
    return label and is_analysis(section)


def is_analysis(section: Section) -> bool:
    """Whether a title names what was looked at (效果指标（15分）, 资金使用情况), not what is wrong with it
    (存在的问题及原因分析)."""
    title = "".join(section.title.text.split())
    looked_at = bool(names_section(title) or _INDICATORS.search(title)) and PROBLEM not in kinds(section)
    return looked_at and not tells_defect(section)


def _is_point(section: Section) -> bool:
    """Whether a section is a run-in （1）, however deep chapters above 一、 push it."""
    marker = marker_at_start(section.heading.text)
    level = min(section.level, marker.level) if marker else section.level
    return level >= POINT_LEVEL and section.run_in


def _shares_cause(children: Sequence[Section]) -> bool:
    """Whether one paragraph behind the last of several run-in heads tells the cause of them all."""
    told = [any(map(opens_with_label, _later_texts(child))) for child in children]
    return len(children) > 1 and told[-1] and not any(told[:-1])


def _later_texts(section: Section) -> list[str]:
    return [block.text for block in section.body[1:] if isinstance(block, Paragraph)]


def tells_defect(section: Section) -> bool:
    """Whether a heading or one below it speaks of a defect."""
    return bool(_pattern("defect").search(section.title.text)) or any(tells_defect(child) for child in section.children)
