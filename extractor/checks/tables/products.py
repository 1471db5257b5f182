"""Rows that multiply: 数量 × 单价 = 金额, 人数 × 标准 × 月数 = 补助资金, 本金 × 利率 × 期限 = 利息."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from extractor.checks.engine import Figure, beside, check, compared, tight
from extractor.checks.figures_told import is_mistyped, is_slip
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import ZERO, factor
from extractor.checks.worded.formulas import is_near
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check, plain

_words = WORDINGS["product_columns"]

# So many rows, and this share of all, show which columns multiply before another row is accused.
ROWS_THAT_PROVE = 2
SHARE_THAT_PROVES = Decimal("0.6")
ROWS_THAT_ACCUSE = 3
# A rate per cent and year, told in months.
PER_CENT_OF_MONTHS = Decimal(1200)
# A table with more columns is a matrix of another kind.
MOST_COLUMNS = 14
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
            prices = [column for column in part.columns if _words["price"].search(head(column))]
            if not prices or table.kind == "score":
                continue
            sheet = Sheet(material.figures, table, part)
            kept = max(_candidates(sheet, prices), key=lambda each: len(each.good) - 2 * len(each.bad), default=None)
            if kept is not None:
                yield from _told(sheet, kept)


def _candidates(sheet: Sheet, prices: list[Column]) -> Iterator[Kept]:
    columns = [each for each in sheet.figure_columns if each.index not in sheet.rate_columns]
    amounts = [each for each in columns if _words["amount"].search(head(each)) and each not in prices]
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
    is_mean = _words["worked_out"].match(head(factors[0])) is not None
    for row, stated in sheet.vector(target.index).items():
        if any(row not in vector for vector in vectors):
            continue
        figures = [stated, *(vector[row] for vector in vectors)]
        if not all(each.value for each in figures):
            continue
        computed = scale
        for each in figures[1:]:
            computed *= each.value
        # A price printed with decimals was rounded: so many of them move the amount by its half unit.
        spread = sum((each.half_unit / abs(each.value) for each in figures[1:] if each.decimals), ZERO) * computed
        holds = abs(computed - stated.value) <= stated.half_unit + spread
        if row in sheet.part.marks and not (holds and is_mean):
            continue  # a total has no price but a mean one
        if holds:
            kept.good.append(figures)
        else:
            kept.bad.append((row, figures, computed))
    return kept


def _told(sheet: Sheet, kept: Kept, *, is_defined: bool = False) -> Iterator[Check]:
    """``is_defined``: the heads leave no room for caps, as those of prices and standards do."""
    by = "×".join(f"“{head(column)}”" for column in kept.factors)
    for figures in kept.good:
        yield check(
            "product_in_row", "pass", f"{sheet.name}“{head(kept.target)}”{figures[0].text}与该行{by}一致。", figures,
            figures[0].value, figures[0].value,
        )  # fmt: skip
    is_mean = _words["worked_out"].match(head(kept.factors[0])) is not None
    for row, figures, computed in kept.bad:
        shown = round(computed, max(figures[0].decimals, 2))
        enough = len(kept.good) >= ROWS_THAT_ACCUSE
        meant = len(kept.bad) == 1 and (is_mean or is_defined) and is_near(figures[0].value, shown, "")
        # What is paid by a standard may be less for a person who came late.
        by_standard = _words["standard"].search(head(kept.factors[0])) is not None
        slip = (is_mistyped if by_standard else is_slip)(figures[0].value, shown)
        sure = enough and (meant or slip)
        # A total that the product would make agree proves it alone.
        sure = sure or _mends(sheet, kept.target, row, computed)
        said = (
            f"为{figures[0].text}{kept.target.unit or ''}，与{by}计算的{beside(shown, figures[0])}"
            f"{kept.target.unit or ''}不一致。"
        )
        if is_mean:
            mean = round(figures[1].value * figures[0].value / computed, max(figures[1].decimals, 2))
            said += (
                f"由该行“{head(kept.target)}”反推，“{head(kept.factors[0])}”为{plain(mean)}，所列为{figures[1].text}。"
            )
        yield check(
            "product_in_row", "fail" if sure else "unknown",
            f"{sheet.row_said(row)}“{head(kept.target)}”{said}", figures, figures[0].value, shown,
        )  # fmt: skip


def _mends(sheet: Sheet, column: Column, row: int, computed: Decimal) -> bool:
    """Whether the total of a column is what its rows make once one of them is what it should be."""
    totals, rows = sheet.marked("total"), sheet.part.plain_rows
    if len(totals) != 1 or len(totals) + len(rows) != len(sheet.part.rows):
        return False
    stated, parts = sheet.figure(totals[0], column.index), [sheet.figure(each, column.index) for each in rows]
    if stated is None or None in parts or sheet.figure(row, column.index) is None:
        return False
    summed = sum((each.value for at, each in zip(rows, parts, strict=True) if each and at != row), computed)
    return summed == stated.value


def products_in_words(material: Material) -> Iterator[Check]:
    """46个 | 30万元/个 | 1,380.00: rows whose cells tell their units themselves. Fails on mistyped digits, or a slip
    among rows that hold."""
    for sheet in material.sheets:
        prices = [column for column in sheet.part.columns if _words["price"].search(head(column))]
        for price in prices if len(sheet.part.columns) <= MOST_COLUMNS else ():
            amounts = [each for each in sheet.summed_columns() if each.unit and each is not price]
            others = [column for column in sheet.part.columns if column is not price]
            cases = [
                (row, stated, target, made)
                for target in amounts
                for row, stated in sheet.vector(target.index).items()
                if (made := _made(sheet, row, price, others)) is not None and stated.value
            ]
            good = [
                case for case in cases if abs(case[3] - _yuan(case)) <= case[1].half_unit * factor(case[2].unit or "")
            ]
            for case in cases if len(good) >= ROWS_THAT_PROVE else ():
                row, stated, target, made = case
                unit, scale = target.unit or "", factor(target.unit or "")
                if case not in good and not (len(cases) - len(good) == 1 and is_slip(stated.value, made / scale)):
                    continue
                holds = case in good
                yield compared(
                    "product_in_row", holds,
                    f"{sheet.row_said(row)}“{head(target)}”{stated.text}{unit}，与该行数量、“{head(price)}”计算的"
                    f"{beside(made / scale, stated)}{unit}", [stated], stated.value, made / scale,
                )  # fmt: skip


def _yuan(case: tuple[int, Figure, Column, Decimal]) -> Decimal:
    return case[1].value * factor(case[2].unit or "")


def _made(sheet: Sheet, row: int, price: Column, others: list[Column]) -> Decimal | None:
    """What the price and the one count of a row make in 元, by what the price is for: 30万元/个, 46个."""
    match = _words["told_price"].fullmatch(_text(sheet, row, price.index))
    if match is None:
        return None
    count = re.compile(rf"([\d,]+(?:\.\d+)?)(万?){re.escape(match['per'])}")
    found = [each for column in others if (each := count.fullmatch(_text(sheet, row, column.index)))]
    if len(found) != 1:
        return None
    return _decimal(match["price"]) * factor(match["unit"]) * _decimal(found[0][1]) * factor(found[0][2])


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return "" if cell is None else tight(cell.passage.text)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


_OF_INTEREST = ("principal", "interest_rate", "months", "interest")


def interest_of_rows(material: Material) -> Iterator[Check]:
    """本金 | 年利率 | 期限（月） | 利息: what a loan costs by the month, where three other rows keep it."""
    for sheet in material.sheets:
        columns: dict[str, Column] = {}
        for name in _OF_INTEREST:
            found = [each for each in sheet.part.columns if _words[name].search(head(each))]
            if len(found) != 1:
                break
            columns[name] = found[0]
        if len(columns) < len(_OF_INTEREST):
            continue
        kept = Kept(columns["interest"], tuple(columns.values())[:3], Decimal(1), [], [])
        scale = factor(columns["principal"].unit or "") / factor(columns["interest"].unit or "") / PER_CENT_OF_MONTHS
        for row in sheet.part.plain_rows:
            figures = [sheet.figure(row, columns[name].index) for name in ("interest", *list(columns)[:3])]
            told = [each for each in figures if each is not None and each.value]
            if len(told) == len(figures):
                computed = told[1].value * told[2].value * told[3].value * scale
                if abs(computed - told[0].value) <= told[0].half_unit:
                    kept.good.append(told)
                else:
                    kept.bad.append((row, told, computed))
        if len(kept.good) >= ROWS_THAT_PROVE and len(kept.bad) <= 1:
            yield from _told(sheet, kept, is_defined=True)
