"""Columns under a 单位 line with two units of money (单位：人、万元、元): 人均 and 单价 are in the smaller one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractor.model.layout import Grid
from extractor.model.reading import Column, TablePart
from extractor.patternbook import load_patterns
from extractor.tables.meaning.wording import head_of, is_word
from extractor.values import unit_in


def by_two_units(grid: Grid, parts: Sequence[TablePart]) -> tuple[list[TablePart], list[str]]:
    """The parts with the units told apart, and a note on each column that took the smaller one."""
    units = _units(grid.unit_line.text) if grid.unit_line else []
    if len(units) != 2:
        return list(parts), []
    large, small = units
    found, notes = [], []
    for part in parts:
        priced = [column for column in part.columns if column.unit_from == "caption" and _is_price(column)]
        notes += [f"unit_doubtful: {'、'.join(column.path)}" for column in priced]
        columns = [
            replace(each, unit=small if each in priced else large) if priced and each.unit_from == "caption" else each
            for each in part.columns
        ]
        found.append(replace(part, columns=tuple(columns)))
    return found, notes


def _is_price(column: Column) -> bool:
    return is_word("two_units", "per", head_of(column.path[-1]))


def _units(line: str) -> list[str]:
    """The units of money that a line gives, the larger first."""
    words = re.split(_between(), "".join(line.split()))
    units = {unit for word in words if (unit := unit_in(word))}
    return sorted(units, key=_factor, reverse=True)


@cache
def _between() -> str:
    return str(load_patterns("tables")["two_units"]["between"])


def _factor(unit: str) -> Decimal:
    return Decimal(load_patterns("units")["yuan"][unit])
