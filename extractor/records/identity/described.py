"""What the first chapters describe (项目概况): the project by name, where neither cover nor title tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from extractor.model.layout import Paragraph, Passage
from extractor.model.reading import Reading, Section
from extractor.outline import kinds_of
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.identity.front import usual
from extractor.records.identity.organisations import is_organisation
from extractor.records.identity.title_words import is_generic

# A report says what it is about within its first chapters.
PARAGRAPHS = 60
# Characters of a paragraph below a heading (项目名称) that is nothing but a name.
LONGEST_NAME = 60
_BODIES = re.compile(r"[（(](?:[^（()）：:]{0,6}(?:单位|部门|主体))[：:][^（()）]*[）)]$")
_thing = partial(pattern_of, "head", "described", "thing")
_pointer = partial(pattern_of, "head", "described", "pointer")


def project_described(reading: Reading) -> Passage | None:
    """The one project that the description calls by name: 1.项目名称：某工程。, or below a heading 项目名称."""
    found: dict[str, Passage] = {}
    for passage in (*_named(reading), *_below_heads(reading, "project_name")):
        name = "".join(passage.text.split())
        if re.search("[\u4e00-\u9fff]{3}", name) and not is_generic(name) and not _pointer().match(name):
            found.setdefault(name, passage)
    return next(iter(found.values())) if len(found) == 1 else None


def chapters_of_projects(reading: Reading) -> list[Section]:
    """The chapters of a report on several projects that are each headed by one (二、养老服务设施补助项目)."""
    found: dict[int, list[Section]] = {}
    for section in reading.outline.sections:
        if section.children and names_project(section):
            found.setdefault(id(section.parent), []).append(section)
    chapters = next((chapters for chapters in found.values() if len(chapters) > 1), [])
    beside = chapters[0].parent.children if chapters and chapters[0].parent else []
    # below one chapter on all of them most names tell what the others are (“五小水利”建设)
    whole = beside and all(each.children for each in beside) and len(chapters) * 2 > len(beside)
    return list(beside) if whole else chapters


def sections_of_projects(reading: Reading) -> list[Section]:
    """The sections beside each other that are each headed by a project and tell of it alone (1.绕城公路二期工程)."""
    found: dict[int, list[Section]] = {}
    for section in reading.outline.sections:
        if not section.children and not section.run_in and names_project(section):
            found.setdefault(id(section.parent), []).append(section)
    return next((sections for sections in found.values() if len(sections) > 1), [])


def names_project(section: Section) -> bool:
    """Whether a heading is nothing but the name of a project, and who carries it out in brackets."""
    name = headed_name(section)
    return bool(_thing().search(name)) and not is_generic(name) and not kinds_of(name)


def headed_name(section: Section) -> str:
    """What a heading names, without the bodies that brackets behind it tell: 某项目（实施单位：某县水利局）."""
    return _BODIES.sub("", "".join(section.title.text.split()))


def unit_described(reading: Reading) -> Passage | None:
    """The body below a heading that asks for it (（二）项目单位 / 某县水利局)."""
    for passage in _below_heads(reading, "evaluated_units"):
        if is_organisation(passage.text):
            return passage
    return None


def _named(reading: Reading) -> Iterator[Passage]:
    paragraphs = [block for block in reading.blocks if isinstance(block, Paragraph)][:PARAGRAPHS]
    for paragraph in paragraphs:
        passage = usual(paragraph.passage)
        for match in _key_in_text().finditer(passage.text):
            yield passage.slice(*match.span("name")).stripped()


def _below_heads(reading: Reading, field: str) -> Iterator[Passage]:
    """The short first paragraphs below headings that are nothing but a key of a cover, without their full stop."""
    for section in reading.outline.sections:
        body = next((block for block in section.body if isinstance(block, Paragraph)), None)
        if body is None or len(body.text) > LONGEST_NAME or "".join(section.title.text.split()) not in _keys(field):
            continue
        passage = usual(body.passage).stripped()
        end = len(passage.text.rstrip("。；;"))
        if "，" not in passage.text and "。" not in passage.text[:end]:
            yield passage.slice(0, end)


@cache
def _keys(field: str) -> frozenset[str]:
    entry = next(each for each in load_patterns("head")["cover"] if each["field"] == field)
    return frozenset(key for tier in entry["tiers"] for key in tier)


@cache
def _key_in_text() -> re.Pattern[str]:
    keys = "|".join(sorted(_keys("project_name"), key=len, reverse=True))
    words = load_patterns("head")["described"]
    return re.compile(rf"{words['before']}(?:{keys})(?:：|:|为(?!了)|是)\s*(?P<name>{words['name']})")
