"""Columns under a 单位 line that count things: whole numbers where the money beside them has decimals.

A head such as 村卫生室 or 培训 does not say whether it is money. The unit line may (单位：万元、人、所), or the head
names what is counted, or holds no word of money while every other figure has decimals; either way the figures must
bear it out, and what is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.model.layout import Grid, Places
from extractor.model.reading import Column, TablePart
from extractor.tables.meaning.contents import cells_of, texts_of
from extractor.tables.meaning.units import MONEY_ROLES, says_money
from extractor.tables.meaning.wording import head_of, is_number, is_word, names_other_units, table_pattern

# Figures that a column needs to speak for itself.
LEAST_FIGURES = 3
# Share of a column's figures with decimals from which its amounts are printed so.
MOSTLY = 0.8

_DECIMALS = re.compile(r"\.\d")
_NAUGHT = re.compile(r"0|[-—－/]")


def without_counts(grid: Grid, parts: Sequence[TablePart], unit: str | None) -> tuple[list[TablePart], list[str]]:
    """The parts with the unit taken from columns that count, and a note on each of those; ``unit`` is the table's,
    so that a column in another one is a price.
    """
    told = grid.unit_line or grid.caption
    listed = told is not None and names_other_units(told.text)
    places = grid.places
    found, notes = [], []
    for part in parts:
        counting = [column for column in _counting(part, places, listed) if column.unit == unit]
        notes += [f"unit_doubtful: {'、'.join(column.path)}" for column in part.columns if column in counting]
        columns = [replace(each, unit=None, unit_from=None) if each in counting else each for each in part.columns]
        found.append(replace(part, columns=tuple(columns)) if counting else part)
    return found, notes


def _counting(part: TablePart, places: Places, listed: bool) -> list[Column]:
    """The columns of whole numbers that may count, where all other money has decimals."""
    held = [column for column in part.columns if column.unit is not None]
    figures = {column.index: _figures(part, places, column) for column in held}
    whole = [
        column
        for column in held
        if column.unit_from == "caption" and column.role not in MONEY_ROLES and _are_whole(figures[column.index])
    ]  # fmt: skip
    others = [figures[column.index] for column in held if column not in whole]
    if others and all(map(_have_decimals, others)):
        surely = all(map(_all_have_decimals, others))
        return [
            column
            for column in whole
            if listed or is_word("not_money", "things", head_of(column.path[-1])) or (surely and _says_no_money(column))
        ]
    return [
        column
        for column in whole
        if listed and not table_pattern("not_money", "money_words").search(head_of(column.path[-1]))
    ]


def _figures(part: TablePart, places: Places, column: Column) -> list[str]:
    texts = texts_of(cells_of(places, part.rows, column.index), column.index)
    return [text for text in texts if is_number(text) and not _NAUGHT.fullmatch(text)]


def _are_whole(figures: Sequence[str]) -> bool:
    return len(figures) >= LEAST_FIGURES and not any(_DECIMALS.search(figure) for figure in figures)


def _says_no_money(column: Column) -> bool:
    """Whether no head over a column holds a word of money, of a plan, of a place or of a time (受益对象, 惠企)."""
    words = table_pattern("not_money", "money_words")
    return not any(words.search(head) or says_money(head) for head in map(head_of, column.path))


def _all_have_decimals(figures: Sequence[str]) -> bool:
    return len(figures) >= LEAST_FIGURES and all(_DECIMALS.search(figure) for figure in figures)


def _have_decimals(figures: Sequence[str]) -> bool:
    return sum(bool(_DECIMALS.search(figure)) for figure in figures) >= max(MOSTLY * len(figures), 1)
