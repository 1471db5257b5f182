"""Bands of a figure that leave nothing out (90%以上3个、80%—90%的5个、80%以下2个), and what a table gives for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.checks.engine import Figure, compared, tight
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.quantities import NO_COUNTS, RATE, SCORE, Quantity
from extractor.checks.sheets import Sheet
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import MARKS, Clause, marked
from extractor.checks.wording import WORDINGS, cues
from extractor.model.report import Check, plain
from extractor.patternbook import load_patterns

FEWEST, NEAR = 3, 2


@dataclass(frozen=True)
class _Band:
    """``low`` and ``high`` are its ends, None where it is open, and ``count`` what lies in it."""

    low: Decimal | None
    high: Decimal | None
    count: Quantity


def bands_counted(material: Material) -> Iterator[Check]:
    """14个项目…，超过60%的5个，30%—60%的6个，低于30%的3个: bands that meet and are open at both ends make the whole.

    The whole is the last count of that unit before them in their paragraph. Fails where they miss it by one or two, or
    by two digits changed.
    """
    for clause in material.clauses.telling(*cues("bands", "cue")):
        if len(clause.quantities) <= FEWEST:
            continue
        run = _meeting([_band(clause, match) for match in _bands().finditer(clause.words)])
        if run is None or any(each.count.is_rough for each in run):
            continue
        counts = [each.count for each in run]
        before = [
            q for q in clause.scope.by_unit.get(counts[0].unit, []) if q.start < counts[0].start and not q.blurred
        ]
        whole = next((q for q in reversed(before) if q.spot is counts[0].spot and q.per is None), None)
        if whole is None or whole in counts:
            continue
        summed = sum((each.value for each in counts), ZERO)
        good = summed == whole.value
        if good or abs(summed - whole.value) <= NEAR or has_swapped_digits(summed, whole.value):
            listed = "、".join(each.said for each in counts)
            yield compared(
                "bands_counted", good, f"各档所列{listed}之和{plain(summed)}，与所述{whole.said}",
                material.printed(whole, *counts), whole.value, summed,
            )  # fmt: skip


def values_of_bands(material: Material) -> Iterator[Check]:
    """考核得分87.2分，绩效系数为0.95: what a table of the report gives for the band of that score.

    Fails where the figure told is that of another band of the table.
    """
    scales = [scale for sheet in material.lists if (scale := _scale(sheet)) is not None]
    if not scales:
        return
    for clause in material.clauses.telling("得分"):
        for match in marked("bands", "applied").finditer(clause.words):
            score, told = clause.at(match.start("score")), clause.at(match.start("told"))
            if score.unit not in {SCORE, RATE} or score.is_rough:
                continue
            for scale in scales:
                given = [value for low, high, value in scale if _lies_in(score.value, low, high)]
                others = [value for *_, value in scale]
                if len(given) != 1 or told.value not in {each.value for each in others}:
                    continue
                good, shown = told.value == given[0].value, plain(given[0].value)
                yield compared(
                    "value_of_band", good, f"{score.said}所对应的系数为{shown}，与所述{told.said}",
                    [*material.printed(told, score), given[0]], told.value, given[0].value,
                )  # fmt: skip


def _lies_in(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a score lies in a band; one at its very end may lie in either of two."""
    return (low is None or value > low) and (high is None or value < high)


def _scale(sheet: Sheet) -> list[tuple[Decimal | None, Decimal | None, Figure]] | None:
    """The bands of a table of two columns with the figure beside each; None for any other table."""
    columns = sheet.part.columns
    if len(columns) != 2 or not WORDINGS["bands"]["coefficient"].search(tight("".join(columns[1].path))):
        return None
    found: list[tuple[Decimal | None, Decimal | None, Figure]] = []
    for row in sheet.part.rows:
        cell, value = sheet.cells.get((row, columns[0].index)), sheet.figure(row, columns[1].index)
        ends = _ends(tight(cell.passage.text)) if cell else None
        if ends is None or value is None:
            return None
        found.append((*ends, value))
    return found if len(found) >= FEWEST else None


def _ends(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    """The ends of a band as a cell prints it: S≥90, 80≤S＜90, 80（含）-90分, 60分以下."""
    for name in ("cell_between", "cell_above", "cell_below"):
        match = WORDINGS["bands"][name].fullmatch(text)
        if match:
            said = match.groupdict()
            low, high = said.get("low") or said.get("low2"), said.get("high") or said.get("high2")
            return (Decimal(low) if low else None), (Decimal(high) if high else None)
    return None


def _band(clause: Clause, match: re.Match[str]) -> _Band | None:
    at = {name: clause.at(match.start(name)) for name, said in match.groupdict().items() if said}
    count = at["count"]
    if count.unit in NO_COUNTS or count.per is not None:
        return None
    if "low" in at:
        return _Band(at["low"].value, at["high"].value, count)
    end = at.get("above") or at.get("over")
    return _Band(end.value, None, count) if end else _Band(None, (at.get("below") or at["under"]).value, count)


def _meeting(bands: Sequence[_Band | None]) -> list[_Band] | None:
    """The bands, from the highest down, where each begins where the next ends and only the outer two are open."""
    run = [each for each in bands if each is not None]
    if len(run) != len(bands) or len(run) < FEWEST or len({each.count.unit for each in run}) > 1:
        return None
    if run[0].low is None:
        run.reverse()
    ends = [(above.low, below.high) for above, below in pairwise(run)]
    closed = run[0].high is None and run[-1].low is None
    return run if closed and all(low == high and low is not None for low, high in ends) else None


@cache
def _bands() -> re.Pattern[str]:
    words = load_patterns("checks")["bands"]
    mark, count = f"[{MARKS}]", f"[^{MARKS}，,、；;。]{{0,12}}(?P<count>[{MARKS}])"
    between = rf"(?P<low>{mark})(?:{words['to']})(?P<high>{mark})(?:{words['between']})?"
    above = rf"(?:{words['above']})(?P<above>{mark})(?:{words['included']})?|(?P<over>{mark})(?:{words['over']})"
    below = rf"(?:{words['below']})(?P<below>{mark})|(?P<under>{mark})(?:{words['under']})"
    return re.compile(rf"(?:{between}|{above}|{below}){count}")
