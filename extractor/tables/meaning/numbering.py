"""Rows that number the columns of a table (栏次, 列次): their figures count columns and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractor.tables.meaning.wording import fold, is_word

# A row without a label that says so counts at least this far.
LEAST = 3

# 3, （3）, ③, C, each with what it is worked out from: 3=1+2.
_NUMBER = re.compile(r"(?:\((\d{1,2})\)|(\d{1,2})|([①-⑳])|([A-Z]))(?:=[\d①-⑳A-Z+\-−×÷*/()%]+)?")
_UNNUMBERED = re.compile(r"[甲乙丙丁]|[-—]")


def numbers_columns(texts: Iterable[str], *, told: bool = False) -> bool:
    """Whether the texts of a row number the columns: 栏次 1 2 3=1+2; ``told`` asks for a label that says so."""
    filled = [fold(text) for text in texts if text.strip()]
    labelled = bool(filled) and is_word("numbering", "labels", filled[0])
    if told and not labelled:
        return False
    counted: list[tuple[int, int]] = []
    for text in filled:
        if number := _NUMBER.fullmatch(text):
            counted.append(_value(number))
        elif not (_UNNUMBERED.fullmatch(text) or is_word("numbering", "labels", text)):
            return False
    if len(counted) < (1 if labelled else LEAST):
        return False
    kind, first = counted[0]
    return counted == [(kind, first + index) for index in range(len(counted))]


def _value(number: re.Match[str]) -> tuple[int, int]:
    """How a column is numbered, and the number."""
    kind = number.lastindex or 0
    text = number[kind]
    if kind <= 2:
        return kind, int(text)
    return kind, ord(text) if text.isascii() else int(unicodedata.numeric(text))
