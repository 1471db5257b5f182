"""Rows below the heads that number the columns, never amounts: 栏次 1 2 3=1-2, 甲 ① ② ③=①-②, A 1 2 3 B."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extractor.tables.meaning.wording import fold

# A row that numbers the columns counts at least this far, unless its first cell says what it does.
LEAST_NUMBERING = 3
NUMBERING = "栏次"
# Behind columns that are called by letters (甲, A) two numbers tell it, from 1 or with the formula of one of them.
LEAST_BEHIND_LETTERS = 2

_PLAIN = str.maketrans("＝＋－−", "=+--")
_SIGN = r"\d①-⑳+\-—×÷*/()%"
_NUMBER = re.compile(
    rf"(?:栏次|行次|[甲乙丙丁戊]|[A-H]|[-—]|\(?(?P<number>\d{{1,2}}|[①-⑳])\)?(?P<formula>=[{_SIGN}]+)?)"
)


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row number the columns, one by one from the left."""
    filled = [tight for text in texts if (tight := fold(text).translate(_PLAIN))]
    matches = [_NUMBER.fullmatch(text) for text in filled]
    if not filled or not all(matches):
        return False
    found = [match for match in matches if match and match["number"]]
    counted = [int(unicodedata.numeric(m["number"])) if len(m["number"]) == 1 else int(m["number"]) for m in found]
    is_told = counted[:1] == [1] or any(match["formula"] for match in found)
    is_lettered = is_told and len(found) < len(filled)
    least = 1 if filled[0] == NUMBERING else LEAST_BEHIND_LETTERS if is_lettered else LEAST_NUMBERING
    return len(counted) >= least and counted == list(range(counted[0], counted[0] + len(counted)))
