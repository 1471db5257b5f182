"""Rows that multiply: 数量 × 单价 = 金额, 人数 × 标准 × 月数 = 补助资金."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations
from typing import NamedTuple

from extractor.checks.engine import Figure, beside, check
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.wording import wording
from extractor.model.reading import Column
from extractor.model.report import Check

_words = partial(wording, "product_columns")

# So many rows, and this share of all, show which columns multiply before another row is accused.
ROWS_THAT_PROVE = 2
SHARE_THAT_PROVES = Decimal("0.6")
ROWS_THAT_ACCUSE = 3
# The amount may be printed in 万元 or 千元, the price in 元.
SCALES = tuple(Decimal(10) ** -power for power in (0, 4, 3, 8))


class Kept(NamedTuple):
    """Columns that multiply to another, by a scale: the rows that keep it, and those that do not."""

    target: Column
    factors: tuple[Column, ...]
    scale: Decimal
    good: list[list[Figure]]
    bad: list[tuple[int, list[Figure], Decimal]]


def products_of_rows(material: Material) -> Iterator[Check]:
    """Each row of a table with a column of prices, where most rows multiply to the column of amounts."""
    for table in material.reading.tables:
        for part in table.parts:
            prices = [column for column in part.columns if _words("price").search(head(column))]
            if not prices or table.kind == "score":
                continue
            sheet = Sheet(material.figures, table, part)
            kept = max(_candidates(sheet, prices), key=lambda each: len(each.good) - 2 * len(each.bad), default=None)
            if kept is not None:
                yield from _told(sheet, kept)


def _candidates(sheet: Sheet, prices: list[Column]) -> Iterator[Kept]:
    columns = [each for each in sheet.figure_columns if each.index not in sheet.rate_columns]
    amounts = [each for each in columns if _words("amount").search(head(each)) and each not in prices]
    counts = [each for each in columns if each not in prices and each.unit is None]
    for price in prices:
        for target in amounts:
            others = [each for each in counts if each is not target]
            for factors in (*((each,) for each in others), *combinations(others, 2)):
                for scale in SCALES:
                    kept = _kept(sheet, target, (price, *factors), scale)
                    telling = len(kept.good) + len(kept.bad)
                    if len(kept.good) >= ROWS_THAT_PROVE and len(kept.good) >= SHARE_THAT_PROVES * telling:
                        yield kept


def _kept(sheet: Sheet, target: Column, factors: tuple[Column, ...], scale: Decimal) -> Kept:
    kept = Kept(target, factors, scale, [], [])
    vectors = [sheet.vector(column.index) for column in factors]
    for row, stated in sheet.vector(target.index).items():
        if row in sheet.part.marks or any(row not in vector for vector in vectors):
            continue
        figures = [stated, *(vector[row] for vector in vectors)]
        if not all(each.value for each in figures):
            continue
        computed = scale
        for each in figures[1:]:
            computed *= each.value
        # A price printed with decimals was rounded: so many of them move the amount by its half unit.
        spread = sum((each.half_unit / abs(each.value) for each in figures[1:] if each.decimals), Decimal(0)) * computed
        if abs(computed - stated.value) <= stated.half_unit + spread:
            kept.good.append(figures)
        else:
            kept.bad.append((row, figures, computed))
    return kept


def _told(sheet: Sheet, kept: Kept) -> Iterator[Check]:
    by = "×".join(f"“{head(column)}”" for column in kept.factors)
    for figures in kept.good:
        yield check(
            "product_in_row", "pass", f"{sheet.name}“{head(kept.target)}”{figures[0].text}与该行{by}一致。", figures,
            figures[0].value, figures[0].value,
        )  # fmt: skip
    for row, figures, computed in kept.bad:
        shown = round(computed, max(figures[0].decimals, 2))
        sure = len(kept.good) >= ROWS_THAT_ACCUSE and is_slip(figures[0].value, shown)
        yield check(
            "product_in_row", "fail" if sure else "unknown",
            f"{sheet.name}“{sheet.label(row)}”行“{head(kept.target)}”为{figures[0].text}{kept.target.unit or ''}，"
            f"与{by}计算的{beside(shown, figures[0])}{kept.target.unit or ''}不一致。",
            figures, figures[0].value, shown,
        )  # fmt: skip
