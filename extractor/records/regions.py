"""Which place a report is about (行政区划): told by its bodies, its title, else by what it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractor.model import values as found
from extractor.model.layout import Paragraph
from extractor.model.reading import Reading
from extractor.model.report import Region
from extractor.values import find_regions, full_name

# How many paragraphs a vote over the text takes; a report names its own place within its first pages.
VOTING_PARAGRAPHS = 40
# The cities of 新疆生产建设兵团 are its divisions (师市合一): 第八师 is 石河子市.
CORPS, CITIES_OF_CORPS = "660000", "6590"


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


def is_told(region: found.Region, text: str, year: int | None = None) -> bool:
    """Whether ``text`` names ``region`` as its most exact one."""
    named = finest(text, year)
    return named is not None and named.code == region.code


def finest(text: str, year: int | None = None) -> found.Region | None:
    """The most exact region that a name carries (长沙市望城区财政局 → 望城区), the first of equals."""
    levels = {"province": 0, "city": 1, "county": 2}
    regions = find_regions(text, year)
    return max(regions, key=lambda region: levels[region.level], default=None)


def voted(reading: Reading, year: int | None = None) -> found.Region | None:
    """The region that the first pages name most; a county before its city where it is named half as often."""
    paragraphs = [block for block in reading.blocks if isinstance(block, Paragraph)][:VOTING_PARAGRAPHS]
    regions = [region for paragraph in paragraphs for region in find_regions(paragraph.text, year)]
    votes = Counter(region.code for region in regions)
    if not votes:
        return None
    code, count = max(votes.items(), key=lambda item: item[1])
    best = next(region for region in regions if region.code == code)
    for region in regions:
        if _inside(region, best) and 2 * votes[region.code] >= count:
            best = region
    return best


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
    if other.code == CORPS:
        return region.code.startswith(CITIES_OF_CORPS)
    code = other.code.rstrip("0")
    width = 2 if other.level == "province" else 4 if other.level == "city" else 6
    return len(code) <= width and region.code != other.code and region.code.startswith(other.code[:width])
