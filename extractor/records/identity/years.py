"""The year evaluated (评价年度): told by cover, title, opening, the time evaluated, else the year most named."""

from __future__ import annotations

import re
from collections import Counter

from extractor.model.layout import Grid, Paragraph, Place
from extractor.model.reading import Reading
from extractor.model.report import Evidence
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.identity.cover import Cover
from extractor.records.identity.front import front_lines
from extractor.records.identity.preamble import Preamble
from extractor.records.identity.signing import Signing
from extractor.records.identity.title import Title
from extractor.records.identity.title_words import title_years
from extractor.text.fold import usual_marks

_NAMED_YEAR = re.compile(
    r"(?P<year>20\d{2}|19\d{2})\s*年(?:(?P<whole>度|\s*12\s*月\s*31\s*日)|(?P<month>\s*\d{1,2}\s*月))?"
)
_CALENDAR_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_BARE_YEAR = re.compile(r"^(?:19|20)\d{2}(?=$|度)")
_YEAR_BELOW = re.compile(r"[（(](?:(?:19|20)\d{2}年?[-—–~～至]{1,2})?(?:19|20)\d{2}年度?[）)]")
Field = tuple[str | None, list[Evidence]]
NOTHING: Field = (None, [])
LONGEST_PERIOD = 60  # characters of a paragraph that tells nothing but the time evaluated


def fiscal_year(reading: Reading, cover: Cover, title: Title | None, opening: Preamble, signing: Signing) -> Field:
    """The year evaluated: a title's year yields to the preamble's where it is that of writing."""
    if printed := _on_cover(cover) or _below_title(reading):
        return printed
    titled = title_years(title.text) if title else []
    if titled and title and not _is_year_of_writing(titled[-1], opening, signing):
        return str(titled[-1]), evidence(title.passage, reading.pages)
    if title and (asked := _asked_for(reading, title)):
        return asked
    if opening.year:
        told = opening.year
        return told.text, evidence(told.passage, reading.pages, told.start, told.end)
    for line in front_lines(reading):
        if not line.prose and (years := title_years(line.plain)) and re.search(r"年度", line.plain):
            return str(years[-1]), evidence(line.passage.stripped(), reading.pages)
    return _period(reading) or _commonest_year(reading, signing)


def _on_cover(cover: Cover) -> Field | None:
    """评价年度：2022年, or its digits alone."""
    covered = cover.get("fiscal_year")
    years = title_years(covered.text) or [int(bare[0]) for bare in _BARE_YEAR.finditer(covered.text)] if covered else []
    return (str(years[-1]), covered.evidence) if covered and years else None


def _below_title(reading: Reading) -> Field | None:
    """（2024年度） on a line of its own: told of the report, whatever year its title names a fund by."""
    for line in front_lines(reading):
        if _YEAR_BELOW.fullmatch(line.plain) and (years := title_years(line.plain)):
            return str(years[-1]), evidence(line.passage.stripped(), reading.pages)
    return None


def _period(reading: Reading) -> Field | None:
    """The last year of the time that the text says is evaluated (评价时段为…), or that ends on the base day."""
    words = load_patterns("head")["preamble"]
    for section in reading.outline.sections:
        if re.search(words["period_titles"], section.title.text):
            for block in section.body:
                if isinstance(block, Paragraph) and (years := title_years(block.text[:LONGEST_PERIOD])):
                    return str(years[-1]), evidence(block.passage, reading.pages)
    for key in ("period", "base_day"):
        for block in reading.blocks:
            told = re.search(words[key], usual_marks(block.text)) if isinstance(block, Paragraph) else None
            if told and isinstance(block, Paragraph) and (years := title_years(told["told"])):
                return str(years[-1]), evidence(block.passage, reading.pages, *told.span("told"))
    return _term_of_form(reading, words["term_keys"])


def _term_of_form(reading: Reading, keys: list[str]) -> Field | None:
    """The year of a project that began and ended in it (项目起止时间 | 2016年1月起至2016年12月止)."""
    for block in reading.blocks:
        if not isinstance(block, Grid):
            continue
        for cell in block.cells:
            if "".join(cell.passage.text.split()) not in keys:
                continue
            told = next((c for c in block.cells if (c.row, c.column) == (cell.row, cell.column + cell.colspan)), None)
            years = set(map(int, _CALENDAR_YEAR.findall(told.passage.text))) if told else set()
            if told and len(years) == 1:
                return str(*years), evidence(told.passage, reading.pages, place=Place(block.id, told.row, told.column))
    return None


def _asked_for(reading: Reading, title: Title) -> Field | None:
    """Of what is assessed beforehand (事前绩效评估): the year whose budget is asked for, which no signature bounds."""
    words = load_patterns("head")["preamble"]
    if not re.search(words["beforehand"], title.text):
        return None
    told: dict[str, list[tuple[Paragraph, re.Match[str]]]] = {}
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            for match in re.finditer(words["asked_for"], usual_marks(block.text)):
                told.setdefault(match["year"], []).append((block, match))
    if not told:
        return None
    year = max(told, key=lambda each: (len(told[each]), -int(each)))
    block, match = told[year][0]
    return year, evidence(block.passage, reading.pages, *match.span())


def _is_year_of_writing(year: int, opening: Preamble, signing: Signing) -> bool:
    """Whether a title dates the work (2019年重点绩效评价) and the preamble tells an earlier year."""
    return bool(opening.years) and opening.years[-1] < year == _written(signing)


def _commonest_year(reading: Reading, signing: Signing) -> Field:
    """The year that the text calls a 年度 most, or sums up to (截至2023年12月31日); no later than the signature's.

    The month of some event (于2024年9月) is not the year evaluated.
    """
    written = _written(signing)
    votes: Counter[int] = Counter()
    first: dict[int, list[Evidence]] = {}
    for block in reading.blocks:
        if not isinstance(block, Paragraph):
            continue
        for match in _NAMED_YEAR.finditer(usual_marks(block.text)):
            year = int(match["year"])
            if written is None or year <= written:
                votes[year] += 2 if match["whole"] else 0 if match["month"] else 1
                first.setdefault(year, evidence(block.passage, reading.pages, match.start(), match.end()))
    if not any(votes.values()):
        return NOTHING
    year = max(votes, key=lambda each: (votes[each], each))
    return str(year), first[year]


def _written(signing: Signing) -> int | None:
    date = signing.date
    return int(date.date.start_date[:4]) if date and date.date.start_date[:4].isdigit() else None
