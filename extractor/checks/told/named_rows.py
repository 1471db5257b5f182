"""Figures of the text against the rows of tables that the text names: 扎囊县…结转154.9万元, a row 1,510 − 1,355.1.

These rules never fail: of a project named in the text another amount may be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, islice, permutations
from operator import itemgetter

from extractor.checks.engine import Figure, check, tight
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import RATE, SCORE, YUAN, Quantity
from extractor.checks.sheets import NamedFigure, NamedRow, Sheet
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check, plain

_words = WORDINGS["named_rows"]

SHORTEST_NAME = 3
# Amounts with more digits are looked for in all rows (twice.py); the total row needs so many.
FEW_DIGITS, DIGITS_OF_TOTALS, DIGITS_OF_RESTS = 3, 3, 4
# So many pairs of characters that a row and a sentence share tell that they speak of one thing.
SHARED_PAIRS = 3
MOST_NAMED = 6
REACH = 16


def figures_as_told(material: Material) -> Iterator[Check]:
    """质保金9.69万元 and a row of the same project with 96,883.00元; an amount with few digits needs such a row."""
    rows = material.named_rows
    cells = [(row, each) for row in rows if not row.is_total for each in row.figures.values() if each.is_money]
    order = sorted(range(len(cells)), key=lambda at: cells[at][1].value)
    values = [cells[at][1].value for at in order]
    widest = max((cell.half for _, cell in cells), default=ZERO)
    for _, told in material.once(_told_figures) if cells else ():
        if told.unit == YUAN and 1 < told.digits <= FEW_DIGITS:
            reach = max(told.half, widest)
            near = order[bisect_left(values, told.value - reach) : bisect_right(values, told.value + reach)]
            yield from islice(_as_told(material, told, [cells[at] for at in sorted(near)]), 1)


def figures_of_named_rows(material: Material) -> Iterator[Check]:
    """What the text tells of one named row, or of several: what two of its figures leave, what several rows make."""
    rows = material.named_rows
    totals = [row for row in rows if row.is_total]
    told_figures = material.once(_told_figures) if rows else []
    all_told = "\n".join(dict.fromkeys(text for text, _ in told_figures))
    names = {row.name for row in rows if len(row.name) >= SHORTEST_NAME and not row.is_total and row.name in all_told}
    plain_rows = [row for row in rows if row.name in names and not row.is_total]
    rests = _Rests(rows)
    for text, figures in groupby(told_figures, key=itemgetter(0)):
        told_names = {name for name in names if name in text}
        named = [row for row in plain_rows if row.name in told_names] if told_names else []
        for _, told in figures:
            words = told.words_before(REACH)
            is_rest = _words["rest"].search(words) is not None
            ways: list[Iterator[Check]] = []
            if is_rest:
                ways.append(_left(material, told, _nearest_first(told, named), 1))
                ways.append(_left(material, told, totals, DIGITS_OF_TOTALS))
            if len(named) > 1:
                ways.append(_made(material, told, named, is_rest=is_rest))
            if told.unit == YUAN and told.digits >= DIGITS_OF_RESTS and _words["others"].search(words):
                ways.append(_without(material, told, rests))
            yield from _first(ways)


def _told_figures(material: Material) -> list[tuple[str, Quantity]]:
    """The amounts and counts of paragraphs, each with the words of its paragraph."""
    return [
        (text, each)
        for scope in material.paragraphs
        for text in (tight(scope.text),)
        for each in scope.quantities
        if each.unit not in {RATE, SCORE, ""} and each.per is None and each.value and not each.blurred
    ]


def _nearest_first(told: Quantity, named: list[NamedRow]) -> list[NamedRow]:
    """The rows by how near before a figure the text names them."""
    before = tight(told.spot.passage.text[: told.start])
    return sorted((row for row in named if row.name in before), key=lambda row: -before.rfind(row.name))


def _first(found: list[Iterator[Check]]) -> Iterator[Check]:
    """The first result of several ways to make a figure."""
    for each in found:
        result = next(each, None)
        if result is not None:
            yield result
            return


def _as_told(material: Material, told: Quantity, near: list[tuple[NamedRow, NamedFigure]]) -> Iterator[Check]:
    words = pairs_of_han(_sentence(told)) if near else frozenset()
    for row, cell in near:
        if abs(cell.value - told.value) <= max(told.half, cell.half):
            shared = words & pairs_of_han(material.row_words(row.sheet.table.grid.id, row.row))
            if len(shared) >= SHARED_PAIRS:
                yield _told(material, told, [row], [cell.figure], "所列", cell.value)


def _left(material: Material, told: Quantity, rows: list[NamedRow], digits: int) -> Iterator[Check]:
    """…该县结转资金154.9万元: the difference of two figures of its row, as the words say."""
    is_money, half = told.unit == YUAN, told.half if told.unit == YUAN else ZERO
    wanted = told.value if is_money else _printed(told)
    if told.digits < digits or wanted is None:
        return
    for row in rows:
        alike = [each for each in row.figures.values() if each.is_money == is_money]
        for larger, smaller in permutations(alike, 2):
            if abs(larger.value - smaller.value - wanted) <= half and larger.value > smaller.value:
                figures = [larger.figure, smaller.figure]
                yield _told(material, told, [row], figures, "两数之差", larger.value - smaller.value)


def _made(material: Material, told: Quantity, named: list[NamedRow], *, is_rest: bool) -> Iterator[Check]:
    """甲项目、乙项目…两个项目合同金额合计61.29万元: what the named rows of one table add up to."""
    tables = {id(row.sheet): row.sheet for row in named}
    for sheet in tables.values() if told.digits >= FEW_DIGITS else ():
        rows = [row for row in named if row.sheet is sheet]
        if not 1 < len(rows) <= MOST_NAMED:
            continue
        columns = set.intersection(*(set(row.figures) for row in rows))
        for column in columns:
            cells = [row.figures[column] for row in rows]
            computed = sum((cell.value for cell in cells), ZERO)
            if _is(told, cells[0].is_money, computed):
                yield _told(material, told, rows, [cell.figure for cell in cells], "各行之和", computed)
        for larger, smaller in permutations(columns, 2) if is_rest else ():
            computed = sum((row.figures[larger].value - row.figures[smaller].value for row in rows), ZERO)
            if computed > 0 and _is(told, rows[0].figures[larger].is_money, computed):
                figures = [row.figures[column].figure for row in rows for column in (larger, smaller)]
                yield _told(material, told, rows, figures, "各行两数之差的合计", computed)


class _Rests:
    """The amounts of totals without one of their rows, found by how much they are."""

    def __init__(self, rows: list[NamedRow]) -> None:
        self._rows = rows
        self._columns: dict[tuple[int, int], tuple[list[Decimal], list[NamedRow]]] = {}

    def near(self, told: Quantity) -> Iterator[tuple[NamedRow, NamedFigure, NamedFigure]]:
        """Those that may be an amount told: a row, the total and the row's own figure."""
        for total in self._rows:
            found: list[tuple[int, int, NamedRow]] = []
            for column, whole in total.figures.items() if total.is_total else ():
                if whole.is_money:
                    values, rows = self._sorted(total.sheet, column)
                    part = whole.value - told.value
                    first, last = bisect_left(values, part - told.half), bisect_right(values, part + told.half)
                    found += [(row.row, column, row) for row in rows[first:last]]
            for _, column, row in sorted(found, key=itemgetter(0, 1)):
                yield row, total.figures[column], row.figures[column]

    def _sorted(self, sheet: Sheet, column: int) -> tuple[list[Decimal], list[NamedRow]]:
        """The figures of a column and their rows, the smallest first."""
        key = id(sheet), column
        if key not in self._columns:
            rows = [row for row in self._rows if row.sheet is sheet and not row.is_total and column in row.figures]
            rows.sort(key=lambda row: row.figures[column].value)
            self._columns[key] = [row.figures[column].value for row in rows], rows
        return self._columns[key]


def _without(material: Material, told: Quantity, rests: _Rests) -> Iterator[Check]:
    """其他单位2,406.11万元: the total of a table without one of its rows."""
    for row, whole, part in rests.near(told):
        figures = [whole.figure, part.figure]
        yield _told(material, told, [row], figures, "以外各行之和", whole.value - part.value)


def _is(told: Quantity, is_money: bool, value: Decimal) -> bool:
    """Whether a figure of the text is a figure of a table: in 元, or as printed where the table's are none of money."""
    if is_money != (told.unit == YUAN) or value <= 0:
        return False
    return abs(told.value - value) <= told.half if is_money else _printed(told) == value


def _printed(told: Quantity) -> Decimal | None:
    """A figure as printed, whatever its unit."""
    digits = re.match(r"[\d,.]+", told.text)
    return None if digits is None else Decimal(digits[0].replace(",", "").rstrip("."))


def _told(
    material: Material, told: Quantity, rows: list[NamedRow], figures: list[Figure], how: str, value: Decimal
) -> Check:
    sheet = rows[0].sheet
    names = "、".join(f"“{row.name}”" for row in rows)
    return check(
        "row_amount_told" if how == "所列" else "row_amounts_summed", "pass",
        f"正文所述{told.said}与{sheet.name}{names}行{how}（{'、'.join(each.text for each in figures)}）一致。",
        [*material.printed(told), *figures], told.value, plain(value),
    )  # fmt: skip


def _sentence(each: Quantity) -> str:
    """The sentence that a figure stands in, up to the figure and a little more."""
    text = each.spot.passage.text
    begin = start_of(text, each.start, "。；")
    return text[begin : each.end + REACH]
