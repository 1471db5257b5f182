"""Rows that number the columns (栏次, 列次), never amounts: 栏次 1 2 3=1-2, 甲 ① ② ③=①-②, A 1 2 3 B, A B C=B/A."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractor.tables.meaning.wording import fold, is_word

# A row that numbers the columns counts at least this far, unless its first cell says what it does.
LEAST_NUMBERING = 3
# Behind columns that are called by letters (甲, A) two numbers tell it, with the formula of one of them.
LEAST_BESIDE_FORMULA = 2

_PLAIN = str.maketrans("＝＋－−", "=+--")
_SIGN = r"\dA-Z①-⑳+\-－—×÷*/()%"
_NUMBER = re.compile(
    rf"(?:[甲乙丙丁戊]|(?P<letter>[A-Z])(?P<worked>=[{_SIGN}]+)?|[-—]"
    rf"|\(?(?P<number>\d{{1,2}}|[①-⑳])\)?(?P<formula>=[{_SIGN}]+)?)"
)


def numbers_columns(texts: Iterable[str], *, told: bool = False) -> bool:
    """Whether the filled cells of a row number the columns, one by one from the left; ``told`` asks for a label that
    says so (栏次)."""
    filled = [tight for text in texts if (tight := fold(text).translate(_PLAIN))]
    labels = [text for text in filled if is_word("numbering", "labels", text)]
    labelled = bool(labels) and labels[0] == filled[0]
    matches = [_NUMBER.fullmatch(text) for text in filled if text not in labels]
    if (told and not labelled) or not all(matches):
        return False
    found = [match for match in matches if match]
    counted = [_value(match["number"]) for match in found if match["number"]]
    if not counted:
        counted = [ord(match["letter"]) for match in found if match["letter"]]
    worked = any(match["formula"] or match["worked"] for match in found) and len(counted) < len(filled)
    least = 1 if labelled else LEAST_BESIDE_FORMULA if worked else LEAST_NUMBERING
    return len(counted) >= least and counted == list(range(counted[0], counted[0] + len(counted)))


def _value(number: str) -> int:
    return int(unicodedata.numeric(number)) if len(number) == 1 else int(number)
