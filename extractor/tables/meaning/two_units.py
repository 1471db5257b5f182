"""Columns under a 单位 line with two units of money: of 单位：人、万元、元 人均 and 单价 are in the smaller one.

Of 单位：元/亩、万元 they are in the one that is told of one thing each. Which columns are in 亿元 and which in 万元 no
line tells.
"""

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

_PER = re.compile(r"元[/／每][一-鿿㎡]")
_EITHER = re.compile(r"元[/／或][千万亿]{0,2}元")


def unit_of_line(text: str) -> str | None:
    """The unit of money that a 单位 line gives, one for sums before one for a thing each (元/亩、万元).

    None where it gives two for sums: 亿元、万元 and 元/万元, of which 人均 and 单价 tell nothing.
    """
    sums, _ = _sums_and_prices(text)
    told = _units(text)
    if _EITHER.search("".join(text.split())) or (len(told) > 1 and not sums and told[-1] != "元"):
        return None
    return sums[0] if sums else unit_in(text)


def by_two_units(grid: Grid, parts: Sequence[TablePart]) -> tuple[list[TablePart], list[str]]:
    """The parts with the units told apart, and a note on each column that took the smaller one."""
    units = _units(grid.unit_line.text) if grid.unit_line else []
    if len(units) != 2:
        return list(parts), []
    large, small = units
    sums, prices = _sums_and_prices(grid.unit_line.text) if grid.unit_line else ([], [])
    if sums and prices:
        large, small = sums[0], prices[0]
    found, notes = [], []
    for part in parts:
        priced = [column for column in part.columns if column.unit_from == "caption" and _is_price(column)]
        notes += [f"unit_smaller: {'、'.join(column.path)}" for column in priced]
        columns = [
            replace(each, unit=small if each in priced else large) if priced and each.unit_from == "caption" else each
            for each in part.columns
        ]
        found.append(replace(part, columns=tuple(columns)))
    return found, notes


def _is_price(column: Column) -> bool:
    return is_word("two_units", "per", head_of(column.path[-1]))


def _sums_and_prices(line: str) -> tuple[list[str], list[str]]:
    """The units of money of a line that are told of a whole, and those of one thing each (元/亩)."""
    words = [(word, unit) for word in re.split(_between(), "".join(line.split())) if (unit := unit_in(word))]
    prices = [unit for word, unit in words if _PER.search(word)]
    return ([unit for word, unit in words if not _PER.search(word)], prices) if prices else ([], [])


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
