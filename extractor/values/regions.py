"""Finds names of provinces, prefectures and counties in a text, and the region that a report is about.

Full names and names with a short ending (红河州) are found anywhere; bare names (湖南, 长沙) only for
provinces and beside another name. A name that several places share, or that is a plain word too (城区),
needs its parent beside it, earlier in the text, or in ``within``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor.model.values import Region
from extractor.patternbook import load_patterns
from extractor.text.fold import squeeze
from extractor.values.region_table import Division, by_bare_name, by_code, by_name, by_stem, city_of, province_of
from extractor.values.taken import Taken

_BOUNDARY_BEFORE = "在对由于和与及、为向从按以至是经到驻赴"
_DATED = re.compile(r"(?:19|20)\d\d[-至年]|$")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    rows: tuple[Division, ...]
    certain: bool  # may stand without its parent
    pattern: str


def find_regions(text: str, year: int | None = None, within: str | None = None) -> list[Region]:
    """Every region named in ``text``, in reading order; 长沙市望城区 is one, the county.

    ``year`` chooses between names that changed (望城县 until 2011); without it the youngest wins.
    ``within`` is the code of the region that the text is about: it settles names that several places share.
    """
    line = squeeze(text)
    regions = []
    known = [within] if within else []
    for chain in _chains(list(_names(line.text))):
        row = _resolve(chain, year, known)
        if row is None:
            continue
        known.append(row.code)
        start, end = line.span(chain[0].start, chain[-1].end)
        regions.append(as_region(row, text[start:end], start, end, chain[-1].pattern))
    return regions


def as_region(row: Division, text: str, start: int = 0, end: int = 0, pattern: str = "code") -> Region:
    """A row of the table as a find."""
    city = city_of(row)
    return Region(
        text=text,
        start=start,
        end=end,
        code=row.code,
        name=row.name,
        level=row.level,
        province=province_of(row).name,
        city=city.name if city else None,
        county=row.name if row.level == "county" else None,
        pattern=pattern,
    )


def region_by_code(code: str, year: int | None = None) -> Region | None:
    """The region of a six-digit code, as it was named in ``year`` or last; ``None`` for an unknown code."""
    rows = by_code().get(code)
    if not rows:
        return None
    row = next((row for row in reversed(rows) if row.valid_in(year)), rows[-1])
    return as_region(row, row.name)


def full_name(region: Region) -> str:
    """The name as reports write it: a county with its city, 长沙市望城区; else the name alone."""
    if region.county and region.city:
        return region.city + region.county
    return region.province + region.county if region.county else region.name


def open_regions(text: str, year: int | None = None) -> list[tuple[str, tuple[Division, ...]]]:
    """Names in ``text`` that several places share and nothing in it settles, each with those places (鼓楼区教育局).

    A name that is a plain word too counts where the text begins with it.
    """
    line = squeeze(text).text
    found: list[tuple[str, tuple[Division, ...]]] = []
    known = [region.code for region in find_regions(text, year)]
    for chain in _chains(list(_names(line))):
        last = chain[-1]
        if len(chain) > 1 or last.pattern != "full" or _resolve(chain, year, known) is not None:
            continue
        if last.certain or last.start == _after_lead(line):
            found.append((line[last.start : last.end], _valid(last.rows, year)))
    return found


def bare_regions(text: str, year: int | None = None) -> list[tuple[str, tuple[Division, ...]]]:
    """The prefectures and counties whose name without ending ``text`` begins with, the longest name first.

    A year and the places that it lies in may stand before it (2021年度湖南安化…, 长沙市望城经开区).
    """
    line = squeeze(text).text
    start = _after_lead(line)
    for name in _names(line):
        if name.start == start and (name.pattern == "full" or name.rows[0].level == "province"):
            start = name.end
    names = by_bare_name()
    pieces = [line[start : start + length] for length in range(_longest_bare_name(), 1, -1)]
    return [(piece, _valid(names[piece], year)) for piece in dict.fromkeys(pieces) if piece in names]


@cache
def _longest_bare_name() -> int:
    return max(map(len, by_bare_name()))


def _valid(rows: tuple[Division, ...], year: int | None) -> tuple[Division, ...]:
    return tuple(row for row in rows if row.valid_in(year)) or rows


def _after_lead(line: str) -> int:
    """Where a title goes on after its year and 关于."""
    lead = _LEAD.match(line)
    return lead.end() if lead else 0


_LEAD = re.compile(r"(?:[（(]?(?:19|20)\d\d(?:[-—~至](?:19|20)\d\d)?年?度?[）)]?|关于|对)+")


@cache
def _tails() -> dict[str, tuple[int, ...]]:
    """The last two characters of every name and the lengths that names with them have, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for name in by_name():
        lengths[name[-2:]].add(len(name))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted({name[-1] for name in by_name()})) + "]")


@cache
def _stems() -> re.Pattern[str]:
    """Every stem, grouped by its first character so that a match is decided at once."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for stem in by_stem():
        groups[stem[0]].append(stem[1:])
    branches = [
        f"{first}(?:{'|'.join(sorted(rests, key=lambda rest: -len(rest)))})" for first, rests in sorted(groups.items())
    ]
    return re.compile("|".join(branches))


def _names(line: str) -> Iterator[_Name]:
    """Names in reading order, the longest at each place, none inside another."""
    found = sorted([*_full_names(line), *_bare_names(line)], key=lambda name: (name.start, -name.end))
    done = 0
    for name in _not_overlapped(found):
        if name.start >= done:
            yield name
            done = name.end


def _not_overlapped(names: list[_Name]) -> Iterator[_Name]:
    """A full name beats a bare one that reaches into it (海南州 against 海南)."""
    full = Taken((name.start, name.end) for name in names if name.pattern == "full")
    for name in names:
        if name.pattern == "full" or not full.touches(name.start, name.end):
            yield name


def _full_names(line: str) -> Iterator[_Name]:
    tails, names, book = _tails(), by_name(), load_patterns("region_names")
    for end in (match.end() for match in _ends().finditer(line)):
        for length in tails.get(line[max(0, end - 2) : end], ()):
            rows = names.get(line[end - length : end]) if length <= end else None
            if rows:
                if line.startswith(tuple(book["after"].get(line[end - 1], ())), end) and not line.startswith(
                    "民政", end
                ):
                    break
                yield _Name(end - length, end, rows, _stands_alone(line, end - length, end, book), "full")
                break


def _stands_alone(line: str, start: int, end: int, book: dict[str, dict[str, list[str]]]) -> bool:
    """Whether a name is one without its parent beside it: no plain word, no part of another word."""
    name, before = line[start:end], line[start - 1 : start] if start else ""
    if name in book["plain"]["words"] or (before and before in book["before"].get(name, "")):
        return False
    if len(name) == 2:
        apart = not "一" <= before <= "鿿"
        bounded = apart or before in _BOUNDARY_BEFORE
        return (bounded and line.startswith(_governing(), end)) or (apart and bool(_DATED.match(line, end)))
    return True


@cache
def _governing() -> tuple[str, ...]:
    return tuple(load_patterns("region_names")["plain"]["governing"])


def _bare_names(line: str) -> Iterator[_Name]:
    stems, after = by_stem(), tuple(load_patterns("region_names")["plain"]["after_short"])
    for found in _stems().finditer(line):
        rows = stems[found.group()]
        province = rows[0].level == "province"
        if not line.startswith(after, found.end()):
            yield _Name(found.start(), found.end(), rows, province, "bare")


def _chains(names: list[_Name]) -> Iterator[list[_Name]]:
    """Names that stand side by side and lie within each other: 湖南省|长沙市|望城区."""
    chain: list[_Name] = []
    for name in names:
        if chain and name.start == chain[-1].end and _within(name.rows, chain[-1].rows):
            chain.append(name)
            continue
        elsewhere = bool(chain) and name.start == chain[-1].end and _is_zone_of(chain[-1], name)
        if chain:
            yield chain
        chain = [] if elsewhere else [name]
    if chain:
        yield chain


def _is_zone_of(city: _Name, name: _Name) -> bool:
    """Whether a new area is one of the city named right before it, not the county so named elsewhere (茂名滨海新区)."""
    bare = city.pattern == "bare" and any(row.level == "city" for row in city.rows)
    return bare and all(row.name.endswith("新区") for row in name.rows)


def _within(rows: Iterable[Division], above: Iterable[Division]) -> bool:
    return any(_is_in(row, outer) for row in rows for outer in above)


def _is_in(row: Division, outer: Division) -> bool:
    if outer.level == "province":
        return row.code[:2] == outer.code[:2] and row.level != "province"
    return row.parent == outer.code or (
        outer.level == "city" and row.level == "county" and row.code[:4] == outer.code[:4]
    )


def _resolve(chain: list[_Name], year: int | None, known: list[str]) -> Division | None:
    """The row that a chain of names stands for, or ``None`` where it stays open."""
    rows: list[Division] = list(chain[0].rows)
    for name in chain[1:]:
        rows = [row for row in name.rows if any(_is_in(row, outer) for outer in rows)]
    if len(chain) == 1 and not chain[0].certain:
        if _says_what_it_is_like(rows):
            known = [code for code in known if any(_belongs(row, code) for row in rows)]
        if chain[0].pattern != "full" or not _only_known(rows, known):
            return None
    valid = [row for row in rows if row.valid_in(year)] or rows
    if len({row.code for row in valid}) == 1:
        return valid[0]
    near = _only_known(valid, known)
    if near:
        return near
    levels = [row for row in valid if row.level != "county"]
    return levels[0] if len(levels) == 1 else None


def _says_what_it_is_like(rows: list[Division]) -> bool:
    """Whether a name is that of a kind of place, too: every county has its 城区."""
    return rows[0].name in load_patterns("region_names")["plain"]["common"]


def _belongs(row: Division, code: str) -> bool:
    """Whether a district is the one of a code, or lies in the prefecture of that code."""
    return row.code == code or (code[2:4] != "00" and code.endswith("00") and row.code[:4] == code[:4])


def _only_known(rows: list[Division], known: list[str]) -> Division | None:
    """The one row that lies in, or is, a region named before; the latest mention first."""
    for code in reversed(known):
        for prefix in (code, code[:4] if code[2:4] != "00" else "", code[:2]):
            if not prefix:
                continue
            inside = [row for row in rows if row.code.startswith(prefix.rstrip("0") if len(prefix) == 6 else prefix)]
            if len(inside) == 1:
                return inside[0]
    return None
