"""The 得分率 column of a scoring table, row by row: 得分 / 分值."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, rate_fits
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.tables.rows import head
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.reading import DataTable, TablePart
from extractor.model.report import Check, plain

_words = WORDINGS["level_rates"]

ROUNDED = 2
# A rate this far off is one of something else, or of a row read wrong.
NEAR = Decimal(20)


def score_rates(material: Material) -> Iterator[Check]:
    """得分率 of each row, the total row among them, where the column is so headed."""
    for table in material.reading.tables:
        for part in table.parts:
            points, score = part.column("points"), part.column("score")
            rate = next((column for column in part.columns if _words["rate"].search(head(column))), None)
            if points is not None and score is not None and rate is not None:
                yield from _of_part(material, table, part, (points.index, score.index, rate.index))


def _of_part(material: Material, table: DataTable, part: TablePart, columns: tuple[int, int, int]) -> Iterator[Check]:
    good: list[list[Figure]] = []
    bad: list[tuple[list[Figure], Decimal]] = []
    for row in part.rows:
        figures = [material.figures.of(table, table.cell(row, column)) for column in columns]
        points, score, rate = figures
        if points is None or score is None or rate is None or not points.value:
            continue
        known = [rate, score, points]
        computed = score.value / points.value * HUNDRED
        # a score with so many decimals is itself rounded, and its rate may be that of the whole figure
        rounded = score.half_unit if score.decimals >= ROUNDED else ZERO
        if rate_fits(rate.value, rate.decimals, score.value, points.value, rounded, ZERO):
            good.append(known)
        else:
            bad.append((known, round(computed, max(rate.decimals, 2))))
    for known in good:
        yield check(
            "score_rate_in_row", "pass",
            f"得分率{known[0].text}%与得分{known[1].text}分、分值{known[2].text}分之比一致。",
            known, known[0].value, round(known[1].value / known[2].value * HUNDRED, max(known[0].decimals, 2)),
        )  # fmt: skip
    for known, computed in bad:
        near = abs(known[0].value - computed) <= NEAR or is_slip(known[0].value, computed)
        yield check(
            "score_rate_in_row", "fail" if near and len(good) >= len(bad) else "unknown",
            f"得分率{known[0].text}%，与得分{known[1].text}分占分值{known[2].text}分的{plain(computed)}%不一致。",
            known, known[0].value, computed,
        )  # fmt: skip
