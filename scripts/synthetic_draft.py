"""What all parts of reports made at random are written with: the draft, its blocks, days and rates as printed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

CENT = Decimal("0.01")
CAPITALS = "零壹贰叁肆伍陆柒捌玖"
Block = dict[str, Any]


@dataclass
class Draft:
    """The figures of a report, all from the same exact amounts; ``slip`` names the one to be spoilt."""

    seed: int
    slip: str | None
    random: random.Random = field(init=False)
    planted: str | None = None
    rounding: str = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        # How an office rounds: most up from five, some cut digits off, a spreadsheet may round five to even.
        self.rounding = random.Random(f"rounding {self.seed}").choice(
            [ROUND_HALF_UP, ROUND_HALF_UP, ROUND_HALF_UP, ROUND_DOWN, ROUND_HALF_EVEN]
        )

    def rate(self, part: int | Decimal, whole: int | Decimal) -> Decimal:
        """A rate in % with two decimals, as the office of this report rounds."""
        return (Decimal(part) / Decimal(whole) * 100).quantize(CENT, self.rounding)

    def print(self, kind: str, right: str, wrong: str | Callable[[str], str]) -> str:
        """A figure as it is printed: ``wrong``, or what that makes of it, where this is the slip to plant, and none was
        yet."""
        if self.slip != kind or self.planted is not None:
            return right
        self.planted = wrong if isinstance(wrong, str) else wrong(right)
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


def amount_drawn(rnd: random.Random, low: int, high: int) -> Decimal:
    """An amount with two decimals between two whole ones."""
    return Decimal(rnd.randint(low * 100, high * 100)) / 100


def swapped(text: str) -> str:
    """The figure with two neighbouring digits changed that differ, the first such pair behind its first digit."""
    digits = list(text)
    for index in range(1, len(digits) - 1):
        if digits[index].isdigit() and digits[index + 1].isdigit() and digits[index] != digits[index + 1]:
            digits[index], digits[index + 1] = digits[index + 1], digits[index]
            return "".join(digits)
    return f"{text[:-1]}{(int(text[-1]) + 3) % 10}"


def has_pair(text: str) -> bool:
    """Whether two neighbouring digits behind the first one differ, so that they can be changed."""
    return any(one.isdigit() and other.isdigit() and one != other for one, other in pairwise(text[1:]))


def digit_changed(text: str, place: int) -> str:
    """The figure with the digit at a place another one."""
    return f"{text[:place]}{(int(text[place]) + 4) % 10}{text[place + 1 :]}"


def day_said(day: date) -> str:
    """2023年6月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def capital_said(amount: int) -> str:
    """叁拾贰万零伍拾 for 320050."""

    def below_ten_thousand(value: int, behind: bool) -> str:
        said, gap = "", behind and value < 1000
        for power, unit in ((3, "仟"), (2, "佰"), (1, "拾"), (0, "")):
            digit = value // 10**power % 10
            if digit:
                said += ("零" if gap and (said or behind) else "") + CAPITALS[digit] + unit
            gap = digit == 0
        return said

    high, low = divmod(amount, 10_000)
    said = f"{below_ten_thousand(high, False)}万" if high else ""
    return said + (below_ten_thousand(low, bool(high)) if low else "")
