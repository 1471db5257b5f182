"""Figures of cells that are not what they look like for sure: ####, 1.234.567, a name……12.50, numbers of vouchers."""

from __future__ import annotations

import re

from extractor.model.layout import Grid
from extractor.model.reading import Column

# What sheets print in the place of a figure wider than its column.
_OVERFLOW = re.compile(r"\s*[#＃]{2,}\s*")
# A figure behind dots that lead to it.
_LED = re.compile(r"(?:[.．]{3,}|[…·‥]{2,})\s*(?P<figure>\d[\d,，]*(?:[.．]\d+)?)(?![\d.,，])")
# Points between thousands, commas before decimals, and figures that are of that kind or have three decimals.
_POINTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d{1,2}|-?\d{1,3}(?:\.\d{3}){2,}|-?\d+,\d{1,2}")
_OF_EITHER_KIND = re.compile(r"\s*-?\d{1,3}[.,]\d{3}\s*")

# Numbers of vouchers behind their month: 5月17、32号凭证, 7月15号 in a column of vouchers.
_VOUCHERS = re.compile(r"(?<=月)\d[\d、，,\s]*号(?=\s*凭证)")
_IN_COLUMN = re.compile(r"(?<=月)\d[\d、，,\s]*号")


def without_vouchers(text: str, column: Column | None) -> str:
    """``text`` with the numbers of vouchers made illegible, which are no days; the same length."""
    named = column is not None and "凭证" in "".join(column.path)
    return (_IN_COLUMN if named else _VOUCHERS).sub(lambda found: "#" * len(found[0]), text)


def odd_figures(text: str) -> list[tuple[int, int]]:
    """Where a cell's text has such a figure; offsets into it, half-open."""
    if "#" in text or "＃" in text:
        return [(0, len(text))] if _OVERFLOW.fullmatch(text) else []
    return [found.span("figure") for found in _LED.finditer(text)] if _may_lead(text) else []


def led_amounts(text: str) -> list[tuple[int, int]]:
    """Where dots lead to figures with decimals in a paragraph: lines of a list of amounts, none of a 目录."""
    if not _may_lead(text):
        return []
    spans = [found.span("figure") for found in _LED.finditer(text)]
    return [(start, end) for start, end in spans if "." in text[start:end] or "．" in text[start:end]]


def _may_lead(text: str) -> bool:
    return any(dots in text for dots in ("..", "．．", "……", "··"))


def pointed_figures(grid: Grid) -> frozenset[tuple[int, int]]:
    """The places of figures with three digits behind one point or comma, in a table others of which have points between
    thousands or a comma before decimals (1.234.567, 1.234,56): 21.527 may be 21527 there."""
    doubted = [cell for cell in grid.cells if _OF_EITHER_KIND.fullmatch(cell.passage.text)]
    if not doubted or not any(_POINTED.fullmatch(cell.passage.text.strip()) for cell in grid.cells):
        return frozenset()
    return frozenset((cell.row, cell.column) for cell in doubted)
