"""Units of amounts and counts: what one of them is, and half a unit of a printed place."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from extractor.model.reading import Column
from extractor.model.report import plain
from extractor.model.values import Money
from extractor.values.figures import decimals

ZERO, HUNDRED = Decimal(0), Decimal(100)
FACTORS = {
    "万亿": Decimal(10**12),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "万": Decimal(10**4),
}


@cache
def half(decimals: int) -> Decimal:
    """Half a unit of the last place of a figure with so many decimals."""
    return Decimal("0.5").scaleb(-decimals)


@cache
def factor(unit: str) -> Decimal:
    """What one of ``unit`` is in its smallest unit: 万元 and 万人 are 10000."""
    return next(
        (value for mark, value in FACTORS.items() if mark in unit), Decimal(1000) if "千" in unit else Decimal(1)
    )


def scale_of(column: Column) -> Decimal:
    """What one of a column's unit is in its smallest unit; 1 where it has none."""
    return factor(column.unit or "")


def in_whole(value: Decimal) -> int:
    """A value as a whole number of its trillionths, for adding up and comparing many: nobody prints more decimals."""
    return int(value.scaleb(12))


def half_unit(money: Money) -> Decimal:
    """Half a unit of the last printed place, in 元."""
    return _half_unit(money.text, money.unit)


def in_unit(yuan: Decimal, unit: str) -> str:
    """An amount in the unit that the report uses beside it."""
    return f"{Decimal(plain(yuan / factor(unit))):,f}{unit or '元'}"


@lru_cache(maxsize=4096)
def _half_unit(text: str, unit: str) -> Decimal:
    return half(decimals(text)) * factor(unit)
