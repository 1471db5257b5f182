"""Figures as they stand in a cell: points (分值), scores (得分), rates; folded, exact, never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "–", "―", "无", "×", "*", "N/A"})
# A cell with more characters than this, spaces included, holds words.
LONGEST_FIGURE = 48


# A line end between digits is kept only where figures stand on lines of their own.
_SEVERAL = re.compile(r"\d\n\d")


_BOTH = re.compile(r"(?P<one>\d+(?:\.\d+)?)分?(?:\(|/)(?P<other>\d+(?:\.\d+)?)分?\)?")


class NamedPoints(NamedTuple):
    """An indicator's name apart from the points printed with it; ``points`` is None where none are."""

    name: str
    points: Decimal | None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"^[约为扣减计得]*(?P<sign>[-－−]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>分|%|元|万元)?$"
    )


@cache
def _points_in_name() -> tuple[re.Pattern[str], ...]:
    figure = r"(?P<points>\d+(?:\.\d+)?)"
    # The marks around the figure tell points from a part of the name: (8分), (8), （8%）, -8分, 8分.
    return (
        re.compile(
            rf"^(?P<name>.*\S)\s*[(（\[【〔]\s*(?:满分|权重|分值)?[:：]?\s*{figure}\s*(?:分|%)?\s*[)）\]】〕]$",
            re.S,
        ),
        re.compile(rf"^(?P<name>.*[^\d\s.％%])\s*[-—–:：、/]?\s*{figure}\s*分$", re.S),
    )


def folded(text: str) -> str:
    """``text`` in half width without any white space or marks of notes, for reading figures only."""
    return _folded(text) if len(text) <= LONGEST_FIGURE else _folded.__wrapped__(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(_NOTE_MARKS)).split())


def figure(text: str) -> Decimal | None:
    """The one number that a cell holds (``8``, ``8分``, ``12,000.50``), None where it holds anything else."""
    return _figure(text) if len(text) <= LONGEST_FIGURE else None


@lru_cache(maxsize=4096)
def _figure(text: str) -> Decimal | None:
    if _SEVERAL.search(text):
        return None
    match = _number().match(folded(text))
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", ""))
    return -value if match["sign"] else value


def points_and_score(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The points and the score of a cell that holds both: 18.8（20）, 18.8/20; the points are never the lower."""
    match = _BOTH.fullmatch(folded(text))
    if match is None:
        return None, None
    one, other = Decimal(match["one"]), Decimal(match["other"])
    return max(one, other), min(one, other)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty or a dash."""
    return folded(text) in BLANKS


def parts_of_name(text: str) -> NamedPoints:
    """``项目决策 (8分)`` as its name and its points."""
    plain = unicodedata.normalize("NFKC", text).strip() if text.isascii() else text.strip()
    for pattern in _points_in_name():
        match = pattern.match(_half_width_digits(plain))
        if match:
            return NamedPoints(plain[: match.end("name")].strip(), Decimal(match["points"]))
    return NamedPoints(plain, None)


def _half_width_digits(text: str) -> str:
    """Full-width digits, points and percent signs as half-width ones, character by character."""
    return text.translate(_WIDTH)


_DECIMALS = re.compile(r"\d\.(\d+)")
_NOTE_MARKS = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"))
_WIDTH = {**{ord("０") + i: ord("0") + i for i in range(10)}, ord("．"): ord("."), ord("％"): ord("%")}


def decimals(text: str) -> int:
    """How many decimals a printed figure has: 2 for ``1,234.50万元``."""
    return _decimals(text) if len(text) <= LONGEST_FIGURE else _decimals.__wrapped__(text)


@lru_cache(maxsize=4096)
def _decimals(text: str) -> int:
    match = _DECIMALS.search(folded(text))
    return len(match[1]) if match else 0
