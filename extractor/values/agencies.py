"""The letters of organs (机关代字): where they begin in a run of characters, and whom they stand for."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from extractor.patternbook import load_patterns
from extractor.values.compose import compiled_part, words_pattern
from extractor.values.region_table import divisions

_LONGEST = 8
_LONGEST_SURE = 7
_LONGEST_STYLED = 6


def _parts() -> dict[str, Any]:
    parts: dict[str, Any] = load_patterns("document_numbers")["parts"]
    return parts


@cache
def _lead_ins() -> re.Pattern[str]:
    return re.compile(words_pattern(_parts()["lead_in"]))


@cache
def _shape() -> re.Pattern[str]:
    """Place, organ, business: 望 发改 审. The place is up to three characters, for firms their name; a division may be
    counted: 财建二."""
    book = load_patterns("agencies")
    organ = words_pattern(list(book["organs"]))
    business = words_pattern(book["business"]["words"])
    return re.compile(
        f"(?P<place>[\\u4e00-\\u9fff]{{0,3}}?)(?P<organ>{organ})(?P<business>(?:{business}){{0,4}}[{_parts()['ordinals']}]?)"
    )


@cache
def _businesses() -> frozenset[str]:
    return frozenset(load_patterns("agencies")["business"]["words"])


class Sureness(IntEnum):
    """How surely a document number stands here, by its form alone."""

    BARE = 0  # no 号: only letters made of place, organ and business count
    MARKED = 1  # with 号
    STYLED = 2  # with 号 and brackets that serve nothing else: 〔2020〕


def agency_in(run: str, after_digit: bool, sureness: Sureness) -> str | None:
    """The letters of an organ at the end of ``run``, without the words glued in front, or ``None``.

    ``run`` is the Chinese text right before the bracketed year; ``after_digit`` tells that a digit stands
    before it, so that a leading 日, 月 or 年 belongs to a date.
    """
    if after_digit:
        run = re.sub(r"^[日月年号]+", "", run)
    letters = _known_suffix(run) or _plausible(without_lead_ins(run), sureness) or _by_shape(run)
    if letters and sureness == Sureness.BARE:
        return letters if _shape().fullmatch(letters) and len(letters) <= _LONGEST_SURE else None
    return letters


_INSET = re.compile(r"[(〔](?P<division>[^()〔〕]+)[)〕](?P<tail>[^()〔〕]*)$")
_NO_BRACKETS = str.maketrans("", "", "()〔〕")


def agency_with_inset(run: str, after_digit: bool, sureness: Sureness) -> str | None:
    """Letters with a division in brackets, as printed (宁财(预)发), or ``None`` where ``run`` ends in none."""
    inset = _INSET.search(run)
    if inset is None or inset["division"] not in _businesses():
        return None
    bare = run.translate(_NO_BRACKETS)
    letters = agency_in(bare, after_digit, sureness)
    behind = len(inset["division"]) + len(inset["tail"])
    if letters is None or len(letters) <= behind:
        return None
    return run[len(bare) - len(letters) :]


def _plausible(letters: str, sureness: Sureness) -> str | None:
    if not 2 <= len(letters) <= _LONGEST or _is_word(letters):
        return None
    styled = sureness == Sureness.STYLED and len(letters) <= _LONGEST_STYLED
    return letters if styled or _uncounted(letters)[-1] in _parts()["ends"] else None


def _uncounted(letters: str) -> str:
    """The letters without the number of a division: 甘财建 of 甘财建二."""
    return letters[:-1] if letters[-1] in _parts()["ordinals"] else letters


def _is_word(letters: str) -> bool:
    parts = _parts()
    return (
        letters in parts["not_agency"]
        or (letters[-1] in parts["ordinals"] and letters[:-1].endswith(tuple(parts["counted_words"])))
        or letters in parts["lead_in"]
        or letters.endswith(tuple(parts["not_agency_end"]))
    )


def _known_suffix(run: str) -> str | None:
    """National letters, if what stands before them is nothing or a lead-in."""
    national = load_patterns("agencies")["national"]
    for length in range(min(_LONGEST, len(run)), 1, -1):
        letters = run[-length:]
        if letters in national and (length == len(run) or _ends_in_lead_in(run[:-length])):
            return letters
    return None


def _ends_in_lead_in(text: str) -> bool:
    lead_ins = tuple(_parts()["lead_in"])
    of_place = text[-2:] in _city_and_district() and (len(text) == 2 or text[:-2].endswith(lead_ins))
    return text.endswith(lead_ins) and not of_place


def without_lead_ins(run: str) -> str:
    """``run`` after a body's own name (县水利局会水发) and its last lead-in that leaves something to be letters."""
    body = compiled_part("document_numbers", "body").search(run)
    of_office = body is not None and body[0].endswith("办") and run[body.end() :] in _businesses()
    run = run[body.end() :] if body and not of_office else run  # 宝市财办资环 are letters whole
    bare = compiled_part("document_numbers", "bare_body").search(run)
    if bare and (_are_letters(run[bare.end() :]) or run[bare.end() :] in load_patterns("agencies")["national"]):
        return run[bare.end() :]
    best = 0
    unsure = set(_parts()["lead_in_unsure"])
    kept = tuple(_parts()["no_lead_in"])
    prepositions = tuple(_parts()["prepositions"])
    offices = compiled_part("document_numbers", "party_office")
    position = 0
    while found := _lead_ins().search(run, position):
        rest = run[found.end() :]
        if len(rest) < 2:
            break
        if offices.match(run, found.start()):
            position = found.start() + 1
            continue
        sure = found.group() not in unsure
        if not sure and found.start() == best + 1 and run[best : best + 2] in _city_and_district():
            break
        if not sure and found.start() == best and run[:best].endswith(prepositions) and run[best] in _first_letters():
            break  # 以于发改〔2021〕6号: no preposition behind another, but the letter of a place
        if sure or (not run[found.start() :].startswith(kept) and _are_letters(rest)):
            best = found.end()
        position = found.start() + 1
    return run[best:]


@cache
def _first_letters() -> frozenset[str]:
    """What names of places begin with: 为 of 依据为普府办 begins none."""
    return frozenset(row.name[0] for row in divisions())


@cache
def _city_and_district() -> frozenset[str]:
    """The letters of cities and their counties that begin like an unsure lead-in: 沈于 is 沈阳市于洪区."""
    unsure = tuple(_parts()["lead_in_unsure"])
    names = {row.code: row.name for row in divisions()}
    return frozenset(
        names[above][0] + row.name[0]
        for row in divisions()
        if row.level == "county" and row.name.startswith(unsure)
        for above in (row.parent, f"{row.code[:4]}00")
        if above in names
    )


def _are_letters(text: str) -> bool:
    """Whether a text is made of a place, an organ and its business; with two characters, of one for each: 粤府."""
    found = _shape().fullmatch(text)
    return found is not None and (len(text) > 2 or len(found["place"]) == 1)


def _by_shape(run: str) -> str | None:
    """The longest end of ``run`` that is made of a place's letter, an organ and its business."""
    provinces = load_patterns("agencies")["provinces"]
    for length in range(min(_LONGEST, len(run)), 2, -1):
        letters = run[-length:]
        found = _shape().fullmatch(letters)
        if found and letters[0] in provinces and not _is_word(letters):
            return letters
    for length in (5, 4, 3):
        letters = run[-length:]
        if len(letters) == length and not _is_word(letters):
            found = _shape().fullmatch(letters)
            if found and len(found["place"]) == 1 and found["business"] and _ends_in_lead_in(run[:-length]):
                return letters
    return None


@lru_cache(maxsize=1024)
def organ_of(
    agency: str, region_code: str | None = None, region_name: str | None = None
) -> tuple[str | None, str | None]:
    """The organ and the region code that letters stand for, each ``None`` where unknown.

    National letters and those of provinces are known; a city's or county's only with its report's region,
    whose name must hold the letter of the place: 望发改审 in a report of 长沙市望城区 is its
    发展和改革委员会.
    """
    book = load_patterns("agencies")
    if agency in book["national"]:
        return book["national"][agency], None
    found = _shape().fullmatch(agency)
    if not found or len(found["place"]) != 1:
        return None, None
    organ = book["organs"][found["organ"]]
    if region_name and region_code and found["place"] in region_name:
        return region_name + organ, region_code
    return None, book["provinces"].get(found["place"])


@lru_cache(maxsize=1024)
def looks_mistyped(agency: str) -> bool:
    """A doubled character (望发改改审) is more likely a slip of the typist than an organ."""
    return re.search(r"(.)\1", agency) is not None
