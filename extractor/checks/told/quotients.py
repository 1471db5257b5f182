"""Rates with the two figures that they are of beside them: 93.02%（3218.5万元/3460万元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Status, check, tight
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO, factor, half
from extractor.model.report import Check, plain
from extractor.records.evidence import evidence
from extractor.records.values import Spot
from extractor.values.figures import decimals

_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"[^\d\s（()）/÷／×*%％，。；+\-]{0,4}"
_QUOTIENT = (
    rf"(?P<part>{_NUMBER})\s*(?P<part_unit>{_UNIT})\s*[/÷／]\s*(?P<whole>{_NUMBER})\s*(?P<whole_unit>{_UNIT})\s*"
    r"(?:[×*xX]\s*100\s*[%％]?)?"
)
_WAYS = (
    re.compile(rf"(?P<rate>\d+(?:\.\d+)?)\s*[%％]\s*[（(]\s*{_QUOTIENT}\s*[）)]"),
    re.compile(rf"[（(=＝为]\s*{_QUOTIENT}\s*[=＝]\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"),
)
# 2023年/2022年 and 2023/10 are of dates, no quotient.
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:年|[/／]\s*\d{1,2}(?!\d))")
_SCALES = "十百千万亿"


def rates(material: Material) -> Iterator[Check]:
    """93.02%（3218.5万元/3460万元）: the printed rate against its two figures; of one unit where it fails."""
    for spot in material.in_words.telling("/", "÷", "／"):
        text = spot.passage.text
        if "%" in text or "％" in text:
            for way in _WAYS:
                for match in way.finditer(text):
                    yield from _verdict(material, spot, match)


def _verdict(material: Material, spot: Spot, match: re.Match[str]) -> Iterator[Check]:
    (part, part_half), (whole, whole_half) = (_read(match[name], match[f"{name}_unit"]) for name in ("part", "whole"))
    units = [match["part_unit"], match["whole_unit"]]
    if not whole or units.count("") == 1 or _YEAR.match(match.string, match.start("part")):
        return
    stated, places = Decimal(match["rate"]), decimals(match["rate"])
    computed = part / whole * HUNDRED
    spread = HUNDRED * (part_half + whole_half * part / whole) / whole
    gap, last = abs(stated - computed), half(places)
    status: Status = "pass" if gap <= last + spread else "unknown" if gap <= 2 * last + spread else "fail"
    # 950公斤/1000千克 may be right.
    if status == "fail" and len({unit.lstrip(_SCALES) for unit in units} - {""}) > 1:
        return
    found = evidence(spot.passage, material.reading.pages, *match.span(), spot.place)
    shown = round(computed, max(places, 2))
    verb = {"pass": "一致", "fail": "不一致", "unknown": "相差一个末位，可能为截尾"}[status]
    yield check(
        "rate_of_two_figures", status,
        f"“{tight(match[0])}”，所列比率与按所列两数计算的{plain(shown)}%{verb}。",
        [Figure(stated, places, found)], stated, shown,
    )  # fmt: skip


def _read(digits: str, unit: str) -> tuple[Decimal, Decimal]:
    """A figure in the smallest unit, and how far rounding may have moved it; whole numbers are exact."""
    scale = factor(unit)
    moved = half(decimals(digits)) * scale if "." in digits else ZERO
    return Decimal(digits.replace(",", "").replace("，", "")) * scale, moved
