"""What the text tells of a named row by the head of its column (龙岭县支出1,523.60万元, a row with 1,523.80), and of
what it leaves (石门县结余361.9万元, a row of 1,430.00 and 1,113.10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from extractor.checks.engine import check
from extractor.checks.figures_told import is_mistyped, is_one_digit_off
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity
from extractor.checks.sheets import Sheet
from extractor.checks.subjects import behind_name
from extractor.checks.tables.rows import head
from extractor.checks.units import in_unit, scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["row_slips"]

REACH, TELLING_DIGITS = 28, 4
SHORTEST_NAME, REACH_OF_RESTS = 3, 20
# What a figure is called shares so many characters in a row with the head of its column.
SHARED = 2


def figures_with_slips(material: Material) -> Iterator[Check]:
    """龙岭县支出1,523.60万元, and 1,523.80 in its row: one digit changed."""
    tabled = {each.value for row in material.named_rows for each in row.figures.values()}
    for scope in material.paragraphs if tabled else ():
        for told in scope.by_unit.get(YUAN, []):
            if told.per is not None or told.digits < TELLING_DIGITS or told.value in tabled or told.blurred:
                continue
            name, label = behind_name(told.words_before(REACH), material.rows_by_name) or ("", "")
            if not label or _words["no_label"].search(label):
                continue
            slips = [
                (sheet, row, column, figure)
                for sheet, row in material.rows_by_name[name]
                for column in sheet.money_columns
                if (figure := sheet.figure(row, column.index)) and _shares(label, head(column))
                if is_one_digit_off(told.value, figure.value * scale_of(column))
            ]
            if len(slips) == 1:
                sheet, _, column, figure = slips[0]
                yield check(
                    "row_figure_with_slip", "fail",
                    f"正文所述“{name}”{told.said}，与{sheet.name}该行“{head(column)}”{figure.text}{column.unit}不一致，"
                    "疑有笔误。",
                    [*material.printed(told), figure], told.value, figure.value * scale_of(column),
                )  # fmt: skip


def _shares(label: str, name: str) -> bool:
    return any(label[at : at + SHARED] in name for at in range(len(label) - SHARED + 1))


def rests_with_slips(material: Material) -> Iterator[Check]:
    """石门县结余361.9万元, and a row that leaves 316.9万元: no two amounts of the row leave what is told.

    Fails where two of them leave it with two digits changed.
    """
    told = [
        (each, words)
        for scope in material.paragraphs
        for each in scope.by_unit.get(YUAN, [])
        if each.digits >= TELLING_DIGITS
        and WORDINGS["named_rows"]["rest"].search(words := each.words_before(REACH_OF_RESTS))
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
