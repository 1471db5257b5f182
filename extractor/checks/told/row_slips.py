"""What the text tells of what a named row leaves: 石门县结余361.9万元, a row of 1,430.00 and 1,113.10."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from extractor.checks.engine import check
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity
from extractor.checks.sheets import Sheet
from extractor.checks.units import in_unit, scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

TELLING_DIGITS, SHORTEST_NAME, REACH = 4, 3, 20


def rests_with_slips(material: Material) -> Iterator[Check]:
    """石门县结余361.9万元, and a row that leaves 316.9万元: no two amounts of the row leave what is told.

    Fails where two of them leave it with two digits changed.
    """
    told = [
        (each, words)
        for scope in material.paragraphs
        for each in scope.by_unit.get(YUAN, [])
        if each.digits >= TELLING_DIGITS and WORDINGS["named_rows"]["rest"].search(words := each.words_before(REACH))
    ]
    for sheet in material.sheets if told else ():
        for row in sheet.part.rows if len(sheet.money_columns) > 1 else ():
            name = sheet.label(row) if row not in sheet.part.marks else ""
            if len(name) >= SHORTEST_NAME:
                for each, words in told:
                    if name in words:
                        yield from _left_in_row(material, sheet, row, each)


def _left_in_row(material: Material, sheet: Sheet, row: int, told: Quantity) -> Iterator[Check]:
    figures = [
        (figure, figure.value * scale_of(column))
        for column in sheet.money_columns
        if (figure := sheet.figure(row, column.index)) is not None
    ]
    values = {value for _, value in figures}
    pairs = [(one, two, a - b) for (one, a), (two, b) in permutations(figures, 2) if a > b]
    if told.value in values or any(rest == told.value for *_, rest in pairs):
        return
    slip = next(((one, two, rest) for one, two, rest in pairs if is_mistyped(told.value, rest, TELLING_DIGITS)), None)
    if slip is not None:
        one, two, rest = slip
        yield check(
            "row_rest_with_slip", "fail",
            f"正文所述“{sheet.label(row)}”{told.said}，与{sheet.name}该行{plain(one.value)}减去{plain(two.value)}之差"
            f"{in_unit(rest, told.unit_said)}不一致。",
            [*material.printed(told), one, two], told.value, rest,
        )  # fmt: skip
