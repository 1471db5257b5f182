"""The table of administrative divisions: codes, names, parents, validity, and how names are shortened."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from extractor.patternbook import load_patterns, pattern_dir

Level = Literal["province", "city", "county"]
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Division:
    """One row: a code and name, valid from ``valid_from`` until before ``valid_to`` (``None``: open)."""

    code: str
    name: str
    level: Level
    parent: str
    valid_from: int | None
    valid_to: int | None

    def valid_in(self, year: int | None) -> bool:
        """Whether the row is valid in ``year``; without a year, whether it still is."""
        if year is None:
            return self.valid_to is None
        return (self.valid_from or 0) <= year < (self.valid_to or 9999)


@cache
def divisions() -> tuple[Division, ...]:
    """Every row of ``patterns/regions.tsv``, sorted by code."""
    rows = []
    for line in (pattern_dir() / "regions.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name, level, parent, start, end = line.split("\t")
            rows.append(
                Division(
                    code,
                    name,
                    cast(Level, level),
                    parent,
                    int(start) if start else None,
                    int(end) if end else None,
                )
            )
    return tuple(rows)


@cache
def by_code() -> dict[str, tuple[Division, ...]]:
    """Rows of each code, the youngest last."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        found[row.code].append(row)
    return {code: tuple(sorted(rows, key=lambda row: row.valid_from or 0)) for code, rows in found.items()}


@cache
def by_name() -> dict[str, tuple[Division, ...]]:
    """Rows of each full name and each short form that keeps its ending (红河州), youngest first."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        found[row.name].append(row)
    full = set(found)
    for row in divisions():
        short = short_form(row.name)
        if short and short not in full:
            found[short].append(row)
    for zone, code in load_patterns("region_names")["zones"].items():
        found[zone] += [row for row in divisions() if row.code == code]
    return {name: tuple(sorted(rows, key=lambda row: -(row.valid_to or 9999))) for name, rows in found.items()}


@cache
def _short_names() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, rows in by_name().items():
        for row in rows:
            if row.name != name and row.name[-1] == name[-1]:
                found[row.code].append(name)
    return found


def short_names(code: str) -> list[str]:
    """What the division of a code is called for short, with the same last character: 三都县, 科右前旗."""
    return _short_names().get(code, [])


@cache
def by_stem() -> dict[str, tuple[Division, ...]]:
    """Provinces and prefectures by name without ending (湖南, 长沙, 红河), and the special short forms."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        if row.level != "county":
            stem = stem_of(row.name)
            if len(stem) >= _SHORTEST_STEM:
                found[stem].append(row)
    for short, code in load_patterns("region_names")["short"].items():
        found[short] = [row for row in divisions() if row.code == code]
    return {stem: tuple(rows) for stem, rows in found.items()}


@cache
def by_bare_name() -> dict[str, tuple[Division, ...]]:
    """Prefectures and counties by name without ending (南昌, 安化); names of two characters keep it (南县)."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for row in divisions():
        stem = stem_of(row.name)
        if row.level != "province":
            found[stem if len(stem) >= _SHORTEST_STEM else row.name].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def stem_of(name: str) -> str:
    """A name without its ending and peoples: 红河哈尼族彝族自治州 is 红河."""
    book = load_patterns("region_names")
    for ending in book["endings"]["long"]:
        if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST_STEM:
            stem = name.removesuffix(ending)
            break
    else:
        return name
    if name.endswith(("自治州", "自治县", "自治旗", "族区")):
        stem = _without_peoples(stem, book["endings"]["peoples"])
    return stem


def _without_peoples(stem: str, peoples: list[str]) -> str:
    while True:
        people = next(
            (word for word in peoples if stem.endswith(word) and len(stem) - len(word) >= _SHORTEST_STEM),
            None,
        )
        if people is None:
            return stem
        stem = stem.removesuffix(people)


def short_form(name: str) -> str | None:
    """红河州 for an autonomous prefecture, 城步县 for an autonomous county, 管城区 for a 回族区; else ``None``."""
    for ending, short in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("族区", "区")):
        if name.endswith(ending):
            return stem_of(name) + short
    return None


def city_of(row: Division) -> Division | None:
    """The prefecture that a county belongs to, ``None`` under a province or municipality directly."""
    if row.level == "city":
        return row
    above = _row(row.parent, row)
    return above if above and above.level == "city" else None


def province_of(row: Division) -> Division:
    """The province of any row."""
    return row if row.level == "province" else by_code()[f"{row.code[:2]}0000"][-1]


def _row(code: str, of: Division) -> Division | None:
    """The row of ``code`` that was valid together with ``of``, else the youngest."""
    rows = by_code().get(code, ())
    together = [row for row in rows if (row.valid_to or 9999) > (of.valid_from or 0)]
    return together[0] if together else rows[-1] if rows else None
