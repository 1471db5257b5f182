"""What the opening sentences tell: who evaluated what, of which year, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.model.layout import Paragraph, Passage
from extractor.model.reading import Reading
from extractor.patternbook import load_patterns
from extractor.records.front import preamble
from extractor.records.organisations import is_organisation, organisation_at_end, organisation_at_start
from extractor.records.title import title_years, without_year

# Without a preamble, the sentence that tells who evaluated stands in one of the first paragraphs.
FIRST_PARAGRAPHS = 6
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True)
class Told:
    """A value told by running text, and the stretch of the passage that tells it."""

    text: str
    passage: Passage
    start: int
    end: int


@dataclass
class Preamble:
    """What the opening told; each is None where it did not."""

    commissioner: Told | None = None
    evaluator: Told | None = None
    unit: Told | None = None
    project: Told | None = None
    years: list[int] = field(default_factory=list)
    year: Told | None = None


def read_preamble(reading: Reading) -> Preamble:
    """Commissioner, evaluator, unit and year from the opening and from the section on the work done."""
    found = Preamble()
    for paragraph in _telling(reading):
        for start, sentence in _sentences(paragraph.text):
            if re.search(r"评价|自评|考评", sentence):
                _read(paragraph.passage, start, sentence, found)
    return found


def _telling(reading: Reading) -> list[Paragraph]:
    paragraphs = list(preamble(reading))
    first = [b for b in reading.blocks if isinstance(b, Paragraph)][
        : FIRST_PARAGRAPHS if not paragraphs else 0
    ]
    work = [
        block
        for section in reading.outline.sections
        if re.search(r"评价工作|评价组织|评价过程|工作开展|评价实施|评价情况", section.title.text)
        for block in section.body
        if isinstance(block, Paragraph)
    ]
    return [*paragraphs, *first, *work[:FIRST_PARAGRAPHS]]


def _read(passage: Passage, start: int, sentence: str, found: Preamble) -> None:
    # Titles of decrees name years and bodies of their own; they are blanked, not cut, so that offsets stay.
    text = re.sub(r"《[^》]*》(?:[（(][^（()）]*\d{4}[^（()）]*[）)])?", lambda m: "　" * len(m[0]), sentence)
    if found.commissioner is None:
        found.commissioner = _told(_commissioners(text), passage, start)
    if found.evaluator is None:
        found.evaluator = _told(_evaluators(text), passage, start)
    target = _target().search(text)
    if target is None:
        return
    thing = target["object"]
    at = start + target.start("object")
    years = title_years(_BRACKETS.sub("", thing))
    if years and not found.years:
        found.years = years
        found.year = Told(str(years[-1]), passage, at, at + len(thing))
    if found.unit is None:
        found.unit = _unit(passage, at, thing)
    if found.project is None:
        found.project = _project(passage, at, thing)


def _unit(passage: Passage, at: int, thing: str) -> Told | None:
    lead = len(thing) - len(_leading_year().sub("", thing))
    named = re.match(r"([^（()）]{3,40})[（(](?:以下|下称|简称)", thing[lead:])
    if named and is_organisation(named[1]):
        return Told(named[1].strip(), passage, at + lead, at + lead + named.end(1))
    length = organisation_at_start(thing[lead:])
    name = thing[lead : lead + length]
    if length and is_organisation(name) and not re.match(r"我|本|该", name):
        return Told(name.strip(), passage, at + lead, at + lead + length)
    return None


def _project(passage: Passage, at: int, thing: str) -> Told | None:
    """The project among the words after 对: what follows the unit and the verb that ties them."""
    plain = without_year(_BRACKETS.sub("", thing))
    rest = plain[organisation_at_start(plain) :]
    rest = re.sub(
        r"^(?:所属的?|及所属单位)?(?:组织实施|负责实施|实施|承担|主管|管理|申报|使用|负责)?的?", "", rest
    )
    rest = re.sub(
        r"(?:预算支出|财政支出|支出|预算执行情况|资金使用情况|使用情况|的)+$", "", without_year(rest)
    )
    return Told(rest, passage, at, at + len(thing)) if len(rest) >= 4 else None


def _commissioners(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in load_patterns("head")["preamble"]["commissioner"]:
        for match in re.finditer(pattern, text):
            yield _tidy(match)


def _evaluators(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in load_patterns("head")["evaluators"]["patterns"]:
        for match in re.finditer(pattern, text):
            yield _tidy(match)


def _tidy(match: re.Match[str]) -> tuple[str, int, int]:
    """The name in ``match`` without the words glued before it and the abbreviation defined after it."""
    raw = match["org"]
    cut = re.split(r"[（(]\s*(?:以下|下称|简称)", raw)[0]
    first = organisation_at_end(cut)
    name = cut[first:].strip("　 ")
    start = match.start("org") + first
    return name, start, start + len(name)


def _told(candidates: Iterator[tuple[str, int, int]], passage: Passage, offset: int) -> Told | None:
    generic = load_patterns("head")["evaluators"]["not"]
    for name, start, end in candidates:
        if len(name) >= 3 and name not in generic and not re.match(r"第三方|我|本|该|其|上述", name):
            return Told("".join(name.split()), passage, offset + start, offset + end)
    return None


def _sentences(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in re.finditer(r"[^。；\n]+[。；]?", text)]


@cache
def _target() -> re.Pattern[str]:
    inside = r"(?:[（(][^（()）]*[）)]|[^，。；（()）])"
    return re.compile(
        rf"(?:对|就|针对)(?!照|比|外)(?P<object>(?:{inside}){{4,140}}?)(?:进行|开展|实施|组织|予以)(?:了)?"
        r"[^。；，]{0,16}?(?:评价|自评|考评)"
    )


@cache
def _leading_year() -> re.Pattern[str]:
    return re.compile(r"^(?:[12]\d{3}\s*[-—~至]\s*)?[12]\d{3}\s*年?度?的?\s*")
