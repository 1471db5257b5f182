"""What all parts of reports made at random are written with: the draft, its blocks, days and rates as printed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
Block = dict[str, Any]


@dataclass
class Draft:
    """The figures of a report, all from the same exact amounts; ``slip`` names the one to be spoilt."""

    seed: int
    slip: str | None
    random: random.Random = field(init=False)
    planted: str | None = None

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def print(self, kind: str, right: str, wrong: Callable[[str], str]) -> str:
        """A figure as it is printed: ``wrong`` of it where this is the slip to plant, and none was yet."""
        if self.slip != kind or self.planted is not None:
            return right
        self.planted = wrong(right)
        return self.planted


def heading_block(text: str, level: int = 1) -> Block:
    """A heading."""
    return {"type": "heading", "level": level, "text": text}


def text_block(text: str) -> Block:
    """A paragraph."""
    return {"type": "paragraph", "text": text}


def table_block(caption: str, rows: list[list[Any]], *, landscape: bool = False) -> Block:
    """A table with one header row."""
    return {
        "type": "table", "caption": caption, "unit": None, "landscape": landscape, "header_rows": 1, "rows": rows,
    }  # fmt: skip


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """A rate with two decimals."""
    return (Decimal(part) / Decimal(whole) * 100).quantize(CENT, ROUND_HALF_UP)


def day_said(day: date) -> str:
    """2023年6月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
