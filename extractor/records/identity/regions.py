"""Which place a report is about (行政区划): told by its bodies, its title, else by what it names most.

A name that several places share (鼓楼区), or that stands without its ending (南昌军供站), counts where the rest of
the report settles it: by the full names in it, else by the province that its document numbers come from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from extractor.model import values as found
from extractor.model.layout import Grid, Paragraph
from extractor.model.reading import Reading
from extractor.model.report import Region
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.identity.organisations import organisation_at_start
from extractor.values import (
    bare_regions,
    find_document_numbers,
    find_regions,
    full_name,
    open_regions,
    region_by_code,
)
from extractor.values.region_table import Division

# How many paragraphs a vote over the text takes; a report names its own place within its first pages.
VOTING_PARAGRAPHS = 40
# The cities of 新疆生产建设兵团 are its divisions (师市合一): 第八师 is 石河子市.
CORPS, CITIES_OF_CORPS = "660000", "6590"
# A place's own full name tells more than that of its city, and this more than that of its province.
OWN_WEIGHT, CITY_WEIGHT = 20, 5
_BRANCH = re.compile(r"局(?P<name>[\u4e00-\u9fff]{2,4})分局")
# Titles of decrees name the places that issued them.
_DECREE = re.compile(r"《[^》]*》")
_seated = partial(pattern_of, "organisations", "firm", "seated")


def region_of(texts: Iterable[str], year: int | None = None) -> found.Region | None:
    """The region of the first of ``texts`` that names one; a later one may only make it more exact.

    ``year`` chooses between names and codes that changed.
    """
    best: found.Region | None = None
    for text in texts:
        named = finest(text, year)
        if named is not None and (best is None or _inside(named, best)):
            best = named
    return best


def settled(texts: Sequence[str], reading: Reading, year: int | None = None) -> found.Region | None:
    """The region that ``texts`` (title, bodies) name, with what the rest of the report settles; None where open."""
    told = region_of(texts, year)
    if told is not None and told.level == "county":
        return told
    if told is not None and (branch := _branch(texts, told, year)):
        return branch
    mentions = _Mentions(reading, year)
    for text in texts:
        for name, rows in [*open_regions(text, year), *bare_regions(text, year)]:
            inside = [row for row in rows if told is None or _inside_code(row.code, told.code)]
            if len(inside) == 1 and (_has_zone(text, name, inside[0]) or _opens(text, name, rows)):
                return region_by_code(inside[0].code)
            chosen = mentions.choice(name, inside) if inside else None
            if chosen is not None:
                return chosen
    return told


def _opens(text: str, name: str, rows: Sequence[Division]) -> bool:
    """Whether a title or body begins with the whole name, as short as it is, of the one place of that name (康县)."""
    return len(rows) == 1 and rows[0].name == name and text.startswith(name)


def _has_zone(text: str, name: str, row: Division) -> bool:
    """Whether a name without its ending is that of the one county whose zone is meant (昆山高新技术产业开发区)."""
    zones = tuple(load_patterns("region_names")["plain"]["zone_words"])
    return row.level == "county" and row.name[-1] in "市县旗区" and text.startswith(zones, text.find(name) + len(name))


def _branch(texts: Iterable[str], city: found.Region, year: int | None) -> found.Region | None:
    """The county that a city's bureau has a branch for (某市公安局丰泽分局)."""
    for text in texts:
        for match in _BRANCH.finditer(text):
            for name, rows in bare_regions(match["name"], year):
                inside = [row for row in rows if _inside_code(row.code, city.code)]
                if name == match["name"] and len(inside) == 1:
                    return region_by_code(inside[0].code)
    return None


def open_names(texts: Iterable[str], year: int | None = None) -> dict[str, list[str]]:
    """The names in ``texts`` that several places share and nothing there settles, with those places' full names."""
    return {
        name: [full_name(region) for row in rows if (region := region_by_code(row.code, year))]
        for text in texts
        for name, rows in open_regions(text, year)
    }


class _Mentions:
    """How often a report names each region, apart from the titles of decrees, and what its numbers tell."""

    def __init__(self, reading: Reading, year: int | None) -> None:
        self.reading, self.year = reading, year

    @cached_property
    def texts(self) -> list[str]:
        return list(_texts(self.reading))

    @cached_property
    def counts(self) -> Counter[str]:
        plain = (_DECREE.sub("　", text) for text in self.texts)
        return Counter(region.code for text in plain for region in find_regions(text, self.year))

    def choice(self, name: str, rows: Sequence[Division]) -> found.Region | None:
        """The one of ``rows`` that the report means by ``name``, None where it stays open."""
        if name not in {row.name for row in rows}:  # without its ending: the full name must stand somewhere
            rows = [row for row in rows if self.counts[row.code] or self._is_city(name, row)]
            cities = [row for row in rows if row.level == "city"]
            rows = cities or rows
        if len(rows) == 1 and (rows[0].name != name or self._weight(rows[0])):
            return region_by_code(rows[0].code)
        ranked = sorted(((self._weight(row), row.code) for row in rows), reverse=True)
        if ranked and ranked[0][0] > 0 and (len(ranked) == 1 or ranked[1][0] * 2 < ranked[0][0]):
            return region_by_code(ranked[0][1])
        letters = Counter(self._provinces())
        told = sorted(((letters[f"{row.code[:2]}0000"], row.code) for row in rows), reverse=True)
        if told and told[0][0] > 0 and (len(told) == 1 or told[1][0] * 2 < told[0][0]):
            return region_by_code(told[0][1])
        return None

    def _is_city(self, name: str, row: Division) -> bool:
        return row.level == "city" and name not in load_patterns("region_names")["plain"]["bare_words"]

    def _weight(self, row: Division) -> int:
        above = {f"{row.code[:4]}00", row.parent} - {row.code, f"{row.code[:2]}0000"}
        own, city = self.counts[row.code], sum(self.counts[code] for code in above)
        return OWN_WEIGHT * own + CITY_WEIGHT * city + self.counts[f"{row.code[:2]}0000"]

    def _provinces(self) -> Iterator[str]:
        for text in self.texts:
            yield from (each.region_code for each in find_document_numbers(text) if each.region_code)


def _texts(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Grid):
            yield from (cell.passage.text for cell in block.cells)


def is_told(region: found.Region, text: str, year: int | None = None) -> bool:
    """Whether ``text`` names ``region`` as its most exact one."""
    named = finest(text, year)
    return named is not None and named.code == region.code


def finest(text: str, year: int | None = None) -> found.Region | None:
    """The most exact region that a name carries (长沙市望城区财政局 → 望城区), the first of equals."""
    levels = {"province": 0, "city": 1, "county": 2}
    regions = find_regions(text, year)
    return max(regions, key=lambda region: levels[region.level], default=None)


def is_of_all_the_country(texts: Iterable[str]) -> bool:
    """Whether a body or title begins as those of the whole country do (国家某某中心)."""
    return any(text.startswith(tuple(load_patterns("region_names")["central"]["beginnings"])) for text in texts)


def voted(reading: Reading, year: int | None = None) -> found.Region | None:
    """The region that the first pages name most; a county before its city where it is named half as often.

    What a table names counts where the paragraphs name none, titles of decrees where nothing else does; places that
    stand in a list (甲区、乙县、丙区) last of all. Firms are named after the place they sit in.
    """
    paragraphs = [block.text for block in reading.blocks if isinstance(block, Paragraph)][:VOTING_PARAGRAPHS]
    plain = [_DECREE.sub("　", text) for text in paragraphs]
    for texts, listed in (
        (plain, False),
        (_texts(reading), False),
        (paragraphs, False),
        (plain, True),
        (paragraphs, True),
    ):
        named = [region for text in texts for region in _named_in(text, year) if listed or not _is_listed(region, text)]
        if best := _most_named(named):
            return best
    return None


def _is_listed(region: found.Region, text: str) -> bool:
    return "、" in (text[max(0, region.start - 1) : region.start], text[region.end : region.end + 1])


def _named_in(text: str, year: int | None) -> Iterator[found.Region]:
    for region in find_regions(text, year):
        firm = _seated().match(text, region.end)
        if firm is None or organisation_at_start(text[region.start : firm.end()]) < firm.end() - region.start:
            yield region


def _most_named(regions: Sequence[found.Region]) -> found.Region | None:
    votes = Counter(region.code for region in regions)
    if not votes:
        return None
    code, count = max(votes.items(), key=lambda item: item[1])
    first = next(region for region in regions if region.code == code)
    best = _around(first, [each for each in regions if votes[each.code] == count])
    if best is None or best.code != code:
        return best
    for region in regions:
        if _inside(region, best) and 2 * votes[region.code] >= count:
            best = region
    return best


def _around(first: found.Region, named: Sequence[found.Region]) -> found.Region | None:
    """Of places named as often the one that the others lie in, or that lies in them; of several beside each other what
    they all lie in, None where nothing does."""
    apart = [each for each in named if not (each.code == first.code or _inside(each, first) or _inside(first, each))]
    if not apart:
        return first
    for around in (f"{first.code[:4]}00", f"{first.code[:2]}0000"):
        if around != first.code and all(_inside_code(each.code, around) for each in apart):
            return region_by_code(around)
    return None


def public(region: found.Region | None) -> Region | None:
    """The public record of a region."""
    if region is None:
        return None
    return Region(
        code=region.code,
        name=full_name(region),
        province=region.province,
        city=region.city,
        county=region.county,
        province_code=f"{region.code[:2]}0000",
        city_code=f"{region.code[:4]}00" if region.city else None,
        county_code=region.code if region.county else None,
    )


def _inside(region: found.Region, other: found.Region) -> bool:
    """Whether ``region`` lies in ``other`` and is finer."""
    return _inside_code(region.code, other.code)


def _inside_code(inner: str, outer: str) -> bool:
    if outer == CORPS:
        return inner.startswith(CITIES_OF_CORPS)
    width = 2 if outer.endswith("0000") else 4 if outer.endswith("00") else 6
    return inner != outer and inner.startswith(outer[:width])
