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


def region_of(texts: Iterable[str | None]) -> found.Region | None:
    """The region of the first of ``texts`` that names one; a later one may only make it more exact."""
    best: found.Region | None = None
    for text in texts:
        named = finest(text) if text else None
        if named is not None and (best is None or _inside(named, best)):
            best = named
    return best


def finest(text: str) -> found.Region | None:
    """The most exact region that a name carries (长沙市望城区财政局 → 望城区), the first of equals."""
    levels = {"province": 0, "city": 1, "county": 2}
    regions = find_regions(text)
    return max(regions, key=lambda region: levels[region.level], default=None)


def voted(reading: Reading) -> found.Region | None:
    """The region that the first pages name most; a county before its city where it is named half as often."""
    paragraphs = [block for block in reading.blocks if isinstance(block, Paragraph)][:VOTING_PARAGRAPHS]
    regions = [region for paragraph in paragraphs for region in find_regions(paragraph.text)]
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
        code=region.code, name=full_name(region), province=region.province, city=region.city, county=region.county
    )


def _inside(region: found.Region, other: found.Region) -> bool:
    """Whether ``region`` lies in ``other`` and is finer."""
    code = other.code.rstrip("0")
    width = 2 if other.level == "province" else 4 if other.level == "city" else 6
    return len(code) <= width and region.code != other.code and region.code.startswith(other.code[:width])
