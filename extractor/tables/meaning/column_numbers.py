"""Rows that number the columns (栏次, 列次), never amounts: 栏次 1 2 3=1-2, 甲 ① ② ③=①-②, A 1 2 3 B, A B C=B/A."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractor.tables.meaning.wording import fold, is_word

# A row that numbers the columns counts at least this far, unless its first cell says what it does.
LEAST_NUMBERING = 3
# Behind columns that are called by letters (甲, A) two numbers tell it, from 1 or with the formula of one of them.
LEAST_BEHIND_LETTERS = 2
FIRST_LETTERS = frozenset({"甲", "A"})

_PLAIN = str.maketrans("＝＋－−", "=+--")
_SIGN = r"\dA-Z①-⑳+\-－—×÷*/()%"
_NUMBER = re.compile(
    rf"(?:[甲乙丙丁戊]|(?P<letter>[A-Z])(?P<worked>=[{_SIGN}]+)?|[-—]"
    rf"|\(?(?P<number>\d{{1,2}}|[①-⑳])\)?(?P<formula>=[{_SIGN}]+)?)"
)


def numbers_columns(texts: Iterable[str], *, told: bool = False) -> bool:
    """Whether the filled cells of a row number the columns, one by one from the left; ``told`` asks for a label that
    says so (栏次)."""
    filled = _from_label(text for text in (fold(text).translate(_PLAIN) for text in texts) if text)
    labelled = _is_label(filled[0]) if filled else False
    if told and not labelled:
        return False
    found: list[re.Match[str]] = []
    for text in filled:
        if _is_label(text):
            continue
        if not (match := _NUMBER.fullmatch(text)):
            return False
        found.append(match)
    counted = [_value(match["number"]) for match in found if match["number"]]
    if not counted:
        counted = [ord(match["letter"]) for match in found if match["letter"]]
    is_told = any(match["formula"] or match["worked"] for match in found)
    is_told = is_told or (not FIRST_LETTERS.isdisjoint(filled[:1]) and counted[:1] == [1])
    lettered = is_told and len(counted) < len(filled)
    least = 1 if labelled else LEAST_BEHIND_LETTERS if lettered else LEAST_NUMBERING
    return len(counted) >= least and counted == list(range(counted[0], counted[0] + len(counted)))


def _from_label(texts: Iterable[str]) -> list[str]:
    """The cells of a row from its label on, where words alone stand before it (类 款 项 栏次 1 2)."""
    filled = list(texts)
    place = next((place for place, text in enumerate(filled) if _is_label(text)), 0)
    return filled[place:] if not any(map(str.isdigit, "".join(filled[:place]))) else filled


def _is_label(text: str) -> bool:
    return is_word("numbering", "labels", text)


def _value(number: str) -> int:
    return int(unicodedata.numeric(number)) if len(number) == 1 else int(number)
