"""Rows that a sentence names one behind the other: 由高到低依次为甲、乙、丙; 甲和乙两项合计1,396万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.engine import Figure, Printed, check, compared, tight, total
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["named_orders"]

FEWEST, SHORTEST, SHARED, REACH = 3, 3, 2, 60
_BETWEEN = re.compile("[、和与及]")


def orders_told(material: Material) -> Iterator[Check]:
    """考核得分由高到低依次为甲公司、乙公司、丙公司: each has no less in its row than the next one."""
    for spot in material.texts.telling("到低", "到小"):
        for match in _words["order"].finditer(spot.passage.text):
            names = [tight(name) for name in _BETWEEN.split(match["names"]) if name.strip()]
            found = [figures for sheet in material.sheets if (figures := _ordered(sheet, match["head"], names))]
            if len(found) != 1 or len(names) < FEWEST:
                continue
            holds = all(one.value >= other.value for one, other in zip(found[0], found[0][1:], strict=False))
            place = Printed(spot.passage, material.reading.pages, match.start(), match.end())
            yield compared(
                "order_of_rows", holds,
                f"所述“{tight(match[0])}”，与表中所列{'、'.join(each.text for each in found[0])}的高低",
                [Figure(found[0][0].value, 0, place), *found[0]],
            )  # fmt: skip


def _ordered(sheet: Sheet, told: str, names: list[str]) -> list[Figure]:
    """The figures of named rows under the one head that the words share most with; none where a row is not found."""
    columns = [c for c in sheet.part.columns if any(told[at : at + SHARED] in head(c) for at in range(len(told) - 1))]
    rows = [_row(sheet, name) for name in names]
    if len(columns) != 1 or None in rows:
        return []
    figures = [sheet.figure(row, columns[0].index) for row in rows if row is not None]
    return [each for each in figures if each] if all(figures) else []


def sums_with_slips(material: Material) -> Iterator[Check]:
    """甲和乙两项合计1,369万元, 甲镇、乙镇共完成553户, and rows that make 1,396 or 535: two digits changed, and no sum
    of the rows is so much; counts under a head that says what is counted."""
    for scope in material.paragraphs if material.sheets else ():
        for told in scope.quantities:
            least = FEWEST + (told.unit == YUAN)
            if told.unit in {"", RATE, POINTS, SCORE} or told.digits < least or told.per is not None:
                continue
            match = _words["sum"].search(tight(told.before(REACH)))
            names = [name for name in _BETWEEN.split(match["names"]) if name] if match else []
            for sheet in material.sheets if len(names) > 1 else ():
                rows = [row for name in names if (row := _row(sheet, name)) is not None]
                if len(set(rows)) < len(names):
                    continue
                columns = sheet.money_columns if told.unit == YUAN else sheet.counted_columns()
                said = f"{match['what']}{told.unit}" if match else ""
                cases = [
                    (column, figures)
                    for column in columns
                    if told.unit == YUAN or pairs_of_han(said) & pairs_of_han(head(column))
                    if (figures := sheet.figures(rows, column.index))
                ]
                sums = [(column, figures, total(figures) * scale_of(column)) for column, figures in cases]
                slips = [each for each in sums if has_swapped_digits(told.value, each[2])]
                if len(slips) == 1 and all(each[2] != told.value for each in sums):
                    column, figures, computed = slips[0]
                    yield check(
                        "row_sum_with_slip", "fail",
                        f"所述{told.quoted}，与{sheet.name}所列各行“{head(column)}”之和"
                        f"{plain(total(figures))}{column.unit or ''}不一致，疑有笔误。",
                        [*material.printed(told), *figures], told.value, computed,
                    )  # fmt: skip


def _row(sheet: Sheet, name: str) -> int | None:
    """The one plain row that a name, whole or the end or a part of it, stands for."""
    if len(name) < SHORTEST:
        return None
    exact = sheet.rows_by_name.get(name)
    if exact is not None:
        return exact
    found = [row for label, row in sheet.rows_by_name.items() if name in label]
    return found[0] if len(found) == 1 else None
